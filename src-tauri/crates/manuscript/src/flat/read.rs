//! Blocks with identities → a reading without.

use super::path::{Container, start_of};
use super::project::{Kind, Node, Piece, Projection, Unknown};
use crate::error::{Error, Result};
use crate::reading::{Block, Inline, Reading, Run};

impl Projection {
    /// The text fields of a reading; all other fields are at their defaults. Blocks, items and quotes without words are left
    /// out: readers see nothing of them. What is only suggested is expected to be settled before.
    ///
    /// # Errors
    /// What a newer Stet wrote has no reading here: `UnknownBlock`, `UnknownMark`, `UnknownObject`.
    pub(crate) fn reading(&self) -> Result<Reading> {
        match self.unknown.first() {
            Some(Unknown::Block(kind)) => return Err(Error::UnknownBlock { kind: kind.clone() }),
            Some(Unknown::Mark(name)) => return Err(Error::UnknownMark { name: name.clone() }),
            Some(Unknown::Object(field)) => return Err(Error::UnknownObject { field: *field }),
            None => {}
        }
        Ok(Reading {
            kicker: inline(&self.kicker),
            headline: inline(&self.headline),
            standfirst: inline(&self.standfirst),
            dateline: inline(&self.dateline),
            body: blocks(&self.body),
            ..Reading::default()
        })
    }
}

pub(super) fn inline(line: &[Piece]) -> Inline {
    let mut runs = Inline::new();
    for piece in line {
        let Piece::Words { text, marks, .. } = piece else {
            continue;
        };
        match runs.last_mut() {
            Some(Run {
                text: last,
                marks: same,
            }) if same == marks => last.push_str(text),
            _ => runs.push(Run {
                text: text.clone(),
                marks: marks.clone(),
            }),
        }
    }
    runs
}

fn blocks(nodes: &[Node]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for node in nodes {
        match node {
            Node::Leaf { kind, line, .. } => push_leaf(&mut blocks, *kind, inline(line)),
            Node::Container {
                kind,
                cid,
                children,
            } => push_container(&mut blocks, *kind, cid, children),
        }
    }
    blocks
}

fn push_leaf(blocks: &mut Vec<Block>, kind: Kind, text: Inline) {
    if kind == Kind::Rule {
        blocks.push(Block::Rule);
    }
    if text.is_empty() {
        return;
    }
    blocks.push(match kind {
        Kind::Paragraph | Kind::Rule => Block::Paragraph(text),
        Kind::Heading(level) => Block::Heading { level, text },
        Kind::PullQuote => Block::PullQuote(text),
    });
}

fn push_container(into: &mut Vec<Block>, kind: Container, cid: &str, children: &[Node]) {
    match kind {
        Container::Quote | Container::Item => {
            let inner = blocks(children);
            if !inner.is_empty() {
                into.push(Block::Quote(inner));
            }
        }
        Container::Bullets | Container::Numbers => {
            let items: Vec<Vec<Block>> = children
                .iter()
                .map(item)
                .filter(|item| !item.is_empty())
                .collect();
            if items.is_empty() {
                return;
            }
            into.push(match kind {
                Container::Numbers => Block::Numbers {
                    start: start_of(cid),
                    items,
                },
                _ => Block::Bullets(items),
            });
        }
    }
}

/// A path never puts an item outside a list, nor anything but items directly into one.
fn item(node: &Node) -> Vec<Block> {
    match node {
        Node::Container { children, .. } => blocks(children),
        Node::Leaf { .. } => blocks(std::slice::from_ref(node)),
    }
}
