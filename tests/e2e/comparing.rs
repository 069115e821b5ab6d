//! What differs, fact by fact: for the editor, for the reporter who asks what the desk did, and for whoever comes back.

use tests::Window;

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, exported, laptop};

const FILED: &str = "The bridge cost 12 million pounds and opened on Monday.\n\nNobody was hurt, Anna Bell said.\n\n“It was a very warm welcome,” Anna Bell said after the ceremony.";
const EDITED: &str = "The bridge cost 14 million pounds and opened on Tuesday.\n\nNobody was hurt, Anna Bell said.\n\n“It was a warm welcome,” Anne Bell said after the ceremony.";

#[test]
fn the_facts_that_the_desk_touched_are_listed_and_the_reporter_is_asked_in_one_key() {
    let laptop = laptop(
        "the_facts_that_the_desk_touched_are_listed_and_the_reporter_is_asked_in_one_key",
        "two_people",
        EDITOR,
    );
    let story = draft(&laptop, REPORTER, "Bridge opens", FILED);
    by(&laptop, REPORTER, &["step", &story, "file"]);
    by(&laptop, EDITOR, &["step", &story, "take"]);
    let body = laptop.home().join("edited.md");
    std::fs::write(&body, EDITED).expect("the laptop's home can be written to");
    by(
        &laptop,
        EDITOR,
        &["edit", &story, "--body", &body.display().to_string()],
    );

    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.wait_text("facts", "14 million pounds");
    window.wait_text("facts-sum", "by Desk editor");
    for fact in ["1 number", "1 name", "Tuesday", "a warm welcome"] {
        window.wait_text("facts", fact);
    }
    window.wait_text("review-count", "Change 1 of");
    window.screenshot("the facts that differ");
    window.check_access("the facts list");

    choose(&window, "review-filter", "facts");
    window.keys("j");
    window.wait_text("review-count", "Change 2 of");
    window.screenshot("only the facts");
    choose(&window, "review-filter", "all");
    window.click_css("[data-testid=fact][data-kind=quotation] button");
    window.wait_text("review-count", "Change 3 of");
    assert_eq!(
        window.ask("return document.querySelector('[data-testid=review-announced]').textContent"),
        "Change 3 of 4: delete “very”",
        "who does not see the ring hears it"
    );
    window.keys("q");
    window.wait_text("threads", "is now “It was a warm welcome”");
    window.screenshot("the reporter is asked");
    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(
        shown["comments"][0]["blocking"], true,
        "it stands in the way of approval"
    );
    window.click("review-look-side");
    window.screenshot("side by side");
    window.resize(900, 600);
    window.screenshot("side by side at 900");
    window.click("review-look-text");
    window.screenshot("in the text at 900");
    window.check_access("the facts list at 900");
    window.resize(1280, 800);

    window.click("rail-desk");
    window.change_places(REPORTER);
    window.open_row("BRIDGE-OPENS");
    window.find("approval-bar");
    window.keys("d");
    window.wait_text("facts", "14 million pounds");
    window.wait_text("facts-sum", "by Desk editor");
    assert!(
        !window.is_shown("facts-ask"),
        "whoever wrote it asks nobody"
    );
    window.screenshot("what the desk did to my copy");
}

#[test]
fn whoever_comes_back_sees_what_changed_since_they_read_it() {
    let laptop = laptop(
        "whoever_comes_back_sees_what_changed_since_they_read_it",
        "two_people",
        EDITOR,
    );
    let story = draft(&laptop, REPORTER, "Bridge opens", FILED);
    by(&laptop, REPORTER, &["step", &story, "file"]);
    by(&laptop, EDITOR, &["step", &story, "take"]);
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.wait_words("a very warm welcome");
    window.click("rail-desk");
    window.wait_row("BRIDGE-OPENS", "editing");
    let body = laptop.home().join("edited.md");
    std::fs::write(&body, EDITED).expect("the laptop's home can be written to");
    by(
        &laptop,
        EDITOR,
        &["edit", &story, "--body", &body.display().to_string()],
    );
    window.open_row("BRIDGE-OPENS");
    window.find("approval-bar");
    choose(&window, "review-from", "read");
    window.wait_text("facts", "14 million pounds");
    window.screenshot("since I last read it");
}

#[test]
fn a_change_is_let_stand_as_it_was_and_a_suggestion_is_decided_where_it_is_read() {
    let laptop = laptop(
        "a_change_is_let_stand_as_it_was_and_a_suggestion_is_decided_where_it_is_read",
        "two_people",
        EDITOR,
    );
    let story = draft(&laptop, REPORTER, "Bridge opens", FILED);
    by(&laptop, REPORTER, &["step", &story, "file"]);
    by(&laptop, EDITOR, &["step", &story, "take"]);
    let body = laptop.home().join("edited.md");
    let edit = |person: &str, text: &str| {
        std::fs::write(&body, text).expect("the laptop's home can be written to");
        let words = ["edit", &story, "--body", &body.display().to_string()];
        by(&laptop, person, &words);
    };
    edit(EDITOR, EDITED);
    let window = laptop.open();
    window.open_row("BRIDGE-OPENS");
    window.wait_text("change", "Replaced “12” with “14”");
    window.wait_text("change", "Let it stand: “12”");
    window.screenshot("a change to decide on");
    window.check_access("a change to decide on");
    window.keys("a");
    window.wait_text("review-count", "Change 2 of 4");
    window.keys("s");
    window.wait_text("review-count", "of 3");
    let shown = exported(&laptop, &story);
    assert!(
        shown.contains("14 million pounds and opened on Monday"),
        "only that change was taken back: {shown}"
    );
    window.click("rail-desk");
    window.wait_row("BRIDGE-OPENS", "editing");
    edit(
        REPORTER,
        &shown_body(&shown).replace("Nobody was hurt", "Not a soul was hurt"),
    );
    window.open_row("BRIDGE-OPENS");
    window.wait_text("undecided", "Replace “body” with “t a soul”");
    window.screenshot("a suggestion beside the words");
    window.keys("a");
    window.wait_gone("undecided");
    assert!(exported(&laptop, &story).contains("Not a soul was hurt"));
}

/// An exported page without its front matter.
fn shown_body(page: &str) -> String {
    let parts: Vec<&str> = page.splitn(3, "---\n").collect();
    parts
        .last()
        .map_or_else(String::new, |body| (*body).to_owned())
}

/// Chooses in a list of the laptop's own, as its keys do.
fn choose(window: &Window, testid: &str, value: &str) {
    window.find(testid);
    window.ask(&format!(
        "const list = document.querySelector('[data-testid={testid}]');
         list.value = '{value}';
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));
         list.blur();"
    ));
}
