//! How a story begins: pitch, commission, start; and assign, which changes what was agreed.

use super::case::{Case, needs_words};
use crate::{
    DeskState::{Assigned, Pitch, Unstarted},
    PersonId, Refusal,
    Role::{DeskEditor, Reporter},
    Step, ZonedTime,
};

impl Case<'_> {
    /// An idea may come from anyone who works here.
    pub(super) fn pitch(&self, line: &str) -> Result<(), Refusal> {
        self.needs_any_role()?;
        self.needs_state(&[Unstarted])?;
        needs_words(line, Refusal::NeedsLine)
    }

    pub(super) fn commission(&self, due_at: &ZonedTime, words: u32) -> Result<(), Refusal> {
        self.needs_role(&[DeskEditor])?;
        self.needs_state(&[Pitch, Unstarted])?;
        sound(Some(due_at))?;
        needs_length(Some(words))
    }

    /// What was pitched or commissioned is started by the person who is to write it, whatever their role; a desk editor
    /// starts it for somebody without a key, such as a guest. A story that is only beginning has no section yet.
    pub(super) fn start(&self, person: PersonId) -> Result<(), Refusal> {
        if self.desk == Unstarted {
            return self.needs_role_anywhere(&[Reporter]);
        }
        let on_roster = |one: PersonId| {
            self.roster
                .members
                .iter()
                .any(|member| member.person == one)
        };
        match self.state.draft_by {
            Some(writer) if writer == person => self.needs_any_role()?,
            Some(writer) if on_roster(writer) => return Err(self.not_started_by_others()),
            _ => self.needs_role(&[DeskEditor])?,
        }
        self.needs_state(&[Pitch, Assigned])
    }

    pub(super) fn assign(&self, step: &Step) -> Result<(), Refusal> {
        let Step::Assign {
            person,
            due_at,
            words,
            planned_at,
        } = step
        else {
            return Err(Refusal::NothingAssigned);
        };
        self.needs_role(&[DeskEditor])?;
        self.needs_story()?;
        sound(due_at.as_ref())?;
        sound(planned_at.as_ref())?;
        needs_length(*words)?;
        match (person, due_at, words, planned_at) {
            (None, None, None, None) => Err(Refusal::NothingAssigned),
            _ => Ok(()),
        }
    }

    /// Where it is says more than whose it is, when nobody could start it there.
    fn not_started_by_others(&self) -> Refusal {
        match self.needs_state(&[Pitch, Assigned]) {
            Ok(()) => Refusal::NotYourRole { roles: &[] },
            Err(elsewhere) => elsewhere,
        }
    }
}

fn sound(at: Option<&ZonedTime>) -> Result<(), Refusal> {
    match at.is_none_or(ZonedTime::is_sound) {
        true => Ok(()),
        false => Err(Refusal::NotATime),
    }
}

fn needs_length(words: Option<u32>) -> Result<(), Refusal> {
    match words {
        Some(0) => Err(Refusal::NeedsLength),
        _ => Ok(()),
    }
}
