//! Laws for any steps of anybody on any number of desks that meet whenever they like.
//!
//! The judge here is written apart from the code it judges: it knows entries and what each had seen, nothing else.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::{
    Actor, DeskState, Entry, EntryId, Facts, Kind, LetStand, PersonId, Revision, Role, Rosters,
    SecondReader::{self, Alone, Always, TwoPeople},
    Standing, Step, StepEntry, StoryState, Text, TrailLine, fold, may,
    play::{STORY, Who, at, rosters, story_entry},
};

const DESKS: usize = 3;

#[derive(Debug, Clone)]
enum Act {
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
enum Choice {
    Start,
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
    Fire,
    Hold,
    Release,
    Embargo(i64),
    Lift,
    Spike,
    Unspike,
}

#[derive(Debug, Clone, Default)]
struct Desk {
    known: BTreeMap<EntryId, Entry>,
}

struct World {
    rosters: Rosters,
    desks: [Desk; DESKS],
    now: i64,
    seq: u64,
}

impl World {
    fn new(rule: SecondReader) -> Self {
        Self {
            rosters: rosters(rule),
            desks: Default::default(),
            now: 0,
            seq: 0,
        }
    }

    fn act(&mut self, desk: usize, act: &Act) {
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

    fn state(&self, desk: usize) -> StoryState {
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
        };
        self.sign(desk, who, Kind::Text, text.to_bytes());
    }

    fn step(&mut self, desk: usize, who: Who, choice: Choice, ask: bool) {
        let state = self.state(desk);
        let facts = self.facts(desk, who, choice);
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
    fn facts(&self, desk: usize, who: Who, choice: Choice) -> Facts {
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
            ..Facts::default()
        }
    }
}

fn said(step: Step, state: &StoryState, facts: &Facts) -> StepEntry {
    let seals = matches!(step.name(), "seal" | "file" | "approve" | "send_back");
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
    }
}

/// Everything that was ever signed, and what each had seen.
struct Record {
    seen: BTreeMap<EntryId, BTreeSet<EntryId>>,
    steps: BTreeMap<EntryId, (StepEntry, Who)>,
    drafted: BTreeMap<EntryId, Who>,
}

impl Record {
    fn of(entries: &BTreeMap<EntryId, Entry>) -> Self {
        let who = |entry: &Entry| {
            let everyone = Who::MEMBERS
                .iter()
                .map(|(who, _)| *who)
                .chain([Who::Publisher, Who::Stranger]);
            everyone
                .into_iter()
                .find(|who| who.device() == entry.envelope.device)
                .expect("somebody of the play")
        };
        let mut record = Self {
            seen: BTreeMap::new(),
            steps: BTreeMap::new(),
            drafted: BTreeMap::new(),
        };
        for (id, entry) in entries {
            let seen = match entry.envelope.kind {
                Kind::Text => {
                    record.drafted.insert(*id, who(entry));
                    Text::from_bytes(&entry.envelope.payload)
                        .expect("a text")
                        .seen
                }
                _ => {
                    let said = StepEntry::from_bytes(&entry.envelope.payload).expect("a step");
                    let seen = said.seen.clone();
                    record.steps.insert(*id, (said, who(entry)));
                    seen
                }
            };
            record.seen.insert(*id, seen.into_iter().collect());
        }
        record
    }

    /// Everything that was there when `id` was signed.
    fn past(&self, id: EntryId) -> BTreeSet<EntryId> {
        let mut past = BTreeSet::new();
        let mut open: Vec<EntryId> = self.seen[&id].iter().copied().collect();
        while let Some(next) = open.pop() {
            if past.insert(next) {
                open.extend(&self.seen[&next]);
            }
        }
        past
    }

    fn has_seen(&self, later: EntryId, earlier: EntryId) -> bool {
        self.past(later).contains(&earlier)
    }
}

/// Nothing that the trail calls done, or right when signed, may break an invariant.
fn hold_to_the_invariants(state: &StoryState, record: &Record, rule: SecondReader) {
    let refused: BTreeSet<EntryId> = state
        .trail
        .iter()
        .filter(|line| is_refused(line))
        .map(|line| line.entry)
        .collect();
    for line in state.trail.iter().filter(|line| !is_refused(line)) {
        let (said, who) = &record.steps[&line.entry];
        let roles: Vec<Role> = Who::MEMBERS
            .iter()
            .filter(|(one, _)| one == who)
            .map(|(_, role)| *role)
            .collect();
        assert!(
            !roles.is_empty() || *who == Who::Publisher && line.step.name() == "publish",
            "(7) no step by somebody without a role: {who:?} {}",
            line.step.name()
        );
        assert!(
            !line.is_overtaken() || line.step.name() != "publish",
            "a publication is a fact"
        );
        let past: BTreeSet<EntryId> = &record.past(line.entry) - &refused;
        match &line.step {
            Step::Publish {
                approval,
                content_hash,
                schedule,
                ..
            } => {
                approved_before_live(record, &past, *approval, content_hash);
                nothing_leaves_early(record, &past, said);
                if *who == Who::Publisher {
                    let named = schedule.map(|entry| &record.steps[&entry].0.step);
                    let due = matches!(named, Some(Step::Schedule { at, .. } | Step::Reschedule { at, .. })
                        if at.instant <= said.facts.now);
                    assert!(due, "a publisher fires what is due and nothing else");
                }
            }
            Step::Approve { .. } if rule != Alone => {
                let credited =
                    past.iter()
                        .filter_map(|id| record.steps.get(id))
                        .flat_map(|(said, _)| {
                            said.revision
                                .iter()
                                .flat_map(|revision| revision.credited.iter().copied())
                                .collect::<Vec<_>>()
                        });
                let authors: BTreeSet<PersonId> = credited
                    .chain(said.facts.credited.iter().copied())
                    .collect();
                assert!(
                    !authors.contains(&who.id()),
                    "a second reader is somebody else"
                );
                let typed = past.iter().any(|id| record.drafted.get(id) == Some(who));
                assert!(
                    rule != Always || !typed,
                    "under always the approver has not typed a word"
                );
            }
            _ => {}
        }
    }
}

fn is_refused(line: &TrailLine) -> bool {
    matches!(line.standing, Standing::Refused(_))
}

/// (1) An approval of that very hash, signed before, and not sent back, pulled back or spiked since.
fn approved_before_live(
    record: &Record,
    past: &BTreeSet<EntryId>,
    approval: EntryId,
    content_hash: &[u8; 32],
) {
    let (said, _) = record
        .steps
        .get(&approval)
        .expect("the approval is an entry");
    assert!(
        past.contains(&approval),
        "(1) it was approved before it went live"
    );
    assert!(
        matches!(said.step, Step::Approve { .. }),
        "(1) an approval is an approval"
    );
    let approved = said.revision.as_ref().map(|revision| revision.content_hash);
    assert_eq!(approved, Some(*content_hash), "(2) live = approved");
    let revoked = past.iter().find(|id| {
        let step = record.steps.get(id).map(|(said, _)| said.step.name());
        matches!(step, Some("send_back" | "spike")) && record.has_seen(**id, approval)
    });
    // A story that went out while others spiked it or sent it back is live all the same, and may go to further targets.
    let live = past.iter().any(|id| {
        let step = record.steps.get(id).map(|(said, _)| &said.step);
        matches!(step, Some(Step::Publish { content_hash: live, .. }) if live == content_hash)
    });
    assert!(
        live || revoked.is_none(),
        "(1) a revoked approval lets nothing out"
    );
}

/// (3) No hold that its author had seen and nobody had released, and no embargo that nobody had replaced.
fn nothing_leaves_early(record: &Record, past: &BTreeSet<EntryId>, said: &StepEntry) {
    let answered = |id: EntryId, by: fn(&Step) -> bool| {
        past.iter().any(|later| {
            record
                .steps
                .get(later)
                .is_some_and(|(said, _)| by(&said.step))
                && record.has_seen(*later, id)
        })
    };
    for id in past {
        match record.steps.get(id).map(|(said, _)| &said.step) {
            Some(Step::Hold { .. }) => {
                assert!(
                    answered(*id, |step| *step == Step::Release),
                    "(3) nothing leaves on hold"
                );
            }
            Some(Step::SetEmbargo { at, .. }) if at.instant > said.facts.now => {
                let changed = |step: &Step| {
                    matches!(step, Step::SetEmbargo { .. } | Step::LiftEmbargo { .. })
                };
                assert!(
                    answered(*id, changed),
                    "(3) nothing leaves before its embargo"
                );
            }
            _ => {}
        }
    }
}

fn check(rule: SecondReader, acts: &[(usize, Act)], shuffle: &[prop::sample::Index]) {
    let mut world = World::new(rule);
    for (desk, act) in acts {
        world.act(*desk, act);
    }
    let mut all = BTreeMap::new();
    world
        .desks
        .iter()
        .for_each(|desk| all.extend(desk.known.clone()));
    let state = fold(&world.rosters, STORY, all.values());

    let mut shuffled: Vec<&Entry> = all.values().collect();
    for (at, index) in shuffle.iter().enumerate().take(shuffled.len()) {
        let other = index.index(shuffled.len());
        shuffled.swap(at, other);
    }
    let doubled = shuffled.iter().chain(shuffled.iter().take(3)).copied();
    assert_eq!(
        fold(&world.rosters, STORY, doubled),
        state,
        "(5) desks with the same entries show the same state"
    );

    let record = Record::of(&all);
    assert_eq!(
        state.trail.len(),
        record.steps.len(),
        "(4) each change has exactly one entry in the trail"
    );
    let sealed = record
        .steps
        .values()
        .filter(|(said, _)| said.revision.is_some());
    let listed: BTreeSet<[u8; 32]> = state
        .revisions
        .iter()
        .map(|sealed| sealed.revision.content_hash)
        .collect();
    let refused: BTreeSet<EntryId> = state
        .trail
        .iter()
        .filter(|line| is_refused(line))
        .map(|line| line.entry)
        .collect();
    let kept = record
        .steps
        .iter()
        .filter(|(id, _)| !refused.contains(id))
        .filter_map(|(_, (said, _))| said.revision.as_ref());
    assert!(
        kept.map(|revision| revision.content_hash)
            .all(|hash| listed.contains(&hash)),
        "(6) no revision is lost"
    );
    assert!(sealed.count() >= state.revisions.len());
    hold_to_the_invariants(&state, &record, rule);

    // What one desk concluded about a step when it was signed, every desk concludes for ever.
    for desk in 0..DESKS {
        for line in &world.state(desk).trail {
            let ours = state
                .trail
                .iter()
                .find(|other| other.entry == line.entry)
                .expect("nothing leaves the trail");
            assert_eq!(
                is_refused(line),
                is_refused(ours),
                "a step is right or wrong in its own past"
            );
        }
    }
}

fn anyone() -> impl Strategy<Value = Who> {
    use Who::*;
    prop_oneof![
        4 => Just(Reporter), 4 => Just(Editor), 3 => Just(OtherEditor), 2 => Just(Copy), 2 => Just(Chief),
        2 => Just(Legal), 2 => Just(Production), 2 => Just(Publisher), 1 => Just(Admin), 1 => Just(Stranger),
    ]
}

fn any_choice() -> impl Strategy<Value = Choice> {
    use Choice::*;
    prop_oneof![
        1 => Just(Start), 1 => Just(Seal), 3 => Just(File), 1 => Just(PullBack), 3 => Just(Take), 1 => Just(PutBack),
        1 => Just(SendBack), 6 => Just(Approve), 3 => (0..40_i64).prop_map(Schedule),
        1 => (0..40_i64).prop_map(Reschedule), 1 => Just(Unschedule), 4 => Just(Publish), 3 => Just(Fire),
        2 => Just(Hold), 2 => Just(Release), 2 => (-10..40_i64).prop_map(Embargo), 1 => Just(Lift), 1 => Just(Spike),
        1 => Just(Unspike),
    ]
}

fn any_act() -> impl Strategy<Value = (usize, Act)> {
    let act = prop_oneof![
        2 => anyone().prop_map(Act::Type),
        12 => (anyone(), any_choice()).prop_map(|(who, choice)| Act::Try(who, choice)),
        2 => (anyone(), any_choice()).prop_map(|(who, choice)| Act::Force(who, choice)),
        4 => (0..DESKS).prop_map(Act::Meet),
        2 => (1..30_i64).prop_map(Act::Wait),
    ];
    (0..DESKS, act)
}

/// The beginning of a story that every desk knows, so that chance does not spend itself on beginnings.
fn opening(which: usize, length: usize) -> Vec<(usize, Act)> {
    use Choice::{Approve, Embargo, File, Hold, Schedule, SendBack, Start};
    use Who::{Editor, Legal, OtherEditor, Production, Reporter};
    let started = [
        Act::Try(Reporter, Start),
        Act::Type(Reporter),
        Act::Try(Reporter, File),
    ];
    let goes_on = match which {
        0 => [
            Act::Try(OtherEditor, Approve),
            Act::Try(Production, Schedule(20)),
            Act::Try(Legal, Hold),
        ],
        // The same words, filed again.
        1 => [
            Act::Try(OtherEditor, Approve),
            Act::Try(Editor, SendBack),
            Act::Try(Reporter, File),
        ],
        _ => [
            Act::Try(Editor, Embargo(30)),
            Act::Try(OtherEditor, Approve),
            Act::Try(Production, Schedule(30)),
        ],
    };
    let all_meet = (1..DESKS).map(|desk| (desk, Act::Meet(0)));
    let begun = started.into_iter().chain(goes_on).take(length);
    begun.map(|act| (0, act)).chain(all_meet).collect()
}

fn cases() -> u32 {
    std::env::var("STET_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn desks_that_meet_agree_and_break_no_law(
        rule in prop_oneof![2 => Just(TwoPeople), 1 => Just(Always), 1 => Just(Alone)],
        which in 0..3_usize,
        length in 0..7_usize,
        acts in prop::collection::vec(any_act(), 1..24),
        shuffle in prop::collection::vec(any::<prop::sample::Index>(), 24),
    ) {
        let mut play = opening(which, length);
        play.extend(acts);
        check(rule, &play, &shuffle);
    }
}
