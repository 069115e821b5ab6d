//! What stands beside the text: who said a pull quote, and footnotes.

use fantoccini::key::Key;
use serde_json::json;
use tests::Window;
use tests::fixtures::program;

use crate::newsroom::{AtTheDesk, REPORTER, draft, laptop};

const STORY: &str = "The harbour was shut on Monday.\n\nNobody knew why.";

#[test]
fn a_pull_quote_says_who_said_it_and_a_footnote_stands_at_the_foot() {
    let laptop = laptop(
        "a_pull_quote_says_who_said_it_and_a_footnote_stands_at_the_foot",
        "alone",
        REPORTER,
    );
    let story = draft(&laptop, REPORTER, "Harbour shut", STORY);
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "Nobody knew why");

    window.find_css(".story > p:nth-of-type(3)");
    to_the_end(&window);
    window.chord(&[Key::Control, Key::Shift], '9');
    window.key(Key::Enter);
    window.keys("A harbour master, who asked not to be named");
    window.screenshot("a pull quote");
    to_the_end_of(&window, ".pull");
    window.chord(&[Key::Control, Key::Alt], 'f');
    window.keys("The harbour office did not answer.");
    window.wait_saved();
    window.screenshot("a footnote");
    assert_eq!(
        window.ask("return document.activeElement.getAttribute('aria-label')"),
        json!("Footnote"),
        "who hears the page knows where the caret is"
    );
    window.key(Key::Enter);
    window.keys(" Twice.");
    window.wait_saved();
    window.wait_words("Nobody knew why. Twice.");

    let printed = laptop
        .command(&program("stet"))
        .env("STET_NEWSROOM", laptop.newsroom())
        .args([
            "--as",
            REPORTER,
            "export",
            &story,
            "--profile",
            "plain",
            "--draft",
        ])
        .output()
        .expect("stet can be started");
    let page = String::from_utf8_lossy(&printed.stdout);
    for part in [
        "> Nobody knew why.[^1] Twice.",
        "> — A harbour master, who asked not to be named",
        "[^1]: The harbour office did not answer.",
    ] {
        assert!(page.contains(part), "{part:?} in {page}");
    }
}

/// The caret to the end of the last block of the text.
fn to_the_end(window: &Window) {
    to_the_end_of(window, ".story > p:last-of-type");
}

fn to_the_end_of(window: &Window, css: &str) {
    window.click_css(css);
    window.key(Key::End);
}
