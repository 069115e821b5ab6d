//! A table of data while its rows are read.
//!
//! Not here: which tables hold data (`table`).

use crate::rows::{as_line, table_of};
use crate::{Block, Inline, Run};

#[derive(Default)]
pub(super) struct Cells {
    rows: Vec<Vec<Inline>>,
    /// A cell stands where several would.
    is_merged: bool,
}

impl Cells {
    pub(super) fn new(is_merged: bool) -> Self {
        Self {
            rows: Vec::new(),
            is_merged,
        }
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// `before` are the words up to here: of the cell before, or, where there is none, a cell too.
    pub(super) fn begin_cell(&mut self, before: Vec<Inline>) {
        self.fill(before);
        self.row().push(Inline::new());
    }

    /// Puts words into the cell that is open.
    pub(super) fn fill(&mut self, lines: Vec<Inline>) {
        if lines.is_empty() {
            return;
        }
        let row = self.row();
        if row.is_empty() {
            row.push(Inline::new());
        }
        let Some(cell) = row.last_mut() else { return };
        for line in lines {
            if !cell.is_empty() {
                cell.push(Run {
                    text: "\n".to_owned(),
                    marks: Vec::new(),
                });
            }
            cell.extend(line);
        }
    }

    /// Words between two rows are a row; false before the first one, where they are none.
    pub(super) fn between_rows(&mut self, lines: &[Inline]) -> bool {
        if self.rows.is_empty() {
            return false;
        }
        let rows = lines.iter().map(|line| vec![line.clone()]);
        self.rows.extend(rows);
        true
    }

    /// The table, or a line for each row, and how many rows it had.
    pub(super) fn finish(mut self) -> (Result<Block, Vec<Inline>>, usize) {
        self.rows.retain(|row| !row.is_empty());
        let count = self.rows.len();
        let became = match self.is_merged {
            true => Err(self.rows.iter().map(|row| as_line(row)).collect()),
            false => table_of(self.rows),
        };
        (became, count)
    }

    fn row(&mut self) -> &mut Vec<Inline> {
        if self.rows.is_empty() {
            self.begin_row();
        }
        let last = self.rows.len() - 1;
        &mut self.rows[last]
    }
}
