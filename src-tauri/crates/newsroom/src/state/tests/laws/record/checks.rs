//! What the judge asks about checks.

use std::collections::BTreeSet;

use super::Record;
use crate::{CheckKind, EntryId, Step};

/// A check that somebody had asked for is cleared at exactly these words, and no refusal is passed over. An emergency
/// goes past the checklist.
pub(super) fn nothing_unchecked_leaves(
    record: &Record,
    past: &BTreeSet<EntryId>,
    approval: EntryId,
    hash: &[u8; 32],
) {
    let emergency = matches!(record.steps[&approval].0.step, Step::BreakGlass { .. });
    let needed = CheckKind::ALL
        .into_iter()
        .filter(|check| !(emergency && *check == CheckKind::Checklist));
    for needed in needed {
        let mut asked = false;
        let mut refused = Vec::new();
        let mut cleared = Vec::new();
        for id in past {
            match record.steps.get(id).map(|(said, _)| (said, &said.step)) {
                Some((_, Step::RequireCheck { check })) if *check == needed => asked = true,
                Some((_, Step::RefuseCheck { check, .. })) if *check == needed => refused.push(*id),
                Some((said, Step::ClearCheck { check })) if *check == needed => {
                    cleared.push((*id, said.facts.head_hash));
                }
                _ => {}
            }
        }
        assert!(
            !asked || cleared.iter().any(|(_, words)| words == hash),
            "(1) nothing leaves whose {} check is not cleared",
            needed.name()
        );
        let answered = |refusal: &EntryId| {
            cleared
                .iter()
                .any(|(clearing, _)| record.has_seen(*clearing, *refusal))
        };
        assert!(
            refused.iter().all(answered),
            "(1) nothing leaves whose {} check is refused",
            needed.name()
        );
    }
}
