//! Blocks with identities → a reading without.

use super::grid::Grid;
use super::path::{Container, start_of};
use super::project::{Kind, Node, Piece, Projection, Unknown};
use crate::error::{Error, Result};
use crate::reading::{Block, Inline, Reading, Run};
use crate::side::{Side, SidePart};

impl Projection {
    /// The text fields of a reading; all other fields are at their defaults. Blocks, items and quotes without words are left
    /// out: readers see nothing of them. What is only suggested is expected to be settled before.
    ///
    /// # Errors
    /// What a newer Stet wrote has no reading here: `UnknownBlock`, `UnknownMark`, `UnknownObject`.
    pub(crate) fn reading(&self) -> Result<Reading> {
        if let Some(unknown) = self.unknown.first() {
            return Err(error(unknown));
        }
        Ok(Reading {
            kicker: self.line(&self.kicker)?,
            headline: self.line(&self.headline)?,
            standfirst: self.line(&self.standfirst)?,
            dateline: self.line(&self.dateline)?,
            body: self.blocks(&self.body)?,
            ..Reading::default()
        })
    }

    fn line(&self, line: &[Piece]) -> Result<Inline> {
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
                    runs.push(Run::of_note(self.side(id, SidePart::Note)?));
                }
                Piece::Object => {}
            }
        }
        Ok(runs)
    }

    /// A text beside the body that shows.
    fn side(&self, of: &str, part: SidePart) -> Result<Inline> {
        let Some(side) = self.sides.get(&Side::new(of, part)) else {
            return Ok(Inline::new());
        };
        match side.unknown.first() {
            Some(unknown) => Err(error(unknown)),
            None => self.line(&side.line),
        }
    }

    fn blocks(&self, nodes: &[Node]) -> Result<Vec<Block>> {
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
                        blocks.extend(self.table(id.as_deref(), grid)?);
                    }
                    self.push_leaf(&mut blocks, *kind, id.as_deref(), self.line(line)?)?;
                }
                Node::Container {
                    kind,
                    cid,
                    children,
                } => self.push_container(&mut blocks, *kind, cid, children)?,
            }
        }
        Ok(blocks)
    }

    fn push_leaf(
        &self,
        blocks: &mut Vec<Block>,
        kind: Kind,
        id: Option<&str>,
        text: Inline,
    ) -> Result<()> {
        let side = |part| id.map_or_else(|| Ok(Inline::new()), |id| self.side(id, part));
        match kind {
            Kind::Rule => {
                blocks.push(Block::Rule);
                blocks.extend(filled(text).map(Block::Paragraph));
            }
            // A closed block has no reading, so that nobody comes here with one.
            Kind::Paragraph | Kind::Table | Kind::Closed => {
                blocks.extend(filled(text).map(Block::Paragraph));
            }
            Kind::Heading(level) => {
                blocks.extend(filled(text).map(|text| Block::Heading { level, text }));
            }
            Kind::PullQuote => {
                let by = side(SidePart::By)?;
                let says = !text.is_empty() || !by.is_empty();
                blocks.extend(says.then_some(Block::PullQuote { text, by }));
            }
            Kind::Figure(picture) => blocks.push(Block::Figure {
                picture,
                caption: text,
                alt: side(SidePart::Alt)?,
                credit: side(SidePart::Credit)?,
            }),
        }
        Ok(())
    }

    /// A table; nothing when no cell has words.
    fn table(&self, id: Option<&str>, grid: &Grid) -> Result<Option<Block>> {
        let mut rows = Vec::new();
        for row in &grid.rows {
            let cells = grid.columns.iter().map(|column| match id {
                Some(id) => self.side(id, SidePart::cell(row, column)),
                None => Ok(Inline::new()),
            });
            rows.push(cells.collect::<Result<Vec<Inline>>>()?);
        }
        if rows.iter().flatten().all(Inline::is_empty) {
            return Ok(None);
        }
        let head = rows.remove(0);
        Ok(Some(Block::Table { head, rows }))
    }

    fn push_container(
        &self,
        into: &mut Vec<Block>,
        kind: Container,
        cid: &str,
        children: &[Node],
    ) -> Result<()> {
        match kind {
            Container::Quote | Container::Item => {
                let inner = self.blocks(children)?;
                into.extend((!inner.is_empty()).then_some(Block::Quote(inner)));
            }
            Container::Bullets | Container::Numbers => {
                let items: Result<Vec<Vec<Block>>> =
                    children.iter().map(|node| self.item(node)).collect();
                let items: Vec<Vec<Block>> =
                    items?.into_iter().filter(|item| !item.is_empty()).collect();
                if items.is_empty() {
                    return Ok(());
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
        Ok(())
    }

    /// A path never puts an item outside a list, nor anything but items directly into one.
    fn item(&self, node: &Node) -> Result<Vec<Block>> {
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
