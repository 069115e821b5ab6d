//! Flat text as readers have it: without what is only suggested.
//!
//! Words that are suggested in are not there, and a block that is suggested in is part of the one before it; what is
//! struck still stands; a suggested look counts as the old one. So a suggestion changes no reading.

use super::chain::{Order, settled};
use super::notes::{Note, notes};
use super::{Fields, Span};

pub(crate) fn settled_fields(fields: &Fields, order: &Order) -> Fields {
    let settle = |spans: &Vec<Span>| {
        let mut settled_spans: Vec<Span> = Vec::new();
        for span in spans.iter().filter(|span| !is_hidden(span)) {
            let attributes = settled(&span.attributes, order);
            match settled_spans.last_mut() {
                Some(last)
                    if last.attributes == attributes && !last.is_marker() && !span.is_marker() =>
                {
                    last.text.push_str(&span.text);
                }
                _ => settled_spans.push(Span {
                    text: span.text.clone(),
                    attributes,
                }),
            }
        }
        settled_spans
    };
    fields
        .iter()
        .map(|(field, spans)| (field.clone(), settle(spans)))
        .collect()
}

/// Whether readers do not have this yet.
pub(crate) fn is_hidden(span: &Span) -> bool {
    notes(&span.attributes, Note::Inserted).next().is_some()
}
