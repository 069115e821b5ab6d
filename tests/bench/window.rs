//! The real window: how soon it answers, how long a key takes, how much memory it holds.
//!
//! Needs a screen and WebKit's driver; without them it says so and measures nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};

use desk::{BringInRequest, Place};

use crate::archive::{Archive, PASSPHRASE, PERSON};
use crate::made_up::{self, Dice};
use crate::measure::{Figure, Limit, Table, Times};
use crate::suggested::suggest;

const STARTS: usize = 5;
const OPENINGS: usize = 5;
const SUGGESTIONS: usize = 500;
const ALL: &str =
    "window_ready, memory_idle, key_to_paint_1k, open_50k, key_to_paint_50k, memory_50k";

/// Counts from the key to the end of the task in which the text changes, layout forced; and to after the next frame's work.
/// The end of a task is after its microtasks, and before any other work that waits, a frame's painting included.
const WATCH: &str = "
    window.benchKeys = [];
    const text = document.querySelector(\"[data-testid='write-text']\");
    const after = (work) => { const line = new MessageChannel(); line.port1.onmessage = work; line.port2.postMessage(0); };
    let key = null;
    window.addEventListener('keydown', () => { key = { begun: performance.now(), worked: null }; }, true);
    const changed = () => {
      const mine = key;
      queueMicrotask(() => queueMicrotask(() => { text.getBoundingClientRect(); mine.worked = performance.now() - mine.begun; }));
    };
    window.addEventListener('beforeinput', changed);
    window.addEventListener('input', changed);
    window.addEventListener('beforeinput', () => {
      const mine = key;
      requestAnimationFrame(() => after(() => window.benchKeys.push([mine.worked, performance.now() - mine.begun])));
    }, true);";

/// Counts from the press on a row to after the work of the first frame that shows the story's text.
const WATCH_OPENING: &str = "
    window.benchOpened = null;
    const after = (work) => { const line = new MessageChannel(); line.port1.onmessage = work; line.port2.postMessage(0); };
    let begun = 0;
    window.addEventListener('click', () => { begun = performance.now(); }, { capture: true, once: true });
    const watch = new MutationObserver(() => {
      if (!document.querySelector('.story > p:not([data-field])')) return;
      watch.disconnect();
      requestAnimationFrame(() => after(() => { window.benchOpened = performance.now() - begun; }));
    });
    watch.observe(document.body, { childList: true, subtree: true });";

pub(crate) fn measure(archive: &mut Archive, table: &mut Table) {
    if let Some(why) = what_is_missing() {
        table.skip(ALL, why);
        return;
    }
    let stories = [(1_000, 300), (50_000, 300)].map(|(words, keys)| (draft(archive, words), keys));
    let folder = archive.laptop.newsroom().display().to_string();
    for (name, value) in [
        ("STET_NEWSROOM", folder.as_str()),
        ("STET_AS", PERSON),
        ("STET_PASSPHRASE", PASSPHRASE),
    ] {
        archive.laptop.set(name, value);
    }
    suggest(archive, &stories[1].0, SUGGESTIONS);
    guarded(table, "window_ready, memory_idle", |table| {
        start(archive, table)
    });
    guarded(table, "open_50k", |table| {
        opening(archive, table, &stories[1].0)
    });
    for (name, (story, keys)) in [
        ("key_to_paint_1k", &stories[0]),
        ("key_to_paint_50k", &stories[1]),
    ] {
        guarded(table, name, |table| {
            keys_in(archive, table, name, story, *keys)
        });
    }
}

/// A window that does not do its part must not take the other figures with it.
fn guarded(table: &mut Table, names: &str, work: impl FnOnce(&mut Table)) {
    if catch_unwind(AssertUnwindSafe(|| work(table))).is_err() {
        table.skip(names, "the window did not come to it (see above)");
    }
}

fn what_is_missing() -> Option<&'static str> {
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    let driver = Command::new("WebKitWebDriver")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match (screen, driver) {
        (false, _) => Some("there is no display"),
        (_, Err(_)) => Some("WebKitWebDriver is not installed"),
        _ => None,
    }
}

fn draft(archive: &Archive, words: usize) -> String {
    let reading = made_up::story(&mut Dice::new(archive.seed), words);
    let brought = archive.desk.bring_in(BringInRequest {
        text: Some(made_up::markdown(&reading)),
        format: "markdown".to_owned(),
        ..BringInRequest::default()
    });
    brought.expect("Markdown can be brought in").story
}

fn start(archive: &Archive, table: &mut Table) {
    come_back_to(archive, "desk", None);
    let (mut ready, mut memory) = (Times::default(), Times::default());
    for _ in 0..STARTS {
        let window = archive.laptop.open();
        let answered =
            "return document.querySelectorAll(\"[data-testid='desk-row']\").length > 0 ? 1 : 0";
        window.wait("the desk to list a story", || window.ask(answered) == 1);
        ready.0.push(age(window.process()));
        window.find("desk-list");
        memory.0.push(weight(window.process()));
    }
    table.add(Figure {
        name: "window_ready",
        value: ready.median(),
        unit: "ms",
        floor: None,
        limit: Limit::AtMost(1000.0),
        note: format!(
            "process start to the first story in the desk list, {} stories in the file, seen from outside (up to 50 ms late); \
             opening the key with the passphrase included",
            archive.stories.len()
        ),
    });
    table.add(Figure {
        name: "memory_idle",
        value: memory.median(),
        unit: "MB",
        floor: None,
        limit: Limit::None,
        note: "PSS of the program and its web processes, desk open".to_owned(),
    });
}

fn opening(archive: &Archive, table: &mut Table, story: &str) {
    come_back_to(archive, "desk", None);
    let window = archive.laptop.open();
    let row = format!("[data-testid='desk-row'][data-story='{story}']");
    let mut opened = Times::default();
    for _ in 0..OPENINGS {
        window.find_css(&row);
        window.ask(WATCH_OPENING);
        window.click_css(&row);
        window.wait("the story to be painted", || {
            window.ask("return window.benchOpened !== null") == true
        });
        let took = window.ask("return window.benchOpened");
        opened.0.push(took.as_f64().expect("milliseconds"));
        window.click("story-back");
    }
    table.add(Figure {
        name: "open_50k",
        value: opened.median(),
        unit: "ms",
        floor: None,
        limit: Limit::AtMost(300.0),
        note: format!(
            "a click on the row to after the frame in which the text of 50,000 words with {SUGGESTIONS} suggestions stands, \
             median of {OPENINGS} (slowest {:.0} ms)",
            opened.at(1.0)
        ),
    });
}

fn keys_in(archive: &Archive, table: &mut Table, name: &'static str, story: &str, keys: usize) {
    come_back_to(archive, "write", Some(story));
    let window = archive.laptop.open();
    window.find("write-text");
    window.wait("the whole text to be laid out", || {
        window.ask("return document.adoptedStyleSheets.length") == 0
    });
    window.click("write-text");
    window.ask(WATCH);
    // One key after the other was painted: nobody types quicker, and painting one is no part of the next.
    let mut busy = Times::default();
    for (number, letter) in "letters and words ".chars().cycle().take(keys).enumerate() {
        let before = page_work(window.process());
        window.keys(&letter.to_string());
        window.wait("the key to be painted", || {
            let counted = window.ask("return window.benchKeys.length");
            counted.as_u64().unwrap_or(0) > number as u64
        });
        busy.0.push(page_work(window.process()) - before);
    }
    let counted = window.ask("return window.benchKeys");
    let counted = counted.as_array().expect("a list of pairs");
    let column = |at: usize| {
        let times = counted.iter().filter_map(|pair| pair[at].as_f64());
        Times(times.collect())
    };
    let (worked, painted) = (column(0), column(1));
    if name == "key_to_paint_50k" {
        table.add(Figure {
            name: "memory_50k",
            value: weight(window.process()),
            unit: "MB",
            floor: None,
            limit: Limit::None,
            note: "PSS of the program and its web processes, a story of 50,000 words with 500 suggestions open and typed in".to_owned(),
        });
    }
    table.add(Figure {
        name,
        value: worked.at(0.99),
        unit: "ms",
        floor: None,
        limit: Limit::AtMost(16.0),
        note: format!(
            "p99 of {} keys, keydown to the end of its task with layout forced (median {:.0} ms; after the frame p50 {:.0}, p99 {:.0} ms); \
             the page's clock ticks in whole milliseconds. Its main thread was on the processor for {:.1} ms a key, p99 {:.1} ms, \
             painting and being asked included, however busy the machine was",
            worked.0.len(),
            worked.median(),
            painted.median(),
            painted.at(0.99),
            busy.median(),
            busy.at(0.99)
        ),
    });
}

fn come_back_to(archive: &Archive, view: &str, story: Option<&str>) {
    let place = Place {
        view: view.to_owned(),
        story: story.map(str::to_owned),
        caret: None,
    };
    archive
        .desk
        .remember_place(place)
        .expect("the newsroom is open");
}

/// How long a process has lived, in milliseconds; the system counts in hundredths of a second.
fn age(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("it runs");
    let uptime = std::fs::read_to_string("/proc/uptime").expect("Linux has it");
    let uptime: f64 = uptime
        .split(' ')
        .next()
        .and_then(|seconds| seconds.parse().ok())
        .expect("seconds first");
    // The start is field 22; the name before it may have blanks and ends with a bracket.
    let begun: f64 = stat
        .rsplit(") ")
        .next()
        .and_then(|fields| fields.split(' ').nth(19)?.parse().ok())
        .expect("the kernel says when it began");
    (uptime - begun / 100.0) * 1000.0
}

/// How long the page's main thread has been on a processor so far, in milliseconds.
fn page_work(process: u32) -> f64 {
    let name = std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    if name.starts_with("WebKitWebProc") {
        let worked = std::fs::read_to_string(format!("/proc/{process}/task/{process}/schedstat"));
        let nanoseconds: Option<f64> = worked
            .ok()
            .and_then(|text| text.split_whitespace().next()?.parse().ok());
        return nanoseconds.unwrap_or(0.0) / 1_000_000.0;
    }
    below(process).into_iter().map(page_work).sum()
}

/// The proportional share of memory of a process and all below it, in megabytes.
fn weight(process: u32) -> f64 {
    let rollup =
        std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let own: f64 = rollup
        .lines()
        .find_map(|line| line.strip_prefix("Pss:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0.0);
    own / 1000.0 + below(process).into_iter().map(weight).sum::<f64>()
}

/// The processes that a process has started.
fn below(process: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task"));
    let children = threads.into_iter().flatten().flatten().map(|thread| {
        let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        children
            .split_whitespace()
            .filter_map(|child| child.parse().ok())
            .collect::<Vec<u32>>()
    });
    children.flatten().collect()
}
