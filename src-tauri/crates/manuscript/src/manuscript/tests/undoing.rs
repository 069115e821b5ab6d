//! Undo and redo, back and forth.

use serde_json::json;

use super::chance::Chance;
use super::desk::Desk;
use super::{body, characters};
use crate::manuscript::Manuscript;
use crate::testing::{cases, seed};
use crate::units::Units;
use crate::wire::Field;

#[test]
fn undo_walks_back_through_every_moment_and_redo_forth() {
    let (mut steps, mut number) = (0, 0);
    while steps < cases() as usize {
        let seed = seed().wrapping_add(number);
        number += 1;
        let mut chance = Chance::from(seed);
        let mut desk = Desk::new(1, seed);
        desk.edits.moves = true;
        let mut moments = vec![Units::default()];
        for _ in 0..24 {
            let batch = desk.edits.random(&desk.window, &mut chance);
            desk.manuscript
                .apply(std::slice::from_ref(&batch))
                .expect("a sound edit");
            desk.window.apply(&batch);
            if moments.last() != Some(&desk.window) {
                moments.push(desk.window.clone());
            }
        }
        for moment in moments.iter().rev().skip(1) {
            desk.undo()
                .unwrap_or_else(|| panic!("STET_SEED={seed}: a step cannot be undone"));
            assert_eq!(
                &desk.window, moment,
                "STET_SEED={seed}: undo came to another moment"
            );
            steps += 1;
        }
        assert!(desk.undo().is_none_or(|_| desk.window == Units::default()));
        for moment in moments.iter().skip(1) {
            desk.redo()
                .unwrap_or_else(|| panic!("STET_SEED={seed}: a step cannot be redone"));
            assert_eq!(
                &desk.window, moment,
                "STET_SEED={seed}: redo came to another moment"
            );
            steps += 1;
        }
        desk.assert_window_shows_the_document();
    }
}

#[test]
fn undo_takes_back_own_words_and_leaves_what_others_typed_among_them() {
    let mut mine = Manuscript::empty(1);
    let base = mine
        .apply(&[body(json!([{"insert": "base "}]))])
        .expect("sound");
    mine.apply(&[body(json!([{"retain": 5}, {"insert": "mine"}]))])
        .expect("sound");
    let (mut theirs, _) =
        Manuscript::load(2, Some(&mine.checkpoint()), [base.0.as_slice()]).expect("sound");
    let remote = theirs
        .apply(&[body(json!([{"retain": 7}, {"insert": "REMOTE"}]))])
        .expect("sound");
    mine.accept(&[&remote.0]).expect("sound");
    assert_eq!(characters(&mine, &Field::Body), "base miREMOTEne");
    let step = mine.undo().expect("undo").expect("a step");
    assert_eq!(characters(&mine, &Field::Body), "base REMOTE");
    assert_eq!(
        step.batch,
        body(json!([{"retain": 5}, {"delete": 2}, {"retain": 6}, {"delete": 2}]))
    );
    theirs.accept(&[&step.update.0]).expect("sound");
    assert_eq!(characters(&theirs, &Field::Body), "base REMOTE");
    assert!(
        theirs.undo().expect("undo").is_some(),
        "each desk has its own steps"
    );
    assert_eq!(characters(&theirs, &Field::Body), "base ");
}

#[test]
fn undo_and_redo_go_on_after_several_updates_were_accepted_at_once() {
    let mut mine = Manuscript::empty(1);
    let base = mine
        .apply(&[body(json!([{"insert": "base "}]))])
        .expect("sound");
    mine.apply(&[body(json!([{"retain": 5}, {"insert": "mine"}]))])
        .expect("sound");
    let (mut theirs, _) = Manuscript::load(2, None, [base.0.as_slice()]).expect("a sound update");
    let first = theirs
        .apply(&[body(json!([{"insert": "THEIR "}]))])
        .expect("sound");
    let second = theirs
        .apply(&[body(json!([{"retain": 6}, {"insert": "OWN "}]))])
        .expect("sound");
    mine.accept(&[&base.0, &second.0, &first.0])
        .expect("updates in any order, one of them known");
    assert_eq!(characters(&mine, &Field::Body), "THEIR OWN base mine");
    mine.undo().expect("undo").expect("my last words");
    assert_eq!(characters(&mine, &Field::Body), "THEIR OWN base ");
    mine.accept(&[&first.0, &second.0])
        .expect("known updates do no harm");
    mine.undo().expect("undo").expect("my first words");
    assert_eq!(characters(&mine, &Field::Body), "THEIR OWN ");
    assert!(
        mine.undo().expect("undo").is_none(),
        "others' words are no steps of mine"
    );
    mine.redo().expect("redo").expect("my first words");
    mine.redo().expect("redo").expect("my last words");
    assert_eq!(characters(&mine, &Field::Body), "THEIR OWN base mine");
}

#[test]
fn undo_of_a_split_keeps_what_another_desk_made_of_the_new_block() {
    let mut mine = Manuscript::empty(1);
    mine.apply(&[body(json!([{"insert": "onetwo"}]))])
        .expect("sound");
    mine.apply(&[body(
        json!([{"retain": 3}, {"insert": "\u{FFFC}", "attributes": {"b:id": "1-1"}}]),
    )])
    .expect("sound");
    let (mut theirs, _) = Manuscript::load(2, Some(&mine.checkpoint()), []).expect("sound");
    let typed = json!([{"retain": 7}, {"insert": "\u{FFFC}", "attributes": {"b:id": "2-1", "b:type": "heading"}}, {"insert": "three"}]);
    let remote = theirs.apply(&[body(typed)]).expect("sound");
    mine.accept(&[&remote.0]).expect("sound");
    mine.undo().expect("undo").expect("a step");
    assert_eq!(super::blocks(&mine), "p(onetwo) h2(three)");
}

#[test]
fn edits_that_are_joined_are_one_step() {
    let mut mine = Manuscript::empty(1);
    for at in 0..6 {
        mine.join_steps(at % 3 != 0);
        let skip = (at > 0).then(|| json!({"retain": at}));
        let ops: Vec<_> = skip.into_iter().chain([json!({"insert": "x"})]).collect();
        mine.apply(&[body(json!(ops))]).expect("sound");
    }
    for (shown, why) in [("xxx", "the second burst"), ("", "the first burst")] {
        mine.undo().expect("undo").expect(why);
        assert_eq!(characters(&mine, &Field::Body), shown);
    }
    assert!(mine.undo().expect("undo").is_none());
    mine.redo().expect("redo").expect("the first burst");
    assert_eq!(characters(&mine, &Field::Body), "xxx");
}

#[test]
fn nothing_is_undone_in_a_story_where_nothing_was_typed_here() {
    let mut theirs = Manuscript::empty(2);
    theirs
        .apply(&[body(json!([{"insert": "theirs"}]))])
        .expect("sound");
    let (mut mine, _) = Manuscript::load(1, Some(&theirs.checkpoint()), []).expect("sound");
    assert!(mine.undo().expect("undo").is_none());
    assert!(mine.redo().expect("redo").is_none());
}
