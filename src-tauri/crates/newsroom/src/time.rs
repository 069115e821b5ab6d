//! Times as people mean them: a wall time in a zone, and the instant it was when it was written down.
//!
//! A time that the zone's clock skips is refused; one that it shows twice is asked about. What is stored keeps the
//! version of the zone data, because governments change zones. The present time is not here.

use chrono::{DateTime, LocalResult, NaiveDateTime, SecondsFormat, TimeZone, Timelike};
use chrono_tz::Tz;
use minicbor::{Decode, Encode};

use crate::Error;

/// A wall time, its zone and the instant that they named when this was made.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ZonedTime {
    /// `2026-11-24T06:00`, with `:SS` when there are seconds.
    #[n(0)]
    pub local: String,
    /// An IANA name, such as `Europe/London`.
    #[n(1)]
    pub zone: String,
    /// Milliseconds since 1970.
    #[n(2)]
    pub instant: i64,
    /// The version of the zone data that made the instant, such as `2025b`.
    #[n(3)]
    pub zone_data: String,
}

/// The version of the zone data in this Stet.
pub const ZONE_DATA: &str = chrono_tz::IANA_TZDB_VERSION;

/// No zone is further from UTC than this, with room to spare; in milliseconds.
const FURTHEST_OFFSET: i64 = 26 * 60 * 60 * 1000;

/// Finds the instant of a wall time such as `2026-11-24 06:00` (or with `T`, or with seconds) in a zone.
/// [`Error::Repeated`] carries both answers, ready to be used.
pub fn resolve(local: &str, zone: &str) -> Result<ZonedTime, Error> {
    let wall = wall_time(local)?;
    let tz = zone_named(zone)?;
    match tz.from_local_datetime(&wall) {
        LocalResult::Single(one) => Ok(zoned(wall, tz, &one)),
        LocalResult::Ambiguous(earlier, later) => Err(Error::Repeated {
            earlier: Box::new(zoned(wall, tz, &earlier)),
            later: Box::new(zoned(wall, tz, &later)),
        }),
        LocalResult::None => Err(Error::Skipped {
            local: written(wall),
            zone: tz.name().to_owned(),
        }),
    }
}

/// The wall time of an instant (milliseconds since 1970) in a zone, whole seconds.
pub fn in_zone(instant: i64, zone: &str) -> Result<ZonedTime, Error> {
    let tz = zone_named(zone)?;
    let there = moment(instant, tz)?;
    let wall = there
        .naive_local()
        .with_nanosecond(0)
        .unwrap_or(there.naive_local());
    Ok(ZonedTime {
        local: written(wall),
        zone: tz.name().to_owned(),
        instant,
        zone_data: ZONE_DATA.to_owned(),
    })
}

/// An instant (milliseconds since 1970) as RFC 3339 in a zone: `2026-11-24T06:00:00+00:00`, always with a numeric offset.
pub fn rfc3339(instant: i64, zone: &str) -> Result<String, Error> {
    let tz = zone_named(zone)?;
    Ok(moment(instant, tz)?.to_rfc3339_opts(SecondsFormat::Secs, false))
}

/// Whether the zone data has this IANA name.
pub fn is_zone(name: &str) -> bool {
    zone_named(name).is_ok()
}

impl ZonedTime {
    /// Whether it holds together whatever version of the zone data reads it: a wall time, and an instant near it.
    pub fn is_sound(&self) -> bool {
        wall_time(&self.local).is_ok_and(|wall| {
            let distance = wall
                .and_utc()
                .timestamp_millis()
                .saturating_sub(self.instant);
            distance.saturating_abs() <= FURTHEST_OFFSET
        })
    }
}

fn wall_time(text: &str) -> Result<NaiveDateTime, Error> {
    const FORMS: [&str; 4] = [
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
    ];
    let text = text.trim();
    let read = |form: &&str| NaiveDateTime::parse_from_str(text, form).ok();
    // A leap second has no instant of its own.
    let whole = |wall: &NaiveDateTime| wall.nanosecond() == 0;
    FORMS
        .iter()
        .find_map(read)
        .filter(whole)
        .ok_or_else(|| Error::NotATime {
            text: text.to_owned(),
        })
}

fn zone_named(name: &str) -> Result<Tz, Error> {
    name.parse().map_err(|_| Error::UnknownZone {
        zone: name.to_owned(),
    })
}

fn moment(instant: i64, tz: Tz) -> Result<DateTime<Tz>, Error> {
    // An instant so far out that its wall time leaves the calendar cannot be written either.
    const ROOM: i64 = 24 * 60 * 60 * 1000 * 3;
    let fits = DateTime::from_timestamp_millis(instant.saturating_add(ROOM)).and(
        DateTime::from_timestamp_millis(instant.saturating_sub(ROOM)),
    );
    match (fits, tz.timestamp_millis_opt(instant)) {
        (Some(_), LocalResult::Single(one)) => Ok(one),
        _ => Err(Error::NotATime {
            text: instant.to_string(),
        }),
    }
}

fn written(wall: NaiveDateTime) -> String {
    let form = if wall.second() == 0 {
        "%Y-%m-%dT%H:%M"
    } else {
        "%Y-%m-%dT%H:%M:%S"
    };
    wall.format(form).to_string()
}

fn zoned(wall: NaiveDateTime, tz: Tz, at: &DateTime<Tz>) -> ZonedTime {
    ZonedTime {
        local: written(wall),
        zone: tz.name().to_owned(),
        instant: at.timestamp_millis(),
        zone_data: ZONE_DATA.to_owned(),
    }
}

#[cfg(test)]
mod tests;
