//! The newslist and saved views: what a desk prints, and what a person comes back to.

use fantoccini::key::Key;
use serde_json::json;

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, laptop};

#[test]
fn the_newslist_of_a_day_is_read_turned_and_laid_out_for_paper() {
    let laptop = laptop("newslist", "two_people", EDITOR);
    let story = draft(
        &laptop,
        REPORTER,
        "Bridge opens",
        "The bridge opened on Monday.",
    );
    by(
        &laptop,
        EDITOR,
        &["pitch", "Night buses to the coast", "--section", "City"],
    );
    by(
        &laptop,
        EDITOR,
        &[
            "step",
            &story,
            "assign",
            "--set",
            "due=23:59",
            "--set",
            "words=600",
        ],
    );
    by(
        &laptop,
        EDITOR,
        &[
            "step",
            &story,
            "hold",
            "--set",
            "reason=The lawyer reads it",
        ],
    );
    let window = laptop.open();
    window.wait_row("BRIDGE-OPENS", "draft");
    window.command("newslist");
    window.find("newslist");
    window.find_css("[data-testid=newslist-row][data-slugline=BRIDGE-OPENS]");
    window.wait_words("On hold. The lawyer reads it");
    window.wait_words("of 600");
    window.screenshot("the newslist");
    window.check_access("the newslist");
    window.resize(900, 600);
    window.screenshot("the newslist in a small window");
    window.check_access("the newslist in a small window");
    let day = window.text_of("newslist-day");
    window.click("newslist-after");
    window.wait("the next day to be shown", || {
        window.text_of("newslist-day") != day
    });
    assert_eq!(
        window.ask("return document.querySelector('[data-testid=newslist-row][data-slugline=BRIDGE-OPENS]')"),
        json!(null),
        "what is wanted today is not on tomorrow's list"
    );
    window.click("newslist-before");
    window.find_css("[data-testid=newslist-row][data-slugline=BRIDGE-OPENS]");
    window.resize(1280, 800);
    window.ask("window.print = () => { window.printed = (window.printed ?? 0) + 1 }");
    window.click("newslist-print");
    window.wait("the page to be sent to paper", || {
        window.ask("return window.printed ?? 0") == 1
    });
    window.ask("document.documentElement.dataset.theme = 'dark'");
    window.ask(
        "for (const sheet of document.styleSheets) for (const rule of sheet.cssRules)
           if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all'",
    );
    window.screenshot("as paper has it");
    assert!(
        window.is_shown("newslist-paper") && !window.is_shown("rail-desk"),
        "paper gets the list and nothing of the window"
    );
    assert_eq!(
        window.ask(
            "return getComputedStyle(document.querySelector('[data-testid=newslist-paper] th')).color"
        ),
        "rgb(0, 0, 0)",
        "black on white, whatever the window looks like"
    );
}

#[test]
fn a_view_is_saved_opened_by_key_renamed_and_taken_away() {
    let laptop = laptop("saved_views", "two_people", EDITOR);
    let story = draft(
        &laptop,
        REPORTER,
        "Bridge opens",
        "The bridge opened on Monday.",
    );
    by(&laptop, REPORTER, &["step", &story, "file"]);
    draft(
        &laptop,
        REPORTER,
        "Night buses",
        "A guide to the new routes.",
    );
    let window = laptop.open();
    window.wait_row("BRIDGE-OPENS", "filed");
    window.click("desk-filter-filed");
    window.chord(&[Key::Shift], 'V');
    window.find("views");
    window.fill("views-name", "For the subs");
    window.screenshot("saving a view");
    window.check_access("saving a view");
    window.key(Key::Enter);
    window.wait_gone("views");
    window.wait_text("rail-view-saved-1", "For the subs");
    window.click("desk-filter-drafts");
    window.wait_row("NIGHT-BUSES", "draft");
    window.chord(&[], 'g');
    window.chord(&[], '1');
    window.wait_row("BRIDGE-OPENS", "filed");
    assert_eq!(
        window.ask("return document.querySelector('[data-slugline=NIGHT-BUSES]')"),
        json!(null),
        "the view keeps what it kept when it was saved"
    );
    window.screenshot("a saved view");
    window.check_access("a saved view");

    window.chord(&[Key::Shift], 'V');
    window.find("views");
    window.click("views-name");
    window.chord(&[Key::Control], 'a');
    window.key(Key::Delete);
    window.fill("views-rename", "Copy");
    window.key(Key::Enter);
    window.wait_text("rail-view-saved-1", "Copy");
    drop(window);
    let window = laptop.open();
    window.wait_text("rail-view-saved-1", "Copy");
    window.command("views");
    window.find("views");
    window.resize(900, 600);
    window.screenshot("the views in a small window");
    window.check_access("the views in a small window");
    window.resize(1280, 800);
    window.click("views-remove");
    window.wait_gone("views-row");
    window.click("views-keep");
    window.wait_gone("views");
    window.wait_gone("rail-view-saved-1");
}
