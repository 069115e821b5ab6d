//! One newsroom's file: made, opened, read and written.
//!
//! `Store` owns the connection. Reading sees one moment of the file; writing is one transaction that is on the disk when
//! it returns, or has not happened. Several processes may have the file open: what a write depends on is read inside it.
//!
//! Not here: what the tables hold (`table`), and who may write what (`desk`).

use std::fs::{self, File};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::cipher;
use crate::error::{Damage, Error, Result};
use crate::key::FileKey;
use crate::making::sweep_settled;
use crate::migration::migrate;
use crate::presence::{self, Presence};
use crate::projection;
use crate::table::*;
use crate::whole_file::{flush_folder, part_of, remove_if_there};

/// The file's name in its folder.
pub const FILE_NAME: &str = "newsroom.stet";

/// An open newsroom.
pub struct Store {
    pub(crate) connection: Connection,
    folder: PathBuf,
    key: FileKey,
    /// Given back after the connection is closed, so that whoever comes next sees a clean end.
    _presence: Presence,
}

/// One moment of the file.
pub struct Reader<'c> {
    pub(crate) connection: &'c Connection,
}

/// One transaction that writes; it reads its own writes.
pub struct Writer<'c> {
    reader: Reader<'c>,
}

impl Store {
    /// Makes a new newsroom's file in `folder` and opens it. The file appears whole or not at all.
    pub fn create(folder: &Path, key: &FileKey) -> Result<Store> {
        fs::create_dir_all(folder).map_err(|error| Error::disk(folder, error))?;
        let path = folder.join(FILE_NAME);
        if path.exists() {
            return Err(Error::NewsroomAlreadyHere { path });
        }
        let part = part_of(&path);
        remove_if_there(&part)?;
        let mut connection = cipher::make(&part, key)?;
        migrate(&mut connection)?;
        projection::prepare(&mut connection)?;
        connection.close().map_err(|(_, error)| error)?;
        File::open(&part)
            .and_then(|file| file.sync_all())
            .map_err(|error| Error::disk(&part, error))?;
        fs::rename(&part, &path).map_err(|error| Error::disk(&path, error))?;
        flush_folder(&path)?;
        Store::open(folder, key)
    }

    /// Opens the newsroom in `folder`.
    ///
    /// After an end that was not clean every page's seal is checked first, and projections that an older Stet made are
    /// made again. A file of a newer Stet is refused unchanged.
    pub fn open(folder: &Path, key: &FileKey) -> Result<Store> {
        let path = folder.join(FILE_NAME);
        if !path.is_file() {
            return Err(Error::NoNewsroomHere { path });
        }
        sweep_settled(folder);
        let (presence, last_end) = presence::enter(folder)?;
        let mut connection = cipher::open(&path, key)?;
        if last_end == presence::LastEnd::Broken {
            let damage = cipher::check_after_broken_end(&connection)?;
            damage
                .into_iter()
                .next()
                .map_or(Ok(()), |first| Err(Error::Damaged(first)))?;
        }
        let made_ready = make_ready(&mut connection);
        let store = Store {
            connection,
            folder: folder.to_owned(),
            key: key.clone(),
            _presence: presence,
        };
        made_ready.map_err(|error| store.naming_the_page(error))?;
        Ok(store)
    }

    /// Closes the file. Everything is in it then, and nothing in its write-ahead file, unless others have it open too.
    pub fn close(self) -> Result<()> {
        let closed = self.connection.close();
        closed.map_err(|(_, error)| error.into())
    }

    /// An error that says only that the file is damaged, with the page that is, where its seal shows which.
    pub fn naming_the_page(&self, error: Error) -> Error {
        if !matches!(error, Error::Damaged(Damage::Found)) {
            return error;
        }
        let found = cipher::check_whole(&self.connection).unwrap_or_default();
        found.into_iter().next().map_or(error, Error::Damaged)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn key(&self) -> &FileKey {
        &self.key
    }

    /// Reads one moment of the file. Other processes may write meanwhile and are not seen.
    pub fn read<T, E: From<Error>>(
        &self,
        look: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let moment = self
            .connection
            .unchecked_transaction()
            .map_err(Error::from)?;
        let seen = look(&Reader {
            connection: &moment,
        })?;
        moment.finish().map_err(Error::from)?;
        Ok(seen)
    }

    /// Writes in one transaction. When it returns `Ok`, everything is on the disk; an `Err` from `change` or from the
    /// disk leaves the file as it was.
    pub fn write<T, E: From<Error>>(
        &mut self,
        change: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(Error::from)?;
        let done = change(&mut Writer::of(&transaction))?;
        transaction.commit().map_err(Error::from)?;
        Ok(done)
    }

    /// A number that changes when another connection has written. Cheap enough to ask several times a second.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

impl<'c> Reader<'c> {
    pub fn log(&self) -> Log<'c> {
        Log(self.connection)
    }

    pub fn journal(&self) -> Journal<'c> {
        Journal(self.connection)
    }

    pub fn receipts(&self) -> Receipts<'c> {
        Receipts(self.connection)
    }

    pub fn local(&self) -> Local<'c> {
        Local(self.connection)
    }

    pub fn rosters(&self) -> Rosters<'c> {
        Rosters(self.connection)
    }

    pub fn people(&self) -> People<'c> {
        People(self.connection)
    }

    pub fn targets(&self) -> Targets<'c> {
        Targets(self.connection)
    }

    pub fn claims(&self) -> Claims<'c> {
        Claims(self.connection)
    }

    pub fn stories(&self) -> Stories<'c> {
        Stories(self.connection)
    }

    pub fn revisions(&self) -> Revisions<'c> {
        Revisions(self.connection)
    }

    pub fn checkpoints(&self) -> Checkpoints<'c> {
        Checkpoints(self.connection)
    }

    pub fn search(&self) -> Search<'c> {
        Search(self.connection)
    }
}

impl<'c> Writer<'c> {
    pub(crate) fn of(transaction: &'c Transaction<'_>) -> Self {
        Writer {
            reader: Reader {
                connection: transaction,
            },
        }
    }

    pub fn log_mut(&mut self) -> LogMut<'_> {
        LogMut(self.connection)
    }

    pub fn journal_mut(&mut self) -> JournalMut<'_> {
        JournalMut(self.connection)
    }

    pub fn receipts_mut(&mut self) -> ReceiptsMut<'_> {
        ReceiptsMut(self.connection)
    }

    pub fn local_mut(&mut self) -> LocalMut<'_> {
        LocalMut(self.connection)
    }

    pub fn rosters_mut(&mut self) -> RostersMut<'_> {
        RostersMut(self.connection)
    }

    pub fn people_mut(&mut self) -> PeopleMut<'_> {
        PeopleMut(self.connection)
    }

    pub fn targets_mut(&mut self) -> TargetsMut<'_> {
        TargetsMut(self.connection)
    }

    pub fn claims_mut(&mut self) -> ClaimsMut<'_> {
        ClaimsMut(self.connection)
    }

    pub fn stories_mut(&mut self) -> StoriesMut<'_> {
        StoriesMut(self.connection)
    }

    pub fn revisions_mut(&mut self) -> RevisionsMut<'_> {
        RevisionsMut(self.connection)
    }

    pub fn checkpoints_mut(&mut self) -> CheckpointsMut<'_> {
        CheckpointsMut(self.connection)
    }

    pub fn search_mut(&mut self) -> SearchMut<'_> {
        SearchMut(self.connection)
    }
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

fn make_ready(connection: &mut Connection) -> Result<()> {
    migrate(connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    projection::prepare(connection)
}

#[cfg(test)]
mod tests;
