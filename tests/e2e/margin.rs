//! What is said beside the text, and the story's whole life: in the real window, by keyboard where there is a key.

use fantoccini::key::Key;

use crate::newsroom::{AtTheDesk, EDITOR, by, laptop, taken};

const CONTROL_SHIFT: [Key; 2] = [Key::Control, Key::Shift];

#[test]
fn a_query_in_the_margin_keeps_the_story_until_it_is_settled() {
    let laptop = laptop("a_query_in_the_margin", "two_people", EDITOR);
    let story = taken(&laptop);
    let before = by(&laptop, EDITOR, &["show", &story])["head_hash"].clone();
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.click("review-edit");
    window.find_css(".story[data-mode=edit]");
    window.click_after(".story");
    window.chord(&[Key::Shift], char::from(Key::Home));
    window.chord(&CONTROL_SHIFT, 'm');
    window.wait_text("comment-new", "About “The bridge opened on Monday.”");
    window.keys("Which Monday?");
    window.click("comment-blocking");
    window.check_access("saying a comment");
    window.click("comment-say");
    window.wait_text("comment", "Which Monday?");
    window.find_css(".story .commented");
    let told = "const mark = document.querySelector('.story .commented');
         return document.getElementById(mark.getAttribute('aria-details'))?.textContent ?? ''";
    let tells = |what: &str| {
        let told = window.ask(told);
        told.as_str().is_some_and(|told| told.contains(what))
    };
    window.wait("its words to point to its card", || tells("Which Monday?"));
    window.click("tool-margin");
    window.wait("its words to say it without the card", || {
        tells("Query by Desk editor: Which Monday?")
    });
    window.click("tool-margin");
    window.screenshot("a query in the margin");
    window.check_access("a query in the margin");
    let after = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(after["head_hash"], before, "a comment moves no word");
    assert_eq!(
        after["comments"][0]["about"], "The bridge opened on Monday.",
        "it keeps the words it is about"
    );

    window.click("story-review");
    window.wait_text("approval-says", "A query is still open: “Which Monday?”");
    window.wait_text("threads", "Which Monday?");
    window.screenshot("a query in review");
    window.check_access("a query in review");
    window.click("comment-reply");
    window.keys("The 12th.");
    window.click("reply-say");
    window.wait_text("threads", "The 12th.");
    window.click("comment-resolve");
    window.wait_text("threads", "Settled by Desk editor");
    window.wait_text("approval-says", "Approval seals this exact text");
}

#[test]
fn the_life_of_a_story_is_on_one_line_and_any_of_it_comes_back() {
    let laptop = laptop("the_life_of_a_story", "two_people", EDITOR);
    let story = taken(&laptop);
    let filed = by(&laptop, EDITOR, &["show", &story])["head_hash"].clone();
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.click("review-edit");
    window.find_css(".story[data-mode=edit]");
    window.click_after(".story");
    window.keys(" Nobody came.");
    window.wait_text("write-text", "Nobody came.");
    window.click("story-review");
    window.click("timeline-history");
    window.find("screen-history");
    window.wait_text("history-said", "Now");
    window.wait_text("history-text", "Nobody came.");
    window.click("history-look-hands");
    window.wait_text("history-hands", "City reporter");
    window.wait_text("history-hands", "Desk editor");
    window.screenshot("who wrote it");
    window.check_access("who wrote which words");
    window.click("history-previous");
    window.wait_text("history-said", "Taken by Desk editor");
    window.click("history-look-changes");
    window.wait("what came since is marked", || {
        window.text_of("history-text").contains("Nobody came.")
    });
    window.screenshot("changes since a moment");
    window.check_access("history");
    window.click("history-restore");
    window.wait_text("restore-change", "2 words go out");
    window.check_access("bringing text back");
    window.click("restore-submit");
    window.wait_gone("restore");
    window.wait_words("Brought back as");
    let restored = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(
        restored["head_hash"], filed,
        "the very words that were filed"
    );
    let moments = by(&laptop, EDITOR, &["history", &story]);
    assert!(
        moments.as_array().is_some_and(|all| all.len() > 5),
        "and what was typed in between is still in its life: {moments}"
    );
}
