//! `stet edit` and `stet publish` killed at random moments: whole or absent, and never twice.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{Dice, kill_after};
use crate::newsrooms::{ByCommand, EDITOR, REPORTER, by_command, files_in};

fn start(room: &ByCommand, person: &str, arguments: &[&str]) -> std::process::Child {
    room.stet
        .command(&[&["--as", person], arguments].concat())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the stet program is built before the tests run")
}

/// How long the whole command takes here, so that kills fall all over it.
fn duration(room: &ByCommand, person: &str, arguments: &[&str]) -> Duration {
    let started = Instant::now();
    room.stet.done(person, arguments);
    started.elapsed()
}

#[test]
fn an_edit_that_was_killed_is_there_whole_or_not_at_all() {
    const KILLS: u64 = 30;
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    let mut dice = Dice::thrown();
    let mut before = "The bridge 0 opens".to_owned();
    let set = |headline: &str| format!("headline={headline}");
    let whole = duration(&room, REPORTER, &["edit", &story, "--set", &set(&before)]);
    for number in 1..=KILLS {
        let after = format!("The bridge {number} opens");
        let child = start(&room, REPORTER, &["edit", &story, "--set", &set(&after)]);
        let delay = whole.mul_f64(0.3 + 0.9 * dice.below(1_000) as f64 / 1_000.0);
        let killed = kill_after(child, delay);
        let shown = room.stet.done(EDITOR, &["show", &story]);
        let headline = shown["row"]["headline"].as_str().unwrap().to_owned();
        assert!(
            headline == after || (killed && headline == before),
            "{headline:?} is neither {before:?} nor {after:?}"
        );
        before = headline;
    }
    room.entries();
}

#[test]
fn a_publication_that_was_killed_is_finished_once() {
    const KILLS: u64 = 30;
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let first = room.approved("The first");
    let mut dice = Dice::thrown();
    let whole = duration(&room, EDITOR, &["publish", &first]);
    let mut live = 1;
    let mut story = room.approved("Story 0");
    for number in 1..=KILLS {
        let child = start(&room, EDITOR, &["publish", &story]);
        // The first part of it opens the key, so most kills fall on the rest.
        let delay = whole.mul_f64(0.6 + 0.5 * dice.below(1_000) as f64 / 1_000.0);
        kill_after(child, delay);

        let manifest = manifest(&room);
        let counts = manifest["stories"].get(&story).is_some();
        let pages = |room: &ByCommand| {
            files_in(&room.site)
                .into_keys()
                .filter(|name| name.ends_with(".md"))
                .count()
        };
        assert!(
            pages(&room) >= manifest["stories"].as_object().map_or(0, |all| all.len()),
            "the manifest comes last: what it names is there"
        );
        // Whoever comes next finishes what counts and takes away what does not.
        let state = room.live_state(&story);
        assert_eq!(
            state,
            if counts { "live" } else { "unpublished" },
            "readers have it from the moment of the manifest"
        );
        live += usize::from(counts);
        assert_eq!(pages(&room), live, "no page without its manifest");
        let strays: Vec<String> = files_in(&room.site)
            .into_keys()
            .filter(|name| name.contains("stet-"))
            .collect();
        assert!(strays.is_empty(), "nothing half-written stays: {strays:?}");
        if counts {
            assert_eq!(published(&room, &story), 1, "and it was signed once");
            story = room.approved(&format!("Story {number}"));
        }
    }
    if room.live_state(&story) != "live" {
        room.stet.done(EDITOR, &["publish", &story]);
    }
    assert_eq!(published(&room, &story), 1);
    println!("{live} of {KILLS} killed publications counted");
    room.entries();
}

fn manifest(room: &ByCommand) -> serde_json::Value {
    let path = room.site.join(press::MANIFEST_PATH);
    let bytes = std::fs::read(path).expect("a first story is live");
    serde_json::from_slice(&bytes).expect("a manifest is whole at every moment")
}

/// How many entries say that a story was published.
fn published(room: &ByCommand, story: &str) -> usize {
    let trail = room.stet.done(EDITOR, &["show", story])["trail"].clone();
    trail
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["step"] == "publish")
        .count()
}
