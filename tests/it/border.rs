//! The border between desk and window: both sides name the same commands, events and fields.
//!
//! `STET_WRITE_BINDINGS=1` writes the generated types anew; without it a difference fails.

use std::collections::BTreeSet;
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
    let mut names = BTreeSet::new();
    for source in sources(&["src-tauri/src/commands"], &["rs"]) {
        for command in source.text.split("#[tauri::command").skip(1) {
            let name = command
                .split("fn ")
                .nth(1)
                .and_then(|rest| rest.split('(').next());
            names.extend(name.map(str::to_owned));
        }
    }
    names
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

/// The first argument of each call of `function` in the bridge: `call<Opening>('opening')` is `opening`.
fn bridge_calls(function: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for source in sources(&["ui/src/bridge"], &["ts"])
        .iter()
        .filter(|source| !source.path.ends_with(".test.ts"))
    {
        let code = source.code();
        for part in code.split(&format!("{function}<")).skip(1) {
            let after = part
                .split_once('(')
                .map_or("", |(_, after)| after)
                .trim_start();
            let quoted = after
                .strip_prefix('\'')
                .and_then(|rest| rest.split('\'').next());
            names.extend(quoted.map(str::to_owned));
        }
    }
    names
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
