//! Audits: writing one, and checking one without the newsroom.

use std::fs;
use std::path::Path;

use desk::{Audited, Error, check_audit};

use crate::print;
use crate::run::Session;

impl Session {
    pub(crate) fn audit(&self, story: &str, output: &Path) -> Result<(), Error> {
        let audit = self.desk.audit(&self.desk.find_story(story)?)?;
        print::file(output, audit)?;
        print::answer(&output, self.json, |output| output.display().to_string());
        Ok(())
    }

    pub(crate) fn check_audit(&self, file: &Path) -> Result<(), Error> {
        let bytes = fs::read(file).map_err(|source| Error::FileUnreadable {
            path: file.display().to_string(),
            source,
        })?;
        let audited = check_audit(&bytes)?;
        print::answer(&audited, self.json, plain);
        audited.sound()
    }
}

fn plain(audited: &Audited) -> String {
    let trail = print::lines(&audited.trail, |line| {
        let note = line.note.as_deref().unwrap_or("");
        let void = line.without_effect.as_deref().unwrap_or("");
        format!(
            "  {}  {:<14} {}  {note} {void}",
            line.at, line.step, line.by
        )
    });
    let revisions = print::lines(&audited.revisions, |revision| {
        let holds = if revision.holds { "holds" } else { "differs" };
        format!(
            "  r{:<4} {}  {holds}",
            revision.number, revision.content_hash
        )
    });
    let flaws = print::lines(&audited.flaws, print::flaw);
    format!(
        "{}  {}\n  first roster {}\n  readers      {} {}\n{trail}\n{revisions}\n{} entries read\n{flaws}",
        audited.newsroom,
        audited.story,
        audited.first_roster,
        audited.live_state,
        audited.live_hash.as_deref().unwrap_or(""),
        audited.entries,
    )
}
