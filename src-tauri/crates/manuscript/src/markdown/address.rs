//! A link's address as CommonMark writes it, exactly: no part is encoded or tidied.
//!
//! Not here: which addresses a story may link to, and what a browser makes of them.

/// The destination of a link, between its round brackets.
pub(super) fn destination(address: &str) -> String {
    let plain =
        !address.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control());
    let escape_brackets = !balanced(address);
    let mut out = String::new();
    for (at, c) in address.char_indices() {
        match c {
            '\\' | '<' | '>' | '`' => out.extend(['\\', c]),
            '(' | ')' if plain && escape_brackets => out.extend(['\\', c]),
            '&' if begins_reference(&address[at + 1..]) => out.push_str("\\&"),
            c if c.is_control() => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    if plain { out } else { format!("<{out}>") }
}

/// Whether round brackets pair up, few deep, as readers of Markdown allow them bare.
fn balanced(address: &str) -> bool {
    let mut depth = 0;
    for c in address.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if !(0..=3).contains(&depth) {
            return false;
        }
    }
    depth == 0
}

fn begins_reference(after: &str) -> bool {
    let name = after
        .trim_start_matches('#')
        .trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    name.starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::destination;

    #[test]
    fn an_address_stays_as_plain_as_it_can() {
        let check = |address: &str, expected: &str| assert_eq!(destination(address), expected);
        check(
            "https://example.org/a_b?x=1&y=2",
            "https://example.org/a_b?x=1&y=2",
        );
        check("https://example.org/A_(b)", "https://example.org/A_(b)");
        check("/a)b", r"/a\)b");
        check("two words", "<two words>");
        check("", "<>");
        check("?a&copy;", r"?a\&copy;");
    }
}
