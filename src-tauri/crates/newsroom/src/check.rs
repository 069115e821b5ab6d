//! Checks that a story may need before it goes out: legal's, and the newsroom's own checklist.
//!
//! Not here: who may require, clear or refuse one (`guard`).

use minicbor::{Decode, Encode};

use crate::{EntryId, PersonId};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum CheckKind {
    #[n(0)]
    Legal,
    #[n(1)]
    Checklist,
}

/// How far a check has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Check {
    #[default]
    None,
    Required(Checked),
    /// For one text: any other needs it again.
    Cleared {
        by: Checked,
        content_hash: [u8; 32],
    },
    Refused {
        by: Checked,
        reason: String,
    },
}

/// The entry that brought a check where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub entry: EntryId,
    pub by: PersonId,
}

/// Both checks of a story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checks {
    pub legal: Check,
    pub checklist: Check,
}

impl CheckKind {
    pub const ALL: [Self; 2] = [Self::Legal, Self::Checklist];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::Checklist => "checklist",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.name() == name)
    }
}

impl Check {
    /// The entry that brought it where it is; none while nobody asked for it.
    pub fn entry(&self) -> Option<EntryId> {
        match self {
            Self::None => None,
            Self::Required(by) | Self::Cleared { by, .. } | Self::Refused { by, .. } => {
                Some(by.entry)
            }
        }
    }
}

impl Checks {
    pub fn of(&self, kind: CheckKind) -> &Check {
        match kind {
            CheckKind::Legal => &self.legal,
            CheckKind::Checklist => &self.checklist,
        }
    }

    pub(crate) fn set(&mut self, kind: CheckKind, check: Check) {
        match kind {
            CheckKind::Legal => self.legal = check,
            CheckKind::Checklist => self.checklist = check,
        }
    }
}
