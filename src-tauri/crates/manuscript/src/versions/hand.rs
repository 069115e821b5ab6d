//! What one side did to a text: which of its units it deleted, and what it put where.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Place;
use crate::delta::delta;
use crate::flat::{MARKER, OBJECT, Span, id_of};
use crate::wire::{Field, Op};

#[derive(Default)]
pub(super) struct Hand {
    deleted: Vec<Range<usize>>,
    /// Words by where they went in, in units of the old text. Those behind a block that went in with them are that
    /// block's.
    typed: Vec<(usize, String)>,
    /// The blocks that went in.
    brought: BTreeSet<String>,
}

impl Hand {
    pub(super) fn between(base: &[Span], now: &[Span]) -> Self {
        let text = |spans: &[Span]| [(Field::Body, spans.to_vec())].into();
        let batch = delta(&text(base), &text(now));
        let mut hand = Self::default();
        let mut at = 0;
        let mut in_new_block = false;
        for op in batch.0.into_values().flatten() {
            match op {
                Op::Retain { retain, .. } => {
                    at += retain;
                    in_new_block = false;
                }
                Op::Delete { delete } => {
                    match hand.deleted.last_mut() {
                        Some(last) if last.end == at => last.end += delete,
                        _ => hand.deleted.push(at..at + delete),
                    }
                    at += delete;
                }
                Op::Insert { insert, attributes } if insert.contains(MARKER) => {
                    hand.brought.extend(id_of(&attributes).map(str::to_owned));
                    in_new_block = true;
                }
                Op::Insert { insert, .. } if !in_new_block => hand.typed.push((at, insert)),
                Op::Insert { .. } => {}
            }
        }
        hand
    }

    /// Whether nothing of a stretch is left.
    pub(super) fn deletes(&self, whole: &Range<usize>) -> bool {
        let covers = |range: &Range<usize>| range.start <= whole.start && whole.end <= range.end;
        !whole.is_empty() && self.deleted.iter().any(covers)
    }

    pub(super) fn brings(&self, block: Option<&str>) -> bool {
        block.is_some_and(|block| self.brought.contains(block))
    }

    /// The words that went into a block; nothing when they are white space only.
    pub(super) fn typed_in(&self, place: &Place) -> String {
        // What goes in right before a marker belongs to the block before it.
        let first = place.start + usize::from(place.id.is_some());
        let there = self.typed.iter();
        let there = there.filter(|(at, _)| (first..=place.end).contains(at));
        let words: String = there.map(|(_, words)| words.as_str()).collect();
        let words = words.replace(OBJECT, "");
        match words.trim().is_empty() {
            true => String::new(),
            false => words,
        }
    }

    /// Whether both put other words in the place of the same ones.
    pub(super) fn replaces_with(&self, other: &Hand, within: &Range<usize>) -> bool {
        let inside = |range: &&Range<usize>| range.start < within.end && within.start < range.end;
        let replaced = |hand: &Hand| -> Vec<Range<usize>> {
            let typed_at = |range: &Range<usize>| {
                let mut places = hand.typed.iter().map(|(at, _)| at);
                places.any(|at| range.start <= *at && *at <= range.end)
            };
            let ranges = hand.deleted.iter().filter(inside);
            ranges.filter(|range| typed_at(range)).cloned().collect()
        };
        let theirs = replaced(other);
        let meets = |one: &Range<usize>| {
            let mut others = theirs.iter();
            others.any(|other| one.start < other.end && other.start < one.end)
        };
        replaced(self).iter().any(meets)
    }
}
