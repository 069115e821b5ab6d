//! First run, and who is at this desk.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a window finds when it starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Opening {
    /// None on first run.
    pub newsroom: Option<NewsroomHere>,
    /// Who is at this desk; None while it is locked.
    pub who: Option<Someone>,
    /// Where the window was when it was last open.
    pub place: Option<Place>,
    /// The zone of this laptop, for the clock beside the newsroom's.
    pub laptop_zone: String,
    /// The folder a new newsroom would be made in.
    pub default_folder: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewsroomHere {
    pub name: String,
    pub zone: String,
    pub folder: String,
    pub outlet: String,
    pub language: String,
    pub sections: Vec<String>,
    /// `two_people`, `always` or `alone`.
    pub second_reader: String,
    /// People whose keys lie on this laptop.
    pub people_here: Vec<Someone>,
    /// Who of them sat here last, as an id; offered first while the desk is locked.
    pub last_here: Option<String>,
    /// A sample that sends nothing anywhere; its people share one known passphrase.
    pub sample: bool,
    /// Why whoever sits here can only read, as a code; None where they can write.
    pub read_only: Option<String>,
    /// Why the publisher does not run unattended, as a code; None when it does.
    pub publisher_paused: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Someone {
    pub id: String,
    pub name: String,
    pub initials: String,
    /// Role names as in the roster; empty for a guest.
    pub roles: Vec<String>,
}

/// Where a window is: enough to come back to it after a crash.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Place {
    /// `desk`, `write`, `review`, `people`, `due`, `settings`.
    pub view: String,
    pub story: Option<String>,
    /// Flat offset of the caret in the body, where writing was under way.
    pub caret: Option<u32>,
}

/// The three questions of first run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CreateNewsroomRequest {
    /// A folder; the default one when empty.
    pub folder: String,
    pub name: String,
    pub person: String,
    /// `two_people`, `always` or `alone`.
    pub second_reader: String,
    /// An IANA zone; the laptop's when empty.
    pub zone: String,
    pub passphrase: String,
}

/// Opens the newsroom as a person, or changes places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SitDownRequest {
    pub person: String,
    pub passphrase: String,
}
