//! Editing what is not flat text, and edits by difference that scripts make.
//!
//! Both take the same way as typing: the document changes, the journal keeps it, and the words are signed at the end of
//! the spell. A story that a window has open changes in the window's own document, so the window stays in step.

use manuscript::{By, Inline, Reading, Related, Run, Setting};
use newsroom::{Brings, StoryId};

use crate::border::{CreditView, EditRequest, FurnitureChange, SetFurnitureRequest, StoryView};
use crate::length::{length_of, may_become};
use crate::room::Room;
use crate::stories::credit_line;
use crate::view::{rfc3339, story_id};
use crate::{Error, Result};

impl Room {
    pub(crate) fn set_furniture(&mut self, request: SetFurnitureRequest) -> Result<StoryView> {
        let story = story_id(&request.story)?;
        let opened_here = !self.open.contains_key(&story);
        if opened_here {
            self.open_text(&request.story)?;
        }
        let done = request
            .changes
            .into_iter()
            .try_for_each(|change| self.change_furniture(story, change));
        if opened_here {
            self.close_story(story)?;
        }
        done?;
        self.story(&request.story)
    }

    fn change_furniture(&mut self, story: StoryId, change: FurnitureChange) -> Result<()> {
        match change {
            FurnitureChange::Kicker(text) => {
                self.rewrite_open(story, |reading| reading.kicker = line(&text))
            }
            FurnitureChange::Dateline(text) => {
                self.rewrite_open(story, |reading| reading.dateline = line(&text))
            }
            FurnitureChange::Credits(credits) => {
                let kept = self.furniture_of(story)?;
                let lines = credits
                    .iter()
                    .map(|credit| credit_line(credit, &kept))
                    .collect();
                self.set_open(story, Setting::Credits(lines))
            }
            FurnitureChange::Related(related) => {
                let related = related.into_iter();
                let related = related
                    .map(|one| Related {
                        headline: one.headline,
                        web_address: one.web_address,
                    })
                    .collect();
                self.set_open(story, Setting::Related(related))
            }
            FurnitureChange::Slugline(text) => {
                self.set_open(story, Setting::Slugline(text.trim().to_uppercase()))
            }
            FurnitureChange::Section(text) => self.set_open(story, Setting::Section(text)),
            FurnitureChange::Language(text) => self.set_open(story, Setting::Language(text)),
            FurnitureChange::WebAddress(text) => {
                self.set_open(story, Setting::WebAddress(manuscript::web_address(&text)))
            }
            FurnitureChange::Byline(text) => self.set_open(story, Setting::Byline(text)),
            FurnitureChange::Tags(tags) => self.set_open(story, Setting::Tags(tags)),
            FurnitureChange::Correction(text) => {
                let notes = self.corrections_with(story, &text)?;
                self.set_open(story, Setting::Corrections(notes))
            }
        }
    }

    /// An edit by difference: fields as typed, and a body as Markdown.
    pub(crate) fn edit_story(&mut self, request: &EditRequest) -> Result<StoryView> {
        let story = story_id(&request.story)?;
        let mut changes = Vec::new();
        let mut texts: Vec<(String, Inline)> = Vec::new();
        for (field, value) in &request.set {
            match field.as_str() {
                "headline" | "standfirst" => texts.push((field.clone(), inline(value))),
                _ => changes.push(self.named_change(field, value)?),
            }
        }
        let body = request
            .body
            .as_deref()
            .map(|text| manuscript::from_markdown(text).reading.body);
        self.open_text(&request.story)?;
        let seen = self.is_as_seen(story, request.seen_hash.as_deref());
        let may_all = seen.and_then(|()| match changes.is_empty() {
            true => Ok(()),
            // Whoever only suggests changes none of these, and then no part of the edit is done.
            false => {
                let open = self.open.get(&story).ok_or(Error::TextNotOpen)?;
                open.must_type()
            }
        });
        let edited = may_all.and_then(|()| {
            self.edit_open(story, |reading: &mut Reading| {
                for (field, text) in texts {
                    match field.as_str() {
                        "headline" => reading.headline = text,
                        _ => reading.standfirst = text,
                    }
                }
                if let Some(body) = body {
                    reading.body = body;
                }
            })
        });
        let edited = edited.and_then(|()| {
            changes
                .into_iter()
                .try_for_each(|change| self.change_furniture(story, change))
        });
        self.close_story(story)?;
        edited?;
        self.story(&request.story)
    }

    /// An edit that was made from other words than are here would strike those that came since.
    fn is_as_seen(&self, story: StoryId, seen: Option<&str>) -> Result<()> {
        let Some(seen) = seen else {
            return Ok(());
        };
        let open = self.open.get(&story).ok_or(Error::TextNotOpen)?;
        match open.manuscript.shown().hash().to_string() == seen {
            true => Ok(()),
            false => Err(Error::ChangedSince),
        }
    }

    fn named_change(&mut self, field: &str, value: &str) -> Result<FurnitureChange> {
        let text = value.to_owned();
        let parts = |separator: char| -> Vec<String> {
            value
                .split(separator)
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect()
        };
        Ok(match field {
            "kicker" => FurnitureChange::Kicker(text),
            "dateline" => FurnitureChange::Dateline(text),
            "slugline" => FurnitureChange::Slugline(text),
            "section" => FurnitureChange::Section(text),
            "language" => FurnitureChange::Language(text),
            "web_address" => FurnitureChange::WebAddress(text),
            "byline" => FurnitureChange::Byline(Some(text).filter(|text| !text.is_empty())),
            "correction" => FurnitureChange::Correction(text),
            "tags" => FurnitureChange::Tags(parts(',')),
            "credits" => FurnitureChange::Credits(self.credits_named(&parts(';'))?),
            "related" => FurnitureChange::Related(self.related_named(&parts(','))?),
            _ => {
                return Err(Error::UnknownField {
                    field: field.to_owned(),
                });
            }
        })
    }

    /// Credits by name: a known person's printed copy, or a free name.
    fn credits_named(&self, names: &[String]) -> Result<Vec<CreditView>> {
        let people = self.all_people()?;
        let outlet = self.roster()?.outlet;
        let credit = |name: &String| {
            let known = people
                .iter()
                .find(|person| person.name.eq_ignore_ascii_case(name));
            match known.map(|person| crate::bring_in::credit_of(person, &outlet)) {
                Some(line) => crate::stories::credit_view(&line),
                None => CreditView {
                    name: name.clone(),
                    role: "reporter".to_owned(),
                    ..CreditView::default()
                },
            }
        };
        Ok(names.iter().map(credit).collect())
    }

    /// Related stories of this newsroom, with the headline and address that they have now.
    fn related_named(&mut self, names: &[String]) -> Result<Vec<crate::RelatedView>> {
        let mut related = Vec::new();
        for name in names {
            let story = self.find_story(name)?;
            let view = self.story(&story)?;
            related.push(crate::RelatedView {
                headline: view.row.headline,
                web_address: view.web_address,
            });
        }
        Ok(related)
    }

    fn corrections_with(
        &self,
        story: StoryId,
        text: &str,
    ) -> Result<Vec<manuscript::CorrectionNote>> {
        let head = self.load(story, self.fresh_peer())?;
        let (now, zone) = (self.now(), self.roster()?.zone);
        let furniture = self.furniture_of(story)?;
        self.store.read(|reader| {
            crate::aftermath::noted(reader, &head.state, &furniture, story, text, (now, &zone))
        })
    }

    fn furniture_of(&self, story: StoryId) -> Result<manuscript::Furniture> {
        self.open
            .get(&story)
            .map(|open| open.manuscript.furniture())
            .ok_or(Error::TextNotOpen)
    }

    fn set_open(&mut self, story: StoryId, setting: Setting) -> Result<()> {
        self.change_open(story, |manuscript| Ok(Some(manuscript.set(&[setting])?)))
    }

    /// Changes the open document, or suggests that where somebody else has the story.
    pub(crate) fn edit_open(
        &mut self,
        story: StoryId,
        change: impl FnOnce(&mut Reading),
    ) -> Result<()> {
        self.refresh_standing(story)?;
        let (person, at) = (self.seat()?.person.to_string(), rfc3339(self.now()));
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        if !open.suggests() {
            return self.rewrite_open(story, change);
        }
        let mut reading = open.manuscript.reading()?;
        let before = length_of(&reading);
        change(&mut reading);
        may_become(before, &reading)?;
        let by = By {
            person: &person,
            at: &at,
        };
        let (peer, mut made) = (open.manuscript.peer(), 0);
        let mut fresh = || {
            made += 1;
            format!("{peer}-s{made}")
        };
        let step = open.manuscript.suggest_rewrite(&reading, by, &mut fresh)?;
        if let Some(step) = step {
            open.hold(step.update, Brings::Suggestions);
            self.keep(story)?;
        }
        Ok(())
    }

    /// Changes the open document to a reading that was made from its own.
    pub(crate) fn rewrite_open(
        &mut self,
        story: StoryId,
        change: impl FnOnce(&mut Reading),
    ) -> Result<()> {
        self.change_open(story, |manuscript| {
            let mut reading = manuscript.reading()?;
            let before = length_of(&reading);
            change(&mut reading);
            may_become(before, &reading)?;
            Ok(manuscript.rewrite(&reading)?)
        })
    }
}

/// A line with the marks that Markdown gives it; one that would read as more than a paragraph is taken as it is typed.
fn inline(text: &str) -> Inline {
    match manuscript::from_markdown(text).reading.body.as_slice() {
        [manuscript::Block::Paragraph(words)] => words.clone(),
        _ => line(text),
    }
}

fn line(text: &str) -> Inline {
    let text = text.trim();
    if text.is_empty() {
        Inline::new()
    } else {
        vec![Run {
            text: text.to_owned(),
            marks: Vec::new(),
        }]
    }
}
