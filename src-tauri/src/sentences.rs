//! The words that the system shows for Stet, from the same file that the page reads.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const ENGLISH: &str = include_str!("../../ui/src/i18n/en.json");

static SENTENCES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(ENGLISH).expect("a test keeps en.json valid"));

/// Words without facts in them; the bare key where none are written.
pub(crate) fn words(key: &str) -> &str {
    SENTENCES.get(key).map_or(key, String::as_str)
}
