//! The projections as lines of text, to compare two makings of them.
//!
//! What may differ without meaning anything is left out: row numbers, how revisions are packed, checkpoints.

use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::hex;
use crate::store::Store;

const TABLES: [(&str, &str); 7] = [
    ("rosters", "SELECT * FROM rosters"),
    ("people", "SELECT * FROM people"),
    ("targets", "SELECT * FROM targets"),
    ("claims", "SELECT * FROM claims"),
    (
        "stories",
        "SELECT id, slugline, headline, section, credits, web_address, words, head_hash, desk_state, live_state,
                holder, hold, embargo_until, approved_hash, scheduled_for, schedule_counts, live_hash, live_at,
                created_at, updated_at
         FROM stories",
    ),
    ("revisions", "SELECT story, number, entry, content_hash, canonical_version, length FROM revisions"),
    ("search", "SELECT stories.id, search.* FROM search JOIN stories ON stories.n = search.rowid"),
];

impl Store {
    /// One line for each row of each projection, sorted: equal lists, equal projections.
    pub fn dump(&self) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        for (table, sql) in TABLES {
            let mut statement = self.connection.prepare(sql)?;
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let mut line = table.to_owned();
                for (at, column) in columns.iter().enumerate() {
                    line += &format!(" {column}={}", show(row.get_ref(at)?));
                }
                lines.push(line);
            }
        }
        lines.sort();
        Ok(lines)
    }
}

fn show(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "-".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => hex::encode(bytes),
    }
}
