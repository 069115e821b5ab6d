//! Which room of the interface may use which, and what its components may not write.

use std::collections::{BTreeMap, BTreeSet};

use tests::house::{Source, quoted_after, sources};

use super::check;

/// The rooms that a room may import from, besides itself. Features are checked one by one: none may use another.
const ROOMS: [(&str, &[&str]); 8] = [
    ("bridge", &[]),
    ("editor", &[]),
    ("i18n", &[]),
    ("styles", &[]),
    ("kit", &["styles"]),
    ("state", &["bridge", "editor", "i18n"]),
    (
        "features",
        &["bridge", "editor", "state", "kit", "i18n", "styles"],
    ),
    (
        "views",
        &[
            "bridge", "editor", "state", "kit", "features", "i18n", "styles",
        ],
    ),
];

/// Packages that only some rooms may touch.
const PACKAGES: [(&str, &[&str]); 2] = [
    ("@tauri-apps", &["bridge"]),
    ("svelte", &["state", "kit", "features", "views", ""]),
];

fn interface() -> Vec<Source> {
    sources(&["ui/src"], &["ts", "svelte"])
}

#[test]
fn a_room_imports_only_from_the_rooms_it_may_know() {
    let mut faults = Vec::new();
    for source in interface() {
        let (room, feature) = room_of(&source.path);
        for target in imports(&source)
            .iter()
            .filter_map(|import| resolved(&source.path, import))
        {
            let (other, other_feature) = room_of(&target);
            let allowed = match ROOMS.iter().find(|(name, _)| *name == room) {
                // The first file of all may use every room.
                None => true,
                Some(_) if room == "features" && other == "features" => feature == other_feature,
                Some((_, rooms)) => room == other || rooms.contains(&other.as_str()),
            };
            if !allowed {
                faults.push(format!("{} imports {target}", source.path));
            }
        }
    }
    check("imports between the interface's rooms", &faults);
}

#[test]
fn a_package_is_known_only_where_it_belongs() {
    let mut faults = Vec::new();
    for source in interface() {
        let (room, _) = room_of(&source.path);
        for import in imports(&source) {
            for (package, rooms) in PACKAGES {
                let is_it = import == package || import.starts_with(&format!("{package}/"));
                if is_it && !rooms.contains(&room.as_str()) {
                    faults.push(format!("{} imports {import}", source.path));
                }
            }
        }
    }
    check("packages of one room", &faults);
}

#[test]
fn every_room_of_the_interface_is_in_the_table() {
    let faults: Vec<String> = interface()
        .iter()
        .map(|source| room_of(&source.path).0)
        .filter(|room| !room.is_empty() && !ROOMS.iter().any(|(name, _)| name == room))
        .collect();
    check("rooms without a row in the table", &faults);
}

#[test]
fn colours_and_layers_come_from_the_tokens() {
    let mut faults = Vec::new();
    for source in sources(&["ui/src"], &["svelte"]) {
        for line in styling(&source.text) {
            if has_raw_colour(line) || has_raw_layer(line) {
                faults.push(format!("{}: {}", source.path, line.trim()));
            }
        }
    }
    check("values that belong in styles/tokens.css", &faults);
}

#[test]
fn nothing_becomes_html_unseen() {
    const WAYS: [&str; 5] = [
        "{@html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
    ];
    let mut faults = Vec::new();
    for source in interface() {
        for way in WAYS {
            if source.code().contains(way) {
                faults.push(format!("{} uses {way}", source.path));
            }
        }
    }
    check(
        "what a story says is hostile and never becomes HTML",
        &faults,
    );
}

#[test]
fn every_code_of_the_desk_has_a_sentence() {
    let path = tests::fixtures::house().join("ui/src/i18n/en.json");
    let text = std::fs::read_to_string(path).expect("the interface has words");
    let words: BTreeMap<String, String> =
        serde_json::from_str(&text).expect("its words are a flat list");
    let faults: Vec<String> = desk::codes()
        .into_iter()
        .map(|code| format!("code.{code}"))
        .filter(|key| !words.contains_key(key) && !words.contains_key(&format!("{key}.other")))
        .collect();
    check("codes without a sentence in en.json", &faults);
}

/// The codes of entries' flaws are no refusals of the desk; the command line says them all the same.
#[test]
fn every_sentence_of_a_code_has_its_code() {
    let path = tests::fixtures::house().join("ui/src/i18n/en.json");
    let text = std::fs::read_to_string(path).expect("the interface has words");
    let words: BTreeMap<String, String> =
        serde_json::from_str(&text).expect("its words are a flat list");
    let mut named: BTreeSet<String> = desk::codes().into_iter().map(str::to_owned).collect();
    for source in sources(&["src-tauri/crates", "ui/src"], &["rs", "ts", "svelte"]) {
        named.extend(source.text.split(['"', '\'']).map(str::to_owned));
    }
    let faults: Vec<String> = words
        .keys()
        .filter_map(|key| key.strip_prefix("code."))
        .map(|code| code.trim_end_matches(".one").trim_end_matches(".other"))
        .filter(|code| !named.contains(*code))
        .map(str::to_owned)
        .collect();
    check("sentences for codes that nobody sends", &faults);
}

/// A code that a crate names and the desk's list forgets would reach people as a bare word.
#[test]
fn every_code_in_the_sources_is_on_the_desks_list() {
    let listed: BTreeSet<String> = desk::codes().into_iter().map(str::to_owned).collect();
    let named: BTreeSet<String> = sources(&["src-tauri/crates"], &["rs"])
        .iter()
        // Faults of a roster stay in the log, and the press's advice about a page is shown by no screen.
        .filter(|source| {
            !["rosters", "press/src/problem"]
                .iter()
                .any(|name| source.path.contains(name))
        })
        .flat_map(|source| codes_in(&source.code()))
        .collect();
    let faults: Vec<String> = named.difference(&listed).cloned().collect();
    check("codes that desk::codes() forgets", &faults);
}

/// The string literals inside functions that name codes.
fn codes_in(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for begin in ["fn code(", "fn store_code(", "fn press_code("] {
        for (at, _) in code.match_indices(begin) {
            let body = &code[at..];
            let end = body
                .find("\n    }\n")
                .or(body.find("\n}\n"))
                .unwrap_or(body.len());
            found.extend(quoted_after(&body[..end], "=> "));
        }
    }
    found
}

/// The room and, in `features`, the concern: `ui/src/features/writing/Body.svelte` is `features`, `writing`.
fn room_of(path: &str) -> (String, String) {
    let inside: Vec<&str> = path.trim_start_matches("ui/src/").split('/').collect();
    match inside[..] {
        [room, concern, _, ..] => (room.to_owned(), concern.to_owned()),
        [room, _] => (room.to_owned(), String::new()),
        _ => Default::default(),
    }
}

fn imports(source: &Source) -> Vec<String> {
    let code = source.code();
    ["from ", "import ", "import("]
        .iter()
        .flat_map(|before| quoted_after(&code, before))
        .collect()
}

/// The path below `ui/src` that a relative import names; nothing for a package.
fn resolved(from: &str, import: &str) -> Option<String> {
    if !import.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for step in import.split('/') {
        match step {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    // A room may be named by its folder alone: `../bridge` is its index.
    let path = parts.join("/");
    let is_folder = tests::fixtures::house().join(&path).is_dir();
    Some(if is_folder {
        format!("{path}/index.ts")
    } else {
        path
    })
}

/// The lines of a component that say how it looks.
fn styling(component: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in component.lines() {
        if line.contains("</style>") {
            inside = false;
        }
        if inside || line.contains("style=") {
            found.push(line);
        }
        if line.contains("<style") {
            inside = true;
        }
    }
    found
}

fn has_raw_colour(line: &str) -> bool {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "lab("];
    let hex = line.split('#').skip(1).any(|after| {
        let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
        let ends = after
            .chars()
            .nth(digits)
            .is_none_or(|sign| !sign.is_alphanumeric() && sign != '-');
        matches!(digits, 3 | 4 | 6 | 8) && ends && line.contains(':')
    });
    hex || functions.iter().any(|function| line.contains(function))
}

fn has_raw_layer(line: &str) -> bool {
    line.split("z-index:")
        .nth(1)
        .is_some_and(|value| !value.trim_start().starts_with("var("))
}

#[test]
fn a_raw_colour_is_known_from_a_token() {
    for (line, raw) in [
        ("color: #fff;", true),
        ("background: #16181B0D;", true),
        ("border: 1px solid rgb(0 0 0 / 10%);", true),
        ("color: var(--ink);", false),
        ("&#reading { color: var(--ink); }", false),
    ] {
        assert_eq!(has_raw_colour(line), raw, "{line}");
    }
    assert!(has_raw_layer("z-index: 10;"), "a number is no token");
    assert!(!has_raw_layer("z-index: var(--z-panel);"), "a token is");
}

#[test]
fn an_import_is_resolved_from_where_it_stands() {
    let from = "ui/src/features/writing/Body.svelte";
    assert_eq!(
        resolved(from, "../../state/clock").as_deref(),
        Some("ui/src/state/clock")
    );
    assert_eq!(
        resolved(from, "svelte"),
        None,
        "a package is nowhere in the house"
    );
}
