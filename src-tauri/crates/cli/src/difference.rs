//! What differs between two revisions, as lines for people.

use desk::DifferenceView;
use serde_json::Value;

/// Lines that differ, with `[-struck-]` and `{+added+}` words.
pub(crate) fn lines(view: &DifferenceView) -> String {
    let value = serde_json::to_value(&view.difference).expect("border types are plain values");
    let parts = ["fields", "blocks"]
        .iter()
        .filter_map(|part| value[part].as_array())
        .flatten();
    let lines: Vec<String> = parts
        .filter(|part| differs(part))
        .map(|part| runs(&part["runs"]))
        .collect();
    let furniture = value["furniture"]
        .as_array()
        .into_iter()
        .flatten()
        .map(ToString::to_string);
    lines
        .into_iter()
        .chain(furniture)
        .collect::<Vec<_>>()
        .join("\n")
}

fn differs(part: &Value) -> bool {
    let runs = part["runs"].as_array();
    runs.is_some_and(|runs| runs.iter().any(|run| run["change"] != "same"))
        || part["change"]
            .as_str()
            .is_some_and(|change| change != "same")
}

fn runs(runs: &Value) -> String {
    let run = |run: &Value| {
        // The cells of a row of a table stand between bars.
        let text = run["text"].as_str().unwrap_or_default();
        let text = text.replace('\u{fffc}', " | ");
        match run["change"].as_str() {
            Some("insert") => format!("{{+{text}+}}"),
            Some("delete") => format!("[-{text}-]"),
            _ => text,
        }
    };
    runs.as_array().into_iter().flatten().map(run).collect()
}

/// The facts that differ, one on a line: `number  12 → 14  (paragraph 3)`.
pub(crate) fn facts(view: &DifferenceView) -> String {
    let facts = serde_json::to_value(&view.facts).expect("border types are plain values");
    let lines: Vec<String> = facts.as_array().into_iter().flatten().map(fact).collect();
    if lines.is_empty() {
        return "No number, name, quotation, link or date differs.".to_owned();
    }
    lines.join("\n")
}

fn fact(fact: &Value) -> String {
    let text = |name: &str| fact[name].as_str().unwrap_or_default();
    let said = match text("change") {
        "added" => format!("new: {}", text("is")),
        "gone" => format!("gone: {}", text("was")),
        "moved" => format!("moved: {}", text("is")),
        "attribution" => {
            let nobody = |name: &str| fact[name].as_str().unwrap_or("nobody").to_owned();
            format!(
                "{}: said by {}, was {}",
                text("of"),
                nobody("is"),
                nobody("was")
            )
        }
        _ => format!("{} → {}", text("was"), text("is")),
    };
    format!("{:<10} {said}  ({})", text("kind"), place(&fact["place"]))
}

fn place(place: &Value) -> String {
    match place["in"].as_str() {
        Some("line") => place["field"].as_str().unwrap_or_default().to_owned(),
        Some("body") => format!("paragraph {}", place["paragraph"]),
        _ => place["what"].as_str().unwrap_or_default().replace('_', " "),
    }
}
