//! Who is at this desk: what the lock screen knows before anybody has typed a passphrase.

use std::path::Path;

use desk::{Desk, SitDownRequest, Surroundings};

use crate::newsrooms::{EDITOR, REPORTER, by_command};

/// A window's desk, which keeps who sat there last.
fn window(home: &Path) -> Desk {
    Desk::new(Surroundings {
        default_folder: home.join("newsroom"),
        last_newsroom: Some(home.join(".last-newsroom")),
        ..Surroundings::real()
    })
}

fn sit(desk: &Desk, person: &str) -> String {
    let request = SitDownRequest {
        person: person.to_owned(),
        passphrase: "correct horse".to_owned(),
    };
    desk.sit_down(request).unwrap().who.unwrap().id
}

fn offered_first(desk: &Desk) -> Option<String> {
    desk.opening().unwrap().newsroom.unwrap().last_here
}

#[test]
fn the_lock_screen_offers_whoever_sat_here_last() {
    let home = tempfile::tempdir().unwrap();
    let room = by_command(home.path());
    let desk = window(home.path());
    assert_eq!(offered_first(&desk), None, "nobody has sat down yet");
    let reporter = {
        let desk = window(home.path());
        desk.opening().unwrap();
        sit(&desk, EDITOR);
        sit(&desk, REPORTER)
    };
    assert_eq!(
        offered_first(&desk),
        Some(reporter),
        "by another window before"
    );
    let editor = sit(&desk, EDITOR);
    desk.leave_desk().unwrap();
    assert_eq!(
        offered_first(&desk),
        Some(editor.clone()),
        "by this one, now locked"
    );
    room.stet.done(REPORTER, &["list"]);
    assert_eq!(offered_first(&desk), Some(editor), "a script sits nowhere");

    let elsewhere = tempfile::tempdir().unwrap();
    let other = by_command(elsewhere.path());
    desk.open_folder(&other.stet.folder.display().to_string())
        .unwrap();
    assert_eq!(
        offered_first(&desk),
        None,
        "another newsroom has other people"
    );
}
