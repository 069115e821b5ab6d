//! `journal`: what was typed here and is not in a signed entry yet.

use newsroom::{Brings, DeviceId, StoryId};
use rusqlite::{Connection, Row, params};

use crate::error::Result;

/// One durable batch of typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Counts within the story; starts again once the journal is empty.
    pub n: i64,
    pub device: DeviceId,
    pub peer: u64,
    pub update: Vec<u8>,
    pub typed_at: i64,
    pub brings: Brings,
}

pub struct Journal<'c>(pub(crate) &'c Connection);

pub struct JournalMut<'c>(pub(crate) &'c Connection);

const COLUMNS: &str = "n, device, peer, \"update\", typed_at, brings";

impl Journal<'_> {
    /// What was typed in one story, in the order of typing.
    pub fn of(&self, story: StoryId) -> Result<Vec<Typed>> {
        self.after(story, 0)
    }

    /// What was typed in one story after row `n`.
    pub fn after(&self, story: StoryId, n: i64) -> Result<Vec<Typed>> {
        let sql = format!("SELECT {COLUMNS} FROM journal WHERE story = ?1 AND n > ?2 ORDER BY n");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map(params![story.as_bytes(), n], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest row of one story; 0 when there is none.
    pub fn position(&self, story: StoryId) -> Result<i64> {
        last(self.0, story)
    }

    /// Every story with typing in it that no entry holds yet, and whose typing it is.
    pub fn unsealed(&self) -> Result<Vec<(StoryId, DeviceId)>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT DISTINCT story, device FROM journal ORDER BY story, device")?;
        let rows = statement.query_map([], |row| {
            Ok((
                StoryId::from_bytes(row.get(0)?),
                DeviceId::from_bytes(row.get(1)?),
            ))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl JournalMut<'_> {
    /// Keeps one batch of typing and returns its row.
    pub fn append(
        &mut self,
        story: StoryId,
        device: DeviceId,
        peer: u64,
        update: &[u8],
        typed_at: i64,
        brings: Brings,
    ) -> Result<i64> {
        let n = last(self.0, story)? + 1;
        let sql = "INSERT INTO journal (story, n, device, peer, \"update\", typed_at, brings) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let row = params![
            story.as_bytes(),
            n,
            device.as_bytes(),
            peer.cast_signed(),
            update,
            typed_at,
            word(brings)
        ];
        self.0.prepare_cached(sql)?.execute(row)?;
        Ok(n)
    }

    /// Takes out what `device` typed in one story: the caller writes it into an entry in the same transaction.
    pub fn take(&mut self, story: StoryId, device: DeviceId) -> Result<Vec<Typed>> {
        let mut typed = Journal(self.0).of(story)?;
        typed.retain(|row| row.device == device);
        let sql = "DELETE FROM journal WHERE story = ?1 AND device = ?2";
        self.0
            .prepare_cached(sql)?
            .execute(params![story.as_bytes(), device.as_bytes()])?;
        Ok(typed)
    }
}

fn last(connection: &Connection, story: StoryId) -> Result<i64> {
    let sql = "SELECT coalesce(max(n), 0) FROM journal WHERE story = ?1";
    Ok(connection
        .prepare_cached(sql)?
        .query_row([&story.as_bytes()[..]], |row| row.get(0))?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Typed> {
    Ok(Typed {
        n: row.get(0)?,
        device: DeviceId::from_bytes(row.get(1)?),
        peer: row.get::<_, i64>(2)?.cast_unsigned(),
        update: row.get(3)?,
        typed_at: row.get(4)?,
        brings: brings(&row.get::<_, String>(5)?),
    })
}

fn word(brings: Brings) -> &'static str {
    match brings {
        Brings::Words => "words",
        Brings::Suggestions => "suggestions",
        Brings::Anchors => "anchors",
    }
}

/// Anything else counts as words, which claims the most; the table holds no such row.
fn brings(word: &str) -> Brings {
    match word {
        "suggestions" => Brings::Suggestions,
        "anchors" => Brings::Anchors,
        _ => Brings::Words,
    }
}
