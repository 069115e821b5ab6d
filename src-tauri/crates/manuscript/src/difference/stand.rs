//! Letting one change stand as it was: the newer reading with the older words in that one place.
//!
//! Not here: blocks that came, went or moved as a whole (`whole`).

use super::leaves::leaves;
use super::row::{placed, tree};
use super::{BlockChange, BlockDifference, Change, DiffRun, difference};
use crate::normal::normal;
use crate::{Field, Inline, Reading, Run};

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
            let mut number = 0;
            let mut row = placed(&leaves(&to.body), &mut || {
                number += 1;
                number
            });
            row.get_mut(before)?.text = without(&block.runs, change)?;
            stands.body = tree(&row)?;
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
