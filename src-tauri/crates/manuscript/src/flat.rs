//! The flat text of a story, and how it is read as blocks.
//!
//! A field is one flat text in UTF-16 units. In `body` the character U+FFFC is a *marker*: it begins a block and its
//! attributes say what the block is. U+FFF9 is an object inside a line, a footnote when its attribute `a` says so.
//! `\n` is a hard break. Everything else is words.
//!
//! The rules, which the window's own projection follows too:
//!
//! * Text before the first marker is the head block: a paragraph with the id `^`. An empty body is one empty head block.
//! * A marker's `b:id` that is missing, empty, not a string or `^` reads as no id.
//! * `b:type` that is any other text than `paragraph`, `heading`, `pull`, `figure`, `table`, `hr` is a newer Stet's, and so is a `figure`
//!   or a `table` with further keys that begin with `b:`: the block is *closed*, shows its words and is kept as it is. A missing `b:type`,
//!   and one that is no text, reads as a paragraph, and so does a `figure` whose `b:asset` is not 64
//!   lower-case hexadecimal digits. The text of a figure is its caption. `b:level` other than the numbers 2, 3, 4 reads as 2.
//! * `b:row:<id>` and `b:col:<id>` of a `table` are whole numbers, the ranks of its rows and columns; equal ranks stand in the
//!   order of their ids. Any other value reads as none. The first row is the header. A cell is the field `cell:<table>:<row>:<column>`.
//! * `b:p` is a JSON list of tokens `kind:cid`, kinds `quote ul ol li`, cid not empty. What is no such token is skipped
//!   first. Then, from the left: an `li` that does not directly follow a kept list is skipped; a kept list is dropped
//!   when what is kept next is not its `li`, or when nothing follows. After [`DEEPEST`] kept tokens the rest is skipped
//!   (and a list that then ends the path is dropped).
//! * Consecutive blocks share containers as far as their paths agree from the left.
//! * On text only `strong em code` with the value `true` and `link` with a string count; on a marker none of them does.
//! * `ins:<sid>`, `del:<sid>`, `c:<cid>` with the value `true` and `fmt:<sid>` with a string count on text and on markers, when the
//!   id is 1 to 64 of `A–Z a–z 0–9 - _`. They are notes beside the words and no part of a reading (`notes`, `settled`).
//! * U+FFF9 in the body whose `a` is exactly `{"t":"fn","id":"<id>"}` is a footnote; its text is the field `note:<id>`. It has
//!   notes and none of the marks of words.
//! * Any other object, an object outside the body, and a marker outside the body is an object one unit wide, without marks.
//! * The attribution of a pull quote is the field `pull:<id>:by`; what a figure shows and who made it are `fig:<id>:alt` and
//!   `fig:<id>:credit`. A text beside the body whose block or footnote is not
//!   in the body shows nowhere.
//! * The field `stash` is no part of a reading and nothing is suggested in it. Its lines are hard breaks.
//!
//! So every sequence of units reads as valid blocks with the same words. Not here: any writing to a document; reading
//! never repairs what it reads.

mod chain;
mod footnote;
mod grid;
pub(crate) mod notes;
mod path;
mod project;
mod read;
mod settled;
mod shown;
mod write;

pub(crate) use chain::{Order, decided, overruled, settled};
pub(crate) use footnote::{footnote_attribute, footnote_id};
pub use grid::{Grid, MOST_COLUMNS, MOST_ROWS};
pub(crate) use grid::{column_key, is_grid_key, read_rank, row_key};
pub(crate) use notes::is_suggestion;
pub(crate) use path::{Container, Path, start_of};
pub(crate) use project::project_fields;
pub use project::{Kind, Node, Piece, Projection, project};
pub(crate) use project::{id_of, is_closed, is_of_newer};
pub(crate) use settled::{is_hidden, settled_fields};
pub(crate) use shown::shown_sides;
pub(crate) use write::{Leaf, leaves, words};

use crate::wire::{Attributes, Batch, Field, Op};

/// Begins a block of the body.
pub(crate) const MARKER: char = '\u{FFFC}';
/// Stands for an object inside a line.
pub(crate) const OBJECT: char = '\u{FFF9}';
/// Stands for a footnote in a run of a reading, which has the mark `Note` with the footnote's text.
pub const NOTE: char = OBJECT;
/// The id of the head block, which has no marker.
pub(crate) const HEAD: &str = "^";
/// How many containers a block may be inside of; a list and its item are two.
pub(crate) const DEEPEST: usize = 32;

/// A stretch of flat text with one set of attributes: one marker, or text without markers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) attributes: Attributes,
}

impl Span {
    pub(crate) fn is_marker(&self) -> bool {
        self.text.starts_with(MARKER)
    }
}

/// All fields as spans.
pub(crate) type Fields = std::collections::BTreeMap<Field, Vec<Span>>;

/// The length that the window counts in.
pub(crate) fn utf16(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Splits a run into text and single markers, so that each marker stands alone.
pub(crate) fn split_markers(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = match rest.find(MARKER)? {
            0 => MARKER.len_utf8(),
            at => at,
        };
        let (part, tail) = rest.split_at(end);
        rest = tail;
        Some(part)
    })
    .chain(std::iter::once_with(move || tail_without_markers(text)).filter(|tail| !tail.is_empty()))
}

fn tail_without_markers(text: &str) -> &str {
    text.rfind(MARKER)
        .map_or(text, |at| &text[at + MARKER.len_utf8()..])
}

/// The first units of a span, and what is left of it. A pair that would be cut is in the first part.
pub(crate) fn split_at(span: Span, units: usize) -> (Span, Option<Span>) {
    let mut seen = 0;
    let at = span.text.char_indices().find_map(|(at, character)| {
        let is_here = seen >= units;
        seen += character.len_utf16();
        is_here.then_some(at)
    });
    let Some(at) = at else {
        return (span, None);
    };
    let (first, rest) = span.text.split_at(at);
    let part = |text: &str| Span {
        text: text.to_owned(),
        attributes: span.attributes.clone(),
    };
    (part(first), Some(part(rest)))
}

/// What a batch that makes a document from nothing inserts, as spans; other operations say nothing here.
pub(crate) fn spans_of(batch: &Batch) -> Fields {
    let mut fields = Fields::new();
    for (field, ops) in &batch.0 {
        let spans = fields.entry(field.clone()).or_default();
        for op in ops {
            if let Op::Insert { insert, attributes } = op {
                spans.extend(split_markers(insert).map(|part| Span {
                    text: part.to_owned(),
                    attributes: attributes.clone(),
                }));
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests;
