//! A picture comes into the text, gets its words, is looked at, approved and published with its page.

use std::process::Command;

use fantoccini::key::Key;
use serde_json::json;
use tests::fixtures::fixture;
use tests::{Laptop, Window};

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, files, laptop};

const STORY: &str = "The harbour was shut on Monday.\n\nNobody knew why.";
const ALT: &str = "A crane over an empty quay";
const CAPTION: &str = "The harbour on Monday morning.";
const CREDIT: &str = "A Photographer / The Chief Observer";

#[test]
fn a_picture_from_a_file_is_published_with_its_words() {
    let laptop = laptop(
        "a_picture_from_a_file_is_published_with_its_words",
        "two_people",
        REPORTER,
    );
    let story = draft(&laptop, REPORTER, "Harbour shut", STORY);
    let window = laptop.open();
    window.open_draft("HARBOUR-SHUT", "Nobody knew why");
    window.click_css(".story > p:not([data-field])");
    window.key(Key::End);
    choose_file(&window);
    window.find_css(".story figure img[src^='blob:']");
    window.wait("the picture to be drawn", || {
        window.ask("return document.querySelector('.story figure img').naturalWidth") == 640
    });
    window.wait_saved();
    window.screenshot("a picture without words");
    window.check_access("a picture without words");

    window.keys(CAPTION);
    window.key(Key::Enter);
    assert_eq!(heard(&window), json!("Alt text"));
    window.keys(ALT);
    window.key(Key::Enter);
    assert_eq!(heard(&window), json!("Credit"));
    window.keys(CREDIT);
    window.wait_saved();
    window.screenshot("a picture with its words");
    window.check_access("a picture with its words");
    window.resize(900, 600);
    window.screenshot("in a small window");
    window.resize(1280, 800);
    by_night(&window, "HARBOUR-SHUT");

    by(&laptop, REPORTER, &["step", &story, "file"]);
    window.click("rail-desk");
    window.open_row("HARBOUR-SHUT");
    window.find_css("[data-testid=screen-review], [data-testid=screen-write]");
    window.chord(&[Key::Control, Key::Shift], 'p');
    window.find("palette-input");
    if window.is_shown("palette-review") {
        window.click("palette-review");
    } else {
        window.key(Key::Escape);
    }
    window.find_css("[data-testid=screen-review] figure img[src^='blob:']");
    window.screenshot("review");
    window.check_access("a picture in review");

    by(&laptop, EDITOR, &["step", &story, "approve"]);
    by(&laptop, EDITOR, &["publish", &story]);
    let page = built(&laptop);
    for part in [ALT, CAPTION, CREDIT] {
        assert!(page.contains(part), "{part:?} in {page}");
    }
    let published = files(&laptop.site().join("public"), ".png");
    let bytes = std::fs::read(&published[0]).expect("Hugo copied the picture");
    let says = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
    assert!(!says(b"51.5074"), "readers do not learn where it was taken");
}

/// The page's own way to a file, without the system's dialog.
fn choose_file(window: &Window) {
    let bytes = std::fs::read(fixture("pictures/harbour.png")).expect("the fixture is there");
    let script = "const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(arguments[0])], 'harbour.png', { type: 'image/png' }));
        const field = document.querySelector('[data-testid=picture-file]');
        field.files = data.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    window.ask_with(script, vec![bytes.into()]);
}

fn heard(window: &Window) -> serde_json::Value {
    window.ask("return document.activeElement.getAttribute('aria-label')")
}

fn by_night(window: &Window, slugline: &str) {
    window.click("rail-settings");
    window.click("theme-dark");
    window.click("rail-desk");
    window.open_row(slugline);
    window.find_css(".story figure img[src^='blob:']");
    window.screenshot("by night");
    window.check_access("a picture by night");
    window.click("rail-settings");
    window.click("theme-light");
}

/// The page as Hugo builds it.
fn built(laptop: &Laptop) -> String {
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
    let page = laptop.site().join("public/world/harbour-shut/index.html");
    std::fs::read_to_string(page).expect("the page was built")
}

#[test]
fn a_pasted_picture_comes_in_and_what_is_none_is_refused_in_words() {
    let laptop = laptop(
        "a_pasted_picture_comes_in_and_what_is_none_is_refused_in_words",
        "two_people",
        REPORTER,
    );
    draft(&laptop, REPORTER, "Harbour shut", STORY);
    let window = laptop.open();
    window.open_row("HARBOUR-SHUT");
    window.wait_words("Nobody knew why");
    let paste = |bytes: Vec<u8>, kind: &str| {
        let script = "const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(arguments[0])], 'pasted', { type: arguments[1] }));
            const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
            document.querySelector('.story').dispatchEvent(event);";
        window.ask_with(script, vec![bytes.into(), kind.into()]);
    };
    paste(b"<svg onload='alert(1)'/>".to_vec(), "image/svg+xml");
    window.wait_text("toast", "JPEG, PNG or WebP");
    assert_eq!(
        window.ask("return document.querySelectorAll('.story figure').length"),
        0
    );
    let png = std::fs::read(fixture("pictures/harbour.png")).expect("the fixture is there");
    paste(png, "image/png");
    window.find_css(".story figure img[src^='blob:']");
    window.wait_saved();
    window.chord(&[Key::Control], 'z');
    let figures = |count: u64| {
        window.wait(&format!("{count} figures"), || {
            window.ask("return document.querySelectorAll('.story figure').length") == count
        });
    };
    figures(0);
    window.chord(&[Key::Control, Key::Shift], 'z');
    figures(1);
    window.click_css(".story figure .picture");
    window.find_css(".story figure.ProseMirror-selectednode");
    window.screenshot("a picture selected");
    window.key(Key::Backspace);
    figures(0);
}
