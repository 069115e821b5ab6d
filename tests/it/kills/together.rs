//! A thousand writes at once: somebody types, scripts edit and publish, and all of it is there.

use std::collections::BTreeSet;
use std::thread;
use std::time::Instant;

use super::Typist;
use crate::newsrooms::{ByCommand, EDITOR, REPORTER, by_command};

const TYPED: u64 = 960;
const EDITS: u64 = 20;
const TIMED: usize = 5;

#[test]
fn a_thousand_writes_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let typed = room.draft("The typed one");
    room.stet.done(REPORTER, &["step", &typed, "file"]);
    room.stet.done(EDITOR, &["step", &typed, "take"]);
    let edited = room.draft("The edited one");
    let due: Vec<String> = (0..TIMED)
        .map(|number| {
            let story = room.approved(&format!("Timed {number}"));
            // A moment that has just passed: it is due, and within its quarter of an hour.
            let at = newsroom::in_zone(now() - 60_000, "Europe/London").unwrap();
            let schedule = ["step", &story, "schedule", "--at", &at.local];
            room.stet.done(EDITOR, &schedule);
            story
        })
        .collect();

    let started = Instant::now();
    let versions = thread::scope(|scope| {
        let typist = scope.spawn(|| type_all(&room, &typed));
        // The same person edits the typed story too: one key, one log, several programs.
        let editing = scope.spawn(|| edit_often(&room, REPORTER, &edited));
        let beside = scope.spawn(|| edit_often(&room, EDITOR, &typed));
        let publishing = [(); 2].map(|()| scope.spawn(|| publish_due(&room)));
        let receipts: usize = publishing
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum();
        assert_eq!(
            receipts, TIMED,
            "each story went out once, by one of the two"
        );
        beside.join().unwrap();
        editing.join().unwrap();
        typist.join().unwrap()
    });
    assert_eq!(versions, TYPED);
    println!("{} writes in {:?}", TYPED + 2 * EDITS, started.elapsed());

    let page = room
        .stet
        .run(&["--as", EDITOR, "export", &typed, "--draft"])
        .stdout;
    let page = String::from_utf8(page).unwrap();
    let there: BTreeSet<u64> = page
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.strip_prefix('w')?.parse().ok())
        .collect();
    let lost: Vec<u64> = (0..TYPED)
        .filter(|number| !there.contains(number))
        .collect();
    assert!(lost.is_empty(), "typed, and lost: {lost:?}");
    for (person, story) in [(REPORTER, &edited), (EDITOR, &typed)] {
        let shown = room.stet.done(person, &["show", story]);
        assert_eq!(
            shown["tags"].as_array().map(Vec::len),
            Some(1),
            "the last edit stands alone"
        );
        assert_eq!(shown["tags"][0], format!("tag {}", EDITS - 1));
    }
    for story in &due {
        assert_eq!(room.live_state(story), "live");
    }
    let verified = room.stet.done(EDITOR, &["verify"]);
    assert_eq!(
        verified["flaws"].as_array().map(Vec::len),
        Some(0),
        "no log has forked"
    );
}

fn type_all(room: &ByCommand, story: &str) -> u64 {
    let mut typist = Typist::start(room, story, 0, TYPED);
    let mut kept = 0;
    while let Some(line) = typist.hear() {
        kept += u64::from(line.parse::<u64>().is_ok());
    }
    assert!(typist.finished());
    kept
}

fn edit_often(room: &ByCommand, person: &str, story: &str) {
    for number in 0..EDITS {
        let tags = format!("tags=tag {number}");
        room.stet.done(person, &["edit", story, "--set", &tags]);
    }
}

/// Two publishers ask together; each story goes out by one of them.
fn publish_due(room: &ByCommand) -> usize {
    (0..3)
        .map(|_| {
            let answer = room.stet.run(&["publish-due"]);
            assert_eq!(answer.exit, 0, "{}", answer.stderr);
            answer.json.as_array().map_or(0, Vec::len)
        })
        .sum()
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.unwrap().as_millis()).unwrap()
}
