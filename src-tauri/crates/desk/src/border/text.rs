//! The text of a story while it is open: the protocol of offers and versions.

use manuscript::Batch;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A story's text, opened by one window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenText {
    pub story: String,
    /// Counts up by one with every accepted change.
    pub version: String,
    /// The peer whose ids new blocks take: `<peer>-<counter>`.
    pub peer: String,
    #[ts(type = "Batch")]
    pub fields: Batch,
    pub may_type: bool,
    /// Whether what they type instead is a suggestion.
    pub may_suggest: bool,
    /// The caret that a crash or a closed window left, as a flat offset of the body.
    pub caret: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ApplyTextRequest {
    pub story: String,
    pub version: String,
    /// The same id for the same typing, so that an answer that was lost can be asked for again.
    pub batch: String,
    #[ts(type = "Batch[]")]
    pub batches: Vec<Batch>,
    /// Where the caret stands after it, as a flat offset of the body.
    pub caret: Option<u32>,
}

/// The typing is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextKept {
    pub version: String,
    pub words: u32,
    /// The number of the revision whose approval this typing has made void.
    pub voided: Option<u32>,
    /// The revision whose approval counts again, after an undo.
    pub counts_again: Option<u32>,
}

/// What others wrote, offered to a window that is quiet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TextOffer {
    /// None when nothing waits.
    pub offer: Option<String>,
    #[ts(type = "Batch")]
    pub batch: Batch,
}

/// A change that the desk made to the open text: an undo, a redo, an accepted offer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TextChanged {
    pub version: String,
    #[ts(type = "Batch")]
    pub batch: Batch,
    pub words: u32,
    pub voided: Option<u32>,
    pub counts_again: Option<u32>,
    /// How many places have two versions now that somebody has to read.
    pub two_versions: u32,
}

/// One change of furniture that is not flat text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", content = "to", rename_all = "snake_case")]
pub enum FurnitureChange {
    Slugline(String),
    Section(String),
    Language(String),
    WebAddress(String),
    Byline(Option<String>),
    Kicker(String),
    Dateline(String),
    Credits(Vec<super::CreditView>),
    Tags(Vec<String>),
    Related(Vec<super::RelatedView>),
    /// The note to readers that goes with the open update; the empty text takes it away.
    Correction(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SetFurnitureRequest {
    pub story: String,
    pub changes: Vec<FurnitureChange>,
}
