//! The real `stet` program, run as a script would run it.
//!
//! Each [`CommandLine`] has its own folder. A run gives back the exit code and the JSON value, so that a test says
//! what the script sees and nothing else.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// One newsroom on one laptop, spoken to by `stet`.
pub struct CommandLine {
    pub folder: PathBuf,
    passphrase: String,
}

/// What one run came to.
#[derive(Debug)]
pub struct Answer {
    pub exit: i32,
    /// The JSON value on standard output; null when there was none.
    pub json: Value,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl CommandLine {
    /// Speaks to the newsroom in `folder`; every person there has the same passphrase.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            passphrase: "correct horse".to_owned(),
        }
    }

    /// The same newsroom with another passphrase typed.
    pub fn with_passphrase(&self, passphrase: &str) -> Self {
        Self {
            folder: self.folder.clone(),
            passphrase: passphrase.to_owned(),
        }
    }

    /// The program with the newsroom, the passphrases and `--json` set, for tests that stop it themselves.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.told(arguments);
        command.arg("--json");
        command
    }

    /// What a person reads of it, which must succeed.
    pub fn plainly(&self, arguments: &[&str]) -> String {
        let output = self.told(arguments).output();
        let output = output.expect("the stet program is built before the tests run");
        assert!(output.status.success(), "{arguments:?} should be done");
        String::from_utf8(output.stdout).expect("what people read is text")
    }

    fn told(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program("stet"));
        command
            .args(arguments)
            .env("STET_NEWSROOM", &self.folder)
            .env("STET_PASSPHRASE", &self.passphrase)
            .env("STET_NEW_PASSPHRASE", &self.passphrase)
            .env_remove("STET_AS")
            .stdin(Stdio::null());
        command
    }

    /// Runs to the end.
    pub fn run(&self, arguments: &[&str]) -> Answer {
        let Output {
            status,
            stdout,
            stderr,
        } = self
            .command(arguments)
            .output()
            .expect("the stet program is built before the tests run");
        Answer {
            exit: status.code().unwrap_or(-1),
            json: serde_json::from_slice(&stdout).unwrap_or(Value::Null),
            stdout,
            stderr: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }

    /// Runs as a person and expects it to be done; gives back the JSON value.
    pub fn done(&self, person: &str, arguments: &[&str]) -> Value {
        let arguments: Vec<&str> = ["--as", person]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        let answer = self.run(&arguments);
        assert_eq!(
            answer.exit, 0,
            "{arguments:?} should be done, but: {}{}",
            answer.stderr, answer.json
        );
        answer.json
    }

    /// Runs as a person, expects a rule to refuse it, and gives back the code.
    pub fn refused(&self, person: &str, arguments: &[&str]) -> String {
        let arguments: Vec<&str> = ["--as", person]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        let answer = self.run(&arguments);
        assert_eq!(
            answer.exit, 1,
            "{arguments:?} should be refused by a rule, but: {}{}",
            answer.stderr, answer.json
        );
        answer.json["code"]
            .as_str()
            .expect("a refusal names its code")
            .to_owned()
    }
}

/// A program of this workspace, as `cargo build` left it beside the running test.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a running test has a path");
    let folder = test
        .parent()
        .and_then(Path::parent)
        .expect("tests lie in target/debug/deps");
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The folder of this repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests lie inside the repository")
        .to_owned()
}

/// A file under `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    repository().join("tests/fixtures").join(name)
}
