//! From a story's entries, in any order, to where it stands.
//!
//! Each step is judged in its own past, by the roster that it names; a step that breaks a rule there has no effect
//! anywhere. Then all of them are taken in the one order of `graph`, and a step whose guard no longer holds is
//! overtaken. Both stay in the trail.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use minicbor::Decode;

use super::{
    Standing, StoryState, TrailLine,
    effect::{Saw, Taken},
    graph::{Graph, Unordered, past},
    judgement::{Judged, Remarked, What},
};
use crate::{
    Actor, Brings, DeviceId, Entry, EntryId, Error, Kind, Refusal, Rosters, StepEntry, StepName,
    StoryId, comment,
};

/// Folds the entries of one story; those of other stories and newsrooms are passed over, and so are doubles.
/// The entries must have been opened before: their signatures are not looked at again.
pub fn fold<'a>(
    rosters: &Rosters,
    story: StoryId,
    entries: impl IntoIterator<Item = &'a Entry>,
) -> StoryState {
    let mut mine = BTreeMap::new();
    for entry in entries {
        if entry.envelope.newsroom == rosters.newsroom() && entry.envelope.story == Some(story) {
            mine.insert(entry.id, entry);
        }
    }
    let mut unread = Vec::new();
    let mut unordered = Vec::with_capacity(mine.len());
    for (id, entry) in mine {
        unordered.push(read(rosters, entry).unwrap_or_else(|_| {
            unread.push(id);
            Unordered {
                id,
                seen: Vec::new(),
                step: None,
                what: What::Kept,
            }
        }));
    }
    let mut graph = Graph::order(unordered);
    judge(&mut graph);
    let mut state = line(&graph);
    state.heads = graph.heads();
    state.waiting = graph.waiting;
    state.missing = graph.missing;
    state.unread = unread.into_iter().collect();
    state
}

/// Takes in one more entry whose author had seen everything that `state` was folded from: the same as folding them all
/// again, without the walk. False for any other entry, and then nothing has changed: only [`fold`] knows where it goes.
pub fn follow(state: &mut StoryState, rosters: &Rosters, story: StoryId, entry: &Entry) -> bool {
    let ours = entry.envelope.newsroom == rosters.newsroom() && entry.envelope.story == Some(story);
    let Ok(mut next) = read(rosters, entry) else {
        return false;
    };
    next.seen.sort_unstable();
    next.seen.dedup();
    if !ours || !state.waiting.is_empty() || next.seen != state.heads {
        return false;
    }
    next.what.judge(state);
    take(&next.what, state);
    state.heads = vec![entry.id];
    true
}

/// The parts of a `text` payload that matter here; the update itself is passed over unread.
#[derive(Debug, Decode)]
#[cbor(map)]
struct Typed {
    #[n(0)]
    seen: Vec<EntryId>,
    #[n(3)]
    recovered: Option<DeviceId>,
    #[cbor(n(4), default)]
    brings: Brings,
}

fn read<'r>(rosters: &'r Rosters, entry: &Entry) -> Result<Unordered<What<'r>>, Error> {
    let envelope = &entry.envelope;
    let unreadable = || Error::Payload {
        kind: envelope.kind.name().to_owned(),
    };
    match envelope.kind {
        Kind::Text => {
            let typed: Typed = minicbor::decode(&envelope.payload).map_err(|_| unreadable())?;
            let what = What::Text {
                typist: rosters.person(typed.recovered.unwrap_or(envelope.device)),
                brings: typed.brings,
                drafting: false,
                updating: false,
            };
            Ok(Unordered {
                id: entry.id,
                seen: typed.seen,
                step: None,
                what,
            })
        }
        Kind::Step => {
            let said = StepEntry::from_bytes(&envelope.payload)?;
            let person = rosters.person(envelope.device);
            let seen = said.seen.clone();
            let step = said.step.step_name();
            let judged = Judged {
                actor: Actor {
                    person,
                    device: envelope.device,
                    seq: envelope.seq,
                },
                roster: rosters.in_force(said.roster),
                taken: Taken {
                    entry: entry.id,
                    person,
                    hlc: envelope.hlc,
                    said,
                    saw: Saw::default(),
                },
                refused: None,
            };
            Ok(Unordered {
                id: entry.id,
                seen,
                step: Some(step),
                what: What::Step(Box::new(judged)),
            })
        }
        _ => read_remark(rosters, entry).unwrap_or_else(|| Err(unreadable())),
    }
}

fn read_remark<'r>(
    rosters: &'r Rosters,
    entry: &Entry,
) -> Option<Result<Unordered<What<'r>>, Error>> {
    let envelope = &entry.envelope;
    let remark = comment::read(&envelope.kind, &envelope.payload)?;
    Some(remark.map(|remark| Unordered {
        id: entry.id,
        seen: remark.seen().to_vec(),
        step: None,
        what: What::Remark(Box::new(Remarked {
            entry: entry.id,
            actor: Actor {
                person: rosters.person(envelope.device),
                device: envelope.device,
                seq: envelope.seq,
            },
            roster: rosters.in_force(remark.roster()),
            remark,
            by: None,
        })),
    }))
}

/// Judges each entry in its own past.
///
/// Most entries are text by somebody who has typed before, and change nothing here. Pasts are therefore described by
/// the entries that matter, and two pasts with the same ones share their state; so hours of typing at several desks
/// cost one walk. These states hold no trail and no revisions.
fn judge(graph: &mut Graph<What<'_>>) {
    let length = graph.nodes.len();
    let mut pasts = Pasts {
        tops: vec![Vec::new(); length],
        parents: vec![Vec::new(); length],
        after: vec![None; length],
        merged: BTreeMap::new(),
    };
    for at in 0..length {
        let (tops, mut state) = pasts.before(graph, at);
        let what = &mut graph.nodes[at].what;
        what.judge(&state);
        if what.matters(&state) {
            what.apply(Rc::make_mut(&mut state));
            pasts.after[at] = Some(state);
            pasts.parents[at] = tops;
            pasts.tops[at] = vec![at];
        } else {
            pasts.tops[at] = tops;
        }
    }
}

/// The pasts of entries, by place, as far as they have been walked.
struct Pasts {
    /// The last entries that matter up to and with this one.
    tops: Vec<Vec<usize>>,
    /// For an entry that matters: those that matter right before it.
    parents: Vec<Vec<usize>>,
    /// For an entry that matters: the state of its past and itself.
    after: Vec<Option<Rc<StoryState>>>,
    /// Where several lines met: their tops, and the state of them all.
    merged: BTreeMap<BTreeSet<usize>, (Vec<usize>, Rc<StoryState>)>,
}

impl Pasts {
    /// The entries that matter right before `at`, and the state that they lead to.
    fn before(&mut self, graph: &Graph<What<'_>>, at: usize) -> (Vec<usize>, Rc<StoryState>) {
        let parents = graph.nodes[at].parents.iter();
        let places: BTreeSet<usize> = parents
            .flat_map(|parent| &self.tops[*parent])
            .copied()
            .collect();
        if let Some(known) = self.merged.get(&places) {
            return known.clone();
        }
        let past = past(&self.parents, &places);
        let cut = past.cut.and_then(|cut| self.after[cut].as_ref());
        let mut state = cut.map(Rc::clone).unwrap_or_default();
        for place in past.rest {
            apply(&graph.nodes[place].what, &mut state);
        }
        let met = (past.tops, state);
        if places.len() > 1 {
            self.merged.insert(places, met.clone());
        }
        met
    }
}

fn apply(what: &What<'_>, state: &mut Rc<StoryState>) {
    if what.matters(state) {
        what.apply(Rc::make_mut(state));
    }
}

/// Takes every entry in order, and keeps the trail.
fn line(graph: &Graph<What<'_>>) -> StoryState {
    let mut state = StoryState::default();
    for node in &graph.nodes {
        take(&node.what, &mut state);
    }
    state
}

/// Takes the next entry in order, and keeps its line of the trail.
fn take(what: &What<'_>, state: &mut StoryState) {
    let spiked = state.spiked.as_ref().map(|spiked| spiked.entry);
    let standing = what.apply(state);
    let What::Step(step) = what else {
        return;
    };
    if !matches!(standing, Standing::Refused(_)) {
        state.keep_revision(&step.taken);
    }
    if let Some(spike) = spiked.filter(|_| step.taken.said.step.step_name() == StepName::Publish) {
        overtake_spike(state, spike);
    }
    state.trail.push(trail_line(step, standing));
}

/// A story that went out while others spiked it was not unpublished, so in the end it was not spiked.
fn overtake_spike(state: &mut StoryState, spike: EntryId) {
    if state.spiked.is_none()
        && let Some(line) = state.trail.iter_mut().find(|line| line.entry == spike)
    {
        line.standing = Standing::Overtaken(Refusal::AlreadyLive);
    }
}

fn trail_line(step: &Judged<'_>, standing: Standing) -> TrailLine {
    let said = &step.taken.said;
    TrailLine {
        entry: step.taken.entry,
        person: step.actor.person,
        device: step.actor.device,
        seq: step.actor.seq,
        hlc: step.taken.hlc,
        at: said.facts.now,
        step: said.step.clone(),
        revision: said.revision.as_ref().map(|revision| revision.number),
        standing,
    }
}
