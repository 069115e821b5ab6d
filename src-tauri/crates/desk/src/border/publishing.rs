//! Targets, what is due, and receipts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TargetView {
    pub name: String,
    /// `plain` or `hugo`.
    pub profile: String,
    pub folder: String,
    /// Whether this laptop is the one that publishes it.
    pub here: bool,
    /// Why it cannot be written to just now, as a code; None when it can.
    pub trouble: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddTargetRequest {
    pub name: String,
    pub profile: String,
    pub folder: String,
}

/// One line of the list of what is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueView {
    pub story: String,
    pub slugline: String,
    pub headline: String,
    pub revision: u32,
    pub at: String,
    pub targets: Vec<String>,
    /// Why it will not fire, as a refusal; None when it will.
    pub sleeping: Option<super::Refused>,
    /// How many minutes past its time it is, when it needs an answer.
    pub late_minutes: Option<u32>,
}

/// What one publication did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceiptView {
    pub story: String,
    pub slugline: String,
    pub target: String,
    pub revision: u32,
    pub content_hash: String,
    pub due: Option<String>,
    pub fired: String,
    pub late_minutes: u32,
    pub approved_by: String,
    pub approved_by_author: bool,
    /// Paths inside the target's folder.
    pub files: Vec<String>,
    pub folder: String,
    /// True when the target already held exactly this revision and nothing was written.
    pub already_there: bool,
}

/// A story found by search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Found {
    pub story: String,
    pub slugline: String,
    pub headline: String,
    pub section: String,
    pub state: String,
    pub updated: String,
    /// Text with the hits apart from the rest.
    pub snippet: Vec<SnippetPart>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnippetPart {
    pub text: String,
    pub hit: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SearchRequest {
    pub query: String,
    pub section: Option<String>,
    pub by: Option<String>,
    pub state: Option<String>,
}
