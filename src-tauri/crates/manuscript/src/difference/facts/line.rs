//! The texts of a difference as they were and as they are, one unit for each line, block, footnote or credit that differs.
//!
//! Not here: what stands in a text (`found`), and which facts belong together (`pair`).

use std::ops::Range;

use super::super::{
    BlockChange, BlockDifference, Change, Container, DiffRun, Difference, FurnitureChange,
    FurnitureKind, LeafKind, Shape,
};
use super::FactPlace;
use crate::{Inline, Mark, plain};

/// One text on both sides; an empty line where it stands on one side only.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) place: FactPlace,
    pub(super) before: Line,
    pub(super) after: Line,
    /// The whole block stands elsewhere now.
    pub(super) moved: bool,
    /// It is there on one side only.
    pub(super) alone: bool,
}

/// A text without its marks; footnotes are left out, links kept aside.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) links: Vec<(Range<usize>, String)>,
    /// The whole of it is what somebody said.
    pub(super) is_quotation: bool,
    /// Who said it, where the page says so under it.
    pub(super) by: String,
    /// The whole of it is a name.
    pub(super) is_name: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Before,
    After,
}

impl Line {
    fn of(runs: &[DiffRun], when: When) -> Self {
        let mut line = Line::default();
        for (text, marks) in runs.iter().filter_map(|run| seen(run, when)) {
            if note(marks).is_some() {
                continue;
            }
            let start = line.text.len();
            line.text.push_str(text);
            let link = marks.iter().find_map(|mark| match mark {
                Mark::Link(href) => Some(href),
                _ => None,
            });
            if let Some(href) = link {
                match line.links.last_mut() {
                    Some((range, last)) if last == href && range.end == start => {
                        range.end = line.text.len();
                    }
                    _ => line.links.push((start..line.text.len(), href.clone())),
                }
            }
        }
        line
    }

    fn plain(text: &str) -> Self {
        Line {
            text: text.to_owned(),
            ..Line::default()
        }
    }
}

/// A run's words and marks on one side, if it is there.
fn seen(run: &DiffRun, when: When) -> Option<(&str, &[Mark])> {
    let there = match run.change {
        Change::Same | Change::Format => true,
        Change::Delete => when == When::Before,
        Change::Insert => when == When::After,
    };
    let marks = match (&run.was, when) {
        (Some(was), When::Before) => was,
        _ => &run.marks,
    };
    there.then_some((run.text.as_str(), marks.as_slice()))
}

fn note(marks: &[Mark]) -> Option<&Inline> {
    marks.iter().find_map(|mark| match mark {
        Mark::Note(text) => Some(text),
        _ => None,
    })
}

/// Every text of the body and above it, on one side.
pub(super) fn texts(difference: &Difference, when: When) -> impl Iterator<Item = String> {
    let fields = difference.fields.iter().map(|field| &field.runs);
    let blocks = difference.blocks.iter();
    // A moved block is told whole at its new place.
    let blocks = blocks.filter(|block| block.change != BlockChange::MovedAway);
    fields
        .chain(blocks.map(|block| &block.runs))
        .map(move |runs| Line::of(runs, when).text)
}

/// What differs, in the order of the page.
pub(super) fn units(difference: &Difference) -> Vec<Unit> {
    let mut units = Vec::new();
    for field in &difference.fields {
        let place = FactPlace::Line {
            field: field.field.clone(),
        };
        push(&mut units, &place, &field.runs, |line, _| line);
    }
    let (mut paragraphs_before, mut paragraphs_after) = (0, 0);
    for (at, block) in difference.blocks.iter().enumerate() {
        paragraphs_before += usize::from(block.from.is_some());
        paragraphs_after += usize::from(block.to.is_some());
        if block.change == BlockChange::MovedAway {
            continue;
        }
        let place = FactPlace::Body {
            block: at,
            paragraph: match block.to {
                Some(_) => paragraphs_after,
                None => paragraphs_before,
            },
        };
        let first = units.len();
        push(&mut units, &place, &block.runs, |line, when| Line {
            is_quotation: is_quotation(block, when),
            by: by(&difference.blocks[at + 1..], block, when),
            ..line
        });
        for unit in &mut units[first..] {
            unit.moved = block.change == BlockChange::MovedHere;
            unit.alone = matches!(block.change, BlockChange::Added | BlockChange::Deleted);
        }
        if block.change == BlockChange::MovedHere && units.len() == first {
            units.push(moved(place, block, &difference.blocks[at + 1..]));
        }
    }
    units.extend(difference.furniture.iter().filter_map(beside));
    units
}

fn moved(place: FactPlace, block: &BlockDifference, next: &[BlockDifference]) -> Unit {
    let line = Line {
        is_quotation: is_quotation(block, When::After),
        by: by(next, block, When::After),
        ..Line::of(&block.runs, When::After)
    };
    Unit {
        place,
        before: line.clone(),
        after: line,
        moved: true,
        alone: false,
    }
}

/// The text of these runs and of each footnote in them, where they differ.
fn push(
    units: &mut Vec<Unit>,
    place: &FactPlace,
    runs: &[DiffRun],
    dress: impl Fn(Line, When) -> Line,
) {
    let side = |when| dress(Line::of(runs, when), when);
    let mut unit = |before: Line, after: Line| {
        if before != after {
            units.push(Unit {
                place: place.clone(),
                before,
                after,
                moved: false,
                alone: false,
            });
        }
    };
    unit(side(When::Before), side(When::After));
    let notes = |when| {
        let seen = runs.iter().filter_map(move |run| seen(run, when));
        seen.filter_map(|(_, marks)| note(marks))
            .map(|text| Line::plain(&plain(text)))
            .collect::<Vec<_>>()
    };
    let (before, after) = (notes(When::Before), notes(When::After));
    for at in 0..before.len().max(after.len()) {
        let line = |notes: &[Line]| notes.get(at).cloned().unwrap_or_default();
        unit(line(&before), line(&after));
    }
}

fn shape(block: &BlockDifference, when: When) -> Option<&Shape> {
    match when {
        When::Before => block.from.as_ref(),
        When::After => block.to.as_ref(),
    }
}

fn is_quotation(block: &BlockDifference, when: When) -> bool {
    // A moved block's older shape stands at its older place; it was what it is.
    let shape = shape(block, when).or(block.to.as_ref());
    shape.is_some_and(|shape| {
        shape.kind == LeafKind::PullQuote
            || (shape.kind == LeafKind::Paragraph
                && shape
                    .within
                    .iter()
                    .any(|within| within.container == Container::Quote))
    })
}

/// The attribution under a pull quote.
fn by(next: &[BlockDifference], block: &BlockDifference, when: When) -> String {
    let kind = |block: &BlockDifference| shape(block, when).map(|shape| shape.kind);
    if kind(block) != Some(LeafKind::PullQuote) {
        return String::new();
    }
    let under = next.iter().find(|block| kind(block).is_some());
    under
        .filter(|block| kind(block) == Some(LeafKind::Attribution))
        .map_or_else(String::new, |block| Line::of(&block.runs, when).text)
}

/// Credits, the address and corrections carry facts; tags and related stories are told as themselves.
fn beside(change: &FurnitureChange) -> Option<Unit> {
    use FurnitureKind as Kind;
    let text = |text: &Option<String>| Line::plain(text.as_deref().unwrap_or_default());
    let (mut before, mut after) = (text(&change.from), text(&change.to));
    match change.what {
        Kind::Credit | Kind::CreditPlace | Kind::CreditOutlet => {
            before.is_name = true;
            after.is_name = true;
        }
        Kind::WebAddress => {
            for line in [&mut before, &mut after] {
                if !line.text.is_empty() {
                    line.links = vec![(0..0, std::mem::take(&mut line.text))];
                }
            }
        }
        Kind::Byline
        | Kind::CreditBio
        | Kind::CreditTitle
        | Kind::Correction
        | Kind::CorrectionText => {}
        _ => return None,
    }
    Some(Unit {
        place: FactPlace::Beside { what: change.what },
        before,
        after,
        moved: false,
        alone: false,
    })
}
