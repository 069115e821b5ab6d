//! Whether a batch is nothing but suggestions of one person.
//!
//! One law is behind all of this: what readers have is the same after as before.

use std::collections::BTreeSet;

use loro::LoroDoc;
use serde_json::Value;

use super::super::layout;
use super::records;
use crate::error::{Error, Fault, Result};
use crate::flat::notes::{self, Note, looks};
use crate::flat::{Order, Span, settled};
use crate::wire::{Attributes, Batch, Field, Op};

pub(super) fn check(
    doc: &LoroDoc,
    batch: &Batch,
    owns: &dyn Fn(&str) -> bool,
    index: usize,
) -> Result<()> {
    let order = std::cell::OnceCell::new();
    for (field, ops) in &batch.0 {
        let hand = Hand {
            owns,
            order: &|| order.get_or_init(|| records::order(doc)),
        };
        let mut at = 0;
        for (operation, op) in ops.iter().enumerate() {
            let spans = |length| layout::spans_between(doc, field, at..at + length);
            let good = match op {
                // What readers have is not in the stash, so there is nothing to suggest about it.
                _ if *field == Field::Stash => is_comment(op),
                Op::Insert { attributes, .. } => hand.may_insert(attributes),
                Op::Delete { delete } => spans(*delete).iter().all(|span| hand.is_own(span)),
                Op::Retain { attributes, .. } if attributes.is_empty() => true,
                Op::Retain { retain, attributes } => spans(*retain)
                    .iter()
                    .all(|span| hand.may_change(span, attributes)),
            };
            if !good {
                return Err(Error::Malformed {
                    batch: index,
                    field: Box::new(field.clone()),
                    operation,
                    fault: Fault::NotSuggested,
                });
            }
            at += match op {
                Op::Insert { .. } => 0,
                Op::Delete { delete } => *delete,
                Op::Retain { retain, .. } => *retain,
            };
        }
    }
    Ok(())
}

/// Whether an operation does no more than put a comment beside words, or leave them.
fn is_comment(op: &Op) -> bool {
    let beside = |key: &String| matches!(notes::note(key), Some((Note::Commented, _)));
    matches!(op, Op::Retain { attributes, .. } if attributes.keys().all(beside))
}

struct Hand<'a> {
    owns: &'a dyn Fn(&str) -> bool,
    order: &'a dyn Fn() -> &'a Order,
}

impl Hand<'_> {
    fn is_foreign(&self, key: &str) -> bool {
        match notes::note(key) {
            Some((Note::Commented, _)) | None => false,
            Some((_, sid)) => !(self.owns)(sid),
        }
    }

    fn may_insert(&self, attributes: &Attributes) -> bool {
        notes::notes(attributes, Note::Inserted).next().is_some()
            && !attributes.keys().any(|key| self.is_foreign(key))
    }

    fn is_own(&self, span: &Span) -> bool {
        notes::notes(&span.attributes, Note::Inserted).any(|sid| (self.owns)(sid))
    }

    fn may_change(&self, span: &Span, change: &Attributes) -> bool {
        let before = &span.attributes;
        let after = layout::changed(span, change);
        let differs = |key: &String| before.get(key) != after.get(key);
        let changed: Vec<&String> = change.keys().filter(|key| differs(key)).collect();
        let inserts = |key: &str| matches!(notes::note(key), Some((Note::Inserted, _)));
        if changed
            .iter()
            .any(|key| inserts(key) || self.is_foreign(key))
        {
            return false;
        }
        let said = changed.iter().flat_map(|key| said(key, before, &after));
        let said: BTreeSet<String> = said.collect();
        let values = changed.iter().filter(|key| notes::note(key).is_none());
        let values: BTreeSet<String> = values.map(|key| (*key).clone()).collect();
        self.is_own(span)
            || said == values
                && values.iter().all(|name| self.says(name, before, &after))
                && settled(before, (self.order)()) == settled(&after, (self.order)())
    }

    /// Whether a suggestion of this person says what became of an attribute: it begins with what stood there, or goes on
    /// with what it said before.
    fn says(&self, name: &str, before: &Attributes, after: &Attributes) -> bool {
        let value = |of: &Attributes| of.get(name).cloned().unwrap_or_default();
        let (old, new) = (value(before), value(after));
        let sids = [before, after].into_iter();
        let mut own = sids
            .flat_map(|of| notes::notes(of, Note::Formatted))
            .filter(|sid| (self.owns)(sid));
        own.any(
            |sid| match (look(before, sid, name), look(after, sid, name)) {
                (None, Some((from, to))) => from == old && to == new,
                (Some((first, last)), Some((from, to))) => {
                    from == first && last == old && to == new
                }
                (Some((first, last)), None) => last == old && first == new,
                (None, None) => false,
            },
        )
    }
}

fn look(of: &Attributes, sid: &str, name: &str) -> Option<(Value, Value)> {
    looks(of.get(&notes::key(Note::Formatted, sid))?).remove(name)
}

/// The attributes of which a suggested look says something else than before.
fn said(key: &str, before: &Attributes, after: &Attributes) -> Vec<String> {
    if !matches!(notes::note(key), Some((Note::Formatted, _))) {
        return Vec::new();
    }
    let read = |of: &Attributes| of.get(key).map(looks).unwrap_or_default();
    let (before, after) = (read(before), read(after));
    let names = before.keys().chain(after.keys());
    names
        .filter(|name| before.get(*name) != after.get(*name))
        .cloned()
        .collect()
}
