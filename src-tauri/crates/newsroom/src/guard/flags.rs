//! What lies on top of a story in any state: hold and embargo.

use super::case::{Case, needs_words};
use crate::{
    Actor, DeskState, EntryId, Hold, PersonId, Refusal,
    Role::{Chief, DeskEditor, Legal},
    Roster, StoryState, ZonedTime,
};

impl Case<'_> {
    pub(super) fn hold(&self, person: PersonId, reason: &str) -> Result<(), Refusal> {
        if self.is_author(person) || self.state.draft_by == Some(person) {
            self.needs_any_role()?;
        } else {
            self.needs_role(&[DeskEditor, Legal])?;
        }
        self.needs_story()?;
        needs_words(reason, Refusal::NeedsReason)
    }

    pub(super) fn release(&self) -> Result<(), Refusal> {
        self.needs_any_role()?;
        if self.state.holds.is_empty() {
            return Err(Refusal::NotOnHold);
        }
        match releasable(self.actor, self.state, self.roster, &self.facts.section).is_empty() {
            true => Err(Refusal::NotYourRole {
                roles: &[Legal, Chief],
            }),
            false => Ok(()),
        }
    }

    pub(super) fn set_embargo(
        &self,
        person: PersonId,
        at: &ZonedTime,
        source: &str,
    ) -> Result<(), Refusal> {
        self.has_the_story(person)?;
        self.needs_story()?;
        needs_words(source, Refusal::NeedsSource)?;
        if !at.is_sound() {
            return Err(Refusal::NotATime);
        }
        match &self.state.embargo {
            Some(agreed) if at.instant < agreed.at.instant && !self.has(Chief) => {
                Err(Refusal::EmbargoAgreed {
                    at: agreed.at.clone(),
                })
            }
            _ => Ok(()),
        }
    }

    pub(super) fn lift_embargo(&self, person: PersonId, reason: &str) -> Result<(), Refusal> {
        self.has_the_story(person)?;
        let agreed = self.state.embargo.as_ref().ok_or(Refusal::NoEmbargo)?;
        needs_words(reason, Refusal::NeedsReason)?;
        match self.facts.now < agreed.at.instant && !self.has(Chief) {
            true => Err(Refusal::EmbargoAgreed {
                at: agreed.at.clone(),
            }),
            false => Ok(()),
        }
    }

    /// Who may type in it, or a desk editor.
    fn has_the_story(&self, person: PersonId) -> Result<(), Refusal> {
        let drafting = self.desk.is_before_filing() && self.is_author(person);
        match drafting || self.state.may_type(person, &self.facts.credited) {
            true => self.needs_any_role(),
            false => self.needs_role(&[DeskEditor]),
        }
    }

    pub(super) fn needs_story(&self) -> Result<(), Refusal> {
        match self.desk {
            DeskState::Unstarted => Err(Refusal::WrongState {
                state: DeskState::Unstarted,
            }),
            _ => Ok(()),
        }
    }
}

/// The holds that the actor may release: their own and, for a chief, all; legal's only as legal or a chief.
pub(crate) fn releasable(
    actor: &Actor,
    state: &StoryState,
    roster: &Roster,
    section: &str,
) -> Vec<EntryId> {
    let has = |role| {
        roster
            .member(actor.device)
            .is_some_and(|member| member.has(role, actor.seq, Some(section)))
    };
    let may = |hold: &&Hold| match hold.legal {
        true => has(Legal) || has(Chief),
        false => actor.person == Some(hold.by) || has(Chief),
    };
    state
        .holds
        .iter()
        .filter(may)
        .map(|hold| hold.entry)
        .collect()
}
