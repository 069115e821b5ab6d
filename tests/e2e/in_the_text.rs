//! What helps while somebody writes: finding and replacing, and signs that typeset themselves.

use fantoccini::key::Key;
use serde_json::json;
use tests::Window;

use crate::newsroom::{AtTheDesk, REPORTER, draft, laptop};

const STORY: &str = "The harbour was shut on Monday. Nobody at the harbour knew why.\n\nA café by the harbour stayed open until 18:15.";

#[test]
fn find_and_replace_in_an_open_story() {
    let laptop = laptop("find_and_replace_in_an_open_story", "alone", REPORTER);
    draft(&laptop, REPORTER, "Harbour shut", STORY);
    let window = laptop.open();
    open(&window);

    window.chord(&[Key::Control], 'f');
    window.find("find-words");
    window.keys("harbour");
    window.wait_text("find-said", "1 of 4");
    assert_eq!(highlighted(&window), json!(["Harbour", "harbour", "harbour", "harbour"]));
    window.key(Key::Enter);
    window.wait_text("find-said", "2 of 4");
    window.screenshot("find");
    window.key(Key::Escape);
    window.wait_gone("find");
    let selected = window.ask("return getSelection().toString()");
    assert_eq!(selected, "harbour", "Esc leaves the caret at the hit");

    window.chord(&[Key::Control], 'h');
    window.find("find-instead");
    window.wait_text("find-said", "of 4");
    window.click("find-case");
    window.wait_text("find-said", "of 3");
    window.fill("find-instead", "port");
    window.screenshot("replace");
    window.click("find-replace-all");
    window.wait_text("find-said", "3 replaced");
    window.wait_words("Nobody at the port knew why");
    window.wait_saved();
    window.key(Key::Escape);
    window.wait_gone("find");
    window.chord(&[Key::Control], 'z');
    window.wait_words("Nobody at the harbour knew why");
    window.wait_words("café by the harbour stayed");

    window.chord(&[Key::Control], 'h');
    window.click("find-expression");
    window.fill("find-words", "(");
    window.wait_text("find-said", "can’t be read");
    window.screenshot("broken expression");
    window.fill("find-words", "(\\d+):(\\d+)");
    window.wait_text("find-said", "1 of 1");
    window.fill("find-instead", "$2.$1");
    window.key(Key::Enter);
    window.wait_words("until 15.18");
    // An expression that takes longer than anybody waits holds up nothing.
    window.fill("find-words", "(\\w+\\s?)+!");
    window.fill("find-words", "caf.");
    window.wait_text("find-said", "1 of 1");
}

#[test]
fn signs_are_typeset_as_they_are_typed() {
    let laptop = laptop("signs_are_typeset_as_they_are_typed", "alone", REPORTER);
    let window = laptop.open();
    window.find("screen-desk");
    window.chord(&[], 'n');
    window.find_css(".story[contenteditable=true]");
    window.keys("\"Don't\" is open");
    window.wait_words("“Don’t” is open");
    window.key(Key::Enter);
    window.key(Key::Enter);
    window.keys("## What they said");
    window.key(Key::Enter);
    window.keys("It is **not** over...");
    window.key(Key::Backspace);
    window.key(Key::Enter);
    window.keys("---");
    window.key(Key::Enter);
    window.keys("- first");
    window.wait_saved();
    window.screenshot("typed");
    let body = window.ask("return document.querySelector('.story').innerHTML");
    let body = body.as_str().unwrap_or_default();
    for part in ["<h2>What they said</h2>", "<strong>not</strong> over...", "<hr>", "<ul><li><p>first"] {
        assert!(body.contains(part), "{part:?} in {body}");
    }
}

fn open(window: &Window) {
    window.wait_row("HARBOUR-SHUT", "draft");
    window.open_row("HARBOUR-SHUT");
    window.find_css(".story[contenteditable=true]");
    window.wait_words("stayed open");
}

fn highlighted(window: &Window) -> serde_json::Value {
    window.ask("return [...document.querySelectorAll('.story .hit')].map((hit) => hit.textContent)")
}
