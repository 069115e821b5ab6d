//! Which crate may use which, by their manifests and by the paths they write.

use tests::house::{Source, sources};

use super::check;

/// The edges of architecture §2, and no others.
const EDGES: [(&str, &str, &[&str]); 7] = [
    ("newsroom", "src-tauri/crates/newsroom", &[]),
    ("manuscript", "src-tauri/crates/manuscript", &[]),
    (
        "store",
        "src-tauri/crates/store",
        &["newsroom", "manuscript"],
    ),
    (
        "press",
        "src-tauri/crates/press",
        &["newsroom", "manuscript"],
    ),
    (
        "desk",
        "src-tauri/crates/desk",
        &["newsroom", "manuscript", "store", "press"],
    ),
    ("cli", "src-tauri/crates/cli", &["desk"]),
    ("app", "src-tauri", &["desk"]),
];

/// What only one crate may touch: the document's engine, the database's.
const ALONE: [(&str, &str); 2] = [("loro", "manuscript"), ("rusqlite", "store")];

#[test]
fn a_crate_uses_only_the_crates_that_the_architecture_gives_it() {
    let mut faults = Vec::new();
    for (name, folder, allowed) in EDGES {
        for used in dependencies(folder) {
            let ours = EDGES.iter().any(|(other, ..)| *other == used);
            if ours && used != name && !allowed.contains(&used.as_str()) {
                faults.push(format!("{folder}/Cargo.toml names {used}"));
            }
        }
    }
    check("edges between crates", &faults);
}

#[test]
fn no_source_names_a_crate_that_it_may_not_use() {
    let mut faults = Vec::new();
    for (name, folder, allowed) in EDGES {
        for source in rust_of(folder) {
            for (other, ..) in EDGES {
                if other != name && !allowed.contains(&other) && names(&source.code(), other) {
                    faults.push(format!("{} uses {other}", source.path));
                }
            }
        }
    }
    check("paths into other crates", &faults);
}

#[test]
fn nothing_below_the_shell_knows_the_window() {
    let mut faults = Vec::new();
    for (name, folder, _) in EDGES {
        for used in dependencies(folder) {
            if used.starts_with("tauri") && name != "app" {
                faults.push(format!("{name} depends on {used}"));
            }
        }
    }
    check("tauri stays in the shell", &faults);
}

#[test]
fn each_engine_has_one_crate_that_knows_it() {
    let mut faults = Vec::new();
    for (engine, owner) in ALONE {
        for (name, folder, _) in EDGES {
            if name != owner && dependencies(folder).iter().any(|used| used == engine) {
                faults.push(format!(
                    "{name} depends on {engine}, which only {owner} may"
                ));
            }
        }
    }
    check("one crate for each engine", &faults);
}

#[test]
fn every_crate_of_the_house_is_in_the_table() {
    let folders = std::fs::read_dir(tests::fixtures::house().join("src-tauri/crates"))
        .expect("the crates are there");
    let faults: Vec<String> = folders
        .flatten()
        .map(|folder| folder.file_name().to_string_lossy().into_owned())
        .filter(|name| !EDGES.iter().any(|(known, ..)| known == name))
        .collect();
    check("crates without a row in the table of edges", &faults);
}

/// The names that a manifest lists under any kind of dependencies.
fn dependencies(folder: &str) -> Vec<String> {
    let path = tests::fixtures::house().join(folder).join("Cargo.toml");
    let manifest = std::fs::read_to_string(path).expect("a crate has a manifest");
    let mut listed = Vec::new();
    let mut inside = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            inside = section.trim_end_matches(']').ends_with("dependencies");
        } else if inside && !line.starts_with('#') && line.contains('=') {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            listed.push(name.trim_matches('"').to_owned());
        }
    }
    listed
}

fn rust_of(folder: &str) -> Vec<Source> {
    // The shell's own folder also holds the crates below it.
    let mut all = sources(&[folder], &["rs"]);
    if folder == "src-tauri" {
        all.retain(|source| !source.path.starts_with("src-tauri/crates/"));
    }
    all
}

/// Whether code writes a path that begins with this crate: `store::Store`, not `crate::store::Store`.
fn names(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|sign| sign.is_alphanumeric() || sign == '_' || sign == ':')
    })
}

#[test]
fn a_path_counts_only_when_it_begins_with_the_crate() {
    assert!(names("use store::Store;", "store"), "a plain path is one");
    assert!(
        !names("use crate::store::Store;", "store"),
        "a module of the same name is not"
    );
    assert!(!names("restore::file()", "store"), "a longer word is not");
}
