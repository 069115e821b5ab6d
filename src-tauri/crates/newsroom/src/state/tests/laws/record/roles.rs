//! What the judge asks about roles: who might take a step by the roster that it names, as the owner has closed it since.

use std::collections::{BTreeMap, BTreeSet};

use super::Record;
use crate::{
    CheckKind, EntryId,
    Role::{self, Chief, CopyEditor, DeskEditor, Legal, Production, Reporter},
    Roster, Step, StepEntry, TrailLine,
    play::Who,
};

/// Every roster that the owner stated.
pub(super) struct Rolls {
    stated: Vec<Roster>,
}

/// Nobody who works here is without one of these.
const ANY: &[Role] = &[Reporter, DeskEditor, CopyEditor, Legal, Production];

impl Rolls {
    pub(super) fn of(stated: &[Roster]) -> Self {
        Self {
            stated: stated.to_vec(),
        }
    }

    pub(super) fn stated(&self, number: u64) -> &Roster {
        let stated = self.stated.iter().find(|roster| roster.number == number);
        stated.expect("(7) a step that counts names a roster of the owner's")
    }

    /// Whether a publisher's entry `seq` comes after the last that counts.
    fn has_closed(&self, who: Who, seq: u64) -> bool {
        let closed = |roster: &Roster| {
            let publishers = roster.closed_publishers.iter();
            let mut own = publishers.filter(|one| one.device == who.device());
            own.any(|one| one.to_seq < seq)
        };
        self.stated.iter().any(closed)
    }

    /// Whether the device's entry `seq` is signed in one of these roles: granted by the roster that it names, and closed
    /// before it by none.
    fn has(&self, who: Who, number: u64, seq: u64, roles: &[Role], section: Option<&str>) -> bool {
        let Some(member) = self.stated(number).member(who.device()) else {
            return false;
        };
        let mut granted = member.roles.iter().filter(|range| {
            let here = |one: &String| section.is_none_or(|section| section == one);
            roles.iter().any(|role| range.role.includes(*role))
                && (range.sections.is_empty() || range.sections.iter().any(here))
        });
        granted.any(|range| {
            let closed = |roster: &Roster| {
                let later = roster.member(who.device()).into_iter();
                later
                    .flat_map(|member| &member.roles)
                    .filter(|later| (later.role, later.from_seq) == (range.role, range.from_seq))
                    .any(|later| later.to_seq.is_some_and(|last| last < seq))
            };
            range.from_seq <= seq && !self.stated.iter().any(closed)
        })
    }
}

/// (7) Its author has a role that may, or what it is about is their own and they work here.
pub(super) fn has_the_role(
    record: &Record,
    past: &BTreeSet<EntryId>,
    line: &TrailLine,
    said: &StepEntry,
    who: Who,
) {
    let (rolls, seq) = (&record.rolls, record.seqs[&line.entry]);
    let has =
        |roles: &[Role], section: Option<&str>| rolls.has(who, said.roster, seq, roles, section);
    let name = line.step.name();
    if who == Who::Publisher {
        assert_eq!(name, "publish", "(7) a publisher publishes");
        assert!(
            !rolls.has_closed(who, seq),
            "(7) a publisher that is closed publishes nothing"
        );
        return;
    }
    assert!(
        has(ANY, None),
        "(7) no step by somebody without a role: {who:?} {name}"
    );
    let (roles, own) = belongs_to(&line.step);
    let by_role = match &line.step {
        Step::Start | Step::Pitch { .. } | Step::Seal { .. } => has(roles, None),
        Step::Approve { .. } if !may_approve(rolls, who, said.roster) => {
            has(&[DeskEditor], Some("news"))
        }
        _ => has(roles, Some("news")),
    };
    assert!(
        by_role || own && is_concerned(record, past, said, who),
        "(7) no step by somebody without its role: {who:?} {name}"
    );
}

fn may_approve(rolls: &Rolls, who: Who, number: u64) -> bool {
    let member = rolls.stated(number).member(who.device());
    member.is_some_and(|member| member.may_approve)
}

/// Began it, was asked for it, wrote in it, is or was credited, took it, held it back or confirmed it.
fn is_concerned(record: &Record, past: &BTreeSet<EntryId>, said: &StepEntry, who: Who) -> bool {
    let wrote = past.iter().any(|id| record.drafted.get(id) == Some(&who));
    let credited = said.facts.credited.contains(&who.id());
    let steps: BTreeMap<_, _> = past
        .iter()
        .filter_map(|id| record.steps.get_key_value(id))
        .collect();
    let touched = steps.values().any(|(said, by)| {
        let named = match &said.step {
            Step::Commission { person, .. } => *person == who.id(),
            Step::Assign { person, .. } => *person == Some(who.id()),
            Step::Start | Step::Pitch { .. } | Step::Take | Step::Hold { .. } => *by == who,
            Step::Confirm { .. } | Step::OpenUpdate { .. } => *by == who,
            step => super::approvals::is_approval(step) && *by == who,
        };
        let revision = said.revision.iter();
        named
            || revision
                .into_iter()
                .any(|one| one.credited.contains(&who.id()))
    });
    wrote || credited || touched
}

/// The roles of the step's row, and whether it is also for people whose own the story or the hold is.
fn belongs_to(step: &Step) -> (&'static [Role], bool) {
    use CheckKind::{Checklist, Legal as LegalCheck};
    match step {
        Step::Pitch { .. } | Step::Seal { .. } => (ANY, false),
        Step::Start => (&[Reporter], true),
        Step::Commission { .. }
        | Step::Assign { .. }
        | Step::Spike { .. }
        | Step::Unspike { .. } => (&[DeskEditor], false),
        Step::File { .. }
        | Step::SetEmbargo { .. }
        | Step::LiftEmbargo { .. }
        | Step::OpenUpdate { .. }
        | Step::DropUpdate { .. } => (&[DeskEditor], true),
        Step::Hold { .. } => (&[DeskEditor, Legal], true),
        Step::PullBack | Step::PutBack => (&[], true),
        Step::Release => (&[Legal, Chief], true),
        Step::Take | Step::SendBack { .. } | Step::Approve { .. } | Step::ToCopy | Step::ToDesk => {
            (&[DeskEditor, CopyEditor], false)
        }
        Step::ApproveMinor { .. } => (&[Production, CopyEditor], false),
        Step::Schedule { .. } | Step::Reschedule { .. } | Step::Unschedule => {
            (&[DeskEditor, Production], false)
        }
        // Also whoever has confirmed the reinstatement that this carries out.
        Step::Publish { .. } => (&[DeskEditor, Production], true),
        Step::RequireCheck { check: LegalCheck } | Step::Withdraw { .. } | Step::Confirm { .. } => {
            (&[DeskEditor, Legal], false)
        }
        Step::RequireCheck { check: Checklist } => (&[DeskEditor], false),
        Step::ClearCheck { check: LegalCheck }
        | Step::RefuseCheck {
            check: LegalCheck, ..
        } => (&[Legal], false),
        Step::ClearCheck { .. } | Step::RefuseCheck { .. } => (&[DeskEditor, CopyEditor], false),
        Step::Reinstate { .. } | Step::BreakGlass { .. } => (&[Chief], false),
        Step::Unknown { .. } => (&[], false),
    }
}
