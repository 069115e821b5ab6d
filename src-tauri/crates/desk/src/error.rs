//! Why a use case could not be done: a rule of the newsroom, or something outside that failed.
//!
//! The wire carries a code and the facts its sentence needs; the sentence itself is in the interface's words. A test
//! finds a sentence for each code that [`codes`] lists.

mod codes;
mod wire;

use std::io;
use std::path::Path;

pub use codes::codes;
pub(crate) use wire::{person_of, refusal};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule of the newsroom says no. `by` names the person whom the refusal is about, where there is one.
    #[error("{refusal}")]
    Refused {
        refusal: newsroom::Refusal,
        by: Option<String>,
    },
    #[error(transparent)]
    Newsroom(#[from] newsroom::Error),
    #[error(transparent)]
    Manuscript(#[from] manuscript::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Press(#[from] press::Error),

    #[error("no newsroom is open")]
    NoNewsroomOpen,
    #[error("nobody has opened the newsroom")]
    DeskShut,
    #[error("nobody sits at the desk")]
    NobodyAtTheDesk,
    #[error("no key in {folder} opens with this passphrase")]
    NobodyHere { folder: String },
    #[error("{person} has no key on this laptop")]
    NoKeyHere { person: String },
    #[error("a passphrase is needed")]
    PassphraseNeeded,
    #[error("only the founder's key signs a roster")]
    OwnerKeyNeeded,
    /// The key is one that the newsroom from which this copy was made goes on using.
    #[error("this copy was restored and its keys belong to the original")]
    RestoredCopy,
    #[error("the newsroom has no roster")]
    NoRoster,
    #[error("{field} needs a name")]
    NameNeeded { field: &'static str },

    #[error("no story {story}")]
    NoSuchStory { story: String },
    #[error("several stories are called {story}")]
    SeveralStories { story: String },
    #[error("no person {person}")]
    NoSuchPerson { person: String },
    #[error("no revision {revision}")]
    NoSuchRevision { revision: u32 },
    /// This laptop does not know that whoever asks has read the story.
    #[error("this person has not read the story here")]
    NeverRead,
    #[error("the story was never filed")]
    NeverFiled,
    #[error("{how} is neither accept nor stand")]
    UnknownDecision { how: String },
    #[error("no open suggestion {sid} in this story")]
    NoSuchSuggestion { sid: String },
    #[error("no entry {entry} in this story")]
    NoSuchMoment { entry: String },
    #[error("no target {target}")]
    NoSuchTarget { target: String },
    #[error("no shape {shape}")]
    NoSuchShape { shape: String },
    #[error("a shape is a page at most")]
    ShapeTooLong,
    #[error("no targets")]
    NoTargets,
    #[error("another laptop publishes {target}")]
    OtherLaptopsTarget { target: String },
    #[error("unknown step {step}")]
    UnknownStep { step: String },
    #[error("unknown field {field}")]
    UnknownField { field: String },
    #[error("unknown role {role}")]
    UnknownRole { role: String },
    #[error("unknown rule {rule}")]
    UnknownRule { rule: String },
    #[error("unknown profile {profile}")]
    UnknownProfile { profile: String },
    #[error("unknown format {format}")]
    UnknownFormat { format: String },

    #[error("the story's text is not open")]
    TextNotOpen,
    /// The window has another version of the text than the desk.
    #[error("the window has version {window}, the desk {desk}")]
    VersionBehind { window: String, desk: String },
    #[error("the offer is gone")]
    OfferGone,
    #[error("this person may only read the story now")]
    MayNotType,
    #[error("the story would be longer than a story may be")]
    StoryTooLong,
    /// The story is not as it was on the sheet.
    #[error("the story has changed since")]
    ChangedSince,
    /// Nothing is approved or live to export.
    #[error("nothing of {story} is approved or live")]
    NothingApproved { story: String },

    #[error("{path}: {source}")]
    FileUnreadable {
        path: String,
        #[source]
        source: io::Error,
    },
    #[error("{path}: {source}")]
    FileUnwritten {
        path: String,
        #[source]
        source: io::Error,
    },
    #[error("{date} is not a date")]
    NotADate { date: String },
    #[error("{path} has {bytes} bytes")]
    FileTooLarge { path: String, bytes: u64 },
    #[error("{folder} is not there")]
    FolderMissing { folder: String },
    #[error("{folder} cannot be written to")]
    FolderReadOnly { folder: String },
    #[error("the disk of {folder} is full")]
    DiskFull { folder: String },
    #[error("{folder}: {source}")]
    FolderTrouble {
        folder: String,
        #[source]
        source: io::Error,
    },
    #[error("{path} leads out of its folder")]
    PathLeavesFolder { path: String },
    #[error("a picture of {path} is not here")]
    MediaMissing { path: String },
    #[error("a picture of {bytes} bytes")]
    PictureTooLarge { bytes: u64 },
    /// No picture, no whole one, or one of a kind that browsers do not all show.
    #[error("not a picture")]
    NotAPicture,
    #[error("not an audit")]
    NotAnAudit,
    #[error("{count} flaws")]
    FlawsFound { count: usize },
}

impl From<newsroom::Refusal> for Error {
    fn from(refusal: newsroom::Refusal) -> Self {
        Self::Refused { refusal, by: None }
    }
}

impl Error {
    /// What the system says about a folder, as a fact a person can act on.
    pub(crate) fn folder(folder: &Path, source: io::Error) -> Self {
        let folder = folder.display().to_string();
        match source.kind() {
            io::ErrorKind::NotFound => Self::FolderMissing { folder },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::FolderReadOnly { folder }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { folder },
            _ => Self::FolderTrouble { folder, source },
        }
    }

    /// Whether a rule or the request is in the way, rather than the machine.
    pub fn is_rule(&self) -> bool {
        !matches!(
            self,
            Self::Store(_)
                | Self::FileUnreadable { .. }
                | Self::FileUnwritten { .. }
                | Self::FolderMissing { .. }
                | Self::FolderReadOnly { .. }
                | Self::DiskFull { .. }
                | Self::FolderTrouble { .. }
                | Self::FlawsFound { .. }
        )
    }
}
