//! What a write changed, so that windows know what they show no longer holds; and how a refusal travels.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing that a write made stale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Change {
    pub what: Changed,
    /// The story's or person's id; empty for the newsroom as a whole.
    pub id: String,
    /// The story's head revision after the write, where there is one.
    pub revision: Option<u32>,
    /// The id of the person who wrote; empty for the publisher.
    pub by: String,
    /// The step that was taken, where one was.
    pub step: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    Newsroom,
    Person,
    Story,
    /// Only the words of a story; its place on the desk is the same.
    Text,
    Target,
}

/// A refusal or failure: a closed code and the facts its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Refused {
    pub code: String,
    pub params: BTreeMap<String, String>,
}
