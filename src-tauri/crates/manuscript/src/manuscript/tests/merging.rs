//! Three desks edit at once; updates come late, out of order and twice; offers are taken or dropped.

use std::collections::{BTreeMap, BTreeSet};

use super::chance::Chance;
use super::desk::Desk;
use crate::flat::{MARKER, OBJECT};
use crate::manuscript::{Decision, Manuscript};
use crate::testing::{cases, seed};
use crate::wire::Field;

#[derive(Clone, Copy, Default)]
struct Kind {
    undo: bool,
    moves: bool,
    suggesting: bool,
}

/// The desks of one story, before they have met for the last time.
struct Story {
    seed: u64,
    desks: Vec<Desk>,
}

fn stories_until_enough_merges(kind: Kind, law: impl Fn(&Story)) {
    stories_until(cases() as usize, kind, law);
}

fn stories_until(enough: usize, kind: Kind, law: impl Fn(&Story)) {
    let (mut merges, mut number) = (0, 0);
    while merges < enough {
        let seed = seed().wrapping_add(number);
        number += 1;
        let story = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut story = Story::begin(seed, kind);
            story.run(kind, &mut Chance::from(seed));
            story.meet(&mut Chance::from(seed ^ 1));
            law(&story);
            story.desks.iter().map(|desk| desk.merges).sum::<usize>()
        }));
        match story {
            Ok(count) => merges += count,
            Err(panic) => {
                let plain = panic.downcast_ref::<&str>().map(|why| (*why).to_owned());
                let why = panic
                    .downcast_ref::<String>()
                    .cloned()
                    .or(plain)
                    .unwrap_or_default();
                panic!("STET_SEED={seed} STET_CASES=1 breaks the law: {why}");
            }
        }
    }
}

impl Story {
    fn begin(seed: u64, kind: Kind) -> Self {
        let mut desks: Vec<Desk> = (1..=3).map(|peer| Desk::new(peer, seed)).collect();
        for desk in &mut desks {
            desk.edits.moves = kind.moves;
            desk.edits.stashes = true;
        }
        Self { seed, desks }
    }

    fn run(&mut self, kind: Kind, chance: &mut Chance) {
        for _ in 0..60 {
            let at = chance.below(3);
            let update = match chance.below(10) {
                0..=2 if kind.suggesting => Some(self.desks[at].suggest(chance)),
                3 if kind.suggesting && chance.one_in(2) => Some(self.decide(at, chance)),
                0..=5 => Some(self.desks[at].edit(chance)),
                6 if kind.undo => self.desks[at].undo(),
                7 if kind.undo => self.desks[at].redo(),
                _ => {
                    let moved_on = chance.one_in(10);
                    self.desks[at].look(moved_on);
                    None
                }
            };
            if let Some(update) = update {
                self.send(at, &update, chance);
            }
        }
    }

    /// Some of the open suggestions, one way or the other.
    fn decide(&mut self, at: usize, chance: &mut Chance) -> Vec<u8> {
        let mut sids = self.desks[at].sids();
        chance.shuffle(&mut sids);
        sids.truncate(1 + chance.below(4));
        let decision = *chance.pick(&[Decision::Accept, Decision::Stand]);
        let update = self.desks[at].decide(&sids, decision);
        self.assert_decided_fairly(at, decision);
        update
    }

    /// Accepting deletes what somebody struck, letting stand what somebody suggested, and neither any other word.
    fn assert_decided_fairly(&mut self, at: usize, decision: Decision) {
        let may_go: BTreeSet<char> = self
            .desks
            .iter()
            .flat_map(|desk| match decision {
                Decision::Accept => &desk.edits.deleted,
                Decision::Stand => &desk.suggested,
            })
            .copied()
            .chain([MARKER, OBJECT])
            .collect();
        let gone = std::mem::take(&mut self.desks[at].decided);
        for character in &gone {
            assert!(
                may_go.contains(character),
                "{decision:?} took away {character:?}, which nobody meant"
            );
        }
        self.desks[at].undone.extend(gone);
    }

    /// Into the other inboxes, at a random place, sometimes twice.
    fn send(&mut self, from: usize, update: &[u8], chance: &mut Chance) {
        for (_, desk) in self
            .desks
            .iter_mut()
            .enumerate()
            .filter(|(at, _)| *at != from)
        {
            for _ in 0..1 + usize::from(chance.one_in(6)) {
                let place = chance.below(desk.inbox.len() + 1);
                desk.inbox.insert(place, update.to_vec());
            }
        }
    }

    /// Everything arrives everywhere.
    fn meet(&mut self, chance: &mut Chance) {
        for desk in &mut self.desks {
            chance.shuffle(&mut desk.inbox);
            desk.look(false);
            assert!(desk.inbox.is_empty(), "an update waits for ever");
        }
    }

    fn assert_all_agree(&self) {
        let first = self.desks[0].manuscript.text();
        for desk in &self.desks {
            desk.assert_window_shows_the_document();
            assert_eq!(
                desk.manuscript.text(),
                first,
                "desks that hold the same updates show different texts"
            );
            assert_eq!(
                desk.manuscript.frontier(),
                self.desks[0].manuscript.frontier()
            );
            desk.manuscript
                .reading()
                .expect("nothing unknown was written");
        }
    }

    fn assert_no_word_is_lost(&self, doubles_allowed: bool) {
        let mut shown: BTreeMap<char, usize> = BTreeMap::new();
        for character in self.desks[0].window.characters() {
            *shown.entry(character).or_default() += 1;
        }
        let union = |each: &dyn Fn(&Desk) -> BTreeSet<char>| {
            self.desks.iter().flat_map(each).collect::<BTreeSet<char>>()
        };
        let gone = union(&|desk| desk.edits.deleted.clone());
        let undone = union(&|desk| desk.undone.clone());
        for character in union(&|desk| desk.edits.all_typed().clone()) {
            let count = shown.get(&character).copied().unwrap_or_default();
            let taken_away = gone.contains(&character) || undone.contains(&character);
            assert!(
                count > 0 || taken_away,
                "{character:?} is lost: typed, never deleted, absent"
            );
            assert!(
                count < 2 || doubles_allowed || taken_away,
                "{character:?} stands there {count} times"
            );
        }
    }

    fn assert_each_block_has_its_own_id(&self) {
        let mut seen = BTreeSet::new();
        for unit in self.desks[0]
            .window
            .field(&Field::Body)
            .iter()
            .filter(|unit| unit.character == MARKER)
        {
            let id = unit
                .attributes
                .get("b:id")
                .and_then(|id| id.as_str())
                .expect("each block has an id");
            assert!(seen.insert(id.to_owned()), "two blocks are {id}");
        }
    }
}

#[test]
fn three_desks_that_meet_show_the_same_and_lose_no_word() {
    stories_until_enough_merges(Kind::default(), |story| {
        story.assert_all_agree();
        story.assert_no_word_is_lost(false);
        story.assert_each_block_has_its_own_id();
    });
}

#[test]
fn with_undo_at_any_time_they_still_agree_and_lose_no_foreign_word() {
    stories_until_enough_merges(
        Kind {
            undo: true,
            ..Kind::default()
        },
        |story| {
            story.assert_all_agree();
            story.assert_no_word_is_lost(false);
        },
    );
}

#[test]
fn with_blocks_moved_about_they_still_agree_and_lose_no_word() {
    stories_until_enough_merges(
        Kind {
            moves: true,
            ..Kind::default()
        },
        |story| {
            story.assert_all_agree();
            story.assert_no_word_is_lost(true);
        },
    );
}

#[test]
fn with_suggestions_made_and_decided_they_still_agree_and_lose_no_word() {
    let kind = Kind {
        suggesting: true,
        ..Kind::default()
    };
    stories_until_enough_merges(kind, |story| {
        story.assert_all_agree();
        story.assert_no_word_is_lost(false);
        story.assert_each_block_has_its_own_id();
    });
}

#[test]
fn with_suggestions_and_undo_at_any_time_they_still_agree_and_lose_no_word() {
    let kind = Kind {
        suggesting: true,
        undo: true,
        ..Kind::default()
    };
    stories_until_enough_merges(kind, |story| {
        story.assert_all_agree();
        story.assert_no_word_is_lost(false);
    });
}

#[test]
fn a_story_opens_the_same_from_its_checkpoint_and_from_its_updates() {
    stories_until(cases() as usize / 10, Kind::default(), |story| {
        let desk = &story.desks[0].manuscript;
        let (opened, pending) =
            Manuscript::load(9, Some(&desk.checkpoint()), []).expect("a sound checkpoint");
        assert!(pending.is_empty());
        assert_eq!(opened.text(), desk.text());
        let all = desk
            .update_since(&Manuscript::empty(4).frontier())
            .expect("the beginning is in every story");
        let (replayed, pending) =
            Manuscript::load(9 + story.seed % 2, None, [all.0.as_slice()]).expect("sound updates");
        assert!(pending.is_empty());
        assert_eq!(replayed.text(), desk.text());
        assert_eq!(replayed.frontier(), desk.frontier());
    });
}
