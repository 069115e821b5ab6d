//! `rosters`: every roster of the newsroom. Which of them is in force is `newsroom`'s to say.

use newsroom::{Entry, EntryId, Roster};
use rusqlite::{Connection, params};

use super::integer;
use crate::error::Result;

pub struct Rosters<'c>(pub(crate) &'c Connection);

pub struct RostersMut<'c>(pub(crate) &'c Connection);

impl Rosters<'_> {
    /// Every roster with the entry that signs it, by number, then by entry.
    pub fn list(&self) -> Result<Vec<(EntryId, Roster)>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT entry, payload FROM rosters ORDER BY number, entry")?;
        let mut rows = statement.query([])?;
        let mut rosters = Vec::new();
        while let Some(row) = rows.next()? {
            let payload = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            rosters.push((
                EntryId::from_bytes(row.get(0)?),
                Roster::from_bytes(payload)?,
            ));
        }
        Ok(rosters)
    }
}

impl RostersMut<'_> {
    /// Keeps these entries and no others.
    pub(crate) fn replace<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) -> Result<()> {
        self.0.prepare_cached("DELETE FROM rosters")?.execute([])?;
        for entry in entries {
            self.put(entry)?;
        }
        Ok(())
    }

    /// Keeps what a `roster` entry says.
    pub fn put(&mut self, entry: &Entry) -> Result<()> {
        let payload = &entry.envelope.payload;
        let number = integer("number", Roster::from_bytes(payload)?.number)?;
        let sql = "INSERT OR REPLACE INTO rosters (entry, number, payload) VALUES (?1, ?2, ?3)";
        self.0
            .prepare_cached(sql)?
            .execute(params![entry.id.as_bytes(), number, payload])?;
        Ok(())
    }
}
