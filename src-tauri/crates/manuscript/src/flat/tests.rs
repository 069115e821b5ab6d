use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Container, DEEPEST, Kind, MARKER, Node, OBJECT, Piece, project};
use crate::testing::hold;
use crate::wire::{Attributes, Batch, Field, Op};

fn attribute() -> impl Strategy<Value = (String, Value)> {
    let key = prop::sample::select(vec![
        "b:id",
        "b:type",
        "b:level",
        "b:asset",
        "b:p",
        "b:x",
        "b:row:1-a",
        "b:row:1-b",
        "b:col:1-a",
        "strong",
        "em",
        "code",
        "link",
        "c:1",
        "sub",
        "",
        "a",
        "a",
    ]);
    let token = prop::sample::select(vec![
        "ul:a", "ol:b", "ol:b@5", "li:c", "li:d", "quote:e", "quote:f", "table:g", "ul:", "ul",
        "li:c:d", "",
    ]);
    let path = vec(token, 0..6).prop_map(|tokens| json!(json!(tokens).to_string()));
    let value = prop_oneof![
        Just(Value::Null),
        Just(json!(true)),
        Just(json!(false)),
        Just(json!(3)),
        Just(json!(3.0)),
        Just(json!("3")),
        Just(json!("heading")),
        Just(json!("pull")),
        Just(json!("hr")),
        Just(json!("figure")),
        Just(json!("table")),
        Just(json!("poll")),
        Just(json!(-1)),
        Just(json!(2.5)),
        Just(json!("0f".repeat(32))),
        Just(json!("0F".repeat(32))),
        Just(json!("^")),
        Just(json!("7-1")),
        Just(json!({"a": []})),
        Just(json!(r#"{"t":"fn","id":"7-1"}"#)),
        Just(json!(r#"{"t":"fn","id":"7-2"}"#)),
        Just(json!(r#"{"id":"7-1","t":"fn"}"#)),
        Just(json!("[1,\"ul:a\"]")),
        Just(json!("[")),
        path.clone(),
        path,
    ];
    (key.prop_map(str::to_owned), value)
}

fn garbage() -> impl Strategy<Value = Vec<Op>> {
    let text = prop::sample::select(vec![
        "a",
        "b c",
        "\u{FFFC}",
        "\u{FFFC}",
        "\u{FFFC}",
        "\u{FFF9}",
        "\n",
        "😀",
        "x\u{FFFC}y\u{FFF9}\u{FFFC}",
        "e\u{301}",
        "\u{FFFC}\u{FFFC}",
    ]);
    let op = (text, vec(attribute(), 0..4)).prop_map(|(text, attributes)| Op::Insert {
        insert: text.to_owned(),
        attributes: attributes.into_iter().collect::<Attributes>(),
    });
    vec(op, 0..12)
}

fn text_of(ops: &[Op]) -> String {
    let texts = ops.iter().map(|op| match op {
        Op::Insert { insert, .. } => insert.as_str(),
        Op::Retain { .. } | Op::Delete { .. } => "",
    });
    texts.collect()
}

fn line_text(line: &[Piece], stands_for: char, out: &mut String) {
    for piece in line {
        match piece {
            Piece::Words { text, .. } => out.push_str(text),
            Piece::Footnote { .. } | Piece::Object => out.push(stands_for),
        }
    }
}

/// The text that blocks show, a marker before each but the head; asserts what makes a document valid.
fn shown(nodes: &[Node], inside: Option<Container>, depth: usize, out: &mut String) {
    assert!(depth <= DEEPEST, "nested deeper than a document is");
    for node in nodes {
        match node {
            Node::Leaf { id, line, kind, .. } => {
                assert!(
                    !inside.is_some_and(Container::is_list),
                    "a list holds items only"
                );
                assert!(!matches!(kind, Kind::Heading(level) if !(2..=4).contains(level)));
                if id.as_deref() != Some("^") {
                    out.push(MARKER);
                } else {
                    assert!(
                        out.is_empty() && depth == 0,
                        "the head block stands first, at the top"
                    );
                }
                line_text(line, OBJECT, out);
            }
            Node::Container {
                kind,
                cid,
                children,
            } => {
                assert!(
                    !cid.is_empty() && !children.is_empty(),
                    "no container is empty"
                );
                let in_list = inside.is_some_and(Container::is_list);
                assert_eq!(
                    in_list,
                    *kind == Container::Item,
                    "items stand in lists, and nothing else does"
                );
                shown(children, Some(*kind), depth + 1, out);
            }
        }
    }
}

#[test]
fn any_flat_text_reads_as_valid_blocks_with_the_same_words() {
    hold(
        &(garbage(), garbage(), garbage()),
        |(body, headline, side)| {
            let mut batch = Batch::default();
            for name in [
                "note:7-1",
                "note:7-3",
                "pull:7-1:by",
                "fig:7-1:alt",
                "fig:7-1:credit",
            ] {
                let field = Field::from_name(name).expect("a text beside the body");
                batch.0.insert(field, side.clone());
            }
            batch.0.insert(Field::Body, body.clone());
            batch.0.insert(Field::Headline, headline.clone());
            let projection = project(&batch);
            let mut text = String::new();
            shown(&projection.body, None, 0, &mut text);
            prop_assert_eq!(text, text_of(&body));
            let mut line = String::new();
            line_text(&projection.headline, OBJECT, &mut line);
            prop_assert_eq!(
                line,
                text_of(&headline).replace(MARKER, "\u{FFF9}"),
                "a marker in a line is an object there"
            );
            let (reading, _) = projection.shown();
            prop_assert_eq!(
                crate::normal::normal(&reading),
                reading,
                "a reading comes in its one form"
            );
            Ok(())
        },
    );
}

fn check(body: impl serde::Serialize, expected: impl Into<Value>) {
    let batch: Batch = serde_json::from_value(json!({ "body": body })).expect("a batch");
    assert_eq!(project(&batch).to_json()["body"], expected.into());
}

fn check_path(path: &str, nested_in: &[&str]) {
    let batch: Batch = serde_json::from_value(
        json!({"body": [{"insert": "\u{FFFC}", "attributes": {"b:p": path}}]}),
    )
    .expect("a batch");
    let mut found = Vec::new();
    let mut nodes = project(&batch).body;
    while let Some(Node::Container {
        kind,
        cid,
        children,
    }) = nodes.pop()
    {
        found.push(format!("{}:{cid}", kind.name()));
        nodes = children;
    }
    assert_eq!(found, nested_in, "{path}");
}

#[test]
fn what_is_no_path_is_skipped() {
    check_path(r#"["ul:x","li:y","quote:z"]"#, &["ul:x", "li:y", "quote:z"]);
    check_path(r#"["ul:x","table:t","li:y"]"#, &["ul:x", "li:y"]);
    check_path(r#"["li:y","quote:z"]"#, &["quote:z"]);
    check_path(r#"["ul:x","quote:z"]"#, &["quote:z"]);
    check_path(r#"["ul:x","quote:z","li:y"]"#, &["quote:z"]);
    check_path(r#"["ul:x","ol:w","li:y"]"#, &["ol:w", "li:y"]);
    check_path(r#"["ul:x"]"#, &[]);
    check_path(r#"["ul:",3,"quote:a:b"]"#, &["quote:a:b"]);
    check_path("[", &[]);
    let deep: Vec<String> = (0..100).map(|n| format!("quote:{n}")).collect();
    let kept: Vec<&str> = deep.iter().take(DEEPEST).map(String::as_str).collect();
    check_path(&json!(deep).to_string(), &kept);
}

#[test]
fn an_empty_body_is_one_empty_head_block() {
    check(
        json!([]),
        json!([{"id": "^", "type": "paragraph", "x": []}]),
    );
}

#[test]
fn neighbours_share_containers_as_far_as_their_paths_agree() {
    let marker = |id: &str, path: &str| json!({"insert": "\u{FFFC}", "attributes": {"b:id": id, "b:p": path}});
    let leaf = |id: &str| json!({"id": id, "type": "paragraph", "x": []});
    let item = |cid: &str, children: Value| json!({"kind": "li", "cid": cid, "children": children});
    check(
        json!([
            marker("a", r#"["ul:x","li:1"]"#),
            marker("b", r#"["ul:x","li:1"]"#),
            marker("c", r#"["ul:x","li:2"]"#),
            marker("d", r#"["ol:x","li:2"]"#),
        ]),
        json!([
            {"kind": "ul", "cid": "x", "children": [item("1", json!([leaf("a"), leaf("b")])), item("2", json!([leaf("c")]))]},
            {"kind": "ol", "cid": "x", "children": [item("2", json!([leaf("d")]))]},
        ]),
    );
}

#[test]
fn words_behind_a_rule_stay_and_read_as_a_paragraph() {
    let batch: Batch = serde_json::from_value(json!({"body": [
        {"insert": "\u{FFFC}", "attributes": {"b:id": "1", "b:type": "hr"}}, {"insert": "words", "attributes": {"b:type": "hr", "strong": false}},
    ]}))
    .expect("a batch");
    let (reading, unread) = project(&batch).shown();
    assert_eq!(unread, None);
    let words = crate::reading::Run {
        text: "words".to_owned(),
        marks: vec![],
    };
    assert_eq!(
        reading.body,
        [
            crate::reading::Block::Rule,
            crate::reading::Block::Paragraph(vec![words])
        ]
    );
}

#[test]
fn what_a_newer_stet_wrote_has_no_reading() {
    let check = |op: Value, code: &str| {
        let batch: Batch = serde_json::from_value(json!({ "body": [op] })).expect("a batch");
        let (_, unread) = project(&batch).shown();
        assert_eq!(unread.expect("something unknown").code(), code);
    };
    check(
        json!({"insert": "\u{FFFC}", "attributes": {"b:id": "1", "b:type": "poll"}}),
        "unknown-block",
    );
    check(
        json!({"insert": "a", "attributes": {"sub": true}}),
        "unknown-mark",
    );
    check(json!({"insert": "\u{FFF9}"}), "unknown-object");
}
