//! Moving a story about the desk: save, file, pull back, take, put back, send back, to and from the copy desk, spike,
//! unspike.

use super::case::{Case, needs_words};
use crate::{
    DeskState::{
        Approved, Assigned, Copy, Draft, Editing, Filed, Pitch, Scheduled, Spiked, Unstarted,
    },
    PersonId, Refusal,
    Role::{CopyEditor, DeskEditor},
};

impl Case<'_> {
    /// Save moves nothing, so whoever works here may; text left over from any state can be sealed.
    pub(super) fn seal(&self) -> Result<(), Refusal> {
        self.needs_any_role()?;
        match self.desk {
            Unstarted => Err(Refusal::WrongState { state: Unstarted }),
            _ => Ok(()),
        }
    }

    pub(super) fn file(&self, person: PersonId) -> Result<(), Refusal> {
        let wrote = self.state.typists.contains(&person) || self.facts.typists.contains(&person);
        if wrote || self.is_author(person) {
            self.needs_any_role()?;
        } else {
            self.needs_role(&[DeskEditor])?;
        }
        self.needs_state(&[Draft])?;
        self.needs_substance()
    }

    pub(super) fn pull_back(&self, person: PersonId) -> Result<(), Refusal> {
        self.needs_any_role()?;
        self.needs_state(&[Filed])?;
        if !self.is_author(person) {
            return Err(Refusal::NotYourRole { roles: &[] });
        }
        self.state
            .holder
            .map_or(Ok(()), |by| Err(Refusal::AlreadyHeld { by }))
    }

    pub(super) fn take(&self) -> Result<(), Refusal> {
        match self.desk {
            // A copy editor whose story was spiked meanwhile is told so, rather than that it is not theirs.
            Copy | Spiked => self.needs_role(&[DeskEditor, CopyEditor])?,
            _ => self.needs_role(&[DeskEditor])?,
        }
        match self.desk {
            Draft if self.state.filed_rounds > 0 => Ok(()),
            _ => self.needs_state(&[Filed, Editing, Copy, Approved, Scheduled]),
        }
    }

    pub(super) fn put_back(&self, person: PersonId) -> Result<(), Refusal> {
        self.needs_any_role()?;
        self.needs_state(&[Filed, Editing, Copy, Approved, Scheduled])?;
        match self.state.holder == Some(person) {
            true => Ok(()),
            false => Err(Refusal::NotHolder),
        }
    }

    pub(super) fn send_back(&self, note: &str) -> Result<(), Refusal> {
        self.needs_role(&[DeskEditor, CopyEditor])?;
        self.needs_state(&[Filed, Editing, Copy, Approved, Scheduled])?;
        needs_words(note, Refusal::NeedsNote)
    }

    pub(super) fn to_copy(&self) -> Result<(), Refusal> {
        self.needs_role(&[DeskEditor, CopyEditor])?;
        self.needs_state(&[Editing])
    }

    pub(super) fn to_desk(&self) -> Result<(), Refusal> {
        self.needs_role(&[DeskEditor, CopyEditor])?;
        self.needs_state(&[Copy])
    }

    pub(super) fn spike(&self, reason: &str) -> Result<(), Refusal> {
        self.needs_role(&[DeskEditor])?;
        if self.state.live.is_some() {
            return Err(Refusal::AlreadyLive);
        }
        self.needs_state(&[
            Pitch, Assigned, Draft, Filed, Editing, Copy, Approved, Scheduled,
        ])?;
        needs_words(reason, Refusal::NeedsReason)
    }

    pub(super) fn unspike(&self, reason: &str) -> Result<(), Refusal> {
        self.needs_role(&[DeskEditor])?;
        match self.desk {
            Spiked => needs_words(reason, Refusal::NeedsReason),
            state => Err(Refusal::WrongState { state }),
        }
    }
}
