//! A body as a page can show it.
//!
//! Markdown and HTML have no form for some of what a text can hold: control characters, spaces at the edge of a
//! paragraph, a line break in a heading, a link that a site must not follow. This is the one place that says what
//! becomes of them. The Markdown is written from the result and the page that was written is compared with it.

use manuscript::{Block, Inline, Mark, NOTE, PictureHash, Run};

use crate::profile::Habits;

/// The blocks as the page shows them; words are never left out, empty blocks are.
pub(crate) fn printed(blocks: &[Block], habits: Habits) -> Vec<Block> {
    let each = |block: &Block| match block {
        Block::Figure {
            picture,
            caption,
            alt,
            credit,
        } => figure(*picture, caption, alt, credit, habits),
        block => printed_block(block, habits).into_iter().collect(),
    };
    blocks.iter().flat_map(each).collect()
}

/// A text for one line of front matter: no control characters, line ends as spaces.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // The last three are line ends in YAML 1.1, which some clients still speak.
            '\n' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => line.push(' '),
            c if is_unprintable(c) => {}
            c => line.push(c),
        }
    }
    line
}

/// A text with its footnotes, each by what `with` makes of it.
pub(crate) fn with_notes(inline: &Inline, with: impl Fn(&Inline) -> Inline) -> Inline {
    let run = |run: &Run| match run.note() {
        Some(note) => Run {
            text: run.text.clone(),
            marks: vec![Mark::Note(with(note))],
        },
        None => run.clone(),
    };
    inline.iter().map(run).collect()
}

/// The footnotes of a line, in order.
pub(crate) fn notes(inline: &Inline) -> impl Iterator<Item = &Inline> {
    inline.iter().flat_map(|run| {
        let count = run.text.matches(NOTE).count();
        run.note()
            .into_iter()
            .flat_map(move |note| std::iter::repeat_n(note, count))
    })
}

/// The words of furniture, as one line.
pub(crate) fn words(inline: &Inline) -> String {
    let text: String = inline.iter().map(|run| run.text.as_str()).collect();
    one_line(&text)
}

/// The link as a page may carry it: the web, a letter, or another page of the same site; anything else could run.
pub(crate) fn safe_link(href: &str) -> Option<String> {
    let href: String = href.chars().filter(|&c| !is_unprintable(c)).collect();
    let href = href.trim();
    let starts = |scheme: &str| {
        href.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let within_the_site =
        href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\");
    let safe = starts("https://") || starts("http://") || starts("mailto:") || within_the_site;
    safe.then(|| percent_encoded(href))
}

/// What Hugo runs or cuts at before it reads any Markdown.
pub(crate) fn runs_in_hugo(text: &str) -> Option<&'static str> {
    ["{{<", "{{%", "<!--more-->"]
        .into_iter()
        .find(|&what| text.contains(what))
}

fn printed_block(block: &Block, habits: Habits) -> Option<Block> {
    let all = |items: &[Vec<Block>]| -> Vec<Vec<Block>> {
        let items = items.iter().map(|item| printed(item, habits));
        items.filter(|item| !item.is_empty()).collect()
    };
    let block = match block {
        Block::Paragraph(text) => Block::Paragraph(some(printed_inline(text, habits, '\n'))?),
        Block::Heading { level, text } => Block::Heading {
            level: (*level).clamp(2, 4),
            text: some(printed_inline(text, habits, ' '))?,
        },
        Block::Bullets(items) => Block::Bullets(some(all(items))?),
        Block::Numbers { start, items } => Block::Numbers {
            start: (*start).min(LAST_NUMBER),
            items: some(all(items))?,
        },
        Block::Quote(blocks) => Block::Quote(some(printed(blocks, habits))?),
        Block::PullQuote { text, by } => {
            let text = some(printed_inline(text, habits, '\n')).map(Block::Paragraph);
            let by = some(printed_inline(by, habits, '\n'));
            let by = by.map(|by| Block::Paragraph(attributed(&by)));
            Block::Quote(some(text.into_iter().chain(by).collect())?)
        }
        Block::Table { head, rows } => {
            let row = |cells: &[Inline]| -> Vec<Inline> {
                let cells = cells.iter().map(|cell| printed_cell(cell, habits));
                cells.collect()
            };
            let (head, rows): (_, Vec<_>) =
                (row(head), rows.iter().map(|cells| row(cells)).collect());
            let mut cells = head.iter().chain(rows.iter().flatten());
            cells.any(|cell| !cell.is_empty()).then_some(())?;
            Block::Table { head, rows }
        }
        Block::Rule => Block::Rule,
        // It is more than one block on a page.
        Block::Figure { .. } => return None,
    };
    Some(block)
}

/// A picture is a block of its own, with the words for whoever does not see it; under it, as a paragraph, stand its caption
/// and on the next line who made it.
fn figure(
    picture: PictureHash,
    caption: &Inline,
    alt: &Inline,
    credit: &Inline,
    habits: Habits,
) -> Vec<Block> {
    let text = match habits.raw_alternatives {
        true => without_signs(&words(alt)),
        false => words(alt),
    };
    let alt = Run {
        text,
        marks: Vec::new(),
    };
    let shown = Block::Figure {
        picture,
        caption: Inline::new(),
        alt: printed_inline(&vec![alt], habits, ' '),
        credit: Inline::new(),
    };
    let mut below = caption.clone();
    append(&mut below, "\n", &[]);
    credit
        .iter()
        .for_each(|run| append(&mut below, &run.text, &run.marks));
    let below = some(printed_inline(&below, habits, '\n')).map(Block::Paragraph);
    std::iter::once(shown).chain(below).collect()
}

/// The words for a picture without any character that means something to Markdown: a printer's own sign in place of each,
/// because where no escape is read none can stand.
fn without_signs(text: &str) -> String {
    let dashes = text.replace("---", "\u{2014}").replace("--", "\u{2013}");
    let text = dashes.replace("...", "\u{2026}");
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let opens = out.chars().next_back().is_none_or(|before| {
            before.is_whitespace() || "([{\u{2018}\u{201c}\u{2014}".contains(before)
        });
        out.push(match c {
            '"' if opens => '\u{201c}',
            '"' => '\u{201d}',
            '\'' if opens => '\u{2018}',
            '\'' | '`' => '\u{2019}',
            '[' => '(',
            ']' => ')',
            '<' => '\u{2039}',
            '>' => '\u{203a}',
            '*' => '\u{2217}',
            '_' => '\u{2017}',
            '~' => '\u{223c}',
            '\\' => '\u{2216}',
            '{' => '(',
            '}' => ')',
            '&' if begins_reference(&text[at + 1..]) => '\u{ff06}',
            c => c,
        });
    }
    out
}

/// Whether an ampersand before this would be read as a character's number or name.
fn begins_reference(after: &str) -> bool {
    let name = after.trim_start_matches('#');
    let name = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    name.starts_with(';')
}

/// An attribution under a quotation stands after a dash.
fn attributed(by: &Inline) -> Inline {
    let mut line = Inline::new();
    append(&mut line, "\u{2014} ", &[]);
    by.iter()
        .for_each(|run| append(&mut line, &run.text, &run.marks));
    line
}

/// The highest number that Markdown reads as one.
const LAST_NUMBER: u32 = 999_999_999;

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

fn printed_inline(inline: &Inline, habits: Habits, line_end: char) -> Inline {
    let mut runs = Inline::new();
    for run in inline {
        if let Some(note) = run.note() {
            // A footnote that says nothing would be a number that leads nowhere.
            let note = some(printed_inline(note, habits, '\n')).map(Mark::Note);
            note.into_iter()
                .for_each(|note| append(&mut runs, &run.text, &[note]));
            continue;
        }
        let text = printed_text(&run.text, line_end);
        let marks = run.marks.iter().filter_map(|mark| match mark {
            Mark::Link(href) => safe_link(href).map(Mark::Link),
            mark => Some(mark.clone()),
        });
        append(&mut runs, &text, &marks.collect::<Vec<_>>());
    }
    trimmed_lines(&without_lost_code(runs, habits))
}

/// A cell is one line, and what is code in it has no bars: readers differ about them.
fn printed_cell(cell: &Inline, habits: Habits) -> Inline {
    let mut line = Inline::new();
    for run in printed_inline(cell, habits, ' ') {
        let mut marks = run.marks.clone();
        marks.retain(|mark| *mark != Mark::Code || !run.text.contains('|'));
        append(&mut line, &run.text, &marks);
    }
    line
}

fn printed_text(text: &str, line_end: char) -> String {
    let mut printed = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => printed.push(line_end),
            '\t' => printed.push(' '),
            c if is_unprintable(c) => {}
            c => printed.push(c),
        }
    }
    printed
}

fn without_lost_code(runs: Inline, habits: Habits) -> Inline {
    let mut kept = Inline::new();
    for mut run in runs {
        if is_lost_as_code(&run, habits) {
            run.marks.retain(|mark| *mark != Mark::Code);
        }
        append(&mut kept, &run.text, &run.marks);
    }
    kept
}

/// Whether the client would run these words, or take them for the definition of a link, if they were code: nothing
/// can be escaped there. Such words are set as text.
pub(crate) fn is_lost_as_code(run: &Run, habits: Habits) -> bool {
    let linked = run.marks.iter().any(|mark| matches!(mark, Mark::Link(_)));
    let runs = habits.shortcodes && runs_in_hugo(&run.text).is_some();
    run.marks.contains(&Mark::Code) && (runs || linked && run.text.contains("]:"))
}

/// Spaces at the edges of a line are not shown by any page, and line ends at the edges of a block show nothing.
fn trimmed_lines(runs: &Inline) -> Inline {
    let cells: Vec<(char, &[Mark])> = runs
        .iter()
        .flat_map(|run| run.text.chars().map(|c| (c, run.marks.as_slice())))
        .collect();
    let mut trimmed: Vec<(char, &[Mark])> = Vec::with_capacity(cells.len());
    for cell in cells {
        let at_line_start = trimmed.last().is_none_or(|(c, _)| *c == '\n');
        match cell.0 {
            ' ' if at_line_start => continue,
            '\n' => {
                trim_end(&mut trimmed, &[' ']);
                if trimmed.is_empty() {
                    continue;
                }
            }
            _ => {}
        }
        trimmed.push(cell);
    }
    trim_end(&mut trimmed, &[' ', '\n']);
    let mut inline = Inline::new();
    for (c, marks) in trimmed {
        append(&mut inline, c.encode_utf8(&mut [0; 4]), marks);
    }
    inline
}

fn trim_end(cells: &mut Vec<(char, &[Mark])>, what: &[char]) {
    while cells.last().is_some_and(|(c, _)| what.contains(c)) {
        cells.pop();
    }
}

/// Adds words, joining them to the last run when their marks are the same.
pub(crate) fn append(runs: &mut Inline, text: &str, marks: &[Mark]) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.marks == marks => last.text.push_str(text),
        _ => runs.push(Run {
            text: text.to_string(),
            marks: marks.to_vec(),
        }),
    }
}

fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// What Markdown could misread in a destination, or a browser refuse, as `%` bytes.
fn percent_encoded(href: &str) -> String {
    let mut encoded = String::with_capacity(href.len());
    for c in href.chars() {
        if c.is_whitespace() || "<>()\"`\\^{|}".contains(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Profile;

    #[test]
    fn only_links_that_a_site_may_follow_stay() {
        let check = |href: &str, expected: Option<&str>| {
            assert_eq!(safe_link(href).as_deref(), expected, "{href:?}");
        };
        check(
            "https://example.org/a_b?c=d&e=f",
            Some("https://example.org/a_b?c=d&e=f"),
        );
        check("HTTP://example.org", Some("HTTP://example.org"));
        check("mailto:tips@example.org", Some("mailto:tips@example.org"));
        check("/world/second-summit/", Some("/world/second-summit/"));
        check(
            "https://example.org/a (b)",
            Some("https://example.org/a%20%28b%29"),
        );
        check("//example.org", None);
        check("/\\example.org", None);
        check("javascript:alert(1)", None);
        check("java\nscript:alert(1)", None);
        check("data:text/html,x", None);
        check("https:/example.org", None);
        check("", None);
    }

    #[test]
    fn a_line_of_front_matter_has_no_line_ends_and_no_control_characters() {
        assert_eq!(one_line("a\nb\tc\u{0}d\u{2028}e\u{FEFF}"), "a b cd e");
    }

    #[test]
    fn spaces_at_the_edges_of_lines_go_and_words_stay() {
        let text = |text: &str| {
            vec![Block::Paragraph(vec![Run {
                text: text.into(),
                marks: vec![],
            }])]
        };
        let check = |from: &str, expected: &str| {
            assert_eq!(
                printed(&text(from), Profile::Hugo.habits()),
                text(expected),
                "{from:?}"
            );
        };
        check("  a  b  ", "a  b");
        check("a \n \n b\n", "a\n\nb");
        check("\na", "a");
        assert_eq!(printed(&text(" \n "), Profile::Hugo.habits()), []);
    }
}
