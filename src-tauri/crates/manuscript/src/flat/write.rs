//! A reading without identities → leaf blocks that can be given some.

use super::path::Container;
use super::project::Kind;
use crate::reading::{Block, Inline, Run};
use crate::side::SidePart;

/// A leaf block of a reading.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leaf {
    pub(crate) kind: Kind,
    /// From the outermost container inwards.
    pub(crate) inside: Vec<Inside>,
    pub(crate) text: Inline,
    /// The texts that stand beside it, empty ones too.
    pub(crate) sides: Vec<(SidePart, Inline)>,
    /// The cells of a table, row by row, the header first.
    pub(crate) cells: Vec<Vec<Inline>>,
}

/// One container around a leaf; the leaves of one container carry the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Inside {
    pub(crate) kind: Container,
    pub(crate) number: usize,
    /// For an ordered list, the number it starts with.
    pub(crate) start: u32,
}

/// The body's leaf blocks in order.
pub(crate) fn leaves(body: &[Block]) -> Vec<Leaf> {
    let mut walk = Walk::default();
    walk.blocks(body);
    walk.leaves
}

#[derive(Default)]
struct Walk {
    leaves: Vec<Leaf>,
    inside: Vec<Inside>,
    containers: usize,
}

impl Walk {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.leaf(Kind::Paragraph, text.clone()),
                Block::Heading { level, text } => self.leaf(Kind::Heading(*level), text.clone()),
                Block::PullQuote { text, by } => {
                    self.leaf(Kind::PullQuote, text.clone());
                    self.beside(SidePart::By, by);
                }
                Block::Figure {
                    picture,
                    caption,
                    alt,
                    credit,
                } => {
                    self.leaf(Kind::Figure(*picture), caption.clone());
                    self.beside(SidePart::Alt, alt);
                    self.beside(SidePart::Credit, credit);
                }
                Block::Table { head, rows } => {
                    self.leaf(Kind::Table, Inline::new());
                    if let Some(leaf) = self.leaves.last_mut() {
                        leaf.cells = std::iter::once(head).chain(rows).cloned().collect();
                    }
                }
                Block::Rule => self.leaf(Kind::Rule, Inline::new()),
                Block::Quote(blocks) => {
                    self.container(Container::Quote, 1, |walk| walk.blocks(blocks))
                }
                Block::Bullets(items) => {
                    self.container(Container::Bullets, 1, |walk| walk.items(items))
                }
                Block::Numbers { start, items } => {
                    self.container(Container::Numbers, *start, |walk| walk.items(items));
                }
            }
        }
    }

    fn items(&mut self, items: &[Vec<Block>]) {
        for item in items {
            self.container(Container::Item, 1, |walk| walk.blocks(item));
        }
    }

    fn container(&mut self, kind: Container, start: u32, fill: impl FnOnce(&mut Self)) {
        let number = self.containers;
        self.containers += 1;
        self.inside.push(Inside {
            kind,
            number,
            start,
        });
        fill(self);
        self.inside.pop();
    }

    fn leaf(&mut self, kind: Kind, text: Inline) {
        let inside = self.inside.clone();
        self.leaves.push(Leaf {
            kind,
            inside,
            text,
            sides: Vec::new(),
            cells: Vec::new(),
        });
    }

    /// A text beside the leaf that was written last.
    fn beside(&mut self, part: SidePart, text: &Inline) {
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.sides.push((part, text.clone()));
        }
    }
}

/// The words of a line as they stand in flat text: footnotes are characters too.
pub(crate) fn words(line: &[Run]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}
