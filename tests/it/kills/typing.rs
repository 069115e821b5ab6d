//! A typist killed two hundred times in the middle of a word.

use std::collections::BTreeSet;
use std::time::Instant;

use super::{Dice, Typist};
use crate::newsrooms::{EDITOR, by_command};

const KILLS: u64 = 200;

#[test]
fn no_acknowledged_key_is_lost_in_two_hundred_kills() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    room.stet
        .done(crate::newsrooms::REPORTER, &["step", &story, "file"]);
    room.stet.done(EDITOR, &["step", &story, "take"]);

    let mut dice = Dice::thrown();
    let mut next = 0;
    let mut kept = BTreeSet::new();
    let started = Instant::now();
    for _ in 0..KILLS {
        let mut typist = Typist::start(&room, &story, next, 1_000);
        // Killed after so many acknowledged batches and so many turns of an idle loop: before the first of them, in
        // the middle of a transaction, or while a spell is being signed.
        let batches = dice.below(24);
        let mut last = None;
        while last.is_none_or(|last| last < next + batches) {
            let line = typist.hear().expect("it types until it is killed");
            if let Ok(number) = line.parse::<u64>() {
                kept.insert(number);
                last = Some(number);
            } else if batches == 0 {
                break;
            }
        }
        for _ in 0..dice.below(400_000) {
            std::hint::spin_loop();
        }
        for line in typist.kill() {
            kept.extend(line.parse::<u64>().ok());
        }
        // The batch that was on its way may or may not be there; its number is not used again.
        next = kept.range(next..).last().map_or(next, |last| last + 1) + 1;
    }
    println!(
        "{} batches kept over {KILLS} kills in {:?}",
        kept.len(),
        started.elapsed()
    );

    let verified = room.stet.done(EDITOR, &["verify"]);
    assert_eq!(verified["flaws"].as_array().map(Vec::len), Some(0));
    let mut typist = Typist::start(&room, &story, next + 1, 1);
    while typist.hear().is_some() {}
    assert!(typist.finished(), "what the kills left behind is signed");
    let page = room
        .stet
        .run(&["--as", EDITOR, "export", &story, "--draft"])
        .stdout;
    let page = String::from_utf8(page).unwrap();
    let mut there: Vec<u64> = page
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.strip_prefix('w')?.parse().ok())
        .collect();
    there.sort_unstable();
    let once: BTreeSet<u64> = there.iter().copied().collect();
    assert_eq!(once.len(), there.len(), "no batch is there twice");
    let lost: Vec<&u64> = kept.difference(&once).collect();
    assert!(lost.is_empty(), "acknowledged, and lost: {lost:?}");
    let verified = room.stet.done(EDITOR, &["verify"]);
    assert_eq!(
        verified["flaws"].as_array().map(Vec::len),
        Some(0),
        "the log has not forked"
    );
}
