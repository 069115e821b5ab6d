//! What helps while somebody writes: finding and replacing, and signs that typeset themselves.

use fantoccini::key::Key;
use serde_json::json;
use tests::Window;

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, laptop};

const STORY: &str = "The harbour was shut on Monday. Nobody at the harbour knew why.\n\nA café by the harbour stayed open until 18:15.";

#[test]
fn find_and_replace_in_an_open_story() {
    let laptop = laptop("find_and_replace_in_an_open_story", "alone", REPORTER);
    draft(&laptop, REPORTER, "Harbour shut", STORY);
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "stayed open");

    window.chord(&[Key::Control], 'f');
    window.find("find-words");
    window.keys("harbour");
    window.wait_text("find-said", "1 of 4");
    assert_eq!(
        highlighted(&window),
        json!(["Harbour", "harbour", "harbour", "harbour"])
    );
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
    let body = window
        .ask("return document.querySelector('.story').innerHTML.replaceAll(' dir=\"auto\"', '')");
    let body = body.as_str().unwrap_or_default();
    for part in [
        "<h2>What they said</h2>",
        "<strong>not</strong> over...",
        "<hr>",
        "<ul><li><p>first",
    ] {
        assert!(body.contains(part), "{part:?} in {body}");
    }
}

fn highlighted(window: &Window) -> serde_json::Value {
    window.ask("return [...document.querySelectorAll('.story .hit')].map((hit) => hit.textContent)")
}

#[test]
fn a_long_story_is_walked_by_its_outline_and_its_tks() {
    let laptop = laptop(
        "a_long_story_is_walked_by_its_outline_and_its_tks",
        "alone",
        REPORTER,
    );
    let paragraphs = "The council met on Monday and will meet again.\n\n".repeat(14);
    let body = format!(
        "{paragraphs}## What it cost\n\nA sum of TK pounds, officials said.\n\n{paragraphs}### What is next\n\nTK said so.\n\n{paragraphs}"
    );
    draft(&laptop, REPORTER, "Harbour shut", &body);
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "council met");

    window.chord(&[Key::Control, Key::Shift], 'o');
    window.find("outline");
    window.wait_text("outline", "What is next");
    window.wait_text("outline", "A sum of TK pounds");
    window.screenshot("outline");
    window.key(Key::Down);
    window.key(Key::Enter);
    window.wait_gone("outline");
    assert_eq!(
        under_the_caret(&window),
        "What it cost",
        "Enter goes to the heading"
    );
    for expected in [
        "A sum of TK pounds, officials said.",
        "TK said so.",
        "A sum of TK pounds, officials said.",
    ] {
        window.key(Key::F8);
        assert_eq!(
            under_the_caret(&window),
            expected,
            "F8 goes from one TK to the next, and round"
        );
    }
    assert_eq!(
        window.ask("return document.querySelectorAll('.story .tk').length"),
        2
    );

    window.chord(&[Key::Control], 'a');
    window.wait_text("info-words", "words selected");
    window.screenshot("all selected");
    window.key(Key::Right);
    window.wait("the total to be back", || {
        !window.text_of("info-words").contains("selected")
    });

    window.key(Key::F8);
    window.chord(&[Key::Control, Key::Shift], 'd');
    window.find("focus-leave");
    window.screenshot("focus");
    assert!(!window.is_shown("rail-desk"), "the page stands alone");
    window.check_access("focus");
    window.key(Key::Escape);
    window.find("rail-desk");

    // A line at the foot of the window lies beside the text, not over it.
    window.chord(&[Key::Control], 's');
    window.find("seal");
    window.key(Key::Enter);
    window.find("toast");
    window.click_css(".story > p:last-child");
    window.chord(&[Key::Control], char::from(Key::End));
    window.screenshot("toast");
    let gap = window.ask(
        "const [toast, page] = ['[data-testid=toast]', '.split .scroll'].map((each) => document.querySelector(each).getBoundingClientRect());
         return toast.top - page.bottom",
    );
    assert!(
        gap.as_f64().is_some_and(|gap| gap >= 0.0),
        "the page ends above the line: {gap}"
    );

    window.resize(900, 600);
    window.chord(&[Key::Control, Key::Shift], 'o');
    window.find("outline");
    window.screenshot("outline at 900");
    window.key(Key::Escape);
    window.wait_gone("outline");
    window.chord(&[Key::Control], 'h');
    window.find("find-words");
    window.fill("find-words", "monday");
    window.wait_text("find-said", "of 42");
    window.screenshot("replace at 900");
    window.check_access("find and replace");
    window.ask("document.documentElement.dataset.theme = 'dark'");
    window.screenshot("dark");
    window.check_access("find and replace by night");
}

fn under_the_caret(window: &Window) -> serde_json::Value {
    window
        .ask("return getSelection().anchorNode.parentElement.closest('h1, h2, h3, p').textContent")
}

#[test]
fn a_long_story_opens_where_it_was_left_and_stays_there() {
    let laptop = laptop("a_long_story_opens", "alone", REPORTER);
    let paragraphs: Vec<String> = (0..400)
        .map(|number| {
            let sentences =
                "The council met on Monday and will meet again. ".repeat(1 + number % 9);
            format!("Number {number}. {}", sentences.trim_end())
        })
        .collect();
    draft(&laptop, REPORTER, "Harbour shut", &paragraphs.join("\n\n"));
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "council met");
    window.chord(&[Key::Control], 'f');
    window.find("find-words");
    window.keys("Number 300");
    window.wait_text("find-said", "1 of 1");
    window.key(Key::Escape);
    window.wait_gone("find");
    window.key(Key::Right);
    window.keys("x");
    window.wait_saved();
    drop(window);
    let window = laptop.open();
    window.find_css(".story[contenteditable=true]");
    let place = "const { top } = [...document.querySelectorAll('.story > p')]
           .find((each) => each.textContent.startsWith('Number 300x')).getBoundingClientRect();
         return [Math.round(top), top > 0 && top < innerHeight, document.adoptedStyleSheets.length]";
    window.wait("the line that was typed in to be in sight", || {
        window.ask(place)[1] == true
    });
    let opened = window.ask(place);
    window.wait("all of it to be laid out", || window.ask(place)[2] == 0);
    let rest = window.ask(place);
    let moved = rest[0].as_i64().unwrap_or(0) - opened[0].as_i64().unwrap_or(0);
    assert!(
        moved.abs() <= 2,
        "nothing in sight moves while the rest is laid out: {opened}, then {rest}"
    );
    window.keys("y");
    window.wait_words("Number 300xy");
}

#[test]
fn reading_aloud_is_offered_where_there_is_a_voice() {
    let laptop = laptop("reading_aloud", "alone", REPORTER);
    draft(&laptop, REPORTER, "Harbour shut", STORY);
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "stayed open");
    let voices = window.ask("return window.speechSynthesis?.getVoices().length ?? 0");
    let has_voice = voices.as_u64().is_some_and(|voices| voices > 0);
    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    window.keys("focus");
    window.find("palette-focus_mode");
    window.fill("palette-input", "read aloud");
    window.wait("the list to follow what is typed", || {
        window.is_shown("palette-read_aloud") || !window.is_shown("palette-focus_mode")
    });
    assert_eq!(
        window.is_shown("palette-read_aloud"),
        has_voice,
        "with {voices} voices"
    );
    window.key(Key::Escape);
    window.wait_gone("palette");
    window.chord(&[Key::Control, Key::Alt], 'a');
    window.keys("Read. ");
    window.wait_words("Read. ");
    if has_voice {
        window.find("read-aloud-stop");
        window.check_access("reading aloud");
        // A machine without loudspeakers never comes to the end of a sentence, so the page's own word is what is asked.
        window.key(Key::Escape);
        window.wait_gone("read-aloud-stop");
        window.find("screen-write");
        window.keys("On. ");
        window.wait_words("On. ");
    }
}

#[test]
fn a_quiet_line_shows_where_the_commissioned_words_end() {
    let laptop = laptop("the_commissioned_words_end", "two_people", REPORTER);
    let asked = by(
        &laptop,
        EDITOR,
        &[
            "commission",
            REPORTER,
            "--due",
            "2030-01-02 17:00",
            "--words",
            "9",
            "--brief",
            "Why the harbour is shut",
            "--slugline",
            "HARBOUR-SHUT",
        ],
    );
    let story = asked["story"]["row"]["id"].as_str().expect("it has an id");
    by(&laptop, REPORTER, &["step", story, "start"]);
    let body = laptop.home().join("body.md");
    std::fs::write(&body, STORY).expect("the home can be written to");
    let body = body.display().to_string();
    by(&laptop, REPORTER, &["edit", story, "--body", &body]);
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "Nobody at the harbour");
    window.wait("the ninth word to be marked", || {
        window.ask("return document.querySelector('.story .enough')?.textContent ?? ''") == "the"
    });
    window.wait_text("info-words", "9");
    window.screenshot("where the commissioned words end");
    window.check_access("a commissioned story");
}
