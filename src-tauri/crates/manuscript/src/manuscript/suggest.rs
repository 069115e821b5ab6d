//! Suggesting: what somebody writes who does not have the story, and what is decided about it.
//!
//! A suggestion lies in the text as notes on its units (`flat::notes`), under an id, a *sid*; one sid is one thing that a
//! person decides on. Who made it and when is kept beside the text. No suggestion changes what readers have, before
//! it is accepted.
//!
//! Not here: who may suggest and who may decide.

mod decide;
mod lift;
mod list;
mod only;
pub(super) mod records;
mod rewrite;
mod untrue;

use loro::{ID, LoroDoc, LoroResult};
use serde_json::Value;

use super::apply::applied;
use super::{Manuscript, Step, Update, guarded, layout};
use crate::error::{Error, Result};
use crate::flat::notes::{self, Note};
use crate::flat::{is_suggestion, utf16};
use crate::wire::{Batch, Op};

pub use decide::{Decided, Decision, Kept};
pub(super) use lift::{Suggested, lifted};
pub use list::{Look, Suggestion, SuggestionKind};
use records::Record;
pub(super) use untrue::Untrue;

/// Commits with this origin are no part of undo.
pub(super) const SUGGESTIONS: &str = "suggestions";

/// A person, and the moment of writing as RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By<'a> {
    pub person: &'a str,
    pub at: &'a str,
}

impl Manuscript {
    /// Like [`Manuscript::apply`], and remembers this person as the one who made the suggestions that are new in the batches.
    ///
    /// # Errors
    /// Those of [`Manuscript::apply`].
    pub fn apply_by(&mut self, batches: &[Batch], by: By<'_>) -> Result<Update> {
        applied(self, batches, Some(Signing { by, only: false }))
    }

    /// Like [`Manuscript::apply_by`], for somebody who may only suggest: what readers have is the same before and after.
    ///
    /// # Errors
    /// Those of [`Manuscript::apply`], with the fault `NotSuggested` for anything that is no suggestion of this person.
    pub fn apply_suggesting(&mut self, batches: &[Batch], by: By<'_>) -> Result<Update> {
        applied(self, batches, Some(Signing { by, only: true }))
    }

    /// Suggests what a direct edit would do, with a suggestion for each place that it touches.
    pub(super) fn suggest_by_place(
        &mut self,
        direct: &Batch,
        by: By<'_>,
        fresh: &mut dyn FnMut() -> String,
    ) -> Result<Step> {
        let hand = rewrite::Hand::new(&self.doc, by.person, &self.ids);
        let batch = rewrite::suggested_by_place(&self.fields(), direct, &hand, fresh);
        let update = self.apply_suggesting(std::slice::from_ref(&batch), by)?;
        Ok(Step { batch, update })
    }

    /// Suggests what a direct edit would do. All of it is one suggestion, which goes on with `newest`, the one that this
    /// person made last, where the edit goes on with that; `fresh` makes an id that nothing has.
    ///
    /// # Errors
    /// Those of [`Manuscript::apply`] for the direct edit.
    pub fn suggest(
        &mut self,
        direct: &Batch,
        by: By<'_>,
        newest: Option<&str>,
        fresh: &mut dyn FnMut() -> String,
    ) -> Result<Step> {
        guarded("check an edit", || {
            super::check::check(&self.doc, &self.ids, direct, 0)
        })??;
        let hand = rewrite::Hand::new(&self.doc, by.person, &self.ids);
        let batch = rewrite::suggested(&self.fields(), direct, &hand, newest, fresh);
        let update = self.apply_suggesting(std::slice::from_ref(&batch), by)?;
        Ok(Step { batch, update })
    }
}

/// Who writes, and whether suggestions only.
#[derive(Clone, Copy)]
pub(super) struct Signing<'a> {
    pub(super) by: By<'a>,
    pub(super) only: bool,
}

impl Signing<'_> {
    /// Whether this person may go on with a suggestion: nobody has made it yet, or they have.
    fn owns(&self, doc: &LoroDoc, sid: &str) -> bool {
        records::record(doc, sid).is_none_or(|record| record.by == self.by.person)
    }

    pub(super) fn check(&self, doc: &LoroDoc, batch: &Batch, index: usize) -> Result<()> {
        if !self.only {
            return Ok(());
        }
        only::check(doc, batch, &|sid| self.owns(doc, sid), index)
    }

    /// Registers the suggestions that are new, as a commit of its own that no undo takes back.
    pub(super) fn register(&self, doc: &LoroDoc, batch: &Batch) -> Result<()> {
        let mut new = sids(batch);
        new.retain(|sid| records::record(doc, sid).is_none());
        if new.is_empty() {
            return Ok(());
        }
        let record = Record {
            by: self.by.person.to_owned(),
            at: self.by.at.to_owned(),
            turn: 0,
        };
        beside(doc, || {
            new.into_iter()
                .try_for_each(|sid| records::register(doc, sid, &record))
        })
    }
}

/// Writes beside the text, as a commit of its own.
fn beside(doc: &LoroDoc, write: impl FnOnce() -> LoroResult<()>) -> Result<()> {
    doc.set_next_commit_origin(SUGGESTIONS);
    let written = write();
    doc.commit();
    doc.clear_next_commit_options();
    written.map_err(|_| Error::Engine {
        what: "write beside the text",
    })
}

/// The suggestion that this opening of the story types at present; nothing while it types plain words.
pub(super) type Typing = Option<String>;

/// Says beside the text what a batch types, when that is something else than so far.
pub(super) fn switch(doc: &LoroDoc, typing: &mut Typing, batch: &Batch) -> Result<()> {
    let inserts = batch.0.values().flatten().filter_map(|op| match op {
        Op::Insert { attributes, .. } => Some(attributes),
        _ => None,
    });
    let each = inserts.map(|attributes| {
        let mut sids = notes::notes(attributes, Note::Inserted);
        sids.next().filter(|_| sids.next().is_none())
    });
    let each: std::collections::BTreeSet<Option<&str>> = each.collect();
    let mut each = each.into_iter();
    match (each.next(), each.next()) {
        (None, _) => Ok(()),
        (Some(only), None) => switch_to(doc, typing, only),
        (Some(_), Some(_)) => switch_to(doc, typing, None),
    }
}

pub(super) fn switch_to(doc: &LoroDoc, typing: &mut Typing, to: Option<&str>) -> Result<()> {
    if typing.as_deref() == to {
        return Ok(());
    }
    *typing = to.map(str::to_owned);
    beside(doc, || records::switch(doc, to))
}

/// Remembers what an undo or a redo, `batch`, brought back as struck or as suggested: these are new units to the engine.
/// Units of others are left out, and what is known not to deserve the mark.
pub(super) fn remember(doc: &LoroDoc, untrue: &Untrue, batch: &Batch) -> Result<()> {
    let peer = doc.peer_id();
    let mut traces = records::Traces::default();
    for (field, ops) in &batch.0 {
        let text = layout::text(doc, field);
        let mut at = 0;
        for op in ops {
            let (length, attributes) = match op {
                Op::Delete { .. } => continue,
                Op::Insert { insert, attributes } => (utf16(insert), attributes),
                Op::Retain { retain, attributes } => (*retain, attributes),
            };
            if attributes.keys().any(|key| is_suggestion(key)) {
                let ids = records::ids(&text, at..at + length);
                let spans = layout::marked_between(doc, field, at..at + length);
                let words: String = spans.into_iter().map(|span| span.text).collect();
                let own = |kind, sid: &str| -> Vec<ID> {
                    let among = untrue.among(kind, sid, &words);
                    let ids = ids.iter().zip(among).filter(|(_, untrue)| !untrue);
                    let ids = ids.filter_map(|(id, _)| *id);
                    ids.filter(|id| id.peer == peer).collect()
                };
                for sid in notes::notes(attributes, Note::Struck) {
                    traces.strike(sid, &own(Note::Struck, sid));
                }
                for sid in notes::notes(attributes, Note::Inserted) {
                    traces.typed(sid, &own(Note::Inserted, sid));
                }
            }
            at += length;
        }
    }
    if traces.is_empty() {
        return Ok(());
    }
    beside(doc, || {
        traces.write(doc, peer, layout::written_by(doc, peer))
    })
}

/// The suggestions that a batch speaks of.
pub(super) fn sids(batch: &Batch) -> std::collections::BTreeSet<&str> {
    let attributes = batch.0.values().flatten().filter_map(|op| match op {
        Op::Insert { attributes, .. } | Op::Retain { attributes, .. } => Some(attributes),
        Op::Delete { .. } => None,
    });
    let said = attributes.flatten().filter(|(_, value)| !value.is_null());
    said.filter_map(|(key, _)| match notes::note(key)? {
        (Note::Commented, _) => None,
        (_, sid) => Some(sid),
    })
    .collect()
}

/// A change of attributes, as the batch says it: null takes away.
fn change(from: &crate::wire::Attributes, to: &crate::wire::Attributes) -> crate::wire::Attributes {
    let gone = from.keys().filter(|key| !to.contains_key(*key));
    let gone = gone.map(|key| (key.clone(), Value::Null));
    let new = to
        .iter()
        .filter(|(key, value)| from.get(*key) != Some(value));
    gone.chain(new.map(|(key, value)| (key.clone(), value.clone())))
        .collect()
}
