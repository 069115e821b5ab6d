//! Bringing an article in: text somebody has becomes a draft, and says what became what.
//!
//! Reading writes nothing. Bringing in is one transaction: the story, its text and its credits are there together or
//! not at all. A name that is not among the people stays a printed name until somebody makes it a guest.

use std::fs;
use std::path::Path;

use manuscript::{
    Credit, CreditLine, Loss, Manuscript, Reading, Setting, plain, plain_text, word_count,
};
use newsroom::{Brings, Person, Roster, Step, StoryId};

use crate::border::{ArticleView, BringInRequest, BroughtIn, CreditView, PartView, Refused};
use crate::head;
use crate::room::{Room, device_of};
use crate::signing::Pen;
use crate::view::proposed_slugline;
use crate::{Error, Result};

/// More than any story: a file of this size was chosen by mistake. The limit of the text itself is lower.
const LARGEST_FILE: u64 = 2_000_000;

/// An article as it was read, before anybody said that it should come in.
struct Read {
    reading: Reading,
    parts: Vec<PartView>,
    losses: Vec<Loss>,
}

impl Room {
    pub(crate) fn read_article(&mut self, request: &BringInRequest) -> Result<ArticleView> {
        let read = self.read(request)?;
        let people = self.all_people()?;
        Ok(article_view(&read, &people))
    }

    pub(crate) fn bring_in(&mut self, request: &BringInRequest) -> Result<BroughtIn> {
        let read = self.read(request)?;
        let mut people = self.all_people()?;
        let article = article_view(&read, &people);
        if request.create_people {
            for credit in &read.reading.credits {
                if known(&people, &credit.name).is_none() {
                    people.push(self.guest(&credit.name, &credit.bio, &credit.outlet)?);
                }
            }
        }
        let credits = self.credit_lines(&read.reading, &people)?;
        let slugline = proposed_slugline(&plain(&read.reading.headline));
        let story = self.draft(
            &read.reading,
            &[
                Setting::Slugline(slugline.clone()),
                Setting::Credits(credits),
            ],
        )?;
        Ok(BroughtIn {
            story: story.to_string(),
            slugline,
            article,
        })
    }

    /// An empty draft, credited to whoever starts it and in their usual section.
    pub(crate) fn start_story(&mut self) -> Result<String> {
        let people = self.all_people()?;
        let seat = self.seat()?;
        let me = people.iter().find(|person| person.id == seat.person);
        let outlet = self.roster()?.outlet;
        let credits: Vec<CreditLine> = me.map(|me| credit_of(me, &outlet)).into_iter().collect();
        let mut settings = vec![Setting::Credits(credits)];
        if let Some(section) = me.and_then(|me| me.section.clone()) {
            settings.push(Setting::Section(section));
        }
        let language = self.roster()?.language;
        settings.push(Setting::Language(language));
        let story = self.draft(&Reading::default(), &settings)?;
        Ok(story.to_string())
    }

    /// A new story with this text, in one transaction.
    fn draft(&mut self, reading: &Reading, settings: &[Setting]) -> Result<StoryId> {
        let story = StoryId::from_bytes(self.chance());
        let now = self.now();
        let mut manuscript = Manuscript::empty(self.fresh_peer());
        let mut updates = Vec::new();
        updates.extend(manuscript.rewrite(reading)?);
        updates.push(manuscript.set(settings)?);
        let key = self.seat()?.key()?.clone();
        let pen = Pen {
            newsroom: self.newsroom,
            key: &key,
            now,
        };
        let (device, peer) = (device_of(&key), self.fresh_peer());
        self.store.write(|writer| -> Result<()> {
            for update in updates.iter().filter(|update| !update.0.is_empty()) {
                let (peer, brings) = (manuscript.peer(), Brings::Words);
                writer
                    .journal_mut()
                    .append(story, device, peer, &update.0, now, brings)?;
            }
            head::begin(writer, pen, story, &manuscript, peer, Step::Start)
        })?;
        Ok(story)
    }

    fn read(&mut self, request: &BringInRequest) -> Result<Read> {
        let bytes = match (&request.path, &request.text) {
            (Some(path), _) => read_bytes(Path::new(path.trim()))?,
            (None, Some(text)) => text.clone().into_bytes(),
            (None, None) => return Err(Error::NameNeeded { field: "file" }),
        };
        let roster = self.roster()?;
        let format = match request.format.as_str() {
            "article" => Format::Article,
            "markdown" => Format::Markdown,
            "html" => Format::Html,
            "" | "auto" => format_of(request.path.as_deref(), &bytes),
            other => {
                return Err(Error::UnknownFormat {
                    format: other.to_owned(),
                });
            }
        };
        let text = manuscript::text_of(&bytes)?;
        let mut read = match format {
            Format::Markdown => {
                let read = manuscript::from_markdown(text);
                story_read(read.reading, read.losses)
            }
            Format::Html => {
                let read = manuscript::from_html_page(text)?;
                story_read(read.reading, read.losses)
            }
            Format::Article => read_as_article(text, &roster),
        };
        if read.reading.language.is_empty() {
            read.reading.language = roster.language;
        }
        Ok(read)
    }

    /// Credits as lines: a known person's printed copy is taken from the profile where the article says nothing.
    fn credit_lines(&self, reading: &Reading, people: &[Person]) -> Result<Vec<CreditLine>> {
        let outlet = self.roster()?.outlet;
        let line = |credit: &Credit| match known(people, &credit.name) {
            Some(person) => {
                let profile = credit_of(person, &outlet);
                let or = |said: &str, kept: String| {
                    if said.is_empty() {
                        kept
                    } else {
                        said.to_owned()
                    }
                };
                let printed = Credit {
                    name: credit.name.clone(),
                    role: or(&credit.role, profile.printed.role),
                    place: credit.place.clone(),
                    slug: profile.printed.slug,
                    bio: or(&credit.bio, profile.printed.bio),
                    outlet: or(&credit.outlet, profile.printed.outlet),
                    title: or(&credit.title, profile.printed.title),
                    photo: credit.photo.or(profile.printed.photo),
                };
                CreditLine {
                    person: profile.person,
                    printed,
                }
            }
            None => CreditLine {
                person: None,
                printed: credit.clone(),
            },
        };
        Ok(reading.credits.iter().map(line).collect())
    }
}

/// The printed copy that a new credit takes from a profile.
pub(crate) fn credit_of(person: &Person, outlet: &str) -> CreditLine {
    let name = if person.byline_name.is_empty() {
        &person.name
    } else {
        &person.byline_name
    };
    let outlet = if person.outlet.is_empty() {
        outlet
    } else {
        &person.outlet
    };
    CreditLine {
        person: Some(person.id.to_string()),
        printed: Credit {
            name: name.clone(),
            role: "reporter".to_owned(),
            place: String::new(),
            slug: person.slug.clone(),
            bio: person.bio.clone(),
            outlet: outlet.to_owned(),
            title: person.title.clone(),
            photo: person.photo,
        },
    }
}

/// The text of a file that somebody named.
pub(crate) fn read_text_file(path: &Path) -> Result<String> {
    Ok(manuscript::text_of(&read_bytes(path)?)?.to_owned())
}

fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let unreadable = |source: std::io::Error| Error::FileUnreadable {
        path: path.display().to_string(),
        source,
    };
    let length = fs::metadata(path).map_err(unreadable)?.len();
    if length > LARGEST_FILE {
        return Err(Error::FileTooLarge {
            path: path.display().to_string(),
            bytes: length,
        });
    }
    fs::read(path).map_err(unreadable)
}

fn known<'p>(people: &'p [Person], name: &str) -> Option<&'p Person> {
    let same = |known: &str| !known.is_empty() && known.eq_ignore_ascii_case(name.trim());
    people
        .iter()
        .find(|person| same(&person.name) || same(&person.byline_name))
}

/// What a text is written in.
#[derive(Clone, Copy)]
enum Format {
    Article,
    Markdown,
    Html,
}

/// A file's ending decides; without one, how it begins: front matter, a `#` heading, a page of HTML.
fn format_of(path: Option<&str>, bytes: &[u8]) -> Format {
    let ending = path
        .and_then(|path| Path::new(path.trim()).extension())
        .map(|ending| ending.to_ascii_lowercase());
    let begins = |with: &str| {
        let start = bytes.get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    match ending.as_ref().and_then(|ending| ending.to_str()) {
        Some("md" | "markdown") => Format::Markdown,
        Some("html" | "htm") => Format::Html,
        Some("txt") => Format::Article,
        _ if begins("---\n") || begins("# ") => Format::Markdown,
        _ if begins("<!doctype html") || begins("<html") => Format::Html,
        _ => Format::Article,
    }
}

/// A text whose format says what its parts are.
fn story_read(reading: Reading, losses: Vec<Loss>) -> Read {
    Read {
        parts: parts_of(&reading),
        reading,
        losses,
    }
}

fn read_as_article(text: &str, roster: &Roster) -> Read {
    let names = manuscript::KnownNames {
        sections: roster.sections.clone(),
        outlets: vec![roster.outlet.clone()],
    };
    let article = manuscript::read_article(text, &names);
    let parts = article.parts.into_iter().map(|part| PartView {
        what: name_of(part.what),
        text: part.text,
    });
    Read {
        reading: article.reading,
        parts: parts.collect(),
        losses: article.losses,
    }
}

fn article_view(read: &Read, people: &[Person]) -> ArticleView {
    let unknown = read
        .reading
        .credits
        .iter()
        .find(|credit| known(people, &credit.name).is_none());
    ArticleView {
        headline: plain(&read.reading.headline),
        parts: read.parts.clone(),
        losses: read.losses.iter().map(loss).collect(),
        unknown_person: unknown.map(|credit| CreditView {
            person: None,
            name: credit.name.clone(),
            role: credit.role.clone(),
            place: credit.place.clone(),
            slug: credit.slug.clone(),
            bio: credit.bio.clone(),
            outlet: credit.outlet.clone(),
            title: credit.title.clone(),
        }),
        words: u32::try_from(word_count(&read.reading)).unwrap_or(u32::MAX),
    }
}

/// A loss as its code and the words concerned.
fn loss(loss: &Loss) -> Refused {
    let fields = serde_json::to_value(loss).unwrap_or_default();
    let params = fields
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "code");
    let text = |value: &serde_json::Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    Refused {
        code: loss.code().to_owned(),
        params: params
            .map(|(name, value)| (name.clone(), text(value)))
            .collect(),
    }
}

/// A part's name as it is written on the wire.
fn name_of(part: manuscript::PartName) -> String {
    let name = serde_json::to_value(part).unwrap_or_default();
    name.as_str().unwrap_or_default().to_owned()
}

/// What Markdown or HTML became, in the order of the page.
fn parts_of(reading: &Reading) -> Vec<PartView> {
    let part = |what: &str, text: String| PartView {
        what: what.to_owned(),
        text,
    };
    let mut parts = vec![
        part("section", reading.section.clone()),
        part("headline", plain(&reading.headline)),
        part("standfirst", plain(&reading.standfirst)),
    ];
    parts.extend(
        reading
            .body
            .iter()
            .map(|block| part("paragraph", block_text(block))),
    );
    parts.extend(
        reading
            .credits
            .iter()
            .map(|credit| part("author", credit.name.clone())),
    );
    parts.extend(
        reading
            .related
            .iter()
            .map(|related| part("related", related.headline.clone())),
    );
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn block_text(block: &manuscript::Block) -> String {
    plain_text(&Reading {
        body: vec![block.clone()],
        ..Reading::default()
    })
}
