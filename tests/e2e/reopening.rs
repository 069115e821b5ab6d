//! A process that is killed in the middle of a word loses nothing that the window had called saved.

use fantoccini::key::Key;

use crate::newsroom::{AtTheDesk, REPORTER, laptop};

const ROUNDS: usize = 10;

#[test]
fn the_window_reopens_where_it_was_after_a_kill() {
    let laptop = laptop(
        "the_window_reopens_where_it_was_after_a_kill",
        "two_people",
        REPORTER,
    );
    let mut saved = String::new();
    for round in 1..=ROUNDS {
        let window = laptop.open();
        if round == 1 {
            window.click("desk-new");
        }
        window.find("screen-write");
        window.find_css(".story[data-mode=edit]");
        if round == 1 {
            window.keys("A headline");
            window.key(Key::Enter);
            window.keys("A standfirst");
            window.key(Key::Enter);
        }
        let there = window.text_of("write-text");
        assert!(
            round == 1 || there.trim().starts_with(saved.trim()),
            "after kill {}, what was called saved is there: {saved:?}, but the page says {there:?}",
            round - 1
        );
        // The caret is where the last words were, so typing goes on without a click.
        let words = format!("Round {round} is kept. ");
        window.keys(&words);
        window.wait_text("write-text", words.trim());
        window.wait_saved();
        saved = window.text_of("write-text");
        window.keys("And this is cut off in mid");
        window.kill();
    }
    let window = laptop.open();
    window.find_css(".story[data-mode=edit]");
    let there = window.text_of("write-text");
    assert!(
        there.trim().starts_with(saved.trim()),
        "after the last kill: {saved:?}, but {there:?}"
    );
    for round in 1..=ROUNDS {
        assert!(
            there.contains(&format!("Round {round} is kept.")),
            "round {round} is there: {there}"
        );
    }
    window.screenshot("after ten kills");
}
