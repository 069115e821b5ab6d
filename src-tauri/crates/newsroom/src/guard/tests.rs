//! The table of steps, row by row.

use crate::{
    DeskState, Facts,
    SecondReader::{self, TwoPeople},
    Step, UpdateClass,
    play::{
        Scene,
        Who::{self, *},
        approve, at, embargo, file, hold, lift, reason, send_back, spike, unspike,
    },
};

type Place = fn(SecondReader) -> Scene;
type MakeStep = fn(&Scene) -> Step;

const PLACES: [(DeskState, Place); 11] = [
    (DeskState::Unstarted, Scene::new),
    (DeskState::Pitch, Scene::pitched),
    (DeskState::Assigned, Scene::assigned),
    (DeskState::Draft, Scene::draft),
    (DeskState::Filed, Scene::filed),
    (DeskState::Editing, Scene::editing),
    (DeskState::Copy, Scene::copy),
    (DeskState::Approved, Scene::approved),
    (DeskState::Scheduled, Scene::scheduled),
    (DeskState::Idle, Scene::live),
    (DeskState::Spiked, Scene::spiked),
];

const EVERYONE: [Who; 12] = [
    Reporter,
    OtherReporter,
    Editor,
    OtherEditor,
    Copy,
    JuniorCopy,
    Legal,
    Production,
    Chief,
    Admin,
    SportEditor,
    Stranger,
];

fn check(mut scene: Scene, who: Who, step: Step, expected: Result<DeskState, &str>) {
    let name = step.name();
    let answer = scene
        .tries(who, step)
        .map(|()| scene.desk())
        .map_err(|refusal| refusal.code());
    assert_eq!(answer, expected, "{who:?} takes {name}");
}

use DeskState::{
    Approved as InApproved, Copy as InCopy, Draft as InDraft, Editing as InEditing,
    Filed as InFiled, Idle as InIdle, Scheduled as InScheduled,
};

#[test]
fn whoever_wrote_its_text_files_a_draft() {
    let mut scene = Scene::draft(TwoPeople);
    scene.types(OtherReporter, 3);
    check(scene, OtherReporter, file(), Ok(InFiled));
}

#[test]
fn a_role_in_another_section_does_not_count() {
    check(
        Scene::draft(TwoPeople),
        SportEditor,
        file(),
        Err("not-your-role"),
    );
    let mut sport = Scene::draft(TwoPeople);
    sport.facts.section = "sport".into();
    check(sport, SportEditor, file(), Ok(InFiled));
}

#[test]
fn a_story_without_its_parts_is_neither_filed_nor_approved() {
    type Lack = (fn(&mut Facts), &'static str);
    let lacks: [Lack; 4] = [
        (|facts| facts.slugline = false, "needs-slugline"),
        (|facts| facts.headline = false, "needs-headline"),
        (|facts| facts.credits = 0, "needs-credit"),
        (|facts| facts.body_words = 0, "needs-body"),
    ];
    for (lack, code) in lacks {
        let mut draft = Scene::draft(TwoPeople);
        lack(&mut draft.facts);
        check(draft, Reporter, file(), Err(code));
        let mut editing = Scene::editing(TwoPeople);
        lack(&mut editing.facts);
        check(editing, Editor, approve(), Err(code));
        let mut approved = Scene::approved(TwoPeople);
        lack(&mut approved.facts);
        let publish = approved.publish("site");
        check(approved, Production, publish, Err(code));
    }
}

#[test]
fn a_step_that_is_asked_for_words_needs_them() {
    let blank = || " ".to_owned();
    let nameless = Step::SetEmbargo {
        at: at(5),
        source: blank(),
        terms: reason(),
    };
    let asked: [(Place, Step, &str); 6] = [
        (Scene::filed, Step::SendBack { note: blank() }, "needs-note"),
        (Scene::draft, Step::Hold { reason: blank() }, "needs-reason"),
        (
            Scene::filed,
            Step::Spike { reason: blank() },
            "needs-reason",
        ),
        (
            Scene::spiked,
            Step::Unspike { reason: blank() },
            "needs-reason",
        ),
        (
            |rule| Scene::updating(rule, UpdateClass::Update),
            Step::DropUpdate { reason: blank() },
            "needs-reason",
        ),
        (Scene::draft, nameless, "needs-source"),
    ];
    for (place, step, code) in asked {
        check(place(TwoPeople), Editor, step, Err(code));
    }
    let mut promised = Scene::filed(TwoPeople);
    promised.does(Editor, embargo(-5));
    let lift = Step::LiftEmbargo { reason: blank() };
    check(promised, Editor, lift, Err("needs-reason"));
}

#[test]
fn spiking_loses_nothing_but_the_approval() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Legal, hold());
    scene.does(Editor, embargo(30));
    let before = scene.state();
    scene.does(Editor, spike());
    scene.does(Editor, unspike());
    let after = scene.state();
    assert_eq!(
        (after.revisions, after.holds, after.embargo),
        (before.revisions, before.holds, before.embargo)
    );
    assert_eq!(after.trail[..before.trail.len()], before.trail);
    assert_eq!(
        (after.approval, after.schedule),
        (None, None),
        "it starts again as a draft"
    );
    assert_eq!(after.authors, before.authors);
}

#[test]
fn releasing_ones_own_hold_leaves_legals() {
    let mut scene = Scene::approved(TwoPeople);
    scene.does(Legal, hold());
    scene.does(Editor, hold());
    scene.does(Editor, Step::Release);
    assert_eq!(scene.state().hold().map(|hold| hold.by), Some(Legal.id()));
}

#[test]
fn only_a_chief_makes_an_embargo_earlier_than_agreed() {
    let mut scene = Scene::filed(TwoPeople);
    scene.does(Editor, embargo(30));
    check(scene.clone(), Editor, embargo(29), Err("embargo-agreed"));
    check(scene.clone(), Editor, embargo(31), Ok(InFiled));
    check(scene.clone(), Chief, embargo(29), Ok(InFiled));
    check(scene.clone(), Editor, lift(), Err("embargo-agreed"));
    check(scene.clone(), Chief, lift(), Ok(InFiled));
    scene.wait(30);
    check(scene.clone(), Editor, lift(), Ok(InFiled));
    scene.does(Editor, lift());
    check(scene, Editor, lift(), Err("no-embargo"));
}

#[test]
fn who_types_follows_the_holding() {
    let types = |scene: &Scene| {
        let state = scene.state();
        EVERYONE
            .into_iter()
            .filter(|who| state.may_type(who.id(), &scene.facts.credited))
            .collect::<Vec<_>>()
    };
    let mut scene = Scene::draft(TwoPeople);
    assert_eq!(types(&scene), [Reporter]);
    scene.does(Reporter, file());
    assert_eq!(types(&scene), [], "who filed it waits for the desk");
    scene.does(Editor, Step::Take);
    scene.does(OtherEditor, Step::Take);
    assert_eq!(types(&scene), [OtherEditor], "the last to take it has it");
    scene.does(Editor, approve());
    assert_eq!(
        types(&scene),
        [OtherEditor],
        "the holder keeps it when another approves"
    );
    scene.does(OtherEditor, Step::PutBack);
    assert_eq!(types(&scene), []);
    let publish = scene.publish("site");
    scene.does(Editor, publish);
    assert_eq!(types(&scene), []);

    let mut unheld = Scene::filed(TwoPeople);
    unheld.does(Copy, approve());
    assert_eq!(
        types(&unheld),
        [Copy],
        "who approved it has it when nobody took it"
    );
    unheld.does(Editor, send_back());
    assert_eq!(types(&unheld), [Reporter]);
}

mod approving;
mod beginning;
mod buttons;
mod checks;
mod copy;
mod live;
mod minor;
mod publishing;
mod table;
