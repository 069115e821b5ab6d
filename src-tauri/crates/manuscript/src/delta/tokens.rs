//! Flat text as words, single other characters and markers.

use crate::flat::{OBJECT, Span, footnote_id, utf16};
use crate::wire::Attributes;

#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) attributes: &'a Attributes,
    /// Of a marker or a footnote; each is the same only with the same id.
    id: Option<&'a str>,
}

impl<'a> Token<'a> {
    pub(super) fn same(&self, other: &Token<'_>) -> bool {
        self.key() == other.key()
    }

    pub(super) fn key(&self) -> (&'a str, Option<&'a str>) {
        (self.text, self.id)
    }

    pub(super) fn length(&self) -> usize {
        utf16(self.text)
    }
}

pub(super) fn length(block: &[Span]) -> usize {
    block.iter().map(|span| utf16(&span.text)).sum()
}

pub(super) fn tokens<'a>(blocks: &[&'a [Span]]) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    for span in blocks.iter().copied().flatten() {
        let attributes = &span.attributes;
        if span.is_marker() {
            let id = attributes.get("b:id").and_then(|id| id.as_str());
            let text = span.text.as_str();
            tokens.push(Token {
                text,
                attributes,
                id,
            });
        } else {
            let words = Words(&span.text);
            tokens.extend(words.map(|text| Token {
                text,
                attributes,
                id: footnote_id(attributes).filter(|_| text.starts_with(OBJECT)),
            }));
        }
    }
    tokens
}

pub(super) fn characters<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut characters = Vec::new();
    for token in tokens {
        let mut rest = token.text;
        while let Some(first) = rest.chars().next() {
            let (text, tail) = rest.split_at(first.len_utf8());
            characters.push(Token { text, ..*token });
            rest = tail;
        }
    }
    characters
}

struct Words<'a>(&'a str);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let first = self.0.chars().next()?;
        let end = if first.is_alphanumeric() {
            self.0
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(self.0.len())
        } else {
            first.len_utf8()
        };
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(word)
    }
}
