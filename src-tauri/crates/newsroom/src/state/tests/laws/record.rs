//! The judge, written apart from the code it judges: it knows entries and what each had seen, nothing else.

use std::collections::{BTreeMap, BTreeSet};

mod checks;

use crate::{
    CheckKind, Entry, EntryId, Kind, PersonId, Role,
    SecondReader::{self, Alone, Always},
    Standing, Step, StepEntry, StoryState, Text, TrailLine, UpdateClass,
    play::Who,
};

/// Everything that was ever signed, and what each had seen.
pub(super) struct Record {
    seen: BTreeMap<EntryId, BTreeSet<EntryId>>,
    pub(super) steps: BTreeMap<EntryId, (StepEntry, Who)>,
    drafted: BTreeMap<EntryId, Who>,
}

impl Record {
    pub(super) fn of(entries: &BTreeMap<EntryId, Entry>) -> Self {
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
pub(super) fn hold_to_the_invariants(state: &StoryState, record: &Record, rule: SecondReader) {
    if let Some(live) = &state.live {
        let (approval, _) = &record.steps[&live.approval];
        let approved = approval
            .revision
            .as_ref()
            .map(|revision| revision.content_hash);
        assert_eq!(approved, Some(live.content_hash), "(2) live = approved");
    }
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
            belongs_to(&line.step).is_none_or(|people| people.contains(who)),
            "(7) no step by somebody without its role: {who:?} {}",
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
                nothing_withdrawn_leaves(record, &past, content_hash);
                checks::nothing_unchecked_leaves(record, &past, *approval, content_hash);
                if *who == Who::Publisher {
                    let named = schedule.map(|entry| &record.steps[&entry].0.step);
                    let due = matches!(named, Some(Step::Schedule { at, .. } | Step::Reschedule { at, .. })
                        if at.instant <= said.facts.now);
                    assert!(due, "a publisher fires what is due and nothing else");
                }
            }
            Step::Confirm { entry } => {
                let (_, did) = &record.steps[entry];
                assert_ne!(did, who, "a second person is somebody else");
            }
            Step::Approve { .. } | Step::ApproveMinor { .. } | Step::BreakGlass { .. }
                if rule != Alone =>
            {
                if matches!(line.step, Step::Approve { .. }) {
                    no_writer_approves_a_correction(record, &past, *who);
                }
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

/// Who of the play takes a step by role alone; none where it also matters who wrote or began the story.
fn belongs_to(step: &Step) -> Option<&'static [Who]> {
    use CheckKind::{Checklist, Legal as LegalCheck};
    use Who::{Chief, Copy, Editor, Legal, OtherEditor, Production, Publisher};
    Some(match step {
        Step::Commission { .. }
        | Step::Assign { .. }
        | Step::Spike { .. }
        | Step::Unspike { .. } => &[Editor, OtherEditor, Chief],
        Step::Take | Step::SendBack { .. } | Step::Approve { .. } | Step::ToCopy | Step::ToDesk => {
            &[Editor, OtherEditor, Chief, Copy]
        }
        Step::ApproveMinor { .. } => &[Production, Copy],
        Step::Schedule { .. } | Step::Reschedule { .. } | Step::Unschedule => {
            &[Editor, OtherEditor, Chief, Production]
        }
        // Legal too, for what it has confirmed.
        Step::Publish { .. } => &[Editor, OtherEditor, Chief, Production, Publisher, Legal],
        Step::RequireCheck { check: LegalCheck } | Step::Withdraw { .. } | Step::Confirm { .. } => {
            &[Editor, OtherEditor, Chief, Legal]
        }
        Step::RequireCheck { check: Checklist } => &[Editor, OtherEditor, Chief],
        Step::ClearCheck { check: LegalCheck }
        | Step::RefuseCheck {
            check: LegalCheck, ..
        } => &[Legal],
        Step::ClearCheck { .. } | Step::RefuseCheck { .. } => &[Editor, OtherEditor, Chief, Copy],
        Step::Reinstate { .. } | Step::BreakGlass { .. } => &[Chief],
        _ => return None,
    })
}

fn is_approval(step: &Step) -> bool {
    matches!(
        step,
        Step::Approve { .. } | Step::ApproveMinor { .. } | Step::BreakGlass { .. }
    )
}

/// What was withdrawn goes out only when a chief has asked and somebody else has confirmed: exactly these words, or
/// others after those had gone out.
fn nothing_withdrawn_leaves(record: &Record, past: &BTreeSet<EntryId>, hash: &[u8; 32]) {
    let step = |id: &EntryId| record.steps.get(id).map(|(said, _)| &said.step);
    let withdrawals = past
        .iter()
        .filter(|id| matches!(step(id), Some(Step::Withdraw { .. })));
    for withdrawal in withdrawals {
        let confirmed = past.iter().any(|id| {
            let Some(Step::Confirm { entry: asked }) = step(id) else {
                return false;
            };
            let Some(Step::Reinstate { content_hash }) = step(asked) else {
                return false;
            };
            let out = |later: &EntryId| {
                matches!(step(later), Some(Step::Publish { .. })) && record.has_seen(*later, *id)
            };
            let exactly = content_hash == hash || past.iter().any(out);
            exactly && record.has_seen(*asked, *withdrawal)
        });
        assert!(
            confirmed,
            "nothing withdrawn leaves before two people brought it back"
        );
    }
}

/// Whoever wrote in a correction that an editor opened does not approve it. Only rounds whose opener certainly is no
/// author are looked at.
fn no_writer_approves_a_correction(record: &Record, past: &BTreeSet<EntryId>, who: Who) {
    let step = |id: &EntryId| record.steps.get(id).map(|(said, _)| &said.step);
    let ends = |id: &EntryId| {
        matches!(
            step(id),
            Some(Step::Publish { .. } | Step::DropUpdate { .. } | Step::OpenUpdate { .. })
        )
    };
    let open = past.iter().filter(|id| {
        matches!(step(id), Some(Step::OpenUpdate { .. }))
            && !past
                .iter()
                .any(|later| ends(later) && record.has_seen(*later, **id))
    });
    let open: Vec<&EntryId> = open.collect();
    let certain = open.iter().all(|id| {
        let (said, opener) = &record.steps[id];
        let correction = said.step
            == Step::OpenUpdate {
                class: UpdateClass::Correction,
            };
        let before = record.past(**id);
        let typed = before
            .iter()
            .any(|id| record.drafted.get(id) == Some(opener));
        correction && *opener == Who::OtherEditor && !typed
    });
    let wrote = past.iter().any(|text| {
        record.drafted.get(text) == Some(&who) && open.iter().any(|id| record.has_seen(*text, **id))
    });
    assert!(
        !certain || !wrote,
        "whoever wrote in an editor's correction does not approve it"
    );
}

pub(super) fn is_refused(line: &TrailLine) -> bool {
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
    assert!(is_approval(&said.step), "(1) an approval is an approval");
    let approved = said.revision.as_ref().map(|revision| revision.content_hash);
    assert_eq!(approved, Some(*content_hash), "(2) live = approved");
    let revoked = past.iter().find(|id| {
        let step = record.steps.get(id).map(|(said, _)| said.step.name());
        matches!(
            step,
            Some("send_back" | "spike" | "open_update" | "drop_update")
        ) && record.has_seen(**id, approval)
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
