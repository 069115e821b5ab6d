//! The tables that are made from the log: their version, and making them anew.
//!
//! Not here: what goes into them for one story (`project`).

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};
use crate::project::project_everything;
use crate::store::{Store, Writer};

/// Raised with every change of `projections.sql` or of what is written there.
const PROJECTION_VERSION: u32 = 1;
const VERSION_KEY: &str = "projection_version";

const TABLES: [&str; 8] = [
    "rosters",
    "people",
    "targets",
    "claims",
    "stories",
    "revisions",
    "checkpoints",
    "search",
];

/// Makes the projections where there are none, and makes them again where an older Stet made them.
pub(crate) fn prepare(connection: &mut Connection) -> Result<()> {
    if version(connection)? == Some(PROJECTION_VERSION) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version(&transaction)? != Some(PROJECTION_VERSION) {
        remake(&mut Writer::of(&transaction))?;
    }
    transaction.commit()?;
    Ok(())
}

fn remake(writer: &mut Writer<'_>) -> Result<()> {
    for table in TABLES {
        writer
            .connection
            .execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    writer
        .connection
        .execute_batch(include_str!("projections.sql"))?;
    writer
        .local_mut()
        .set(VERSION_KEY, &PROJECTION_VERSION.to_be_bytes())?;
    project_everything(writer)
}

impl Store {
    /// Drops every projection and makes it again from the log and the journal, in one transaction.
    pub fn rebuild(&mut self) -> Result<()> {
        self.write(remake)
    }
}

fn version(connection: &Connection) -> Result<Option<u32>> {
    let value = crate::table::Local(connection).get(VERSION_KEY)?;
    let version = value.and_then(|bytes| Some(u32::from_be_bytes(bytes.try_into().ok()?)));
    match version {
        Some(version) if version > PROJECTION_VERSION => Err(Error::FromNewerStet {
            version,
            known: PROJECTION_VERSION,
        }),
        version => Ok(version),
    }
}

#[cfg(test)]
mod tests;
