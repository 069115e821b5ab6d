//! What a unit says beside what it is: who suggests it in or out or otherwise, and which comment lies on it.
//!
//! The id is part of the key, so the notes of two people never meet in one value. The same keys stand on words and on
//! markers: `ins:<sid>` and `del:<sid>` are `true`, `fmt:<sid>` is JSON text `{"strong":[old,new]}`, `c:<cid>` is `true` and
//! suggests nothing.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::side::is_id;
use crate::wire::Attributes;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Note {
    Inserted,
    Struck,
    Formatted,
    Commented,
}

/// For each attribute that a suggestion changes, the old value and the new; null where there is none.
pub(crate) type Looks = BTreeMap<String, (Value, Value)>;

/// The kind and the id that a key names.
pub(crate) fn note(key: &str) -> Option<(Note, &str)> {
    let (kind, id) = key.split_once(':')?;
    let kind = match kind {
        "ins" => Note::Inserted,
        "del" => Note::Struck,
        "fmt" => Note::Formatted,
        "c" => Note::Commented,
        _ => return None,
    };
    is_id(id).then_some((kind, id))
}

/// Whether a key has the form of a note, with an id that makes sense or not.
pub(crate) fn is_note_like(key: &str) -> bool {
    ["ins:", "del:", "fmt:", "c:"]
        .iter()
        .any(|prefix| key.starts_with(prefix))
}

/// Whether a key speaks of a suggestion; a comment's anchor does not.
pub(crate) fn is_suggestion(key: &str) -> bool {
    matches!(note(key), Some((kind, _)) if kind != Note::Commented)
}

/// The notes of one kind that make sense, with their ids.
pub(crate) fn notes(attributes: &Attributes, kind: Note) -> impl Iterator<Item = &str> {
    attributes.iter().filter_map(move |(key, value)| {
        let (found, id) = sound(key, value)?;
        (found == kind).then_some(id)
    })
}

pub(crate) fn sound<'a>(key: &'a str, value: &Value) -> Option<(Note, &'a str)> {
    let (kind, id) = note(key)?;
    let good = match kind {
        Note::Formatted => value.is_string(),
        Note::Inserted | Note::Struck | Note::Commented => *value == Value::Bool(true),
    };
    good.then_some((kind, id))
}

pub(crate) fn sound_notes(attributes: &Attributes) -> Attributes {
    let sound = attributes
        .iter()
        .filter(|(key, value)| sound(key, value).is_some());
    sound
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

pub(crate) fn key(kind: Note, id: &str) -> String {
    let kind = match kind {
        Note::Inserted => "ins",
        Note::Struck => "del",
        Note::Formatted => "fmt",
        Note::Commented => "c",
    };
    format!("{kind}:{id}")
}

/// What a `fmt:` value says; what makes no sense says nothing.
pub(crate) fn looks(value: &Value) -> Looks {
    let text = value.as_str().unwrap_or_default();
    let Ok(Value::Object(map)) = serde_json::from_str(text) else {
        return Looks::new();
    };
    let pairs = map.into_iter().filter_map(|(key, pair)| {
        let [old, new] = <[Value; 2]>::try_from(match pair {
            Value::Array(pair) => pair,
            _ => return None,
        })
        .ok()?;
        let plain = |value: &Value| !value.is_array() && !value.is_object();
        if key == "b:id" || is_note_like(&key) {
            return None;
        }
        (plain(&old) && plain(&new)).then_some((key, (old, new)))
    });
    pairs.collect()
}

/// Whether a change of this kind reaches words, and whether it reaches markers; one that takes a note away reaches both.
pub(crate) fn reaches(kind: Note, value: &Value) -> (bool, bool) {
    if kind != Note::Formatted || value.is_null() {
        return (true, true);
    }
    let on_markers = looks(value).keys().all(|key| key.starts_with("b:"));
    (!on_markers, on_markers)
}

/// The value of `fmt:`, or nothing when nothing is changed.
pub(crate) fn written(looks: &Looks) -> Option<Value> {
    let map: serde_json::Map<String, Value> = looks
        .iter()
        .map(|(key, (old, new))| (key.clone(), Value::from(vec![old.clone(), new.clone()])))
        .collect();
    (!map.is_empty()).then(|| Value::String(Value::Object(map).to_string()))
}
