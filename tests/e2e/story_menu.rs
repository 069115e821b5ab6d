//! A story's own menu: the steps that it can take now for whoever sits here, and why it cannot take the others.

use fantoccini::key::Key;

use crate::newsroom::{AtTheDesk, EDITOR, by, laptop, taken};

#[test]
fn a_storys_own_menu_says_what_can_be_done_with_it_and_why_the_rest_cannot() {
    let laptop = laptop(
        "a_storys_own_menu_says_what_can_be_done_with_it_and_why_the_rest_cannot",
        "two_people",
        EDITOR,
    );
    let story = taken(&laptop);
    let window = laptop.open();
    window.wait_row("BRIDGE-OPENS", "editing");
    window.find_css("[data-testid=desk-row]");
    window.chord(&[Key::Shift], char::from(Key::F10));
    window.find("story-menu");
    window.check_access("the menu of a row");
    let at = || {
        let focused = window.ask("return document.activeElement?.dataset.testid ?? ''");
        focused.as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(at(), "story-menu-write", "the first thing has the focus");
    window.key(Key::End);
    let last = at();
    assert!(
        window.ask("return document.activeElement.getAttribute('aria-disabled')") == "true",
        "what can't be done stands last and takes the focus: {last}"
    );
    let said = "const item = document.activeElement;
        return document.getElementById(item.getAttribute('aria-describedby'))?.textContent ?? ''";
    assert!(
        !window.ask(said).as_str().unwrap_or_default().is_empty(),
        "the reason is said with it"
    );
    window.key(Key::Enter);
    assert!(window.is_shown("story-menu"), "and nothing comes of Enter");
    window.key(Key::Escape);
    window.wait_gone("story-menu");
    window.chord(&[Key::Shift], char::from(Key::F10));
    window.find("story-menu");
    window.keys("put");
    assert_eq!(at(), "story-menu-step-put_back", "letters find");
    window.key(Key::Enter);
    window.wait_gone("story-menu");
    window.wait_row("BRIDGE-OPENS", "filed");
    window.open_row("BRIDGE-OPENS");
    window.find("approval-bar");
    window.resize(900, 600);
    window.click("menu-button");
    window.find("story-menu");
    window.check_access("the menu of a story at 900");
    let listed = window.ask(
        "return [...document.querySelectorAll('[data-testid^=story-menu-step-]')].map((item) => item.dataset.testid.slice(11)).sort().join(' ')",
    );
    window.key(Key::Escape);
    window.wait_gone("story-menu");
    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    let found = window.ask(
        "return [...document.querySelectorAll('[data-testid^=palette-step-]')].map((item) => item.dataset.testid.slice(8)).sort().join(' ')",
    );
    assert_eq!(
        listed, found,
        "the menu and the palette list the same steps"
    );
    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(shown["row"]["desk_state"], "filed");
}
