//! Collects operations, joining neighbours of one kind.

use crate::flat::MARKER;
use crate::wire::{Attributes, Op};

#[derive(Default)]
pub(crate) struct Ops(Vec<Op>);

impl Ops {
    pub(crate) fn retain(&mut self, length: usize, change: Attributes) {
        if length == 0 {
            return;
        }
        match self.0.last_mut() {
            Some(Op::Retain { retain, attributes }) if *attributes == change => *retain += length,
            _ => self.0.push(Op::Retain {
                retain: length,
                attributes: change,
            }),
        }
    }

    pub(crate) fn delete(&mut self, length: usize) {
        match self.0.last_mut() {
            Some(Op::Delete { delete }) => *delete += length,
            _ => self.0.push(Op::Delete { delete: length }),
        }
    }

    /// A marker is never joined with anything: each is an insert of its own.
    pub(crate) fn insert(&mut self, text: &str, complete: &Attributes) {
        match self.0.last_mut() {
            Some(Op::Insert { insert, attributes })
                if attributes == complete
                    && !insert.starts_with(MARKER)
                    && !text.starts_with(MARKER) =>
            {
                insert.push_str(text);
            }
            _ => self.0.push(Op::Insert {
                insert: text.to_owned(),
                attributes: complete.clone(),
            }),
        }
    }

    /// What remains at the end unchanged needs no saying.
    pub(crate) fn finish(mut self) -> Vec<Op> {
        if matches!(self.0.last(), Some(Op::Retain { attributes, .. }) if attributes.is_empty()) {
            self.0.pop();
        }
        self.0
    }
}
