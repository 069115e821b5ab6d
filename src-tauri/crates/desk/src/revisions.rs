//! Sealed revisions: reading one again, and what differs between two.

use manuscript::{ContentHash, Manuscript, Reading, difference, from_canonical};
use newsroom::{SealedRevision, StoryId};

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
        let story = story_id(story)?;
        let head = self.load(story, self.fresh_peer())?;
        let (before, after) = (self.reading_at(&head, from)?, self.reading_at(&head, to)?);
        let name = |revision: Option<u32>| {
            revision.map_or_else(|| "head".to_owned(), |number| format!("r{number}"))
        };
        Ok(DifferenceView {
            story: story.to_string(),
            from: name(from),
            to: name(to),
            difference: difference(&before, &after),
        })
    }

    /// The words that a revision sealed.
    pub(crate) fn sealed_reading(&self, story: StoryId, revision: u32) -> Result<Reading> {
        let head = self.load(story, self.fresh_peer())?;
        self.reading_of(story, sealed(&head, revision)?)
    }

    fn reading_at(&self, head: &Head, revision: Option<u32>) -> Result<Reading> {
        match revision {
            None => Ok(head.reading.clone()),
            Some(number) => self.reading_of(head.story, sealed(head, number)?),
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

fn sealed(head: &Head, number: u32) -> Result<&SealedRevision> {
    let found = head
        .state
        .revisions
        .iter()
        .find(|sealed| sealed.revision.number == number);
    found.ok_or(Error::NoSuchRevision { revision: number })
}
