//! Events of a page become blocks; what a story has no form for loses its dress and keeps its words.
//!
//! Not here: how tags pair up (`tree`), what is seen (`dress`), how spaces collapse (`line`).

use std::rc::Rc;

use super::cells::Cells;
use super::dress::{Dress, Fate};
use super::line::{Line, is_shown, raised};
use super::names::is_list;
use super::tree::{Event, Opened};
use super::word::{self, Listed};
use crate::flat::DEEPEST;
use crate::words::{plain, words_in};
use crate::{Block, Inline, Loss};

/// More words than any pull quote has.
const LONGEST_PULL_QUOTE: usize = 60;
/// More letters than the label of any note has.
const LONGEST_LABEL: usize = 5;

/// What the events became.
#[derive(Default)]
pub(super) struct Blocks {
    /// The first heading of level 1, where it was asked for.
    pub(super) headline: Option<Inline>,
    pub(super) blocks: Vec<Block>,
    pub(super) losses: Vec<Loss>,
}

/// Reads the events; `takes_headline` when the first heading of level 1 is the headline and not part of the body.
pub(super) fn blocks(events: &[Event], takes_headline: bool) -> Blocks {
    let mut reader = Reader {
        takes_headline,
        ..Reader::default()
    };
    for event in events {
        reader.take(event);
    }
    reader.end_line();
    reader.end_word_list();
    reader.tell_left_out();
    reader.done
}

/// A container that is open round the place that is being read.
enum Frame {
    Quote(Vec<Block>),
    List {
        start: Option<u32>,
        items: Vec<Vec<Block>>,
    },
    Item(Vec<Block>),
    /// A pull quote, when it turns out to be plain.
    Aside(Vec<Block>),
    Figure(Vec<Block>),
}

/// What the end of a block ends here.
enum Closer {
    Line,
    Frame,
    Heading,
    Row,
    Table,
    /// A block in a row of a table of data.
    InRow,
}

#[derive(Default)]
struct Reader {
    done: Blocks,
    takes_headline: bool,
    frames: Vec<Frame>,
    closers: Vec<Closer>,
    line: Line,
    headings: Vec<u8>,
    listed: Option<Listed>,
    /// Nothing of that item has been read yet.
    begins_item: bool,
    /// Items of a list of Word that may go on.
    word_list: Vec<(Listed, Vec<Block>)>,
    /// The table of data that is open.
    table: Option<Cells>,
    is_in_row: bool,
    /// Words that are not in the story, and why.
    left_out: Option<(Fate, String)>,
    dropped_link: Option<Rc<str>>,
    has_lost_colour: bool,
}

impl Reader {
    fn take(&mut self, event: &Event) {
        match event {
            Event::Text(text, dress) if is_shown(dress) => self.text(text, dress),
            Event::Text(text, dress) => self.leave_out(text, dress.fate),
            Event::Open(opened) => self.open(opened),
            Event::Close => self.close(),
            Event::Break(dress) if is_shown(dress) => {
                if self.is_in_row {
                    return self.line.gap();
                }
                let link = self.line_link(dress);
                self.line.line_break(dress, link.as_deref());
            }
            Event::Rule(dress) if is_shown(dress) && !dress.among_notes => {
                self.end_line();
                self.push(Block::Rule);
            }
            Event::Rule(_) => self.end_line(),
            Event::Picture(address, dress) if dress.fate == Fate::Shown => {
                self.done.losses.push(Loss::PictureLeftOut {
                    address: address.clone(),
                });
            }
            Event::Break(_) | Event::Picture(..) => {}
        }
    }

    fn text(&mut self, text: &str, dress: &Dress) {
        let is_blank = text.trim().is_empty();
        if !is_blank {
            self.tell_left_out();
            self.tell_lost_dress(text, dress);
        }
        let link = self.line_link(dress);
        match is_reference(dress) {
            true if !is_blank => self.reference(text, dress),
            _ if dress.raised => {
                let words = raised(text).unwrap_or_else(|| text.to_owned());
                self.line.text(&words, dress, link.as_deref());
            }
            _ => self.line.text(text, dress, link.as_deref()),
        }
    }

    /// A reference to a note, as its label in brackets: a number at the end of a word would be read as part of it.
    fn reference(&mut self, text: &str, dress: &Dress) {
        let label = text.trim().trim_matches(['[', ']']);
        let is_label = !label.is_empty()
            && label.chars().count() <= LONGEST_LABEL
            && label.chars().all(char::is_alphanumeric);
        if !is_label {
            return self.line.text(text, dress, None);
        }
        if !dress.among_notes {
            self.done.losses.push(Loss::FootnoteAsText {
                label: label.to_owned(),
            });
        }
        if text.contains('[') || self.line.last() == Some('[') {
            return self.line.text(text, dress, None);
        }
        self.line
            .text(&text.replacen(label, &format!("[{label}]"), 1), dress, None);
    }

    /// The address that words in this dress lead to, when it is one that a story may have.
    fn line_link(&self, dress: &Dress) -> Option<String> {
        let link = dress.link.as_ref()?;
        safe_address(link).filter(|_| !is_reference(dress))
    }

    fn tell_lost_dress(&mut self, text: &str, dress: &Dress) {
        if let Some(link) = &dress.link
            && !is_reference(dress)
            && safe_address(link).is_none()
            && !self
                .dropped_link
                .as_ref()
                .is_some_and(|last| Rc::ptr_eq(last, link))
        {
            self.dropped_link = Some(Rc::clone(link));
            let address = link.chars().take(200).collect();
            self.done.losses.push(Loss::LinkDropped { address });
        }
        if dress.struck {
            let text = text.to_owned();
            self.done.losses.push(Loss::StrikethroughDropped { text });
        }
        if dress.coloured && dress.link.is_none() && !self.has_lost_colour {
            self.has_lost_colour = true;
            self.done.losses.push(Loss::ColoursDropped);
        }
    }

    fn leave_out(&mut self, text: &str, fate: Fate) {
        match &mut self.left_out {
            Some((same, words)) if *same == fate => {
                words.push(' ');
                words.push_str(text);
            }
            _ => {
                self.tell_left_out();
                self.left_out = Some((fate, text.to_owned()));
            }
        }
    }

    fn tell_left_out(&mut self) {
        let Some((fate, text)) = self.left_out.take() else {
            return;
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let loss = match fate {
            _ if text.is_empty() => return,
            Fate::OfThePage => Loss::PageLineDropped { text },
            Fate::Comment => Loss::CommentLeftOut { text },
            Fate::Deleted => Loss::DeletionLeftOut { text },
            Fate::Shown | Fate::Unseen | Fate::OfAPicture => return,
        };
        self.done.losses.push(loss);
    }

    fn open(&mut self, opened: &Opened) {
        let name = &*opened.name;
        self.tell_left_out();
        if self.is_in_row {
            match name {
                "td" | "th" if opened.is_shown => self.begin_cell(),
                _ => self.line.gap(),
            }
            return self.closers.push(Closer::InRow);
        }
        self.end_line();
        let closer = match name {
            _ if !opened.is_shown => Closer::Line,
            "blockquote" => self.frame(Frame::Quote(Vec::new()), 1),
            "li" => self.open_item(opened.value),
            "aside" if self.frames.is_empty() => self.frame(Frame::Aside(Vec::new()), 1),
            "figure" if self.frames.is_empty() => self.frame(Frame::Figure(Vec::new()), 1),
            "table" if opened.is_data => {
                self.table = Some(Cells::new(opened.is_merged));
                Closer::Table
            }
            "tr" if self.table.is_some() => {
                self.is_in_row = true;
                self.table.iter_mut().for_each(Cells::begin_row);
                Closer::Row
            }
            "pre" => {
                let language = String::new();
                self.done.losses.push(Loss::CodeBlockAsText { language });
                Closer::Line
            }
            name if is_list(name) => {
                let start = (name == "ol").then_some(opened.start.unwrap_or(1));
                let items = Vec::new();
                self.frame(Frame::List { start, items }, 2)
            }
            _ => match opened.heading {
                Some(level) => {
                    self.headings.push(level);
                    Closer::Heading
                }
                None => Closer::Line,
            },
        };
        if matches!(closer, Closer::Line) {
            self.listed = opened.listed;
            self.begins_item = true;
        }
        self.closers.push(closer);
    }

    /// The words of the open line; none where it is blank.
    fn words(&mut self) -> Vec<Inline> {
        let blank = self.line.is_blank();
        let lines = self.line.take();
        lines.into_iter().filter(|_| !blank).collect()
    }

    fn begin_cell(&mut self) {
        let before = self.words();
        if let Some(table) = &mut self.table {
            table.begin_cell(before);
        }
    }

    fn end_table(&mut self) {
        let (became, rows) = self.table.take().unwrap_or_default().finish();
        match became {
            Ok(table) => self.push(table),
            Err(lines) => {
                let lines = lines.into_iter().filter(|line| !line.is_empty());
                lines.for_each(|line| self.push(Block::Paragraph(line)));
                self.done.losses.push(Loss::TableAsText { rows });
            }
        }
    }

    fn open_item(&mut self, value: Option<u32>) -> Closer {
        match self.frames.last_mut() {
            Some(Frame::List { start, items }) => {
                if let (Some(start), Some(value)) = (start, value)
                    && items.is_empty()
                {
                    *start = value;
                }
                self.frame(Frame::Item(Vec::new()), 0)
            }
            _ => Closer::Line,
        }
    }

    /// Opens a container unless it would be deeper than a story goes; then its blocks join those round it.
    fn frame(&mut self, frame: Frame, levels: usize) -> Closer {
        self.end_word_list();
        if self.frames.len() + levels > DEEPEST && levels > 0 {
            return Closer::Line;
        }
        self.frames.push(frame);
        Closer::Frame
    }

    fn close(&mut self) {
        self.tell_left_out();
        match self.closers.pop() {
            Some(Closer::InRow) => self.line.gap(),
            Some(Closer::Row) => {
                let words = self.words();
                self.table
                    .iter_mut()
                    .for_each(|table| table.fill(words.clone()));
                self.is_in_row = false;
            }
            Some(Closer::Table) => {
                self.end_line();
                self.end_table();
            }
            Some(Closer::Heading) => {
                self.end_line();
                self.headings.pop();
            }
            Some(Closer::Frame) => {
                self.end_line();
                self.end_word_list();
                self.end_frame();
            }
            Some(Closer::Line) | None => {
                self.end_line();
                self.listed = None;
            }
        }
    }

    fn end_frame(&mut self) {
        match self.frames.pop() {
            Some(Frame::Quote(blocks)) => self.push(Block::Quote(blocks)),
            Some(Frame::Item(blocks)) => {
                if let Some(Frame::List { items, .. }) = self.frames.last_mut() {
                    items.push(blocks);
                }
            }
            Some(Frame::List { start: None, items }) => self.push(Block::Bullets(items)),
            Some(Frame::List {
                start: Some(start),
                items,
            }) => self.push(Block::Numbers { start, items }),
            Some(Frame::Aside(blocks)) => match plain_line(&blocks) {
                Some(line) => self.push(Block::PullQuote {
                    text: line,
                    by: Inline::new(),
                }),
                None => blocks.into_iter().for_each(|block| self.push(block)),
            },
            Some(Frame::Figure(blocks)) => {
                let quoted = match blocks.as_slice() {
                    [Block::Quote(quoted)] => plain_line(quoted),
                    _ => None,
                };
                match quoted {
                    Some(line) => self.push(Block::PullQuote {
                        text: line,
                        by: Inline::new(),
                    }),
                    None => blocks.into_iter().for_each(|block| self.push(block)),
                }
            }
            None => {}
        }
    }

    /// Ends the line of words that is open, if any.
    fn end_line(&mut self) {
        if self.line.is_blank() {
            // Spaces at the ends of a line are not seen.
            self.line = Line::default();
            return;
        }
        let lines = self.line.take();
        let table = self.table.as_mut();
        if table.is_some_and(|table| table.between_rows(&lines)) {
            return;
        }
        if let Some(listed) = self.listed {
            let blocks = lines.into_iter().map(Block::Paragraph);
            match self.word_list.last_mut() {
                Some((_, item)) if !self.begins_item => item.extend(blocks),
                _ => self.word_list.push((listed, blocks.collect())),
            }
            self.begins_item = false;
            return;
        }
        for line in lines {
            match self.headings.last() {
                Some(1) if self.takes_headline && self.done.headline.is_none() => {
                    self.done.headline = Some(as_one_line(line));
                }
                Some(&from) => {
                    let to = from.clamp(2, 4);
                    if from != to {
                        self.done.losses.push(Loss::HeadingLevel { from, to });
                    }
                    self.push(Block::Heading {
                        level: to,
                        text: line,
                    });
                }
                None => self.push(Block::Paragraph(line)),
            }
        }
    }

    fn end_word_list(&mut self) {
        let items = std::mem::take(&mut self.word_list);
        for list in word::lists(items) {
            self.put(list);
        }
    }

    fn push(&mut self, block: Block) {
        self.end_word_list();
        self.put(block);
    }

    fn put(&mut self, block: Block) {
        match self.frames.last_mut() {
            Some(
                Frame::Quote(blocks)
                | Frame::Item(blocks)
                | Frame::Aside(blocks)
                | Frame::Figure(blocks),
            ) => blocks.push(block),
            // A list that stands in a list between two items belongs to the item before it.
            Some(Frame::List { items, .. }) => match items.last_mut() {
                Some(item) => item.push(block),
                None => items.push(vec![block]),
            },
            None => self.done.blocks.push(block),
        }
    }
}

/// Whether the words are the mark of a note.
fn is_reference(dress: &Dress) -> bool {
    let leads_to_note = dress.link.as_ref().is_some_and(|link| {
        let place = link.split_once('#').map_or("", |(_, place)| place);
        link.starts_with('#')
            || ["cite_note", "fn", "ftn", "footnote", "note"]
                .iter()
                .any(|name| place.starts_with(name))
    });
    dress.note || (dress.raised && leads_to_note)
}

/// An address that a reader of the story could follow: one that a page's own place gives no meaning to.
fn safe_address(link: &str) -> Option<String> {
    let address: String = link
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let address = address.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let lower = address.to_ascii_lowercase();
    let rest = ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .find_map(|scheme| lower.strip_prefix(scheme))?;
    let is_clean = !address.contains(|c: char| c.is_control());
    (!rest.is_empty() && is_clean).then(|| address.to_owned())
}

/// The one paragraph that this is, when it could be a pull quote.
fn plain_line(blocks: &[Block]) -> Option<Inline> {
    match blocks {
        [Block::Paragraph(line)] => {
            let text = plain(line);
            let is_short = words_in(&text).count() <= LONGEST_PULL_QUOTE;
            (is_short && !text.contains('\n')).then(|| line.clone())
        }
        _ => None,
    }
}

fn as_one_line(mut line: Inline) -> Inline {
    for run in &mut line {
        run.text = run.text.replace('\n', " ");
    }
    line
}
