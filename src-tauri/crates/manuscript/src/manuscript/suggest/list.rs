//! The suggestions that are open in a story, in the order in which they begin in it.

use serde::Serialize;
use serde_json::Value;

use super::super::Manuscript;
use super::records::{self, order};
use crate::flat::notes::{self, Note, looks, sound};
use crate::flat::{Fields, HEAD, OBJECT, Span, id_of, is_grid_key, shown_sides};
use crate::wire::Field;

/// One thing that a person decides on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    pub sid: String,
    /// The person; empty when that is not known here.
    pub by: String,
    /// RFC 3339.
    pub at: String,
    pub kind: SuggestionKind,
    /// The field in which it begins.
    pub field: Field,
    /// The block of the body in which it begins; `^` for the words before the first block.
    pub block: Option<String>,
    /// The words that it puts in; a block that it begins is a line break, a footnote `*`.
    pub inserted: String,
    /// The words that it strikes, likewise.
    pub struck: String,
    /// The words that it sets otherwise.
    pub set: String,
    pub looks: Vec<Look>,
}

/// What a suggestion is about, as the list names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    Insert,
    Delete,
    Replace,
    /// A block becomes two.
    Split,
    /// A block becomes a part of the one before it.
    Join,
    /// A block becomes another kind of block.
    Retype,
    /// A block goes into a list or a quote, or comes out of one.
    Nest,
    /// A table gets or loses rows or columns.
    Table,
    /// Words are set otherwise.
    Format,
}

/// One changed attribute, as on the wire; null where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Look {
    pub name: String,
    pub old: Value,
    pub new: Value,
}

impl Manuscript {
    /// All open suggestions.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let mut list = List::default();
        for (field, spans) in &self.shown_fields() {
            let mut block = (*field == Field::Body).then(|| HEAD.to_owned());
            for span in spans {
                if *field == Field::Body && span.is_marker() {
                    block = id_of(&span.attributes).map(str::to_owned);
                }
                list.span(field, block.as_deref(), span);
            }
        }
        let finish = |entry: Entry| {
            let record = records::record(&self.doc, &entry.sid).unwrap_or_default();
            entry.finish(record)
        };
        list.0.into_iter().map(finish).collect()
    }

    /// How many suggestions are open.
    pub fn open_suggestions(&self) -> usize {
        let fields = self.shown_fields();
        let attributes = fields.values().flatten().flat_map(|span| &span.attributes);
        let sids = attributes.filter_map(|(key, value)| match sound(key, value)? {
            (Note::Commented, _) => None,
            (_, sid) => Some(sid),
        });
        sids.collect::<std::collections::HashSet<_>>().len()
    }

    /// The texts that somebody has before them and readers will have.
    fn shown_fields(&self) -> Fields {
        let mut fields = self.fields();
        fields.remove(&Field::Stash);
        let has_sides = fields.keys().any(|field| matches!(field, Field::Side(_)));
        if has_sides {
            let shown = shown_sides(&fields, &order(&self.doc));
            fields.retain(|field, _| match field {
                Field::Side(side) => shown.contains(side),
                _ => true,
            });
        }
        fields
    }
}

#[derive(Default)]
struct List(Vec<Entry>);

struct Entry {
    sid: String,
    field: Field,
    block: Option<String>,
    inserted: String,
    struck: String,
    set: String,
    looks: Vec<Look>,
}

impl List {
    fn span(&mut self, field: &Field, block: Option<&str>, span: &Span) {
        let is_marker = *field == Field::Body && span.is_marker();
        let text = if is_marker {
            "\n".to_owned()
        } else {
            span.text.replace(OBJECT, "*")
        };
        for (key, value) in &span.attributes {
            let Some((kind, sid)) = sound(key, value) else {
                continue;
            };
            let entry = match kind {
                Note::Commented => continue,
                _ => self.entry(sid, field, block),
            };
            match kind {
                Note::Inserted => entry.inserted.push_str(&text),
                Note::Struck => entry.struck.push_str(&text),
                _ => entry.look(&text, is_marker, looks(value)),
            }
        }
    }

    fn entry(&mut self, sid: &str, field: &Field, block: Option<&str>) -> &mut Entry {
        let at = self.0.iter().position(|entry| entry.sid == sid);
        let at = at.unwrap_or_else(|| {
            self.0.push(Entry {
                sid: sid.to_owned(),
                field: field.clone(),
                block: block.map(str::to_owned),
                inserted: String::new(),
                struck: String::new(),
                set: String::new(),
                looks: Vec::new(),
            });
            self.0.len() - 1
        });
        &mut self.0[at]
    }
}

impl Entry {
    fn look(&mut self, text: &str, is_marker: bool, looks: notes::Looks) {
        if !is_marker {
            self.set.push_str(text);
        }
        for (name, (old, new)) in looks {
            let look = Look { name, old, new };
            if !self.looks.contains(&look) {
                self.looks.push(look);
            }
        }
    }

    fn kind(&self) -> SuggestionKind {
        let blocks_only = |text: &str| text.chars().all(|character| character == '\n');
        let about = |is: &dyn Fn(&str) -> bool| self.looks.iter().any(|look| is(&look.name));
        match (self.inserted.as_str(), self.struck.as_str()) {
            ("", "") if about(&|name| matches!(name, "b:type" | "b:level")) => {
                SuggestionKind::Retype
            }
            ("", "") if about(&|name| name == "b:p") => SuggestionKind::Nest,
            ("", "") if about(&is_grid_key) => SuggestionKind::Table,
            ("", "") if about(&|name| name.starts_with("b:")) => SuggestionKind::Retype,
            ("", "") => SuggestionKind::Format,
            (inserted, "") if blocks_only(inserted) => SuggestionKind::Split,
            (_, "") => SuggestionKind::Insert,
            ("", struck) if blocks_only(struck) => SuggestionKind::Join,
            ("", _) => SuggestionKind::Delete,
            _ => SuggestionKind::Replace,
        }
    }

    fn finish(self, record: records::Record) -> Suggestion {
        Suggestion {
            kind: self.kind(),
            sid: self.sid,
            by: record.by,
            at: record.at,
            field: self.field,
            block: self.block,
            inserted: self.inserted,
            struck: self.struck,
            set: self.set,
            looks: self.looks,
        }
    }
}
