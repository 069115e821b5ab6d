//! The same for withdrawals: each stands until somebody who knew of it undoes it.

use super::*;
use crate::{
    EntryId, UpdateClass,
    play::{confirm, withdraw},
};

/// Both desks' entries on one that goes on.
fn together(one: &Scene, other: &Scene) -> Scene {
    met(one, other);
    let mut scene = one.clone();
    let known = |entry: &&Entry| !one.entries.contains(entry);
    scene
        .entries
        .extend(other.entries.iter().filter(known).cloned());
    scene.seq += 1_000;
    scene
}

/// A chief asks for the story as it is now.
fn reinstate(scene: &mut Scene) -> EntryId {
    let words = scene.state().reinstatable(scene.facts.head_hash);
    let content_hash = words.expect("it is withdrawn");
    scene.does(Chief, Step::Reinstate { content_hash })
}

/// A chief asks, an editor confirms.
fn bring_back(scene: &mut Scene) {
    let asked = reinstate(scene);
    scene.does(Editor, confirm(asked));
}

fn publishes(scene: &mut Scene, target: &str) {
    let publish = scene.publish(target);
    scene.does(Production, publish);
}

fn withdrawn_by(state: &StoryState) -> Option<Who> {
    let by = state.withdrawn.as_ref().map(|withdrawn| withdrawn.by);
    let members = Who::MEMBERS.iter().map(|(who, _)| *who);
    members.into_iter().find(|who| Some(who.id()) == by)
}

#[test]
fn a_withdrawal_that_nobody_knew_of_is_not_undone() {
    let mut first = std::collections::BTreeSet::new();
    for minutes in 0..16 {
        let mut scene = Scene::live(TwoPeople);
        scene.wait(minutes);
        let (mut one, mut other) = apart(&scene);
        let ours = one.does(Legal, withdraw());
        let theirs = other.does(OtherEditor, withdraw());
        first.insert(ours < theirs);

        bring_back(&mut one);
        let confirmed = together(&one, &other);
        let publish = confirmed.publish("site");
        assert_eq!(
            confirmed.clone().tries(Production, publish),
            Err(crate::Refusal::Withdrawn),
            "whoever brought it back did not know of the other withdrawal"
        );

        publishes(&mut one, "site");
        assert_eq!(one.state().live_state(), LiveState::Live);
        let mut scene = together(&one, &other);
        let state = scene.state();
        assert_eq!(
            (state.live_state(), withdrawn_by(&state)),
            (LiveState::Withdrawn, Some(OtherEditor)),
            "the one that nobody undid stands"
        );
        for (step, who) in [("withdraw", Legal), ("withdraw", OtherEditor)] {
            assert_eq!(overtaken(&state, step, who), Ok(()));
        }
        assert_eq!(
            state.withdrawn.map(|withdrawn| withdrawn.targets),
            Some(["site".to_owned()].into()),
            "its notice belongs where the story went out again"
        );

        bring_back(&mut scene);
        publishes(&mut scene, "site");
        assert_eq!(scene.state().live_state(), LiveState::Live);
    }
    assert_eq!(first.len(), 2, "both orders were met");
}

#[test]
fn of_two_withdrawals_at_once_each_is_read_and_one_reinstatement_undoes_both() {
    let (mut one, mut other) = apart(&Scene::live(TwoPeople));
    let ours = one.does(Legal, withdraw());
    let theirs = other.does(Chief, withdraw());
    let mut scene = together(&one, &other);
    let state = scene.state();
    for (who, entry) in [(Legal, ours), (Chief, theirs)] {
        assert_eq!(overtaken(&state, "withdraw", who), Ok(()));
        assert!(state.to_be_read.iter().any(|unread| unread.entry == entry));
    }
    let shown = if ours < theirs { Legal } else { Chief };
    assert_eq!(
        withdrawn_by(&state),
        Some(shown),
        "one notice, the same on every desk"
    );
    scene.does(Chief, confirm(ours));
    scene.does(Legal, confirm(theirs));
    bring_back(&mut scene);
    publishes(&mut scene, "site");
    let state = scene.state();
    assert_eq!(
        (state.live_state(), state.to_be_read.len()),
        (LiveState::Live, 0)
    );
}

#[test]
fn two_reinstatements_of_two_withdrawals_are_confirmed_each() {
    let (mut one, mut other) = apart(&Scene::live(TwoPeople));
    one.does(Legal, withdraw());
    other.does(OtherEditor, withdraw());
    let ours = reinstate(&mut one);
    let third = together(&one, &other).state();
    assert_eq!(
        withdrawn_by(&third),
        Some(OtherEditor),
        "what nobody has asked back is what is left to do"
    );
    let theirs = reinstate(&mut other);
    let mut scene = together(&one, &other);
    scene.does(Editor, confirm(ours));
    let publish = scene.publish("site");
    assert_eq!(
        scene.clone().tries(Production, publish),
        Err(crate::Refusal::Withdrawn),
        "of the other nobody has confirmed it"
    );
    scene.does(Editor, confirm(theirs));
    publishes(&mut scene, "site");
    assert_eq!(scene.state().live_state(), LiveState::Live);
}

#[test]
fn a_chief_who_knows_of_both_withdrawals_asks_once_for_both() {
    let (mut one, mut other) = apart(&Scene::live(TwoPeople));
    one.does(Legal, withdraw());
    other.does(OtherEditor, withdraw());
    let before = reinstate(&mut one);
    let mut scene = together(&one, &other);
    let asked = reinstate(&mut scene);
    let unread = scene.state().to_be_read;
    let unread: Vec<_> = unread.iter().map(|unread| unread.entry).collect();
    assert!(
        unread.contains(&asked) && !unread.contains(&before),
        "only what is still asked is left to read"
    );
    scene.does(Editor, confirm(asked));
    publishes(&mut scene, "site");
    assert_eq!(scene.state().live_state(), LiveState::Live);
}

#[test]
fn a_withdrawal_in_an_update_is_not_undone_by_the_live_words() {
    let (mut one, mut other) = apart(&Scene::live(TwoPeople));
    one.does(Legal, withdraw());
    bring_back(&mut one);
    publishes(&mut one, "site");
    let class = UpdateClass::Correction;
    other.does(Editor, Step::OpenUpdate { class });
    other.types(Editor, 3);
    other.does(OtherEditor, withdraw());
    other.does(OtherEditor, approve());
    let mut scene = together(&one, &other);
    scene.facts.head_hash = [3; 32];
    let state = scene.state();
    assert_eq!(withdrawn_by(&state), Some(OtherEditor));
    assert_eq!(
        state.desk_state(Some([3; 32])),
        DeskState::Approved,
        "the update goes on"
    );
    bring_back(&mut scene);
    publishes(&mut scene, "site");
    let state = scene.state();
    assert_eq!(state.live_state(), LiveState::Live);
    assert_eq!(state.live.map(|live| live.content_hash), Some([3; 32]));
}

/// An update that is approved and due at the minute 5, into the target `site`.
fn due() -> Scene {
    let mut scene = Scene::updating(TwoPeople, UpdateClass::Update);
    scene.types(Editor, 3);
    scene.does(OtherEditor, approve());
    let schedule = scene.schedule(5);
    scene.does(Production, schedule);
    scene.wait(5);
    scene
}

#[test]
fn what_a_publisher_sends_out_beside_a_withdrawal_is_taken_down_and_comes_back() {
    let (mut one, mut other) = apart(&due());
    let fires = one.fires("site");
    one.does(Publisher, fires);
    other.does(Legal, withdraw());
    let mut scene = together(&one, &other);
    let state = scene.state();
    assert_eq!(withdrawn_by(&state), Some(Legal));
    assert_eq!(
        state.withdrawn.map(|withdrawn| withdrawn.targets),
        Some(["site".to_owned()].into()),
        "the notice belongs where the update went out"
    );
    bring_back(&mut scene);
    publishes(&mut scene, "site");
    let state = scene.state();
    assert_eq!(state.live_state(), LiveState::Live);
    assert_eq!(state.live.map(|live| live.content_hash), Some([3; 32]));
}

/// The words that readers had go out again, whatever lies approved beside them.
fn publishes_again(scene: &mut Scene) {
    let had = scene.state().live.expect("readers had it");
    let mut back = scene.publish("site");
    if let Step::Publish {
        approval,
        content_hash,
        ..
    } = &mut back
    {
        (*approval, *content_hash) = (had.approval, had.content_hash);
    }
    scene.does(Production, back);
    assert_eq!(scene.state().live_state(), LiveState::Live);
}

#[test]
fn a_schedule_that_had_not_seen_a_withdrawal_never_fires() {
    let mut scene = Scene::updating(TwoPeople, UpdateClass::Update);
    scene.types(Editor, 3);
    scene.does(OtherEditor, approve());
    for is_back in [false, true] {
        let (mut one, mut other) = apart(&scene);
        let schedule = one.schedule(60);
        one.does(Production, schedule);
        other.does(Legal, withdraw());
        if is_back {
            other.types(Editor, 4);
            bring_back(&mut other);
            publishes_again(&mut other);
        }
        let mut scene = together(&one, &other);
        assert!(!scene.state().schedule_counts(Some([3; 32])));
        if !is_back {
            scene.types(Editor, 4);
            bring_back(&mut scene);
            publishes_again(&mut scene);
        }
        assert!(
            !scene.state().schedule_counts(Some([3; 32])),
            "nor when the story is back and its words are the approved ones again"
        );
        scene.facts.head_hash = [3; 32];
        let schedule = scene.schedule(60);
        scene.does(Production, schedule);
        assert!(
            scene.state().schedule_counts(Some([3; 32])),
            "whoever knows of it schedules it again"
        );
    }
}

#[test]
fn what_two_people_brought_back_is_not_called_back_by_a_hold() {
    let (mut one, mut other) = apart(&Scene::withdrawn(TwoPeople));
    bring_back(&mut one);
    publishes(&mut one, "site");
    other.does(Legal, hold());
    let state = met(&one, &other);
    assert_eq!(overtaken(&state, "confirm", Editor), Err("on-hold"));
    assert_eq!(
        (state.live_state(), state.holds.len()),
        (LiveState::Live, 1),
        "held after it went live"
    );
    assert!(
        state
            .to_be_read
            .iter()
            .all(|unread| unread.step != crate::StepName::Reinstate),
        "nothing is asked any more"
    );
}

#[test]
fn a_withdrawal_stands_beside_an_update_that_went_out() {
    let mut scene = Scene::updating(TwoPeople, UpdateClass::Update);
    scene.types(Editor, 3);
    scene.does(OtherEditor, approve());
    let (mut one, mut other) = apart(&scene);
    let publish = one.publish("site");
    one.does(Production, publish);
    other.does(Legal, withdraw());
    let state = met(&one, &other);
    assert_eq!(state.live_state(), LiveState::Withdrawn);
    assert_eq!(overtaken(&state, "publish", Production), Ok(()));
    assert_eq!(
        state.live.map(|live| live.content_hash),
        Some([3; 32]),
        "it is known which words went out"
    );
}

#[test]
fn what_two_people_read_at_once_is_read_once() {
    let scene = Scene::withdrawn(TwoPeople);
    let entry = scene.state().to_be_read[0].entry;
    let (mut one, mut other) = apart(&scene);
    one.does(Legal, confirm(entry));
    other.does(Chief, confirm(entry));
    let state = met(&one, &other);
    assert_eq!(state.to_be_read, []);
    let outcomes = [Legal, Chief].map(|who| overtaken(&state, "confirm", who));
    assert!(outcomes.contains(&Ok(())) && outcomes.contains(&Err("nothing-to-confirm")));
}
