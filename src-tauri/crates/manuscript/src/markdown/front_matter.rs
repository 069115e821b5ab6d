//! The fields above a Markdown text, as Stet and the common site generators write them in YAML.
//!
//! A field with a place in a story fills it; any other is named as a loss, with its value. Lines that look like front
//! matter but cannot be read stay in the body as text.
//!
//! Not here: writing front matter (`press`), and TOML, whose words stay in the body.

use super::yaml::{self, Node};
use crate::article::byline_names;
use crate::{Block, CorrectionNote, Credit, Inline, Loss, Reading, Related, Run};

/// The story's fields, the Markdown that follows them, and what had no place.
pub(super) struct Fields<'a> {
    pub(super) reading: Reading,
    pub(super) body: &'a str,
    pub(super) losses: Vec<Loss>,
}

pub(super) fn read(text: &str) -> Fields<'_> {
    let nothing = Fields {
        reading: Reading::default(),
        body: text,
        losses: Vec::new(),
    };
    if let Some((fields, body)) = cut(text, "+++", &["+++"]) {
        return as_text(fields, body, 1);
    }
    let Some((fields, body)) = cut(text, "---", &["---", "..."]) else {
        return nothing;
    };
    match yaml::parse(fields) {
        Ok(Node::Map(entries)) => {
            let mut filling = Filling::default();
            entries
                .iter()
                .for_each(|(name, value)| filling.take(name, value));
            let (reading, losses) = filling.finish();
            Fields {
                reading,
                body,
                losses,
            }
        }
        Err(error) if begins_with_a_field(fields) => as_text(fields, body, error.line + 1),
        _ => nothing,
    }
}

/// The lines between the fences, and what follows.
fn cut<'a>(text: &'a str, fence: &str, ends: &[&str]) -> Option<(&'a str, &'a str)> {
    let first_end = text.find('\n')?;
    if text[..first_end].trim_end() != fence {
        return None;
    }
    let rest = &text[first_end + 1..];
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn begins_with_a_field(fields: &str) -> bool {
    let first = fields
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let name = first
        .and_then(|line| line.split_once(':'))
        .map(|(name, _)| name);
    name.is_some_and(|name| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    })
}

fn as_text<'a>(fields: &str, body: &'a str, line: usize) -> Fields<'a> {
    let lines: Vec<&str> = fields
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .collect();
    let kept = Block::Paragraph(words(&lines.join("\n")));
    let reading = Reading {
        body: vec![kept],
        ..Reading::default()
    };
    Fields {
        reading,
        body,
        losses: vec![Loss::FrontMatterAsText { line }],
    }
}

/// A story while its fields come in; what one field means can hang on another.
#[derive(Default)]
struct Filling {
    reading: Reading,
    /// `authors`: slugs or names, in byline order.
    authors: Vec<Credit>,
    /// `people`: the printed copies, which know more than `authors`.
    people: Vec<Credit>,
    losses: Vec<Loss>,
}

impl Filling {
    fn take(&mut self, name: &str, value: &Node) {
        let reading = &mut self.reading;
        match name.to_ascii_lowercase().as_str() {
            "title" | "headline" => self.line(name, value, |reading| &mut reading.headline),
            "kicker" => self.line(name, value, |reading| &mut reading.kicker),
            "description" | "standfirst" | "deck" | "subtitle" | "summary" | "excerpt" => {
                self.line(name, value, |reading| &mut reading.standfirst);
            }
            "dateline" => self.line(name, value, |reading| &mut reading.dateline),
            "slug" | "web_address" => reading.web_address = text(value),
            "language" | "lang" | "locale" => reading.language = text(value),
            "byline" => reading.byline = Some(text(value)).filter(|byline| !byline.is_empty()),
            "author" | "authors" => self.authors.extend(each(value).filter_map(credit)),
            "people" => self.people.extend(each(value).filter_map(credit)),
            "categories" | "category" | "section" => self.section(name, value),
            "tags" | "keywords" => reading.tags.extend(each(value).map(text)),
            "related" => reading.related.extend(each(value).filter_map(related)),
            "corrections" => reading.corrections.extend(each(value).map(correction)),
            "draft" if text(value) == "false" => {}
            _ => self.losses.push(Loss::FieldDropped {
                field: name.into(),
                value: shown(value),
            }),
        }
    }

    /// The first field that names a line fills it; a second one with other words is a loss.
    fn line(&mut self, name: &str, value: &Node, place: impl Fn(&mut Reading) -> &mut Inline) {
        let line = words(&text(value).split_whitespace().collect::<Vec<_>>().join(" "));
        let place = place(&mut self.reading);
        if place.is_empty() {
            *place = line;
        } else if *place != line && !line.is_empty() {
            self.losses.push(Loss::FieldDropped {
                field: name.into(),
                value: shown(value),
            });
        }
    }

    fn section(&mut self, name: &str, value: &Node) {
        for section in each(value).map(text).filter(|section| !section.is_empty()) {
            if self.reading.section.is_empty() {
                self.reading.section = section;
            } else if self.reading.section != section {
                self.losses.push(Loss::FieldDropped {
                    field: name.into(),
                    value: section,
                });
            }
        }
    }

    fn finish(mut self) -> (Reading, Vec<Loss>) {
        self.reading.credits = if self.people.is_empty() {
            self.authors
        } else {
            self.people
        };
        if self.reading.credits.is_empty() {
            let names = self
                .reading
                .byline
                .as_deref()
                .and_then(byline_names)
                .unwrap_or_default();
            self.reading.credits = names.into_iter().map(reporter).collect();
        }
        (self.reading, self.losses)
    }
}

fn reporter(name: String) -> Credit {
    Credit {
        name,
        role: "reporter".into(),
        ..Credit::default()
    }
}

/// A credit from a name, from a slug, or from a map with both.
fn credit(value: &Node) -> Option<Credit> {
    let given = match value {
        Node::Map(_) => Credit {
            name: field(value, &["name"]),
            role: field(value, &["role"]),
            place: field(value, &["place"]),
            slug: field(value, &["slug", "id"]),
            bio: field(value, &["bio", "description"]),
            outlet: field(value, &["outlet"]),
            title: field(value, &["title"]),
            photo: None,
        },
        _ => match text(value) {
            slug if is_slug(&slug) => Credit {
                slug,
                ..Credit::default()
            },
            name => Credit {
                name,
                ..Credit::default()
            },
        },
    };
    let name = if given.name.is_empty() {
        name_of(&given.slug)
    } else {
        given.name
    };
    let role = if given.role.is_empty() {
        "reporter".into()
    } else {
        given.role
    };
    (!name.is_empty()).then_some(Credit {
        name,
        role,
        ..given
    })
}

fn is_slug(text: &str) -> bool {
    text.contains('-')
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// `jane-doe` is most likely Jane Doe; a person corrects it where it is not.
fn name_of(slug: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    slug.split('-')
        .filter_map(capital)
        .collect::<Vec<_>>()
        .join(" ")
}

fn related(value: &Node) -> Option<Related> {
    let related = match value {
        Node::Map(_) => Related {
            headline: field(value, &["headline", "title"]),
            web_address: field(value, &["web_address", "slug", "url"]),
        },
        _ => match text(value) {
            slug if is_slug(&slug) => Related {
                headline: name_of(&slug),
                web_address: slug,
            },
            headline => Related {
                headline,
                ..Related::default()
            },
        },
    };
    (related != Related::default()).then_some(related)
}

fn correction(value: &Node) -> CorrectionNote {
    match value {
        Node::Map(_) => CorrectionNote {
            class: field(value, &["class", "kind"]),
            text: field(value, &["text"]),
            at: field(value, &["at", "date"]),
        },
        _ => CorrectionNote {
            class: "correction".into(),
            text: text(value),
            at: String::new(),
        },
    }
}

/// The items of a list, or the one value that stands in its place.
fn each(value: &Node) -> impl Iterator<Item = &Node> {
    let items: Vec<&Node> = match value {
        Node::List(items) => items.iter().collect(),
        Node::Text(text) if text.is_empty() => Vec::new(),
        one => vec![one],
    };
    items.into_iter()
}

fn field(map: &Node, names: &[&str]) -> String {
    let Node::Map(entries) = map else {
        return String::new();
    };
    let named = |name: &&str| {
        entries
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
    };
    names
        .iter()
        .find_map(named)
        .map(|(_, value)| text(value))
        .unwrap_or_default()
}

/// The words of a value; a list or map where one text belongs is shown as it would be read aloud.
fn text(value: &Node) -> String {
    match value {
        Node::Text(text) => text.trim().to_string(),
        other => shown(other),
    }
}

fn shown(value: &Node) -> String {
    match value {
        Node::Text(text) => text.clone(),
        Node::List(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Node::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", shown(value)))
                .collect();
            entries.join(", ")
        }
    }
}

fn words(text: &str) -> Inline {
    if text.is_empty() {
        return Inline::new();
    }
    vec![Run {
        text: text.into(),
        marks: Vec::new(),
    }]
}
