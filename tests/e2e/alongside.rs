//! Typing while other processes write into the same story: no key is lost, and the caret stays with its words.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::thread;

use fantoccini::key::Key;
use serde_json::json;
use tests::command_line::program;
use tests::{Laptop, Window};

use crate::newsroom::{AtTheDesk, EDITOR, by, exported, laptop, taken};

/// How often `stet edit` writes, and how many words another program types.
const EDITS: usize = 25;
const TYPED_BESIDE: usize = 100;

#[test]
fn no_key_is_lost_while_others_write_into_the_same_story() {
    let laptop = laptop("others_write_meanwhile", "two_people", EDITOR);
    let story = taken(&laptop);
    let window = open(&laptop);
    window.key(Key::Home);
    let mut typed = String::new();
    thread::scope(|scope| {
        let editing = scope.spawn(|| edit_often(&laptop, &story));
        let typing = scope.spawn(|| type_beside(&laptop, &story));
        while !(editing.is_finished() && typing.is_finished()) {
            let number = typed.matches(' ').count();
            // One letter too many each time, and taken back.
            window.keys(&format!("mine{number}x\u{E003} "));
            typed.push_str(&format!("mine{number} "));
        }
        typing.join().expect("the other program types to its end");
        editing.join().expect("every edit is done");
    });
    window.keys("and done. ");
    typed.push_str("and done. ");
    let theirs: Vec<String> = (0..TYPED_BESIDE)
        .map(|number| format!("w{number} "))
        .collect();
    window.wait("every word of both", || {
        let body = paragraph(&window);
        body.starts_with(&typed)
            && theirs.iter().all(|word| body.contains(word.as_str()))
            && window
                .text_of("write-text")
                .contains(&standfirst(EDITS - 1))
    });
    window.wait("the same on the disk", || {
        let exported = exported(&laptop, &story);
        exported.contains(typed.trim_end())
            && theirs.iter().all(|word| exported.contains(word.trim_end()))
            && exported.contains(&standfirst(EDITS - 1))
    });
    println!(
        "{} letters typed beside {EDITS} edits and {TYPED_BESIDE} words",
        typed.len()
    );
}

#[test]
fn the_selection_stays_on_its_words_while_others_write() {
    let laptop = laptop("the_selection_stays", "two_people", EDITOR);
    let story = taken(&laptop);
    let window = open(&laptop);
    window.chord(&[Key::Control, Key::Shift], char::from(Key::Left));
    window.key(Key::Home);
    for _ in 0..2 {
        window.chord(&[Key::Control], char::from(Key::Right));
    }
    window.chord(&[Key::Control, Key::Shift], char::from(Key::Left));
    assert_eq!(selected(&window), "bridge");
    for number in 0..3 {
        by(
            &laptop,
            EDITOR,
            &[
                "edit",
                &story,
                "--set",
                &format!("standfirst={}", standfirst(number)),
            ],
        );
        window.wait_text("write-text", &standfirst(number));
        assert_eq!(selected(&window), "bridge", "after edit {number}");
    }
    let file = laptop.home().join("longer.md");
    std::fs::write(
        &file,
        "Nobody saw it.\n\nThe old bridge opened early on Monday.\n",
    )
    .expect("the laptop's home can be written to");
    by(
        &laptop,
        EDITOR,
        &["edit", &story, "--body", &file.display().to_string()],
    );
    window.wait_text("write-text", "Nobody saw it.");
    assert_eq!(
        selected(&window),
        "bridge",
        "also when its own line is rewritten"
    );
    window.keys("ferry");
    window.wait_text("write-text", "The old ferry opened early on Monday.");
}

#[test]
fn keys_that_come_while_undo_is_under_way_come_after_it() {
    let laptop = laptop("keys_during_undo", "two_people", EDITOR);
    taken(&laptop);
    let window = open(&laptop);
    window.keys("Z");
    window.wait_saved();
    // Ctrl Z, then an arrow, Backspace and a letter without a moment between.
    window.keys("\u{E009}z\u{E009}\u{E012}\u{E003}x");
    window.wait("what the keys say, in their order", || {
        paragraph(&window) == "The bridge opened on Mondax."
    });
}

fn open(laptop: &Laptop) -> Window {
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.click("review-edit");
    window.find_css(".story[data-mode=edit]");
    window.click_after(".story");
    window
}

/// The real command line, by the same person as at the window.
fn edit_often(laptop: &Laptop, story: &str) {
    for number in 0..EDITS {
        let line = format!("standfirst={}", standfirst(number));
        by(laptop, EDITOR, &["edit", story, "--set", &line]);
    }
}

fn standfirst(number: usize) -> String {
    format!("Read for the {number}th time")
}

/// Another program types at the end of the same paragraph.
fn type_beside(laptop: &Laptop, story: &str) {
    let mut typist = laptop
        .command(&program("typist"))
        .args([EDITOR, story, "0", &TYPED_BESIDE.to_string()])
        .env("STET_NEWSROOM", laptop.newsroom())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the typist is built before the tests run");
    let said = BufReader::new(typist.stdout.take().expect("it is piped"));
    let kept = said
        .lines()
        .map_while(Result::ok)
        .filter(|line| line.parse::<usize>().is_ok());
    assert_eq!(kept.count(), TYPED_BESIDE, "every word is kept");
    assert!(typist.wait().expect("it was started").success());
}

fn paragraph(window: &Window) -> String {
    let shown =
        window.ask("return document.querySelector('.story > p:not([data-field])').textContent");
    shown.as_str().unwrap_or_default().to_owned()
}

fn selected(window: &Window) -> serde_json::Value {
    let selected = window.ask("return getSelection().toString()");
    json!(selected.as_str().unwrap_or_default().trim())
}
