//! Which new footnote is which old one: in a block that goes on, the one with the same words, else the next one.

use std::collections::HashSet;

use crate::flat::{Fields, OBJECT, Span, footnote_attribute, footnote_id, words};
use crate::reading::{Inline, Run};
use crate::side::{Side, SidePart};
use crate::wire::{Attributes, Field};

/// The old footnotes, and which of them go on already.
pub(super) struct Notes<'a> {
    before: &'a Fields,
    taken: HashSet<String>,
}

/// The ids of the footnotes in a stretch of text.
pub(super) fn notes_in(span: &Span) -> impl Iterator<Item = &str> {
    let id = footnote_id(&span.attributes);
    let count = span.text.matches(OBJECT).count();
    id.into_iter()
        .flat_map(move |id| std::iter::repeat_n(id, count))
}

impl<'a> Notes<'a> {
    pub(super) fn over(before: &'a Fields) -> Self {
        Self {
            before,
            taken: HashSet::new(),
        }
    }

    /// A line as flat text; the texts of its footnotes go into `fields`. `there` are the footnotes of the block that it
    /// continues.
    pub(super) fn line(
        &mut self,
        line: &Inline,
        there: &[String],
        fresh: &mut impl FnMut() -> String,
        fields: &mut Fields,
    ) -> Vec<Span> {
        let mut ids = self.ids(line, there, fresh).into_iter();
        let mut spans = Vec::new();
        for run in line {
            match run.note().zip(run.note().and_then(|_| ids.next())) {
                None => spans.push(super::span(run)),
                Some((text, id)) => {
                    spans.push(Span {
                        text: OBJECT.to_string(),
                        attributes: Attributes::from([("a".to_owned(), footnote_attribute(&id))]),
                    });
                    let side = Field::Side(Side::new(id, SidePart::Note));
                    fields.insert(side, super::line(text));
                }
            }
        }
        spans
    }

    /// The ids of the line's footnotes, in order.
    fn ids(
        &mut self,
        line: &Inline,
        there: &[String],
        fresh: &mut impl FnMut() -> String,
    ) -> Vec<String> {
        let texts: Vec<&Inline> = line.iter().filter_map(Run::note).collect();
        let mut ids: Vec<Option<String>> = vec![None; texts.len()];
        for (id, text) in ids.iter_mut().zip(&texts) {
            let same = |old: &&String| self.text(old) == words(text);
            *id = self.take(
                there
                    .iter()
                    .find(|old| !self.taken.contains(*old) && same(old)),
            );
        }
        for id in ids.iter_mut().filter(|id| id.is_none()) {
            *id = self.take(there.iter().find(|old| !self.taken.contains(*old)));
        }
        ids.into_iter()
            .map(|id| id.unwrap_or_else(&mut *fresh))
            .collect()
    }

    fn take(&mut self, id: Option<&String>) -> Option<String> {
        self.taken.extend(id.cloned());
        id.cloned()
    }

    fn text(&self, id: &str) -> String {
        let side = Field::Side(Side::new(id, SidePart::Note));
        let spans = self.before.get(&side).into_iter().flatten();
        spans.map(|span| span.text.as_str()).collect()
    }
}
