//! Where things lie: the house itself, what was built of it, and the files that tests read.

use std::fs;
use std::path::{Path, PathBuf};

/// The top of the house.
pub fn house() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests
        .parent()
        .expect("the tests lie in the house")
        .to_owned()
}

/// A file of `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    house().join("tests/fixtures").join(name)
}

/// The text of a file of `tests/fixtures`.
pub fn fixture_text(name: &str) -> String {
    let path = fixture(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folder of the programs that were built with the tests, found from the running test itself.
pub fn built() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it lies");
    let deps = test.parent().expect("a test lies in a folder");
    deps.parent()
        .expect("which lies beside the programs")
        .to_owned()
}

/// A program that was built with the tests: `stet`, `stet-app`.
pub fn program(name: &str) -> PathBuf {
    let path = built().join(name);
    assert!(
        path.exists(),
        "{} is not built: run \"cargo build --workspace --all-targets\"",
        path.display()
    );
    path
}
