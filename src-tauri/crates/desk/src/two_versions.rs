//! Places where a merge kept two versions: each becomes a query that nobody asked, so that somebody reads it before the
//! story is approved.
//!
//! A query is an entry, so it reaches every desk and outlives a restart. Two desks that merge the same edits find the
//! same places; whoever knows of the other's query adds none. Not here: finding the places (`manuscript`).

use manuscript::{Parted, TwoVersions};
use newsroom::{Comment, KeptBoth, Remark, StoryId};

use crate::Result;
use crate::room::Room;

/// As many characters of the words as a query quotes.
const QUOTED: usize = 300;

impl Room {
    /// Asks about each place that a merge into the open text has left, and says how many those are. What the disk does
    /// not take now is asked the next time, at the end of the spell at the latest.
    pub(crate) fn ask_for_readers(&mut self, story: StoryId) -> Result<u32> {
        let Some(open) = self.open.get_mut(&story) else {
            return Ok(0);
        };
        let found = std::mem::take(&mut open.unasked);
        match self.ask_about(story, &found) {
            Ok(asked) => Ok(asked),
            // Whoever may say nothing here leaves it to the others.
            Err(refused) if refused.is_rule() => Ok(0),
            Err(error) => {
                if let Some(open) = self.open.get_mut(&story) {
                    open.unasked = found;
                }
                Err(error)
            }
        }
    }

    /// A place that somebody is asked about already is passed over.
    fn ask_about(&mut self, story: StoryId, found: &[TwoVersions]) -> Result<u32> {
        if found.is_empty() || self.seat()?.key().is_err() {
            return Ok(0);
        }
        let known = self.load(story, self.fresh_peer())?.state.comments;
        let mut asked = 0;
        for place in found {
            let (kept, about) = (kept_both(place), quoted(&place.words));
            let is_known = known
                .iter()
                .any(|thread| thread.kept_both.as_ref() == Some(&kept) && thread.about == about);
            if is_known {
                continue;
            }
            self.remark(&story.to_string(), |moment| {
                Remark::Comment(Comment {
                    seen: moment.seen,
                    roster: moment.roster,
                    at: moment.at,
                    anchor: String::new(),
                    about,
                    text: String::new(),
                    blocking: true,
                    mentions: Vec::new(),
                    kept_both: Some(kept),
                })
            })?;
            asked += 1;
        }
        Ok(asked)
    }
}

fn kept_both(place: &TwoVersions) -> KeptBoth {
    let how = match place.how {
        Parted::Deleted => "deleted",
        Parted::Moved => "moved",
        Parted::Doubled => "doubled",
        Parted::Replaced => "replaced",
    };
    KeptBoth {
        field: place.field.to_string(),
        paragraph: u32::try_from(place.paragraph).unwrap_or(u32::MAX),
        how: how.to_owned(),
    }
}

fn quoted(words: &str) -> String {
    words.chars().take(QUOTED).collect()
}
