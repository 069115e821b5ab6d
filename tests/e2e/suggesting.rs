//! Tracked changes in the real window: what somebody types in a story that another has, and what the desk makes of it.

use fantoccini::key::Key;

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, laptop, taken};

#[test]
fn what_a_reporter_types_late_is_a_suggestion_that_the_desk_decides_on() {
    let laptop = laptop("a_late_suggestion", "two_people", EDITOR);
    let story = taken(&laptop);
    let before = by(&laptop, EDITOR, &["show", &story])["head_hash"].clone();
    let window = laptop.open();
    window.change_places(REPORTER);
    window.open_row("BRIDGE-OPENS");
    window.click("review-edit");
    window.find_css(".story[data-mode=suggest]");
    window.wait_text("suggesting", "Desk editor has this story.");
    window.click_after(".story");
    window.keys(" At last.");
    window.find_css(".story ins.suggested");
    window.wait_saved();
    window.key(Key::Backspace);
    window.key(Key::Backspace);
    window.keys("ly.");
    window.wait(
        "what is suggested, and by whom, to be told of its words",
        || {
            let told = window.ask(
                "const mark = document.querySelector('.story ins.suggested');
             return document.getElementById(mark?.getAttribute('aria-details'))?.textContent ?? ''",
            );
            told.as_str()
                .is_some_and(|told| told.contains("Add “At lasly.”, by City reporter"))
        },
    );
    window.check_access("a suggestion with the margin closed");
    window.click("tool-margin");
    window.wait_text("suggestion", "Add “At lasly.”");
    window.wait_text("suggestion", REPORTER);
    window.screenshot("a suggestion by the reporter");
    window.check_access("suggesting");
    let after = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(after["head_hash"], before, "readers get the same words");
    assert_eq!(after["open_suggestions"], 1, "one run of typing is one");

    window.change_places(EDITOR);
    window.click("rail-desk");
    window.open_row("BRIDGE-OPENS");
    window.wait_text("approval-says", "Suggestions are still open: 1.");
    window.click("review-edit");
    window.find_css(".story[data-mode=edit]");
    window.click("tool-margin");
    window.wait_text("suggestion", "Let it stand: without “At lasly.”");
    window.screenshot("the desk decides");
    window.check_access("deciding on a suggestion");
    window.click("suggestion-accept");
    window.wait_gone("suggestion");
    window.wait_text("write-text", "At lasly.");
    let accepted = by(&laptop, EDITOR, &["show", &story]);
    assert_ne!(accepted["head_hash"], before, "now it is in the text");
    assert_eq!(accepted["open_suggestions"], 0);
    window.click_after(".story");
    window.chord(&[Key::Control], 'z');
    window.wait("one key opens the suggestion again", || {
        by(&laptop, EDITOR, &["show", &story])["open_suggestions"] == 1
    });
}

#[test]
fn an_editor_may_choose_to_suggest_and_strikes_without_losing_a_word() {
    let laptop = laptop("an_editor_suggests", "two_people", EDITOR);
    let story = taken(&laptop);
    let before = by(&laptop, EDITOR, &["show", &story])["head_hash"].clone();
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.click("review-edit");
    window.find_css(".story[data-mode=edit]");
    window.click_after(".story");
    window.chord(&[Key::Control, Key::Alt], 'r');
    window.find_css(".story[data-mode=read]");
    window.keys("Not a letter of this.");
    window.chord(&[Key::Control, Key::Shift], 'e');
    window.find_css(".story[data-mode=suggest]");
    window.wait_text("suggesting", "What you type is a suggestion");
    assert_eq!(window.value_of("tool-mode"), "suggest", "and it is seen");
    for _ in 0.."Monday.".len() {
        window.key(Key::Backspace);
    }
    window.keys("Tuesday.");
    window.find_css(".story del.suggested");
    window.find_css(".story ins.suggested");
    window.wait_saved();
    window.screenshot("struck and put in");
    window.check_access("struck words");
    window.chord(&[Key::Control, Key::Alt], 'i');
    window.wait("each end to be said in the text", || {
        let heard = window.ask("return document.querySelector('.story').textContent");
        heard.as_str().is_some_and(|heard| {
            heard.contains(" Deletion Monday. End of deletion ")
                && heard.contains(" Insertion Tuesday. End of insertion ")
        })
    });
    window.check_access("ends that are said");
    window.chord(&[Key::Control, Key::Alt], 'i');
    window.wait("nothing but words to be in the text again", || {
        let heard = window.ask("return document.querySelector('.story').textContent");
        heard
            .as_str()
            .is_some_and(|heard| !heard.contains("End of"))
    });
    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(shown["head_hash"], before, "a struck word is still there");
    window.click("tool-margin");
    window.chord(&[], char::from(Key::F6));
    window.chord(&[], 'j');
    window.wait("the suggestion to be announced", || {
        let said = window
            .ask("return document.querySelector('[data-testid=suggestion-announced]').textContent");
        said == "Suggestion 1 of 2: Add “Tuesday.”, by Desk editor"
    });
    window.click("suggestion-stand-all");
    window.wait_gone("suggestion");
    let stood = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(stood["head_hash"], before, "and stands when told to");
    assert_eq!(stood["open_suggestions"], 0);
}
