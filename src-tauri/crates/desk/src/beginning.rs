//! How a story begins on the desk before anybody writes it: pitched or commissioned, and what its start brings along.
//!
//! Such a story has a place in the list, a slugline and a section, and no word of text: whoever pitched or commissioned
//! it has written nothing in it and is not its author.
//!
//! Not here: a draft that somebody starts with a text (`bring_in`).

use manuscript::{Manuscript, Setting};
use newsroom::{Brings, StoryId, StoryState};
use store::Writer;

use crate::Result;
use crate::asked::{self, Asked};
use crate::border::StepRequest;
use crate::bring_in::credit_of;
use crate::facts;
use crate::head;
use crate::room::{Room, device_of};
use crate::signing::Pen;
use crate::view::{proposed_slugline, story_id};

impl Room {
    /// A new story that is only pitched or commissioned.
    pub(crate) fn begin(&mut self, request: &StepRequest) -> Result<String> {
        let asked = self.asked(request)?;
        let mut settings = vec![Setting::Language(self.roster()?.language)];
        settings.extend(named(request));
        let story = StoryId::from_bytes(self.chance());
        let (mut manuscript, peer) = (Manuscript::empty(self.fresh_peer()), self.fresh_peer());
        let update = manuscript.set(&settings)?;
        let key = self.seat()?.key()?.clone();
        let pen = Pen {
            newsroom: self.newsroom,
            key: &key,
            now: self.now(),
        };
        self.store.write(|writer| -> Result<()> {
            let text = (&manuscript.reading()?, &manuscript.furniture());
            let facts = facts::of_new(writer, text.0, text.1, pen.now)?;
            let step = asked::step(&asked, &StoryState::default(), &facts)?;
            keep(writer, pen, story, manuscript.peer(), &update.0)?;
            head::begin(writer, pen, story, &manuscript, peer, step)
        })?;
        Ok(story.to_string())
    }

    /// What a step writes into a story that is there already: the section of a commission, the credit of whoever starts.
    pub(crate) fn furnishing(&self, asked: &Asked<'_>) -> Result<Vec<Setting>> {
        match asked.request.step.as_str() {
            "commission" => Ok(named(asked.request)),
            "start" => self.first_credit(story_id(&asked.request.story)?),
            _ => Ok(Vec::new()),
        }
    }

    /// The credit of whoever is to write the story, and their usual section, where it has none yet.
    fn first_credit(&self, story: StoryId) -> Result<Vec<Setting>> {
        let head = self.load(story, self.fresh_peer())?;
        let people = self.all_people()?;
        let writer = people
            .iter()
            .find(|person| Some(person.id) == head.state.draft_by);
        let Some(writer) = writer else {
            return Ok(Vec::new());
        };
        let mut settings = Vec::new();
        if head.furniture.credits.is_empty() {
            let outlet = self.roster()?.outlet;
            settings.push(Setting::Credits(vec![credit_of(writer, &outlet)]));
        }
        if head.furniture.section.is_empty() {
            settings.extend(writer.section.clone().map(Setting::Section));
        }
        Ok(settings)
    }
}

/// Puts settings into a story's journal, for the step that signs them with itself.
pub(crate) fn furnish(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    story: StoryId,
    peer: u64,
    settings: &[Setting],
) -> Result<()> {
    if settings.is_empty() {
        return Ok(());
    }
    let mut head = head::load(writer, pen.newsroom, story, peer)?;
    let update = head.manuscript.set(settings)?;
    keep(writer, pen, story, peer, &update.0)
}

/// No word is typed here, so nobody becomes an author by it.
fn keep(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    story: StoryId,
    peer: u64,
    update: &[u8],
) -> Result<()> {
    if !update.is_empty() {
        let device = device_of(pen.key);
        let mut journal = writer.journal_mut();
        journal.append(story, device, peer, update, pen.now, Brings::Anchors)?;
    }
    Ok(())
}

/// The slugline and the section that a pitch or a commission names, or that its words suggest.
fn named(request: &StepRequest) -> Vec<Setting> {
    let said = match request.slugline.trim() {
        "" => proposed_slugline(first_line(if request.note.is_empty() {
            &request.brief
        } else {
            &request.note
        })),
        slugline => slugline.to_uppercase(),
    };
    let section = request.section.trim().to_owned();
    let is_new = request.story.is_empty() || !request.slugline.trim().is_empty();
    [
        (is_new, Setting::Slugline(said.clone()), said),
        (true, Setting::Section(section.clone()), section),
    ]
    .into_iter()
    .filter(|(wanted, _, text)| *wanted && !text.is_empty())
    .map(|(_, setting, _)| setting)
    .collect()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
