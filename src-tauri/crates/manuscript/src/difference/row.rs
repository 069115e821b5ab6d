//! The body as leaves that can be taken out, put in and set otherwise, and the tree that they make again.
//!
//! Each leaf knows by number which list, quote and item it stands in, so nothing else has to be set right when one beside
//! it goes: neighbours of the same number make one list.
//!
//! Not here: which leaf is which of another reading (`align`).

use super::leaves::{Container, Leaf, LeafKind};
use crate::flat::MARKER;
use crate::{Block, Inline, Run};

/// One leaf, and the lists and quotes round it, outermost first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) kind: LeafKind,
    pub(super) text: Inline,
    pub(super) path: Vec<Level>,
    /// Of a row: the number that the rows of its table share.
    pub(super) table: usize,
}

/// One list or quote, and the item in it, by the numbers that their leaves share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) container: Container,
    pub(super) list: usize,
    pub(super) item: usize,
}

/// Numbers nothing twice as long as `fresh` goes on from where it was.
pub(super) fn placed(leaves: &[Leaf<'_>], fresh: &mut impl FnMut() -> usize) -> Vec<Placed> {
    let (mut path, mut table): (Vec<Level>, usize) = (Vec::new(), 0);
    let mut place = |leaf: &Leaf<'_>| {
        let within = leaf.shape.within.iter().enumerate();
        let levels = within.map(|(depth, within)| {
            let before = path.get(depth).filter(|_| !within.opens);
            let kept = before.filter(|_| !within.begins_item);
            Level {
                container: within.container,
                list: before.map_or_else(&mut *fresh, |level| level.list),
                item: kept.map_or_else(&mut *fresh, |level| level.item),
            }
        });
        path = levels.collect();
        let is_row = matches!(leaf.shape.kind, LeafKind::Row { .. });
        if leaf.shape.kind == (LeafKind::Row { head: true }) {
            table = fresh();
        }
        Placed {
            kind: leaf.shape.kind,
            text: leaf.text.clone().into_owned(),
            path: path.clone(),
            table: if is_row { table } else { 0 },
        }
    };
    leaves.iter().map(&mut place).collect()
}

/// The body that the leaves make. `None` where one has lost the block that it belongs to.
pub(super) fn tree(row: &[Placed]) -> Option<Vec<Block>> {
    blocks(row, 0)
}

/// Whether a leaf is part of the block that another begins.
pub(super) fn belongs(first: LeafKind, leaf: LeafKind) -> bool {
    use LeafKind::{Alt, Attribution, CreditLine, Figure, PullQuote, Row};
    matches!(
        (first, leaf),
        (PullQuote, Attribution)
            | (Figure { .. }, Alt | CreditLine)
            | (Row { head: true }, Row { head: false })
    )
}

fn blocks(row: &[Placed], depth: usize) -> Option<Vec<Block>> {
    let mut out = Vec::new();
    let mut rest = row;
    while let Some(first) = rest.first() {
        let level = first.path.get(depth);
        let goes_on = |leaf: &&Placed| match level {
            Some(level) => leaf
                .path
                .get(depth)
                .is_some_and(|one| one.list == level.list),
            None => {
                let one_place = leaf.path.len() == depth;
                let one_table = [0, first.table].contains(&leaf.table);
                one_place && one_table && belongs(first.kind, leaf.kind)
            }
        };
        let count = 1 + rest[1..].iter().take_while(goes_on).count();
        let (these, others) = rest.split_at(count);
        out.push(match level {
            Some(level) => container(level.container, these, depth)?,
            None => block(these)?,
        });
        rest = others;
    }
    Some(out)
}

fn container(container: Container, row: &[Placed], depth: usize) -> Option<Block> {
    if container == Container::Quote {
        return blocks(row, depth + 1).map(Block::Quote);
    }
    let items = row.chunk_by(|one, next| one.path[depth].item == next.path[depth].item);
    let items = items.map(|item| blocks(item, depth + 1));
    let items = items.collect::<Option<Vec<_>>>()?;
    Some(match container {
        Container::Numbers { start } => Block::Numbers { start, items },
        _ => Block::Bullets(items),
    })
}

/// One block of its leaves.
fn block(leaves: &[Placed]) -> Option<Block> {
    let (first, under) = leaves.split_first()?;
    let text = first.text.clone();
    let one = |kind: LeafKind| -> Option<Inline> {
        let mut found = under.iter().filter(|leaf| leaf.kind == kind);
        let text = found.next().map(|leaf| leaf.text.clone());
        found.next().is_none().then(|| text.unwrap_or_default())
    };
    Some(match first.kind {
        LeafKind::Paragraph => Block::Paragraph(text),
        LeafKind::Heading { level } => Block::Heading { level, text },
        LeafKind::PullQuote => Block::PullQuote {
            text,
            by: one(LeafKind::Attribution)?,
        },
        LeafKind::Figure { picture } => Block::Figure {
            picture,
            caption: text,
            alt: one(LeafKind::Alt)?,
            credit: one(LeafKind::CreditLine)?,
        },
        LeafKind::Row { head: true } => Block::Table {
            head: cells(&text),
            rows: under.iter().map(|row| cells(&row.text)).collect(),
        },
        LeafKind::Rule => Block::Rule,
        LeafKind::Attribution
        | LeafKind::Alt
        | LeafKind::CreditLine
        | LeafKind::Row { head: false } => return None,
    })
}

/// The cells of a row, cut where the character between them stands.
fn cells(text: &Inline) -> Vec<Inline> {
    let mut cells = vec![Inline::new()];
    for run in text {
        for (at, part) in run.text.split(MARKER).enumerate() {
            if at > 0 {
                cells.push(Inline::new());
            }
            if let Some(cell) = cells.last_mut().filter(|_| !part.is_empty()) {
                cell.push(Run {
                    text: part.to_owned(),
                    marks: run.marks.clone(),
                });
            }
        }
    }
    cells
}
