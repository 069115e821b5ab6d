//! The inbox: what others did, seen or not, and the way to it by keyboard alone.

use fantoccini::key::Key;

use crate::idle::pass_minutes;
use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, laptop};

#[test]
fn what_concerns_me_arrives_is_marked_and_opens_by_keyboard() {
    let laptop = laptop("the_inbox", "two_people", EDITOR);
    let window = laptop.open();
    window.find("desk-empty-new");
    window.chord(&[], 'g');
    window.chord(&[], 'i');
    window.find("screen-inbox");
    window.wait_words("Nothing for you.");
    window.screenshot("nothing");
    window.check_access("the empty inbox");

    let story = draft(
        &laptop,
        REPORTER,
        "Bridge opens",
        "The bridge opened on Monday.",
    );
    by(
        &laptop,
        REPORTER,
        &["step", &story, "file", "--note", "Council has seen it."],
    );
    let second = draft(
        &laptop,
        REPORTER,
        "Night buses",
        "A guide to the new routes.",
    );
    by(&laptop, REPORTER, &["step", &second, "file"]);
    window.find_css("[data-testid=inbox-row][data-slugline=BRIDGE-OPENS][data-seen=false]");
    window.find_css("[data-testid=inbox-row][data-slugline=NIGHT-BUSES][data-seen=false]");
    window.wait_text("rail-inbox", "2");
    window.wait_text("inbox-unseen", "2 not seen");
    window.screenshot("two that wait");
    window.check_access("the inbox");

    window.chord(&[], 'j');
    window.chord(&[], 's');
    window.find_css("[data-testid=inbox-row][data-slugline=BRIDGE-OPENS][data-seen=true]");
    window.chord(&[], 's');
    window.find_css("[data-testid=inbox-row][data-slugline=BRIDGE-OPENS][data-seen=false]");
    window.chord(&[Key::Shift], 'A');
    window.wait_text("inbox-unseen", "0 not seen");
    window.resize(900, 600);
    window.screenshot("all seen in a small window");
    window.check_access("the inbox in a small window");
    window.key(Key::Enter);
    window.find("screen-review");
    window.wait_words("The bridge opened on Monday.");
    by(
        &laptop,
        EDITOR,
        &["step", &story, "send_back", "--note", "Who opened it?"],
    );

    window.change_places(REPORTER);
    window.chord(&[], 'g');
    window.chord(&[], 'i');
    window.find_css("[data-testid=inbox-row][data-kind=sent_back]");
    window.wait_words("Who opened it?");
    window.screenshot("sent back");
    window.key(Key::Enter);
    window.find("screen-write");
}

#[test]
fn an_emergency_that_nobody_read_in_its_hour_stands_over_the_desk_until_somebody_does() {
    const SECOND: &str = "Second chief";
    let laptop = laptop("unread", "two_people", EDITOR);
    by(
        &laptop,
        EDITOR,
        &["person", "add", SECOND, "--role", "chief"],
    );
    let story = draft(&laptop, REPORTER, "Dam breaks", "The dam broke on Monday.");
    by(&laptop, REPORTER, &["step", &story, "file"]);
    by(
        &laptop,
        SECOND,
        &[
            "step",
            &story,
            "break_glass",
            "--set",
            "reason=People live below it",
        ],
    );
    let window = laptop.open();
    window.find("desk-list");
    window.wait_words("To be read");
    for _ in 0..4 {
        pass_minutes(&window, 14);
        window.chord(&[], 'j');
    }
    assert!(
        !window.is_shown("desk-unread"),
        "56 minutes are not an hour"
    );
    pass_minutes(&window, 5);
    window.wait_text("desk-unread", "was published in an emergency");
    window.check_access("an emergency that nobody read");
    window.resize(900, 600);
    window.check_access("an emergency that nobody read, in a small window");
    window.click("desk-unread-read");
    window.find("screen-review");
    window.wait_words("The dam broke on Monday.");
    by(&laptop, EDITOR, &["step", &story, "confirm"]);
    window.chord(&[], 'g');
    window.chord(&[], 'd');
    window.wait_gone("desk-unread");
}
