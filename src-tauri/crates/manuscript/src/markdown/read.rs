//! Markdown in: a stream of CommonMark events becomes blocks, and what a story has no form for becomes plain text.
//!
//! Not here: the fields before the text (`front_matter`), and how a line collects its marks (`inline`).

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::escape::NOTHING;
use super::figure::{self, Picture};
use super::front_matter::{self, Fields};
use super::html;
use super::inline::Line;
use super::notes::Definitions;
use crate::flat::DEEPEST;
use crate::normal::normal;
use crate::rows::table_of;
use crate::{Block, Inline, Loss, Mark, Reading, plain};

/// A story read from Markdown, and what of the file could not be kept as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownIn {
    pub reading: Reading,
    pub losses: Vec<Loss>,
}

/// Reads Markdown, with YAML front matter if it begins with that. Any text is Markdown, so nothing is refused. A
/// heading of level 1 that comes first is the headline, unless the front matter names another.
pub fn from_markdown(text: &str) -> MarkdownIn {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let Fields {
        mut reading,
        body,
        mut losses,
    } = front_matter::read(&text);
    let mut reader = Reader {
        source: body,
        ..Reader::default()
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, place) in Parser::new_ext(body, options).into_offset_iter() {
        reader.take(event, place);
    }
    reader.end_line(Block::Paragraph);
    reader.notes.fill(&mut reader.blocks);
    let left_over = std::mem::take(&mut reader.notes).left_over(&mut reader.losses);
    reader.blocks.extend(left_over);
    if let Some(Block::Heading { text, .. }) = reader.headline.take() {
        if reading.headline.is_empty() {
            reading.headline = text;
        } else if plain(&text) != plain(&reading.headline) {
            reader
                .losses
                .insert(0, Loss::HeadingLevel { from: 1, to: 2 });
            reader.blocks.insert(0, Block::Heading { level: 2, text });
        }
    }
    reading.body.append(&mut reader.blocks);
    losses.append(&mut reader.losses);
    MarkdownIn {
        reading: normal(&reading),
        losses,
    }
}

/// What is open round the place that is being read.
enum Open {
    Quote(Vec<Block>),
    List {
        start: Option<u32>,
        items: Vec<Vec<Block>>,
    },
    Item(Vec<Block>),
    /// The definition of a footnote, with its label.
    Note(String, Vec<Block>),
    /// A container too deep for a story: its blocks join those round it.
    Flattened,
}

#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    headline: Option<Block>,
    blocks: Vec<Block>,
    open: Vec<Open>,
    line: Line,
    /// Literal text of a code or HTML block, or the alternative text of a picture.
    literal: Option<String>,
    /// Pictures within pictures, each with its title; only the outermost counts.
    pictures: Vec<(String, String)>,
    /// The picture of the figure that the open line is the caption of.
    figure: Option<Picture>,
    notes: Definitions,
    /// The rows of the table that is open.
    rows: Option<Vec<Vec<Inline>>>,
    losses: Vec<Loss>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, place: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, place),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) if self.pictures.is_empty() => self.line.code(&text),
            Event::Code(text) => self.text(&text),
            Event::Html(html) => self.literal.get_or_insert_default().push_str(&html),
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Rule => {
                self.end_line(Block::Paragraph);
                self.push(Block::Rule);
            }
            Event::FootnoteReference(label) => self.footnote(&label),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, place: std::ops::Range<usize>) {
        match tag {
            Tag::Emphasis => self.line.open(Mark::Em),
            Tag::Strong => self.line.open(Mark::Strong),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title),
            Tag::Image {
                dest_url, title, ..
            } => {
                self.literal.get_or_insert_default();
                self.pictures
                    .push((dest_url.to_string(), title.to_string()));
            }
            Tag::Strikethrough => {
                let text = self.source[place].trim_matches('~').to_string();
                self.losses.push(Loss::StrikethroughDropped { text });
            }
            Tag::TableCell => {}
            Tag::Table(_) => {
                self.end_line(Block::Paragraph);
                self.rows = Some(Vec::new());
            }
            Tag::TableHead | Tag::TableRow => {
                self.rows.get_or_insert_default().push(Vec::new());
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.end_line(Block::Paragraph);
                self.literal = Some(String::new());
                if let Tag::CodeBlock(kind) = tag {
                    self.losses.push(Loss::CodeBlockAsText {
                        language: language(kind),
                    });
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.end_line(Block::Paragraph);
                self.open.push(Open::Note(label.to_string(), Vec::new()));
            }
            Tag::BlockQuote(_) => self.start_container(Open::Quote(Vec::new()), 1),
            Tag::List(start) => {
                let start = start.map(|start| u32::try_from(start).unwrap_or(u32::MAX));
                self.start_container(
                    Open::List {
                        start,
                        items: Vec::new(),
                    },
                    2,
                );
            }
            Tag::Item if matches!(self.open.last(), Some(Open::List { .. })) => {
                self.start_container(Open::Item(Vec::new()), 0);
            }
            Tag::Item => self.start_container(Open::Flattened, 0),
            _ => self.end_line(Block::Paragraph),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.line.close(&Mark::Em),
            TagEnd::Strong => self.line.close(&Mark::Strong),
            TagEnd::Link => self.line.close(&Mark::Link(String::new())),
            TagEnd::Image => self.end_picture(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::TableCell => {
                let cell = self.line.take();
                if let Some(row) = self.rows.as_mut().and_then(|rows| rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::Table => self.end_table(),
            TagEnd::CodeBlock => {
                let text = self.literal.take().unwrap_or_default();
                self.line.code(text.strip_suffix('\n').unwrap_or(&text));
                self.end_line(Block::Paragraph);
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.end_container();
            }
            TagEnd::Strikethrough => {}
            _ => self.end_line(Block::Paragraph),
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.literal {
            Some(literal) => literal.push_str(text),
            None => self.line.text(text),
        }
    }

    /// A footnote has no footnotes, nor has a cell or the name of a picture.
    fn footnote(&mut self, label: &str) {
        let inside = self
            .open
            .iter()
            .any(|open| matches!(open, Open::Note(_, _)));
        if !inside && self.rows.is_none() && self.literal.is_none() {
            return self.line.note(label);
        }
        self.text(&format!("[{label}]"));
        self.losses.push(Loss::FootnoteAsText {
            label: label.to_string(),
        });
    }

    fn inline_html(&mut self, tag: &str) {
        if html::is_line_break(tag) {
            return self.text("\n");
        }
        if !tag.starts_with("</") && tag != NOTHING {
            self.losses.push(Loss::HtmlAsText {
                html: tag.to_string(),
            });
        }
    }

    fn start_link(&mut self, kind: LinkType, address: &CowStr<'_>, title: &CowStr<'_>) {
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_string(),
        };
        self.line.open(Mark::Link(address));
        if !title.is_empty() {
            self.losses.push(Loss::LinkTitleDropped {
                title: title.to_string(),
            });
        }
    }

    fn end_picture(&mut self) {
        let Some((address, credit)) = self.pictures.pop() else {
            return;
        };
        if self.pictures.is_empty() {
            let alt = self.literal.take().unwrap_or_default();
            let begins = self.line.is_fresh() && self.figure.is_none() && self.rows.is_none();
            if let Some(picture) = figure::named(&address).filter(|_| begins) {
                self.figure = Some(Picture {
                    picture,
                    alt,
                    credit,
                });
                return;
            }
            self.text(&alt);
            self.losses.push(Loss::PictureAsText { alt, address });
        }
    }

    fn end_table(&mut self) {
        let rows = self.rows.take().unwrap_or_default();
        let count = rows.len();
        match table_of(rows) {
            Ok(table) => self.push(table),
            Err(lines) => {
                lines
                    .into_iter()
                    .filter(|line| !line.is_empty())
                    .for_each(|line| self.push(Block::Paragraph(line)));
                self.losses.push(Loss::TableAsText { rows: count });
            }
        }
    }

    fn end_html(&mut self) {
        let html = self.literal.take().unwrap_or_default();
        for text in html::visible_lines(&html) {
            self.line.text(&text);
            self.end_line(Block::Paragraph);
        }
        self.losses.push(Loss::HtmlAsText { html });
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let from = level as u8;
        let first = self.blocks.is_empty() && self.open.is_empty() && self.headline.is_none();
        if from == 1 && first && self.figure.is_none() && !self.line.has_notes() {
            let mut text = self.line.take();
            text.iter_mut()
                .for_each(|run| run.text = run.text.replace('\n', " "));
            self.headline = (!text.is_empty()).then_some(Block::Heading { level: 2, text });
            return;
        }
        let to = from.clamp(2, 4);
        if from != to {
            self.losses.push(Loss::HeadingLevel { from, to });
        }
        self.end_line(|text| Block::Heading { level: to, text });
    }

    /// Ends the line of words that is open, if any, as such a block, or as the caption of its picture.
    fn end_line(&mut self, block: impl FnOnce(crate::Inline) -> Block) {
        if let Some(figure) = self.figure.take() {
            self.line.begin_after_break();
            let caption = self.line.take();
            return self.push(Block::Figure {
                picture: figure.picture,
                caption,
                alt: figure::plain_line(&figure.alt),
                credit: figure::plain_line(&figure.credit),
            });
        }
        let text = self.line.take();
        if !text.is_empty() {
            self.push(block(text));
        }
    }

    fn push(&mut self, block: Block) {
        let place = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Quote(blocks) | Open::Item(blocks) | Open::Note(_, blocks) => Some(blocks),
            Open::List { .. } | Open::Flattened => None,
        });
        place.unwrap_or(&mut self.blocks).push(block);
    }

    /// `levels` is how much deeper the container makes what is in it; an item belongs to its list's two.
    fn start_container(&mut self, container: Open, levels: usize) {
        self.end_line(Block::Paragraph);
        let depth = self
            .open
            .iter()
            .filter(|open| !matches!(open, Open::Flattened))
            .count();
        let fits = depth + levels <= DEEPEST || levels == 0;
        self.open
            .push(if fits { container } else { Open::Flattened });
    }

    fn end_container(&mut self) {
        self.end_line(Block::Paragraph);
        match self.open.pop() {
            Some(Open::Quote(blocks)) => self.push(Block::Quote(blocks)),
            Some(Open::Note(label, blocks)) => {
                self.notes.add(label, &blocks, &mut self.losses);
            }
            Some(Open::Item(blocks)) => {
                if let Some(Open::List { items, .. }) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            Some(Open::List { start: None, items }) => self.push(Block::Bullets(items)),
            Some(Open::List {
                start: Some(start),
                items,
            }) => self.push(Block::Numbers { start, items }),
            Some(Open::Flattened) | None => {}
        }
    }
}

fn language(kind: CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(language) => language.to_string(),
        CodeBlockKind::Indented => String::new(),
    }
}
