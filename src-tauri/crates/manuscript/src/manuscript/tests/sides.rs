//! Texts beside the body: attributions and footnotes, on one desk and on two.

use serde_json::{Value, json};

use super::{blocks, opened};
use crate::error::{Error, Fault};
use crate::manuscript::{By, Manuscript};
use crate::wire::Batch;

fn batch(fields: Value) -> Batch {
    serde_json::from_value(fields).expect("a batch")
}

fn pull(id: &str) -> Value {
    json!({"insert": "\u{FFFC}", "attributes": {"b:id": id, "b:type": "pull"}})
}

fn note(id: &str) -> Value {
    json!({"insert": "\u{FFF9}", "attributes": {"a": format!(r#"{{"t":"fn","id":"{id}"}}"#)}})
}

/// `p(One{why}) pull(Said by an editor)`, by peer 9.
fn base() -> Manuscript {
    let mut story = Manuscript::empty(9);
    let edit = batch(json!({
        "body": [{"insert": "One"}, note("9-2"), pull("9-1"), {"insert": "Said"}],
        "note:9-2": [{"insert": "why"}],
        "pull:9-1:by": [{"insert": "an editor"}],
    }));
    story.apply(&[edit]).expect("sound");
    story
}

#[test]
fn a_story_that_is_opened_again_has_the_texts_beside_its_body() {
    let story = base();
    assert_eq!(blocks(&story), "p(One{why}) pull(Said by an editor)");
    assert_eq!(opened(&story, 1).text(), story.text());
    assert_eq!(
        opened(&story, 1)
            .reading_at(&story.frontier())
            .expect("a moment of the story"),
        story.reading().expect("nothing unknown")
    );
}

#[test]
fn two_who_write_one_attribution_at_once_both_keep_their_words() {
    let mut story = Manuscript::empty(9);
    story
        .apply(&[batch(json!({"body": [pull("9-1"), {"insert": "Said"}]}))])
        .expect("sound");
    let (mut one, mut other) = (opened(&story, 1), opened(&story, 2));
    let by = |words: &str| batch(json!({"pull:9-1:by": [{"insert": words}]}));
    let first = one.apply(&[by("hello")]).expect("sound");
    let second = other.apply(&[by("goodbye")]).expect("sound");
    let offer = one.peek(&[&second.0]).expect("sound").batch;
    assert!(
        offer
            .0
            .keys()
            .all(|field| field.to_string() == "pull:9-1:by"),
        "an offer names the text that it changes: {offer:?}"
    );
    one.accept(&[&second.0]).expect("sound");
    other.accept(&[&first.0]).expect("sound");
    assert_eq!(one.text(), other.text());
    let shown = blocks(&one);
    assert!(
        ["pull(Said by hellogoodbye)", "pull(Said by goodbyehello)"].contains(&shown.as_str()),
        "{shown}"
    );
}

#[test]
fn two_who_write_the_words_of_one_picture_both_keep_theirs() {
    let figure = |id: &str| {
        json!({"insert": "\u{FFFC}", "attributes": {
            "b:id": id, "b:type": "figure", "b:asset": "0f".repeat(32),
        }})
    };
    let mut story = Manuscript::empty(9);
    story
        .apply(&[batch(
            json!({"body": [figure("9-1"), {"insert": "At work"}]}),
        )])
        .expect("sound");
    let (mut one, mut other) = (opened(&story, 1), opened(&story, 2));
    let typed = |text: &str, words: &str| batch(json!({text: [{"insert": words}]}));
    let first = one
        .apply(&[
            typed("fig:9-1:alt", "nine"),
            typed("fig:9-1:credit", "a hand"),
        ])
        .expect("sound");
    let second = other
        .apply(&[typed("fig:9-1:alt", "people")])
        .expect("sound");
    one.accept(&[&second.0]).expect("sound");
    other.accept(&[&first.0]).expect("sound");
    assert_eq!(one.text(), other.text());
    let shown = blocks(&one);
    let said = |alt: &str| format!("fig(At work alt {alt} credit a hand)");
    assert!(
        [said("ninepeople"), said("peoplenine")].contains(&shown),
        "{shown}"
    );

    let other_picture = json!([{"retain": 1, "attributes": {"b:asset": "1e".repeat(32)}}]);
    one.apply(&[batch(json!({"body": other_picture}))])
        .expect("sound");
    assert_eq!(blocks(&one), shown, "another picture keeps the words");
    let retyped = json!([{"retain": 1, "attributes": {"b:type": null, "b:asset": null}}]);
    one.apply(&[batch(json!({"body": retyped}))])
        .expect("sound");
    assert_eq!(blocks(&one), "p(At work)");
    one.undo().expect("undo").expect("a step");
    assert_eq!(blocks(&one), shown, "the words were kept out of sight");
}

#[test]
fn a_deleted_footnote_keeps_its_text_for_whoever_takes_the_deletion_back() {
    let mut story = opened(&base(), 1);
    story
        .apply(&[batch(json!({"body": [{"retain": 3}, {"delete": 1}]}))])
        .expect("sound");
    assert_eq!(blocks(&story), "p(One) pull(Said by an editor)");
    story.undo().expect("undo").expect("a step");
    assert_eq!(blocks(&story), "p(One{why}) pull(Said by an editor)");
}

#[test]
fn nobody_is_asked_about_a_suggestion_in_a_text_that_shows_nowhere() {
    let mut story = opened(&base(), 1);
    let by = By {
        person: "anna",
        at: "2026-11-23T06:00:00Z",
    };
    let texts = [("note:9-2", "n"), ("pull:9-1:by", "b")];
    for (text, sid) in texts {
        let typed = json!([{"insert": "new ", "attributes": {format!("ins:{sid}"): true}}]);
        let typed = batch(Value::Object(
            [(text.to_owned(), typed)].into_iter().collect(),
        ));
        story.apply_suggesting(&[typed], by).expect("sound");
    }
    let open = |story: &Manuscript| {
        let listed = story.suggestions().into_iter().map(|listed| listed.sid);
        let listed: Vec<String> = listed.collect();
        assert_eq!(listed.len(), story.open_suggestions());
        listed
    };
    assert_eq!(open(&story), ["b", "n"]);
    let edit = |ops: Value| batch(json!({ "body": ops }));
    story
        .apply(&[edit(json!([{"retain": 3}, {"delete": 1}]))])
        .expect("sound");
    assert_eq!(open(&story), ["b"], "the footnote is gone");
    story
        .apply(&[edit(
            json!([{"retain": 3}, {"retain": 1, "attributes": {"b:type": null}}]),
        )])
        .expect("sound");
    assert_eq!(open(&story), [""; 0], "a paragraph has no attribution");
    story.undo().expect("undo").expect("a step");
    story.undo().expect("undo").expect("a step");
    assert_eq!(
        open(&story),
        ["b", "n"],
        "with the text its suggestion is back"
    );
}

#[test]
fn what_another_types_in_a_deleted_footnote_is_there_when_it_comes_back() {
    let (mut one, mut other) = (opened(&base(), 1), opened(&base(), 2));
    one.apply(&[batch(json!({"body": [{"retain": 3}, {"delete": 1}]}))])
        .expect("sound");
    let typed = batch(json!({"note:9-2": [{"retain": 3}, {"insert": " not"}]}));
    let typed = other.apply(&[typed]).expect("sound");
    one.accept(&[&typed.0]).expect("sound");
    assert_eq!(blocks(&one), "p(One) pull(Said by an editor)");
    one.undo().expect("undo").expect("a step");
    assert_eq!(blocks(&one), "p(One{why not}) pull(Said by an editor)");
}

#[test]
fn a_pull_quote_that_becomes_a_paragraph_and_one_again_has_its_attribution_still() {
    let mut story = opened(&base(), 1);
    let retype = |to: Value| {
        batch(json!({"body": [{"retain": 4}, {"retain": 1, "attributes": {"b:type": to}}]}))
    };
    story.apply(&[retype(Value::Null)]).expect("sound");
    assert_eq!(blocks(&story), "p(One{why}) p(Said)");
    story.apply(&[retype(json!("pull"))]).expect("sound");
    assert_eq!(blocks(&story), "p(One{why}) pull(Said by an editor)");
}

#[test]
fn undoing_one_footnote_leaves_the_one_that_another_put_beside_it() {
    let (mut mine, mut theirs) = (opened(&base(), 1), opened(&base(), 2));
    mine.apply(&[batch(
        json!({"body": [{"retain": 3}, note("1-1")], "note:1-1": [{"insert": "mine"}]}),
    )])
    .expect("sound");
    let update = mine.update_since(&base().frontier()).expect("sound");
    theirs.accept(&[&update.0]).expect("sound");
    let beside =
        batch(json!({"body": [{"retain": 4}, note("2-1")], "note:2-1": [{"insert": "theirs"}]}));
    let beside = theirs.apply(&[beside]).expect("sound");
    mine.accept(&[&beside.0]).expect("sound");
    assert_eq!(
        blocks(&mine),
        "p(One{mine}{theirs}{why}) pull(Said by an editor)"
    );
    mine.undo().expect("undo").expect("a step");
    assert_eq!(blocks(&mine), "p(One{theirs}{why}) pull(Said by an editor)");
}

#[test]
fn two_footnotes_never_have_one_text() {
    let mut story = opened(&base(), 1);
    let twice = batch(json!({"body": [note("9-2")]}));
    let fault = Fault::IdTaken {
        id: "a:9-2".to_owned(),
    };
    let refused = story.apply(&[twice]);
    assert!(
        matches!(&refused, Err(Error::Malformed { fault: found, .. }) if *found == fault),
        "{refused:?}"
    );
    let moved = batch(json!({"body": [note("9-2"), {"retain": 3}, {"delete": 1}]}));
    story.apply(&[moved]).expect("a move brings it elsewhere");
    assert_eq!(blocks(&story), "p({why}One) pull(Said by an editor)");
}

#[test]
fn marks_over_a_footnote_stay_on_the_words() {
    let mut story = opened(&base(), 1);
    let before = story.text();
    let marked = batch(json!({"body": [{"retain": 4, "attributes": {"strong": true}}]}));
    story.apply(&[marked]).expect("sound");
    let reading = story.reading().expect("nothing unknown");
    assert_eq!(
        crate::normal::normal(&reading),
        reading,
        "a footnote has no marks of its own: {reading:?}"
    );
    story.undo().expect("undo").expect("a step");
    assert_eq!(story.text(), before);
}
