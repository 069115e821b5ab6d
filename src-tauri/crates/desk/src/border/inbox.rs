//! What concerns one person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InboxView {
    /// The newsroom's zone, in which its times are told.
    pub zone: String,
    pub lines: Vec<InboxLineView>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InboxLineView {
    /// Names the line: the same for as long as it says the same.
    pub id: String,
    /// `sent_back`, `approved`, `void`, `query`, `filed`, …
    pub kind: String,
    pub story: String,
    pub slugline: String,
    /// What a list calls the story.
    pub title: String,
    /// Who did or said it; empty where nobody did.
    pub by: String,
    pub at: String,
    /// What was said with it; may be empty.
    pub words: String,
    pub seen: bool,
    /// Something did not happen that should have: it stays until somebody has put it right.
    pub alarm: bool,
}

/// What somebody has seen of their inbox.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeenRequest {
    /// Ids of lines; every line when there is none.
    pub lines: Vec<String>,
    /// False takes it back.
    pub seen: bool,
}

/// What the system shows to somebody who looks elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// A kind of the inbox.
    pub kind: String,
    /// Empty where not even that may be shown.
    pub slugline: String,
}

/// What this laptop tells while the window is not in front.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TellingChoice {
    /// What became of one's own stories.
    pub stories: bool,
    /// What should have happened and did not.
    pub alarms: bool,
}
