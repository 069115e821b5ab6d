//! Suggestions: who made them, and deciding on them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Someone, TextChanged};

/// One open suggestion, as a list names it; its place is in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SuggestionView {
    pub sid: String,
    pub by: Someone,
    pub at: String,
    /// `insert`, `delete`, `replace`, `format`, `split`, `join`, `retype`, `nest`.
    pub kind: String,
    /// The field in which it begins.
    pub field: String,
    pub inserted: String,
    pub struck: String,
    pub set: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DecideRequest {
    pub story: String,
    /// The version of the open text.
    pub version: String,
    pub sids: Vec<String>,
    /// `accept` or `stand`.
    pub how: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Decided {
    /// None when nothing was left to decide.
    pub changed: Option<TextChanged>,
    /// Words of others that would have gone with it, and were kept.
    pub kept: Vec<String>,
}
