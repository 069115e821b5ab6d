//! What a batch of edits is, told from its operations alone.

use manuscript::{Batch, Op};

/// More units at once than anybody types between two sendings.
const TYPED_AT_ONCE: usize = 100;

pub(crate) fn ops(batches: &[Batch]) -> impl Iterator<Item = &Op> {
    batches.iter().flat_map(|batch| batch.0.values()).flatten()
}

/// Whether these edits are keys, not a stretch that was pasted or taken out.
pub(crate) fn is_typing(batches: &[Batch]) -> bool {
    let units = ops(batches).map(|op| match op {
        Op::Insert { insert, .. } => insert.encode_utf16().count(),
        Op::Delete { delete } => *delete,
        Op::Retain { .. } => 0,
    });
    units.sum::<usize>() <= TYPED_AT_ONCE
}

/// Whether these edits only anchor comments: they hold no word and change the look of none.
pub(crate) fn anchors_only(batches: &[Batch]) -> bool {
    ops(batches).all(|op| match op {
        Op::Retain { attributes, .. } => attributes.keys().all(|key| key.starts_with("c:")),
        Op::Insert { .. } | Op::Delete { .. } => false,
    })
}
