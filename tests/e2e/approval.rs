//! Who may approve, and what one key after an approval does, as the window says it.

use fantoccini::key::Key;
use tests::Window;
use tests::command_line::CommandLine;

use crate::newsroom::{AtTheDesk, EDITOR, PASSPHRASE, REPORTER, by, draft, laptop, taken};

#[test]
fn an_author_cannot_approve() {
    let laptop = laptop("an_author_cannot_approve", "two_people", EDITOR);
    let story = draft(&laptop, EDITOR, "Harbour notes", "Words of mine.");
    by(&laptop, EDITOR, &["step", &story, "file"]);
    let window = laptop.open();
    window.open_row("HARBOUR-NOTES");
    window.wait_text(
        "approval-says",
        "You are an author of this story, so somebody else reads it.",
    );
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.wait_text("in-the-way", "somebody else reads it");
    window.check_access("an author at the approve sheet");
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.wait_gone("approve");
    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(
        shown["row"]["desk_state"], "filed",
        "nothing was approved by pressing Enter all the same"
    );
}

#[test]
fn a_newsroom_of_one_approves_its_own_and_says_so() {
    let laptop = laptop(
        "a_newsroom_of_one_approves_its_own_and_says_so",
        "alone",
        EDITOR,
    );
    let story = draft(&laptop, EDITOR, "Harbour notes", "Words of mine.");
    by(&laptop, EDITOR, &["step", &story, "file"]);
    let window = laptop.open();
    window.open_row("HARBOUR-NOTES");
    window.find("approval-bar");
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("approve-own");
    window.check_access("an author approves");
    window.key(Key::Enter);
    window.wait_gone("approve");
    window.find_css("[data-testid=seal-mark][data-seal=holds]");
    window.wait_text("approval-says", "Approved by its author");
    window.check_access("approved by its author");
    window.click("rail-desk");
    window.wait_row("HARBOUR-NOTES", "approved");
    window.wait_text("desk-list", "Approved by its author");
    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(
        shown["approval"]["by_author"], true,
        "the record says so too"
    );
}

#[test]
fn one_key_after_approval_voids_it() {
    let laptop = laptop("one_key_after_approval_voids_it", "two_people", EDITOR);
    let story = taken(&laptop);
    by(&laptop, EDITOR, &["step", &story, "approve"]);
    let schedule = ["step", &story, "schedule", "--at", "2099-01-04 06:00"];
    by(&laptop, EDITOR, &schedule);
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.find_css("[data-testid=seal-mark][data-seal=holds]");
    window.click("review-edit");
    window.click_after(".story");
    window.keys("!");
    window.wait_text("void-notice", "Approval of r1 is void");
    window.wait_saved();
    window.story_state("Editing");
    window.check_access("one key voided it");

    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    window.keys("publish now");
    window.wait_text(
        "palette-step-publish",
        "The text has changed since r1 was approved.",
    );
    window.check_access("publishing is refused");
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.wait_gone("palette");
    let stet = CommandLine::new(&laptop.newsroom()).with_passphrase(PASSPHRASE);
    assert_eq!(
        stet.refused(EDITOR, &["publish", &story]),
        "approval-void",
        "no other way out is open either"
    );

    window.click("void-undo");
    window.wait_gone("void-notice");
    window.story_state("Scheduled");
    window.click("story-review");
    window.find_css("[data-testid=seal-mark][data-seal=holds]");
    window.screenshot("it counts again");
    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(
        shown["approval"]["holds"], true,
        "the approval counts again"
    );
    assert_eq!(
        shown["row"]["desk_state"], "scheduled",
        "and so does its time"
    );
}

#[test]
fn a_void_approval_costs_one_more_that_shows_the_difference_and_keeps_the_time() {
    let laptop = laptop(
        "a_void_approval_costs_one_more_that_shows_the_difference_and_keeps_the_time",
        "two_people",
        EDITOR,
    );
    let story = taken(&laptop);
    by(&laptop, EDITOR, &["step", &story, "approve"]);
    let schedule = ["step", &story, "schedule", "--at", "2099-01-04 06:00"];
    by(&laptop, EDITOR, &schedule);
    let body = laptop.home().join("edited.md");
    std::fs::write(&body, "The bridge opened on Tuesday, Anna Bell said.\n")
        .expect("the laptop's home can be written to");
    by(
        &laptop,
        EDITOR,
        &["edit", &story, "--body", &body.display().to_string()],
    );
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.find("approval-bar");
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.wait_text(
        "approve-void",
        "Approval of r1 is void. Changed since by Desk editor.",
    );
    window.wait_text("approve-touched", "1 name, 1 date");
    window.wait_text("approve-difference", "Tuesday, Anna Bell said");
    assert_eq!(window.value_of("approve-time"), "2099-01-04 06:00");
    window.check_access("a void approval is renewed");
    window.key(Key::Enter);
    window.wait_gone("approve");
    window.story_state("Scheduled");
    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(
        shown["approval"]["revision"], 2,
        "the new words are approved"
    );
    assert_eq!(shown["schedule"]["counts"], true, "and their time counts");
}

#[test]
fn what_stands_in_the_way_of_an_approval_is_one_press_away() {
    let laptop = laptop(
        "what_stands_in_the_way_of_an_approval_is_one_press_away",
        "two_people",
        EDITOR,
    );
    let story = draft(
        &laptop,
        REPORTER,
        "Bridge opens",
        "The bridge opened on Monday.\n\nIt cost TK pounds.",
    );
    by(&laptop, REPORTER, &["step", &story, "file"]);
    by(&laptop, EDITOR, &["step", &story, "take"]);
    by(
        &laptop,
        EDITOR,
        &["comment", &story, "Who says so?", "--blocking"],
    );
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.find("approval-bar");
    approve_sheet(&window);
    window.wait_text("obstacles", "Who says so?");
    window.wait_text("obstacles", "It cost TK pounds");
    window.check_access("what stands in the way");
    window.click("obstacle-go-1");
    window.wait_gone("approve");
    window.find("screen-write");
    window.wait("the TK to be selected", || {
        window.ask("return getSelection().toString()") == "TK"
    });
    approve_sheet(&window);
    window.click("obstacle-go-0");
    window.wait_gone("approve");
    window.wait_text("margin", "Who says so?");
    window.screenshot("the query beside the text");
}

fn approve_sheet(window: &Window) {
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("approve");
}
