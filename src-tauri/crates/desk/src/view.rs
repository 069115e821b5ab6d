//! Small conversions between what rooms keep and what crosses the border.

use newsroom::{EntryId, StoryId};

use crate::{Error, Result};

pub(crate) fn story_id(text: &str) -> Result<StoryId> {
    text.parse().map_err(|_| Error::NoSuchStory {
        story: text.to_owned(),
    })
}

/// Digits enough of an entry's id for a person to name it by.
const NAMED_BY: usize = 8;

/// Whether somebody means this entry: by its id, or by the beginning of it.
pub(crate) fn is_named(entry: &EntryId, name: &str) -> bool {
    let id = entry.to_string();
    id == name || (name.len() >= NAMED_BY && id.starts_with(&name.to_ascii_lowercase()))
}

/// Milliseconds since 1970 as RFC 3339 in UTC.
pub(crate) fn rfc3339(millis: i64) -> String {
    newsroom::rfc3339(millis, "UTC").unwrap_or_default()
}

/// An RFC 3339 instant as people of a zone write it, `2026-11-24 06:00`; as it came where it is no instant.
pub fn wall_time(at: &str, zone: &str) -> String {
    let instant = chrono::DateTime::parse_from_rfc3339(at).map(|at| at.timestamp_millis());
    let local = instant.ok().and_then(|at| newsroom::in_zone(at, zone).ok());
    let minute = local.and_then(|there| Some(there.local.get(..16)?.replace('T', " ")));
    minute.unwrap_or_else(|| at.to_owned())
}

/// Bytes in lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first letters of the first and the last name.
pub(crate) fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words
        .get(1..)
        .and_then(<[&str]>::last)
        .and_then(|word| word.chars().next());
    [first, last]
        .into_iter()
        .flatten()
        .flat_map(char::to_uppercase)
        .collect()
}

/// A name as a part of a web address: lower-case letters and digits, joined by hyphens.
pub(crate) fn web_word(name: &str) -> String {
    let address = manuscript::web_address(name);
    if address.is_empty() {
        "person".to_owned()
    } else {
        address
    }
}

/// `TRUMP-KIM-LETTER`: the working name that a headline suggests.
pub(crate) fn proposed_slugline(headline: &str) -> String {
    let long = |word: &&str| word.chars().count() > 3;
    let address = manuscript::web_address(headline);
    let words: Vec<&str> = address.split('-').filter(long).take(3).collect();
    let words = if words.is_empty() {
        address.split('-').take(3).collect()
    } else {
        words
    };
    words.join("-").to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_as_the_newsroom_reads_it() {
        let check = |at: &str, zone: &str, expected: &str| {
            assert_eq!(wall_time(at, zone), expected);
        };
        check(
            "2026-11-24T22:30:00+00:00",
            "Asia/Seoul",
            "2026-11-25 07:30",
        );
        check(
            "2026-07-01T05:00:00+00:00",
            "Europe/London",
            "2026-07-01 06:00",
        );
        check("soon", "Europe/London", "soon");
    }

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Caroline Finnegan"), "CF");
        assert_eq!(initials("Desk"), "D");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn a_slugline_is_made_of_the_headlines_long_words() {
        assert_eq!(
            proposed_slugline("Wheat prices rise for a third month"),
            "WHEAT-PRICES-RISE"
        );
        assert_eq!(proposed_slugline("On the up"), "ON-THE-UP");
        assert_eq!(proposed_slugline(""), "");
    }
}
