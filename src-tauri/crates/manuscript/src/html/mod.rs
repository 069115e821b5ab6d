//! HTML, in: what is pasted from an office suite or a web page, and pages that were saved as files.
//!
//! One short list of what a story has is let through: paragraphs, headings, lists, quotes, rules, breaks, strong,
//! emphasis, code and links to other places. Everything else loses its dress and keeps its words, and is named as a
//! `Loss`. Nothing is fetched, run or trusted.
//!
//! The law: the words that the page shows are the words that come in. They are gathered twice, by two ways, and where
//! the ways differ the HTML is refused, so that a person can take its plain text instead.
//!
//! Not here: the clipboard, and text that only looks like Markdown (`pasted`).

mod cells;
mod dress;
mod line;
mod names;
mod read;
mod shown;
mod table;
mod tree;
mod word;

#[cfg(test)]
mod tests;

use crate::error::{Error, Result};
use crate::normal::normal;
use crate::{Block, Loss, Reading, Run};

/// The most HTML that is read at once, in bytes; pictures may come inside it.
pub const LONGEST_HTML: usize = 20_000_000;

/// What HTML became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlIn {
    /// Its body, and from a whole page its headline.
    pub reading: Reading,
    pub losses: Vec<Loss>,
}

/// Reads a stretch of HTML as blocks of a body.
///
/// # Errors
/// `HtmlTooLong`; `HtmlWordsDiffer` when not every word that it shows would come in.
pub fn from_html(html: &str) -> Result<HtmlIn> {
    read(html, false)
}

/// Reads a whole page: its first heading of level 1 is the headline, or else its title.
///
/// # Errors
/// Those of [`from_html`].
pub fn from_html_page(html: &str) -> Result<HtmlIn> {
    read(html, true)
}

fn read(html: &str, is_page: bool) -> Result<HtmlIn> {
    let bytes = html.len();
    if bytes > LONGEST_HTML {
        let most = LONGEST_HTML;
        return Err(Error::HtmlTooLong { bytes, most });
    }
    let mut page = tree::page(html);
    word::settle_markers(&mut page.events);
    table::find_data(&mut page.events);
    let read = read::blocks(&page.events, is_page);
    let mut reading = normal(&Reading {
        headline: read.headline.unwrap_or_default(),
        body: read.blocks,
        ..Reading::default()
    });
    let headline =
        (!reading.headline.is_empty()).then(|| Block::Paragraph(reading.headline.clone()));
    let headline = headline.into_iter().collect::<Vec<_>>();
    if !shown::is_the_same(&page.events, &headline, &reading.body) {
        return Err(Error::HtmlWordsDiffer);
    }
    if is_page && reading.headline.is_empty() {
        let title = page.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let marks = Vec::new();
        reading.headline = vec![Run { text: title, marks }];
        reading = normal(&reading);
    }
    let losses = read.losses;
    Ok(HtmlIn { reading, losses })
}
