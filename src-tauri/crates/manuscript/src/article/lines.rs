//! The paragraphs of a plain text, whatever ends its lines.
//!
//! Blank lines part paragraphs. Lines without one between them are paragraphs of their own, unless they were wrapped at a
//! width, as mail programs do; then they are joined.
//!
//! Not here: what a paragraph is for (`front`, `page`).

/// Widths, in characters, at which programs wrap text.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=100;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Trimmed, never empty, without line ends.
    pub(super) text: String,
    /// Whether a blank line or the end follows.
    pub(super) ends_group: bool,
}

pub(super) fn lines(text: &str) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{c}'], "\n");
    let mut lines = Vec::new();
    let mut group: Vec<&str> = Vec::new();
    for line in text.split('\n').map(str::trim).chain([""]) {
        if !line.is_empty() {
            group.push(line);
            continue;
        }
        lines.append(&mut paragraphs(&group));
        group.clear();
    }
    lines
}

fn paragraphs(group: &[&str]) -> Vec<Line> {
    let Some((_, before_last)) = group.split_last() else {
        return Vec::new();
    };
    let wrapped = !before_last.is_empty()
        && before_last
            .iter()
            .all(|line| WRAPPED.contains(&line.chars().count()));
    let mut lines: Vec<Line> = match wrapped && !is_list(group) {
        true => vec![Line {
            text: group.join(" "),
            ends_group: false,
        }],
        false => group
            .iter()
            .map(|line| Line {
                text: line.to_string(),
                ends_group: false,
            })
            .collect(),
    };
    if let Some(last) = lines.last_mut() {
        last.ends_group = true;
    }
    lines
}

fn is_list(group: &[&str]) -> bool {
    group
        .iter()
        .filter(|line| super::bullet(line).is_some())
        .count()
        >= 2
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn check(text: &str, expected: &[&str]) {
        let texts: Vec<String> = lines(text).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, expected, "{text:?}");
    }

    #[test]
    fn every_kind_of_line_end_parts_paragraphs() {
        check("a\n\nb\n", &["a", "b"]);
        check("\u{feff}a\r\n\r\nb\rc", &["a", "b", "c"]);
        check("  a  \n \t \n\n\nb", &["a", "b"]);
        check("", &[]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_others_are_their_own() {
        let line = "The council met on Monday evening to vote about the plan for";
        check(
            &format!("{line}\n{line}\nthe bridge."),
            &[&format!("{line} {line} the bridge.")],
        );
        check(
            "Caroline Finnegan\nI cover trade.",
            &["Caroline Finnegan", "I cover trade."],
        );
    }
}
