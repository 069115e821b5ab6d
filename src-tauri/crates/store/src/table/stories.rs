//! `stories`: one line of the desk list each. A projection: the folds of `newsroom` and `manuscript` say what is in it.

use manuscript::ContentHash;
use newsroom::{PersonId, StoryId};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use crate::error::Result;

/// What a list shows of one story, from its entries and its working copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    pub id: StoryId,
    pub slugline: String,
    pub headline: String,
    pub section: String,
    /// The printed names in byline order, joined by `, `.
    pub credits: String,
    pub web_address: String,
    /// Words of the body.
    pub words: u32,
    /// The working copy's hash; none when a newer Stet wrote a block in it that this one does not know.
    pub head_hash: Option<ContentHash>,
    /// Names as in product.md §3: `draft`, `filed`, …
    pub desk_state: String,
    /// `unpublished`, `live` or `withdrawn`.
    pub live_state: String,
    pub holder: Option<PersonId>,
    /// Why it is on hold.
    pub hold: Option<String>,
    pub embargo_until: Option<i64>,
    pub approved_hash: Option<ContentHash>,
    pub scheduled_for: Option<i64>,
    /// Whether the schedule fires: its approval still covers the head.
    pub schedule_counts: bool,
    pub live_hash: Option<ContentHash>,
    /// When the words that readers have went out first.
    pub live_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

/// What typing changes in a story's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadFacts<'t> {
    pub headline: &'t str,
    pub words: u32,
    pub head_hash: Option<ContentHash>,
    pub desk_state: &'t str,
    pub schedule_counts: bool,
    pub updated_at: i64,
}

/// Which stories to list; a field that is `None` or empty lets all through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryFilter {
    /// Names of desk states and of live states: a story in any of them is listed.
    pub states: Vec<String>,
    pub section: Option<String>,
    pub holder: Option<PersonId>,
    /// Only stories with a schedule.
    pub scheduled: bool,
    /// Only this many, the ones that changed last.
    pub limit: Option<u32>,
}

pub struct Stories<'c>(pub(crate) &'c Connection);

pub struct StoriesMut<'c>(pub(crate) &'c Connection);

const COLUMNS: &str = "id, slugline, headline, section, credits, web_address, words, head_hash, desk_state, live_state, \
                       holder, hold, embargo_until, approved_hash, scheduled_for, schedule_counts, live_hash, live_at, \
                       created_at, updated_at";

impl Stories<'_> {
    pub fn get(&self, id: StoryId) -> Result<Option<StoryRow>> {
        let sql = format!("SELECT {COLUMNS} FROM stories WHERE id = ?1");
        Ok(self
            .0
            .prepare_cached(&sql)?
            .query_row([&id.as_bytes()[..]], read)
            .optional()?)
    }

    /// The story of row `n`, which is also its row in `search`.
    pub(crate) fn numbered(&self, n: i64) -> Result<StoryRow> {
        let sql = format!("SELECT {COLUMNS} FROM stories WHERE n = ?1");
        Ok(self.0.prepare_cached(&sql)?.query_row([n], read)?)
    }

    /// The stories that `filter` lets through, the one that changed last first.
    pub fn list(&self, filter: &StoryFilter) -> Result<Vec<StoryRow>> {
        let (conditions, values) = filter.conditions();
        let limit = filter.limit.map_or(-1, i64::from);
        let sql = format!(
            "SELECT {COLUMNS} FROM stories{conditions} ORDER BY updated_at DESC, id LIMIT {limit}"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values), read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many stories are in each desk state, by name.
    pub fn count_by_state(&self) -> Result<Vec<(String, u64)>> {
        let sql =
            "SELECT desk_state, count(*) FROM stories GROUP BY desk_state ORDER BY desk_state";
        let mut statement = self.0.prepare_cached(sql)?;
        let counts = statement.query_map([], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned()))
        })?;
        Ok(counts.collect::<Result<_, _>>()?)
    }

    /// The story whose id begins with these lower-case hex digits, when there is exactly one.
    pub fn by_prefix(&self, digits: &str) -> Result<Option<StoryId>> {
        let sql = "SELECT id FROM stories WHERE substr(lower(hex(id)), 1, length(?1)) = ?1 LIMIT 2";
        let mut statement = self.0.prepare_cached(sql)?;
        let ids = statement.query_map([digits], |row| row.get(0).map(StoryId::from_bytes))?;
        let ids = ids.collect::<Result<Vec<_>, _>>()?;
        Ok(match ids[..] {
            [id] => Some(id),
            _ => None,
        })
    }
}

impl StoriesMut<'_> {
    /// Writes a story's line, new or not.
    pub fn put(&mut self, row: &StoryRow) -> Result<()> {
        let sql = format!(
            "INSERT INTO stories ({COLUMNS})
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
             ON CONFLICT (id) DO UPDATE SET
                 slugline = excluded.slugline, headline = excluded.headline, section = excluded.section,
                 credits = excluded.credits, web_address = excluded.web_address, words = excluded.words,
                 head_hash = excluded.head_hash, desk_state = excluded.desk_state, live_state = excluded.live_state,
                 holder = excluded.holder, hold = excluded.hold, embargo_until = excluded.embargo_until,
                 approved_hash = excluded.approved_hash, scheduled_for = excluded.scheduled_for,
                 schedule_counts = excluded.schedule_counts, live_hash = excluded.live_hash,
                 live_at = excluded.live_at, created_at = excluded.created_at, updated_at = excluded.updated_at"
        );
        self.0.prepare_cached(&sql)?.execute(params![
            row.id.as_bytes(),
            row.slugline,
            row.headline,
            row.section,
            row.credits,
            row.web_address,
            row.words,
            row.head_hash.map(|hash| hash.0),
            row.desk_state,
            row.live_state,
            row.holder.map(|holder| *holder.as_bytes()),
            row.hold,
            row.embargo_until,
            row.approved_hash.map(|hash| hash.0),
            row.scheduled_for,
            row.schedule_counts,
            row.live_hash.map(|hash| hash.0),
            row.live_at,
            row.created_at,
            row.updated_at,
        ])?;
        Ok(())
    }

    /// Writes what typing changed: the save path's only projection. Whether there was such a story.
    pub fn put_head(&mut self, id: StoryId, facts: &HeadFacts<'_>) -> Result<bool> {
        let sql = "UPDATE stories SET headline = ?2, words = ?3, head_hash = ?4, desk_state = ?5, schedule_counts = ?6,
                   updated_at = ?7 WHERE id = ?1";
        let changed = self.0.prepare_cached(sql)?.execute(params![
            id.as_bytes(),
            facts.headline,
            facts.words,
            facts.head_hash.map(|hash| hash.0),
            facts.desk_state,
            facts.schedule_counts,
            facts.updated_at,
        ])?;
        Ok(changed > 0)
    }
}

impl StoryFilter {
    fn conditions(&self) -> (String, Vec<Value>) {
        let mut conditions = Vec::new();
        let mut values = Vec::new();
        let (live, desk): (Vec<&String>, Vec<&String>) =
            self.states.iter().partition(|name| is_live_state(name));
        let one_of = |column, names: &[&String]| match names.is_empty() {
            true => None,
            false => Some(format!(
                "{column} IN ({})",
                vec!["?"; names.len()].join(", ")
            )),
        };
        let either: Vec<String> = [one_of("desk_state", &desk), one_of("live_state", &live)]
            .into_iter()
            .flatten()
            .collect();
        if !either.is_empty() {
            conditions.push(format!("({})", either.join(" OR ")));
            values.extend(
                desk.into_iter()
                    .chain(live)
                    .map(|state| Value::Text(state.clone())),
            );
        }
        if let Some(section) = &self.section {
            conditions.push("section = ? COLLATE NOCASE".to_owned());
            values.push(Value::Text(section.clone()));
        }
        if let Some(holder) = self.holder {
            conditions.push("holder = ?".to_owned());
            values.push(Value::Blob(holder.as_bytes().to_vec()));
        }
        if self.scheduled {
            conditions.push("scheduled_for IS NOT NULL".to_owned());
        }
        match conditions.is_empty() {
            true => (String::new(), values),
            false => (format!(" WHERE {}", conditions.join(" AND ")), values),
        }
    }
}

/// The names of the two kinds of state do not overlap, and only one of them has an index to list by.
fn is_live_state(name: &str) -> bool {
    matches!(name, "unpublished" | "live" | "withdrawn")
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoryRow> {
    let hash = |column| {
        row.get::<_, Option<[u8; 32]>>(column)
            .map(|hash| hash.map(ContentHash))
    };
    Ok(StoryRow {
        id: StoryId::from_bytes(row.get(0)?),
        slugline: row.get(1)?,
        headline: row.get(2)?,
        section: row.get(3)?,
        credits: row.get(4)?,
        web_address: row.get(5)?,
        words: row.get(6)?,
        head_hash: hash(7)?,
        desk_state: row.get(8)?,
        live_state: row.get(9)?,
        holder: row
            .get::<_, Option<[u8; 16]>>(10)?
            .map(PersonId::from_bytes),
        hold: row.get(11)?,
        embargo_until: row.get(12)?,
        approved_hash: hash(13)?,
        scheduled_for: row.get(14)?,
        schedule_counts: row.get(15)?,
        live_hash: hash(16)?,
        live_at: row.get(17)?,
        created_at: row.get(18)?,
        updated_at: row.get(19)?,
    })
}

#[cfg(test)]
mod tests;
