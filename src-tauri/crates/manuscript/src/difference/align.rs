//! Which block of the older reading is which block of the newer one.
//!
//! Equal blocks in order come first, then equal blocks that changed places, then, between those that stayed, blocks that
//! share enough words, and last, blocks that moved and were edited. Every step but the first looks only at what the ones
//! before left over, and each has a bound, so that two long texts with nothing in common cost little.
//!
//! Not here: the words of a pair (`compare`).

use std::collections::HashMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Interner, Token};

use super::leaves::{Key, Leaf};
use crate::plain;
use crate::words::words_in;

/// Likeness is counted in thousandths of the words that two blocks share.
type Likeness = u32;

/// Below this two blocks in the same place are two blocks.
const ALIKE: Likeness = 400;
/// When nothing else stands in their place, less is enough.
const ALIKE_ALONE: Likeness = 250;
/// Below this a block elsewhere is another block.
const ALIKE_ELSEWHERE: Likeness = 650;
/// Above this no better one is looked for.
const ALIKE_FOR_SURE: Likeness = 800;
/// Shorter blocks are too easily alike to count as moved and edited.
const WORDS_TO_MOVE: usize = 6;
/// The most pairs of blocks that are compared in one place.
const MOST_PAIRS: usize = 4096;
/// In a larger place, how far from its expected position a block is looked for.
const REACH: usize = 8;

/// Pairs of indexes, older and newer.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    /// Ascending on both sides.
    pub(super) in_order: Vec<(usize, usize)>,
    pub(super) moved: Vec<(usize, usize)>,
}

pub(super) fn align(from: &[Leaf<'_>], to: &[Leaf<'_>]) -> Pairing {
    let interner = Interner::new(from.len() + to.len());
    let mut input = InternedInput {
        before: Vec::new(),
        after: Vec::new(),
        interner,
    };
    input.update_before(from.iter().map(Key));
    input.update_after(to.iter().map(Key));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let mut aligner = Aligner {
        pairing: Pairing::default(),
        old: Side::new(from, &input.before),
        new: Side::new(to, &input.after),
    };
    let gaps = aligner.equal_in_order(&diff);
    if !gaps.is_empty() {
        aligner.equal_elsewhere();
        gaps.into_iter()
            .for_each(|(from, to)| aligner.alike_in_place(from, to));
        aligner.alike_elsewhere();
        aligner.pairing.in_order.sort_unstable();
    }
    aligner.pairing
}

type Gap = (Range<usize>, Range<usize>);

struct Aligner<'a> {
    pairing: Pairing,
    old: Side<'a>,
    new: Side<'a>,
}

impl Aligner<'_> {
    /// Pairs what is equal and kept its order; what lies between.
    fn equal_in_order(&mut self, diff: &Diff) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let (mut from, mut to) = (0, 0);
        for hunk in diff.hunks() {
            let gap = (index(&hunk.before), index(&hunk.after));
            self.pairing
                .in_order
                .extend((from..gap.0.start).zip(to..gap.1.start));
            (from, to) = (gap.0.end, gap.1.end);
            gaps.push(gap);
        }
        self.pairing
            .in_order
            .extend((from..self.old.leaves.len()).zip(to..self.new.leaves.len()));
        for &(from, to) in &self.pairing.in_order {
            self.old.paired[from] = true;
            self.new.paired[to] = true;
        }
        gaps
    }

    fn equal_elsewhere(&mut self) {
        let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
        for from in self.old.left_over().rev() {
            places
                .entry(self.old.tokens[from].0)
                .or_default()
                .push(from);
        }
        for to in self.new.left_over().collect::<Vec<_>>() {
            let equal = places.get_mut(&self.new.tokens[to].0);
            // A rule or an ornament is like any other; it does not move.
            if !self.new.words(to).is_empty()
                && let Some(from) = equal.and_then(Vec::pop)
            {
                self.move_pair(from, to);
            }
        }
    }

    fn move_pair(&mut self, from: usize, to: usize) {
        self.old.paired[from] = true;
        self.new.paired[to] = true;
        self.pairing.moved.push((from, to));
    }

    /// Pairs what shares the most words between two blocks that stayed, keeping the order.
    fn alike_in_place(&mut self, from: Range<usize>, to: Range<usize>) {
        let from: Vec<usize> = from.filter(|at| !self.old.paired[*at]).collect();
        let to: Vec<usize> = to.filter(|at| !self.new.paired[*at]).collect();
        let enough = if from.len() == 1 && to.len() == 1 {
            ALIKE_ALONE
        } else {
            ALIKE
        };
        let pairs = match from.len() * to.len() <= MOST_PAIRS {
            true => self.best_pairs(&from, &to, enough),
            false => self.near_pairs(&from, &to, enough),
        };
        for (from, to) in pairs {
            self.old.paired[from] = true;
            self.new.paired[to] = true;
            self.pairing.in_order.push((from, to));
        }
    }

    /// The pairs, in order, whose likenesses add up to the most.
    fn best_pairs(
        &mut self,
        from: &[usize],
        to: &[usize],
        enough: Likeness,
    ) -> Vec<(usize, usize)> {
        let width = to.len() + 1;
        let mut best = vec![0; (from.len() + 1) * width];
        let mut alike = vec![0; from.len() * to.len()];
        for i in (0..from.len()).rev() {
            for j in (0..to.len()).rev() {
                let likeness = self.likeness(from[i], to[j], enough);
                alike[i * to.len() + j] = likeness;
                let paired = if likeness > 0 {
                    likeness + best[(i + 1) * width + j + 1]
                } else {
                    0
                };
                best[i * width + j] = paired
                    .max(best[(i + 1) * width + j])
                    .max(best[i * width + j + 1]);
            }
        }
        let mut pairs = Vec::new();
        let (mut i, mut j) = (0, 0);
        while i < from.len() && j < to.len() {
            let likeness = alike[i * to.len() + j];
            if likeness > 0 && best[i * width + j] == likeness + best[(i + 1) * width + j + 1] {
                pairs.push((from[i], to[j]));
                (i, j) = (i + 1, j + 1);
            } else if best[i * width + j] == best[(i + 1) * width + j] {
                i += 1;
            } else {
                j += 1;
            }
        }
        pairs
    }

    /// The same for a large gap, looking only near the place where a block would be expected.
    fn near_pairs(
        &mut self,
        from: &[usize],
        to: &[usize],
        enough: Likeness,
    ) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut next = 0;
        for (i, &old) in from.iter().enumerate() {
            let expected = (i * to.len() / from.len()).max(next);
            let near = expected.saturating_sub(REACH).max(next)..(expected + REACH).min(to.len());
            let mut best = (0, 0);
            for j in near {
                let likeness = self.likeness(old, to[j], enough);
                if likeness > best.0 {
                    best = (likeness, j);
                }
                if likeness >= ALIKE_FOR_SURE {
                    break;
                }
            }
            if best.0 > 0 {
                pairs.push((old, to[best.1]));
                next = best.1 + 1;
            }
        }
        pairs
    }

    /// Pairs what moved and was edited too; the most alike first.
    fn alike_elsewhere(&mut self) {
        let from: Vec<usize> = self.old.left_over().collect();
        let to: Vec<usize> = self.new.left_over().collect();
        if from.len() * to.len() > MOST_PAIRS {
            return;
        }
        let mut pairs = Vec::new();
        for &from in &from {
            for &to in &to {
                let long =
                    self.old.words(from).len().min(self.new.words(to).len()) >= WORDS_TO_MOVE;
                let likeness = if long {
                    self.likeness(from, to, ALIKE_ELSEWHERE)
                } else {
                    0
                };
                pairs.extend((likeness > 0).then_some((likeness, from, to)));
            }
        }
        pairs.sort_by_key(|(likeness, from, to)| (std::cmp::Reverse(*likeness), *from, *to));
        for (_, from, to) in pairs {
            if !self.old.paired[from] && !self.new.paired[to] {
                self.move_pair(from, to);
            }
        }
    }

    /// How many thousandths of their words these two share, with repeats; 0 when that is not enough.
    fn likeness(&mut self, from: usize, to: usize, enough: Likeness) -> Likeness {
        let (old, new) = (self.old.words(from), self.new.words(to));
        let total = old.len() + new.len();
        let thousandths = |shared: usize| u32::try_from(shared * 2000 / total.max(1)).unwrap_or(0);
        if thousandths(old.len().min(new.len())) < enough {
            return 0;
        }
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while i < old.len() && j < new.len() {
            match old[i].cmp(&new[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
            }
        }
        Some(thousandths(shared))
            .filter(|likeness| *likeness >= enough)
            .unwrap_or(0)
    }
}

/// The blocks of one reading while they are paired.
struct Side<'a> {
    leaves: &'a [Leaf<'a>],
    tokens: &'a [Token],
    paired: Vec<bool>,
    words: Vec<Option<Vec<u64>>>,
}

impl<'a> Side<'a> {
    fn new(leaves: &'a [Leaf<'a>], tokens: &'a [Token]) -> Self {
        Side {
            leaves,
            tokens,
            paired: vec![false; leaves.len()],
            words: vec![None; leaves.len()],
        }
    }

    fn left_over(&self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.paired.len()).filter(|at| !self.paired[*at])
    }

    /// The words of a block as sorted hashes, made when first asked for.
    fn words(&mut self, at: usize) -> &[u64] {
        self.words[at].get_or_insert_with(|| {
            let mut words: Vec<u64> = words_in(&plain(&self.leaves[at].text)).map(hash).collect();
            words.sort_unstable();
            words
        })
    }
}

/// FNV-1a; two words with one hash make two blocks seem a little more alike, no more.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn index(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
