//! `stet edit` from a copy that somebody took earlier: what was typed since stays.

use std::fs;

use crate::newsrooms::{REPORTER, by_command};

#[test]
fn an_edit_that_says_what_it_was_made_from_strikes_nothing_that_came_since() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    let seen = room.stet.done(REPORTER, &["show", &story])["head_hash"]
        .as_str()
        .unwrap()
        .to_owned();
    let body = |words: &str| {
        let file = folder.path().join("body.md");
        fs::write(&file, words).unwrap();
        file.display().to_string()
    };
    let longer = body("The council met on Monday.\n\nIt rained.\n");
    room.stet.done(
        REPORTER,
        &["edit", &story, "--body", &longer, "--seen", &seen],
    );
    let stale = body("The council met on Tuesday.\n");
    let refused = room.stet.refused(
        REPORTER,
        &["edit", &story, "--body", &stale, "--seen", &seen],
    );
    assert_eq!(refused, "changed-since");
    let refused = room.stet.refused(
        REPORTER,
        &["edit", &story, "--set", "slugline=OTHER", "--seen", &seen],
    );
    assert_eq!(refused, "changed-since", "no part of it is done");
    let shown = room.stet.done(REPORTER, &["show", &story]);
    assert_eq!(shown["row"]["words"], 7, "the words that came since stand");
}
