//! Edits from the window, written into the document.

use std::collections::HashMap;

use loro::cursor::PosType;
use loro::{ID, LoroDoc, LoroResult, LoroText};
use serde_json::Value;

use super::check::{Ids, check};
use super::layout::{self, BLOCK_KEYS, INLINE_KEYS};
use super::suggest::records::{Traces, ids};
use super::suggest::{Signing, Typing, Untrue, switch};
use super::{Manuscript, Update, guarded};
use crate::error::{Error, Result};
use crate::flat::notes::{self, Note};
use crate::flat::{MARKER, OBJECT, footnote_id, is_grid_key, is_of_newer, split_markers, utf16};
use crate::wire::{Attributes, Batch, Field, Op};

impl Manuscript {
    /// Applies batches one after the other; each is one step for undo. They are checked as a whole first: when one is
    /// refused, the document is as it was.
    ///
    /// The cost follows the edit, not the document, as long as there is one batch; several are tried on a copy first.
    ///
    /// # Errors
    /// `Malformed`. After `Engine` the story must be loaded again.
    pub fn apply(&mut self, batches: &[Batch]) -> Result<Update> {
        applied(self, batches, None)
    }
}

pub(super) fn applied(
    to: &mut Manuscript,
    batches: &[Batch],
    signing: Option<Signing<'_>>,
) -> Result<Update> {
    if batches.len() > 1 {
        let copy = guarded("copy", || to.doc.fork())?;
        let (mut ids, mut typing) = (to.ids.clone(), to.typing.clone());
        for (index, batch) in batches.iter().enumerate() {
            apply_one(&copy, &mut ids, &mut typing, None, batch, index, signing)?;
        }
    }
    let before = to.doc.oplog_vv();
    for (index, batch) in batches.iter().enumerate() {
        let (ids, typing) = (&mut to.ids, &mut to.typing);
        let untrue = Some(&mut to.untrue);
        apply_one(&to.doc, ids, typing, untrue, batch, index, signing)?;
    }
    to.added_since(&before)
}

fn apply_one(
    doc: &LoroDoc,
    ids: &mut Ids,
    typing: &mut Typing,
    untrue: Option<&mut Untrue>,
    batch: &Batch,
    index: usize,
    signing: Option<Signing<'_>>,
) -> Result<()> {
    let change = guarded("check an edit", || check(doc, ids, batch, index))??;
    if let Some(signing) = signing {
        guarded("check an edit", || signing.check(doc, batch, index))??;
        guarded("apply an edit", || signing.register(doc, batch))??;
    }
    if let Some(untrue) = untrue {
        guarded("apply an edit", || untrue.before(doc, batch))?;
    }
    guarded("apply an edit", || switch(doc, typing, batch))??;
    let written = guarded("apply an edit", || write(doc, batch, typing.as_deref()))?;
    written.map_err(|_| Error::Engine {
        what: "apply an edit",
    })?;
    doc.commit();
    ids.change(change);
    Ok(())
}

/// `typing` is the suggestion that is known to be typed.
fn write(doc: &LoroDoc, batch: &Batch, typing: Option<&str>) -> LoroResult<()> {
    let mut traces = Traces::default();
    let moment = layout::written_by(doc, doc.peer_id());
    for (field, ops) in &batch.0 {
        let mut pen = Pen {
            doc,
            field: field.clone(),
            text: layout::text(doc, field),
            at: 0,
            traces: &mut traces,
            typing,
            names: None,
        };
        ops.iter().try_for_each(|op| pen.write(op))?;
    }
    traces.write(doc, doc.peer_id(), moment)
}

struct Pen<'a> {
    doc: &'a LoroDoc,
    field: Field,
    text: LoroText,
    at: usize,
    traces: &'a mut Traces,
    typing: Option<&'a str>,
    /// The keys in `blocks` that each block has of its own, once they are asked for.
    names: Option<HashMap<String, Vec<String>>>,
}

impl Pen<'_> {
    fn write(&mut self, op: &Op) -> LoroResult<()> {
        match op {
            Op::Retain { retain, attributes } => {
                if !attributes.is_empty() {
                    self.change(self.at, *retain, attributes)?;
                }
                self.at += retain;
            }
            Op::Delete { delete } => self.text.delete_utf16(self.at, *delete)?,
            Op::Insert { insert, attributes } => {
                self.text.insert_utf16(self.at, insert)?;
                let length = utf16(insert);
                if insert.starts_with(MARKER) {
                    self.set_marker(attributes)?;
                } else if insert.starts_with(OBJECT) {
                    let mut marks = attributes.clone();
                    marks.remove("a");
                    let id = footnote_id(attributes).map(layout::footnote_mark);
                    marks.extend(id.map(|key| (key, Value::Bool(true))));
                    self.set_marks(length, &marks)?;
                } else {
                    self.set_marks(length, attributes)?;
                }
                self.trace_insert(length, attributes);
                self.at += length;
            }
        }
        Ok(())
    }

    fn runs(&self, at: usize, length: usize) -> LoroResult<Vec<(String, Attributes)>> {
        let delta = self.text.slice_delta(at, at + length, PosType::Utf16)?;
        Ok(layout::runs(delta).collect())
    }

    /// Gives new text exactly these marks, whatever it inherited from its neighbours.
    fn set_marks(&self, length: usize, wanted: &Attributes) -> LoroResult<()> {
        let mut at = self.at;
        for (run, inherited) in self.runs(at, length)? {
            let end = at + utf16(&run);
            for key in inherited.keys().filter(|key| !wanted.contains_key(*key)) {
                self.text.unmark_utf16(at..end, key)?;
            }
            for (key, value) in wanted
                .iter()
                .filter(|(key, value)| inherited.get(*key) != Some(value))
            {
                self.text.mark_utf16(at..end, key, layout::stored(value))?;
            }
            at = end;
        }
        Ok(())
    }

    fn set_marker(&mut self, attributes: &Attributes) -> LoroResult<()> {
        let id = attributes
            .get("b:id")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut marks = Attributes::from([(layout::id_mark(id), Value::Bool(true))]);
        let beside = attributes
            .iter()
            .filter(|(key, _)| layout::is_marker_mark(key));
        marks.extend(beside.map(|(key, value)| (key.clone(), value.clone())));
        self.set_marks(1, &marks)?;
        let names = self
            .names
            .get_or_insert_with(|| layout::names_by_block(self.doc));
        // A block that was moved keeps its id, and only what is said of it now.
        for name in names.remove(id).unwrap_or_default() {
            if !attributes.contains_key(&name) && !is_of_newer(&name) {
                self.set_block(id, &name, None)?;
            }
        }
        let own = attributes.keys().map(String::as_str);
        let own = own.filter(|key| is_look(key) || is_grid_key(key));
        for name in BLOCK_KEYS.into_iter().chain(own) {
            self.set_block(id, name, attributes.get(name))?;
        }
        Ok(())
    }

    fn set_block(&self, id: &str, name: &str, value: Option<&Value>) -> LoroResult<()> {
        let (blocks, key) = (layout::blocks(self.doc), layout::block_key(id, name));
        let present = blocks.get(&key).map(|value| value.get_deep_value());
        match value.filter(|value| !value.is_null()).map(layout::stored) {
            Some(value) if present.as_ref() != Some(&value) => blocks.insert(&key, value),
            None if present.is_some() => blocks.delete(&key),
            _ => Ok(()),
        }
    }

    /// Words take the marks of a change, markers its block attributes.
    fn change(&mut self, at: usize, length: usize, change: &Attributes) -> LoroResult<()> {
        let mut start = at;
        for (run, marks) in self.runs(at, length)? {
            for part in split_markers(&run) {
                let end = start + utf16(part);
                if self.field == Field::Body && part.starts_with(MARKER) {
                    self.change_block(start, &marks, change)?;
                } else {
                    self.change_words(start..end, &marks, change)?;
                }
                start = end;
            }
        }
        Ok(())
    }

    fn change_block(
        &mut self,
        at: usize,
        marks: &Attributes,
        change: &Attributes,
    ) -> LoroResult<()> {
        for (key, value) in change.iter().filter(|(key, _)| layout::is_marker_mark(key)) {
            self.change_mark(at..at + 1, marks, key, value)?;
        }
        let Some(id) = layout::marker_id(marks) else {
            return Ok(());
        };
        let mut changed = change.iter().filter(|(name, value)| {
            layout::is_block_key(name) || is_look(name) && notes::reaches(Note::Formatted, value).1
        });
        changed.try_for_each(|(name, value)| self.set_block(id, name, Some(value)))
    }

    fn change_words(
        &mut self,
        range: std::ops::Range<usize>,
        marks: &Attributes,
        change: &Attributes,
    ) -> LoroResult<()> {
        let reaches_words = |key: &str, value: &Value| match notes::note(key) {
            Some((kind, _)) => notes::reaches(kind, value).0,
            None => INLINE_KEYS.contains(&key),
        };
        for (key, value) in change
            .iter()
            .filter(|(key, value)| reaches_words(key, value))
        {
            self.change_mark(range.clone(), marks, key, value)?;
        }
        Ok(())
    }

    fn change_mark(
        &mut self,
        range: std::ops::Range<usize>,
        marks: &Attributes,
        key: &str,
        value: &Value,
    ) -> LoroResult<()> {
        if let Some((Note::Struck, sid)) = notes::note(key)
            && !value.is_null()
            && marks.get(key) != Some(value)
        {
            self.traces.strike(sid, &self.ids(range.clone()));
        }
        match marks.get(key) {
            None if value.is_null() => Ok(()),
            Some(_) if value.is_null() => self.text.unmark_utf16(range, key),
            present if present == Some(value) => Ok(()),
            _ => self.text.mark_utf16(range, key, layout::stored(value)),
        }
    }

    /// Remembers what was typed as a suggestion, or came with struck words that were moved.
    fn trace_insert(&mut self, length: usize, attributes: &Attributes) {
        for sid in notes::notes(attributes, Note::Inserted) {
            if self.typing != Some(sid) {
                self.traces.typed(sid, &self.ids(self.at..self.at + length));
            }
        }
        for sid in notes::notes(attributes, Note::Struck) {
            self.traces
                .strike(sid, &self.ids(self.at..self.at + length));
        }
    }

    fn ids(&self, range: std::ops::Range<usize>) -> Vec<ID> {
        ids(&self.text, range).into_iter().flatten().collect()
    }
}

fn is_look(key: &str) -> bool {
    matches!(notes::note(key), Some((Note::Formatted, _)))
}
