//! The inbox: what others did, seen or not, and the way to it by keyboard alone.

use fantoccini::key::Key;

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
