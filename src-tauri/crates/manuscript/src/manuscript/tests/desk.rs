//! A desk: the document, the text that its window shows, and the inbox.

use std::collections::BTreeSet;

use super::chance::Chance;
use super::edits::Edits;
use crate::manuscript::{Manuscript, Peer, Step};
use crate::units::{Units, units};
use crate::wire::Batch;

pub(super) struct Desk {
    pub(super) manuscript: Manuscript,
    /// What the window shows: own edits and accepted offers, applied one after the other.
    pub(super) window: Units,
    pub(super) inbox: Vec<Vec<u8>>,
    pub(super) edits: Edits,
    /// Characters that this desk's own undo took away.
    pub(super) undone: BTreeSet<char>,
    pub(super) merges: usize,
}

impl Desk {
    pub(super) fn new(peer: Peer, story: u64) -> Self {
        Self {
            manuscript: Manuscript::empty(peer),
            window: Units::default(),
            inbox: Vec::new(),
            edits: Edits::new(peer, story),
            undone: BTreeSet::new(),
            merges: 0,
        }
    }

    /// One random edit, sometimes two sent together, sometimes in one step with the edit before. Returns the update.
    pub(super) fn edit(&mut self, chance: &mut Chance) -> Vec<u8> {
        let mut batches = Vec::new();
        let mut window = self.window.clone();
        for _ in 0..1 + usize::from(chance.one_in(8)) {
            let batch = self.edits.random(&window, chance);
            window.apply(&batch);
            batches.push(batch);
        }
        self.manuscript.join_steps(chance.one_in(3));
        let update = self
            .manuscript
            .apply(&batches)
            .expect("the window's edits are sound");
        self.window = window;
        update.0
    }

    /// Takes back own words only.
    pub(super) fn undo(&mut self) -> Option<Vec<u8>> {
        let step = self.manuscript.undo().expect("undo never fails")?;
        Some(self.show(step, |desk, gone| desk.edits.typed(gone)))
    }

    /// Does own edits again: types own words, deletes what this desk had deleted.
    pub(super) fn redo(&mut self) -> Option<Vec<u8>> {
        let step = self.manuscript.redo().expect("redo never fails")?;
        Some(self.show(step, |desk, gone| {
            desk.edits.typed(gone) || desk.edits.deleted.contains(&gone)
        }))
    }

    fn show(&mut self, step: Step, may_go: impl Fn(&Self, char) -> bool) -> Vec<u8> {
        let before: BTreeSet<char> = self.window.characters().collect();
        self.window.apply(&step.batch);
        let after: BTreeSet<char> = self.window.characters().collect();
        for gone in before.difference(&after) {
            assert!(
                may_go(self, *gone),
                "undo took away {gone:?}, which somebody else typed"
            );
            self.undone.insert(*gone);
        }
        step.update.0
    }

    /// Asks for an offer and, unless the window has moved on meanwhile, accepts it.
    pub(super) fn look(&mut self, moved_on: bool) {
        let inbox: Vec<&[u8]> = self.inbox.iter().map(Vec::as_slice).collect();
        let offer = self.manuscript.peek(&inbox).expect("sound updates");
        if moved_on || offer.taken.is_empty() {
            return;
        }
        let taken: Vec<&[u8]> = offer.taken.iter().map(|place| inbox[*place]).collect();
        let batch = self
            .manuscript
            .accept(&taken)
            .expect("what was offered can be accepted");
        assert_eq!(batch, offer.batch, "what is accepted is what was offered");
        self.window.apply(&batch);
        self.merges += usize::from(batch != Batch::default());
        let mut place = 0;
        self.inbox.retain(|_| {
            place += 1;
            !offer.taken.contains(&(place - 1))
        });
    }

    pub(super) fn assert_window_shows_the_document(&self) {
        assert_eq!(
            self.window,
            units(&self.manuscript.text()),
            "the window shows something else than the document"
        );
    }
}
