//! The note at the end of a shift.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is said of a story, in the order of the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ShiftHeading {
    /// Today.
    Published,
    /// At the desk and not approved.
    Filed,
    /// And without a time.
    Approved,
    Scheduled,
    /// On hold, under embargo, or its approval is void.
    Blocked,
    /// One person did something alone.
    ToBeRead,
    DueTomorrow,
    /// Today.
    Spiked,
}

impl ShiftHeading {
    pub const ALL: [Self; 8] = [
        Self::Published,
        Self::Filed,
        Self::Approved,
        Self::Scheduled,
        Self::Blocked,
        Self::ToBeRead,
        Self::DueTomorrow,
        Self::Spiked,
    ];

    /// As it travels.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Filed => "filed",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Blocked => "blocked",
            Self::ToBeRead => "to_be_read",
            Self::DueTomorrow => "due_tomorrow",
            Self::Spiked => "spiked",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShiftNote {
    pub at: String,
    /// The newsroom's, in which its times are told.
    pub zone: String,
    pub lines: Vec<ShiftLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShiftLine {
    pub heading: ShiftHeading,
    pub story: String,
    pub slugline: String,
    pub headline: String,
    /// Who works on it.
    pub with: Option<String>,
    /// The time that the heading is about.
    pub at: Option<String>,
    /// Why it is on hold.
    pub reason: Option<String>,
    pub void_revision: Option<u32>,
}
