//! The newslist and the shift note as a script gets them, and the views that each person has saved.

use std::fs;

use desk::SavedView;

use crate::newsrooms::{EDITOR, REPORTER, by_command, in_process};

#[test]
fn a_script_gets_the_days_list_as_a_table_as_a_page_and_as_a_value() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    let assigned = [
        "step",
        &story,
        "assign",
        "--set",
        "due=2031-07-01 18:00",
        "--set",
        "words=600",
    ];
    room.stet.done(EDITOR, &assigned);
    let list = room
        .stet
        .done(EDITOR, &["newslist", "--date", "2031-07-01"]);
    assert_eq!(list["date"], "2031-07-01");
    assert_eq!(list["lines"][0]["slugline"], "BRIDGE-OPENS");
    assert_eq!(list["lines"][0]["heading"], "day");
    let other = room
        .stet
        .done(EDITOR, &["newslist", "--date", "2031-07-02"]);
    assert_eq!(other["lines"], serde_json::json!([]));
    for (form, file, expected) in [
        (None, "list.md", "| 2031-07-01 18:00 |"),
        (Some("--html"), "list.html", "<td>2031-07-01 18:00</td>"),
    ] {
        let path = folder.path().join(file);
        let path_said = path.display().to_string();
        let mut words = vec!["newslist", "--date", "2031-07-01", "-o", &path_said];
        words.extend(form);
        room.stet.done(EDITOR, &words);
        let written = fs::read_to_string(&path).unwrap();
        assert!(
            written.contains(expected),
            "due is told in London: {written}"
        );
        assert!(written.contains("BRIDGE-OPENS") && written.contains("of 600"));
    }
    let wrong = room
        .stet
        .refused(EDITOR, &["newslist", "--date", "tomorrow"]);
    assert_eq!(wrong, "not-a-date", "a day is never guessed");
    let nowhere = folder.path().join("gone/list.md").display().to_string();
    let unwritten = room.stet.run(&["--as", EDITOR, "newslist", "-o", &nowhere]);
    assert_eq!(unwritten.exit, 3, "{}", unwritten.stderr);
    assert_eq!(unwritten.json["code"], "file-unwritten");
}

#[test]
fn the_note_at_the_end_of_a_shift_tells_the_newsrooms_time() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    room.draft("Bridge opens");
    let note = room.stet.done(EDITOR, &["shift-note"]);
    assert_eq!(note["zone"], "Europe/London");
    let text = room.stet.plainly(&["--as", EDITOR, "shift-note"]);
    assert!(
        text.starts_with(|first: char| first.is_ascii_digit()),
        "{text}"
    );
    assert!(text.contains(" Europe/London\n"), "{text}");
    assert!(
        !text.contains("+00:00"),
        "nobody reads a time like that: {text}"
    );
}

#[test]
fn each_person_has_their_own_views_and_a_name_stands_once() {
    let room = in_process("two_people");
    let view = |name: &str, section: &str| SavedView {
        name: name.to_owned(),
        filter: "filed".to_owned(),
        section: section.to_owned(),
        look: "list".to_owned(),
        ..SavedView::default()
    };
    let given = vec![
        view(" City ", "City"),
        view("", "Sport"),
        view("City", "Sport"),
    ];
    let kept = room.desk.keep_views(given).unwrap();
    assert_eq!(kept, [view("City", "City")]);
    assert_eq!(room.desk.saved_views().unwrap(), kept);
    room.sit(REPORTER);
    assert_eq!(room.desk.saved_views().unwrap(), []);
    let again = room.desk.second_process();
    again.sit(room.person(EDITOR));
    assert_eq!(again.saved_views().unwrap(), kept, "they outlast a restart");
}
