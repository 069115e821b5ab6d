//! Files that are there whole or not at all: written under a temporary name, flushed, renamed, and the folder flushed.
//!
//! Not here: the database, which looks after itself.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Writes `path` by way of `path` + `.part`, readable by its owner alone.
///
/// A reader sees the old file or the new one. What `fill` leaves behind when it fails is removed.
pub(crate) fn write_whole(path: &Path, fill: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
    let part = part_of(path);
    let written = fill_part(&part, fill);
    if written.is_err() {
        // The first error is the one to tell; a `.part` that cannot be removed is overwritten next time.
        let _ = fs::remove_file(&part);
        return written;
    }
    fs::rename(&part, path).map_err(|error| Error::disk(path, error))?;
    flush_folder(path)
}

/// Flushes the folder that holds `path`, so that a rename in it outlives a power cut.
pub(crate) fn flush_folder(path: &Path) -> Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // Windows cannot open a folder as a file and flushes renames itself.
    if cfg!(unix) {
        File::open(folder)
            .and_then(|file| file.sync_all())
            .map_err(|error| Error::disk(folder, error))?;
    }
    Ok(())
}

pub(crate) fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::disk(path, error)),
        _ => Ok(()),
    }
}

/// The temporary name beside `path`.
pub(crate) fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn fill_part(part: &Path, fill: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options
        .open(part)
        .map_err(|error| Error::disk(part, error))?;
    fill(&mut file)?;
    file.flush()
        .and_then(|()| file.sync_all())
        .map_err(|error| Error::disk(part, error))
}
