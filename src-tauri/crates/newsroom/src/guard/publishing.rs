//! When a story goes out: schedule, reschedule, unschedule, publish.
//!
//! Publishing checks every guard again at its moment. A publisher device stands on the authority of a schedule: only
//! one that counts, only when it is due, only into the targets that it names.

use super::case::Case;
use crate::{
    CheckKind,
    DeskState::{self, Approved, Idle, Scheduled, Spiked},
    EntryId, Refusal,
    Role::{DeskEditor, Legal, Production},
    Step, ZonedTime, state,
};

impl Case<'_> {
    pub(super) fn schedule(
        &self,
        from: DeskState,
        at: &ZonedTime,
        approval: EntryId,
    ) -> Result<(), Refusal> {
        self.needs_role(&[DeskEditor, Production])?;
        self.still_approved()?;
        self.needs_state(&[from])?;
        self.names_the_approval(approval)?;
        if !at.is_sound() {
            return Err(Refusal::NotATime);
        }
        self.not_before_embargo(at.instant)
    }

    pub(super) fn unschedule(&self) -> Result<(), Refusal> {
        self.needs_role(&[DeskEditor, Production])?;
        self.still_approved()?;
        self.needs_state(&[Scheduled])
    }

    pub(super) fn publish(&self, step: &Step) -> Result<(), Refusal> {
        let Step::Publish {
            approval,
            schedule,
            content_hash,
            targets,
            fired_at,
            ..
        } = step
        else {
            return Err(Refusal::PublisherOnlyPublishes);
        };
        match self.actor.person {
            Some(_) if self.carries_out_its_reinstatement(content_hash) => {
                self.needs_role(&[DeskEditor, Production, Legal])?;
            }
            Some(_) => self.needs_role(&[DeskEditor, Production])?,
            None => {}
        }
        self.not_withdrawn(content_hash)?;
        let had = self.state.live.as_ref().map(|live| live.content_hash);
        match self.desk {
            _ if self.state.withdrawn.is_some() && had == Some(*content_hash) => {
                self.already_live(*approval, content_hash, targets)?;
            }
            Idle => self.already_live(*approval, content_hash, targets)?,
            _ => self.approved_words(*approval, content_hash)?,
        }
        if targets.is_empty() {
            return Err(Refusal::NoTargets);
        }
        // Whichever is earlier: neither the clock nor the stated moment may lie before the embargo.
        let moment = self.facts.now.min(*fired_at);
        self.may_go_out(moment)?;
        self.still_checked(content_hash)?;
        match schedule {
            Some(entry) => self.scheduled(*entry, moment, targets),
            None if self.actor.person.is_none() => Err(Refusal::NotScheduled),
            None => Ok(()),
        }
    }

    /// Whoever confirms a reinstatement brings the story back with it, while they still have a role that confirms.
    fn carries_out_its_reinstatement(&self, content_hash: &[u8; 32]) -> bool {
        let mut asked = self.state.reinstatements();
        asked.any(|asked| {
            let confirmed = asked.confirmed_by.is_some() && asked.confirmed_by == self.actor.person;
            confirmed && asked.content_hash == *content_hash
        })
    }

    /// No hold, no embargo, and nothing shown beside it that may not be.
    pub(super) fn may_go_out(&self, moment: i64) -> Result<(), Refusal> {
        if let Some(hold) = self.state.hold() {
            return Err(Refusal::OnHold {
                reason: hold.reason.clone(),
                by: hold.by,
            });
        }
        self.not_before_embargo(moment)?;
        self.related_shown()
    }

    /// A check may have been asked for, or refused, since the approval; one in an emergency goes past the checklist.
    pub(super) fn still_checked(&self, content_hash: &[u8; 32]) -> Result<(), Refusal> {
        let emergency =
            self.state.approval.as_ref().is_some_and(|approval| {
                approval.emergency && approval.content_hash == *content_hash
            });
        match emergency {
            true => self.check_cleared(CheckKind::Legal, content_hash),
            false => self.checks_cleared(content_hash),
        }
    }

    /// A withdrawn story goes out only with the words that a second person has confirmed, of each withdrawal.
    pub(super) fn not_withdrawn(&self, content_hash: &[u8; 32]) -> Result<(), Refusal> {
        let mut stand = self.state.withdrawals.iter();
        match stand.all(|withdrawn| withdrawn.is_reinstated_with(content_hash)) {
            true => Ok(()),
            false => Err(Refusal::Withdrawn),
        }
    }

    /// From idle the live words may go to a further target.
    fn already_live(
        &self,
        approval: EntryId,
        content_hash: &[u8; 32],
        targets: &[String],
    ) -> Result<(), Refusal> {
        match &self.state.live {
            Some(live) if live.content_hash == *content_hash && live.approval == approval => {
                match !targets.is_empty()
                    && targets.iter().all(|target| live.targets.contains(target))
                {
                    true => Err(Refusal::AlreadyLive),
                    false => Ok(()),
                }
            }
            _ => Err(Refusal::NotApproved),
        }
    }

    fn approved_words(&self, approval: EntryId, content_hash: &[u8; 32]) -> Result<(), Refusal> {
        self.still_approved()?;
        self.needs_state(&[Approved, Scheduled])?;
        self.names_the_approval(approval)?;
        self.needs_substance()?;
        match *content_hash == self.facts.head_hash {
            true => Ok(()),
            false => Err(Refusal::NotApproved),
        }
    }

    /// A schedule that a person or a publisher device names; only a person may be early.
    fn scheduled(&self, entry: EntryId, moment: i64, targets: &[String]) -> Result<(), Refusal> {
        let named =
            |schedule: &&state::Scheduled| schedule.entry == entry && self.state.schedule_stands();
        let schedule = self
            .state
            .schedule
            .as_ref()
            .filter(named)
            .ok_or(Refusal::NotScheduled)?;
        if self.actor.person.is_some() {
            return Ok(());
        }
        if moment < schedule.at.instant {
            return Err(Refusal::NotDue {
                at: schedule.at.clone(),
            });
        }
        let outside =
            |target: &&String| !schedule.targets.is_empty() && !schedule.targets.contains(target);
        match targets.iter().find(outside) {
            Some(target) => Err(Refusal::TargetNotScheduled {
                target: target.clone(),
            }),
            None => Ok(()),
        }
    }

    /// Says *void* or *not approved* rather than where the story is, because that is what a person can mend.
    fn still_approved(&self) -> Result<(), Refusal> {
        match (self.desk, &self.state.approval) {
            (Approved | Scheduled, _) => Ok(()),
            (Spiked, _) => Err(Refusal::Spiked),
            (Idle, _) => Err(Refusal::WrongState { state: Idle }),
            (_, Some(approval)) => Err(Refusal::ApprovalVoid {
                revision: approval.revision,
            }),
            (_, None) => Err(Refusal::NotApproved),
        }
    }

    fn names_the_approval(&self, entry: EntryId) -> Result<(), Refusal> {
        match self
            .state
            .approval
            .as_ref()
            .is_some_and(|approval| approval.is_named_by(entry))
        {
            true => Ok(()),
            false => Err(Refusal::NotApproved),
        }
    }

    fn not_before_embargo(&self, instant: i64) -> Result<(), Refusal> {
        match self
            .state
            .embargo
            .as_ref()
            .filter(|embargo| instant < embargo.at.instant)
        {
            Some(embargo) => Err(Refusal::EmbargoUntil {
                at: embargo.at.clone(),
            }),
            None => Ok(()),
        }
    }
}
