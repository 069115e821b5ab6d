//! What scripts ask for beyond the window: edits by difference, exports, and the care of the newsroom's file.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Refused, ToBeReadView, TrailView};

/// An edit by difference: the story's history and anchors survive it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditRequest {
    pub story: String,
    /// Field and value, as typed.
    pub set: Vec<(String, String)>,
    /// The new body, as Markdown.
    pub body: Option<String>,
    /// The `head_hash` of the text that this was made from: with another one here nothing is changed.
    pub seen_hash: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRequest {
    pub story: String,
    pub profile: String,
    /// The working copy, marked as a draft.
    pub draft: bool,
}

/// What an audit of one story says, checked without the newsroom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audited {
    /// As its roster calls itself.
    pub newsroom: String,
    pub story: String,
    /// The entry of the first roster: whoever knows the newsroom knows it.
    pub first_roster: String,
    pub entries: u64,
    pub live_state: String,
    pub live_hash: Option<String>,
    pub trail: Vec<TrailView>,
    pub to_be_read: Vec<ToBeReadView>,
    pub revisions: Vec<AuditedRevision>,
    pub flaws: Vec<Refused>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedRevision {
    pub number: u32,
    pub step: String,
    pub content_hash: String,
    /// The text at that moment has this hash.
    pub holds: bool,
}

/// What a check of every signature and page found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    pub entries: u64,
    pub flaws: Vec<Refused>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebuilt {
    pub entries: u64,
    pub stories: u64,
}

/// A backup that was written, or a folder that was made from one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackedUp {
    pub path: PathBuf,
    pub bytes: u64,
}
