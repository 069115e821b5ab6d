//! Pitch, commission, start, assign.

use super::*;
use crate::{PersonId, play::assign};

#[test]
fn a_pitch_says_something() {
    let silent = Step::Pitch { line: " ".into() };
    check(Scene::new(TwoPeople), Reporter, silent, Err("needs-line"));
}

#[test]
fn a_commission_says_how_long_and_until_when() {
    let says = |words, due_at| Step::Commission {
        person: Reporter.id(),
        due_at,
        words,
        brief: String::new(),
    };
    let mut never = at(60);
    never.instant += 2 * 24 * 60 * 60 * 1000;
    for (step, code) in [
        (says(0, at(60)), "needs-length"),
        (says(600, never), "not-a-time"),
    ] {
        check(Scene::new(TwoPeople), Editor, step, Err(code));
    }
}

#[test]
fn a_desk_editor_starts_what_a_guest_is_to_write() {
    let mut scene = Scene::new(TwoPeople);
    let guest = PersonId::from_bytes([77; 16]);
    scene.does(
        Editor,
        Step::Commission {
            person: guest,
            due_at: at(60),
            words: 600,
            brief: String::new(),
        },
    );
    check(scene.clone(), Reporter, Step::Start, Err("not-your-role"));
    check(scene, Editor, Step::Start, Ok(InDraft));
}

#[test]
fn to_assign_is_to_say_something() {
    let nothing = Step::Assign {
        person: None,
        due_at: None,
        words: None,
        planned_at: None,
    };
    check(
        Scene::draft(TwoPeople),
        Editor,
        nothing,
        Err("nothing-assigned"),
    );
}

#[test]
fn what_is_assigned_stays_until_it_is_changed() {
    let mut scene = Scene::assigned(TwoPeople);
    scene.does(
        Editor,
        Step::Assign {
            person: None,
            due_at: None,
            words: Some(800),
            planned_at: Some(at(90)),
        },
    );
    let agreed = scene.state().assignment;
    assert_eq!(
        (agreed.words, agreed.due_at, agreed.planned_at),
        (Some(800), Some(at(60)), Some(at(90)))
    );
    assert_eq!(agreed.brief, "what it should say");
    assert_eq!(scene.state().draft_by, Some(Reporter.id()));
}

#[test]
fn whoever_a_story_is_assigned_to_writes_it() {
    let mut scene = Scene::assigned(TwoPeople);
    scene.facts.credited.clear();
    let types = |scene: &Scene, who: Who| scene.state().may_type(who.id(), &[]);
    assert!(types(&scene, Reporter) && !types(&scene, OtherReporter));
    scene.does(Editor, assign(OtherReporter));
    assert!(!types(&scene, Reporter) && types(&scene, OtherReporter));
    check(scene, OtherReporter, Step::Start, Ok(InDraft));
}

#[test]
fn whoever_commissions_a_story_is_not_its_author() {
    let mut scene = Scene::assigned(TwoPeople);
    scene.does(Reporter, Step::Start);
    scene.types(Reporter, 2);
    scene.does(Reporter, file());
    check(scene, Editor, approve(), Ok(InApproved));
}

#[test]
fn what_is_written_in_a_pitch_makes_an_author() {
    for place in [Scene::pitched, Scene::assigned] {
        let mut scene = place(TwoPeople);
        scene.types(Editor, 2);
        assert!(scene.state().authors.contains(&Editor.id()));
    }
}
