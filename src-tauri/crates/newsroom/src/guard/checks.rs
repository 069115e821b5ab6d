//! Checks: who asks for one, who clears or refuses it, and what one that is open keeps from going out.

use super::case::{Case, needs_words};
use crate::{
    Check, CheckKind, Refusal, Role,
    Role::{CopyEditor, DeskEditor, Legal},
};

impl Case<'_> {
    /// The desk asks, and legal may ask for its own.
    pub(super) fn require_check(&self, check: CheckKind) -> Result<(), Refusal> {
        self.needs_role(match check {
            CheckKind::Legal => &[DeskEditor, Legal],
            CheckKind::Checklist => &[DeskEditor],
        })?;
        self.needs_story()
    }

    /// For the words that are here; words that change need it again.
    pub(super) fn clear_check(&self, check: CheckKind) -> Result<(), Refusal> {
        self.needs_checker(check)
    }

    pub(super) fn refuse_check(&self, check: CheckKind, reason: &str) -> Result<(), Refusal> {
        self.needs_checker(check)?;
        needs_words(reason, Refusal::NeedsReason)
    }

    fn needs_checker(&self, check: CheckKind) -> Result<(), Refusal> {
        const LEGAL: &[Role] = &[Legal];
        const CHECKLIST: &[Role] = &[DeskEditor, CopyEditor];
        self.needs_role(match check {
            CheckKind::Legal => LEGAL,
            CheckKind::Checklist => CHECKLIST,
        })?;
        self.needs_story()?;
        match self.state.checks.of(check) {
            Check::None => Err(Refusal::CheckNotRequired { check }),
            _ => Ok(()),
        }
    }

    /// Every check that somebody asked for is cleared at exactly these words.
    pub(super) fn checks_cleared(&self, content_hash: &[u8; 32]) -> Result<(), Refusal> {
        CheckKind::ALL
            .into_iter()
            .try_for_each(|check| self.check_cleared(check, content_hash))
    }

    pub(super) fn check_cleared(
        &self,
        check: CheckKind,
        content_hash: &[u8; 32],
    ) -> Result<(), Refusal> {
        match self.state.checks.of(check) {
            Check::None => Ok(()),
            Check::Cleared {
                content_hash: cleared,
                ..
            } if cleared == content_hash => Ok(()),
            Check::Required(_) | Check::Cleared { .. } => Err(Refusal::CheckOpen { check }),
            Check::Refused { by, reason } => Err(Refusal::CheckRefused {
                check,
                reason: reason.clone(),
                by: by.by,
            }),
        }
    }
}
