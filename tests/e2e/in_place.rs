//! A review is mended where it is read: the paragraph opens in its place, and every kind of change can be let stand.

use fantoccini::key::Key;
use tests::{Laptop, Window};

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, exported, laptop};

/// Long enough that what is mended stands below the fold.
fn filed(laptop: &Laptop) -> String {
    let paragraphs: Vec<String> = (1..=24)
        .map(|number| format!("Paragraph {number} says what the council said on day {number}."))
        .collect();
    let story = draft(laptop, REPORTER, "Bridge opens", &paragraphs.join("\n\n"));
    by(laptop, REPORTER, &["step", &story, "file"]);
    story
}

/// Edits by command: how the body reads from now on.
fn rewrite(laptop: &Laptop, story: &str, change: impl Fn(&str) -> String) {
    let page = exported(laptop, story);
    let body = page.splitn(3, "---\n").last().unwrap_or_default();
    let file = laptop.home().join("edited.md");
    std::fs::write(&file, change(body)).expect("the laptop's home can be written to");
    let file = file.display().to_string();
    by(laptop, EDITOR, &["edit", story, "--body", &file]);
}

/// How far down the window the paragraph with these words begins.
fn top_of(window: &Window, words: &str) -> i64 {
    let script = "return [...document.querySelectorAll('[data-review-pages] p')]
          .find((each) => each.textContent.trim().startsWith(arguments[0]))?.getBoundingClientRect().top ?? -1000";
    let top = window.ask_with(script, vec![words.into()]);
    top.as_f64().unwrap_or(-1000.0).round() as i64
}

#[test]
fn a_change_is_mended_where_it_is_read_and_the_page_does_not_jump() {
    let laptop = laptop(
        "a_change_is_mended_where_it_is_read_and_the_page_does_not_jump",
        "two_people",
        EDITOR,
    );
    let story = filed(&laptop);
    by(&laptop, EDITOR, &["step", &story, "take"]);
    rewrite(&laptop, &story, |body| {
        body.replace("day 5.", "day five.")
            .replace("day 20.", "day twenty.")
    });
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.wait_text("review-count", "Change 1 of 2");
    window.keys("j");
    window.wait_text("review-count", "Change 2 of 2");
    let before = top_of(&window, "Paragraph 20");
    window.keys("e");
    window.find_css(".story[contenteditable=true]");
    window.wait("the paragraph to stand where it stood", || {
        (top_of(&window, "Paragraph 20") - before).abs() <= 4
    });
    window.check_access("mending in a review");
    window.keys(" (by Anna Bell)");
    window.wait_saved();
    window.wait_text("facts", "Anna Bell");
    window.screenshot("mended in its place");
    let edited = top_of(&window, "Paragraph 20");
    window.key(Key::Escape);
    window.wait("the comparison to be back", || {
        !window.is_shown("review-edit-done")
    });
    window.wait_text("review-count", "Change 2 of 2");
    assert!(
        (top_of(&window, "Paragraph 20") - edited).abs() <= 4,
        "the paragraph stays where it was"
    );
    window.screenshot("compared again");
    assert!(exported(&laptop, &story).contains("day twenty (by Anna Bell)."));
    window.resize(900, 600);
    window.keys("e");
    window.find_css(".story[contenteditable=true]");
    window.check_access("mending in a review at 900");
}

#[test]
fn whoever_does_not_have_the_story_suggests_where_they_read() {
    let laptop = laptop(
        "whoever_does_not_have_the_story_suggests_where_they_read",
        "two_people",
        REPORTER,
    );
    let story = filed(&laptop);
    by(&laptop, EDITOR, &["step", &story, "take"]);
    rewrite(&laptop, &story, |body| body.replace("day 5.", "day five."));
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.wait_text("review-count", "Change 1 of 1");
    window.keys("e");
    window.find("suggesting");
    window.find_css(".story[contenteditable=true]");
    window.keys(" I counted six.");
    window.wait_saved();
    window.key(Key::Escape);
    window.wait_text("undecided", "I counted six.");
    window.screenshot("suggested where it was read");
    assert!(
        !exported(&laptop, &story).contains("I counted six."),
        "the words stay the desk's until somebody accepts it"
    );
}

#[test]
fn paragraphs_tables_and_what_stands_beside_the_text_are_let_stand() {
    let laptop = laptop(
        "paragraphs_tables_and_what_stands_beside_the_text_are_let_stand",
        "two_people",
        EDITOR,
    );
    let text = "First words of the story stay.\n\nThe second paragraph goes away at the desk.\n\n| Bridge | Cost |\n| --- | --- |\n| Old one | 12 |\n| New one | 14 |";
    let story = draft(&laptop, REPORTER, "Bridge opens", text);
    by(&laptop, REPORTER, &["step", &story, "file"]);
    by(&laptop, EDITOR, &["step", &story, "take"]);
    let filed = by(&laptop, EDITOR, &["show", &story])["head_hash"].clone();
    rewrite(&laptop, &story, |body| {
        body.replace(
            "The second paragraph goes away at the desk.",
            "Something else altogether came instead of that.",
        )
        .replace("| Old one", "| Older one")
    });
    by(&laptop, EDITOR, &["edit", &story, "--set", "tags=bridges"]);
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.wait_text("review-count", "Change 1 of 3");
    window.wait_text("change", "Struck");
    window.screenshot("a paragraph that went");
    window.keys("s");
    window.wait_text("review-count", "of 2");
    window.wait_text("change", "Added");
    window.keys("s");
    window.wait_text("review-count", "of 1");
    window.wait_text("change", "Older");
    window.screenshot("a cell that changed");
    window.keys("s");
    window.wait_text("review-count", "No changes");
    window.click("beside-stand-0");
    window.wait_gone("review-beside");
    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(shown["head_hash"], filed, "everything is as it was filed");
}
