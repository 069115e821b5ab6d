//! HTML as a row of events in which every block that opens also closes, and all words carry their dress.
//!
//! Tags may cross, be missing or be ten thousand deep, as clipboards and web pages have them; the time this takes grows
//! with the length of the text only. A full HTML parser is exact about broken tables and quadratic about broken depth;
//! for words in order the few rules here are enough, and tests hold them against such a parser.
//!
//! Not here: what the events become (`read`), and Word's lists (`word`).

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::dress::{Attributes, Dress, Fate};
use super::names::{Standing, goes_on, heading, is_list, is_wall, standing};
use super::word::Listed;

/// One step through the page.
#[derive(Debug, Clone)]
pub(super) enum Event {
    Open(Opened),
    Close,
    Text(String, Rc<Dress>),
    Break(Rc<Dress>),
    Rule(Rc<Dress>),
    /// A picture, film or frame, with its address.
    Picture(String, Rc<Dress>),
}

/// A block that opens here.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub(super) name: LocalName,
    pub(super) start: Option<u32>,
    pub(super) value: Option<u32>,
    /// The level of a heading, by its name or by Word's outline.
    pub(super) heading: Option<u8>,
    /// The level that Word gives a paragraph in a list.
    pub(super) list_level: Option<u8>,
    /// Which item of a list a paragraph of Word is.
    pub(super) listed: Option<Listed>,
    /// A table that holds data, not the layout of a page.
    pub(super) is_data: bool,
    /// A cell that stands where several would, or a table that has one.
    pub(super) is_merged: bool,
    pub(super) is_shown: bool,
}

/// The page, and the title that its head gives it.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) events: Vec<Event>,
    pub(super) title: String,
}

/// Reads HTML. Nothing is fetched, and any text is some HTML.
pub(super) fn page(html: &str) -> Page {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // The sink never asks for a pause, so one call reads all.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut builder = tokenizer.sink.0.into_inner();
    builder.close_to(0);
    builder.page
}

/// How far above its start tag an end tag of a phrase looks; dress deeper than this stays on.
const CROSSED: usize = 256;
const LISTS: [&str; 4] = ["ul", "ol", "menu", "dir"];
/// How many phrases go on after a block that closed over them.
const GOING_ON: usize = 16;

#[derive(Default)]
struct Sink(RefCell<Builder>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return builder.start(&tag),
            Token::TagToken(tag) => builder.end(&tag.name),
            Token::CharacterTokens(text) => builder.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

struct Entry {
    name: LocalName,
    attributes: Attributes,
    dress: Rc<Dress>,
    is_block: bool,
    /// Ended while others in it were still open.
    has_ended: bool,
    /// The nearest wall at or under this entry, counted from 1; 0 is none.
    wall: usize,
    /// The same for blocks other than divisions and paragraphs.
    block: usize,
}

#[derive(Default)]
struct Builder {
    page: Page,
    open: Vec<Entry>,
    /// Where each name is open, innermost last.
    places: HashMap<LocalName, Vec<usize>>,
    plain: Rc<Dress>,
    titles: usize,
}

impl Builder {
    fn dress(&self) -> Rc<Dress> {
        let top = self.open.last();
        Rc::clone(top.map_or(&self.plain, |entry| &entry.dress))
    }

    fn text(&mut self, text: &str) {
        let dress = self.dress();
        let is_title = self.open.last().is_some_and(|top| &*top.name == "title");
        if is_title && self.titles == 1 {
            self.page.title.push_str(text);
        }
        if dress.fate == Fate::Unseen {
            return;
        }
        match self.page.events.last_mut() {
            Some(Event::Text(last, same)) if Rc::ptr_eq(same, &dress) => last.push_str(text),
            _ => self.page.events.push(Event::Text(text.to_owned(), dress)),
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let mut attributes = Attributes::default();
        for attribute in &tag.attrs {
            attributes.set(&attribute.name.local, &attribute.value);
        }
        let name = &*tag.name;
        let block = match standing(name) {
            Standing::Page => return TokenSinkResult::Continue,
            Standing::Void => {
                self.void(name, attributes);
                return TokenSinkResult::Continue;
            }
            Standing::Block => true,
            Standing::Phrase => is_shown_as_block(&attributes),
        };
        if tag.self_closing && (name == "svg" || self.dress().fate == Fate::OfAPicture) {
            return TokenSinkResult::Continue;
        }
        if standing(name) == Standing::Block {
            self.end_implied(name);
        }
        match name {
            "a" => self.end(&tag.name),
            "title" => self.titles += 1,
            // A part of a table that is in none begins nothing.
            "caption" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
                if self.place("table").is_none() =>
            {
                return TokenSinkResult::Continue;
            }
            _ => {}
        }
        self.push(tag.name.clone(), attributes, block);
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn void(&mut self, name: &str, attributes: Attributes) {
        let dress = self.dress();
        let hidden = dress.with(name, &attributes).fate == Fate::Unseen;
        let event = match name {
            _ if hidden => return,
            // The browser adds it where a copied stretch ends.
            "br" if attributes.has_class("Apple-interchange-newline") => return,
            "br" => Event::Break(dress),
            "hr" => {
                self.end_implied("hr");
                Event::Rule(self.dress())
            }
            "img" | "image" | "embed" => Event::Picture(attributes.src, dress),
            _ => return,
        };
        self.page.events.push(event);
    }

    /// Closes what a block that begins here ends without a tag of its own.
    fn end_implied(&mut self, name: &str) {
        match name {
            "li" => self.close_innermost(&["li"]),
            "dd" | "dt" => self.close_innermost(&["dd", "dt"]),
            "td" | "th" => self.end_cell(),
            "tr" => {
                self.end_cell();
                self.close_within("tr", &["table"]);
            }
            "tbody" | "thead" | "tfoot" => {
                self.end_cell();
                for part in ["tr", "tbody", "thead", "tfoot"] {
                    self.close_within(part, &["table"]);
                }
            }
            "caption" => return,
            _ => {}
        }
        self.close_within("p", &[]);
        if heading(name).is_some()
            && let Some(top) = self.open.last()
            && heading(&top.name).is_some()
        {
            self.close_to(self.open.len() - 1);
        }
    }

    /// Closes the innermost block if it has one of these names; divisions and paragraphs in it do not count.
    fn close_innermost(&mut self, names: &[&str]) {
        let block = self.open.last().map_or(0, |top| top.block);
        if let Some(at) = block.checked_sub(1)
            && names.contains(&&*self.open[at].name)
        {
            self.close_to(at);
        }
    }

    fn end_cell(&mut self) {
        let table = self.place("table");
        for cell in ["td", "th", "caption"] {
            if let Some(at) = self.place(cell).filter(|at| Some(*at) > table) {
                self.close_to(at);
            }
        }
    }

    /// Closes the innermost element of this name unless one of `limits` or a wall stands between.
    fn close_within(&mut self, name: &str, limits: &[&str]) {
        let Some(at) = self.place(name) else { return };
        let limited = limits.iter().any(|limit| self.place(limit) > Some(at));
        if !limited && at >= self.wall() {
            self.close_to(at);
        }
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.places.get(&LocalName::from(name))?.last().copied()
    }

    /// How many entries stand at or below the innermost wall.
    fn wall(&self) -> usize {
        self.open.last().map_or(0, |top| top.wall)
    }

    fn end(&mut self, name: &LocalName) {
        match &**name {
            "br" => return self.page.events.push(Event::Break(self.dress())),
            // An end without a beginning still ends the line.
            "p" if self.place("p").is_none() => {
                self.push(name.clone(), Attributes::default(), true);
            }
            _ => {}
        }
        let Some(at) = self
            .places
            .get(name)
            .and_then(|places| places.last())
            .copied()
        else {
            return;
        };
        // An item ends only in its own list.
        if &**name == "li" && LISTS.iter().any(|list| self.place(list) > Some(at)) {
            return;
        }
        if self.open[at].is_block || is_wall(name) {
            let reachable = at + 1 >= self.wall();
            let beyond = matches!(&**name, "tr" | "tbody" | "thead" | "tfoot")
                && self.place("table") < Some(at);
            if reachable || beyond || (&**name == "table") {
                self.close_to(at);
            }
        } else if self.open.len() - at <= CROSSED {
            self.end_phrase(at);
        }
    }

    /// Takes a phrase's dress off whatever is still open in it.
    fn end_phrase(&mut self, at: usize) {
        if at + 1 == self.open.len() {
            return self.close_to(at);
        }
        self.open[at].has_ended = true;
        let name = self.open[at].name.clone();
        if let Some(places) = self.places.get_mut(&name) {
            places.pop();
        }
        let under = at.checked_sub(1).map(|under| &self.open[under].dress);
        let mut dress = Rc::clone(under.unwrap_or(&self.plain));
        for entry in &mut self.open[at..] {
            if !entry.has_ended {
                dress = Rc::new(dress.with(&entry.name, &entry.attributes));
            }
            entry.dress = Rc::clone(&dress);
        }
    }

    fn push(&mut self, name: LocalName, attributes: Attributes, is_block: bool) {
        let before = self.dress();
        let dress = Rc::new(before.with(&name, &attributes));
        if is_block {
            let opened = opened(&name, &attributes, dress.fate == Fate::Shown);
            self.page.events.push(Event::Open(opened));
        }
        if dress.fate == Fate::OfAPicture && before.fate == Fate::Shown {
            let picture = Event::Picture(attributes.src.clone(), before);
            self.page.events.push(picture);
        }
        let depth = self.open.len();
        self.places.entry(name.clone()).or_default().push(depth);
        let is_firm =
            standing(&name) == Standing::Block && !matches!(&*name, "p" | "div" | "address");
        let block = match self.open.last() {
            _ if is_firm || is_wall(&name) => depth + 1,
            top => top.map_or(0, |top| top.block),
        };
        let wall = if is_wall(&name) {
            depth + 1
        } else {
            self.wall()
        };
        self.open.push(Entry {
            name,
            attributes,
            dress,
            is_block,
            has_ended: false,
            wall,
            block,
        });
    }

    /// Closes everything down to this depth. Phrases that a block closed over go on behind it.
    fn close_to(&mut self, depth: usize) {
        let mut going_on = Vec::new();
        let mut over_a_block = false;
        let mut over_a_wall = false;
        while self.open.len() > depth {
            let Some(entry) = self.open.pop() else { break };
            if entry.is_block {
                self.page.events.push(Event::Close);
                over_a_block = true;
            }
            over_a_wall |= is_wall(&entry.name);
            if over_a_wall {
                going_on.clear();
            }
            if entry.has_ended {
                continue;
            }
            if let Some(places) = self.places.get_mut(&entry.name) {
                places.pop();
            }
            if !entry.is_block && goes_on(&entry.name) && going_on.len() < GOING_ON {
                going_on.push((entry.name, entry.attributes));
            }
        }
        if over_a_block && (depth > 0 || !going_on.is_empty()) {
            for (name, attributes) in going_on.into_iter().rev() {
                self.push(name, attributes, false);
            }
        }
    }
}

fn opened(name: &LocalName, attributes: &Attributes, is_shown: bool) -> Opened {
    let mut outline = None;
    let mut list_level = None;
    for (property, value) in attributes.declarations() {
        match property.as_str() {
            "mso-outline-level" => outline = value.parse().ok(),
            "mso-list" => {
                let level = value.split(' ').find_map(|word| word.strip_prefix("level"));
                list_level = level.and_then(|level| level.parse().ok());
            }
            _ => {}
        }
    }
    let is_paragraph = &**name == "p";
    Opened {
        name: name.clone(),
        start: attributes.start.filter(|_| is_list(name)),
        value: attributes.value,
        heading: heading(name).or(outline.filter(|level| is_paragraph && *level <= 6)),
        list_level: list_level.filter(|_| is_paragraph),
        listed: None,
        is_data: false,
        is_merged: attributes.spans,
        is_shown,
    }
}

/// Whether a style makes a block of a phrase.
fn is_shown_as_block(attributes: &Attributes) -> bool {
    attributes.declarations().any(|(property, value)| {
        property == "display"
            && matches!(
                value.as_str(),
                "block" | "flex" | "grid" | "list-item" | "table" | "table-row" | "flow-root"
            )
    })
}
