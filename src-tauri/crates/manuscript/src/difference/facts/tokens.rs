//! A text cut into words, figures and signs, as numbers, dates and names are written.
//!
//! Other than the words that are compared, `1,234.5` is one part here, and `5km` are two.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with an apostrophe or digits inside or after them.
    Word,
    /// Digits, with separators between them.
    Figures,
    Sign,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    pub(super) start: usize,
    /// Nothing stands between it and the token before.
    pub(super) glued: bool,
}

impl Token<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_sign(&self, signs: &str) -> bool {
        self.kind == Kind::Sign && signs.contains(self.text)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.is_word() && self.text.starts_with(char::is_uppercase)
    }

    /// In small letters, without a possessive ending.
    pub(super) fn lower(&self) -> String {
        stem(self.text).to_lowercase()
    }

    pub(super) fn is_possessive(&self) -> bool {
        stem(self.text).len() < self.text.len()
    }
}

/// A word without `’s`.
pub(super) fn stem(word: &str) -> &str {
    let endings = ["’s", "'s", "’S", "'S"];
    endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word)
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The tokens `range` as they are written.
pub(super) fn written<'a>(text: &'a str, tokens: &[Token<'_>], range: &Range<usize>) -> &'a str {
    match (tokens.get(range.start), tokens[..range.end].last()) {
        (Some(first), Some(last)) if range.start < range.end => &text[first.start..last.end()],
        _ => "",
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    let mut glued = false;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            glued = false;
            continue;
        }
        let (kind, length) = if first.is_alphabetic() {
            (Kind::Word, word(&text[at..]))
        } else if first.is_numeric() {
            (Kind::Figures, figures(&text[at..]))
        } else {
            (Kind::Sign, first.len_utf8())
        };
        out.push(Token {
            text: &text[at..at + length],
            kind,
            start: at,
            glued,
        });
        at += length;
        glued = true;
    }
    out
}

fn word(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inside = is_apostrophe(c) && next.is_some_and(char::is_alphabetic);
        let accent = ('\u{300}'..='\u{36F}').contains(&c);
        if !(c.is_alphanumeric() || inside || accent) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn figures(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let between = matches!(c, '.' | ',' | '’' | '\u{A0}' | '\u{202F}' | '\u{2009}')
            && next.is_some_and(|next| next.is_ascii_digit());
        if !(c.is_numeric() || between) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}
