//! What can be wrong with bytes, ids and times that come from outside.
//!
//! What a rule of the newsroom refuses is not here: that is [`crate::Refusal`].

/// Why something could not be read or signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("an entry of {bytes} bytes is larger than an entry may be")]
    TooLarge { bytes: usize },
    #[error("the bytes are not an entry")]
    Malformed,
    #[error("the entry is not in canonical form")]
    NotCanonical,
    #[error("the entry has version {version}, which this Stet does not read")]
    Version { version: u64 },
    #[error("the signature does not belong to this entry and device")]
    Signature,
    #[error("the key is not the key of the device that the entry names")]
    WrongKey,
    #[error("entry {seq} of a device must name the entry before it, and only the first names none")]
    Chain { seq: u64 },
    #[error("{kind:?} is not a name for a kind of entry")]
    KindName { kind: String },
    #[error("an entry of kind {kind} belongs to a story")]
    StoryMissing { kind: &'static str },
    #[error("an entry of kind {kind} belongs to no story")]
    StoryUnexpected { kind: &'static str },
    #[error("the payload of kind {kind} cannot be read")]
    Payload { kind: String },
    #[error("this is not a {name}")]
    NotAnId { name: &'static str },
    #[error("{text:?} is not a date and time")]
    NotATime { text: String },
    #[error("the time zone {zone:?} is not known")]
    UnknownZone { zone: String },
    #[error("the clock in {zone} skips {local}")]
    Skipped { local: String, zone: String },
    #[error("the clock in {} shows {} twice", earlier.zone, earlier.local)]
    Repeated {
        earlier: Box<crate::ZonedTime>,
        later: Box<crate::ZonedTime>,
    },
}

impl Error {
    /// A stable name for the wire and for the list of sentences.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "entry-too-large",
            Self::Malformed => "entry-malformed",
            Self::NotCanonical => "entry-not-canonical",
            Self::Version { .. } => "entry-version",
            Self::Signature => "entry-signature",
            Self::WrongKey => "entry-wrong-key",
            Self::Chain { .. } => "entry-chain",
            Self::KindName { .. } => "entry-kind-name",
            Self::StoryMissing { .. } => "entry-story-missing",
            Self::StoryUnexpected { .. } => "entry-story-unexpected",
            Self::Payload { .. } => "entry-payload",
            Self::NotAnId { .. } => "not-an-id",
            Self::NotATime { .. } => "not-a-time",
            Self::UnknownZone { .. } => "unknown-zone",
            Self::Skipped { .. } => "time-skipped",
            Self::Repeated { .. } => "time-repeated",
        }
    }
}
