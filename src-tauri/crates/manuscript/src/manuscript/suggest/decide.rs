//! Accepting suggestions, and letting the text stand as it was.
//!
//! The guard: only what a deletion struck is deleted, and only what a suggestion typed goes when the text is to stand. Words
//! of others that came out marked because they were typed in between at the same time lose the mark, stay, and are
//! named. Letting stand changes nothing that readers have.

use loro::{ID, LoroText};
use serde::{Deserialize, Serialize};

use super::super::{Manuscript, Step, guarded, layout};
use super::Untrue;
use super::records::{Guard, ids, order};
use crate::delta::{Ops, change};
use crate::error::Result;
use crate::flat::notes::{Note, key, notes};
use crate::flat::{HEAD, Order, Span, decided, id_of, split_at, utf16};
use crate::wire::{Attributes, Batch, Field};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Accept,
    /// The text stands as it was before the suggestion.
    Stand,
}

/// What was decided, for the window and for storing.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    pub step: Step,
    /// Words of others that would have gone with it, and did not.
    pub kept: Vec<Kept>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    pub sid: String,
    pub field: Field,
    /// A block of its own is a line break.
    pub words: String,
}

impl Manuscript {
    /// Decides on suggestions, as one step for undo; with `within`, only on what of them lies in these blocks of the body.
    /// Ids of none are passed over.
    ///
    /// # Errors
    /// After `Engine` the story must be loaded again.
    pub fn decide(
        &mut self,
        sids: &[&str],
        within: Option<&[&str]>,
        decision: Decision,
    ) -> Result<Decided> {
        let mut kept = Vec::new();
        let mut untrue = std::mem::take(&mut self.untrue);
        let batch = guarded("decide", || {
            let order = order(&self.doc);
            let chosen = chosen(sids, &order);
            let mut walk = Walk {
                guard: Guard::read(&self.doc),
                order,
                chosen,
                accepted: decision == Decision::Accept,
                kept: &mut kept,
                untrue: &mut untrue,
            };
            let mut batch = Batch::default();
            for (field, spans) in self.fields() {
                let text = layout::text(&self.doc, &field);
                let ops = walk.field(&field, &text, spans, within);
                if !ops.is_empty() {
                    batch.0.insert(field, ops);
                }
            }
            batch
        })?;
        self.untrue = untrue;
        self.join_steps(false);
        let update = self.apply(std::slice::from_ref(&batch))?;
        Ok(Decided {
            step: Step { batch, update },
            kept,
        })
    }
}

/// The suggestions without doubles, oldest first.
fn chosen(sids: &[&str], order: &Order) -> Vec<String> {
    let mut chosen: Vec<String> = sids.iter().map(|sid| (*sid).to_owned()).collect();
    order.sort(&mut chosen);
    chosen.dedup();
    chosen
}

struct Walk<'a> {
    guard: Guard,
    order: Order,
    chosen: Vec<String>,
    accepted: bool,
    kept: &'a mut Vec<Kept>,
    untrue: &'a mut Untrue,
}

/// What becomes of a unit.
enum Fate {
    Goes,
    Stays(Attributes),
}

impl Walk<'_> {
    fn field(
        &mut self,
        field: &Field,
        text: &LoroText,
        spans: Vec<Span>,
        within: Option<&[&str]>,
    ) -> Vec<crate::wire::Op> {
        let mut ops = Ops::default();
        let mut at = 0;
        let mut is_within =
            within.is_none_or(|blocks| *field == Field::Body && blocks.contains(&HEAD));
        for span in spans {
            if *field == Field::Body && span.is_marker() {
                let id = id_of(&span.attributes).unwrap_or_default();
                is_within = within.is_none_or(|blocks| blocks.contains(&id));
            }
            let length = utf16(&span.text);
            if is_within && self.is_concerned(&span) {
                self.span(field, text, at, &span, &mut ops);
            } else {
                ops.retain(length, Attributes::new());
            }
            at += length;
        }
        ops.finish()
    }

    fn is_concerned(&self, span: &Span) -> bool {
        [Note::Inserted, Note::Struck, Note::Formatted]
            .into_iter()
            .any(|kind| self.of(span, kind).next().is_some())
    }

    /// The chosen suggestions that a span has a note of.
    fn of<'a>(&'a self, span: &'a Span, kind: Note) -> impl Iterator<Item = &'a str> {
        notes(&span.attributes, kind).filter(|sid| self.chosen.iter().any(|chosen| chosen == sid))
    }

    fn span(&mut self, field: &Field, text: &LoroText, at: usize, span: &Span, ops: &mut Ops) {
        let taken = match self.accepted {
            true => Note::Struck,
            false => Note::Inserted,
        };
        let ids = ids(text, at..at + utf16(&span.text));
        // An undo of the decision brings back the marks that should not be.
        self.untrue.see(&self.guard, span, &ids);
        let goes: Vec<String> = self.of(span, taken).map(str::to_owned).collect();
        if goes.is_empty() {
            let stays = self.stays(span);
            ops.retain(utf16(&span.text), change(&span.attributes, &stays));
            return;
        }
        let mut rest = Some(span.clone());
        for id in ids {
            let Some(unit) = rest.take() else { return };
            let (unit, after) = split_at(unit, 1);
            rest = after;
            match self.fate(&goes, &unit, id) {
                Fate::Goes => ops.delete(utf16(&unit.text)),
                Fate::Stays(stays) => {
                    self.keep(&goes, field, &unit);
                    ops.retain(utf16(&unit.text), change(&unit.attributes, &stays));
                }
            }
        }
    }

    fn fate(&self, goes: &[String], unit: &Span, id: Option<ID>) -> Fate {
        let is_meant = |sid: &String| match (id, self.accepted) {
            (Some(id), true) => self.guard.is_true(Note::Struck, sid, id),
            (Some(id), false) => self.guard.is_true(Note::Inserted, sid, id),
            (None, _) => false,
        };
        if goes.iter().any(is_meant) {
            Fate::Goes
        } else {
            Fate::Stays(self.stays(unit))
        }
    }

    /// The attributes of what stays, without the notes that are decided.
    fn stays(&self, span: &Span) -> Attributes {
        let mut attributes = span.attributes.clone();
        for sid in &self.chosen {
            attributes.remove(&key(Note::Inserted, sid));
            attributes.remove(&key(Note::Struck, sid));
            attributes = decided(&attributes, sid, self.accepted, &self.order);
        }
        attributes
    }

    fn keep(&mut self, sids: &[String], field: &Field, unit: &Span) {
        let text = match *field == Field::Body && unit.is_marker() {
            true => "\n",
            false => unit.text.as_str(),
        };
        for sid in sids {
            match self
                .kept
                .iter_mut()
                .find(|kept| kept.sid == *sid && kept.field == *field)
            {
                Some(kept) => kept.words.push_str(text),
                None => self.kept.push(Kept {
                    sid: sid.clone(),
                    field: field.clone(),
                    words: text.to_owned(),
                }),
            }
        }
    }
}
