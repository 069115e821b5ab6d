//! A person as the newsroom knows them: an account is not needed, and nobody is ever deleted.
//!
//! Each entry of kind `person` is one full statement; the latest wins (`statements`). What a story prints about a
//! person is the story's own copy and not here.

use minicbor::{Decode, Encode};

use crate::PersonId;

/// One full statement about a person.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Person {
    #[n(0)]
    pub id: PersonId,
    #[n(1)]
    pub name: String,
    /// The name as printed; empty means `name`.
    #[n(2)]
    pub byline_name: String,
    /// The last part of the person's page address.
    #[n(3)]
    pub slug: String,
    #[n(4)]
    pub bio: String,
    #[n(5)]
    pub outlet: String,
    #[n(6)]
    pub title: String,
    #[n(7)]
    pub beats: Vec<String>,
    #[n(8)]
    pub place: String,
    #[n(9)]
    pub public_contact: String,
    /// Never exported.
    #[n(10)]
    pub private_contact: String,
    #[n(11)]
    pub links: Vec<String>,
    #[n(12)]
    pub status: Status,
    /// The section that this person usually writes for.
    #[n(13)]
    pub section: Option<String>,
    /// blake3 of the photo's bytes.
    #[cbor(n(14), with = "minicbor::bytes")]
    pub photo: Option<[u8; 32]>,
}

/// Whether a person works here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Status {
    #[default]
    #[n(0)]
    Active,
    #[n(1)]
    Left,
    #[n(2)]
    Deceased,
    /// Their name is not to be shown where it need not be.
    #[n(3)]
    Protected,
}

impl Person {
    /// A person of whom only the name is known.
    pub fn named(id: PersonId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            byline_name: String::new(),
            slug: String::new(),
            bio: String::new(),
            outlet: String::new(),
            title: String::new(),
            beats: Vec::new(),
            place: String::new(),
            public_contact: String::new(),
            private_contact: String::new(),
            links: Vec::new(),
            status: Status::Active,
            section: None,
            photo: None,
        }
    }
}
