//! Front matter as YAML that every client reads alike.
//!
//! Every string is in double quotes with only `\` and `"` escaped, so that no client takes it for a number, a date or
//! a structure; times stand bare. Lists of plain strings are in brackets, lists of records one key a line.

use std::fmt::Write;

use super::FrontMatter;
use crate::{Error, Result};

/// A record of a list: its keys in order, absent ones left out.
type Record<'a> = Vec<(&'a str, Scalar<'a>)>;

enum Scalar<'a> {
    Quoted(&'a str),
    Bare(&'a str),
}

impl FrontMatter {
    /// The whole head, from its first `---` to its last.
    pub(crate) fn to_yaml(&self) -> String {
        let mut page = Page(String::from("---\n"));
        page.string("title", Some(&self.title));
        page.string("kicker", self.kicker.as_deref());
        page.string("slug", Some(&self.slug));
        page.string("description", self.description.as_deref());
        page.bare("date", self.date.as_deref());
        page.bare("lastmod", self.lastmod.as_deref());
        page.bare("draft", Some(if self.draft { "true" } else { "false" }));
        page.strings("authors", &self.authors);
        page.string("byline", self.byline.as_deref());
        page.string("dateline", self.dateline.as_deref());
        page.strings("categories", &self.categories);
        page.strings("tags", &self.tags);
        page.string("language", self.language.as_deref());
        page.records("people", self.people_records());
        page.records("related", self.related_records());
        page.records("corrections", self.correction_records());
        page.0.push_str("---\n");
        page.0
    }

    /// Reads what [`FrontMatter::to_yaml`] wrote, without its `---` lines.
    pub(crate) fn from_yaml(yaml: &str) -> Result<FrontMatter> {
        serde_saphyr::from_str(yaml).map_err(|error| Error::UnreadableFrontMatter {
            reason: error.to_string(),
        })
    }

    fn people_records(&self) -> Vec<Record<'_>> {
        let people = self.people.iter().map(|person| {
            let optional = [
                ("slug", &person.slug),
                ("role", &person.role),
                ("bio", &person.bio),
                ("outlet", &person.outlet),
                ("place", &person.place),
                ("title", &person.title),
            ];
            let name = ("name", Scalar::Quoted(person.name.as_str()));
            std::iter::once(name).chain(present(optional)).collect()
        });
        people.collect()
    }

    fn related_records(&self) -> Vec<Record<'_>> {
        let related = self.related.iter().map(|related| {
            let optional = [("slug", &related.slug), ("url", &related.url)];
            let title = ("title", Scalar::Quoted(related.title.as_str()));
            std::iter::once(title).chain(present(optional)).collect()
        });
        related.collect()
    }

    fn correction_records(&self) -> Vec<Record<'_>> {
        let corrections = self.corrections.iter().map(|note| {
            vec![
                ("date", Scalar::Bare(note.date.as_str())),
                ("class", Scalar::Quoted(note.class.as_str())),
                ("text", Scalar::Quoted(note.text.as_str())),
            ]
        });
        corrections.collect()
    }
}

fn present<'a, const N: usize>(
    fields: [(&'a str, &'a Option<String>); N],
) -> impl Iterator<Item = (&'a str, Scalar<'a>)> {
    let value = |(key, value): (&'a str, &'a Option<String>)| {
        value.as_deref().map(|text| (key, Scalar::Quoted(text)))
    };
    fields.into_iter().filter_map(value)
}

struct Page(String);

impl Page {
    fn string(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line("", key, &quoted(value));
        }
    }

    fn bare(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line("", key, value);
        }
    }

    fn strings(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            self.line("", key, &format!("[{}]", values.join(", ")));
        }
    }

    fn records(&mut self, key: &str, records: Vec<Record>) {
        if records.is_empty() {
            return;
        }
        self.0.push_str(key);
        self.0.push_str(":\n");
        for record in records {
            for (at, (key, value)) in record.into_iter().enumerate() {
                let lead = if at == 0 { "  - " } else { "    " };
                match value {
                    Scalar::Quoted(text) => self.line(lead, key, &quoted(text)),
                    Scalar::Bare(text) => self.line(lead, key, text),
                }
            }
        }
    }

    fn line(&mut self, lead: &str, key: &str, value: &str) {
        writeln!(self.0, "{lead}{key}: {value}").expect("writing to a String cannot fail");
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
