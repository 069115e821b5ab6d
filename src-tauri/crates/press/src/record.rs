//! What is known about one publication besides the words.

use crate::Pictures;

/// The facts of a publication. Page bytes follow from the two times only; the rest is for the manifest and the
/// receipt, so that anyone can check the copy offline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicationRecord {
    pub story: String,
    pub revision: u32,
    /// Lower-case hex.
    pub content_hash: String,
    pub canonical_version: u32,
    /// The whole signed approval entry, lower-case hex.
    pub approval_entry: String,
    /// The whole signed roster entry that the approval names, lower-case hex.
    pub roster_entry: String,
    pub approved_by: String,
    pub approved_by_author: bool,
    /// When readers first had the story, or the scheduled minute if there was one; RFC 3339 in the newsroom's zone.
    pub first_published: String,
    /// When this revision went out; RFC 3339 in the newsroom's zone.
    pub published_at: String,
    /// The last change that readers can see; RFC 3339 in the newsroom's zone.
    pub last_modified: String,
    /// IANA name of the newsroom's zone.
    pub zone: String,
    /// Readers have a notice in the story's place, and the approval is the entry that withdrew it.
    pub withdrawn: bool,
    /// What the pictures of the story are, as their bytes say.
    pub pictures: Pictures,
}
