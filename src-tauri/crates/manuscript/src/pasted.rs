//! Plain text, in: what is pasted without any dress, and may be Markdown all the same.
//!
//! Not here: HTML (`html`), and a whole article whose parts have to be told apart (`article`).

use crate::normal::normal;
use crate::{Block, Inline, Loss, MarkdownIn, Reading, Run, from_markdown};

/// Reads pasted text as blocks of a body: as Markdown when it looks like that, else as paragraphs.
pub fn from_pasted_text(text: &str) -> (Vec<Block>, Vec<Loss>) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !looks_like_markdown(&text) {
        return (paragraphs(&text), Vec::new());
    }
    let MarkdownIn { reading, losses } = from_markdown(&text);
    let headline = (!reading.headline.is_empty()).then_some(Block::Heading {
        level: 2,
        text: reading.headline,
    });
    (headline.into_iter().chain(reading.body).collect(), losses)
}

/// Whether plain text was written as Markdown: one sign that nobody makes by chance (a heading, words in `**`, a link
/// with its address, a fence), or two lines in a row of a list or a quotation. What begins with front matter is a
/// file, not a stretch of text.
pub fn looks_like_markdown(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', '\n']);
    if text.starts_with("---\n") {
        return false;
    }
    let mut in_a_row = 0;
    for line in text.lines() {
        let line = line.trim_start();
        if is_heading(line) || line.starts_with("```") || has_strong(line) || has_link(line) {
            return true;
        }
        in_a_row = if is_item(line) || line.starts_with("> ") {
            in_a_row + 1
        } else if line.is_empty() {
            in_a_row
        } else {
            0
        };
        if in_a_row == 2 {
            return true;
        }
    }
    false
}

fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    (1..=6).contains(&level) && words.starts_with(' ') && !words.trim().is_empty()
}

fn is_item(line: &str) -> bool {
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - numbered.len();
    let after = match digits {
        0 => line.strip_prefix(['-', '*', '+']),
        1..=4 => numbered.strip_prefix(['.', ')']),
        _ => None,
    };
    after.is_some_and(|after| after.starts_with(' ') && !after.trim().is_empty())
}

/// Words between `**` that touch them.
fn has_strong(line: &str) -> bool {
    let mut parts = line.split("**").skip(1).peekable();
    while let Some(part) = parts.next() {
        let touches = !part.is_empty() && part.trim() == part;
        if touches && parts.peek().is_some() {
            return true;
        }
    }
    false
}

/// `[words](https://…)`.
fn has_link(line: &str) -> bool {
    let mut rest = line;
    while let Some(at) = rest.find("](") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        let leads = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| after.starts_with(scheme));
        if leads && before.contains('[') && after.contains(')') {
            return true;
        }
        rest = after;
    }
    false
}

/// Paragraphs stand apart by blank lines, or where there are none each line is one.
fn paragraphs(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    let has_blank_lines = lines.iter().any(|line| line.is_empty());
    let paragraphs: Vec<String> = if has_blank_lines {
        let stretches = lines.split(|line| line.is_empty());
        stretches.map(|stretch| stretch.join(" ")).collect()
    } else {
        lines.iter().map(|line| (*line).to_owned()).collect()
    };
    let body = paragraphs
        .into_iter()
        .map(|text| Block::Paragraph(words(text)));
    let reading = Reading {
        body: body.collect(),
        ..Reading::default()
    };
    normal(&reading).body
}

fn words(text: String) -> Inline {
    let marks = Vec::new();
    vec![Run { text, marks }]
}

#[cfg(test)]
mod tests {
    use super::{from_pasted_text, looks_like_markdown};
    use crate::testing::sketch;

    #[test]
    fn markdown_is_told_from_plain_text_by_what_nobody_writes_by_chance() {
        let check = |text: &str, expected: bool| {
            assert_eq!(looks_like_markdown(text), expected, "{text:?}");
        };
        check("## A heading\n\nwords", true);
        check("#1 in the charts", false);
        check("# ", false);
        check("He said **no** twice", true);
        check("2 ** 3 ** 4 and a ** footnote", false);
        check("See [the page](https://example.org).", true);
        check("An array[1](2) and [sic](!)", false);
        check("- one\n- two", true);
        check("1. one\n2. two", true);
        check("- a single dash\nthen words", false);
        check("2024. That was the year.\n1. was mine", true);
        check("> a\n> b", true);
        check("> only one", false);
        check("```\ncode", true);
        check("---\ntitle: x\n---\n# y", false);
        check("plain words\n\nand more_words_here *", false);
        check("", false);
    }

    #[test]
    fn pasted_text_becomes_blocks() {
        let check = |text: &str, expected: &str| {
            assert_eq!(sketch(&from_pasted_text(text).0), expected, "{text:?}");
        };
        check("one\r\ntwo\r\n\r\nthree\n", "p(one two) p(three)");
        check("one\ntwo", "p(one) p(two)");
        check("# One\n\ntwo **three**", "h2(One) p(two three)");
        check("- a\n- b", "ul(li(p(a)) li(p(b)))");
        check(" \n ", "");
    }
}
