//! Where a story's parts lie in the engine's document, and how its texts are read.
//!
//! Roots have names and cannot be deleted, so nobody creates them; there are no nested containers: of two texts that two
//! desks create under one key, one would vanish.

use std::collections::HashMap;
use std::ops::Range;

use loro::cursor::PosType;
use loro::{
    ExpandType, LoroDoc, LoroMap, LoroText, LoroValue, StyleConfig, StyleConfigMap, TextDelta,
};
use serde_json::Value;

use super::Peer;
use crate::flat::notes::{Note, note, reaches};
use crate::flat::{
    Fields, OBJECT, Span, footnote_attribute, footnote_id, is_grid_key, split_markers,
};
use crate::side::Side;
use crate::wire::{Attributes, Field};

/// What the map `blocks` says of a block, under the keys `<id>/<name>`, the rows and columns of a table apart.
pub(super) const BLOCK_KEYS: [&str; 4] = ["b:type", "b:level", "b:asset", "b:p"];

/// Whether an attribute of a marker says what its block is, and lies in `blocks`.
pub(super) fn is_block_key(key: &str) -> bool {
    BLOCK_KEYS.contains(&key) || is_grid_key(key)
}

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

/// Each text is a root of its own name.
pub(super) fn text(doc: &LoroDoc, field: &Field) -> LoroText {
    doc.get_text(field.to_string())
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

/// The key of the mark that carries a footnote's id. As with markers one key for each, and for the same reason: an undo
/// takes a shared key away from what others put beside it.
pub(super) fn footnote_mark(id: &str) -> String {
    format!("a:{id}")
}

/// The id that a footnote's marks carry; of several the smallest.
pub(super) fn marked_footnote(marks: &Attributes) -> Option<&str> {
    marks.keys().find_map(|key| key.strip_prefix("a:"))
}

/// Every text that there is: those of each story, and those beside the body that somebody wrote into.
pub(super) fn names(doc: &LoroDoc) -> Vec<Field> {
    let named = Field::named();
    let LoroValue::Map(roots) = doc.get_value() else {
        return named.collect();
    };
    let sides = roots.keys().filter_map(|name| Side::from_name(name));
    named.chain(sides.map(Field::Side)).collect()
}

pub(super) fn fields(doc: &LoroDoc) -> Fields {
    let fields = names(doc).into_iter().map(|field| {
        let spans = spans(doc, &field);
        (field, spans)
    });
    fields.collect()
}

fn spans(doc: &LoroDoc, field: &Field) -> Vec<Span> {
    let attributes = match field {
        Field::Body => block_attributes(doc),
        _ => HashMap::new(),
    };
    let find = |id: &str| attributes.get(id).cloned().unwrap_or_default();
    spans_of(field, text(doc, field).to_delta(), &find)
}

/// A part of a text, in UTF-16; looks nowhere else.
pub(super) fn spans_between(doc: &LoroDoc, field: &Field, range: Range<usize>) -> Vec<Span> {
    let delta = text(doc, field).slice_delta(range.start, range.end, PosType::Utf16);
    let names = std::cell::OnceCell::new();
    let find = |id: &str| {
        let own = names.get_or_init(|| names_by_block(doc)).get(id);
        let own = own.into_iter().flatten().map(String::as_str);
        let blocks = blocks(doc);
        let found = BLOCK_KEYS.into_iter().chain(own).filter_map(|name| {
            let value = blocks.get(&block_key(id, name))?.get_deep_value();
            Some((name.to_owned(), scalar(&value)?))
        });
        found.collect()
    };
    spans_of(field, delta.unwrap_or_default(), &find)
}

/// A part of a text with its marks alone.
pub(super) fn marked_between(doc: &LoroDoc, field: &Field, range: Range<usize>) -> Vec<Span> {
    let delta = text(doc, field).slice_delta(range.start, range.end, PosType::Utf16);
    let spans = runs(delta.unwrap_or_default()).map(|(text, attributes)| Span { text, attributes });
    spans.collect()
}

fn spans_of(
    field: &Field,
    delta: Vec<TextDelta>,
    attributes: &dyn Fn(&str) -> Attributes,
) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (run, marks) in runs(delta) {
        for part in parts(&run, &marks) {
            let mut span = Span {
                text: part.to_owned(),
                attributes: marks.clone(),
            };
            if *field == Field::Body && span.is_marker() {
                let id = marker_id(&marks);
                span.attributes = id.map(attributes).unwrap_or_default();
                span.attributes
                    .extend(id.map(|id| ("b:id".to_owned(), Value::from(id))));
                let beside = marks.iter().filter(|(key, _)| is_marker_mark(key));
                span.attributes
                    .extend(beside.map(|(key, value)| (key.clone(), value.clone())));
            } else {
                let footnote = marked_footnote(&marks).filter(|_| part.starts_with(OBJECT));
                span.attributes.retain(|key, _| {
                    let is_structure = key.starts_with("b:") || key.starts_with("a:");
                    !is_structure && (footnote.is_none() || is_on_footnotes(key))
                });
                span.attributes
                    .extend(footnote.map(|id| ("a".to_owned(), footnote_attribute(id))));
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

/// A run cut into single markers, single footnotes and words.
fn parts<'a>(run: &'a str, marks: &Attributes) -> Vec<&'a str> {
    let parts = split_markers(run);
    match marked_footnote(marks) {
        None => parts.collect(),
        Some(_) => parts
            .flat_map(|part| part.split_inclusive(OBJECT))
            .flat_map(|part| {
                let (words, object) = part.split_at(part.trim_end_matches(OBJECT).len());
                [words, object]
            })
            .filter(|part| !part.is_empty())
            .collect(),
    }
}

/// A footnote has no look; what is suggested about it and the comments on it are its only marks.
pub(super) fn is_on_footnotes(key: &str) -> bool {
    is_marker_mark(key)
}

/// The notes that a marker carries as marks; a suggested look of a block lies with its other attributes.
pub(super) fn is_marker_mark(key: &str) -> bool {
    matches!(note(key), Some((kind, _)) if kind != Note::Formatted)
}

/// What a change that may reach words and markers makes of one of them.
pub(super) fn changed(span: &Span, change: &Attributes) -> Attributes {
    let is_marker = span.is_marker();
    let is_footnote = footnote_id(&span.attributes).is_some();
    let mut after = span.attributes.clone();
    for (key, value) in change {
        let reaches = match note(key) {
            _ if is_footnote => is_on_footnotes(key),
            Some((kind, _)) if is_marker => reaches(kind, value).1,
            Some((kind, _)) => reaches(kind, value).0,
            None if is_marker => is_block_key(key),
            None => INLINE_KEYS.contains(&key.as_str()),
        };
        match (reaches, value.is_null()) {
            (false, _) => {}
            (true, true) => drop(after.remove(key)),
            (true, false) => drop(after.insert(key.clone(), value.clone())),
        }
    }
    after
}

/// The keys that each block has of its own: those of suggested looks, rows and columns, and of a newer Stet.
pub(super) fn names_by_block(doc: &LoroDoc) -> HashMap<String, Vec<String>> {
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for key in blocks(doc).keys() {
        if let Some((id, name)) = key.split_once('/')
            && !BLOCK_KEYS.contains(&name)
        {
            names
                .entry(id.to_owned())
                .or_default()
                .push(name.to_owned());
        }
    }
    names
}

/// How much a peer has written so far.
pub(super) fn written_by(doc: &LoroDoc, peer: Peer) -> i32 {
    doc.oplog_vv().get(&peer).copied().unwrap_or_default()
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

pub(super) fn scalar(value: &LoroValue) -> Option<Value> {
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
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => LoroValue::from(whole),
            (None, Some(number)) => LoroValue::from(number),
            (None, None) => LoroValue::Null,
        },
        Value::String(value) => LoroValue::from(value.as_str()),
        Value::Null | Value::Array(_) | Value::Object(_) => LoroValue::Null,
    }
}
