//! The house's own files as text, for the tests that hold its rules.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fixtures::house;

/// One file: its path from the top of the house with `/`, and what it says.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// Its text without `//` comments, so that a word in a sentence is not taken for code.
    pub fn code(&self) -> String {
        self.text
            .lines()
            .map(|line| line.split("//").next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// Every file below these folders with one of these endings, in order of path; what is built or generated is left out.
pub fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let top = house();
    let mut paths = Vec::new();
    for folder in folders {
        gather(&top.join(folder), &mut paths);
    }
    paths.sort();
    let wanted = |path: &PathBuf| {
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        endings.contains(&ending)
    };
    paths
        .into_iter()
        .filter(wanted)
        .map(|path| read(&top, &path))
        .collect()
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    const LEFT_OUT: [&str; 5] = ["target", "node_modules", "dist", "gen", "generated"];
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if path.is_file() {
            paths.push(path);
        } else if !LEFT_OUT.contains(&name) {
            gather(&path, paths);
        }
    }
}

fn read(top: &Path, path: &Path) -> Source {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let inside = path.strip_prefix(top).expect("gathered below the top");
    Source {
        path: inside.to_string_lossy().replace('\\', "/"),
        text,
    }
}

/// Every quoted text that comes right after `before`: `between("a('x') a('y')", "a(")` gives x and y.
pub fn quoted_after(text: &str, before: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split(before).skip(1) {
        let Some(quote @ ('\'' | '"')) = part.chars().next() else {
            continue;
        };
        if let Some(word) = part[1..].split(quote).next() {
            found.push(word.to_owned());
        }
    }
    found
}
