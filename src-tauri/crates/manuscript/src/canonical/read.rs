//! Canonical bytes → reading.
//!
//! The reader takes any CBOR of the right shape and then asks whether the writer would have written these very bytes:
//! so there is one statement of what canonical means, and it is the writer's.

use minicbor::Decoder;
use minicbor::decode::Error as Cbor;

use super::write::canonical;
use crate::error::{Error, Result};
use crate::flat::DEEPEST;
use crate::picture::PictureHash;
use crate::reading::{Block, CorrectionNote, Credit, Inline, Mark, Reading, Related, Run};

/// Reads what [`canonical`] wrote.
///
/// # Errors
/// `NotCanonical` for any other bytes.
pub fn from_canonical(bytes: &[u8]) -> Result<Reading> {
    let mut from = Decoder::new(bytes);
    let reading = story(&mut from).map_err(|_| Error::NotCanonical {
        at: from.position(),
    })?;
    let again = canonical(&reading);
    if again == bytes {
        return Ok(reading);
    }
    let at = again.iter().zip(bytes).take_while(|(a, b)| a == b).count();
    Err(Error::NotCanonical { at })
}

type Read<T> = std::result::Result<T, Cbor>;

fn story(from: &mut Decoder<'_>) -> Read<Reading> {
    let mut reading = Reading::default();
    map(from, |from, key| {
        match key {
            "kicker" => reading.kicker = inline(from)?,
            "headline" => reading.headline = inline(from)?,
            "standfirst" => reading.standfirst = inline(from)?,
            "dateline" => reading.dateline = inline(from)?,
            "body" => reading.body = blocks(from, 0)?,
            "credits" => reading.credits = list(from, credit)?,
            "byline" => reading.byline = Some(text(from)?),
            "section" => reading.section = text(from)?,
            "language" => reading.language = text(from)?,
            "web_address" => reading.web_address = text(from)?,
            "tags" => reading.tags = list(from, text)?,
            "related" => reading.related = list(from, related)?,
            "corrections" => reading.corrections = list(from, correction)?,
            _ => return Err(Cbor::message("unknown field")),
        }
        Ok(())
    })?;
    Ok(reading)
}

fn map(
    from: &mut Decoder<'_>,
    mut entry: impl FnMut(&mut Decoder<'_>, &str) -> Read<()>,
) -> Read<()> {
    for _ in 0..length(from.map()?)? {
        let key = from.str()?;
        entry(from, key)?;
    }
    Ok(())
}

fn list<T>(from: &mut Decoder<'_>, item: impl Fn(&mut Decoder<'_>) -> Read<T>) -> Read<Vec<T>> {
    (0..length(from.array()?)?).map(|_| item(from)).collect()
}

fn length(stated: Option<u64>) -> Read<u64> {
    stated.ok_or_else(|| Cbor::message("no length stated"))
}

fn text(from: &mut Decoder<'_>) -> Read<String> {
    Ok(from.str()?.to_owned())
}

fn inline(from: &mut Decoder<'_>) -> Read<Inline> {
    runs(from, true)
}

/// A cell has no footnotes.
fn cell(from: &mut Decoder<'_>) -> Read<Inline> {
    runs(from, false)
}

/// `notes` is whether footnotes may stand here; there are none in a footnote.
fn runs(from: &mut Decoder<'_>, notes: bool) -> Read<Inline> {
    list(from, |from| {
        if notes && from.datatype()? == minicbor::data::Type::Map {
            return note(from);
        }
        let parts = length(from.array()?)?;
        let text = text(from)?;
        let marks = match parts {
            1 => Vec::new(),
            2 => list(from, mark)?,
            _ => return Err(Cbor::message("a run has one or two parts")),
        };
        Ok(Run { text, marks })
    })
}

fn note(from: &mut Decoder<'_>) -> Read<Run> {
    let mut text = Inline::new();
    map(from, |from, key| {
        match key {
            "note" => text = runs(from, false)?,
            _ => return Err(Cbor::message("unknown object in a line")),
        }
        Ok(())
    })?;
    Ok(Run::of_note(text))
}

fn mark(from: &mut Decoder<'_>) -> Read<Mark> {
    if from.datatype()? == minicbor::data::Type::Array {
        return match (length(from.array()?)?, from.str()?) {
            (2, "link") => Ok(Mark::Link(text(from)?)),
            _ => Err(Cbor::message("unknown mark")),
        };
    }
    match from.str()? {
        "code" => Ok(Mark::Code),
        "em" => Ok(Mark::Em),
        "strong" => Ok(Mark::Strong),
        _ => Err(Cbor::message("unknown mark")),
    }
}

fn blocks(from: &mut Decoder<'_>, depth: usize) -> Read<Vec<Block>> {
    if depth > DEEPEST {
        return Err(Cbor::message("nested too deep"));
    }
    list(from, |from| block(from, depth))
}

#[derive(Default)]
struct Parts {
    level: u8,
    start: Option<u32>,
    text: Inline,
    by: Inline,
    picture: Option<[u8; 32]>,
    alt: Inline,
    credit: Inline,
    head: Vec<Inline>,
    rows: Vec<Vec<Inline>>,
    items: Vec<Vec<Block>>,
    blocks: Vec<Block>,
}

/// In canonical order `t`, the shortest key, may stand after `x` only: so the parts are gathered first.
fn block(from: &mut Decoder<'_>, depth: usize) -> Read<Block> {
    let mut kind = String::new();
    let mut parts = Parts::default();
    map(from, |from, key| {
        match key {
            "t" => kind = text(from)?,
            "x" => parts.text = inline(from)?,
            "by" => parts.by = inline(from)?,
            "asset" => parts.picture = Some(hash(from)?),
            "alt" => parts.alt = inline(from)?,
            "credit" => parts.credit = inline(from)?,
            "level" => parts.level = from.u8()?,
            "start" => parts.start = Some(from.u32()?),
            "head" => parts.head = list(from, cell)?,
            "rows" => parts.rows = list(from, |from| list(from, cell))?,
            "items" => parts.items = list(from, |from| blocks(from, depth + 2))?,
            "blocks" => parts.blocks = blocks(from, depth + 1)?,
            _ => return Err(Cbor::message("unknown part of a block")),
        }
        Ok(())
    })?;
    Ok(match kind.as_str() {
        "p" => Block::Paragraph(parts.text),
        "h" => Block::Heading {
            level: parts.level,
            text: parts.text,
        },
        "ul" => Block::Bullets(parts.items),
        "ol" => Block::Numbers {
            start: parts.start.unwrap_or(1),
            items: parts.items,
        },
        "quote" => Block::Quote(parts.blocks),
        "pull" => Block::PullQuote {
            text: parts.text,
            by: parts.by,
        },
        "fig" => Block::Figure {
            picture: PictureHash(
                parts
                    .picture
                    .ok_or_else(|| Cbor::message("a figure names its picture"))?,
            ),
            caption: parts.text,
            alt: parts.alt,
            credit: parts.credit,
        },
        "table" => Block::Table {
            head: parts.head,
            rows: parts.rows,
        },
        "hr" => Block::Rule,
        _ => return Err(Cbor::message("unknown kind of block")),
    })
}

fn credit(from: &mut Decoder<'_>) -> Read<Credit> {
    let mut credit = Credit::default();
    map(from, |from, key| {
        match key {
            "name" => credit.name = text(from)?,
            "role" => credit.role = text(from)?,
            "place" => credit.place = text(from)?,
            "slug" => credit.slug = text(from)?,
            "bio" => credit.bio = text(from)?,
            "outlet" => credit.outlet = text(from)?,
            "title" => credit.title = text(from)?,
            "photo" => credit.photo = Some(hash(from)?),
            _ => return Err(Cbor::message("unknown part of a credit")),
        }
        Ok(())
    })?;
    Ok(credit)
}

fn hash(from: &mut Decoder<'_>) -> Read<[u8; 32]> {
    from.bytes()?
        .try_into()
        .map_err(|_| Cbor::message("not a hash"))
}

fn related(from: &mut Decoder<'_>) -> Read<Related> {
    let mut related = Related::default();
    map(from, |from, key| {
        match key {
            "headline" => related.headline = text(from)?,
            "web_address" => related.web_address = text(from)?,
            _ => return Err(Cbor::message("unknown part of a related story")),
        }
        Ok(())
    })?;
    Ok(related)
}

fn correction(from: &mut Decoder<'_>) -> Read<CorrectionNote> {
    let mut note = CorrectionNote::default();
    map(from, |from, key| {
        match key {
            "class" => note.class = text(from)?,
            "text" => note.text = text(from)?,
            "at" => note.at = text(from)?,
            _ => return Err(Cbor::message("unknown part of a correction")),
        }
        Ok(())
    })?;
    Ok(note)
}
