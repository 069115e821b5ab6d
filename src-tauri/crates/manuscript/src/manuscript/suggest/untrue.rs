//! Marks that came out on words of others, and what becomes of them by an undo.
//!
//! When such words go and an undo brings them back, they are new units to the engine and carry the mark again. So what
//! goes with a mark that it should not have is remembered here, by its words, as long as the story is open: an undo
//! reaches no further back.

use std::ops::Range;

use loro::{Frontiers, LoroDoc};

use super::super::{guarded, layout};
use super::records::{Guard, ids};
use crate::error::Result;
use crate::flat::notes::{Note, notes};
use crate::flat::{Fields, Span, split_at, utf16};
use crate::wire::{Batch, Field, Op};

/// A range of a field, in UTF-16.
type Place = (Field, Range<usize>);

const KINDS: [Note; 2] = [Note::Struck, Note::Inserted];

#[derive(Debug, Clone, Default)]
pub(in super::super) struct Untrue(Vec<(Note, String, String)>);

impl Untrue {
    pub(super) fn add(&mut self, kind: Note, sid: &str, words: &str) {
        let entry = (kind, sid.to_owned(), words.to_owned());
        if !words.is_empty() && !self.0.contains(&entry) {
            self.0.push(entry);
        }
    }

    /// Which characters of these words, come back with a mark, never should have had it.
    pub(super) fn among(&self, kind: Note, sid: &str, words: &str) -> Vec<bool> {
        let mut untrue = vec![false; words.chars().count()];
        let known = self
            .0
            .iter()
            .filter(|entry| entry.0 == kind && entry.1 == sid);
        for (_, _, known) in known {
            if known.contains(words) {
                untrue.fill(true);
            }
            for (at, _) in words.match_indices(known.as_str()) {
                let first = words[..at].chars().count();
                untrue[first..first + known.chars().count()].fill(true);
            }
        }
        untrue
    }

    /// Looks at what a batch is about to delete.
    pub(in super::super) fn before(&mut self, doc: &LoroDoc, batch: &Batch) {
        let spans = |field: &Field, range| layout::marked_between(doc, field, range);
        self.look(doc, doc, deleted(batch), &spans);
    }

    /// Looks at what an undo or a redo, `batch`, has deleted from the text as it was.
    pub(in super::super) fn after(
        &mut self,
        doc: &LoroDoc,
        then: &Frontiers,
        fields: &Fields,
        batch: &Batch,
    ) -> Result<()> {
        let none = Vec::new();
        let spans = |field: &Field, range| cut(fields.get(field).unwrap_or(&none), range);
        let deleted = deleted(batch);
        let is_marked = |(field, range): &Place| spans(field, range.clone()).iter().any(has_mark);
        if !deleted.iter().any(is_marked) {
            return Ok(());
        }
        let old = guarded("go back", || doc.fork_at(then))?;
        if let Ok(old) = old {
            self.look(doc, &old, deleted, &spans);
        }
        Ok(())
    }

    /// `doc` has the records, `text` the units.
    fn look(
        &mut self,
        doc: &LoroDoc,
        text: &LoroDoc,
        places: Vec<Place>,
        spans: &dyn Fn(&Field, Range<usize>) -> Vec<Span>,
    ) {
        let guard = std::cell::OnceCell::new();
        for (field, range) in places {
            let mut at = range.start;
            for span in spans(&field, range) {
                let end = at + utf16(&span.text);
                if has_mark(&span) {
                    let guard = guard.get_or_init(|| Guard::read(doc));
                    let ids = ids(&layout::text(text, &field), at..end);
                    self.see(guard, &span, &ids);
                }
                at = end;
            }
        }
    }

    pub(super) fn see(&mut self, guard: &Guard, span: &Span, ids: &[Option<loro::ID>]) {
        for kind in KINDS {
            for sid in notes(&span.attributes, kind) {
                let mut words = String::new();
                for (character, id) in span.text.chars().zip(ids) {
                    if id.is_some_and(|id| guard.is_true(kind, sid, id)) {
                        self.add(kind, sid, &std::mem::take(&mut words));
                    } else {
                        words.push(character);
                    }
                }
                self.add(kind, sid, &words);
            }
        }
    }
}

fn has_mark(span: &Span) -> bool {
    KINDS
        .into_iter()
        .any(|kind| notes(&span.attributes, kind).next().is_some())
}

/// The spans of a text that lie in a range of it.
fn cut(spans: &[Span], range: Range<usize>) -> Vec<Span> {
    let (mut at, mut found) = (0, Vec::new());
    for span in spans {
        let length = utf16(&span.text);
        let (start, end) = (at.max(range.start), (at + length).min(range.end));
        if start < end {
            let rest = match start - at {
                0 => Some(span.clone()),
                before => split_at(span.clone(), before).1,
            };
            found.extend(rest.map(|rest| split_at(rest, end - start).0));
        }
        at += length;
    }
    found
}

/// Where a batch deletes, in the text before it.
fn deleted(batch: &Batch) -> Vec<Place> {
    let mut places = Vec::new();
    for (field, ops) in &batch.0 {
        let mut at = 0;
        for op in ops {
            match op {
                Op::Insert { .. } => {}
                Op::Retain { retain, .. } => at += retain,
                Op::Delete { delete } => {
                    places.push((field.clone(), at..at + delete));
                    at += delete;
                }
            }
        }
    }
    places
}
