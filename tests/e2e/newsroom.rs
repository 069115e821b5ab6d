//! A newsroom to begin with: two people on one laptop and a Hugo site to publish into, made by `stet`.

use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use serde_json::{Value, json};
use tests::fixtures::{fixture, program};
use tests::{Laptop, Window};

pub(crate) const EDITOR: &str = "Desk editor";
pub(crate) const REPORTER: &str = "City reporter";
pub(crate) const PASSPHRASE: &str = "let it stand";

/// A laptop with a newsroom under this second-reader rule; its window opens with `person` at the desk.
pub(crate) fn laptop(test: &str, rule: &str, person: &str) -> Laptop {
    let mut laptop = Laptop::new(test);
    laptop.set("STET_PASSPHRASE", PASSPHRASE);
    laptop.set("STET_NEW_PASSPHRASE", PASSPHRASE);
    let made = [
        "init",
        "--name",
        "The Chief Observer",
        "--person",
        EDITOR,
        "--rule",
        rule,
    ];
    laptop.stet(&made);
    by(
        &laptop,
        EDITOR,
        &["person", "add", REPORTER, "--role", "reporter"],
    );
    copy_folder(&fixture("hugo-site"), &laptop.site());
    let site = laptop.site().display().to_string();
    by(
        &laptop,
        EDITOR,
        &["target", "add", "site", "--profile", "hugo", "--dir", &site],
    );
    let newsroom = laptop.newsroom().display().to_string();
    laptop.set("STET_NEWSROOM", &newsroom);
    laptop.set("STET_AS", person);
    laptop
}

/// `stet` with somebody at the desk.
pub(crate) fn by(laptop: &Laptop, person: &str, words: &[&str]) -> Value {
    laptop.stet(&[&["--as", person], words].concat())
}

/// A short story of this person's, brought in as a draft: its id.
pub(crate) fn draft(laptop: &Laptop, author: &str, headline: &str, body: &str) -> String {
    let name = headline.to_lowercase().replace(' ', "-");
    let file = laptop.home().join(format!("{name}.md"));
    let article = format!(
        "---\ntitle: \"{headline}\"\ncategories: [\"World\"]\nauthors: [\"{author}\"]\n---\n\n{body}\n"
    );
    std::fs::write(&file, article).expect("the laptop's home can be written to");
    let brought = by(laptop, author, &["import", &file.display().to_string()]);
    let story = brought[0]["story"].as_str();
    story.expect("an import names its story").to_owned()
}

/// The working copy, as another process sees it.
pub(crate) fn exported(laptop: &Laptop, story: &str) -> String {
    let exported = laptop
        .command(&program("stet"))
        .env("STET_NEWSROOM", laptop.newsroom())
        .args(["--as", EDITOR, "export", story, "--draft"])
        .output()
        .expect("stet can be started");
    String::from_utf8_lossy(&exported.stdout).into_owned()
}

/// A story that the reporter has filed and the editor has taken: its id.
pub(crate) fn taken(laptop: &Laptop) -> String {
    let story = draft(
        laptop,
        REPORTER,
        "Bridge opens",
        "The bridge opened on Monday.",
    );
    by(laptop, REPORTER, &["step", &story, "file"]);
    by(laptop, EDITOR, &["step", &story, "take"]);
    story
}

/// Every file below a folder whose name ends so, in order.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the target folder can be written to");
    for entry in std::fs::read_dir(from)
        .expect("the fixture is there")
        .flatten()
    {
        let into = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &into);
        } else {
            std::fs::copy(entry.path(), into).expect("a fixture can be copied");
        }
    }
}

/// What a person does at the desk's own screens, in the window.
pub(crate) trait AtTheDesk {
    fn change_places(&self, person: &str);
    fn wait_row(&self, slugline: &str, state: &str);
    fn open_row(&self, slugline: &str);
    fn open_draft(&self, slugline: &str, words: &str);
    fn wait_saved(&self);
    fn story_state(&self, state: &str);
    fn command(&self, id: &str);
}

impl AtTheDesk for Window {
    /// Somebody else sits down, with their own passphrase.
    fn change_places(&self, person: &str) {
        self.click("rail-me");
        self.find("places");
        let choice = format!(
            "return [...document.querySelectorAll('[data-testid^=\"places-person-\"]')]
               .find((choice) => choice.closest('label').innerText.includes({}))?.dataset.testid ?? ''",
            json!(person)
        );
        let choice = self.ask(&choice);
        self.click(choice.as_str().expect("a test id is text"));
        self.fill("places-passphrase", PASSPHRASE);
        self.click("places-submit");
        self.wait_gone("places");
        self.wait(&format!("{person} to be at the desk"), || {
            self.ask("return document.querySelector('[data-testid=rail-me]')?.textContent ?? ''")
                .as_str()
                .is_some_and(|label| label.contains(person))
        });
    }

    /// Opens a draft of whoever sits here to write in it, and waits for words of it.
    fn open_draft(&self, slugline: &str, words: &str) {
        self.wait_row(slugline, "draft");
        self.open_row(slugline);
        self.find_css(".story[contenteditable=true]");
        self.wait_words(words);
    }

    fn wait_row(&self, slugline: &str, state: &str) {
        self.find_css(&row(slugline, state));
    }

    fn open_row(&self, slugline: &str) {
        self.click_css(&format!("[data-slugline='{slugline}']"));
    }

    fn wait_saved(&self) {
        self.wait_text("status-saved", "Saved on this laptop");
    }

    fn story_state(&self, state: &str) {
        self.wait_text("story-state", state);
    }

    /// A command of the palette by its id.
    fn command(&self, id: &str) {
        self.chord(&[Key::Control, Key::Shift], 'p');
        self.find("palette-input");
        let option = format!("[data-testid='palette-{id}']");
        self.wait(&format!("{option} to be listed"), || {
            let listed = format!(
                "const option = document.querySelector(\"{option}\");
                 option?.scrollIntoView({{ block: 'center' }});
                 return option !== null"
            );
            self.ask(&listed) == true
        });
        self.click_css(&option);
        self.wait_gone("palette");
    }
}

fn row(slugline: &str, state: &str) -> String {
    format!("[data-slugline='{slugline}'][data-state='{state}']")
}
