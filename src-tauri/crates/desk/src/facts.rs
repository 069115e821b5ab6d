//! What a guard needs to know of a story and cannot derive from its entries.

use manuscript::{
    ContentHash, Furniture, Reading, content_hash, difference, from_canonical, plain, tks, touched,
};
use newsroom::{Actor, Brings, DeviceId, Facts, PersonId, Rosters, Touched};
use store::{Reader, StoryFilter};

use crate::Result;
use crate::head::{Head, count};
use crate::pictures::bare_figures;
use crate::room::{Room, Seat, device_of};
use crate::signing::Pen;

/// The facts of a story's head, with every journal on this laptop.
pub(crate) fn facts(reader: &Reader<'_>, head: &Head, now: i64) -> Result<Facts> {
    let words = (head.hash, head.words);
    let facts = of(reader, &head.reading, words, &head.furniture, now)?;
    Ok(Facts {
        open_suggestions: head.manuscript.open_suggestions(),
        typists: head.unsigned(Brings::Suggestions),
        writers: head.unsigned(Brings::Words),
        touched: touched_since(reader, head)?,
        ..facts
    })
}

/// The facts of a text that no story has yet.
pub(crate) fn of_new(
    reader: &Reader<'_>,
    reading: &Reading,
    furniture: &Furniture,
    now: i64,
) -> Result<Facts> {
    let words = (content_hash(reading), count(reading));
    of(reader, reading, words, furniture, now)
}

/// `words` are the text's hash and how many words its body has.
fn of(
    reader: &Reader<'_>,
    reading: &Reading,
    words: (ContentHash, u32),
    furniture: &Furniture,
    now: i64,
) -> Result<Facts> {
    let (hash, body_words) = words;
    Ok(Facts {
        now,
        head_hash: hash.0,
        section: furniture.section.clone(),
        slugline: !furniture.slugline.trim().is_empty(),
        headline: !plain(&reading.headline).trim().is_empty(),
        credits: furniture.credits.len(),
        credited: credited(furniture),
        body_words: usize::try_from(body_words).unwrap_or(usize::MAX),
        tks: tks(reading),
        related_blocked: related_blocked(reader, furniture, now)?,
        open_suggestions: 0,
        bare_figures: bare_figures(reading),
        typists: Default::default(),
        writers: Default::default(),
        touched: Vec::new(),
    })
}

/// How the head differs from the words approved last and from those that readers have, where a minor approval may
/// depend on it.
fn touched_since(reader: &Reader<'_>, head: &Head) -> Result<Vec<Touched>> {
    let state = &head.state;
    let void = state.is_void(head.hash_bytes());
    let approved = state.approval.as_ref().filter(|_| void);
    let live = state.live.as_ref().filter(|_| state.update.is_some());
    let hashes = [
        approved.map(|approval| approval.content_hash),
        live.map(|live| live.content_hash),
    ];
    let mut found: Vec<Touched> = Vec::new();
    for since in hashes.into_iter().flatten().map(ContentHash) {
        let there = found.iter().any(|touched| touched.since == since.0);
        let bytes = reader.revisions().bytes_of_hash(head.story, since)?;
        if let Some(bytes) = bytes.filter(|_| !there && since != head.hash) {
            let touched = touched(&difference(&from_canonical(&bytes)?, &head.reading));
            let seen = touched.tags_related_alt || touched.punctuation_or_spelling;
            found.push(Touched {
                since: since.0,
                extras: touched.tags_related_alt,
                spelling: touched.punctuation_or_spelling,
                // The words are others, so whatever the difference does not show is more than minor.
                more: touched.more || !seen,
                facts: !touched.facts.is_empty(),
            });
        }
    }
    Ok(found)
}

/// The people among the credits; printed names that nobody knows are left out.
pub(crate) fn credited(furniture: &Furniture) -> Vec<PersonId> {
    furniture
        .credits
        .iter()
        .filter_map(|credit| credit.person.as_ref()?.parse().ok())
        .collect()
}

/// Whoever sits at the desk, as the author of the next entry.
pub(crate) fn actor(room: &Room, seat: &Seat) -> Result<Actor> {
    room.store
        .read(|reader| next_author(reader, seat.device(), Some(seat.person)))
}

pub(crate) fn actor_in(reader: &Reader<'_>, pen: Pen<'_>, person: PersonId) -> Result<Actor> {
    next_author(reader, device_of(pen.key), Some(person))
}

/// Whoever holds the key, as the author of the next entry.
pub(crate) fn author_in(reader: &Reader<'_>, pen: Pen<'_>, rosters: &Rosters) -> Result<Actor> {
    let device = device_of(pen.key);
    next_author(reader, device, rosters.person(device))
}

/// The publisher device, as the author of the next entry.
pub(crate) fn publisher_in(reader: &Reader<'_>, pen: Pen<'_>) -> Result<Actor> {
    next_author(reader, device_of(pen.key), None)
}

pub(crate) fn next_author(
    reader: &Reader<'_>,
    device: DeviceId,
    person: Option<PersonId>,
) -> Result<Actor> {
    let seq = reader.log().head(device)?.map_or(0, |head| head.seq) + 1;
    Ok(Actor {
        person,
        device,
        seq,
    })
}

/// Related stories of ours that may not be shown yet, by slugline.
fn related_blocked(reader: &Reader<'_>, furniture: &Furniture, now: i64) -> Result<Vec<String>> {
    if furniture.related.is_empty() {
        return Ok(Vec::new());
    }
    let rows = reader.stories().list(&StoryFilter::default())?;
    let named = |row: &store::StoryRow| {
        furniture
            .related
            .iter()
            .any(|related| related.web_address == row.web_address)
    };
    let blocked = |row: &store::StoryRow| {
        row.hold.is_some() || row.embargo_until.is_some_and(|until| until > now)
    };
    Ok(rows
        .into_iter()
        .filter(|row| named(row) && blocked(row))
        .map(|row| row.slugline)
        .collect())
}
