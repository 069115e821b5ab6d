//! How much a difference is, for whoever may approve only a little of it.
//!
//! The answer errs to the side of more: a word that might mean something else is no spelling.

use std::collections::BTreeSet;

use super::super::{
    BlockChange, BlockDifference, Change, DiffRun, Difference, FurnitureKind, LeafKind,
};
use super::{FactKind, facts};
use crate::flat::MARKER;
use crate::words::words_in;

/// What a difference touches.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Touched {
    /// Kinds of facts that differ; tags and related stories are no facts here.
    pub facts: BTreeSet<FactKind>,
    /// Signs between words, or the spelling of a word.
    pub punctuation_or_spelling: bool,
    /// Tags, related stories, or what a picture shows.
    pub tags_related_alt: bool,
    /// Anything else.
    pub more: bool,
}

impl Touched {
    /// What a copy editor may approve: something differs, and it is only that.
    pub fn only_punctuation_or_spelling(&self) -> bool {
        self.punctuation_or_spelling
            && !self.tags_related_alt
            && !self.more
            && self.facts.is_empty()
    }

    /// What production may approve.
    pub fn only_tags_related_alt(&self) -> bool {
        self.tags_related_alt
            && !self.punctuation_or_spelling
            && !self.more
            && self.facts.is_empty()
    }
}

pub fn touched(difference: &Difference) -> Touched {
    let mut touched = Touched {
        facts: facts(difference)
            .into_iter()
            .map(|fact| fact.kind)
            .collect(),
        ..Touched::default()
    };
    for field in &difference.fields {
        touched.words(&field.runs);
    }
    for block in &difference.blocks {
        touched.block(block);
    }
    for change in &difference.furniture {
        match change.what {
            FurnitureKind::Tag
            | FurnitureKind::Related
            | FurnitureKind::RelatedOrder
            | FurnitureKind::RelatedHeadline => touched.tags_related_alt = true,
            _ => touched.more = true,
        }
    }
    touched
}

impl Touched {
    fn block(&mut self, block: &BlockDifference) {
        let kind = block
            .to
            .as_ref()
            .or(block.from.as_ref())
            .map(|shape| shape.kind);
        let same_shape = match (&block.from, &block.to) {
            (Some(from), Some(to)) => from == to,
            _ => false,
        };
        match (block.change, kind) {
            (BlockChange::Same, _) => {}
            (
                BlockChange::Changed | BlockChange::Added | BlockChange::Deleted,
                Some(LeafKind::Alt),
            ) => {
                self.tags_related_alt = true;
            }
            (BlockChange::Changed, _) if same_shape => self.words(&block.runs),
            _ => self.more = true,
        }
    }

    fn words(&mut self, runs: &[DiffRun]) {
        if runs.iter().all(|run| run.change == Change::Same) {
            return;
        }
        let format = runs.iter().any(|run| run.change == Change::Format);
        let side = |gone: Change| -> String {
            let stays = runs.iter().filter(|run| run.change != gone);
            stays.map(|run| run.text.as_str()).collect()
        };
        // A mark on words that came or went is a format too.
        let marked = runs.iter().any(|run| {
            matches!(run.change, Change::Insert | Change::Delete) && !run.marks.is_empty()
        });
        let (before, after) = (side(Change::Insert), side(Change::Delete));
        if format || marked || !same_words(&before, &after) {
            self.more = true;
        } else {
            self.punctuation_or_spelling = true;
        }
    }
}

/// Whether both say the same words, spelled alike or nearly, in the same cells where they are rows of a table.
fn same_words(before: &str, after: &str) -> bool {
    let (before, after) = (before.split(MARKER), after.split(MARKER));
    before.clone().count() == after.clone().count()
        && before
            .zip(after)
            .all(|(before, after)| same_words_in_line(before, after))
}

fn same_words_in_line(before: &str, after: &str) -> bool {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (words_in(before).collect(), words_in(after).collect());
    before.len() == after.len()
        && before
            .iter()
            .zip(&after)
            .all(|(was, is)| is_spelling(was, is))
}

/// The fewest letters of a word that is known again when it was misspelled.
const LETTERS: usize = 6;

/// Words with one slip between them that mean two things; those of five letters and fewer are never known again.
const OTHER_WORDS: [(&str, &str); 8] = [
    ("county", "country"),
    ("casual", "causal"),
    ("desert", "dessert"),
    ("though", "through"),
    ("immoral", "immortal"),
    ("martial", "marital"),
    ("costumer", "customer"),
    ("through", "thorough"),
];

/// Whether one word is another spelling of the other, as far as letters tell: both long, begun and ended alike, with the
/// letters of one slip between them. `charges` and `changes` are two words to a dictionary and one slip to letters, so a slip
/// that puts one letter for another is none, `s` for `z` apart; a letter too many, too few or in the wrong place is.
fn is_spelling(was: &str, is: &str) -> bool {
    let plain = |word: &str| word.replace('’', "'");
    let (was, is) = (plain(was), plain(is));
    if was == is {
        return true;
    }
    let (was, is): (Vec<char>, Vec<char>) = (was.chars().collect(), is.chars().collect());
    let long = was.len().min(is.len()) >= LETTERS;
    let letters = was.iter().chain(&is).all(|c| c.is_alphabetic());
    let other = |(a, b): &(&str, &str)| {
        let said = [lower(&was), lower(&is)];
        said == [*a, *b] || said == [*b, *a]
    };
    long && letters
        && !OTHER_WORDS.iter().any(other)
        && was.first() == is.first()
        && was.last() == is.last()
        && is_one_slip(&was, &is)
}

fn lower(word: &[char]) -> String {
    word.iter().collect::<String>().to_lowercase()
}

fn is_one_slip(was: &[char], is: &[char]) -> bool {
    let same_start = was.iter().zip(is).take_while(|(a, b)| a == b).count();
    let (was, is) = (&was[same_start..], &is[same_start..]);
    let same_end = was
        .iter()
        .rev()
        .zip(is.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    match (&was[..was.len() - same_end], &is[..is.len() - same_end]) {
        ([], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        // `organise` and `organize`
        ([a], [b]) => [*a, *b] == ['s', 'z'] || [*a, *b] == ['z', 's'],
        _ => false,
    }
}
