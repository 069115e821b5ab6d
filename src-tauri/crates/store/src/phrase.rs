//! What a person types into the search box, as an FTS5 expression.
//!
//! Words must all occur; `"in quotes"` is a phrase; `gov*` is the beginning of a word. Everything else a person types
//! is text, never syntax: each word is quoted, so no input can be refused.
//!
//! Not here: the table (`table::search`).

/// The expression for `text` in any column; nothing when there is no word in it.
pub(crate) fn expression(text: &str) -> Option<String> {
    let mut terms = Vec::new();
    // Between quotes, an odd part. A quote that is never closed goes to the end of the text.
    for (at, part) in text.split(is_quote).enumerate() {
        match at % 2 {
            0 => terms.extend(part.split_whitespace().filter_map(word)),
            _ => terms.extend(quoted(part)),
        }
    }
    (!terms.is_empty()).then(|| terms.join(" "))
}

/// The expression for `text` in one column: all its words.
pub(crate) fn in_column(column: &str, text: &str) -> Option<String> {
    expression(text).map(|expression| format!("{column} : ({expression})"))
}

fn word(word: &str) -> Option<String> {
    match word.strip_suffix('*') {
        Some(beginning) => quoted(beginning).map(|term| term + "*"),
        None => quoted(word),
    }
}

/// A term that has no word in it, such as an emoji or a lone quote, would match nothing and is left out.
fn quoted(text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    text.chars()
        .any(char::is_alphanumeric)
        .then(|| format!("\"{}\"", text.trim()))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(expression(text).as_deref(), Some(expected), "{text:?}");
    }

    #[test]
    fn words_phrases_and_beginnings() {
        check("warm letter", r#""warm" "letter""#);
        check(r#""warm letter" kim"#, r#""warm letter" "kim""#);
        check("“warm letter”", r#""warm letter""#);
        check("gov*", r#""gov"*"#);
        check(r#"gov* "north korea"#, r#""gov"* "north korea""#);
    }

    #[test]
    fn the_words_of_the_query_language_are_words() {
        check("AND", r#""AND""#);
        check(
            "a NOT (b OR c) ^d NEAR(e)",
            r#""a" "NOT" "(b" "OR" "c)" "^d" "NEAR(e)""#,
        );
        check("headline:kim", r#""headline:kim""#);
        check("don't", r#""don't""#);
        check("tail\0kim", r#""tail kim""#);
    }

    #[test]
    fn what_has_no_word_in_it_asks_for_nothing() {
        for text in ["", " ", "\"", "\"\"", "*", "🙂", "- – —", "\0"] {
            assert_eq!(expression(text), None, "{text:?}");
        }
        check("🙂 kim", r#""kim""#);
    }
}
