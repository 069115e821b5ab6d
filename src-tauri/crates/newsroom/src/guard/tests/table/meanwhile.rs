//! The rows beside a spike that another desk signed meanwhile, and for what is said twice.

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, places::PLACES, revoked::allowed};
use crate::{
    Entry, EntryId, Kind, Refusal, Standing, Step,
    StepName::{self, *},
    StoryState, fold,
    play::{
        STORY, Scene,
        Who::{self, Admin, Chief, OtherEditor, Publisher, Stranger},
        spike, story_entry,
    },
};

type Outcome = Result<(), &'static str>;

/// What became of a step that was right when it was signed: done, or overtaken and why.
fn outcome(state: &StoryState, entry: EntryId) -> Outcome {
    let line = state.trail.iter().find(|line| line.entry == entry);
    match &line.expect("nothing vanishes from the trail").standing {
        Standing::Done => Ok(()),
        Standing::Overtaken(refusal) => Err(refusal.code()),
        Standing::Refused(refusal) => panic!("it was right when it was signed: {refusal}"),
    }
}

fn met(scene: &Scene, entries: &[Entry]) -> StoryState {
    let state = fold(&scene.rosters, STORY, entries);
    let backwards = fold(&scene.rosters, STORY, entries.iter().rev());
    assert_eq!(state, backwards, "the order of arrival must not matter");
    state
}

/// What stops a story comes first; what only lies on top of it, or is a fact, stands beside it.
fn beside_a_spike(step: StepName) -> Outcome {
    match step {
        Seal | Hold | Release | SetEmbargo | LiftEmbargo | RequireCheck | ClearCheck
        | RefuseCheck | Assign | Publish => Ok(()),
        _ => Err("spiked"),
    }
}

#[test]
fn a_story_that_another_desk_spiked_meanwhile_is_spiked_unless_it_went_out() {
    let mut tried = BTreeSet::new();
    allowed(|row, place, set, who| {
        let (mut one, mut other) = (set.clone(), set.clone());
        other.seq += 100;
        let spiker = if who == OtherEditor {
            Chief
        } else {
            OtherEditor
        };
        if other.tries(spiker, spike()).is_err() {
            return;
        }
        let step = (row.step)(&one);
        let name = step.step_name();
        let spiked = other.entries[other.entries.len() - 1].clone();
        let entry = one.does(who, step);
        let sealed = one.state().revisions;
        one.entries.push(spiked.clone());
        let state = met(&one, &one.entries);
        let outcomes = (outcome(&state, entry), outcome(&state, spiked.id));
        let expected = match name {
            Publish => (Ok(()), Err("already-live")),
            Spike if entry < spiked.id => (Ok(()), Err("spiked")),
            _ => (beside_a_spike(name), Ok(())),
        };
        let what = format!("{place}: {who:?} {}", name.name());
        assert_eq!(outcomes, expected, "{what}");
        assert_eq!(state.spiked.is_none(), name == Publish, "{what}");
        let kept = sealed.iter().all(|one| state.revisions.contains(one));
        assert!(kept, "{what} loses no revision");
        tried.insert(name);
    });
    let never = [
        Pitch, Unspike, OpenUpdate, DropUpdate, Withdraw, Reinstate, Confirm,
    ];
    let never_beside = StepName::ALL
        .into_iter()
        .filter(|step| !tried.contains(step));
    assert_eq!(
        never_beside.collect::<BTreeSet<_>>(),
        never.into(),
        "nobody spikes what is not begun, is out, or is spiked"
    );
}

/// Each step that somebody may take in a place, with who takes it; an editor or a chief where they may.
type Ways = BTreeMap<&'static str, Vec<(Who, Step)>>;

fn ways() -> Ways {
    let mut ways = Ways::new();
    allowed(|row, place, set, who| {
        let step = (row.step)(set);
        let (place, _) = PLACES
            .iter()
            .find(|(one, _)| *one == place)
            .expect("its place");
        let here = ways.entry(place).or_default();
        match here.iter_mut().find(|(_, known)| *known == step) {
            Some(known) if [OtherEditor, Chief].contains(&who) => known.0 = who,
            Some(_) => {}
            None => here.push((who, step)),
        }
    });
    ways
}

/// Promises and facts stand whatever else was done; what stops a story is done before what it stops.
#[test]
fn any_two_steps_at_once_are_both_in_the_trail_and_the_same_on_every_desk() {
    let (ways, mut pairs) = (ways(), 0);
    for (place, set) in &*PLACES {
        let ways = &ways[place];
        for (at, (who, step)) in ways.iter().enumerate() {
            let mut one = set.clone();
            let ours = one.does(*who, step.clone());
            for (other, beside) in &ways[at..] {
                let mut elsewhere = set.clone();
                elsewhere.seq += 100;
                let theirs = elsewhere.does(*other, beside.clone());
                let theirs_entry = elsewhere.entries[elsewhere.entries.len() - 1].clone();
                let mut both = one.entries.clone();
                both.push(theirs_entry);
                let state = met(set, &both);
                let outcomes = [
                    (step.step_name(), outcome(&state, ours)),
                    (beside.step_name(), outcome(&state, theirs)),
                ];
                let what = format!("{place}: {outcomes:?}");
                assert!(
                    outcomes.iter().any(|(_, outcome)| outcome.is_ok()),
                    "{what}: one at least is done"
                );
                for (name, outcome) in outcomes {
                    let stands = matches!(
                        name,
                        Publish | Withdraw | Hold | Seal | SetEmbargo | RefuseCheck
                    );
                    assert!(!stands || outcome.is_ok(), "{what}: {} stands", name.name());
                }
                pairs += 1;
            }
        }
    }
    assert!(pairs > 1_000, "{pairs} pairs were tried");
}

/// What is told whoever says a step again having seen the first, and what becomes of the second of two alike that had
/// not seen each other.
const TWICE: [(StepName, Outcome, Outcome); 33] = [
    (Pitch, Err("wrong-state"), Err("wrong-state")),
    (Commission, Err("wrong-state"), Err("wrong-state")),
    (Start, Err("wrong-state"), Err("wrong-state")),
    (File, Err("wrong-state"), Err("wrong-state")),
    (PullBack, Err("wrong-state"), Err("wrong-state")),
    (Take, Ok(()), Ok(())),
    (PutBack, Err("not-holder"), Err("not-holder")),
    (SendBack, Err("wrong-state"), Err("wrong-state")),
    (ToCopy, Err("wrong-state"), Err("wrong-state")),
    (ToDesk, Err("wrong-state"), Err("wrong-state")),
    (Approve, Err("wrong-state"), Ok(())),
    (ApproveMinor, Err("wrong-state"), Ok(())),
    (BreakGlass, Err("wrong-state"), Ok(())),
    (Schedule, Err("wrong-state"), Err("wrong-state")),
    (Reschedule, Ok(()), Ok(())),
    (Unschedule, Err("wrong-state"), Err("wrong-state")),
    (Publish, Err("already-live"), Ok(())),
    (Hold, Ok(()), Ok(())),
    (Release, Err("not-on-hold"), Err("not-on-hold")),
    (SetEmbargo, Ok(()), Ok(())),
    (LiftEmbargo, Err("no-embargo"), Err("no-embargo")),
    (RequireCheck, Ok(()), Ok(())),
    (ClearCheck, Ok(()), Err("check-changed")),
    (RefuseCheck, Ok(()), Ok(())),
    (Assign, Ok(()), Ok(())),
    (Spike, Err("spiked"), Err("spiked")),
    (Unspike, Err("wrong-state"), Err("wrong-state")),
    (OpenUpdate, Err("wrong-state"), Err("wrong-state")),
    (DropUpdate, Err("wrong-state"), Err("wrong-state")),
    (Withdraw, Err("withdrawn"), Ok(())),
    (Reinstate, Ok(()), Ok(())),
    (
        Confirm,
        Err("nothing-to-confirm"),
        Err("nothing-to-confirm"),
    ),
    (Seal, Ok(()), Ok(())),
];

fn twice() -> BTreeMap<StepName, (Outcome, Outcome)> {
    let steps = TWICE.map(|(step, again, at_once)| (step, (again, at_once)));
    let twice = BTreeMap::from(steps);
    assert_eq!(twice.len(), StepName::ALL.len(), "each step once");
    twice
}

#[test]
fn a_step_that_is_taken_again_is_refused_or_says_the_same() {
    let twice = twice();
    allowed(|row, place, set, who| {
        let mut scene = set.clone();
        let step = (row.step)(&scene);
        let name = step.step_name();
        scene.does(who, step.clone());
        let again = scene.tries(who, step).map_err(|refusal| refusal.code());
        assert_eq!(
            again,
            twice[&name].0,
            "{place}: {who:?} {} again",
            name.name()
        );
    });
}

#[test]
fn of_two_alike_at_once_one_counts_and_the_other_says_the_same_or_is_overtaken() {
    let twice = twice();
    allowed(|row, place, set, who| {
        let mut scene = set.clone();
        let step = (row.step)(&scene);
        let name = step.step_name();
        let first = scene.does(who, step);
        let second = replayed(&mut scene, who);
        let state = met(&scene, &scene.entries);
        let mut outcomes = [outcome(&state, first), outcome(&state, second)];
        outcomes.sort_unstable();
        let expected = [Ok(()), twice[&name].1];
        assert_eq!(
            outcomes,
            expected,
            "{place}: {who:?} {} at once",
            name.name()
        );
    });
}

#[test]
fn what_somebody_else_says_again_word_for_word_is_judged_as_their_own() {
    allowed(|row, place, set, who| {
        let mut scene = set.clone();
        let step = (row.step)(&scene);
        let name = step.step_name();
        scene.does(who, step);
        let before = scene.state();
        for other in [Stranger, Admin, Publisher] {
            let mut scene = scene.clone();
            let entry = replayed(&mut scene, other);
            let state = met(&scene, &scene.entries);
            let line = state.trail.iter().find(|line| line.entry == entry);
            let line = line.expect("what is refused stays in the trail");
            let what = format!("{place}: {} again by {other:?}", name.name());
            assert_eq!(
                line.standing,
                Standing::Refused(refused(row, place, set, other)),
                "{what}"
            );
            let changed = StoryState {
                trail: before.trail.clone(),
                heads: before.heads.clone(),
                ..state.clone()
            };
            assert_eq!(changed, before, "{what} changes nothing");
        }
    });
}

/// What they are told who try the row's step there themselves.
fn refused(row: &Row, place: &str, set: &Scene, who: Who) -> Refusal {
    let refused = set.clone().tries(who, (row.step)(set));
    let refused = refused.expect_err("the step is not theirs");
    assert_eq!(Err(refused.code()), row.expected(place, who));
    refused
}

/// The last step once more, word for word, by this device.
fn replayed(scene: &mut Scene, who: Who) -> EntryId {
    let payload = scene.entries[scene.entries.len() - 1]
        .envelope
        .payload
        .clone();
    scene.seq += 1;
    let entry = story_entry(who, scene.seq, Kind::Step, payload);
    let id = entry.id;
    scene.entries.push(entry);
    id
}
