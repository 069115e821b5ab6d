//! Footnotes while Markdown is read: a reference stands in its line with its label until the definition is known, which may come
//! after it.
//!
//! The text of a footnote is one line here: what a definition has besides paragraphs keeps its words.

use std::collections::HashMap;

use super::inline::settle_breaks;
use crate::rows::as_lines;
use crate::{Block, Inline, Loss, Run, plain};

/// The definitions of a text, by label.
#[derive(Default)]
pub(super) struct Definitions {
    /// By the keys of their labels.
    known: HashMap<String, Inline>,
    /// In the order of the text.
    labels: Vec<String>,
    /// Further definitions of a label that has one.
    doubled: Vec<(String, Inline)>,
    /// The keys of the labels that a footnote has.
    used: Vec<String>,
}

/// Labels that differ only in case are one.
fn key(label: &str) -> String {
    label.to_lowercase()
}

impl Definitions {
    /// Takes a definition; a second one of a label keeps its words in a footnote that nothing refers to.
    pub(super) fn add(&mut self, label: String, blocks: &[Block], losses: &mut Vec<Loss>) {
        let mut text = Inline::new();
        flatten(blocks, &mut text);
        if !blocks
            .iter()
            .all(|block| matches!(block, Block::Paragraph(_)))
        {
            losses.push(Loss::FootnoteAsText {
                label: label.clone(),
            });
        }
        let text = settle_breaks(&text);
        match self.known.contains_key(&key(&label)) {
            true => self.doubled.push((label, text)),
            false => {
                self.known.insert(key(&label), text);
                self.labels.push(label);
            }
        }
    }

    /// Puts the texts where the labels stand.
    pub(super) fn fill(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text)
                | Block::Heading { text, .. }
                | Block::PullQuote { text, .. }
                | Block::Figure { caption: text, .. } => self.fill_line(text),
                Block::Bullets(items) | Block::Numbers { items, .. } => {
                    items.iter_mut().for_each(|item| self.fill(item));
                }
                Block::Quote(blocks) => self.fill(blocks),
                // A cell has no footnotes.
                Block::Table { .. } | Block::Rule => {}
            }
        }
    }

    fn fill_line(&mut self, line: &mut Inline) {
        for run in line {
            let Some(label) = run.note().map(plain) else {
                continue;
            };
            *run = match self.known.get(&key(&label)) {
                Some(text) => Run::of_note(text.clone()),
                None => Run {
                    text: format!("[{label}]"),
                    marks: Vec::new(),
                },
            };
            self.used.push(key(&label));
        }
    }

    /// What no footnote refers to, as paragraphs that begin with the label.
    pub(super) fn left_over(self, losses: &mut Vec<Loss>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let unused = self.labels.into_iter();
        let unused = unused.filter(|label| !self.used.contains(&key(label)));
        let unused = unused.map(|label| {
            let text = self.known.get(&key(&label)).cloned();
            (label, text.unwrap_or_default())
        });
        let unused: Vec<_> = unused.chain(self.doubled).collect();
        for (label, said) in unused {
            let mut text = vec![Run {
                text: format!("[{label}] "),
                marks: Vec::new(),
            }];
            text.extend(said);
            blocks.push(Block::Paragraph(text));
            losses.push(Loss::FootnoteAsText { label });
        }
        blocks
    }
}

/// All words of some blocks, a break between two of them.
fn flatten(blocks: &[Block], into: &mut Inline) {
    for block in blocks {
        match block {
            Block::Paragraph(text)
            | Block::Heading { text, .. }
            | Block::PullQuote { text, .. }
            | Block::Figure { caption: text, .. } => {
                if !into.is_empty() && !text.is_empty() {
                    into.push(Run {
                        text: "\n".to_owned(),
                        marks: Vec::new(),
                    });
                }
                into.extend(text.iter().cloned());
            }
            Block::Bullets(items) | Block::Numbers { items, .. } => {
                items.iter().for_each(|item| flatten(item, into));
            }
            Block::Quote(blocks) => flatten(blocks, into),
            Block::Table { .. } => {
                for line in as_lines(block) {
                    flatten(&[Block::Paragraph(line)], into);
                }
            }
            Block::Rule => {}
        }
    }
}
