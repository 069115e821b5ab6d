//! The flat delta: how an edit of text travels between the window and the document.
//!
//! A batch names text fields and, for each, a list of operations over its flat text, in UTF-16 units, as the webview
//! counts. A block begins with U+FFFC, whose attributes say what the block is; see `flat` for their meaning.
//! The same shape serves both ways and the initial load (a document is the batch that makes it from nothing).

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::side::Side;

/// Operations by field: `kicker`, `headline`, `standfirst`, `dateline`, `body`, `stash`, and the texts beside the body by
/// their names, such as `note:7-3`, `pull:7-1:by` and `fig:7-2:alt`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Batch(pub BTreeMap<Field, Vec<Op>>);

/// A text of a story that is edited as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Kicker,
    Headline,
    Standfirst,
    Dateline,
    Body,
    /// What was cut and is kept: lines of words with marks, which are the desk's alone and in no reading.
    Stash,
    /// One of any number of texts that belong to something in the body: a line of words with marks.
    Side(Side),
}

const NAMED: [(&str, Field); 6] = [
    ("kicker", Field::Kicker),
    ("headline", Field::Headline),
    ("standfirst", Field::Standfirst),
    ("dateline", Field::Dateline),
    ("body", Field::Body),
    ("stash", Field::Stash),
];

impl Field {
    /// The fields that each story has.
    pub(crate) fn named() -> impl Iterator<Item = Field> {
        NAMED.iter().map(|(_, field)| field.clone())
    }

    /// The field of this name, on the wire and in the document.
    pub fn from_name(name: &str) -> Option<Self> {
        let named = NAMED.iter().find(|(known, _)| *known == name);
        named
            .map(|(_, field)| field.clone())
            .or_else(|| Side::from_name(name).map(Field::Side))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::Side(side) => side.fmt(f),
            named => {
                let name = NAMED.iter().find(|(_, field)| field == named);
                f.write_str(name.map_or("", |(name, _)| name))
            }
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Field::from_name(&name)
            .ok_or_else(|| serde::de::Error::custom(format!("no such text: {name}")))
    }
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
