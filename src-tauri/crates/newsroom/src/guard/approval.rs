//! Approving one exact revision: the second reader, and what must be settled before.

use super::case::Case;
use crate::{
    DeskState::{Editing, Filed},
    LetStand, PersonId, Refusal,
    Role::{CopyEditor, DeskEditor},
    SecondReader,
};

impl Case<'_> {
    pub(super) fn approve(&self, person: PersonId, let_stand: &[LetStand]) -> Result<(), Refusal> {
        let may_approve = self
            .roster
            .member(self.actor.device)
            .is_some_and(|member| member.may_approve);
        match may_approve {
            true => self.needs_role(&[DeskEditor, CopyEditor])?,
            false => self.needs_role(&[DeskEditor])?,
        }
        self.needs_state(&[Filed, Editing])?;
        self.needs_substance()?;
        self.second_reader(person)?;
        self.suggestions_settled()?;
        self.tks_settled(let_stand)?;
        self.figures_told()?;
        self.related_shown()
    }

    fn second_reader(&self, person: PersonId) -> Result<(), Refusal> {
        let typed = self.state.typists.contains(&person) || self.facts.typists.contains(&person);
        match self.roster.second_reader {
            SecondReader::Alone => Ok(()),
            _ if self.is_author(person) => Err(Refusal::AuthorCannotApprove),
            SecondReader::Always if typed => Err(Refusal::TypedInIt),
            SecondReader::TwoPeople | SecondReader::Always => Ok(()),
        }
    }

    /// Nobody approves words while others still lie over them; what is suggested after the approval waits.
    fn suggestions_settled(&self) -> Result<(), Refusal> {
        match self.facts.open_suggestions {
            0 => Ok(()),
            count => Err(Refusal::SuggestionsOpen { count }),
        }
    }

    /// A `TK` stands only by name and with a reason.
    fn tks_settled(&self, let_stand: &[LetStand]) -> Result<(), Refusal> {
        let stands = |tk: &String| {
            let_stand
                .iter()
                .any(|one| one.what == *tk && !one.reason.trim().is_empty())
        };
        let open: Vec<String> = self
            .facts
            .tks
            .iter()
            .filter(|tk| !stands(tk))
            .cloned()
            .collect();
        match open.is_empty() {
            true => Ok(()),
            false => Err(Refusal::TkOpen { words: open }),
        }
    }

    /// No reader gets a picture without words: who cannot see it, who made it, what it is.
    fn figures_told(&self) -> Result<(), Refusal> {
        match self.facts.bare_figures.first() {
            None => Ok(()),
            Some(figure) => Err(Refusal::FigureBare { figure: *figure }),
        }
    }

    pub(super) fn related_shown(&self) -> Result<(), Refusal> {
        match self.facts.related_blocked.is_empty() {
            true => Ok(()),
            false => Err(Refusal::RelatedBlocked {
                stories: self.facts.related_blocked.clone(),
            }),
        }
    }
}
