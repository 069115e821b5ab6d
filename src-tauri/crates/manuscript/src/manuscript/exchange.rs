//! What other desks wrote: loading, looking, taking in.
//!
//! Updates are tried on a copy first, so damaged ones, and ones that build on text which is not here yet, never touch the
//! document. Which updates wait is the caller's to remember: a copy of a document forgets them.

use std::collections::BTreeSet;

use loro::{ExportMode, Frontiers, LoroDoc, VersionVector};

use super::check::Ids;
use super::suggest::records::order;
use super::{Manuscript, Merged, Offer, Peer, Pending, guarded, layout};
use crate::delta::delta;
use crate::error::{Error, Result};
use crate::flat::Fields;
use crate::versions::two_versions;

impl Manuscript {
    /// Opens a story from a checkpoint and the updates since, in any order; doubles do no harm.
    ///
    /// # Errors
    /// `DamagedCheckpoint`, `DamagedUpdate`; `PeerTaken` when the peer has already written in this story.
    pub fn load<'a>(
        peer: Peer,
        checkpoint: Option<&[u8]>,
        updates: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<(Self, Pending)> {
        let updates = read(updates)?;
        let mut doc = opened(peer, checkpoint)?;
        import(&doc, &updates, &|| opened(peer, checkpoint))?;
        let (taken, pending) = sort(&doc, &updates);
        if !pending.is_empty() {
            // The engine would keep the waiting ones inside, where nobody sees them: begin again without.
            doc = opened(peer, checkpoint)?;
            import(&doc, &taken, &|| opened(peer, checkpoint))?;
        }
        if doc
            .oplog_vv()
            .get(&peer)
            .is_some_and(|written| *written > 0)
        {
            return Err(Error::PeerTaken { peer });
        }
        let pending = pending.iter().map(|update| update.index).collect();
        Ok((Self::over(doc, peer), pending))
    }

    /// What these updates would change. Nothing is changed.
    ///
    /// # Errors
    /// `DamagedUpdate`; `PeerTaken` when another desk wrote as this peer.
    pub fn peek(&self, updates: &[&[u8]]) -> Result<Offer> {
        let (copy, updates) = self.trial(updates)?;
        let (taken, _) = sort(&copy, &updates);
        Ok(Offer {
            batch: delta(&self.fields(), &layout::fields(&copy)),
            taken: taken.iter().map(|update| update.index).collect(),
        })
    }

    /// Takes updates in.
    ///
    /// # Errors
    /// Those of [`Manuscript::peek`], and `Waiting` for updates that it would not have taken; nothing is changed then.
    pub fn accept(&mut self, updates: &[&[u8]]) -> Result<Merged> {
        let (copy, updates) = self.trial(updates)?;
        let (_, waiting) = sort(&copy, &updates);
        if !waiting.is_empty() {
            let indexes = waiting.iter().map(|update| update.index).collect();
            return Err(Error::Waiting { indexes });
        }
        let before = self.fields();
        let apart = self.apart_from(&copy)?;
        self.take_over(&copy)?;
        let after = self.fields();
        self.ids = Ids::of(&after);
        let versions =
            |(base, theirs)| two_versions(&base, &before, &theirs, &after, &order(&self.doc));
        Ok(Merged {
            batch: delta(&before, &after),
            two_versions: apart.map(versions).unwrap_or_default(),
        })
    }

    /// The text that both sides began from and the one that the others had made of it, where this document has
    /// something that they had not seen.
    fn apart_from(&self, copy: &LoroDoc) -> Result<Option<(Fields, Fields)>> {
        let mine = self.doc.oplog_vv();
        let mut theirs = VersionVector::default();
        for head in copy.oplog_frontiers().iter() {
            if !mine.includes_id(head) {
                let seen = guarded("go back", || copy.frontiers_to_vv(&Frontiers::from(head)))?;
                theirs.merge(&seen.ok_or(Error::UnknownFrontier)?);
            }
        }
        let seen = |(peer, mine): (&Peer, &i32)| {
            let theirs = theirs.get(peer).copied().unwrap_or_default();
            (*peer, theirs.min(*mine))
        };
        let base: VersionVector = mine.iter().map(seen).filter(|(_, end)| *end > 0).collect();
        if base == mine || base == theirs {
            return Ok(None);
        }
        let then = |version: &VersionVector| -> Result<Fields> {
            let frontiers = guarded("go back", || copy.vv_to_frontiers(version))?;
            let then = guarded("go back", || copy.fork_at(&frontiers))?;
            Ok(layout::fields(&then.map_err(|_| Error::UnknownFrontier)?))
        };
        Ok(Some((then(&base)?, then(&theirs)?)))
    }

    /// What a copy has and this document lacks, as one update: importing several at once goes back and forth in the text,
    /// and whoever goes back loses the steps for undo.
    fn take_over(&self, copy: &LoroDoc) -> Result<()> {
        let news = ExportMode::updates_owned(self.doc.oplog_vv());
        let news = guarded("export", || copy.export(news))?;
        let news = news.map_err(|_| Error::Engine { what: "export" })?;
        let imported = guarded("import", || self.doc.import(&news))?;
        imported.map_err(|_| Error::Engine { what: "import" })?;
        Ok(())
    }

    fn trial<'a>(&self, updates: &[&'a [u8]]) -> Result<(LoroDoc, Vec<Read<'a>>)> {
        let updates = read(updates.iter().copied())?;
        let own = |version: &VersionVector| version.get(&self.peer).copied().unwrap_or_default();
        let written = own(&self.doc.oplog_vv());
        if updates.iter().any(|update| own(&update.reaches) > written) {
            return Err(Error::PeerTaken { peer: self.peer });
        }
        let copy = || guarded("copy", || self.doc.fork());
        let trial = copy()?;
        import(&trial, &updates, &copy)?;
        Ok((trial, updates))
    }
}

pub(super) fn peers_in(update: &[u8]) -> Result<BTreeSet<Peer>> {
    let updates = read([update])?;
    Ok(updates
        .iter()
        .flat_map(|update| update.reaches.keys().copied())
        .collect())
}

/// An update that is well formed from the outside. An empty one says nothing and is taken at once.
#[derive(Clone)]
struct Read<'a> {
    index: usize,
    bytes: &'a [u8],
    /// Up to where it goes, for each peer that wrote in it.
    reaches: VersionVector,
}

fn read<'a>(updates: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<Read<'a>>> {
    let read = updates.into_iter().enumerate().map(|(index, bytes)| {
        if bytes.is_empty() {
            return Ok(Read {
                index,
                bytes,
                reaches: VersionVector::default(),
            });
        }
        let meta = guarded("read an update", || {
            LoroDoc::decode_import_blob_meta(bytes, true)
        });
        match meta {
            Ok(Ok(meta)) => Ok(Read {
                index,
                bytes,
                reaches: meta.partial_end_vv,
            }),
            _ => Err(Error::DamagedUpdate { index }),
        }
    });
    read.collect()
}

fn opened(peer: Peer, checkpoint: Option<&[u8]>) -> Result<LoroDoc> {
    let doc = layout::new_document(peer);
    if let Some(bytes) = checkpoint {
        let imported = guarded("import", || doc.import(bytes));
        let whole = matches!(imported, Ok(Ok(status)) if status.pending.is_none());
        whole.then_some(()).ok_or(Error::DamagedCheckpoint)?;
    }
    Ok(doc)
}

/// Imports all; when the engine refuses, finds out which update it was with the help of a fresh copy.
fn import(doc: &LoroDoc, updates: &[Read<'_>], copy: &dyn Fn() -> Result<LoroDoc>) -> Result<()> {
    let updates = updates.iter().filter(|update| !update.bytes.is_empty());
    let bytes: Vec<Vec<u8>> = updates
        .clone()
        .map(|update| update.bytes.to_vec())
        .collect();
    if matches!(guarded("import", || doc.import_batch(&bytes)), Ok(Ok(_))) {
        return Ok(());
    }
    for update in updates {
        let copy = copy()?;
        if !matches!(guarded("import", || copy.import(update.bytes)), Ok(Ok(_))) {
            return Err(Error::DamagedUpdate {
                index: update.index,
            });
        }
    }
    Err(Error::Engine { what: "import" })
}

/// Those whose text is in the document now, and those that still wait.
fn sort<'a>(doc: &LoroDoc, updates: &[Read<'a>]) -> (Vec<Read<'a>>, Vec<Read<'a>>) {
    let version = doc.oplog_vv();
    let here = |update: &Read<'a>| {
        let mut ends = update.reaches.iter();
        ends.all(|(peer, end)| version.get(peer).is_some_and(|here| here >= end))
    };
    updates.iter().cloned().partition(here)
}
