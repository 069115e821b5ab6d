//! The document under random and under directed edits. A desk here is a manuscript and the text that its window shows; each
//! typed character is the only one of its kind in a story, so a word that is lost or doubled is seen.

mod cases;
mod chance;
mod closed;
mod costs;
mod deciding;
mod desk;
mod directed;
mod edits;
mod furniture;
mod leaks;
mod merging;
mod moments;
mod refusing;
mod rewriting;
mod sides;
mod stash;
mod suggesting;
mod tables;
mod undoing;
mod writers;

use serde_json::{Value, json};

use super::Manuscript;
use crate::wire::{Attributes, Batch, Field, Op};

/// A batch for the body, from its JSON.
fn body(ops: impl Into<Value>) -> Batch {
    let ops: Value = ops.into();
    serde_json::from_value(json!({ "body": ops })).expect("a batch")
}

/// The same story as another peer opens it.
fn opened(story: &Manuscript, peer: u64) -> Manuscript {
    let (opened, pending) =
        Manuscript::load(peer, Some(&story.checkpoint()), []).expect("a sound checkpoint");
    assert!(pending.is_empty());
    opened
}

fn insert(text: &str) -> Op {
    Op::Insert {
        insert: text.to_owned(),
        attributes: Attributes::new(),
    }
}

/// The body as blocks in brackets, for directed tests: `[text]` a paragraph, `h[text]`, `ul[…]` and so on.
fn blocks(manuscript: &Manuscript) -> String {
    let reading = manuscript.reading().expect("nothing unknown is in it");
    super::super::testing::sketch(&reading.body)
}

fn characters(manuscript: &Manuscript, field: &Field) -> String {
    crate::units::units(&manuscript.text())
        .field(field)
        .iter()
        .map(|unit| unit.character)
        .collect()
}
