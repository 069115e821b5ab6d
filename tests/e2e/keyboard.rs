//! The day's path without a pointer: no click in this file, only keys.

use std::time::{Duration, Instant};

use fantoccini::key::Key;
use tests::Window;

use crate::newsroom::{AtTheDesk, EDITOR, PASSPHRASE, REPORTER, files, laptop};

const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn by_keyboard_alone() {
    let laptop = laptop("by_keyboard_alone", "two_people", REPORTER);
    let window = laptop.open();
    window.find("screen-desk");
    window.chord(&[], 'n');
    window.find_css(".story[data-mode=edit]");
    window.keys("Bridge opens early");
    window.key(Key::Enter);
    window.keys("Nobody had expected it");
    window.key(Key::Enter);
    window.keys("The bridge opened on Monday, a week early.");
    for (field, words) in [
        ("headline", "Bridge opens early"),
        ("standfirst", "Nobody had expected it"),
    ] {
        let shown = window.find_css(&format!(".story [data-field={field}]"));
        drop(shown);
        let text = window.ask(&format!(
            "return document.querySelector('.story [data-field={field}]').innerText.trim()"
        ));
        assert_eq!(text, words, "Enter leads from one to the next");
    }
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("file");
    assert_eq!(
        window.value_of("file-slugline"),
        "BRIDGE-OPENS-EARLY",
        "the slugline is made from the headline"
    );
    window.key(Key::Enter);
    window.wait_gone("file");
    window.wait_row("BRIDGE-OPENS-EARLY", "filed");

    command(&window, "change places", "places");
    window.keys(PASSPHRASE);
    window.key(Key::Enter);
    window.wait_gone("places");
    window.wait(&format!("{EDITOR} to be at the desk"), || {
        window.text_of("rail-me").contains(EDITOR)
    });
    window.wait_row("BRIDGE-OPENS-EARLY", "filed");
    window.chord(&[], 'j');
    window.key(Key::Enter);
    window.find("approval-bar");
    window.wait_words("a week early");
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("approve");
    window.key(Key::Down);
    window.key(Key::Down);
    window.wait_text("approve-submit", "publish");
    window.screenshot("approve and publish now, by keys");
    window.key(Key::Enter);
    window.wait_gone("approve");
    window.story_state("Live");
    let began = Instant::now();
    while files(&laptop.site(), ".md").is_empty() {
        assert!(began.elapsed() < PATIENCE, "the page is in the folder");
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

/// Finds a command by its words and takes it; it opens this sheet.
fn command(window: &Window, words: &str, sheet: &str) {
    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    window.keys(words);
    window.key(Key::Enter);
    window.find(sheet);
}
