//! From the journal to the log: a working spell becomes one signed entry.
//!
//! A spell ends at a pause of five seconds, after fifteen seconds of typing, on every step, and when the story is
//! closed. Rows that a crash left behind are sealed by whoever opens the story next: one's own as one's own, another
//! device's as an entry that is marked as recovered and names that device.

use std::collections::BTreeSet;

use manuscript::Manuscript;
use newsroom::{DeviceId, EntryId, Kind, StoryId, Text};
use store::{Checkpoint, Typed, Writer};

use crate::head::{self, Head};
use crate::room::{Room, device_of};
use crate::signing::Pen;
use crate::steps::sealed_head;
use crate::text::OpenStory;
use crate::view::story_id;
use crate::{Error, Result};

/// A pause that ends a working spell, in milliseconds.
const PAUSE: i64 = 5_000;
/// The longest spell before its words are signed.
const SPELL: i64 = 15_000;
/// After this long without a key, another device's rows were left by a crash: a living desk seals much sooner.
const LEFT_BEHIND: i64 = 30_000;
/// An update of this size and its claims fit into one entry.
const LARGEST_UPDATE: usize = 180_000;
/// Entries between two snapshots of a document.
const CHECKPOINT_EVERY: i64 = 32;

impl Room {
    /// Signs what was typed in one story, as at a pause.
    pub(crate) fn seal_text(&mut self, story: &str) -> Result<()> {
        let story = story_id(story)?;
        self.seal_story(story)?;
        self.ask_for_readers(story).map(|_| ())
    }

    /// Signs what was typed and closes the text.
    pub(crate) fn close_text(&mut self, story: &str) -> Result<()> {
        self.close_story(story_id(story)?)
    }

    pub(crate) fn close_story(&mut self, story: StoryId) -> Result<()> {
        self.seal_story(story)?;
        self.ask_for_readers(story)?;
        self.open.remove(&story);
        Ok(())
    }

    pub(crate) fn close_every_text(&mut self) -> Result<()> {
        let open: Vec<StoryId> = self.open.keys().copied().collect();
        open.into_iter()
            .try_for_each(|story| self.close_story(story))
    }

    pub(crate) fn close_quiet_spells(&mut self) -> Result<()> {
        let now = self.now();
        let over = |first: Option<i64>, last: i64| {
            first.is_some_and(|first| now - last >= PAUSE || now - first >= SPELL)
        };
        let quiet: Vec<StoryId> = self
            .open
            .iter()
            .filter(|(_, open)| over(open.first_key, open.last_key))
            .map(|(story, _)| *story)
            .collect();
        quiet
            .into_iter()
            .try_for_each(|story| self.seal_story(story))
    }

    fn seal_story(&mut self, story: StoryId) -> Result<()> {
        let (now, peer) = (self.now(), self.fresh_peer());
        let is_typed = |open: &OpenStory| open.first_key.is_some();
        if !self.open.get(&story).is_some_and(is_typed) {
            return Ok(());
        }
        let seat = self.seat.as_ref().ok_or(Error::NobodyAtTheDesk)?;
        let pen = Pen {
            newsroom: self.newsroom,
            key: seat.key()?,
            now,
        };
        let head = self.store.write(|writer| -> Result<Head> {
            // Not the window's document: a script of the same person may have typed words that it has not taken yet.
            let mut head = head::load(writer, pen.newsroom, story, peer)?;
            let seen = head.state.heads.clone();
            seal_journal(writer, pen, story, &head.manuscript, seen)?;
            head.follow(writer)?;
            head::put_rows(writer, &head)?;
            Ok(head)
        })?;
        if let Some(open) = self.open.get_mut(&story) {
            open.first_key = None;
        }
        self.stands_as(&head)
    }

    /// Signs what a crash left in the journal of one story.
    pub(crate) fn seal_left_behind(&mut self, story: StoryId) -> Result<()> {
        let now = self.now();
        let peer = self.fresh_peer();
        let rows = self
            .store
            .read(|reader| Ok::<_, Error>(reader.journal().of(story)?))?;
        if rows.is_empty() {
            return Ok(());
        }
        let seat = self.seat.as_ref().ok_or(Error::NobodyAtTheDesk)?;
        // Whoever can only read leaves it to somebody who can sign.
        let Ok(key) = seat.key() else {
            return Ok(());
        };
        let pen = Pen {
            newsroom: self.newsroom,
            key,
            now,
        };
        self.store.write(|writer| -> Result<()> {
            let head = sealed_head(writer, pen, story, peer)?;
            head::put_rows(writer, &head)
        })
    }
}

/// Signs the signer's own rows of one story; gives back the story's heads after it.
pub(crate) fn seal_journal(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    story: StoryId,
    manuscript: &Manuscript,
    seen: Vec<EntryId>,
) -> Result<Vec<EntryId>> {
    let device = device_of(pen.key);
    let rows = writer.journal_mut().take(story, device)?;
    sign_rows(writer, pen, story, manuscript, seen, &rows, None)
}

/// Signs rows that other devices' crashes left behind; gives back the story's heads after it.
pub(crate) fn seal_recovered(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    story: StoryId,
    manuscript: &Manuscript,
    mut seen: Vec<EntryId>,
) -> Result<Vec<EntryId>> {
    let rows = writer.journal().of(story)?;
    let devices: BTreeSet<DeviceId> = rows.iter().map(|row| row.device).collect();
    for device in devices {
        let last = rows
            .iter()
            .filter(|row| row.device == device)
            .map(|row| row.typed_at)
            .max()
            .unwrap_or(0);
        if pen.now - last >= LEFT_BEHIND {
            let rows = writer.journal_mut().take(story, device)?;
            seen = sign_rows(writer, pen, story, manuscript, seen, &rows, Some(device))?;
        }
    }
    Ok(seen)
}

fn sign_rows(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    story: StoryId,
    manuscript: &Manuscript,
    mut seen: Vec<EntryId>,
    rows: &[Typed],
    recovered: Option<DeviceId>,
) -> Result<Vec<EntryId>> {
    if rows.is_empty() {
        return Ok(seen);
    }
    let updates: Vec<&[u8]> = rows.iter().map(|row| row.update.as_slice()).collect();
    let peers: BTreeSet<u64> = rows.iter().map(|row| row.peer).collect();
    let brings = rows.iter().map(|row| row.brings).max();
    let brings = brings.unwrap_or_default();
    let claimant = recovered.unwrap_or_else(|| device_of(pen.key));
    let parts = manuscript.merged(&updates, LARGEST_UPDATE)?;
    let signed: usize = parts.iter().map(|part| part.0.len()).sum();
    for part in parts {
        let text = Text {
            seen,
            peers: peers.iter().copied().collect(),
            update: part.0,
            recovered,
            brings,
        };
        let entry = pen.sign(writer, Kind::Text, Some(story), text.to_bytes())?;
        seen = vec![entry.id];
    }
    for peer in peers {
        writer.claims_mut().put(peer, claimant)?;
    }
    checkpoint(writer, story, manuscript, signed > LARGEST_UPDATE)?;
    Ok(seen)
}

/// Keeps a snapshot now and then, and after a `large` change, so that opening a story does not replay its life.
fn checkpoint(
    writer: &mut Writer<'_>,
    story: StoryId,
    manuscript: &Manuscript,
    large: bool,
) -> Result<()> {
    let through = writer.log().story_position(story)?;
    let last = writer.checkpoints().through(story)?;
    // A window's document may lag behind what others wrote; only one that holds everything stands for it.
    let due = large || writer.log().story_count_after(story, last)? >= CHECKPOINT_EVERY;
    if due && head::updates_lacking(writer, story, manuscript)?.is_empty() {
        let snapshot = manuscript.checkpoint();
        writer.checkpoints_mut().put(
            story,
            &Checkpoint {
                through,
                frontier: manuscript.frontier().0,
                snapshot,
            },
        )?;
    }
    Ok(())
}
