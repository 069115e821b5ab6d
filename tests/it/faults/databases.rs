//! A newsroom's file that is newer, cut short, damaged, or no such file at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::assert_refused;
use crate::newsrooms::{ByCommand, EDITOR, by_command, database};

const PAGE: usize = 4096;

fn file(room: &ByCommand) -> PathBuf {
    room.stet.folder.join(store::FILE_NAME)
}

/// Puts `bytes` in the file's place, asks `command` of it, and gives back the exit and the code.
fn tried(room: &ByCommand, command: &str, bytes: &[u8]) -> (i32, String) {
    let path = file(room);
    fs::write(&path, bytes).unwrap();
    let answer = room.stet.run(&["--as", EDITOR, command]);
    assert!(
        !answer.stderr.contains("panicked"),
        "a damaged file is no reason to panic: {}",
        answer.stderr
    );
    if answer.exit != 0 {
        assert_eq!(
            answer.exit, 3,
            "the machine failed, no rule: {}",
            answer.json
        );
        assert!(
            answer.stderr.contains(' '),
            "with a sentence: {}",
            answer.stderr
        );
    }
    assert!(
        fs::read(&path).unwrap() == bytes,
        "a damaged file is left as it is, for whoever repairs it"
    );
    let code = answer.json["code"].as_str();
    let flaw = answer.json["flaws"][0]["code"].as_str();
    (answer.exit, code.or(flaw).unwrap_or("").to_owned())
}

/// A newsroom with a few stories and the bytes of its closed file.
fn written(folder: &Path) -> (ByCommand, Vec<u8>) {
    let room = by_command(folder);
    room.approved("Bridge opens");
    room.draft("Bridge closes");
    let bytes = fs::read(file(&room)).unwrap();
    assert!(bytes.len() > 10 * PAGE && bytes.len().is_multiple_of(PAGE));
    (room, bytes)
}

#[test]
fn a_newer_stets_newsroom_is_refused_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let connection = database(&room.stet.folder);
    connection.pragma_update(None, "user_version", 999).unwrap();
    connection.close().unwrap();
    let before = fs::read(file(&room)).unwrap();
    for arguments in [&["--as", EDITOR, "list"][..], &["publish-due"]] {
        assert_refused(&room.stet.run(arguments), 3, "from-newer-stet");
    }
    assert!(
        fs::read(file(&room)).unwrap() == before,
        "not a bit differs"
    );
}

#[test]
fn a_file_that_ends_too_early_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (room, whole) = written(folder.path());
    for length in [
        0,
        7,
        PAGE - 1,
        PAGE,
        3 * PAGE,
        whole.len() / 2 + 13,
        whole.len() - PAGE,
    ] {
        let list = tried(&room, "list", &whole[..length]);
        assert_eq!(list.0, 3, "cut to {length} bytes of {}", whole.len());
        assert!(
            ["truncated", "not-a-stet-file", "wrong-key"].contains(&list.1.as_str()),
            "cut to {length} bytes: {}",
            list.1
        );
    }
    assert_eq!(tried(&room, "verify", &whole), (0, String::new()));
}

#[test]
fn one_flipped_bit_anywhere_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let (room, whole) = written(folder.path());
    let pages = whole.len() / PAGE;
    for page in [0, 1, 2, pages / 2, pages - 1] {
        let mut flipped = whole.clone();
        flipped[page * PAGE + 1234] ^= 0x10;
        let verify = tried(&room, "verify", &flipped);
        assert_eq!(verify.0, 3, "a bit of page {} was flipped", page + 1);
        assert!(
            ["damaged-page", "flaw-page"].contains(&verify.1.as_str()),
            "page {}: {}",
            page + 1,
            verify.1
        );
    }
}

#[test]
fn what_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (room, whole) = written(folder.path());
    for bytes in [
        b"SQLite format 3\0 and more".repeat(400),
        "Dear diary. ".repeat(1000).into_bytes(),
        vec![0; whole.len()],
    ] {
        let refused = tried(&room, "list", &bytes);
        assert_eq!(refused, (3, "not-a-stet-file".to_owned()));
    }
    fs::remove_file(file(&room)).unwrap();
    assert_refused(
        &room.stet.run(&["--as", EDITOR, "list"]),
        3,
        "no-newsroom-here",
    );
    assert!(!file(&room).exists(), "looking does not make one");
}

#[test]
fn another_newsrooms_key_does_not_open_it() {
    let folder = tempfile::tempdir().unwrap();
    let (room, _) = written(folder.path());
    let other = tempfile::tempdir().unwrap();
    let other = by_command(other.path());
    let foreign = fs::read(file(&other)).unwrap();
    let refused = tried(&room, "list", &foreign);
    assert_eq!(refused, (3, "wrong-key".to_owned()));
}
