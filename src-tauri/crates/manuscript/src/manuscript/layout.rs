//! Where a story's parts lie in the engine's document, and how its texts are read.
//!
//! Roots have names and cannot be deleted, so nobody creates them; there are no nested containers: of two texts that two
//! desks create under one key, one would vanish.

use std::collections::HashMap;

use loro::{
    ExpandType, LoroDoc, LoroMap, LoroText, LoroValue, StyleConfig, StyleConfigMap, TextDelta,
};
use serde_json::Value;

use super::Peer;
use crate::flat::{FIELDS, Fields, Span, split_markers};
use crate::wire::{Attributes, Field};

/// What the map `blocks` says of a block, under the keys `<id>/<name>`.
pub(super) const BLOCK_KEYS: [&str; 3] = ["b:type", "b:level", "b:p"];

/// Marks on words.
pub(super) const INLINE_KEYS: [&str; 4] = ["code", "em", "link", "strong"];

pub(super) fn new_document(peer: Peer) -> LoroDoc {
    let doc = LoroDoc::new();
    doc.set_peer_id(peer)
        .expect("a new document has no edits under way and any number is a peer");
    let none = StyleConfig {
        expand: ExpandType::None,
    };
    let after = StyleConfig {
        expand: ExpandType::After,
    };
    let mut styles = StyleConfigMap::new();
    for key in ["b", "c", "ins", "del", "fmt", "link", "a"] {
        styles.insert(key.into(), none);
    }
    for key in ["strong", "em", "code", "sub", "sup"] {
        styles.insert(key.into(), after);
    }
    doc.config_text_style(styles);
    doc.config_default_text_style(Some(none));
    doc
}

pub(super) fn text(doc: &LoroDoc, field: Field) -> LoroText {
    doc.get_text(match field {
        Field::Kicker => "kicker",
        Field::Headline => "headline",
        Field::Standfirst => "standfirst",
        Field::Dateline => "dateline",
        Field::Body => "body",
    })
}

pub(super) fn blocks(doc: &LoroDoc) -> LoroMap {
    doc.get_map("blocks")
}

/// The key in `blocks`.
pub(super) fn block_key(id: &str, name: &str) -> String {
    format!("{id}/{name}")
}

/// The key of the mark that carries a marker's id.
pub(super) fn id_mark(id: &str) -> String {
    format!("b:{id}")
}

/// The id that a marker's marks carry; of several the smallest.
pub(super) fn marker_id(marks: &Attributes) -> Option<&str> {
    marks.keys().find_map(|key| key.strip_prefix("b:"))
}

pub(super) fn fields(doc: &LoroDoc) -> Fields {
    FIELDS
        .iter()
        .map(|field| (*field, spans(doc, *field)))
        .collect()
}

fn spans(doc: &LoroDoc, field: Field) -> Vec<Span> {
    let attributes = match field {
        Field::Body => block_attributes(doc),
        _ => HashMap::new(),
    };
    let mut spans: Vec<Span> = Vec::new();
    for (run, marks) in runs(text(doc, field).to_delta()) {
        for part in split_markers(&run) {
            let mut span = Span {
                text: part.to_owned(),
                attributes: marks.clone(),
            };
            if field == Field::Body && span.is_marker() {
                let id = marker_id(&marks);
                span.attributes = id
                    .and_then(|id| attributes.get(id))
                    .cloned()
                    .unwrap_or_default();
                span.attributes
                    .extend(id.map(|id| ("b:id".to_owned(), Value::from(id))));
            } else {
                span.attributes.retain(|key, _| !key.starts_with("b:"));
            }
            match spans.last_mut() {
                Some(last)
                    if last.attributes == span.attributes
                        && !last.is_marker()
                        && !span.is_marker() =>
                {
                    last.text.push_str(&span.text);
                }
                _ => spans.push(span),
            }
        }
    }
    spans
}

fn block_attributes(doc: &LoroDoc) -> HashMap<String, Attributes> {
    let mut attributes: HashMap<String, Attributes> = HashMap::new();
    if let LoroValue::Map(map) = blocks(doc).get_value() {
        for (key, value) in map.iter() {
            if let Some((id, name)) = key.split_once('/')
                && let Some(value) = scalar(value)
            {
                attributes
                    .entry(id.to_owned())
                    .or_default()
                    .insert(name.to_owned(), value);
            }
        }
    }
    attributes
}

/// Runs of text with their marks, the removed ones left out.
pub(super) fn runs(delta: Vec<TextDelta>) -> impl Iterator<Item = (String, Attributes)> {
    delta.into_iter().filter_map(|run| match run {
        TextDelta::Insert { insert, attributes } => {
            let marks = attributes.into_iter().flatten();
            let marks = marks.filter_map(|(key, value)| Some((key, scalar(&value)?)));
            Some((insert, marks.collect()))
        }
        TextDelta::Retain { .. } | TextDelta::Delete { .. } => None,
    })
}

fn scalar(value: &LoroValue) -> Option<Value> {
    match value {
        LoroValue::Bool(value) => Some(Value::from(*value)),
        LoroValue::I64(value) => Some(Value::from(*value)),
        LoroValue::Double(value) => Some(Value::from(*value)),
        LoroValue::String(value) => Some(Value::from(value.as_str())),
        _ => None,
    }
}

/// The stored form of an attribute's value; the checked ones are all of these kinds.
pub(super) fn stored(value: &Value) -> LoroValue {
    match value {
        Value::Bool(value) => LoroValue::from(*value),
        Value::Number(number) => number.as_i64().map_or(LoroValue::Null, LoroValue::from),
        Value::String(value) => LoroValue::from(value.as_str()),
        Value::Null | Value::Array(_) | Value::Object(_) => LoroValue::Null,
    }
}
