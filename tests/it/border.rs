//! The border between desk and window: both sides name the same commands, events and fields.
//!
//! `STET_WRITE_BINDINGS=1` writes the generated types anew; without it a difference fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tests::fixtures::house;
use tests::house::{quoted_after, sources};

const GENERATED: &str = "ui/src/bridge/generated/border.ts";

#[test]
fn the_committed_types_are_the_desks_own() {
    let path = house().join(GENERATED);
    let wanted = desk::typescript();
    if std::env::var_os("STET_WRITE_BINDINGS").is_some() {
        fs::write(&path, &wanted).expect("the generated file can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == wanted,
        "{GENERATED} is not what the desk's types say; write it anew with\n  \
         STET_WRITE_BINDINGS=1 cargo test --workspace --test it the_committed_types"
    );
}

#[test]
fn both_sides_name_the_same_commands() {
    let defined = defined();
    assert!(!defined.is_empty(), "the shell has commands");
    same("registered in commands/mod.rs", &defined, &registered());
    same("granted in build.rs", &defined, &granted_by_the_build());
    same("allowed in capabilities/main.json", &defined, &allowed());
    same("called in ui/src/bridge", &defined, &called());
}

#[test]
fn both_sides_name_the_same_arguments() {
    let called = bridge_calls_with_arguments("call");
    for (command, asked) in commands_with_arguments() {
        if let Some(given) = called.get(&command) {
            assert_eq!(
                &asked, given,
                "{command}: what the shell asks for, and what the bridge gives"
            );
        }
    }
}

#[test]
fn both_sides_name_the_same_events() {
    let events = text("src-tauri/src/events.rs");
    let emitted: BTreeSet<String> = quoted_after(&events, ": &str = ").into_iter().collect();
    let heard = bridge_calls("listen");
    same("heard in ui/src/bridge", &emitted, &heard);
}

#[test]
fn the_window_may_do_nothing_of_the_hosts_but_hear() {
    let hosts: Vec<String> = permissions()
        .into_iter()
        .filter(|permission| permission.contains(':'))
        .collect();
    assert_eq!(
        hosts,
        ["core:event:allow-listen", "core:event:allow-unlisten"],
        "a story's text that broke out of the page must find nothing to call"
    );
}

fn defined() -> BTreeSet<String> {
    commands_with_arguments().into_keys().collect()
}

/// Every command and the arguments that the page must give it; what the shell adds by itself is left out, and a message
/// that is taken whole, as raw bytes are, names none.
fn commands_with_arguments() -> BTreeMap<String, BTreeSet<String>> {
    const ADDED: [&str; 4] = ["State<", "AppHandle", "WebviewWindow", "Request<"];
    let mut commands = BTreeMap::new();
    for source in sources(&["src-tauri/src/commands"], &["rs"]) {
        for command in source.text.split("#[tauri::command").skip(1) {
            let (name, rest) = command
                .split_once("fn ")
                .and_then(|(_, rest)| rest.split_once('('))
                .expect("a command is a function");
            let taken = rest.split_once(')').map_or("", |(taken, _)| taken);
            let taken = taken.replace("'_, ", "");
            let arguments = taken
                .split(',')
                .filter_map(|argument| argument.split_once(':'));
            let asked =
                arguments.filter(|(_, kind)| !ADDED.iter().any(|added| kind.contains(added)));
            commands.insert(
                name.to_owned(),
                asked.map(|(name, _)| camel(name.trim())).collect(),
            );
        }
    }
    commands
}

/// As the page writes it: `story_id` is `storyId`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut written = words.next().unwrap_or_default().to_owned();
    for word in words {
        written.push_str(&word[..1].to_uppercase());
        written.push_str(&word[1..]);
    }
    written
}

fn registered() -> BTreeSet<String> {
    let listing = text("src-tauri/src/commands/mod.rs");
    let listed = listing
        .split("generate_handler![")
        .nth(1)
        .and_then(|rest| rest.split(']').next());
    let listed = listed.expect("commands/mod.rs registers the commands");
    listed
        .split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn granted_by_the_build() -> BTreeSet<String> {
    let build = text("src-tauri/build.rs");
    let listed = build
        .split("= &[")
        .nth(1)
        .and_then(|rest| rest.split("];").next());
    let listed = listed.expect("build.rs lists the commands");
    listed
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn allowed() -> BTreeSet<String> {
    let commands = permissions()
        .into_iter()
        .filter(|permission| !permission.contains(':'));
    commands
        .map(|permission| permission.trim_start_matches("allow-").replace('-', "_"))
        .collect()
}

fn called() -> BTreeSet<String> {
    bridge_calls("call")
}

/// What the bridge names first in each call of `function`: `call<Opening>('opening')` is `opening`.
fn bridge_calls(function: &str) -> BTreeSet<String> {
    bridge_calls_with_arguments(function).into_keys().collect()
}

/// The same with the names of the arguments: `call<void>('close_text', { story })` has `story`.
fn bridge_calls_with_arguments(function: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut calls = BTreeMap::new();
    let bridge = sources(&["ui/src/bridge"], &["ts"]);
    for source in bridge
        .iter()
        .filter(|source| !source.path.ends_with(".test.ts"))
    {
        let code = source.code();
        for part in code
            .split(function)
            .skip(1)
            .filter(|part| part.starts_with(['<', '(']))
        {
            let after = part
                .split_once('(')
                .map_or("", |(_, after)| after)
                .trim_start();
            let Some((name, rest)) = after
                .strip_prefix('\'')
                .and_then(|rest| rest.split_once('\''))
            else {
                continue;
            };
            let given = rest.split_once(')').map_or("", |(given, _)| given);
            let given = given
                .split_once('{')
                .and_then(|(_, given)| given.split_once('}'))
                .map_or("", |(given, _)| given);
            let names = given
                .split(',')
                .filter_map(|pair| pair.split(':').next())
                .map(str::trim);
            calls.insert(
                name.to_owned(),
                names
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned)
                    .collect(),
            );
        }
    }
    calls
}

fn permissions() -> Vec<String> {
    let capability: serde_json::Value =
        serde_json::from_str(&text("src-tauri/capabilities/main.json"))
            .expect("the capability is JSON");
    let listed = capability["permissions"]
        .as_array()
        .expect("a capability lists permissions");
    listed
        .iter()
        .filter_map(|permission| permission.as_str())
        .map(str::to_owned)
        .collect()
}

fn text(path: &str) -> String {
    fs::read_to_string(house().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn same(place: &str, defined: &BTreeSet<String>, there: &BTreeSet<String>) {
    let missing: Vec<_> = defined.difference(there).collect();
    let unknown: Vec<_> = there.difference(defined).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "{place}: missing {missing:?}, unknown {unknown:?}"
    );
}
