//! Markdown out: blocks as lines, containers as what stands before each line.
//!
//! A line is escaped only where CommonMark would misread it (`escape`), so an ordinary story looks as if a person had
//! typed it. The one loss is the pull quote, which leaves as a blockquote because CommonMark has no form for it, its
//! attribution as a paragraph after a dash; of a figure's alt text and credit line only the words leave. Footnotes are numbered as they come; their texts stand at the end.
//!
//! Not here: front matter and the forms of one site generator (`press`).

use super::escape::{self, Place};
use super::figure;
use super::marks;
use super::table;
use crate::{Block, Inline, Run};

/// The largest number that CommonMark takes as a list marker.
const LAST_NUMBER: u32 = 999_999_999;

/// These blocks as neutral CommonMark, ending in a line break; nothing for no blocks.
pub fn body_to_markdown(blocks: &[Block]) -> String {
    let mut notes = Vec::new();
    let mut all = lines(blocks, &mut notes);
    for (at, note) in notes.into_iter().enumerate() {
        all.push(String::new());
        all.extend(note_lines(at + 1, note));
    }
    let mut text = all.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// The definition of a footnote. An empty one would not be read as a footnote at all.
fn note_lines(number: usize, note: &Inline) -> Vec<String> {
    let mut lines = match note.is_empty() {
        true => vec![escape::NOTHING.to_owned()],
        false => words(note, Place::Paragraph, &mut Vec::new()),
    };
    if let Some(first) = lines.first_mut() {
        *first = format!("[^{number}]: {first}");
    }
    for line in lines.iter_mut().skip(1) {
        *line = format!("    {line}");
    }
    lines
}

/// The texts of the footnotes that were written so far.
type Notes<'a> = Vec<&'a Inline>;

fn lines<'a>(blocks: &'a [Block], notes: &mut Notes<'a>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut other_marker = false;
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &blocks[before]);
        if before.is_some() {
            lines.push(String::new());
        }
        other_marker = before.is_some_and(|before| same_family(before, block)) && !other_marker;
        lines.extend(block_lines(block, other_marker, notes));
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

fn block_lines<'a>(block: &'a Block, other_marker: bool, notes: &mut Notes<'a>) -> Vec<String> {
    match block {
        Block::Paragraph(text) => words(text, Place::Paragraph, notes),
        Block::Heading { level, text } => {
            let text = words(text, Place::Heading, notes).concat();
            vec![format!("{} {text}", "#".repeat(usize::from(*level)))]
        }
        Block::PullQuote { text, by } => {
            let mut lines = words(text, Place::Paragraph, notes);
            if text.is_empty() {
                lines.clear();
            }
            if !by.is_empty() {
                lines.extend((!text.is_empty()).then(String::new));
                // An attribution has no footnotes.
                lines.extend(words(&attributed(by), Place::Paragraph, &mut Vec::new()));
            }
            quoted(lines)
        }
        Block::Figure {
            picture,
            caption,
            alt,
            credit,
        } => {
            let mut lines = vec![figure::picture(*picture, alt, credit)];
            if !caption.is_empty() {
                lines[0].push('\\');
                lines.extend(words(caption, Place::Paragraph, notes));
            }
            lines
        }
        Block::Quote(blocks) => quoted(lines(blocks, notes)),
        Block::Table { head, rows } => table::lines(head, rows),
        Block::Rule => vec!["***".into()],
        Block::Bullets(items) => {
            let marker = if other_marker { "+ " } else { "- " };
            list(items, notes, |_| marker.into())
        }
        Block::Numbers { start, items } => {
            let end = if other_marker { ')' } else { '.' };
            list(items, notes, |at| {
                let number = u32::try_from(at)
                    .unwrap_or(LAST_NUMBER)
                    .saturating_add(*start);
                format!("{}{end} ", number.min(LAST_NUMBER))
            })
        }
    }
}

fn words<'a>(text: &'a Inline, place: Place, notes: &mut Notes<'a>) -> Vec<String> {
    let mut number = notes.len();
    notes.extend(text.iter().filter_map(Run::note));
    escape::render(&marks::atoms(text, &mut number), place)
        .split('\n')
        .map(str::to_string)
        .collect()
}

/// An attribution as it stands under a quotation: after a dash.
pub(crate) fn attributed(by: &Inline) -> Inline {
    let dash = Run {
        text: "\u{2014} ".to_owned(),
        marks: Vec::new(),
    };
    std::iter::once(dash).chain(by.iter().cloned()).collect()
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

fn list<'a>(
    items: &'a [Vec<Block>],
    notes: &mut Notes<'a>,
    marker: impl Fn(usize) -> String,
) -> Vec<String> {
    let tight = is_tight(items);
    let mut out = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 && !tight {
            out.push(String::new());
        }
        let marker = marker(at);
        let body = if tight {
            tight_lines(item, notes)
        } else {
            lines(item, notes)
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

fn tight_lines<'a>(item: &'a [Block], notes: &mut Notes<'a>) -> Vec<String> {
    item.iter()
        .flat_map(|block| block_lines(block, false, notes))
        .collect()
}
