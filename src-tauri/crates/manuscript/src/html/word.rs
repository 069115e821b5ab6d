//! Lists as Word writes them: paragraphs with a level, whose bullets and numbers stand there as words.
//!
//! Not here: lists that are lists in HTML, as Google Docs and web pages write them (`read`).

use std::rc::Rc;

use super::dress::Fate;
use super::tree::Event;
use crate::Block;

/// Which item of a list a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed {
    /// From 1, the outermost.
    pub(super) level: u8,
    /// The number it bears; a bullet bears none.
    pub(super) number: Option<u32>,
}

/// Word's levels; any deeper counts as the deepest.
const LEVELS: u8 = 9;

/// Takes the bullets and numbers out of the words and notes them at their paragraphs. A marker with words of its own
/// (`Article 5.`) or before a heading stays, and the paragraph is no item.
pub(super) fn settle_markers(events: &mut [Event]) {
    let mut paragraph: Option<(usize, Vec<usize>)> = None;
    for at in 0..events.len() {
        match &events[at] {
            Event::Open(_) => {
                settle(events, paragraph.take());
                paragraph = Some((at, Vec::new()));
            }
            Event::Close => settle(events, paragraph.take()),
            Event::Text(_, dress) if dress.marker && dress.fate == Fate::Shown => {
                match &mut paragraph {
                    Some((_, texts)) => texts.push(at),
                    None => settle(events, Some((at, vec![at]))),
                }
            }
            _ => {}
        }
    }
    settle(events, paragraph);
}

fn settle(events: &mut [Event], paragraph: Option<(usize, Vec<usize>)>) {
    let Some((opened, texts)) = paragraph else {
        return;
    };
    let mut marker = String::new();
    for at in &texts {
        if let Event::Text(text, _) = &events[*at] {
            marker.push_str(text);
        }
    }
    let mut listed = None;
    if let Event::Open(opened) = &mut events[opened]
        && let Some(level) = opened.list_level.filter(|_| opened.heading.is_none())
        && let Some(number) = number_of(&marker)
    {
        let level = level.clamp(1, LEVELS);
        listed = Some(Listed { level, number });
        opened.listed = listed;
    }
    for at in texts {
        if let Event::Text(text, dress) = &mut events[at] {
            if listed.is_some() {
                text.clear();
            } else {
                Rc::make_mut(dress).marker = false;
            }
        }
    }
}

/// What a marker counts: nothing for a bullet; `None` when it is more than a bullet or a number.
fn number_of(marker: &str) -> Option<Option<u32>> {
    let marker: String = marker.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = marker
        .trim_start_matches(['(', '['])
        .trim_end_matches(['.', ')', ']', ':', '-']);
    let is_punctuated = bare.len() < marker.len();
    let digits = bare.rsplit('.').next().unwrap_or_default();
    let all_numbers = bare.split('.').all(|part| part.parse::<u32>().is_ok());
    if all_numbers {
        return Some(digits.parse().ok());
    }
    if is_punctuated && let Some(number) = roman(bare).or_else(|| letter(bare)) {
        return Some(Some(number));
    }
    (marker.chars().count() <= 1 || bare.is_empty()).then_some(None)
}

fn letter(text: &str) -> Option<u32> {
    let letter = text.to_ascii_lowercase();
    match letter.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => None,
    }
}

/// Roman numerals up to 39; a single letter other than i, v and x is a letter.
fn roman(text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    (1..40)
        .find(|number| {
            let tens = "x".repeat(number / 10);
            let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][number % 10];
            text == format!("{tens}{ones}")
        })
        .and_then(|number| u32::try_from(number).ok())
}

/// Items one after another as lists within lists.
pub(super) fn lists(items: Vec<(Listed, Vec<Block>)>) -> Vec<Block> {
    let Some(level) = items.iter().map(|(listed, _)| listed.level).min() else {
        return Vec::new();
    };
    let mut lists: Vec<Block> = Vec::new();
    let mut deeper = Vec::new();
    for (listed, blocks) in items {
        if listed.level > level {
            deeper.push((listed, blocks));
            continue;
        }
        put_under_last(&mut lists, std::mem::take(&mut deeper));
        match (lists.last_mut(), listed.number) {
            (Some(Block::Bullets(items)), None) => items.push(blocks),
            (Some(Block::Numbers { start, items }), Some(number))
                if number > *start || number == 0 =>
            {
                items.push(blocks)
            }
            (_, None) => lists.push(Block::Bullets(vec![blocks])),
            (_, Some(start)) => lists.push(Block::Numbers {
                start,
                items: vec![blocks],
            }),
        }
    }
    put_under_last(&mut lists, deeper);
    lists
}

fn put_under_last(lists: &mut Vec<Block>, deeper: Vec<(Listed, Vec<Block>)>) {
    let nested = self::lists(deeper);
    match lists.last_mut() {
        Some(Block::Bullets(items) | Block::Numbers { items, .. }) => match items.last_mut() {
            Some(item) => item.extend(nested),
            None => items.push(nested),
        },
        _ => lists.extend(nested),
    }
}

#[cfg(test)]
mod tests {
    use super::number_of;

    #[test]
    fn a_marker_is_a_bullet_a_number_or_words() {
        let check = |marker: &str, expected: Option<Option<u32>>| {
            assert_eq!(number_of(marker), expected, "{marker:?}");
        };
        check("·\u{a0}\u{a0}\u{a0}", Some(None));
        check("o  ", Some(None));
        check("", Some(None));
        check("3. ", Some(Some(3)));
        check("12)", Some(Some(12)));
        check("2.1.4.", Some(Some(4)));
        check("(b)", Some(Some(2)));
        check("iv.", Some(Some(4)));
        check("C.", Some(Some(3)));
        check("Article 5.", None);
    }
}
