//! Two people at one paragraph, neither seeing the other: the window keeps both versions and has a person read them.

use desk::{ApplyTextRequest, Desk, SitDownRequest, Surroundings};
use fantoccini::key::Key;
use manuscript::{Attributes, Batch, Field, Op};
use tests::Laptop;

use crate::newsroom::{AtTheDesk, PASSPHRASE, REPORTER, draft, exported, laptop};

/// A desk of this process on the laptop's newsroom, as another program would have it.
fn beside(laptop: &Laptop) -> Desk {
    let desk = Desk::new(Surroundings {
        last_newsroom: None,
        ..Surroundings::real()
    });
    let folder = laptop.newsroom().display().to_string();
    desk.open_folder(&folder).expect("the newsroom is there");
    desk.sit_down(SitDownRequest {
        person: REPORTER.to_owned(),
        passphrase: PASSPHRASE.to_owned(),
    })
    .expect("the reporter has a key here");
    desk
}

#[test]
fn words_typed_in_a_paragraph_that_another_program_deletes_are_shown_until_they_are_settled() {
    let laptop = laptop("two_versions_of_a_paragraph", "alone", REPORTER);
    let body = "The quay was closed at noon.\n\nTwo ferries wait.\n\nNobody was hurt.";
    let story = draft(&laptop, REPORTER, "Harbour shut", body);
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "Two ferries wait.");

    let other = beside(&laptop);
    let theirs = other.open_text(&story).expect("a draft may be opened");
    window.click_after(".story");
    window.key(Key::Up);
    window.key(Key::End);
    window.keys(" A third has sailed.");
    window.wait_words("A third has sailed.");
    window.wait("the words on the disk", || {
        exported(&laptop, &story).contains("A third has sailed.")
    });
    let first = "The quay was closed at noon.".len();
    let deleted = "Two ferries wait.".len() + 1;
    let ops = vec![
        Op::Retain {
            retain: first,
            attributes: Attributes::new(),
        },
        Op::Delete { delete: deleted },
    ];
    let deletes = ApplyTextRequest {
        story: story.clone(),
        version: theirs.version,
        batch: "deletes".to_owned(),
        batches: vec![Batch([(Field::Body, ops)].into())],
        caret: None,
    };
    other.apply_text(deletes).expect("an author may delete");
    other.close_text(&story).expect("it can be closed");

    window.wait_text("toast", "Both are kept");
    window.chord(&[Key::Control, Key::Alt], 'm');
    window.wait_text("comment", "Two versions of paragraph 1. Both kept.");
    window.wait_text("comment", "A third has sailed.");
    window.screenshot("two versions of a paragraph");
    window.check_access("two versions of a paragraph");
    assert!(exported(&laptop, &story).contains("A third has sailed."));
    window.click("comment-resolve");
    window.wait_text("comment", "Settled by City reporter");
}
