//! One story as it stands: its steps folded, its document with every journal on this laptop, and its rows.
//!
//! Truth is the log with the journal. Everything is read inside the caller's transaction and nothing is remembered
//! between two, so several processes that share the file always judge the same head.

use std::collections::BTreeSet;

use manuscript::{
    ContentHash, Furniture, Manuscript, Peer, Reading, Shown, canonical, plain, word_count,
};
use newsroom::{
    Brings, Entry, EntryId, Kind, NewsroomId, PersonId, Rosters, Step, StepEntry, StoryId,
    StoryState, Text, fold, follow,
};
use store::{
    HeadFacts, Logged, NewRevision, Reader, RevisionRow, Typed, WorkingCopy, Writer, search_text,
    story_row,
};

use crate::facts;
use crate::room::Room;
use crate::signing::Pen;
use crate::{Error, Result};

/// A story at one moment of the file.
pub(crate) struct Head {
    pub(crate) story: StoryId,
    pub(crate) state: StoryState,
    pub(crate) rosters: Rosters,
    pub(crate) manuscript: Manuscript,
    /// What shows of the words.
    pub(crate) reading: Reading,
    /// What of them a newer Stet wrote. They are no readers' words then, and `hash` is never one that is approved.
    pub(crate) unread: Option<manuscript::Error>,
    pub(crate) furniture: Furniture,
    pub(crate) hash: ContentHash,
    pub(crate) words: u32,
    /// The last entry of this story that has arrived here.
    pub(crate) log_position: i64,
    /// Who typed what no entry holds yet, and what it brings.
    unsigned: BTreeSet<(PersonId, Brings)>,
    /// When its words last changed, in milliseconds since 1970.
    pub(crate) edited_at: i64,
    /// Everything signed about it, in order of arrival.
    logged: Vec<Logged>,
}

impl Head {
    /// The story as readers will have it.
    ///
    /// # Errors
    /// What a newer Stet wrote is never sealed, approved or given away here.
    pub(crate) fn whole(&self) -> Result<&Reading> {
        match &self.unread {
            None => Ok(&self.reading),
            Some(unread) => Err(unread.clone().into()),
        }
    }

    pub(crate) fn hash_bytes(&self) -> Option<[u8; 32]> {
        Some(self.hash.0)
    }

    /// Every entry about the story that this laptop has.
    pub(crate) fn logged(&self) -> &[Logged] {
        &self.logged
    }

    /// Who typed what no entry holds yet, and `least` that much of it.
    pub(crate) fn unsigned(&self, least: Brings) -> BTreeSet<PersonId> {
        let enough = self.unsigned.iter().filter(|(_, brings)| *brings >= least);
        enough.map(|(person, _)| *person).collect()
    }

    /// Takes in what the caller's own transaction signed since this was read. Its words were in the journal, so the
    /// document has them already and is not made again.
    pub(crate) fn follow(&mut self, reader: &Reader<'_>) -> Result<()> {
        let new = reader
            .log()
            .story_entries_after(self.story, self.log_position)?;
        let followed = new
            .iter()
            .all(|new| follow(&mut self.state, &self.rosters, self.story, &new.entry));
        self.logged.extend(new);
        if !followed {
            self.state = fold(&self.rosters, self.story, entries_of(&self.logged));
        }
        let journal = reader.journal().of(self.story)?;
        self.log_position = self.logged.last().map_or(0, |last| last.n);
        self.unsigned = unsigned(&self.rosters, &journal);
        self.edited_at = edited_at(&self.logged, &journal);
        Ok(())
    }
}

impl Room {
    pub(crate) fn load(&self, story: StoryId, peer: Peer) -> Result<Head> {
        self.store
            .read(|reader| load(reader, self.newsroom, story, peer))
    }
}

/// Reads one story whole.
pub(crate) fn load(
    reader: &Reader<'_>,
    newsroom: NewsroomId,
    story: StoryId,
    peer: Peer,
) -> Result<Head> {
    let rosters = rosters(reader, newsroom)?;
    let logged = reader.log().story_entries(story)?;
    let Some(last) = logged.last() else {
        return Err(Error::NoSuchStory {
            story: story.to_string(),
        });
    };
    let log_position = last.n;
    let state = fold(&rosters, story, entries_of(&logged));
    let journal = reader.journal().of(story)?;
    let manuscript = made_of(reader, story, peer, &logged, &journal)?;
    let shown = manuscript.shown();
    Ok(Head {
        story,
        state,
        hash: shown.hash(),
        words: count(&shown.reading),
        unsigned: unsigned(&rosters, &journal),
        rosters,
        furniture: manuscript.furniture(),
        manuscript,
        reading: shown.reading,
        unread: shown.unread,
        log_position,
        edited_at: edited_at(&logged, &journal),
        logged,
    })
}

fn entries_of(logged: &[Logged]) -> impl Iterator<Item = &Entry> {
    logged.iter().map(|logged| &logged.entry)
}

fn unsigned(rosters: &Rosters, journal: &[Typed]) -> BTreeSet<(PersonId, Brings)> {
    let typed = journal.iter();
    let by = typed.filter_map(|row| Some((rosters.person(row.device)?, row.brings)));
    by.collect()
}

fn edited_at(logged: &[Logged], journal: &[Typed]) -> i64 {
    let texts = entries_of(logged).filter(|entry| entry.envelope.kind == Kind::Text);
    store::times(texts, journal).updated_at
}

/// Every roster of the newsroom, followed from the first.
pub(crate) fn rosters(reader: &Reader<'_>, newsroom: NewsroomId) -> Result<Rosters> {
    let entries: Vec<Entry> = reader
        .log()
        .of_kind(&Kind::Roster)?
        .into_iter()
        .map(|logged| logged.entry)
        .collect();
    Ok(Rosters::read(newsroom, None, &entries))
}

fn entries(reader: &Reader<'_>, story: StoryId) -> Result<Vec<Entry>> {
    Ok(reader
        .log()
        .story_entries(story)?
        .into_iter()
        .map(|logged| logged.entry)
        .collect())
}

/// The story's document with every entry and every journal row on this laptop.
fn made_of(
    reader: &Reader<'_>,
    story: StoryId,
    peer: Peer,
    logged: &[Logged],
    journal: &[Typed],
) -> Result<Manuscript> {
    let checkpoint = reader.checkpoints().get(story)?;
    let through = checkpoint
        .as_ref()
        .map_or(0, |checkpoint| checkpoint.through);
    let signed = texts(logged.iter().filter(|logged| logged.n > through))?;
    let typed = journal.iter().map(|row| row.update.as_slice());
    let updates = signed.iter().map(Vec::as_slice).chain(typed);
    let snapshot = checkpoint
        .as_ref()
        .map(|checkpoint| checkpoint.snapshot.as_slice());
    let (manuscript, _) = Manuscript::load(peer, snapshot, updates)?;
    Ok(manuscript)
}

/// Updates of the log and the journal that a document does not hold yet.
pub(crate) fn updates_lacking(
    reader: &Reader<'_>,
    story: StoryId,
    manuscript: &Manuscript,
) -> Result<Vec<Vec<u8>>> {
    let mut lacking = Vec::new();
    let journal = reader
        .journal()
        .of(story)?
        .into_iter()
        .map(|row| row.update);
    let signed = texts(&reader.log().story_entries(story)?)?;
    for update in signed.into_iter().chain(journal) {
        if !manuscript.has(&update)? {
            lacking.push(update);
        }
    }
    Ok(lacking)
}

pub(crate) fn texts<'l>(logged: impl IntoIterator<Item = &'l Logged>) -> Result<Vec<Vec<u8>>> {
    texts_of(logged.into_iter().map(|logged| &logged.entry))
}

pub(crate) fn texts_of<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Vec<Vec<u8>>> {
    let texts = entries
        .into_iter()
        .filter(|entry| entry.envelope.kind == Kind::Text);
    texts
        .map(|entry| Ok(Text::from_bytes(&entry.envelope.payload)?.update))
        .collect()
}

/// Signs the step that a story begins with, and its first text, which lies in the journal. `peer` is one that nobody has
/// used.
pub(crate) fn begin(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    story: StoryId,
    manuscript: &Manuscript,
    peer: Peer,
    step: Step,
) -> Result<()> {
    let rosters = rosters(writer, pen.newsroom)?;
    let roster = rosters.latest().ok_or(Error::NoRoster)?;
    let (reading, furniture) = (manuscript.reading()?, manuscript.furniture());
    let facts = facts::of_new(writer, &reading, &furniture, pen.now)?;
    let actor = facts::author_in(writer, pen, &rosters)?;
    newsroom::may(&step, &actor, &StoryState::default(), roster, &facts)?;
    let entry = StepEntry {
        seen: Vec::new(),
        roster: roster.number,
        frontier: manuscript.frontier().0,
        revision: None,
        facts: facts.signed(),
        step,
    };
    let started = pen.sign(writer, Kind::Step, Some(story), entry.to_bytes())?;
    crate::seal::seal_journal(writer, pen, story, manuscript, vec![started.id])?;
    project(writer, pen.newsroom, story, peer)
}

/// Writes the rows that screens read for one story, after entries were added to it.
pub(crate) fn project(
    writer: &mut Writer<'_>,
    newsroom: NewsroomId,
    story: StoryId,
    peer: Peer,
) -> Result<()> {
    put_rows(writer, &load(writer, newsroom, story, peer)?)
}

/// Writes the rows that screens read for a story that was read in this transaction and has followed its entries.
pub(crate) fn put_rows(writer: &mut Writer<'_>, head: &Head) -> Result<()> {
    let story = head.story;
    let journal = writer.journal().of(story)?;
    let furniture = &head.furniture;
    let times = store::times(entries_of(&head.logged), &journal);
    let copy = WorkingCopy {
        reading: &head.reading,
        hash: head.hash,
        words: head.words,
        furniture,
        times,
    };
    writer
        .stories_mut()
        .put(&story_row(story, &head.state, &copy))?;
    writer
        .search_mut()
        .put(story, &search_text(&head.reading, furniture))?;
    Ok(())
}

/// Writes only what typing changes of the story's row.
pub(crate) fn put_head(
    writer: &mut Writer<'_>,
    newsroom: NewsroomId,
    story: StoryId,
    shown: &Shown,
    words: u32,
    now: i64,
) -> Result<()> {
    let Some(row) = writer.stories().get(story)? else {
        return Err(Error::NoSuchStory {
            story: story.to_string(),
        });
    };
    let hash = shown.hash();
    // Only an approval makes the state depend on the words, and then the rules say how.
    let (desk_state, schedule_counts) = if row.approved_hash.is_some() {
        let state = fold(&rosters(writer, newsroom)?, story, &entries(writer, story)?);
        (
            state.desk_state(Some(hash.0)).name().to_owned(),
            state.schedule_counts(Some(hash.0)),
        )
    } else {
        (row.desk_state, row.schedule_counts)
    };
    let headline = plain(&shown.reading.headline);
    let facts = HeadFacts {
        headline: &headline,
        words,
        head_hash: Some(hash),
        desk_state: &desk_state,
        schedule_counts,
        updated_at: now,
    };
    writer.stories_mut().put_head(story, &facts)?;
    Ok(())
}

/// Keeps the bytes of a revision that an entry sealed of the head.
pub(crate) fn keep_revision(
    writer: &mut Writer<'_>,
    head: &Head,
    entry: EntryId,
    number: u32,
) -> Result<()> {
    let canonical = canonical(&head.reading);
    let row = RevisionRow {
        number,
        entry,
        content_hash: head.hash,
        canonical_version: manuscript::CANONICAL_VERSION,
    };
    Ok(writer.revisions_mut().put(
        head.story,
        &NewRevision {
            row,
            canonical: &canonical,
        },
    )?)
}

pub(crate) fn count(reading: &Reading) -> u32 {
    u32::try_from(word_count(reading)).unwrap_or(u32::MAX)
}
