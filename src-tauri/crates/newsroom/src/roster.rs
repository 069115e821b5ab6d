//! The roster: who works in a newsroom, on which devices, in which roles, and under which rule of the second reader.
//!
//! Each roster is one full statement with a number, signed by the owner key and by nothing else, so nobody grants
//! themselves a role. A role is a range of one device's entries; it is closed, never taken out, so nobody signs for
//! ever by naming an old roster.
//!
//! Not here: which roster follows which (`rosters`).

use minicbor::{Decode, Encode};

use crate::{DeviceId, EntryId, PersonId};

/// One full statement of who may do what.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Roster {
    /// From 1, without gaps.
    #[n(0)]
    pub number: u64,
    /// The entry of the roster before this one; none only for the first.
    #[n(1)]
    pub prev: Option<EntryId>,
    /// The newsroom's name for people.
    #[n(2)]
    pub name: String,
    /// The newsroom's IANA time zone, such as `Europe/London`.
    #[n(3)]
    pub zone: String,
    /// The ed25519 public key that signs the next roster.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub owner: [u8; 32],
    #[n(5)]
    pub second_reader: SecondReader,
    #[n(6)]
    pub sections: Vec<String>,
    #[n(7)]
    pub outlet: String,
    /// A BCP 47 tag such as `en-GB`, for new stories.
    #[n(8)]
    pub language: String,
    #[n(9)]
    pub members: Vec<Member>,
    /// Devices that may sign `publish` for a schedule whose time has come, and nothing else.
    #[n(10)]
    pub publishers: Vec<DeviceId>,
    /// Those of them that sign no more, each with its last entry that counts.
    #[cbor(n(11), default, skip_if = "Vec::is_empty")]
    pub closed_publishers: Vec<ClosedPublisher>,
}

/// A publisher device that signs no more, of a laptop that is lost or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ClosedPublisher {
    #[n(0)]
    pub device: DeviceId,
    /// Its last entry that counts.
    #[n(1)]
    pub to_seq: u64,
}

/// One person on one laptop.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Member {
    #[n(0)]
    pub person: PersonId,
    #[n(1)]
    pub device: DeviceId,
    #[n(2)]
    pub roles: Vec<RoleRange>,
    /// A copy editor with this may approve. It is taken back by closing the role that it goes with.
    #[n(3)]
    pub may_approve: bool,
}

/// A role that holds for the device's entries `from_seq..=to_seq`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RoleRange {
    #[n(0)]
    pub role: Role,
    #[n(1)]
    pub from_seq: u64,
    /// The last entry that the role covers; none while it lasts.
    #[n(2)]
    pub to_seq: Option<u64>,
    /// Empty means every section.
    #[n(3)]
    pub sections: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Role {
    #[n(0)]
    Reporter,
    #[n(1)]
    DeskEditor,
    #[n(2)]
    CopyEditor,
    #[n(3)]
    Legal,
    /// Schedules and publishes what is approved.
    #[n(4)]
    Production,
    #[n(5)]
    Chief,
    /// People and keys; no editorial power.
    #[n(6)]
    Admin,
}

/// Who may approve what they wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum SecondReader {
    /// An author may not approve.
    #[default]
    #[n(0)]
    TwoPeople,
    /// Whoever typed a word may not approve.
    #[n(1)]
    Always,
    /// An author may approve, and the approval says so.
    #[n(2)]
    Alone,
}

impl Role {
    pub const ALL: [Self; 7] = [
        Self::Reporter,
        Self::DeskEditor,
        Self::CopyEditor,
        Self::Legal,
        Self::Production,
        Self::Chief,
        Self::Admin,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::DeskEditor => "desk_editor",
            Self::CopyEditor => "copy_editor",
            Self::Legal => "legal",
            Self::Production => "production",
            Self::Chief => "chief",
            Self::Admin => "admin",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The roles that this one includes besides itself.
    pub const fn implied(self) -> &'static [Self] {
        match self {
            Self::Chief => &[Self::DeskEditor, Self::Reporter],
            Self::DeskEditor => &[Self::Reporter],
            _ => &[],
        }
    }

    pub fn includes(self, other: Self) -> bool {
        self == other || self.implied().contains(&other)
    }
}

impl SecondReader {
    pub const fn name(self) -> &'static str {
        match self {
            Self::TwoPeople => "two_people",
            Self::Always => "always",
            Self::Alone => "alone",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::TwoPeople, Self::Always, Self::Alone]
            .into_iter()
            .find(|rule| rule.name() == name)
    }
}

impl RoleRange {
    /// A role that begins with the device's entry `from_seq` and lasts, in every section.
    pub const fn lasting(role: Role, from_seq: u64) -> Self {
        Self {
            role,
            from_seq,
            to_seq: None,
            sections: Vec::new(),
        }
    }

    pub fn covers(&self, seq: u64) -> bool {
        self.from_seq <= seq && self.to_seq.is_none_or(|last| seq <= last)
    }

    fn in_section(&self, section: Option<&str>) -> bool {
        self.sections.is_empty()
            || section.is_none_or(|here| self.sections.iter().any(|one| one == here))
    }
}

impl Member {
    /// Whether this device's entry `seq` is signed in `role`, or in one that includes it. `section` none: in any section.
    pub fn has(&self, role: Role, seq: u64, section: Option<&str>) -> bool {
        self.roles.iter().any(|range| {
            range.role.includes(role) && range.covers(seq) && range.in_section(section)
        })
    }
}

impl Roster {
    pub fn member(&self, device: DeviceId) -> Option<&Member> {
        self.members.iter().find(|member| member.device == device)
    }

    pub fn person(&self, device: DeviceId) -> Option<PersonId> {
        self.member(device).map(|member| member.person)
    }

    /// Whether a person has a role that lasts, or one that includes it, on any laptop. `section` none: in any section.
    pub fn has(&self, person: PersonId, role: Role, section: Option<&str>) -> bool {
        let members = self.members.iter().filter(|member| member.person == person);
        let mut ranges = members.flat_map(|member| &member.roles);
        ranges.any(|range| {
            range.to_seq.is_none() && range.role.includes(role) && range.in_section(section)
        })
    }

    /// Whether this device's entry `seq` is signed by a publisher.
    pub fn is_publisher(&self, device: DeviceId, seq: u64) -> bool {
        let last = self.closed_at(device);
        self.publishers.contains(&device) && last.is_none_or(|last| seq <= last)
    }

    /// The last entry of a publisher device that counts, if it signs no more.
    pub(crate) fn closed_at(&self, device: DeviceId) -> Option<u64> {
        let closed = self.closed_publishers.iter();
        closed
            .filter(|closed| closed.device == device)
            .map(|closed| closed.to_seq)
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chief_includes_desk_editor_includes_reporter() {
        assert!(Role::Chief.includes(Role::DeskEditor) && Role::Chief.includes(Role::Reporter));
        assert!(Role::DeskEditor.includes(Role::Reporter));
        assert!(
            !Role::DeskEditor.includes(Role::Chief),
            "the smaller role never includes the larger"
        );
        assert!(
            !Role::Admin.includes(Role::Reporter),
            "an admin has no editorial power"
        );
    }

    #[test]
    fn a_role_holds_for_its_range_of_entries_and_its_sections() {
        let range = RoleRange {
            role: Role::DeskEditor,
            from_seq: 3,
            to_seq: Some(5),
            sections: vec!["news".into()],
        };
        let device = DeviceId::from_bytes([1; 32]);
        let member = Member {
            person: PersonId::from_bytes([2; 16]),
            device,
            roles: vec![range],
            may_approve: false,
        };
        let has = |seq, section| member.has(Role::Reporter, seq, section);
        assert_eq!(
            [2, 3, 5, 6].map(|seq| has(seq, Some("news"))),
            [false, true, true, false]
        );
        assert!(!has(4, Some("sport")), "another section is out of reach");
        assert!(has(4, None), "any section will do when none is asked for");
    }

    #[test]
    fn names_are_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
        assert_eq!(
            SecondReader::from_name("always"),
            Some(SecondReader::Always)
        );
        assert_eq!(Role::from_name("owner"), None);
    }
}
