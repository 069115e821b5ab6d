//! Whether a page that was read back is the story that was approved, field by field.

use std::fmt::Debug;

use manuscript::{Block, Inline, Mark, PictureHash, Reading};

use crate::printed::{notes, printed};
use crate::{Error, FrontMatter, PublicationRecord, ReadBack, Result};

/// Compares every field of the head, and of the body its blocks, every character and every link.
///
/// # Errors
/// [`Error::ReadBackDiffers`] names the first field that reads otherwise, by its key on the page.
pub fn compare(reading: &Reading, record: &PublicationRecord, page: &ReadBack) -> Result<()> {
    let expected = FrontMatter::of(reading, record)?;
    let found = &page.front_matter;
    same("title", &expected.title, &found.title)?;
    same("kicker", &expected.kicker, &found.kicker)?;
    same("slug", &expected.slug, &found.slug)?;
    same("description", &expected.description, &found.description)?;
    same("date", &instant(&expected.date), &instant(&found.date))?;
    same(
        "lastmod",
        &instant(&expected.lastmod),
        &instant(&found.lastmod),
    )?;
    same("draft", &expected.draft, &found.draft)?;
    same("authors", &expected.authors, &found.authors)?;
    same("byline", &expected.byline, &found.byline)?;
    same("dateline", &expected.dateline, &found.dateline)?;
    same("categories", &expected.categories, &found.categories)?;
    same("tags", &expected.tags, &found.tags)?;
    same("language", &expected.language, &found.language)?;
    same("people", &expected.people, &found.people)?;
    same("related", &expected.related, &found.related)?;
    same("corrections", &expected.corrections, &found.corrections)?;
    let meant = printed(&reading.body, page.profile.habits());
    same_body(&leaves(&meant), &leaves(&page.body))
}

fn same<T: PartialEq + Debug>(field: &'static str, expected: &T, found: &T) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    Err(Error::ReadBackDiffers {
        field,
        expected: format!("{expected:?}"),
        found: format!("{found:?}"),
    })
}

/// Milliseconds, so that two spellings of one moment are the same.
fn instant(time: &Option<String>) -> Option<i64> {
    let time = chrono::DateTime::parse_from_rfc3339(time.as_deref()?).ok()?;
    Some(time.timestamp_millis())
}

fn same_body(expected: &[Leaf], found: &[Leaf]) -> Result<()> {
    let longer = expected.len().max(found.len());
    (0..longer).try_for_each(|at| same("body", &expected.get(at), &found.get(at)))
}

/// A block with text, and what it stands in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Leaf<'a> {
    /// From the outside in; items by their number from 0.
    within: Vec<Container>,
    kind: Kind,
    pub(crate) text: String,
    /// The words that are links, with their addresses.
    pub(crate) links: Vec<(&'a str, String)>,
    /// The texts of its footnotes, each with its links.
    pub(crate) notes: Vec<(String, Vec<(&'a str, String)>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Container {
    Bullets { item: usize },
    Numbers { start: u32, item: usize },
    Quote { block: usize },
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Heading(u8),
    Picture(PictureHash),
    Cell { row: usize, column: usize },
    Rule,
}

pub(crate) fn leaves(blocks: &[Block]) -> Vec<Leaf<'_>> {
    let mut leaves = Vec::new();
    gather(blocks, &mut Vec::new(), &mut leaves);
    leaves
}

fn gather<'a>(blocks: &'a [Block], within: &mut Vec<Container>, leaves: &mut Vec<Leaf<'a>>) {
    let nothing = const { &Inline::new() };
    for (index, block) in blocks.iter().enumerate() {
        let (kind, text) = match block {
            Block::Paragraph(text) | Block::PullQuote { text, .. } => (Kind::Paragraph, text),
            Block::Heading { level, text } => (Kind::Heading(*level), text),
            // The words of its leaf are those for whoever does not see it; its caption is a paragraph once printed.
            Block::Figure { picture, alt, .. } => (Kind::Picture(*picture), alt),
            Block::Table { head, rows } => {
                for (row, cells) in std::iter::once(head).chain(rows).enumerate() {
                    for (column, cell) in cells.iter().enumerate() {
                        leaves.push(leaf(within, Kind::Cell { row, column }, cell));
                    }
                }
                continue;
            }
            Block::Rule => (Kind::Rule, nothing),
            Block::Bullets(items) => {
                gather_items(items, |item| Container::Bullets { item }, within, leaves);
                continue;
            }
            Block::Numbers { start, items } => {
                let start = *start;
                gather_items(
                    items,
                    |item| Container::Numbers { start, item },
                    within,
                    leaves,
                );
                continue;
            }
            Block::Quote(blocks) => {
                within.push(Container::Quote { block: index });
                gather(blocks, within, leaves);
                within.pop();
                continue;
            }
        };
        leaves.push(leaf(within, kind, text));
    }
}

fn leaf<'a>(within: &[Container], kind: Kind, text: &'a Inline) -> Leaf<'a> {
    let notes = notes(text).map(|note| (characters(note), links(note)));
    Leaf {
        within: within.to_vec(),
        kind,
        text: characters(text),
        links: links(text),
        notes: notes.collect(),
    }
}

fn gather_items<'a>(
    items: &'a [Vec<Block>],
    container: impl Fn(usize) -> Container,
    within: &mut Vec<Container>,
    leaves: &mut Vec<Leaf<'a>>,
) {
    for (at, item) in items.iter().enumerate() {
        within.push(container(at));
        gather(item, within, leaves);
        within.pop();
    }
}

/// The text of a line, footnotes as the character that stands for them.
fn characters(text: &Inline) -> String {
    text.iter().map(|run| run.text.as_str()).collect()
}

/// Runs that follow each other with one address are one link; spaces at its edges are not part of it.
fn links(text: &Inline) -> Vec<(&str, String)> {
    let mut links: Vec<(&str, String)> = Vec::new();
    let mut last = None;
    for run in text {
        let href = run.marks.iter().find_map(|mark| match mark {
            Mark::Link(href) => Some(href.as_str()),
            _ => None,
        });
        match href {
            Some(href) if last == Some(href) => {
                if let Some((_, words)) = links.last_mut() {
                    words.push_str(&run.text);
                }
            }
            Some(href) => links.push((href, run.text.clone())),
            None => {}
        }
        last = href;
    }
    for (_, words) in &mut links {
        *words = words.trim().to_string();
    }
    links.retain(|(_, words)| !words.is_empty());
    links
}
