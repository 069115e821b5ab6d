//! What whoever sits here last read of a story, so that a review can show what has changed since.
//!
//! It is kept on this laptop for each person, as the words themselves: what somebody read need not be a revision. It is
//! nobody else's business and travels nowhere.

use manuscript::{canonical, from_canonical};
use newsroom::{PersonId, StoryId};

use crate::border::DifferenceView;
use crate::head::Head;
use crate::revisions::Point;
use crate::room::Room;
use crate::view::story_id;
use crate::{Error, Result};

struct LastRead {
    at: i64,
    /// The newest entry that was here then.
    hlc: u64,
    /// Canonical bytes.
    words: Vec<u8>,
}

impl LastRead {
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (at, rest) = bytes.split_first_chunk()?;
        let (hlc, words) = rest.split_first_chunk()?;
        Some(Self {
            at: i64::from_be_bytes(*at),
            hlc: u64::from_be_bytes(*hlc),
            words: words.to_vec(),
        })
    }
}

impl Room {
    /// Remembers the words as they are now as read.
    pub(crate) fn mark_read(&mut self, story: &str) -> Result<()> {
        if self.read_only().is_some() {
            return Ok(());
        }
        let head = self.load(story_id(story)?, self.fresh_peer())?;
        let key = key(self.seat()?.person, head.story);
        let logged = head.logged().iter().map(|logged| logged.entry.envelope.hlc);
        let mut value = self.now().to_be_bytes().to_vec();
        value.extend(logged.max().unwrap_or_default().to_be_bytes());
        value.extend(canonical(&head.reading));
        self.store
            .write(|writer| Ok::<_, Error>(writer.local_mut().set(&key, &value)?))
    }

    /// What has changed since whoever sits here last read it.
    pub(crate) fn difference_since_read(&mut self, story: &str) -> Result<DifferenceView> {
        let head = self.load(story_id(story)?, self.fresh_peer())?;
        let Some(last) = self.last_read(&head)? else {
            return Err(Error::NeverRead);
        };
        let from = Point::moment("read", last.hlc);
        let to = Point::of(&head, None)?;
        let before = from_canonical(&last.words)?;
        self.compared(&head, &from, &before, (&to, &head.reading))
    }

    /// When whoever sits here last read it, where its words are others now.
    pub(crate) fn read_before_it_changed(&self, head: &Head) -> Result<Option<i64>> {
        let Some(last) = self.last_read(head)? else {
            return Ok(None);
        };
        let same = last.words == canonical(&head.reading);
        Ok((!same).then_some(last.at))
    }

    fn last_read(&self, head: &Head) -> Result<Option<LastRead>> {
        let Some(seat) = &self.seat else {
            return Ok(None);
        };
        let key = key(seat.person, head.story);
        let value = self
            .store
            .read(|reader| Ok::<_, Error>(reader.local().get(&key)?))?;
        Ok(value.as_deref().and_then(LastRead::from_bytes))
    }
}

fn key(person: PersonId, story: StoryId) -> String {
    format!("read/{person}/{story}")
}
