//! One field's flat text, read at any place with what each unit says.

use crate::flat::notes::{Note, notes};
use crate::flat::{MARKER, OBJECT, Span, footnote_id, utf16};
use crate::wire::{Attributes, Field};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Marker,
    Words,
    Object,
}

/// Units that say the same; a marker or an object is one alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub(super) text: &'a str,
    pub(super) from: usize,
    pub(super) attributes: &'a Attributes,
    pub(super) what: What,
}

impl Stretch<'_> {
    pub(super) fn length(&self) -> usize {
        utf16(self.text)
    }
}

pub(super) struct FlatText<'a> {
    pub(super) field: &'a Field,
    stretches: Vec<Stretch<'a>>,
}

impl<'a> FlatText<'a> {
    pub(super) fn new(field: &'a Field, spans: &'a [Span]) -> Self {
        let mut stretches = Vec::new();
        let mut from = 0;
        for span in spans {
            for text in parts(&span.text) {
                let what = match text.chars().next() {
                    Some(MARKER) if *field == Field::Body => What::Marker,
                    // A footnote is struck and put in as words are.
                    Some(OBJECT) if footnote_id(&span.attributes).is_some() => What::Words,
                    Some(MARKER | OBJECT) => What::Object,
                    _ => What::Words,
                };
                stretches.push(Stretch {
                    text,
                    from,
                    attributes: &span.attributes,
                    what,
                });
                from += utf16(text);
            }
        }
        Self { field, stretches }
    }

    /// What stands between two places.
    pub(super) fn between(&self, from: usize, to: usize) -> Vec<Stretch<'a>> {
        let first = self
            .stretches
            .partition_point(|stretch| stretch.from + stretch.length() <= from);
        let reached = self.stretches[first..]
            .iter()
            .take_while(|stretch| stretch.from < to);
        reached.map(|stretch| cut(stretch, from, to)).collect()
    }

    /// What the unit after a place says; nothing at the end.
    pub(super) fn after(&self, place: usize) -> Option<Stretch<'a>> {
        let first = self
            .stretches
            .partition_point(|stretch| stretch.from + stretch.length() <= place);
        self.stretches.get(first).copied()
    }

    pub(super) fn before(&self, place: usize) -> Option<Stretch<'a>> {
        self.after(place.checked_sub(1)?)
    }

    /// How many struck units follow in this line.
    pub(super) fn struck_from(&self, place: usize) -> usize {
        let mut end = place;
        for stretch in self.between(place, usize::MAX) {
            let is_struck = notes(stretch.attributes, Note::Struck).next().is_some();
            if stretch.what == What::Marker || !is_struck {
                break;
            }
            end = stretch.from + stretch.length();
        }
        end - place
    }
}

/// Single special units, and the text between them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([MARKER, OBJECT]).flat_map(|part| {
        let words = part.trim_end_matches([MARKER, OBJECT]);
        let (words, special) = part.split_at(words.len());
        [words, special].into_iter().filter(|part| !part.is_empty())
    })
}

fn cut<'a>(stretch: &Stretch<'a>, from: usize, to: usize) -> Stretch<'a> {
    let low = from.max(stretch.from) - stretch.from;
    let high = to.min(stretch.from + stretch.length()) - stretch.from;
    let text = &stretch.text[byte(stretch.text, low)..byte(stretch.text, high)];
    Stretch {
        text,
        from: stretch.from + low,
        ..*stretch
    }
}

fn byte(text: &str, units: usize) -> usize {
    let mut seen = 0;
    let place = text.char_indices().find(|(_, character)| {
        let is_here = seen >= units;
        seen += character.len_utf16();
        is_here
    });
    place.map_or(text.len(), |(at, _)| at)
}
