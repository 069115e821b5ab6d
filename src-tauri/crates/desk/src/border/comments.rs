//! Comments on a story: threads as they are shown, and the requests that add to them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Someone;

/// A comment with everything said under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommentView {
    pub id: String,
    /// The id of the mark on the words that it is about; empty for one on the whole story.
    pub anchor: String,
    /// The words as they were when it was made.
    pub about: String,
    pub text: String,
    /// A query: the story is not approved while it is open.
    pub blocking: bool,
    /// Set where nobody asks: a merge left two versions to be read.
    pub kept_both: Option<KeptBothView>,
    pub by: Someone,
    pub at: String,
    pub mentions: Vec<Someone>,
    pub replies: Vec<ReplyView>,
    pub resolved: Option<ResolvedView>,
    /// Whether whoever asks may settle it, or open it again.
    pub may_resolve: bool,
}

/// Where a merge kept two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptBothView {
    /// The text, by its name in the document.
    pub field: String,
    /// Which block of it, counted from 1.
    pub paragraph: u32,
    /// `deleted`, `moved`, `doubled` or `replaced`.
    pub how: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReplyView {
    pub id: String,
    pub text: String,
    pub by: Someone,
    pub at: String,
    pub mentions: Vec<Someone>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResolvedView {
    pub by: Someone,
    pub at: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CommentRequest {
    pub story: String,
    pub anchor: String,
    pub about: String,
    pub text: String,
    pub blocking: bool,
    /// People by id or name.
    pub mentions: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReplyRequest {
    pub story: String,
    pub comment: String,
    pub text: String,
    pub mentions: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ResolveRequest {
    pub story: String,
    pub comment: String,
    /// False opens it again.
    pub resolved: bool,
}
