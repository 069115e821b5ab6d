//! Migrations: SQL files, each run once, none edited after it has landed.
//!
//! They touch what is kept for ever (log, journal, receipts, local facts). What can be made again from those is
//! `projection`'s. A file's `user_version` is the number of migrations that it has had.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

/// "Stet" as SQLite's `application_id`.
pub(crate) const APPLICATION_ID: i32 = i32::from_be_bytes(*b"Stet");

const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001_newsroom",
        sql: include_str!("../migrations/0001_newsroom.sql"),
    },
    Migration {
        name: "0002_brings",
        sql: include_str!("../migrations/0002_brings.sql"),
    },
];

/// The newest file version that this Stet knows.
pub(crate) const FILE_VERSION: u32 = MIGRATIONS.len() as u32;

struct Migration {
    /// The file's name, for whoever reads the tests.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the test of the frozen hashes prints it")
    )]
    name: &'static str,
    sql: &'static str,
}

/// Brings a file up to [`FILE_VERSION`], all of it or nothing. Refuses a newer one without a change.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    if version(connection)? == FILE_VERSION {
        return Ok(());
    }
    // The version is read again inside: another process may have migrated in between.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for migration in &MIGRATIONS[version(&transaction)? as usize..] {
        transaction.execute_batch(migration.sql)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", FILE_VERSION)?;
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<u32> {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > FILE_VERSION {
        return Err(Error::FromNewerStet {
            version,
            known: FILE_VERSION,
        });
    }
    Ok(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn landed_migrations_are_frozen() {
        let frozen = [
            "0001_newsroom 415bc3b9a326c9fd74c058d3bf7ae1f44b560ab6a0d9c4c1317bfb4206b69d64",
            "0002_brings 2e000dbfc3e461b771b7d8908c42a7e6cf8a524b17a166e55578c45e104c8a0e",
        ];
        let hashes: Vec<String> = MIGRATIONS
            .iter()
            .map(|m| format!("{} {}", m.name, blake3::hash(m.sql.as_bytes()).to_hex()))
            .collect();
        assert_eq!(
            hashes, frozen,
            "files in the world were made by these bytes; add a migration instead"
        );
    }

    #[test]
    fn what_was_typed_before_a_migration_is_words_after_it() {
        let mut old = Connection::open_in_memory().expect("SQLite is linked in");
        old.execute_batch(MIGRATIONS[0].sql)
            .expect("the first file version");
        old.pragma_update(None, "user_version", 1)
            .expect("a number");
        let typed = "INSERT INTO journal VALUES (zeroblob(16), 1, zeroblob(32), 7, x'00', 5)";
        old.execute_batch(typed).expect("a row of that version");
        migrate(&mut old).expect("it is brought up to date");
        let row = "SELECT peer, typed_at, brings FROM journal";
        let row = old.query_row(row, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        assert_eq!(
            row,
            Ok((7, 5, "words".to_owned())),
            "no typing is lost or told otherwise"
        );
        assert_eq!(version(&old).ok(), Some(FILE_VERSION));
    }
}
