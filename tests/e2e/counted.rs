//! How many times a person has to act, typing the text itself apart: from nothing to filed, and from filed to scheduled.

use std::cell::Cell;

use fantoccini::key::Key;
use tests::Window;

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, laptop};

/// The most that either way may cost.
const MOST: u32 = 4;

/// A window whose every press and click counts.
pub(crate) struct Counted<'w> {
    window: &'w Window,
    pub(crate) actions: Cell<u32>,
}

impl<'w> Counted<'w> {
    pub(crate) fn new(window: &'w Window) -> Self {
        Counted {
            window,
            actions: Cell::new(0),
        }
    }

    pub(crate) fn key(&self, key: &str) {
        self.actions.set(self.actions.get() + 1);
        self.window.keys(key);
    }

    pub(crate) fn chord(&self, held: &[Key], last: Key) {
        self.actions.set(self.actions.get() + 1);
        self.window.chord(held, char::from(last));
    }

    pub(crate) fn click(&self, testid: &str) {
        self.actions.set(self.actions.get() + 1);
        self.window.click(testid);
    }
}

#[test]
fn from_nothing_to_filed_takes_no_more_than_four_actions() {
    let laptop = laptop(
        "from_nothing_to_filed_takes_no_more_than_four_actions",
        "two_people",
        REPORTER,
    );
    draft(
        &laptop,
        REPORTER,
        "An older story",
        "It gives the desk its section.",
    );
    let window = laptop.open();
    window.wait_row("OLDER-STORY", "draft");
    let counted = Counted::new(&window);
    counted.key("n");
    window.find_css(".story[contenteditable=true]");
    // Enter between the lines is part of typing them.
    window.keys("Ferry stuck in fog");
    window.key(Key::Enter);
    window.keys("Forty people waited till noon");
    window.key(Key::Enter);
    window.keys("Nobody was hurt, the harbour said.");
    window.wait_saved();
    counted.chord(&[Key::Control], Key::Enter);
    window.find("file");
    window.screenshot("filled in already");
    counted.chord(&[], Key::Enter);
    window.wait_gone("file");
    window.wait_row("FERRY-STUCK", "filed");
    assert!(
        counted.actions.get() <= MOST,
        "it took {} actions",
        counted.actions.get()
    );
}

#[test]
fn from_a_clean_filed_story_to_approved_and_scheduled_takes_no_more_than_four_actions() {
    let laptop = laptop(
        "from_a_clean_filed_story_to_approved_and_scheduled_takes_no_more_than_four_actions",
        "two_people",
        EDITOR,
    );
    let story = draft(&laptop, REPORTER, "Bridge opens", "It opened on Monday.");
    by(&laptop, REPORTER, &["step", &story, "file"]);
    let window = laptop.open();
    window.wait_row("BRIDGE-OPENS", "filed");
    let counted = Counted::new(&window);
    counted.chord(&[], Key::Enter);
    window.find("approval-bar");
    counted.chord(&[Key::Control], Key::Enter);
    window.find("approve");
    counted.click("approve-schedule");
    window.keys("2099-01-04 06:00");
    counted.chord(&[], Key::Enter);
    window.wait_gone("approve");
    window.story_state("Scheduled");
    assert!(
        counted.actions.get() <= MOST,
        "it took {} actions",
        counted.actions.get()
    );
}
