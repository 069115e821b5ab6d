//! The specification's own examples survive export and import.

use super::*;

/// The examples of the CommonMark specification, out of the text that the npm package `commonmark-spec` ships.
fn examples() -> Vec<String> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../ui/node_modules/commonmark-spec/spec.txt"
    );
    let spec = std::fs::read_to_string(path).unwrap_or_else(|error| {
        panic!("the CommonMark specification is missing (run `npm ci` in ui): {path}: {error}")
    });
    let fence = "`".repeat(32);
    let open = format!("{fence} example\n");
    let mut rest = spec.as_str();
    let mut examples = Vec::new();
    while let Some(at) = rest.find(&open) {
        rest = &rest[at + open.len()..];
        let source = if rest.starts_with(".\n") {
            ""
        } else {
            rest.split("\n.\n").next().unwrap_or("")
        };
        examples.push(source.replace('→', "\t"));
    }
    examples
}

#[test]
fn every_example_of_the_specification_survives_export_and_import() {
    let examples = examples();
    assert!(
        examples.len() > 640,
        "the specification has about 650 examples, not {}",
        examples.len()
    );
    for (at, source) in examples.iter().enumerate() {
        let first = from_markdown(source).reading;
        let words_only = Reading {
            headline: Vec::new(),
            body: Vec::new(),
            ..first.clone()
        };
        assert_eq!(
            words_only,
            Reading::default(),
            "example {} is a text without front matter:\n{source}",
            at + 1
        );
        let mut body = first.body.clone();
        if !first.headline.is_empty() {
            body.insert(
                0,
                Block::Heading {
                    level: 2,
                    text: first.headline.clone(),
                },
            );
        }
        let markdown = body_to_markdown(&body);
        assert_eq!(
            read(&markdown),
            body,
            "example {}:\n{source}\nwritten as:\n{markdown}",
            at + 1
        );
    }
}
