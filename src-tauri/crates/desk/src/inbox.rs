//! The inbox: what concerns whoever sits here, read from the stories on the desk and the ones that left it last.
//!
//! What concerns them is `newsroom`'s to say, from the log, and only what they have seen is kept: on this laptop, under
//! their name. It travels nowhere. The words of a story are not opened, so a long desk is read quickly.
//!
//! Not here: telling somebody who looks elsewhere (`telling`).

use std::collections::BTreeSet;

use newsroom::{
    Brings, InboxFacts, InboxKind, InboxLine, Kind, Person, PersonId, Rosters, StoryState, Text,
    fold, hlc_millis, inbox,
};
use store::{Reader, StoryRow};

use crate::border::{InboxLineView, InboxView, SeenRequest};
use crate::head;
use crate::room::Room;
use crate::view::rfc3339;
use crate::{Error, Result};

/// As many as a person looks through.
const LIMIT: usize = 100;

/// A line with the story that it is about.
pub(crate) struct About {
    pub(crate) line: InboxLine,
    pub(crate) row: StoryRow,
    /// What a list calls the story.
    title: String,
    /// Not even its slugline may stand where others see it.
    pub(crate) discreet: bool,
}

impl About {
    pub(crate) fn id(&self) -> String {
        format!("{}/{}", self.line.kind.name(), self.line.entry)
    }
}

impl Room {
    pub(crate) fn inbox(&mut self) -> Result<InboxView> {
        let person = self.seat()?.person;
        let lines = self.concerning(person)?;
        let seen = self.store.read(|reader| seen_by(reader, person))?;
        let people = self.all_people()?;
        let view = |about: &About| self.line_view(about, &people, &seen);
        Ok(InboxView {
            zone: self.roster()?.zone,
            lines: lines.iter().map(view).collect(),
        })
    }

    /// Keeps that whoever sits here has seen lines of their inbox, and forgets it of those that are gone.
    pub(crate) fn mark_seen(&mut self, request: &SeenRequest) -> Result<InboxView> {
        let person = self.seat()?.person;
        let there: BTreeSet<String> = self.concerning(person)?.iter().map(About::id).collect();
        let named = |id: &&String| request.lines.is_empty() || request.lines.contains(id);
        let meant: BTreeSet<String> = there.iter().filter(named).cloned().collect();
        self.store.write(|writer| -> Result<()> {
            let mut seen = seen_by(writer, person)?;
            seen.retain(|id| there.contains(id));
            match request.seen {
                true => seen.extend(meant),
                false => seen.retain(|id| !meant.contains(id)),
            }
            let json = serde_json::to_vec(&seen).expect("ids are plain values");
            Ok(writer.local_mut().set(&seen_key(person), &json)?)
        })?;
        self.inbox()
    }

    /// Newest first; an alarm before everything that only happened.
    pub(crate) fn concerning(&self, person: PersonId) -> Result<Vec<About>> {
        let rows = self.listed()?;
        let (roster, now) = (self.roster()?, self.now());
        let protected = self.protected()?;
        let mut lines = self.store.read(|reader| -> Result<Vec<About>> {
            let rosters = head::rosters(reader, self.newsroom)?;
            let mut lines = Vec::new();
            for row in rows {
                let entries = reader.log().story_entries(row.id)?;
                let entries = entries.iter().map(|logged| &logged.entry);
                let state = fold(&rosters, row.id, entries.clone());
                let changed = match state.is_void(row.head_hash.map(|hash| hash.0)) {
                    true => last_change(reader, &rosters, row.id, entries)?,
                    false => (None, 0),
                };
                let facts = InboxFacts {
                    person,
                    roster: &roster,
                    section: &row.section,
                    head_hash: row.head_hash.map(|hash| hash.0),
                    changed,
                    failed: self.trouble.contains_key(&row.id),
                    now,
                };
                let discreet = is_discreet(&state, &row, &protected, now);
                let about = |line| About {
                    line,
                    title: title(&row, &state),
                    row: row.clone(),
                    discreet,
                };
                lines.extend(inbox(&state, &facts).into_iter().map(about));
            }
            Ok(lines)
        })?;
        let key = |about: &About| {
            let line = &about.line;
            (!is_alarm(line.kind), -line.at, about.id())
        };
        lines.sort_by_cached_key(key);
        lines.truncate(LIMIT);
        Ok(lines)
    }

    fn line_view(
        &self,
        about: &About,
        people: &[Person],
        seen: &BTreeSet<String>,
    ) -> InboxLineView {
        let (id, line) = (about.id(), &about.line);
        InboxLineView {
            kind: line.kind.name().to_owned(),
            story: about.row.id.to_string(),
            slugline: about.row.slugline.clone(),
            title: about.title.clone(),
            by: line
                .by
                .map_or_else(String::new, |by| self.name_of(people, by)),
            at: rfc3339(line.at),
            words: line.words.clone(),
            seen: seen.contains(&id),
            alarm: is_alarm(line.kind),
            id,
        }
    }

    /// People whose names stand nowhere that is not needed.
    fn protected(&self) -> Result<BTreeSet<PersonId>> {
        let people = self.all_people()?.into_iter();
        let protected = people.filter(|person| person.status == newsroom::Status::Protected);
        Ok(protected.map(|person| person.id).collect())
    }
}

/// Whether it is about something that should have happened and did not.
pub(crate) fn is_alarm(kind: InboxKind) -> bool {
    matches!(
        kind,
        InboxKind::Unread | InboxKind::Missed | InboxKind::Failed
    )
}

/// On hold, under an embargo that lasts, or by somebody who is protected.
fn is_discreet(
    state: &StoryState,
    row: &StoryRow,
    protected: &BTreeSet<PersonId>,
    now: i64,
) -> bool {
    let embargoed = row.embargo_until.is_some_and(|until| until > now);
    let by = state.authors.iter().chain(&state.draft_by);
    embargoed || !state.holds.is_empty() || by.into_iter().any(|one| protected.contains(one))
}

fn title(row: &StoryRow, state: &StoryState) -> String {
    let names = [&row.headline, &state.assignment.line, &row.slugline];
    let found = names.into_iter().find(|name| !name.is_empty());
    found.cloned().unwrap_or_default()
}

/// Who changed its words last, and when; what is typed and not signed yet comes after what is.
fn last_change<'e>(
    reader: &Reader<'_>,
    rosters: &Rosters,
    story: newsroom::StoryId,
    entries: impl Iterator<Item = &'e newsroom::Entry>,
) -> Result<(Option<PersonId>, i64)> {
    let mut last = None;
    for entry in entries.filter(|entry| entry.envelope.kind == Kind::Text) {
        let text = Text::from_bytes(&entry.envelope.payload)?;
        if text.brings == Brings::Words {
            let by = text.recovered.unwrap_or(entry.envelope.device);
            last = last.max(Some((hlc_millis(entry.envelope.hlc), by)));
        }
    }
    let typed = reader.journal().of(story)?;
    let typed = typed.iter().rev().find(|row| row.brings == Brings::Words);
    let last = typed.map(|row| (row.typed_at, row.device)).or(last);
    Ok(last.map_or((None, 0), |(at, by)| (rosters.person(by), at)))
}

fn seen_key(person: PersonId) -> String {
    format!("inbox/{person}")
}

fn seen_by(reader: &Reader<'_>, person: PersonId) -> Result<BTreeSet<String>> {
    let json = reader.local().get(&seen_key(person))?;
    let seen = json.and_then(|json| serde_json::from_slice(&json).ok());
    Ok::<_, Error>(seen.unwrap_or_default())
}
