//! The operations that turn one flat text into another.
//!
//! Blocks that both texts have, by id, are anchors; between two anchors the words are compared as one text, so a split
//! or a joined paragraph is one marker put in or taken out and no word of it is written anew. It never compares the insides
//! of blocks with each other apart from that. The window's own comparison of an edit follows the same idea.

mod ops;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use imara_diff::{Algorithm, Diff, InternedInput};
use serde_json::Value;

use crate::flat::{Fields, Span};
use crate::wire::{Attributes, Batch, Field, Op};
pub(crate) use ops::Ops;
use tokens::{Token, length, tokens};

/// What brings a reader of `before` to `after`, field by field; equal fields are left out.
pub(crate) fn delta(before: &Fields, after: &Fields) -> Batch {
    let none = Vec::new();
    let mut batch = Batch::default();
    let fields: BTreeSet<&Field> = before.keys().chain(after.keys()).collect();
    for field in fields {
        let ops = field_delta(
            before.get(field).unwrap_or(&none),
            after.get(field).unwrap_or(&none),
        );
        if !ops.is_empty() {
            batch.0.insert(field.clone(), ops);
        }
    }
    batch
}

fn field_delta(before: &[Span], after: &[Span]) -> Vec<Op> {
    if before == after {
        return Vec::new();
    }
    let (old, new) = (blocks(before), blocks(after));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old_rest, new_rest) = (
        &old_rest[..old_rest.len() - tail],
        &new_rest[..new_rest.len() - tail],
    );

    let mut ops = Ops::default();
    ops.retain(
        old[..head].iter().map(|block| length(block)).sum(),
        Attributes::new(),
    );
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in anchors(old_rest, new_rest)
        .into_iter()
        .chain([(old_rest.len(), new_rest.len())])
    {
        segment(&mut ops, &old_rest[i..next_i], &new_rest[j..next_j]);
        (i, j) = (next_i, next_j);
    }
    ops.finish()
}

/// Cuts a text before each marker.
fn blocks(spans: &[Span]) -> Vec<&[Span]> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (at, span) in spans.iter().enumerate() {
        if at > start && span.is_marker() {
            blocks.push(&spans[start..at]);
            start = at;
        }
    }
    if start < spans.len() {
        blocks.push(&spans[start..]);
    }
    blocks
}

fn id<'a>(block: &[&'a [Span]]) -> Option<&'a str> {
    let first = block.first()?.first()?;
    first.is_marker().then_some(())?;
    first.attributes.get("b:id")?.as_str()
}

/// Pairs of blocks that stand in the same order on both sides, by ids that occur once on each.
fn anchors(old: &[&[Span]], new: &[&[Span]]) -> Vec<(usize, usize)> {
    let there = once(new);
    let mut pairs: Vec<(usize, usize)> = once(old)
        .into_iter()
        .filter_map(|(id, i)| Some((i?, (*there.get(id)?)?)))
        .collect();
    pairs.sort_unstable();
    longest_rising(&pairs)
}

fn once<'a>(blocks: &[&'a [Span]]) -> BTreeMap<&'a str, Option<usize>> {
    let mut places = BTreeMap::new();
    for at in 0..blocks.len() {
        if let Some(id) = id(&blocks[at..]) {
            places
                .entry(id)
                .and_modify(|place| *place = None)
                .or_insert(Some(at));
        }
    }
    places
}

/// The longest selection of pairs, sorted by the first, whose second rises too.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before.push(place.checked_sub(1).map(|previous| ends[previous]));
        ends.truncate(ends.len().max(place + 1));
        if place == ends.len() {
            ends.push(at);
        } else {
            ends[place] = at;
        }
    }
    let mut chosen = Vec::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        chosen.push(pairs[index]);
        at = before[index];
    }
    chosen.reverse();
    chosen
}

fn segment(ops: &mut Ops, old: &[&[Span]], new: &[&[Span]]) {
    if old == new {
        ops.retain(
            old.iter().map(|block| length(block)).sum(),
            Attributes::new(),
        );
        return;
    }
    let (old, new) = (tokens(old), tokens(new));
    let head = old.iter().zip(&new).take_while(|(a, b)| a.same(b)).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a.same(b))
        .count();
    keep(ops, &old[..head], &new[..head]);
    middle(
        ops,
        &old_rest[..old_rest.len() - tail],
        &new_rest[..new_rest.len() - tail],
    );
    keep(ops, &old[old.len() - tail..], &new[new.len() - tail..]);
}

fn middle(ops: &mut Ops, old: &[Token<'_>], new: &[Token<'_>]) {
    let mut input = InternedInput::default();
    input.update_before(old.iter().map(Token::key));
    input.update_after(new.iter().map(Token::key));
    let (mut i, mut j) = (0, 0);
    for hunk in Diff::compute(Algorithm::Histogram, &input).hunks() {
        let (before, after) = (span(hunk.before), span(hunk.after));
        keep(ops, &old[i..before.start], &new[j..after.start]);
        (i, j) = (before.end, after.end);
        replace(ops, &old[before], &new[after]);
    }
    keep(ops, &old[i..], &new[j..]);
}

fn span(range: std::ops::Range<u32>) -> std::ops::Range<usize> {
    range.start as usize..range.end as usize
}

/// Replaces words by words, sparing the characters that both begin or end with, and the one when it is inside the other.
fn replace(ops: &mut Ops, old: &[Token<'_>], new: &[Token<'_>]) {
    let (old, new) = (tokens::characters(old), tokens::characters(new));
    if let Some(at) = place_within(&old, &new) {
        old[..at]
            .iter()
            .for_each(|token| ops.delete(token.length()));
        keep(ops, &old[at..at + new.len()], &new);
        old[at + new.len()..]
            .iter()
            .for_each(|token| ops.delete(token.length()));
        return;
    }
    if let Some(at) = place_within(&new, &old) {
        new[..at]
            .iter()
            .for_each(|token| ops.insert(token.text, token.attributes));
        keep(ops, &old, &new[at..at + old.len()]);
        new[at + old.len()..]
            .iter()
            .for_each(|token| ops.insert(token.text, token.attributes));
        return;
    }
    let head = old.iter().zip(&new).take_while(|(a, b)| a.same(b)).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a.same(b))
        .count();
    keep(ops, &old[..head], &new[..head]);
    for token in &old_rest[..old_rest.len() - tail] {
        ops.delete(token.length());
    }
    for token in &new_rest[..new_rest.len() - tail] {
        ops.insert(token.text, token.attributes);
    }
    keep(ops, &old[old.len() - tail..], &new[new.len() - tail..]);
}

/// Where the shorter stands in the longer as a whole.
fn place_within(longer: &[Token<'_>], shorter: &[Token<'_>]) -> Option<usize> {
    if shorter.is_empty() || longer.len() < shorter.len() {
        return None;
    }
    let same = |part: &[Token<'_>]| part.iter().zip(shorter).all(|(a, b)| a.same(b));
    longer.windows(shorter.len()).position(same)
}

fn keep(ops: &mut Ops, old: &[Token<'_>], new: &[Token<'_>]) {
    for (a, b) in old.iter().zip(new) {
        ops.retain(a.length(), change(a.attributes, b.attributes));
    }
}

/// Whether an attribute is of those that say together what a block is.
fn is_of_kind(key: &str) -> bool {
    key.starts_with("b:") && !matches!(key, "b:id" | "b:p")
}

/// The change of attributes that makes the second of the first; `null` removes.
pub(crate) fn change(from: &Attributes, to: &Attributes) -> Attributes {
    if std::ptr::eq(from, to) || from == to {
        return Attributes::new();
    }
    let gone = from
        .keys()
        .filter(|key| !to.contains_key(*key))
        .map(|key| (key.clone(), Value::Null));
    let differs = |key: &str| from.get(key) != to.get(key);
    // What a block is hangs together, and a reader keeps only what shows: a level that was there all the time is news to it
    // when the block becomes a heading.
    let is_another = ["b:type", "b:level", "b:asset"].into_iter().any(differs);
    let new = to
        .iter()
        .filter(|(key, _)| differs(key) || is_another && is_of_kind(key));
    gone.chain(new.map(|(key, value)| (key.clone(), value.clone())))
        .collect()
}

#[cfg(test)]
mod tests;
