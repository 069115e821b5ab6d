//! YAML as front matter uses it: texts, lists and maps, with every plain value kept as it was typed.
//!
//! A title `1.10`, a slug `0123` and a language `no` are words here, never numbers or truth values; that is why this
//! reads the parser's events and not a typed value. Aliases are left out, so that a small file stays small.
//!
//! Not here: what the fields mean (`front_matter`).

use granit_parser::{Event, Parser, ScalarStyle};

/// Deeper than anything a person writes above a story.
const DEEPEST: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Empty for null.
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// Why text is not a YAML document that can be read here.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// Counted from 1 within the text.
    pub(super) line: usize,
}

/// The first document of this text; an empty one is an empty text.
pub(super) fn parse(text: &str) -> Result<Node, Unreadable> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Unreadable {
            line: error.marker().line(),
        })?;
        let too_deep = Unreadable {
            line: span.start.line(),
        };
        let whole = match event {
            Event::Scalar(value, style, ..) => Some(Node::Text(scalar(&value, style))),
            Event::Alias(_) | Event::UnresolvedAlias(_) => Some(Node::Text(String::new())),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEEPEST => {
                return Err(too_deep);
            }
            Event::SequenceStart(..) => start(&mut open, Open::List(Vec::new())),
            Event::MappingStart(..) => start(
                &mut open,
                Open::Map {
                    entries: Vec::new(),
                    key: None,
                },
            ),
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(Open::whole),
            _ => None,
        };
        let Some(whole) = whole else { continue };
        match open.last_mut() {
            Some(container) => container.put(whole),
            None => return Ok(whole),
        }
    }
    Ok(Node::Text(String::new()))
}

/// A list or map whose end has not come yet.
enum Open {
    List(Vec<Node>),
    Map {
        entries: Vec<(String, Node)>,
        key: Option<String>,
    },
}

impl Open {
    fn put(&mut self, node: Node) {
        match self {
            Open::List(items) => items.push(node),
            Open::Map { entries, key } => match (key.take(), node) {
                (Some(key), value) => entries.push((key, value)),
                (None, Node::Text(text)) => *key = Some(text),
                (None, _) => *key = Some(String::new()),
            },
        }
    }

    fn whole(self) -> Node {
        match self {
            Open::List(items) => Node::List(items),
            Open::Map { entries, .. } => Node::Map(entries),
        }
    }
}

fn start(open: &mut Vec<Open>, container: Open) -> Option<Node> {
    open.push(container);
    None
}

fn scalar(value: &str, style: ScalarStyle) -> String {
    let null = style == ScalarStyle::Plain && matches!(value, "~" | "null" | "Null" | "NULL");
    if null {
        String::new()
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, parse};

    fn text(text: &str) -> Node {
        Node::Text(text.into())
    }

    #[test]
    fn plain_values_stay_the_words_they_are() {
        let check = |value: &str, expected: &str| {
            let map = Node::Map(vec![("key".into(), text(expected))]);
            assert_eq!(parse(&format!("key: {value}")), Ok(map), "{value}");
        };
        check("1.10", "1.10");
        check("0123", "0123");
        check("no", "no");
        check("2026-11-23", "2026-11-23");
        check(r#""Rates: what next \u2014 now""#, "Rates: what next — now");
        check("'it''s'", "it's");
        check("~", "");
        check(r#""~""#, "~");
    }

    #[test]
    fn lists_and_maps_nest() {
        let tags = Node::List(vec![text("a"), text("b")]);
        assert_eq!(
            parse("tags: [a, b]"),
            Ok(Node::Map(vec![("tags".into(), tags.clone())]))
        );
        assert_eq!(
            parse("tags:\n  - a\n  - \"b\"\n"),
            Ok(Node::Map(vec![("tags".into(), tags)]))
        );
    }

    #[test]
    fn a_bad_document_says_where() {
        let line = |source: &str| parse(source).map_err(|error| error.line);
        assert_eq!(line("title: Rates: what next"), Err(1));
        assert!(line(&"[".repeat(100_000)).is_err(), "depth has an end");
    }

    #[test]
    fn aliases_cannot_make_a_small_file_large() {
        let source = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        let Ok(Node::Map(entries)) = parse(source) else {
            panic!("it is a map")
        };
        assert_eq!(entries[2].1, Node::List(vec![text(""), text("")]));
    }
}
