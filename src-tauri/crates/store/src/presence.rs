//! Who has a newsroom open, and whether the last one to leave did so cleanly.
//!
//! Every open `Store` holds a shared lock on `newsroom.open`, which the system gives back even when a process is
//! killed. SQLite takes its write-ahead file away when the last connection closes; where it still lies about and nobody
//! else is here, the last end was not clean and the file has to be checked. So neither opening nor closing writes.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::cipher::has_write_ahead;
use crate::error::{Error, Result};
use crate::store::FILE_NAME;

/// The file whose lock says who is here.
pub(crate) const OPEN: &str = "newsroom.open";

/// While it lives, this process has the newsroom open.
#[derive(Debug)]
pub(crate) struct Presence {
    /// None where the folder may not be written: then nothing can be left unclean either.
    _lock: Option<File>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LastEnd {
    Clean,
    /// A process was killed or the power went; transactions are whole, but the disk may not be.
    Broken,
}

/// Comes into the newsroom in `folder`. To be called before the database is opened.
pub(crate) fn enter(folder: &Path) -> Result<(Presence, LastEnd)> {
    let path = folder.join(OPEN);
    let file = match OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
    {
        Ok(file) => file,
        Err(error)
            if matches!(
                error.kind(),
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            return Ok((Presence { _lock: None }, LastEnd::Clean));
        }
        Err(error) => return Err(Error::disk(&path, error)),
    };
    let last_end = match file.try_lock() {
        Ok(()) => {
            let left = has_write_ahead(&folder.join(FILE_NAME));
            file.unlock().map_err(|error| Error::disk(&path, error))?;
            if left {
                LastEnd::Broken
            } else {
                LastEnd::Clean
            }
        }
        Err(TryLockError::WouldBlock) => LastEnd::Clean,
        Err(TryLockError::Error(error)) => return Err(Error::disk(&path, error)),
    };
    file.lock_shared()
        .map_err(|error| Error::disk(&path, error))?;
    Ok((Presence { _lock: Some(file) }, last_end))
}

/// Keeps everybody else out of `folder`, where no newsroom is yet; [`Error::Busy`] when somebody is there.
pub(crate) fn alone(folder: &Path) -> Result<Presence> {
    let path = folder.join(OPEN);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| Error::disk(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(Presence { _lock: Some(file) }),
        Err(TryLockError::WouldBlock) => Err(Error::Busy),
        Err(TryLockError::Error(error)) => Err(Error::disk(&path, error)),
    }
}
