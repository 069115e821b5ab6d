//! What can be wrong with a story's text, as facts with their data.
//!
//! The words that a person reads are elsewhere: here is a stable code for each.

use crate::article::Unreadable;
use crate::wire::Field;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// An edit that cannot be applied; the document is as it was. `operation` counts from 0 within its field.
    #[error("edit {batch}, {field:?}, operation {operation}: {fault}")]
    Malformed {
        batch: usize,
        field: Box<Field>,
        operation: usize,
        fault: Fault,
    },
    /// The bytes of the update at this index are not an update of a story.
    #[error("update {index} is damaged")]
    DamagedUpdate { index: usize },
    #[error("the checkpoint is damaged")]
    DamagedCheckpoint,
    /// The updates at these indexes build on text that is not here yet.
    #[error("updates {indexes:?} build on text that is not here yet")]
    Waiting { indexes: Vec<usize> },
    /// Somebody already wrote as this peer: each opening of a story needs a new one.
    #[error("peer {peer} has already written in this story")]
    PeerTaken { peer: u64 },
    #[error("these bytes name no moment of a story")]
    DamagedFrontier,
    /// The moment belongs to text that is not here.
    #[error("this moment is not in the story")]
    UnknownFrontier,
    /// A block that a newer Stet wrote: the story shows and is kept, but has no canonical form here.
    #[error("unknown kind of block: {kind}")]
    UnknownBlock { kind: String },
    #[error("unknown mark: {name}")]
    UnknownMark { name: String },
    /// An object inside a line that a newer Stet wrote.
    #[error("unknown object inside {field:?}")]
    UnknownObject { field: Field },
    /// A setting that cannot be stored, by the name of its field.
    #[error("{field} cannot be stored as it is")]
    UnreadableFurniture { field: &'static str },
    /// These bytes are not the canonical form of a story; `at` is the byte offset.
    #[error("not a canonical form, at byte {at}")]
    NotCanonical { at: usize },
    #[error("not a content hash")]
    NotAHash,
    /// Bytes that were to be read as an article are not a text.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("{bytes} bytes of HTML are more than the {most} that are read at once")]
    HtmlTooLong { bytes: usize, most: usize },
    /// Not every word that the HTML shows would come in.
    #[error("the words of the HTML would not come in as they are")]
    HtmlWordsDiffer,
    /// The text engine refused or broke off while doing this.
    #[error("the text engine failed to {what}")]
    Engine { what: &'static str },
}

/// What is wrong with one operation of an edit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("reaches past the end of the text, {length} units long")]
    PastTheEnd { length: usize },
    #[error("is empty")]
    Empty,
    #[error("cuts a surrogate pair at unit {at}")]
    CutPair { at: usize },
    #[error("has a marker or an object inside text")]
    MarkerInText,
    #[error("has a marker outside the body")]
    MarkerOutsideBody,
    #[error("has a marker without a usable id")]
    BadId,
    #[error("gives two blocks the id {id}")]
    IdTaken { id: String },
    #[error("changes the id of a block")]
    IdChanged,
    #[error("is no suggestion of this person")]
    NotSuggested,
    #[error("gives a table more rows or columns than it can have")]
    TableTooLarge,
    #[error("has an attribute {key} that does not belong there")]
    BadAttribute { key: String },
}

impl Error {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Malformed { .. } => "malformed",
            Error::DamagedUpdate { .. } => "damaged-update",
            Error::DamagedCheckpoint => "damaged-checkpoint",
            Error::Waiting { .. } => "waiting",
            Error::PeerTaken { .. } => "peer-taken",
            Error::DamagedFrontier => "damaged-frontier",
            Error::UnknownFrontier => "unknown-frontier",
            Error::UnknownBlock { .. } => "unknown-block",
            Error::UnknownMark { .. } => "unknown-mark",
            Error::UnknownObject { .. } => "unknown-object",
            Error::UnreadableFurniture { .. } => "unreadable-furniture",
            Error::NotCanonical { .. } => "not-canonical",
            Error::NotAHash => "not-a-hash",
            Error::Unreadable(why) => why.code(),
            Error::HtmlTooLong { .. } => "html-too-long",
            Error::HtmlWordsDiffer => "html-words-differ",
            Error::Engine { .. } => "engine",
        }
    }
}
