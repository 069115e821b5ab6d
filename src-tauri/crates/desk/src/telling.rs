//! Telling somebody who looks elsewhere: what of their inbox the system may show while the window is not in front.
//!
//! Each line is told at most once, also over restarts: what was there at the last look is kept on this laptop. Whoever
//! has the window before them sees it there, so a look with the window in front tells nothing and knows everything.
//! A notice says what happened and the slugline, and of a story that others must not learn of not even that.
//!
//! Not here: the words, and showing them.

use std::collections::BTreeSet;

use newsroom::{InboxKind, PersonId};

use crate::border::{Telling, TellingChoice};
use crate::inbox::{About, is_alarm};
use crate::room::Room;
use crate::{Error, Result};

/// What the inbox depends on; while it is the same, so is the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Looked {
    person: PersonId,
    /// The last entry that was here.
    position: i64,
    /// How many stories could not go out.
    trouble: usize,
    minute: i64,
}

impl Room {
    /// What is new since the last look and may be told now. Nobody at the desk is told nothing.
    pub(crate) fn tells(&mut self, in_front: bool) -> Result<Vec<Telling>> {
        let Some(person) = self.seat.as_ref().map(|seat| seat.person) else {
            return Ok(Vec::new());
        };
        let looks = Some(Looked {
            person,
            position: self
                .store
                .read(|reader| Ok::<_, Error>(reader.log().position()?))?,
            trouble: self.trouble.len(),
            minute: self.now() / 60_000,
        });
        if looks == self.looked {
            return Ok(Vec::new());
        }
        self.looked = looks;
        let lines = self.concerning(person)?;
        let key = format!("told/{person}");
        let kept = self
            .store
            .read(|reader| Ok::<_, Error>(reader.local().get(&key)?))?;
        let known: Option<BTreeSet<String>> =
            kept.and_then(|json| serde_json::from_slice(&json).ok());
        let there: BTreeSet<String> = lines.iter().map(About::id).collect();
        if known.as_ref() != Some(&there) {
            let json = serde_json::to_vec(&there).expect("ids are plain values");
            self.store
                .write(|writer| Ok::<_, Error>(writer.local_mut().set(&key, &json)?))?;
        }
        // Somebody who has only just come here is not told what happened before.
        let Some(known) = known.filter(|_| !in_front) else {
            return Ok(Vec::new());
        };
        let choice = self.telling()?;
        let told = lines
            .iter()
            .filter(|about| may_tell(about, &known, &choice));
        Ok(told.map(telling).collect())
    }

    /// What this laptop tells; everything, unless somebody chose otherwise.
    pub(crate) fn telling(&self) -> Result<TellingChoice> {
        let json = self
            .store
            .read(|reader| Ok::<_, Error>(reader.local().get(CHOICE)?))?;
        let choice = json.and_then(|json| serde_json::from_slice(&json).ok());
        Ok(choice.unwrap_or(TellingChoice {
            stories: true,
            alarms: true,
        }))
    }

    pub(crate) fn choose_telling(&mut self, choice: &TellingChoice) -> Result<TellingChoice> {
        let json = serde_json::to_vec(choice).expect("a choice is plain values");
        self.store
            .write(|writer| Ok::<_, Error>(writer.local_mut().set(CHOICE, &json)?))?;
        self.telling()
    }
}

const CHOICE: &str = "telling";

/// New, of a kind that cannot wait until somebody looks, and not switched off.
fn may_tell(about: &About, known: &BTreeSet<String>, choice: &TellingChoice) -> bool {
    let wanted = match about.line.kind {
        kind if is_alarm(kind) => choice.alarms,
        InboxKind::SentBack | InboxKind::Approved | InboxKind::Void | InboxKind::Published => {
            choice.stories
        }
        _ => false,
    };
    wanted && !known.contains(&about.id())
}

fn telling(about: &About) -> Telling {
    Telling {
        kind: about.line.kind.name().to_owned(),
        slugline: match about.discreet {
            true => String::new(),
            false => about.row.slugline.clone(),
        },
    }
}
