//! One story's document: a text that several desks edit at once and merge without losing a word.
//!
//! The text engine (Loro) is behind this type alone. It holds six flat texts and those beside the body (`flat` has their rules), the map `blocks` with
//! what each block is, and the furniture. A marker carries only its identity, as a mark whose key contains the id:
//! a mark that is set later would spread over what others insert beside it.
//!
//! Not here: who wrote what and when, files, clocks and chance. A peer is a number from outside, fresh for each opening.

mod apply;
mod check;
mod exchange;
mod journal;
mod layout;
mod rewrite;
mod settings;
mod shown;
mod suggest;
mod undo;
mod writers;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use loro::{ExportMode, Frontiers, LoroDoc, UndoManager, VersionVector};

use crate::error::{Error, Result};
use crate::flat::Fields;
use crate::furniture::Furniture;
use crate::reading::Reading;
use crate::versions::TwoVersions;
use crate::wire::{Batch, Field, Op};
use check::Ids;
pub use shown::Shown;
pub use suggest::{By, Decided, Decision, Kept, Look, Suggestion, SuggestionKind};

pub use writers::Written;

/// Who writes, for one opening of a story. Two openings never share a number: the text engine would take the second
/// one's words for the first one's.
pub type Peer = u64;

/// What one call added to a story, for storing and passing on. Empty when it added nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update(pub Vec<u8>);

impl Update {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Names one moment of a story: everything that was in it then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frontier(pub Vec<u8>);

/// Indexes of the updates that build on text which is not here yet.
pub type Pending = Vec<usize>;

/// What waiting updates would change, with nothing changed yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub batch: Batch,
    /// Indexes of the updates that this offer is made of; the others still wait for text that is not here yet.
    pub taken: Vec<usize>,
}

/// What a merge did.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// What brings a reader of the old text to the new one.
    pub batch: Batch,
    /// What somebody has to read, because both sides changed it and neither saw the other.
    pub two_versions: Vec<TwoVersions>,
}

/// What an undo or a redo did.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub batch: Batch,
    pub update: Update,
}

pub struct Manuscript {
    doc: LoroDoc,
    undo: UndoManager,
    peer: Peer,
    ids: Ids,
    typing: suggest::Typing,
    untrue: suggest::Untrue,
    /// The fields as they were read last, and when: opening a long story asks for them several times.
    read: RefCell<Option<(Frontiers, Arc<Fields>)>>,
}

impl Manuscript {
    /// A story with nothing in it. All desks begin from this same document without exchanging anything.
    pub fn empty(peer: Peer) -> Self {
        Self::over(layout::new_document(peer), peer)
    }

    fn over(doc: LoroDoc, peer: Peer) -> Self {
        let fields = Arc::new(layout::fields(&doc));
        let ids = Ids::of(&fields);
        let undo = undo::manager(&doc);
        let now = doc.state_frontiers();
        Self {
            doc,
            undo,
            peer,
            ids,
            typing: None,
            untrue: suggest::Untrue::default(),
            read: RefCell::new(Some((now, fields))),
        }
    }

    pub fn peer(&self) -> Peer {
        self.peer
    }

    /// The whole text, as the batch that makes it from nothing.
    pub fn text(&self) -> Batch {
        let mut batch = Batch::default();
        for (field, spans) in self.settled().iter() {
            let inserts = spans.iter().map(|span| Op::Insert {
                insert: span.text.clone(),
                attributes: span.attributes.clone(),
            });
            let inserts: Vec<Op> = inserts.collect();
            if !inserts.is_empty() {
                batch.0.insert(field.clone(), inserts);
            }
        }
        batch
    }

    /// What was cut and is kept, as plain lines. It is in no reading.
    pub fn stash(&self) -> String {
        layout::text(&self.doc, &Field::Stash).to_string()
    }

    pub(crate) fn fields(&self) -> Fields {
        layout::fields(&self.doc)
    }

    /// The fields of a document in which nothing is half done.
    fn settled(&self) -> Arc<Fields> {
        if self.doc.get_pending_txn_len() > 0 {
            return Arc::new(self.fields());
        }
        let now = self.doc.state_frontiers();
        let mut read = self.read.borrow_mut();
        match &*read {
            Some((then, fields)) if *then == now => Arc::clone(fields),
            _ => {
                let fields = Arc::new(self.fields());
                *read = Some((now, Arc::clone(&fields)));
                fields
            }
        }
    }

    /// The story as readers will have it.
    ///
    /// # Errors
    /// `UnknownBlock`, `UnknownMark`, `UnknownObject`, `UnreadableFurniture`: a newer Stet wrote something that has no
    /// reading here. The story shows and is kept.
    pub fn reading(&self) -> Result<Reading> {
        self.shown().whole()
    }

    /// What of the story this version can show.
    pub fn shown(&self) -> Shown {
        Shown::of(&self.doc, &self.settled())
    }

    pub fn furniture(&self) -> Furniture {
        settings::furniture(&self.doc)
    }

    /// The present moment.
    pub fn frontier(&self) -> Frontier {
        Frontier(self.doc.oplog_frontiers().encode())
    }

    /// The story as it was at a moment.
    ///
    /// # Errors
    /// `DamagedFrontier`, `UnknownFrontier`, and those of [`Manuscript::reading`].
    pub fn reading_at(&self, moment: &Frontier) -> Result<Reading> {
        let (frontiers, _) = self.moment(moment)?;
        let then = guarded("go back", || self.doc.fork_at(&frontiers))?;
        let then = then.map_err(|_| Error::UnknownFrontier)?;
        Shown::of(&then, &layout::fields(&then)).whole()
    }

    /// The whole document with its whole history.
    pub fn checkpoint(&self) -> Vec<u8> {
        // Never a shallow snapshot: the engine breaks off when it imports beside one.
        self.doc.export(ExportMode::Snapshot).unwrap_or_default()
    }

    /// Everything that came after a moment.
    ///
    /// # Errors
    /// `DamagedFrontier`, `UnknownFrontier`.
    pub fn update_since(&self, moment: &Frontier) -> Result<Update> {
        let (_, version) = self.moment(moment)?;
        self.added_since(&version)
    }

    /// Who wrote in an update.
    ///
    /// # Errors
    /// `DamagedUpdate` with the index 0.
    pub fn peers_in(update: &[u8]) -> Result<BTreeSet<Peer>> {
        exchange::peers_in(update)
    }

    fn moment(&self, moment: &Frontier) -> Result<(Frontiers, VersionVector)> {
        let frontiers = guarded("read a moment", || Frontiers::decode(&moment.0))?;
        let frontiers = frontiers.map_err(|_| Error::DamagedFrontier)?;
        let version = guarded("find a moment", || self.doc.frontiers_to_vv(&frontiers))?;
        Ok((frontiers, version.ok_or(Error::UnknownFrontier)?))
    }

    fn added_since(&self, version: &VersionVector) -> Result<Update> {
        if self.doc.oplog_vv() == *version {
            return Ok(Update::default());
        }
        let export = || self.doc.export(ExportMode::updates(version));
        let bytes = guarded("export", export)?.map_err(|_| Error::Engine { what: "export" })?;
        Ok(Update(bytes))
    }
}

/// The engine has broken off in the middle of an import or of going back, rather than refusing: that is an error here too.
fn guarded<T>(what: &'static str, work: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Error::Engine { what })
}

#[cfg(test)]
mod tests;
