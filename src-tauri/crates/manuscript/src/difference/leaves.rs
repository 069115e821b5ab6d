//! The body as one row of leaves: the blocks that hold words, each with the lists and quotes round it.
//!
//! A row can be aligned; a tree cannot, or not fast. `opens` and `begins_item` keep what is needed to see two lists in a
//! row, or two paragraphs of one item, so that no two bodies give the same row.
//!
//! Not here: lists and quotes that hold nothing; a document gives none back.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use serde::Serialize;

use crate::flat::MARKER;
use crate::{Block, Inline, PictureHash, Run};

/// A block that holds words, and where it stands.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    pub(super) shape: Shape,
    pub(super) text: Cow<'a, Inline>,
}

/// What a block is, apart from its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shape {
    #[serde(flatten)]
    pub kind: LeafKind,
    /// The lists and quotes round it, outermost first.
    pub within: Vec<Within>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LeafKind {
    Paragraph,
    Heading {
        level: u8,
    },
    PullQuote,
    /// Who said the pull quote before it.
    Attribution,
    /// Its text is the caption.
    Figure {
        picture: PictureHash,
    },
    /// What the picture before it shows, for whoever does not see it.
    Alt,
    /// Who made the picture before it.
    CreditLine,
    /// Its words are those of its cells, with the character U+FFFC between each two. A header begins a table.
    Row {
        head: bool,
    },
    Rule,
}

/// One list or quote round a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Within {
    #[serde(flatten)]
    pub container: Container,
    /// The container begins with this block.
    pub opens: bool,
    /// An item of the list begins with this block.
    pub begins_item: bool,
    /// The number of the item in a numbered list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "container", rename_all = "snake_case")]
pub enum Container {
    Quote,
    Bullets,
    Numbers { start: u32 },
}

impl LeafKind {
    /// Whether its words are words of the body.
    pub(super) fn counts(self) -> bool {
        !matches!(self, LeafKind::Alt | LeafKind::CreditLine)
    }
}

impl Shape {
    /// Whether both look the same on the page, wherever their lists begin.
    pub(super) fn looks_like(&self, other: &Shape) -> bool {
        let looks = |within: &Within| (within.container, within.begins_item);
        self.kind == other.kind
            && self
                .within
                .iter()
                .map(looks)
                .eq(other.within.iter().map(looks))
    }

    pub(super) fn opens_like(&self, other: &Shape) -> bool {
        let opens = |within: &Within| within.opens;
        self.within
            .iter()
            .map(opens)
            .eq(other.within.iter().map(opens))
    }
}

/// Equal leaves have equal kind and words, wherever they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<'a>(pub(super) &'a Leaf<'a>);

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.shape.kind == other.0.shape.kind && self.0.text == other.0.text
    }
}

impl Eq for Key<'_> {}

impl Hash for Key<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.shape.kind.hash(state);
        self.0.text.hash(state);
    }
}

pub(super) fn leaves(body: &[Block]) -> Vec<Leaf<'_>> {
    let mut row = Row {
        leaves: Vec::new(),
        within: Vec::new(),
    };
    row.blocks(body);
    row.leaves
}

struct Row<'a> {
    leaves: Vec<Leaf<'a>>,
    within: Vec<Within>,
}

impl<'a> Row<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.leaf(LeafKind::Paragraph, text),
                Block::Heading { level, text } => {
                    self.leaf(LeafKind::Heading { level: *level }, text)
                }
                Block::PullQuote { text, by } => {
                    self.leaf(LeafKind::PullQuote, text);
                    if !by.is_empty() {
                        self.leaf(LeafKind::Attribution, by);
                    }
                }
                Block::Figure {
                    picture,
                    caption,
                    alt,
                    credit,
                } => {
                    self.leaf(LeafKind::Figure { picture: *picture }, caption);
                    for (kind, text) in [(LeafKind::Alt, alt), (LeafKind::CreditLine, credit)] {
                        if !text.is_empty() {
                            self.leaf(kind, text);
                        }
                    }
                }
                Block::Table { head, rows } => {
                    self.row(true, head);
                    rows.iter().for_each(|row| self.row(false, row));
                }
                Block::Rule => self.push(LeafKind::Rule, Cow::default()),
                Block::Quote(blocks) => {
                    self.open(Container::Quote);
                    self.blocks(blocks);
                    self.within.pop();
                }
                Block::Bullets(items) => self.items(Container::Bullets, None, items),
                Block::Numbers { start, items } => {
                    self.items(Container::Numbers { start: *start }, Some(*start), items);
                }
            }
        }
    }

    fn items(&mut self, container: Container, mut number: Option<u32>, items: &'a [Vec<Block>]) {
        self.open(container);
        for item in items {
            if let Some(list) = self.within.last_mut() {
                list.begins_item = true;
                list.number = number;
            }
            self.blocks(item);
            number = number.map(|number| number.saturating_add(1));
        }
        self.within.pop();
    }

    fn open(&mut self, container: Container) {
        self.within.push(Within {
            container,
            opens: true,
            begins_item: false,
            number: None,
        });
    }

    fn row(&mut self, head: bool, cells: &[Inline]) {
        let mut text = Inline::new();
        for (at, cell) in cells.iter().enumerate() {
            text.extend((at > 0).then(between));
            text.extend(cell.iter().cloned());
        }
        self.push(LeafKind::Row { head }, Cow::Owned(text));
    }

    fn leaf(&mut self, kind: LeafKind, text: &'a Inline) {
        self.push(kind, Cow::Borrowed(text));
    }

    fn push(&mut self, kind: LeafKind, text: Cow<'a, Inline>) {
        self.leaves.push(Leaf {
            shape: Shape {
                kind,
                within: self.within.clone(),
            },
            text,
        });
        for within in &mut self.within {
            within.opens = false;
            within.begins_item = false;
        }
    }
}

/// Stands between two cells; no words have this character.
fn between() -> Run {
    Run {
        text: MARKER.to_string(),
        marks: Vec::new(),
    }
}
