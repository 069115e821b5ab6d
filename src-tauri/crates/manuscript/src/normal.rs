//! One form for readings that read the same.
//!
//! Whoever makes a reading need not care how it splits its runs. The canonical form and the document both go through
//! here, so a reading hashes the same before and after it was stored. What this does is part of the canonical form,
//! version 1, and changes with its number only.

use crate::flat::{DEEPEST, MARKER, OBJECT};
use crate::reading::{Block, Inline, Reading, Run};

/// The same story in the one form that a document gives back: equal neighbouring runs are one, marks are in order, nothing
/// is empty, levels are 2 to 4, rows of a table are as long as its
/// longest, tags are in order without doubles, and the characters that mean structure are not among the
/// words. Containers deeper than a document holds are opened up.
pub(crate) fn normal(reading: &Reading) -> Reading {
    let mut tags: Vec<String> = reading
        .tags
        .iter()
        .filter(|tag| !tag.is_empty())
        .cloned()
        .collect();
    tags.sort();
    tags.dedup();
    Reading {
        kicker: words(&reading.kicker),
        headline: words(&reading.headline),
        standfirst: words(&reading.standfirst),
        dateline: words(&reading.dateline),
        body: blocks(&reading.body, 0),
        byline: reading.byline.clone().filter(|byline| !byline.is_empty()),
        tags,
        ..reading.clone()
    }
}

/// A line of words, without footnotes.
fn words(runs: &[Run]) -> Inline {
    let runs = runs.iter().filter(|run| run.note().is_none());
    line(&runs.cloned().collect::<Vec<_>>())
}

fn line(runs: &[Run]) -> Inline {
    let mut line = Inline::new();
    for run in runs {
        if let Some(note) = run.note() {
            let notes = run.text.matches(OBJECT);
            line.extend(notes.map(|_| Run::of_note(words(note))));
            continue;
        }
        let text: String = run
            .text
            .chars()
            .filter(|c| !matches!(*c, MARKER | OBJECT))
            .collect();
        let mut marks = run.marks.clone();
        marks.sort();
        marks.dedup_by(|a, b| a.name() == b.name());
        match line.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.marks == marks => last.text.push_str(&text),
            _ => line.push(Run { text, marks }),
        }
    }
    line
}

fn blocks(blocks_in: &[Block], depth: usize) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks_in {
        match block {
            Block::Paragraph(text) => out.extend(filled(text).map(Block::Paragraph)),
            Block::PullQuote { text, by } => {
                let (text, by) = (line(text), words(by));
                let says = !text.is_empty() || !by.is_empty();
                out.extend(says.then_some(Block::PullQuote { text, by }));
            }
            Block::Figure {
                picture,
                caption,
                alt,
                credit,
            } => out.push(Block::Figure {
                picture: *picture,
                caption: line(caption),
                alt: words(alt),
                credit: words(credit),
            }),
            Block::Table { head, rows } => out.extend(table(head, rows)),
            Block::Heading { level, text } => {
                let level = (*level).clamp(2, 4);
                out.extend(filled(text).map(|text| Block::Heading { level, text }));
            }
            Block::Rule => out.push(Block::Rule),
            Block::Quote(inner) if depth < DEEPEST => {
                let inner = blocks(inner, depth + 1);
                out.extend((!inner.is_empty()).then_some(Block::Quote(inner)));
            }
            Block::Bullets(list) if depth + 1 < DEEPEST => {
                let list = items(list, depth);
                out.extend((!list.is_empty()).then_some(Block::Bullets(list)));
            }
            Block::Numbers { start, items: list } if depth + 1 < DEEPEST => {
                let (start, items) = (*start, items(list, depth));
                out.extend((!items.is_empty()).then_some(Block::Numbers { start, items }));
            }
            Block::Quote(inner) => out.extend(blocks(inner, depth)),
            Block::Bullets(items) | Block::Numbers { items, .. } => {
                items
                    .iter()
                    .for_each(|item| out.extend(blocks(item, depth)));
            }
        }
    }
    out
}

/// A table whose rows all have as many cells; nothing when none has words.
fn table(head: &[Inline], rows: &[Vec<Inline>]) -> Option<Block> {
    let lengths = rows.iter().map(Vec::len);
    let width = lengths.max().unwrap_or(0).max(head.len());
    let row = |cells: &[Inline]| {
        let mut cells: Vec<Inline> = cells.iter().map(|cell| words(cell)).collect();
        cells.resize(width, Inline::new());
        cells
    };
    let head = row(head);
    let rows: Vec<Vec<Inline>> = rows.iter().map(|cells| row(cells)).collect();
    let mut cells = head.iter().chain(rows.iter().flatten());
    let says = cells.any(|cell| !cell.is_empty());
    says.then_some(Block::Table { head, rows })
}

fn filled(text: &[Run]) -> Option<Inline> {
    Some(line(text)).filter(|line| !line.is_empty())
}

fn items(list: &[Vec<Block>], depth: usize) -> Vec<Vec<Block>> {
    list.iter()
        .map(|item| blocks(item, depth + 2))
        .filter(|item| !item.is_empty())
        .collect()
}
