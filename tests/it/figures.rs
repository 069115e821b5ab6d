//! Pictures from a file to readers by command line: with their words or not at all, whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use tests::command_line::fixture;

use crate::faults::assert_refused;
use crate::newsrooms::{ByCommand, EDITOR, REPORTER, by_command, files_in};

const WORDS: [&str; 6] = [
    "--alt",
    "A crane over an empty quay",
    "--caption",
    "The harbour on Monday.",
    "--credit",
    "A Photographer",
];

fn harbour() -> String {
    fixture("pictures/harbour.png").display().to_string()
}

/// Brings the picture into a story.
fn add(room: &ByCommand, story: &str, words: &[&str]) {
    let file = harbour();
    let add = [&["picture", "add", story, &file][..], words].concat();
    room.stet.done(REPORTER, &add);
}

/// The encrypted pictures of a newsroom.
fn kept(room: &ByCommand) -> Vec<PathBuf> {
    let listing = fs::read_dir(room.stet.folder.join("media"));
    let entries = listing.into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn published(site: &Path) -> Vec<PathBuf> {
    let files = files_in(site).into_keys();
    files
        .map(|file| site.join(file))
        .filter(|file| file.extension().is_some_and(|ending| ending == "png"))
        .collect()
}

fn approved(room: &ByCommand, story: &str) {
    room.stet.done(REPORTER, &["step", story, "file"]);
    room.stet.done(EDITOR, &["step", story, "approve"]);
}

#[test]
fn a_picture_goes_out_with_its_page_and_without_what_it_told_about_its_maker() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    add(&room, &story, &WORDS);
    assert_eq!(kept(&room).len(), 1);
    approved(&room, &story);
    room.stet.done(EDITOR, &["publish", &story]);

    let pictures = published(&room.site);
    assert_eq!(pictures.len(), 1, "{pictures:?}");
    let bytes = fs::read(&pictures[0]).unwrap();
    let before = fs::read(harbour()).unwrap();
    let place = b"51.5074";
    let tells = |bytes: &[u8]| bytes.windows(place.len()).any(|part| part == place);
    assert!(
        tells(&before) && !tells(&bytes),
        "where it was taken stays here"
    );
    let sealed = fs::read(&kept(&room)[0]).unwrap();
    assert!(
        !sealed.windows(4).any(|part| part == b"IHDR"),
        "what lies in the newsroom's folder cannot be read"
    );

    let name = pictures[0].file_name().unwrap().to_owned();
    let page = pictures[0].with_file_name("index.md");
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.contains(&format!("]({})", name.display())), "{text}");
    assert_eq!(
        room.stet.done(EDITOR, &["verify"])["flaws"],
        serde_json::json!([])
    );
}

/// What a check of the whole newsroom finds.
fn flaws(room: &ByCommand) -> String {
    let verified = room.stet.run(&["--as", EDITOR, "verify"]);
    assert_eq!(verified.exit, 3, "a script notices");
    String::from_utf8_lossy(&verified.stdout).into_owned()
}

#[test]
fn a_figure_is_approved_with_all_its_words_only() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    let check = |words: &[&str], code: &str| {
        let story = room.draft("Bridge opens");
        add(&room, &story, words);
        room.stet.done(REPORTER, &["step", &story, "file"]);
        assert_eq!(
            room.stet.refused(EDITOR, &["step", &story, "approve"]),
            code
        );
    };
    check(&[], "figure-needs-alt");
    check(&WORDS[..2], "figure-needs-caption");
    check(&WORDS[..4], "figure-needs-credit");
    approved(&room, &story);
}

#[test]
fn what_is_no_picture_or_too_large_comes_in_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    let file = folder.path().join("picture");
    let check = |bytes: &[u8], code: &str| {
        fs::write(&file, bytes).unwrap();
        let name = file.display().to_string();
        let add = ["picture", "add", &story, &name];
        assert_eq!(room.stet.refused(REPORTER, &add), code);
    };
    check(
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
        "not-a-picture",
    );
    let whole = fs::read(harbour()).unwrap();
    check(&whole[..whole.len() - 1], "not-a-picture");
    check(&vec![0xff; 20_000_001], "picture-too-large");
    assert_eq!(kept(&room).len(), 0);
    let shown = room.stet.done(REPORTER, &["show", &story]);
    assert!(
        !shown.to_string().contains("figure"),
        "the story is as it was"
    );
}

#[test]
fn a_lost_or_damaged_picture_is_found_and_publishes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    add(&room, &story, &WORDS);
    approved(&room, &story);
    let path = kept(&room).remove(0);
    let whole = fs::read(&path).unwrap();

    let mut damaged = whole.clone();
    damaged[1000] ^= 1;
    fs::write(&path, &damaged).unwrap();
    assert!(flaws(&room).contains("\"flaw-picture\""));
    assert_refused(
        &room.stet.run(&["--as", EDITOR, "publish", &story]),
        3,
        "damaged",
    );

    fs::remove_file(&path).unwrap();
    assert!(flaws(&room).contains("\"flaw-picture-missing\""));
    let refused = room.stet.run(&["--as", EDITOR, "publish", &story]);
    assert_refused(&refused, 1, "media-missing");
    assert_eq!(published(&room.site).len(), 0);
    assert!(
        !room.site.join(".stet/manifest.json").exists(),
        "readers have nothing"
    );

    // The same picture brought in again is the same picture: both stories have it.
    let other = room.draft("Another story");
    add(&room, &other, &[]);
    assert_eq!(fs::read(&path).unwrap(), whole);
    room.stet.done(EDITOR, &["publish", &story]);
    assert_eq!(published(&room.site).len(), 1);
}

#[test]
fn a_backup_carries_the_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    add(&room, &story, &WORDS);
    let backup = folder.path().join("backup").display().to_string();
    room.stet.done(EDITOR, &["backup", &backup]);
    let copy = tests::command_line::CommandLine::new(&folder.path().join("restored"));
    let answer = copy.run(&["restore", &backup]);
    assert_eq!(answer.exit, 0, "{}", answer.stderr);
    let name = kept(&room)[0].file_name().unwrap().to_owned();
    assert_eq!(
        fs::read(copy.folder.join("media").join(name)).unwrap(),
        fs::read(&kept(&room)[0]).unwrap()
    );
    assert_eq!(
        copy.done(EDITOR, &["verify"])["flaws"],
        serde_json::json!([])
    );
}
