//! `revisions`: the canonical bytes of every sealed revision, small, and checked against their hash when read.
//!
//! A story's revisions are a chain in the order in which they were kept here: the first of every fifty is whole, each
//! other one is packed by zstd with the one before as its dictionary, so a revision costs about what it changed.

use manuscript::ContentHash;
use newsroom::{EntryId, StoryId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use zstd::bulk::{Compressor, Decompressor};

use crate::error::{Damage, Error, Result};

/// After so many revisions one is kept whole, which bounds what reading one costs.
const CHAIN: i64 = 50;
/// A whole revision is kept for ever and written rarely.
const WHOLE_LEVEL: i32 = 12;
const DIFFERENCE_LEVEL: i32 = 3;
/// No revision is longer: a story holds at most 2 MB of text.
const LONGEST: usize = 64 << 20;

/// A revision as it is known without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevisionRow {
    /// The number written in the entry; twins have the same.
    pub number: u32,
    /// The entry that sealed it: the revision's id.
    pub entry: EntryId,
    pub content_hash: ContentHash,
    pub canonical_version: u32,
}

/// A revision to keep.
#[derive(Debug, Clone, Copy)]
pub struct NewRevision<'b> {
    pub row: RevisionRow,
    pub canonical: &'b [u8],
}

pub struct Revisions<'c>(pub(crate) &'c Connection);

pub struct RevisionsMut<'c>(pub(crate) &'c Connection);

const COLUMNS: &str = "number, entry, content_hash, canonical_version";

impl Revisions<'_> {
    /// A story's revisions, by number, then by entry.
    pub fn of(&self, story: StoryId) -> Result<Vec<RevisionRow>> {
        let sql =
            format!("SELECT {COLUMNS} FROM revisions WHERE story = ?1 ORDER BY number, entry");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map([&story.as_bytes()[..]], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The canonical bytes of the revision that `entry` sealed.
    pub fn bytes(&self, story: StoryId, entry: EntryId) -> Result<Vec<u8>> {
        let sql = "SELECT n FROM revisions WHERE story = ?1 AND entry = ?2";
        let key = params![story.as_bytes(), entry.as_bytes()];
        let n: Option<i64> = self
            .0
            .prepare_cached(sql)?
            .query_row(key, |row| row.get(0))
            .optional()?;
        unpack(
            self.0,
            story,
            n.ok_or(Error::NoSuchRevision { story, entry })?,
        )
    }

    /// The canonical bytes of any revision with this hash: equal hash, equal bytes.
    pub fn bytes_of_hash(&self, story: StoryId, hash: ContentHash) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT n FROM revisions WHERE story = ?1 AND content_hash = ?2 ORDER BY n DESC LIMIT 1";
        let key = params![story.as_bytes(), hash.0];
        let n: Option<i64> = self
            .0
            .prepare_cached(sql)?
            .query_row(key, |row| row.get(0))
            .optional()?;
        n.map(|n| unpack(self.0, story, n)).transpose()
    }

    /// How many bytes a story's revisions take, packed.
    pub fn weight(&self, story: StoryId) -> Result<u64> {
        let sql = "SELECT coalesce(sum(length(packed)), 0) FROM revisions WHERE story = ?1";
        let weight: i64 = self
            .0
            .prepare_cached(sql)?
            .query_row([&story.as_bytes()[..]], |row| row.get(0))?;
        Ok(weight.cast_unsigned())
    }
}

impl RevisionsMut<'_> {
    /// Keeps a revision; the one that its entry sealed already is left as it is.
    pub fn put(&mut self, story: StoryId, new: &NewRevision<'_>) -> Result<()> {
        let NewRevision { row, canonical } = new;
        let known = "SELECT 1 FROM revisions WHERE story = ?1 AND entry = ?2";
        if self
            .0
            .prepare_cached(known)?
            .exists(params![story.as_bytes(), row.entry.as_bytes()])?
        {
            return Ok(());
        }
        let count = "SELECT coalesce(max(n) + 1, 0) FROM revisions WHERE story = ?1";
        let n: i64 = self
            .0
            .prepare_cached(count)?
            .query_row([&story.as_bytes()[..]], |row| row.get(0))?;
        let packed = match n % CHAIN {
            0 => pack(canonical, &[], WHOLE_LEVEL),
            _ => pack(canonical, &unpack(self.0, story, n - 1)?, DIFFERENCE_LEVEL),
        };
        let sql = format!(
            "INSERT INTO revisions (story, n, length, packed, {COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        );
        self.0.prepare_cached(&sql)?.execute(params![
            story.as_bytes(),
            n,
            canonical.len() as i64,
            packed,
            row.number,
            row.entry.as_bytes(),
            row.content_hash.0,
            row.canonical_version,
        ])?;
        Ok(())
    }
}

fn pack(bytes: &[u8], dictionary: &[u8], level: i32) -> Vec<u8> {
    let packed = Compressor::with_dictionary(level, dictionary).and_then(|mut compressor| {
        compressor.include_checksum(false)?;
        compressor.include_contentsize(false)?;
        compressor.compress(bytes)
    });
    packed.expect("zstd packs any bytes that fit in memory")
}

/// Reads a chain from its whole revision up to row `n`, and compares the last with its hash.
fn unpack(connection: &Connection, story: StoryId, n: i64) -> Result<Vec<u8>> {
    let sql = "SELECT length, packed, number, content_hash, canonical_version FROM revisions
               WHERE story = ?1 AND n BETWEEN ?2 AND ?3 ORDER BY n";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![story.as_bytes(), n - n % CHAIN, n])?;
    let mut bytes = Vec::new();
    let mut last = (0, ContentHash([0; 32]), 0);
    let mut decompressor = Decompressor::new().expect("zstd needs only memory");
    while let Some(row) = rows.next()? {
        last = (row.get(2)?, ContentHash(row.get(3)?), row.get(4)?);
        let damaged = || {
            Error::Damaged(Damage::Revision {
                story,
                number: last.0,
            })
        };
        let length = usize::try_from(row.get::<_, i64>(0)?)
            .ok()
            .filter(|length| *length <= LONGEST)
            .ok_or_else(damaged)?;
        let packed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        decompressor.set_dictionary(&bytes).map_err(|_| damaged())?;
        bytes = decompressor
            .decompress(packed, length)
            .map_err(|_| damaged())?;
    }
    let (number, hash, version) = last;
    match hash_of(&bytes, version) == hash {
        true => Ok(bytes),
        false => Err(Error::Damaged(Damage::Revision { story, number })),
    }
}

/// The hash of canonical bytes, as `reference/canonical.md` defines it for each version.
fn hash_of(bytes: &[u8], version: u32) -> ContentHash {
    let mut hasher = blake3::Hasher::new();
    hasher
        .update(format!("stet-content-v{version}\0").as_bytes())
        .update(bytes);
    ContentHash(*hasher.finalize().as_bytes())
}

fn read(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    Ok(RevisionRow {
        number: row.get(0)?,
        entry: EntryId::from_bytes(row.get(1)?),
        content_hash: ContentHash(row.get(2)?),
        canonical_version: row.get(3)?,
    })
}

#[cfg(test)]
mod tests;
