//! A story as readers will have it.
//!
//! `Reading` is the value that everything outside the text engine works on: the canonical form hashes it, the word
//! difference compares two of them, Markdown is read into one and written from one. It holds no identities, no
//! offsets and no times of editing, so two documents that read the same are equal here.
//!
//! Not here: desk matters that readers never see (slugline, notes, due times), and how the text is stored.

use crate::picture::PictureHash;

/// Every reader-visible field of one story at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    pub kicker: Inline,
    pub headline: Inline,
    pub standfirst: Inline,
    pub dateline: Inline,
    pub body: Vec<Block>,
    /// In byline order.
    pub credits: Vec<Credit>,
    /// The byline sentence, when a person rewrote it.
    pub byline: Option<String>,
    pub section: String,
    /// A BCP 47 tag such as `en-GB`.
    pub language: String,
    pub web_address: String,
    /// Bytewise order, no doubles.
    pub tags: Vec<String>,
    pub related: Vec<Related>,
    pub corrections: Vec<CorrectionNote>,
}

/// One line or paragraph of words; adjacent runs have different marks and no run is empty.
pub type Inline = Vec<Run>;

/// Words that share the same marks. A hard break is `\n` in the text. A footnote is a run of its own: the one character
/// [`NOTE`](crate::NOTE) with the one mark `Note`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Run {
    pub text: String,
    /// In the order of [`Mark`], no doubles.
    pub marks: Vec<Mark>,
}

/// How a run of words is set; the order is the canonical order of the marks' names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    Code,
    Em,
    Link(String),
    /// The text of a footnote, without footnotes in it; only on [`NOTE`](crate::NOTE), only in the body.
    Note(Inline),
    Strong,
}

impl Run {
    /// The footnote that this run is.
    pub fn note(&self) -> Option<&Inline> {
        self.marks.iter().find_map(|mark| match mark {
            Mark::Note(text) => Some(text),
            _ => None,
        })
    }

    /// A footnote with this text.
    pub fn of_note(text: Inline) -> Self {
        Run {
            text: crate::NOTE.to_string(),
            marks: vec![Mark::Note(text)],
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Paragraph(Inline),
    Heading {
        /// 2 to 4; 1 is the headline's.
        level: u8,
        text: Inline,
    },
    Bullets(Vec<Vec<Block>>),
    Numbers {
        start: u32,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    PullQuote {
        text: Inline,
        /// Who said it; empty when the page does not say.
        by: Inline,
    },
    Figure {
        picture: PictureHash,
        caption: Inline,
        /// What the picture shows, for whoever does not see it.
        alt: Inline,
        /// Who made it and who lets us print it.
        credit: Inline,
    },
    /// As many cells in each row as in the header; at least one of them has words. A cell has no footnotes.
    Table {
        head: Vec<Inline>,
        rows: Vec<Vec<Inline>>,
    },
    Rule,
}

/// The printed copy of a person's credit: what readers see, taken from the profile when the credit was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credit {
    pub name: String,
    pub role: String,
    pub place: String,
    /// The person's public web address.
    pub slug: String,
    pub bio: String,
    pub outlet: String,
    pub title: String,
    /// blake3 of the picture's bytes.
    pub photo: Option<[u8; 32]>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Related {
    pub headline: String,
    pub web_address: String,
}

/// A note to readers about what was wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorrectionNote {
    pub class: String,
    pub text: String,
    /// RFC 3339 with offset.
    pub at: String,
}
