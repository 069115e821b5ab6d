//! Numbers that are written in English words.

use super::numbers::Number;
use super::tokens::Token;

const SMALL: [&str; 20] = [
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
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: [&str; 19] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
/// Many, without saying how many.
const MANY: [&str; 6] = [
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "billions",
];
/// Before these, `one` is somebody.
const NOT_COUNTED: [&str; 11] = [
    "no", "any", "every", "some", "each", "this", "that", "the", "which", "another", "only",
];

enum Word {
    Cardinal(u64),
    Ordinal(u64),
    Scale(u64),
    /// The lower part of a fraction.
    Part(u64),
}

/// The number in words that begins at this token.
pub(super) fn number_at(tokens: &[Token<'_>], first: usize) -> Option<Number> {
    let word = tokens[first].lower();
    let next = next_word(tokens, first + 1).map(|at| (at, tokens[at].lower()));
    let whole = |end, digits: &str| {
        Some(Number {
            end,
            digits: digits.to_owned(),
            zeros: 0,
            unit: String::new(),
        })
    };
    match (word.as_str(), &next) {
        ("half", Some((at, next))) if next == "a" => {
            let scaled = tokens.get(at + 1).and_then(|token| read(&token.lower()));
            let dozen = tokens
                .get(at + 1)
                .is_some_and(|token| token.text == "dozen");
            return match scaled {
                Some(Word::Scale(_)) => whole(at + 1, "0.5"),
                _ if dozen => whole(at + 2, "6"),
                _ => whole(first + 1, "1/2"),
            };
        }
        ("half", _) => return whole(first + 1, "1/2"),
        ("twice", _) => return whole(first + 1, "2x"),
        ("dozen", _) => return whole(first + 1, "12"),
        ("a" | "an", Some((at, next))) => {
            return match (next.as_str(), read(next)) {
                ("dozen", _) => whole(at + 1, "12"),
                ("half", _) => whole(at + 1, "1/2"),
                (_, Some(Word::Scale(_))) => cardinal(tokens, *at, 1),
                (_, Some(Word::Part(part))) => whole(at + 1, &format!("1/{part}")),
                (_, Some(Word::Ordinal(part))) if part > 2 => whole(at + 1, &format!("1/{part}")),
                _ => None,
            };
        }
        ("one", _) if is_somebody(tokens, first) => return None,
        (many, _) if MANY.contains(&many) => return whole(first + 1, many),
        _ => {}
    }
    cardinal(tokens, first, 0)
}

/// `one` as a person or a thing, not as a count.
fn is_somebody(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| tokens[at].lower());
    let after = tokens.get(at + 1).map(Token::lower);
    before.is_some_and(|word| NOT_COUNTED.contains(&word.as_str()))
        || after.is_some_and(|word| word == "another")
}

/// Adds the words up: `two hundred and five`, `twenty-first`, `two-thirds`.
fn cardinal(tokens: &[Token<'_>], first: usize, start: u64) -> Option<Number> {
    let (mut total, mut current, mut unit) = (0u64, start, String::new());
    let (mut at, mut end) = (first, first);
    let mut digits = None;
    while let Some(found) = tokens.get(at).and_then(|token| read(&token.lower())) {
        let begun = at > first;
        match found {
            Word::Cardinal(value) if begun && !joins(current, value) => break,
            Word::Cardinal(value) => current = current.saturating_add(value),
            Word::Ordinal(value) if begun && !joins(current, value) => break,
            Word::Ordinal(value) => {
                current = current.saturating_add(value);
                unit = "th".to_owned();
            }
            Word::Part(part) if begun => {
                digits = Some(format!("{}/{part}", total.saturating_add(current)))
            }
            Word::Part(_) => break,
            Word::Scale(_) if current == 0 => break,
            Word::Scale(100) => current = current.saturating_mul(100),
            Word::Scale(scale) => {
                total = total.saturating_add(current.saturating_mul(scale));
                current = 0;
            }
        }
        end = at + 1;
        if digits.is_some() || !unit.is_empty() {
            break;
        }
        let Some(next) = joined(tokens, end, total.saturating_add(current) >= 100) else {
            break;
        };
        at = next;
    }
    (end > first).then(|| Number {
        end,
        digits: digits.unwrap_or_else(|| total.saturating_add(current).to_string()),
        zeros: 0,
        unit,
    })
}

/// Whether a word goes on with the number: units after tens, anything below after hundreds and thousands.
fn joins(current: u64, value: u64) -> bool {
    let below = current % 100;
    match value {
        1..=9 => below == 0 || (below >= 20 && below.is_multiple_of(10)),
        _ => below == 0,
    }
}

/// Where the next word of the number can stand: after a space, a hyphen, or `and` behind a hundred.
fn joined(tokens: &[Token<'_>], at: usize, hundreds: bool) -> Option<usize> {
    let token = tokens.get(at)?;
    let next = match token.text {
        "-" | "‑" if token.glued => at + 1,
        "and" if hundreds => at + 1,
        _ => at,
    };
    tokens.get(next)?.is_word().then_some(next)
}

fn next_word(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    joined(tokens, at, false)
}

fn read(word: &str) -> Option<Word> {
    let place = |list: &[&str]| list.iter().position(|each| *each == word);
    let number = |at: usize| u64::try_from(at).unwrap_or_default();
    if let Some(at) = place(&SMALL) {
        return Some(Word::Cardinal(number(at)));
    }
    if let Some(at) = place(&TENS) {
        return Some(Word::Cardinal(number(at) * 10 + 20));
    }
    if let Some(at) = place(&ORDINALS) {
        return Some(Word::Ordinal(number(at) + 1));
    }
    let tens = |at: usize| TENS[at].strip_suffix('y').unwrap_or_default();
    if let Some(at) = (0..TENS.len()).find(|&at| word == format!("{}ieth", tens(at))) {
        return Some(Word::Ordinal(number(at) * 10 + 20));
    }
    Some(match word {
        "nil" => Word::Cardinal(0),
        "hundred" => Word::Scale(100),
        "thousand" => Word::Scale(1_000),
        "million" => Word::Scale(1_000_000),
        "billion" => Word::Scale(1_000_000_000),
        "trillion" => Word::Scale(1_000_000_000_000),
        "hundredth" => Word::Ordinal(100),
        "quarter" | "quarters" => Word::Part(4),
        "halves" => Word::Part(2),
        other => {
            let part = other.strip_suffix('s')?;
            let at = ORDINALS.iter().position(|each| *each == part)?;
            if at < 2 {
                return None;
            }
            Word::Part(number(at) + 1)
        }
    })
}
