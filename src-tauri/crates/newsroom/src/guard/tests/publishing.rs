//! Schedules, embargoes, holds and publisher devices.

use super::{InApproved, InIdle, InScheduled, check};
use crate::{
    SecondReader::TwoPeople,
    Step,
    play::{
        Scene,
        Who::{Chief, Editor, Production, Publisher, Reporter},
        approve, at, embargo, file, hold, lift, send_back,
    },
};

#[test]
fn a_time_whose_instant_is_elsewhere_is_refused() {
    let mut far = at(0);
    far.local = "2026-01-01T00:00".into();
    let scene = Scene::approved(TwoPeople);
    let step = Step::Schedule {
        at: far,
        approval: scene.approval(),
        targets: Vec::new(),
    };
    check(scene, Editor, step, Err("not-a-time"));
}

#[test]
fn a_publisher_fires_a_schedule_that_is_due_and_does_nothing_else() {
    let mut scene = Scene::scheduled(TwoPeople);
    let early = scene.fires("site");
    check(scene.clone(), Publisher, early, Err("not-due"));
    scene.wait(60);
    let (unnamed, elsewhere, fires) = (
        scene.publish("site"),
        scene.fires("mirror"),
        scene.fires("site"),
    );
    check(scene.clone(), Publisher, unnamed, Err("not-scheduled"));
    check(
        scene.clone(),
        Publisher,
        elsewhere,
        Err("target-not-scheduled"),
    );
    for step in [
        Step::Take,
        send_back(),
        hold(),
        file(),
        approve(),
        Step::Unschedule,
    ] {
        check(
            scene.clone(),
            Publisher,
            step,
            Err("publisher-only-publishes"),
        );
    }
    scene.does(Publisher, fires.clone());
    assert_eq!(scene.state().live.map(|live| live.by), Some(None));
    check(scene, Publisher, fires, Err("already-live"));
}

#[test]
fn one_schedule_fires_on_two_laptops_for_two_targets() {
    let mut scene = Scene::approved(TwoPeople);
    let step = Step::Schedule {
        at: at(60),
        approval: scene.approval(),
        targets: vec!["site".into(), "mirror".into()],
    };
    scene.does(Editor, step);
    scene.wait(60);
    for target in ["site", "mirror"] {
        let fires = scene.fires(target);
        scene.does(Publisher, fires);
    }
    let live = scene.state().live.expect("readers have it");
    assert_eq!(
        live.targets,
        ["mirror".to_owned(), "site".to_owned()].into()
    );
}

#[test]
fn a_person_may_publish_before_the_scheduled_minute() {
    let scene = Scene::scheduled(TwoPeople);
    let early = scene.fires("site");
    check(scene, Production, early, Ok(InIdle));
}

#[test]
fn only_the_approved_words_go_out() {
    let mut scene = Scene::approved(TwoPeople);
    let mut other = scene.publish("site");
    if let Step::Publish { content_hash, .. } = &mut other {
        *content_hash = [9; 32];
    }
    check(scene.clone(), Editor, other, Err("not-approved"));
    let mut unnamed = scene.publish("site");
    if let Step::Publish { approval, .. } = &mut unnamed {
        *approval = scene.entries[0].id;
    }
    check(scene.clone(), Editor, unnamed, Err("not-approved"));
    let mut nowhere = scene.publish("site");
    if let Step::Publish { targets, .. } = &mut nowhere {
        targets.clear();
    }
    check(scene.clone(), Editor, nowhere, Err("no-targets"));
    let publish = scene.publish("site");
    scene.does(Editor, publish);
    let again = scene.publish("site");
    check(scene, Editor, again, Err("already-live"));
}

#[test]
fn nothing_goes_out_on_hold() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Reporter, hold());
    assert!(
        !scene.state().schedule_counts(Some([2; 32])),
        "hold beats a schedule"
    );
    let publish = scene.publish("site");
    check(scene.clone(), Chief, publish, Err("on-hold"));
    scene.wait(60);
    let fires = scene.fires("site");
    check(scene, Publisher, fires, Err("on-hold"));
}

#[test]
fn nothing_goes_out_before_its_embargo() {
    let mut scene = Scene::approved(TwoPeople);
    scene.does(Editor, embargo(30));
    let early = scene.publish("site");
    check(scene.clone(), Chief, early, Err("embargo-until"));
    let before = scene.schedule(29);
    check(scene.clone(), Editor, before, Err("embargo-until"));
    let on_time = scene.schedule(30);
    check(scene.clone(), Editor, on_time, Ok(InScheduled));
    scene.wait(30);
    let mut backdated = scene.publish("site");
    if let Step::Publish { fired_at, .. } = &mut backdated {
        *fired_at -= 1;
    }
    check(scene.clone(), Chief, backdated, Err("embargo-until"));
    let publish = scene.publish("site");
    check(scene, Production, publish, Ok(InIdle));
}

#[test]
fn a_schedule_that_a_later_embargo_overtook_does_not_fire_when_it_ends() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Editor, embargo(90));
    assert_eq!(scene.desk(), InApproved);
    let fires = scene.fires("site");
    scene.does(Chief, lift());
    scene.wait(100);
    check(scene, Publisher, fires, Err("not-scheduled"));
}

#[test]
fn an_embargo_before_the_schedule_leaves_it() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Editor, embargo(60));
    assert_eq!(scene.desk(), InScheduled);
}
