//! Markdown out: blocks as lines, containers as what stands before each line.
//!
//! A line is escaped only where CommonMark would misread it (`escape`), so an ordinary story looks as if a person had
//! typed it. The one loss is the pull quote, which leaves as a blockquote because CommonMark has no form for it.
//!
//! Not here: front matter and the forms of one site generator (`press`).

use super::escape::{self, Place};
use super::marks;
use crate::{Block, Inline};

/// The largest number that CommonMark takes as a list marker.
const LAST_NUMBER: u32 = 999_999_999;

/// These blocks as neutral CommonMark, ending in a line break; nothing for no blocks.
pub fn body_to_markdown(blocks: &[Block]) -> String {
    let mut text = lines(blocks).join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut other_marker = false;
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &blocks[before]);
        if before.is_some() {
            lines.push(String::new());
        }
        other_marker = before.is_some_and(|before| same_family(before, block)) && !other_marker;
        lines.extend(block_lines(block, other_marker));
    }
    lines
}

/// Two such lists in a row would be read as one if they had the same markers.
fn same_family(a: &Block, b: &Block) -> bool {
    matches!(
        (a, b),
        (Block::Bullets(_), Block::Bullets(_)) | (Block::Numbers { .. }, Block::Numbers { .. })
    )
}

fn block_lines(block: &Block, other_marker: bool) -> Vec<String> {
    match block {
        Block::Paragraph(text) => words(text, Place::Paragraph),
        Block::Heading { level, text } => {
            let text = words(text, Place::Heading).concat();
            vec![format!("{} {text}", "#".repeat(usize::from(*level)))]
        }
        Block::PullQuote(text) => quoted(words(text, Place::Paragraph)),
        Block::Quote(blocks) => quoted(lines(blocks)),
        Block::Rule => vec!["***".into()],
        Block::Bullets(items) => {
            let marker = if other_marker { "+ " } else { "- " };
            list(items, |_| marker.into())
        }
        Block::Numbers { start, items } => {
            let end = if other_marker { ')' } else { '.' };
            list(items, |at| {
                let number = u32::try_from(at)
                    .unwrap_or(LAST_NUMBER)
                    .saturating_add(*start);
                format!("{}{end} ", number.min(LAST_NUMBER))
            })
        }
    }
}

fn words(text: &Inline, place: Place) -> Vec<String> {
    escape::render(&marks::atoms(text), place)
        .split('\n')
        .map(str::to_string)
        .collect()
}

fn quoted(lines: Vec<String>) -> Vec<String> {
    let quote = |line: String| {
        if line.is_empty() {
            ">".into()
        } else {
            format!("> {line}")
        }
    };
    if lines.is_empty() {
        vec![">".into()]
    } else {
        lines.into_iter().map(quote).collect()
    }
}

fn list(items: &[Vec<Block>], marker: impl Fn(usize) -> String) -> Vec<String> {
    let tight = is_tight(items);
    let mut out = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 && !tight {
            out.push(String::new());
        }
        let marker = marker(at);
        let body = if tight {
            tight_lines(item)
        } else {
            lines(item)
        };
        let indent = " ".repeat(marker.len());
        let mut body = body.into_iter();
        out.push(match body.next() {
            Some(first) => format!("{marker}{first}"),
            None => marker.trim_end().into(),
        });
        out.extend(body.map(|line| {
            if line.is_empty() {
                line
            } else {
                format!("{indent}{line}")
            }
        }));
    }
    out
}

/// Whether no blank line is needed in this list: each item is one paragraph, or one with a list under it that may
/// follow a paragraph directly.
fn is_tight(items: &[Vec<Block>]) -> bool {
    items.iter().all(|item| match item.as_slice() {
        [Block::Paragraph(_)] => true,
        [
            Block::Paragraph(_),
            Block::Bullets(inner)
            | Block::Numbers {
                start: 1,
                items: inner,
            },
        ] => is_tight(inner),
        _ => false,
    })
}

fn tight_lines(item: &[Block]) -> Vec<String> {
    item.iter()
        .flat_map(|block| block_lines(block, false))
        .collect()
}
