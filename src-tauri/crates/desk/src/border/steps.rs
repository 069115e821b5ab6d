//! Steps: asking for one, and what came of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Change, ReceiptView, Refused, StoryView};

/// One step of a story; a pitch and a commission without a story begin one. Fields that a step does not use stay empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct StepRequest {
    /// Empty for a pitch or a commission of something new.
    pub story: String,
    /// The step's name: `file`, `take`, `send_back`, `approve`, `schedule`, …
    pub step: String,
    /// A note to the desk or to the reporter; also the name of a saved revision, and the line of a pitch.
    pub note: String,
    /// Why: for hold, spike, lift_embargo and the like.
    pub reason: String,
    /// For schedule, reschedule and set_embargo.
    pub at: Option<TypedTime>,
    /// Who asked for an embargo.
    pub source: String,
    /// What was promised about it.
    pub terms: String,
    /// Targets for schedule and publish; all when empty.
    pub targets: Vec<String>,
    /// The hash that the person saw on the sheet; the step is refused when the story has changed since.
    pub seen_hash: Option<String>,
    /// TK marks that may stand, with the reason in `reason`.
    pub let_stand: bool,
    /// Whom a story is commissioned from or assigned to: a person's id or name.
    pub person: String,
    /// For commission and assign.
    pub due: Option<TypedTime>,
    pub words: Option<u32>,
    /// What a commissioned story should say.
    pub brief: String,
    /// When the desk means to run it.
    pub planned: Option<TypedTime>,
    /// For a pitch and a commission: the section that it is for, when it is known already.
    pub section: String,
    /// For a pitch and a commission; proposed from its words when empty.
    pub slugline: String,
    /// `legal` or `checklist`, for the steps about a check.
    pub check: String,
    /// `update`, `correction`, `clarification` or `minor_fix`: why a live story is changed. The note to readers that goes
    /// with it is in `note`, and may be empty.
    pub class: String,
    /// What readers find in place of a withdrawn story.
    pub notice: String,
    /// The entry to confirm; what waits longest to be read when empty.
    pub entry: String,
}

/// A time as a person types it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TypedTime {
    /// `2026-11-24T06:00`, `2026-11-24 06:00`, or `06:00` for the next time it is six.
    pub local: String,
    /// An IANA zone; the newsroom's when empty.
    pub zone: String,
    /// `earlier` or `later`, when the clock repeats that hour.
    pub which: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepTaken {
    pub story: StoryView,
    pub receipts: Vec<ReceiptView>,
    pub changes: Vec<Change>,
    /// The next story that waits for this person, after an approval.
    pub next_waiting: Option<NextWaiting>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextWaiting {
    pub story: String,
    pub slugline: String,
}

/// A step that the screen may offer, with the reason when it cannot be taken now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepOffer {
    pub step: String,
    pub refused: Option<Refused>,
}
