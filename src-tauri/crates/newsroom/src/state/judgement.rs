//! One entry of a story, judged: first in its own past, then in the order of all.
//!
//! Most steps are held to their whole guard again in that order. Some are not, because undoing them would undo a
//! promise or a fact: a hold, an embargo, a withdrawal, a saved revision and a publication stand once they were right.

use std::collections::BTreeSet;

use crate::{
    Actor, Brings, Check, EntryId, Facts, PersonId, Refusal, Remark, Role, Roster, Standing, Step,
    StepEntry, StepName, StoryState, Update,
    comment::may_remark,
    guard::{may, releasable, rules, rules_beside_an_approval},
};

use super::effect::{Saw, Taken};

/// What an entry is to the fold.
#[derive(Debug)]
pub(super) enum What<'a> {
    Text {
        typist: Option<PersonId>,
        brings: Brings,
        /// It was a draft when this was typed; known once it is judged.
        drafting: bool,
        /// A round on a live story was open when this was typed; likewise.
        updating: bool,
    },
    Step(Box<Judged<'a>>),
    Remark(Box<Remarked<'a>>),
    /// A kind or payload that this Stet does not know.
    Kept,
}

#[derive(Debug)]
pub(super) struct Judged<'a> {
    pub(super) taken: Taken,
    pub(super) actor: Actor,
    /// The one that the step names; none when it is not known here.
    pub(super) roster: Option<&'a Roster>,
    /// Why it was against the rules in its own past.
    pub(super) refused: Option<Refusal>,
}

/// A remark, and whether its author might make it.
#[derive(Debug)]
pub(super) struct Remarked<'a> {
    pub(super) entry: EntryId,
    pub(super) actor: Actor,
    pub(super) roster: Option<&'a Roster>,
    pub(super) remark: Remark,
    /// Who made it; none until it is judged, and when it was against the rules.
    pub(super) by: Option<PersonId>,
}

impl What<'_> {
    /// Judges it in the state that its author saw.
    pub(super) fn judge(&mut self, past: &StoryState) {
        match self {
            Self::Text {
                drafting, updating, ..
            } => {
                *drafting = past.desk.is_before_filing();
                *updating = past.update.is_some();
            }
            Self::Step(step) => match step.verdict(past) {
                Ok(saw) => step.taken.saw = saw,
                Err(refusal) => step.refused = Some(refusal),
            },
            Self::Remark(made) => {
                let by = made
                    .roster
                    .map(|roster| may_remark(&made.remark, &made.actor, past, roster));
                made.by = by.and_then(Result::ok);
            }
            Self::Kept => {}
        }
    }

    /// Whether it can change `state` at all.
    pub(super) fn matters(&self, state: &StoryState) -> bool {
        match self {
            Self::Text { .. } => {
                let is_new =
                    |one: Option<_>, all: &BTreeSet<_>| one.is_some_and(|one| !all.contains(&one));
                let in_update = self.in_update(state).map(|update| &update.writers);
                is_new(self.typist(), &state.typists)
                    || is_new(self.writer(), &state.authors)
                    || in_update.is_some_and(|writers| is_new(self.words_by(), writers))
            }
            Self::Step(step) => step.refused.is_none(),
            Self::Remark(made) => made.by.is_some(),
            Self::Kept => false,
        }
    }

    /// Takes its effect on the state before it, unless it is overtaken there.
    pub(super) fn apply(&self, state: &mut StoryState) -> Standing {
        match self {
            Self::Text { .. } => {
                state.typists.extend(self.typist());
                state.authors.extend(self.writer());
                if self.in_update(state).is_some()
                    && let Some(update) = &mut state.update
                {
                    update.writers.extend(self.words_by());
                }
                Standing::Done
            }
            Self::Step(step) => step.apply(state),
            Self::Remark(made) => {
                if let Some(by) = made.by {
                    state.remark(made.entry, by, &made.remark);
                }
                Standing::Done
            }
            Self::Kept => Standing::Done,
        }
    }

    /// Who typed, be it only suggestions.
    fn typist(&self) -> Option<PersonId> {
        match self {
            Self::Text { typist, brings, .. } => typist.filter(|_| *brings >= Brings::Suggestions),
            _ => None,
        }
    }

    /// The round that this counts for: the open one, also where its author saw another that somebody opened meanwhile.
    fn in_update<'s>(&self, state: &'s StoryState) -> Option<&'s Update> {
        match self {
            Self::Text { updating: true, .. } => state.update.as_ref(),
            _ => None,
        }
    }

    /// Who wrote the story itself, whenever that was.
    fn words_by(&self) -> Option<PersonId> {
        match self {
            Self::Text {
                typist,
                brings: Brings::Words,
                ..
            } => *typist,
            _ => None,
        }
    }

    /// Who wrote the story itself while it was a draft.
    fn writer(&self) -> Option<PersonId> {
        match self {
            Self::Text {
                typist,
                brings: Brings::Words,
                drafting: true,
                ..
            } => *typist,
            _ => None,
        }
    }
}

impl Judged<'_> {
    fn verdict(&self, past: &StoryState) -> Result<Saw, Refusal> {
        let said = &self.taken.said;
        let roster = self.roster.ok_or(Refusal::UnknownRoster {
            number: said.roster,
        })?;
        may(
            &said.step,
            &self.actor,
            past,
            roster,
            &Facts::from(&said.facts),
        )?;
        carries_revision(said)?;
        let legal = roster
            .member(self.actor.device)
            .is_some_and(|one| one.has(Role::Legal, self.actor.seq, None));
        let promises = past.promises.iter().map(|promise| promise.entry).collect();
        let stand = past.withdrawals.iter().map(|one| one.entry);
        let withdrawals = past.undone.iter().copied().chain(stand).collect();
        let holds = releasable(&self.actor, past, roster, &said.facts.section);
        Ok(Saw {
            holds,
            promises,
            withdrawals,
            revision: sent_out(past, said),
            legal,
            check: check_seen(past, &said.step),
            by_author: self
                .actor
                .person
                .is_some_and(|person| past.is_author(person, &said.facts.credited)),
        })
    }

    fn apply(&self, state: &mut StoryState) -> Standing {
        if let Some(refusal) = &self.refused {
            return Standing::Refused(refusal.clone());
        }
        let overtaken = self.overtaken(state);
        state.credit(&self.taken);
        match overtaken {
            Err(refusal) => Standing::Overtaken(refusal),
            Ok(()) => {
                state.take_step(&self.taken);
                Standing::Done
            }
        }
    }

    /// Whether its guard still holds in the order of all.
    fn overtaken(&self, state: &StoryState) -> Result<(), Refusal> {
        let (said, saw) = (&self.taken.said, &self.taken.saw);
        let Some(roster) = self.roster else {
            return Ok(());
        };
        let facts = Facts::from(&said.facts);
        match &said.step {
            Step::Seal { .. }
            | Step::Hold { .. }
            | Step::SetEmbargo { .. }
            | Step::Withdraw { .. }
            | Step::Publish { .. }
            | Step::RefuseCheck { .. } => Ok(()),
            // A refusal that its author had not seen stays; so does one that a clearing had not.
            Step::RequireCheck { check } => match state.checks.of(*check) {
                Check::Refused { by, .. } if saw.check != Some(by.entry) => {
                    Err(Refusal::CheckChanged { check: *check })
                }
                _ => Ok(()),
            },
            Step::ClearCheck { check } => match state.checks.of(*check).entry() == saw.check {
                true => Ok(()),
                false => Err(Refusal::CheckChanged { check: *check }),
            },
            Step::Release => match state
                .holds
                .iter()
                .any(|hold| saw.holds.contains(&hold.entry))
            {
                true => Ok(()),
                false => Err(Refusal::NotOnHold),
            },
            Step::LiftEmbargo { .. } => match &state.promises {
                none if none.is_empty() => Err(Refusal::NoEmbargo),
                stand if stand.iter().any(|one| saw.promises.contains(&one.entry)) => Ok(()),
                _ => Err(Refusal::EmbargoChanged),
            },
            Step::Reinstate { .. } => {
                let mut stand = state.withdrawals.iter();
                match stand.any(|one| saw.withdrawals.contains(&one.entry)) {
                    true => rules(&said.step, &self.actor, state, roster, &facts),
                    false => Err(Refusal::NotWithdrawn),
                }
            }
            Step::Approve { .. } | Step::ApproveMinor { .. } | Step::BreakGlass { .. }
                if state.approval_of(Some(facts.head_hash)).is_some() =>
            {
                rules_beside_an_approval(&said.step, &self.actor, state, roster, &facts)
            }
            step => rules(step, &self.actor, state, roster, &facts),
        }
    }
}

/// Save, file, approve and dropping an update speak about words, so they seal them; no step seals other words than its author saw.
fn carries_revision(said: &StepEntry) -> Result<(), Refusal> {
    let seals = matches!(
        said.step.step_name(),
        StepName::Seal
            | StepName::File
            | StepName::Approve
            | StepName::ApproveMinor
            | StepName::BreakGlass
            | StepName::DropUpdate
    );
    match &said.revision {
        Some(revision) if revision.content_hash != said.facts.head_hash => {
            Err(Refusal::RevisionMissing)
        }
        None if seals => Err(Refusal::RevisionMissing),
        _ => Ok(()),
    }
}

/// The entry that brought a check where the author of a step about it saw it.
fn check_seen(past: &StoryState, step: &Step) -> Option<EntryId> {
    match step {
        Step::RequireCheck { check } | Step::ClearCheck { check } => past.checks.of(*check).entry(),
        _ => None,
    }
}

/// The number of the revision that a `publish` sends out.
fn sent_out(past: &StoryState, said: &StepEntry) -> u32 {
    let Step::Publish { content_hash, .. } = &said.step else {
        return 0;
    };
    let approved = past
        .approval
        .as_ref()
        .filter(|approval| approval.content_hash == *content_hash);
    let live = past
        .live
        .as_ref()
        .filter(|live| live.content_hash == *content_hash);
    approved
        .map(|approval| approval.revision)
        .or(live.map(|live| live.revision))
        .unwrap_or(0)
}
