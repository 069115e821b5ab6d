//! A newsroom in one file, and a newsroom out of it.
//!
//! A backup holds the database, copied page by page while others go on writing and encrypted with the same key, the
//! encrypted pictures and the sealed key files. Nothing in it can be read without a passphrase.
//!
//! The file: `StetBackup1\n`, then for each file its name's length (u16), the name, the length (u64), the bytes and
//! their blake3, numbers big-endian; last a name of length 0 and the blake3 of all that went before.
//!
//! A folder that was restored carries a mark, because nothing may be signed in it with the keys that came along.
//!
//! Not here: that a restored laptop needs a new device before it may sign (`desk`).

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};

use crate::cipher;
use crate::error::{Damage, Error, Result};
use crate::hex;
use crate::making::sweep_left_behind;
use crate::pictures;
use crate::store::{FILE_NAME, Store};
use crate::whole_file::{flush_folder, part_of, remove_if_there, write_whole};

const MAGIC: &[u8; 12] = b"StetBackup1\n";
/// The mark of a folder that was restored.
const RESTORED: &str = "newsroom.restored";
/// Pages copied before other writers get their turn.
const PAGES_AT_A_TIME: i32 = 1024;
/// Bytes read at a time.
const CHUNK: usize = 1 << 16;

/// How far a backup has come, in pages of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub all: u64,
}

impl Store {
    /// Writes everything into one file at `to`, in place of what was there; whole or not at all.
    pub fn backup(&self, to: &Path, progress: impl FnMut(Progress)) -> Result<()> {
        let copy = part_of(&part_of(to));
        let copied = self.copy_database(&copy, progress).and_then(|()| {
            // After the database: every picture that it names was there before it.
            let pictures = pictures::picture_files(self.folder())?;
            write_whole(to, |out| {
                let mut out = HashingWriter {
                    out: BufWriter::new(out),
                    sum: blake3::Hasher::new(),
                };
                self.write_files(&copy, &pictures, &mut out)
                    .map_err(|error| Error::disk(to, error))
            })
        });
        // Encrypted, so it betrays nothing if it stays; the next backup overwrites it.
        let _ = fs::remove_file(&copy);
        copied
    }

    fn copy_database(&self, copy: &Path, mut progress: impl FnMut(Progress)) -> Result<()> {
        remove_if_there(copy)?;
        let mut target = cipher::make(copy, self.key())?;
        let backup = Backup::new(&self.connection, &mut target)?;
        loop {
            let step = backup.step(PAGES_AT_A_TIME)?;
            let pages = backup.progress();
            let number = |pages: i32| u64::try_from(pages).unwrap_or(0);
            progress(Progress {
                done: number(pages.pagecount - pages.remaining),
                all: number(pages.pagecount),
            });
            match step {
                StepResult::Done => return Ok(()),
                StepResult::More => {}
                _ => return Err(Error::Busy),
            }
        }
    }

    fn write_files(
        &self,
        copy: &Path,
        pictures: &[PathBuf],
        out: &mut HashingWriter<impl Write>,
    ) -> io::Result<()> {
        out.write_all(MAGIC)?;
        write_file(out, FILE_NAME, copy)?;
        let mut keys: Vec<PathBuf> = match fs::read_dir(self.folder().join("keys")) {
            Ok(listing) => listing
                .map(|item| Ok(item?.path()))
                .collect::<io::Result<_>>()?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        keys.retain(|path| path.extension().is_some_and(|extension| extension == "key"));
        keys.sort();
        for path in keys {
            if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
                write_file(out, &format!("keys/{name}"), &path)?;
            }
        }
        for path in pictures {
            if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
                write_file(out, &format!("{}/{name}", pictures::FOLDER), path)?;
            }
        }
        out.write_all(&0_u16.to_be_bytes())?;
        let sum = out.sum.finalize();
        out.out.write_all(sum.as_bytes())?;
        out.out.flush()
    }
}

/// Makes a newsroom in `folder` from the backup at `from`; the folder must be empty or not there. Whole or not at all.
pub fn restore(from: &Path, folder: &Path) -> Result<()> {
    sweep_left_behind(folder)?;
    let there = match fs::read_dir(folder) {
        Ok(mut listing) => match listing.next() {
            None => true,
            Some(_) => {
                return Err(Error::FolderNotEmpty {
                    path: folder.to_owned(),
                });
            }
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(Error::disk(folder, error)),
    };
    let part = part_of(folder);
    match fs::remove_dir_all(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Error::disk(&part, error));
        }
        _ => {}
    }
    let restored = unpack(from, &part).and_then(|sum| {
        let mark = part.join(RESTORED);
        write_whole(&mark, |out| {
            out.write_all(hex::encode(&sum).as_bytes())
                .map_err(|error| Error::disk(&mark, error))
        })?;
        if there {
            fs::remove_dir(folder).map_err(|error| Error::disk(folder, error))?;
        }
        fs::rename(&part, folder).map_err(|error| Error::disk(folder, error))?;
        flush_folder(folder)
    });
    if restored.is_err() {
        // The first error is the one to tell; what stays is removed by the next attempt.
        let _ = fs::remove_dir_all(&part);
    }
    restored
}

/// Which backup the newsroom in `folder` was made from, while nobody has given it keys of its own.
pub fn restored_mark(folder: &Path) -> Result<Option<Vec<u8>>> {
    let mark = folder.join(RESTORED);
    match fs::read(&mark) {
        Ok(sum) => Ok(Some(sum)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::disk(&mark, error)),
    }
}

/// Takes the mark away: the newsroom in `folder` has keys of its own.
pub fn forget_restored_mark(folder: &Path) -> Result<()> {
    remove_if_there(&folder.join(RESTORED))
}

fn write_file(out: &mut HashingWriter<impl Write>, name: &str, path: &Path) -> io::Result<()> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let name_length = u16::try_from(name.len()).map_err(|_| io::ErrorKind::InvalidFilename)?;
    out.write_all(&name_length.to_be_bytes())?;
    out.write_all(name.as_bytes())?;
    out.write_all(&length.to_be_bytes())?;
    let mut sum = blake3::Hasher::new();
    let mut left = length;
    let mut chunk = vec![0; CHUNK];
    while left > 0 {
        let wanted = chunk.len().min(usize::try_from(left).unwrap_or(CHUNK));
        file.read_exact(&mut chunk[..wanted])?;
        sum.update(&chunk[..wanted]);
        out.write_all(&chunk[..wanted])?;
        left -= wanted as u64;
    }
    out.write_all(sum.finalize().as_bytes())
}

/// Unpacks everything into `part`; gives back the sum of all of it.
fn unpack(from: &Path, part: &Path) -> Result<[u8; 32]> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::Truncated {
            path: from.to_owned(),
            bytes: length_of(from),
        },
        _ => Error::disk(from, error),
    };
    let file = File::open(from).map_err(|error| Error::disk(from, error))?;
    let mut input = HashingReader {
        input: BufReader::new(file),
        sum: blake3::Hasher::new(),
    };
    let mut magic = [0; MAGIC.len()];
    input.read_exact(&mut magic).map_err(failed)?;
    if magic != *MAGIC {
        return Err(Error::NotABackup {
            path: from.to_owned(),
        });
    }
    create_folder(part)?;
    loop {
        let mut length = [0; 2];
        input.read_exact(&mut length).map_err(failed)?;
        let mut name = vec![0; usize::from(u16::from_be_bytes(length))];
        if name.is_empty() {
            break;
        }
        input.read_exact(&mut name).map_err(failed)?;
        let name = String::from_utf8(name)
            .ok()
            .filter(|name| may_be_restored(name));
        let name = name.ok_or_else(|| Error::NotABackup {
            path: from.to_owned(),
        })?;
        let path = part.join(&name);
        if let Some(folder) = path.parent() {
            create_folder(folder)?;
        }
        write_whole(&path, |out| {
            let sound =
                read_file(&mut input, out, |error| Error::disk(&path, error)).map_err(|fault| {
                    match fault {
                        Fault::Reading(error) => failed(error),
                        Fault::Writing(error) => error,
                    }
                })?;
            sound
                .then_some(())
                .ok_or(Error::Damaged(Damage::BackedUp(name.clone())))
        })?;
    }
    let expected = *input.sum.finalize().as_bytes();
    let mut sum = [0; 32];
    input.input.read_exact(&mut sum).map_err(failed)?;
    match sum == expected {
        true => Ok(sum),
        false => Err(Error::Damaged(Damage::BackedUp(
            "the list of files".to_owned(),
        ))),
    }
}

enum Fault {
    Reading(io::Error),
    Writing(Error),
}

/// Copies one file out; false when its bytes are not those that were written.
fn read_file(
    input: &mut HashingReader<impl Read>,
    out: &mut File,
    refused: impl Fn(io::Error) -> Error,
) -> Result<bool, Fault> {
    let mut length = [0; 8];
    input.read_exact(&mut length).map_err(Fault::Reading)?;
    let mut left = u64::from_be_bytes(length);
    let mut sum = blake3::Hasher::new();
    let mut chunk = vec![0; CHUNK];
    while left > 0 {
        let wanted = chunk.len().min(usize::try_from(left).unwrap_or(CHUNK));
        input
            .read_exact(&mut chunk[..wanted])
            .map_err(Fault::Reading)?;
        sum.update(&chunk[..wanted]);
        out.write_all(&chunk[..wanted])
            .map_err(|error| Fault::Writing(refused(error)))?;
        left -= wanted as u64;
    }
    let mut expected = [0; 32];
    input.read_exact(&mut expected).map_err(Fault::Reading)?;
    Ok(*sum.finalize().as_bytes() == expected)
}

/// Only the names that a backup has: one that leads out of the folder was not written by Stet.
fn may_be_restored(name: &str) -> bool {
    let plain = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let key = name
        .strip_prefix("keys/")
        .is_some_and(|key| key.ends_with(".key") && !key.contains(['/', '\\']));
    let picture = name
        .strip_prefix(pictures::FOLDER)
        .and_then(|name| name.strip_prefix('/'))
        .is_some_and(pictures::is_name);
    plain && (name == FILE_NAME || key || picture)
}

fn create_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| Error::disk(folder, error))
}

fn length_of(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}

struct HashingWriter<W> {
    out: W,
    sum: blake3::Hasher,
}

impl<W: Write> Write for HashingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

struct HashingReader<R> {
    input: R,
    sum: blake3::Hasher,
}

impl<R: Read> Read for HashingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.sum.update(&buffer[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
