//! Writing files so that each is whole or absent.
//!
//! A file is written under a temporary name, brought to the disk, and renamed. Which files and with what bytes is
//! `press`'s plan; this module only carries it out, and turns what the system says into facts a person can act on.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::Error;

/// Writes `bytes` to `relative` inside `folder`, whole or not at all.
///
/// The folder itself must be there: a target that has vanished is not made anew, because a stick that is not plugged
/// in would otherwise leave the story on the wrong disk.
pub(crate) fn write_whole(folder: &Path, relative: &str, bytes: &[u8]) -> Result<(), Error> {
    let path = inside(folder, relative)?;
    let parent = path.parent().unwrap_or(folder);
    let done = (|| -> io::Result<()> {
        fs::create_dir_all(parent)?;
        let temporary = temporary(&path);
        let written = (|| -> io::Result<()> {
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .open(&temporary)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&temporary, &path)?;
            sync_folder(parent)
        })();
        if written.is_err() {
            // The half-written temporary file must not stay; that it could not be removed changes nothing for readers.
            let _ = fs::remove_file(&temporary);
        }
        written
    })();
    done.map_err(|source| Error::folder(folder, source))
}

/// The bytes of a file inside `folder`; `None` when there is no such file.
pub(crate) fn read_inside(folder: &Path, relative: &str) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(inside(folder, relative)?) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::folder(folder, source)),
    }
}

/// Removes a file inside `folder`; that it is gone already is fine.
pub(crate) fn remove_inside(folder: &Path, relative: &str) -> Result<(), Error> {
    match fs::remove_file(inside(folder, relative)?) {
        Ok(()) => Ok(()),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(Error::folder(folder, source)),
    }
}

/// Removes what a killed process left of writing a file inside `folder`.
pub(crate) fn sweep(folder: &Path, relative: &str) -> Result<(), Error> {
    let path = inside(folder, relative)?;
    match fs::remove_file(temporary(&path)) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(Error::folder(folder, source))
        }
        _ => Ok(()),
    }
}

/// Where a file's bytes lie until they are whole: beside it, under a name that no site generator reads.
fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.stet-writing"))
}

/// Whether a target's folder can be written to now.
///
/// What tries it is a file without a name where the system has such files, so that a process which is killed here
/// leaves nothing between a newsroom's pages.
pub(crate) fn check_folder(folder: &Path) -> Result<(), Error> {
    if !folder.is_dir() {
        return Err(Error::FolderMissing {
            folder: folder.display().to_string(),
        });
    }
    tempfile::tempfile_in(folder)
        .and_then(|mut file| file.write_all(b"stet"))
        .map_err(|source| Error::folder(folder, source))
}

/// The path of `relative` inside `folder`, refused when it would lead out of it.
fn inside(folder: &Path, relative: &str) -> Result<PathBuf, Error> {
    if !folder.is_dir() {
        return Err(Error::FolderMissing {
            folder: folder.display().to_string(),
        });
    }
    let stays = Path::new(relative)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if relative.is_empty() || !stays {
        return Err(Error::PathLeavesFolder {
            path: relative.to_owned(),
        });
    }
    Ok(folder.join(relative))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    // Windows keeps the rename in its journal; a folder cannot be opened to be synced there.
    Ok(())
}
