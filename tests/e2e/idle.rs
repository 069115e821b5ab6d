//! A desk that nobody is at.

use fantoccini::key::Key;
use tests::Window;

use crate::newsroom::{AtTheDesk, PASSPHRASE, REPORTER, laptop};

#[test]
fn after_fifteen_idle_minutes_the_window_asks_for_the_passphrase_and_has_the_words() {
    let laptop = laptop(
        "after_fifteen_idle_minutes_the_window_asks_for_the_passphrase_and_has_the_words",
        "two_people",
        REPORTER,
    );
    let window = laptop.open();
    window.click("desk-new");
    window.find_css(".story[data-mode=edit]");
    window.keys("Wheat");
    window.wait_text("write-text", "Wheat");
    window.chord(&[Key::Control], 'z');
    window.wait("one undo to take back one burst of keys", || {
        !window.text_of("write-text").contains('W')
    });
    window.keys("Wheat rots in the rain");
    window.wait_text("write-text", "Wheat rots in the rain");
    pass_minutes(&window, 14);
    window.keys("!");
    window.wait_saved();
    pass_minutes(&window, 14);
    assert!(
        window.is_shown("write-text"),
        "a key in the fourteenth minute begins the time anew"
    );
    pass_minutes(&window, 2);
    window.find("seat-form");
    window.wait_gone("write-text");
    window.screenshot("locked");
    // The founder is first in the list; whoever wrote is the one who is asked.
    window.wait_text("seat-form", &format!("Passphrase of {REPORTER}"));
    window.fill("seat-passphrase", PASSPHRASE);
    window.click("seat-sit");
    window.wait_text("write-text", "Wheat rots in the rain!");
}

/// The window's clock goes on, and the window has seen it; the laptop's stays.
pub(crate) fn pass_minutes(window: &Window, minutes: u32) {
    let shown = || {
        let time = "document.querySelector('[data-testid=status-newsroom-time]')?.textContent";
        window.ask(&format!("return {time} ?? ''"))
    };
    let before = shown();
    window.ask(&format!(
        "const before = Date.now; Date.now = () => before() + {minutes} * 60_000"
    ));
    window.wait("the window to show the time that has passed", || {
        shown() != before
    });
}
