//! What a publication did, for the desk to keep.

use crate::{ManifestFile, ManifestStory, PublicationRecord};

/// The moments and the target of a publication, which only the desk knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptFacts {
    pub target: String,
    /// The scheduled moment in milliseconds since 1970; none when a person published by hand.
    pub due: Option<i64>,
    /// When it went out, in milliseconds since 1970.
    pub fired: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Receipt {
    pub story: String,
    pub revision: u32,
    /// Lower-case hex.
    pub content_hash: String,
    pub target: String,
    /// Milliseconds since 1970.
    pub due: Option<i64>,
    /// Milliseconds since 1970.
    pub fired: i64,
    /// Whole minutes after `due`; 0 when on time, early, or published by hand.
    pub late_minutes: u64,
    pub approved_by: String,
    pub approved_by_author: bool,
    pub files: Vec<ManifestFile>,
}

impl Receipt {
    pub fn new(facts: ReceiptFacts, record: &PublicationRecord, story: &ManifestStory) -> Receipt {
        let late = facts.due.map_or(0, |due| facts.fired.saturating_sub(due));
        Receipt {
            story: record.story.clone(),
            revision: record.revision,
            content_hash: record.content_hash.clone(),
            target: facts.target,
            due: facts.due,
            fired: facts.fired,
            late_minutes: u64::try_from(late / 60_000).unwrap_or(0),
            approved_by: record.approved_by.clone(),
            approved_by_author: record.approved_by_author,
            files: story.files.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Profile;

    #[test]
    fn lateness_is_whole_minutes_after_the_scheduled_one() {
        let record = PublicationRecord::default();
        let story = ManifestStory::new(Profile::Plain, &record, &[]);
        let check = |due: Option<i64>, fired: i64, expected: u64| {
            let facts = ReceiptFacts {
                target: "site".into(),
                due,
                fired,
            };
            let receipt = Receipt::new(facts, &record, &story);
            assert_eq!(receipt.late_minutes, expected, "due {due:?}, fired {fired}");
        };
        check(Some(0), 59_999, 0);
        check(Some(0), 4 * 60_000, 4);
        check(Some(60_000), 0, 0);
        check(None, 60_000, 0);
        check(Some(i64::MIN), i64::MAX, i64::MAX as u64 / 60_000);
    }
}
