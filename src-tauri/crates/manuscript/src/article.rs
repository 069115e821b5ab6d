//! An article as plain text, in: what is pasted from a page or comes by mail finds its place in a story.
//!
//! The text names nothing, so each part is told by its shape and place: a short line first is the section, a line without
//! a full stop the headline, a name before a sentence in the first person the author. Doubt never refuses text: what is no
//! part of the page's furniture is body, and a person sees what each part became.
//!
//! Not here: who the author is in the newsroom (a person confirms that), other formats, and files.

mod front;
mod lines;
mod names;
mod page;
mod text;

use serde::Serialize;

use crate::normal::normal;
use crate::{Block, Credit, Inline, Loss, Reading, Related, Result, Run};
use lines::Line;

pub(crate) use names::byline_names;
pub use text::{LONGEST_ARTICLE, Unreadable};

/// What the newsroom already calls things; both may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownNames {
    pub sections: Vec<String>,
    pub outlets: Vec<String>,
}

/// An article that was read, and what became of every part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Credits have no `slug`: a name is only text until it is a person of the newsroom.
    pub reading: Reading,
    /// Who signed it, for a proposal to make a person of; also the first credit.
    pub author: Option<Author>,
    /// In the order of the page.
    pub parts: Vec<Part>,
    pub losses: Vec<Loss>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Author {
    pub name: String,
    pub bio: String,
    pub outlet: String,
}

/// One line of the text and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    pub what: PartName,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartName {
    Section,
    Headline,
    Standfirst,
    Byline,
    Paragraph,
    Author,
    Bio,
    Outlet,
    RelatedHeading,
    Related,
    Dropped,
}

/// Reads the bytes of a text file; they must be text of at most [`LONGEST_ARTICLE`] bytes.
pub fn read_article_bytes(bytes: &[u8], known: &KnownNames) -> Result<Article> {
    Ok(read_article(text::from_bytes(bytes)?, known))
}

/// The text that bytes hold, when they are one; [`Unreadable`] says why not.
pub fn text_of(bytes: &[u8]) -> Result<&str> {
    Ok(text::from_bytes(bytes)?)
}

/// Reads an article. No text is wrong; what was not understood is in the body, what was left out is a loss.
pub fn read_article(text: &str, known: &KnownNames) -> Article {
    let mut desk = Reader::new(known);
    let mut lines = lines::lines(text);
    let (first, last) = desk.drop_page_lines(&mut lines);
    let (heading, mut under) = page::split_related(&mut lines);
    let card = page::author_card(&mut lines).or_else(|| page::author_card(&mut under));
    let front = front::take(&mut lines, known);
    desk.parts(PartName::Dropped, &first);
    desk.front(&front);
    desk.body(&lines, &front, card.as_ref());
    desk.author(&front, card);
    desk.related(heading, &under);
    desk.parts(PartName::Dropped, &last);
    desk.finish()
}

/// The article while it fills.
struct Reader<'a> {
    known: &'a KnownNames,
    article: Article,
}

impl<'a> Reader<'a> {
    fn new(known: &'a KnownNames) -> Self {
        let article = Article {
            reading: Reading::default(),
            author: None,
            parts: Vec::new(),
            losses: Vec::new(),
        };
        Self { known, article }
    }

    fn part(&mut self, what: PartName, text: &str) {
        self.article.parts.push(Part {
            what,
            text: text.into(),
        });
    }

    fn parts(&mut self, what: PartName, texts: &[String]) {
        texts.iter().for_each(|text| self.part(what, text));
    }

    /// Takes the lines of the web page out; those before the article and those after or inside it.
    fn drop_page_lines(&mut self, lines: &mut Vec<Line>) -> (Vec<String>, Vec<String>) {
        let (first, last) = page::take_page_lines(lines);
        let dropped = first.iter().chain(&last);
        self.article
            .losses
            .extend(dropped.map(|text| Loss::PageLineDropped { text: text.clone() }));
        (first, last)
    }

    fn front(&mut self, front: &front::Front) {
        let reading = &mut self.article.reading;
        reading.section = front.section.clone().unwrap_or_default();
        reading.headline = words(front.headline.as_deref());
        reading.standfirst = words(front.standfirst.as_deref());
        let named = [
            (PartName::Section, &front.section),
            (PartName::Headline, &front.headline),
            (PartName::Standfirst, &front.standfirst),
            (PartName::Byline, &front.byline),
        ];
        for (what, text) in named {
            text.iter().for_each(|text| self.part(what, text));
        }
        self.parts(PartName::Dropped, &front.dates);
        self.article.losses.extend(
            front
                .dates
                .iter()
                .map(|text| Loss::PageLineDropped { text: text.clone() }),
        );
        if front.headline.is_none() {
            self.article.losses.push(Loss::NoHeadline);
        }
    }

    fn body(&mut self, lines: &[Line], front: &front::Front, card: Option<&Author>) {
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        texts
            .iter()
            .for_each(|text| self.part(PartName::Paragraph, text));
        let mut rest = texts.as_slice();
        while let Some(text) = rest.first() {
            let listed = rest
                .iter()
                .take_while(|text| bullet(text).is_some())
                .count();
            if listed >= 2 {
                let items = rest[..listed].iter().filter_map(|text| bullet(text));
                let items = items
                    .map(|item| vec![Block::Paragraph(words(Some(item)))])
                    .collect();
                self.article.reading.body.push(Block::Bullets(items));
                rest = &rest[listed..];
            } else {
                self.article
                    .reading
                    .body
                    .push(Block::Paragraph(words(Some(text))));
                rest = &rest[1..];
            }
        }
        if card.is_none() && front.authors.is_empty() {
            self.article.losses.push(Loss::NoAuthor);
        }
    }

    fn author(&mut self, front: &front::Front, card: Option<Author>) {
        let credit = |author: &Author| Credit {
            name: author.name.clone(),
            role: "reporter".into(),
            bio: author.bio.clone(),
            outlet: author.outlet.clone(),
            ..Credit::default()
        };
        let mut authors: Vec<Author> = front
            .authors
            .iter()
            .map(|name| Author {
                name: name.clone(),
                ..Author::default()
            })
            .collect();
        if let Some(mut card) = card {
            self.part(PartName::Author, &card.name);
            if !card.bio.is_empty() {
                self.part(PartName::Bio, &card.bio);
            }
            if let Some(outlet) = names::outlet_in(&card.bio, &self.known.outlets) {
                self.part(PartName::Outlet, &outlet);
                card.outlet = outlet;
            }
            let same =
                |author: &&mut Author| author.name.to_lowercase() == card.name.to_lowercase();
            match authors.iter_mut().find(same) {
                Some(author) => *author = card,
                None => authors.push(card),
            }
        }
        self.article.reading.credits = authors.iter().map(credit).collect();
        self.article.author = authors.into_iter().next();
    }

    fn related(&mut self, heading: Option<String>, under: &[Line]) {
        let Some(heading) = heading else { return };
        self.part(PartName::RelatedHeading, &heading);
        for line in under {
            let headline = bullet(&line.text).unwrap_or(&line.text).to_string();
            self.part(PartName::Related, &headline);
            self.article.reading.related.push(Related {
                headline,
                ..Related::default()
            });
        }
        if under.is_empty() {
            self.article.losses.push(Loss::RelatedEmpty { heading });
        }
    }

    fn finish(mut self) -> Article {
        self.article.reading = normal(&self.article.reading);
        self.article
    }
}

fn words(text: Option<&str>) -> Inline {
    text.into_iter()
        .map(|text| Run {
            text: text.into(),
            marks: Vec::new(),
        })
        .collect()
}

/// The words of a list item that someone typed as a line.
fn bullet(text: &str) -> Option<&str> {
    ["• ", "- ", "* "]
        .iter()
        .find_map(|bullet| text.strip_prefix(bullet))
        .map(str::trim_start)
}

#[cfg(test)]
mod tests;
