//! Story shapes in the real window: an empty story begins from one, and the newsroom changes what one holds.

use fantoccini::key::Key;

use crate::newsroom::{AtTheDesk, EDITOR, laptop};

#[test]
fn an_empty_story_begins_from_a_shape_and_one_key_takes_it_back() {
    let laptop = laptop("an_empty_story_begins_from_a_shape", "alone", EDITOR);
    let window = laptop.open();
    window.click("rail-settings");
    window.find("shape-list");
    window.check_access("the shapes in the settings");
    window.click("shape-add");
    window.keys("Sea rescue");
    window.click("shape-text");
    for line in ["TK who, where.", "## Who called", "TK the time."] {
        window.keys(line);
        window.key(Key::Enter);
    }
    window.screenshot("a shape of the newsroom's own");
    window.check_access("a shape's sheet");
    window.click("shape-submit");
    window.wait_gone("shape-submit");
    window.find_css("[data-testid=shape-row][data-name='sea rescue']");
    window.screenshot("the shapes in the settings");

    window.click("rail-desk");
    window.find("desk-new");
    window.click("desk-new");
    window.find("shapes");
    window.keys("Seven saved off the point");
    window.wait_saved();
    window.screenshot("an empty story and its shapes");
    window.check_access("an empty story");
    window.choose("Sea rescue");
    window.find_css(".story h2");
    window.wait_text("write-text", "Who called");
    window.wait_saved();
    window.wait_gone("shapes");
    window.screenshot("a story that began from a shape");
    window.chord(&[Key::Control], 'z');
    window.wait("one key to take all of it back", || {
        window
            .ask("return document.querySelector('.story h2')")
            .is_null()
    });
    window.find("shapes");
}
