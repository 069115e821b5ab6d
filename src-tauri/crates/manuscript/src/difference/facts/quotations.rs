//! What is said word for word, and by whom.
//!
//! A quotation is the words within a pair of quotation marks, of whichever language, or a whole pull quote. Another kind of
//! quotation mark, or the comma before the closing one, makes it no other quotation. Who said it is looked for in its own
//! sentence, beside a verb of saying; where none is, nobody is named.

use std::ops::Range;

use super::FactKind;
use super::found::Found;
use super::line::Line;
use super::tokens::{Token, is_apostrophe};

/// Opening and closing marks.
const MARKS: [(char, char); 8] = [
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('»', '«'),
    ('"', '"'),
    ('‘', '’'),
    ('‚', '‘'),
    ('\'', '\''),
];
const SAYING: [&str; 50] = [
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "added",
    "adds",
    "asked",
    "asks",
    "wrote",
    "writes",
    "tweeted",
    "posted",
    "insisted",
    "called",
    "calls",
    "replied",
    "noted",
    "notes",
    "warned",
    "warns",
    "explained",
    "claimed",
    "claims",
    "stated",
    "announced",
    "argued",
    "argues",
    "according",
    "declared",
    "continued",
    "concluded",
    "recalled",
    "admitted",
    "denied",
    "promised",
    "testified",
    "remarked",
    "joked",
    "shouted",
    "responded",
    "acknowledged",
    "described",
    "stressed",
    "urged",
    "commented",
    "confirmed",
    "suggested",
    "vowed",
];
const PRONOUNS: [&str; 5] = ["he", "she", "they", "i", "we"];

pub(super) fn quotations(
    line: &Line,
    tokens: &[Token<'_>],
    named: &[(usize, String)],
) -> Vec<Found> {
    let quoted = ranges(&line.text);
    if quoted.is_empty() && line.is_quotation && !line.text.trim().is_empty() {
        return vec![quotation(&line.text, 0..line.text.len(), line.by.clone())];
    }
    quoted
        .iter()
        .map(|range| {
            let by = if line.by.is_empty() {
                attribution(&line.text, tokens, named, range, &quoted)
            } else {
                line.by.clone()
            };
            quotation(&line.text, range.clone(), by)
        })
        .collect()
}

fn quotation(text: &str, range: Range<usize>, by: String) -> Found {
    let inner = &text[range.clone()];
    Found {
        kind: FactKind::Quotation,
        text: inner.trim().trim_end_matches(',').to_owned(),
        value: value(inner),
        of: by,
        at: range.start,
    }
}

/// The words as a reader hears them: not how the apostrophes look, nor what stands before the closing mark.
fn value(inner: &str) -> String {
    let plain: String = inner
        .chars()
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
        .map(|c| {
            if matches!(c, '“' | '”' | '„') {
                '"'
            } else {
                c
            }
        })
        .collect();
    let plain = plain.replace('…', "...");
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").trim_end_matches([',', '.']).to_owned()
}

/// The insides of the outermost pairs.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let inside = at + c.len_utf8();
        let pair = MARKS
            .iter()
            .find(|(open, _)| *open == c && opens(text, at, c));
        match pair.and_then(|(_, close)| closing(text, inside, c, *close)) {
            Some(end) => {
                if text[inside..end].contains(char::is_alphanumeric) {
                    out.push(inside..end);
                }
                at = end + text[end..].chars().next().map_or(0, char::len_utf8);
            }
            None => at = inside,
        }
    }
    out
}

/// An apostrophe, an inch or a feet mark opens nothing.
fn opens(text: &str, at: usize, mark: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().nth(1);
    match mark {
        '\'' | '‘' | '"' => {
            !before.is_some_and(char::is_alphanumeric)
                && after.is_some_and(|c| !c.is_whitespace())
                && !(mark != '"' && after.is_some_and(|c| c.is_numeric()))
        }
        _ => after.is_some(),
    }
}

/// Where the words end. A quotation that goes on in the next paragraph is not closed; it goes to the end of this one.
fn closing(text: &str, inside: usize, open: char, close: char) -> Option<usize> {
    let single = matches!(open, '\'' | '‘' | '‚');
    let mut found = text[inside..].char_indices().filter(|(_, c)| *c == close);
    if single {
        let ends = |at: usize| {
            let after = text[at..].chars().nth(1);
            !after.is_some_and(char::is_alphanumeric)
        };
        return found.map(|(at, _)| inside + at).find(|at| ends(*at));
    }
    match found.next() {
        Some((at, _)) => Some(inside + at),
        // Swedes and Finns open and close alike, and `„` is closed by either.
        None if open == '„' => text[inside..].find('”').map(|at| inside + at),
        None if open == '“' => Some(text.len()),
        None => None,
    }
}

/// Who says it: the name beside a verb of saying, behind the words or before them in the same sentence.
fn attribution(
    text: &str,
    tokens: &[Token<'_>],
    named: &[(usize, String)],
    range: &Range<usize>,
    quoted: &[Range<usize>],
) -> String {
    let ended = text[..range.end].ends_with(['.']);
    let behind = if ended {
        range.end..range.end
    } else {
        range.end..sentence_end(text, range.end, quoted)
    };
    let before = sentence_start(text, range.start, quoted)..range.start;
    let inside = |at: usize| quoted.iter().any(|range| range.contains(&at));
    let says = |part: &Range<usize>| {
        tokens.iter().any(|token| {
            part.contains(&token.start)
                && !inside(token.start)
                && SAYING.contains(&token.lower().as_str())
        })
    };
    let who = |part: &Range<usize>| {
        let names = named
            .iter()
            .filter(|(at, _)| part.contains(at) && !inside(*at));
        let pronouns = tokens
            .iter()
            .filter(|token| part.contains(&token.start) && !inside(token.start))
            .filter(|token| PRONOUNS.contains(&token.lower().as_str()));
        names
            .map(|(at, name)| (*at, name.clone()))
            .chain(pronouns.map(|token| (token.start, token.lower())))
            .min()
            .map(|(_, who)| who)
    };
    [behind, before]
        .iter()
        .filter(|part| says(part))
        .find_map(who)
        .unwrap_or_default()
}

fn ends_sentence(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let ends = rest.starts_with(['.', '?', '!', ';']);
    let next = rest.chars().nth(1);
    ends && next.is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '"' | '“'))
}

fn sentence_end(text: &str, from: usize, quoted: &[Range<usize>]) -> usize {
    let rest = text[from..].char_indices().map(|(at, _)| from + at);
    let outside = |at: &usize| !quoted.iter().any(|range| range.contains(at));
    rest.filter(outside)
        .find(|at| ends_sentence(text, *at))
        .unwrap_or(text.len())
}

fn sentence_start(text: &str, to: usize, quoted: &[Range<usize>]) -> usize {
    let outside = |at: &usize| !quoted.iter().any(|range| range.contains(at));
    let last = text[..to]
        .char_indices()
        .map(|(at, _)| at)
        .filter(outside)
        .rfind(|at| ends_sentence(text, *at) && !is_initial(text, *at));
    last.map_or(0, |at| at + 1)
}

/// `Mr.` and `J.` end no sentence.
fn is_initial(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next();
    word.is_some_and(|word| word.len() <= 3 && word.starts_with(char::is_uppercase))
}
