//! The sentences people read, from the same file that the window reads.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use desk::Refused;

const ENGLISH: &str = include_str!("../../../../ui/src/i18n/en.json");

static SENTENCES: LazyLock<BTreeMap<String, serde_json::Value>> =
    LazyLock::new(|| serde_json::from_str(ENGLISH).expect("a test keeps en.json valid"));

/// The sentence for a code, with its facts filled in; the bare code where no sentence is written.
pub(crate) fn sentence(refused: &Refused) -> String {
    let key = format!("code.{}", refused.code);
    if !SENTENCES.contains_key(&key) {
        return refused.code.clone();
    }
    let facts = refused.params.iter();
    let facts: Vec<(&str, &str)> = facts
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    words_with(&key, &facts)
}

/// Words with facts in them; the bare key where none are written.
pub(crate) fn words_with(key: &str, facts: &[(&str, &str)]) -> String {
    facts.iter().fold(words(key), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}

/// Words without facts in them; the bare key where none are written.
pub(crate) fn words(key: &str) -> String {
    let found = SENTENCES.get(key).and_then(|value| value.as_str());
    found.unwrap_or(key).to_owned()
}
