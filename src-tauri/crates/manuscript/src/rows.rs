//! Rows of cells from outside, as a table or as lines of words.
//!
//! Not here: how a file says what a row is (`markdown`, `html`).

use crate::{Block, Inline, MOST_COLUMNS, MOST_ROWS, Run};

/// What these rows become: a table, or where they are more than one can hold, a paragraph for each.
pub(crate) fn table_of(mut rows: Vec<Vec<Inline>>) -> Result<Block, Vec<Inline>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if rows.is_empty() || rows.len() > MOST_ROWS || width > MOST_COLUMNS {
        return Err(rows.iter().map(|row| as_line(row)).collect());
    }
    let head = rows.remove(0);
    Ok(Block::Table { head, rows })
}

/// A row as a line of words, cells parted by a bar.
pub(crate) fn as_line(row: &[Inline]) -> Inline {
    let mut line = Inline::new();
    for cell in row.iter().filter(|cell| !cell.is_empty()) {
        if !line.is_empty() {
            line.push(Run {
                text: " | ".to_owned(),
                marks: Vec::new(),
            });
        }
        line.extend(cell.iter().cloned());
    }
    line
}

/// The rows of a table as lines of words; none of any other block.
pub(crate) fn as_lines(block: &Block) -> Vec<Inline> {
    match block {
        Block::Table { head, rows } => {
            let rows = std::iter::once(head).chain(rows);
            rows.map(|row| as_line(row)).collect()
        }
        _ => Vec::new(),
    }
}
