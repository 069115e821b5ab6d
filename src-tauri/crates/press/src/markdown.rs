//! A body as Markdown that one client shows exactly as typed.
//!
//! A story without odd characters comes out as plain as a careful person would write it; a character is escaped only
//! where the client would misread it there. Each line proves itself: it is parsed again before it is used, and marks
//! that Markdown cannot set in that place give way, never words.
//!
//! The neutral Markdown of `manuscript` is not used here, for clients differ in what they misread, and what readers
//! get must not change when that form does.

mod escape;
mod line;
#[cfg(test)]
pub(crate) mod odd;
mod spans;

use manuscript::{Block, Inline};

use crate::Pictures;
use crate::picture::file_name;
use crate::printed::notes;
use crate::profile::Habits;

/// Blocks that are already as printed, as Markdown that ends with a line end.
pub(crate) fn markdown(blocks: &[Block], habits: Habits, pictures: &Pictures) -> String {
    let mut text = String::new();
    let mut pen = Pen {
        habits,
        pictures,
        notes: Vec::new(),
    };
    let mut lines = pen.block_lines(blocks);
    for (at, note) in pen.notes.into_iter().enumerate() {
        lines.push(String::new());
        lines.extend(definition(at + 1, note, habits));
    }
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A footnote's text; its own lines stand under the first.
fn definition(number: usize, note: &Inline, habits: Habits) -> Vec<String> {
    let lines = line::paragraph(note, habits, 1).into_iter().enumerate();
    lines
        .map(|(row, line)| match row {
            0 => format!("[^{number}]: {line}"),
            _ => format!("    {line}"),
        })
        .collect()
}

/// Writes blocks and counts the footnotes in them.
struct Pen<'a> {
    habits: Habits,
    pictures: &'a Pictures,
    notes: Vec<&'a Inline>,
}

impl<'a> Pen<'a> {
    fn block_lines(&mut self, blocks: &'a [Block]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut markers = Markers::default();
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                lines.push(String::new());
            }
            markers.next(block);
            lines.extend(self.lines_of(block, &markers));
        }
        lines
    }

    /// The number of the first footnote of a line, which counts from here on.
    fn number(&mut self, text: &'a Inline) -> usize {
        let first = self.notes.len() + 1;
        self.notes.extend(notes(text));
        first
    }

    fn lines_of(&mut self, block: &'a Block, markers: &Markers) -> Vec<String> {
        match block {
            Block::Paragraph(text) => {
                let first = self.number(text);
                line::paragraph(text, self.habits, first)
            }
            Block::Heading { level, text } => {
                let hashes = "#".repeat(usize::from(*level));
                let first = self.number(text);
                vec![format!(
                    "{hashes} {}",
                    line::heading(text, self.habits, first)
                )]
            }
            Block::Bullets(items) => self.list_lines(items, |_| markers.bullet.to_string()),
            Block::Numbers { start, items } => self.list_lines(items, |at| {
                let number = u64::from(*start) + at as u64;
                // Only the first number is read; the others stay within what Markdown takes for one.
                format!("{}{}", number.min(999_999_999), markers.after_number)
            }),
            Block::Quote(blocks) => {
                let quoted = self.block_lines(blocks);
                let quoted = quoted.iter().map(|line| format!("> {line}"));
                quoted
                    .map(|line| line.trim_end_matches(' ').to_string())
                    .collect()
            }
            Block::Figure { picture, alt, .. } => {
                let name = file_name(*picture, self.pictures);
                vec![line::picture(alt, &name, self.habits)]
            }
            Block::Table { head, rows } => table_lines(head, rows, self.habits),
            // Pull quotes are quotes once printed.
            Block::PullQuote { .. } => Vec::new(),
            // A rule of hyphens could be read as the end of front matter.
            Block::Rule => vec!["***".to_string()],
        }
    }

    fn list_lines(
        &mut self,
        items: &'a [Vec<Block>],
        marker: impl Fn(usize) -> String,
    ) -> Vec<String> {
        let tight = items.iter().all(|item| is_tight(item));
        let mut lines = Vec::new();
        for (at, item) in items.iter().enumerate() {
            if at > 0 && !tight {
                lines.push(String::new());
            }
            let marker = marker(at);
            let indent = " ".repeat(marker.chars().count() + 1);
            let mut inside = self.block_lines(item);
            if tight {
                inside.retain(|line| !line.is_empty());
            }
            for (row, line) in inside.iter().enumerate() {
                lines.push(match (row, line.as_str()) {
                    (0, line) => format!("{marker} {line}"),
                    (_, "") => String::new(),
                    (_, line) => format!("{indent}{line}"),
                });
            }
        }
        lines
    }
}

/// The header stands over a line of hyphens.
fn table_lines(head: &[Inline], rows: &[Vec<Inline>], habits: Habits) -> Vec<String> {
    let row = |cells: &[Inline]| {
        let cells: Vec<String> = cells.iter().map(|cell| line::cell(cell, habits)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule = format!("| {} |", vec!["---"; head.len()].join(" | "));
    let rows = rows.iter().map(|cells| row(cells));
    [row(head), rule].into_iter().chain(rows).collect()
}

/// Whether an item can stand without blank lines: one paragraph, perhaps a list under it that Markdown lets follow
/// a paragraph directly.
fn is_tight(item: &[Block]) -> bool {
    let nested = |block: &Block| match block {
        Block::Bullets(items) => items.iter().all(|item| is_tight(item)),
        Block::Numbers { start: 1, items } => items.iter().all(|item| is_tight(item)),
        _ => false,
    };
    match item {
        [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), list] => nested(list),
        _ => false,
    }
}

/// The marker characters of a list; two lists in a row would be read as one unless theirs differ.
#[derive(Default)]
struct Markers {
    bullet: char,
    after_number: char,
    before: Option<ListKind>,
}

#[derive(Clone, Copy, PartialEq)]
enum ListKind {
    Bullets,
    Numbers,
}

impl Markers {
    fn next(&mut self, block: &Block) {
        let kind = match block {
            Block::Bullets(_) => Some(ListKind::Bullets),
            Block::Numbers { .. } => Some(ListKind::Numbers),
            _ => None,
        };
        let follows_its_like = kind.is_some() && kind == self.before;
        let other = |now: char, first: char, second: char| {
            if follows_its_like && now == first {
                second
            } else {
                first
            }
        };
        match kind {
            Some(ListKind::Bullets) => self.bullet = other(self.bullet, '-', '+'),
            Some(ListKind::Numbers) => self.after_number = other(self.after_number, '.', ')'),
            None => {}
        }
        self.before = kind;
    }
}

#[cfg(test)]
mod tests;
