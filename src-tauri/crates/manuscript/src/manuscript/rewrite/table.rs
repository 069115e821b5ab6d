//! Which row and which column of a new table is which old one: what goes on keeps its name, so that the words in it keep their
//! history.
//!
//! Rows are compared with rows and columns with columns, by their words; where as many are left on both sides between two that
//! go on, they go on in order, whatever their words.

use crate::flat::{Fields, Grid, Leaf, column_key, id_of, read_rank, row_key, words};
use crate::rank::fill;
use crate::reading::Inline;
use crate::side::{Side, SidePart};
use crate::wire::{Attributes, Field};

use super::align::align;

/// A table as it stands in the document.
pub(super) struct OldTable {
    grid: Grid,
    attributes: Attributes,
    /// The words of each cell, row by row.
    cells: Vec<Vec<String>>,
}

/// What a new table says: the keys of its rows and columns, and its cells.
pub(super) struct Made {
    pub(super) lines: Attributes,
    pub(super) cells: Fields,
}

impl OldTable {
    pub(super) fn of(before: &Fields, attributes: &Attributes) -> Self {
        let grid = Grid::read(attributes);
        let cell = |row: &String, column: &String| {
            let part = SidePart::cell(row, column);
            let side = id_of(attributes).map(|of| Field::Side(Side::new(of, part)));
            let spans = side
                .and_then(|side| before.get(&side))
                .into_iter()
                .flatten();
            spans.map(|span| span.text.as_str()).collect::<String>()
        };
        let row = |row| {
            grid.columns
                .iter()
                .map(|column| cell(row, column))
                .collect()
        };
        Self {
            cells: grid.rows.iter().map(row).collect(),
            attributes: attributes.clone(),
            grid,
        }
    }

    pub(super) fn words(&self) -> String {
        joined(&self.cells)
    }
}

/// The words by which a new block is known again.
pub(super) fn words_of(leaf: &Leaf) -> String {
    match leaf.cells.is_empty() {
        true => words(&leaf.text),
        false => joined(&texts(&leaf.cells)),
    }
}

/// The table with this id that reads like the leaf. `fresh` makes ids that nothing has.
pub(super) fn rewritten(
    id: &str,
    leaf: &Leaf,
    old: Option<&OldTable>,
    fresh: &mut impl FnMut() -> String,
) -> Made {
    let new = texts(&leaf.cells);
    let none = (Vec::new(), Vec::new());
    let (old_rows, old_columns) =
        old.map_or(none, |old| (rows_of(&old.cells), columns_of(&old.cells)));
    let rows = lines(
        old,
        &old_rows,
        &rows_of(&new),
        |grid| &grid.rows,
        row_key,
        fresh,
    );
    let columns = lines(
        old,
        &old_columns,
        &columns_of(&new),
        |grid| &grid.columns,
        column_key,
        fresh,
    );
    let mut made = Made {
        lines: Attributes::new(),
        cells: Fields::new(),
    };
    for (key, rank) in rows.1.into_iter().chain(columns.1) {
        made.lines.insert(key, rank.into());
    }
    for (row, cells) in rows.0.iter().zip(&leaf.cells) {
        for (column, cell) in columns.0.iter().zip(cells) {
            let side = Side::new(id, SidePart::cell(row, column));
            made.cells.insert(Field::Side(side), super::line(cell));
        }
    }
    made
}

/// The ids of the rows or of the columns in their order, and their keys with their ranks.
fn lines(
    old: Option<&OldTable>,
    before: &[String],
    after: &[String],
    of: fn(&Grid) -> &Vec<String>,
    key: fn(&str) -> String,
    fresh: &mut impl FnMut() -> String,
) -> (Vec<String>, Vec<(String, i64)>) {
    let mut ids = Vec::new();
    let mut ranks = Vec::new();
    for at in paired(before, after) {
        let known = at.zip(old).and_then(|(at, old)| {
            let id = of(&old.grid).get(at)?;
            Some((id.clone(), read_rank(old.attributes.get(&key(id))?)))
        });
        let (id, rank) = known.unwrap_or_else(|| (fresh(), None));
        ids.push(id);
        ranks.push(rank);
    }
    let keys = ids.iter().map(|id| key(id)).zip(ranked(&ranks)).collect();
    (ids, keys)
}

fn ranked(present: &[Option<i64>]) -> Vec<i64> {
    let ranks = fill(present);
    let fits = |rank: &i64| read_rank(&(*rank).into()).is_some();
    match ranks.iter().all(fits) {
        true => ranks,
        false => fill(&vec![None; present.len()]),
    }
}

/// For each new line the index of the old one that it continues.
fn paired(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let mut pairs = align(old, new);
    let (mut from, mut at) = (0, 0);
    while at < new.len() {
        let Some(next) = pairs[at..].iter().position(Option::is_some) else {
            fill_gap(&mut pairs[at..], from..old.len());
            break;
        };
        let until = pairs[at + next].unwrap_or(from);
        fill_gap(&mut pairs[at..at + next], from..until);
        (from, at) = (until + 1, at + next + 1);
    }
    pairs
}

fn fill_gap(new: &mut [Option<usize>], old: std::ops::Range<usize>) {
    if new.len() == old.len() {
        new.iter_mut()
            .zip(old)
            .for_each(|(new, old)| *new = Some(old));
    }
}

fn texts(cells: &[Vec<Inline>]) -> Vec<Vec<String>> {
    let row = |row: &Vec<Inline>| row.iter().map(|cell| words(cell)).collect();
    cells.iter().map(row).collect()
}

fn joined(cells: &[Vec<String>]) -> String {
    rows_of(cells).join("\n")
}

fn rows_of(cells: &[Vec<String>]) -> Vec<String> {
    cells.iter().map(|row| row.join("\t")).collect()
}

fn columns_of(cells: &[Vec<String>]) -> Vec<String> {
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
    let column = |at| -> Vec<String> { cells.iter().map(|row| cell(row, at)).collect() };
    (0..width).map(|at| column(at).join("\t")).collect()
}
