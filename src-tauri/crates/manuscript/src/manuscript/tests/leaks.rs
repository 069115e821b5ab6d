//! Words that one desk types while another strikes round them, or decides round them: they come out marked, and stay.

use serde_json::{Value, json};

use super::{body, characters};
use crate::manuscript::{By, Decision, Manuscript};
use crate::wire::Field;

const ANNA: By<'_> = By {
    person: "anna",
    at: "2026-11-23T06:00:00Z",
};

/// Two desks with the body `one two three`.
fn desks() -> (Manuscript, Manuscript) {
    let mut story = Manuscript::empty(9);
    story
        .apply(&[body(json!([{"insert": "one two three"}]))])
        .expect("sound");
    let open = |peer| {
        Manuscript::load(peer, Some(&story.checkpoint()), [])
            .expect("sound")
            .0
    };
    (open(1), open(2))
}

fn strike(story: &mut Manuscript, direct: Value) -> Vec<u8> {
    let step = story.suggest(&body(direct), ANNA, None, &mut || "a".to_owned());
    step.expect("sound").update.0
}

fn text(story: &Manuscript) -> String {
    characters(story, &Field::Body)
}

/// Anna strikes `two ` while another desk types at a place; then her deletion is accepted.
fn check(at: usize, typed: &Value, after: &str, kept: &str) {
    let (mut anna, mut other) = desks();
    let struck = strike(&mut anna, json!([{"retain": 4}, {"delete": 4}]));
    let words = other
        .apply(&[body(json!([{"retain": at}, typed]))])
        .expect("sound");
    anna.accept(&[&words.0]).expect("sound");
    other.accept(&[&struck]).expect("sound");
    assert_eq!(anna.text(), other.text());
    let decided = other
        .decide(&["a"], None, Decision::Accept)
        .expect("decided");
    assert_eq!(text(&other), after, "typed at {at}");
    let named: String = decided.kept.into_iter().map(|kept| kept.words).collect();
    assert_eq!(
        named, kept,
        "typed at {at}: what stays against the mark is named"
    );
    assert_eq!(other.open_suggestions(), 0);
    anna.accept(&[&decided.step.update.0]).expect("sound");
    assert_eq!(anna.text(), other.text());
}

#[test]
fn words_typed_inside_or_at_the_edge_of_what_is_struck_at_the_same_time_stay() {
    let typed = || json!({"insert": "NEW "});
    check(6, &typed(), "one NEW three", "NEW ");
    check(8, &typed(), "one NEW three", "");
    let text = |at: usize| {
        let (mut anna, mut other) = desks();
        let struck = strike(&mut anna, json!([{"retain": 4}, {"delete": 4}]));
        other
            .apply(&[body(json!([{"retain": at}, {"insert": "two "}]))])
            .expect("sound");
        other.accept(&[&struck]).expect("sound");
        other
            .decide(&["a"], None, Decision::Accept)
            .expect("decided");
        text(&other)
    };
    for at in [4, 8] {
        assert_eq!(
            text(at),
            "one two three",
            "equal words are not the same words"
        );
    }
}

#[test]
fn a_split_inside_what_is_struck_at_the_same_time_stays() {
    let split = json!({"insert": "\u{FFFC}", "attributes": {"b:id": "2-1", "b:type": "heading"}});
    check(6, &split, "one \u{FFFC}three", "\n");
}

#[test]
fn what_was_accepted_and_taken_back_can_be_accepted_again() {
    let (mut anna, mut other) = desks();
    let struck = strike(&mut anna, json!([{"retain": 4}, {"delete": 4}]));
    other.accept(&[&struck]).expect("sound");
    for _ in 0..3 {
        let decided = other
            .decide(&["a"], None, Decision::Accept)
            .expect("decided");
        assert_eq!(decided.kept, []);
        assert_eq!(text(&other), "one three");
        other.undo().expect("undo").expect("a step");
        assert_eq!(other.suggestions()[0].struck, "two ");
        other.redo().expect("redo").expect("a step");
        assert_eq!(text(&other), "one three");
        other.undo().expect("undo").expect("a step");
    }
}

#[test]
fn suggested_words_that_came_back_by_undo_go_when_the_text_stands() {
    let (mut anna, mut other) = desks();
    let typed = strike(&mut anna, json!([{"retain": 4}, {"insert": "NEW "}]));
    other.accept(&[&typed]).expect("sound");
    for _ in 0..2 {
        other
            .decide(&["a"], None, Decision::Stand)
            .expect("decided");
        assert_eq!(text(&other), "one two three");
        other.undo().expect("undo").expect("a step");
        assert_eq!(text(&other), "one NEW two three");
        assert_eq!(other.open_suggestions(), 1);
    }
}

#[test]
fn words_typed_among_accepted_ones_stay_when_the_acceptance_is_taken_back_at_the_same_time() {
    let (mut anna, mut other) = desks();
    let suggested = strike(&mut anna, json!([{"retain": 4}, {"insert": "NEW "}]));
    other.accept(&[&suggested]).expect("sound");
    let accepted = other
        .decide(&["a"], None, Decision::Accept)
        .expect("decided");
    anna.accept(&[&accepted.step.update.0]).expect("sound");
    let mut third = Manuscript::load(3, Some(&anna.checkpoint()), [])
        .expect("sound")
        .0;
    let among = third
        .apply(&[body(json!([{"retain": 6}, {"insert": "mine"}]))])
        .expect("sound");
    other.undo().expect("undo").expect("a step");
    other.accept(&[&among.0]).expect("sound");
    other
        .decide(&["a"], None, Decision::Stand)
        .expect("decided");
    assert_eq!(text(&other), "one minetwo three");
    assert_eq!(other.open_suggestions(), 0);
}

#[test]
fn an_undone_deletion_that_is_done_again_is_still_a_deletion() {
    let (mut anna, _) = desks();
    anna.apply(&[body(json!([{"retain": 13}, {"insert": " four"}]))])
        .expect("sound");
    strike(&mut anna, json!([{"retain": 8}, {"delete": 10}]));
    for _ in 0..2 {
        anna.undo().expect("undo").expect("a step");
    }
    for _ in 0..2 {
        anna.redo().expect("redo").expect("a step");
    }
    let decided = anna
        .decide(&["a"], None, Decision::Accept)
        .expect("decided");
    assert_eq!(decided.kept, []);
    assert_eq!(text(&anna), "one two ");
}

#[test]
fn words_that_came_out_struck_and_are_undone_and_done_again_still_stay() {
    let (mut anna, mut other) = desks();
    let struck = strike(&mut anna, json!([{"retain": 4}, {"delete": 4}]));
    other
        .apply(&[body(json!([{"retain": 6}, {"insert": "NEW "}]))])
        .expect("sound");
    other.accept(&[&struck]).expect("sound");
    other.undo().expect("undo").expect("a step");
    other.redo().expect("redo").expect("a step");
    let decided = other
        .decide(&["a"], None, Decision::Accept)
        .expect("decided");
    assert_eq!(text(&other), "one NEW three");
    assert_eq!(decided.kept[0].words, "NEW ");
    other.undo().expect("undo").expect("a step");
    let decided = other
        .decide(&["a"], None, Decision::Accept)
        .expect("decided");
    assert_eq!(
        text(&other),
        "one NEW three",
        "an undone decision is decided the same again"
    );
    assert_eq!(decided.kept[0].words, "NEW ");
}

#[test]
fn who_suggests_and_types_plain_words_in_one_sitting_keeps_the_plain_ones() {
    let (mut anna, mut other) = desks();
    let suggested = strike(&mut anna, json!([{"retain": 4}, {"insert": "NEW "}]));
    other.accept(&[&suggested]).expect("sound");
    let accepted = other
        .decide(&["a"], None, Decision::Accept)
        .expect("decided");
    anna.accept(&[&accepted.step.update.0]).expect("sound");
    let plain = anna
        .apply(&[body(json!([{"retain": 6}, {"insert": "mine"}]))])
        .expect("sound");
    other.undo().expect("undo").expect("a step");
    other.accept(&[&plain.0]).expect("sound");
    let decided = other
        .decide(&["a"], None, Decision::Stand)
        .expect("decided");
    assert_eq!(text(&other), "one minetwo three");
    assert_eq!(decided.kept[0].words, "mine");
}
