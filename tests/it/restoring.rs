//! A newsroom restored from a backup beside the original, which goes on: both keep writing, and no log forks.

use std::collections::BTreeMap;
use std::path::Path;

use tests::command_line::CommandLine;

use crate::faults::assert_refused;
use crate::kills::Typist;
use crate::newsrooms::{ByCommand, EDITOR, REPORTER, add_target, by_command, database};

/// Backs a newsroom up and makes another of it.
fn restored(room: &ByCommand, folder: &Path) -> ByCommand {
    let backup = folder.join("observer.stetbackup").display().to_string();
    room.stet.done(EDITOR, &["backup", &backup]);
    let stet = CommandLine::new(&folder.join("restored"));
    let answer = stet.run(&["restore", &backup]);
    assert_eq!(answer.exit, 0, "{}", answer.stderr);
    assert!(
        answer.stderr.contains("restored from a backup"),
        "it says what has to be done first: {:?}",
        answer.stderr
    );
    ByCommand {
        stet,
        site: folder.join("restored site"),
    }
}

/// Every entry of a newsroom by its device and number.
type Log = BTreeMap<(Vec<u8>, i64), Vec<u8>>;

fn entries(room: &ByCommand) -> Log {
    let connection = database(&room.stet.folder);
    let mut statement = connection
        .prepare("SELECT device, seq, id FROM log")
        .unwrap();
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

fn assert_no_fork(one: &ByCommand, other: &ByCommand) {
    let (one, other) = (entries(one), entries(other));
    let forked = one
        .iter()
        .filter(|(place, id)| other.get(place).is_some_and(|there| there != *id));
    assert_eq!(forked.count(), 0, "two entries with one device and number");
    let only = |these: &Log, those: &Log| {
        let missing = these.keys().filter(|place| !those.contains_key(*place));
        missing.count()
    };
    assert!(only(&one, &other) > 0, "the original went on");
    assert!(only(&other, &one) > 0, "and so did the copy");
}

#[test]
fn a_restored_copy_goes_on_beside_the_original_and_no_log_forks() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    let copy = restored(&room, folder.path());

    // Whoever cannot let anybody in may read.
    let shown = copy.stet.done(REPORTER, &["show", &story]);
    assert_eq!(shown["may_type"], false);
    assert_eq!(shown["read_only"]["code"], "restored-copy");
    let before = copy.entries_by(REPORTER);
    for words in [
        &["edit", &story, "--set", "headline=Bridge closes"][..],
        &["step", &story, "file"],
        &["person", "add", "A guest"],
        &["publish-due"],
    ] {
        let answer = copy.stet.run(&[&["--as", REPORTER], words].concat());
        if answer.exit != 0 {
            assert_refused(&answer, 1, "restored-copy");
        } else {
            assert!(answer.stderr.contains("restored"), "{}", answer.stderr);
        }
    }
    assert_eq!(copy.entries_by(REPORTER), before, "nothing was signed");

    // The original goes on, with the same keys as before.
    room.stet.done(REPORTER, &["step", &story, "file"]);
    room.draft("In the original");

    // The founder sits down once, and lets in who has asked.
    let listed = copy.stet.done(EDITOR, &["list"]);
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    assert_eq!(copy.entries(), before + 1, "one roster");
    copy.stet.done(REPORTER, &["step", &story, "file"]);
    copy.draft("In the copy");
    let people = copy.stet.done(EDITOR, &["person", "list"]);
    for person in people.as_array().unwrap() {
        assert_eq!(person["here"], true, "{person}");
        let roles = person["roles"].as_array().map(Vec::len);
        let founder = person["name"] == EDITOR;
        assert_eq!(roles, Some(if founder { 2 } else { 1 }), "each role once");
    }

    // And the site is the original's until the copy has one of its own.
    copy.stet.done(EDITOR, &["step", &story, "approve"]);
    let answer = copy.stet.run(&["--as", EDITOR, "publish", &story]);
    assert_refused(&answer, 1, "no-targets");
    add_target(&copy.stet, "copy", &copy.site);
    let at = newsroom::in_zone(now() - 60_000, "Europe/London").unwrap();
    let schedule = [
        "step", &story, "schedule", "--at", &at.local, "--target", "copy",
    ];
    copy.stet.done(EDITOR, &schedule);
    let fired = copy.stet.run(&["publish-due"]);
    assert_eq!(
        fired.json.as_array().map(Vec::len),
        Some(1),
        "{}",
        fired.stderr
    );
    assert_eq!(copy.live_state(&story), "live");

    room.entries();
    copy.entries();
    copy.stet.done(EDITOR, &["rebuild"]);
    assert_no_fork(&room, &copy);
    assert!(!copy.stet.folder.join("newsroom.restored").exists());
}

#[test]
fn what_was_typed_and_not_signed_when_the_backup_was_made_is_in_both() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    room.stet.done(REPORTER, &["step", &story, "file"]);
    room.stet.done(EDITOR, &["step", &story, "take"]);
    let mut typist = Typist::start(&room, &story, 1, 1_000);
    while typist.hear().is_some_and(|line| line != "5") {}
    typist.kill();
    let copy = restored(&room, folder.path());
    for room in [&room, &copy] {
        room.stet.done(EDITOR, &["step", &story, "put_back"]);
        let page = room
            .stet
            .run(&["--as", EDITOR, "export", &story, "--draft"]);
        let page = String::from_utf8(page.stdout).unwrap();
        assert!(page.contains("w5"), "{page}");
        room.entries();
    }
    assert_no_fork(&room, &copy);
}

#[test]
fn a_copy_of_a_copy_leaves_its_keys_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let copy = restored(&room, folder.path());
    copy.draft_by_founder("In the copy");
    let again = folder.path().join("again");
    std::fs::create_dir(&again).unwrap();
    let second = restored(&copy, &again);
    copy.draft_by_founder("More in the copy");
    second.draft_by_founder("In the copy of the copy");
    assert_no_fork(&copy, &second);
    second.entries();
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.unwrap().as_millis()).unwrap()
}
