//! `local`: facts of this laptop under a name: its publisher's key, target folders, window places, settings.
//!
//! They are no entries: they never leave in an exchange, and no rebuild touches them.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;

pub struct Local<'c>(pub(crate) &'c Connection);

pub struct LocalMut<'c>(pub(crate) &'c Connection);

impl Local<'_> {
    pub fn get(&self, key: &str) -> Result<Option<Vec<u8>>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT value FROM local WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Every fact whose name begins with `prefix`, in order of name.
    pub fn under(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>> {
        let sql = "SELECT key, value FROM local WHERE key >= ?1 AND substr(key, 1, length(?1)) = ?1 ORDER BY key";
        let mut statement = self.0.prepare_cached(sql)?;
        let facts = statement.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(facts.collect::<Result<_, _>>()?)
    }
}

impl LocalMut<'_> {
    pub fn set(&mut self, key: &str, value: &[u8]) -> Result<()> {
        let sql = "INSERT INTO local (key, value) VALUES (?1, ?2)
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.0.prepare_cached(sql)?.execute(params![key, value])?;
        Ok(())
    }

    pub fn remove(&mut self, key: &str) -> Result<()> {
        self.0
            .prepare_cached("DELETE FROM local WHERE key = ?1")?
            .execute([key])?;
        Ok(())
    }
}
