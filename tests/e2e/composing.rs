//! Words that an input method puts together, letters of many parts, and lines that run from right to left.
//!
//! The input method is GTK's own, in the real window: Ctrl Shift U begins a word under composition, the digits of a
//! character's number lengthen it, and a space ends it. The events are the ones that every other input method causes.

use fantoccini::key::Key;
use tests::{Laptop, Window};

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, exported, laptop, taken};

const WORDS: &str = "The bridge opened on Monday.";

/// Whatever comes over the caret or beside it meanwhile, one composition stays one.
const HEARD: &str = "
    window.heard = [];
    for (const type of ['compositionstart', 'compositionend']) {
      document.addEventListener(type, (event) => window.heard.push(`${type} ${event.isTrusted} ${event.data}`), true);
    }";

fn begin(window: &Window) {
    window.chord(&[Key::Control, Key::Shift], 'u');
    window.chord(&[], 'e');
    assert_eq!(heard(window), ["compositionstart true "]);
}

fn end(window: &Window) {
    window.chord(&[], '9');
    window.chord(&[], ' ');
    window.wait("the composed letter to be there", || {
        body(window).contains('é')
    });
    assert_eq!(
        heard(window).last().map(String::as_str),
        Some("compositionend true é"),
        "it ended when the person ended it, and not before"
    );
}

fn heard(window: &Window) -> Vec<String> {
    let heard = window.ask("return window.heard");
    serde_json::from_value(heard).expect("a list of events")
}

/// The words of the body as they are shown.
fn body(window: &Window) -> String {
    let shown = window.ask(
        "return [...document.querySelectorAll('.story > p:not([data-field])')].map((each) => each.textContent).join('\\n')",
    );
    shown.as_str().unwrap_or_default().to_owned()
}

fn in_the_story(laptop: &Laptop, mode: &str) -> Window {
    let window = laptop.open();
    if mode == "suggest" {
        window.change_places(REPORTER);
    }
    window.open_row("BRIDGE-OPENS");
    window.click("review-edit");
    window.find_css(&format!(".story[data-mode={mode}]"));
    window.click_after(".story");
    window.ask(HEARD);
    window
}

#[test]
fn a_word_under_composition_outlives_a_save_and_a_merge() {
    let laptop = laptop("a_word_under_composition", "two_people", EDITOR);
    let story = taken(&laptop);
    let window = in_the_story(&laptop, "edit");
    let moments = || {
        let moments = by(&laptop, EDITOR, &["history", &story]);
        moments.as_array().map_or(0, Vec::len)
    };
    let before = moments();
    window.keys(" Caf");
    begin(&window);
    window.wait("the words before it to be signed", || moments() > before);
    by(
        &laptop,
        EDITOR,
        &[
            "edit",
            &story,
            "--set",
            "standfirst=Early, for once",
            "--set",
            "section=City",
        ],
    );
    // The window has heard of it when it shows the new section.
    window.wait_words("City");
    assert_eq!(
        body(&window),
        format!("{WORDS} Cafue"),
        "what is composed stands there"
    );
    assert_eq!(
        heard(&window),
        ["compositionstart true "],
        "neither a save nor a merge ends it"
    );
    end(&window);
    window.keys(" opened.");
    window.wait_words("Early, for once");
    window.wait("the whole sentence", || {
        body(&window) == format!("{WORDS} Café opened.")
    });
    window.wait("the same words on the disk", || {
        let there = exported(&laptop, &story);
        there.contains(&format!("{WORDS} Café opened.")) && there.contains("Early, for once")
    });
}

#[test]
fn a_word_composed_by_who_suggests_is_one_suggestion() {
    let laptop = laptop("a_composed_suggestion", "two_people", EDITOR);
    let story = taken(&laptop);
    let before = by(&laptop, EDITOR, &["show", &story])["head_hash"].clone();
    let window = in_the_story(&laptop, "suggest");
    begin(&window);
    by(
        &laptop,
        EDITOR,
        &["edit", &story, "--set", "standfirst=Early, for once"],
    );
    end(&window);
    window.wait_words("Early, for once");
    window.wait("the letter to be a suggestion", || {
        window.ask("return [...document.querySelectorAll('.story ins.suggested')].map((each) => each.textContent).join('|')") == "é"
    });
    window.wait("it to be on the disk", || {
        by(&laptop, EDITOR, &["show", &story])["open_suggestions"] == 1
    });
    let after = by(&laptop, EDITOR, &["show", &story]);
    assert_ne!(after["head_hash"], before, "the standfirst was changed");
    assert!(
        !exported(&laptop, &story).contains('é'),
        "the letter is only suggested"
    );
}

#[test]
fn letters_of_many_parts_come_and_go_whole() {
    let laptop = laptop("letters_of_many_parts", "two_people", EDITOR);
    taken(&laptop);
    let window = in_the_story(&laptop, "edit");
    for letter in ["👩‍👩‍👧", "🇬🇧", "👋🏽", "e\u{301}\u{323}", "नि", "😀"]
    {
        put_in(&window, letter);
        window.wait(&format!("{letter} to stand there"), || {
            body(&window) == format!("{WORDS}{letter}")
        });
        window.key(Key::Backspace);
        window.wait(&format!("one key to take {letter}"), || {
            body(&window) == WORDS
        });
        put_in(&window, letter);
        window.key(Key::Left);
        window.key(Key::Delete);
        window.wait(&format!("one key to take {letter} forwards"), || {
            body(&window) == WORDS
        });
    }
    window.keys("\u{FFFC}");
    paste(&window, "\u{FFFC} Nobody\u{FFFC} came.\u{FFFC}");
    window.wait("the words of the paste alone", || {
        body(&window) == format!("{WORDS} Nobody came.")
    });
    window.wait_saved();
}

#[test]
fn a_line_runs_as_its_first_letter_does() {
    let laptop = laptop("a_line_from_right_to_left", "two_people", EDITOR);
    let story = taken(&laptop);
    let window = in_the_story(&laptop, "edit");
    window.key(Key::Enter);
    window.keys("הגשר נפתח ביום שני.");
    let runs = "return [...document.querySelectorAll('.story > p:not([data-field])')].map((each) => getComputedStyle(each).direction)";
    window.wait("the second line to run from the right", || {
        window.ask(runs) == serde_json::json!(["ltr", "rtl"])
    });
    window.screenshot("from right to left");
    begin(&window);
    end(&window);
    window.key(Key::Backspace);
    window.key(Key::Backspace);
    window.keys("!");
    window.wait("the line to be as it was typed", || {
        body(&window) == format!("{WORDS}\nהגשר נפתח ביום שני!")
    });
    window.wait("the same line on the disk", || {
        exported(&laptop, &story).contains("הגשר נפתח ביום שני!")
    });
}

/// As a picker of emoji does it. The driver has keys for letters of one unit only.
fn put_in(window: &Window, letter: &str) {
    window.ask_with(
        "document.execCommand('insertText', false, arguments[0])",
        vec![letter.into()],
    );
}

fn paste(window: &Window, text: &str) {
    let script = "const data = new DataTransfer();
        data.setData('text/plain', arguments[0]);
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector('.story').dispatchEvent(event);";
    window.ask_with(script, vec![text.into()]);
}
