//! Markdown as blocks: how a client reads a page that was written.
//!
//! It knows the extensions that site generators switch on by themselves, so that text which would become a table, a
//! footnote or an element of HTML is seen here as what readers would lose. What a `Reading` has no form for is left
//! out, and so differs from what was meant.

use std::collections::HashMap;

use manuscript::{Block, Inline, Mark, PictureHash, Run, plain};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::picture::named;
use crate::printed::{append, with_notes};

/// The blocks of a page; `typographic` for clients that make quotes and dashes themselves.
pub(crate) fn blocks_of(markdown: &str, typographic: bool) -> Vec<Block> {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    options.set(Options::ENABLE_SMART_PUNCTUATION, typographic);
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, options) {
        reader.read(event);
    }
    reader.finish()
}

/// What is being read: containers from the outside in, and the line at hand.
#[derive(Default)]
struct Reader {
    open: Vec<Open>,
    blocks: Vec<Block>,
    line: Inline,
    marks: Vec<Mark>,
    /// The texts of the footnotes, by label; a text stands in its line only when all are known.
    notes: HashMap<String, Inline>,
    /// Inside something whose words readers would not get as text.
    hidden: usize,
    /// The picture of this site that is being read, and the words for whoever does not see it.
    pictured: Option<PictureHash>,
    alt: Inline,
    /// The rows of the table that is being read.
    rows: Vec<Vec<Inline>>,
}

enum Open {
    Quote {
        before: Vec<Block>,
    },
    List {
        before: Vec<Block>,
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Item,
    Note {
        before: Vec<Block>,
        label: String,
    },
}

impl Reader {
    fn read(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.add(&text, None),
            Event::Code(text) => self.add(&text, Some(Mark::Code)),
            Event::SoftBreak => self.add(" ", None),
            Event::HardBreak => self.add("\n", None),
            Event::Rule => {
                self.end_line();
                self.blocks.push(Block::Rule);
            }
            Event::FootnoteReference(label) if self.hidden == 0 => {
                let label = Run {
                    text: label.to_string(),
                    marks: Vec::new(),
                };
                self.line.push(Run::of_note(vec![label]));
            }
            // Readers would not see these as typed.
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::BlockQuote(_) => {
                self.end_line();
                let before = std::mem::take(&mut self.blocks);
                self.open.push(Open::Quote { before });
            }
            Tag::List(start) => {
                self.end_line();
                let before = std::mem::take(&mut self.blocks);
                let items = Vec::new();
                self.open.push(Open::List {
                    before,
                    start,
                    items,
                });
            }
            Tag::Item => self.open.push(Open::Item),
            Tag::Emphasis => self.mark(Mark::Em),
            Tag::Strong => self.mark(Mark::Strong),
            Tag::Link { dest_url, .. } => self.mark(Mark::Link(dest_url.to_string())),
            Tag::Image { dest_url, .. } if self.hidden == 0 && named(&dest_url).is_some() => {
                self.end_line();
                self.pictured = named(&dest_url);
                self.hidden += 1;
            }
            Tag::Image { .. } | Tag::HtmlBlock => self.hidden += 1,
            Tag::FootnoteDefinition(label) => {
                self.end_line();
                let before = std::mem::take(&mut self.blocks);
                let label = label.to_string();
                self.open.push(Open::Note { before, label });
            }
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::TableCell => {}
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => self.end_line(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_line(),
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.line);
                let level = level as u8;
                self.blocks.push(Block::Heading { level, text });
            }
            TagEnd::BlockQuote(_) => {
                self.end_line();
                if let Some(Open::Quote { before }) = self.open.pop() {
                    let inside = std::mem::replace(&mut self.blocks, before);
                    self.blocks.push(Block::Quote(inside));
                }
            }
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {
                self.marks.pop();
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Image | TagEnd::HtmlBlock => {
                self.hidden = self.hidden.saturating_sub(1);
                self.end_picture();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => self.end_table(),
            TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::TableHead
            | TagEnd::TableRow => {}
            _ => self.end_line(),
        }
    }

    fn end_picture(&mut self) {
        if self.hidden > 0 {
            return;
        }
        if let Some(picture) = self.pictured.take() {
            self.blocks.push(Block::Figure {
                picture,
                caption: Inline::new(),
                alt: std::mem::take(&mut self.alt),
                credit: Inline::new(),
            });
        }
    }

    /// Only a text of one paragraph is one that was written here; any other is lost to readers of this page.
    fn end_note(&mut self) {
        self.end_line();
        if let Some(Open::Note { before, label }) = self.open.pop() {
            let inside = std::mem::replace(&mut self.blocks, before);
            if let [Block::Paragraph(text)] = inside.as_slice() {
                self.notes.insert(label, text.clone());
            }
        }
    }

    fn end_item(&mut self) {
        self.end_line();
        self.open.pop();
        let item = std::mem::take(&mut self.blocks);
        if let Some(Open::List { items, .. }) = self.open.last_mut() {
            items.push(item);
        }
    }

    fn end_list(&mut self) {
        let Some(Open::List {
            before,
            start,
            items,
        }) = self.open.pop()
        else {
            return;
        };
        self.blocks = before;
        self.blocks.push(match start {
            None => Block::Bullets(items),
            Some(start) => Block::Numbers {
                start: u32::try_from(start).unwrap_or(u32::MAX),
                items,
            },
        });
    }

    fn end_table(&mut self) {
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        if let Some(head) = rows.next() {
            let rows = rows.collect();
            self.blocks.push(Block::Table { head, rows });
        }
    }

    fn mark(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    fn add(&mut self, text: &str, mark: Option<Mark>) {
        if self.pictured.is_some() && self.hidden == 1 {
            append(&mut self.alt, text, &[]);
        }
        if self.hidden > 0 {
            return;
        }
        let mut marks: Vec<Mark> = self.marks.iter().cloned().chain(mark).collect();
        marks.sort();
        marks.dedup();
        append(&mut self.line, text, &marks);
    }

    fn end_line(&mut self) {
        if !self.line.is_empty() {
            let text = std::mem::take(&mut self.line);
            self.blocks.push(Block::Paragraph(text));
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_line();
        fill(&mut self.blocks, &self.notes);
        self.blocks
    }
}

/// Puts the texts of footnotes where their labels stand.
pub(crate) fn fill(blocks: &mut [Block], notes: &HashMap<String, Inline>) {
    for block in blocks {
        match block {
            Block::Paragraph(text)
            | Block::Heading { text, .. }
            | Block::PullQuote { text, .. } => {
                let of = |label: &Inline| notes.get(&plain(label)).cloned().unwrap_or_default();
                *text = with_notes(text, of);
            }
            Block::Bullets(items) | Block::Numbers { items, .. } => {
                items.iter_mut().for_each(|item| fill(item, notes));
            }
            Block::Quote(blocks) => fill(blocks, notes),
            Block::Figure { .. } | Block::Table { .. } | Block::Rule => {}
        }
    }
}
