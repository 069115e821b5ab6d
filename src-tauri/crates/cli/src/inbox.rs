//! `inbox`: what concerns whoever acts, in the newsroom's time.

use desk::{Error, InboxLineView, InboxView, SeenRequest, wall_time};

use crate::print;
use crate::run::Session;
use crate::sentences::words;

impl Session {
    /// Shows it as it was before any of it is marked.
    pub(crate) fn inbox(&self, seen: bool) -> Result<(), Error> {
        let inbox = self.desk.inbox()?;
        if seen {
            self.desk.mark_seen(SeenRequest {
                lines: Vec::new(),
                seen: true,
            })?;
        }
        print::answer(&inbox, self.json, told);
        Ok(())
    }
}

fn told(inbox: &InboxView) -> String {
    match inbox.lines.is_empty() {
        true => words("inbox.empty.sentence"),
        false => print::lines(&inbox.lines, |it| line(it, &inbox.zone)),
    }
}

/// An asterisk stands before what nobody has seen yet.
fn line(line: &InboxLineView, zone: &str) -> String {
    let mark = if line.seen { ' ' } else { '*' };
    let kind = words(&format!("inbox.kind.{}", line.kind));
    let about = match line.slugline.is_empty() {
        true => &line.title,
        false => &line.slugline,
    };
    let parts = [
        wall_time(&line.at, zone),
        about.clone(),
        kind,
        line.by.clone(),
        line.words.clone(),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    format!("{mark} {}", parts.collect::<Vec<_>>().join("  "))
}
