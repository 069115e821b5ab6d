//! Which marks hold which words, as a tree.
//!
//! A `Reading` has runs with sets of marks; Markdown needs them inside each other. Links come outermost, then of
//! strong and emphasised whichever reaches further, code innermost. Spaces at the edges of a mark stand outside it,
//! where they look the same and every client reads the mark.

use manuscript::{Inline, Mark, NOTE};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Span {
    /// Words without a line end.
    Text(String),
    Break,
    Note,
    Code(String),
    /// Strong is set with two asterisks, emphasised with one.
    Stressed {
        asterisks: usize,
        inside: Vec<Span>,
    },
    Link {
        href: String,
        inside: Vec<Span>,
    },
}

/// One character with its marks; the tree is cut out of a row of these.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    character: char,
    marks: &'a [Mark],
}

pub(super) fn spans(inline: &Inline) -> Vec<Span> {
    let cells: Vec<Cell> = inline.iter().flat_map(cells_of).collect();
    within(&cells, &[])
}

fn cells_of(run: &manuscript::Run) -> impl Iterator<Item = Cell<'_>> {
    let marks = run.marks.as_slice();
    run.text
        .chars()
        .map(move |character| Cell { character, marks })
}

impl<'a> Cell<'a> {
    fn has(&self, mark: &Mark) -> bool {
        self.marks.contains(mark)
    }

    fn is_code(&self) -> bool {
        self.has(&Mark::Code) && self.character != '\n'
    }

    fn is_space(&self) -> bool {
        self.character.is_whitespace() && !self.is_code()
    }

    fn link(&self) -> Option<&'a Mark> {
        self.marks.iter().find(|mark| matches!(mark, Mark::Link(_)))
    }
}

fn within(cells: &[Cell], open: &[&Mark]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let cell = cells[at];
        let rest = &cells[at..];
        if let Some((mark, length)) = opening(rest, open) {
            let open: Vec<&Mark> = open.iter().copied().chain([mark]).collect();
            let inside = within(&rest[..length], &open);
            spans.push(match mark {
                Mark::Link(href) => Span::Link {
                    href: href.clone(),
                    inside,
                },
                Mark::Strong => Span::Stressed {
                    asterisks: 2,
                    inside,
                },
                Mark::Em | Mark::Code | Mark::Note(_) => Span::Stressed {
                    asterisks: 1,
                    inside,
                },
            });
            at += length;
        } else if cell.character == '\n' {
            spans.push(Span::Break);
            at += 1;
        } else if cell.character == NOTE {
            spans.push(Span::Note);
            at += 1;
        } else if cell.is_code() {
            let code = rest
                .iter()
                .take_while(|cell| cell.is_code() && opening_here(cell, open).is_none());
            let code: String = code.map(|cell| cell.character).collect();
            at += code.chars().count();
            spans.push(Span::Code(code));
        } else {
            match spans.last_mut() {
                Some(Span::Text(text)) => text.push(cell.character),
                _ => spans.push(Span::Text(cell.character.to_string())),
            }
            at += 1;
        }
    }
    spans
}

/// The mark that opens at the first cell, and how many cells it holds.
fn opening<'a>(cells: &[Cell<'a>], open: &[&Mark]) -> Option<(&'a Mark, usize)> {
    let first = cells.first()?;
    if first.is_space() {
        return None;
    }
    let candidates = first.marks.iter().filter(|mark| opens(mark, open));
    let reach = |mark: &'a Mark| (mark, reach_of(mark, cells));
    let (mark, length) = match first.link().filter(|link| opens(link, open)) {
        Some(link) => reach(link),
        // The later of two that reach equally far is strong: `***both***` opens with it.
        None => candidates.map(reach).max_by_key(|(_, length)| *length)?,
    };
    let trailing = cells[..length]
        .iter()
        .rev()
        .take_while(|cell| cell.is_space());
    Some((mark, length - trailing.count()))
}

fn opening_here<'a>(cell: &Cell<'a>, open: &[&Mark]) -> Option<&'a Mark> {
    cell.marks.iter().find(|mark| opens(mark, open))
}

fn opens(mark: &Mark, open: &[&Mark]) -> bool {
    !matches!(mark, Mark::Code | Mark::Note(_)) && !open.contains(&mark)
}

/// How far a mark goes on, without cutting a link in two that begins under it.
fn reach_of(mark: &Mark, cells: &[Cell]) -> usize {
    let length = cells.iter().take_while(|cell| cell.has(mark)).count();
    let crossing = match (
        cells[length - 1].link(),
        cells.get(length).and_then(Cell::link),
    ) {
        (Some(before), Some(after)) if before == after && before != mark => before,
        _ => return length,
    };
    let tail = cells[..length]
        .iter()
        .rev()
        .take_while(|cell| cell.link() == Some(crossing));
    match length - tail.count() {
        0 => length,
        shorter => shorter,
    }
}
