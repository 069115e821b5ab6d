//! Where one story stands, as a value: what its entries add up to.
//!
//! *Approved* is not stored. An approval is a statement about a hash, and the story is approved while its head has that
//! hash, so the head's hash is asked for wherever the answer depends on it.
//!
//! Not here: who may do what next (`guard`), and the text itself.

mod aftermath;
mod effect;
mod fold;
mod graph;
mod judgement;

use std::collections::BTreeSet;

pub use fold::{fold, follow};

use crate::{
    Checks, DeviceId, EntryId, PersonId, Refusal, Reinstatement, Revision, Step, StepName, Thread,
    ToBeRead, Update, Withdrawn, ZonedTime,
};

/// Everything that a story's entries say, apart from its text. The same for the same entries in any order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoryState {
    /// The entry that it began with: `start`, `pitch` or `commission`.
    pub created: Option<EntryId>,
    /// Who is to write it: whoever pitched or started it, or the person whom it was commissioned from or assigned to.
    pub draft_by: Option<PersonId>,
    pub assignment: Assignment,
    /// The stored part: never `Approved` or `Scheduled`; ask [`Self::desk_state`].
    pub desk: DeskState,
    /// How often it was filed.
    pub filed_rounds: u32,
    /// Who has the story.
    pub holder: Option<PersonId>,
    pub approval: Option<Approval>,
    /// The last one made and not taken off; it may be asleep or name an approval that no longer counts.
    pub schedule: Option<Scheduled>,
    pub holds: Vec<Hold>,
    /// The one that binds: the latest of the promises.
    pub embargo: Option<Embargo>,
    /// Every embargo that nobody who knew of it has changed or lifted, in the order of [`Self::trail`].
    pub promises: Vec<Embargo>,
    pub live: Option<Live>,
    /// Readers have a notice in its place: the first of the withdrawals that is furthest from being undone.
    pub withdrawn: Option<Withdrawn>,
    /// Every withdrawal that nobody who knew of it has undone, in the order of [`Self::trail`].
    pub withdrawals: Vec<Withdrawn>,
    /// The withdrawals before those, whose story has gone out again.
    pub undone: BTreeSet<EntryId>,
    /// The round of work on a live story that is open.
    pub update: Option<Update>,
    pub checks: Checks,
    /// What one person did alone and nobody else has read, oldest first.
    pub to_be_read: Vec<ToBeRead>,
    pub spiked: Option<Spiked>,
    /// Credited in any revision, or wrote text while it was a draft.
    pub authors: BTreeSet<PersonId>,
    /// Wrote any text that is sealed in an entry.
    pub typists: BTreeSet<PersonId>,
    /// In the order of [`Self::trail`]; twins share a number.
    pub revisions: Vec<SealedRevision>,
    /// What people said about it, oldest first as far as they saw each other.
    pub comments: Vec<Thread>,
    /// The last step that moved it; Save, hold and embargo steps do not.
    pub last_step: Option<LastStep>,
    /// Every step, oldest first; concurrent ones in the fixed ranking.
    pub trail: Vec<TrailLine>,
    /// What the next entry of this story names as `seen`, in the order of ids.
    pub heads: Vec<EntryId>,
    /// Entries that wait for others which are not here yet.
    pub waiting: BTreeSet<EntryId>,
    /// The entries that they wait for.
    pub missing: BTreeSet<EntryId>,
    /// Entries that this Stet cannot read; kept, without effect.
    pub unread: BTreeSet<EntryId>,
    /// The highest roster that an effective step names.
    pub roster: u64,
}

/// What was agreed about a story, for the desk alone: it is in no export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assignment {
    /// Of its pitch.
    pub line: String,
    pub brief: String,
    pub words: Option<u32>,
    pub due_at: Option<ZonedTime>,
    /// When the desk means to run it; it never fires.
    pub planned_at: Option<ZonedTime>,
}

/// Where the working copy is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeskState {
    /// Nothing that a story begins with is here.
    #[default]
    Unstarted,
    Pitch,
    Assigned,
    Draft,
    Filed,
    Editing,
    Copy,
    Approved,
    Scheduled,
    Idle,
    Spiked,
}

/// What readers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LiveState {
    Unpublished,
    Live,
    Withdrawn,
}

/// A signed statement that these very words may go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    pub entry: EntryId,
    /// Approvals of the same words by others, signed without knowing of this one.
    pub also: Vec<EntryId>,
    pub content_hash: [u8; 32],
    pub revision: u32,
    pub by: PersonId,
    /// The approver is an author; only the rule `alone` allows it.
    pub by_author: bool,
    /// Signed by a chief past suggestions, queries, captions and the checklist.
    pub emergency: bool,
    /// The approver's clock, in milliseconds since 1970.
    pub at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduled {
    pub entry: EntryId,
    pub approval: EntryId,
    pub at: ZonedTime,
    /// Empty means all.
    pub targets: Vec<String>,
    pub by: PersonId,
    /// A later embargo reaches past its time, or the story was withdrawn; it will not fire, not even when that ends.
    pub asleep: bool,
}

impl Scheduled {
    /// Up to this late, in milliseconds, it is published and marked late; later than that it asks.
    pub const GRACE: i64 = 15 * 60_000;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    pub entry: EntryId,
    pub reason: String,
    pub by: PersonId,
    /// Only legal or a chief releases it.
    pub legal: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embargo {
    pub entry: EntryId,
    pub at: ZonedTime,
    pub source: String,
    pub terms: String,
    pub by: PersonId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// The `publish` entry that first sent out these words.
    pub entry: EntryId,
    pub content_hash: [u8; 32],
    pub revision: u32,
    /// RFC 3339 in the newsroom's zone.
    pub first_published: String,
    /// When these words went out first, in milliseconds since 1970.
    pub at: i64,
    pub targets: BTreeSet<String>,
    pub approval: EntryId,
    /// None when a publisher device did it.
    pub by: Option<PersonId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spiked {
    pub entry: EntryId,
    pub reason: String,
    pub by: PersonId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRevision {
    /// The entry that sealed it first: its id.
    pub entry: EntryId,
    pub revision: Revision,
    pub by: Option<PersonId>,
    pub step: StepName,
    /// Given with Save.
    pub name: Option<String>,
    pub hlc: u64,
    /// The author's clock, in milliseconds since 1970.
    pub at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastStep {
    pub entry: EntryId,
    pub step: StepName,
    pub by: Option<PersonId>,
    pub hlc: u64,
}

/// One step in the story's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailLine {
    pub entry: EntryId,
    /// None for a publisher device, and for a device that no roster knows.
    pub person: Option<PersonId>,
    pub device: DeviceId,
    pub seq: u64,
    pub hlc: u64,
    /// The author's clock, in milliseconds since 1970.
    pub at: i64,
    pub step: Step,
    /// The number of the revision that the step carries.
    pub revision: Option<u32>,
    pub standing: Standing,
}

/// What became of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Done,
    /// Right when it was signed; a step that its author could not know of came before it.
    Overtaken(Refusal),
    /// Against the rules when it was signed.
    Refused(Refusal),
}

impl DeskState {
    /// Whether the desk has not got it yet: its authors edit directly, and whoever writes in it becomes one.
    pub const fn is_before_filing(self) -> bool {
        matches!(
            self,
            Self::Unstarted | Self::Pitch | Self::Assigned | Self::Draft
        )
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Unstarted => "unstarted",
            Self::Pitch => "pitch",
            Self::Assigned => "assigned",
            Self::Draft => "draft",
            Self::Filed => "filed",
            Self::Editing => "editing",
            Self::Copy => "copy",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Idle => "idle",
            Self::Spiked => "spiked",
        }
    }
}

impl LiveState {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unpublished => "unpublished",
            Self::Live => "live",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Approval {
    /// Whether `entry` is this approval or one of the same words beside it.
    pub fn is_named_by(&self, entry: EntryId) -> bool {
        self.entry == entry || self.also.contains(&entry)
    }
}

impl TrailLine {
    pub fn is_done(&self) -> bool {
        self.standing == Standing::Done
    }

    pub fn is_overtaken(&self) -> bool {
        matches!(self.standing, Standing::Overtaken(_))
    }

    /// Why it has no effect, if it has none.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.standing {
            Standing::Done => None,
            Standing::Overtaken(refusal) | Standing::Refused(refusal) => Some(refusal),
        }
    }
}

impl StoryState {
    /// Where the working copy is while its head has `head_hash`; none when the head's text is not known here.
    pub fn desk_state(&self, head_hash: Option<[u8; 32]>) -> DeskState {
        match (self.approval_of(head_hash), self.schedule_stands()) {
            (Some(_), true) => DeskState::Scheduled,
            (Some(_), false) => DeskState::Approved,
            (None, _) => self.desk,
        }
    }

    pub fn live_state(&self) -> LiveState {
        match (&self.live, &self.withdrawn) {
            (_, Some(_)) => LiveState::Withdrawn,
            (Some(_), None) => LiveState::Live,
            (None, None) => LiveState::Unpublished,
        }
    }

    /// Whether it was approved and its words have changed since.
    pub fn is_void(&self, head_hash: Option<[u8; 32]>) -> bool {
        let changed =
            |approval: &Approval| head_hash.is_some_and(|head| head != approval.content_hash);
        self.is_on_desk() && self.approval.as_ref().is_some_and(changed)
    }

    /// Whether its schedule will fire at its time if nothing changes until then.
    pub fn schedule_counts(&self, head_hash: Option<[u8; 32]>) -> bool {
        self.desk_state(head_hash) == DeskState::Scheduled && self.holds.is_empty()
    }

    /// The schedule that has something to do still: it stays with the story for targets that do not have it yet.
    pub fn open_schedule(&self) -> Option<&Scheduled> {
        let schedule = self.schedule.as_ref()?;
        let has_it = |live: &Live| {
            let mut targets = schedule.targets.iter();
            targets.all(|target| live.targets.contains(target))
        };
        let done = self.desk == DeskState::Idle && self.live.as_ref().is_some_and(has_it);
        (!done).then_some(schedule)
    }

    /// The hold set first among those that stand.
    pub fn hold(&self) -> Option<&Hold> {
        self.holds.first()
    }

    /// Whether `person` edits the text directly, rather than by suggestions. `credited` are the head's.
    pub fn may_type(&self, person: PersonId, credited: &[PersonId]) -> bool {
        match self.desk {
            state if state.is_before_filing() => {
                self.draft_by == Some(person)
                    || self.authors.contains(&person)
                    || credited.contains(&person)
            }
            DeskState::Filed
            | DeskState::Editing
            | DeskState::Copy
            | DeskState::Approved
            | DeskState::Scheduled => self.holder == Some(person),
            _ => false,
        }
    }

    /// "Sent back" on the screen: a draft whose last step was `send_back`.
    pub fn is_sent_back(&self) -> bool {
        let sent_back = |last: &LastStep| last.step == StepName::SendBack;
        self.desk == DeskState::Draft && self.last_step.as_ref().is_some_and(sent_back)
    }

    /// The number for the next revision sealed here: the highest seen + 1.
    pub fn next_revision(&self) -> u32 {
        let highest = self
            .revisions
            .iter()
            .map(|sealed| sealed.revision.number)
            .max();
        highest.unwrap_or(0).saturating_add(1)
    }

    /// The revision sealed last.
    pub fn last_revision(&self) -> Option<&SealedRevision> {
        self.revisions.last()
    }

    pub(crate) fn is_on_desk(&self) -> bool {
        matches!(
            self.desk,
            DeskState::Filed | DeskState::Editing | DeskState::Copy
        )
    }

    /// The words that a withdrawn story would be live with again: the approved ones, else those that readers had last.
    pub fn reinstatable(&self, head_hash: [u8; 32]) -> Option<[u8; 32]> {
        let approved = self.approval_of(Some(head_hash));
        let had = self.live.as_ref().map(|live| live.content_hash);
        self.withdrawn.as_ref()?;
        approved.map(|approval| approval.content_hash).or(had)
    }

    /// What is asked for or confirmed of the withdrawals that stand; of several the same one may be asked.
    pub(crate) fn reinstatements(&self) -> impl Iterator<Item = &Reinstatement> {
        let stand = self.withdrawals.iter();
        stand.filter_map(|withdrawn| withdrawn.reinstatement.as_ref())
    }

    /// Whether somebody wrote in the open round, and a desk editor had opened it.
    pub(crate) fn wrote_in_update(&self, person: PersonId) -> bool {
        let wrote = |update: &Update| update.by_editor && update.writers.contains(&person);
        self.update.as_ref().is_some_and(wrote)
    }

    /// For the rule of the second reader: credited now or in any revision, or wrote it as a draft.
    pub(crate) fn is_author(&self, person: PersonId, credited: &[PersonId]) -> bool {
        self.authors.contains(&person) || credited.contains(&person)
    }

    pub(crate) fn approval_of(&self, head_hash: Option<[u8; 32]>) -> Option<&Approval> {
        let head = head_hash.filter(|_| self.is_on_desk())?;
        self.approval
            .as_ref()
            .filter(|approval| approval.content_hash == head)
    }

    /// Whether its schedule is awake and names the approval that counts.
    pub(crate) fn schedule_stands(&self) -> bool {
        let (Some(schedule), Some(approval)) = (&self.schedule, &self.approval) else {
            return false;
        };
        !schedule.asleep && self.withdrawn.is_none() && approval.is_named_by(schedule.approval)
    }
}

#[cfg(test)]
mod tests;
