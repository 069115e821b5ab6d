//! Author profiles and the staff.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A person's profile; a person need not have an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PersonView {
    pub id: String,
    pub name: String,
    /// The name as printed.
    pub byline_name: String,
    /// The person's public web address.
    pub slug: String,
    pub initials: String,
    pub bio: String,
    pub outlet: String,
    pub title: String,
    pub beats: Vec<String>,
    pub place: String,
    pub public_contact: String,
    /// Never shown to readers and never exported.
    pub private_contact: String,
    pub links: Vec<String>,
    /// `active`, `left`, `deceased`, `protected`.
    pub status: String,
    /// Where this person's stories usually run.
    pub section: String,
    pub roles: Vec<String>,
    /// Whether this person's key lies on this laptop.
    pub here: bool,
    /// How many stories credit this person, and how many of those are live.
    pub stories: u32,
    pub live_stories: u32,
    /// The newest headlines that credit this person.
    pub recent: Vec<String>,
    /// Live stories whose printed bio differs from this one.
    pub older_copies: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SavePersonRequest {
    /// Empty for a new person.
    pub id: String,
    pub name: String,
    pub byline_name: String,
    pub bio: String,
    pub outlet: String,
    pub title: String,
    pub beats: Vec<String>,
    pub place: String,
    pub public_contact: String,
    pub private_contact: String,
    pub links: Vec<String>,
    pub status: String,
    pub section: String,
    /// Roles for somebody who gets a key on this laptop; empty for a guest.
    pub roles: Vec<String>,
    pub may_approve: bool,
    /// The new person's own passphrase, when roles are given.
    pub passphrase: String,
}
