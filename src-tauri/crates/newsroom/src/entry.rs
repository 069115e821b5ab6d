//! An entry: one signed statement by one device, the only thing that laptops exchange.
//!
//! On the wire it is `signature ‖ cbor[v, newsroom, device, seq, prev, hlc, kind, story, payload]`. Its id is blake3 of
//! the CBOR; the signature covers a domain prefix and the id. The envelope is canonical: the reader writes it again
//! and compares, so an entry has one form and one id. The payload stays a byte string, so that an old desk keeps
//! and passes on what a new one wrote.
//!
//! Not here: what payloads mean (`payload`), and whether the device may say what it says (`roster`, `guard`).

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decoder, Encoder};

use crate::{DeviceId, EntryId, Error, NewsroomId, StoryId};

/// No entry is larger, signature included; longer text is split.
pub const MAX_ENTRY: usize = 200_000;

const VERSION: u64 = 1;
const DOMAIN: &[u8] = b"stet-entry-v1\0";
const SIGNATURE: usize = 64;
const LONGEST_KIND: usize = 64;

/// Everything that is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    pub newsroom: NewsroomId,
    pub device: DeviceId,
    /// The device's own count, from 1, without gaps.
    pub seq: u64,
    /// The device's entry before this one; none only for the first.
    pub prev: Option<EntryId>,
    /// See [`crate::next_hlc`]. It orders the display and decides nothing.
    pub hlc: u64,
    pub kind: Kind,
    /// Present for everything about one story, absent for statements about the newsroom.
    pub story: Option<StoryId>,
    pub payload: Vec<u8>,
}

/// What a payload is. On the wire a word of lower-case letters and `_`, so that later kinds can be kept unread.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Roster,
    Person,
    Target,
    Shape,
    Text,
    Step,
    Comment,
    Reply,
    Resolve,
    /// A kind from a newer Stet; never one of the names above when it comes from [`Kind::from_name`].
    Unknown(String),
}

impl Kind {
    pub fn name(&self) -> &str {
        match self {
            Self::Roster => "roster",
            Self::Person => "person",
            Self::Target => "target",
            Self::Shape => "shape",
            Self::Text => "text",
            Self::Step => "step",
            Self::Comment => "comment",
            Self::Reply => "reply",
            Self::Resolve => "resolve",
            Self::Unknown(name) => name,
        }
    }

    pub fn from_name(name: &str) -> Self {
        match name {
            "roster" => Self::Roster,
            "person" => Self::Person,
            "target" => Self::Target,
            "shape" => Self::Shape,
            "text" => Self::Text,
            "step" => Self::Step,
            "comment" => Self::Comment,
            "reply" => Self::Reply,
            "resolve" => Self::Resolve,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

/// A signed entry. Made by [`seal`], [`open`] and [`reopen`] only in earnest: nothing else checks what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: EntryId,
    pub envelope: Envelope,
    /// `signature ‖ cbor`, as it travels and is stored.
    pub bytes: Vec<u8>,
}

/// Signs an envelope with the key of the device that it names.
pub fn seal(envelope: Envelope, key: &SigningKey) -> Result<Entry, Error> {
    if key.verifying_key().as_bytes() != envelope.device.as_bytes() {
        return Err(Error::WrongKey);
    }
    check(&envelope)?;
    let cbor = encode(&envelope);
    let length = SIGNATURE + cbor.len();
    if length > MAX_ENTRY {
        return Err(Error::TooLarge { bytes: length });
    }
    let id = id_of(&cbor);
    let mut bytes = Vec::with_capacity(length);
    bytes.extend_from_slice(&key.sign(&signed(id)).to_bytes());
    bytes.extend_from_slice(&cbor);
    Ok(Entry {
        id,
        envelope,
        bytes,
    })
}

/// Reads an entry from anywhere: size, form and signature are checked.
pub fn open(bytes: &[u8]) -> Result<Entry, Error> {
    let entry = reopen(bytes)?;
    let (signature, _) = split(bytes)?;
    let key =
        VerifyingKey::from_bytes(entry.envelope.device.as_bytes()).map_err(|_| Error::Signature)?;
    key.verify_strict(&signed(entry.id), &signature)
        .map_err(|_| Error::Signature)?;
    Ok(entry)
}

/// Reads an entry that this laptop has opened before and kept: everything is checked but the signature.
pub fn reopen(bytes: &[u8]) -> Result<Entry, Error> {
    if bytes.len() > MAX_ENTRY {
        return Err(Error::TooLarge { bytes: bytes.len() });
    }
    let (_, cbor) = split(bytes)?;
    let envelope = decode(cbor)?;
    if encode(&envelope) != cbor {
        return Err(Error::NotCanonical);
    }
    check(&envelope)?;
    Ok(Entry {
        id: id_of(cbor),
        envelope,
        bytes: bytes.to_vec(),
    })
}

fn id_of(cbor: &[u8]) -> EntryId {
    EntryId::from_bytes(*blake3::hash(cbor).as_bytes())
}

fn signed(id: EntryId) -> Vec<u8> {
    [DOMAIN, id.as_bytes()].concat()
}

fn split(bytes: &[u8]) -> Result<(Signature, &[u8]), Error> {
    let (signature, cbor) = bytes
        .split_first_chunk::<SIGNATURE>()
        .ok_or(Error::Malformed)?;
    Ok((Signature::from_bytes(signature), cbor))
}

fn check(envelope: &Envelope) -> Result<(), Error> {
    if envelope.seq == 0 || (envelope.seq == 1) != envelope.prev.is_none() {
        return Err(Error::Chain { seq: envelope.seq });
    }
    let story = envelope.story.is_some();
    match &envelope.kind {
        Kind::Text if !story => Err(Error::StoryMissing { kind: "text" }),
        Kind::Step if !story => Err(Error::StoryMissing { kind: "step" }),
        Kind::Comment if !story => Err(Error::StoryMissing { kind: "comment" }),
        Kind::Reply if !story => Err(Error::StoryMissing { kind: "reply" }),
        Kind::Resolve if !story => Err(Error::StoryMissing { kind: "resolve" }),
        Kind::Roster if story => Err(Error::StoryUnexpected { kind: "roster" }),
        Kind::Person if story => Err(Error::StoryUnexpected { kind: "person" }),
        Kind::Target if story => Err(Error::StoryUnexpected { kind: "target" }),
        Kind::Shape if story => Err(Error::StoryUnexpected { kind: "shape" }),
        Kind::Unknown(name) if !is_kind_name(name) => Err(Error::KindName { kind: name.clone() }),
        _ => Ok(()),
    }
}

fn is_kind_name(name: &str) -> bool {
    let letters = name.bytes().all(|c| c.is_ascii_lowercase() || c == b'_');
    let known = !matches!(Kind::from_name(name), Kind::Unknown(_));
    letters && !known && (1..=LONGEST_KIND).contains(&name.len())
}

fn encode(envelope: &Envelope) -> Vec<u8> {
    let mut cbor = Vec::with_capacity(envelope.payload.len() + 192);
    let e = &mut Encoder::new(&mut cbor);
    let written: Result<(), minicbor::encode::Error<core::convert::Infallible>> = (|| {
        e.array(9)?.u64(VERSION)?;
        e.bytes(envelope.newsroom.as_bytes())?
            .bytes(envelope.device.as_bytes())?
            .u64(envelope.seq)?;
        optional(e, envelope.prev.as_ref().map(|id| id.as_bytes().as_slice()))?;
        e.u64(envelope.hlc)?.str(envelope.kind.name())?;
        optional(
            e,
            envelope.story.as_ref().map(|id| id.as_bytes().as_slice()),
        )?;
        e.bytes(&envelope.payload)?.ok()
    })();
    written.expect("a Vec takes every byte");
    cbor
}

fn optional<'e, 'v>(
    e: &'e mut Encoder<&'v mut Vec<u8>>,
    bytes: Option<&[u8]>,
) -> Result<&'e mut Encoder<&'v mut Vec<u8>>, minicbor::encode::Error<core::convert::Infallible>> {
    match bytes {
        Some(bytes) => e.bytes(bytes),
        None => e.null(),
    }
}

fn decode(cbor: &[u8]) -> Result<Envelope, Error> {
    let d = &mut Decoder::new(cbor);
    let length = d.array().map_err(|_| Error::Malformed)?;
    let version = d.u64().map_err(|_| Error::Malformed)?;
    if version != VERSION {
        return Err(Error::Version { version });
    }
    if length != Some(9) {
        return Err(Error::Malformed);
    }
    let envelope = fields(d).map_err(|_| Error::Malformed)?;
    match d.position() == cbor.len() {
        true => Ok(envelope),
        false => Err(Error::Malformed),
    }
}

fn fields(d: &mut Decoder<'_>) -> Result<Envelope, minicbor::decode::Error> {
    Ok(Envelope {
        newsroom: d.decode()?,
        device: d.decode()?,
        seq: d.u64()?,
        prev: d.decode()?,
        hlc: d.u64()?,
        kind: Kind::from_name(d.str()?),
        story: d.decode()?,
        payload: d.bytes()?.to_vec(),
    })
}

#[cfg(test)]
mod tests;
