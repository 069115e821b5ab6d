//! A small newsroom for tests: one person for each role, real keys, real entries.

mod steps;

use ed25519_dalek::SigningKey;

pub(crate) use steps::*;

use crate::{
    Actor, Brings, DeskState, DeviceId, Entry, EntryId, Envelope, Facts, Kind, Member, NewsroomId,
    PersonId, Refusal, Revision, Role, RoleRange, Roster, Rosters, SecondReader, Standing, Step,
    StepEntry, StoryId, StoryState, Text, Touched, UpdateClass, ZonedTime, fold, follow, in_zone,
    may, seal,
};

/// Who there is, by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    Reporter,
    OtherReporter,
    Editor,
    OtherEditor,
    /// May approve.
    Copy,
    /// May not.
    JuniorCopy,
    Legal,
    Production,
    Chief,
    Admin,
    /// A desk editor for sport only.
    SportEditor,
    Publisher,
    /// On no roster.
    Stranger,
}

impl Who {
    pub(crate) const MEMBERS: [(Self, Role); 11] = [
        (Self::Reporter, Role::Reporter),
        (Self::OtherReporter, Role::Reporter),
        (Self::Editor, Role::DeskEditor),
        (Self::OtherEditor, Role::DeskEditor),
        (Self::Copy, Role::CopyEditor),
        (Self::JuniorCopy, Role::CopyEditor),
        (Self::Legal, Role::Legal),
        (Self::Production, Role::Production),
        (Self::Chief, Role::Chief),
        (Self::Admin, Role::Admin),
        (Self::SportEditor, Role::DeskEditor),
    ];

    pub(crate) fn key(self) -> SigningKey {
        SigningKey::from_bytes(&[self as u8 + 1; 32])
    }

    pub(crate) fn device(self) -> DeviceId {
        DeviceId::from_bytes(self.key().verifying_key().to_bytes())
    }

    pub(crate) fn id(self) -> PersonId {
        PersonId::from_bytes([self as u8 + 1; 16])
    }

    pub(crate) fn person(self) -> Option<PersonId> {
        (self != Self::Publisher).then(|| self.id())
    }
}

pub(crate) const NEWSROOM: NewsroomId = NewsroomId::from_bytes([1; 16]);
pub(crate) const STORY: StoryId = StoryId::from_bytes([2; 16]);
const NOW: i64 = 1_800_000_000_000;
const MINUTE: i64 = 60_000;

pub(crate) fn owner() -> SigningKey {
    SigningKey::from_bytes(&[99; 32])
}

/// `minutes` from when the play begins.
pub(crate) fn at(minutes: i64) -> ZonedTime {
    in_zone(NOW + minutes * MINUTE, "Europe/London").expect("a time of this century")
}

pub(crate) fn roster(rule: SecondReader) -> Roster {
    let member = |(who, role): &(Who, Role)| Member {
        person: who.id(),
        device: who.device(),
        roles: vec![RoleRange {
            sections: if *who == Who::SportEditor {
                vec!["sport".into()]
            } else {
                Vec::new()
            },
            ..RoleRange::lasting(*role, 1)
        }],
        may_approve: *who == Who::Copy,
    };
    Roster {
        number: 1,
        prev: None,
        name: "The Example".into(),
        zone: "Europe/London".into(),
        owner: owner().verifying_key().to_bytes(),
        second_reader: rule,
        sections: vec!["news".into(), "sport".into()],
        outlet: "The Example".into(),
        language: "en-GB".into(),
        members: Who::MEMBERS.iter().map(member).collect(),
        publishers: vec![Who::Publisher.device()],
        closed_publishers: Vec::new(),
    }
}

/// A roster entry as number `seq` of `key`'s log.
pub(crate) fn roster_entry(roster: &Roster, key: &SigningKey, seq: u64) -> Entry {
    let envelope = Envelope {
        newsroom: NEWSROOM,
        device: DeviceId::from_bytes(key.verifying_key().to_bytes()),
        seq,
        prev: (seq > 1).then(|| EntryId::from_bytes([0; 32])),
        hlc: seq,
        kind: Kind::Roster,
        story: None,
        payload: roster.to_bytes(),
    };
    seal(envelope, key).expect("a sound envelope")
}

pub(crate) fn rosters(rule: SecondReader) -> Rosters {
    Rosters::read(NEWSROOM, None, [&roster_entry(&roster(rule), &owner(), 1)])
}

/// Closes every role of somebody's device after its entry `last`.
pub(crate) fn close_roles(next: &mut Roster, who: Who, last: u64) {
    let own = next
        .members
        .iter_mut()
        .filter(|one| one.device == who.device());
    for range in own.flat_map(|member| &mut member.roles) {
        range.to_seq = Some(range.to_seq.map_or(last, |closed| closed.min(last)));
    }
}

/// An entry of [`STORY`]. What came before it in the device's log is not looked at by the fold.
pub(crate) fn story_entry(who: Who, seq: u64, kind: Kind, payload: Vec<u8>) -> Entry {
    let envelope = Envelope {
        newsroom: NEWSROOM,
        device: who.device(),
        seq,
        prev: (seq > 1).then(|| EntryId::from_bytes([0; 32])),
        hlc: seq,
        kind,
        story: Some(STORY),
        payload,
    };
    seal(envelope, &who.key()).expect("a sound envelope")
}

/// A story on one desk, whose text is a version number.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) rosters: Rosters,
    /// The entries of the rosters.
    pub(crate) stated: Vec<Entry>,
    /// The roster that steps name.
    pub(crate) roster: u64,
    pub(crate) entries: Vec<Entry>,
    pub(crate) facts: Facts,
    pub(crate) seq: u64,
}

impl Scene {
    pub(crate) fn new(rule: SecondReader) -> Self {
        let facts = Facts {
            now: NOW,
            head_hash: [1; 32],
            section: "news".into(),
            slugline: true,
            headline: true,
            credits: 1,
            credited: vec![Who::Reporter.id()],
            body_words: 300,
            ..Facts::default()
        };
        Self {
            rosters: rosters(rule),
            stated: vec![roster_entry(&roster(rule), &owner(), 1)],
            roster: 1,
            entries: Vec::new(),
            facts,
            seq: 0,
        }
    }

    pub(crate) fn state(&self) -> StoryState {
        fold(&self.rosters, STORY, &self.entries)
    }

    pub(crate) fn desk(&self) -> DeskState {
        self.state().desk_state(Some(self.facts.head_hash))
    }

    pub(crate) fn wait(&mut self, minutes: i64) {
        self.facts.now += minutes * MINUTE;
    }

    /// The owner states the next roster; steps name it from now on.
    pub(crate) fn states(&mut self, change: impl FnOnce(&mut Roster)) {
        let (prev, before) = self
            .rosters
            .stated(self.roster)
            .expect("the roster in force");
        let mut next = Roster {
            number: before.number + 1,
            prev: Some(prev),
            ..before.clone()
        };
        change(&mut next);
        self.roster = next.number;
        let entry = roster_entry(&next, &owner(), next.number);
        self.stated.push(entry);
        self.rosters = Rosters::read(NEWSROOM, None, &self.stated);
        assert_eq!(
            self.rosters.latest().map(|roster| roster.number),
            Some(self.roster),
            "what the owner states is followed"
        );
    }

    /// Every role of somebody's device is closed after what it has signed so far.
    pub(crate) fn close_roles(&mut self, who: Who) {
        let last = self.seq;
        self.states(|next| close_roles(next, who, last));
    }

    /// Types: another version of the text, sealed in an entry.
    pub(crate) fn types(&mut self, who: Who, version: u8) {
        self.facts.head_hash = [version; 32];
        let text = Text {
            seen: self.state().heads,
            peers: vec![1],
            update: vec![version],
            recovered: None,
            brings: Brings::Words,
        };
        self.seq += 1;
        let entry = story_entry(who, self.seq, Kind::Text, text.to_bytes());
        let mut followed = self.state();
        assert!(follow(&mut followed, &self.rosters, STORY, &entry));
        self.entries.push(entry);
        assert_eq!(followed, self.state(), "following is folding");
    }

    pub(crate) fn step_entry(&self, step: &Step, state: &StoryState) -> StepEntry {
        let revision = Revision {
            number: state.next_revision(),
            content_hash: self.facts.head_hash,
            canonical_version: 1,
            frontier: Vec::new(),
            credited: self.facts.credited.clone(),
            words: 300,
            headline: "Headline".into(),
            slugline: "SLUGLINE".into(),
        };
        let seals = matches!(
            step.name(),
            "seal"
                | "file"
                | "approve"
                | "approve_minor"
                | "break_glass"
                | "drop_update"
                | "send_back"
        );
        StepEntry {
            seen: state.heads.clone(),
            roster: self.roster,
            frontier: Vec::new(),
            revision: seals.then_some(revision),
            facts: self.facts.signed(),
            step: step.clone(),
        }
    }

    /// Asks first, then signs whatever the answer: every reader must give the same one.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a scene reads better without ampersands"
    )]
    pub(crate) fn tries(&mut self, who: Who, step: Step) -> Result<(), Refusal> {
        let state = self.state();
        let actor = Actor {
            person: who.person(),
            device: who.device(),
            seq: self.seq + 1,
        };
        let roster = self
            .rosters
            .in_force(self.roster)
            .expect("the play has its roster");
        let answer = may(&step, &actor, &state, roster, &self.facts);
        self.seq += 1;
        let entry = story_entry(
            who,
            self.seq,
            Kind::Step,
            self.step_entry(&step, &state).to_bytes(),
        );
        let mut followed = state;
        assert!(follow(&mut followed, &self.rosters, STORY, &entry));
        let mut entries = self.entries.clone();
        entries.push(entry);
        let after = fold(&self.rosters, STORY, &entries);
        assert_eq!(followed, after, "following is folding");
        let read = match &after
            .trail
            .last()
            .expect("the step is in the trail")
            .standing
        {
            Standing::Done => Ok(()),
            Standing::Refused(refusal) => Err(refusal.clone()),
            Standing::Overtaken(refusal) => {
                panic!("nothing is concurrent here, yet {step:?} is overtaken: {refusal}")
            }
        };
        assert_eq!(
            answer, read,
            "the desk that signs {step:?} and the desks that read it must agree"
        );
        if answer.is_ok() {
            self.entries = entries;
        }
        answer
    }

    pub(crate) fn does(&mut self, who: Who, step: Step) -> EntryId {
        let name = step.name();
        self.tries(who, step)
            .unwrap_or_else(|refusal| panic!("{who:?} may {name}, but: {refusal}"));
        self.entries.last().expect("the step").id
    }

    pub(crate) fn pitched(rule: SecondReader) -> Self {
        let mut scene = Self::new(rule);
        scene.does(Who::Reporter, pitch());
        scene
    }

    /// Commissioned by the editor from the reporter.
    pub(crate) fn assigned(rule: SecondReader) -> Self {
        let mut scene = Self::new(rule);
        scene.does(Who::Editor, commission(Who::Reporter));
        scene
    }

    pub(crate) fn draft(rule: SecondReader) -> Self {
        let mut scene = Self::new(rule);
        scene.does(Who::Reporter, Step::Start);
        scene.types(Who::Reporter, 2);
        scene
    }

    pub(crate) fn filed(rule: SecondReader) -> Self {
        let mut scene = Self::draft(rule);
        scene.does(Who::Reporter, file());
        scene
    }

    /// The editor has it.
    pub(crate) fn editing(rule: SecondReader) -> Self {
        let mut scene = Self::filed(rule);
        scene.does(Who::Editor, Step::Take);
        scene
    }

    /// On the copy desk, still with the editor.
    pub(crate) fn copy(rule: SecondReader) -> Self {
        let mut scene = Self::editing(rule);
        scene.does(Who::Editor, Step::ToCopy);
        scene
    }

    /// Approved, and then changed by whoever has it.
    pub(crate) fn void(rule: SecondReader) -> Self {
        let mut scene = Self::approved(rule);
        scene.types(Who::Editor, 3);
        scene
    }

    /// Approved, and then changed in its spelling alone.
    pub(crate) fn void_by_a_comma(rule: SecondReader) -> Self {
        let mut scene = Self::void(rule);
        scene.facts.touched = vec![Touched {
            since: [2; 32],
            extras: false,
            spelling: true,
            more: false,
            facts: false,
        }];
        scene
    }

    pub(crate) fn withdrawn(rule: SecondReader) -> Self {
        let mut scene = Self::live(rule);
        scene.does(Who::Editor, withdraw());
        scene
    }

    /// A round on a live story, opened by an editor, with nothing written in it.
    pub(crate) fn updating(rule: SecondReader, class: UpdateClass) -> Self {
        let mut scene = Self::live(rule);
        scene.does(Who::Editor, Step::OpenUpdate { class });
        scene
    }

    pub(crate) fn approved(rule: SecondReader) -> Self {
        let mut scene = Self::editing(rule);
        scene.does(Who::Editor, approve());
        scene
    }

    /// For 60 minutes after the play begins, into the target `site`.
    pub(crate) fn scheduled(rule: SecondReader) -> Self {
        let mut scene = Self::approved(rule);
        let step = scene.schedule(60);
        scene.does(Who::Production, step);
        scene
    }

    pub(crate) fn live(rule: SecondReader) -> Self {
        let mut scene = Self::approved(rule);
        let step = scene.publish("site");
        scene.does(Who::Production, step);
        scene
    }

    pub(crate) fn spiked(rule: SecondReader) -> Self {
        let mut scene = Self::filed(rule);
        scene.does(Who::Editor, Step::Spike { reason: reason() });
        scene
    }

    pub(crate) fn approval(&self) -> EntryId {
        self.state()
            .approval
            .map_or(EntryId::from_bytes([0; 32]), |approval| approval.entry)
    }

    pub(crate) fn schedule(&self, minutes: i64) -> Step {
        Step::Schedule {
            at: at(minutes),
            approval: self.approval(),
            targets: vec!["site".into()],
        }
    }

    pub(crate) fn reschedule(&self, minutes: i64) -> Step {
        Step::Reschedule {
            at: at(minutes),
            approval: self.approval(),
            targets: vec!["site".into()],
        }
    }

    /// By a person, now.
    pub(crate) fn publish(&self, target: &str) -> Step {
        let state = self.state();
        let (approval, content_hash) = match (&state.live, &state.approval) {
            (Some(live), _) if state.desk == DeskState::Idle => (live.approval, live.content_hash),
            (_, Some(approval)) => (approval.entry, approval.content_hash),
            _ => (self.approval(), self.facts.head_hash),
        };
        Step::Publish {
            approval,
            schedule: None,
            content_hash,
            targets: vec![target.into()],
            due: None,
            fired_at: self.facts.now,
            first_published: "2027-01-15T08:00:00+00:00".into(),
        }
    }

    /// As a publisher device does, on the authority of the schedule that there is.
    pub(crate) fn fires(&self, target: &str) -> Step {
        let mut step = self.publish(target);
        let found = self.state().schedule;
        if let Step::Publish { schedule, due, .. } = &mut step {
            *schedule = found.as_ref().map(|scheduled| scheduled.entry);
            *due = found.map(|scheduled| scheduled.at.instant);
        }
        step
    }
}
