//! Into the archive: articles as somebody has them become drafts that can be found.

use std::cell::RefCell;

use desk::BringInRequest;
use newsroom::StoryId;
use store::search_text;

use crate::archive::Archive;
use crate::floor::Outcome;
use crate::made_up::{self, Dice};
use crate::measure::{Figure, Limit, Table, by_turns, quiet, timed};

const STORIES: usize = 150;
const WARM: usize = 10;
const WORDS: usize = 500;

pub(crate) fn measure(archive: &Archive, table: &mut Table) {
    let mut dice = Dice::new(archive.seed ^ 0x1B);
    let readings: Vec<_> = (0..STORIES + WARM)
        .map(|_| made_up::story(&mut dice, WORDS))
        .collect();
    let brought: RefCell<Vec<String>> = RefCell::default();
    let bring = |turn: usize| {
        let text = Some(made_up::markdown(&readings[turn]));
        let request = BringInRequest {
            text,
            format: "markdown".to_owned(),
            ..BringInRequest::default()
        };
        let (took, done) = timed(|| archive.desk.bring_in(request));
        let story = done.expect("Markdown can be brought in").story;
        brought.borrow_mut().push(story);
        took
    };
    bring(0);
    let entries = sizes(archive, &brought.borrow()[0]);
    let (subjects, floors) = by_turns(WARM, STORIES, bring, |turn| {
        let found = search_text(&readings[turn], &manuscript::Furniture::default());
        let outcome = Outcome {
            entries: &entries,
            revision: 0,
            found: &found,
        };
        let row = i64::try_from(archive.stories.len() + 1_000 + turn).expect("it fits");
        timed(|| archive.floor.borrow_mut().settle(row, &outcome)).0
    });
    table.add(Figure {
        name: "import",
        value: 1000.0 / subjects.median(),
        unit: "/s",
        floor: Some(1000.0 / floors.median()),
        limit: Limit::PartOfFloor(0.7),
        note: format!(
            "an article of {WORDS} words as a draft with its signed entries, each in its own commit ({:.2} ms each); \
             floor: one commit of {} bytes and its words in FTS5 ({:.2} ms); {}",
            subjects.median(),
            entries.iter().sum::<usize>(),
            floors.median(),
            quiet(&subjects, &floors)
        ),
    });
}

fn sizes(archive: &Archive, story: &str) -> Vec<usize> {
    let story: StoryId = story.parse().expect("the desk names it by its id");
    let entries = archive
        .store()
        .read(|reader| reader.log().story_entries(story))
        .expect("the file is sound");
    let sizes = entries.iter().map(|logged| logged.entry.bytes.len());
    sizes.collect()
}
