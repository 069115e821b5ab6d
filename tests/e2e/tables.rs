//! A table is made by keyboard, changed, taken back, and published.

use std::process::Command;

use fantoccini::key::Key;
use serde_json::{Value, json};
use tests::Window;

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, exported, laptop};

const STORY: &str = "The votes are counted.\n\nNobody won.";

#[test]
fn a_table_is_made_by_keyboard_and_published() {
    let laptop = laptop(
        "a_table_is_made_by_keyboard_and_published",
        "two_people",
        REPORTER,
    );
    let story = draft(&laptop, REPORTER, "Votes counted", STORY);
    let window = laptop.open();
    window.open_draft("VOTES-COUNTED", "Nobody won");
    window.click_css(".story > p:not([data-field])");
    window.key(Key::End);
    window.chord(&[Key::Control, Key::Alt], 'g');
    window.find_css(".story table");
    assert_eq!(heard(&window), json!("Row 1, column without a name"));
    for words in ["Ward", "Votes", "North", "1,204", "South"] {
        window.keys(words);
        window.key(Key::Tab);
    }
    assert_eq!(heard(&window), json!("Row 3, Votes"));
    window.keys("an | odd <b>one</b>");
    wait_cells(&window, 6);
    window.key(Key::Tab);
    wait_cells(&window, 8);
    window.keys("East");
    window.wait_saved();
    window.screenshot("a table");
    window.check_access("a table");
    window.resize(900, 600);
    window.screenshot("in a small window");
    window.resize(1280, 800);

    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    window.click("palette-table-deleteRow");
    wait_cells(&window, 6);
    window.chord(&[Key::Control], 'z');
    wait_cells(&window, 8);
    window.wait("the row has its words again", || {
        words(&window)
            == json!([
                "Ward",
                "Votes",
                "North",
                "1,204",
                "South",
                "an | odd <b>one</b>",
                "East",
                ""
            ])
    });
    window.wait_saved();
    by(&laptop, REPORTER, &["step", &story, "file"]);
    let written = exported(&laptop, &story);
    assert!(
        written.contains("| Ward | Votes |\n| --- | --- |"),
        "{written}"
    );
    window.click("rail-desk");
    window.open_row("VOTES-COUNTED");
    window.find_css("[data-testid=screen-review], [data-testid=screen-write]");
    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    if window.is_shown("palette-review") {
        window.click("palette-review");
    } else {
        window.key(Key::Escape);
    }
    window.find_css("[data-testid=screen-review] table th");
    window.screenshot("review");
    window.check_access("a table in review");
    by_night(&window);

    by(&laptop, EDITOR, &["step", &story, "approve"]);
    by(&laptop, EDITOR, &["publish", &story]);
    let hugo = Command::new("hugo")
        .arg("--source")
        .arg(laptop.site())
        .output()
        .expect("these tests need Hugo");
    assert!(
        hugo.status.success(),
        "{}",
        String::from_utf8_lossy(&hugo.stderr)
    );
    let page = laptop.site().join("public/world/votes-counted/index.html");
    let page = std::fs::read_to_string(page).expect("the page was built");
    for part in [
        "<th>Ward</th>",
        "<td>1,204</td>",
        "<td>an | odd &lt;b&gt;one&lt;/b&gt;</td>",
    ] {
        assert!(page.contains(part), "{part:?} in {page}");
    }
}

fn heard(window: &Window) -> Value {
    window.ask("return document.activeElement.getAttribute('aria-label')")
}

fn words(window: &Window) -> Value {
    window.ask("return [...document.querySelectorAll('.story :is(th, td)')].map((cell) => cell.textContent)")
}

fn wait_cells(window: &Window, count: u64) {
    window.wait(&format!("{count} cells"), || {
        window.ask("return document.querySelectorAll('.story :is(th, td)').length") == count
    });
}

fn by_night(window: &Window) {
    window.click("rail-settings");
    window.click("theme-dark");
    window.click("rail-desk");
    window.open_row("VOTES-COUNTED");
    window.find_css(":is(.story, [data-testid=screen-review]) table");
    window.screenshot("by night");
    window.check_access("a table by night");
    window.click("rail-settings");
    window.click("theme-light");
}
