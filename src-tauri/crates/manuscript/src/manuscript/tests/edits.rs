//! Random edits of a text, as the window would send them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::chance::Chance;
use super::insert;
use crate::flat::{
    Grid, MARKER, OBJECT, column_key, footnote_attribute, footnote_id, is_suggestion, row_key,
};
use crate::manuscript::Peer;
use crate::picture::PictureHash;
use crate::side::{Side, SidePart};
use crate::units::{Unit, Units};
use crate::wire::{Attributes, Batch, Field, Op};

pub(super) struct Edits {
    peer: Peer,
    ids: usize,
    typed: BTreeSet<char>,
    /// Characters that this desk took away on purpose.
    pub(super) deleted: BTreeSet<char>,
    /// Whether blocks are moved too; a move may double words.
    pub(super) moves: bool,
    /// Whether something is put into the stash too, in which nothing is suggested.
    pub(super) stashes: bool,
    next: u32,
}

const PATHS: [&str; 6] = [
    r#"["ul:1-a","li:1-b"]"#,
    r#"["ul:1-a","li:2-c"]"#,
    r#"["ul:1-a","li:2-c","quote:3-d"]"#,
    r#"["quote:1-e"]"#,
    r#"["quote:1-e","ol:2-f@5","li:2-g"]"#,
    r#"["ol:3-h","li:3-i"]"#,
];

impl Edits {
    /// The characters that peers type differ: each has its own range, with astral ones in it.
    pub(super) fn new(peer: Peer, story: u64) -> Self {
        let start = 0x1_F000 + (peer as u32 % 8) * 0x1000;
        let next = if story.is_multiple_of(3) {
            start
        } else {
            0x3400 + (peer as u32 % 8) * 0x800
        };
        Self {
            peer,
            ids: 0,
            typed: BTreeSet::new(),
            deleted: BTreeSet::new(),
            moves: false,
            stashes: true,
            next,
        }
    }

    pub(super) fn typed(&self, character: char) -> bool {
        self.typed.contains(&character) || character.is_structure()
    }

    pub(super) fn all_typed(&self) -> &BTreeSet<char> {
        &self.typed
    }

    fn text(&mut self, chance: &mut Chance) -> String {
        let text: String = (0..1 + chance.below(4)).map(|_| self.character()).collect();
        self.typed.extend(text.chars());
        text
    }

    fn character(&mut self) -> char {
        self.next += 1;
        char::from_u32(self.next).unwrap_or('x')
    }

    pub(super) fn count(&self) -> usize {
        self.ids
    }

    pub(super) fn id(&mut self) -> String {
        self.ids += 1;
        format!("{}-{}", self.peer, self.ids)
    }

    pub(super) fn random(&mut self, window: &Units, chance: &mut Chance) -> Batch {
        if self.stashes && chance.one_in(8) {
            self.within(Field::Stash, window, chance)
        } else {
            self.for_readers(window, chance)
        }
    }

    /// One that can be suggested: readers will have what it changes.
    pub(super) fn for_readers(&mut self, window: &Units, chance: &mut Chance) -> Batch {
        let field = match chance.below(7) {
            0 => Field::Headline,
            1 => side(window, chance).unwrap_or(Field::Body),
            _ => Field::Body,
        };
        self.within(field, window, chance)
    }

    fn within(&mut self, field: Field, window: &Units, chance: &mut Chance) -> Batch {
        let text = window.field(&field);
        let at = chance.below(text.len() + 1);
        let ops = match (chance.below(22), &field) {
            (0..=7, _) => self.typing(text, at, chance),
            (8..=10, _) => self.deleting(text, at, chance),
            (11, _) => self.replacing(text, at, chance),
            (12, _) => marking(text, at, chance),
            (_, Field::Headline | Field::Stash | Field::Side(_)) => self.typing(text, at, chance),
            (20..=21, _) => self.noting(text, at),
            (13..=14, _) => self.splitting(text, at, chance),
            (15..=17, _) => {
                changing_a_block(text, chance).unwrap_or_else(|| self.splitting(text, at, chance))
            }
            (18, _) => self
                .joining(text, chance)
                .unwrap_or_else(|| self.splitting(text, at, chance)),
            _ if self.moves => {
                moving(text, chance).unwrap_or_else(|| self.typing(text, at, chance))
            }
            _ => self.typing(text, at, chance),
        };
        Batch(BTreeMap::from([(field, ops)]))
    }

    fn typing(&mut self, text: &[Unit], at: usize, chance: &mut Chance) -> Vec<Op> {
        let insert = self.text(chance);
        let attributes = match at.checked_sub(1).map(|left| &text[left]) {
            Some(left) if !left.character.is_structure() && !chance.one_in(4) => {
                plain(&left.attributes)
            }
            _ if chance.one_in(4) => marks(chance),
            _ => Attributes::new(),
        };
        before(text, at, vec![Op::Insert { insert, attributes }])
    }

    fn noting(&mut self, text: &[Unit], at: usize) -> Vec<Op> {
        let attributes = Attributes::from([("a".to_owned(), footnote_attribute(&self.id()))]);
        let insert = OBJECT.to_string();
        before(text, at, vec![Op::Insert { insert, attributes }])
    }

    fn deleting(&mut self, text: &[Unit], at: usize, chance: &mut Chance) -> Vec<Op> {
        let end = (at + 1 + chance.below(4)).min(text.len());
        if at == end {
            return self.typing(text, at, chance);
        }
        self.deleted
            .extend(text[at..end].iter().map(|unit| unit.character));
        before(
            text,
            at,
            vec![Op::Delete {
                delete: length(&text[at..end]),
            }],
        )
    }

    fn replacing(&mut self, text: &[Unit], at: usize, chance: &mut Chance) -> Vec<Op> {
        let mut ops = self.deleting(text, at, chance);
        let new = self.text(chance);
        ops.push(insert(&new));
        ops
    }

    fn splitting(&mut self, text: &[Unit], at: usize, chance: &mut Chance) -> Vec<Op> {
        let mut attributes = Attributes::from([("b:id".to_owned(), Value::from(self.id()))]);
        if chance.one_in(2) {
            attributes.extend(
                block(chance)
                    .into_iter()
                    .filter(|(_, value)| !value.is_null()),
            );
        }
        before(
            text,
            at,
            vec![Op::Insert {
                insert: MARKER.to_string(),
                attributes,
            }],
        )
    }

    fn joining(&mut self, text: &[Unit], chance: &mut Chance) -> Option<Vec<Op>> {
        let at = marker(text, chance)?;
        self.deleted.insert(MARKER);
        Some(before(text, at, vec![Op::Delete { delete: 1 }]))
    }
}

/// What a person types says nothing about suggestions.
fn plain(attributes: &Attributes) -> Attributes {
    let mut plain = attributes.clone();
    plain.retain(|key, _| !is_suggestion(key));
    plain
}

trait Structure {
    /// Whether it is no word: everybody's, and never the only one of its kind.
    fn is_structure(&self) -> bool;
}

impl Structure for char {
    fn is_structure(&self) -> bool {
        matches!(*self, MARKER | OBJECT)
    }
}

/// A text beside something that is in the body.
fn side(window: &Units, chance: &mut Chance) -> Option<Field> {
    let side = |unit: &Unit| {
        let block = unit.attributes.get("b:id").and_then(Value::as_str);
        match (block, footnote_id(&unit.attributes)) {
            (Some(id), _) => {
                let cells: Vec<SidePart> = Grid::read(&unit.attributes).parts().collect();
                let parts = match cells.is_empty() {
                    true => SidePart::SINGLE[1..].to_vec(),
                    false => cells,
                };
                Some((id.to_owned(), parts))
            }
            (_, Some(id)) => Some((id.to_owned(), SidePart::SINGLE[..1].to_vec())),
            _ => None,
        }
    };
    let sides: Vec<_> = window.field(&Field::Body).iter().filter_map(side).collect();
    let (of, parts) = (!sides.is_empty()).then(|| chance.pick(&sides).clone())?;
    Some(Field::Side(Side::new(of, chance.pick(&parts).clone())))
}

/// A marker whose id no other has. The window gives the second of two a new id before it edits either; here both are let be.
fn marker(text: &[Unit], chance: &mut Chance) -> Option<usize> {
    let id = |unit: &Unit| unit.attributes.get("b:id").cloned();
    let alone = |unit: &Unit| text.iter().filter(|other| id(other) == id(unit)).count() == 1;
    let markers = text
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.character == MARKER && alone(unit))
        .map(|(at, _)| at);
    let markers: Vec<usize> = markers.collect();
    (!markers.is_empty()).then(|| *chance.pick(&markers))
}

fn changing_a_block(text: &[Unit], chance: &mut Chance) -> Option<Vec<Op>> {
    let at = marker(text, chance)?;
    Some(before(
        text,
        at,
        vec![Op::Retain {
            retain: 1,
            attributes: block(chance),
        }],
    ))
}

/// A block with its words to another place, under its own id.
fn moving(text: &[Unit], chance: &mut Chance) -> Option<Vec<Op>> {
    let start = marker(text, chance)?;
    let end = (start + 1..text.len())
        .find(|at| text[*at].character == MARKER)
        .unwrap_or(text.len());
    // Nor are two footnotes with one text, which two moves make.
    let note = |unit: &Unit| footnote_id(&unit.attributes).map(str::to_owned);
    let alone = |id: &String| {
        text.iter()
            .filter_map(note)
            .filter(|other| other == id)
            .count()
            == 1
    };
    if !text[start..end]
        .iter()
        .filter_map(note)
        .all(|id| alone(&id))
    {
        return None;
    }
    let to = chance.below(start + 1);
    let inserts = text[start..end].iter().map(|unit| Op::Insert {
        insert: unit.character.to_string(),
        attributes: plain(&unit.attributes),
    });
    let mut ops = before(text, to, inserts.collect());
    if start > to {
        ops.push(Op::Retain {
            retain: length(&text[to..start]),
            attributes: Attributes::new(),
        });
    }
    ops.push(Op::Delete {
        delete: length(&text[start..end]),
    });
    Some(ops)
}

fn marking(text: &[Unit], at: usize, chance: &mut Chance) -> Vec<Op> {
    let end = (at + 1 + chance.below(6)).min(text.len());
    let words = text[at..end].iter().any(|unit| unit.character != MARKER);
    let mut attributes = marks(chance);
    if chance.one_in(3) {
        attributes
            .values_mut()
            .for_each(|value| *value = Value::Null);
    }
    if !words || attributes.is_empty() {
        return vec![];
    }
    before(
        text,
        at,
        vec![Op::Retain {
            retain: length(&text[at..end]),
            attributes,
        }],
    )
}

fn marks(chance: &mut Chance) -> Attributes {
    let marks = [
        ("strong", json!(true)),
        ("em", json!(true)),
        ("link", json!("https://example.org")),
        ("code", json!(true)),
    ];
    let chosen = marks
        .into_iter()
        .filter(|_| chance.one_in(2))
        .map(|(key, value)| (key.to_owned(), value));
    chosen.collect()
}

fn block(chance: &mut Chance) -> Attributes {
    let change = match chance.below(10) {
        0 => vec![
            ("b:type", json!("heading")),
            ("b:level", json!(2 + chance.below(3))),
        ],
        1 => vec![("b:type", json!("paragraph")), ("b:level", Value::Null)],
        2 => vec![("b:type", json!("pull"))],
        3 => vec![("b:type", json!("hr"))],
        4 => vec![("b:p", Value::Null)],
        5 => vec![
            ("b:type", json!("figure")),
            (
                "b:asset",
                json!(PictureHash([chance.below(3) as u8; 32]).to_string()),
            ),
        ],
        6 => return table(chance),
        7..=8 => return lines(chance),
        _ => vec![("b:p", json!(*chance.pick(&PATHS)))],
    };
    change
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// A table, of a few rows and columns.
fn table(chance: &mut Chance) -> Attributes {
    let mut change = Attributes::from([("b:type".to_owned(), json!("table"))]);
    for id in ["1-a", "1-b"] {
        change.insert(row_key(id), json!(chance.below(9)));
        change.insert(column_key(id), json!(chance.below(9)));
    }
    change
}

/// Rows and columns that come, go, or stand elsewhere, of a table or of a block that could be one.
fn lines(chance: &mut Chance) -> Attributes {
    let ids = ["1-a", "1-b", "2-c", "3-d"];
    let lines = (0..1 + chance.below(2)).map(|_| {
        let key = match chance.one_in(2) {
            true => row_key(chance.pick::<&str>(&ids)),
            false => column_key(chance.pick::<&str>(&ids)),
        };
        let rank = match chance.one_in(3) {
            true => Value::Null,
            false => json!(chance.below(9)),
        };
        (key, rank)
    });
    lines.collect()
}

fn before(text: &[Unit], at: usize, ops: Vec<Op>) -> Vec<Op> {
    let skipped = length(&text[..at]);
    let skip = (skipped > 0).then(|| Op::Retain {
        retain: skipped,
        attributes: Attributes::new(),
    });
    skip.into_iter().chain(ops).collect()
}

pub(super) fn length(text: &[Unit]) -> usize {
    text.iter().map(|unit| unit.character.len_utf16()).sum()
}
