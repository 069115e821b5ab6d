//! The facts that one text states, in the order they stand.
//!
//! Dates are looked for before numbers and numbers before names, so that no word counts twice; quotations and links lie over
//! them.

use std::ops::Range;

use super::line::Line;
use super::names::Known;
use super::tokens::{Token, tokens, written};
use super::{FactKind, dates, names, numbers, quotations};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: FactKind,
    /// As it is written; of a link its address.
    pub(super) text: String,
    /// Equal for two ways to write the same.
    pub(super) value: String,
    /// Of a quotation who says it, of a link the words that it is on.
    pub(super) of: String,
    pub(super) at: usize,
}

/// What begins at a token, among those that are not taken yet: where it ends, and its value.
type At<'a> = dyn FnMut(usize, &[bool]) -> Option<(usize, String)> + 'a;

pub(super) fn found_in(line: &Line, known: &Known) -> Vec<Found> {
    let tokens = tokens(&line.text);
    let mut taken = vec![false; tokens.len()];
    let mut found = Vec::new();
    let mut seek = |kind, at: &mut At<'_>| {
        let mut i = 0;
        while i < tokens.len() {
            let hit = if taken[i] { None } else { at(i, &taken) };
            i = match hit {
                Some((end, value)) => {
                    taken[i..end].fill(true);
                    found.push(fact(kind, &line.text, &tokens, &(i..end), value));
                    end
                }
                None => i + 1,
            };
        }
    };
    seek(FactKind::Date, &mut |i, _| dates::date_at(&tokens, i));
    seek(FactKind::Number, &mut |i, taken| {
        numbers::number_at(&tokens, i).filter(|(end, _)| !taken[i..*end].contains(&true))
    });
    if line.is_name {
        if !line.text.is_empty() {
            found.push(whole_name(&line.text));
        }
    } else {
        found.extend(names::names(&line.text, &tokens, &taken, known));
    }
    let named: Vec<(usize, String)> = found
        .iter()
        .filter(|fact| fact.kind == FactKind::Name)
        .map(|fact| (fact.at, fact.value.clone()))
        .collect();
    found.extend(quotations::quotations(line, &tokens, &named));
    found.extend(line.links.iter().map(|(range, href)| Found {
        kind: FactKind::Link,
        text: href.clone(),
        value: href.clone(),
        of: line.text[range.clone()].to_owned(),
        at: range.start,
    }));
    found.sort_by_key(|fact| fact.at);
    found
}

fn fact(
    kind: FactKind,
    text: &str,
    tokens: &[Token<'_>],
    range: &Range<usize>,
    value: String,
) -> Found {
    Found {
        kind,
        text: written(text, tokens, range).to_owned(),
        value,
        of: String::new(),
        at: tokens[range.start].start,
    }
}

fn whole_name(text: &str) -> Found {
    Found {
        kind: FactKind::Name,
        text: text.to_owned(),
        value: text.to_owned(),
        of: String::new(),
        at: 0,
    }
}
