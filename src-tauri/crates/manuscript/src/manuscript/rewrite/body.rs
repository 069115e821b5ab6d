//! The flat body that reads like given blocks and keeps the old identities.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::align::align;
use super::notes::{Notes, notes_in};
use super::table::{self, OldTable};
use crate::flat::{Container, Fields, HEAD, Kind, Leaf, Path, Span, leaves, start_of};
use crate::reading::Block;
use crate::side::Side;
use crate::wire::{Attributes, Field};

/// A block as it stands in the document; the head block has the id `^`.
struct Old {
    id: Option<String>,
    path: Path,
    /// The words, with a note of the rule, the table or the picture that they may stand behind.
    text: String,
    /// The ids of its footnotes.
    notes: Vec<String>,
    table: Option<OldTable>,
}

/// The new body, and the texts beside it as far as they show. `fresh` makes ids that nothing has.
pub(super) fn rewritten(
    before: &Fields,
    to: &[Block],
    fresh: &mut impl FnMut() -> String,
) -> Fields {
    let old = before.get(&Field::Body).map_or(&[][..], Vec::as_slice);
    let (old, new) = (old_blocks(before, old), leaves(to));
    let mut notes = Notes::over(before);
    let mut fields = Fields::new();
    let texts: Vec<String> = old.iter().map(|block| block.text.clone()).collect();
    let wanted: Vec<String> = new
        .iter()
        .map(|leaf| comparable(leaf.kind, &table::words_of(leaf)))
        .collect();
    let mut aligned = align(&texts, &wanted);
    keep_head(&old, &new, &mut aligned);

    let mut cids = Cids::default();
    for (leaf, at) in new.iter().zip(&aligned) {
        if let Some(at) = at {
            cids.adopt(leaf, &old[*at].path);
        }
    }
    let mut taken = HashSet::new();
    let mut spans = Vec::new();
    for (place, (leaf, at)) in new.iter().zip(aligned).enumerate() {
        let id = at
            .and_then(|at| old[at].id.clone())
            .filter(|id| taken.insert(id.clone()));
        let is_head = place == 0 && may_be_head(leaf) && id.as_deref() == Some(HEAD);
        if !is_head {
            let id = id.filter(|id| id != HEAD).unwrap_or_else(&mut *fresh);
            let mut marker = marker(&id, leaf.kind, &cids.path(leaf, fresh));
            if leaf.kind == Kind::Table {
                let old = at.and_then(|at| old[at].table.as_ref());
                let made = table::rewritten(&id, leaf, old, fresh);
                marker.attributes.extend(made.lines);
                fields.extend(made.cells);
            }
            spans.push(marker);
            for (part, text) in &leaf.sides {
                let side = Field::Side(Side::new(id.clone(), part.clone()));
                fields.insert(side, super::line(text));
            }
        }
        let there = at.map_or(&[][..], |at| &old[at].notes);
        spans.extend(notes.line(&leaf.text, there, fresh, &mut fields));
    }
    fields.insert(Field::Body, spans);
    fields
}

fn old_blocks(before: &Fields, spans: &[Span]) -> Vec<Old> {
    let mut blocks: Vec<Old> = Vec::new();
    if !spans.first().is_some_and(Span::is_marker) {
        blocks.push(Old {
            id: Some(HEAD.to_owned()),
            path: Path::default(),
            text: String::new(),
            notes: Vec::new(),
            table: None,
        });
    }
    for span in spans {
        if span.is_marker() {
            let kind = Kind::read(&span.attributes);
            let table = (kind == Kind::Table).then(|| OldTable::of(before, &span.attributes));
            let cells = table.as_ref().map(OldTable::words).unwrap_or_default();
            blocks.push(Old {
                id: span
                    .attributes
                    .get("b:id")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
                path: Path::read(span.attributes.get("b:p")),
                text: comparable(kind, &cells),
                notes: Vec::new(),
                table,
            });
        } else if let Some(block) = blocks.last_mut() {
            block.text.push_str(&span.text);
            block.notes.extend(notes_in(span).map(str::to_owned));
        }
    }
    blocks
}

fn comparable(kind: Kind, words: &str) -> String {
    match kind {
        Kind::Rule | Kind::Table => format!("\u{FFFC}{words}"),
        // The picture counts as one word of it.
        Kind::Figure(picture) => format!("\u{FFFC}{picture} {words}"),
        _ => words.to_owned(),
    }
}

/// Only a plain paragraph at the top can be without a marker.
fn may_be_head(leaf: &Leaf) -> bool {
    leaf.kind == Kind::Paragraph && leaf.inside.is_empty()
}

/// A first paragraph that continues no other block continues the head block, so nothing is put before it.
fn keep_head(old: &[Old], new: &[Leaf], aligned: &mut [Option<usize>]) {
    let has_head = old
        .first()
        .is_some_and(|block| block.id.as_deref() == Some(HEAD));
    let head_is_free = !aligned.contains(&Some(0));
    if let (Some(first @ None), Some(leaf), true, true) =
        (aligned.first_mut(), new.first(), has_head, head_is_free)
        && may_be_head(leaf)
    {
        *first = Some(0);
    }
}

/// Which cid each new container has.
#[derive(Default)]
struct Cids {
    by_number: HashMap<usize, String>,
    taken: HashSet<String>,
}

impl Cids {
    /// Gives the containers of a leaf the cids of the block that it continues, as far as they are of the same kind.
    fn adopt(&mut self, leaf: &Leaf, path: &Path) {
        for (inside, (kind, cid)) in leaf.inside.iter().zip(&path.0) {
            let same = inside.kind == *kind
                && (*kind != Container::Numbers || start_of(cid) == inside.start);
            if !same {
                return;
            }
            if !self.by_number.contains_key(&inside.number) && self.taken.insert(cid.clone()) {
                self.by_number.insert(inside.number, cid.clone());
            }
        }
    }

    fn path(&mut self, leaf: &Leaf, fresh: &mut impl FnMut() -> String) -> Path {
        let tokens = leaf.inside.iter().map(|inside| {
            let make = || match (inside.kind, inside.start) {
                (Container::Numbers, start) if start != 1 => format!("{}@{start}", fresh()),
                _ => fresh(),
            };
            (
                inside.kind,
                self.by_number
                    .entry(inside.number)
                    .or_insert_with(make)
                    .clone(),
            )
        });
        Path(tokens.collect())
    }
}

fn marker(id: &str, kind: Kind, path: &Path) -> Span {
    let mut attributes = Attributes::from([("b:id".to_owned(), Value::from(id))]);
    if kind != Kind::Paragraph {
        attributes.insert("b:type".to_owned(), Value::from(kind.name()));
    }
    if let Kind::Heading(level) = kind {
        attributes.insert("b:level".to_owned(), Value::from(level));
    }
    if let Kind::Figure(picture) = kind {
        attributes.insert("b:asset".to_owned(), Value::from(picture.to_string()));
    }
    attributes.extend(path.write().map(|path| ("b:p".to_owned(), path)));
    Span {
        text: crate::flat::MARKER.to_string(),
        attributes,
    }
}
