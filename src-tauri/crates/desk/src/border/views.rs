//! Saved views of the desk.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The filters of the desk under a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedView {
    pub name: String,
    /// `open`, `waiting`, `drafts`, …
    pub filter: String,
    /// Every section when empty.
    pub section: String,
    /// A person's id; anyone when empty.
    pub with_whom: String,
    /// Words that a story has; every story when empty.
    pub find: String,
    /// `list` or `board`.
    pub look: String,
}
