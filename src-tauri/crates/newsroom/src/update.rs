//! What happens to a story that readers have, or had: updates, withdrawals, and what a second person still has to read.

use std::collections::BTreeSet;

use minicbor::{Decode, Encode};

use crate::{EntryId, PersonId, StepName};

/// Why a live story is changed, as readers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum UpdateClass {
    #[n(0)]
    Update,
    #[n(1)]
    Correction,
    #[n(2)]
    Clarification,
    #[n(3)]
    MinorFix,
}

/// A round of work on a live story; readers keep the live copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    pub entry: EntryId,
    pub class: UpdateClass,
    pub by: PersonId,
    /// A desk editor opened it who is no author; it began with the desk.
    pub by_editor: bool,
    /// Whoever wrote in it since.
    pub writers: BTreeSet<PersonId>,
}

/// Readers have a notice in place of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    pub entry: EntryId,
    pub reason: String,
    /// What readers find.
    pub notice: String,
    pub by: PersonId,
    /// The author's clock, in milliseconds since 1970.
    pub at: i64,
    /// Where the story was live.
    pub targets: BTreeSet<String>,
    pub reinstatement: Option<Reinstatement>,
}

/// Somebody asked that a withdrawn story be live again, with exactly these words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reinstatement {
    pub entry: EntryId,
    pub by: PersonId,
    pub content_hash: [u8; 32],
    pub confirmed_by: Option<PersonId>,
}

/// What one person did alone and another has to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToBeRead {
    pub entry: EntryId,
    pub step: StepName,
    pub by: PersonId,
    /// The author's clock, in milliseconds since 1970.
    pub at: i64,
}

/// An emergency approval is read within an hour.
const EMERGENCY_READ_WITHIN: i64 = 60 * 60_000;

impl UpdateClass {
    pub const ALL: [Self; 4] = [
        Self::Update,
        Self::Correction,
        Self::Clarification,
        Self::MinorFix,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::MinorFix => "minor_fix",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

impl Withdrawn {
    /// How far it is undone: not at all, asked for, or confirmed.
    pub(crate) fn undone(&self) -> impl Ord {
        let confirmed = |asked: &Reinstatement| asked.confirmed_by.is_some();
        self.reinstatement.as_ref().map(confirmed)
    }

    /// Whether this entry is the reinstatement that is asked for.
    pub(crate) fn is_asked_back_by(&self, entry: EntryId) -> bool {
        let asked = self.reinstatement.as_ref();
        asked.is_some_and(|asked| asked.entry == entry)
    }

    /// Whether a second person has confirmed that these words may go out again.
    pub fn is_reinstated_with(&self, content_hash: &[u8; 32]) -> bool {
        self.reinstatement.as_ref().is_some_and(|asked| {
            asked.confirmed_by.is_some() && asked.content_hash == *content_hash
        })
    }
}

impl ToBeRead {
    /// Until when somebody should have read it, in milliseconds since 1970; none when it has no time.
    pub fn until(&self) -> Option<i64> {
        (self.step == StepName::BreakGlass).then_some(self.at + EMERGENCY_READ_WITHIN)
    }

    /// Whether its time is over, which is an alarm.
    pub fn is_overdue(&self, now: i64) -> bool {
        self.until().is_some_and(|until| until <= now)
    }
}
