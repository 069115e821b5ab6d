//! An edit of the text that readers have, as an edit of the text with its suggestions.
//!
//! Whoever writes elsewhere, in a file or in an import, sees no suggestions; theirs must not take any away. What is suggested
//! in stays where it is; a plain change of look overrules a suggested one.

use super::super::layout;
use super::change;
use crate::delta::Ops;
use crate::flat::{Fields, Order, Span, is_hidden, overruled, settled, split_at, utf16};
use crate::wire::{Attributes, Batch, Op};

/// What is done about a look that is suggested already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Suggested {
    Overruled,
    Kept,
}

pub(in super::super) fn lifted(
    fields: &Fields,
    order: &Order,
    batch: &Batch,
    looks: Suggested,
) -> Batch {
    let none = Vec::new();
    let lift = |(field, ops): (&crate::wire::Field, &Vec<Op>)| {
        let mut walk = Walk {
            rest: fields.get(field).unwrap_or(&none).iter().cloned().collect(),
            order,
            looks,
            ops: Ops::default(),
        };
        ops.iter().for_each(|op| walk.lift(op));
        (field.clone(), walk.ops.finish())
    };
    Batch(
        batch
            .0
            .iter()
            .map(lift)
            .filter(|(_, ops)| !ops.is_empty())
            .collect(),
    )
}

struct Walk<'a> {
    rest: std::collections::VecDeque<Span>,
    order: &'a Order,
    looks: Suggested,
    ops: Ops,
}

impl Walk<'_> {
    fn lift(&mut self, op: &Op) {
        match op {
            Op::Insert { insert, attributes } => self.ops.insert(insert, attributes),
            Op::Delete { delete } => self.over(*delete, &|ops, span, _| {
                ops.delete(utf16(&span.text));
            }),
            Op::Retain { retain, attributes } => {
                self.over(*retain, &|ops, span, walk| {
                    ops.retain(utf16(&span.text), walk.change_of(span, attributes));
                });
            }
        }
    }

    /// Goes over so many units that readers have, and past the others among them.
    fn over(&mut self, length: usize, write: &dyn Fn(&mut Ops, &Span, &Change<'_>)) {
        let mut left = length;
        let change = Change {
            order: self.order,
            looks: self.looks,
        };
        while left > 0 {
            let Some(span) = self.rest.pop_front() else {
                return;
            };
            if is_hidden(&span) {
                self.ops.retain(utf16(&span.text), Attributes::new());
                continue;
            }
            let (taken, rest) = split_at(span, left);
            left -= utf16(&taken.text).min(left);
            if let Some(rest) = rest {
                self.rest.push_front(rest);
            }
            write(&mut self.ops, &taken, &change);
        }
    }
}

struct Change<'a> {
    order: &'a Order,
    looks: Suggested,
}

impl Change<'_> {
    /// A change is one of what readers have; what stands there may be so already, as a suggestion.
    fn change_of(&self, span: &Span, wanted: &Attributes) -> Attributes {
        if wanted.is_empty() {
            return Attributes::new();
        }
        let reached = layout::changed(span, wanted);
        let reached: Attributes = wanted
            .iter()
            .filter(|(key, _)| reached.get(*key) != settled(&span.attributes, self.order).get(*key))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        match self.looks {
            Suggested::Kept => reached,
            Suggested::Overruled => {
                let after = overruled(&span.attributes, &reached, self.order);
                change(&span.attributes, &after)
            }
        }
    }
}
