//! Every screen and every sheet held to WCAG 2.2 AA, by day and by night.

use std::collections::BTreeSet;

use fantoccini::key::Key;
use serde_json::Value;
use tests::{Laptop, Window};

use crate::newsroom::AtTheDesk;

#[test]
fn no_screen_has_a_flaw_of_access() {
    let laptop = Laptop::new("no_screen_has_a_flaw_of_access");
    let window = laptop.open();
    let mut flaws = Vec::new();
    window.find("first-run");
    look(&window, &mut flaws, "first run");
    window.click("first-folder");
    window.find("folder-path");
    look(&window, &mut flaws, "open a folder");
    window.click("folder-back");
    window.click("first-sample");
    window.find("desk-list");
    for theme in ["light", "dark"] {
        window.click("rail-settings");
        window.click(&format!("theme-{theme}"));
        every_screen(&window, &mut flaws, theme);
        every_step(&window, &mut flaws, theme);
    }
    window.command("lock");
    window.find("seat-form");
    look(&window, &mut flaws, "locked, dark");
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

fn every_screen(window: &Window, flaws: &mut Vec<String>, theme: &str) {
    for screen in ["desk", "inbox", "due", "people", "settings"] {
        window.click(&format!("rail-{screen}"));
        window.find(&format!("screen-{screen}"));
        look(window, flaws, &format!("{screen}, {theme}"));
    }
    for sheet in [
        "bring-in", "person", "target", "places", "newslist", "views", "shift", "keys",
    ] {
        window.command(sheet);
        window.find_css("dialog[open] form");
        look(window, flaws, &format!("{sheet} sheet, {theme}"));
        if sheet == "person" {
            window.click("person-kind-staff");
            window.click("person-more-roles");
            look(window, flaws, &format!("{sheet} sheet of staff, {theme}"));
        }
        close(window);
    }
    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    look(window, flaws, &format!("palette, {theme}"));
    close(window);
}

/// Opens a story of every state, in Review and in Write, and every sheet that it offers.
fn every_step(window: &Window, flaws: &mut Vec<String>, theme: &str) {
    let mut seen = BTreeSet::new();
    window.click("rail-desk");
    window.find("desk-list");
    let rows = window.ask(
        "return [...document.querySelectorAll('[data-testid=desk-row]')].map((row) => [row.dataset.slugline, row.dataset.state])",
    );
    let mut states = BTreeSet::new();
    for row in rows.as_array().into_iter().flatten() {
        let (slugline, state) = (text(&row[0]), text(&row[1]));
        if slugline.is_empty() || !states.insert(state.clone()) {
            continue;
        }
        window.click("rail-desk");
        window.open_row(&slugline);
        window.find("story-state");
        for view in ["write", "review"] {
            if !window.is_shown(&format!("screen-{view}")) {
                window.command(view);
            }
            window.find(&format!("screen-{view}"));
            window.find("story-state");
            look(window, flaws, &format!("{state} in {view}, {theme}"));
        }
        for step in offered(window) {
            if !seen.insert(step.clone()) {
                continue;
            }
            window.command(&step);
            // A fix lies beside the text; whatever else asks is a sheet.
            window.find_css("dialog[open] form, [data-testid=fix] input");
            look(window, flaws, &format!("{step} sheet, {theme}"));
            close(window);
        }
    }
    for step in [
        "step-approve",
        "step-schedule",
        "step-publish",
        "step-spike",
        "step-send_back",
    ] {
        assert!(seen.contains(step), "the sheet of {step} was looked at");
    }
}

/// The steps that this story offers with a sheet, and that can be taken now.
fn offered(window: &Window) -> Vec<String> {
    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    let offered = window.ask(
        "return [...document.querySelectorAll('[data-testid^=palette-step-]:not([aria-disabled])')]
           .filter((each) => each.innerText.includes('…')).map((each) => each.dataset.testid.slice(8))",
    );
    close(window);
    let offered = offered.as_array().cloned().unwrap_or_default();
    offered.iter().map(text).collect()
}

fn close(window: &Window) {
    window.key(Key::Escape);
    window.wait("the sheet to be closed", || {
        window.ask("return document.querySelector('dialog[open]') === null") == true
    });
}

fn look(window: &Window, flaws: &mut Vec<String>, screen: &str) {
    window.screenshot(screen);
    for flaw in window.violations() {
        flaws.push(format!(
            "{screen}: {} ({})\n  {}",
            flaw.help,
            flaw.id,
            flaw.nodes.join("\n  ")
        ));
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
