//! What steps do to checks, and to a story that readers have or had: updates, withdrawal, reinstatement, reading.

use std::collections::BTreeSet;

use super::effect::{Taken, to_be_read};
use crate::{
    Check, Checked, DeskState, EntryId, PersonId, Reinstatement, Step, StepName, StoryState,
    Update, UpdateClass, Withdrawn,
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

    /// At once, whatever is being worked on beside it and whoever else withdraws it; a schedule that is on never fires again.
    pub(super) fn withdraw(&mut self, person: PersonId, taken: &Taken, reason: &str, notice: &str) {
        if let Some(schedule) = &mut self.schedule {
            schedule.asleep = true;
        }
        self.withdrawals.push(Withdrawn {
            entry: taken.entry,
            reason: reason.to_owned(),
            notice: notice.to_owned(),
            by: person,
            at: taken.said.facts.now,
            targets: BTreeSet::new(),
            reinstatement: None,
        });
        self.to_be_read.push(to_be_read(person, taken));
        self.is_taken_down();
    }

    /// While a withdrawal stands, a notice belongs wherever the story was live or went out since.
    pub(super) fn is_taken_down(&mut self) {
        if !self.withdrawals.is_empty() {
            let live = self.live.as_mut();
            let mut places =
                live.map_or_else(BTreeSet::new, |live| std::mem::take(&mut live.targets));
            for withdrawn in &mut self.withdrawals {
                places.append(&mut withdrawn.targets);
            }
            for withdrawn in &mut self.withdrawals {
                withdrawn.targets.clone_from(&places);
            }
        }
        self.shows_what_stands();
    }

    /// Speaks of the withdrawals that its author saw; one that was signed meanwhile is not undone by it.
    pub(super) fn reinstate(&mut self, person: PersonId, taken: &Taken, content_hash: [u8; 32]) {
        let seen = |withdrawn: &&mut Withdrawn| taken.saw.withdrawals.contains(&withdrawn.entry);
        for withdrawn in self.withdrawals.iter_mut().filter(seen) {
            withdrawn.reinstatement = Some(Reinstatement {
                entry: taken.entry,
                by: person,
                content_hash,
                confirmed_by: None,
            });
        }
        self.to_be_read.push(to_be_read(person, taken));
        self.shows_what_stands();
    }

    pub(super) fn confirm(&mut self, person: PersonId, entry: EntryId) {
        self.to_be_read.retain(|unread| unread.entry != entry);
        let asked = self.withdrawals.iter_mut();
        let asked = asked.filter_map(|withdrawn| withdrawn.reinstatement.as_mut());
        for asked in asked.filter(|asked| asked.entry == entry) {
            asked.confirmed_by = Some(person);
        }
        self.shows_what_stands();
    }

    /// What went out undoes the withdrawals that its author saw, since its guard found each of them reinstated with
    /// these words. What others decided meanwhile about that does not call it back.
    pub(super) fn goes_back_live(&mut self, seen: &[EntryId]) {
        let undone = self
            .withdrawals
            .extract_if(.., |withdrawn| seen.contains(&withdrawn.entry));
        self.undone.extend(undone.map(|withdrawn| withdrawn.entry));
        self.is_taken_down();
    }

    /// Whether it was withdrawn, be it for a while, without the author of a step having seen that.
    pub(super) fn is_withdrawn_beside(&self, taken: &Taken) -> bool {
        let stand = self.withdrawals.iter().map(|withdrawn| &withdrawn.entry);
        let mut all = self.undone.iter().chain(stand);
        !all.all(|entry| taken.saw.withdrawals.contains(entry))
    }

    /// Of the withdrawals that stand the one with most left to undo is shown. A reinstatement that is asked of none of
    /// them any more needs no reading.
    fn shows_what_stands(&mut self) {
        let left = self.withdrawals.iter();
        self.withdrawn = left.min_by_key(|withdrawn| withdrawn.undone()).cloned();
        let withdrawals = &self.withdrawals;
        self.to_be_read.retain(|unread| {
            let asked = |withdrawn: &Withdrawn| withdrawn.is_asked_back_by(unread.entry);
            unread.step != StepName::Reinstate || withdrawals.iter().any(asked)
        });
    }

    /// An author of the story; or somebody who wrote more than a minor fix in the round that is open.
    pub(super) fn approves_own(&self, person: PersonId, taken: &Taken) -> bool {
        let fix = |update: &Update| update.class == UpdateClass::MinorFix;
        let minor = self.update.as_ref().is_some_and(fix);
        self.is_author(person, &taken.said.facts.credited) || self.wrote_in_update(person) && !minor
    }
}
