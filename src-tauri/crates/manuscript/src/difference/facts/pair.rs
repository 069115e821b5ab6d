//! Which fact of the older reading is which of the newer one.
//!
//! Inside one text facts of a kind keep their order, and what lies between two that stayed is what became what. A quotation
//! is looked for on the whole page before anything is said to have become something else.

use std::collections::HashMap;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::found::Found;
use super::line::Unit;
use super::{FactChange, FactFate, FactKind};
use crate::words::words_in;

/// What one text stated and states.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) before: Vec<Found>,
    pub(super) after: Vec<Found>,
}

const KINDS: [FactKind; 5] = [
    FactKind::Number,
    FactKind::Name,
    FactKind::Quotation,
    FactKind::Link,
    FactKind::Date,
];

pub(super) fn changes(units: &[Unit], found: &[Compared]) -> Vec<FactChange> {
    let mut pairing = Pairing {
        units,
        out: Vec::new(),
        gone: Vec::new(),
        new: Vec::new(),
        gaps: 0,
    };
    for (unit, compared) in found.iter().enumerate() {
        for kind in KINDS {
            pairing.one_kind(unit, kind, compared);
        }
    }
    pairing.moved(|kind, gone, new| kind == FactKind::Quotation || gone.unit == new.unit);
    pairing.became();
    pairing.moved(|_, _, _| true);
    pairing.rest();
    pairing.in_order()
}

/// A fact that the same text does not state on the other side.
#[derive(Debug, Clone, Copy)]
struct Left<'a> {
    fact: &'a Found,
    unit: usize,
    /// The same between the same two that stayed.
    gap: usize,
}

struct Pairing<'a> {
    units: &'a [Unit],
    /// With where it stands, to put them in order.
    out: Vec<(usize, usize, FactChange)>,
    gone: Vec<Left<'a>>,
    new: Vec<Left<'a>>,
    gaps: usize,
}

impl<'a> Pairing<'a> {
    fn one_kind(&mut self, unit: usize, kind: FactKind, compared: &'a Compared) {
        let of = |facts: &'a [Found]| -> Vec<&'a Found> {
            facts.iter().filter(|fact| fact.kind == kind).collect()
        };
        let (before, after) = (of(&compared.before), of(&compared.after));
        let mut input: InternedInput<&str> = InternedInput::default();
        input.update_before(before.iter().map(|fact| fact.value.as_str()));
        input.update_after(after.iter().map(|fact| fact.value.as_str()));
        let diff = Diff::compute(Algorithm::Myers, &input);
        let (mut from, mut to) = (0, 0);
        for hunk in diff.hunks() {
            let (gone, new) = (hunk.before.start as usize, hunk.after.start as usize);
            self.stayed(unit, &before[from..gone], &after[to..new]);
            (from, to) = (hunk.before.end as usize, hunk.after.end as usize);
            let gap = self.gaps;
            let left = |fact: &&'a Found| Left { fact, unit, gap };
            self.gone.extend(before[gone..from].iter().map(left));
            self.new.extend(after[new..to].iter().map(left));
            self.gaps += 1;
        }
        self.stayed(unit, &before[from..], &after[to..]);
    }

    fn stayed(&mut self, unit: usize, before: &[&'a Found], after: &[&'a Found]) {
        for (was, is) in before.iter().zip(after) {
            self.said_by(unit, was, is);
            if self.units[unit].moved && is.kind == FactKind::Quotation {
                self.tell(unit, FactFate::Moved, Some(was), Some(is));
            }
        }
    }

    fn said_by(&mut self, unit: usize, was: &Found, is: &Found) {
        if is.kind != FactKind::Quotation || was.of == is.of {
            return;
        }
        let who = |who: &str| Some(who.to_owned()).filter(|who| !who.is_empty());
        let change = FactChange {
            kind: FactKind::Quotation,
            change: FactFate::Attribution,
            was: who(&was.of),
            is: who(&is.of),
            of: Some(is.text.clone()),
            place: self.units[unit].place.clone(),
        };
        self.out.push((unit, is.at, change));
    }

    /// Takes together what is gone here and new there and is the same.
    fn moved(&mut self, may: impl Fn(FactKind, &Left<'_>, &Left<'_>) -> bool) {
        let mut places: HashMap<(FactKind, &str), Vec<usize>> = HashMap::new();
        for (at, left) in self.new.iter().enumerate() {
            let key = (left.fact.kind, left.fact.value.as_str());
            places.entry(key).or_default().push(at);
        }
        let (mut found, mut taken) = (Vec::new(), vec![false; self.new.len()]);
        let mut stays = vec![true; self.gone.len()];
        for (at, gone) in self.gone.iter().enumerate() {
            let kind = gone.fact.kind;
            let there = places.get(&(kind, gone.fact.value.as_str()));
            let there = there.into_iter().flatten().copied();
            let new = there
                .filter(|new| !taken[*new])
                .find(|new| may(kind, gone, &self.new[*new]));
            if let Some(new) = new {
                (taken[new], stays[at]) = (true, false);
                found.push((*gone, self.new[new]));
            }
        }
        keep(&mut self.gone, |at| stays[at]);
        keep(&mut self.new, |at| !taken[at]);
        for (gone, new) in found {
            self.said_by(new.unit, gone.fact, new.fact);
            if !self.only_parted(&gone, &new) {
                self.tell(new.unit, FactFate::Moved, Some(gone.fact), Some(new.fact));
            }
        }
    }

    /// Two blocks that were one, or became one: nothing in them went anywhere.
    fn only_parted(&self, gone: &Left<'_>, new: &Left<'_>) -> bool {
        gone.unit.abs_diff(new.unit) == 1
            && (self.units[gone.unit].alone || self.units[new.unit].alone)
    }

    /// In one gap the first becomes the first, as far as they can be one another.
    fn became(&mut self) {
        let (gone, new) = (
            std::mem::take(&mut self.gone),
            std::mem::take(&mut self.new),
        );
        let mut taken = vec![false; new.len()];
        for left in gone {
            let candidates: Vec<usize> = (0..new.len())
                .filter(|at| !taken[*at] && new[*at].gap == left.gap)
                .collect();
            let alike = |at: &usize| likeness(left.fact, new[*at].fact);
            let best = candidates
                .iter()
                .copied()
                .max_by_key(|at| (alike(at), std::cmp::Reverse(*at)));
            let fits = |at: &usize| left.fact.kind != FactKind::Quotation || alike(at) > 0;
            match best.filter(fits) {
                Some(at) => {
                    taken[at] = true;
                    self.tell(
                        left.unit,
                        FactFate::Changed,
                        Some(left.fact),
                        Some(new[at].fact),
                    );
                }
                None => self.gone.push(left),
            }
        }
        self.new = new;
        keep(&mut self.new, |at| !taken[at]);
    }

    fn rest(&mut self) {
        for left in std::mem::take(&mut self.gone) {
            self.tell(left.unit, FactFate::Gone, Some(left.fact), None);
        }
        for left in std::mem::take(&mut self.new) {
            self.tell(left.unit, FactFate::Added, None, Some(left.fact));
        }
    }

    fn tell(&mut self, unit: usize, change: FactFate, was: Option<&Found>, is: Option<&Found>) {
        let text = |fact: &Found| fact.text.clone();
        let Some(here) = is.or(was) else { return };
        let of = (here.kind == FactKind::Link && !here.of.is_empty()).then(|| here.of.clone());
        let change = FactChange {
            kind: here.kind,
            change,
            was: was.map(text),
            is: is.map(text),
            of,
            place: self.units[unit].place.clone(),
        };
        self.out.push((unit, here.at, change));
    }

    fn in_order(mut self) -> Vec<FactChange> {
        self.out
            .sort_by_key(|(unit, at, change)| (*unit, *at, change.kind));
        self.out.into_iter().map(|(_, _, change)| change).collect()
    }
}

fn keep(side: &mut Vec<Left<'_>>, stays: impl Fn(usize) -> bool) {
    let mut at = 0;
    side.retain(|_| {
        at += 1;
        stays(at - 1)
    });
}

/// How many words two facts share, in hundredths of those of the longer one.
fn likeness(was: &Found, is: &Found) -> usize {
    let words =
        |fact: &Found| -> Vec<String> { words_in(&fact.value).map(str::to_lowercase).collect() };
    let (was, is) = (words(was), words(is));
    let shared = was.iter().filter(|word| is.contains(word)).count();
    let share = shared * 100 / was.len().max(is.len()).max(1);
    if share >= 25 { share } else { 0 }
}
