//! The rows and the columns of a table, as the attributes of its marker name them.
//!
//! Each row and each column has a key of its own, with its rank: so of two people who put in a row at the same time both
//! get theirs, and taking one away takes no word with it. What stands in a cell is a text beside the body.
//!
//! Not here: what a cell says, and which ranks new rows get (`rank`).

use serde_json::Value;

use super::notes::{Note, looks, notes};
use crate::side::{SidePart, is_id};
use crate::wire::Attributes;

/// The most columns that an edit may make.
pub const MOST_COLUMNS: usize = 30;
/// The most rows that an edit may make, the header included.
pub const MOST_ROWS: usize = 500;

const ROW: &str = "b:row:";
const COLUMN: &str = "b:col:";

/// The greatest number that the window can count to.
const LAST_RANK: i64 = (1 << 53) - 1;

/// A table's rows and columns by their ids, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The first is the header.
    pub rows: Vec<String>,
    pub columns: Vec<String>,
}

/// Whether a key names a row or a column.
pub(crate) fn is_grid_key(key: &str) -> bool {
    [ROW, COLUMN]
        .iter()
        .any(|prefix| key.strip_prefix(prefix).is_some_and(is_id))
}

pub(crate) fn row_key(id: &str) -> String {
    format!("{ROW}{id}")
}

pub(crate) fn column_key(id: &str) -> String {
    format!("{COLUMN}{id}")
}

/// A rank that can be stored: a whole number that the window can count to.
pub(crate) fn read_rank(value: &Value) -> Option<i64> {
    let whole = |number: f64| (number.fract() == 0.0).then_some(number as i64);
    let rank = value.as_i64().or_else(|| value.as_f64().and_then(whole))?;
    (-LAST_RANK..=LAST_RANK).contains(&rank).then_some(rank)
}

impl Grid {
    pub(crate) fn read(attributes: &Attributes) -> Self {
        let ranked = |prefix| in_order(ranked(attributes, prefix));
        Self {
            rows: ranked(ROW),
            columns: ranked(COLUMN),
        }
    }

    /// Those that are before whoever decides too: a row that is only suggested out still shows.
    pub(crate) fn shown(attributes: &Attributes) -> Self {
        let with_struck = |prefix| {
            let mut all = ranked(attributes, prefix);
            all.extend(struck(attributes, prefix));
            in_order(all)
        };
        Self {
            rows: with_struck(ROW),
            columns: with_struck(COLUMN),
        }
    }

    /// The cells, row by row.
    pub(crate) fn parts(&self) -> impl Iterator<Item = SidePart> + '_ {
        let cells = |row| self.columns.iter().map(move |column| (row, column));
        let cells = self.rows.iter().flat_map(cells);
        cells.map(|(row, column)| SidePart::cell(row, column))
    }

    pub(crate) fn is_too_large(&self) -> bool {
        self.rows.len() > MOST_ROWS || self.columns.len() > MOST_COLUMNS
    }
}

type Ranked = Vec<(i64, String)>;

fn ranked(attributes: &Attributes, prefix: &str) -> Ranked {
    let keys = attributes.iter().filter_map(|(key, value)| {
        let id = key.strip_prefix(prefix).filter(|id| is_id(id))?;
        Some((read_rank(value)?, id.to_owned()))
    });
    keys.collect()
}

/// What a suggestion takes away, with the rank that it had.
fn struck(attributes: &Attributes, prefix: &str) -> Ranked {
    let mut found: Ranked = Vec::new();
    for sid in notes(attributes, Note::Formatted) {
        let said = attributes.get(&super::notes::key(Note::Formatted, sid));
        for (key, (old, _)) in said.map(looks).unwrap_or_default() {
            let id = key.strip_prefix(prefix).filter(|id| is_id(id));
            if let (Some(id), Some(old), false) = (id, read_rank(&old), stands(attributes, &key))
                && !found.iter().any(|(_, known)| known == id)
            {
                found.push((old, id.to_owned()));
            }
        }
    }
    found
}

fn stands(attributes: &Attributes, key: &str) -> bool {
    attributes.get(key).and_then(read_rank).is_some()
}

fn in_order(mut ranked: Ranked) -> Vec<String> {
    ranked.sort();
    ranked.into_iter().map(|(_, id)| id).collect()
}
