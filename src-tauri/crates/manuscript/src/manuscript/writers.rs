//! Who wrote each run of words, as the text engine remembers it for ever.
//!
//! Whoever brings words back by an undo or a restore is their writer from then on: the engine knows hands, not thoughts.
//! Not here: which person a peer was.

use std::collections::BTreeMap;

use super::{Manuscript, Peer, layout};
use crate::wire::Field;

/// A stretch of one field by one hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// UTF-16 units, markers included.
    pub units: usize,
    pub peer: Peer,
}

impl Manuscript {
    /// Every field cut where the hand changes. It looks at each character, so it is for asking, not for typing.
    pub fn writers(&self) -> BTreeMap<Field, Vec<Written>> {
        let fields = layout::names(&self.doc).into_iter();
        fields
            .map(|field| {
                let writers = self.writers_of(&field);
                (field, writers)
            })
            .collect()
    }

    fn writers_of(&self, field: &Field) -> Vec<Written> {
        let text = layout::text(&self.doc, field);
        let mut runs: Vec<Written> = Vec::new();
        for (at, character) in text.to_string().chars().enumerate() {
            let peer = text.get_editor_at_unicode_pos(at).unwrap_or_default();
            let units = character.len_utf16();
            match runs.last_mut() {
                Some(last) if last.peer == peer => last.units += units,
                _ => runs.push(Written { units, peer }),
            }
        }
        runs
    }
}
