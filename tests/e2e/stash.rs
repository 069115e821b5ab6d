//! What is cut and kept: from the text to the stash, and from there back.

use fantoccini::key::Key;
use serde_json::json;
use tests::fixtures::program;

use crate::newsroom::{AtTheDesk, REPORTER, draft, laptop};

const STORY: &str = "The harbour was shut on Monday.\n\nNobody knew why.";

#[test]
fn a_paragraph_goes_to_the_stash_and_comes_back_from_it() {
    let laptop = laptop(
        "a_paragraph_goes_to_the_stash_and_comes_back_from_it",
        "alone",
        REPORTER,
    );
    let story = draft(&laptop, REPORTER, "Harbour shut", STORY);
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "Nobody knew why");

    window.click_css(".story > p:nth-of-type(3)");
    window.key(Key::End);
    window.chord(&[Key::Shift], char::from(Key::Home));
    window.chord(&[Key::Control, Key::Shift], 'h');
    window.find_css(".story > .stash");
    window.wait_saved();
    window.screenshot("the stash");
    assert_eq!(
        window.ask("return document.querySelector('.story > .stash').textContent"),
        json!("Nobody knew why.")
    );
    let show = |arguments: &[&str]| {
        let answer = laptop
            .command(&program("stet"))
            .env("STET_NEWSROOM", laptop.newsroom())
            .args(["--as", REPORTER])
            .args(arguments)
            .output()
            .expect("stet can be started");
        String::from_utf8_lossy(&answer.stdout).into_owned()
    };
    assert_eq!(
        show(&["show", &story, "--stash"]).trim(),
        "Nobody knew why."
    );
    let page = show(&["export", &story, "--profile", "plain", "--draft"]);
    assert!(page.contains("The harbour was shut"), "{page}");
    assert!(!page.contains("Nobody knew why"), "{page}");

    window.chord(&[Key::Control, Key::Alt], 'h');
    window.wait_saved();
    window.wait_words("Nobody knew why");
    assert_eq!(
        window.ask("return document.querySelector('.story > .stash')"),
        json!(null),
        "an empty stash is not on the page"
    );
}
