//! The words of a story, without how they are set.
//!
//! Counting, searching and the check for `TK` all need the text that a reader reads; they take it from here, so that
//! a word means the same everywhere: a Unicode word (UAX #29) of the text of one block, whatever marks cross it.
//!
//! Not here: what differs between two texts (`difference`), and the index that search keeps (`store`).

use unicode_segmentation::{UWordBounds, UnicodeSegmentation};

use crate::{Block, Inline, NOTE, Reading};

/// How many words stand on each side of a `TK` when it is shown to a person.
const WORDS_ROUND_TK: usize = 4;

/// Words of the body, without its footnotes and without what stands under a picture for those who do not see it or made it: the number that a commission asks for and the desk list shows.
pub fn word_count(reading: &Reading) -> usize {
    let mut words = 0;
    each_text(&reading.body, &mut |text, counts| {
        words += if counts {
            words_in(&plain(text)).count()
        } else {
            0
        };
    });
    words
}

/// The words of one line or paragraph, without its footnotes; a hard break stays `\n`.
pub fn plain(inline: &Inline) -> String {
    let words = inline.iter().filter(|run| run.note().is_none());
    words
        .flat_map(|run| run.text.chars())
        .filter(|c| *c != NOTE)
        .collect()
}

/// Everything that readers see as text, one line or block on a line, in page order: what search looks through.
pub fn plain_text(reading: &Reading) -> String {
    let mut lines = Vec::new();
    for text in [
        &reading.kicker,
        &reading.headline,
        &reading.standfirst,
        &reading.dateline,
    ] {
        lines.push(plain(text));
    }
    each_text(&reading.body, &mut |text, _| {
        lines.push(plain(text));
        lines.extend(text.iter().filter_map(|run| run.note()).map(plain));
    });
    lines.extend(reading.byline.clone());
    for credit in &reading.credits {
        lines.extend(
            [
                &credit.name,
                &credit.title,
                &credit.outlet,
                &credit.place,
                &credit.bio,
            ]
            .map(String::clone),
        );
    }
    lines.push(reading.section.clone());
    lines.extend(reading.tags.iter().cloned());
    lines.extend(
        reading
            .related
            .iter()
            .map(|related| related.headline.clone()),
    );
    lines.extend(reading.corrections.iter().map(|note| note.text.clone()));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Each open `TK` ("to come") that readers would see, as the few words round it. `TK` counts as a whole word in
/// capitals only, in every text of the story, credits and corrections included.
pub fn tks(reading: &Reading) -> Vec<String> {
    let text = plain_text(reading);
    text.lines().flat_map(tks_in).collect()
}

fn tks_in(line: &str) -> Vec<String> {
    if !line.contains("TK") {
        return Vec::new();
    }
    let words: Vec<(usize, &str)> = line.unicode_word_indices().collect();
    let end_of = |(at, word): (usize, &str)| at + word.len();
    let round = |at: usize| {
        let first = words[at.saturating_sub(WORDS_ROUND_TK)].0;
        let last = end_of(words[(at + WORDS_ROUND_TK).min(words.len() - 1)]);
        line[first..last].to_string()
    };
    (0..words.len())
        .filter(|&at| words[at].1 == "TK")
        .map(round)
        .collect()
}

/// Calls `see` with the text of every paragraph, heading, pull quote, attribution, caption, alt text, credit line and cell, in
/// reading order, and with whether its words count as words of the body. A footnote is in the text that it belongs to.
pub(crate) fn each_text<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a Inline, bool)) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => see(text, true),
            Block::PullQuote { text, by } => {
                see(text, true);
                see(by, true);
            }
            Block::Figure {
                caption,
                alt,
                credit,
                ..
            } => {
                see(caption, true);
                see(alt, false);
                see(credit, false);
            }
            Block::Table { head, rows } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| see(cell, true));
            }
            Block::Bullets(items) | Block::Numbers { items, .. } => {
                items.iter().for_each(|item| each_text(item, see));
            }
            Block::Quote(blocks) => each_text(blocks, see),
            Block::Rule => {}
        }
    }
}

/// The words of a text, in order.
pub(crate) fn words_in(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).filter(|token| is_word(token))
}

pub(crate) fn is_word(token: &str) -> bool {
    token.contains(char::is_alphanumeric)
}

/// A text cut at the Unicode word boundaries: words, marks of punctuation, and the spaces between; joined they are the
/// text. Nearly all words of a story are plain letters between spaces and punctuation and need no look into the tables of
/// Unicode, which would cost ten times as much.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    Tokens {
        rest: text,
        looked_up: "".split_word_bounds(),
    }
}

struct Tokens<'a> {
    rest: &'a str,
    /// The parts of a word that the tables had to cut.
    looked_up: UWordBounds<'a>,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if let Some(part) = self.looked_up.next() {
            return Some(part);
        }
        let first = self.rest.chars().next()?;
        if first == ' ' {
            return Some(self.take(self.rest.len() - self.rest.trim_start_matches(' ').len()));
        }
        if first.is_ascii_whitespace() || stands_alone(first) {
            return Some(self.take(first.len_utf8()));
        }
        let plain = self
            .rest
            .bytes()
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        if plain > 0 && only_marks_follow(&self.rest[plain..]) {
            return Some(self.take(plain));
        }
        let end = self
            .rest
            .bytes()
            .position(|byte| byte.is_ascii_whitespace())
            .unwrap_or(self.rest.len());
        self.looked_up = self.take(end).split_word_bounds();
        self.looked_up.next()
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

/// Whether nothing but punctuation stands between here and the next space.
fn only_marks_follow(text: &str) -> bool {
    let next = text.chars().find(|c| !stands_alone(*c));
    next.is_none_or(|c| c.is_ascii_whitespace())
}

/// Punctuation that is no part of a word of plain letters when it stands before or after it.
fn stands_alone(c: char) -> bool {
    (c.is_ascii_punctuation() && c != '_') || matches!(c, '“' | '”' | '‘' | '’' | '–' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{hold, phrase};
    use crate::{Credit, Mark, Run};

    fn line(text: &str) -> Inline {
        vec![Run {
            text: text.into(),
            marks: vec![],
        }]
    }

    fn story(paragraphs: &[&str]) -> Reading {
        Reading {
            body: paragraphs
                .iter()
                .map(|text| Block::Paragraph(line(text)))
                .collect(),
            ..Reading::default()
        }
    }

    #[test]
    fn words_are_counted_as_a_reader_counts_them() {
        let check = |text: &str, expected: usize| {
            assert_eq!(word_count(&story(&[text])), expected, "{text:?}")
        };
        check("", 0);
        check("“It was a very warm, very positive letter,” she said.", 10);
        check("They weren’t discussed in 3.5 hours — no.", 7);
        check("one\ntwo", 2);
    }

    #[test]
    fn words_are_those_of_unicode() {
        hold(&phrases(), |text| {
            prop_assert_eq!(
                tokens(&text).collect::<String>(),
                text.as_str(),
                "nothing is lost between the words"
            );
            let words: Vec<&str> = words_in(&text).collect();
            let unicode: Vec<&str> = text.unicode_words().collect();
            // A lone combining vowel belongs to the space or mark before it in Unicode, and is a word by itself here.
            let same = |(ours, theirs): (&&str, &&str)| theirs.ends_with(*ours);
            prop_assert_eq!(words.len(), unicode.len(), "{:?} and {:?}", words, unicode);
            prop_assert!(
                words.iter().zip(&unicode).all(same),
                "{:?} and {:?}",
                words,
                unicode
            );
            Ok(())
        });
    }

    fn phrases() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            3 => phrase(),
            2 => "[a-c1_.,:'’“” –—…-]{0,6}",
            1 => "\\PC{0,4}",
        ];
        proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn a_mark_inside_a_word_does_not_make_two_words() {
        let run = |text: &str, marks| Run {
            text: String::from(text),
            marks,
        };
        let paragraph = Block::Paragraph(vec![run("un", vec![]), run("likely", vec![Mark::Em])]);
        assert_eq!(
            word_count(&Reading {
                body: vec![paragraph],
                ..Reading::default()
            }),
            1
        );
    }

    #[test]
    fn only_the_body_is_counted_but_lists_and_quotes_are_part_of_it() {
        let item = vec![Block::Paragraph(line("two words"))];
        let body = vec![
            Block::Bullets(vec![item.clone(), item.clone()]),
            Block::Quote(item),
            Block::Rule,
        ];
        let reading = Reading {
            headline: line("Not counted"),
            body,
            ..Reading::default()
        };
        assert_eq!(word_count(&reading), 6);
    }

    #[test]
    fn search_sees_the_author_and_the_body() {
        let mut reading = story(&["Body here."]);
        reading.headline = line("Head");
        reading.credits = vec![Credit {
            name: "Caroline Finnegan".into(),
            ..Credit::default()
        }];
        assert_eq!(plain_text(&reading), "Head\nBody here.\nCaroline Finnegan");
    }

    #[test]
    fn an_open_tk_is_shown_with_the_words_round_it() {
        let check =
            |text: &str, expected: &[&str]| assert_eq!(tks(&story(&[text])), expected, "{text:?}");
        check("Nothing open here.", &[]);
        check("TK", &["TK"]);
        check(
            "The council spent a sum of TK pounds, officials said on Monday.",
            &["spent a sum of TK pounds, officials said on"],
        );
        check(
            "A TK and (TK) and TKs and tk and TKTK",
            &["A TK and (TK) and TKs", "A TK and (TK) and TKs and tk"],
        );
    }

    #[test]
    fn a_tk_in_the_headline_counts_too() {
        let reading = Reading {
            headline: line("Mayor says TK"),
            ..Reading::default()
        };
        assert_eq!(tks(&reading), ["Mayor says TK"]);
    }
}
