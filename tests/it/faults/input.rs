//! Files that are no articles, and articles that lack something.

use std::fs;

use super::{assert_refused, holdings};
use crate::newsrooms::{EDITOR, REPORTER, by_command};

/// The first bytes of a PNG picture and of a zip archive.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0";
const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0\xb5\x55\x30\x23\xf4\xff\xff\xff";

#[test]
fn what_is_no_article_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let before = holdings(&room);
    let cases: [(&str, Vec<u8>, i32, &str); 6] = [
        ("picture.png", PNG.to_vec(), 1, "not-text"),
        ("archive.zip", ZIP.to_vec(), 1, "not-text"),
        (
            "latin1.txt",
            b"Caf\xe9 in Paris\n\nWords.\n".to_vec(),
            1,
            "not-utf-8",
        ),
        ("empty.txt", Vec::new(), 1, "empty"),
        ("blank.md", b"\n \n\t\n".to_vec(), 1, "empty"),
        (
            "huge.txt",
            "Twenty megabytes. ".repeat(1_200_000).into_bytes(),
            1,
            "file-too-large",
        ),
    ];
    for (name, bytes, exit, code) in cases {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let answer = room
            .stet
            .run(&["--as", REPORTER, "import", &file.display().to_string()]);
        eprintln!("{name}: {} {} {}", answer.exit, answer.json, answer.stderr);
        assert_refused(&answer, exit, code);
    }
    let nowhere = room
        .stet
        .run(&["--as", REPORTER, "import", "/no/such/file.txt"]);
    assert_refused(&nowhere, 3, "file-unreadable");
    let a_folder = folder.path().display().to_string();
    let a_folder = room.stet.run(&["--as", REPORTER, "import", &a_folder]);
    assert_refused(&a_folder, 3, "file-unreadable");
    assert_eq!(holdings(&room), before, "nothing was written");
}

#[test]
fn a_body_that_is_no_text_leaves_the_story_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    let before = (holdings(&room), room.stet.done(EDITOR, &["show", &story]));
    let file = folder.path().join("body.md");
    for (bytes, code) in [
        (PNG.to_vec(), "not-text"),
        (b"Caf\xe9 in Paris\n".to_vec(), "not-utf-8"),
        ("Too much. ".repeat(300_000).into_bytes(), "file-too-large"),
    ] {
        fs::write(&file, bytes).unwrap();
        let file = file.display().to_string();
        let answer = room
            .stet
            .run(&["--as", REPORTER, "edit", &story, "--body", &file]);
        assert_refused(&answer, 1, code);
    }
    assert_eq!(
        (holdings(&room), room.stet.done(EDITOR, &["show", &story])),
        before
    );
}

#[test]
fn an_article_without_an_author_comes_in_and_cannot_be_filed() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let file = folder.path().join("nobody.md");
    fs::write(&file, "---\ntitle: \"Nobody wrote this\"\n---\n\nWords.\n").unwrap();
    let brought = room
        .stet
        .done(REPORTER, &["import", &file.display().to_string()]);
    let story = brought[0]["story"].as_str().unwrap();
    let before = holdings(&room);
    let filed = room.stet.run(&["--as", REPORTER, "step", story, "file"]);
    assert_refused(&filed, 1, "needs-credit");
    assert_eq!(holdings(&room), before, "a refused step writes nothing");
}

#[test]
fn an_article_without_a_section_comes_in_whole() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let file = folder.path().join("no-section.md");
    let text = format!("---\ntitle: \"Nowhere\"\nauthors: [\"{REPORTER}\"]\n---\n\nWords.\n");
    fs::write(&file, text).unwrap();
    let brought = room
        .stet
        .done(REPORTER, &["import", &file.display().to_string()]);
    let story = brought[0]["story"].as_str().unwrap();
    let shown = room.stet.done(REPORTER, &["show", story]);
    assert_eq!(shown["row"]["section"], "", "none is made up");
    assert_eq!(shown["row"]["headline"], "Nowhere");
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let before = holdings(&room);
    let thief = room.stet.with_passphrase("correct horses");
    for arguments in [
        &["--as", EDITOR, "list"][..],
        &["--as", REPORTER, "list"],
        &["publish-due"],
    ] {
        assert_refused(&thief.run(arguments), 3, "wrong-passphrase");
    }
    let stranger = room.stet.run(&["--as", "Nobody Here", "list"]);
    assert_refused(&stranger, 1, "no-key-here");
    assert_eq!(holdings(&room), before);
}
