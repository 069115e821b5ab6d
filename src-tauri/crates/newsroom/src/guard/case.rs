//! One step to be decided, and the questions that every row of the table asks.

use crate::{
    Actor, DeskState, Facts, PersonId, Refusal, Role,
    Role::{CopyEditor, DeskEditor, Legal, Production, Reporter},
    Roster, Step, StoryState,
};

pub(super) struct Case<'a> {
    pub(super) actor: &'a Actor,
    pub(super) state: &'a StoryState,
    pub(super) roster: &'a Roster,
    pub(super) facts: &'a Facts,
    /// Where the working copy is, by the head that the actor sees.
    pub(super) desk: DeskState,
}

impl Case<'_> {
    pub(super) fn check(&self, step: &Step) -> Result<(), Refusal> {
        if let Step::Unknown { number } = step {
            return Err(Refusal::UnknownStep { number: *number });
        }
        let Some(person) = self.person()? else {
            return match step {
                Step::Publish { .. } => self.publish(step),
                _ => Err(Refusal::PublisherOnlyPublishes),
            };
        };
        match step {
            Step::Start => self.start(person),
            Step::Seal { .. } => self.seal(),
            Step::File { .. } => self.file(person),
            Step::PullBack => self.pull_back(person),
            Step::Take => self.take(),
            Step::PutBack => self.put_back(person),
            Step::SendBack { note } => self.send_back(note),
            Step::Approve { let_stand } => self.approve(person, let_stand),
            Step::Schedule { at, approval, .. } => {
                self.schedule(DeskState::Approved, at, *approval)
            }
            Step::Reschedule { at, approval, .. } => {
                self.schedule(DeskState::Scheduled, at, *approval)
            }
            Step::Unschedule => self.unschedule(),
            Step::Publish { .. } => self.publish(step),
            Step::Hold { reason } => self.hold(person, reason),
            Step::Release => self.release(),
            Step::SetEmbargo { at, source, .. } => self.set_embargo(person, at, source),
            Step::LiftEmbargo { reason } => self.lift_embargo(person, reason),
            Step::Spike { reason } => self.spike(reason),
            Step::Unspike { reason } => self.unspike(reason),
            Step::Pitch { line } => self.pitch(line),
            Step::Commission { due_at, words, .. } => self.commission(due_at, *words),
            Step::Assign { .. } => self.assign(step),
            Step::ToCopy => self.to_copy(),
            Step::ToDesk => self.to_desk(),
            Step::ApproveMinor { let_stand } => self.approve_minor(person, let_stand),
            Step::RequireCheck { check } => self.require_check(*check),
            Step::ClearCheck { check } => self.clear_check(*check),
            Step::RefuseCheck { check, reason } => self.refuse_check(*check, reason),
            Step::OpenUpdate { .. } => self.open_update(person),
            Step::DropUpdate { reason } => self.drop_update(person, reason),
            Step::Withdraw { reason, notice } => self.withdraw(reason, notice),
            Step::Reinstate { content_hash } => self.reinstate(content_hash),
            Step::Confirm { entry } => self.confirm(person, *entry),
            Step::BreakGlass { reason, let_stand } => self.break_glass(person, reason, let_stand),
            Step::Unknown { number } => Err(Refusal::UnknownStep { number: *number }),
        }
    }

    /// As if nobody had approved these words meanwhile. How little a minor approval touches is asked where its author
    /// stood: here the words approved last are its own.
    pub(super) fn check_beside_an_approval(&self, step: &Step) -> Result<(), Refusal> {
        match (step, self.person()?) {
            (Step::ApproveMinor { let_stand }, Some(person)) => {
                self.approve_minor_beside(person, let_stand)
            }
            _ => self.check(step),
        }
    }

    /// The person behind the device; none for a publisher device.
    fn person(&self) -> Result<Option<PersonId>, Refusal> {
        match (self.roster.person(self.actor.device), self.actor.person) {
            (Some(known), Some(said)) if known == said => Ok(Some(known)),
            (None, None) if self.publishes() => Ok(None),
            _ => Err(Refusal::NotOnRoster),
        }
    }

    fn publishes(&self) -> bool {
        self.roster.is_publisher(self.actor.device, self.actor.seq)
    }

    pub(super) fn has(&self, role: Role) -> bool {
        let member = self.roster.member(self.actor.device);
        member.is_some_and(|member| member.has(role, self.actor.seq, Some(&self.facts.section)))
    }

    pub(super) fn needs_role(&self, roles: &'static [Role]) -> Result<(), Refusal> {
        match roles.iter().any(|role| self.has(*role)) {
            true => Ok(()),
            false => Err(Refusal::NotYourRole { roles }),
        }
    }

    /// Any role but an admin's, who has no editorial power. A person's own story may lie in any section.
    pub(super) fn needs_any_role(&self) -> Result<(), Refusal> {
        self.needs_role_anywhere(&[Reporter, DeskEditor, CopyEditor, Legal, Production])
    }

    /// A role in whatever section.
    pub(super) fn needs_role_anywhere(&self, roles: &'static [Role]) -> Result<(), Refusal> {
        let member = self.roster.member(self.actor.device);
        let has =
            |role: &Role| member.is_some_and(|member| member.has(*role, self.actor.seq, None));
        match roles.iter().any(has) {
            true => Ok(()),
            false => Err(Refusal::NotYourRole { roles }),
        }
    }

    pub(super) fn needs_state(&self, states: &[DeskState]) -> Result<(), Refusal> {
        match self.desk {
            desk if states.contains(&desk) => Ok(()),
            DeskState::Spiked => Err(Refusal::Spiked),
            state => Err(Refusal::WrongState { state }),
        }
    }

    /// A story needs these to be filed, and whatever goes out needs them still.
    pub(super) fn needs_substance(&self) -> Result<(), Refusal> {
        let needs = [
            (self.facts.slugline, Refusal::NeedsSlugline),
            (self.facts.headline, Refusal::NeedsHeadline),
            (self.facts.credits > 0, Refusal::NeedsCredit),
            (self.facts.body_words > 0, Refusal::NeedsBody),
        ];
        needs
            .into_iter()
            .find(|(there, _)| !there)
            .map_or(Ok(()), |(_, refusal)| Err(refusal))
    }

    /// Credited, or wrote it: also in words that are not sealed yet.
    pub(super) fn is_author(&self, person: PersonId) -> bool {
        let drafting = self.desk.is_before_filing() && self.facts.writers.contains(&person);
        drafting || self.state.is_author(person, &self.facts.credited)
    }
}

pub(super) fn needs_words(words: &str, missing: Refusal) -> Result<(), Refusal> {
    match words.trim().is_empty() {
        true => Err(missing),
        false => Ok(()),
    }
}
