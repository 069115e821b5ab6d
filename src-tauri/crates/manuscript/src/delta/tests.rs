use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

use super::delta;
use crate::flat::{Fields, Span, spans_of};
use crate::testing::hold;
use crate::units::units;
use crate::wire::{Attributes, Batch, Field, Op};

fn op() -> impl Strategy<Value = Op> {
    let marker = (0..9_u8, any::<bool>()).prop_map(|(id, heading)| Op::Insert {
        insert: "\u{FFFC}".to_owned(),
        attributes: [("b:id", json!(id.to_string()))]
            .into_iter()
            .chain(heading.then_some(("b:type", json!("heading"))))
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    });
    let words = ("[ab]{1,2}( [ab]{1,2}){0,3}|😀|é", any::<bool>()).prop_map(|(insert, strong)| {
        Op::Insert {
            insert,
            attributes: strong
                .then(|| ("strong".to_owned(), json!(true)))
                .into_iter()
                .collect::<Attributes>(),
        }
    });
    prop_oneof![marker, words]
}

fn fields(body: Vec<Op>) -> (Batch, Fields) {
    let batch = Batch([(Field::Body, body)].into());
    let mut fields = spans_of(&batch);
    for spans in fields.values_mut() {
        let joined = std::mem::take(spans);
        for span in joined {
            match spans.last_mut() {
                Some(Span { text, attributes })
                    if *attributes == span.attributes
                        && !span.is_marker()
                        && !text.starts_with('\u{FFFC}') =>
                {
                    text.push_str(&span.text);
                }
                _ => spans.push(span),
            }
        }
    }
    (batch, fields)
}

#[test]
fn a_delta_brings_the_one_text_to_the_other() {
    hold(&(vec(op(), 0..12), vec(op(), 0..12)), |(one, other)| {
        let ((_, before), (wanted, after)) = (fields(one.clone()), fields(other));
        let change = delta(&before, &after);
        let mut text = units(&Batch([(Field::Body, one)].into()));
        text.apply(&change);
        prop_assert_eq!(&text, &units(&wanted));
        prop_assert_eq!(
            change.0.is_empty(),
            before == after,
            "nothing is said when nothing differs"
        );
        Ok(())
    });
}

fn check(before: &str, after: &str, expected: impl Into<serde_json::Value>) {
    let spans = |text: &str| {
        let ops = text
            .split_inclusive('|')
            .flat_map(|part| match part.strip_suffix('|') {
                Some(words) => vec![words.to_owned(), "|".to_owned()],
                None => vec![part.to_owned()],
            });
        let mut number = 0;
        let ops = ops
            .filter(|part| !part.is_empty())
            .map(|part| match part.as_str() {
                "|" => {
                    number += 1;
                    Op::Insert {
                        insert: "\u{FFFC}".to_owned(),
                        attributes: [("b:id".to_owned(), json!(number.to_string()))].into(),
                    }
                }
                _ => Op::Insert {
                    insert: part,
                    attributes: Attributes::new(),
                },
            });
        fields(ops.collect()).1
    };
    let change = serde_json::to_value(delta(&spans(before), &spans(after))).expect("JSON");
    assert_eq!(change["body"], expected.into(), "{before} -> {after}");
}

#[test]
fn a_delta_touches_only_what_differs() {
    check(
        "one two three",
        "one 2 three",
        json!([{"retain": 4}, {"delete": 3}, {"insert": "2"}]),
    );
    check("colour", "color", json!([{"retain": 4}, {"delete": 1}]));
    check(
        "one two",
        "one| two",
        json!([{"retain": 3}, {"insert": "\u{FFFC}", "attributes": {"b:id": "1"}}]),
    );
    check("one| two", "one two", json!([{"retain": 3}, {"delete": 1}]));
    check(
        "a b c|x y z",
        "a 1 c|x 2 z",
        json!([
            {"retain": 2}, {"delete": 1}, {"insert": "1"}, {"retain": 5}, {"delete": 1}, {"insert": "2"},
        ]),
    );
    check(
        "miREMOTEne",
        "REMOTE",
        json!([{"delete": 2}, {"retain": 6}, {"delete": 2}]),
    );
    check(
        "REMOTE",
        "miREMOTEne",
        json!([{"insert": "mi"}, {"retain": 6}, {"insert": "ne"}]),
    );
    check("😀a", "😁a", json!([{"delete": 2}, {"insert": "😁"}]));
}
