//! `inbox`: what others wrote in a story that a window has open, until that window has taken it.

use newsroom::StoryId;
use rusqlite::{Connection, params};

use crate::error::Result;

/// An update that a window has not taken yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub n: i64,
    pub update: Vec<u8>,
}

pub struct Inbox<'c>(pub(crate) &'c Connection);

pub struct InboxMut<'c>(pub(crate) &'c Connection);

impl Inbox<'_> {
    /// What waits for `window` in one story, in order of arrival.
    pub fn pending(&self, window: &str, story: StoryId) -> Result<Vec<Waiting>> {
        let sql = "SELECT n, \"update\" FROM inbox WHERE window = ?1 AND story = ?2 ORDER BY n";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map(params![window, story.as_bytes()], |row| {
            Ok(Waiting {
                n: row.get(0)?,
                update: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl InboxMut<'_> {
    pub fn put(&mut self, window: &str, story: StoryId, update: &[u8]) -> Result<()> {
        let sql = "INSERT INTO inbox (window, story, \"update\") VALUES (?1, ?2, ?3)";
        self.0
            .prepare_cached(sql)?
            .execute(params![window, story.as_bytes(), update])?;
        Ok(())
    }

    /// The window has taken these rows.
    pub fn settle(&mut self, taken: &[i64]) -> Result<()> {
        let mut statement = self.0.prepare_cached("DELETE FROM inbox WHERE n = ?1")?;
        for n in taken {
            statement.execute([n])?;
        }
        Ok(())
    }

    /// The window is gone: its next opening reads everything from the log and the journal.
    pub fn forget(&mut self, window: &str) -> Result<()> {
        self.0
            .prepare_cached("DELETE FROM inbox WHERE window = ?1")?
            .execute([window])?;
        Ok(())
    }
}
