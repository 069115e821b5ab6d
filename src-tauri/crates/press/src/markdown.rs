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

use manuscript::Block;

use crate::profile::Habits;

/// Blocks that are already as printed, as Markdown that ends with a line end.
pub(crate) fn markdown(blocks: &[Block], habits: Habits) -> String {
    let mut text = String::new();
    for line in block_lines(blocks, habits) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn block_lines(blocks: &[Block], habits: Habits) -> Vec<String> {
    let mut lines = Vec::new();
    let mut markers = Markers::default();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        markers.next(block);
        lines.extend(lines_of(block, &markers, habits));
    }
    lines
}

fn lines_of(block: &Block, markers: &Markers, habits: Habits) -> Vec<String> {
    match block {
        Block::Paragraph(text) => line::paragraph(text, habits),
        Block::Heading { level, text } => {
            let hashes = "#".repeat(usize::from(*level));
            vec![format!("{hashes} {}", line::heading(text, habits))]
        }
        Block::Bullets(items) => list_lines(items, habits, |_| markers.bullet.to_string()),
        Block::Numbers { start, items } => list_lines(items, habits, |at| {
            let number = u64::from(*start) + at as u64;
            // Only the first number is read; the others stay within what Markdown takes for one.
            format!("{}{}", number.min(999_999_999), markers.after_number)
        }),
        Block::Quote(blocks) => {
            let quoted = block_lines(blocks, habits);
            let quoted = quoted.iter().map(|line| format!("> {line}"));
            quoted
                .map(|line| line.trim_end_matches(' ').to_string())
                .collect()
        }
        // Pull quotes are quotes once printed; a rule of hyphens could be read as the end of front matter.
        Block::PullQuote(text) => lines_of(
            &Block::Quote(vec![Block::Paragraph(text.clone())]),
            markers,
            habits,
        ),
        Block::Rule => vec!["***".to_string()],
    }
}

fn list_lines(
    items: &[Vec<Block>],
    habits: Habits,
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
        let mut inside = block_lines(item, habits);
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
