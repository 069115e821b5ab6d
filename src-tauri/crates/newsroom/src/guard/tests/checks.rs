//! Checks: legal's and the checklist.

use super::*;
use crate::{
    CheckKind::{self, Checklist, Legal as LegalCheck},
    play::{clear, refuse, require},
};

fn required(check: CheckKind) -> Scene {
    let mut scene = Scene::editing(TwoPeople);
    scene.does(Editor, require(check));
    scene
}

#[test]
fn who_refuses_a_check_says_why() {
    let silent = Step::RefuseCheck {
        check: LegalCheck,
        reason: String::new(),
    };
    check(required(LegalCheck), Legal, silent, Err("needs-reason"));
}

#[test]
fn nothing_is_approved_over_an_open_or_refused_check() {
    for (check_kind, open, refused) in [
        (LegalCheck, "legal-check-open", "legal-check-refused"),
        (Checklist, "checklist-open", "checklist-refused"),
    ] {
        let mut scene = required(check_kind);
        check(scene.clone(), Editor, approve(), Err(open));
        let checker = if check_kind == LegalCheck {
            Legal
        } else {
            Copy
        };
        scene.does(checker, refuse(check_kind));
        check(scene.clone(), Editor, approve(), Err(refused));
        scene.does(checker, clear(check_kind));
        check(scene, Editor, approve(), Ok(InApproved));
    }
}

#[test]
fn a_check_is_cleared_for_one_text_only() {
    let mut scene = required(LegalCheck);
    scene.does(Legal, clear(LegalCheck));
    scene.types(Editor, 3);
    check(scene.clone(), Editor, approve(), Err("legal-check-open"));
    scene.types(Editor, 2);
    check(scene, Editor, approve(), Ok(InApproved));
}

#[test]
fn a_check_asked_for_after_the_approval_keeps_the_story_in() {
    let mut scene = Scene::approved(TwoPeople);
    scene.does(Legal, require(LegalCheck));
    let publish = scene.publish("site");
    check(
        scene.clone(),
        Production,
        publish.clone(),
        Err("legal-check-open"),
    );
    scene.does(Legal, clear(LegalCheck));
    check(scene, Production, publish, Ok(InIdle));
}

#[test]
fn clearing_is_offered_to_the_checker_of_either_check() {
    let offered = |scene: &Scene, who: Who| {
        let actor = crate::Actor {
            person: who.person(),
            device: who.device(),
            seq: scene.seq + 1,
        };
        let roster = scene.rosters.latest().expect("the play has its roster");
        let all = crate::allowed(&scene.state(), &actor, roster, &scene.facts);
        let found = all
            .into_iter()
            .find(|(name, _)| *name == crate::StepName::ClearCheck);
        found.is_some_and(|(_, answer)| answer.is_ok())
    };
    for (check_kind, clears) in [
        (LegalCheck, [true, false, false]),
        (Checklist, [false, true, true]),
    ] {
        let scene = required(check_kind);
        assert_eq!(
            [Legal, Copy, Editor].map(|who| offered(&scene, who)),
            clears
        );
    }
    assert!(
        ![Legal, Copy, Editor]
            .iter()
            .any(|who| offered(&Scene::editing(TwoPeople), *who))
    );
}
