//! `stet init`, `stet person add` and the sample newsroom, killed while they make something: whole or not at all.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tests::command_line::{CommandLine, program};

use super::{Dice, kill_after, kill_when};
use crate::newsrooms::{EDITOR, by_command, files_in};

const INIT: [&str; 5] = ["init", "--name", "The Chief Observer", "--person", EDITOR];

fn quiet(mut command: Command) -> Child {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the programs are built before the tests run")
}

/// Somewhere in a program that takes so long as a whole.
fn somewhere(dice: &mut Dice, whole: Duration) -> Duration {
    whole.mul_f64(0.05 + 1.1 * dice.below(1_000) as f64 / 1_000.0)
}

fn timed(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

/// Whether a folder below the newsroom's holds a file that ends like this.
fn holds(folder: &Path, ending: &str) -> bool {
    fs::read_dir(folder).is_ok_and(|listing| {
        listing
            .flatten()
            .any(|item| item.file_name().to_string_lossy().ends_with(ending))
    })
}

#[test]
fn a_newsroom_whose_making_was_killed_is_there_whole_or_not_at_all() {
    // Where a kill is worst, as far as it can be seen from outside.
    const SIGHTS: [(&str, &str); 6] = [
        ("", "newsroom.making"),
        ("newsroom.making/keys", ".key"),
        ("newsroom.making", "newsroom.stet"),
        ("keys", ".part"),
        ("keys", ".key"),
        ("", "newsroom.stet"),
    ];
    const ANYWHERE: usize = 14;
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice::thrown();
    let first = CommandLine::new(&folder.path().join("first"));
    let whole = timed(|| assert_eq!(first.run(&INIT).exit, 0));
    let (mut absent, mut there) = (0, 0);
    for number in 0..2 * SIGHTS.len() + ANYWHERE {
        let place = folder.path().join(format!("room {number}"));
        fs::create_dir(&place).unwrap();
        fs::write(place.join("letter.txt"), "mine").unwrap();
        let stet = CommandLine::new(&place);
        let child = quiet(stet.command(&INIT));
        match SIGHTS.get(number % (SIGHTS.len() + ANYWHERE / 2)) {
            Some((below, ending)) => kill_when(child, || holds(&place.join(below), ending)),
            None => kill_after(child, somewhere(&mut dice, whole)),
        };
        if place.join("newsroom.stet").exists() {
            there += 1;
        } else {
            absent += 1;
            let again = stet.run(&INIT);
            assert_eq!(again.exit, 0, "it can be made now: {}", again.stderr);
        }
        let people = stet.done(EDITOR, &["person", "list"]);
        assert_eq!(people.as_array().map(Vec::len), Some(1), "{people}");
        assert_eq!(people[0]["here"], true);
        let verified = stet.done(EDITOR, &["verify"]);
        assert_eq!(verified["entries"], 2, "a roster and its founder");
        let kinds: Vec<String> = files_in(&place)
            .into_keys()
            .map(|name| name.replace(people[0]["id"].as_str().unwrap(), "founder"))
            .collect();
        assert_eq!(
            kinds,
            [
                "keys/founder.key",
                "letter.txt",
                "newsroom.open",
                "newsroom.stet"
            ],
            "one key, and nothing that was only on its way"
        );
    }
    println!("{absent} kills before the newsroom came, {there} after");
    assert!(absent > 0, "kills fell while it was made");
}

#[test]
fn a_person_whose_adding_was_killed_has_a_key_and_a_place_or_neither() {
    const KILLS: u64 = 18;
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let keys = room.stet.folder.join("keys");
    let mut dice = Dice::thrown();
    let add = |name: &str| {
        let words = ["--as", EDITOR, "person", "add", name, "--role", "reporter"];
        room.stet.command(&words)
    };
    let whole = timed(|| assert!(quiet(add("The First")).wait().unwrap().success()));
    let (mut neither, mut both) = (0, 0);
    for number in 0..KILLS {
        let name = format!("Reporter {number}");
        let child = quiet(add(&name));
        match number % 3 {
            0 => kill_when(child, || holds(&keys, ".joining")),
            _ => kill_after(child, somewhere(&mut dice, whole)),
        };
        let people = room.stet.done(EDITOR, &["person", "list"]);
        let known: Vec<_> = (people.as_array().unwrap().iter())
            .filter(|person| person["name"] == name)
            .collect();
        let as_them = room.stet.run(&["--as", &name, "list"]);
        match known[..] {
            [] => {
                neither += 1;
                assert_eq!(as_them.json["code"], "no-key-here", "{}", as_them.stderr);
                assert!(quiet(add(&name)).wait().unwrap().success());
                room.stet.done(&name, &["list"]);
            }
            [person] => {
                both += 1;
                assert_eq!(person["roles"][0], "reporter", "{person}");
                assert_eq!(as_them.exit, 0, "their key opens: {}", as_them.stderr);
            }
            _ => panic!("{name} is there more than once: {known:?}"),
        }
    }
    println!("{neither} kills before the person came, {both} after");
    let people = room.stet.done(EDITOR, &["person", "list"]);
    let files = files_in(&keys);
    assert_eq!(
        files.keys().filter(|name| name.ends_with(".key")).count(),
        people.as_array().map_or(0, Vec::len),
        "one key for each person"
    );
    assert!(!holds(&keys, ".joining"), "and none that waits");
    room.entries();
}

#[test]
fn a_sample_whose_making_was_killed_opens_whole_the_next_time() {
    const KILLS: u64 = 6;
    let newcomer = |home: &Path| {
        let mut command = Command::new(program("newcomer"));
        command.env("HOME", home).env("TZ", "Europe/London");
        command
    };
    let opened = |home: &Path| {
        let said = newcomer(home).output().unwrap();
        let error = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(said.status.success(), "{error}");
        String::from_utf8(said.stdout).unwrap()
    };
    let first = tempfile::tempdir().unwrap();
    let mut stories = String::new();
    let whole = timed(|| stories = opened(first.path()));
    let mut dice = Dice::thrown();
    for _ in 0..KILLS {
        let home = tempfile::tempdir().unwrap();
        let delay = somewhere(&mut dice, whole);
        kill_after(quiet(newcomer(home.path())), delay);
        assert_eq!(opened(home.path()), stories, "after a kill at {delay:?}");
        let room = home.path().join("Stet/Sample newsroom");
        assert!(!room.join("newsroom.making").exists());
    }
}
