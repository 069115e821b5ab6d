//! A story that readers have is mended in one place: its class, its words, its note, and the way out to readers.

use fantoccini::key::Key;
use tests::Laptop;

use crate::counted::Counted;
use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, files, laptop};

/// The most that it may cost to mend a live story, its words and its note apart.
const MOST: u32 = 5;
const NIGHT: &str = "Night editor";

/// Written by the reporter, approved and published by the editor.
fn published(laptop: &Laptop) -> String {
    let body = "The brigde is open, the council says.";
    let story = draft(laptop, REPORTER, "Bridge opens", body);
    by(laptop, REPORTER, &["step", &story, "file"]);
    by(laptop, EDITOR, &["step", &story, "approve"]);
    by(laptop, EDITOR, &["publish", &story]);
    story
}

/// What readers have of the story.
fn page(laptop: &Laptop) -> String {
    let pages = files(&laptop.site().join("content"), ".md");
    let texts = pages
        .iter()
        .filter_map(|page| std::fs::read_to_string(page).ok());
    texts.collect()
}

#[test]
fn a_typo_in_a_live_story_is_mended_and_published_in_five_actions() {
    let laptop = laptop(
        "a_typo_in_a_live_story_is_mended_and_published_in_five_actions",
        "two_people",
        EDITOR,
    );
    let story = published(&laptop);
    let window = laptop.open();
    window.wait_row("BRIDGE-OPENS", "live");
    let counted = Counted::new(&window);
    counted.key("f");
    window.find("fix");
    window.check_access("a fix asks why");
    counted.chord(&[], Key::Down);
    counted.chord(&[], Key::Enter);
    window.wait_text("fix-class", "Minor fix");
    window.find_css(".story[contenteditable=true]");
    window.wait("the caret to be in the text", || {
        window.ask("return document.activeElement?.closest('.story') !== null") == true
    });
    window.chord(&[Key::Control], char::from(Key::End));
    window.keys(" ");
    window.keys("So it is.");
    window.wait_saved();
    window.wait_text("fix-difference", "So it is.");
    counted.click("fix-note");
    window.keys("A sentence was missing.");
    window.screenshot("the fix is written");
    assert!(
        !page(&laptop).contains("So it is."),
        "readers keep the live copy"
    );
    counted.chord(&[Key::Control, Key::Shift], Key::Enter);
    window.wait_gone("fix");
    window.story_state("Live");
    let now = page(&laptop);
    assert!(now.contains("So it is."), "the words are out: {now}");
    assert!(
        now.contains("A sentence was missing."),
        "and the note with them: {now}"
    );
    assert!(
        counted.actions.get() <= MOST,
        "it took {} actions",
        counted.actions.get()
    );
    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(
        shown["live"]["content_hash"], shown["approval"]["content_hash"],
        "what is live is what was approved"
    );
}

#[test]
fn whoever_wrote_a_correction_sees_who_may_approve_it_and_files_it() {
    let laptop = laptop(
        "whoever_wrote_a_correction_sees_who_may_approve_it_and_files_it",
        "two_people",
        EDITOR,
    );
    let hire = ["person", "add", NIGHT, "--role", "desk_editor"];
    by(&laptop, EDITOR, &hire);
    published(&laptop);
    let window = laptop.open();
    window.wait_row("BRIDGE-OPENS", "live");
    window.open_row("BRIDGE-OPENS");
    window.find("approval-bar");
    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    window.keys("correct");
    window.click("palette-step-open_update");
    window.find("fix");
    window.click("class-correction");
    window.click("fix-open");
    window.wait_text("fix-class", "Correction");
    window.wait_text("fix-since", "still those that readers have");
    window.click_after(".story");
    window.keys(" It opened on Tuesday.");
    window.wait_saved();
    window.wait_text("fix-difference", "Tuesday");
    window.wait_text("in-the-way", "You wrote in this update");
    window.wait_text("fix-approvers", NIGHT);
    window.check_access("a fix that somebody else approves");
    window.resize(900, 600);
    window.check_access("a fix at 900");
    window.resize(1280, 800);
    window.chord(&[Key::Control, Key::Shift], char::from(Key::Enter));
    window.click("fix-file");
    window.wait_row("BRIDGE-OPENS", "filed");
    assert!(!page(&laptop).contains("Tuesday"), "nothing went out");
    window.change_places(NIGHT);
    window.open_row("BRIDGE-OPENS");
    window.find("approval-bar");
    window.click("update-fix");
    window.wait_text("fix-difference", "Tuesday");
    window.wait("approval to be open to them", || {
        window.ask("return document.querySelector('[data-testid=fix-publish]').getAttribute('aria-disabled')")
            .is_null()
    });
    window.screenshot("the fix of another");
    window.click("fix-publish");
    window.wait_gone("fix");
    window.story_state("Live");
    assert!(page(&laptop).contains("It opened on Tuesday."));
}
