//! What a step does to a story, once it has been judged.
//!
//! Nothing is refused here; nothing is lost here either: what a step takes off stays in the trail.

use crate::{
    Approval, DeskState, Embargo, EntryId, Hold, LastStep, Live, PersonId, Revision, Scheduled,
    SealedRevision, Spiked, Step, StepEntry, StepName, StoryState, ToBeRead,
};

/// A step with its author, and what its author saw of things that only a step which saw them may change.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) entry: EntryId,
    /// None for a publisher device.
    pub(super) person: Option<PersonId>,
    pub(super) hlc: u64,
    pub(super) said: StepEntry,
    pub(super) saw: Saw,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Saw {
    /// Holds that the author could see and may release.
    pub(super) holds: Vec<EntryId>,
    /// Embargoes that the author could see.
    pub(super) promises: Vec<EntryId>,
    /// Withdrawals that the author could see, undone ones too.
    pub(super) withdrawals: Vec<EntryId>,
    /// The number of the revision that a `publish` sends out.
    pub(super) revision: u32,
    /// A `hold` is legal's.
    pub(super) legal: bool,
    /// The entry that brought the check where the author saw it.
    pub(super) check: Option<EntryId>,
    /// An update is opened by one of the story's authors.
    pub(super) by_author: bool,
}

impl StoryState {
    /// Whoever a sealed revision credits is an author, whether or not its step still counts.
    pub(super) fn credit(&mut self, taken: &Taken) {
        let credited = taken
            .said
            .revision
            .iter()
            .flat_map(|revision| &revision.credited);
        self.authors.extend(credited.copied());
    }

    /// Lists the revision that a step carries, whether or not the step still counts: sealed words are never lost.
    pub(super) fn keep_revision(&mut self, taken: &Taken) {
        let Some(revision) = &taken.said.revision else {
            return;
        };
        let same = |sealed: &SealedRevision| {
            (sealed.revision.number, sealed.revision.content_hash)
                == (revision.number, revision.content_hash)
        };
        if !self.revisions.iter().any(same) {
            self.revisions.push(sealed(taken, revision));
        }
    }

    /// Takes the step. A publisher device only ever publishes, so every other step has a person.
    pub(super) fn take_step(&mut self, taken: &Taken) {
        self.roster = self.roster.max(taken.said.roster);
        match (&taken.said.step, taken.person) {
            (Step::Publish { .. }, _) => self.publish(taken),
            (step, Some(person)) => self.take_step_by(person, taken, step),
            (_, None) => return,
        }
        if moves(taken.said.step.step_name()) {
            self.last_step = Some(LastStep {
                entry: taken.entry,
                step: taken.said.step.step_name(),
                by: taken.person,
                hlc: taken.hlc,
            });
        }
    }

    fn take_step_by(&mut self, person: PersonId, taken: &Taken, step: &Step) {
        match step {
            Step::Start => self.begin(taken.entry, person, DeskState::Draft),
            Step::Pitch { line } => {
                self.begin(taken.entry, person, DeskState::Pitch);
                self.assignment.line = line.clone();
            }
            Step::Commission {
                person,
                due_at,
                words,
                brief,
            } => {
                self.begin(taken.entry, *person, DeskState::Assigned);
                self.assignment.brief = brief.clone();
                self.assignment.words = Some(*words);
                self.assignment.due_at = Some(due_at.clone());
            }
            Step::Assign { .. } => self.assign(step),
            Step::File { .. } => {
                self.back_to(DeskState::Filed);
                self.filed_rounds += 1;
            }
            Step::PullBack | Step::SendBack { .. } => self.back_to(DeskState::Draft),
            Step::Take => {
                if self.desk != DeskState::Copy {
                    self.desk = DeskState::Editing;
                }
                self.holder = Some(person);
            }
            Step::PutBack => {
                // Approved and scheduled stay what they are; without an approval of these words it is filed again.
                let approved = self.approval_of(Some(taken.said.facts.head_hash));
                if approved.is_none() && self.desk != DeskState::Copy {
                    self.desk = DeskState::Filed;
                }
                self.holder = None;
            }
            Step::Approve { .. } | Step::ApproveMinor { .. } | Step::BreakGlass { .. } => {
                self.approve(person, taken);
            }
            Step::ToCopy => self.desk = DeskState::Copy,
            Step::ToDesk => self.desk = DeskState::Editing,
            Step::RequireCheck { .. } | Step::ClearCheck { .. } | Step::RefuseCheck { .. } => {
                self.check(person, taken);
            }
            Step::OpenUpdate { class } => self.open_update(person, taken, *class),
            Step::DropUpdate { .. } => {
                self.back_to(DeskState::Idle);
                self.update = None;
            }
            Step::Withdraw { reason, notice } => self.withdraw(person, taken, reason, notice),
            Step::Reinstate { content_hash } => self.reinstate(person, taken, *content_hash),
            Step::Confirm { entry } => self.confirm(person, *entry),
            Step::Schedule {
                at,
                approval,
                targets,
            }
            | Step::Reschedule {
                at,
                approval,
                targets,
            } => {
                self.schedule = Some(Scheduled {
                    entry: taken.entry,
                    approval: *approval,
                    at: at.clone(),
                    targets: targets.clone(),
                    by: person,
                    asleep: self.is_withdrawn_beside(taken),
                });
            }
            Step::Unschedule => self.schedule = None,
            Step::Hold { reason } => self.holds.push(Hold {
                entry: taken.entry,
                reason: reason.clone(),
                by: person,
                legal: taken.saw.legal,
            }),
            Step::Release => self
                .holds
                .retain(|hold| !taken.saw.holds.contains(&hold.entry)),
            Step::SetEmbargo { at, source, terms } => {
                if let Some(schedule) = self
                    .schedule
                    .as_mut()
                    .filter(|schedule| schedule.at.instant < at.instant)
                {
                    schedule.asleep = true;
                }
                self.changes_promises(
                    &taken.saw.promises,
                    Some(Embargo {
                        entry: taken.entry,
                        at: at.clone(),
                        source: source.clone(),
                        terms: terms.clone(),
                        by: person,
                    }),
                );
            }
            Step::LiftEmbargo { .. } => self.changes_promises(&taken.saw.promises, None),
            Step::Spike { reason } => {
                self.back_to(DeskState::Spiked);
                self.spiked = Some(Spiked {
                    entry: taken.entry,
                    reason: reason.clone(),
                    by: person,
                });
            }
            Step::Unspike { .. } => {
                self.back_to(DeskState::Draft);
                self.spiked = None;
            }
            Step::Seal { .. } | Step::Publish { .. } | Step::Unknown { .. } => {}
        }
    }

    /// A story begins, or goes on from its pitch or its commission; `person` is to write it.
    fn begin(&mut self, entry: EntryId, person: PersonId, desk: DeskState) {
        self.created.get_or_insert(entry);
        self.draft_by = Some(person);
        self.desk = desk;
    }

    fn assign(&mut self, step: &Step) {
        let Step::Assign {
            person,
            due_at,
            words,
            planned_at,
        } = step
        else {
            return;
        };
        let agreed = &mut self.assignment;
        self.draft_by = person.or(self.draft_by);
        agreed.words = words.or(agreed.words);
        agreed.due_at = due_at.clone().or_else(|| agreed.due_at.take());
        agreed.planned_at = planned_at.clone().or_else(|| agreed.planned_at.take());
    }

    /// A promise stands until somebody who knew of it changes it, and of those that stand the latest binds.
    fn changes_promises(&mut self, seen: &[EntryId], promise: Option<Embargo>) {
        self.promises.retain(|one| !seen.contains(&one.entry));
        self.promises.extend(promise);
        let binds = self.promises.iter().max_by_key(|one| one.at.instant);
        self.embargo = binds.cloned();
    }

    /// A move that ends the holding, revokes the approval and takes the schedule off.
    pub(super) fn back_to(&mut self, desk: DeskState) {
        self.desk = desk;
        self.holder = None;
        let approval = self.approval.take();
        self.schedule = None;
        // What was approved alone and is revoked needs no reading, unless readers have it.
        let live = self.live.as_ref().map(|live| live.approval);
        self.to_be_read.retain(|unread| {
            live == Some(unread.entry)
                || approval
                    .as_ref()
                    .is_none_or(|approval| !approval.is_named_by(unread.entry))
        });
    }

    /// Words that are approved already were approved by two people who did not know of each other: both count.
    fn approve(&mut self, person: PersonId, taken: &Taken) {
        let content_hash = taken.said.facts.head_hash;
        if self.approval_of(Some(content_hash)).is_some()
            && let Some(approval) = &mut self.approval
        {
            approval.also.push(taken.entry);
            return;
        }
        let by_author = self.approves_own(person, taken);
        let emergency = matches!(taken.said.step, Step::BreakGlass { .. });
        if by_author || emergency {
            self.to_be_read.push(to_be_read(person, taken));
        }
        self.desk = DeskState::Editing;
        self.holder.get_or_insert(person);
        self.approval = Some(Approval {
            entry: taken.entry,
            also: Vec::new(),
            content_hash,
            revision: taken
                .said
                .revision
                .as_ref()
                .map_or(0, |revision| revision.number),
            by: person,
            by_author,
            emergency,
            at: taken.said.facts.now,
        });
    }

    /// What went out is a fact, whatever others decided meanwhile. The desk follows it where it can: a story that is
    /// still approved becomes idle, and one that was spiked meanwhile is not unpublished, so not spiked either. One that
    /// was sent back meanwhile stays a draft, beside what readers have; one that was withdrawn meanwhile is taken down.
    fn publish(&mut self, taken: &Taken) {
        let Step::Publish {
            approval,
            content_hash,
            targets,
            fired_at,
            first_published,
            ..
        } = &taken.said.step
        else {
            return;
        };
        let first_published = match &self.live {
            Some(live) => live.first_published.clone(),
            None => first_published.clone(),
        };
        match &mut self.live {
            Some(live) if live.content_hash == *content_hash => {
                live.targets.extend(targets.iter().cloned())
            }
            live => {
                *live = Some(Live {
                    entry: taken.entry,
                    content_hash: *content_hash,
                    revision: taken.saw.revision,
                    first_published,
                    at: *fired_at,
                    targets: targets.iter().cloned().collect(),
                    approval: *approval,
                    by: taken.person,
                });
            }
        }
        self.goes_back_live(&taken.saw.withdrawals);
        let still_approved = self
            .approval
            .as_ref()
            .is_some_and(|current| current.is_named_by(*approval));
        if still_approved || self.desk == DeskState::Spiked {
            self.desk = DeskState::Idle;
            self.holder = None;
            self.spiked = None;
            self.update = None;
        }
    }
}

/// Save, holds, embargoes, checks, assignments and readings say something about a story and leave it where it is.
fn moves(step: StepName) -> bool {
    use StepName::{
        Assign, ClearCheck, Confirm, Hold, LiftEmbargo, RefuseCheck, Release, RequireCheck, Seal,
        SetEmbargo, Unknown,
    };
    !matches!(
        step,
        Assign
            | Seal
            | Hold
            | Release
            | SetEmbargo
            | LiftEmbargo
            | RequireCheck
            | ClearCheck
            | RefuseCheck
            | Confirm
            | Unknown
    )
}

pub(super) fn to_be_read(by: PersonId, taken: &Taken) -> ToBeRead {
    ToBeRead {
        entry: taken.entry,
        step: taken.said.step.step_name(),
        by,
        at: taken.said.facts.now,
    }
}

fn sealed(taken: &Taken, revision: &Revision) -> SealedRevision {
    let name = match &taken.said.step {
        Step::Seal { name } => name.clone(),
        _ => None,
    };
    SealedRevision {
        entry: taken.entry,
        revision: revision.clone(),
        by: taken.person,
        step: taken.said.step.step_name(),
        name,
        hlc: taken.hlc,
        at: taken.said.facts.now,
    }
}
