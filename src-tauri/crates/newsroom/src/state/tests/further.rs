//! The same for what surrounds a story: assignments, checks, updates.

use super::*;
use crate::{
    CheckKind::Legal as LegalCheck,
    UpdateClass,
    play::{assign, break_glass, clear, commission, drop_update, refuse, require},
};

#[test]
fn of_two_who_start_a_pitch_one_is_first() {
    let (mut one, mut other) = apart(&Scene::pitched(TwoPeople));
    one.does(Editor, commission(OtherReporter));
    other.does(Reporter, Step::Start);
    other.types(Reporter, 2);
    let state = met(&one, &other);
    let outcomes = [
        overtaken(&state, "commission", Editor),
        overtaken(&state, "start", Reporter),
    ];
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(
        state.may_type(Reporter.id(), &[]),
        "whoever wrote in it goes on writing"
    );
}

#[test]
fn two_assignments_are_one_after_the_other_on_every_desk() {
    let (mut one, mut other) = apart(&Scene::assigned(TwoPeople));
    let ours = one.does(Editor, assign(OtherReporter));
    let theirs = other.does(OtherEditor, assign(Editor));
    let state = met(&one, &other);
    let last = if ours < theirs { Editor } else { OtherReporter };
    assert_eq!(state.draft_by, Some(last.id()));
}

#[test]
fn a_check_that_is_asked_for_beats_an_approval() {
    let (mut one, mut other) = apart(&Scene::editing(TwoPeople));
    one.does(OtherEditor, approve());
    other.does(Legal, require(LegalCheck));
    let state = met(&one, &other);
    assert_eq!(
        overtaken(&state, "approve", OtherEditor),
        Err("legal-check-open")
    );
    assert_eq!(state.desk_state(Some([2; 32])), DeskState::Editing);
}

#[test]
fn a_refusal_beats_a_clearing_that_had_not_seen_it() {
    let mut scene = Scene::editing(TwoPeople);
    scene.does(Editor, require(LegalCheck));
    let (mut one, mut other) = apart(&scene);
    one.does(Legal, clear(LegalCheck));
    other.does(Legal, refuse(LegalCheck));
    let state = met(&one, &other);
    assert!(matches!(state.checks.legal, crate::Check::Refused { .. }));

    let (mut one, mut other) = apart(&scene);
    one.does(Editor, require(LegalCheck));
    one.does(Legal, clear(LegalCheck));
    other.does(Legal, refuse(LegalCheck));
    let state = met(&one, &other);
    assert!(
        matches!(state.checks.legal, crate::Check::Refused { .. }),
        "nor does asking again pass over it"
    );
}

#[test]
fn two_rounds_opened_at_once_are_one_and_their_writers_are_all_known() {
    let (mut one, mut other) = apart(&Scene::live(TwoPeople));
    let class = UpdateClass::Correction;
    one.does(Editor, Step::OpenUpdate { class });
    other.does(OtherEditor, Step::OpenUpdate { class });
    one.types(Editor, 3);
    other.types(OtherEditor, 4);
    let state = met(&one, &other);
    let writers = state.update.expect("one of them is open").writers;
    assert_eq!(
        writers,
        [Editor.id(), OtherEditor.id()].into(),
        "also whoever wrote in the round that was overtaken"
    );
}

#[test]
fn dropping_an_update_leaves_one_that_was_published_meanwhile() {
    let mut scene = Scene::updating(TwoPeople, UpdateClass::Update);
    scene.types(Editor, 3);
    scene.does(OtherEditor, approve());
    let (mut one, mut other) = apart(&scene);
    let publish = one.publish("site");
    one.does(Production, publish);
    other.does(Editor, drop_update());
    let state = met(&one, &other);
    assert_eq!(state.desk, DeskState::Idle);
    assert_eq!(state.live.map(|live| live.content_hash), Some([3; 32]));
}

#[test]
fn an_emergency_beside_an_approval_of_the_same_words_counts_too() {
    let (mut one, mut other) = apart(&Scene::editing(TwoPeople));
    one.does(Chief, break_glass());
    other.does(OtherEditor, approve());
    let state = met(&one, &other);
    for (step, who) in [("break_glass", Chief), ("approve", OtherEditor)] {
        assert_eq!(overtaken(&state, step, who), Ok(()));
    }
}
