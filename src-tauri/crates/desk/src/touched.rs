//! What differs between two texts, as far as a minor approval depends on it: which kinds of things, never which words.
//!
//! Whatever cannot be told to be minor is more than minor, and whatever could be a fact is one; so a capital letter makes
//! a name, and an approval that should not be minor is refused rather than given.

use manuscript::{Block, ContentHash, Inline, Mark, Reading, plain};
use newsroom::Touched;

/// Shorter words are other words when a letter changes: *not* and *now*.
const SHORTEST_MISSPELT: usize = 4;
const OPENING: [char; 5] = ['“', '‘', '«', '„', '"'];
const CLOSING: [char; 5] = ['”', '’', '»', '“', '"'];
/// A number as a word. Those of other languages are told by their digits alone.
const NUMBERS: [&str; 31] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
];

/// From `before`, which has the hash `since`, to `now`.
pub(crate) fn touched(since: ContentHash, before: &Reading, now: &Reading) -> Touched {
    let (old, new) = (lines(before), lines(now));
    let same_shape = shape(before) == shape(now);
    let words =
        |lines: &Lines<'_>| -> Vec<String> { lines.words.iter().map(|line| plain(line)).collect() };
    let (old_words, new_words) = (words(&old), words(&new));
    Touched {
        since: since.0,
        extras: (&before.tags, &before.related, &old.alts) != (&now.tags, &now.related, &new.alts),
        spelling: old_words != new_words,
        more: !same_shape || !only_spelling(&old_words, &new_words),
        facts: furniture(before) != furniture(now) || facts(&old) != facts(&new),
    }
}

/// Every line of a text in the order of the page.
#[derive(Default)]
struct Lines<'r> {
    words: Vec<&'r Inline>,
    alts: Vec<&'r Inline>,
    pictures: Vec<String>,
}

fn lines(reading: &Reading) -> Lines<'_> {
    let mut lines = Lines {
        words: vec![
            &reading.kicker,
            &reading.headline,
            &reading.standfirst,
            &reading.dateline,
        ],
        ..Lines::default()
    };
    gather(&reading.body, &mut lines);
    lines
}

fn gather<'r>(blocks: &'r [Block], lines: &mut Lines<'r>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => lines.words.push(text),
            Block::PullQuote { text, by } => lines.words.extend([text, by]),
            Block::Figure {
                picture,
                caption,
                alt,
                credit,
            } => {
                lines.words.extend([caption, credit]);
                lines.alts.push(alt);
                lines.pictures.push(picture.to_string());
            }
            Block::Bullets(items) | Block::Numbers { items, .. } => {
                items.iter().for_each(|item| gather(item, lines));
            }
            Block::Quote(blocks) => gather(blocks, lines),
            Block::Table { head, rows } => {
                lines.words.extend(head.iter().chain(rows.iter().flatten()));
            }
            Block::Rule => {}
        }
    }
}

/// A text without its words, tags, related stories and alt texts: blocks, formatting, links, notes, credits.
fn shape(reading: &Reading) -> Reading {
    let mut shape = reading.clone();
    shape.tags.clear();
    shape.related.clear();
    for line in [
        &mut shape.kicker,
        &mut shape.headline,
        &mut shape.standfirst,
        &mut shape.dateline,
    ] {
        empty(line);
    }
    shape.body.iter_mut().for_each(empty_block);
    shape
}

fn empty_block(block: &mut Block) {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => empty(text),
        Block::PullQuote { text, by } => [text, by].into_iter().for_each(empty),
        Block::Figure {
            caption,
            alt,
            credit,
            ..
        } => {
            [caption, credit].into_iter().for_each(empty);
            alt.clear();
        }
        Block::Bullets(items) | Block::Numbers { items, .. } => {
            items.iter_mut().flatten().for_each(empty_block);
        }
        Block::Quote(blocks) => blocks.iter_mut().for_each(empty_block),
        Block::Table { head, rows } => {
            head.iter_mut()
                .chain(rows.iter_mut().flatten())
                .for_each(empty);
        }
        Block::Rule => {}
    }
}

fn empty(line: &mut Inline) {
    line.iter_mut().for_each(|run| run.text.clear());
}

/// What is a fact as a whole: who wrote it, where it stands, and the notes to readers.
fn furniture(reading: &Reading) -> impl PartialEq + '_ {
    (
        &reading.credits,
        &reading.byline,
        (&reading.section, &reading.language, &reading.web_address),
        &reading.corrections,
    )
}

/// Numbers, names, quotations, links, dates and pictures, in the order of the page.
fn facts(lines: &Lines<'_>) -> Vec<String> {
    let mut facts = lines.pictures.clone();
    for line in lines.words.iter().chain(&lines.alts) {
        facts.extend(links(line));
        let text = plain(line);
        facts.extend(quoted(&text));
        facts.extend(
            text.split_whitespace()
                .filter(|token| is_fact(token))
                .map(bare),
        );
    }
    facts
}

fn links(line: &Inline) -> Vec<String> {
    let marks = line.iter().flat_map(|run| &run.marks);
    let found = marks.flat_map(|mark| match mark {
        Mark::Link(href) => vec![href.clone()],
        Mark::Note(text) => {
            let words = plain(text);
            let facts = words.split_whitespace().filter(|token| is_fact(token));
            facts.map(bare).chain(links(text)).collect()
        }
        _ => Vec::new(),
    });
    found.collect()
}

fn is_fact(token: &str) -> bool {
    let word = bare(token);
    let first = word.chars().find(|c| c.is_alphabetic());
    token
        .chars()
        .any(|c| c.is_numeric() || "%‰€$£¥+=<>&@#/".contains(c))
        || first.is_some_and(char::is_uppercase)
        || NUMBERS.contains(&word.as_str())
}

/// A word without the punctuation round it, which may change.
fn bare(token: &str) -> String {
    let punctuation =
        |c: char| ".,;:!?()[]…–—-".contains(c) || OPENING.contains(&c) || CLOSING.contains(&c);
    let word = token.trim_end_matches(punctuation);
    // A minus in front of a number is part of it.
    word.trim_start_matches(|c| c != '-' && c != '–' && punctuation(c))
        .to_owned()
}

/// What stands between quotation marks; what is opened and not closed goes to the end of the line.
fn quoted(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open: Option<String> = None;
    let mut before = ' ';
    for c in text.chars() {
        match &mut open {
            Some(said) if CLOSING.contains(&c) => {
                found.push(std::mem::take(said));
                open = None;
            }
            Some(said) => said.push(c),
            None if OPENING.contains(&c) && !before.is_alphanumeric() => open = Some(String::new()),
            None => {}
        }
        before = c;
    }
    found.extend(open);
    found
}

/// Whether the words are the same but for punctuation and single letters.
fn only_spelling(before: &[String], now: &[String]) -> bool {
    let words =
        |lines: &[String]| -> Vec<Vec<String>> { lines.iter().map(|line| words(line)).collect() };
    let (before, now) = (words(before), words(now));
    let lines = before.len() == now.len();
    lines
        && before.iter().zip(&now).all(|(before, now)| {
            before.len() == now.len()
                && before
                    .iter()
                    .zip(now)
                    .all(|(old, new)| old == new || is_misspelt(old, new))
        })
}

fn words(line: &str) -> Vec<String> {
    let parts = line.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// One letter too many, too few, wrong, or two of them the wrong way round, in a word that is no fact.
fn is_misspelt(old: &str, new: &str) -> bool {
    let plain_word = |word: &str| {
        word.chars().count() >= SHORTEST_MISSPELT
            && word.chars().all(char::is_alphabetic)
            && !is_fact(word)
    };
    if !plain_word(old) || !plain_word(new) {
        return false;
    }
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = |word: &[char]| word[same_start..].to_vec();
    let (old, new) = (rest(&old), rest(&new));
    let same_end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old, new) = (&old[..old.len() - same_end], &new[..new.len() - same_end]);
    match (old, new) {
        ([a, b], [c, d]) => a == d && b == c,
        _ => old.len() <= 1 && new.len() <= 1,
    }
}

#[cfg(test)]
mod tests;
