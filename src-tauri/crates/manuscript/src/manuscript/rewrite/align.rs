//! Which new block is which old one: equal words first, then, between those, words that are alike.

use std::collections::HashMap;

use imara_diff::{Algorithm, Diff, InternedInput};

/// Two blocks are alike when they share at least this part of their words.
const ALIKE: f64 = 0.4;
/// Beyond this many comparisons in one gap nothing is compared: everything there is new.
const MOST_COMPARISONS: usize = 40_000;

/// For each new text the index of the old one that it continues; both rise together.
pub(super) fn align(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let mut input = InternedInput::default();
    input.update_before(old.iter().map(String::as_str));
    input.update_after(new.iter().map(String::as_str));
    let mut aligned = vec![None; new.len()];
    let (mut i, mut j) = (0, 0);
    let mut equal = |i: &mut usize, j: &mut usize, until: usize| {
        while *i < until {
            aligned[*j] = Some(*i);
            (*i, *j) = (*i + 1, *j + 1);
        }
    };
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let hunks: Vec<_> = diff.hunks().collect();
    for hunk in &hunks {
        equal(&mut i, &mut j, hunk.before.start as usize);
        (i, j) = (hunk.before.end as usize, hunk.after.end as usize);
    }
    equal(&mut i, &mut j, old.len());
    for hunk in hunks {
        let (before, after) = (
            hunk.before.start as usize..hunk.before.end as usize,
            hunk.after.start as usize..hunk.after.end as usize,
        );
        for (i, j) in alike(&old[before.clone()], &new[after.clone()]) {
            aligned[after.start + j] = Some(before.start + i);
        }
    }
    aligned
}

/// The pairs, in order on both sides, that share the most words altogether.
fn alike(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > MOST_COMPARISONS {
        return Vec::new();
    }
    let (a, b) = (Bag::each(old), Bag::each(new));
    let width = b.len() + 1;
    let mut best = vec![0.0_f64; (a.len() + 1) * width];
    let mut paired = vec![false; best.len()];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let at = i * width + j;
            let likeness = a[i].likeness(&b[j]);
            let pair = best[at + width + 1] + likeness;
            let skip = best[at + width].max(best[at + 1]);
            paired[at] = likeness >= ALIKE && pair > skip;
            best[at] = if paired[at] { pair } else { skip };
        }
    }
    walk(&best, &paired, width, (a.len(), b.len()))
}

fn walk(best: &[f64], paired: &[bool], width: usize, end: (usize, usize)) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < end.0 && j < end.1 {
        let at = i * width + j;
        if paired[at] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[at + width] >= best[at + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// The words of a text, without their order.
struct Bag<'a> {
    words: HashMap<&'a str, usize>,
    size: usize,
}

impl<'a> Bag<'a> {
    fn each(texts: &'a [String]) -> Vec<Self> {
        texts.iter().map(|text| Self::of(text)).collect()
    }

    fn of(text: &'a str) -> Self {
        let mut words = HashMap::new();
        let mut size = 0;
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            *words.entry(word).or_default() += 1;
            size += 1;
        }
        Self { words, size }
    }

    /// From 0, nothing in common, to 1.
    fn likeness(&self, other: &Bag<'_>) -> f64 {
        let shared: usize = self
            .words
            .iter()
            .map(|(word, count)| other.words.get(word).map_or(0, |there| *count.min(there)))
            .sum();
        match self.size + other.size {
            0 => 0.0,
            all => 2.0 * shared as f64 / all as f64,
        }
    }
}
