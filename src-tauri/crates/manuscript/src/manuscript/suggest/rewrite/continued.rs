//! To which suggestion an edit belongs.
//!
//! Typing on at the end of what one suggested last, or within one's own words, continues that; striking on next to what one
//! struck last continues that; every other edit is a suggestion of its own.

use super::text::FlatText;
use super::{Hand, without_suggestions};
use crate::flat::notes::{self, Note, key, notes};
use crate::flat::{Fields, Span};
use crate::wire::{Batch, Field, Op};

/// A place in a field's old text.
#[derive(Clone, Copy)]
struct Site<'a> {
    field: &'a Field,
    from: usize,
    to: usize,
}

#[derive(Default)]
struct Sites<'a> {
    inserts: Vec<Site<'a>>,
    /// What others wrote and the edit takes away.
    strikes: Vec<Site<'a>>,
    is_look: bool,
}

/// The suggestion that an edit goes on with, if any.
pub(super) fn continued_by(
    fields: &Fields,
    direct: &Batch,
    hand: &Hand<'_>,
    newest: Option<&str>,
) -> Option<String> {
    let none: Vec<Span> = Vec::new();
    let text = |field| FlatText::new(field, fields.get(field).unwrap_or(&none));
    let has = |unit: Option<super::Stretch<'_>>, kind, sid: &str| {
        unit.is_some_and(|unit| unit.attributes.contains_key(&key(kind, sid)))
    };
    let newest = newest.filter(|newest| hand.owns(newest));
    let sites = sites(direct, &text, hand);
    if sites.is_look || !sites.inserts.is_empty() && !sites.strikes.is_empty() {
        return None;
    }
    if let Some(typed) = sites.inserts.first() {
        let text = text(typed.field);
        let (before, after) = (text.before(typed.from), text.after(typed.from));
        if let Some(newest) = newest.filter(|newest| has(before, Note::Inserted, newest)) {
            return Some(newest.to_owned());
        }
        let around = before?;
        return notes(around.attributes, Note::Inserted)
            .find(|sid| hand.owns(sid) && has(after, Note::Inserted, sid))
            .map(str::to_owned);
    }
    let (newest, first, last) = (newest?, sites.strikes.first()?, sites.strikes.last()?);
    let is_next = has(text(first.field).before(first.from), Note::Struck, newest)
        || has(text(last.field).after(last.to), Note::Struck, newest);
    is_next.then(|| newest.to_owned())
}

fn sites<'a>(
    direct: &'a Batch,
    text: &dyn Fn(&'a Field) -> FlatText<'a>,
    hand: &Hand<'_>,
) -> Sites<'a> {
    let mut sites = Sites::default();
    for (field, ops) in &direct.0 {
        let mut at = 0;
        for op in ops {
            match op {
                Op::Insert { .. } => sites.inserts.push(Site {
                    field,
                    from: at,
                    to: at,
                }),
                Op::Delete { delete } => {
                    for unit in text(field).between(at, at + delete) {
                        let is_gone = [Note::Inserted, Note::Struck]
                            .into_iter()
                            .any(|kind| hand.has_own(unit.attributes, kind));
                        if !is_gone {
                            let from = unit.from;
                            let to = from + unit.length();
                            sites.strikes.push(Site { field, from, to });
                        }
                    }
                    at += delete;
                }
                Op::Retain { retain, attributes } => {
                    let mut said = without_suggestions(attributes);
                    said.retain(|key, _| notes::note(key).is_none());
                    sites.is_look |= !said.is_empty();
                    at += retain;
                }
            }
        }
    }
    sites
}
