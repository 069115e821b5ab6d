//! The law of pasting: the words that a page shows are the words that come in, in order.
//!
//! A plain walk gathers what the page shows without asking what it becomes, and is compared with the finished text word
//! by word, so a space that was lost or added between two words counts as a difference too.
//!
//! Not here: whether something is shown at all; `dress` says so for both sides.

use super::line::{is_no_word, is_shown};
use super::tree::Event;
use crate::Block;
use crate::words::{each_text, plain};

/// Whether these blocks say exactly what these events show. A headline may have stood anywhere on the page.
pub(super) fn is_the_same(events: &[Event], headline: &[Block], body: &[Block]) -> bool {
    let (shown, headline, body) = (shown(events), said(headline), said(body));
    if headline.is_empty() {
        return words(&shown).eq(words(&body));
    }
    let sorted = |texts: &[&str]| {
        let mut all: Vec<String> = texts.iter().flat_map(|text| words(text)).collect();
        all.sort_unstable();
        all
    };
    sorted(&[&shown]) == sorted(&[&headline, &body])
}

fn said(blocks: &[Block]) -> String {
    let mut said = String::new();
    each_text(blocks, &mut |text, _| {
        said.push_str(&plain(text));
        said.push('\n');
    });
    said
}

fn shown(events: &[Event]) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(words, dress) if is_shown(dress) => text.push_str(words),
            Event::Text(..) | Event::Picture(..) => {}
            Event::Open(_) | Event::Close | Event::Break(_) | Event::Rule(_) => text.push('\n'),
        }
    }
    text
}

/// The words, as they are compared: a reference to a note with or without its brackets, a raised digit as a digit, and
/// no bars, which tell the cells of a table apart.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split_whitespace().map(|word| {
        let letters = word
            .chars()
            .filter(|c| !is_no_word(*c) && !matches!(c, '[' | ']' | '|'));
        letters.map(lowered).collect::<String>()
    });
    words.filter(|word| !word.is_empty())
}

fn lowered(c: char) -> char {
    match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁺' => '+',
        '⁻' | '−' => '-',
        '⁰' | '⁴'..='⁹' => {
            char::from_u32(u32::from(c) - u32::from('⁰') + u32::from('0')).unwrap_or(c)
        }
        _ => c,
    }
}
