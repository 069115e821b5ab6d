//! A story that readers have: open and drop an update, withdraw, reinstate, and the second person who confirms.

use super::case::{Case, needs_words};
use crate::{
    DeskState::{Idle, Spiked},
    EntryId, PersonId, Refusal,
    Role::{Chief, DeskEditor, Legal},
};

impl Case<'_> {
    pub(super) fn open_update(&self, person: PersonId) -> Result<(), Refusal> {
        self.author_or_editor(person)?;
        self.was_live()?;
        self.needs_state(&[Idle])
    }

    /// Also what was sent back while readers already had it: there is a live copy to go back to.
    pub(super) fn drop_update(&self, person: PersonId, reason: &str) -> Result<(), Refusal> {
        self.author_or_editor(person)?;
        self.was_live()?;
        match self.desk {
            Idle | Spiked => Err(Refusal::WrongState { state: self.desk }),
            _ => needs_words(reason, Refusal::NeedsReason),
        }
    }

    /// At once, in whatever state the working copy is.
    pub(super) fn withdraw(&self, reason: &str, notice: &str) -> Result<(), Refusal> {
        self.needs_role(&[Chief, Legal, DeskEditor])?;
        self.was_live()?;
        if self.state.withdrawn.is_some() {
            return Err(Refusal::Withdrawn);
        }
        needs_words(reason, Refusal::NeedsReason)?;
        needs_words(notice, Refusal::NeedsNotice)
    }

    pub(super) fn reinstate(&self, content_hash: &[u8; 32]) -> Result<(), Refusal> {
        self.needs_role(&[Chief])?;
        if self.state.withdrawn.is_none() {
            return Err(Refusal::NotWithdrawn);
        }
        match self.state.reinstatable(self.facts.head_hash) {
            Some(words) if words == *content_hash => Ok(()),
            _ => Err(Refusal::OtherWords),
        }
    }

    /// Somebody else than who did it; a reinstatement is held to every guard of publishing.
    pub(super) fn confirm(&self, person: PersonId, entry: EntryId) -> Result<(), Refusal> {
        self.needs_role(&[DeskEditor, Legal, Chief])?;
        let unread = self.state.to_be_read.iter();
        let unread = unread
            .clone()
            .find(|unread| unread.entry == entry)
            .ok_or(Refusal::NothingToConfirm)?;
        if unread.by == person {
            return Err(Refusal::ReadByAnother);
        }
        let mut asked = self.state.reinstatements();
        match asked.find(|asked| asked.entry == entry) {
            Some(asked) => self.reinstate_again(&asked.content_hash),
            None => Ok(()),
        }
    }

    fn reinstate_again(&self, content_hash: &[u8; 32]) -> Result<(), Refusal> {
        match self.state.reinstatable(self.facts.head_hash) {
            Some(words) if words == *content_hash => {}
            _ => return Err(Refusal::OtherWords),
        }
        self.may_go_out(self.facts.now)?;
        self.still_checked(content_hash)
    }

    fn author_or_editor(&self, person: PersonId) -> Result<(), Refusal> {
        match self.is_author(person) {
            true => self.needs_any_role(),
            false => self.needs_role(&[DeskEditor]),
        }
    }

    fn was_live(&self) -> Result<(), Refusal> {
        match &self.state.live {
            Some(_) => Ok(()),
            None => Err(Refusal::NotLive),
        }
    }
}
