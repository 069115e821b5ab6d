//! Whether a batch can be applied, before anything of it is.

use std::collections::{BTreeMap, HashMap};

use loro::cursor::PosType;
use loro::{LoroDoc, LoroText};
use serde_json::Value;

use super::layout::{self, INLINE_KEYS};
use crate::error::{Error, Fault, Result};
use crate::flat::notes::{self, Note};
use crate::flat::{
    Fields, Grid, Kind, MARKER, OBJECT, Path, footnote_id, is_closed, is_grid_key, read_rank,
    split_markers,
};
use crate::picture::PictureHash;
use crate::side::is_id;
use crate::wire::{Attributes, Batch, Field, Op};

/// How many markers of the body carry each id, and how many footnotes, as `a:<id>`. It spares the search for an id through a whole body at each key press.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids(HashMap<String, usize>);

impl Ids {
    pub(super) fn of(fields: &Fields) -> Self {
        let mut ids = Self::default();
        for span in fields.get(&Field::Body).into_iter().flatten() {
            let attributes = &span.attributes;
            if let Some(id) = attributes.get("b:id").and_then(Value::as_str) {
                *ids.0.entry(id.to_owned()).or_default() += 1;
            } else if let Some(id) = footnote_id(attributes) {
                let footnotes = span.text.matches(OBJECT).count();
                *ids.0.entry(layout::footnote_mark(id)).or_default() += footnotes;
            }
        }
        ids
    }

    /// Whether a block or a footnote has this id.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id) || self.0.contains_key(&layout::footnote_mark(id))
    }

    pub(super) fn change(&mut self, change: IdChange) {
        for (id, by) in change.0 {
            let count = self.0.entry(id.clone()).or_default();
            *count = count.saturating_add_signed(by);
            if *count == 0 {
                self.0.remove(&id);
            }
        }
    }

    fn after(&self, change: &IdChange, id: &str) -> usize {
        let count = self.0.get(id).copied().unwrap_or_default();
        count.saturating_add_signed(change.0.get(id).copied().unwrap_or_default())
    }
}

/// What a batch does to the ids of markers and footnotes.
#[derive(Debug, Default)]
pub(super) struct IdChange(BTreeMap<String, isize>);

impl IdChange {
    fn add(&mut self, id: &str, by: isize) {
        *self.0.entry(id.to_owned()).or_default() += by;
    }
}

/// Checks a batch against the document as it is. `index` is the batch's own, for the error.
pub(super) fn check(doc: &LoroDoc, ids: &Ids, batch: &Batch, index: usize) -> Result<IdChange> {
    let mut change = IdChange::default();
    let mut inserted = Vec::new();
    for (field, ops) in &batch.0 {
        let mut walk = Walk::new(doc, field);
        for (operation, op) in ops.iter().enumerate() {
            let malformed = |fault| Error::Malformed {
                batch: index,
                field: Box::new(field.clone()),
                operation,
                fault,
            };
            walk.check(op, &mut change).map_err(malformed)?;
            if let Some(id) = inserted_id(op) {
                inserted.push((field, operation, id));
            }
        }
    }
    for (field, operation, id) in inserted {
        if ids.after(&change, &id) > 1 {
            let fault = Fault::IdTaken { id };
            return Err(Error::Malformed {
                batch: index,
                field: Box::new(field.clone()),
                operation,
                fault,
            });
        }
    }
    Ok(change)
}

fn inserted_id(op: &Op) -> Option<String> {
    match op {
        Op::Insert { insert, attributes } if insert.starts_with(MARKER) => {
            Some(attributes.get("b:id")?.as_str()?.to_owned())
        }
        Op::Insert { insert, attributes } if insert.starts_with(OBJECT) => {
            footnote_id(attributes).map(layout::footnote_mark)
        }
        _ => None,
    }
}

struct Walk<'a> {
    doc: &'a LoroDoc,
    field: Field,
    text: LoroText,
    at: usize,
    length: usize,
}

type Checked<T = ()> = std::result::Result<T, Fault>;

impl<'d> Walk<'d> {
    fn new(doc: &'d LoroDoc, field: &Field) -> Self {
        let text = layout::text(doc, field);
        let length = text.len_utf16();
        Self {
            doc,
            field: field.clone(),
            text,
            at: 0,
            length,
        }
    }

    fn check(&mut self, op: &Op, change: &mut IdChange) -> Checked {
        match op {
            Op::Retain { retain, attributes } => {
                let range = self.advance(*retain)?;
                if !attributes.is_empty() {
                    self.check_change(range, attributes)?;
                }
            }
            Op::Delete { delete } => {
                let range = self.advance(*delete)?;
                if self.field == Field::Body {
                    for (run, marks) in self.runs(range) {
                        if let Some(id) = layout::marker_id(&marks) {
                            change.add(id, -(run.matches(MARKER).count() as isize));
                        }
                        if let Some(id) = layout::marked_footnote(&marks) {
                            let footnotes = run.matches(OBJECT).count() as isize;
                            change.add(&layout::footnote_mark(id), -footnotes);
                        }
                    }
                }
            }
            Op::Insert { insert, attributes } => {
                if insert.is_empty() {
                    return Err(Fault::Empty);
                }
                if insert.starts_with(OBJECT) {
                    change.add(&self.check_footnote(insert, attributes)?, 1);
                } else if insert.contains([MARKER, OBJECT]) {
                    change.add(self.check_marker(insert, attributes)?, 1);
                } else {
                    attributes
                        .iter()
                        .try_for_each(|(key, value)| inline(key, value))?;
                }
            }
        }
        Ok(())
    }

    fn advance(&mut self, by: usize) -> Checked<std::ops::Range<usize>> {
        if by == 0 {
            return Err(Fault::Empty);
        }
        let end = self.at.checked_add(by).filter(|end| *end <= self.length);
        let end = end.ok_or(Fault::PastTheEnd {
            length: self.length,
        })?;
        if !self.is_between_characters(end) {
            return Err(Fault::CutPair { at: end });
        }
        let range = self.at..end;
        self.at = end;
        Ok(range)
    }

    fn is_between_characters(&self, at: usize) -> bool {
        let back = || {
            let character = self
                .text
                .convert_pos(at, PosType::Utf16, PosType::Unicode)?;
            self.text
                .convert_pos(character, PosType::Unicode, PosType::Utf16)
        };
        at == 0 || at == self.length || back() == Some(at)
    }

    fn runs(&self, range: std::ops::Range<usize>) -> Vec<(String, Attributes)> {
        let delta = self
            .text
            .slice_delta(range.start, range.end, PosType::Utf16);
        layout::runs(delta.unwrap_or_default()).collect()
    }

    fn check_change(&self, range: std::ops::Range<usize>, attributes: &Attributes) -> Checked {
        let runs = self.runs(range.clone());
        let mut parts = runs.iter().flat_map(|(run, _)| split_markers(run));
        let is_marker = |part: &str| self.field == Field::Body && part.starts_with(MARKER);
        let (mut words, mut markers) = (false, false);
        parts.by_ref().for_each(|part| {
            if is_marker(part) {
                markers = true
            } else {
                words = true
            }
        });
        for (key, value) in attributes {
            let belongs = match beside(key, value)? {
                Some(Beside {
                    on_words,
                    on_markers,
                }) => on_words && words || on_markers && markers,
                None if INLINE_KEYS.contains(&key.as_str()) => words,
                None => markers,
            };
            if key == "b:id" {
                return Err(Fault::IdChanged);
            }
            if !belongs {
                return Err(Fault::BadAttribute { key: key.clone() });
            }
            if notes::note(key).is_some() {
                continue;
            }
            if !value.is_null() {
                inline(key, value).or_else(|_| block(key, value))?;
            } else if !INLINE_KEYS.contains(&key.as_str()) && !layout::is_block_key(key) {
                return Err(Fault::BadAttribute { key: key.clone() });
            }
        }
        self.check_closed(range.clone(), attributes)?;
        self.check_size(range, attributes)
    }

    /// The key of a new footnote. Any other object is a newer Stet's: here it is kept, and never written.
    fn check_footnote(&self, insert: &str, attributes: &Attributes) -> Checked<String> {
        let mut characters = insert.chars();
        let alone = characters.next().is_some() && characters.next().is_none();
        let id = footnote_id(attributes).filter(|_| self.field == Field::Body && alone);
        let id = id.ok_or(Fault::MarkerInText)?;
        for (key, value) in attributes.iter().filter(|(key, _)| *key != "a") {
            let is_note = beside(key, value)?.is_some() && layout::is_on_footnotes(key);
            fault_unless(is_note && !value.is_null(), key)?;
        }
        Ok(layout::footnote_mark(id))
    }

    fn check_marker<'a>(&self, insert: &str, attributes: &'a Attributes) -> Checked<&'a str> {
        if self.field != Field::Body && insert.contains(MARKER) {
            return Err(Fault::MarkerOutsideBody);
        }
        let mut characters = insert.chars();
        if characters.next() != Some(MARKER) || characters.next().is_some() {
            return Err(Fault::MarkerInText);
        }
        let id = attributes
            .get("b:id")
            .and_then(Value::as_str)
            .filter(|id| is_id(id))
            .ok_or(Fault::BadId)?;
        attributes
            .iter()
            .filter(|(key, _)| *key != "b:id")
            .try_for_each(|(key, value)| {
                block(key, value).or_else(|fault| self.is_kept(id, key, value).ok_or(fault))
            })?;
        fault_if_too_large(attributes)?;
        Ok(id)
    }

    /// Whether the document says this of the block already: what a newer Stet made is moved as it is, and never made here.
    fn is_kept(&self, id: &str, key: &str, value: &Value) -> Option<()> {
        let said = layout::blocks(self.doc).get(&layout::block_key(id, key))?;
        let said = layout::scalar(&said.get_deep_value())?;
        (key.starts_with("b:") && said == *value).then_some(())
    }

    /// Nobody makes anything else of what a newer Stet made.
    fn check_closed(&self, range: std::ops::Range<usize>, change: &Attributes) -> Checked {
        let is_of_kind = |key: &&String| layout::is_block_key(key) && *key != "b:p";
        let Some(key) = change.keys().find(is_of_kind) else {
            return Ok(());
        };
        let spans = layout::spans_between(self.doc, &self.field, range);
        match spans.iter().any(|span| is_closed(&span.attributes)) {
            true => Err(Fault::BadAttribute { key: key.clone() }),
            false => Ok(()),
        }
    }

    /// A table that an edit makes larger has no more rows and columns than a page can show. One that a merge made so stays.
    fn check_size(&self, range: std::ops::Range<usize>, change: &Attributes) -> Checked {
        let adds = |(key, value): (&String, &Value)| is_grid_key(key) && !value.is_null();
        if self.field != Field::Body || !change.iter().any(adds) {
            return Ok(());
        }
        let spans = layout::spans_between(self.doc, &self.field, range);
        let mut markers = spans.iter().filter(|span| span.is_marker());
        markers.try_for_each(|marker| fault_if_too_large(&layout::changed(marker, change)))
    }
}

/// On what a note can lie.
struct Beside {
    on_words: bool,
    on_markers: bool,
}

/// Whether a key and its value are a note, or take one away, and on what it can lie; nothing for what is no note.
fn beside(key: &str, value: &Value) -> Checked<Option<Beside>> {
    let everywhere = Beside {
        on_words: true,
        on_markers: true,
    };
    match notes::note(key) {
        None => Ok(None),
        Some(_) if value.is_null() => Ok(Some(everywhere)),
        Some((Note::Formatted, _)) => {
            let looks = looks(value).ok_or_else(|| Fault::BadAttribute {
                key: key.to_owned(),
            })?;
            Ok(Some(Beside {
                on_words: looks.keys().all(|key| INLINE_KEYS.contains(&key.as_str())),
                on_markers: looks.keys().all(|key| layout::is_block_key(key)),
            }))
        }
        Some(_) => fault_unless(*value == Value::Bool(true), key).map(|()| Some(everywhere)),
    }
}

/// A suggested look of which every part makes sense.
fn looks(value: &Value) -> Option<notes::Looks> {
    let looks = notes::looks(value);
    let stated: serde_json::Map<String, Value> = serde_json::from_str(value.as_str()?).ok()?;
    let sound = looks.iter().all(|(key, (old, new))| {
        old != new
            && [old, new].into_iter().all(|value| {
                value.is_null()
                    || plain_inline(key, value)
                        .or_else(|_| plain_block(key, value))
                        .is_ok()
            })
    });
    (sound && !looks.is_empty() && looks.len() == stated.len()).then_some(looks)
}

fn inline(key: &str, value: &Value) -> Checked {
    match beside(key, value)? {
        Some(note) => fault_unless(note.on_words && !value.is_null(), key),
        None => plain_inline(key, value),
    }
}

fn plain_inline(key: &str, value: &Value) -> Checked {
    let good = match key {
        "code" | "em" | "strong" => *value == Value::Bool(true),
        "link" => value.is_string(),
        _ => false,
    };
    fault_unless(good, key)
}

fn block(key: &str, value: &Value) -> Checked {
    match beside(key, value)? {
        Some(note) => fault_unless(note.on_markers && !value.is_null(), key),
        None => plain_block(key, value),
    }
}

fn plain_block(key: &str, value: &Value) -> Checked {
    let good = match key {
        "b:type" => value.as_str().is_some_and(Kind::is_name),
        "b:level" => matches!(value.as_u64(), Some(2..=4)),
        "b:asset" => value
            .as_str()
            .is_some_and(|text| text.parse::<PictureHash>().is_ok()),
        "b:p" => Path::read_exactly(value).is_some(),
        key if is_grid_key(key) => value.is_i64() && read_rank(value).is_some(),
        _ => false,
    };
    fault_unless(good, key)
}

fn fault_if_too_large(attributes: &Attributes) -> Checked {
    match Grid::read(attributes).is_too_large() {
        true => Err(Fault::TableTooLarge),
        false => Ok(()),
    }
}

fn fault_unless(good: bool, key: &str) -> Checked {
    good.then_some(()).ok_or_else(|| Fault::BadAttribute {
        key: key.to_owned(),
    })
}
