//! What is kept of suggestions beside the text, in the map `suggestions`.
//!
//! `<sid>` → who made it and when, as JSON. `<sid>/ins:<peer>` → this peer typed words of it. `<sid>/del:<peer>-<n>` → the units
//! that one deletion struck, by the engine's ids. The last two are the guard: a mark is a range, and words that another
//! desk types into it at the same time come out marked like the rest. What is not in these records was never struck, nor
//! typed as a suggestion, by whoever made it.
//!
//! Nothing here is ever taken away: an undo may bring any of it back into the text.

use std::collections::{BTreeMap, HashMap, HashSet};

use loro::cursor::{PosType, Side};
use loro::{ID, LoroDoc, LoroMap, LoroResult, LoroText, LoroValue};
use serde::{Deserialize, Serialize};

use super::super::Peer;
use crate::flat::Order;
use crate::side::is_id;

/// Who made a suggestion, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) by: String,
    pub(crate) at: String,
}

fn map(doc: &LoroDoc) -> LoroMap {
    doc.get_map("suggestions")
}

fn text_at(doc: &LoroDoc, key: &str) -> Option<String> {
    match map(doc).get(key)?.get_deep_value() {
        LoroValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}

pub(crate) fn record(doc: &LoroDoc, sid: &str) -> Option<Record> {
    serde_json::from_str(&text_at(doc, sid)?).ok()
}

/// Says who made a suggestion, unless that is said already.
pub(super) fn register(doc: &LoroDoc, sid: &str, record: &Record) -> LoroResult<()> {
    if map(doc).get(sid).is_some() {
        return Ok(());
    }
    let value = serde_json::to_string(record).unwrap_or_default();
    map(doc).insert(sid, value.as_str())
}

pub(crate) fn order(doc: &LoroDoc) -> Order {
    let mut order = HashMap::new();
    if let LoroValue::Map(entries) = map(doc).get_value() {
        for (key, value) in entries.iter().filter(|(key, _)| is_id(key)) {
            if let LoroValue::String(text) = value
                && let Ok(record) = serde_json::from_str::<Record>(text)
            {
                order.insert(key.clone(), record.at);
            }
        }
    }
    Order(order)
}

/// Units by the engine's ids, as runs of one peer: `[peer, first, length]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Units(Vec<(Peer, i32, i32)>);

impl Units {
    pub(crate) fn push(&mut self, id: ID) {
        match self.0.last_mut() {
            Some((peer, first, length)) if *peer == id.peer && *first + *length == id.counter => {
                *length += 1;
            }
            _ => self.0.push((id.peer, id.counter, 1)),
        }
    }
}

/// What a batch struck and typed, by suggestion.
#[derive(Debug, Default)]
pub(crate) struct Traces {
    pub(crate) struck: BTreeMap<String, Units>,
    pub(crate) typed: BTreeMap<String, ()>,
}

impl Traces {
    pub(crate) fn strike(&mut self, sid: &str, ids: &[ID]) {
        if ids.is_empty() {
            return;
        }
        let units = self.struck.entry(sid.to_owned()).or_default();
        ids.iter().for_each(|id| units.push(*id));
    }

    pub(crate) fn typed(&mut self, sid: &str) {
        self.typed.insert(sid.to_owned(), ());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.struck.is_empty() && self.typed.is_empty()
    }

    /// `moment` is what this peer has written so far, which no earlier key says.
    pub(crate) fn write(&self, doc: &LoroDoc, peer: Peer, moment: i32) -> LoroResult<()> {
        let map = map(doc);
        for (sid, units) in &self.struck {
            let value = serde_json::to_string(units).unwrap_or_default();
            map.insert(&format!("{sid}/del:{peer}-{moment}"), value.as_str())?;
        }
        for sid in self.typed.keys() {
            let key = format!("{sid}/ins:{peer}");
            if map.get(&key).is_none() {
                map.insert(&key, true)?;
            }
        }
        Ok(())
    }
}

/// What is known of the units of each suggestion.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    struck: HashMap<String, HashMap<Peer, Vec<(i32, i32)>>>,
    typists: HashMap<String, HashSet<Peer>>,
}

impl Guard {
    pub(crate) fn read(doc: &LoroDoc) -> Self {
        let mut guard = Self::default();
        let LoroValue::Map(entries) = map(doc).get_value() else {
            return guard;
        };
        for (key, value) in entries.iter() {
            let Some((sid, what)) = key.split_once('/') else {
                continue;
            };
            if let Some(peer) = what.strip_prefix("ins:").and_then(|peer| peer.parse().ok()) {
                guard
                    .typists
                    .entry(sid.to_owned())
                    .or_default()
                    .insert(peer);
            } else if let LoroValue::String(text) = value
                && what.starts_with("del:")
                && let Ok(units) = serde_json::from_str::<Units>(text)
            {
                let struck = guard.struck.entry(sid.to_owned()).or_default();
                for (peer, first, length) in units.0 {
                    let end = first.saturating_add(length);
                    struck.entry(peer).or_default().push((first, end));
                }
            }
        }
        guard
    }

    /// Whether a deletion struck this unit. What nothing says of, nobody struck.
    pub(crate) fn struck(&self, sid: &str, id: ID) -> bool {
        let runs = self.struck.get(sid).and_then(|struck| struck.get(&id.peer));
        runs.is_some_and(|runs| {
            runs.iter()
                .any(|(first, end)| (*first..*end).contains(&id.counter))
        })
    }

    /// Whether a suggestion typed this unit; of one that nothing is known of, all.
    pub(crate) fn typed(&self, sid: &str, id: ID) -> bool {
        self.typists
            .get(sid)
            .is_none_or(|peers| peers.contains(&id.peer))
    }
}

/// The engine's ids of the units in a range of UTF-16, one for each character.
pub(crate) fn ids(text: &LoroText, range: std::ops::Range<usize>) -> Vec<Option<ID>> {
    let place = |at| text.convert_pos(at, PosType::Utf16, PosType::Unicode);
    let (Some(start), Some(end)) = (place(range.start), place(range.end)) else {
        return Vec::new();
    };
    (start..end)
        .map(|at| text.get_cursor(at, Side::Middle)?.id)
        .collect()
}
