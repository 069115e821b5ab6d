//! Which entry came after which, and one order for all of them.
//!
//! An entry comes after those that its author had seen. Concurrent ones are ordered by a fixed ranking and then by
//! entry id, so the order is the same on every desk. Restricted to the past of any entry, it is the order that this
//! entry's author had: what another desk adds elsewhere never reorders two entries.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, BinaryHeap},
};

use crate::{EntryId, StepName};

/// An entry before ordering.
#[derive(Debug)]
pub(super) struct Unordered<T> {
    pub(super) id: EntryId,
    pub(super) seen: Vec<EntryId>,
    /// None for an entry that is no step.
    pub(super) step: Option<StepName>,
    pub(super) what: T,
}

/// Entries in order, each with the places of those it came right after; those places are lower than its own.
#[derive(Debug)]
pub(super) struct Graph<T> {
    pub(super) nodes: Vec<Node<T>>,
    pub(super) waiting: BTreeSet<EntryId>,
    pub(super) missing: BTreeSet<EntryId>,
}

#[derive(Debug)]
pub(super) struct Node<T> {
    pub(super) id: EntryId,
    /// Sorted, no doubles.
    pub(super) parents: Vec<usize>,
    pub(super) what: T,
}

/// Where concurrent entries stand to each other: what stops a story comes before what moves it on.
const fn rank(step: Option<StepName>) -> u8 {
    match step {
        None => 0,
        Some(StepName::Hold) => 1,
        Some(StepName::Withdraw) => 2,
        Some(StepName::Spike) => 3,
        Some(StepName::SendBack) => 4,
        Some(
            StepName::Approve
            | StepName::ApproveMinor
            | StepName::BreakGlass
            | StepName::Schedule
            | StepName::Reschedule,
        ) => 6,
        Some(_) => 5,
    }
}

impl<T> Graph<T> {
    /// Orders entries that have no doubles. One that names an entry which is not among them waits, and so does what
    /// came after it.
    pub(super) fn order(entries: Vec<Unordered<T>>) -> Self {
        let mut present: Vec<(EntryId, usize)> = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (entry.id, at))
            .collect();
        present.sort_unstable();
        let place_of = |id: &EntryId| {
            let found = present.binary_search_by_key(id, |(known, _)| *known).ok();
            found.map(|found| present[found].1)
        };
        let mut missing = BTreeSet::new();
        let mut children = vec![Vec::new(); entries.len()];
        let mut open = vec![0_usize; entries.len()];
        for (at, entry) in entries.iter().enumerate() {
            let mut seen = entry.seen.clone();
            seen.sort_unstable();
            seen.dedup();
            open[at] = seen.len();
            for id in seen {
                match place_of(&id) {
                    Some(parent) => children[parent].push(at),
                    None => drop(missing.insert(id)),
                }
            }
        }
        let key = |at: usize| Reverse((rank(entries[at].step), entries[at].id, at));
        let mut ready: BinaryHeap<_> = (0..entries.len())
            .filter(|at| open[*at] == 0)
            .map(key)
            .collect();
        let mut place = vec![None; entries.len()];
        let mut count = 0;
        while let Some(Reverse((_, _, at))) = ready.pop() {
            place[at] = Some(count);
            count += 1;
            for child in &children[at] {
                open[*child] -= 1;
                if open[*child] == 0 {
                    ready.push(key(*child));
                }
            }
        }
        let mut waiting = BTreeSet::new();
        let mut nodes: Vec<(usize, Node<T>)> = Vec::with_capacity(count);
        for (at, entry) in entries.into_iter().enumerate() {
            let Some(here) = place[at] else {
                waiting.insert(entry.id);
                continue;
            };
            let places = entry
                .seen
                .iter()
                .filter_map(|seen| place_of(seen).and_then(|parent| place[parent]));
            let mut parents: Vec<usize> = places.collect();
            parents.sort_unstable();
            parents.dedup();
            nodes.push((
                here,
                Node {
                    id: entry.id,
                    parents,
                    what: entry.what,
                },
            ));
        }
        nodes.sort_by_key(|(here, _)| *here);
        Self {
            nodes: nodes.into_iter().map(|(_, node)| node).collect(),
            waiting,
            missing,
        }
    }

    /// Entries that none has come after yet, in the order of ids.
    pub(super) fn heads(&self) -> Vec<EntryId> {
        let mut followed = vec![false; self.nodes.len()];
        for parent in self.nodes.iter().flat_map(|node| &node.parents) {
            followed[*parent] = true;
        }
        let unfollowed = self
            .nodes
            .iter()
            .zip(followed)
            .filter(|(_, followed)| !followed);
        let heads: BTreeSet<EntryId> = unfollowed.map(|(node, _)| node.id).collect();
        heads.into_iter().collect()
    }
}

/// What lies before several places.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Past {
    /// A place that everything else here comes after, if there is one.
    pub(super) cut: Option<usize>,
    /// The places beyond the cut, or all of them without one, in order.
    pub(super) rest: Vec<usize>,
    /// The given places without those that come before another of them.
    pub(super) tops: Vec<usize>,
}

/// Walks back from `places`; `parents` gives each place those it came right after.
pub(super) fn past(parents: &[Vec<usize>], places: &BTreeSet<usize>) -> Past {
    let mut tops = places.clone();
    let mut frontier = places.clone();
    let mut rest = BTreeSet::new();
    let mut cut = None;
    let mut rooted_elsewhere = false;
    while let Some(last) = frontier.pop_last() {
        // Everything not yet visited lies in the past of `last`, and everything visited leads back to it.
        if frontier.is_empty() && !rooted_elsewhere {
            cut = Some(last);
            break;
        }
        rest.insert(last);
        rooted_elsewhere |= parents[last].is_empty();
        for parent in &parents[last] {
            tops.remove(parent);
            frontier.insert(*parent);
        }
    }
    Past {
        cut,
        rest: rest.into_iter().collect(),
        tops: tops.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> EntryId {
        EntryId::from_bytes([n; 32])
    }

    fn graph(entries: &[(u8, &[u8], StepName)]) -> Graph<()> {
        let unordered = |(n, seen, step): &(u8, &[u8], StepName)| Unordered {
            id: id(*n),
            seen: seen.iter().map(|n| id(*n)).collect(),
            step: Some(*step),
            what: (),
        };
        Graph::order(entries.iter().map(unordered).collect())
    }

    fn order(graph: &Graph<()>) -> Vec<u8> {
        graph
            .nodes
            .iter()
            .map(|node| node.id.as_bytes()[0])
            .collect()
    }

    #[test]
    fn what_was_seen_comes_first_and_what_stops_a_story_comes_before_what_moves_it() {
        use StepName::{Approve, File, Hold, SendBack, Start, Take};
        let entries: [(u8, &[u8], StepName); 6] = [
            (1, &[2, 3], Take),
            (2, &[9], Approve),
            (3, &[8], SendBack),
            (8, &[9], Take),
            (7, &[9], Hold),
            (9, &[], Start),
        ];
        assert_eq!(order(&graph(&entries)), [9, 7, 8, 3, 2, 1]);
        let unfiled: [(u8, &[u8], StepName); 2] = [(1, &[], File), (2, &[], Start)];
        assert_eq!(
            order(&graph(&unfiled)),
            [1, 2],
            "of one rank the lower id comes first"
        );
    }

    #[test]
    fn an_entry_waits_for_what_its_author_had_seen() {
        let graph = graph(&[
            (1, &[], StepName::Start),
            (2, &[1, 5], StepName::File),
            (3, &[2], StepName::Take),
        ]);
        assert_eq!(order(&graph), [1]);
        assert_eq!(graph.waiting, [id(2), id(3)].into());
        assert_eq!(graph.missing, [id(5)].into());
        assert_eq!(graph.heads(), [id(1)]);
    }

    #[test]
    fn the_past_is_cut_where_everything_meets() {
        // 0 ← 1 ← {2 ← 4, 3}, and 5 begins on its own.
        let parents = [vec![], vec![0], vec![1], vec![1], vec![2], vec![]];
        let check = |places: &[usize], cut, rest: &[usize], tops: &[usize]| {
            let (rest, tops) = (rest.to_vec(), tops.to_vec());
            let expected = Past { cut, rest, tops };
            assert_eq!(past(&parents, &places.iter().copied().collect()), expected);
        };
        check(&[4], Some(4), &[], &[4]);
        check(&[3, 4], Some(1), &[2, 3, 4], &[3, 4]);
        check(&[2, 3, 4], Some(1), &[2, 3, 4], &[3, 4]);
        check(&[1, 4], Some(1), &[2, 4], &[4]);
        check(&[4, 5], None, &[0, 1, 2, 4, 5], &[4, 5]);
        check(&[], None, &[], &[]);
    }
}
