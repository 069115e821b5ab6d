//! Desks that act, type and meet, and an owner who states rosters at the first of them.

mod choice;

use std::collections::{BTreeMap, BTreeSet};

use proptest::sample::Index;

pub(super) use self::choice::Choice;
use self::choice::{filled_in, without_words};
use crate::{
    Actor, Brings, ClosedPublisher, Entry, EntryId, Facts, Kind, Revision, Role, RoleRange, Roster,
    Rosters, SecondReader, Standing, Step, StepEntry, StepName, StoryState, Text, Touched, fold,
    follow, may,
    play::{NEWSROOM, STORY, Who, at, close_roles, owner, roster, roster_entry, story_entry},
};

#[derive(Debug, Clone)]
pub(super) enum Act {
    /// Types words that nobody typed before.
    Type(Who),
    /// Takes a step if the rules allow it there.
    Try(Who, Choice),
    /// Signs a step without asking, by the roster in force or by the first one; the readers must find out.
    Force(Who, Choice, ByRoster),
    /// The same without a word of why.
    Mute(Who, Choice),
    /// Signs a step as if it had seen no more than an earlier entry and what came before that.
    Stale(Who, Choice, Index),
    /// Signs again what somebody signed before, oneself or another.
    Replay(Who, Index),
    /// Learns everything that another desk knows.
    Meet(usize),
    Wait(i64),
    /// The owner closes every role of somebody's device, or a publisher: after its last entry that the owner knows, or so many before.
    Revoke(Who, usize),
    /// The owner closes every role of somebody's device and gives it another.
    Become(Who, Role),
    /// The owner states another rule of the second reader.
    Rule(SecondReader),
    /// Signs a roster that makes oneself a chief.
    Crown(Who),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByRoster {
    InForce,
    First,
}

#[derive(Debug, Clone)]
pub(super) struct Desk {
    pub(super) known: BTreeMap<EntryId, Entry>,
    rosters: Rosters,
    state: StoryState,
}

pub(super) struct World {
    pub(super) desks: Vec<Desk>,
    /// Every roster that the owner stated, from the first on.
    pub(super) stated: Vec<Roster>,
    now: i64,
    seq: u64,
}

/// How a step is signed.
struct Way {
    asks: bool,
    mute: bool,
    by: ByRoster,
}

impl Desk {
    fn learn(&mut self, entries: impl IntoIterator<Item = (EntryId, Entry)>) {
        self.known.extend(entries);
        self.rosters = Rosters::read(NEWSROOM, None, self.known.values());
        self.state = fold(&self.rosters, STORY, self.known.values());
    }
}

impl World {
    pub(super) fn new(rule: SecondReader, desks: usize) -> Self {
        let first = roster(rule);
        let entry = roster_entry(&first, &owner(), 1);
        let mut desk = Desk {
            known: BTreeMap::new(),
            rosters: Rosters::read(NEWSROOM, None, [&entry]),
            state: StoryState::default(),
        };
        desk.learn([(entry.id, entry)]);
        Self {
            desks: vec![desk; desks],
            stated: vec![first],
            now: 0,
            seq: 0,
        }
    }

    pub(super) fn act(&mut self, desk: usize, act: &Act) {
        let desk = desk % self.desks.len();
        let way = |asks, mute, by| Way { asks, mute, by };
        match act {
            Act::Type(who) => self.types(desk, *who),
            Act::Try(who, choice) => {
                self.step(desk, *who, *choice, &way(true, false, ByRoster::InForce));
            }
            Act::Force(who, choice, by) => {
                self.step(desk, *who, *choice, &way(false, false, *by));
            }
            Act::Mute(who, choice) => {
                self.step(desk, *who, *choice, &way(false, true, ByRoster::InForce));
            }
            Act::Stale(who, choice, earlier) => self.stale_step(desk, *who, *choice, earlier),
            Act::Replay(who, which) => self.replay(desk, *who, which),
            Act::Meet(other) => {
                let theirs = self.desks[other % self.desks.len()].known.clone();
                self.desks[desk].learn(theirs);
            }
            Act::Wait(minutes) => self.now += minutes,
            Act::Revoke(who, back) => self.revoke(*who, *back, None),
            Act::Become(who, role) => self.revoke(*who, 0, Some(*role)),
            Act::Rule(rule) => self.state_roster(|next| next.second_reader = *rule),
            Act::Crown(who) => self.crown(desk, *who),
        }
    }

    fn sign(&mut self, desk: usize, who: Who, kind: Kind, payload: Vec<u8>) -> EntryId {
        self.seq += 1;
        let entry = story_entry(who, self.seq, kind, payload);
        let (id, desk) = (entry.id, &mut self.desks[desk]);
        let mut followed = desk.state.clone();
        let follows = follow(&mut followed, &desk.rosters, STORY, &entry);
        desk.learn([(id, entry)]);
        assert!(
            !follows || followed == desk.state,
            "(5) an entry that is taken in alone leads where all of them lead"
        );
        id
    }

    fn types(&mut self, desk: usize, who: Who) {
        let update = self.seq.to_be_bytes().to_vec();
        let text = Text {
            seen: self.desks[desk].state.heads.clone(),
            peers: vec![1],
            update,
            recovered: None,
            brings: Brings::Words,
        };
        self.sign(desk, who, Kind::Text, text.to_bytes());
    }

    fn step(&mut self, desk: usize, who: Who, choice: Choice, way: &Way) {
        let before = self.desks[desk].state.clone();
        let facts = self.facts(self.desks[desk].known.values(), who, choice, &before);
        let mut step = filled_in(choice, &before, &facts);
        if way.mute {
            step = without_words(step);
        }
        let number = match way.by {
            ByRoster::InForce => self.desks[desk].latest(),
            ByRoster::First => 1,
        };
        let answer = self.answer(desk, who, &step, &before, number, &facts);
        if way.asks && answer.is_err() {
            return;
        }
        let name = step.step_name();
        let said = said(step, &before, &facts, number);
        let id = self.sign(desk, who, Kind::Step, said.to_bytes());
        let after = &self.desks[desk].state;
        match answer {
            Ok(()) => assert_eq!(
                standing(after, id),
                Standing::Done,
                "what may be signed has its effect at once"
            ),
            Err(refusal) => assert_eq!(
                standing(after, id),
                Standing::Refused(refusal),
                "what may not be signed has none"
            ),
        }
        loses_nothing(name, &before, after);
    }

    /// Its author has seen an earlier entry and what came before it, whatever else is known at the desk.
    fn stale_step(&mut self, desk: usize, who: Who, choice: Choice, earlier: &Index) {
        let known = &self.desks[desk].known;
        let ours: Vec<EntryId> = known
            .values()
            .filter(|entry| entry.envelope.story == Some(STORY))
            .map(|entry| entry.id)
            .collect();
        if ours.is_empty() {
            return;
        }
        let mut past = BTreeSet::new();
        let mut open = vec![*earlier.get(&ours)];
        while let Some(next) = open.pop() {
            if past.insert(next) {
                open.extend(seen(&known[&next]));
            }
        }
        let past: Vec<Entry> = past.iter().map(|id| known[id].clone()).collect();
        let before = fold(&self.desks[desk].rosters, STORY, &past);
        let facts = self.facts(past.iter(), who, choice, &before);
        let step = filled_in(choice, &before, &facts);
        let number = self.desks[desk].latest();
        let answer = self.answer(desk, who, &step, &before, number, &facts);
        let said = said(step, &before, &facts, number);
        let id = self.sign(desk, who, Kind::Step, said.to_bytes());
        match standing(&self.desks[desk].state, id) {
            Standing::Refused(refusal) => assert_eq!(
                Err(refusal),
                answer,
                "a step is judged by what its author saw"
            ),
            Standing::Done | Standing::Overtaken(_) => {
                assert_eq!(answer, Ok(()), "a step is judged by what its author saw");
            }
        }
    }

    fn replay(&mut self, desk: usize, who: Who, which: &Index) {
        let known = self.desks[desk].known.values();
        let steps: Vec<&Entry> = known
            .filter(|entry| entry.envelope.kind == Kind::Step)
            .collect();
        if steps.is_empty() {
            return;
        }
        let payload = which.get(&steps).envelope.payload.clone();
        self.sign(desk, who, Kind::Step, payload);
    }

    fn answer(
        &self,
        desk: usize,
        who: Who,
        step: &Step,
        state: &StoryState,
        number: u64,
        facts: &Facts,
    ) -> Result<(), crate::Refusal> {
        let actor = Actor {
            person: who.person(),
            device: who.device(),
            seq: self.seq + 1,
        };
        let rosters = &self.desks[desk].rosters;
        let roster = rosters.in_force(number).expect("the desk has this roster");
        may(step, &actor, state, roster, facts)
    }

    /// The next roster, which the owner states at the first desk.
    fn state_roster(&mut self, change: impl FnOnce(&mut Roster)) {
        let desk = &mut self.desks[0];
        let before = &self.stated[self.stated.len() - 1];
        let mut next = Roster {
            number: before.number + 1,
            prev: desk.rosters.latest_entry(),
            ..before.clone()
        };
        change(&mut next);
        let entry = roster_entry(&next, &owner(), next.number);
        desk.learn([(entry.id, entry)]);
        assert_eq!(
            desk.latest(),
            next.number,
            "what the owner states is followed"
        );
        self.stated.push(next);
    }

    fn revoke(&mut self, who: Who, back: usize, becomes: Option<Role>) {
        let signed = self.desks[0].known.values();
        let mut seqs: Vec<u64> = signed
            .filter(|entry| entry.envelope.device == who.device())
            .map(|entry| entry.envelope.seq)
            .collect();
        seqs.sort_unstable();
        let last = seqs.iter().rev().nth(back).copied().unwrap_or(0);
        let from_seq = self.seq + 1;
        self.state_roster(|next| {
            close_roles(next, who, last);
            if next.publishers.contains(&who.device()) {
                let closed = next.closed_at(who.device());
                next.closed_publishers = vec![ClosedPublisher {
                    device: who.device(),
                    to_seq: closed.map_or(last, |closed| closed.min(last)),
                }];
            }
            let mut members = next.members.iter_mut();
            if let Some(member) = members.find(|one| one.device == who.device()) {
                let role = becomes.map(|role| RoleRange::lasting(role, from_seq));
                member.roles.extend(role);
            }
        });
    }

    fn crown(&mut self, desk: usize, who: Who) {
        let desk = &mut self.desks[desk];
        let before = desk.rosters.latest().expect("the play has its roster");
        let mut next = Roster {
            number: before.number + 1,
            prev: desk.rosters.latest_entry(),
            ..before.clone()
        };
        let crown = RoleRange::lasting(Role::Chief, 1);
        let own = next
            .members
            .iter_mut()
            .filter(|one| one.device == who.device());
        own.for_each(|member| member.roles.push(crown.clone()));
        let entry = roster_entry(&next, &who.key(), 1);
        desk.learn([(entry.id, entry)]);
    }

    /// The text of a desk is the set of updates that it knows.
    fn facts<'a>(
        &self,
        known: impl Iterator<Item = &'a Entry>,
        who: Who,
        choice: Choice,
        state: &StoryState,
    ) -> Facts {
        let mut hash = [0; 32];
        let texts = known.filter(|entry| entry.envelope.kind == Kind::Text);
        texts.for_each(|entry| {
            hash.iter_mut()
                .zip(entry.id.as_bytes())
                .for_each(|(sum, byte)| *sum ^= byte)
        });
        let credits_itself = matches!((who, choice), (Who::Editor, Choice::Seal | Choice::File));
        Facts {
            now: at(self.now).instant,
            head_hash: hash,
            section: "news".into(),
            slugline: true,
            headline: true,
            credits: 1,
            credited: vec![if credits_itself {
                who.id()
            } else {
                Who::Reporter.id()
            }],
            body_words: 100,
            touched: touched(who, &hash, state),
            ..Facts::default()
        }
    }
}

impl Desk {
    fn latest(&self) -> u64 {
        self.rosters.latest().map_or(0, |roster| roster.number)
    }
}

/// What the author of an entry about the story had seen.
pub(super) fn seen(entry: &Entry) -> Vec<EntryId> {
    match entry.envelope.kind {
        Kind::Text => Text::from_bytes(&entry.envelope.payload).map(|text| text.seen),
        _ => StepEntry::from_bytes(&entry.envelope.payload).map(|said| said.seen),
    }
    .expect("an entry of the laws")
}

fn standing(state: &StoryState, id: EntryId) -> Standing {
    let line = state.trail.iter().find(|line| line.entry == id);
    line.expect("(4) every step is in the trail")
        .standing
        .clone()
}

/// What is spiked, withdrawn or dropped is all still there.
fn loses_nothing(name: StepName, before: &StoryState, after: &StoryState) {
    use StepName::{DropUpdate, Reinstate, SendBack, Spike, Unspike, Withdraw};
    if !matches!(
        name,
        Spike | Unspike | Withdraw | Reinstate | DropUpdate | SendBack
    ) {
        return;
    }
    let kept = |state: &StoryState| {
        let live = state.live.as_ref();
        (
            (state.holds.clone(), state.embargo.clone()),
            (state.checks.clone(), state.comments.clone()),
            (state.assignment.clone(), state.draft_by, state.created),
            live.map(|live| (live.entry, live.content_hash, live.first_published.clone())),
            (state.typists.clone(), state.filed_rounds),
        )
    };
    assert_eq!(
        kept(before),
        kept(after),
        "(6) {} loses nothing",
        name.name()
    );
    assert!(
        after.revisions.starts_with(&before.revisions)
            && after.trail.starts_with(&before.trail)
            && after.authors.is_superset(&before.authors),
        "(6) {} loses no revision, no step and no author",
        name.name()
    );
}

/// Chance says whether a fact is touched; everything else is minor, so that such approvals come about.
fn touched(who: Who, head: &[u8; 32], state: &StoryState) -> Vec<Touched> {
    let approved = state
        .approval
        .as_ref()
        .map(|approval| approval.content_hash);
    let live = state.live.as_ref().map(|live| live.content_hash);
    let since = |since| Touched {
        since,
        extras: who == Who::Production,
        spelling: who != Who::Production,
        more: false,
        facts: head[0].is_multiple_of(3),
    };
    approved.into_iter().chain(live).map(since).collect()
}

fn said(step: Step, state: &StoryState, facts: &Facts, roster: u64) -> StepEntry {
    let seals = matches!(
        step.name(),
        "seal" | "file" | "approve" | "approve_minor" | "break_glass" | "drop_update" | "send_back"
    );
    let revision = Revision {
        number: state.next_revision(),
        content_hash: facts.head_hash,
        canonical_version: 1,
        frontier: Vec::new(),
        credited: facts.credited.clone(),
        words: 100,
        headline: "Headline".into(),
        slugline: "SLUGLINE".into(),
    };
    StepEntry {
        seen: state.heads.clone(),
        roster,
        frontier: Vec::new(),
        revision: seals.then_some(revision),
        facts: facts.signed(),
        step,
    }
}
