//! Letting one change stand as it was: the newer reading with the older words in that one place.
//!
//! Not here: blocks that came, went or moved as a whole; they are brought back by hand or with a revision.

use super::{BlockChange, BlockDifference, Change, DiffRun, difference};
use crate::normal::normal;
use crate::{Block, Field, Inline, Reading, Run};

/// Where a change stands in a [`Difference`](super::Difference).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangedLine {
    Field(Field),
    /// The index among the blocks.
    Block(usize),
}

/// The newer reading in which the change of this number, counted from zero in its line, was never made. Runs beside each
/// other that differ are one change. `None` where there is no such change.
pub fn let_stand(
    from: &Reading,
    to: &Reading,
    place: &ChangedLine,
    change: usize,
) -> Option<Reading> {
    let difference = difference(from, to);
    let mut stands = to.clone();
    match place {
        ChangedLine::Field(field) => {
            let found = difference.fields.iter().find(|each| each.field == *field)?;
            *line(&mut stands, field)? = without(&found.runs, change)?;
        }
        ChangedLine::Block(at) => {
            let block = difference.blocks.get(*at)?;
            if !matches!(block.change, BlockChange::Changed | BlockChange::MovedHere) {
                return None;
            }
            let stands_there = |block: &&BlockDifference| block.to.is_some();
            let before = difference.blocks[..*at].iter().filter(stands_there).count();
            let words = without(&block.runs, change)?;
            let mut found = Vec::new();
            texts(&mut stands.body, &mut found);
            **found.get_mut(before)?.as_mut()? = words;
        }
    }
    Some(normal(&stands))
}

fn line<'a>(reading: &'a mut Reading, field: &Field) -> Option<&'a mut Inline> {
    match field {
        Field::Kicker => Some(&mut reading.kicker),
        Field::Headline => Some(&mut reading.headline),
        Field::Standfirst => Some(&mut reading.standfirst),
        Field::Dateline => Some(&mut reading.dateline),
        _ => None,
    }
}

/// The words of a line without one of its changes.
fn without(runs: &[DiffRun], change: usize) -> Option<Inline> {
    let mut words = Inline::new();
    let (mut number, mut inside, mut found) = (0, false, false);
    for run in runs {
        let same = run.change == Change::Same;
        if inside && same {
            number += 1;
        }
        inside = !same;
        let undone = inside && number == change;
        found |= undone;
        let marks = match (run.change, undone) {
            (Change::Insert, true) | (Change::Delete, false) => continue,
            (Change::Format, true) => run.was.as_ref().unwrap_or(&run.marks),
            _ => &run.marks,
        };
        words.push(Run {
            text: run.text.clone(),
            marks: marks.clone(),
        });
    }
    found.then_some(words)
}

/// The words of every leaf, in the order of [`leaves`](super::leaves::leaves); a rule and the rows of a table
/// have none of their own.
fn texts<'a>(blocks: &'a mut [Block], found: &mut Vec<Option<&'a mut Inline>>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => found.push(Some(text)),
            Block::PullQuote { text, by } => {
                found.push(Some(text));
                found.extend((!by.is_empty()).then_some(Some(by)));
            }
            Block::Figure {
                caption,
                alt,
                credit,
                ..
            } => {
                found.push(Some(caption));
                let under = [alt, credit].into_iter().filter(|text| !text.is_empty());
                found.extend(under.map(Some));
            }
            // A row is several texts; it is mended by hand.
            Block::Table { rows, .. } => found.extend((0..=rows.len()).map(|_| None)),
            Block::Rule => found.push(None),
            Block::Quote(blocks) => texts(blocks, found),
            Block::Bullets(items) | Block::Numbers { items, .. } => {
                items.iter_mut().for_each(|item| texts(item, found));
            }
        }
    }
}
