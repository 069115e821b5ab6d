//! The desk as a board: states side by side, and stories moved by keyboard.

use fantoccini::key::Key;

use crate::newsroom::{AtTheDesk, EDITOR, by, draft, laptop, taken};

#[test]
fn a_story_is_carried_from_column_to_column_and_no_further_than_a_step_leads() {
    let laptop = laptop("the_board", "two_people", EDITOR);
    let story = taken(&laptop);
    draft(&laptop, EDITOR, "Night buses", "A guide to the new routes.");
    let state = || by(&laptop, EDITOR, &["show", &story])["row"]["desk_state"].clone();
    let window = laptop.open();
    let heard = |what: &str| {
        window.wait(&format!("{what:?} to be heard"), || {
            let said =
                window.ask("return document.querySelector('[data-testid=board-said]').textContent");
            said.as_str().is_some_and(|said| said.contains(what))
        });
    };
    window.wait_row("BRIDGE-OPENS", "editing");
    window.chord(&[], 'b');
    window.find_css("[data-testid=board-column-editing] [data-slugline=BRIDGE-OPENS]");
    window.screenshot("the board");
    window.check_access("the board");

    window.chord(&[], char::from(Key::Right));
    window.chord(&[], char::from(Key::Right));
    window.wait("the arrows to come to the story", || {
        window.ask("return document.activeElement?.dataset.slugline ?? ''") == "BRIDGE-OPENS"
    });
    window.chord(&[], 'm');
    heard("is lifted");
    window.chord(&[], char::from(Key::Right));
    window.chord(&[], char::from(Key::Right));
    heard("No step leads to Scheduled from here.");
    window.screenshot("where no step leads");
    window.check_access("a lifted story");
    window.key(Key::Enter);
    assert_eq!(state(), "editing", "nothing is dropped where no step leads");

    window.chord(&[], 'm');
    window.chord(&[], char::from(Key::Left));
    heard("Filed: Put back");
    window.key(Key::Enter);
    window.find_css("[data-testid=board-column-filed] [data-slugline=BRIDGE-OPENS]");
    assert_eq!(state(), "filed");

    window.chord(&[], 'm');
    window.chord(&[], char::from(Key::Left));
    heard("Draft: Send back");
    window.key(Key::Enter);
    window.find("send-back");
    window.key(Key::Escape);
    window.wait_gone("send-back");
    assert_eq!(
        state(),
        "filed",
        "a step that asks is not taken by dropping alone"
    );

    window.resize(900, 600);
    window.screenshot("the board in a small window");
    window.check_access("the board in a small window");
    window.chord(&[], 'b');
    window.find("desk-list");
}
