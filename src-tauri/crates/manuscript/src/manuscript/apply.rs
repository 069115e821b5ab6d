//! Edits from the window, written into the document.

use loro::cursor::PosType;
use loro::{LoroDoc, LoroResult, LoroText};
use serde_json::Value;

use super::check::{Ids, check};
use super::layout::{self, BLOCK_KEYS, INLINE_KEYS};
use super::{Manuscript, Update, guarded};
use crate::error::{Error, Result};
use crate::flat::{MARKER, split_markers, utf16};
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
        if batches.len() > 1 {
            let copy = guarded("copy", || self.doc.fork())?;
            let mut ids = self.ids.clone();
            for (index, batch) in batches.iter().enumerate() {
                apply_one(&copy, &mut ids, batch, index)?;
            }
        }
        let before = self.doc.oplog_vv();
        for (index, batch) in batches.iter().enumerate() {
            apply_one(&self.doc, &mut self.ids, batch, index)?;
        }
        self.added_since(&before)
    }
}

fn apply_one(doc: &LoroDoc, ids: &mut Ids, batch: &Batch, index: usize) -> Result<()> {
    let change = guarded("check an edit", || check(doc, ids, batch, index))??;
    guarded("apply an edit", || write(doc, batch))?.map_err(|_| Error::Engine {
        what: "apply an edit",
    })?;
    doc.commit();
    ids.change(change);
    Ok(())
}

fn write(doc: &LoroDoc, batch: &Batch) -> LoroResult<()> {
    for (field, ops) in &batch.0 {
        let mut pen = Pen {
            doc,
            field: *field,
            text: layout::text(doc, *field),
            at: 0,
        };
        ops.iter().try_for_each(|op| pen.write(op))?;
    }
    Ok(())
}

struct Pen<'a> {
    doc: &'a LoroDoc,
    field: Field,
    text: LoroText,
    at: usize,
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
                } else {
                    self.set_marks(length, attributes)?;
                }
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

    fn set_marker(&self, attributes: &Attributes) -> LoroResult<()> {
        let id = attributes
            .get("b:id")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let identity = Attributes::from([(layout::id_mark(id), Value::Bool(true))]);
        self.set_marks(1, &identity)?;
        for name in BLOCK_KEYS {
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
    fn change(&self, at: usize, length: usize, change: &Attributes) -> LoroResult<()> {
        let mut start = at;
        for (run, marks) in self.runs(at, length)? {
            for part in split_markers(&run) {
                let end = start + utf16(part);
                if self.field == Field::Body && part.starts_with(MARKER) {
                    self.change_block(&marks, change)?;
                } else {
                    self.change_words(start..end, &marks, change)?;
                }
                start = end;
            }
        }
        Ok(())
    }

    fn change_block(&self, marks: &Attributes, change: &Attributes) -> LoroResult<()> {
        let Some(id) = layout::marker_id(marks) else {
            return Ok(());
        };
        let changed = BLOCK_KEYS
            .iter()
            .filter_map(|name| Some((name, change.get(*name)?)));
        changed
            .into_iter()
            .try_for_each(|(name, value)| self.set_block(id, name, Some(value)))
    }

    fn change_words(
        &self,
        range: std::ops::Range<usize>,
        marks: &Attributes,
        change: &Attributes,
    ) -> LoroResult<()> {
        for (key, value) in change
            .iter()
            .filter(|(key, _)| INLINE_KEYS.contains(&key.as_str()))
        {
            match marks.get(key) {
                None if value.is_null() => {}
                Some(_) if value.is_null() => self.text.unmark_utf16(range.clone(), key)?,
                present if present == Some(value) => {}
                _ => self
                    .text
                    .mark_utf16(range.clone(), key, layout::stored(value))?,
            }
        }
        Ok(())
    }
}
