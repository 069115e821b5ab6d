//! The whole day in the real window: an article from outside becomes a story, is filed, read, approved and scheduled,
//! goes out at its minute and not before, and the newsroom's site has the page.

use std::process::Command;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use fantoccini::key::Key;
use tests::fixtures::fixture;
use tests::{Laptop, Window};

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, files, laptop};

const HEADLINE: &str = "Donald Trump, Kim Jong Un: The Two Leaders Planning A Second Meeting, Soon";
/// How late a publication may be.
const LATEST: Duration = Duration::from_secs(90);

#[test]
fn the_days_work() {
    let laptop = laptop("the_days_work", "two_people", REPORTER);
    let parade = published(&laptop);
    let window = laptop.open();

    bring_in(&window);
    write(&window);
    let story = file(&laptop, &window, &parade);
    window.change_places(EDITOR);
    review(&window);
    let minute = approve_and_schedule(&window);
    wait_for_the_minute(&laptop, &window, minute);

    let shown = by(&laptop, EDITOR, &["show", &story]);
    assert_eq!(
        shown["row"]["live_state"], "live",
        "the desk knows that it is out"
    );
    window.click("rail-desk");
    window.screenshot("9 the desk afterwards");
    build_the_site(&laptop);
    println!("The Markdown lies in {}", laptop.site().display());
    println!("The screenshots lie in {}", laptop.shots().display());
}

/// A story that readers have already, for the day's story to be related to.
fn published(laptop: &Laptop) -> String {
    let parade = draft(
        laptop,
        REPORTER,
        "Parade goes ahead",
        "A parade went ahead in Pyongyang on Sunday.",
    );
    by(laptop, REPORTER, &["step", &parade, "file"]);
    by(laptop, EDITOR, &["step", &parade, "approve"]);
    by(laptop, EDITOR, &["publish", &parade]);
    parade
}

fn bring_in(window: &Window) {
    window.find("desk-list");
    window.screenshot("1 the desk in the morning");
    window.click("desk-bring-in");
    window.fill(
        "article-path",
        &fixture("article.txt").display().to_string(),
    );
    window.click("article-read");
    window.find("article-parts");
    window.screenshot("2 what became what");
    let parts = window.text_of("article-parts");
    for words in [
        "World",
        "Planning A Second Meeting",
        "Kim has sent a positive letter",
        "Caroline Finnegan",
        "A professionnal journalist",
    ] {
        assert!(
            parts.contains(words),
            "the sheet shows what {words:?} became: {parts}"
        );
    }
    let losses = window.text_of("article-losses");
    assert!(
        losses.contains("Close"),
        "what was left out is named: {losses}"
    );
    window.click("article-keep");
    window.wait_gone("article");
    window.find("screen-write");
}

fn write(window: &Window) {
    window.click_after(".story [data-field=headline]");
    window.keys(", Soon");
    window.wait_text("write-text", HEADLINE);
    window.click_after(".story");
    window.key(Key::Enter);
    window.keys("Officials would not name a day.");
    window.wait_text("write-text", "Officials would not name a day.");
    window.wait_saved();
    window.screenshot("3 the story as it is written");
}

fn file(laptop: &Laptop, window: &Window, parade: &str) -> String {
    let rows = by(laptop, REPORTER, &["list"]);
    let story = rows
        .as_array()
        .into_iter()
        .flatten()
        .find_map(|row| (row["desk_state"] == "draft").then(|| row["id"].as_str()))
        .flatten()
        .expect("the story that was brought in is a draft")
        .to_owned();
    by(
        laptop,
        REPORTER,
        &["edit", &story, "--set", &format!("related={parade}")],
    );
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("file");
    assert_eq!(
        window.value_of("file-credit"),
        "Caroline Finnegan",
        "the credit is filled in"
    );
    window.fill("file-slugline", "KIM-LETTER");
    window.fill("file-note", "For the next minute");
    window.screenshot("4 filing");
    window.key(Key::Enter);
    window.wait_gone("file");
    window.wait_row("KIM-LETTER", "filed");
    story
}

fn review(window: &Window) {
    window.wait_row("KIM-LETTER", "filed");
    window.open_row("KIM-LETTER");
    window.find("approval-bar");
    window.wait_words("Officials would not name a day.");
    window.screenshot("5 a first filing is read clean");
    window.click("review-take");
    window.find("review-put-back");
    window.click("review-edit");
    window.find("screen-write");
    window.click_after(".story [data-field=standfirst]");
    window.keys(" this year");
    window.wait_text("write-text", "follow-up meeting this year");
    window.wait_saved();
    window.click("story-review");
    window.find("approval-bar");
    window.wait_text("review-count", "1");
    window.screenshot("6 what the desk changed");
}

/// Approves, with the next minute that is far enough away as the time: its instant.
fn approve_and_schedule(window: &Window) -> u64 {
    window.chord(&[Key::Control], char::from(Key::Enter));
    window.find("approve");
    window.click("approve-schedule");
    let minute = (now() + 20).div_ceil(60) * 60;
    let local = window.ask(&format!(
        "return new Date({minute} * 1000).toLocaleString('sv-SE', {{ timeZone: 'Europe/London' }}).slice(0, 16)"
    ));
    window.fill("approve-time", local.as_str().expect("a time is text"));
    window.screenshot("7 approve and schedule");
    window.click("approve-submit");
    window.wait_gone("approve");
    window.story_state("Scheduled");
    window.screenshot("8 approved and scheduled");
    minute
}

fn wait_for_the_minute(laptop: &Laptop, window: &Window, minute: u64) {
    let out = || files(&laptop.site(), ".md").len() > 1;
    while now() < minute {
        // Looked at after the clock, so that a file of this very moment is not taken for one of too early.
        let early = out();
        assert!(
            !early || now() >= minute,
            "nothing leaves before its minute"
        );
        std::thread::park_timeout(Duration::from_millis(50));
    }
    let began = Instant::now();
    while !out() {
        assert!(
            began.elapsed() < LATEST,
            "the story is out within {LATEST:?} of its minute"
        );
        std::thread::park_timeout(Duration::from_millis(50));
    }
    println!(
        "The story was out {:.1} s after its minute",
        began.elapsed().as_secs_f32()
    );
    window.story_state("Live");
}

fn build_the_site(laptop: &Laptop) {
    let built = Command::new("hugo")
        .arg("--source")
        .arg(laptop.site())
        .output();
    let built = built.expect("hugo is installed: \"make system\" does that");
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stdout)
    );
    let pages = files(&laptop.site().join("public"), "index.html");
    let page = pages
        .iter()
        .filter_map(|page| std::fs::read_to_string(page).ok())
        .find(|page| page.contains("Officials would not name a day."))
        .expect("the site has a page of the story");
    for words in [
        HEADLINE,
        "Kim has sent a positive letter to Trump seeking a follow-up meeting this year",
        "Caroline Finnegan",
        "The primary purpose of the letter was to schedule another meeting",
        "A professionnal journalist for the past ten years",
        "Parade goes ahead",
    ] {
        assert!(page.contains(words), "the page holds {words:?}");
    }
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("the clock is past 1970").as_secs()
}
