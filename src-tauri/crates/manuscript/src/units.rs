//! Flat text as a list of single characters, for tests: slow, and too plain to be wrong. It stands where the window stands.

use std::collections::BTreeMap;

use crate::flat::notes::{Note, note, reaches};
use crate::flat::{MARKER, footnote_id};
use crate::wire::{Attributes, Batch, Field, Op};

/// One character with its attributes.
#[derive(Clone, PartialEq)]
pub(crate) struct Unit {
    pub(crate) character: char,
    pub(crate) attributes: Attributes,
}

impl std::fmt::Debug for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let attributes = serde_json::to_string(&self.attributes).unwrap_or_default();
        write!(
            f,
            "{}{}",
            self.character,
            if self.attributes.is_empty() {
                ""
            } else {
                &attributes
            }
        )
    }
}

/// All fields that have text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Units(BTreeMap<Field, Vec<Unit>>);

pub(crate) fn units(batch: &Batch) -> Units {
    let mut units = Units::default();
    units.apply(batch);
    units
}

impl Units {
    pub(crate) fn field(&self, field: &Field) -> &[Unit] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }

    /// Every character, markers included.
    pub(crate) fn characters(&self) -> impl Iterator<Item = char> {
        self.0.values().flatten().map(|unit| unit.character)
    }

    /// Each unit changed, or left out.
    pub(crate) fn mapped(&self, map: impl Fn(Unit) -> Option<Unit>) -> Units {
        let fields = self.0.iter().map(|(field, units)| {
            let units: Vec<Unit> = units.iter().cloned().filter_map(&map).collect();
            (field.clone(), units)
        });
        Units(fields.filter(|(_, units)| !units.is_empty()).collect())
    }

    pub(crate) fn apply(&mut self, batch: &Batch) {
        for (field, ops) in &batch.0 {
            let old = self.0.remove(field).unwrap_or_default();
            let new = applied(field, old, ops);
            if !new.is_empty() {
                self.0.insert(field.clone(), new);
            }
        }
    }
}

/// Of a change, words take the marks and markers what begins with `b:`; both take notes.
fn applied(field: &Field, old: Vec<Unit>, ops: &[Op]) -> Vec<Unit> {
    let mut rest = old.into_iter();
    let mut new = Vec::new();
    for op in ops {
        match op {
            Op::Retain { retain, attributes } => {
                for mut unit in take(&mut rest, *retain) {
                    let is_footnote = footnote_id(&unit.attributes).is_some();
                    let is_marker = *field == Field::Body && unit.character == MARKER;
                    let change = attributes.iter().filter(|(key, value)| {
                        let (words, markers) = match note(key) {
                            Some((kind, _)) => reaches(kind, value),
                            None => (!key.starts_with("b:"), key.starts_with("b:")),
                        };
                        match note(key) {
                            Some((kind, _)) if is_footnote => kind != Note::Formatted,
                            None if is_footnote => false,
                            _ if is_marker => markers,
                            _ => words,
                        }
                    });
                    unit.attributes
                        .extend(change.map(|(key, value)| (key.clone(), value.clone())));
                    unit.attributes.retain(|_, value| !value.is_null());
                    new.push(unit);
                }
            }
            Op::Delete { delete } => drop(take(&mut rest, *delete)),
            Op::Insert { insert, attributes } => new.extend(insert.chars().map(|character| Unit {
                character,
                attributes: attributes.clone(),
            })),
        }
    }
    new.extend(rest);
    new
}

fn take(rest: &mut impl Iterator<Item = Unit>, length: usize) -> Vec<Unit> {
    let mut taken = Vec::new();
    let mut left = length;
    while left > 0 {
        let unit = rest.next().expect("an operation within the text");
        left = left
            .checked_sub(unit.character.len_utf16())
            .expect("an operation that cuts no pair");
        taken.push(unit);
    }
    taken
}
