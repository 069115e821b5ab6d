//! A desk: the document, the text that its window shows, and the inbox.

use std::collections::BTreeSet;

use super::chance::Chance;
use super::edits::Edits;
use crate::flat::notes::{Note, sound};
use crate::manuscript::{By, Decision, Manuscript, Peer, Step};
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
    /// Characters that this desk typed as a suggestion.
    pub(super) suggested: BTreeSet<char>,
    /// Characters that this desk's decisions took away.
    pub(super) decided: BTreeSet<char>,
    newest: Option<String>,
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
            suggested: BTreeSet::new(),
            decided: BTreeSet::new(),
            newest: None,
        }
    }

    /// Another desk that begins with all that is here.
    pub(super) fn copy(&self) -> Self {
        let checkpoint = self.manuscript.checkpoint();
        let opened = Manuscript::load(self.manuscript.peer() + 8, Some(&checkpoint), []);
        let mut copy = Self::new(self.manuscript.peer() + 8, 0);
        copy.manuscript = opened.expect("a sound checkpoint").0;
        copy.window = self.window.clone();
        copy
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

    /// A random edit that this desk's person only suggests.
    pub(super) fn suggest(&mut self, chance: &mut Chance) -> Vec<u8> {
        let typed = self.edits.all_typed().clone();
        let direct = self.edits.for_readers(&self.window, chance);
        self.suggested
            .extend(self.edits.all_typed().difference(&typed));
        let person = self.manuscript.peer().to_string();
        self.suggest_as(&person, &direct)
    }

    pub(super) fn suggest_as(&mut self, person: &str, direct: &Batch) -> Vec<u8> {
        let before = self.manuscript.reading().expect("nothing unknown");
        let at = format!("2026-11-23T06:{:02}:00Z", self.edits.count() % 60);
        let edits = &mut self.edits;
        let mut fresh = || edits.id();
        let by = By { person, at: &at };
        let newest = self.newest.as_deref();
        let step = self
            .manuscript
            .suggest(direct, by, newest, &mut fresh)
            .unwrap_or_else(|error| panic!("{error}: {direct:?} in {:?}", self.window));
        let sids = crate::manuscript::suggest::sids(&step.batch);
        let newest = sids.into_iter().max_by_key(|sid| number(sid));
        self.newest = newest.map(str::to_owned).or(self.newest.take());
        self.window.apply(&step.batch);
        assert_eq!(
            self.manuscript.reading().expect("nothing unknown"),
            before,
            "a suggestion changed what readers have"
        );
        step.update.0
    }

    pub(super) fn sids(&self) -> Vec<String> {
        let open = self.manuscript.suggestions();
        assert_eq!(open.len(), self.manuscript.open_suggestions());
        let mut sids: Vec<String> = open.into_iter().map(|open| open.sid).collect();
        // Nobody is asked about one in a text that shows nowhere; it waits there all the same.
        let fields = self.manuscript.fields();
        let attributes = fields.values().flatten().flat_map(|span| &span.attributes);
        for (key, value) in attributes {
            if let Some((kind, sid)) = sound(key, value)
                && kind != Note::Commented
                && !sids.iter().any(|known| known == sid)
            {
                sids.push(sid.to_owned());
            }
        }
        sids
    }

    pub(super) fn decide(&mut self, sids: &[String], decision: Decision) -> Vec<u8> {
        let reading = self.manuscript.reading().expect("nothing unknown");
        let sids: Vec<&str> = sids.iter().map(String::as_str).collect();
        let decided = self
            .manuscript
            .decide(&sids, None, decision)
            .expect("what is open can be decided");
        let before: BTreeSet<char> = self.window.characters().collect();
        self.window.apply(&decided.step.batch);
        let after: BTreeSet<char> = self.window.characters().collect();
        self.decided = &before - &after;
        // Words that only came out marked as somebody's suggestion are plain words again.
        if decision == Decision::Stand && decided.kept.is_empty() {
            assert_eq!(
                self.manuscript.reading().expect("nothing unknown"),
                reading,
                "letting the text stand changed what readers have"
            );
        }
        let open = self.sids();
        assert!(
            sids.iter().all(|sid| open.iter().all(|open| open != sid)),
            "what is decided is not open"
        );
        decided.step.update.0
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
            desk.edits.typed(gone)
                || desk.edits.deleted.contains(&gone)
                || desk.undone.contains(&gone)
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
        let merged = self.manuscript.accept(&taken);
        let batch = merged.expect("what was offered can be accepted").batch;
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

/// The number at the end of an id.
fn number(sid: &str) -> usize {
    let (_, number) = sid.rsplit_once('-').unwrap_or_default();
    number.parse().unwrap_or_default()
}
