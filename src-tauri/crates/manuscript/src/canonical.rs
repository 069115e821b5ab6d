//! The canonical form of a story, version 1: the bytes that `content_hash` is taken over.
//!
//! Deterministic CBOR (RFC 8949 §4.2.1) of what readers see, and of nothing else; a default is left out, so that a
//! field added later changes no old hash. Approvals in the world name these bytes: they are never redefined. The vectors in
//! `tests/fixtures/canonical/v1.json` are frozen: they are added to, never edited.

mod read;
mod write;

use std::fmt;
use std::str::FromStr;

pub use read::from_canonical;
pub use write::canonical;

use crate::error::{Error, Result};
use crate::reading::Reading;

pub const CANONICAL_VERSION: u32 = 1;

const DOMAIN: &[u8] = b"stet-content-v1\0";

/// No approval is about a hash of this kind.
const UNREAD: &[u8] = b"stet-unread-v1\0";

/// Says of two readings whether readers see the same. Shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub [u8; 32]);

pub fn content_hash(reading: &Reading) -> ContentHash {
    hash(DOMAIN, reading)
}

/// Tells apart the words of stories that cannot be read whole. No story that can be read has it.
pub(crate) fn unread_hash(shown: &Reading) -> ContentHash {
    hash(UNREAD, shown)
}

fn hash(domain: &[u8], reading: &Reading) -> ContentHash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(domain);
    hasher.update(&canonical(reading));
    ContentHash(*hasher.finalize().as_bytes())
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

impl FromStr for ContentHash {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let hash = blake3::Hash::from_hex(text).map_err(|_| Error::NotAHash)?;
        Ok(ContentHash(*hash.as_bytes()))
    }
}

#[cfg(test)]
mod tests;
