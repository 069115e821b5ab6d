//! Suggestions in a long story, as many as a close reading leaves: words struck, and others put in beside them.

use std::collections::BTreeMap;

use desk::ApplyTextRequest;
use manuscript::{Attributes, Batch, Field, Op};

use crate::archive::Archive;
use crate::made_up::{self, Dice};

/// Puts so many suggestions into a story, evenly over its body: at each place one word for another.
pub(crate) fn suggest(archive: &Archive, story: &str, count: usize) {
    let open = archive.desk.open_text(story).expect("it is there");
    let body = open.fields.0.get(&Field::Body).expect("it has a body");
    let text: String = body
        .iter()
        .map(|op| match op {
            Op::Insert { insert, .. } => insert.as_str(),
            _ => "",
        })
        .collect();
    let request = ApplyTextRequest {
        story: story.to_owned(),
        version: open.version,
        batch: "suggested".to_owned(),
        batches: vec![Batch(
            [(Field::Body, ops(&text, archive.seed, count))].into(),
        )],
        caret: None,
    };
    archive
        .desk
        .apply_text(request)
        .expect("who may edit may suggest");
    archive.desk.close_text(story).expect("it is open");
    let found = archive.desk.suggestions(story).expect("it is there");
    assert_eq!(found.len(), count, "every one of them is open");
}

/// The text is plain letters of one unit each, so places are counted in them.
fn ops(text: &str, seed: u64, count: usize) -> Vec<Op> {
    let mut dice = Dice::new(seed);
    let words: Vec<(usize, usize)> = words(text);
    let apart = words.len() / count;
    let mut ops = Vec::new();
    let mut at = 0;
    for (number, &(from, to)) in words.iter().step_by(apart).take(count).enumerate() {
        ops.push(retain(from - at, None));
        ops.push(retain(to - from, Some(format!("del:bench-{number}"))));
        ops.push(Op::Insert {
            insert: made_up::common(&mut dice),
            attributes: note(format!("ins:bench-{number}")),
        });
        at = to;
    }
    ops.retain(|op| !matches!(op, Op::Retain { retain: 0, .. }));
    ops
}

/// From where to where each word goes.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, letter) in text.chars().enumerate() {
        match (letter.is_ascii_alphabetic(), begun) {
            (true, None) => begun = Some(at),
            (false, Some(from)) => {
                words.push((from, at));
                begun = None;
            }
            _ => {}
        }
    }
    words
}

fn retain(retain: usize, said: Option<String>) -> Op {
    Op::Retain {
        retain,
        attributes: said.map(note).unwrap_or_default(),
    }
}

fn note(key: String) -> Attributes {
    BTreeMap::from([(key, true.into())])
}
