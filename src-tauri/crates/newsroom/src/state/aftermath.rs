//! What steps do to checks, and to a story that readers have or had: updates, withdrawal, reinstatement, reading.

use super::effect::{Taken, to_be_read};
use crate::{
    Check, Checked, DeskState, EntryId, PersonId, Reinstatement, Step, StoryState, Update,
    UpdateClass, Withdrawn,
};

impl StoryState {
    pub(super) fn check(&mut self, person: PersonId, taken: &Taken) {
        let by = Checked {
            entry: taken.entry,
            by: person,
        };
        match &taken.said.step {
            Step::RequireCheck { check } => self.checks.set(*check, Check::Required(by)),
            Step::ClearCheck { check } => {
                let content_hash = taken.said.facts.head_hash;
                self.checks.set(*check, Check::Cleared { by, content_hash });
            }
            Step::RefuseCheck { check, reason } => {
                let reason = reason.clone();
                self.checks.set(*check, Check::Refused { by, reason });
            }
            _ => {}
        }
    }

    /// An author goes on at home, a desk editor at the desk.
    pub(super) fn open_update(&mut self, person: PersonId, taken: &Taken, class: UpdateClass) {
        let by_editor = !taken.saw.by_author;
        if by_editor {
            self.back_to(DeskState::Editing);
            self.holder = Some(person);
        } else {
            self.back_to(DeskState::Draft);
            self.draft_by = Some(person);
        }
        self.update = Some(Update {
            entry: taken.entry,
            class,
            by: person,
            by_editor,
            writers: Default::default(),
        });
    }

    /// At once, whatever is being worked on beside it; a schedule that is on never fires again.
    pub(super) fn withdraw(&mut self, person: PersonId, taken: &Taken, reason: &str, notice: &str) {
        if let Some(schedule) = &mut self.schedule {
            schedule.asleep = true;
        }
        let targets = self
            .live
            .as_mut()
            .map(|live| std::mem::take(&mut live.targets));
        self.withdrawn = Some(Withdrawn {
            entry: taken.entry,
            reason: reason.to_owned(),
            notice: notice.to_owned(),
            by: person,
            at: taken.said.facts.now,
            targets: targets.unwrap_or_default(),
            reinstatement: None,
        });
        self.to_be_read.push(to_be_read(person, taken));
    }

    pub(super) fn reinstate(&mut self, person: PersonId, taken: &Taken, content_hash: [u8; 32]) {
        if let Some(withdrawn) = &mut self.withdrawn {
            let before = withdrawn.reinstatement.replace(Reinstatement {
                entry: taken.entry,
                by: person,
                content_hash,
                confirmed_by: None,
            });
            let asked_before = before.map(|before| before.entry);
            self.to_be_read
                .retain(|unread| Some(unread.entry) != asked_before);
            self.to_be_read.push(to_be_read(person, taken));
        }
    }

    pub(super) fn confirm(&mut self, person: PersonId, entry: EntryId) {
        self.to_be_read.retain(|unread| unread.entry != entry);
        let asked = self
            .withdrawn
            .as_mut()
            .and_then(|withdrawn| withdrawn.reinstatement.as_mut());
        if let Some(asked) = asked.filter(|asked| asked.entry == entry) {
            asked.confirmed_by = Some(person);
        }
    }

    /// The words of a confirmed reinstatement have gone out, so the story is no longer withdrawn.
    pub(super) fn goes_back_live(&mut self, content_hash: &[u8; 32]) {
        let ends = self
            .withdrawn
            .as_ref()
            .is_some_and(|withdrawn| withdrawn.is_reinstated_with(content_hash));
        if ends {
            self.withdrawn = None;
        }
    }

    /// An author of the story; or somebody who wrote more than a minor fix in the round that is open.
    pub(super) fn approves_own(&self, person: PersonId, taken: &Taken) -> bool {
        let fix = |update: &Update| update.class == UpdateClass::MinorFix;
        let minor = self.update.as_ref().is_some_and(fix);
        self.is_author(person, &taken.said.facts.credited) || self.wrote_in_update(person) && !minor
    }
}
