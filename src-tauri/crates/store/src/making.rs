//! A newsroom that is being made: in a folder of its own inside the newsroom's, until it is whole.
//!
//! The folder that somebody chose may hold other things already, so a newsroom cannot appear there by one rename.
//! Everything is made beside them in `newsroom.making`. At the end the keys are copied to their place and the file is
//! renamed to its own: that is the moment at which the newsroom is there. What a kill leaves behind is swept by whoever
//! makes or restores a newsroom here next: the folder, and the keys of a file that never came.
//!
//! Not here: what is written into a new newsroom (`desk`).

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cipher::has_write_ahead;
use crate::error::{Error, Result};
use crate::key_folder::keys_in;
use crate::presence::{self, OPEN, Presence};
use crate::store::FILE_NAME;
use crate::whole_file::{flush_folder, part_of, remove_if_there, write_whole};

const SIDE: &str = "newsroom.making";

/// A newsroom on its way; dropped before it is settled, nothing of it stays.
pub struct Making {
    folder: PathBuf,
    side: PathBuf,
    /// Given back last: nobody else makes a newsroom here meanwhile.
    _alone: Presence,
}

impl Making {
    /// Begins a newsroom in `folder`, which is there already and holds none.
    pub fn begin(folder: &Path) -> Result<Making> {
        refuse_newsroom(folder)?;
        let alone = presence::alone(folder)?;
        sweep(folder)?;
        // Somebody else may have settled one while this waited for the lock.
        refuse_newsroom(folder)?;
        if !keys_in(folder)?.is_empty() {
            return Err(Error::KeysWithoutNewsroom {
                path: folder.to_owned(),
            });
        }
        let side = folder.join(SIDE);
        fs::create_dir(&side).map_err(|error| Error::disk(&side, error))?;
        Ok(Making {
            folder: folder.to_owned(),
            side,
            _alone: alone,
        })
    }

    /// The folder in which the newsroom is made until it is whole.
    pub fn side(&self) -> &Path {
        &self.side
    }

    /// Puts the newsroom in its place. Nobody may have it open: what lies in the write-ahead file would be lost.
    pub fn settle(self) -> Result<()> {
        let (made, place) = (self.side.join(FILE_NAME), self.folder.join(FILE_NAME));
        if has_write_ahead(&made) {
            return Err(Error::Busy);
        }
        File::open(&made)
            .and_then(|file| file.sync_all())
            .map_err(|error| Error::disk(&made, error))?;
        for key in keys_in(&self.side)? {
            copy_key(&key, &self.folder)?;
        }
        fs::rename(&made, &place).map_err(|error| Error::disk(&place, error))?;
        flush_folder(&place)
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        // What cannot be swept now is swept by the next attempt.
        let _ = sweep(&self.folder);
    }
}

/// Removes what a killed making left in a folder that is about to be used for something else.
pub(crate) fn sweep_left_behind(folder: &Path) -> Result<()> {
    if !folder.join(SIDE).exists() {
        return Ok(());
    }
    let alone = presence::alone(folder)?;
    sweep(folder)?;
    drop(alone);
    // The next to come makes it again.
    let _ = fs::remove_file(folder.join(OPEN));
    Ok(())
}

/// Removes what a making left that was killed when its newsroom had come to its place already.
pub(crate) fn sweep_settled(folder: &Path) {
    // It is in nobody's way, so a folder that cannot be written to keeps it.
    let _ = fs::remove_dir_all(folder.join(SIDE));
}

fn sweep(folder: &Path) -> Result<()> {
    let side = folder.join(SIDE);
    if !side.exists() {
        return Ok(());
    }
    if !folder.join(FILE_NAME).exists() {
        for key in keys_in(&side)? {
            let copied = folder
                .join("keys")
                .join(key.file_name().unwrap_or_default());
            // Each is removed before its original, so that a second kill is swept like the first.
            remove_if_there(&part_of(&copied))?;
            remove_if_there(&copied)?;
        }
        // One that holds something else stays.
        let _ = fs::remove_dir(folder.join("keys"));
    }
    fs::remove_dir_all(&side).map_err(|error| Error::disk(&side, error))
}

fn copy_key(key: &Path, folder: &Path) -> Result<()> {
    let bytes = fs::read(key).map_err(|error| Error::disk(key, error))?;
    let keys = folder.join("keys");
    fs::create_dir_all(&keys).map_err(|error| Error::disk(&keys, error))?;
    let copy = keys.join(key.file_name().unwrap_or_default());
    write_whole(&copy, |out| {
        out.write_all(&bytes)
            .map_err(|error| Error::disk(&copy, error))
    })
}

fn refuse_newsroom(folder: &Path) -> Result<()> {
    if folder.join(FILE_NAME).exists() {
        return Err(Error::NewsroomAlreadyHere {
            path: folder.to_owned(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
