//! Stories that readers have: updates, withdrawal, reinstatement.

use super::*;
use crate::{
    LiveState, UpdateClass,
    play::{confirm, drop_update, withdraw},
};

fn open_update() -> Step {
    Step::OpenUpdate {
        class: UpdateClass::Correction,
    }
}

fn reinstate(scene: &Scene) -> Step {
    Step::Reinstate {
        content_hash: scene
            .state()
            .reinstatable(scene.facts.head_hash)
            .unwrap_or_default(),
    }
}

#[test]
fn readers_keep_the_live_copy_while_an_update_is_written() {
    let mut scene = Scene::updating(TwoPeople, UpdateClass::Update);
    let before = scene.state().live;
    scene.types(Editor, 3);
    let state = scene.state();
    assert_eq!(
        (state.live_state(), &state.live),
        (LiveState::Live, &before)
    );
    assert_eq!(state.holder, Some(Editor.id()));
    assert!(
        !state.is_void(Some([3; 32])),
        "nothing of it was approved yet"
    );
}

#[test]
fn an_update_keeps_the_day_of_the_first_publication() {
    let mut scene = Scene::updating(TwoPeople, UpdateClass::Update);
    scene.types(Editor, 3);
    scene.does(OtherEditor, approve());
    let mut publish = scene.publish("site");
    if let Step::Publish {
        first_published, ..
    } = &mut publish
    {
        *first_published = "2030-01-01T00:00:00+00:00".into();
    }
    scene.does(Production, publish);
    let state = scene.state();
    let live = state.live.expect("it is live");
    assert_eq!((live.content_hash, live.revision), ([3; 32], 3));
    assert_eq!(live.first_published, "2027-01-15T08:00:00+00:00");
    assert_eq!((state.desk, state.update), (InIdle, None));
}

#[test]
fn an_update_goes_through_the_same_hands_as_a_new_story() {
    let mut scene = Scene::live(TwoPeople);
    scene.does(Reporter, open_update());
    scene.types(Reporter, 3);
    scene.does(Reporter, file());
    check(
        scene.clone(),
        Production,
        scene.publish("site"),
        Err("not-approved"),
    );
    scene.does(Editor, approve());
    check(scene.clone(), Production, scene.publish("site"), Ok(InIdle));
}

#[test]
fn an_update_that_is_dropped_is_kept() {
    let mut scene = Scene::updating(TwoPeople, UpdateClass::Update);
    scene.does(Reporter, drop_update());
    let state = scene.state();
    assert_eq!((state.desk, state.update), (InIdle, None));
    assert_eq!(
        state.revisions.len(),
        3,
        "the words that were dropped are kept"
    );
}

#[test]
fn a_withdrawal_says_why_and_what_readers_are_told() {
    let mute = |reason: &str, notice: &str| Step::Withdraw {
        reason: reason.into(),
        notice: notice.into(),
    };
    check(
        Scene::live(TwoPeople),
        Legal,
        mute(" ", "gone"),
        Err("needs-reason"),
    );
    check(
        Scene::live(TwoPeople),
        Legal,
        mute("libel", " "),
        Err("needs-notice"),
    );
}

#[test]
fn withdrawing_stops_what_is_scheduled_and_loses_nothing() {
    let mut scene = Scene::updating(TwoPeople, UpdateClass::Update);
    scene.types(Editor, 3);
    scene.does(OtherEditor, approve());
    let schedule = scene.schedule(60);
    scene.does(Production, schedule);
    let before = scene.state();
    scene.does(Legal, withdraw());
    let state = scene.state();
    assert_eq!(state.live_state(), LiveState::Withdrawn);
    assert!(!state.schedule_counts(Some([3; 32])));
    assert_eq!(state.revisions, before.revisions);
    assert_eq!(state.trail[..before.trail.len()], before.trail);
    assert_eq!(
        state
            .withdrawn
            .as_ref()
            .map(|withdrawn| withdrawn.targets.len()),
        Some(1),
        "it is known where the notice has to stand"
    );
    scene.wait(60);
    let fires = scene.fires("site");
    check(scene, Publisher, fires, Err("withdrawn"));
}

#[test]
fn a_withdrawal_is_read_by_a_second_person() {
    let mut scene = Scene::withdrawn(TwoPeople);
    let entry = scene.state().to_be_read[0].entry;
    scene.does(Legal, confirm(entry));
    let state = scene.state();
    assert_eq!(
        (state.to_be_read.len(), state.live_state()),
        (0, LiveState::Withdrawn)
    );
}

#[test]
fn a_chief_asks_and_another_brings_a_withdrawn_story_back() {
    let mut scene = Scene::withdrawn(TwoPeople);
    let other = Step::Reinstate {
        content_hash: [9; 32],
    };
    check(scene.clone(), Chief, other, Err("other-words"));

    let step = reinstate(&scene);
    let asked = scene.does(Chief, step);
    let publish = scene.publish("site");
    check(scene.clone(), Production, publish.clone(), Err("withdrawn"));
    check(scene.clone(), Chief, confirm(asked), Err("read-by-another"));
    let mut held = scene.clone();
    held.does(Legal, hold());
    check(held, Editor, confirm(asked), Err("on-hold"));
    scene.does(Editor, confirm(asked));
    assert_eq!(
        scene.state().live_state(),
        LiveState::Withdrawn,
        "readers have it when it has gone out"
    );
    scene.does(Production, publish);
    let state = scene.state();
    assert_eq!(state.live_state(), LiveState::Live);
    assert_eq!(state.live.map(|live| live.content_hash), Some([2; 32]));
}

#[test]
fn whoever_confirms_a_reinstatement_brings_the_story_back_in_a_role_that_confirms() {
    for (lost, expected) in [(false, Ok(InIdle)), (true, Err("not-your-role"))] {
        let mut scene = Scene::withdrawn(TwoPeople);
        let step = reinstate(&scene);
        let asked = scene.does(Chief, step);
        scene.does(Legal, confirm(asked));
        if lost {
            scene.close_roles(Legal);
        }
        let publish = scene.publish("site");
        check(scene, Legal, publish, expected);
    }
}

#[test]
fn a_withdrawn_story_can_be_mended_and_reinstated_with_the_mended_words() {
    let mut scene = Scene::withdrawn(TwoPeople);
    scene.does(Editor, open_update());
    scene.types(Editor, 3);
    scene.does(OtherEditor, approve());
    let publish = scene.publish("site");
    check(scene.clone(), Production, publish.clone(), Err("withdrawn"));
    let step = reinstate(&scene);
    let asked = scene.does(Chief, step);
    scene.does(Editor, confirm(asked));
    scene.does(Production, publish);
    let state = scene.state();
    assert_eq!(state.live_state(), LiveState::Live);
    assert_eq!(state.live.map(|live| live.content_hash), Some([3; 32]));
}
