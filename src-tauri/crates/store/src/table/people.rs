//! `people`: the newest statement about each person. Nobody is ever deleted.

use std::collections::BTreeMap;

use newsroom::{Entry, Person, PersonId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::integer;
use crate::error::Result;

pub struct People<'c>(pub(crate) &'c Connection);

pub struct PeopleMut<'c>(pub(crate) &'c Connection);

impl People<'_> {
    pub fn get(&self, id: PersonId) -> Result<Option<Person>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT payload FROM people WHERE id = ?1")?;
        let found: Option<Vec<u8>> = statement
            .query_row([&id.as_bytes()[..]], |row| row.get(0))
            .optional()?;
        Ok(found
            .map(|payload| Person::from_bytes(&payload))
            .transpose()?)
    }

    /// Everybody, by id.
    pub fn list(&self) -> Result<Vec<Person>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT payload FROM people ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            people.push(read(row)?);
        }
        Ok(people)
    }
}

impl PeopleMut<'_> {
    /// Keeps the newest of `entries` that says what the fold took for true, and nothing else.
    pub(crate) fn replace(
        &mut self,
        entries: &[Entry],
        taken: &BTreeMap<PersonId, Person>,
    ) -> Result<()> {
        self.0.prepare_cached("DELETE FROM people")?.execute([])?;
        for entry in entries {
            let said = Person::from_bytes(&entry.envelope.payload).ok();
            if said.is_some_and(|said| taken.get(&said.id) == Some(&said)) {
                self.put(entry)?;
            }
        }
        Ok(())
    }

    /// Keeps what a `person` entry says, unless something newer is known about this person.
    pub fn put(&mut self, entry: &Entry) -> Result<()> {
        let payload = &entry.envelope.payload;
        let person = Person::from_bytes(payload)?;
        let sql = "INSERT INTO people (id, hlc, entry, payload) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (id) DO UPDATE SET hlc = excluded.hlc, entry = excluded.entry, payload = excluded.payload
                   WHERE (excluded.hlc, excluded.entry) > (hlc, entry)";
        let hlc = integer("hlc", entry.envelope.hlc)?;
        self.0.prepare_cached(sql)?.execute(params![
            person.id.as_bytes(),
            hlc,
            entry.id.as_bytes(),
            payload
        ])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<Person> {
    Ok(Person::from_bytes(
        row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?,
    )?)
}
