//! `checkpoints`: a story's document as of a log position, so that opening it does not replay its whole history.

use newsroom::StoryId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Every text entry of the story up to this log position is in the snapshot, and nothing of the journal.
    pub through: i64,
    pub frontier: Vec<u8>,
    pub snapshot: Vec<u8>,
}

pub struct Checkpoints<'c>(pub(crate) &'c Connection);

pub struct CheckpointsMut<'c>(pub(crate) &'c Connection);

impl Checkpoints<'_> {
    pub fn get(&self, story: StoryId) -> Result<Option<Checkpoint>> {
        let sql = "SELECT through, frontier, snapshot FROM checkpoints WHERE story = ?1";
        let found = self
            .0
            .prepare_cached(sql)?
            .query_row([&story.as_bytes()[..]], |row| {
                Ok(Checkpoint {
                    through: row.get(0)?,
                    frontier: row.get(1)?,
                    snapshot: row.get(2)?,
                })
            });
        Ok(found.optional()?)
    }

    /// The log position up to which a snapshot goes; 0 when there is none.
    pub fn through(&self, story: StoryId) -> Result<i64> {
        let sql = "SELECT through FROM checkpoints WHERE story = ?1";
        let through = self
            .0
            .prepare_cached(sql)?
            .query_row([&story.as_bytes()[..]], |row| row.get(0));
        Ok(through.optional()?.unwrap_or(0))
    }
}

impl CheckpointsMut<'_> {
    pub fn put(&mut self, story: StoryId, checkpoint: &Checkpoint) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO checkpoints (story, through, frontier, snapshot) VALUES (?1, ?2, ?3, ?4)";
        let Checkpoint {
            through,
            frontier,
            snapshot,
        } = checkpoint;
        self.0.prepare_cached(sql)?.execute(params![
            story.as_bytes(),
            through,
            frontier,
            snapshot
        ])?;
        Ok(())
    }

    pub fn remove(&mut self, story: StoryId) -> Result<()> {
        self.0
            .prepare_cached("DELETE FROM checkpoints WHERE story = ?1")?
            .execute([&story.as_bytes()[..]])?;
        Ok(())
    }
}
