//! How much a story holds, and what stays when something is refused.

use desk::{ApplyTextRequest, Error, FurnitureChange, SetFurnitureRequest, TextKept};
use serde_json::{Value, json};
use store::Store;
use tests::TestDesk;

use crate::newsrooms::file_key;

/// Somebody who changes the body of a story that a window has open.
struct Typing<'a> {
    desk: &'a TestDesk,
    story: String,
    version: u64,
}

impl<'a> Typing<'a> {
    fn begin(desk: &'a TestDesk) -> Self {
        let story = desk.start_story().unwrap();
        desk.open_text(&story).unwrap();
        Self {
            desk,
            story,
            version: 0,
        }
    }

    fn does(&mut self, ops: &Value) -> Result<TextKept, Error> {
        let kept = self.desk.apply_text(ApplyTextRequest {
            story: self.story.clone(),
            version: self.version.to_string(),
            batch: format!("{}", self.version),
            batches: vec![serde_json::from_value(json!({"body": ops})).unwrap()],
            caret: None,
        })?;
        self.version += 1;
        Ok(kept)
    }

    fn comes_back(&self) -> desk::StoryView {
        self.desk.close_text(&self.story).unwrap();
        self.desk.story(&self.story).unwrap()
    }
}

#[test]
fn a_text_that_is_too_long_for_one_entry_is_signed_in_parts() {
    let desk = TestDesk::newsroom("two_people");
    let mut typing = Typing::begin(&desk);
    let before = desk.verify().unwrap().entries;
    let long = "words and more ".repeat(16_000);
    typing.does(&json!([{"insert": long}])).unwrap();
    assert_eq!(typing.comes_back().row.words, 48_000);
    assert!(
        desk.verify().unwrap().entries > before + 1,
        "no entry may be larger than 200 kB"
    );
}

#[test]
fn what_would_make_a_story_too_long_is_refused_and_the_rest_stays() {
    let desk = TestDesk::newsroom("two_people");
    let mut typing = Typing::begin(&desk);
    let long = "words and more ".repeat(126_000);
    let words = typing.does(&json!([{"insert": long}])).unwrap().words;
    assert_eq!(words, 378_000);
    let more = json!([{"retain": 1}, {"insert": "x".repeat(150_000)}]);
    assert_eq!(typing.does(&more).unwrap_err().code(), "story-too-long");
    let cut = typing.does(&json!([{"delete": 15}])).unwrap();
    assert_eq!(
        cut.words, 377_997,
        "who may not add may cut, and nothing of the refused words is there"
    );
}

#[test]
fn what_the_disk_refused_goes_before_what_it_takes_next() {
    let desk = TestDesk::newsroom("two_people");
    let mut typing = Typing::begin(&desk);
    typing.does(&json!([{"insert": "One "}])).unwrap();
    let folder = desk.newsroom_folder();
    let mut other = Store::open(&folder, &file_key(&folder)).unwrap();
    let section = |name: &str| SetFurnitureRequest {
        story: typing.story.clone(),
        changes: vec![FurnitureChange::Section(name.to_owned())],
    };
    // Another process writes for longer than anybody waits.
    let refused = other.write(|_| Ok::<_, store::Error>(desk.set_furniture(section("Sport"))));
    assert_eq!(refused.unwrap().unwrap_err().code(), "busy");

    typing
        .does(&json!([{"retain": 4}, {"insert": "two "}]))
        .unwrap();
    let story = typing.comes_back();
    assert_eq!(
        (story.row.words, story.row.section.as_str()),
        (2, "Sport"),
        "typing builds on the change before it, so one is not kept without the other"
    );
}
