//! What this version can show of a story, and whether that is the whole of it.
//!
//! A newer Stet may have written what this one cannot read. Such a story is opened, typed in, listed and searched by what
//! shows of it; but that is not what readers would get, so it is never sealed, and its hash is never an approved one.

use loro::LoroDoc;

use super::{settings, suggest};
use crate::canonical::{ContentHash, content_hash, unread_hash};
use crate::error::{Error, Result};
use crate::flat::{Fields, project_fields, settled_fields};
use crate::reading::Reading;

/// The words of a story as a screen shows them.
pub struct Shown {
    /// All of it, or what is left when the unread is taken out.
    pub reading: Reading,
    /// The first thing that a newer Stet wrote: `UnknownBlock`, `UnknownMark`, `UnknownObject`, `UnreadableFurniture`.
    pub unread: Option<Error>,
}

impl Shown {
    pub(super) fn of(doc: &LoroDoc, fields: &Fields) -> Self {
        let settled = settled_fields(fields, &suggest::records::order(doc));
        let (mut reading, unread) = project_fields(&settled).shown();
        let unreadable = settings::complete(doc, &mut reading);
        Self {
            reading,
            unread: unread.or(unreadable),
        }
    }

    /// The content hash where everything is read; else a hash that is no content hash, and another for other words.
    pub fn hash(&self) -> ContentHash {
        match self.unread {
            None => content_hash(&self.reading),
            Some(_) => unread_hash(&self.reading),
        }
    }

    /// The story as readers will have it.
    ///
    /// # Errors
    /// What is unread.
    pub fn whole(self) -> Result<Reading> {
        match self.unread {
            None => Ok(self.reading),
            Some(unread) => Err(unread),
        }
    }
}
