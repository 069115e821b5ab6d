//! How files look: how long, with what header, with which names.

use tests::house::{Source, quoted_after, sources};

use super::check;

const LONGEST: usize = 500;
const LONGEST_COMPONENT: usize = 200;

/// Words that say nothing about what a type is.
const EMPTY_NAMES: [&str; 11] = [
    "Manager", "Service", "Helper", "Helpers", "Util", "Utils", "Info", "Data", "Handler", "Base",
    "Misc",
];

fn rust() -> Vec<Source> {
    sources(&["src-tauri", "tests"], &["rs"])
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    let mut faults = Vec::new();
    for source in rust()
        .into_iter()
        .chain(sources(&["ui/src"], &["ts", "svelte"]))
    {
        let limit = if source.path.ends_with(".svelte") {
            LONGEST_COMPONENT
        } else {
            LONGEST
        };
        if source.lines() > limit {
            faults.push(format!(
                "{} has {} lines, more than {limit}",
                source.path,
                source.lines()
            ));
        }
    }
    check("length of files", &faults);
}

#[test]
fn every_module_says_what_it_is() {
    let mut faults = Vec::new();
    for source in rust() {
        // The tests of a module lie beside it in `tests.rs`; the module itself says what they are about.
        if !source.text.starts_with("//!") && !source.path.ends_with("/tests.rs") {
            faults.push(source.path);
        }
    }
    for source in sources(&["ui/src"], &["ts"]) {
        let is_test = source.path.ends_with(".test.ts");
        if !is_test && !source.text.starts_with("//") && !source.text.starts_with("/*") {
            faults.push(source.path);
        }
    }
    check("modules without a header", &faults);
}

#[test]
fn no_type_has_an_empty_name() {
    let mut faults = Vec::new();
    for source in rust()
        .into_iter()
        .chain(sources(&["ui/src"], &["ts", "svelte"]))
    {
        for name in type_names(&source.code()) {
            if EMPTY_NAMES.iter().any(|empty| name.ends_with(empty)) {
                faults.push(format!("{}: {name}", source.path));
            }
        }
    }
    check("names that say nothing", &faults);
}

#[test]
fn no_test_is_switched_off_and_none_sleeps() {
    const OFF: [&str; 7] = [
        "#[ignore]",
        "test.skip(",
        "it.skip(",
        "describe.skip(",
        "test.only(",
        "it.only(",
        "test.todo(",
    ];
    // Another test starts it in a process of its own, or a person runs it to write a frozen file anew.
    const REASONS: [&str; 2] = ["run by ", "rewrites "];
    let mut faults = Vec::new();
    for source in rust().into_iter().chain(sources(&["ui/src"], &["ts"])) {
        // This very file names what it looks for.
        if source.path.ends_with("house_rules/shape.rs") {
            continue;
        }
        let code = source.code();
        faults.extend(
            OFF.iter()
                .filter(|off| code.contains(**off))
                .map(|off| format!("{}: {off}", source.path)),
        );
        for reason in quoted_after(&source.text, "#[ignore = ") {
            if !REASONS.iter().any(|known| reason.starts_with(known)) {
                faults.push(format!("{}: ignored because {reason}", source.path));
            }
        }
        if source.path.starts_with("tests/") && code.contains("sleep(") {
            faults.push(format!("{} sleeps", source.path));
        }
    }
    check("tests that are off or asleep", &faults);
}

#[test]
fn a_command_of_the_window_is_at_most_five_lines_and_decides_nothing() {
    let mut faults = Vec::new();
    for source in sources(&["src-tauri/src/commands"], &["rs"]) {
        for command in source.text.split("#[tauri::command").skip(1) {
            let body = command.split_once("{\n").map_or("", |(_, body)| body);
            let body = body.split("\n}").next().unwrap_or_default();
            let lines = body.lines().filter(|line| !line.trim().is_empty()).count();
            if lines > 5 {
                let name = command
                    .split("fn ")
                    .nth(1)
                    .and_then(|rest| rest.split('(').next())
                    .unwrap_or_default();
                faults.push(format!("{}: {name} has {lines} lines", source.path));
            }
        }
    }
    check("commands that do more than pass on", &faults);
}

/// The names that follow `struct`, `class` and their like.
fn type_names(code: &str) -> Vec<&str> {
    const BEFORE: [&str; 6] = ["struct", "enum", "trait", "type", "class", "interface"];
    let words: Vec<&str> = code.split_whitespace().collect();
    words
        .windows(2)
        .filter(|pair| BEFORE.contains(&pair[0]))
        .map(|pair| {
            pair[1]
                .split(|sign: char| !sign.is_alphanumeric())
                .next()
                .unwrap_or_default()
        })
        .filter(|name| name.starts_with(char::is_uppercase))
        .collect()
}
