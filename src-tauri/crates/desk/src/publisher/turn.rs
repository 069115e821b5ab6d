//! One process publishes at a time.
//!
//! The window, `stet publish` and `stet publish-due` share a newsroom's file and its targets. Whoever publishes holds a
//! lock that the system gives back even when the process is killed, so a row of a publication that is under way, found
//! by somebody who holds the lock, was left by a crash and by nothing else.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::{Error, Result};

const LOCK: &str = "newsroom.publishing";

/// While it lives, no other process publishes from this newsroom.
pub(super) struct Turn {
    _lock: File,
}

impl Turn {
    /// Waits until nobody else publishes.
    pub(super) fn wait(newsroom: &Path) -> Result<Self> {
        let lock = open(newsroom)?;
        lock.lock()
            .map_err(|source| Error::folder(newsroom, source))?;
        Ok(Self { _lock: lock })
    }

    /// The turn, or `None` while another process has it.
    pub(super) fn if_free(newsroom: &Path) -> Result<Option<Self>> {
        let lock = open(newsroom)?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(Error::folder(newsroom, source)),
        }
    }
}

fn open(newsroom: &Path) -> Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(newsroom.join(LOCK))
        .map_err(|source| Error::folder(newsroom, source))
}
