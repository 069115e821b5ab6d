//! The chain of rosters: which statement follows which, and what each device may do by all of them together.
//!
//! Roster 1 names the owner key; each roster is signed by the owner key that the one before it names, and names that
//! one's entry. The highest is in force. Two for one number are an alarm, and the chain stops before them. Members and
//! roles that were once granted stay in later rosters (a role may be closed), so past entries keep their authors.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    DeviceId, Entry, EntryId, Kind, Member, NewsroomId, PersonId, Role, RoleRange, Roster,
};

/// Every roster of one newsroom that follows from its first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rosters {
    newsroom: NewsroomId,
    chain: Vec<Link>,
    refused: BTreeMap<EntryId, RosterFault>,
    fork: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Link {
    entry: EntryId,
    stated: Roster,
    /// As stated, with every role closed where the latest roster closes it.
    in_force: Roster,
}

/// Why a roster is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterFault {
    Unreadable,
    /// The owner key in force did not sign it.
    NotOwner,
    /// It does not name the entry of the roster before it.
    NotNext,
    /// A member, a publisher, or a role once granted, is missing, widened or reopened; or a copy editor may approve no
    /// more whose role is still open.
    RoleDropped,
    /// One device stands there for two people, or for a person and a publisher.
    DeviceTwice,
    UnknownZone,
    /// Another first roster than the one this laptop trusts.
    OtherNewsroom,
}

impl RosterFault {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "roster-unreadable",
            Self::NotOwner => "roster-not-owner",
            Self::NotNext => "roster-not-next",
            Self::RoleDropped => "roster-role-dropped",
            Self::DeviceTwice => "roster-device-twice",
            Self::UnknownZone => "roster-unknown-zone",
            Self::OtherNewsroom => "roster-other-newsroom",
        }
    }
}

impl Rosters {
    /// Follows the chain through the newsroom's entries, given in any order; those of other kinds are passed over.
    /// `first` is the entry of roster 1 that this laptop trusts; none takes the only one there is.
    pub fn read<'a>(
        newsroom: NewsroomId,
        first: Option<EntryId>,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Self {
        let mut rosters = Self {
            newsroom,
            chain: Vec::new(),
            refused: BTreeMap::new(),
            fork: None,
        };
        let mut by_number: BTreeMap<u64, BTreeMap<EntryId, (DeviceId, Roster)>> = BTreeMap::new();
        for entry in entries {
            if entry.envelope.kind != Kind::Roster || entry.envelope.newsroom != newsroom {
                continue;
            }
            match Roster::from_bytes(&entry.envelope.payload) {
                Ok(roster) => {
                    by_number
                        .entry(roster.number)
                        .or_default()
                        .insert(entry.id, (entry.envelope.device, roster));
                }
                Err(_) => {
                    rosters.refused.insert(entry.id, RosterFault::Unreadable);
                }
            }
        }
        while let Some(candidates) = by_number.remove(&rosters.next_number()) {
            if !rosters.follow(first, candidates) {
                break;
            }
        }
        rosters.close_roles();
        rosters
    }

    pub fn newsroom(&self) -> NewsroomId {
        self.newsroom
    }

    /// The roster in force.
    pub fn latest(&self) -> Option<&Roster> {
        self.chain.last().map(|link| &link.stated)
    }

    /// The entry of the roster in force; the next one names it.
    pub fn latest_entry(&self) -> Option<EntryId> {
        self.chain.last().map(|link| link.entry)
    }

    /// Roster `number` as it was stated, and its entry.
    pub fn stated(&self, number: u64) -> Option<(EntryId, &Roster)> {
        self.link(number).map(|link| (link.entry, &link.stated))
    }

    /// Roster `number` with the roles closed that the latest roster closes: what steps that name it are judged by.
    pub fn in_force(&self, number: u64) -> Option<&Roster> {
        self.link(number).map(|link| &link.in_force)
    }

    pub fn person(&self, device: DeviceId) -> Option<PersonId> {
        self.latest().and_then(|roster| roster.person(device))
    }

    /// Rosters that are not followed, and why.
    pub fn refused(&self) -> &BTreeMap<EntryId, RosterFault> {
        &self.refused
    }

    /// The number for which there are two rosters, both signed by the owner: an alarm.
    pub fn fork(&self) -> Option<u64> {
        self.fork
    }

    fn link(&self, number: u64) -> Option<&Link> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        self.chain.get(index)
    }

    fn next_number(&self) -> u64 {
        self.chain.len() as u64 + 1
    }

    /// Takes the one sound candidate for the next number; false when there is none, or more than one.
    fn follow(
        &mut self,
        first: Option<EntryId>,
        candidates: BTreeMap<EntryId, (DeviceId, Roster)>,
    ) -> bool {
        let mut sound = Vec::new();
        for (entry, (device, roster)) in candidates {
            match fault(self.chain.last(), first, entry, device, &roster) {
                Some(fault) => drop(self.refused.insert(entry, fault)),
                None => sound.push(Link {
                    entry,
                    in_force: roster.clone(),
                    stated: roster,
                }),
            }
        }
        if sound.len() > 1 {
            self.fork = Some(self.next_number());
            return false;
        }
        sound.pop().map(|link| self.chain.push(link)).is_some()
    }

    fn close_roles(&mut self) {
        let Some(latest) = self.latest().cloned() else {
            return;
        };
        for link in &mut self.chain {
            link.in_force.closed_publishers = latest.closed_publishers.clone();
            for member in &mut link.in_force.members {
                let Some(now) = latest.member(member.device) else {
                    continue;
                };
                for range in &mut member.roles {
                    if let Some(closed) = now.roles.iter().find(|later| continues(range, later)) {
                        range.to_seq = closed.to_seq;
                    }
                }
            }
        }
    }
}

fn fault(
    before: Option<&Link>,
    first: Option<EntryId>,
    entry: EntryId,
    device: DeviceId,
    roster: &Roster,
) -> Option<RosterFault> {
    let owner = before.map_or(&roster.owner, |link| &link.stated.owner);
    if before.is_none() && first.is_some_and(|trusted| trusted != entry) {
        return Some(RosterFault::OtherNewsroom);
    }
    if device.as_bytes() != owner {
        return Some(RosterFault::NotOwner);
    }
    if roster.prev != before.map(|link| link.entry) {
        return Some(RosterFault::NotNext);
    }
    if !crate::is_zone(&roster.zone) {
        return Some(RosterFault::UnknownZone);
    }
    let mut devices = BTreeSet::new();
    if !roster
        .members
        .iter()
        .map(|member| member.device)
        .chain(roster.publishers.iter().copied())
        .all(|d| devices.insert(d))
    {
        return Some(RosterFault::DeviceTwice);
    }
    let kept = |member: &Member| {
        roster
            .member(member.device)
            .is_some_and(|now| keeps(member, now))
    };
    let dropped = before.is_some_and(|link| {
        !link.stated.members.iter().all(kept) || !keeps_publishers(&link.stated, roster)
    });
    dropped.then_some(RosterFault::RoleDropped)
}

fn keeps(before: &Member, now: &Member) -> bool {
    before.person == now.person
        && keeps_may_approve(before, now)
        && before
            .roles
            .iter()
            .all(|range| now.roles.iter().any(|later| continues(range, later)))
}

/// No roster but the ones before says who might approve, so whoever may no more would for ever by naming one of those,
/// unless the role that it went with is closed.
fn keeps_may_approve(before: &Member, now: &Member) -> bool {
    let open = |range: &&RoleRange| range.role == Role::CopyEditor && range.to_seq.is_none();
    let mut went_with = before.roles.iter().filter(open);
    let reopened = |range: &RoleRange| {
        let later = now.roles.iter().find(|later| continues(range, later));
        later.is_none_or(|later| later.to_seq.is_none())
    };
    !before.may_approve || now.may_approve || !went_with.any(reopened)
}

/// A publisher stays listed, and one that is closed may only be closed earlier.
fn keeps_publishers(before: &Roster, now: &Roster) -> bool {
    before.publishers.iter().all(|device| {
        let closed = before
            .closed_at(*device)
            .is_none_or(|last| now.closed_at(*device).is_some_and(|now| now <= last));
        now.publishers.contains(device) && closed
    })
}

/// The same role, open or closed; a closed one may only be closed earlier.
fn continues(range: &RoleRange, later: &RoleRange) -> bool {
    let closed = range
        .to_seq
        .is_none_or(|last| later.to_seq.is_some_and(|now| now <= last));
    range.role == later.role
        && range.from_seq == later.from_seq
        && range.sections == later.sections
        && closed
}

#[cfg(test)]
mod tests;
