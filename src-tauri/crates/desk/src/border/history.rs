//! The whole life of a story's text: its moments, the text at one of them, and bringing it back.

use std::collections::BTreeMap;

use manuscript::{Batch, Difference};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Every moment that a story can be looked at, oldest first. The last one is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HistoryView {
    pub story: String,
    pub moments: Vec<MomentView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentView {
    /// The entry that made it; empty for now, with what no entry holds yet.
    pub entry: String,
    pub at: String,
    pub by: String,
    /// The step that was taken, where it was one; else somebody typed.
    pub step: Option<String>,
    /// The revision that the step sealed.
    pub revision: Option<u32>,
}

/// The text at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct MomentText {
    #[ts(type = "Batch")]
    pub fields: Batch,
    pub words: u32,
    /// The body cut where the hand changes.
    pub writers: Vec<WriterRun>,
    /// The same of each text beside the body, by its name.
    pub writers_beside: BTreeMap<String, Vec<WriterRun>>,
    /// From this moment to the story as it is now.
    #[ts(type = "unknown")]
    pub to_now: Difference,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WriterRun {
    /// UTF-16 units of the flat text, markers included.
    pub units: u32,
    /// Empty for a hand that nobody claims.
    pub by: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RestoreRequest {
    pub story: String,
    /// A moment's entry; or
    pub entry: Option<String>,
    /// a revision's number.
    pub revision: Option<u32>,
    /// The name of the revision that this seals.
    pub name: String,
}

/// One change between a revision and the story as it is, to be let stand as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LetStandRequest {
    pub story: String,
    /// The older revision's number.
    pub from: u32,
    /// The hash of the story that was compared.
    pub seen_hash: String,
    /// The line above the text that it is in; or
    pub field: Option<String>,
    /// the index of its block in the difference; or
    pub block: Option<u32>,
    /// its index among the changes beside the text.
    pub furniture: Option<u32>,
    /// Counted from zero in its line or block; runs beside each other that differ are one change. None is the block as a
    /// whole, which came, went, moved or was set otherwise.
    pub change: Option<u32>,
}
