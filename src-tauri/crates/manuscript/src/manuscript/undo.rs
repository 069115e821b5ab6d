//! Taking back one's own words, and putting them there again.
//!
//! The engine's undo knows what others typed meanwhile and leaves it. Furniture is no part of it: a key press that takes
//! back a word never changes a section.

use loro::{LoroDoc, LoroResult, UndoManager};

use super::check::Ids;
use super::settings::FURNITURE;
use super::suggest::SUGGESTIONS;
use super::{Manuscript, Step, guarded, suggest};
use crate::delta::delta;
use crate::error::{Error, Result};
use crate::wire::Batch;

pub(super) fn manager(doc: &LoroDoc) -> UndoManager {
    let mut undo = UndoManager::new(doc);
    undo.add_exclude_origin_prefix(FURNITURE);
    undo.add_exclude_origin_prefix(SUGGESTIONS);
    undo.set_merge_interval(0);
    undo
}

impl Manuscript {
    /// Whether the coming edits belong to the step of the edit before them, until this is said otherwise. At first each
    /// edit is a step of its own; what another desk, an undo or a change of furniture wrote in between always ends a step.
    ///
    /// The engine would join by its own clock; whoever has the document open knows the time, and a test says it.
    pub fn join_steps(&mut self, join: bool) {
        self.undo
            .set_merge_interval(if join { i64::MAX } else { 0 });
    }

    /// Forgets every step: what was done so far can no longer be taken back.
    pub fn forget_steps(&mut self) {
        self.undo = manager(&self.doc);
    }

    /// Takes back the last of this peer's steps that still shows; nothing when there is none. A step with an empty batch has
    /// changed nothing that shows, and has to be stored like any other.
    pub fn undo(&mut self) -> Result<Option<Step>> {
        self.walk(UndoManager::can_undo, UndoManager::undo)
    }

    /// Takes back the last undo that still shows.
    pub fn redo(&mut self) -> Result<Option<Step>> {
        self.walk(UndoManager::can_redo, UndoManager::redo)
    }

    fn walk(
        &mut self,
        can: fn(&UndoManager) -> bool,
        go: fn(&mut UndoManager) -> LoroResult<bool>,
    ) -> Result<Option<Step>> {
        let version = self.doc.oplog_vv();
        let (before, then) = (self.fields(), self.doc.oplog_frontiers());
        if can(&self.undo) {
            // What comes back is remembered unit by unit.
            suggest::switch_to(&self.doc, &mut self.typing, None)?;
        }
        while can(&self.undo) {
            let undo = &mut self.undo;
            let went = guarded("undo", || go(undo))?;
            went.map_err(|_| Error::Engine { what: "undo" })?;
            let after = self.fields();
            let batch = delta(&before, &after);
            if !batch.0.is_empty() {
                self.ids = Ids::of(&after);
                self.untrue.after(&self.doc, &then, &before, &batch)?;
                suggest::remember(&self.doc, &self.untrue, &batch)?;
                return Ok(Some(Step {
                    batch,
                    update: self.added_since(&version)?,
                }));
            }
        }
        // Steps without a trace in the text may have written all the same, and what was written has to be passed on.
        let update = self.added_since(&version)?;
        Ok((!update.is_empty()).then(|| Step {
            batch: Batch::default(),
            update,
        }))
    }
}
