//! The text that a piece of raw HTML shows: tags, comments, scripts and styles go, words stay.
//!
//! Not here: reading HTML as a document with headings and links; this serves the scraps that stand inside Markdown.

/// Elements whose content nobody sees.
const UNSEEN: [&str; 4] = ["script", "style", "template", "head"];
/// Elements that begin a new line.
const LINES: [&str; 22] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "figure",
    "figcaption",
    "hr",
];

/// The lines that this HTML shows, without empty ones.
pub(super) fn visible_lines(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&decode(&rest[..at]));
        rest = after_tag(&rest[at..], &mut text);
    }
    text.push_str(&decode(rest));
    let lines = text
        .split('\u{b}')
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Whether this tag breaks a line of words, as `<br>` does.
pub(super) fn is_line_break(tag: &str) -> bool {
    element(tag) == "br"
}

/// `rest` begins with `<`; returns what follows the tag, and notes in `text` a new line (as a vertical tab, which HTML
/// text cannot hold by itself) or a `<` that begins no tag.
fn after_tag<'a>(rest: &'a str, text: &mut String) -> &'a str {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.find("-->").map_or("", |end| &comment[end + 3..]);
    }
    if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        text.push('<');
        return &rest[1..];
    }
    let Some(end) = rest.find('>') else { return "" };
    let (tag, after) = (&rest[..end], &rest[end + 1..]);
    let name = element(tag);
    if LINES.contains(&name.as_str()) {
        text.push('\u{b}');
    }
    if UNSEEN.contains(&name.as_str()) && !tag.starts_with("</") {
        let closing = format!("</{name}");
        return after
            .to_ascii_lowercase()
            .find(&closing)
            .map_or("", |at| &after[at..]);
    }
    after
}

fn element(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}

/// Character references that people write by hand, and all numeric ones.
fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest
            .find(';')
            .and_then(|end| Some((named(&rest[1..end])?, end)))
        {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::visible_lines;

    fn check(html: &str, expected: &[&str]) {
        assert_eq!(visible_lines(html), expected, "{html}");
    }

    #[test]
    fn words_stay_and_tags_go() {
        check(
            "<p>One <b>two</b>&nbsp;three</p><p>Four</p>",
            &["One two three", "Four"],
        );
        check("AT&T &amp; &#8220;x&#8221; 1 < 2", &["AT&T & “x” 1 < 2"]);
    }

    #[test]
    fn what_nobody_sees_is_not_text() {
        check(
            "<script>alert('x')</script><!-- note -->seen<style>a{}</style>",
            &["seen"],
        );
        check("<script>never closed", &[]);
        check("a <unclosed", &["a"]);
    }
}
