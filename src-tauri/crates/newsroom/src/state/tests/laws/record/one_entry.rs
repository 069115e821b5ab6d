//! What the judge asks about changes: each has exactly one signed entry that says who, when and why.

use std::collections::BTreeMap;

use super::{Record, is_refused};
use crate::{
    Check, Checked, EntryId, PersonId, Step,
    StepName::{self, *},
    StoryState, TrailLine,
    play::Who,
};

/// (4) Whatever the state says was done by somebody, one line of the trail says so, and its entry the same.
pub(super) fn each_change_has_one_entry(state: &StoryState, record: &Record) {
    let mut lines: BTreeMap<EntryId, &TrailLine> = BTreeMap::new();
    for line in &state.trail {
        let (said, who) = &record.steps[&line.entry];
        let signed = (person(*who), who.device(), said.facts.now, &said.step);
        assert_eq!(
            (line.person, line.device, line.at, &line.step),
            signed,
            "(4) the trail says who, when and why as the entry does"
        );
        assert!(
            lines.insert(line.entry, line).is_none(),
            "(4) each change has exactly one entry in the trail"
        );
        assert!(
            is_refused(line) || says_why(&line.step),
            "(4) nothing is done without a word of why: {}",
            line.step.name()
        );
    }
    assert!(
        lines.keys().eq(record.steps.keys()),
        "(4) every signed step is in the trail"
    );
    for (entry, by, steps) in changes(state) {
        let line = lines.get(&entry).expect("(4) each change has its entry");
        assert!(
            line.is_done() || line.step.step_name() == Publish,
            "(4) nothing changes by a step without effect: {}",
            line.step.name()
        );
        assert!(
            steps.contains(&line.step.step_name()) && line.person == by,
            "(4) {by:?} did this by {steps:?}, and its entry says {:?} {}",
            line.person,
            line.step.name()
        );
    }
    for hold in &state.holds {
        assert_eq!(lines[&hold.entry].step.words(), hold.reason, "(4) and why");
    }
    let moved = state.trail.iter().any(TrailLine::is_done);
    assert_eq!(
        moved,
        state.created.is_some(),
        "(4) a story begins with a step and with nothing else"
    );
}

/// Each thing that stands: the entry that brought it, whose it is, and by which steps such a thing comes.
fn changes(state: &StoryState) -> Vec<(EntryId, Option<PersonId>, &'static [StepName])> {
    const APPROVALS: &[StepName] = &[Approve, ApproveMinor, BreakGlass];
    const ALONE: &[StepName] = &[Approve, ApproveMinor, BreakGlass, Withdraw, Reinstate];
    const CHECKS: &[StepName] = &[RequireCheck, ClearCheck, RefuseCheck];
    let mut changes: Vec<(EntryId, Option<PersonId>, &'static [StepName])> = Vec::new();
    let mut says = |entry, by, steps| changes.push((entry, by, steps));
    for hold in &state.holds {
        says(hold.entry, Some(hold.by), &[Hold]);
    }
    if let Some(embargo) = &state.embargo {
        says(embargo.entry, Some(embargo.by), &[SetEmbargo]);
    }
    if let Some(approval) = &state.approval {
        says(approval.entry, Some(approval.by), APPROVALS);
    }
    if let Some(schedule) = &state.schedule {
        says(schedule.entry, Some(schedule.by), &[Schedule, Reschedule]);
    }
    if let Some(live) = &state.live {
        says(live.entry, live.by, &[Publish]);
    }
    for withdrawn in &state.withdrawals {
        says(withdrawn.entry, Some(withdrawn.by), &[Withdraw]);
        if let Some(asked) = &withdrawn.reinstatement {
            says(asked.entry, Some(asked.by), &[Reinstate]);
        }
    }
    if let Some(update) = &state.update {
        says(update.entry, Some(update.by), &[OpenUpdate]);
    }
    if let Some(spiked) = &state.spiked {
        says(spiked.entry, Some(spiked.by), &[Spike]);
    }
    for unread in &state.to_be_read {
        says(unread.entry, Some(unread.by), ALONE);
    }
    let checks = [&state.checks.legal, &state.checks.checklist];
    for by in checks.into_iter().filter_map(brought) {
        says(by.entry, Some(by.by), CHECKS);
    }
    if let Some(last) = &state.last_step {
        says(last.entry, last.by, &StepName::ALL);
    }
    changes
}

fn brought(check: &Check) -> Option<&Checked> {
    match check {
        Check::None => None,
        Check::Required(by) | Check::Cleared { by, .. } | Check::Refused { by, .. } => Some(by),
    }
}

fn person(who: Who) -> Option<PersonId> {
    let member = Who::MEMBERS.iter().any(|(one, _)| *one == who);
    member.then(|| who.id())
}

/// Whether a step that people are asked the reason of gives one.
fn says_why(step: &Step) -> bool {
    let asked = matches!(
        step.step_name(),
        Pitch
            | SendBack
            | Hold
            | LiftEmbargo
            | Spike
            | Unspike
            | RefuseCheck
            | DropUpdate
            | Withdraw
            | BreakGlass
    );
    let said = match step {
        Step::SetEmbargo { source, .. } => source,
        Step::Withdraw { notice, .. } if notice.trim().is_empty() => notice,
        _ => step.words(),
    };
    let asked = asked || step.step_name() == SetEmbargo;
    !asked || !said.trim().is_empty()
}
