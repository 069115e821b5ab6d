//! `claims`: which device said, in a signed text entry, that a document peer is its own. A projection of the log.

use std::collections::BTreeSet;

use newsroom::DeviceId;
use rusqlite::{Connection, params};

use crate::error::Result;

pub struct Claims<'c>(pub(crate) &'c Connection);

pub struct ClaimsMut<'c>(pub(crate) &'c Connection);

impl Claims<'_> {
    /// The devices that claim `peer`: one, unless somebody lies.
    pub fn of(&self, peer: u64) -> Result<BTreeSet<DeviceId>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT device FROM claims WHERE peer = ?1")?;
        let devices = statement.query_map([peer.cast_signed()], |row| {
            row.get(0).map(DeviceId::from_bytes)
        })?;
        Ok(devices.collect::<Result<_, _>>()?)
    }
}

impl ClaimsMut<'_> {
    pub fn put(&mut self, peer: u64, device: DeviceId) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO claims (peer, device) VALUES (?1, ?2)";
        self.0
            .prepare_cached(sql)?
            .execute(params![peer.cast_signed(), device.as_bytes()])?;
        Ok(())
    }
}
