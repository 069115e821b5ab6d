//! What a step writes into the text once it is signed: the note to readers that goes with an update, and the live words,
//! which come back when an update is dropped.
//!
//! Not here: the step itself (`steps`), and what a step writes beside the text (`beginning`).

use manuscript::{ContentHash, CorrectionNote, Furniture, Manuscript, Setting, from_canonical};
use newsroom::{Brings, StoryState, UpdateClass};
use store::{Reader, Writer};

use crate::Result;
use crate::border::StepRequest;
use crate::head::{self, Head};
use crate::room::device_of;
use crate::seal::seal_journal;
use crate::signing::Pen;

/// Gives back the story as it stands with what was written. Nobody has used either of the `peers`.
pub(crate) fn write(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    head: Head,
    peers: (u64, u64),
    request: &StepRequest,
    zone: &str,
) -> Result<Head> {
    let step = request.step.as_str();
    if step != "drop_update" && (step != "open_update" || request.note.trim().is_empty()) {
        return Ok(head);
    }
    let (story, state, (peer, next)) = (head.story, &head.state, peers);
    let mut manuscript = head::load(writer, pen.newsroom, story, peer)?.manuscript;
    let (update, brings) = if step == "drop_update" {
        (live_again(writer, &head, &mut manuscript)?, Brings::Anchors)
    } else {
        // The note is part of what readers get, so whoever writes it has written in the update.
        let notes = noted(
            writer,
            state,
            &head.furniture,
            story,
            &request.note,
            (pen.now, zone),
        )?;
        (
            manuscript.set(&[Setting::Corrections(notes)])?.0,
            Brings::Words,
        )
    };
    if update.is_empty() {
        return Ok(head);
    }
    let device = device_of(pen.key);
    let mut journal = writer.journal_mut();
    journal.append(story, device, peer, &update, pen.now, brings)?;
    seal_journal(writer, pen, story, &manuscript, state.heads.clone())?;
    head::load(writer, pen.newsroom, story, next)
}

/// The words that readers have, in place of those that were dropped, which are kept as a revision.
fn live_again(reader: &Reader<'_>, head: &Head, manuscript: &mut Manuscript) -> Result<Vec<u8>> {
    let live = head
        .state
        .live
        .as_ref()
        .map(|live| ContentHash(live.content_hash));
    let bytes = match live {
        Some(hash) => reader.revisions().bytes_of_hash(head.story, hash)?,
        None => None,
    };
    let Some(bytes) = bytes else {
        return Ok(Vec::new());
    };
    let update = manuscript.rewrite(&from_canonical(&bytes)?)?;
    Ok(update.map(|update| update.0).unwrap_or_default())
}

/// The notes to readers with the one of the open round, in place of what it said before; an empty text takes it away.
pub(crate) fn noted(
    reader: &Reader<'_>,
    state: &StoryState,
    furniture: &Furniture,
    story: newsroom::StoryId,
    text: &str,
    (now, zone): (i64, &str),
) -> Result<Vec<CorrectionNote>> {
    let live = state
        .live
        .as_ref()
        .map(|live| ContentHash(live.content_hash));
    let bytes = match live {
        Some(hash) => reader.revisions().bytes_of_hash(story, hash)?,
        None => None,
    };
    let mut notes = match bytes {
        Some(bytes) => from_canonical(&bytes)?.corrections,
        None => furniture.corrections.clone(),
    };
    let class = state
        .update
        .as_ref()
        .map_or(UpdateClass::Correction, |update| update.class);
    if !text.trim().is_empty() {
        notes.push(CorrectionNote {
            class: class.name().to_owned(),
            text: text.trim().to_owned(),
            at: newsroom::rfc3339(now, zone)?,
        });
    }
    Ok(notes)
}
