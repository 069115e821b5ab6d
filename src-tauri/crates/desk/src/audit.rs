//! The audit of one story: everything that was ever signed about it, in one file that anybody can check without the
//! newsroom.
//!
//! The file holds entries as they were signed, with the rosters that they name. Checking it opens each as if it came from
//! a stranger, follows the rosters, folds the steps, and reads every sealed revision back from the text. It holds the
//! story's comments too, for the steps were taken in sight of them.
//!
//! No profile is in it, for a profile holds a private contact, and a signed one cannot be shortened. Names are what the
//! desk that made the file calls those who took a step: nobody signed them, and a protected person has none here.
//!
//! What cannot be told from the file: whether the last entries were left out, and whether its first roster is the
//! newsroom's own. Whoever checks it compares the first roster with the one they know.

use std::collections::{BTreeMap, BTreeSet};

use manuscript::{ContentHash, Frontier, Manuscript, content_hash};
use newsroom::{
    Entry, EntryId, Kind, NewsroomId, PersonId, Rosters, Status, StoryId, StoryState, fold,
};
use serde::{Deserialize, Serialize};

use crate::border::{Audited, AuditedRevision, Refused};
use crate::head::texts_of;
use crate::live_story::to_be_read;
use crate::room::Room;
use crate::trail::trail;
use crate::view::{hex, story_id};
use crate::{Error, Result};

const VERSION: u32 = 1;
/// Nobody types in a document that is only read back.
const NOBODY: u64 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Audit {
    version: u32,
    newsroom: String,
    story: String,
    /// Names by person, of those who took a step.
    names: BTreeMap<String, String>,
    /// Whole signed entries, lower-case hex: rosters first, then the story's, in order of arrival.
    entries: Vec<String>,
}

impl Room {
    /// The audit as a file. It holds the story's words, so nothing of it leaves on hold or before an embargo.
    pub(crate) fn audit(&mut self, story: &str) -> Result<Vec<u8>> {
        let story = story_id(story)?;
        let head = self.load(story, self.fresh_peer())?;
        self.may_leave(&head.state)?;
        let entries = self.store.read(|reader| -> Result<Vec<String>> {
            let log = reader.log();
            let mut logged = log.of_kind(&Kind::Roster)?;
            logged.extend(log.story_entries(story)?);
            Ok(logged
                .iter()
                .map(|logged| hex(&logged.entry.bytes))
                .collect())
        })?;
        let audit = Audit {
            version: VERSION,
            newsroom: self.newsroom.to_string(),
            story: story.to_string(),
            names: self.names_in(&head.state)?,
            entries,
        };
        Ok(serde_json::to_vec_pretty(&audit).expect("plain values"))
    }

    fn names_in(&self, state: &StoryState) -> Result<BTreeMap<String, String>> {
        let took_a_step: BTreeSet<PersonId> =
            state.trail.iter().filter_map(|line| line.person).collect();
        let people = self.all_people()?.into_iter();
        let named = people
            .filter(|known| took_a_step.contains(&known.id) && known.status != Status::Protected);
        Ok(named
            .map(|known| (known.id.to_string(), known.name))
            .collect())
    }
}

/// What an audit says and whether it holds. Needs no newsroom.
///
/// # Errors
/// `NotAnAudit` for any other file; what is wrong inside an audit is among its flaws.
pub fn check_audit(bytes: &[u8]) -> Result<Audited> {
    let audit: Audit = serde_json::from_slice(bytes).map_err(|_| Error::NotAnAudit)?;
    let newsroom: NewsroomId = audit.newsroom.parse().map_err(|_| Error::NotAnAudit)?;
    let story: StoryId = audit.story.parse().map_err(|_| Error::NotAnAudit)?;
    if audit.version != VERSION {
        return Err(Error::NotAnAudit);
    }
    let mut flaws = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for (number, written) in (1_u64..).zip(&audit.entries) {
        let opened = unhex(written).ok_or(newsroom::Error::Malformed);
        match opened.and_then(|bytes| newsroom::open(&bytes)) {
            Ok(entry) if entry.envelope.newsroom == newsroom => entries.push(entry),
            Ok(_) => flaws.push(flaw(
                "audit-other-newsroom",
                &[("number", number.to_string())],
            )),
            Err(error) => flaws.push(flaw(
                error.code(),
                &[
                    ("number", number.to_string()),
                    ("detail", error.to_string()),
                ],
            )),
        }
    }
    let rosters = Rosters::read(newsroom, None, &entries);
    for (entry, fault) in rosters.refused() {
        flaws.push(flaw(
            "audit-roster",
            &[
                ("entry", entry.to_string()),
                ("detail", fault.code().to_owned()),
            ],
        ));
    }
    let state = fold(&rosters, story, &entries);
    let missing = |entry: &EntryId| flaw("audit-missing", &[("entry", entry.to_string())]);
    flaws.extend(state.missing.iter().map(missing));
    let name = |person: PersonId| {
        let id = person.to_string();
        audit.names.get(&id).cloned().unwrap_or(id)
    };
    let revisions = read_back(&entries, story, &state.revisions)?;
    let unread = |revision: &&AuditedRevision| !revision.holds;
    flaws.extend(
        revisions
            .iter()
            .filter(unread)
            .map(|revision| flaw("audit-words", &[("revision", revision.number.to_string())])),
    );
    Ok(Audited {
        newsroom: rosters
            .latest()
            .map(|roster| roster.name.clone())
            .unwrap_or_default(),
        story: story.to_string(),
        first_roster: rosters
            .stated(1)
            .map(|(entry, _)| entry.to_string())
            .unwrap_or_default(),
        entries: entries.len() as u64,
        live_state: state.live_state().name().to_owned(),
        live_hash: state
            .live
            .as_ref()
            .map(|live| ContentHash(live.content_hash).to_string()),
        trail: trail(&state, &name),
        to_be_read: to_be_read(&state, None, &name),
        revisions,
        flaws,
    })
}

/// Each revision that somebody sealed, and whether the text at that moment has the hash that they signed.
fn read_back(
    entries: &[Entry],
    story: StoryId,
    sealed: &[newsroom::SealedRevision],
) -> Result<Vec<AuditedRevision>> {
    let ours = entries
        .iter()
        .filter(|entry| entry.envelope.story == Some(story));
    let updates = texts_of(ours)?;
    let (manuscript, _) = Manuscript::load(NOBODY, None, updates.iter().map(Vec::as_slice))?;
    let revision = |sealed: &newsroom::SealedRevision| {
        let signed = &sealed.revision;
        let read = manuscript.reading_at(&Frontier(signed.frontier.clone()));
        AuditedRevision {
            number: signed.number,
            step: sealed.step.name().to_owned(),
            content_hash: ContentHash(signed.content_hash).to_string(),
            holds: read.is_ok_and(|reading| content_hash(&reading).0 == signed.content_hash),
        }
    };
    Ok(sealed.iter().map(revision).collect())
}

fn flaw(code: &str, params: &[(&str, String)]) -> Refused {
    Refused {
        code: code.to_owned(),
        params: params
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let text = text.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    };
    text.chunks(2).map(pair).collect()
}
