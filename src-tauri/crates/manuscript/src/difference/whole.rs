//! Letting stand what changed as a whole: a block that came, went, moved or was set otherwise.
//!
//! What belongs to a block comes and goes with it: who said a pull quote, what stands under a picture, the rows of a table.
//!
//! Not here: words inside a block (`stand`).

use super::leaves::leaves;
use super::row::{Level, Placed, belongs, placed, tree};
use super::{BlockChange, Difference, difference};
use crate::Reading;
use crate::normal::normal;

/// The newer reading in which this block of the difference never came, went, moved or was set otherwise; words that
/// changed in it stay. `None` where there is no such change.
pub fn let_block_stand(from: &Reading, to: &Reading, at: usize) -> Option<Reading> {
    let difference = difference(from, to);
    let body = Body::new(from, to, &difference);
    let row = match difference.blocks.get(at)?.change {
        BlockChange::Same | BlockChange::MovedAway => return None,
        BlockChange::Added => body.without(&body.block_at(at)),
        BlockChange::Deleted => body.with_older(&body.block_at(at)),
        BlockChange::MovedHere => body.moved_back(&body.block_at(at))?,
        BlockChange::Changed => body.set_back(at)?,
    };
    let stands = normal(&Reading {
        body: tree(&row)?,
        ..to.clone()
    });
    // What reads otherwise than it was put together would have touched a neighbour.
    let now = leaves(&stands.body);
    let now = now.iter().map(|leaf| leaf.text.as_ref());
    let whole = row.iter().map(|leaf| &leaf.text).eq(now);
    (whole && stands.body != to.body).then_some(stands)
}

/// Both rows, and where each block of the difference stands in them.
struct Body<'a> {
    difference: &'a Difference,
    older: Vec<Placed>,
    newer: Vec<Placed>,
    /// The older and the newer leaf of each block of the difference.
    places: Vec<(Option<usize>, Option<usize>)>,
    /// The first number that no list has.
    fresh: usize,
}

impl<'a> Body<'a> {
    fn new(from: &Reading, to: &Reading, difference: &'a Difference) -> Self {
        let mut number = 0;
        let mut fresh = || {
            number += 1;
            number
        };
        let older = placed(&leaves(&from.body), &mut fresh);
        let newer = placed(&leaves(&to.body), &mut fresh);
        let (mut was, mut is) = (0, 0);
        let mut places: Vec<(Option<usize>, Option<usize>)> = Vec::new();
        for block in &difference.blocks {
            let older = block.from.is_some().then_some(was);
            let newer = block.to.is_some().then_some(is);
            (was, is) = (
                was + usize::from(older.is_some()),
                is + usize::from(newer.is_some()),
            );
            places.push((older, newer));
        }
        Self {
            difference,
            older,
            newer,
            places,
            fresh: number + 1,
        }
    }

    /// A block of the difference with what belongs to it and came, went or moved with it.
    fn block_at(&self, at: usize) -> Vec<usize> {
        let blocks = &self.difference.blocks;
        let kind = |at: usize| {
            let block = &blocks[at];
            block
                .to
                .as_ref()
                .or(block.from.as_ref())
                .map(|shape| shape.kind)
        };
        let with = |next: &usize| {
            blocks[*next].change == blocks[at].change
                && kind(at)
                    .zip(kind(*next))
                    .is_some_and(|(first, next)| belongs(first, next))
        };
        std::iter::once(at)
            .chain((at + 1..blocks.len()).take_while(with))
            .collect()
    }

    fn without(&self, gone: &[usize]) -> Vec<Placed> {
        let is_gone = |leaf: usize| gone.iter().any(|at| self.places[*at].1 == Some(leaf));
        let newer = self.newer.iter().enumerate();
        newer
            .filter(|(leaf, _)| !is_gone(*leaf))
            .map(|(_, leaf)| leaf.clone())
            .collect()
    }

    fn with_older(&self, back: &[usize]) -> Vec<Placed> {
        let mut row = self.newer.clone();
        for (count, at) in back.iter().enumerate() {
            if let Some(older) = self.places[*at].0 {
                let leaf = self.older[older].clone();
                row.insert(self.leaves_before(back[0]) + count, self.at_home(leaf, *at));
            }
        }
        row
    }

    /// Each leaf with its words of now, where it stood.
    fn moved_back(&self, moved: &[usize]) -> Option<Vec<Placed>> {
        let mut row = self.without(moved);
        for at in moved {
            let number = self.difference.blocks[*at].moved;
            let away = self.difference.blocks.iter().position(|block| {
                block.change == BlockChange::MovedAway && block.moved == number
            })?;
            let older = &self.older[self.places[away].0?];
            let leaf = Placed {
                text: self.newer[self.places[*at].1?].text.clone(),
                ..older.clone()
            };
            let taken = moved.iter().filter(|other| **other < away).count();
            let back = moved.iter().filter(|other| *other < at).count();
            let before = (self.leaves_before(away) + back).checked_sub(taken)?;
            row.insert(before.min(row.len()), self.at_home(leaf, away));
        }
        Some(row)
    }

    /// The kind of block, and the lists and quotes round it, as they were.
    fn set_back(&self, at: usize) -> Option<Vec<Placed>> {
        let (older, newer) = (self.places[at].0?, self.places[at].1?);
        let mut row = self.newer.clone();
        let leaf = Placed {
            text: row[newer].text.clone(),
            ..self.older[older].clone()
        };
        row[newer] = self.at_home(leaf, at);
        if row[newer] == self.newer[newer] {
            self.part(&mut row, newer);
        }
        Some(row)
    }

    /// Begins a list anew here, with everything that follows in it.
    fn part(&self, row: &mut [Placed], from: usize) {
        let Some(list) = row[from].path.last().map(|level| level.list) else {
            return;
        };
        let depth = row[from].path.len() - 1;
        let list_of = |leaf: &Placed| leaf.path.get(depth).map(|level| level.list);
        let following = row[from..].iter_mut();
        for leaf in following.take_while(|leaf| list_of(leaf) == Some(list)) {
            leaf.path[depth].list = self.fresh;
        }
    }

    /// An older leaf in the lists and quotes of now: those in which its old neighbours still stand.
    fn at_home(&self, mut leaf: Placed, at: usize) -> Placed {
        let mut fresh = self.fresh + at * 64;
        let mut home: Vec<Level> = Vec::new();
        for (depth, level) in leaf.path.iter().enumerate() {
            let found = self.beside(at, |older, newer| {
                let (was, is) = (older.path.get(depth)?, newer.path.get(depth)?);
                let same = was.list == level.list && newer.path[..depth] == home[..];
                same.then_some((*is, was.item == level.item))
            });
            fresh += 2;
            home.push(match found {
                Some((is, true)) => is,
                Some((is, false)) => Level { item: fresh, ..is },
                None => Level {
                    container: level.container,
                    list: fresh,
                    item: fresh + 1,
                },
            });
        }
        leaf.path = home;
        if leaf.table > 0 {
            let found = self.beside(at, |older, newer| {
                (older.table == leaf.table).then_some((newer.table, true))
            });
            leaf.table = found.map_or(self.fresh + leaf.table, |(table, _)| table);
        }
        leaf
    }

    /// What the nearest block says that stands in both readings, those before first; one that shares the item most.
    fn beside<Said: Copy>(
        &self,
        at: usize,
        says: impl Fn(&Placed, &Placed) -> Option<(Said, bool)>,
    ) -> Option<(Said, bool)> {
        let asked = |other: usize| {
            let (older, newer) = self.places[other];
            says(&self.older[older?], &self.newer[newer?])
        };
        let before = (0..at).rev().find_map(asked);
        let after = (at + 1..self.places.len()).find_map(asked);
        match (before, after) {
            (Some((_, false)), Some((_, true))) => after,
            _ => before.or(after),
        }
    }

    fn leaves_before(&self, at: usize) -> usize {
        let before = self.places[..at].iter();
        before.filter(|(_, newer)| newer.is_some()).count()
    }
}
