//! What a desk asks of updates that it keeps in a journal: whether the document holds one, and many as few.
//!
//! Typing arrives as an update for every breath; a signed entry should carry a working spell. Merging takes the
//! operations that the given updates hold and nothing else, so nobody signs for words of others that came in between.

use std::collections::BTreeMap;

use loro::{ExportMode, IdSpan, LoroDoc, VersionVector};

use super::{Manuscript, Peer, Update, guarded};
use crate::error::{Error, Result};

/// The operations of one peer, from the first to before the last.
type Spans = BTreeMap<Peer, (i32, i32)>;

impl Manuscript {
    /// Whether everything in an update is in the document.
    ///
    /// # Errors
    /// `DamagedUpdate` with the index 0.
    pub fn has(&self, update: &[u8]) -> Result<bool> {
        let (_, end) = reach(0, update)?;
        let here = self.doc.oplog_vv();
        Ok(end
            .iter()
            .all(|(peer, end)| here.get(peer).is_some_and(|here| here >= end)))
    }

    /// The same operations in as few updates as `largest` bytes each allow, in an order that can be replayed.
    ///
    /// # Errors
    /// `DamagedUpdate` with the index of the update; `Waiting` for updates that the document does not hold, because
    /// their words would silently be missing from what is signed.
    pub fn merged(&self, updates: &[&[u8]], largest: usize) -> Result<Vec<Update>> {
        let mut lacking = Vec::new();
        for (index, update) in updates.iter().enumerate() {
            if !update.is_empty()
                && !self
                    .has(update)
                    .map_err(|_| Error::DamagedUpdate { index })?
            {
                lacking.push(index);
            }
        }
        if !lacking.is_empty() {
            return Err(Error::Waiting { indexes: lacking });
        }
        let mut spans = Spans::new();
        for (index, update) in updates
            .iter()
            .enumerate()
            .filter(|(_, update)| !update.is_empty())
        {
            let (start, end) = reach(index, update)?;
            for (peer, end) in end.iter() {
                let first = start.get(peer).copied().unwrap_or_default();
                let span = spans.entry(*peer).or_insert((first, *end));
                *span = (span.0.min(first), span.1.max(*end));
            }
        }
        let mut parts = Vec::new();
        for (peer, (first, end)) in spans {
            self.export(peer, first, end, largest, &mut parts)?;
        }
        Ok(parts)
    }

    fn export(
        &self,
        peer: Peer,
        first: i32,
        end: i32,
        largest: usize,
        parts: &mut Vec<Update>,
    ) -> Result<()> {
        let span = [IdSpan::new(peer, first, end)];
        let export = || self.doc.export(ExportMode::updates_in_range(&span[..]));
        let bytes = guarded("export", export)?.map_err(|_| Error::Engine { what: "export" })?;
        if bytes.len() <= largest || end - first <= 1 {
            parts.push(Update(bytes));
            return Ok(());
        }
        let middle = first + (end - first) / 2;
        self.export(peer, first, middle, largest, parts)?;
        self.export(peer, middle, end, largest, parts)
    }
}

fn reach(index: usize, update: &[u8]) -> Result<(VersionVector, VersionVector)> {
    let meta = guarded("read an update", || {
        LoroDoc::decode_import_blob_meta(update, true)
    });
    match meta {
        Ok(Ok(meta)) => Ok((meta.partial_start_vv, meta.partial_end_vv)),
        _ => Err(Error::DamagedUpdate { index }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Attributes, Batch, Field, Op};

    fn type_at_end(manuscript: &mut Manuscript, words: &str) -> Update {
        let length = crate::plain(&manuscript.reading().expect("plain words").headline)
            .encode_utf16()
            .count();
        let mut ops = vec![Op::Insert {
            insert: words.to_owned(),
            attributes: Attributes::new(),
        }];
        if length > 0 {
            ops.insert(
                0,
                Op::Retain {
                    retain: length,
                    attributes: Attributes::new(),
                },
            );
        }
        manuscript
            .apply(&[Batch([(Field::Headline, ops)].into())])
            .expect("a sound edit")
    }

    #[test]
    fn a_spell_of_typing_becomes_one_update_that_holds_the_same_words() {
        let mut typed = Manuscript::empty(7);
        let updates: Vec<Update> = (0..50)
            .map(|n| type_at_end(&mut typed, &format!("{n} ")))
            .collect();
        let updates: Vec<&[u8]> = updates.iter().map(|update| update.0.as_slice()).collect();
        let merged = typed.merged(&updates, 180_000).expect("sound updates");
        assert_eq!(merged.len(), 1, "a spell fits into one entry");
        let (read, pending) =
            Manuscript::load(8, None, [merged[0].0.as_slice()]).expect("a sound update");
        assert!(pending.is_empty());
        assert_eq!(read.reading(), typed.reading());
        assert!(
            updates
                .iter()
                .all(|update| read.has(update).expect("sound"))
        );
        let raw: usize = updates.iter().map(|update| update.len()).sum();
        assert!(
            merged[0].0.len() * 4 < raw,
            "merging is what keeps the log small"
        );
    }

    #[test]
    fn merging_leaves_the_words_of_others_out() {
        let mut mine = Manuscript::empty(1);
        let first = type_at_end(&mut mine, "mine ");
        let mut theirs = Manuscript::load(2, None, [first.0.as_slice()])
            .expect("sound")
            .0;
        let foreign = type_at_end(&mut theirs, "theirs ");
        mine.accept(&[&foreign.0]).expect("sound");
        let second = type_at_end(&mut mine, "again");
        let merged = mine.merged(&[&first.0, &second.0], 180_000).expect("sound");
        let peers = merged
            .iter()
            .flat_map(|part| Manuscript::peers_in(&part.0).expect("sound"));
        assert!(
            peers.into_iter().all(|peer| peer == 1),
            "nobody signs for words that somebody else typed"
        );
        let all: Vec<&[u8]> = merged
            .iter()
            .map(|part| part.0.as_slice())
            .chain([foreign.0.as_slice()])
            .collect();
        assert_eq!(
            Manuscript::load(3, None, all).expect("sound").0.reading(),
            mine.reading()
        );
    }

    #[test]
    fn what_the_document_does_not_hold_is_refused_and_not_left_out() {
        let mine = Manuscript::empty(1);
        let theirs = type_at_end(&mut Manuscript::empty(2), "theirs");
        let refused = mine.merged(&[&theirs.0], 180_000);
        assert_eq!(
            refused,
            Err(Error::Waiting { indexes: vec![0] }),
            "signing must never drop words in silence"
        );
    }

    #[test]
    fn text_that_is_too_long_for_one_entry_is_split_by_range() {
        let mut typed = Manuscript::empty(7);
        let long = type_at_end(&mut typed, &"long words and more of them ".repeat(4_000));
        let merged = typed.merged(&[&long.0], 20_000).expect("sound");
        assert!(merged.len() > 1 && merged.iter().all(|part| part.0.len() <= 20_000));
        let (read, pending) =
            Manuscript::load(8, None, merged.iter().map(|part| part.0.as_slice())).expect("sound");
        assert!(pending.is_empty());
        assert_eq!(read.reading(), typed.reading());
    }
}
