//! One file for each table: its row, its reads, its writes, and nothing else.
//!
//! A read handle comes from [`Reader`](crate::Reader), a writing one (`…Mut`) from [`Writer`](crate::Writer). All
//! statements are prepared once for each connection.

mod checkpoints;
mod claims;
mod journal;
mod local;
mod log;
mod people;
mod receipts;
mod revisions;
mod rosters;
mod search;
mod stories;
mod targets;

pub use checkpoints::{Checkpoint, Checkpoints, CheckpointsMut};
pub use claims::{Claims, ClaimsMut};
pub use journal::{Journal, JournalMut, Typed};
pub use local::{Local, LocalMut};
pub use log::{Head, Log, LogMut, Logged};
pub use people::{People, PeopleMut};
pub use receipts::{ReceiptRow, Receipts, ReceiptsMut};
pub use revisions::{NewRevision, RevisionRow, Revisions, RevisionsMut};
pub use rosters::{Rosters, RostersMut};
pub use search::{Found, Piece, Query, Search, SearchMut, SearchText};
pub use stories::{HeadFacts, Stories, StoriesMut, StoryFilter, StoryRow};
pub use targets::{Targets, TargetsMut};

use crate::error::{Error, Result};

/// A number for an INTEGER column, which ends at 2⁶³.
fn integer(column: &'static str, value: u64) -> Result<i64> {
    i64::try_from(value).map_err(|_| Error::OutOfRange { column, value })
}
