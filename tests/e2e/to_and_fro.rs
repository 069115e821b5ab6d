//! A story that goes to and fro between reporter and desk in the real window: briefed, written, sent back, filed again,
//! suggested in, approved, void by one key, approved again, published, corrected with a note.

use fantoccini::key::Key;
use tests::{Laptop, Window};

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, laptop};
use crate::whole_way::{
    NIGHT, SLUGLINE, approve_and_publish, commission, page, pitch, write_and_file,
};

#[test]
fn from_a_brief_to_a_correction_by_way_of_the_reporter() {
    let laptop = laptop(
        "from_a_brief_to_a_correction_by_way_of_the_reporter",
        "two_people",
        REPORTER,
    );
    let hire = ["person", "add", NIGHT, "--role", "desk_editor"];
    by(&laptop, EDITOR, &hire);
    let window = laptop.open();
    pitch(&window);
    commission(&window);
    write_and_file(&window);
    changes_requested(&window);
    filed_again(&window);
    suggested_and_accepted(&window);
    approved_by_another(&window);
    void_by_one_key(&window);
    approved_and_published(&window);
    let first = page(&laptop);
    assert!(
        first.contains("The ferry stopped on Monday at noon. It rained.!"),
        "{first}"
    );
    corrected_with_a_note(&laptop, &window);
}

fn sit_at_the_desk(window: &Window, person: &str, state: &str) {
    window.click("rail-desk");
    window.change_places(person);
    window.wait_row(SLUGLINE, state);
    window.open_row(SLUGLINE);
}

fn changes_requested(window: &Window) {
    window.change_places(EDITOR);
    window.wait_row(SLUGLINE, "filed");
    window.open_row(SLUGLINE);
    window.click("review-send-back");
    window.find("send-back");
    window.fill("send-back-words", "When on Monday?");
    window.check_access("changes are requested");
    window.click("send-back-submit");
    window.wait_gone("send-back");
}

fn filed_again(window: &Window) {
    sit_at_the_desk(window, REPORTER, "sent_back");
    window.wait_text("sent-back-note", "When on Monday?");
    window.screenshot("1 sent back");
    window.click_after(".story");
    window.key(Key::End);
    window.key(Key::Backspace);
    window.keys(" at noon.");
    window.wait_words("on Monday at noon.");
    window.wait_saved();
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("file");
    window.key(Key::Enter);
    window.wait_gone("file");
    window.wait_row(SLUGLINE, "filed");
}

/// The desk has taken it, so what the reporter types now is a suggestion.
fn suggested_and_accepted(window: &Window) {
    sit_at_the_desk(window, EDITOR, "filed");
    window.click("review-take");
    window.find("review-put-back");
    sit_at_the_desk(window, REPORTER, "editing");
    window.click("review-edit");
    window.find_css(".story[data-mode=suggest]");
    window.click_after(".story");
    window.key(Key::End);
    window.keys(" It rained.");
    window.find_css(".story ins.suggested");
    window.wait_saved();
    sit_at_the_desk(window, EDITOR, "editing");
    window.click("review-edit");
    window.find_css(".story[data-mode=edit]");
    window.click("tool-margin");
    window.wait_text("suggestion", "Add “It rained.”");
    window.screenshot("2 a suggestion");
    window.click("suggestion-accept");
    window.wait_gone("suggestion");
    window.wait_saved();
}

fn approved_by_another(window: &Window) {
    sit_at_the_desk(window, NIGHT, "editing");
    window.find("approval-bar");
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("approve");
    window.click("approve-submit");
    window.wait_gone("approve");
    window.story_state("Approved");
}

fn void_by_one_key(window: &Window) {
    sit_at_the_desk(window, EDITOR, "approved");
    window.click("review-edit");
    window.find_css(".story[data-mode=edit]");
    window.click_after(".story");
    window.key(Key::End);
    window.keys("!");
    window.wait_text("void-notice", "is void");
    window.wait_saved();
    window.screenshot("3 void by one key");
}

fn approved_and_published(window: &Window) {
    sit_at_the_desk(window, NIGHT, "editing");
    window.find("approval-bar");
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.wait_text("approve-void", "Changed since by Desk editor.");
    window.wait_text("approve-difference", "!");
    window.click("approve-publish");
    window.click("approve-submit");
    window.wait_gone("approve");
    window.story_state("Live");
}

fn corrected_with_a_note(laptop: &Laptop, window: &Window) {
    window.click("live-fix");
    window.find("fix");
    window.click("class-correction");
    window.fill("fix-note", "The ferry stopped on Tuesday, not on Monday.");
    window.click("fix-open");
    window.wait_text("fix-class", "Correction");
    window.click_after(".story");
    window.key(Key::End);
    window.keys(" It was a Tuesday.");
    window.wait_saved();
    window.wait_text("fix-difference", "Tuesday");
    window.click("fix-file");
    window.wait_row(SLUGLINE, "filed");
    window.change_places(EDITOR);
    window.wait_row(SLUGLINE, "filed");
    window.open_row(SLUGLINE);
    window.find("approval-bar");
    approve_and_publish(window);
    let corrected = page(laptop);
    assert!(
        corrected.contains("on Tuesday, not on Monday."),
        "the note is on the page: {corrected}"
    );
    assert!(
        corrected.contains("It was a Tuesday."),
        "and so are the new words: {corrected}"
    );
}
