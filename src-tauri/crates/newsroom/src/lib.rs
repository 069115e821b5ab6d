//! The rules of a newsroom: who people are, which steps a story takes, who may take them, and what the signed entries
//! about a story add up to.
//!
//! Everything here is a pure function over plain values. No file, clock, chance or other room of the house is used;
//! what cannot be derived comes in as [`Facts`]. The words for people live elsewhere: a refusal is a code with data.

mod check;
mod clock;
mod comment;
mod entry;
mod error;
mod guard;
mod ids;
mod inbox;
mod payload;
mod person;
mod refusal;
mod roster;
mod rosters;
mod shape;
mod state;
mod statements;
mod step;
mod time;
mod update;

pub use check::{Check, CheckKind, Checked, Checks};
pub use clock::{hlc_millis, next_hlc};
pub use comment::{
    Comment, KeptBoth, Remark, Reply, Resolve, Resolved, Said, Thread, may_remark, may_suggest,
};
pub use entry::{Entry, Envelope, Kind, MAX_ENTRY, open, reopen, seal};
pub use error::Error;
pub use guard::{Actor, Facts, allowed, may};
pub use ids::{DeviceId, EntryId, NewsroomId, PersonId, StoryId};
pub use inbox::{InboxFacts, InboxKind, InboxLine, inbox};
pub use payload::{
    BareFigure, Brings, FigureLack, Payload, Revision, SignedFacts, StepEntry, Target,
    TargetSetting, Text, Touched, decode,
};
pub use person::{Person, Status};
pub use refusal::Refusal;
pub use roster::{ClosedPublisher, Member, Role, RoleRange, Roster, SecondReader};
pub use rosters::{RosterFault, Rosters};
pub use shape::StoryShape;
pub use state::{
    Approval, Assignment, DeskState, Embargo, Hold, LastStep, Live, LiveState, Scheduled,
    SealedRevision, Spiked, Standing, StoryState, TrailLine, fold, follow,
};
pub use statements::{people, shapes, targets};
pub use step::{LetStand, Step, StepName};
pub use time::{ZONE_DATA, ZonedTime, in_zone, is_zone, resolve, rfc3339};
pub use update::{Reinstatement, ToBeRead, Update, UpdateClass, Withdrawn};

#[cfg(test)]
mod play;
