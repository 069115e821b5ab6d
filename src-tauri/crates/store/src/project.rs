//! From entries to the rows that screens read.
//!
//! [`story_row`] and [`search_text`] are the one description of those rows. Whoever already holds a story's fold and its
//! document makes them from there and puts them; [`project_story`] makes everything from the log and the journal, for
//! entries from elsewhere and for a rebuild. Both come to the same rows.
//!
//! Not here: what entries mean (`newsroom`) and what a text says (`manuscript`).

use std::collections::BTreeSet;
use std::slice;

use manuscript::{
    Block, ContentHash, Frontier, Furniture, Inline, Manuscript, Peer, Reading, canonical,
    content_hash, plain, plain_text, word_count,
};
use newsroom::{Entry, Kind, Rosters, SealedRevision, StoryId, StoryState, Text, fold, hlc_millis};

use crate::error::Result;
use crate::store::{Reader, Writer};
use crate::table::{Checkpoint, Logged, NewRevision, RevisionRow, SearchText, StoryRow, Typed};

/// After so many text entries a story that is made again gets a checkpoint.
const TEXTS_WITHOUT_CHECKPOINT: usize = 64;

/// A story's text as it is worked on, and when it was.
#[derive(Debug, Clone, Copy)]
pub struct WorkingCopy<'t> {
    /// What shows of it.
    pub reading: &'t Reading,
    /// Of what shows; whoever holds it has counted already.
    pub hash: ContentHash,
    pub words: u32,
    pub furniture: &'t Furniture,
    pub times: Times,
}

/// Milliseconds since 1970, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    pub created_at: i64,
    pub updated_at: i64,
}

/// A story's line in the desk list.
pub fn story_row(story: StoryId, state: &StoryState, copy: &WorkingCopy<'_>) -> StoryRow {
    let head = Some(copy.hash.0);
    StoryRow {
        id: story,
        slugline: copy.furniture.slugline.clone(),
        headline: plain(&copy.reading.headline),
        section: copy.furniture.section.clone(),
        credits: names(copy.furniture),
        web_address: copy.furniture.web_address.clone(),
        words: copy.words,
        head_hash: Some(copy.hash),
        desk_state: state.desk_state(head).name().to_owned(),
        live_state: state.live_state().name().to_owned(),
        holder: state.holder,
        hold: state.hold().map(|hold| hold.reason.clone()),
        embargo_until: state.embargo.as_ref().map(|embargo| embargo.at.instant),
        approved_hash: state
            .approval
            .as_ref()
            .map(|approval| ContentHash(approval.content_hash)),
        scheduled_for: state.schedule.as_ref().map(|schedule| schedule.at.instant),
        schedule_counts: state.schedule_counts(head),
        live_hash: state
            .live
            .as_ref()
            .map(|live| ContentHash(live.content_hash)),
        live_at: state.live.as_ref().map(|live| live.at),
        created_at: copy.times.created_at,
        updated_at: copy.times.updated_at,
    }
}

/// What can be found of a story.
pub fn search_text(reading: &Reading, furniture: &Furniture) -> SearchText {
    let lines = |lines: &[&Inline]| {
        lines
            .iter()
            .map(|line| plain(line))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let text_of = |body: &[Block]| {
        plain_text(&Reading {
            body: body.to_vec(),
            ..Reading::default()
        })
    };
    SearchText {
        slugline: furniture.slugline.clone(),
        headline: plain(&reading.headline),
        standfirst: lines(&[&reading.kicker, &reading.standfirst]),
        body: text_of(&reading.body),
        credits: names(furniture),
        section: [slice::from_ref(&furniture.section), &furniture.tags]
            .concat()
            .join("\n"),
    }
}

/// When a story began and when it changed last, by its entries and what is typed since.
pub fn times<'e>(entries: impl IntoIterator<Item = &'e Entry>, journal: &[Typed]) -> Times {
    let typed = journal.iter().map(|row| row.typed_at);
    let all = entries
        .into_iter()
        .map(|entry| hlc_millis(entry.envelope.hlc))
        .chain(typed);
    all.fold(None, |times: Option<Times>, at| {
        let Times {
            created_at,
            updated_at,
        } = times.unwrap_or(Times {
            created_at: at,
            updated_at: at,
        });
        Some(Times {
            created_at: created_at.min(at),
            updated_at: updated_at.max(at),
        })
    })
    .unwrap_or(Times {
        created_at: 0,
        updated_at: 0,
    })
}

/// Makes every row of one story from the log and the journal.
pub fn project_story(writer: &mut Writer<'_>, rosters: &Rosters, story: StoryId) -> Result<()> {
    let logged = writer.log().story_entries(story)?;
    let entries: Vec<&Entry> = logged.iter().map(|logged| &logged.entry).collect();
    let state = fold(rosters, story, entries.iter().copied());
    let texts = texts(&logged);
    for (text, entry) in &texts {
        for peer in &text.peers {
            writer
                .claims_mut()
                .put(*peer, text.recovered.unwrap_or(entry.envelope.device))?;
        }
    }
    let journal = writer.journal().of(story)?;
    let peer = unused_peer(&texts, &journal);
    let signed: Vec<&[u8]> = texts
        .iter()
        .map(|(text, _)| text.update.as_slice())
        .collect();
    let sealed = document(peer, &signed)?;

    let all: Vec<&[u8]> = signed
        .iter()
        .copied()
        .chain(journal.iter().map(|row| row.update.as_slice()))
        .collect();
    let head = document(peer, &all)?;
    let shown = head.shown();
    let furniture = head.furniture();
    let times = times(entries.iter().copied(), &journal);
    let copy = WorkingCopy {
        reading: &shown.reading,
        hash: shown.hash(),
        words: u32::try_from(word_count(&shown.reading)).unwrap_or(u32::MAX),
        furniture: &furniture,
        times,
    };
    writer.stories_mut().put(&story_row(story, &state, &copy))?;
    writer.search_mut().put(
        story,
        &search_text(&sealed.shown().reading, &sealed.furniture()),
    )?;
    for revision in &state.revisions {
        keep_revision(writer, story, &sealed, revision)?;
    }
    checkpoint(writer, story, &sealed, &logged, texts.len())
}

/// Makes rosters, people and targets from the log, and gives back the chain of rosters that steps are judged by.
pub fn project_newsroom(writer: &mut Writer<'_>) -> Result<Option<Rosters>> {
    let Some(newsroom) = writer.log().newsroom()? else {
        return Ok(None);
    };
    let entries = |kind| -> Result<Vec<Entry>> {
        Ok(writer
            .log()
            .of_kind(&kind)?
            .into_iter()
            .map(|logged| logged.entry)
            .collect())
    };
    let (said, people, targets) = (
        entries(Kind::Roster)?,
        entries(Kind::Person)?,
        entries(Kind::Target)?,
    );
    let rosters = Rosters::read(newsroom, None, &said);
    let followed = said
        .iter()
        .filter(|entry| !rosters.refused().contains_key(&entry.id));
    writer.rosters_mut().replace(followed)?;
    writer
        .people_mut()
        .replace(&people, &newsroom::people(&rosters, &people))?;
    writer
        .targets_mut()
        .replace(&targets, &newsroom::targets(&rosters, &targets))?;
    Ok(Some(rosters))
}

/// Makes everything from the log and the journal, in tables that are empty.
pub(crate) fn project_everything(writer: &mut Writer<'_>) -> Result<()> {
    let Some(rosters) = project_newsroom(writer)? else {
        return Ok(());
    };
    for story in writer.log().stories()? {
        project_story(writer, &rosters, story)?;
    }
    Ok(())
}

impl Reader<'_> {
    /// The chain of rosters, followed from the first; nothing in a file without entries.
    pub fn roster_chain(&self) -> Result<Option<Rosters>> {
        let Some(newsroom) = self.log().newsroom()? else {
            return Ok(None);
        };
        let entries: Vec<Entry> = self
            .log()
            .of_kind(&Kind::Roster)?
            .into_iter()
            .map(|logged| logged.entry)
            .collect();
        Ok(Some(Rosters::read(newsroom, None, &entries)))
    }
}

fn names(furniture: &Furniture) -> String {
    furniture
        .credits
        .iter()
        .map(|credit| credit.printed.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The text entries that this Stet can read; one that it cannot is kept, and waits for a newer Stet.
fn texts(logged: &[Logged]) -> Vec<(Text, &Entry)> {
    let texts = logged
        .iter()
        .map(|logged| &logged.entry)
        .filter(|entry| entry.envelope.kind == Kind::Text);
    texts
        .filter_map(|entry| Some((Text::from_bytes(&entry.envelope.payload).ok()?, entry)))
        .collect()
}

/// A document of these updates. One whose bytes are no update, though they were signed, is left out: it must not hide
/// the rest of the story.
fn document(peer: Peer, updates: &[&[u8]]) -> Result<Manuscript> {
    let mut updates = updates.to_vec();
    loop {
        match Manuscript::load(peer, None, updates.iter().copied()) {
            Ok((document, _)) => return Ok(document),
            Err(manuscript::Error::DamagedUpdate { index }) if index < updates.len() => {
                updates.remove(index);
            }

            Err(error) => return Err(error.into()),
        }
    }
}

/// A peer that wrote nothing in this story: reading must not look like writing.
fn unused_peer(texts: &[(Text, &Entry)], journal: &[Typed]) -> Peer {
    let said = texts
        .iter()
        .flat_map(|(text, _)| text.peers.iter().copied());
    // What an update holds counts, not only what its entry claims.
    let held = texts
        .iter()
        .filter_map(|(text, _)| Manuscript::peers_in(&text.update).ok())
        .flatten();
    let used: BTreeSet<Peer> = said
        .chain(held)
        .chain(journal.iter().map(|row| row.peer))
        .collect();
    (1..)
        .find(|peer| !used.contains(peer))
        .expect("a story has fewer than 2⁶⁴ peers")
}

/// Keeps the bytes of a revision, as far as its text is here and is what was hashed.
fn keep_revision(
    writer: &mut Writer<'_>,
    story: StoryId,
    sealed: &Manuscript,
    revision: &SealedRevision,
) -> Result<()> {
    let said = &revision.revision;
    let Ok(reading) = sealed.reading_at(&Frontier(said.frontier.clone())) else {
        return Ok(());
    };
    let content_hash = content_hash(&reading);
    if said.canonical_version != manuscript::CANONICAL_VERSION
        || content_hash.0 != said.content_hash
    {
        return Ok(());
    }
    let row = RevisionRow {
        number: said.number,
        entry: revision.entry,
        content_hash,
        canonical_version: said.canonical_version,
    };
    writer.revisions_mut().put(
        story,
        &NewRevision {
            row,
            canonical: &canonical(&reading),
        },
    )
}

fn checkpoint(
    writer: &mut Writer<'_>,
    story: StoryId,
    sealed: &Manuscript,
    logged: &[Logged],
    texts: usize,
) -> Result<()> {
    let Some(last) = logged.last().filter(|_| texts > TEXTS_WITHOUT_CHECKPOINT) else {
        return Ok(());
    };
    let checkpoint = Checkpoint {
        through: last.n,
        frontier: sealed.frontier().0,
        snapshot: sealed.checkpoint(),
    };
    writer.checkpoints_mut().put(story, &checkpoint)
}
