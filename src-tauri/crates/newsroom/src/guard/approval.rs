//! Approving one exact revision: the second reader, and what must be settled before; a minor change of approved words;
//! and breaking the glass, which is an approval in an emergency.

use super::case::{Case, needs_words};
use crate::{
    CheckKind,
    DeskState::{Copy, Editing, Filed},
    FigureLack, LetStand, PersonId, Refusal,
    Role::{Chief, CopyEditor, DeskEditor, Production},
    SecondReader, Touched, UpdateClass,
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
        self.needs_state(&[Filed, Editing, Copy])?;
        self.settled(person, let_stand)
    }

    /// What a text needs before anybody approves it.
    fn settled(&self, person: PersonId, let_stand: &[LetStand]) -> Result<(), Refusal> {
        self.needs_substance()?;
        self.second_reader(person)?;
        self.suggestions_settled()?;
        self.tks_settled(let_stand)?;
        self.checks_cleared(&self.facts.head_hash)?;
        self.figures_told(|_| true)?;
        self.related_shown()
    }

    /// Words that differ from the ones approved last in their extras alone are production's, and in punctuation or
    /// spelling alone a copy editor's.
    pub(super) fn approve_minor(
        &self,
        person: PersonId,
        let_stand: &[LetStand],
    ) -> Result<(), Refusal> {
        self.needs_role(&[Production, CopyEditor])?;
        self.needs_state(&[Filed, Editing, Copy])?;
        let touched = self.touched_since_approval()?;
        let (extras, spelling) = (self.has(Production), self.has(CopyEditor));
        let others = touched.extras && !extras || touched.spelling && !spelling;
        if touched.more || others {
            return Err(Refusal::NotMinor);
        }
        if touched.facts {
            return Err(Refusal::FactsTouched);
        }
        self.settled(person, let_stand)
    }

    /// [`Self::approve_minor`] of words that somebody else approved meanwhile.
    pub(super) fn approve_minor_beside(
        &self,
        person: PersonId,
        let_stand: &[LetStand],
    ) -> Result<(), Refusal> {
        self.needs_role(&[Production, CopyEditor])?;
        self.needs_state(&[Filed, Editing, Copy])?;
        self.settled(person, let_stand)
    }

    /// How the text differs from the words approved last: those of a void approval, or, where an update is open that
    /// nobody has approved yet, those that readers have.
    fn touched_since_approval(&self) -> Result<Touched, Refusal> {
        let head = self.facts.head_hash;
        let live = self
            .state
            .live
            .as_ref()
            .filter(|_| self.state.update.is_some());
        let last = match (&self.state.approval, live) {
            (Some(approval), _) => approval.content_hash,
            (None, Some(live)) => live.content_hash,
            (None, None) => return Err(Refusal::NotApproved),
        };
        if last == head {
            return Err(Refusal::NotVoid);
        }
        self.touched_since(&last).ok_or(Refusal::NotMinor)
    }

    fn touched_since(&self, since: &[u8; 32]) -> Option<Touched> {
        let touched = self.facts.touched.iter();
        touched.copied().find(|touched| touched.since == *since)
    }

    /// A chief approves in an emergency, past suggestions, queries, captions and the checklist, and nothing else.
    pub(super) fn break_glass(
        &self,
        person: PersonId,
        reason: &str,
        let_stand: &[LetStand],
    ) -> Result<(), Refusal> {
        self.needs_role(&[Chief])?;
        self.needs_state(&[Filed, Editing, Copy])?;
        needs_words(reason, Refusal::NeedsReason)?;
        self.needs_substance()?;
        self.second_reader(person)?;
        self.tks_settled(let_stand)?;
        self.check_cleared(CheckKind::Legal, &self.facts.head_hash)?;
        self.figures_told(|lack| lack != FigureLack::Caption)?;
        self.not_withdrawn(&self.facts.head_hash)?;
        self.may_go_out(self.facts.now)
    }

    fn second_reader(&self, person: PersonId) -> Result<(), Refusal> {
        let typed = self.state.typists.contains(&person) || self.facts.typists.contains(&person);
        match self.roster.second_reader {
            SecondReader::Alone => Ok(()),
            _ if self.is_author(person) => Err(Refusal::AuthorCannotApprove),
            SecondReader::Always if typed => Err(Refusal::TypedInIt),
            _ if self.wrote_more_than_a_minor_fix(person) => Err(Refusal::WroteInUpdate),
            SecondReader::TwoPeople | SecondReader::Always => Ok(()),
        }
    }

    /// In a round that a desk editor opened on a live story, its writers approve a minor fix that touches no fact; more
    /// needs somebody else.
    fn wrote_more_than_a_minor_fix(&self, person: PersonId) -> bool {
        let (Some(update), Some(live)) = (&self.state.update, &self.state.live) else {
            return false;
        };
        let wrote = self.state.wrote_in_update(person)
            || update.by_editor && self.facts.writers.contains(&person);
        let touches_none = self
            .touched_since(&live.content_hash)
            .is_some_and(|touched| !touched.facts);
        wrote && !(update.class == UpdateClass::MinorFix && touches_none)
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
    fn figures_told(&self, asked: impl Fn(FigureLack) -> bool) -> Result<(), Refusal> {
        let mut bare = self.facts.bare_figures.iter();
        match bare.find(|figure| asked(figure.lacks)) {
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
