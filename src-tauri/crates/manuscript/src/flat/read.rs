//! Blocks with identities → a reading without.
//!
//! What a newer Stet made has no reading. It is told apart here, so that a screen can still show the words of it.

use super::grid::Grid;
use super::path::{Container, start_of};
use super::project::{Kind, Node, Piece, Projection, Unknown};
use crate::error::Error;
use crate::reading::{Block, Inline, Reading, Run};
use crate::side::{Side, SidePart};

/// A reading in the making.
struct Reader<'p> {
    from: &'p Projection,
    unread: Option<Error>,
}

impl Projection {
    /// The text fields of a reading; all other fields are at their defaults. Blocks, items and quotes without words are left
    /// out: readers see nothing of them. What is only suggested is expected to be settled before.
    ///
    /// Beside it stands the first thing that a newer Stet wrote: `UnknownBlock`, `UnknownMark`, `UnknownObject`. Where there
    /// is one this is no reading of the story, and only what a screen can show of it.
    pub(crate) fn shown(&self) -> (Reading, Option<Error>) {
        let mut reader = Reader {
            from: self,
            unread: self.unknown.first().map(error),
        };
        let reading = Reading {
            kicker: reader.line(&self.kicker),
            headline: reader.line(&self.headline),
            standfirst: reader.line(&self.standfirst),
            dateline: reader.line(&self.dateline),
            body: reader.blocks(&self.body),
            ..Reading::default()
        };
        (reading, reader.unread)
    }
}

impl Reader<'_> {
    fn line(&mut self, line: &[Piece]) -> Inline {
        let mut runs = Inline::new();
        for piece in line {
            match piece {
                Piece::Words { text, marks, .. } => match runs.last_mut() {
                    Some(last) if last.marks == *marks => last.text.push_str(text),
                    _ => runs.push(Run {
                        text: text.clone(),
                        marks: marks.clone(),
                    }),
                },
                Piece::Footnote { id, .. } => {
                    runs.push(Run::of_note(self.side(id, SidePart::Note)));
                }
                Piece::Object => {}
            }
        }
        runs
    }

    /// A text beside the body that shows.
    fn side(&mut self, of: &str, part: SidePart) -> Inline {
        let Some(side) = self.from.sides.get(&Side::new(of, part)) else {
            return Inline::new();
        };
        if self.unread.is_none() {
            self.unread = side.unknown.first().map(error);
        }
        self.line(&side.line)
    }

    fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in nodes {
            match node {
                Node::Leaf {
                    id,
                    kind,
                    grid,
                    line,
                    ..
                } => {
                    if *kind == Kind::Table {
                        blocks.extend(self.table(id.as_deref(), grid));
                    }
                    let text = self.line(line);
                    self.push_leaf(&mut blocks, *kind, id.as_deref(), text);
                }
                Node::Container {
                    kind,
                    cid,
                    children,
                } => self.push_container(&mut blocks, *kind, cid, children),
            }
        }
        blocks
    }

    fn push_leaf(&mut self, blocks: &mut Vec<Block>, kind: Kind, id: Option<&str>, text: Inline) {
        let mut side = |part| id.map_or_else(Inline::new, |id| self.side(id, part));
        match kind {
            Kind::Rule => {
                blocks.push(Block::Rule);
                blocks.extend(filled(text).map(Block::Paragraph));
            }
            // Of a closed block only its words can be shown.
            Kind::Paragraph | Kind::Table | Kind::Closed => {
                blocks.extend(filled(text).map(Block::Paragraph));
            }
            Kind::Heading(level) => {
                blocks.extend(filled(text).map(|text| Block::Heading { level, text }));
            }
            Kind::PullQuote => {
                let by = side(SidePart::By);
                let says = !text.is_empty() || !by.is_empty();
                blocks.extend(says.then_some(Block::PullQuote { text, by }));
            }
            Kind::Figure(picture) => blocks.push(Block::Figure {
                picture,
                caption: text,
                alt: side(SidePart::Alt),
                credit: side(SidePart::Credit),
            }),
        }
    }

    /// A table; nothing when no cell has words.
    fn table(&mut self, id: Option<&str>, grid: &Grid) -> Option<Block> {
        let mut cell = |row: &str, column: &str| match id {
            Some(id) => self.side(id, SidePart::cell(row, column)),
            None => Inline::new(),
        };
        let mut rows: Vec<Vec<Inline>> = Vec::new();
        for row in &grid.rows {
            let cells = grid.columns.iter().map(|column| cell(row, column));
            rows.push(cells.collect());
        }
        if rows.iter().flatten().all(Inline::is_empty) {
            return None;
        }
        let head = rows.remove(0);
        Some(Block::Table { head, rows })
    }

    fn push_container(
        &mut self,
        into: &mut Vec<Block>,
        kind: Container,
        cid: &str,
        children: &[Node],
    ) {
        match kind {
            Container::Quote | Container::Item => {
                let inner = self.blocks(children);
                into.extend((!inner.is_empty()).then_some(Block::Quote(inner)));
            }
            Container::Bullets | Container::Numbers => {
                let items = children.iter().map(|node| self.item(node));
                let items: Vec<Vec<Block>> = items.filter(|item| !item.is_empty()).collect();
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
    fn item(&mut self, node: &Node) -> Vec<Block> {
        match node {
            Node::Container { children, .. } => self.blocks(children),
            Node::Leaf { .. } => self.blocks(std::slice::from_ref(node)),
        }
    }
}

fn filled(text: Inline) -> Option<Inline> {
    (!text.is_empty()).then_some(text)
}

fn error(unknown: &Unknown) -> Error {
    match unknown {
        Unknown::Block(kind) => Error::UnknownBlock { kind: kind.clone() },
        Unknown::Mark(name) => Error::UnknownMark { name: name.clone() },
        Unknown::Object(field) => Error::UnknownObject {
            field: field.clone(),
        },
    }
}
