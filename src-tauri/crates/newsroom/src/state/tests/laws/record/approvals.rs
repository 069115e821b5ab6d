//! What the judge asks about approvals and who gave them.

use std::collections::BTreeSet;

use super::Record;
use crate::{
    EntryId, PersonId,
    SecondReader::{Alone, Always},
    Step, StepEntry, UpdateClass,
    play::Who,
};

/// (1) The rule in force in the roster that an approval names: its author is somebody else than who wrote the story.
pub(super) fn somebody_else_approves(
    record: &Record,
    past: &BTreeSet<EntryId>,
    said: &StepEntry,
    who: Who,
) {
    let rule = record.rolls.stated(said.roster).second_reader;
    if rule == Alone {
        return;
    }
    if matches!(said.step, Step::Approve { .. }) {
        no_writer_approves_a_correction(record, past, who);
    }
    let credited = past
        .iter()
        .filter_map(|id| record.steps.get(id))
        .flat_map(|(said, _)| {
            said.revision
                .iter()
                .flat_map(|revision| revision.credited.iter().copied())
                .collect::<Vec<_>>()
        });
    let authors: BTreeSet<PersonId> = credited
        .chain(said.facts.credited.iter().copied())
        .collect();
    assert!(
        !authors.contains(&who.id()),
        "(1) a second reader is somebody else"
    );
    let typed = past.iter().any(|id| record.drafted.get(id) == Some(&who));
    assert!(
        rule != Always || !typed,
        "(1) under always the approver has not typed a word"
    );
}

/// (1) An approval of that very hash, signed before, and not sent back, pulled back or spiked since.
pub(super) fn approved_before_live(
    record: &Record,
    past: &BTreeSet<EntryId>,
    approval: EntryId,
    content_hash: &[u8; 32],
) {
    assert!(
        past.contains(&approval),
        "(1) it was approved before it went live"
    );
    assert_eq!(
        words_of(record, approval),
        *content_hash,
        "(2) live = approved"
    );
    let revoked = past.iter().find(|id| {
        let step = record.steps.get(id).map(|(said, _)| said.step.name());
        matches!(
            step,
            Some("send_back" | "spike" | "open_update" | "drop_update")
        ) && record.has_seen(**id, approval)
    });
    // A story that went out while others spiked it or sent it back is live all the same, and may go to further targets.
    let live = past.iter().any(|id| {
        let step = record.steps.get(id).map(|(said, _)| &said.step);
        matches!(step, Some(Step::Publish { content_hash: live, .. }) if live == content_hash)
    });
    assert!(
        live || revoked.is_none(),
        "(1) a revoked approval lets nothing out"
    );
}

/// The words that an approval is of.
pub(super) fn words_of(record: &Record, approval: EntryId) -> [u8; 32] {
    let approval = record.steps.get(&approval);
    let (said, _) = approval.expect("(1) what goes out names an approval");
    assert!(is_approval(&said.step), "(1) an approval is an approval");
    let sealed = said.revision.as_ref();
    sealed.expect("(1) an approval is of words").content_hash
}

pub(super) fn is_approval(step: &Step) -> bool {
    matches!(
        step,
        Step::Approve { .. } | Step::ApproveMinor { .. } | Step::BreakGlass { .. }
    )
}

/// Whoever wrote in a correction that an editor opened does not approve it. Only rounds whose opener certainly is no
/// author are looked at.
fn no_writer_approves_a_correction(record: &Record, past: &BTreeSet<EntryId>, who: Who) {
    let step = |id: &EntryId| record.steps.get(id).map(|(said, _)| &said.step);
    let ends = |id: &EntryId| {
        matches!(
            step(id),
            Some(Step::Publish { .. } | Step::DropUpdate { .. } | Step::OpenUpdate { .. })
        )
    };
    let open = past.iter().filter(|id| {
        matches!(step(id), Some(Step::OpenUpdate { .. }))
            && !past
                .iter()
                .any(|later| ends(later) && record.has_seen(*later, **id))
    });
    let open: Vec<&EntryId> = open.collect();
    let certain = open.iter().all(|id| {
        let (said, opener) = &record.steps[id];
        let correction = said.step
            == Step::OpenUpdate {
                class: UpdateClass::Correction,
            };
        let before = record.past(**id);
        let typed = before
            .iter()
            .any(|id| record.drafted.get(id) == Some(opener));
        correction && *opener == Who::OtherEditor && !typed
    });
    let wrote = past.iter().any(|text| {
        record.drafted.get(text) == Some(&who) && open.iter().any(|id| record.has_seen(*text, **id))
    });
    assert!(
        !certain || !wrote,
        "whoever wrote in an editor's correction does not approve it"
    );
}
