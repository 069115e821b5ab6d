//! Where a merge kept two versions that no person has put side by side.
//!
//! A merge loses no word, and makes no sense of them either: words typed in a paragraph that somebody else deleted stand
//! at the end of the one before it, words typed in one that was moved stay behind, and two replacements of one word
//! follow each other. Each such place is told, so that a person reads it.
//!
//! The texts of both sides are compared with the one that both began from. What only one side did is never told, nor what
//! no reader will have: the stash, and texts whose block or footnote was gone before. Not here: which of the versions is
//! right, and who settles it.

mod hand;

use std::collections::BTreeSet;

use crate::flat::{Fields, MARKER, Order, Span, id_of, shown_sides, utf16};
use crate::wire::Field;
use hand::Hand;

/// One such place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoVersions {
    pub how: Parted,
    pub field: Field,
    /// Which block of the body the words stand in now, counted from 1; 1 in any other field.
    pub paragraph: usize,
    /// The words that somebody has to read, as they stand in the merged text.
    pub words: String,
}

/// How the two sides have parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parted {
    /// One typed in what the other deleted.
    Deleted,
    /// One typed in a block that the other moved away from there.
    Moved,
    /// Both moved one block, so that it stands twice.
    Doubled,
    /// Both replaced the same words.
    Replaced,
}

/// One text three times, and as it came out.
struct Places<'a> {
    field: &'a Field,
    base: &'a [Span],
    mine: Hand,
    theirs: Hand,
    merged: &'a [Span],
}

/// A block of the text that both began from, in UTF-16 units with its marker.
struct Place {
    number: usize,
    id: Option<String>,
    start: usize,
    end: usize,
}

/// The places of all texts, in their order. It does not matter which side is whose.
pub(crate) fn two_versions(
    base: &Fields,
    mine: &Fields,
    theirs: &Fields,
    merged: &Fields,
    order: &Order,
) -> Vec<TwoVersions> {
    let none = Vec::new();
    let of = |fields: &'_ Fields, field: &Field| fields.get(field).unwrap_or(&none).clone();
    let names: BTreeSet<&Field> = mine.keys().chain(theirs.keys()).collect();
    let shown = shown_sides(merged, order);
    let mut found = Vec::new();
    for field in names {
        let is_gone = matches!(field, Field::Side(side) if !shown.contains(side));
        if is_gone {
            found.extend(typed_in_vain(field, base, [mine, theirs], order));
        }
        if is_gone || *field == Field::Stash {
            continue;
        }
        let (base, mine, theirs) = (of(base, field), of(mine, field), of(theirs, field));
        if base == mine || base == theirs {
            continue;
        }
        let merged = of(merged, field);
        let places = Places {
            field,
            base: &base,
            mine: Hand::between(&base, &mine),
            theirs: Hand::between(&base, &theirs),
            merged: &merged,
        };
        found.extend(places.parted());
    }
    found
}

/// What a side typed in a text beside the body whose block or footnote the other side took away: the document keeps it,
/// and shows it nowhere.
fn typed_in_vain(
    field: &Field,
    base: &Fields,
    sides: [&Fields; 2],
    order: &Order,
) -> Option<TwoVersions> {
    let none = Vec::new();
    let base = base.get(field).unwrap_or(&none);
    let whole = Place {
        number: 1,
        id: None,
        start: 0,
        end: base.iter().map(|span| utf16(&span.text)).sum(),
    };
    let typed = sides.into_iter().filter_map(|now| {
        let shows = matches!(field, Field::Side(side) if shown_sides(now, order).contains(side));
        let text = now.get(field).filter(|_| shows)?;
        Some(Hand::between(base, text).typed_in(&whole))
    });
    let words = typed.into_iter().find(|words| !words.is_empty())?;
    Some(TwoVersions {
        how: Parted::Deleted,
        field: field.clone(),
        paragraph: whole.number,
        words: words.trim().to_owned(),
    })
}

impl Places<'_> {
    fn parted(&self) -> Vec<TwoVersions> {
        let all = blocks(self.base).into_iter();
        all.filter_map(|place| self.at(&place)).collect()
    }

    fn at(&self, place: &Place) -> Option<TwoVersions> {
        let (mine, theirs) = (&self.mine, &self.theirs);
        let whole = place.start..place.end;
        let gone = (mine.deletes(&whole), theirs.deletes(&whole));
        let id = place.id.as_deref();
        let moved = (gone.0 && mine.brings(id), gone.1 && theirs.brings(id));
        let typed = (mine.typed_in(place), theirs.typed_in(place));
        let away = |moved| {
            if moved {
                Parted::Moved
            } else {
                Parted::Deleted
            }
        };
        match (typed.0.is_empty(), typed.1.is_empty()) {
            _ if moved.0 && moved.1 => {
                Some(self.told(Parted::Doubled, place, &words_in(self.base, place)))
            }
            (true, true) => None,
            (true, false) if gone.0 => Some(self.told(away(moved.0), place, &typed.1)),
            (false, true) if gone.1 => Some(self.told(away(moved.1), place, &typed.0)),
            (false, false) if typed.0 != typed.1 && mine.replaces_with(theirs, &whole) => {
                let now = blocks(self.merged).into_iter();
                let mut now = now
                    .filter(|now| now.id == place.id)
                    .map(|now| words_in(self.merged, &now));
                let words = now
                    .next_back()
                    .unwrap_or_else(|| [typed.0, typed.1].join(" "));
                Some(self.told(Parted::Replaced, place, &words))
            }
            _ => None,
        }
    }

    fn told(&self, how: Parted, place: &Place, words: &str) -> TwoVersions {
        let words = words.trim();
        let standing = |at: usize| {
            let before = &text_of(self.merged)[..at];
            let blocks = before.matches(MARKER).count();
            // Words before the first marker are a block of their own.
            blocks + usize::from(!before.starts_with(MARKER))
        };
        TwoVersions {
            how,
            field: self.field.clone(),
            paragraph: text_of(self.merged)
                .find(words)
                .map_or(place.number, standing),
            words: words.to_owned(),
        }
    }
}

fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

fn words_in(spans: &[Span], place: &Place) -> String {
    let units: Vec<u16> = text_of(spans).encode_utf16().collect();
    let from = place.start + usize::from(place.id.is_some());
    let units = units.get(from..place.end).unwrap_or_default();
    String::from_utf16_lossy(units)
}

/// The blocks of a text; one without markers is one block.
fn blocks(spans: &[Span]) -> Vec<Place> {
    let mut blocks: Vec<Place> = Vec::new();
    let mut at = 0;
    for span in spans {
        let length = utf16(&span.text);
        let id = id_of(&span.attributes).filter(|_| span.is_marker());
        match blocks.last_mut() {
            Some(last) if id.is_none() => last.end = at + length,
            _ => blocks.push(Place {
                number: blocks.len() + 1,
                id: id.map(str::to_owned),
                start: at,
                end: at + length,
            }),
        }
        at += length;
    }
    blocks
}

#[cfg(test)]
mod tests;
