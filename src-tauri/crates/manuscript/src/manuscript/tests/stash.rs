//! The stash: what was cut and is kept with the story, and that readers never have any of it.

use serde_json::{Value, json};

use super::{body, characters, opened};
use crate::canonical::content_hash;
use crate::error::{Error, Fault};
use crate::manuscript::{By, Manuscript};
use crate::markdown::body_to_markdown;
use crate::wire::{Batch, Field};
use crate::words::{plain_text, tks, word_count};

fn stash(ops: impl Into<Value>) -> Batch {
    let ops: Value = ops.into();
    serde_json::from_value(json!({ "stash": ops })).expect("a batch")
}

fn story() -> Manuscript {
    let mut story = Manuscript::empty(9);
    story
        .apply(&[body(json!([{"insert": "one two three"}]))])
        .expect("sound");
    story
}

#[test]
fn readers_have_nothing_of_what_is_in_the_stash() {
    let mut story = story();
    let before = story.reading().expect("nothing unknown");
    story
        .apply(&[stash(json!([
            {"insert": "Halyard TK\n"},
            {"insert": "kept", "attributes": {"strong": true}},
        ]))])
        .expect("sound");
    let after = story.reading().expect("nothing unknown");
    assert_eq!(
        content_hash(&after),
        content_hash(&before),
        "what was approved is still what is there"
    );
    assert_eq!(after, before);
    assert_eq!(word_count(&after), 3);
    assert!(tks(&after).is_empty(), "nothing in it is still to come");
    assert!(!plain_text(&after).contains("Halyard"));
    assert!(!body_to_markdown(&after.body).contains("Halyard"));
    assert_eq!(story.stash(), "Halyard TK\nkept");
}

#[test]
fn a_story_that_is_opened_again_has_its_stash() {
    let mut story = story();
    story
        .apply(&[stash(json!([{"insert": "kept"}]))])
        .expect("sound");
    assert_eq!(opened(&story, 1).text(), story.text());
    story
        .rewrite(&crate::reading::Reading::default())
        .expect("nothing unknown");
    assert_eq!(
        characters(&story, &Field::Stash),
        "kept",
        "an older version that is brought back takes nothing from the stash"
    );
}

#[test]
fn what_two_desks_put_into_the_stash_at_once_is_all_kept() {
    let story = story();
    let (mut one, mut other) = (opened(&story, 1), opened(&story, 2));
    let first = one
        .apply(&[stash(json!([{"insert": "first"}]))])
        .expect("sound");
    let second = other
        .apply(&[stash(json!([{"insert": "second"}]))])
        .expect("sound");
    one.accept(&[&second.0]).expect("sound");
    other.accept(&[&first.0]).expect("sound");
    assert_eq!(one.text(), other.text());
    let kept = characters(&one, &Field::Stash);
    assert!(
        ["firstsecond", "secondfirst"].contains(&kept.as_str()),
        "{kept}"
    );
}

#[test]
fn one_step_back_undoes_a_move_to_the_stash_whole() {
    let mut story = opened(&story(), 1);
    let moved: Batch = serde_json::from_value(json!({
        "body": [{"retain": 3}, {"delete": 4}],
        "stash": [{"insert": " two"}],
    }))
    .expect("a batch");
    story.apply(&[moved]).expect("sound");
    assert_eq!(characters(&story, &Field::Body), "one three");
    story.undo().expect("sound").expect("something to undo");
    assert_eq!(characters(&story, &Field::Body), "one two three");
    assert_eq!(characters(&story, &Field::Stash), "");
}

#[test]
fn who_may_only_suggest_writes_nothing_into_the_stash() {
    let mut story = story();
    let suggested = stash(json!([{"insert": "mine", "attributes": {"ins:1-1": true}}]));
    let by = By {
        person: "p-1",
        at: "2026-03-01T12:00:00Z",
    };
    let refused = story.apply_suggesting(&[suggested], by);
    assert!(
        matches!(
            refused,
            Err(Error::Malformed {
                fault: Fault::NotSuggested,
                ..
            })
        ),
        "{refused:?}"
    );
}

#[test]
fn a_suggestion_that_came_into_the_stash_waits_for_nobody() {
    let mut story = story();
    story
        .apply(&[stash(
            json!([{"insert": "mine", "attributes": {"ins:1-1": true}}]),
        )])
        .expect("sound");
    assert_eq!(story.open_suggestions(), 0);
    assert_eq!(story.suggestions(), []);
}
