//! What the judge asks about a story that goes out: holds, embargoes, withdrawals, and what fires unattended.

use std::collections::BTreeSet;

use super::{Record, is_refused};
use crate::{EntryId, LiveState, Step, StepEntry, StoryState, TrailLine};

/// (3) No hold that its author had seen and nobody had released, and no embargo that nobody had replaced.
pub(super) fn nothing_leaves_early(record: &Record, past: &BTreeSet<EntryId>, said: &StepEntry) {
    let answered = |id: EntryId, by: fn(&Step) -> bool| {
        past.iter().any(|later| {
            record
                .steps
                .get(later)
                .is_some_and(|(said, _)| by(&said.step))
                && record.has_seen(*later, id)
        })
    };
    for id in past {
        match record.steps.get(id).map(|(said, _)| &said.step) {
            Some(Step::Hold { .. }) => {
                assert!(
                    answered(*id, |step| *step == Step::Release),
                    "(3) nothing leaves on hold"
                );
            }
            Some(Step::SetEmbargo { at, .. }) if at.instant > said.facts.now => {
                let changed = |step: &Step| {
                    matches!(step, Step::SetEmbargo { .. } | Step::LiftEmbargo { .. })
                };
                assert!(
                    answered(*id, changed),
                    "(3) nothing leaves before its embargo"
                );
            }
            _ => {}
        }
    }
}
/// What was withdrawn goes out only when a chief has asked and somebody else has confirmed: exactly these words, or
/// others after those had gone out.
pub(super) fn nothing_withdrawn_leaves(record: &Record, past: &BTreeSet<EntryId>, hash: &[u8; 32]) {
    let step = |id: &EntryId| record.steps.get(id).map(|(said, _)| &said.step);
    let withdrawals = past
        .iter()
        .filter(|id| matches!(step(id), Some(Step::Withdraw { .. })));
    for withdrawal in withdrawals {
        let confirmed = past.iter().any(|id| {
            let Some(Step::Confirm { entry: asked }) = step(id) else {
                return false;
            };
            let Some(Step::Reinstate { content_hash }) = step(asked) else {
                return false;
            };
            let out = |later: &EntryId| {
                matches!(step(later), Some(Step::Publish { .. })) && record.has_seen(*later, *id)
            };
            let exactly = content_hash == hash || past.iter().any(out);
            exactly && record.has_seen(*asked, *withdrawal)
        });
        assert!(
            confirmed,
            "(1) nothing withdrawn leaves before two people brought it back"
        );
    }
}

/// (6) A withdrawal stands until a publication whose author knew of it, and while one stands, the notice belongs wherever
/// the story went out last.
pub(super) fn no_withdrawal_is_lost(state: &StoryState, record: &Record) {
    let of = |wanted: fn(&Step) -> bool| {
        let right = state.trail.iter().filter(|line| !is_refused(line));
        right.filter(move |line| wanted(&line.step))
    };
    let publications: Vec<&TrailLine> = of(|step| matches!(step, Step::Publish { .. })).collect();
    let withdrawals: Vec<&TrailLine> = of(|step| matches!(step, Step::Withdraw { .. })).collect();
    let undone = |withdrawal: &TrailLine| {
        let mut out = publications.iter();
        out.any(|line| record.has_seen(line.entry, withdrawal.entry))
    };
    let stand: Vec<EntryId> = withdrawals
        .iter()
        .filter(|line| !undone(line))
        .map(|line| line.entry)
        .collect();
    let withdrawn = state.withdrawals.iter().map(|one| one.entry);
    assert_eq!(
        withdrawn.collect::<Vec<_>>(),
        stand,
        "(6) a withdrawal stands until somebody who knew of it undoes it"
    );
    assert_eq!(
        state.live_state() == LiveState::Withdrawn,
        !stand.is_empty(),
        "(6) readers have the notice while one stands"
    );
    assert!(
        withdrawals.iter().all(|line| line.is_done()),
        "(6) no withdrawal is overtaken"
    );
    let (Some(Step::Publish { targets, .. }), Some(live)) =
        (publications.last().map(|line| &line.step), &state.live)
    else {
        return;
    };
    let noticed = state.withdrawn.as_ref().map(|withdrawn| &withdrawn.targets);
    assert!(
        targets
            .iter()
            .all(|target| noticed.unwrap_or(&live.targets).contains(target)),
        "(6) the story or its notice is where it went out last"
    );
}

/// (7) A publisher fires what is due and nothing else; a schedule that had not seen a withdrawal ends with it.
pub(super) fn only_what_is_due_fires(
    record: &Record,
    past: &BTreeSet<EntryId>,
    schedule: Option<EntryId>,
    said: &StepEntry,
) {
    let named = schedule.map(|entry| (entry, &record.steps[&entry].0.step));
    let Some((entry, Step::Schedule { at, .. } | Step::Reschedule { at, .. })) = named else {
        panic!("(7) a publisher fires what is scheduled and nothing else");
    };
    assert!(
        at.instant <= said.facts.now,
        "(7) a publisher fires what is due and nothing else"
    );
    let withdrawn = |id: &&EntryId| {
        let step = record.steps.get(id).map(|(said, _)| &said.step);
        matches!(step, Some(Step::Withdraw { .. }))
    };
    assert!(
        past.iter()
            .filter(withdrawn)
            .all(|withdrawal| record.has_seen(entry, *withdrawal)),
        "(7) nothing fires that was scheduled before a withdrawal or beside it"
    );
}
