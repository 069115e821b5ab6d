//! Sealed revisions: reading one again, and what differs between two.
//!
//! Not here: what somebody read last (`last_read`).

use std::collections::BTreeSet;

use manuscript::{ContentHash, Manuscript, Reading, difference, facts, from_canonical};
use newsroom::{Brings, Kind, PersonId, SealedRevision, StoryId, StoryState, Text};

use crate::border::{DifferenceView, OpenText};
use crate::head::Head;
use crate::room::Room;
use crate::view::story_id;
use crate::{Error, Result};

impl Room {
    /// A revision's text, to be read only.
    pub(crate) fn revision_text(&mut self, story: &str, revision: u32) -> Result<OpenText> {
        let story = story_id(story)?;
        let head = self.load(story, self.fresh_peer())?;
        let reading = self.reading_of(story, sealed(&head, revision)?)?;
        let mut shown = Manuscript::empty(self.fresh_peer());
        shown.rewrite(&reading)?;
        Ok(OpenText {
            story: story.to_string(),
            version: "0".to_owned(),
            peer: shown.peer().to_string(),
            fields: shown.text(),
            may_type: false,
            may_suggest: false,
            caret: None,
        })
    }

    /// What differs between two revisions; `None` is the head.
    pub(crate) fn difference(
        &mut self,
        story: &str,
        from: Option<u32>,
        to: Option<u32>,
    ) -> Result<DifferenceView> {
        let head = self.load(story_id(story)?, self.fresh_peer())?;
        let from = Point::of(&head, from)?;
        let to = Point::of(&head, to)?;
        let before = self.reading_at(&head, &from)?;
        let after = self.reading_at(&head, &to)?;
        self.compared(&head, &from, &before, (&to, &after))
    }

    /// What has changed since the story was filed: for its reporter, what the desk did to it.
    pub(crate) fn difference_since_filing(&mut self, story: &str) -> Result<DifferenceView> {
        let head = self.load(story_id(story)?, self.fresh_peer())?;
        let filed = last_filed(&head.state).ok_or(Error::NeverFiled)?;
        self.difference(story, Some(filed), None)
    }

    /// What differs, and who wrote it.
    pub(crate) fn compared(
        &self,
        head: &Head,
        from: &Point,
        before: &Reading,
        (to, after): (&Point, &Reading),
    ) -> Result<DifferenceView> {
        let people = self.all_people()?;
        let hands = hands(head, from.hlc, to.hlc);
        let difference = difference(before, after);
        Ok(DifferenceView {
            story: head.story.to_string(),
            from: from.name.clone(),
            to: to.name.clone(),
            by: hands
                .into_iter()
                .map(|person| self.name_of(&people, person))
                .collect(),
            facts: facts(&difference),
            difference,
        })
    }

    /// The words that a revision sealed.
    pub(crate) fn sealed_reading(&self, story: StoryId, revision: u32) -> Result<Reading> {
        let head = self.load(story, self.fresh_peer())?;
        self.reading_of(story, sealed(&head, revision)?)
    }

    fn reading_at(&self, head: &Head, point: &Point) -> Result<Reading> {
        match &point.sealed {
            None => Ok(head.reading.clone()),
            Some(sealed) => self.reading_of(head.story, sealed),
        }
    }

    /// The bytes that were sealed, checked against their hash.
    fn reading_of(&self, story: StoryId, sealed: &SealedRevision) -> Result<Reading> {
        let hash = ContentHash(sealed.revision.content_hash);
        let bytes = self
            .store
            .read(|reader| Ok::<_, Error>(reader.revisions().bytes_of_hash(story, hash)?))?;
        let bytes = bytes.ok_or(Error::NoSuchRevision {
            revision: sealed.revision.number,
        })?;
        Ok(from_canonical(&bytes)?)
    }
}

/// One end of a comparison.
pub(crate) struct Point {
    /// `r5`, `head`, or `read`.
    pub(crate) name: String,
    /// None for the head, and for what was only read.
    sealed: Option<SealedRevision>,
    /// When it was so, on the clock of the newsroom's entries; no end for the head.
    hlc: u64,
}

impl Point {
    pub(crate) fn of(head: &Head, revision: Option<u32>) -> Result<Self> {
        let Some(number) = revision else {
            return Ok(Self::moment("head", u64::MAX));
        };
        let sealed = sealed(head, number)?.clone();
        Ok(Self {
            name: format!("r{number}"),
            hlc: sealed.hlc,
            sealed: Some(sealed),
        })
    }

    /// A moment that no revision sealed.
    pub(crate) fn moment(name: &str, hlc: u64) -> Self {
        Self {
            name: name.to_owned(),
            sealed: None,
            hlc,
        }
    }
}

/// The revision that was filed last.
pub(crate) fn last_filed(state: &StoryState) -> Option<u32> {
    let filed =
        state.trail.iter().rev().find(|line| {
            line.refusal().is_none() && line.step.step_name() == newsroom::StepName::File
        });
    filed.and_then(|line| line.revision)
}

/// Who wrote words after one moment and not after the other.
fn hands(head: &Head, from: u64, to: u64) -> BTreeSet<PersonId> {
    let wrote = |logged: &store::Logged| {
        let envelope = &logged.entry.envelope;
        let between = envelope.hlc > from && envelope.hlc <= to;
        if envelope.kind != Kind::Text || !between {
            return None;
        }
        let text = Text::from_bytes(&envelope.payload).ok()?;
        let device = text.recovered.unwrap_or(envelope.device);
        (text.brings == Brings::Words)
            .then(|| head.rosters.person(device))
            .flatten()
    };
    let mut hands: BTreeSet<PersonId> = head.logged().iter().filter_map(wrote).collect();
    if to == u64::MAX {
        hands.extend(head.unsigned(Brings::Words));
    }
    hands
}

fn sealed(head: &Head, number: u32) -> Result<&SealedRevision> {
    let found = head
        .state
        .revisions
        .iter()
        .find(|sealed| sealed.revision.number == number);
    found.ok_or(Error::NoSuchRevision { revision: number })
}
