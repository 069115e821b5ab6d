//! What Markdown becomes, and the law that what is written reads back as the same blocks.

mod commonmark;
mod front_matter;
mod law;
mod reading;
mod writing;

use proptest::collection::vec;
use proptest::prelude::*;

use super::figure::plain_line;
use super::inline::settle_breaks;
use super::table::settled;
use super::write::attributed;
use super::{body_to_markdown, from_markdown};
use crate::normal::normal;
use crate::testing::{arbitrary_reading, hold};
use crate::{Block, Inline, Loss, Mark, PictureHash, Reading, Run, plain};

fn run(text: &str, marks: &[Mark]) -> Run {
    Run {
        text: text.into(),
        marks: marks.to_vec(),
    }
}

fn words(text: &str) -> Inline {
    vec![run(text, &[])]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(words(text))
}

fn read(markdown: &str) -> Vec<Block> {
    from_markdown(markdown).reading.body
}

fn codes(markdown: &str) -> Vec<&'static str> {
    from_markdown(markdown)
        .losses
        .iter()
        .map(Loss::code)
        .collect()
}
