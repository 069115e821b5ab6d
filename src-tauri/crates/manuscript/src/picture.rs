//! Which picture a figure shows: the picture's own bytes say it, so no two laptops can mean two pictures by one name.
//!
//! Not here: the bytes, which the store keeps and no text holds.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::reading::{Block, Reading};

/// The blake3 of a picture's bytes, shown as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureHash(pub [u8; 32]);

impl PictureHash {
    pub fn of(bytes: &[u8]) -> Self {
        PictureHash(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for PictureHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PictureHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PictureHash({self})")
    }
}

impl FromStr for PictureHash {
    type Err = Error;

    /// One spelling only, so that equal pictures are equal text.
    fn from_str(text: &str) -> Result<Self> {
        let lower = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        match blake3::Hash::from_hex(text) {
            Ok(hash) if lower => Ok(PictureHash(*hash.as_bytes())),
            _ => Err(Error::NotAHash),
        }
    }
}

impl serde::Serialize for PictureHash {
    fn serialize<S: serde::Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// The pictures that readers see, in the order of the page, no doubles.
pub fn pictures(reading: &Reading) -> Vec<PictureHash> {
    let mut found = Vec::new();
    gather(&reading.body, &mut found);
    found
}

fn gather(blocks: &[Block], found: &mut Vec<PictureHash>) {
    for block in blocks {
        match block {
            Block::Figure { picture, .. } if !found.contains(picture) => found.push(*picture),
            Block::Bullets(items) | Block::Numbers { items, .. } => {
                items.iter().for_each(|item| gather(item, found));
            }
            Block::Quote(blocks) => gather(blocks, found),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PictureHash;

    #[test]
    fn a_picture_has_one_spelling() {
        let check = |text: &str, good: bool| {
            let read = text.parse::<PictureHash>();
            assert_eq!(read.is_ok(), good, "{text:?}");
            if let Ok(hash) = read {
                assert_eq!(hash.to_string(), text);
            }
        };
        check(&PictureHash::of(b"a").to_string(), true);
        check(&"0f".repeat(32), true);
        check(&"0F".repeat(32), false);
        check(&"0f".repeat(31), false);
        check("", false);
    }
}
