//! Opening the encrypted file: the key, the settings of every connection, and what exactly is wrong when it fails.
//!
//! SQLCipher answers a wrong key, a foreign file and a damaged one alike. Stet tells them apart by the first 16 bytes,
//! SQLCipher's salt, which are free to choose because the key is random already: `Stet`, a format number, three zero
//! bytes, and eight bytes that follow from the key. They are read through SQLite, never by opening the file a second
//! time: closing such a second handle would drop the locks of every other connection in this process.
//!
//! Not here: tables.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::{Damage, Error, Result};
use crate::hex;
use crate::key::FileKey;

/// Bytes of one page of the file.
const PAGE: u64 = 4096;
const MAGIC: [u8; 8] = *b"Stet\x01\0\0\0";
/// How long one process waits for another before it says [`Error::Busy`].
const PATIENCE: Duration = Duration::from_secs(5);
/// Whoever asked more and more seldom, as SQLite does by itself, would hardly ever come between two writes of a process
/// that writes without a pause.
const ASK_AGAIN: Duration = Duration::from_millis(2);

/// A connection to a file that need not exist yet; the first write makes it.
pub(crate) fn make(path: &Path, key: &FileKey) -> Result<Connection> {
    let connection = connect(path, key, OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.pragma_update(
        None,
        "cipher_salt",
        format!("x'{}'", hex::encode(&salt_of(key))),
    )?;
    settle(&connection)?;
    Ok(connection)
}

/// A connection to a file that must be there, whole at its beginning, and open with this key.
pub(crate) fn open(path: &Path, key: &FileKey) -> Result<Connection> {
    let bytes = fs::metadata(path)
        .map_err(|error| Error::disk(path, error))?
        .len();
    let truncated = || Error::Truncated {
        path: path.to_owned(),
        bytes,
    };
    if bytes == 0 {
        return Err(truncated());
    }
    let connection = connect(path, key, OpenFlags::empty())?;
    check_salt(&connection, path, key)?;
    // A last page may be half written when the power goes; then the write-ahead file has it whole.
    if bytes % PAGE != 0 && !has_write_ahead(path) {
        return Err(truncated());
    }
    // The first read decrypts the first page and compares the length that it names with the file's.
    match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    }) {
        Ok(_) => {}
        Err(error) => {
            return Err(match Error::from(error) {
                // A broken seal explains itself. Where all seals hold, what is missing was cut off.
                Error::Damaged(_) | Error::Statement(_) => {
                    let broken = connect(path, key, OpenFlags::empty())
                        .and_then(|again| broken_seals(&again));
                    broken?
                        .into_iter()
                        .next()
                        .map_or_else(truncated, Error::Damaged)
                }
                other => other,
            });
        }
    }
    settle(&connection)?;
    Ok(connection)
}

/// Reads the whole file and says where it is damaged.
///
/// The seal of each page first: it names the page. Then SQLite's own check, which follows every tree.
pub(crate) fn check_whole(connection: &Connection) -> Result<Vec<Damage>> {
    let broken = broken_seals(connection)?;
    if !broken.is_empty() {
        return Ok(broken);
    }
    structure(connection, "PRAGMA integrity_check")
}

/// Checks a file that somebody left in a hurry: every seal, and the trees of what cannot be made again.
///
/// What the write-ahead file holds is brought in first. A page that the end tore in two is whole there.
pub(crate) fn check_after_broken_end(connection: &Connection) -> Result<Vec<Damage>> {
    let busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    // Whoever is here already has opened it without finding anything.
    if busy {
        return Ok(Vec::new());
    }
    let mut damage = broken_seals(connection)?;
    for table in ["log", "journal", "receipts", "local"] {
        if damage.is_empty() {
            damage = structure(connection, &format!("PRAGMA quick_check({table})"))?;
        }
    }
    Ok(damage)
}

fn structure(connection: &Connection, check: &str) -> Result<Vec<Damage>> {
    let sentences = sentences(connection, check)?;
    Ok(sentences
        .into_iter()
        .filter(|sentence| sentence != "ok")
        .map(Damage::Structure)
        .collect())
}

/// Whether SQLite has yet to bring something into the file at `path`.
pub(crate) fn has_write_ahead(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    fs::metadata(name).is_ok_and(|file| file.len() > 0)
}

/// Compares every page with its seal, without reading what it holds.
fn broken_seals(connection: &Connection) -> Result<Vec<Damage>> {
    Ok(sentences(connection, "PRAGMA cipher_integrity_check")?
        .iter()
        .map(|sentence| page_named_in(sentence))
        .collect())
}

fn sentences(connection: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(pragma)?;
    let sentences = statement.query_map([], |row| row.get(0))?;
    Ok(sentences.collect::<Result<_, _>>()?)
}

fn connect(path: &Path, key: &FileKey, more: OpenFlags) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let mut connection = Connection::open_with_flags(path, flags)?;
    let raw = Zeroizing::new(format!(
        "x'{}'",
        *Zeroizing::new(hex::encode(key.as_bytes()))
    ));
    connection.pragma_update(None, "key", raw.as_str())?;
    // Whatever a later SQLCipher takes as its default, this file is of version 4.
    connection
        .query_row("PRAGMA cipher_compatibility = 4", [], |_| Ok(()))
        .or_else(none_is_fine)?;
    // Failures come back as errors; SQLCipher would print them besides.
    connection
        .query_row("PRAGMA cipher_log_level = NONE", [], |_| Ok(()))
        .or_else(none_is_fine)?;
    connection.busy_handler(Some(patience()))?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Waits a little each time that the file is busy; says when to give up.
fn patience() -> impl FnMut(i32) -> bool + Send + 'static {
    let mut begun = Instant::now();
    move |asked| {
        if asked == 0 {
            begun = Instant::now();
        }
        thread::sleep(ASK_AGAIN);
        begun.elapsed() < PATIENCE
    }
}

/// The settings that each connection must make for itself.
fn settle(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16384;",
    )?;
    Ok(())
}

fn check_salt(connection: &Connection, path: &Path, key: &FileKey) -> Result<()> {
    let salt: String = connection.query_row("PRAGMA cipher_salt", [], |row| row.get(0))?;
    let salt = hex::decode(&salt.to_ascii_lowercase()).unwrap_or_default();
    if !salt.starts_with(&MAGIC) {
        return Err(Error::NotAStetFile {
            path: path.to_owned(),
        });
    }
    if salt != salt_of(key) {
        return Err(Error::WrongKey {
            path: path.to_owned(),
        });
    }
    Ok(())
}

fn salt_of(key: &FileKey) -> [u8; 16] {
    let check = blake3::keyed_hash(key.as_bytes(), b"stet-file-key-check-v1");
    let mut salt = [0; 16];
    salt[..8].copy_from_slice(&MAGIC);
    salt[8..].copy_from_slice(&check.as_bytes()[..8]);
    salt
}

/// SQLCipher says "HMAC verification failed for page 7".
fn page_named_in(sentence: &str) -> Damage {
    match sentence
        .rsplit(' ')
        .next()
        .and_then(|word| word.parse().ok())
    {
        Some(page) => Damage::Page(page),
        None => Damage::Structure(sentence.to_owned()),
    }
}

/// A PRAGMA that sets something may answer with no row.
fn none_is_fine(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(()),
        other => Err(other),
    }
}
