//! `search`: the full text of each story as of its newest sealed entry. A projection.
//!
//! What people type is never query syntax: see `phrase`.

use newsroom::StoryId;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use crate::error::Result;
use crate::phrase;
use crate::table::stories::{Stories, StoryRow};

/// What can be found in one story, without marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchText {
    pub slugline: String,
    pub headline: String,
    pub standfirst: String,
    pub body: String,
    pub credits: String,
    pub section: String,
}

/// A question to the archive. Without words it lists what the filters let through, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words, `"phrases"`, `begin*`.
    pub text: String,
    pub section: Option<String>,
    /// Words of a credited name.
    pub by: Option<String>,
    /// A desk state or a live state, by name.
    pub state: Option<String>,
    pub limit: u32,
}

/// A story that was found, the best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub story: StoryId,
    pub row: StoryRow,
    /// About twenty words round the best place; joined, the pieces are its text.
    pub snippet: Vec<Piece>,
}

/// A part of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether these are words that were asked for.
    pub hit: bool,
}

pub struct Search<'c>(pub(crate) &'c Connection);

pub struct SearchMut<'c>(pub(crate) &'c Connection);

/// They mark hits inside a snippet and are taken out of every text that is indexed.
const HIT_BEGINS: char = '\u{2}';
const HIT_ENDS: char = '\u{3}';

impl Search<'_> {
    /// The stories that answer `query`, the best first.
    pub fn query(&self, query: &Query) -> Result<Vec<Found>> {
        let by = query
            .by
            .as_deref()
            .and_then(|by| phrase::in_column("credits", by));
        let words = phrase::expression(&query.text);
        let expression: Vec<&str> = [&words, &by]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let (conditions, values) = query.conditions();
        // Words that hold nothing to look for find nothing; no words at all list what the filters let through.
        if expression.is_empty() && !query.text.trim().is_empty() {
            return Ok(Vec::new());
        }
        if expression.is_empty() {
            return self.list(&conditions, values, query.limit);
        }
        // `+rowid` keeps the filter out of the index's plan, so that it ranks once and makes snippets only of what it returns.
        let filter = match conditions.is_empty() {
            true => String::new(),
            false => format!(" AND +search.rowid IN (SELECT n FROM stories WHERE {conditions})"),
        };
        let sql = format!(
            "SELECT rowid, snippet(search, -1, char(2), char(3), '…', 20) FROM search
             WHERE search MATCH ?{filter} ORDER BY rank LIMIT {}",
            query.limit
        );
        let values = [Value::Text(expression.join(" AND "))]
            .into_iter()
            .chain(values);
        self.found(&sql, values)
    }

    fn list(&self, conditions: &str, values: Vec<Value>, limit: u32) -> Result<Vec<Found>> {
        let conditions = if conditions.is_empty() {
            "true"
        } else {
            conditions
        };
        let sql = format!(
            "SELECT n, headline FROM stories WHERE {conditions} ORDER BY updated_at DESC, id LIMIT {limit}"
        );
        self.found(&sql, values.into_iter())
    }

    fn found(&self, sql: &str, values: impl Iterator<Item = Value>) -> Result<Vec<Found>> {
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(values), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let stories = Stories(self.0);
        let mut found = Vec::new();
        for row in rows {
            let (n, snippet) = row?;
            let row = stories.numbered(n)?;
            found.push(Found {
                story: row.id,
                row,
                snippet: pieces(&snippet),
            });
        }
        Ok(found)
    }
}

impl SearchMut<'_> {
    /// Indexes a story's text in place of what was indexed of it. Its line in `stories` must be there.
    pub fn put(&mut self, story: StoryId, text: &SearchText) -> Result<()> {
        let mut statement = self
            .0
            .prepare_cached("SELECT n FROM stories WHERE id = ?1")?;
        let n: i64 = statement.query_row([&story.as_bytes()[..]], |row| row.get(0))?;
        let sql = "INSERT OR REPLACE INTO search (rowid, slugline, headline, standfirst, body, credits, section)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let SearchText {
            slugline,
            headline,
            standfirst,
            body,
            credits,
            section,
        } = text;
        let [slugline, headline, standfirst, body, credits, section] =
            [slugline, headline, standfirst, body, credits, section]
                .map(|text| without_sentinels(text));
        self.0.prepare_cached(sql)?.execute(params![
            n, slugline, headline, standfirst, body, credits, section
        ])?;
        Ok(())
    }
}

impl Query {
    /// Conditions on `stories`, with their values.
    fn conditions(&self) -> (String, Vec<Value>) {
        let mut conditions = Vec::new();
        let mut values = Vec::new();
        if let Some(section) = &self.section {
            conditions.push("section = ? COLLATE NOCASE");
            values.push(Value::Text(section.clone()));
        }
        if let Some(state) = &self.state {
            conditions.push("? IN (desk_state, live_state)");
            values.push(Value::Text(state.clone()));
        }
        (conditions.join(" AND "), values)
    }
}

fn without_sentinels(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(*c, HIT_BEGINS | HIT_ENDS))
        .collect()
}

fn pieces(snippet: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut hit = false;
    for part in snippet.split_inclusive([HIT_BEGINS, HIT_ENDS]) {
        let text = part.trim_end_matches([HIT_BEGINS, HIT_ENDS]);
        if !text.is_empty() {
            pieces.push(Piece {
                text: text.to_owned(),
                hit,
            });
        }
        hit = part.ends_with(HIT_BEGINS);
    }
    pieces
}

#[cfg(test)]
mod tests;
