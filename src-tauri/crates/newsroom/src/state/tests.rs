//! What several desks do at the same time.

use crate::{
    DeskState, Entry, Kind, LiveState,
    SecondReader::TwoPeople,
    Standing, Step, StoryState, fold, follow,
    play::{
        STORY, Scene,
        Who::{self, *},
        approve, approve_minor, at, embargo, file, hold, lift, send_back, spike, story_entry,
    },
};

/// Two desks that go on from the same story without hearing of each other.
fn apart(scene: &Scene) -> (Scene, Scene) {
    let (one, mut other) = (scene.clone(), scene.clone());
    other.seq += 100;
    (one, other)
}

/// What both see once they have met, in both orders; `head` is the text that they agree on.
fn met(one: &Scene, other: &Scene) -> StoryState {
    let both: Vec<Entry> = one.entries.iter().chain(&other.entries).cloned().collect();
    let state = fold(&one.rosters, STORY, &both);
    assert_eq!(
        state,
        fold(&one.rosters, STORY, both.iter().rev()),
        "the order of arrival must not matter"
    );
    state
}

fn standing(state: &StoryState, step: &str, by: Who) -> Standing {
    let line = state
        .trail
        .iter()
        .rev()
        .find(|line| line.step.name() == step && line.person == by.person());
    line.expect("the step is in the trail").standing.clone()
}

fn overtaken(state: &StoryState, step: &str, by: Who) -> Result<(), &'static str> {
    match standing(state, step, by) {
        Standing::Done => Ok(()),
        Standing::Overtaken(refusal) => Err(refusal.code()),
        Standing::Refused(refusal) => {
            panic!("{step} was right when it was signed, yet refused: {refusal}")
        }
    }
}

#[test]
fn an_approval_meets_a_change_of_the_text_and_is_void() {
    let (mut one, mut other) = apart(&Scene::editing(TwoPeople));
    one.does(OtherEditor, approve());
    other.types(Editor, 3);
    let state = met(&one, &other);
    assert_eq!(state.desk_state(Some([33; 32])), DeskState::Editing);
    assert!(state.is_void(Some([33; 32])));
    assert_eq!(state.desk_state(Some([2; 32])), DeskState::Approved);
    assert_eq!(
        state.desk_state(None),
        DeskState::Editing,
        "unknown words are not approved words"
    );
}

#[test]
fn sending_back_beats_an_approval() {
    let (mut one, mut other) = apart(&Scene::editing(TwoPeople));
    one.does(OtherEditor, approve());
    let schedule = one.schedule(60);
    one.does(OtherEditor, schedule);
    other.does(Editor, send_back());
    let state = met(&one, &other);
    assert_eq!(state.desk, DeskState::Draft);
    assert_eq!(
        overtaken(&state, "approve", OtherEditor),
        Err("wrong-state")
    );
    assert_eq!(
        overtaken(&state, "schedule", OtherEditor),
        Err("not-approved")
    );
}

#[test]
fn two_who_approve_the_same_words_both_count() {
    let (mut one, mut other) = apart(&Scene::editing(TwoPeople));
    for (scene, who) in [(&mut one, Editor), (&mut other, OtherEditor)] {
        scene.does(who, approve());
        let schedule = scene.schedule(60);
        scene.does(who, schedule);
    }
    let state = met(&one, &other);
    assert_eq!(state.desk_state(Some([2; 32])), DeskState::Scheduled);
    for who in [Editor, OtherEditor] {
        assert_eq!(overtaken(&state, "approve", who), Ok(()));
    }
    let done = state
        .trail
        .iter()
        .filter(|line| line.step.name() == "schedule" && line.is_done())
        .count();
    assert_eq!(done, 1, "one of two schedules is enough");
}

/// The first one approves, and its desk then seals a revision that credits the second one, who approves meanwhile.
fn approval_by_whom_another_desk_credits(
    scene: &Scene,
    [first, second]: [Who; 2],
    step: fn() -> Step,
) {
    let mut orders = std::collections::BTreeSet::new();
    for minutes in 0..16 {
        let mut scene = scene.clone();
        scene.wait(minutes);
        let (mut one, mut other) = apart(&scene);
        let theirs = one.does(first, step());
        one.facts.credited.push(second.id());
        one.does(Production, Step::Seal { name: None });
        let ours = other.does(second, step());
        // Of two approvals the one with the lower id comes first, and what followed theirs before the other.
        let expected = if ours < theirs {
            Ok(())
        } else {
            Err("author-cannot-approve")
        };
        let state = met(&one, &other);
        assert_eq!(
            overtaken(&state, step().name(), second),
            expected,
            "a second reader is no author, also where somebody else approved"
        );
        orders.insert(ours < theirs);
    }
    assert_eq!(orders.len(), 2, "both orders were met");
}

#[test]
fn an_approval_beside_anothers_still_needs_a_second_reader() {
    let scene = Scene::editing(TwoPeople);
    approval_by_whom_another_desk_credits(&scene, [OtherEditor, Editor], approve);
}

#[test]
fn a_minor_approval_beside_anothers_still_needs_a_second_reader() {
    approval_by_whom_another_desk_credits(
        &Scene::void_by_a_comma(TwoPeople),
        [JuniorCopy, Copy],
        approve_minor,
    );
}

#[test]
fn a_publication_is_a_fact_that_a_hold_cannot_undo() {
    let (mut one, mut other) = apart(&Scene::approved(TwoPeople));
    let publish = one.publish("site");
    one.does(Production, publish);
    other.does(Legal, hold());
    let state = met(&one, &other);
    assert_eq!(
        (state.live_state(), state.desk),
        (LiveState::Live, DeskState::Idle)
    );
    assert_eq!(overtaken(&state, "publish", Production), Ok(()));
    assert_eq!(
        state.hold().map(|hold| hold.by),
        Some(Legal.id()),
        "held after it went live"
    );
}

#[test]
fn a_publication_is_a_fact_that_sending_back_cannot_undo() {
    let (mut one, mut other) = apart(&Scene::approved(TwoPeople));
    let publish = one.publish("site");
    one.does(Production, publish);
    other.does(Editor, send_back());
    let state = met(&one, &other);
    assert_eq!(
        (state.live_state(), state.desk),
        (LiveState::Live, DeskState::Draft)
    );
    assert_eq!(
        state.live.map(|live| live.revision),
        Some(2),
        "it is known which revision readers have"
    );
}

#[test]
fn what_went_out_was_not_spiked() {
    let (mut one, mut other) = apart(&Scene::approved(TwoPeople));
    let publish = one.publish("site");
    one.does(Production, publish);
    other.does(Editor, spike());
    let state = met(&one, &other);
    assert_eq!(
        (state.live_state(), state.desk, &state.spiked),
        (LiveState::Live, DeskState::Idle, &None)
    );
    assert_eq!(overtaken(&state, "spike", Editor), Err("already-live"));
}

#[test]
fn a_release_lifts_only_the_holds_it_saw() {
    let mut scene = Scene::approved(TwoPeople);
    scene.does(Editor, hold());
    let (mut one, mut other) = apart(&scene);
    one.does(Chief, Step::Release);
    other.does(Legal, hold());
    let state = met(&one, &other);
    assert_eq!(
        state.holds.iter().map(|hold| hold.by).collect::<Vec<_>>(),
        [Legal.id()]
    );
}

#[test]
fn releasing_what_another_released_is_overtaken() {
    let mut scene = Scene::approved(TwoPeople);
    scene.does(Editor, hold());
    let (mut one, mut other) = apart(&scene);
    one.does(Chief, Step::Release);
    other.does(Editor, Step::Release);
    let state = met(&one, &other);
    let outcomes = [Chief, Editor].map(|who| overtaken(&state, "release", who));
    assert!(outcomes.contains(&Ok(())) && outcomes.contains(&Err("not-on-hold")));
}

#[test]
fn lifting_an_embargo_leaves_one_that_was_not_seen() {
    let mut scene = Scene::approved(TwoPeople);
    scene.does(Editor, embargo(30));
    let (mut one, mut other) = apart(&scene);
    one.does(Chief, lift());
    other.does(Editor, embargo(60));
    assert_eq!(
        met(&one, &other).embargo.map(|embargo| embargo.at),
        Some(at(60))
    );
}

#[test]
fn of_two_embargoes_the_later_one_binds() {
    let scene = Scene::approved(TwoPeople);
    for (first, second) in [(30, 60), (60, 30)] {
        let (mut one, mut other) = apart(&scene);
        one.does(Chief, embargo(first));
        other.does(Editor, embargo(second));
        assert_eq!(
            met(&one, &other).embargo.map(|embargo| embargo.at),
            Some(at(60))
        );
    }
}

#[test]
fn a_promise_binds_until_somebody_who_knew_of_it_changes_it() {
    let scene = Scene::approved(TwoPeople);
    for (ours, then) in [(20, embargo(0)), (20, lift()), (40, lift())] {
        let (mut one, mut other) = apart(&scene);
        one.does(Editor, embargo(30));
        one.does(Chief, then);
        other.does(OtherEditor, embargo(ours));
        let state = met(&one, &other);
        assert_eq!(
            state.embargo.as_ref().map(|embargo| &embargo.at),
            Some(&at(ours)),
            "the chief knew of one promise, and the other was given meanwhile"
        );
        assert_eq!(overtaken(&state, "set_embargo", OtherEditor), Ok(()));
    }
}

#[test]
fn an_embargo_beats_a_schedule_that_had_not_seen_it() {
    let (mut one, mut other) = apart(&Scene::approved(TwoPeople));
    let schedule = one.schedule(30);
    one.does(Production, schedule);
    other.does(Editor, embargo(60));
    let state = met(&one, &other);
    assert!(!state.schedule_counts(Some([2; 32])));
    assert_eq!(
        overtaken(&state, "schedule", Production),
        Err("embargo-until")
    );
}

#[test]
fn pulling_back_and_taking_at_once_leaves_the_story_with_the_editor() {
    let (mut one, mut other) = apart(&Scene::filed(TwoPeople));
    one.does(Reporter, Step::PullBack);
    other.does(Editor, Step::Take);
    let state = met(&one, &other);
    assert_eq!(
        (state.desk, state.holder),
        (DeskState::Editing, Some(Editor.id()))
    );
}

#[test]
fn a_draft_typed_elsewhere_still_makes_an_author() {
    let (mut one, mut other) = apart(&Scene::draft(TwoPeople));
    one.does(Reporter, file());
    one.does(Editor, approve());
    other.types(Editor, 3);
    let state = met(&one, &other);
    assert!(
        state.authors.contains(&Editor.id()),
        "it was a draft where this was typed"
    );
    assert_eq!(
        overtaken(&state, "approve", Editor),
        Err("author-cannot-approve")
    );
}

#[test]
fn sealed_revisions_are_kept_when_their_step_is_overtaken() {
    let (mut one, mut other) = apart(&Scene::draft(TwoPeople));
    one.does(Reporter, file());
    other.types(Reporter, 3);
    other.does(Editor, file());
    let state = met(&one, &other);
    let twins: Vec<_> = state
        .revisions
        .iter()
        .map(|sealed| sealed.revision.number)
        .collect();
    assert_eq!(twins, [1, 1]);
    assert_eq!(state.filed_rounds, 1);
    assert_eq!(state.next_revision(), 2);
}

#[test]
fn a_revision_that_is_sealed_again_unchanged_is_listed_once() {
    let mut scene = Scene::filed(TwoPeople);
    let mut again = scene.step_entry(&approve(), &scene.state());
    if let Some(revision) = &mut again.revision {
        revision.number = 1;
    }
    scene
        .entries
        .push(story_entry(Editor, 50, Kind::Step, again.to_bytes()));
    let state = scene.state();
    assert_eq!(
        (
            state.revisions.len(),
            state.approval.map(|approval| approval.revision)
        ),
        (1, Some(1))
    );
}

#[test]
fn a_step_about_other_words_than_it_seals_is_refused() {
    let mut scene = Scene::filed(TwoPeople);
    let mut forged = scene.step_entry(&approve(), &scene.state());
    if let Some(revision) = &mut forged.revision {
        revision.content_hash = [9; 32];
    }
    let bare = crate::StepEntry {
        revision: None,
        ..forged.clone()
    };
    for said in [forged, bare] {
        scene
            .entries
            .push(story_entry(Editor, 50, Kind::Step, said.to_bytes()));
        let standing = standing(&scene.state(), "approve", Editor);
        assert_eq!(standing, Standing::Refused(crate::Refusal::RevisionMissing));
        scene.entries.pop();
    }
}

#[test]
fn an_entry_that_came_too_early_waits() {
    let scene = Scene::approved(TwoPeople);
    let early: Vec<Entry> = scene
        .entries
        .iter()
        .filter(|entry| entry.id != scene.entries[2].id)
        .cloned()
        .collect();
    let state = fold(&scene.rosters, STORY, &early);
    assert_eq!(state.desk, DeskState::Draft);
    assert_eq!(state.missing, [scene.entries[2].id].into());
    assert_eq!(state.waiting.len(), scene.entries.len() - 3);
    assert_eq!(
        state.heads,
        [scene.entries[1].id],
        "nobody has seen what still waits"
    );
}

#[test]
fn what_a_newer_stet_wrote_is_kept_in_its_place() {
    let mut scene = Scene::filed(TwoPeople);
    let comment = story_entry(Editor, 50, Kind::from_name("comment"), vec![0xff]);
    scene.entries.push(comment.clone());
    let state = scene.state();
    assert_eq!(state.unread, [comment.id].into());
    assert!(state.heads.contains(&comment.id));
    assert_eq!(scene.tries(Editor, Step::Take), Ok(()), "the story goes on");
}

#[test]
fn only_what_saw_everything_can_be_followed() {
    let (mut one, mut other) = apart(&Scene::editing(TwoPeople));
    one.types(Editor, 3);
    other.does(OtherEditor, hold());
    let (before, unseen) = (one.state(), &other.entries[other.entries.len() - 1]);
    let mut state = before.clone();
    assert!(!follow(&mut state, &one.rosters, STORY, unseen));
    assert_eq!(
        state, before,
        "an entry from elsewhere is for the whole fold, and leaves no trace here"
    );
}

#[test]
fn entries_of_other_stories_are_passed_over() {
    let scene = Scene::filed(TwoPeople);
    let other = crate::StoryId::from_bytes([8; 16]);
    assert_eq!(
        fold(&scene.rosters, other, &scene.entries),
        StoryState::default()
    );
}

mod further;
mod laws;
mod withdrawn;
