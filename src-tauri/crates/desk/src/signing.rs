//! Signing an entry for the end of a device's log.
//!
//! The number and the entry before are read inside the same transaction that appends, so several processes that share
//! the file never fork a device's log.

use ed25519_dalek::SigningKey;
use newsroom::{Entry, Envelope, Kind, NewsroomId, StoryId, next_hlc};
use store::Writer;

use crate::Result;
use crate::room::device_of;

/// What every entry of one use case shares.
#[derive(Clone, Copy)]
pub(crate) struct Pen<'k> {
    pub(crate) newsroom: NewsroomId,
    pub(crate) key: &'k SigningKey,
    /// Milliseconds since 1970, UTC.
    pub(crate) now: i64,
}

impl Pen<'_> {
    /// Signs and appends; gives back the entry as it stands in the log.
    pub(crate) fn sign(
        self,
        writer: &mut Writer<'_>,
        kind: Kind,
        story: Option<StoryId>,
        payload: Vec<u8>,
    ) -> Result<Entry> {
        let device = device_of(self.key);
        let head = writer.log().head(device)?;
        let envelope = Envelope {
            newsroom: self.newsroom,
            device,
            seq: head.map_or(0, |head| head.seq) + 1,
            prev: head.map(|head| head.id),
            hlc: next_hlc(head.map_or(0, |head| head.hlc), self.now),
            kind,
            story,
            payload,
        };
        let entry = newsroom::seal(envelope, self.key)?;
        writer.log_mut().append(&entry, self.now)?;
        Ok(entry)
    }
}
