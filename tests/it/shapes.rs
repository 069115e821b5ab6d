//! Story shapes: what comes with Stet, what a newsroom makes of it, and who may.

use std::fs;

use desk::PutShapeRequest;

use crate::newsrooms::{EDITOR, REPORTER, by_command, in_process};

fn put(name: &str, text: &str) -> PutShapeRequest {
    PutShapeRequest {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn a_newsroom_changes_a_shape_makes_its_own_and_takes_one_off() {
    let room = in_process("two_people");
    room.sit(EDITOR);
    let names = || -> Vec<(String, bool)> {
        let shapes = room.desk.shapes().unwrap();
        shapes
            .into_iter()
            .map(|shape| (shape.name, shape.ours))
            .collect()
    };
    let comes_with_stet = ["court", "council", "match", "obituary"];
    assert_eq!(
        names(),
        comes_with_stet.map(|name| (name.to_owned(), false)),
        "what comes with Stet"
    );
    room.desk
        .put_shape(put("Court", "## Charge\n\nTK\n"))
        .unwrap();
    room.desk
        .put_shape(put("  Sea  rescue ", "## Who called\n\nTK\n"))
        .unwrap();
    room.desk.retire_shape("match").unwrap();
    let ours = |name: &str, ours| (name.to_owned(), ours);
    let expected = [
        ours("court", true),
        ours("council", false),
        ours("obituary", false),
        ours("sea rescue", true),
    ];
    assert_eq!(names(), expected);
    assert_eq!(
        room.desk.shape("COURT").unwrap().text,
        "## Charge\n\nTK\n",
        "the newsroom's own words stand over Stet's"
    );
    room.desk.rebuild().unwrap();
    assert_eq!(names(), expected, "the log is the truth");
}

#[test]
fn a_shape_comes_in_as_headings_and_blanks() {
    let room = in_process("two_people");
    room.desk
        .put_shape(put("fire", "TK where.\n\n## Harm\n\n- TK\n"))
        .unwrap();
    let read = room.desk.read_shape("fire").unwrap();
    let body = manuscript::project(&read.fields).body;
    assert_eq!(body.len(), 3, "{body:?}");
    assert!(read.report.is_empty(), "nothing was left out");
}

#[test]
fn a_reporter_uses_shapes_and_changes_none() {
    let room = in_process("two_people");
    room.sit(REPORTER);
    assert!(room.desk.read_shape("obituary").is_ok());
    let refused = room.desk.put_shape(put("court", "Nothing"));
    assert_eq!(
        refused.expect_err("the desk keeps them").code(),
        "not-your-role"
    );
    let refused = room.desk.retire_shape("court");
    assert_eq!(
        refused.expect_err("the desk keeps them").code(),
        "not-your-role"
    );
}

#[test]
fn what_is_no_shape_is_refused_in_words() {
    let room = in_process("two_people");
    let check = |request: PutShapeRequest, expected: &str| {
        let refused = room.desk.put_shape(request).expect_err("it is none");
        assert_eq!(refused.code(), expected);
    };
    check(put(" ", "TK"), "name-needed");
    check(put("court", " \n"), "name-needed");
    check(put("court", &"TK ".repeat(7_000)), "shape-too-long");
    let unknown = room.desk.read_shape("haiku").expect_err("nobody made one");
    assert_eq!(unknown.code(), "no-such-shape");
}

#[test]
fn a_script_keeps_shapes_in_files() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let file = folder.path().join("rescue.md");
    fs::write(&file, "## Who called\n\nTK\n").unwrap();
    let file = file.display().to_string();
    room.stet
        .done(EDITOR, &["shape", "put", "Sea rescue", &file]);
    let shown = room.stet.done(REPORTER, &["shape", "show", "sea rescue"]);
    assert_eq!(shown["text"], "## Who called\n\nTK\n", "byte for byte");
    let refused = room
        .stet
        .refused(REPORTER, &["shape", "retire", "sea rescue"]);
    assert_eq!(refused, "not-your-role");
    let left = room.stet.done(EDITOR, &["shape", "retire", "sea rescue"]);
    assert_eq!(left.as_array().map(Vec::len), Some(4));
}

#[test]
fn a_reporter_does_not_say_where_stories_are_published() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    let dir = elsewhere.display().to_string();
    let refused = room.stet.refused(
        REPORTER,
        &["target", "add", "mine", "--profile", "plain", "--dir", &dir],
    );
    assert_eq!(refused, "not-your-role");
}
