//! The judge, written apart from the code it judges: it knows entries, what each had seen and what the owner stated,
//! nothing else.

mod approvals;
mod checks;
mod going_out;
mod one_entry;
mod roles;

use std::collections::{BTreeMap, BTreeSet};

use self::roles::Rolls;
use super::world::{World, seen};
use crate::{
    Embargo, Entry, EntryId, Kind, Standing, Step, StepEntry, StoryState, TrailLine, play::Who,
};

/// Everything that was ever signed, and what each had seen.
pub(super) struct Record {
    seen: BTreeMap<EntryId, BTreeSet<EntryId>>,
    pub(super) steps: BTreeMap<EntryId, (StepEntry, Who)>,
    seqs: BTreeMap<EntryId, u64>,
    drafted: BTreeMap<EntryId, Who>,
    rolls: Rolls,
}

impl Record {
    pub(super) fn of(world: &World, entries: &BTreeMap<EntryId, Entry>) -> Self {
        let mut record = Self {
            seen: BTreeMap::new(),
            steps: BTreeMap::new(),
            seqs: BTreeMap::new(),
            drafted: BTreeMap::new(),
            rolls: Rolls::of(&world.stated),
        };
        for (id, entry) in entries {
            match entry.envelope.kind {
                Kind::Roster => continue,
                Kind::Text => drop(record.drafted.insert(*id, who_signed(entry))),
                _ => {
                    let said = StepEntry::from_bytes(&entry.envelope.payload).expect("a step");
                    record.steps.insert(*id, (said, who_signed(entry)));
                }
            }
            record.seqs.insert(*id, entry.envelope.seq);
            record.seen.insert(*id, seen(entry).into_iter().collect());
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

fn who_signed(entry: &Entry) -> Who {
    let everyone = Who::MEMBERS
        .iter()
        .map(|(who, _)| *who)
        .chain([Who::Publisher, Who::Stranger]);
    everyone
        .into_iter()
        .find(|who| who.device() == entry.envelope.device)
        .expect("somebody of the play")
}

/// Nothing that the trail calls done, or right when signed, may break an invariant.
pub(super) fn hold_to_the_invariants(state: &StoryState, record: &Record) {
    if let Some(live) = &state.live {
        let approved = approvals::words_of(record, live.approval);
        assert_eq!(approved, live.content_hash, "(2) live = approved");
        let published = |line: &&TrailLine| line.step.name() == "publish" && !is_refused(line);
        let last = state.trail.iter().rfind(published).map(|line| &line.step);
        let Some(Step::Publish { content_hash, .. }) = last else {
            panic!("(2) what is live was exported");
        };
        assert_eq!(*content_hash, live.content_hash, "(2) live = exported");
    }
    one_entry::each_change_has_one_entry(state, record);
    nothing_is_lost(state, record);
    let refused: BTreeSet<EntryId> = state
        .trail
        .iter()
        .filter(|line| is_refused(line))
        .map(|line| line.entry)
        .collect();
    for line in state.trail.iter().filter(|line| !is_refused(line)) {
        let (said, who) = &record.steps[&line.entry];
        let past: BTreeSet<EntryId> = &record.past(line.entry) - &refused;
        roles::has_the_role(record, &past, line, said, *who);
        assert!(
            !line.is_overtaken() || line.step.name() != "publish",
            "(2) a publication is a fact"
        );
        match &line.step {
            Step::Publish {
                approval,
                content_hash,
                schedule,
                ..
            } => {
                approvals::approved_before_live(record, &past, *approval, content_hash);
                going_out::nothing_leaves_early(record, &past, said);
                going_out::nothing_withdrawn_leaves(record, &past, content_hash);
                checks::nothing_unchecked_leaves(record, &past, *approval, content_hash);
                if *who == Who::Publisher {
                    going_out::only_what_is_due_fires(record, &past, *schedule, said);
                }
            }
            Step::Confirm { entry } => {
                let (_, did) = &record.steps[entry];
                assert_ne!(did, who, "(7) a second person is somebody else");
            }
            step if approvals::is_approval(step) => {
                approvals::somebody_else_approves(record, &past, said, *who);
            }
            _ => {}
        }
    }
}

/// (6) Whatever became of the story: its sealed revisions, its holds, embargoes and withdrawals, and who wrote it.
fn nothing_is_lost(state: &StoryState, record: &Record) {
    let step = |line: &TrailLine, wanted: fn(&Step) -> bool| line.is_done() && wanted(&line.step);
    let answered = |held: &TrailLine| {
        state.trail.iter().any(|line| {
            step(line, |step| *step == Step::Release) && record.has_seen(line.entry, held.entry)
        })
    };
    for held in &state.trail {
        let stands = state.holds.iter().any(|hold| hold.entry == held.entry);
        assert!(
            !step(held, |step| matches!(step, Step::Hold { .. })) || stands || answered(held),
            "(6) no hold is lost"
        );
    }
    for promised in state.trail.iter().filter(|line| line.is_done()) {
        let Step::SetEmbargo { at, .. } = &promised.step else {
            continue;
        };
        let changed = state.trail.iter().any(|line| {
            step(line, |step| {
                matches!(step, Step::SetEmbargo { .. } | Step::LiftEmbargo { .. })
            }) && record.has_seen(line.entry, promised.entry)
        });
        let stands = |embargo: &Embargo| embargo.at.instant >= at.instant;
        assert!(
            changed || state.embargo.as_ref().is_some_and(stands),
            "(6) no promise is lost: it binds until somebody who knew of it changed it"
        );
    }
    going_out::no_withdrawal_is_lost(state, record);
    for line in state.trail.iter().filter(|line| !is_refused(line)) {
        let Some(revision) = &record.steps[&line.entry].0.revision else {
            continue;
        };
        let listed = state.revisions.iter().any(|sealed| {
            (sealed.revision.number, sealed.revision.content_hash)
                == (revision.number, revision.content_hash)
        });
        assert!(listed, "(6) no revision is lost");
        assert!(
            revision
                .credited
                .iter()
                .all(|author| state.authors.contains(author)),
            "(6) no author is lost"
        );
    }
    for typist in record.drafted.values() {
        assert!(
            !Who::MEMBERS.iter().any(|(who, _)| who == typist)
                || state.typists.contains(&typist.id()),
            "(6) nobody's words are lost"
        );
    }
}

pub(super) fn is_refused(line: &TrailLine) -> bool {
    matches!(line.standing, Standing::Refused(_))
}
