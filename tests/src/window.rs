//! The real window, driven from outside as a person would: by what it shows, with keys and the pointer.
//!
//! Every wait is for something to be seen, with one deadline for all. There is one window at a time, because keys go to
//! whoever has the focus; a test that opens a second waits for the first.

mod driver;

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::fixtures;
use crate::laptop::Laptop;
use driver::Driver;

/// How long anything may take to be seen. Generous: a machine under load is slow, and a pass does not wait.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a flaw is looked at again before it counts; one look takes longer than a sheet takes to come in.
const LOOKS: usize = 4;
const BETWEEN_LOOKS: Duration = Duration::from_millis(25);

static ONE_WINDOW: Mutex<()> = Mutex::new(());

/// One running Stet. It goes when this is dropped.
pub struct Window {
    runtime: Runtime,
    client: Client,
    driver: Driver,
    shots: PathBuf,
    _only: MutexGuard<'static, ()>,
}

/// One thing that an accessibility check found wrong.
#[derive(Debug, serde::Deserialize)]
pub struct Violation {
    pub id: String,
    pub help: String,
    pub nodes: Vec<String>,
}

impl Window {
    pub fn open(laptop: &Laptop) -> Self {
        let only = ONE_WINDOW.lock().unwrap_or_else(PoisonError::into_inner);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime can be made");
        let driver = Driver::start(laptop);
        let client = runtime.block_on(driver.connect());
        let window = Self {
            runtime,
            client,
            driver,
            shots: laptop.shots(),
            _only: only,
        };
        window.wait("the page to be there", || {
            window.ask("return document.readyState === 'complete' && document.body.children.length > 0")
                .as_bool()
                .unwrap_or(false)
        });
        window
    }

    // Seeing.

    /// Waits until `seen`; panics with a picture when it does not come about.
    #[track_caller]
    pub fn wait(&self, what: &str, mut seen: impl FnMut() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !seen() {
            if Instant::now() > deadline {
                self.give_up(what);
            }
            std::thread::park_timeout(BETWEEN_LOOKS);
        }
    }

    /// The element of this test id, once it is shown.
    #[track_caller]
    pub fn find(&self, testid: &str) -> Element {
        self.find_css(&format!("[data-testid='{testid}']"))
    }

    /// The first shown element that this selector names, once there is one.
    #[track_caller]
    pub fn find_css(&self, selector: &str) -> Element {
        let mut found = None;
        self.wait(&format!("{selector} to be shown"), || {
            found = self.shown(Locator::Css(selector));
            found.is_some()
        });
        found.expect("the wait ended because it was found")
    }

    /// The button, link, tab or choice that is called `name`, once it is shown: by its label, else by its words.
    #[track_caller]
    pub fn find_named(&self, name: &str) -> Element {
        let quoted = quoted(name);
        let path = format!(
            "//*[self::button or self::a or self::summary or @role='button' or @role='tab' or @role='option' \
             or @role='menuitem' or @role='radio'][@aria-label={quoted} or normalize-space(.)={quoted} \
             or .//*[normalize-space(.)={quoted}]]"
        );
        let mut found = None;
        self.wait(&format!("something called {name:?} to be shown"), || {
            found = self.shown(Locator::XPath(&path));
            found.is_some()
        });
        found.expect("the wait ended because it was found")
    }

    pub fn is_shown(&self, testid: &str) -> bool {
        self.shown(Locator::Css(&format!("[data-testid='{testid}']")))
            .is_some()
    }

    #[track_caller]
    pub fn wait_gone(&self, testid: &str) {
        self.wait(&format!("{testid} to be gone"), || !self.is_shown(testid));
    }

    /// What is written in it, as shown.
    #[track_caller]
    pub fn text_of(&self, testid: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
        self.find(testid);
        let answer = self.ask_with(script, vec![json!(format!("[data-testid='{testid}']"))]);
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// What is typed in a field.
    #[track_caller]
    pub fn value_of(&self, testid: &str) -> String {
        let field = self.find(testid);
        self.runtime
            .block_on(field.prop("value"))
            .expect("a field has a value")
            .unwrap_or_default()
    }

    #[track_caller]
    pub fn wait_text(&self, testid: &str, part: &str) {
        let mut last = String::new();
        self.find(testid);
        let deadline = Instant::now() + PATIENCE;
        loop {
            let now = self.text_of(testid);
            if now.contains(part) {
                return;
            }
            if Instant::now() > deadline {
                self.give_up(&format!("{testid} to say {part:?}; it says {last:?}"));
            }
            last = now;
            std::thread::park_timeout(BETWEEN_LOOKS);
        }
    }

    /// Waits until these words are on the page, anywhere.
    #[track_caller]
    pub fn wait_words(&self, words: &str) {
        self.wait(&format!("the page to say {words:?}"), || {
            self.page().contains(words)
        });
    }

    /// Everything the page says.
    pub fn page(&self) -> String {
        self.ask("return document.body.innerText")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    // Doing.

    #[track_caller]
    pub fn click(&self, testid: &str) {
        self.press(testid, || self.find(testid));
    }

    #[track_caller]
    pub fn click_css(&self, selector: &str) {
        self.press(selector, || self.find_css(selector));
    }

    /// Puts the caret after the last letter of what this selector names, with the pointer.
    #[track_caller]
    pub fn click_after(&self, selector: &str) {
        let script = "
            const walker = document.createTreeWalker(document.querySelector(arguments[0]), NodeFilter.SHOW_TEXT);
            let last = null;
            while (walker.nextNode()) if (walker.currentNode.data.trim()) last = walker.currentNode;
            if (!last) return null;
            last.parentElement.scrollIntoView({ block: 'center' });
            const range = document.createRange();
            range.setStart(last, last.length - 1);
            range.setEnd(last, last.length);
            const { right, top, height } = range.getBoundingClientRect();
            return [Math.ceil(right) + 2, Math.round(top + height / 2)];";
        self.find_css(selector);
        let place = self.ask_with(script, vec![json!(selector)]);
        let (Some(x), Some(y)) = (place[0].as_f64(), place[1].as_f64()) else {
            self.give_up(&format!("{selector} to hold a letter"));
        };
        let moved = PointerAction::MoveTo {
            duration: None,
            x,
            y,
        };
        let button = MOUSE_BUTTON_LEFT;
        let actions = MouseActions::new("pointer".to_owned())
            .then(moved)
            .then(PointerAction::Down { button })
            .then(PointerAction::Up { button });
        let done = self.runtime.block_on(self.client.perform_actions(actions));
        done.unwrap_or_else(|error| self.give_up(&format!("{selector} to be clicked: {error}")));
    }

    /// Clicks what is called `name`.
    #[track_caller]
    pub fn choose(&self, name: &str) {
        self.press(name, || self.find_named(name));
    }

    /// Puts the caret there and types, after what is there already.
    #[track_caller]
    pub fn type_into(&self, testid: &str, text: &str) {
        self.press(testid, || self.find(testid));
        self.keys(text);
    }

    /// Replaces what is typed in a field.
    #[track_caller]
    pub fn fill(&self, testid: &str, text: &str) {
        self.press(testid, || self.find(testid));
        self.chord(&[Key::Control], 'a');
        self.keys(text);
    }

    /// Types where the caret is.
    #[track_caller]
    pub fn keys(&self, text: &str) {
        let typed = self
            .runtime
            .block_on(async { self.client.active_element().await?.send_keys(text).await });
        typed.unwrap_or_else(|error| self.give_up(&format!("{text:?} to be typed: {error}")));
    }

    #[track_caller]
    pub fn key(&self, key: Key) {
        self.chord(&[], char::from(key));
    }

    /// Holds the first keys down while the last is pressed.
    #[track_caller]
    pub fn chord(&self, held: &[Key], last: impl Into<char>) {
        let last = last.into();
        let held: Vec<char> = held.iter().copied().map(char::from).collect();
        let mut actions = KeyActions::new("keys".to_owned());
        for &value in held.iter().chain([&last]) {
            actions = actions.then(KeyAction::Down { value });
        }
        for &value in [&last].into_iter().chain(held.iter().rev()) {
            actions = actions.then(KeyAction::Up { value });
        }
        let done = self.runtime.block_on(self.client.perform_actions(actions));
        done.unwrap_or_else(|error| self.give_up(&format!("the keys to be pressed: {error}")));
    }

    pub fn resize(&self, width: u32, height: u32) {
        let done = self
            .runtime
            .block_on(self.client.set_window_size(width, height));
        done.unwrap_or_else(|error| {
            self.give_up(&format!("the window to be {width} × {height}: {error}"))
        });
    }

    /// Moves the window from under the pointer: where nothing manages windows, that takes the focus from it.
    pub fn put_aside(&self) {
        const FAR: u32 = 1000;
        let done = self
            .runtime
            .block_on(self.client.set_window_position(FAR, 0));
        done.unwrap_or_else(|error| self.give_up(&format!("the window to be put aside: {error}")));
    }

    // Asking the page itself.

    pub fn ask(&self, script: &str) -> Value {
        self.ask_with(script, Vec::new())
    }

    pub fn ask_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self
            .runtime
            .block_on(self.client.execute(script, arguments));
        answer.unwrap_or_else(|error| panic!("the page does not answer: {error}"))
    }

    /// Keeps a picture of the page under `target/e2e/<test>/shots`.
    pub fn screenshot(&self, name: &str) {
        // A picture is of the last frame that was painted, and what was just done may come with the next.
        let painted = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
        let done = self
            .runtime
            .block_on(self.client.execute_async(painted, Vec::new()));
        done.unwrap_or_else(|error| panic!("the page does not paint: {error}"));
        let picture = self
            .runtime
            .block_on(self.client.screenshot())
            .expect("the page can be pictured");
        std::fs::write(self.shots.join(format!("{name}.png")), picture)
            .expect("the picture can be written");
    }

    /// Every rule of WCAG 2.2 A and AA that the page breaks when it has come to rest, by axe. What still fades in is
    /// paler than it will be, so only what several looks in a row find is a flaw.
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = self.violations_now();
        for _ in 0..LOOKS {
            if found.is_empty() {
                break;
            }
            found = self.violations_now();
        }
        found
    }

    fn violations_now(&self) -> Vec<Violation> {
        if self.ask("return typeof window.axe") == "undefined" {
            let path = fixtures::house().join("ui/node_modules/axe-core/axe.min.js");
            let axe =
                std::fs::read_to_string(path).expect("the interface's packages are installed");
            self.ask(&format!("{axe}; window.axe = axe;"));
        }
        let script = "
            const done = arguments[arguments.length - 1];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
            window.axe.run(document, { runOnly: { type: 'tag', values: tags } }).then(
              (found) => done(found.violations.map(({ id, help, nodes }) => ({
                id, help, nodes: nodes.map((node) => `${node.html} ${node.failureSummary}`),
              }))),
              (failure) => done([{ id: 'axe', help: String(failure), nodes: [] }]),
            );";
        let found = self
            .runtime
            .block_on(self.client.execute_async(script, Vec::new()));
        serde_json::from_value(found.expect("axe answers")).expect("axe answers in its own shape")
    }

    /// Holds the page as it is now to WCAG 2.2 AA, and keeps a picture of it.
    #[track_caller]
    pub fn check_access(&self, screen: &str) {
        self.screenshot(screen);
        let violations = self.violations();
        assert!(
            violations.is_empty(),
            "{screen} shuts people out: {violations:#?}"
        );
    }

    // Ending.

    /// Pulls the plug: the process gets no moment to save anything.
    pub fn kill(self) {
        let app = self.driver.app().expect("the program is running");
        assert!(driver::kill(app), "the program could not be killed");
        self.wait("the process to be gone", || self.driver.app().is_none());
    }

    /// The process that owns the window.
    pub fn process(&self) -> u32 {
        self.driver.app().expect("the program is running")
    }

    fn shown(&self, locator: Locator<'_>) -> Option<Element> {
        let found = self.runtime.block_on(async {
            for element in self.client.find_all(locator).await? {
                if element.is_displayed().await? {
                    return Ok(Some(element));
                }
            }
            Ok::<_, CmdError>(None)
        });
        match found {
            Ok(found) => found,
            Err(error) if passes(&error) => None,
            Err(error) => panic!("the window does not answer: {error}"),
        }
    }

    /// Clicks what `find` finds, again when the page redrew it or moved it meanwhile.
    #[track_caller]
    fn press(&self, what: &str, find: impl Fn() -> Element) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let element = find();
            match self.runtime.block_on(element.click()) {
                Ok(()) => return,
                Err(error) if passes(&error) && Instant::now() < deadline => {}
                Err(error) => self.give_up(&format!("{what} to be clicked: {error}")),
            }
            std::thread::park_timeout(BETWEEN_LOOKS);
        }
    }

    #[track_caller]
    fn give_up(&self, what: &str) -> ! {
        if let Ok(picture) = self.runtime.block_on(self.client.screenshot()) {
            // The words below matter more than a picture that cannot be kept.
            let _ = std::fs::write(self.shots.join("given-up.png"), picture);
        }
        let page = self.runtime.block_on(
            self.client
                .execute("return document.body.innerText", Vec::new()),
        );
        let page = page
            .ok()
            .and_then(|page| page.as_str().map(str::to_owned))
            .unwrap_or_default();
        panic!(
            "waited in vain for {what}.\nPicture: {}/given-up.png\nThe page says:\n{page}",
            self.shots.display()
        );
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // The driver ends the program with the session; a program that was killed has no session to end.
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}

/// Whether a refusal only says that the page changed or moved between two questions: look again.
fn passes(error: &CmdError) -> bool {
    let CmdError::Standard(refusal) = error else {
        return false;
    };
    matches!(
        refusal.error,
        ErrorStatus::StaleElementReference
            | ErrorStatus::NoSuchElement
            | ErrorStatus::ElementClickIntercepted
            | ErrorStatus::ElementNotInteractable
    )
}

/// A text as an XPath string; XPath has no escapes, so one with both quotes is put together.
fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}
