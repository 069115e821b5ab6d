//! The floor: what the same outcome costs when nothing is kept but the outcome.
//!
//! One plain SQLite file with the settings that the newsroom's file has, one table of bytes, one FTS5 table of the same
//! columns and tokenizer; and a file that is written whole. `STET_BENCH_FLOOR=encrypted` gives the file a key, to see
//! what the cipher alone costs.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use rusqlite::{Connection, params};
use store::SearchText;

pub(crate) const SETTINGS: &str =
    "WAL, synchronous=FULL, cache 16 MB, not encrypted unless STET_BENCH_FLOOR=encrypted";

pub(crate) struct Floor {
    connection: Connection,
}

/// What a step leaves: the bytes of its entries and of its revision, and the text that can be found.
pub(crate) struct Outcome<'o> {
    pub(crate) entries: &'o [usize],
    pub(crate) revision: usize,
    pub(crate) found: &'o SearchText,
}

impl Floor {
    pub(crate) fn new(folder: &Path) -> Self {
        fs::create_dir_all(folder).expect("the target folder can be written to");
        let connection =
            Connection::open(folder.join("floor.sqlite")).expect("a plain file can be made");
        if std::env::var("STET_BENCH_FLOOR").is_ok_and(|floor| floor == "encrypted") {
            let key = format!("x'{}'", "5a".repeat(32));
            connection
                .pragma_update(None, "key", key)
                .expect("the engine knows keys");
        }
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL;
                 PRAGMA synchronous = FULL;
                 PRAGMA temp_store = MEMORY;
                 PRAGMA cache_size = -16384;
                 CREATE TABLE kept (n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
                 CREATE TABLE rows (n INTEGER PRIMARY KEY, headline TEXT NOT NULL, changed INTEGER NOT NULL) STRICT;
                 CREATE VIRTUAL TABLE search USING fts5 (
                     slugline, headline, standfirst, body, credits, section,
                     tokenize = 'unicode61 remove_diacritics 2'
                 );
                 INSERT INTO search (search, rank) VALUES ('rank', 'bm25(8.0, 10.0, 4.0, 1.0, 4.0, 2.0)');",
            )
            .expect("the floor is plain SQL");
        Self { connection }
    }

    /// Fills the index, many stories in one transaction.
    pub(crate) fn index(&mut self, texts: &[(i64, SearchText)]) {
        let transaction = self.connection.transaction().expect("nobody else is here");
        for (n, text) in texts {
            put(&transaction, *n, text);
            transaction
                .prepare_cached("INSERT INTO rows (n, headline, changed) VALUES (?1, ?2, 0)")
                .and_then(|mut statement| statement.execute(params![n, text.headline]))
                .expect("a row can be added");
        }
        transaction.commit().expect("the disk takes it");
    }

    /// One durable commit of so many bytes.
    pub(crate) fn keep(&mut self, bytes: usize) {
        let kept = vec![0x5a_u8; bytes];
        self.connection
            .prepare_cached("INSERT INTO kept (bytes) VALUES (?1)")
            .and_then(|mut statement| statement.execute([kept]))
            .expect("the disk takes it");
    }

    /// One durable commit of a step's bytes, its row and its words in the index.
    pub(crate) fn settle(&mut self, n: i64, outcome: &Outcome<'_>) {
        let transaction = self.connection.transaction().expect("nobody else is here");
        for bytes in outcome.entries.iter().chain([&outcome.revision]) {
            transaction
                .prepare_cached("INSERT INTO kept (bytes) VALUES (?1)")
                .and_then(|mut statement| statement.execute([vec![0x5a_u8; *bytes]]))
                .expect("a row can be added");
        }
        transaction
            .prepare_cached("UPDATE rows SET headline = ?2, changed = changed + 1 WHERE n = ?1")
            .and_then(|mut statement| statement.execute(params![n, outcome.found.headline]))
            .expect("a row can be changed");
        put(&transaction, n, outcome.found);
        transaction.commit().expect("the disk takes it");
    }

    /// The best hundred with a snippet each, as text.
    pub(crate) fn search(&self, expression: &str) -> usize {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT rowid, snippet(search, -1, char(2), char(3), '…', 20) FROM search
                 WHERE search MATCH ?1 ORDER BY rank LIMIT 100",
            )
            .expect("plain FTS5");
        let found = statement
            .query_map([expression], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })
            .expect("the expression is sound");
        found.flatten().count()
    }

    /// The text of one story.
    pub(crate) fn text(&self, n: i64) -> String {
        self.connection
            .prepare_cached("SELECT body FROM search WHERE rowid = ?1")
            .and_then(|mut statement| statement.query_row([n], |row| row.get(0)))
            .expect("the story is there")
    }
}

fn put(connection: &Connection, n: i64, text: &SearchText) {
    let SearchText {
        slugline,
        headline,
        standfirst,
        body,
        credits,
        section,
    } = text;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO search (rowid, slugline, headline, standfirst, body, credits, section)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                n, slugline, headline, standfirst, body, credits, section
            ])
        })
        .expect("a text can be indexed");
}

/// Writes a file under another name, brings it to the disk and renames it, as a publication does.
pub(crate) fn write_whole(folder: &Path, name: &str, bytes: &[u8]) {
    let done = (|| -> std::io::Result<()> {
        let part = folder.join(format!(".{name}.part"));
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, folder.join(name))?;
        File::open(folder)?.sync_all()
    })();
    done.expect("the target folder can be written to");
}
