//! Types into a story without a window, by the same way through the desk, and says what is kept.
//!
//! Why it exists: tests kill it at random moments and look whether every batch that it called kept is there
//! afterwards. Each line on standard output is the number of a batch whose words are on the disk.
//!
//! `typist PERSON STORY FROM COUNT` opens the newsroom in `STET_NEWSROOM` and types the words `w<FROM> `, … at the end
//! of the story's body; a pause of one working spell is signed every few batches, as the window does.

#![expect(
    clippy::print_stdout,
    reason = "what is acknowledged is said on standard output"
)]

use std::io::Write;

use desk::{ApplyTextRequest, Desk, SitDownRequest, Surroundings};
use manuscript::{Batch, Field, Op};

/// Batches between two signed spells.
const SPELL: u64 = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [person, story, from, count] = arguments.as_slice() else {
        eprintln!("typist PERSON STORY FROM COUNT");
        std::process::exit(2);
    };
    let from: u64 = from.parse().expect("FROM is a number");
    let count: u64 = count.parse().expect("COUNT is a number");
    let folder = std::env::var("STET_NEWSROOM").expect("STET_NEWSROOM names a folder");
    let passphrase = std::env::var("STET_PASSPHRASE").expect("STET_PASSPHRASE is set");

    let desk = Desk::new(Surroundings::real());
    desk.open_folder(&folder).expect("the newsroom is there");
    desk.sit_down(SitDownRequest {
        person: person.clone(),
        passphrase,
    })
    .expect("the person has a key here");
    type_words(&desk, story, from, count);
}

fn type_words(desk: &Desk, story: &str, from: u64, count: u64) {
    let open = desk
        .open_text(story)
        .expect("a story that may be opened, even after a kill");
    let mut length = open
        .fields
        .0
        .get(&Field::Body)
        .map_or(0, |ops| ops.iter().map(length_of).sum());
    let mut version = open.version;
    println!("open");
    for number in from..from + count {
        let word = format!("w{number} ");
        let typed = word.encode_utf16().count();
        let kept = desk
            .apply_text(ApplyTextRequest {
                story: story.to_owned(),
                version,
                batch: format!("{}-{number}", open.peer),
                batches: vec![Batch(
                    [(Field::Body, vec![retain(length), insert(word)])].into(),
                )],
                caret: None,
            })
            .expect("typing is kept");
        version = kept.version;
        length += typed;
        println!("{number}");
        std::io::stdout().flush().expect("whoever started it reads");
        if number % SPELL == 0 {
            desk.seal_text(story).expect("a spell can be signed");
        }
    }
    desk.close_text(story).expect("the story can be closed");
    println!("closed");
}

fn retain(length: usize) -> Op {
    Op::Retain {
        retain: length,
        attributes: Default::default(),
    }
}

fn insert(word: String) -> Op {
    Op::Insert {
        insert: word,
        attributes: Default::default(),
    }
}

fn length_of(op: &Op) -> usize {
    match op {
        Op::Insert { insert, .. } => insert.encode_utf16().count(),
        _ => 0,
    }
}
