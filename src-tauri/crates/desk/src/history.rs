//! The life of a story's text: every moment that was signed, the text as it was then, who wrote which words, and bringing
//! it back.
//!
//! Bringing back adds: the old words become an edit by difference and a new revision, and nothing is rewound.
//! Not here: comparing sealed revisions (`revisions`).

use std::collections::{BTreeMap, BTreeSet};

use manuscript::{Field, Manuscript, Reading, Written, difference};
use newsroom::{DeviceId, Kind, PersonId, StepEntry, StoryId, hlc_millis};
use store::{Logged, Reader, Typed};

use crate::border::{
    HistoryView, MomentText, MomentView, RestoreRequest, StepRequest, StoryView, WriterRun,
};
use crate::head::{self, Head};
use crate::room::Room;
use crate::view::{is_named, rfc3339, story_id};
use crate::{Error, Result};

impl Room {
    pub(crate) fn history(&mut self, story: &str) -> Result<HistoryView> {
        let id = story_id(story)?;
        let head = self.load(id, self.fresh_peer())?;
        let people = self.all_people()?;
        let logged = self
            .store
            .read(|reader| Ok::<_, Error>(reader.log().story_entries(id)?))?;
        let name = |device: DeviceId| {
            head.rosters
                .person(device)
                .map_or_else(String::new, |person| self.name_of(&people, person))
        };
        let mut moments: Vec<MomentView> = logged
            .iter()
            .filter_map(|logged| moment(logged, &name))
            .collect();
        moments.push(MomentView {
            entry: String::new(),
            at: rfc3339(head.edited_at),
            by: String::new(),
            step: None,
            revision: None,
        });
        Ok(HistoryView {
            story: story.to_owned(),
            moments,
        })
    }

    /// The text at the moment of `entry`; an empty one stands for now.
    pub(crate) fn history_text(&mut self, story: &str, entry: &str) -> Result<MomentText> {
        let story = story_id(story)?;
        let peer = self.fresh_peer();
        let head = self.load(story, peer)?;
        let then = self.text_at(&head, entry)?;
        let reading = then.shown().reading;
        let mut writers = self.writers(&head, &then)?;
        Ok(MomentText {
            fields: then.text(),
            words: head::count(&reading),
            writers: writers.remove("body").unwrap_or_default(),
            writers_beside: writers,
            to_now: difference(&reading, &head.reading),
        })
    }

    /// Makes the story read as it did, and seals that as a new revision.
    pub(crate) fn restore_text(&mut self, request: &RestoreRequest) -> Result<StoryView> {
        let story = story_id(&request.story)?;
        let reading = match (&request.entry, request.revision) {
            (_, Some(revision)) => self.sealed_reading(story, revision)?,
            (entry, None) => {
                let head = self.load(story, self.fresh_peer())?;
                let entry = entry.as_deref().unwrap_or_default();
                self.text_at(&head, entry)?.reading()?
            }
        };
        self.open_text(&request.story)?;
        let restored = self.rewrite_open(story, |now: &mut Reading| {
            // A fixed web address and notes to readers are promises, not words to be taken back.
            let (address, corrections) = (now.web_address.clone(), now.corrections.clone());
            *now = reading;
            now.web_address = address;
            now.corrections = corrections;
        });
        self.close_story(story)?;
        restored?;
        let seal = StepRequest {
            story: request.story.clone(),
            step: "seal".to_owned(),
            note: request.name.clone(),
            ..StepRequest::default()
        };
        Ok(self.take_step(&seal)?.story)
    }

    fn text_at(&self, head: &Head, entry: &str) -> Result<Manuscript> {
        let peer = self.fresh_peer();
        self.store.read(|reader| -> Result<Manuscript> {
            let (logged, journal) = before(reader, head.story, entry)?;
            let updates = head::texts(&logged)?;
            let typed = journal.iter().map(|row| row.update.as_slice());
            let all = updates.iter().map(Vec::as_slice).chain(typed);
            Ok(Manuscript::load(peer, None, all)?.0)
        })
    }

    /// Of the body and of the texts beside it, by their names.
    fn writers(&self, head: &Head, text: &Manuscript) -> Result<BTreeMap<String, Vec<WriterRun>>> {
        let mut texts = text.writers();
        texts.retain(|field, _| matches!(field, Field::Body | Field::Side(_)));
        let peers: BTreeSet<u64> = texts.values().flatten().map(|run| run.peer).collect();
        let people = self.all_people()?;
        let names = self.store.read(|reader| -> Result<BTreeMap<u64, String>> {
            let journal = reader.journal().of(head.story)?;
            let hand = |peer: u64| -> Result<Option<PersonId>> {
                let typed = journal.iter().find(|row| row.peer == peer);
                let claimed = reader.claims().of(peer)?;
                let devices = claimed.into_iter().chain(typed.map(|row| row.device));
                Ok(devices
                    .into_iter()
                    .find_map(|device| head.rosters.person(device)))
            };
            peers
                .into_iter()
                .map(|peer| {
                    let name = hand(peer)?.map(|person| self.name_of(&people, person));
                    Ok((peer, name.unwrap_or_default()))
                })
                .collect()
        })?;
        let joined =
            |(field, runs): (Field, Vec<Written>)| (field.to_string(), joined(runs, &names));
        Ok(texts.into_iter().map(joined).collect())
    }
}

fn joined(runs: Vec<Written>, names: &BTreeMap<u64, String>) -> Vec<WriterRun> {
    let mut joined: Vec<WriterRun> = Vec::new();
    for run in runs {
        let by = names.get(&run.peer).cloned().unwrap_or_default();
        let units = u32::try_from(run.units).unwrap_or(u32::MAX);
        match joined.last_mut() {
            Some(last) if last.by == by => last.units = last.units.saturating_add(units),
            _ => joined.push(WriterRun { units, by }),
        }
    }
    joined
}

/// What was signed up to an entry, with it; for now everything, and what nobody has signed yet.
fn before(reader: &Reader<'_>, story: StoryId, entry: &str) -> Result<(Vec<Logged>, Vec<Typed>)> {
    let mut logged = reader.log().story_entries(story)?;
    if entry.is_empty() {
        return Ok((logged, reader.journal().of(story)?));
    }
    let named = logged
        .iter()
        .position(|logged| is_named(&logged.entry.id, entry));
    let named = named.ok_or_else(|| Error::NoSuchMoment {
        entry: entry.to_owned(),
    })?;
    logged.truncate(named + 1);
    Ok((logged, Vec::new()))
}

fn moment(logged: &Logged, name: &impl Fn(DeviceId) -> String) -> Option<MomentView> {
    let envelope = &logged.entry.envelope;
    let (step, revision) = match envelope.kind {
        Kind::Text => (None, None),
        Kind::Step => {
            let said = StepEntry::from_bytes(&envelope.payload).ok()?;
            let step = said.step.step_name().name().to_owned();
            (Some(step), said.revision.map(|revision| revision.number))
        }
        _ => return None,
    };
    Some(MomentView {
        entry: logged.entry.id.to_string(),
        at: rfc3339(hlc_millis(envelope.hlc)),
        by: name(envelope.device),
        step,
        revision,
    })
}
