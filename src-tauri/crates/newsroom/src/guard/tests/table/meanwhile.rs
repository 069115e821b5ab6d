//! The rows beside a spike that another desk signed meanwhile, and for what is said twice.

use std::collections::{BTreeMap, BTreeSet};

use super::revoked::allowed;
use crate::{
    Entry, EntryId, Kind, Standing,
    StepName::{self, *},
    StoryState, fold,
    play::{
        STORY, Scene,
        Who::{self, Chief, OtherEditor},
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
    (Withdraw, Err("withdrawn"), Err("withdrawn")),
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

/// The last step once more, word for word, by the same device.
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
