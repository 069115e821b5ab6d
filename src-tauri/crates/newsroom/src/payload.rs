//! What an entry says: one type for each kind, and their bytes.
//!
//! Payloads are CBOR maps with numbered fields, so a later Stet can add a field and an earlier one still reads the
//! rest. They are not canonical and need not be: the entry's id covers the bytes as they were signed.
//!
//! Not here: whether what is said may be said (`guard`, `rosters`).

use minicbor::{Decode, Encode, encode::Write};

use crate::{
    Comment, DeviceId, EntryId, Error, Kind, Person, PersonId, Reply, Resolve, Roster, Step,
    StoryShape, step::decode_step,
};

/// The payload of an entry of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    Roster(Roster),
    Person(Person),
    Target(Target),
    Shape(StoryShape),
    Text(Text),
    Step(Box<StepEntry>),
    Comment(Comment),
    Reply(Reply),
    Resolve(Resolve),
    /// Of a kind that this Stet does not know: kept and passed on.
    Unknown(Vec<u8>),
}

/// What people typed into one story: an update of its document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Text {
    /// The story's heads ([`crate::StoryState::heads`]) when this was signed.
    #[n(0)]
    pub seen: Vec<EntryId>,
    /// The document peers that this device claims for its own.
    #[n(1)]
    pub peers: Vec<u64>,
    #[cbor(n(2), with = "minicbor::bytes")]
    pub update: Vec<u8>,
    /// The device whose crash left this text behind, when another one seals it.
    #[n(3)]
    pub recovered: Option<DeviceId>,
    #[cbor(n(4), default, skip_if = "Brings::is_words")]
    pub brings: Brings,
}

/// What an update puts into a story, each more than the one before it: it tells who has written in the story.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Brings {
    /// Anchors of comments, and what a step writes beside the text. Whoever signs them has typed no word.
    #[n(2)]
    Anchors,
    /// Suggestions, which change nothing until somebody else accepts them. Whoever makes them has typed words and written none.
    #[n(1)]
    Suggestions,
    #[default]
    #[n(0)]
    Words,
}

impl Brings {
    fn is_words(&self) -> bool {
        *self == Self::Words
    }
}

/// One step of one story, with what its author saw.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct StepEntry {
    /// The story's heads ([`crate::StoryState::heads`]) when this was signed; its guard is judged in their past.
    #[n(0)]
    pub seen: Vec<EntryId>,
    /// The number of the roster in force.
    #[n(1)]
    pub roster: u64,
    /// The text frontier that its author saw.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub frontier: Vec<u8>,
    /// The revision that this step seals, or the last one when nothing has changed since.
    #[n(3)]
    pub revision: Option<Revision>,
    #[n(4)]
    pub facts: SignedFacts,
    #[cbor(n(5), decode_with = "decode_step")]
    pub step: Step,
}

/// A sealed moment of a story.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Revision {
    /// The highest number seen + 1; two desks may seal twins.
    #[n(0)]
    pub number: u32,
    #[cbor(n(1), with = "minicbor::bytes")]
    pub content_hash: [u8; 32],
    #[n(2)]
    pub canonical_version: u32,
    #[cbor(n(3), with = "minicbor::bytes")]
    pub frontier: Vec<u8>,
    #[n(4)]
    pub credited: Vec<PersonId>,
    #[n(5)]
    pub words: u32,
    #[n(6)]
    pub headline: String,
    #[n(7)]
    pub slugline: String,
}

/// What the guard of a step needs to know and cannot derive from entries; its author vouches for it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SignedFacts {
    /// The author's clock, in milliseconds since 1970.
    #[n(0)]
    pub now: i64,
    /// The content hash of the text that its author saw.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub head_hash: [u8; 32],
    #[n(2)]
    pub section: String,
    #[n(3)]
    pub slugline: bool,
    #[n(4)]
    pub headline: bool,
    #[n(5)]
    pub credits: u32,
    #[n(6)]
    pub credited: Vec<PersonId>,
    #[n(7)]
    pub body_words: u32,
    /// Each open `TK`, with enough words around it to tell it from others.
    #[n(8)]
    pub tks: Vec<String>,
    /// Related stories that are under embargo or on hold.
    #[n(9)]
    pub related_blocked: Vec<String>,
    /// Suggestions that nobody has decided on.
    #[cbor(n(10), default, skip_if = "is_zero")]
    pub open_suggestions: u32,
    /// Figures that readers cannot have yet, in the order of the page.
    #[cbor(n(11), default, skip_if = "Vec::is_empty")]
    pub bare_figures: Vec<BareFigure>,
    /// How the text differs from others, for the steps that depend on it.
    #[cbor(n(12), default, skip_if = "Vec::is_empty")]
    pub touched: Vec<Touched>,
}

/// What differs between an earlier text and the one that a step is about: which kinds of things, never which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Touched {
    /// The content hash of the earlier text.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub since: [u8; 32],
    /// Tags, related stories or alt texts.
    #[n(1)]
    pub extras: bool,
    /// Punctuation or spelling.
    #[n(2)]
    pub spelling: bool,
    /// Anything else.
    #[n(3)]
    pub more: bool,
    /// A number, a name, a quotation, a link or a date.
    #[n(4)]
    pub facts: bool,
}

/// A figure and a thing that it is without; one that lacks several is named for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BareFigure {
    /// Counted from 1.
    #[n(0)]
    pub number: u32,
    #[n(1)]
    pub lacks: FigureLack,
}

/// What every figure needs before it is approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum FigureLack {
    #[n(0)]
    Alt,
    #[n(1)]
    Caption,
    #[n(2)]
    Credit,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Where stories are published to: a folder and a profile, written by one laptop. One full statement, by name.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Target {
    #[n(0)]
    pub name: String,
    /// The press profile's name, such as `hugo`.
    #[n(1)]
    pub profile: String,
    /// A path on that laptop.
    #[n(2)]
    pub folder: String,
    /// The publisher device of the one laptop that writes here.
    #[n(3)]
    pub publisher: DeviceId,
    #[n(4)]
    pub settings: Vec<TargetSetting>,
    /// Kept, and written no more.
    #[n(5)]
    pub retired: bool,
}

/// A setting of a target's profile.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TargetSetting {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub value: String,
}

/// Reads a payload of `kind`. Unknown kinds come back as bytes; only a known kind can fail.
pub fn decode(kind: &Kind, bytes: &[u8]) -> Result<Payload, Error> {
    let payload = match kind {
        Kind::Roster => minicbor::decode(bytes).map(Payload::Roster),
        Kind::Person => minicbor::decode(bytes).map(Payload::Person),
        Kind::Target => minicbor::decode(bytes).map(Payload::Target),
        Kind::Shape => minicbor::decode(bytes).map(Payload::Shape),
        Kind::Text => minicbor::decode(bytes).map(Payload::Text),
        Kind::Step => minicbor::decode(bytes).map(|said| Payload::Step(Box::new(said))),
        Kind::Comment => minicbor::decode(bytes).map(Payload::Comment),
        Kind::Reply => minicbor::decode(bytes).map(Payload::Reply),
        Kind::Resolve => minicbor::decode(bytes).map(Payload::Resolve),
        Kind::Unknown(_) => Ok(Payload::Unknown(bytes.to_vec())),
    };
    payload.map_err(|_| Error::Payload {
        kind: kind.name().to_owned(),
    })
}

impl Payload {
    /// The bytes to put into an envelope.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Roster(roster) => bytes_of(roster),
            Self::Person(person) => bytes_of(person),
            Self::Target(target) => bytes_of(target),
            Self::Shape(shape) => bytes_of(shape),
            Self::Text(text) => bytes_of(text),
            Self::Step(step) => bytes_of(step),
            Self::Comment(comment) => bytes_of(comment),
            Self::Reply(reply) => bytes_of(reply),
            Self::Resolve(resolve) => bytes_of(resolve),
            Self::Unknown(bytes) => bytes.clone(),
        }
    }
}

macro_rules! payload {
    ($($name:ident as $kind:ident),*) => {$(
        impl $name {
            /// The bytes to put into an envelope of this kind.
            pub fn to_bytes(&self) -> Vec<u8> {
                bytes_of(self)
            }

            /// Reads the payload of an entry of this kind.
            pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
                minicbor::decode(bytes).map_err(|_| Error::Payload { kind: Kind::$kind.name().to_owned() })
            }
        }
    )*};
}

payload!(
    Roster as Roster,
    Person as Person,
    Target as Target,
    StoryShape as Shape,
    Text as Text,
    StepEntry as Step,
    Comment as Comment,
    Reply as Reply,
    Resolve as Resolve
);

fn bytes_of<T: Encode<()>>(value: &T) -> Vec<u8>
where
    Vec<u8>: Write<Error = core::convert::Infallible>,
{
    let mut bytes = Vec::new();
    minicbor::encode(value, &mut bytes).expect("a Vec takes every byte");
    bytes
}

#[cfg(test)]
mod tests;
