//! A story that a newer Stet wrote in, in the window: what is not known here stands closed in the text, and says why the
//! story goes no further.

use fantoccini::key::Key;
use tests::newer::{WORDS, writes_a_poll};

use crate::newsroom::{AtTheDesk, PASSPHRASE, REPORTER, draft, laptop};

#[test]
fn what_a_newer_stet_wrote_stands_closed_and_is_typed_round() {
    let mut laptop = laptop("what_a_newer_stet_wrote", "alone", REPORTER);
    laptop.set("STET_AS", REPORTER);
    let body = "The quay was closed at noon.\n\nNobody was hurt.";
    let story = draft(&laptop, REPORTER, "Harbour shut", body);
    writes_a_poll(&laptop.newsroom(), PASSPHRASE, &story);
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "Nobody was hurt.");
    window.wait_words(WORDS);
    let closed = |window: &tests::Window| {
        window.ask("return document.querySelector('.story .closed')?.textContent ?? null")
    };
    assert_eq!(closed(&window), WORDS);

    window.click_css(".story .closed");
    window.keys("x");
    assert_eq!(closed(&window), WORDS, "nobody types in it");
    window.click_after(".story");
    window.key(Key::End);
    window.keys(" The gates stay shut.");
    window.wait_words("The gates stay shut.");
    assert_eq!(closed(&window), WORDS);
    window.screenshot("closed");
    window.check_access("closed");

    let view = crate::newsroom::by(&laptop, REPORTER, &["show", &story]);
    let file = view["steps"]
        .as_array()
        .and_then(|steps| steps.iter().find(|offer| offer["step"] == "file"));
    let file = file.expect("filing is offered");
    assert_eq!(file["refused"]["code"], "unknown-block");
}
