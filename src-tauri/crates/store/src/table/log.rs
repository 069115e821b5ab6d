//! `log`: every signed entry of every device, in order of arrival.

use newsroom::{DeviceId, Entry, EntryId, Kind, NewsroomId, StoryId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::integer;
use crate::error::{Error, Result};

/// The last entry of a device's log, which the next one has to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub seq: u64,
    pub id: EntryId,
    pub hlc: u64,
}

/// An entry and its place in the order of arrival on this laptop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    pub n: i64,
    pub entry: Entry,
}

pub struct Log<'c>(pub(crate) &'c Connection);

pub struct LogMut<'c>(pub(crate) &'c Connection);

impl Log<'_> {
    pub fn head(&self, device: DeviceId) -> Result<Option<Head>> {
        let sql = "SELECT seq, id, hlc FROM log WHERE device = ?1 ORDER BY seq DESC, id LIMIT 1";
        let head = self
            .0
            .prepare_cached(sql)?
            .query_row([&device.as_bytes()[..]], |row| {
                let (seq, hlc): (i64, i64) = (row.get(0)?, row.get(2)?);
                Ok(Head {
                    seq: seq.cast_unsigned(),
                    id: EntryId::from_bytes(row.get(1)?),
                    hlc: hlc.cast_unsigned(),
                })
            });
        Ok(head.optional()?)
    }

    pub fn contains(&self, id: EntryId) -> Result<bool> {
        Ok(self
            .0
            .prepare_cached("SELECT 1 FROM log WHERE id = ?1")?
            .exists([&id.as_bytes()[..]])?)
    }

    pub fn entry(&self, id: EntryId) -> Result<Entry> {
        let sql = "SELECT n, bytes FROM log WHERE id = ?1";
        let found = self.query(sql, [&id.as_bytes()[..]])?.pop();
        found
            .map(|logged| logged.entry)
            .ok_or(Error::NoSuchEntry(id))
    }

    /// All entries of one story, in order of arrival.
    pub fn story_entries(&self, story: StoryId) -> Result<Vec<Logged>> {
        self.story_entries_after(story, 0)
    }

    /// The entries of one story that arrived after position `n`.
    pub fn story_entries_after(&self, story: StoryId, n: i64) -> Result<Vec<Logged>> {
        let sql = "SELECT n, bytes FROM log WHERE story = ?1 AND n > ?2 ORDER BY n";
        self.query(sql, params![story.as_bytes(), n])
    }

    /// How many entries of one story arrived after position `n`.
    pub fn story_count_after(&self, story: StoryId, n: i64) -> Result<i64> {
        let sql = "SELECT count(*) FROM log WHERE story = ?1 AND n > ?2";
        Ok(self
            .0
            .prepare_cached(sql)?
            .query_row(params![story.as_bytes(), n], |row| row.get(0))?)
    }

    /// The position of the newest entry; 0 when there is none.
    pub fn position(&self) -> Result<i64> {
        let sql = "SELECT coalesce(max(n), 0) FROM log";
        Ok(self
            .0
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?)
    }

    /// The position of the newest entry of one story; 0 when there is none.
    pub fn story_position(&self, story: StoryId) -> Result<i64> {
        let sql = "SELECT coalesce(max(n), 0) FROM log WHERE story = ?1";
        Ok(self
            .0
            .prepare_cached(sql)?
            .query_row([&story.as_bytes()[..]], |row| row.get(0))?)
    }

    /// The entries of one kind that belong to no story (rosters, people, targets), in order of arrival.
    pub fn of_kind(&self, kind: &Kind) -> Result<Vec<Logged>> {
        self.query(
            "SELECT n, bytes FROM log WHERE story IS NULL AND kind = ?1 ORDER BY n",
            [kind.name()],
        )
    }

    /// Every story that has an entry, in the order in which they came: made anew, they are numbered as before, and
    /// a search that finds several equally good ones lists them as before.
    pub fn stories(&self) -> Result<Vec<StoryId>> {
        let mut statement = self.0.prepare_cached(
            "SELECT story FROM log WHERE story IS NOT NULL GROUP BY story ORDER BY min(n)",
        )?;
        let ids = statement.query_map([], |row| row.get(0).map(StoryId::from_bytes))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Every device that signed an entry, with its last one, in order of its id.
    pub fn devices(&self) -> Result<Vec<(DeviceId, Head)>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT DISTINCT device FROM log ORDER BY device")?;
        let devices = statement.query_map([], |row| row.get(0).map(DeviceId::from_bytes))?;
        let devices = devices.collect::<Result<Vec<_>, _>>()?;
        let with_head = |device| Ok(self.head(device)?.map(|head| (device, head)));
        devices
            .into_iter()
            .filter_map(|device| with_head(device).transpose())
            .collect()
    }

    /// Calls `see` with every entry, device by device in the order in which it signed them.
    pub fn each(&self, mut see: impl FnMut(Entry) -> Result<()>) -> Result<()> {
        let mut statement = self
            .0
            .prepare_cached("SELECT n, bytes FROM log ORDER BY device, seq, id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            see(read_logged(row)?.entry)?;
        }
        Ok(())
    }

    /// The newsroom whose log this is, as its first entry says; none in an empty log.
    pub fn newsroom(&self) -> Result<Option<NewsroomId>> {
        let first = self
            .query("SELECT n, bytes FROM log ORDER BY n LIMIT 1", [])?
            .pop();
        Ok(first.map(|logged| logged.entry.envelope.newsroom))
    }

    /// How many entries there are.
    pub fn count(&self) -> Result<u64> {
        let count: i64 = self
            .0
            .prepare_cached("SELECT count(*) FROM log")?
            .query_row([], |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }

    fn query(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Logged>> {
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(read_logged(row)?);
        }
        Ok(entries)
    }
}

impl LogMut<'_> {
    /// Appends an entry that this laptop signed: it must follow the last one of its device. Returns its position.
    ///
    /// Head and row are read and written in one transaction, so that two processes cannot fork a device's log.
    pub fn append(&mut self, entry: &Entry, arrived_at: i64) -> Result<i64> {
        let envelope = &entry.envelope;
        let (device, seq) = (envelope.device, envelope.seq);
        let head = Log(self.0).head(device)?;
        let last = head.map_or(0, |head| head.seq);
        if seq != last + 1 {
            return Err(Error::NotNext { device, seq, last });
        }
        if envelope.prev != head.map(|head| head.id) {
            return Err(Error::OtherPrevious { device, seq });
        }
        self.insert(entry, arrived_at)
    }

    /// Keeps an entry that came from elsewhere and whose signature was checked, whatever is missing before it.
    /// Returns its position, or nothing when it is here already. Gaps and forks are for [`crate::Store::verify`] to name.
    pub fn receive(&mut self, entry: &Entry, arrived_at: i64) -> Result<Option<i64>> {
        if Log(self.0).contains(entry.id)? {
            return Ok(None);
        }
        self.insert(entry, arrived_at).map(Some)
    }

    fn insert(&mut self, entry: &Entry, arrived_at: i64) -> Result<i64> {
        let sql = "INSERT INTO log (id, device, seq, prev, hlc, kind, story, bytes, arrived_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let envelope = &entry.envelope;
        let n = self.0.prepare_cached(sql)?.insert(params![
            entry.id.as_bytes(),
            envelope.device.as_bytes(),
            integer("seq", envelope.seq)?,
            envelope.prev.as_ref().map(EntryId::as_bytes),
            integer("hlc", envelope.hlc)?,
            envelope.kind.name(),
            envelope.story.as_ref().map(StoryId::as_bytes),
            entry.bytes,
            arrived_at,
        ])?;
        Ok(n)
    }
}

/// Reads an entry from a row of `n, bytes`. Its signature was checked when it came.
fn read_logged(row: &Row<'_>) -> Result<Logged> {
    let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
    Ok(Logged {
        n: row.get(0)?,
        entry: newsroom::reopen(bytes)?,
    })
}

#[cfg(test)]
mod tests;
