//! Suggested changes of look, one on top of the other.
//!
//! A suggestion makes its change and keeps the old value beside it. Several on one attribute form a chain from the value that
//! shows down to the one that readers have: the new value of each link is the old one of the link above it. What is in
//! the chain is *live*. A link that somebody's plain change has overruled is not, and changes nothing for readers. The turns
//! in which suggestions were made say what is newer only where the values leave it open.

use std::collections::HashMap;

use serde_json::Value;

use super::notes::{Looks, Note, key, looks, note, notes, written};
use crate::wire::Attributes;

/// In which turn and when each suggestion was made. One that its maker put on top of another has the later turn, whatever
/// their clocks say; of two in the same turn the later one is newer, and then the one with the greater id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Order(pub(crate) HashMap<String, (u64, String)>);

impl Order {
    fn rank<'a>(&'a self, sid: &'a str) -> (u64, &'a str, &'a str) {
        // What has no record yet is being made now.
        let made = self.0.get(sid);
        made.map_or((u64::MAX, "", sid), |(turn, at)| (*turn, at, sid))
    }

    /// Oldest first.
    pub(crate) fn sort(&self, sids: &mut [String]) {
        sids.sort_by(|a, b| self.rank(a).cmp(&self.rank(b)));
    }
}

/// The attributes as readers have them: without suggested looks and without notes.
pub(crate) fn settled(attributes: &Attributes, order: &Order) -> Attributes {
    if !attributes.keys().any(|key| super::notes::is_note_like(key)) {
        return attributes.clone();
    }
    let mut unit = Unit::read(attributes, order);
    let changed: Vec<String> = unit
        .links
        .iter()
        .flat_map(|(_, looks)| looks.keys().cloned())
        .collect();
    for name in changed {
        let value = unit.ground(&name);
        unit.set(&name, value);
    }
    unit.attributes
        .retain(|key, _| !super::notes::is_note_like(key));
    unit.attributes
}

/// The attributes after one suggested look was decided.
pub(crate) fn decided(
    attributes: &Attributes,
    sid: &str,
    accepted: bool,
    order: &Order,
) -> Attributes {
    let mut unit = Unit::read(attributes, order);
    let Some(at) = unit.links.iter().position(|(id, _)| id == sid) else {
        return attributes.clone();
    };
    let names: Vec<String> = unit.links[at].1.keys().cloned().collect();
    for name in names {
        if accepted {
            unit.accept(at, &name);
        } else {
            unit.let_stand(at, &name);
        }
    }
    unit.write()
}

/// The attributes after a plain change of these, which no suggestion outlives.
pub(crate) fn overruled(attributes: &Attributes, change: &Attributes, order: &Order) -> Attributes {
    let mut unit = Unit::read(attributes, order);
    for (name, value) in change {
        for (_, looks) in &mut unit.links {
            looks.remove(name);
        }
        unit.set(name, value.clone());
    }
    unit.write()
}

struct Unit {
    attributes: Attributes,
    /// Oldest first.
    links: Vec<(String, Looks)>,
}

impl Unit {
    fn read(attributes: &Attributes, order: &Order) -> Self {
        let mut links: Vec<(String, Looks)> = notes(attributes, Note::Formatted)
            .map(|sid| {
                (
                    sid.to_owned(),
                    looks(&attributes[&key(Note::Formatted, sid)]),
                )
            })
            .collect();
        links.sort_by(|(a, _), (b, _)| order.rank(a).cmp(&order.rank(b)));
        Self {
            attributes: attributes.clone(),
            links,
        }
    }

    fn set(&mut self, name: &str, value: Value) {
        if value.is_null() {
            self.attributes.remove(name);
        } else {
            self.attributes.insert(name.to_owned(), value);
        }
    }

    /// The indexes of the live links of an attribute, from the value that shows downwards.
    fn live(&self, name: &str) -> Vec<usize> {
        let mut value = self.attributes.get(name).unwrap_or(&Value::Null);
        let mut live = Vec::new();
        let next = |value: &Value, live: &[usize]| {
            let fits = |at: &usize| {
                let said = self.links[*at].1.get(name);
                !live.contains(at) && said.is_some_and(|(_, new)| new == value)
            };
            (0..self.links.len()).rev().find(fits)
        };
        while let Some(at) = next(value, &live) {
            live.push(at);
            value = self.links[at].1.get(name).map_or(value, |(old, _)| old);
        }
        live
    }

    /// The live links above a link, the nearest last.
    fn above(&self, at: usize, name: &str) -> Vec<usize> {
        let live = self.live(name);
        match live.iter().position(|link| *link == at) {
            Some(place) => live[..place].to_vec(),
            None => live.into_iter().filter(|link| *link > at).collect(),
        }
    }

    /// The value below all live links.
    fn ground(&self, name: &str) -> Value {
        let lowest = self.live(name).pop();
        lowest
            .and_then(|at| Some(self.links[at].1.get(name)?.0.clone()))
            .unwrap_or_else(|| self.attributes.get(name).cloned().unwrap_or_default())
    }

    fn accept(&mut self, at: usize, name: &str) {
        let (live, above) = (self.live(name), self.above(at, name));
        let Some((_, new)) = self.links[at].1.remove(name) else {
            return;
        };
        if live.is_empty() {
            // A plain change came after it.
            return;
        }
        // What it was built on is no question any more.
        for (link, (_, looks)) in self.links.iter_mut().enumerate() {
            let is_older = live.contains(&link) || link < at;
            if is_older && !above.contains(&link) {
                looks.remove(name);
            }
        }
        self.hand(above.last().copied(), name, new);
    }

    fn let_stand(&mut self, at: usize, name: &str) {
        let (live, above) = (self.live(name), self.above(at, name));
        let Some((old, _)) = self.links[at].1.remove(name) else {
            return;
        };
        if live.contains(&at) {
            self.hand(above.last().copied(), name, old);
        }
    }

    /// Puts a value below a link, or where nothing is above it, as the value itself.
    fn hand(&mut self, to: Option<usize>, name: &str, value: Value) {
        let Some(to) = to else {
            return self.set(name, value);
        };
        let looks = &mut self.links[to].1;
        if let Some((old, new)) = looks.get_mut(name) {
            *old = value;
            if old == new {
                looks.remove(name);
            }
        }
    }

    fn write(mut self) -> Attributes {
        self.attributes
            .retain(|name, _| !matches!(note(name), Some((Note::Formatted, _))));
        for (sid, looks) in &self.links {
            if let Some(value) = written(looks) {
                self.attributes.insert(key(Note::Formatted, sid), value);
            }
        }
        self.attributes
    }
}
