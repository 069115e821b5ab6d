//! Blocks that a newer Stet made: kept as they are, whatever is done round them.

use loro::VersionVector;
use serde_json::{Value, json};

use super::{body, opened};
use crate::canonical::content_hash;
use crate::manuscript::Manuscript;
use crate::wire::{Batch, Field, Op};

/// What tests of the whole house bring into a story as a newer Stet's: a poll between two empty paragraphs.
const NEWER: &[u8] = include_bytes!("../../../../../../tests/fixtures/newer.update");

/// `one`, a poll with words and a key of its own, `two`.
fn base() -> Manuscript {
    let mut story = Manuscript::empty(9);
    let marker = |id: &str| json!({"insert": "\u{FFFC}", "attributes": {"b:id": id}});
    let text = json!([{"insert": "one"}, marker("9-1"), {"insert": "Yes or no?"}, marker("9-2"), {"insert": "two"}]);
    story.apply(&[body(text)]).expect("sound");
    make_newer(&story, "9-1");
    opened(&story, 1)
}

/// Writes past every rule, as a newer Stet with rules of its own may.
fn make_newer(story: &Manuscript, id: &str) {
    let blocks = story.doc.get_map("blocks");
    blocks
        .insert(&format!("{id}/b:type"), "poll")
        .expect("stored");
    blocks.insert(&format!("{id}/b:ends"), 2.5).expect("stored");
    story.doc.commit();
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

#[test]
fn what_a_newer_stet_made_shows_and_is_never_what_was_approved() {
    let mut story = base();
    let shown = story.shown();
    assert_eq!(
        crate::plain_text(&shown.reading),
        "one\nYes or no?\ntwo",
        "every word of it shows"
    );
    assert_ne!(shown.hash(), content_hash(&shown.reading));
    let approved = {
        let mut without = base();
        without
            .apply(&[body(json!([{"retain": 3}, {"delete": 11}]))])
            .expect("it may go");
        without.shown().hash()
    };
    story
        .apply(&[body(json!([{"retain": 4}, {"delete": 10}]))])
        .expect("its words may go");
    let wordless = story.shown();
    assert_eq!(crate::plain_text(&wordless.reading), "one\ntwo");
    assert_ne!(
        wordless.hash(),
        approved,
        "an approval never covers what cannot be seen"
    );
}

#[test]
fn the_newer_text_of_other_tests_is_what_this_makes() {
    let mut story = Manuscript::empty(77);
    let marker = |id: &str| json!({"insert": "\u{FFFC}", "attributes": {"b:id": id}});
    // The second marker is for the words of a story that come to stand behind it.
    let text = json!([marker("77-1"), {"insert": "Should the bridge stay shut?"}, marker("77-2")]);
    story.apply(&[body(text)]).expect("sound");
    make_newer(&story, "77-1");
    let update = story.added_since(&VersionVector::default()).expect("whole");
    if std::env::var_os("STET_WRITE_FIXTURES").is_some() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../tests/fixtures/newer.update"
        );
        std::fs::write(path, &update.0).expect("written");
    }
    assert_eq!(update.0, NEWER, "STET_WRITE_FIXTURES=1 writes it again");
}
