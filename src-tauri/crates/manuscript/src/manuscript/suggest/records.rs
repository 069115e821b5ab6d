//! What is kept of suggestions beside the text, in the map `suggestions`.
//!
//! `<sid>` → who made it and when, as JSON. The rest is the guard: a mark is a range, and words that another desk types into it at
//! the same time come out marked like the rest. What is not in these records was never struck, nor typed as a suggestion.
//!
//! `<sid>/del:<peer>-<n>` → the units that one deletion struck, by the engine's ids. `<sid>/ins:<peer>-<n>` → `true`: what this peer
//! types from its operation `n` on is of this suggestion, up to the next such key; with an empty sid it is plain. So typing
//! on costs nothing more. Units that came in otherwise are listed there as under `del:`.
//!
//! Nothing here is ever taken away: an undo may bring any of it back into the text.

use std::collections::{BTreeMap, HashMap};

use loro::cursor::{PosType, Side};
use loro::{ID, LoroDoc, LoroMap, LoroResult, LoroText, LoroValue};
use serde::{Deserialize, Serialize};

use super::super::{Peer, layout};
use crate::flat::Order;
use crate::flat::notes::Note;
use crate::side::is_id;

/// Who made a suggestion, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) by: String,
    pub(crate) at: String,
    /// Greater than that of every suggestion which its maker had before them: clocks differ.
    #[serde(default)]
    pub(crate) turn: u64,
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
    let last = all(doc).into_iter().map(|(_, known)| known.turn).max();
    let record = Record {
        turn: last.unwrap_or(0).saturating_add(1),
        ..record.clone()
    };
    let value = serde_json::to_string(&record).unwrap_or_default();
    map(doc).insert(sid, value.as_str())
}

pub(crate) fn order(doc: &LoroDoc) -> Order {
    let made = |record: Record| (record.turn, record.at);
    let all = all(doc).into_iter();
    Order(all.map(|(sid, record)| (sid, made(record))).collect())
}

fn all(doc: &LoroDoc) -> Vec<(String, Record)> {
    let LoroValue::Map(entries) = map(doc).get_value() else {
        return Vec::new();
    };
    let records = entries.iter().filter(|(key, _)| is_id(key));
    let read = records.filter_map(|(key, value)| match value {
        LoroValue::String(text) => Some((key.clone(), serde_json::from_str(text).ok()?)),
        _ => None,
    });
    read.collect()
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
    pub(crate) typed: BTreeMap<String, Units>,
}

impl Traces {
    pub(crate) fn strike(&mut self, sid: &str, ids: &[ID]) {
        add(&mut self.struck, sid, ids);
    }

    pub(crate) fn typed(&mut self, sid: &str, ids: &[ID]) {
        add(&mut self.typed, sid, ids);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.struck.is_empty() && self.typed.is_empty()
    }

    /// `moment` is what this peer has written so far, which no earlier key says.
    pub(crate) fn write(&self, doc: &LoroDoc, peer: Peer, moment: i32) -> LoroResult<()> {
        let map = map(doc);
        for (kind, noted) in [("del", &self.struck), ("ins", &self.typed)] {
            for (sid, units) in noted {
                let value = serde_json::to_string(units).unwrap_or_default();
                map.insert(&format!("{sid}/{kind}:{peer}-{moment}"), value.as_str())?;
            }
        }
        Ok(())
    }
}

fn add(noted: &mut BTreeMap<String, Units>, sid: &str, ids: &[ID]) {
    if !ids.is_empty() {
        let units = noted.entry(sid.to_owned()).or_default();
        ids.iter().for_each(|id| units.push(*id));
    }
}

/// Says that what this peer types from now on is of this suggestion, or plain.
pub(super) fn switch(doc: &LoroDoc, to: Option<&str>) -> LoroResult<()> {
    let peer = doc.peer_id();
    let moment = layout::written_by(doc, peer);
    let sid = to.unwrap_or_default();
    map(doc).insert(&format!("{sid}/ins:{peer}-{moment}"), true)
}

/// What is known of the units of each suggestion.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    struck: HashMap<String, Runs>,
    typed: HashMap<String, Runs>,
    /// For each peer, from which operation on it typed what.
    switches: HashMap<Peer, BTreeMap<i32, String>>,
}

type Runs = HashMap<Peer, Vec<(i32, i32)>>;

impl Guard {
    pub(crate) fn read(doc: &LoroDoc) -> Self {
        let mut guard = Self::default();
        let LoroValue::Map(entries) = map(doc).get_value() else {
            return guard;
        };
        for (key, value) in entries.iter() {
            let split = key.split_once('/');
            if let Some((sid, (kind, moment))) =
                split.and_then(|(sid, what)| Some((sid, what.split_once(':')?)))
            {
                guard.take(sid, kind, moment, value);
            }
        }
        guard
    }

    fn take(&mut self, sid: &str, kind: &str, moment: &str, value: &LoroValue) {
        let noted = match kind {
            "del" => &mut self.struck,
            "ins" => &mut self.typed,
            _ => return,
        };
        let noted = noted.entry(sid.to_owned()).or_default();
        if let LoroValue::String(text) = value {
            let units = serde_json::from_str::<Units>(text).unwrap_or_default();
            for (peer, first, length) in units.0 {
                let end = first.saturating_add(length);
                noted.entry(peer).or_default().push((first, end));
            }
        } else if kind == "ins"
            && let Some((peer, first)) = moment.split_once('-')
            && let (Ok(peer), Ok(first)) = (peer.parse(), first.parse())
        {
            let switches = self.switches.entry(peer).or_default();
            switches.insert(first, sid.to_owned());
        }
    }

    pub(crate) fn is_true(&self, kind: Note, sid: &str, id: ID) -> bool {
        match kind {
            Note::Struck => self.struck(sid, id),
            _ => self.typed(sid, id),
        }
    }

    /// Whether a deletion struck this unit. What nothing says of, nobody struck.
    pub(crate) fn struck(&self, sid: &str, id: ID) -> bool {
        self.struck.get(sid).is_some_and(|runs| is_in(runs, id))
    }

    /// Whether a suggestion typed this unit; of one that nothing is known of, all.
    pub(crate) fn typed(&self, sid: &str, id: ID) -> bool {
        let switches = self.switches.get(&id.peer);
        let switch = switches.and_then(|switches| switches.range(..=id.counter).next_back());
        let typed = self.typed.get(sid);
        typed.is_none_or(|runs| is_in(runs, id)) || switch.is_some_and(|(_, last)| last == sid)
    }
}

fn is_in(runs: &Runs, id: ID) -> bool {
    let mut runs = runs.get(&id.peer).into_iter().flatten();
    runs.any(|(first, end)| (*first..*end).contains(&id.counter))
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
