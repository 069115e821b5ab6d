//! Blocks that a newer Stet made: kept as they are, whatever is done round them.

use serde_json::{Value, json};

use super::{body, opened};
use crate::manuscript::Manuscript;
use crate::wire::{Batch, Field, Op};

/// `one`, a poll with words and a key of its own, `two`.
fn base() -> Manuscript {
    let mut story = Manuscript::empty(9);
    let marker = |id: &str| json!({"insert": "\u{FFFC}", "attributes": {"b:id": id}});
    let text = json!([{"insert": "one"}, marker("9-1"), {"insert": "Yes or no?"}, marker("9-2"), {"insert": "two"}]);
    story.apply(&[body(text)]).expect("sound");
    let blocks = story.doc.get_map("blocks");
    blocks.insert("9-1/b:type", "poll").expect("stored");
    blocks.insert("9-1/b:ends", 2.5).expect("stored");
    story.doc.commit();
    opened(&story, 1)
}

fn poll() -> Value {
    json!({"b:id": "9-1", "b:type": "poll", "b:ends": 2.5})
}

fn said(story: &Manuscript) -> Vec<Value> {
    let ops = story.text().0.remove(&Field::Body).unwrap_or_default();
    let markers = ops.into_iter().filter_map(|op| match op {
        Op::Insert { attributes, .. } if attributes.contains_key("b:type") => {
            Some(json!(attributes))
        }
        _ => None,
    });
    markers.collect()
}

fn refused(story: &mut Manuscript, batch: Batch) {
    let before = story.text();
    assert!(
        story.apply(&[batch]).is_err(),
        "nobody makes it anything else"
    );
    assert_eq!(story.text(), before);
}

#[test]
fn what_a_newer_stet_made_is_moved_and_undone_as_it_is() {
    let mut story = base();
    assert_eq!(said(&story), [poll()]);
    let to_the_start = json!([
        {"insert": "\u{FFFC}", "attributes": poll()}, {"insert": "Yes or no?"}, {"retain": 3}, {"delete": 11},
    ]);
    story.apply(&[body(to_the_start)]).expect("a move");
    assert_eq!(said(&story), [poll()], "moved");
    story.undo().expect("undo").expect("a step");
    assert_eq!(said(&story), [poll()], "moved back");
    story
        .apply(&[body(json!([{"retain": 3}, {"delete": 11}]))])
        .expect("it may go");
    assert_eq!(said(&story), [] as [Value; 0]);
    story.undo().expect("undo").expect("a step");
    assert_eq!(said(&story), [poll()], "it came back");
    assert_eq!(
        story.reading().expect_err("unknown").code(),
        "unknown-block"
    );
}

#[test]
fn a_merge_keeps_what_a_newer_stet_made() {
    let story = base();
    let (mut one, mut other) = (opened(&story, 2), opened(&story, 3));
    let first = one.apply(&[body(json!([{"insert": "\u{FFFC}", "attributes": poll()}, {"insert": "Yes or no?"}, {"retain": 3}, {"delete": 11}]))]);
    let second = other.apply(&[body(json!([{"insert": "at "}]))]);
    one.accept(&[&second.expect("sound").0]).expect("sound");
    other.accept(&[&first.expect("sound").0]).expect("sound");
    assert_eq!(one.text(), other.text());
    assert_eq!(said(&one), [poll()]);
}

#[test]
fn nobody_makes_or_changes_one_here() {
    let mut story = base();
    for change in [
        json!({"b:type": "heading"}),
        json!({"b:type": null}),
        json!({"b:row:9-3": 1}),
    ] {
        refused(
            &mut story,
            body(json!([{"retain": 3}, {"retain": 1, "attributes": change}])),
        );
    }
    let made = |attributes: Value| body(json!([{"insert": "\u{FFFC}", "attributes": attributes}]));
    refused(&mut story, made(json!({"b:id": "1-1", "b:type": "poll"})));
    refused(
        &mut story,
        made(json!({"b:id": "1-1", "b:type": "table", "b:caption": "x"})),
    );
    let nested = json!({"b:p": "[\"quote:1-q\"]"});
    story
        .apply(&[body(
            json!([{"retain": 3}, {"retain": 1, "attributes": nested}]),
        )])
        .expect("it can stand in a quote");
}
