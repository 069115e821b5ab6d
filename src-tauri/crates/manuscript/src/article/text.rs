//! Bytes that claim to be text.
//!
//! Not here: anything about the words; all text is good text.

/// The most that is read as one article, in bytes: what a story may hold.
pub const LONGEST_ARTICLE: usize = 2_000_000;

/// First bytes of files that people drop in place of a text, some of them without a zero byte near the start.
const NOT_TEXT: [&[u8]; 4] = [b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0"];

/// Why bytes are not a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No bytes, or only white space.
    #[error("the text is empty")]
    Empty,
    /// `at` is the byte offset of the first fault.
    #[error("not UTF-8, at byte {at}")]
    NotUtf8 { at: usize },
    /// A file of another kind, or zero bytes in it; `at` is the byte offset where that shows.
    #[error("not a text, at byte {at}")]
    NotText { at: usize },
    #[error("{bytes} bytes are more than the {most} that a story holds")]
    TooLong { bytes: usize, most: usize },
}

impl Unreadable {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotUtf8 { .. } => "not-utf-8",
            Self::NotText { .. } => "not-text",
            Self::TooLong { .. } => "too-long",
        }
    }
}

pub(super) fn from_bytes(bytes: &[u8]) -> Result<&str, Unreadable> {
    if bytes.len() > LONGEST_ARTICLE {
        return Err(Unreadable::TooLong {
            bytes: bytes.len(),
            most: LONGEST_ARTICLE,
        });
    }
    if NOT_TEXT.iter().any(|first| bytes.starts_with(first)) {
        return Err(Unreadable::NotText { at: 0 });
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Unreadable::NotText { at });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Unreadable::NotUtf8 {
        at: error.valid_up_to(),
    })?;
    if text
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .is_empty()
    {
        return Err(Unreadable::Empty);
    }
    Ok(text)
}
