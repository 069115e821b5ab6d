//! What can go wrong with a newsroom's file, each as a fact with its data.
//!
//! The words for people are not here: the window and the command line find a sentence for each variant.

use std::io;
use std::path::{Path, PathBuf};

use newsroom::{DeviceId, EntryId, PersonId, StoryId};
use rusqlite::ErrorCode;
use rusqlite::ffi;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no newsroom at {}", path.display())]
    NoNewsroomHere { path: PathBuf },
    #[error("there is a newsroom at {} already", path.display())]
    NewsroomAlreadyHere { path: PathBuf },
    /// A new newsroom's people could not be told from those whose keys lie there.
    #[error("{} holds keys, and no newsroom", path.display())]
    KeysWithoutNewsroom { path: PathBuf },
    #[error("this key does not open {}", path.display())]
    WrongKey { path: PathBuf },
    #[error("{} is not a file of Stet", path.display())]
    NotAStetFile { path: PathBuf },
    /// Written by a newer Stet; nothing in it was changed.
    #[error("file version {version}; this Stet knows versions up to {known}")]
    FromNewerStet { version: u32, known: u32 },
    /// The file ends too early; `bytes` is how long it is.
    #[error("{} ends after {bytes} bytes, too early", path.display())]
    Truncated { path: PathBuf, bytes: u64 },
    #[error("damaged: {0}")]
    Damaged(Damage),
    #[error("disk: {fault:?}: {source}")]
    Disk {
        fault: DiskFault,
        /// The file that it was about; none when the database says so.
        path: Option<PathBuf>,
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Another process held the file for longer than the busy timeout.
    #[error("another program is writing to the newsroom")]
    Busy,

    #[error("wrong passphrase for {name}")]
    WrongPassphrase { person: PersonId, name: String },
    #[error("key file damaged: {}", path.display())]
    KeyFileDamaged { path: PathBuf },
    #[error("key file version {version}")]
    KeyFileFromNewerStet { version: u32 },
    /// The cost of opening a key is out of range, so it can be neither made nor opened.
    #[error("argon2 parameters out of range")]
    KeyCost,

    /// An entry for the end of a device's log does not follow the last one there.
    #[error("entry {seq} of {device} does not follow {last}")]
    NotNext {
        device: DeviceId,
        seq: u64,
        last: u64,
    },
    /// An entry's number fits, but it names another entry as the one before it.
    #[error("entry {seq} of {device} names another entry as the one before it")]
    OtherPrevious { device: DeviceId, seq: u64 },
    #[error("no entry {0}")]
    NoSuchEntry(EntryId),
    #[error("no revision sealed by {entry} in {story}")]
    NoSuchRevision { story: StoryId, entry: EntryId },
    /// A number is too large for the file: a log of 2⁶³ entries or a time as far off.
    #[error("{column} out of range: {value}")]
    OutOfRange { column: &'static str, value: u64 },

    /// The folder that a backup should go to is not empty.
    #[error("{} is not empty", path.display())]
    FolderNotEmpty { path: PathBuf },
    #[error("{} is not a backup of Stet", path.display())]
    NotABackup { path: PathBuf },

    #[error(transparent)]
    Newsroom(#[from] newsroom::Error),
    #[error(transparent)]
    Manuscript(#[from] manuscript::Error),
    /// A statement that this program wrote wrongly; never the fault of a person or a disk.
    #[error("sql: {0}")]
    Statement(rusqlite::Error),
}

/// Where a file of the newsroom is damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// SQLite found it in use; a check of the whole file says where.
    #[error("the file contradicts itself")]
    Found,
    /// A page of 4,096 bytes whose seal is broken, counted from 1.
    #[error("page {0} has a broken seal")]
    Page(u32),
    /// What SQLite's check says about tables and indexes that disagree.
    #[error("{0}")]
    Structure(String),
    /// The bytes of a revision are not those that were hashed when it was sealed.
    #[error("revision {number} of {story} differs from its hash")]
    Revision { story: StoryId, number: u32 },
    /// A picture's file is not as it was written; named by its file.
    #[error("the picture {0} is not as it was written")]
    Picture(String),
    /// A file inside a backup is not as it was written.
    #[error("{0} in the backup is not as it was written")]
    BackedUp(String),
}

/// What a disk refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskFault {
    Full,
    ReadOnly,
    NotAllowed,
    /// The folder or the disk went away.
    Gone,
    /// Reading or writing failed.
    Failed,
}

impl Error {
    /// A refusal of the file system about `path`.
    pub(crate) fn disk(path: &Path, error: io::Error) -> Self {
        let fault = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => DiskFault::Full,
            io::ErrorKind::ReadOnlyFilesystem => DiskFault::ReadOnly,
            io::ErrorKind::PermissionDenied => DiskFault::NotAllowed,
            io::ErrorKind::NotFound => DiskFault::Gone,
            _ => DiskFault::Failed,
        };
        Error::Disk {
            fault,
            path: Some(path.to_owned()),
            source: Box::new(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let Some(failure) = error.sqlite_error().copied() else {
            return match error {
                // A column that holds another type than its table allows was not written by this program.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Error::Damaged(Damage::Found),
                other => Error::Statement(other),
            };
        };
        let fault = match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => return Error::Busy,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                return Error::Damaged(Damage::Found);
            }
            ErrorCode::DiskFull => DiskFault::Full,
            ErrorCode::ReadOnly => DiskFault::ReadOnly,
            ErrorCode::PermissionDenied => DiskFault::NotAllowed,
            ErrorCode::CannotOpen => DiskFault::Gone,
            ErrorCode::SystemIoFailure if failure.extended_code == ffi::SQLITE_IOERR_SHORT_READ => {
                return Error::Damaged(Damage::Found);
            }
            // The index of the write-ahead file could not grow: only want of room does that.
            ErrorCode::SystemIoFailure if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE => {
                DiskFault::Full
            }
            ErrorCode::SystemIoFailure => DiskFault::Failed,
            _ => return Error::Statement(error),
        };
        Error::Disk {
            fault,
            path: None,
            source: Box::new(error),
        }
    }
}
