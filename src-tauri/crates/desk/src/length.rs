//! How much text one story may hold.
//!
//! A story travels as entries of 200 kB and is read whole by every desk, so it ends somewhere. Whoever comes to that end
//! keeps all that was saved; cutting is always possible, also in a text that grew too long where two desks met.

use manuscript::{Batch, Manuscript, Op, Reading, plain_text};

use crate::edits::ops;
use crate::{Error, Result};

/// Bytes of text, as UTF-8; suggested and struck words count, because they are kept.
const LONGEST_STORY: usize = 2_000_000;

/// How long a text is, known without reading it for every key.
pub(crate) struct Length(usize);

impl Length {
    pub(crate) fn of(manuscript: &Manuscript) -> Self {
        Self(added(&[manuscript.text()]))
    }

    /// An error when these edits would make the text too long; `edits` is false for suggestions, which remove nothing.
    pub(crate) fn has_room(
        &mut self,
        manuscript: &Manuscript,
        batches: &[Batch],
        edits: bool,
    ) -> Result<()> {
        if self.after(batches, edits) > LONGEST_STORY {
            *self = Self::of(manuscript);
        }
        may_grow(self.0, self.after(batches, edits))
    }

    pub(crate) fn follow(&mut self, batches: &[Batch], edits: bool) {
        self.0 = self.after(batches, edits);
    }

    /// The most that it can be. A deletion counts in UTF-16 units, each of which is at least one byte.
    fn after(&self, batches: &[Batch], edits: bool) -> usize {
        let removed = if edits { removed(batches) } else { 0 };
        (self.0 + added(batches)).saturating_sub(removed)
    }
}

/// An error when a rewritten text is too long and longer than before.
pub(crate) fn may_become(before: usize, after: &Reading) -> Result<()> {
    may_grow(before, length_of(after))
}

pub(crate) fn length_of(reading: &Reading) -> usize {
    plain_text(reading).len()
}

fn may_grow(from: usize, to: usize) -> Result<()> {
    if to > LONGEST_STORY && to > from {
        return Err(Error::StoryTooLong);
    }
    Ok(())
}

fn added(batches: &[Batch]) -> usize {
    let added = ops(batches).map(|op| match op {
        Op::Insert { insert, .. } => insert.len(),
        Op::Delete { .. } | Op::Retain { .. } => 0,
    });
    added.sum()
}

fn removed(batches: &[Batch]) -> usize {
    let removed = ops(batches).map(|op| match op {
        Op::Delete { delete } => *delete,
        Op::Insert { .. } | Op::Retain { .. } => 0,
    });
    removed.fold(0, usize::saturating_add)
}
