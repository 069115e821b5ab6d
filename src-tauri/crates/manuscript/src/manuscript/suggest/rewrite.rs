//! A direct edit turned into one that only suggests it: nothing that others wrote goes, nothing new counts as read.
//!
//! Unit by unit: what is inserted is marked as such; a deletion takes away one's own suggested words and strikes everything
//! else; a change of look is made and its old value kept beside it. The anchors of comments are never suggestions. The
//! window turns edits by the same rules.

mod continued;
mod text;

use std::collections::BTreeSet;

use loro::LoroDoc;
use serde_json::Value;

use super::super::check::Ids;
use super::super::layout;
use super::records;
use crate::delta::Ops;
use crate::flat::notes::{self, Looks, Note, key, looks, notes, written};
use crate::flat::{Fields, MARKER, OBJECT, Span, footnote_attribute, footnote_id, is_suggestion};
use crate::side::{Side, SidePart};
use crate::wire::{Attributes, Batch, Field, Op};
use continued::continued_by;
use text::{FlatText, Stretch, What};

/// Who suggests, and what is known of the story that they suggest for.
pub(super) struct Hand<'a> {
    doc: &'a LoroDoc,
    person: &'a str,
    ids: &'a Ids,
}

impl<'a> Hand<'a> {
    pub(super) fn new(doc: &'a LoroDoc, person: &'a str, ids: &'a Ids) -> Self {
        Self { doc, person, ids }
    }

    fn owns(&self, sid: &str) -> bool {
        records::record(self.doc, sid).is_some_and(|record| record.by == self.person)
    }

    fn has_own(&self, attributes: &Attributes, kind: Note) -> bool {
        notes(attributes, kind).any(|sid| self.owns(sid))
    }
}

/// The suggestion that a direct edit amounts to. It goes on with `newest` where the edit does.
pub(super) fn suggested(
    fields: &Fields,
    direct: &Batch,
    hand: &Hand<'_>,
    newest: Option<&str>,
    fresh: &mut dyn FnMut() -> String,
) -> Batch {
    let mut sid = continued_by(fields, direct, hand, newest);
    each_field(fields, direct, &mut |text, ops, moved| {
        let mut rewrite = Rewrite::new(text, hand, fresh, &mut sid);
        rewrite.each(ops);
        moved.append(&mut rewrite.moved);
        rewrite.ops.finish()
    })
}

/// The same with a suggestion for each place that the edit touches.
pub(super) fn suggested_by_place(
    fields: &Fields,
    direct: &Batch,
    hand: &Hand<'_>,
    fresh: &mut dyn FnMut() -> String,
) -> Batch {
    each_field(fields, direct, &mut |text, ops, moved| {
        let mut sid = None;
        let mut rewrite = Rewrite::new(text, hand, fresh, &mut sid);
        rewrite.by_place = true;
        rewrite.each(ops);
        moved.append(&mut rewrite.moved);
        rewrite.ops.finish()
    })
}

/// A block or a footnote that stands in its old place and in a new one: its id here and there, and the suggestion.
struct Moved {
    from: String,
    to: String,
    sid: String,
}

/// What stands beside something that was moved stands beside it in both places.
fn copied(fields: &Fields, moved: &[Moved], batch: &mut Batch) {
    for Moved { from, to, sid } in moved {
        for (part, spans) in beside(fields, from) {
            let mut ops = Ops::default();
            for span in spans {
                if notes(&span.attributes, Note::Struck).next().is_none() {
                    let mut said = without_suggestions(&span.attributes);
                    said.insert(key(Note::Inserted, sid), Value::Bool(true));
                    ops.insert(&span.text, &said);
                }
            }
            let ops = ops.finish();
            if !ops.is_empty() {
                let side = Side::new(to.clone(), part.clone());
                batch.0.insert(Field::Side(side), ops);
            }
        }
    }
}

/// The texts that belong to a block or a footnote.
fn beside<'a>(fields: &'a Fields, of: &str) -> impl Iterator<Item = (&'a SidePart, &'a Vec<Span>)> {
    let side = move |(field, spans): (&'a Field, &'a Vec<Span>)| match field {
        Field::Side(side) if side.of == of => Some((&side.part, spans)),
        _ => None,
    };
    fields.iter().filter_map(side)
}

/// One field's operations as a suggestion; what moved is told along.
type RewriteField<'r> = dyn FnMut(FlatText<'_>, &[Op], &mut Vec<Moved>) -> Vec<Op> + 'r;

fn each_field(fields: &Fields, direct: &Batch, rewrite: &mut RewriteField<'_>) -> Batch {
    let none: Vec<Span> = Vec::new();
    let mut batch = Batch::default();
    let mut moved = Vec::new();
    for (field, ops) in &direct.0 {
        let text = FlatText::new(field, fields.get(field).unwrap_or(&none));
        let ops = rewrite(text, ops, &mut moved);
        if !ops.is_empty() {
            batch.0.insert(field.clone(), ops);
        }
    }
    copied(fields, &moved, &mut batch);
    batch
}

struct Rewrite<'a> {
    text: FlatText<'a>,
    hand: &'a Hand<'a>,
    fresh: &'a mut dyn FnMut() -> String,
    /// The suggestion that this edit belongs to, once it needs one.
    sid: &'a mut Option<String>,
    by_place: bool,
    moved: Vec<Moved>,
    ops: Ops,
    /// Where the walk stands in the old text.
    at: usize,
    /// Whether the unit written last is struck.
    is_behind_struck: bool,
}

impl<'a> Rewrite<'a> {
    fn new(
        text: FlatText<'a>,
        hand: &'a Hand<'a>,
        fresh: &'a mut dyn FnMut() -> String,
        sid: &'a mut Option<String>,
    ) -> Self {
        Self {
            text,
            hand,
            fresh,
            sid,
            by_place: false,
            moved: Vec::new(),
            ops: Ops::default(),
            at: 0,
            is_behind_struck: false,
        }
    }

    fn sid(&mut self) -> String {
        self.sid.get_or_insert_with(&mut *self.fresh).clone()
    }

    fn each(&mut self, ops: &[Op]) {
        // Struck words that an insertion was moved behind are already written.
        let mut ahead = 0;
        for (index, op) in ops.iter().enumerate() {
            match op {
                Op::Delete { delete } => self.delete(*delete),
                Op::Insert { insert, attributes } => {
                    let next = ops[index..]
                        .iter()
                        .find(|op| !matches!(op, Op::Insert { .. }));
                    ahead += self.pass_struck(next);
                    self.insert(insert, attributes, ops);
                }
                Op::Retain { retain, attributes } => {
                    self.retain(retain - ahead, attributes);
                    ahead = 0;
                }
            }
        }
    }

    /// Words typed amid struck ones come after them.
    fn pass_struck(&mut self, next: Option<&Op>) -> usize {
        let most = match next {
            None => usize::MAX,
            Some(Op::Retain { retain, attributes }) if attributes.is_empty() => *retain,
            Some(_) => return 0,
        };
        if !self.is_behind_struck {
            return 0;
        }
        let length = self.text.struck_from(self.at).min(most);
        self.keep(length, Attributes::new());
        length
    }

    fn keep(&mut self, length: usize, change: Attributes) {
        if length == 0 {
            return;
        }
        self.ops.retain(length, change);
        self.at += length;
        let last = self.text.before(self.at);
        self.is_behind_struck =
            last.is_some_and(|unit| notes(unit.attributes, Note::Struck).next().is_some());
    }

    fn retain(&mut self, length: usize, change: &Attributes) {
        if change.is_empty() {
            if self.by_place && length > 0 {
                *self.sid = None;
            }
            return self.keep(length, Attributes::new());
        }
        for stretch in self.text.between(self.at, self.at + length) {
            let change = self.change_of(&stretch, change);
            self.keep(stretch.length(), change);
        }
    }

    fn change_of(&mut self, stretch: &Stretch<'_>, direct: &Attributes) -> Attributes {
        let span = Span {
            text: stretch.text.to_owned(),
            attributes: stretch.attributes.clone(),
        };
        let said = without_suggestions(direct);
        let after = layout::changed(&span, &said);
        let mut change = super::change(stretch.attributes, &after);
        if self.hand.has_own(stretch.attributes, Note::Inserted) {
            return change;
        }
        let changed: Vec<String> = change
            .keys()
            .filter(|key| notes::note(key).is_none())
            .cloned()
            .collect();
        let mut links: Vec<(String, Looks)> = notes(stretch.attributes, Note::Formatted)
            .map(|sid| {
                let value = &stretch.attributes[&key(Note::Formatted, sid)];
                (sid.to_owned(), looks(value))
            })
            .collect();
        let mut touched = BTreeSet::new();
        for name in changed {
            let value =
                |attributes: &Attributes| attributes.get(&name).cloned().unwrap_or_default();
            let (old, new) = (value(stretch.attributes), value(&after));
            let sid = self.say(&mut links, &name, old, new);
            touched.insert(sid);
        }
        for (sid, looks) in &mut links {
            looks.retain(|_, (old, new)| old != new);
            let name = key(Note::Formatted, sid);
            match (touched.contains(sid), written(looks)) {
                (true, Some(value)) => drop(change.insert(name, value)),
                (true, None) if stretch.attributes.contains_key(&name) => {
                    change.insert(name, Value::Null);
                }
                _ => {}
            }
        }
        change
    }

    /// Puts a change on the chain: on one's own link that no other touches and no plain change has come after, else on a
    /// new one.
    fn say(
        &mut self,
        links: &mut Vec<(String, Looks)>,
        name: &str,
        old: Value,
        new: Value,
    ) -> String {
        let mut holders = links
            .iter_mut()
            .filter(|(_, looks)| looks.contains_key(name));
        if let (Some((sid, looks)), None) = (holders.next(), holders.next())
            && self.hand.owns(sid)
            && let Some(said) = looks.get_mut(name).filter(|said| said.1 == old)
        {
            said.1 = new;
            return sid.clone();
        }
        let sid = self.sid();
        match links.iter_mut().find(|(id, _)| *id == sid) {
            Some((_, looks)) => drop(looks.insert(name.to_owned(), (old, new))),
            None => links.push((sid.clone(), Looks::from([(name.to_owned(), (old, new))]))),
        }
        sid
    }

    fn delete(&mut self, length: usize) {
        for stretch in self.text.between(self.at, self.at + length) {
            let length = stretch.length();
            self.at += length;
            if self.hand.has_own(stretch.attributes, Note::Inserted) {
                self.ops.delete(length);
                continue;
            }
            // An object that this version does not know can only be kept.
            let is_done =
                stretch.what == What::Object || self.hand.has_own(stretch.attributes, Note::Struck);
            let change = match is_done {
                true => Attributes::new(),
                false => Attributes::from([(key(Note::Struck, &self.sid()), Value::Bool(true))]),
            };
            self.ops.retain(length, change);
            self.is_behind_struck = stretch.what == What::Words;
        }
    }

    fn insert(&mut self, text: &str, attributes: &Attributes, ops: &[Op]) {
        let mut said = without_suggestions(attributes);
        if let Some(from) = identity(text, &said).map(str::to_owned)
            && self.stays(text, &from, ops)
        {
            // What was moved stands in its old place too, so it is another one in the new place.
            let to = loop {
                let id = (self.fresh)();
                if !self.hand.ids.contains(&id) {
                    break id;
                }
            };
            match text.starts_with(MARKER) {
                true => said.insert("b:id".to_owned(), Value::from(to.clone())),
                false => said.insert("a".to_owned(), footnote_attribute(&to)),
            };
            let sid = self.sid();
            self.moved.push(Moved { from, to, sid });
        }
        said.insert(key(Note::Inserted, &self.sid()), Value::Bool(true));
        self.ops.insert(text, &said);
        self.is_behind_struck = false;
    }

    /// Whether a block or a footnote of this id is left after the edit.
    fn stays(&self, unit: &str, id: &str, ops: &[Op]) -> bool {
        if *self.text.field != Field::Body || !self.hand.ids.contains(id) {
            return false;
        }
        let mut at = 0;
        for op in ops {
            let length = match op {
                Op::Insert { .. } => continue,
                Op::Delete { delete } => *delete,
                Op::Retain { retain, .. } => *retain,
            };
            let is_deleted = matches!(op, Op::Delete { .. });
            for stretch in self.text.between(at, at + length) {
                let is_it = stretch.text == unit && identity(unit, stretch.attributes) == Some(id);
                if is_it && is_deleted && self.hand.has_own(stretch.attributes, Note::Inserted) {
                    return false;
                }
            }
            at += length;
        }
        true
    }
}

/// The id of a marker or of a footnote.
fn identity<'a>(unit: &str, attributes: &'a Attributes) -> Option<&'a str> {
    match unit.chars().next()? {
        MARKER => attributes.get("b:id")?.as_str(),
        OBJECT => footnote_id(attributes),
        _ => None,
    }
}

fn without_suggestions(attributes: &Attributes) -> Attributes {
    let kept = attributes.iter().filter(|(key, _)| !is_suggestion(key));
    kept.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}
