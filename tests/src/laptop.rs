//! A laptop for one test: a home folder that nothing else sees, kept afterwards so that a person can look at it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixtures;
use crate::window::Window;

/// Everything of one test lies in `target/e2e/<test>`: the home folder, the site, the screenshots.
pub struct Laptop {
    folder: PathBuf,
    environment: Vec<(String, String)>,
}

impl Laptop {
    /// An empty laptop, whatever an earlier run has left.
    pub fn new(test: &str) -> Self {
        let target = fixtures::built()
            .parent()
            .expect("programs lie in the target folder")
            .to_owned();
        let folder = target.join("e2e").join(test);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("an earlier run's files can be removed");
        }
        let laptop = Self {
            folder,
            environment: Vec::new(),
        };
        for place in [laptop.home(), laptop.site(), laptop.shots()] {
            fs::create_dir_all(place).expect("the target folder can be written to");
        }
        laptop
    }

    /// Sets a variable for every program started on this laptop from now on.
    pub fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    pub fn home(&self) -> PathBuf {
        self.folder.join("home")
    }

    /// The folder that a new newsroom is made in when nobody names one.
    pub fn newsroom(&self) -> PathBuf {
        self.home().join("Stet")
    }

    /// An empty folder for a target.
    pub fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    pub fn shots(&self) -> PathBuf {
        self.folder.join("shots")
    }

    /// The real window, on whatever this laptop holds.
    pub fn open(&self) -> Window {
        Window::open(self)
    }

    /// `stet` with these words, on this laptop's newsroom: what it printed, as JSON. It must succeed.
    pub fn stet(&self, words: &[&str]) -> serde_json::Value {
        let output = self
            .command(&fixtures::program("stet"))
            .env("STET_NEWSROOM", self.newsroom())
            .arg("--json")
            .args(words)
            .output()
            .expect("stet can be started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "stet {words:?} failed: {said}");
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("stet {words:?} did not print JSON: {error}"))
    }

    /// A program that sees this laptop and nothing of the one it really runs on.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars() {
            if name.starts_with("STET_") || name.starts_with("XDG_") {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", self.home())
            .env("TZ", "Europe/London")
            .env("LANG", "C.UTF-8")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}
