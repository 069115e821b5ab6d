//! Two sides on one text, and what each pair of edits leaves to be read.

use serde_json::{Value, json};

use super::Parted::{Deleted, Doubled, Moved, Replaced};
use super::*;
use crate::manuscript::Manuscript;
use crate::wire::Batch;

fn opened(story: &Manuscript, peer: u64) -> Manuscript {
    let opened = Manuscript::load(peer, Some(&story.checkpoint()), []);
    opened.expect("a sound checkpoint").0
}

fn marker(id: &str) -> Value {
    json!({"insert": "\u{FFFC}", "attributes": {"b:id": id}})
}

/// Three paragraphs: `one`, `two three` (units 3 to 13), `four`.
fn base() -> Manuscript {
    let mut story = Manuscript::empty(9);
    let text = json!({
        "headline": [{"insert": "Bridge opens"}],
        "body": [{"insert": "one"}, marker("9-1"), {"insert": "two three"}, marker("9-2"), {"insert": "four"}],
    });
    let text: Batch = serde_json::from_value(text).expect("a batch");
    story.apply(&[text]).expect("sound");
    story
}

/// What the two of them, each not seeing the other's edit, leave to be read.
fn parted(mine: &Value, theirs: &Value) -> Vec<TwoVersions> {
    parted_in(&base(), mine, theirs)
}

fn parted_in(story: &Manuscript, mine: &Value, theirs: &Value) -> Vec<TwoVersions> {
    let (mut one, mut other) = (opened(story, 1), opened(story, 2));
    let batch = |edit: &Value| -> Batch { serde_json::from_value(edit.clone()).expect("a batch") };
    let first = one.apply(&[batch(mine)]).expect("sound").0;
    let second = other.apply(&[batch(theirs)]).expect("sound").0;
    let found = one.accept(&[&second]).expect("sound").two_versions;
    let seen = other.accept(&[&first]).expect("sound").two_versions;
    assert_eq!(found, seen, "both sides are told the same");
    found
}

fn check(mine: &Value, theirs: &Value, expected: &[(Parted, usize, &str)]) {
    let found = parted(&json!({ "body": mine }), &json!({ "body": theirs }));
    let found: Vec<_> = found
        .iter()
        .map(|two| (two.how, two.paragraph, two.words.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn words_in_a_paragraph_that_the_other_deleted_are_told() {
    let deletes = json!([{"retain": 3}, {"delete": 10}]);
    let types = json!([{"retain": 7}, {"insert": " and a half"}]);
    check(&deletes, &types, &[(Deleted, 1, "and a half")]);
    let retypes = json!([{"retain": 4}, {"delete": 9}, {"insert": "Other"}]);
    check(&deletes, &retypes, &[(Deleted, 1, "Other")]);
    check(&deletes, &deletes, &[]);
    let strikes = json!([{"retain": 4}, {"delete": 4}]);
    check(&deletes, &strikes, &[]);
}

#[test]
fn words_in_a_paragraph_that_the_other_moved_stay_behind_and_are_told() {
    let moves = json!([{"retain": 3}, {"delete": 10}, {"retain": 5}, marker("9-1"), {"insert": "two three"}]);
    let types = json!([{"retain": 7}, {"insert": " and a half"}]);
    check(&moves, &types, &[(Moved, 1, "and a half")]);
    let twice = parted(&json!({ "body": moves }), &json!({ "body": moves }));
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert_eq!(
        (twice[0].how, twice[0].words.as_str()),
        (Doubled, "two three")
    );
}

#[test]
fn two_words_for_one_are_told_once() {
    let word = |word: &str| json!([{"retain": 8}, {"delete": 5}, {"insert": word}]);
    let found = parted(&json!({"body": word("six")}), &json!({"body": word("ten")}));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].how, found[0].paragraph), (Replaced, 2));
    let words = &found[0].words;
    assert!(
        words.starts_with("two ") && words.contains("six"),
        "the paragraph with both: {words}"
    );
    let headline = |words: &str| json!({"headline": [{"delete": 12}, {"insert": words}]});
    let found = parted(&headline("Wall falls"), &headline("Quay shut"));
    assert_eq!(found.len(), 1, "a headline too: {found:?}");
    assert_eq!(found[0].field, Field::Headline);
}

#[test]
fn what_does_not_meet_is_not_told() {
    let first = json!([{"insert": "At last "}]);
    let last = json!([{"retain": 18}, {"insert": "!"}]);
    check(&first, &last, &[]);
    check(&first, &first, &[]);
    let beside = json!([{"retain": 7}, {"insert": "x"}]);
    let word = json!([{"retain": 8}, {"delete": 5}, {"insert": "six"}]);
    check(&beside, &word, &[]);
    let joins = json!([{"retain": 3}, {"delete": 1}, {"insert": " "}]);
    let types = json!([{"retain": 8}, {"insert": "x"}]);
    check(&joins, &types, &[]);
    let after = json!([{"retain": 13}, marker("2-1"), {"insert": "new"}]);
    let deletes = json!([{"retain": 3}, {"delete": 10}]);
    check(&after, &deletes, &[]);
}

#[test]
fn words_in_a_footnote_that_the_other_took_away_are_told_and_those_in_the_stash_are_not() {
    let note = json!({"insert": "\u{FFF9}", "attributes": {"a": r#"{"t":"fn","id":"2-9"}"#}});
    let adds = json!({"body": [{"retain": 3}, note], "note:2-9": [{"insert": "why"}]});
    let mut story = base();
    let batch = |edit: &Value| -> Batch { serde_json::from_value(edit.clone()).expect("a batch") };
    story.apply(&[batch(&adds)]).expect("sound");
    let types = json!({"note:2-9": [{"retain": 3}, {"insert": " not"}]});
    let takes_away = json!({"body": [{"retain": 3}, {"delete": 1}]});
    let found = parted_in(&story, &types, &takes_away);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].how, found[0].words.as_str()), (Deleted, "not"));
    let neither = json!({"body": [{"insert": "At last "}]});
    assert_eq!(parted_in(&story, &neither, &takes_away), []);

    let cut = json!({"stash": [{"insert": "kept"}]});
    story.apply(&[batch(&cut)]).expect("sound");
    let other = |words: &str| json!({"stash": [{"delete": 4}, {"insert": words}]});
    assert_eq!(parted_in(&story, &other("one"), &other("two")), []);
}

#[test]
fn whoever_has_seen_the_other_is_told_nothing() {
    let story = base();
    let (mut one, mut other) = (opened(&story, 1), opened(&story, 2));
    let batch =
        |edit| -> Batch { serde_json::from_value(json!({ "body": edit })).expect("a batch") };
    let types = batch(json!([{"retain": 7}, {"insert": "x"}]));
    let first = one.apply(&[types]).expect("sound").0;
    assert_eq!(other.accept(&[&first]).expect("sound").two_versions, []);
    let deletes = batch(json!([{"retain": 3}, {"delete": 11}]));
    let second = other.apply(&[deletes]).expect("sound").0;
    let merged = one.accept(&[&second]).expect("sound");
    assert_eq!(merged.two_versions, [], "the deletion knew the words");
}
