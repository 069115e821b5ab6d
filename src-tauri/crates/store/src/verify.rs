//! Checking a newsroom's file from the first entry to the last page, and naming what is wrong.
//!
//! Every entry is opened as if it came from a stranger: form, signature, id, what the other columns say of it, and its
//! place in its device's chain. Then the pages.

use std::collections::BTreeMap;

use newsroom::{DeviceId, Entry, EntryId};
use rusqlite::Row;

use crate::cipher::check_whole;
use crate::error::{Damage, Result};
use crate::store::Store;

/// Something that is not as it was signed or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// An entry, named as its row names it.
    Entry {
        entry: EntryId,
        device: DeviceId,
        seq: u64,
        what: EntryFlaw,
    },
    File(Damage),
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryFlaw {
    /// Its bytes are no entry, or the signature is not its device's.
    #[error(transparent)]
    Unreadable(newsroom::Error),
    #[error("its bytes are those of entry {bytes_say}")]
    OtherId { bytes_say: EntryId },
    #[error("its {column} differs from what was signed")]
    OtherColumn { column: &'static str },
    #[error("the entries {after} + 1 to {before} - 1 before it are missing")]
    Gap { after: u64, before: u64 },
    #[error("entry {with} has the same number")]
    Fork { with: EntryId },
    #[error("it names another entry as the one before it")]
    OtherPrevious,
}

impl Flaw {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Flaw::Entry { what, .. } => match what {
                EntryFlaw::Unreadable(error) => error.code(),
                EntryFlaw::OtherId { .. } => "flaw-other-id",
                EntryFlaw::OtherColumn { .. } => "flaw-other-column",
                EntryFlaw::Gap { .. } => "flaw-gap",
                EntryFlaw::Fork { .. } => "flaw-fork",
                EntryFlaw::OtherPrevious => "flaw-other-previous",
            },
            Flaw::File(Damage::Page(_)) => "flaw-page",
            Flaw::File(Damage::Picture(_)) => "flaw-picture",
            Flaw::File(_) => "flaw-file",
        }
    }
}

/// An entry's place in its device's chain.
struct Place {
    id: EntryId,
    prev: Option<EntryId>,
}

type Chains = BTreeMap<DeviceId, BTreeMap<u64, Vec<Place>>>;

impl Store {
    /// Checks every entry, every page and every picture. Nothing found is an empty list.
    pub fn verify(&self) -> Result<Vec<Flaw>> {
        // The pages first: an entry on a page that cannot be read would stop the walk.
        let damage = check_whole(&self.connection)?;
        if !damage.is_empty() {
            return Ok(damage.into_iter().map(Flaw::File).collect());
        }
        let mut flaws = Vec::new();
        let mut chains = Chains::new();
        let sql = "SELECT id, device, seq, prev, hlc, kind, story, bytes FROM log ORDER BY device, seq, id";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            check_row(row, &mut chains, &mut flaws)?;
        }
        for (device, chain) in &chains {
            check_chain(*device, chain, &mut flaws);
        }
        flaws.extend(self.damaged_pictures()?.into_iter().map(Flaw::File));
        Ok(flaws)
    }
}

fn check_row(row: &Row<'_>, chains: &mut Chains, flaws: &mut Vec<Flaw>) -> Result<()> {
    let id = EntryId::from_bytes(row.get(0)?);
    let device = DeviceId::from_bytes(row.get(1)?);
    let seq = row.get::<_, i64>(2)?.cast_unsigned();
    let mut name = |what| {
        flaws.push(Flaw::Entry {
            entry: id,
            device,
            seq,
            what,
        })
    };
    let bytes = row.get_ref(7)?.as_blob().map_err(rusqlite::Error::from)?;
    let place = match newsroom::open(bytes) {
        Ok(entry) => {
            if entry.id != id {
                name(EntryFlaw::OtherId {
                    bytes_say: entry.id,
                });
            }
            for column in other_columns(row, &entry)? {
                name(EntryFlaw::OtherColumn { column });
            }
            let envelope = entry.envelope;
            (
                envelope.device,
                envelope.seq,
                Place {
                    id: entry.id,
                    prev: envelope.prev,
                },
            )
        }
        Err(error) => {
            // Its place in the chain is judged by its row, so that the entries round it are not named for its fault.
            name(EntryFlaw::Unreadable(error));
            let prev = row.get::<_, Option<[u8; 32]>>(3)?.map(EntryId::from_bytes);
            (device, seq, Place { id, prev })
        }
    };
    let (device, seq, place) = place;
    chains
        .entry(device)
        .or_default()
        .entry(seq)
        .or_default()
        .push(place);
    Ok(())
}

fn other_columns(row: &Row<'_>, entry: &Entry) -> Result<Vec<&'static str>> {
    let envelope = &entry.envelope;
    let equal = [
        (
            "device",
            row.get::<_, [u8; 32]>(1)? == *envelope.device.as_bytes(),
        ),
        ("seq", row.get::<_, i64>(2)?.cast_unsigned() == envelope.seq),
        (
            "prev",
            row.get::<_, Option<[u8; 32]>>(3)? == envelope.prev.map(|prev| *prev.as_bytes()),
        ),
        ("hlc", row.get::<_, i64>(4)?.cast_unsigned() == envelope.hlc),
        ("kind", row.get::<_, String>(5)? == envelope.kind.name()),
        (
            "story",
            row.get::<_, Option<[u8; 16]>>(6)? == envelope.story.map(|story| *story.as_bytes()),
        ),
    ];
    Ok(equal
        .into_iter()
        .filter(|(_, equal)| !equal)
        .map(|(column, _)| column)
        .collect())
}

fn check_chain(device: DeviceId, chain: &BTreeMap<u64, Vec<Place>>, flaws: &mut Vec<Flaw>) {
    let mut before: (u64, &[Place]) = (0, &[]);
    for (&seq, places) in chain {
        let (after, last) = before;
        for (at, place) in places.iter().enumerate() {
            let mut name = |what| {
                flaws.push(Flaw::Entry {
                    entry: place.id,
                    device,
                    seq,
                    what,
                })
            };
            if seq > after + 1 {
                name(EntryFlaw::Gap { after, before: seq });
            } else if !last.is_empty() && !last.iter().any(|last| place.prev == Some(last.id)) {
                name(EntryFlaw::OtherPrevious);
            }
            if let Some(other) = places.get(if at == 0 { 1 } else { 0 }) {
                name(EntryFlaw::Fork { with: other.id });
            }
        }
        before = (seq, places);
    }
}

#[cfg(test)]
mod tests;
