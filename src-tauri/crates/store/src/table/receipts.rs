//! `receipts`: what this laptop published, one row for each publication and target.
//!
//! The body is whatever `desk` writes (who approved, which files, how late); here it is bytes.

use newsroom::{EntryId, StoryId};
use rusqlite::{Connection, Row, params};

use crate::error::Result;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The `publish` entry.
    pub entry: EntryId,
    pub target: String,
    pub story: StoryId,
    pub fired_at: i64,
    pub body: Vec<u8>,
}

pub struct Receipts<'c>(pub(crate) &'c Connection);

pub struct ReceiptsMut<'c>(pub(crate) &'c Connection);

const COLUMNS: &str = "entry, target, story, fired_at, body";

impl Receipts<'_> {
    /// The receipts of one story, oldest first.
    pub fn of(&self, story: StoryId) -> Result<Vec<ReceiptRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM receipts WHERE story = ?1 ORDER BY fired_at, entry, target"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map([&story.as_bytes()[..]], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest receipts of the newsroom, newest first.
    pub fn newest(&self, limit: u32) -> Result<Vec<ReceiptRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM receipts ORDER BY fired_at DESC, entry, target LIMIT ?1"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map([limit], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl ReceiptsMut<'_> {
    pub fn put(&mut self, row: &ReceiptRow) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO receipts (entry, target, story, fired_at, body) VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = params![
            row.entry.as_bytes(),
            row.target,
            row.story.as_bytes(),
            row.fired_at,
            row.body
        ];
        self.0.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReceiptRow> {
    Ok(ReceiptRow {
        entry: EntryId::from_bytes(row.get(0)?),
        target: row.get(1)?,
        story: StoryId::from_bytes(row.get(2)?),
        fired_at: row.get(3)?,
        body: row.get(4)?,
    })
}
