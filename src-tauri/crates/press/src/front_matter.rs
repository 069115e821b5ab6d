//! The head of a page: every field that a site may show or sort by, in one fixed order.
//!
//! Keys with another meaning to one of the clients (`type`, `layout`, `url`, `weight`, `permalink`) are not used.
//! Absent fields are left out. How the YAML is spelled is in `yaml`.

mod yaml;

use manuscript::{Credit, Reading, Related};

use crate::byline::{author_slugs, byline, slug_of};
use crate::printed::{one_line, safe_link, words};
use crate::{Error, PublicationRecord, Result};

/// Front matter as values; the order of the fields is their order on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FrontMatter {
    pub title: String,
    pub kicker: Option<String>,
    /// The web address.
    pub slug: String,
    /// The standfirst.
    pub description: Option<String>,
    /// RFC 3339 with offset; absent in a working copy.
    pub date: Option<String>,
    /// RFC 3339 with offset; absent in a working copy.
    pub lastmod: Option<String>,
    pub draft: bool,
    /// Web addresses of the writers.
    pub authors: Vec<String>,
    pub byline: Option<String>,
    pub dateline: Option<String>,
    /// The section, alone.
    pub categories: Vec<String>,
    pub tags: Vec<String>,
    pub language: Option<String>,
    pub people: Vec<PrintedPerson>,
    pub related: Vec<PrintedRelated>,
    pub corrections: Vec<PrintedCorrection>,
}

/// One credit, for an author card.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrintedPerson {
    pub name: String,
    pub slug: Option<String>,
    pub role: Option<String>,
    pub bio: Option<String>,
    pub outlet: Option<String>,
    pub place: Option<String>,
    pub title: Option<String>,
}

/// Another story: `slug` when it is on the same site, for a layout to find its page by; `url` when it is an address.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrintedRelated {
    pub title: String,
    pub slug: Option<String>,
    pub url: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrintedCorrection {
    /// RFC 3339 with offset.
    pub date: String,
    pub class: String,
    pub text: String,
}

impl FrontMatter {
    /// The head of a published page.
    pub fn of(reading: &Reading, record: &PublicationRecord) -> Result<FrontMatter> {
        Ok(FrontMatter {
            date: Some(instant("first_published", &record.first_published)?),
            lastmod: Some(instant("last_modified", &record.last_modified)?),
            draft: false,
            ..FrontMatter::of_working_copy(reading)?
        })
    }

    /// The head of a copy that is not for readers: it has no times and says `draft: true`.
    pub fn of_working_copy(reading: &Reading) -> Result<FrontMatter> {
        let mut corrections = Vec::new();
        for note in &reading.corrections {
            corrections.push(PrintedCorrection {
                date: instant("corrections", &note.at)?,
                class: one_line(&note.class),
                text: one_line(&note.text),
            });
        }
        let named = |credit: &&Credit| !credit.name.is_empty();
        let titled = |related: &&Related| !related.headline.is_empty();
        Ok(FrontMatter {
            title: words(&reading.headline),
            kicker: stated(words(&reading.kicker)),
            slug: one_line(&reading.web_address),
            description: stated(words(&reading.standfirst)),
            date: None,
            lastmod: None,
            draft: true,
            authors: author_slugs(reading),
            byline: stated(byline(reading)),
            dateline: stated(words(&reading.dateline)),
            categories: stated(one_line(&reading.section)).into_iter().collect(),
            tags: reading
                .tags
                .iter()
                .filter_map(|tag| stated(one_line(tag)))
                .collect(),
            language: stated(one_line(&reading.language)),
            people: reading.credits.iter().filter(named).map(person).collect(),
            related: reading.related.iter().filter(titled).map(related).collect(),
            corrections,
        })
    }
}

fn person(credit: &Credit) -> PrintedPerson {
    PrintedPerson {
        name: one_line(&credit.name),
        slug: stated(slug_of(credit)),
        role: stated(one_line(&credit.role)),
        bio: stated(one_line(&credit.bio)),
        outlet: stated(one_line(&credit.outlet)),
        place: stated(one_line(&credit.place)),
        title: stated(one_line(&credit.title)),
    }
}

fn related(related: &Related) -> PrintedRelated {
    let address = one_line(&related.web_address);
    let is_slug = address.chars().all(|c| c.is_alphanumeric() || c == '-');
    PrintedRelated {
        title: one_line(&related.headline),
        slug: if is_slug { stated(address) } else { None },
        url: if is_slug {
            None
        } else {
            safe_link(&related.web_address)
        },
    }
}

fn stated(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

/// The same time in the one spelling that every client reads alike: `T`, whole seconds, an offset with a colon.
fn instant(field: &'static str, text: &str) -> Result<String> {
    let time = chrono::DateTime::parse_from_rfc3339(text);
    let time = time.map_err(|_| Error::NotATime {
        field,
        text: text.to_string(),
    })?;
    Ok(time.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
}
