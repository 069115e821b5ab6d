//! The table of steps, row by row.

use crate::{
    DeskState, Facts,
    SecondReader::{self, TwoPeople},
    Step,
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

/// Tries a step in every state and as everyone: it goes from `from` only, and only `who` may take it there.
fn check_row(step: MakeStep, from: &[(DeskState, DeskState)], who: &[Who]) {
    let rows: Vec<_> = from.iter().map(|(from, to)| (*from, *to, who)).collect();
    check_rows(step, &rows);
}

fn check_rows(step: MakeStep, rows: &[(DeskState, DeskState, &[Who])]) {
    for (state, place) in PLACES {
        let row = rows.iter().find(|(from, _, _)| *from == state);
        let set = place(TwoPeople);
        assert_eq!(set.desk(), state, "the scene is set");
        for one in EVERYONE {
            let mut scene = set.clone();
            let step = step(&scene);
            let name = step.name();
            let answer = scene.tries(one, step);
            let here = state.name();
            match row.filter(|(_, _, who)| who.contains(&one)) {
                Some((_, to, _)) => {
                    assert_eq!(answer, Ok(()), "{one:?} may {name} a story that is {here}");
                    assert_eq!(scene.desk(), *to, "{name} leads from {here} to there");
                }
                None => assert!(
                    answer.is_err(),
                    "{one:?} may not {name} a story that is {here}"
                ),
            }
        }
    }
}

use DeskState::{
    Approved as InApproved, Assigned as InAssigned, Copy as InCopy, Draft as InDraft,
    Editing as InEditing, Filed as InFiled, Idle as InIdle, Pitch as InPitch,
    Scheduled as InScheduled, Spiked as InSpiked, Unstarted as InUnstarted,
};

#[test]
fn its_author_or_a_desk_editor_files_a_draft() {
    check_row(
        |_| file(),
        &[(InDraft, InFiled)],
        &[Reporter, Editor, OtherEditor, Chief],
    );
}

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
fn its_author_pulls_a_filed_story_back() {
    check_row(|_| Step::PullBack, &[(InFiled, InDraft)], &[Reporter]);
}

#[test]
fn a_desk_editor_takes_a_story() {
    let from = [
        (InFiled, InEditing),
        (InEditing, InEditing),
        (InApproved, InApproved),
        (InScheduled, InScheduled),
    ];
    let editors: &[Who] = &[Editor, OtherEditor, Chief];
    let mut rows = from.map(|(from, to)| (from, to, editors)).to_vec();
    let copy_desk: &[Who] = &[Editor, OtherEditor, Chief, Copy, JuniorCopy];
    rows.push((InCopy, InCopy, copy_desk));
    check_rows(|_| Step::Take, &rows);
}

#[test]
fn a_draft_that_was_filed_before_can_be_taken() {
    let mut scene = Scene::filed(TwoPeople);
    scene.does(Editor, send_back());
    assert!(scene.state().is_sent_back());
    check(scene, OtherEditor, Step::Take, Ok(InEditing));
}

#[test]
fn the_holder_puts_a_story_back() {
    let from = [
        (InEditing, InFiled),
        (InCopy, InCopy),
        (InApproved, InApproved),
        (InScheduled, InScheduled),
    ];
    check_row(|_| Step::PutBack, &from, &[Editor]);
    check(
        Scene::editing(TwoPeople),
        OtherEditor,
        Step::PutBack,
        Err("not-holder"),
    );
}

#[test]
fn an_editor_or_copy_editor_sends_a_story_back() {
    let from = [
        (InFiled, InDraft),
        (InEditing, InDraft),
        (InCopy, InDraft),
        (InApproved, InDraft),
        (InScheduled, InDraft),
    ];
    check_row(
        |_| send_back(),
        &from,
        &[Editor, OtherEditor, Chief, Copy, JuniorCopy],
    );
    check(
        Scene::filed(TwoPeople),
        Editor,
        Step::SendBack { note: " ".into() },
        Err("needs-note"),
    );
}

#[test]
fn who_may_approve_approves() {
    check_row(
        |_| approve(),
        &[
            (InFiled, InApproved),
            (InEditing, InApproved),
            (InCopy, InApproved),
        ],
        &[Editor, OtherEditor, Chief, Copy],
    );
}

#[test]
fn schedule_and_its_changes_belong_to_editors_and_production() {
    let who = [Editor, OtherEditor, Chief, Production];
    check_row(
        |scene| scene.schedule(60),
        &[(InApproved, InScheduled)],
        &who,
    );
    check_row(
        |scene| scene.reschedule(90),
        &[(InScheduled, InScheduled)],
        &who,
    );
    check_row(|_| Step::Unschedule, &[(InScheduled, InApproved)], &who);
}

#[test]
fn editors_and_production_publish() {
    let from = [
        (InApproved, InIdle),
        (InScheduled, InIdle),
        (InIdle, InIdle),
    ];
    check_row(
        |scene| scene.publish("second site"),
        &from,
        &[Editor, OtherEditor, Chief, Production],
    );
}

#[test]
fn a_hold_may_be_set_in_any_state() {
    let stays = PLACES.map(|(state, _)| (state, state));
    check_row(
        |_| hold(),
        &stays[1..],
        &[Editor, OtherEditor, Chief, Legal, Reporter],
    );
    check(
        Scene::draft(TwoPeople),
        Editor,
        Step::Hold {
            reason: String::new(),
        },
        Err("needs-reason"),
    );
}

#[test]
fn an_embargo_may_be_set_in_any_state() {
    let editors: &[Who] = &[Editor, OtherEditor, Chief];
    let drafting: &[Who] = &[Reporter, Editor, OtherEditor, Chief];
    let who = |state: DeskState| match state.is_before_filing() {
        true => drafting,
        false => editors,
    };
    let stays = PLACES.map(|(state, _)| (state, state, who(state)));
    check_rows(|_| embargo(-5), &stays[1..]);
    check(Scene::draft(TwoPeople), Reporter, embargo(5), Ok(InDraft));
    check(
        Scene::filed(TwoPeople),
        Reporter,
        embargo(5),
        Err("not-your-role"),
    );
    let nameless = Step::SetEmbargo {
        at: at(5),
        source: String::new(),
        terms: reason(),
    };
    check(
        Scene::draft(TwoPeople),
        Editor,
        nameless,
        Err("needs-source"),
    );
}

#[test]
fn a_desk_editor_spikes_what_is_not_published() {
    let from = [
        InPitch,
        InAssigned,
        InDraft,
        InFiled,
        InEditing,
        InCopy,
        InApproved,
        InScheduled,
    ]
    .map(|state| (state, InSpiked));
    check_row(|_| spike(), &from, &[Editor, OtherEditor, Chief]);
    check(Scene::live(TwoPeople), Editor, spike(), Err("already-live"));
    check(
        Scene::filed(TwoPeople),
        Editor,
        Step::Spike {
            reason: String::new(),
        },
        Err("needs-reason"),
    );
}

#[test]
fn a_spiked_story_comes_back_as_a_draft() {
    check_row(
        |_| unspike(),
        &[(InSpiked, InDraft)],
        &[Editor, OtherEditor, Chief],
    );
}

#[test]
fn a_spiked_story_cannot_be_filed() {
    check(Scene::spiked(TwoPeople), Reporter, file(), Err("spiked"));
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
fn everyone_who_works_here_saves() {
    let stays = PLACES.map(|(state, _)| (state, state));
    let everyone = [
        SportEditor,
        Reporter,
        OtherReporter,
        Editor,
        OtherEditor,
        Chief,
        Copy,
        JuniorCopy,
        Legal,
        Production,
    ];
    check_row(|_| Step::Seal { name: None }, &stays[1..], &everyone);
}

#[test]
fn a_hold_is_released_by_who_set_it_or_a_chief_and_legals_by_legal_or_a_chief() {
    for (set_by, releases) in [
        (Editor, &[Editor, Chief][..]),
        (Reporter, &[Reporter, Chief]),
        (Legal, &[Legal, Chief]),
    ] {
        for who in EVERYONE {
            let mut scene = Scene::filed(TwoPeople);
            scene.does(set_by, hold());
            let answer = scene.tries(who, Step::Release);
            assert_eq!(
                answer.is_ok(),
                releases.contains(&who),
                "{who:?} releases a hold of {set_by:?}"
            );
            assert_eq!(scene.state().holds.is_empty(), answer.is_ok());
        }
    }
    check(
        Scene::filed(TwoPeople),
        Chief,
        Step::Release,
        Err("not-on-hold"),
    );
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
