//! Reading → canonical bytes.

use minicbor::Encoder;

use crate::normal::normal;
use crate::reading::{Block, CorrectionNote, Credit, Inline, Mark, Reading, Related, Run};

/// The canonical bytes of a story. Readings that differ only in how their runs are split, in empty blocks or in the order of
/// tags have the same.
pub fn canonical(reading: &Reading) -> Vec<u8> {
    let reading = normal(reading);
    let mut story = Map::default();
    story.inline("kicker", &reading.kicker);
    story.inline("headline", &reading.headline);
    story.inline("standfirst", &reading.standfirst);
    story.inline("dateline", &reading.dateline);
    story.list("body", &reading.body, block);
    story.list("credits", &reading.credits, credit);
    story.text("byline", reading.byline.as_deref().unwrap_or_default());
    story.text("section", &reading.section);
    story.text("language", &reading.language);
    story.text("web_address", &reading.web_address);
    story.list("tags", &reading.tags, |cbor, tag| cbor.text(tag));
    story.list("related", &reading.related, related);
    story.list("corrections", &reading.corrections, correction);
    let mut cbor = Cbor::default();
    story.close(&mut cbor);
    cbor.into_bytes()
}

/// CBOR into memory, which cannot fail.
struct Cbor(Encoder<Vec<u8>>);

const MEMORY: &str = "writing into memory cannot fail";

impl Default for Cbor {
    fn default() -> Self {
        Cbor(Encoder::new(Vec::new()))
    }
}

impl Cbor {
    fn text(&mut self, text: &str) {
        self.0.str(text).expect(MEMORY);
    }

    fn number(&mut self, number: u32) {
        self.0.u32(number).expect(MEMORY);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.bytes(bytes).expect(MEMORY);
    }

    fn array<T>(&mut self, items: &[T], item: impl Fn(&mut Cbor, &T)) {
        self.begin_array(items.len());
        items.iter().for_each(|each| item(self, each));
    }

    fn begin_array(&mut self, length: usize) {
        self.0.array(length as u64).expect(MEMORY);
    }

    fn into_bytes(self) -> Vec<u8> {
        self.0.into_writer()
    }
}

/// A map whose entries may be given in any order; defaults are left out.
#[derive(Default)]
struct Map(Vec<(Vec<u8>, Vec<u8>)>);

impl Map {
    fn put(&mut self, key: &str, write: impl FnOnce(&mut Cbor)) {
        let (mut name, mut value) = (Cbor::default(), Cbor::default());
        name.text(key);
        write(&mut value);
        self.0.push((name.into_bytes(), value.into_bytes()));
    }

    fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.put(key, |cbor| cbor.text(text));
        }
    }

    fn list<T>(&mut self, key: &str, items: &[T], item: impl Fn(&mut Cbor, &T)) {
        if !items.is_empty() {
            self.put(key, |cbor| cbor.array(items, item));
        }
    }

    fn inline(&mut self, key: &str, line: &Inline) {
        self.list(key, line, run);
    }

    /// Keys stand in the bytewise order of their encoded form.
    fn close(mut self, into: &mut Cbor) {
        self.0.sort();
        into.0.map(self.0.len() as u64).expect(MEMORY);
        for (key, value) in self.0 {
            into.0.writer_mut().extend(key);
            into.0.writer_mut().extend(value);
        }
    }
}

fn run(cbor: &mut Cbor, run: &Run) {
    if let Some(note) = run.note() {
        let mut map = Map::default();
        map.put("note", |cbor| cbor.array(note, self::run));
        return map.close(cbor);
    }
    cbor.begin_array(if run.marks.is_empty() { 1 } else { 2 });
    cbor.text(&run.text);
    if !run.marks.is_empty() {
        cbor.array(&run.marks, mark);
    }
}

fn mark(cbor: &mut Cbor, mark: &Mark) {
    match mark {
        Mark::Link(href) => {
            cbor.begin_array(2);
            cbor.text(mark.name());
            cbor.text(href);
        }
        // A footnote is a map in place of a run and comes by here never.
        Mark::Code | Mark::Em | Mark::Note(_) | Mark::Strong => cbor.text(mark.name()),
    }
}

fn block(cbor: &mut Cbor, block: &Block) {
    let mut map = Map::default();
    match block {
        Block::Paragraph(text) => {
            map.text("t", "p");
            map.inline("x", text);
        }
        Block::Heading { level, text } => {
            map.text("t", "h");
            map.put("level", |cbor| cbor.number(u32::from(*level)));
            map.inline("x", text);
        }
        Block::Bullets(list) => {
            map.text("t", "ul");
            map.list("items", list, |cbor, item| cbor.array(item, self::block));
        }
        Block::Numbers { start, items } => {
            map.text("t", "ol");
            if *start != 1 {
                map.put("start", |cbor| cbor.number(*start));
            }
            map.list("items", items, |cbor, item| cbor.array(item, self::block));
        }
        Block::Quote(blocks) => {
            map.text("t", "quote");
            map.list("blocks", blocks, self::block);
        }
        Block::PullQuote { text, by } => {
            map.text("t", "pull");
            map.inline("x", text);
            map.inline("by", by);
        }
        Block::Figure {
            picture,
            caption,
            alt,
            credit,
        } => {
            map.text("t", "fig");
            map.put("asset", |cbor| cbor.bytes(&picture.0));
            map.inline("x", caption);
            map.inline("alt", alt);
            map.inline("credit", credit);
        }
        Block::Table { head, rows } => {
            map.text("t", "table");
            map.list("head", head, cell);
            map.list("rows", rows, |cbor, row| cbor.array(row, cell));
        }
        Block::Rule => map.text("t", "hr"),
    }
    map.close(cbor);
}

fn cell(cbor: &mut Cbor, cell: &Inline) {
    cbor.array(cell, run);
}

fn credit(cbor: &mut Cbor, credit: &Credit) {
    let mut map = Map::default();
    map.text("name", &credit.name);
    map.text("role", &credit.role);
    map.text("place", &credit.place);
    map.text("slug", &credit.slug);
    map.text("bio", &credit.bio);
    map.text("outlet", &credit.outlet);
    map.text("title", &credit.title);
    if let Some(photo) = &credit.photo {
        map.put("photo", |cbor| cbor.bytes(photo));
    }
    map.close(cbor);
}

fn related(cbor: &mut Cbor, related: &Related) {
    let mut map = Map::default();
    map.text("headline", &related.headline);
    map.text("web_address", &related.web_address);
    map.close(cbor);
}

fn correction(cbor: &mut Cbor, note: &CorrectionNote) {
    let mut map = Map::default();
    map.text("class", &note.class);
    map.text("text", &note.text);
    map.text("at", &note.at);
    map.close(cbor);
}
