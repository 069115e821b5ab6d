//! Desks that act, type and meet.

use std::collections::BTreeMap;

use crate::{
    Actor, Brings, CheckKind, DeskState, Entry, EntryId, Facts, Kind, LetStand, Revision, Rosters,
    SecondReader, Standing, Step, StepEntry, StoryState, Text, Touched, UpdateClass, fold, may,
    play::{
        STORY, Who, approve_minor, assign, at, break_glass, clear, commission, confirm,
        drop_update, pitch, refuse, require, rosters, story_entry, withdraw,
    },
};

pub(super) const DESKS: usize = 3;

#[derive(Debug, Clone)]
pub(super) enum Act {
    /// Types words that nobody typed before.
    Type(Who),
    /// Takes a step if the rules allow it there.
    Try(Who, Choice),
    /// Signs a step without asking; the readers must find out.
    Force(Who, Choice),
    /// Learns everything that another desk knows.
    Meet(usize),
    Wait(i64),
}

/// A step to be filled in from what the desk sees.
#[derive(Debug, Clone, Copy)]
pub(super) enum Choice {
    Start,
    Pitch,
    Commission(Who),
    Assign(Who),
    Seal,
    File,
    PullBack,
    Take,
    PutBack,
    SendBack,
    Approve,
    Schedule(i64),
    Reschedule(i64),
    Unschedule,
    Publish,
    /// Names an approval of other words.
    Forge,
    Fire,
    Hold,
    Release,
    Embargo(i64),
    Lift,
    Spike,
    Unspike,
    ToCopy,
    ToDesk,
    ApproveMinor,
    Require(CheckKind),
    Clear(CheckKind),
    Refuse(CheckKind),
    OpenUpdate(UpdateClass),
    DropUpdate,
    Withdraw,
    Reinstate,
    Confirm,
    BreakGlass,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Desk {
    pub(super) known: BTreeMap<EntryId, Entry>,
}

pub(super) struct World {
    pub(super) rosters: Rosters,
    pub(super) desks: [Desk; DESKS],
    now: i64,
    seq: u64,
}

impl World {
    pub(super) fn new(rule: SecondReader) -> Self {
        Self {
            rosters: rosters(rule),
            desks: Default::default(),
            now: 0,
            seq: 0,
        }
    }

    pub(super) fn act(&mut self, desk: usize, act: &Act) {
        match act {
            Act::Type(who) => self.types(desk, *who),
            Act::Try(who, choice) => self.step(desk, *who, *choice, true),
            Act::Force(who, choice) => self.step(desk, *who, *choice, false),
            Act::Meet(other) => {
                let theirs = self.desks[*other].known.clone();
                self.desks[desk].known.extend(theirs);
            }
            Act::Wait(minutes) => self.now += minutes,
        }
    }

    pub(super) fn state(&self, desk: usize) -> StoryState {
        fold(&self.rosters, STORY, self.desks[desk].known.values())
    }

    fn sign(&mut self, desk: usize, who: Who, kind: Kind, payload: Vec<u8>) -> EntryId {
        self.seq += 1;
        let entry = story_entry(who, self.seq, kind, payload);
        let id = entry.id;
        self.desks[desk].known.insert(id, entry);
        id
    }

    fn types(&mut self, desk: usize, who: Who) {
        let update = self.seq.to_be_bytes().to_vec();
        let text = Text {
            seen: self.state(desk).heads,
            peers: vec![1],
            update,
            recovered: None,
            brings: Brings::Words,
        };
        self.sign(desk, who, Kind::Text, text.to_bytes());
    }

    fn step(&mut self, desk: usize, who: Who, choice: Choice, ask: bool) {
        let state = self.state(desk);
        let facts = self.facts(desk, who, choice, &state);
        let step = filled_in(choice, &state, &facts);
        let actor = Actor {
            person: who.person(),
            device: who.device(),
            seq: self.seq + 1,
        };
        let roster = self.rosters.latest().expect("the play has its roster");
        let answer = may(&step, &actor, &state, roster, &facts);
        if ask && answer.is_err() {
            return;
        }
        let said = said(step, &state, &facts);
        let id = self.sign(desk, who, Kind::Step, said.to_bytes());
        let after = self.state(desk);
        let line = after
            .trail
            .iter()
            .find(|line| line.entry == id)
            .expect("every step is in the trail");
        match answer {
            Ok(()) => assert_eq!(
                line.standing,
                Standing::Done,
                "what may be signed has its effect at once"
            ),
            Err(refusal) => assert_eq!(
                line.standing,
                Standing::Refused(refusal),
                "what may not be signed has none"
            ),
        }
    }

    /// The text of a desk is the set of updates that it knows.
    fn facts(&self, desk: usize, who: Who, choice: Choice, state: &StoryState) -> Facts {
        let mut hash = [0; 32];
        let texts = self.desks[desk]
            .known
            .values()
            .filter(|entry| entry.envelope.kind == Kind::Text);
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

fn said(step: Step, state: &StoryState, facts: &Facts) -> StepEntry {
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
        roster: 1,
        frontier: Vec::new(),
        revision: seals.then_some(revision),
        facts: facts.signed(),
        step,
    }
}

/// The same with words that nobody approved.
fn forged(mut step: Step) -> Step {
    if let Step::Publish { content_hash, .. } = &mut step {
        *content_hash = [7; 32];
    }
    step
}

fn filled_in(choice: Choice, state: &StoryState, facts: &Facts) -> Step {
    let reason = || "a reason".to_owned();
    let current = state
        .approval
        .as_ref()
        .map(|approval| (approval.entry, approval.content_hash));
    let live = state
        .live
        .as_ref()
        .filter(|_| state.desk == DeskState::Idle);
    let named = live
        .map(|live| (live.approval, live.content_hash))
        .or(current);
    let (approval, content_hash) = named.unwrap_or((EntryId::from_bytes([0; 32]), facts.head_hash));
    let publish = |schedule, targets: &[&str]| Step::Publish {
        approval,
        schedule,
        content_hash,
        targets: targets.iter().map(|target| (*target).to_owned()).collect(),
        due: None,
        fired_at: facts.now,
        first_published: String::new(),
    };
    match choice {
        Choice::Start => Step::Start,
        Choice::Pitch => pitch(),
        Choice::Commission(who) => commission(who),
        Choice::Assign(who) => assign(who),
        Choice::Seal => Step::Seal { name: None },
        Choice::File => Step::File { note: reason() },
        Choice::PullBack => Step::PullBack,
        Choice::Take => Step::Take,
        Choice::PutBack => Step::PutBack,
        Choice::SendBack => Step::SendBack { note: reason() },
        Choice::Approve => Step::Approve {
            let_stand: Vec::<LetStand>::new(),
        },
        Choice::Schedule(minutes) => Step::Schedule {
            at: at(minutes),
            approval,
            targets: Vec::new(),
        },
        Choice::Reschedule(minutes) => Step::Reschedule {
            at: at(minutes),
            approval,
            targets: Vec::new(),
        },
        Choice::Unschedule => Step::Unschedule,
        Choice::Publish => publish(None, &["site"]),
        Choice::Forge => forged(publish(None, &["site"])),
        Choice::Fire => publish(
            state.schedule.as_ref().map(|schedule| schedule.entry),
            &["mirror"],
        ),
        Choice::Hold => Step::Hold { reason: reason() },
        Choice::Release => Step::Release,
        Choice::Embargo(minutes) => Step::SetEmbargo {
            at: at(minutes),
            source: reason(),
            terms: reason(),
        },
        Choice::Lift => Step::LiftEmbargo { reason: reason() },
        Choice::Spike => Step::Spike { reason: reason() },
        Choice::Unspike => Step::Unspike { reason: reason() },
        Choice::ToCopy => Step::ToCopy,
        Choice::ToDesk => Step::ToDesk,
        Choice::ApproveMinor => approve_minor(),
        Choice::Require(check) => require(check),
        Choice::Clear(check) => clear(check),
        Choice::Refuse(check) => refuse(check),
        Choice::OpenUpdate(class) => Step::OpenUpdate { class },
        Choice::DropUpdate => drop_update(),
        Choice::Withdraw => withdraw(),
        Choice::Reinstate => Step::Reinstate {
            content_hash: state
                .reinstatable(facts.head_hash)
                .unwrap_or(facts.head_hash),
        },
        Choice::Confirm => confirm(
            state
                .to_be_read
                .last()
                .map_or(EntryId::from_bytes([0; 32]), |unread| unread.entry),
        ),
        Choice::BreakGlass => break_glass(),
    }
}
