//! The newslist of a day, which newsrooms print.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a story stands on a day's list, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NewslistHeading {
    /// Wanted, planned, scheduled or published that day.
    Day,
    /// Wanted before today, and still open.
    Late,
    /// Open, without any time.
    Undated,
}

impl NewslistHeading {
    pub const ALL: [Self; 3] = [Self::Day, Self::Late, Self::Undated];

    /// As it travels.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Late => "late",
            Self::Undated => "undated",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Newslist {
    pub newsroom: String,
    /// The newsroom's, in which its times are told.
    pub zone: String,
    /// `2026-11-24`
    pub date: String,
    /// When it was made.
    pub at: String,
    pub lines: Vec<NewslistLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewslistLine {
    pub heading: NewslistHeading,
    pub story: String,
    pub slugline: String,
    /// Its headline, else the line that it was pitched with.
    pub title: String,
    pub section: String,
    /// Who writes it: the credited, else whoever works on it.
    pub reporter: String,
    pub words: u32,
    pub words_commissioned: Option<u32>,
    /// As a person reads it: `sent_back`, `live`, …
    pub state: String,
    pub due_at: Option<String>,
    pub planned_at: Option<String>,
    pub scheduled_for: Option<String>,
    pub published_at: Option<String>,
    /// What stands in its way.
    pub hold: Option<String>,
    pub embargo_until: Option<String>,
    pub void_revision: Option<u32>,
    pub to_be_read: bool,
}
