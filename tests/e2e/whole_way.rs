//! A story's whole way in the real window: pitched, commissioned, written, read on the copy desk, published, corrected.

use fantoccini::key::Key;
use tests::{Laptop, Window};

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, files, laptop};

pub(crate) const NIGHT: &str = "Night editor";
pub(crate) const SLUGLINE: &str = "FERRY-STOPPED";

#[test]
fn from_a_pitch_to_a_correction() {
    let laptop = laptop("from_a_pitch_to_a_correction", "two_people", REPORTER);
    let hire = ["person", "add", NIGHT, "--role", "desk_editor"];
    by(&laptop, EDITOR, &hire);
    let window = laptop.open();
    pitch(&window);
    commission(&window);
    write_and_file(&window);
    copy_and_publish(&window);
    assert!(page(&laptop).contains("The ferry stopped on Monday."));
    correct(&laptop, &window);
    withdraw(&laptop, &window);
}

/// Something of the palette, by what a person types to find it.
pub(crate) fn command(window: &Window, words: &str, testid: &str) {
    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    window.keys(words);
    window.click(testid);
    window.wait_gone("palette");
}

pub(crate) fn pitch(window: &Window) {
    window.find("rail-me");
    command(window, "pitch", "palette-pitch");
    window.fill("pitch-line", "Why the ferry stopped");
    window.check_access("a pitch");
    window.screenshot("1 a pitch");
    window.key(Key::Enter);
    window.wait_gone("pitch");
    window.wait_row(SLUGLINE, "pitch");
}

pub(crate) fn commission(window: &Window) {
    window.change_places(EDITOR);
    window.wait_row(SLUGLINE, "pitch");
    window.open_row(SLUGLINE);
    window.click("story-commission");
    window.find("commission");
    window.fill("commission-words", "300");
    window.fill("commission-due", "2099-01-04 18:00");
    window.check_access("a commission");
    window.screenshot("2 a commission");
    window.click("commission-submit");
    window.wait_gone("commission");
    window.story_state("Assigned");
    window.wait_text("brief", "Why the ferry stopped");
}

pub(crate) fn write_and_file(window: &Window) {
    window.click("rail-desk");
    window.change_places(REPORTER);
    window.wait_row(SLUGLINE, "assigned");
    window.screenshot("3 what is asked of the reporter");
    window.open_row(SLUGLINE);
    window.click("story-start");
    window.story_state("Draft");
    window.wait_text("info-words", "300");
    window.click_css(".story [data-field=headline]");
    window.keys("Ferry stopped");
    window.key(Key::Enter);
    window.key(Key::Enter);
    window.keys("The ferry stopped on Monday.");
    window.wait_saved();
    window.screenshot("4 the story with its brief");
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("file");
    window.key(Key::Enter);
    window.wait_gone("file");
    window.wait_row(SLUGLINE, "filed");
}

fn copy_and_publish(window: &Window) {
    window.change_places(EDITOR);
    window.wait_row(SLUGLINE, "filed");
    window.open_row(SLUGLINE);
    window.click("review-take");
    window.find("review-put-back");
    command(window, "copy desk", "palette-step-to_copy");
    window.story_state("Copy");
    window.screenshot("5 on the copy desk");
    command(window, "ask for a check", "palette-step-require_check");
    window.find("require-check");
    window.check_access("asking for a check");
    window.click("check-checklist");
    window.click("require-check-submit");
    window.wait_gone("require-check");
    command(window, "clear the check", "palette-step-clear_check");
    window.find("clear-check");
    window.screenshot("6 the checklist is cleared");
    window.click("clear-check-submit");
    window.wait_gone("clear-check");
    approve_and_publish(window);
}

pub(crate) fn approve_and_publish(window: &Window) {
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("approve");
    window.click("approve-publish");
    window.click("approve-submit");
    window.wait_gone("approve");
    window.story_state("Live");
}

fn correct(laptop: &Laptop, window: &Window) {
    window.click("live-fix");
    window.find("fix");
    window.fill("fix-note", "The ferry stopped on Tuesday, not on Monday.");
    window.screenshot("7 fixing a live story");
    window.click("fix-open");
    window.wait_text("fix-class", "Correction");
    window.click_after(".story");
    window.keys(" It was late.");
    window.wait_saved();
    window.wait_text("fix-difference", "It was late.");
    window.wait_text("in-the-way", "You wrote in this update");
    window.wait_text("fix-approvers", NIGHT);
    window.screenshot("8 the update is written");
    assert!(!page(laptop).contains("late"), "readers keep the live copy");
    window.click("fix-file");
    window.wait_row(SLUGLINE, "filed");
    window.change_places(NIGHT);
    window.wait_row(SLUGLINE, "filed");
    window.open_row(SLUGLINE);
    window.find("approval-bar");
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("approve");
    window.click("approve-publish");
    window.screenshot("9 the update is approved");
    window.wait_text("in-the-way", "checklist");
    window.key(Key::Escape);
    window.wait_gone("approve");
    command(window, "clear the check", "palette-step-clear_check");
    window.click("clear-check-submit");
    window.wait_gone("clear-check");
    approve_and_publish(window);
    let corrected = page(laptop);
    assert!(
        corrected.contains("on Tuesday, not on Monday."),
        "the note is on the page"
    );
    assert!(
        corrected.contains("It was late."),
        "and so are the new words"
    );
}

fn withdraw(laptop: &Laptop, window: &Window) {
    command(window, "withdraw", "palette-step-withdraw");
    window.find("withdraw");
    window.check_access("withdrawing");
    window.screenshot("10 withdrawing");
    window.fill("withdraw-words", "It was another ferry");
    window.click("withdraw-submit");
    window.wait_gone("withdraw");
    window.story_state("Withdrawn");
    assert!(page(laptop).contains("This story has been withdrawn."));
    window.click("rail-desk");
    window.wait_row(SLUGLINE, "withdrawn");
    window.wait_text("desk-list", "To be read");
    window.change_places(EDITOR);
    window.wait_row(SLUGLINE, "withdrawn");
    window.open_row(SLUGLINE);
    window.click("to-be-read-confirm");
    window.find("confirm");
    window.check_access("reading what another did alone");
    window.screenshot("11 a second person reads it");
    window.click("confirm-submit");
    window.wait_gone("confirm");
    window.wait_gone("to-be-read");
}

/// What readers have of the story.
pub(crate) fn page(laptop: &Laptop) -> String {
    let pages = files(&laptop.site().join("content"), ".md");
    let texts = pages
        .iter()
        .filter_map(|page| std::fs::read_to_string(page).ok());
    texts.collect()
}
