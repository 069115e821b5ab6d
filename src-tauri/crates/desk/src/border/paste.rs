//! What is pasted, and what it became.

use manuscript::Batch;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Refused;

/// What the clipboard or a drop holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PasteRequest {
    /// None when there is none, or when the words are wanted plain.
    pub html: Option<String>,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PastedView {
    /// A text of its own whose body is what was pasted.
    #[ts(type = "Batch")]
    pub fields: Batch,
    /// What was left out or became plainer, each code once with its `count`.
    pub report: Vec<Refused>,
    pub words: u32,
}
