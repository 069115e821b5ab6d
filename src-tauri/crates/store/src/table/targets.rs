//! `targets`: the newest statement about each place that stories are published to, by name.

use std::collections::BTreeMap;

use newsroom::{Entry, Target};
use rusqlite::{Connection, params};

use super::integer;
use crate::error::Result;

pub struct Targets<'c>(pub(crate) &'c Connection);

pub struct TargetsMut<'c>(pub(crate) &'c Connection);

impl Targets<'_> {
    /// Every target, retired ones included, by name.
    pub fn list(&self) -> Result<Vec<Target>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT payload FROM targets ORDER BY name")?;
        let mut rows = statement.query([])?;
        let mut targets = Vec::new();
        while let Some(row) = rows.next()? {
            targets.push(Target::from_bytes(
                row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?,
            )?);
        }
        Ok(targets)
    }
}

impl TargetsMut<'_> {
    /// Keeps the newest of `entries` that says what the fold took for true, and nothing else.
    pub(crate) fn replace(
        &mut self,
        entries: &[Entry],
        taken: &BTreeMap<String, Target>,
    ) -> Result<()> {
        self.0.prepare_cached("DELETE FROM targets")?.execute([])?;
        for entry in entries {
            let said = Target::from_bytes(&entry.envelope.payload).ok();
            if said.is_some_and(|said| taken.get(&said.name) == Some(&said)) {
                self.put(entry)?;
            }
        }
        Ok(())
    }

    /// Keeps what a `target` entry says, unless something newer is known about the target of this name.
    pub fn put(&mut self, entry: &Entry) -> Result<()> {
        let payload = &entry.envelope.payload;
        let target = Target::from_bytes(payload)?;
        let sql = "INSERT INTO targets (name, hlc, entry, payload) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (name) DO UPDATE SET hlc = excluded.hlc, entry = excluded.entry, payload = excluded.payload
                   WHERE (excluded.hlc, excluded.entry) > (hlc, entry)";
        let hlc = integer("hlc", entry.envelope.hlc)?;
        self.0.prepare_cached(sql)?.execute(params![
            target.name,
            hlc,
            entry.id.as_bytes(),
            payload
        ])?;
        Ok(())
    }
}
