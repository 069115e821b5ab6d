//! The flat delta: how an edit of text travels between the window and the document.
//!
//! A batch names text fields and, for each, a list of operations over its flat text, in UTF-16 units, as the webview
//! counts. A block begins with U+FFFC, whose attributes say what the block is; see `flat` for their meaning.
//! The same shape serves both ways and the initial load (a document is the batch that makes it from nothing).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Operations by field: `kicker`, `headline`, `standfirst`, `dateline`, `body`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Batch(pub BTreeMap<Field, Vec<Op>>);

/// A text of a story that is edited as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Kicker,
    Headline,
    Standfirst,
    Dateline,
    Body,
}

/// One operation; lengths are UTF-16 units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Op {
    Retain {
        retain: usize,
        /// A change of attributes; `null` removes.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        attributes: Attributes,
    },
    Insert {
        insert: String,
        /// The complete attributes of the inserted text; nothing is inherited.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        attributes: Attributes,
    },
    Delete {
        delete: usize,
    },
}

pub type Attributes = BTreeMap<String, Value>;
