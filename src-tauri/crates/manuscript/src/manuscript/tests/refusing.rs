//! Malformed edits, each kind at random places of random texts.

use serde_json::{Value, json};

use super::chance::Chance;
use super::desk::Desk;
use super::edits::length;
use crate::flat::MARKER;
use crate::manuscript::Manuscript;
use crate::testing::{cases, seed};
use crate::units::{Unit, Units};
use crate::wire::{Attributes, Batch, Field, Op};

/// One malformed list of operations for the body or the headline; nothing when this text cannot have this kind.
fn malformed(kind: usize, window: &Units, chance: &mut Chance) -> Option<(Field, Vec<Op>)> {
    let text = window.field(&Field::Body);
    let all = length(text);
    let at = chance.below(text.len() + 1);
    let skip = length(&text[..at]);
    let attributes =
        |value: Value| serde_json::from_value::<Attributes>(value).expect("attributes");
    let insert = |insert: &str, value: Value| Op::Insert {
        insert: insert.to_owned(),
        attributes: attributes(value),
    };
    let retain = |retain: usize, value: Value| Op::Retain {
        retain,
        attributes: attributes(value),
    };
    let marker = |value: Value| insert("\u{FFFC}", value);
    let place = |is: &dyn Fn(&Unit) -> bool| {
        let places = text
            .iter()
            .enumerate()
            .filter(|(_, unit)| is(unit))
            .map(|(at, _)| at);
        places.collect::<Vec<_>>()
    };
    let at_marker = || place(&|unit| unit.character == MARKER);
    let op = match kind {
        0 => retain(all - skip + 1, json!({})),
        1 => Op::Delete {
            delete: all - skip + 1 + chance.below(9),
        },
        2 => retain(usize::MAX, json!({})),
        3 => Op::Delete { delete: usize::MAX },
        4 => retain(0, json!({})),
        5 => Op::Delete { delete: 0 },
        6 => insert("", json!({})),
        7 => marker(json!({})),
        8 => marker(json!({"b:id": "^"})),
        9 => marker(json!({"b:id": 7})),
        10 => marker(json!({"b:id": "a/b"})),
        11 => marker(json!({"b:id": "x".repeat(65)})),
        12 => insert("a\u{FFFC}", json!({"b:id": "n-1"})),
        13 => insert("\u{FFFC}\u{FFFC}", json!({"b:id": "n-1"})),
        14 => {
            let wrong = [
                insert("a\u{FFF9}b", json!({})),
                insert("\u{FFF9}", json!({})),
                insert("\u{FFF9}", json!({"a": r#"{"t":"fn"}"#})),
                insert("\u{FFF9}", json!({"a": r#"{"t":"fn","id":"^"}"#})),
                insert("\u{FFF9}x", json!({"a": r#"{"t":"fn","id":"n-1"}"#})),
                insert("x", json!({"a": r#"{"t":"fn","id":"n-1"}"#})),
            ];
            chance.pick(&wrong).clone()
        }
        15 => marker(json!({"b:id": "n-1", "strong": true})),
        16 => {
            let wrong = [
                json!({"b:id": "n-1", "b:type": "poll"}),
                json!({"b:id": "n-1", "b:type": "table", "b:row:a": "1"}),
                json!({"b:id": "n-1", "b:type": "table", "b:row:a": 1.5}),
                json!({"b:id": "n-1", "b:type": "table", "b:col:a": 9_007_199_254_740_992_u64}),
                json!({"b:id": "n-1", "b:type": "table", "b:col:a:b": 1}),
                json!({"b:id": "n-1", "b:type": "table", "b:row:": 1}),
            ];
            marker(chance.pick(&wrong).clone())
        }
        17 => marker(json!({"b:id": "n-1", "b:level": 5})),
        18 => marker(json!({"b:id": "n-1", "b:p": "[\"li:a\"]"})),
        19 => marker(json!({"b:id": "n-1", "b:p": "[\"ul:a\"]"})),
        20 => marker(json!({"b:id": "n-1", "b:p": ["quote:a"]})),
        21 => insert("a", json!({"strong": false})),
        22 => insert("a", json!({"b:type": "heading"})),
        23 => insert("a", json!({"b:id": "n-1"})),
        24 => insert("a", json!({"colour": "red"})),
        25 => insert("a", json!({"link": true})),
        26 => {
            let taken = text[*at_marker().first()?].attributes.get("b:id")?.clone();
            marker(json!({ "b:id": taken }))
        }
        27 => {
            let ops = vec![
                marker(json!({"b:id": "n-1"})),
                insert("a", json!({})),
                marker(json!({"b:id": "n-1"})),
            ];
            return Some((Field::Body, ops));
        }
        28 => {
            let note = insert("\u{FFF9}", json!({"a": r#"{"t":"fn","id":"n-1"}"#}));
            let op = chance.pick(&[marker(json!({"b:id": "n-1"})), note]).clone();
            let fields = ["headline", "note:1-1", "pull:1-1:by", "fig:1-1:alt"];
            return Some((Field::from_name(fields[chance.below(3)])?, vec![op]));
        }
        29 => {
            let at = *at_marker().first()?;
            let change = [
                json!({"b:id": "n-2"}),
                json!({"strong": true}),
                json!({"b:level": 1}),
                json!({"x": null}),
            ];
            let change = chance.pick(&change).clone();
            return Some((Field::Body, after(length(&text[..at]), retain(1, change))));
        }
        30 => {
            let at = *place(&|unit| unit.character != MARKER).first()?;
            let change = [
                json!({"b:type": "heading"}),
                json!({"strong": false}),
                json!({"b:p": null}),
                json!({"x": true}),
            ];
            let (start, end) = (length(&text[..at]), length(&text[at..=at]));
            return Some((
                Field::Body,
                after(start, retain(end, chance.pick(&change).clone())),
            ));
        }
        _ => {
            let at = *place(&|unit| unit.character.len_utf16() == 2).first()?;
            let half = length(&text[..at]) + 1;
            let cut = [
                retain(half, json!({})),
                Op::Delete { delete: half },
                retain(half, json!({"em": true})),
            ];
            return Some((
                Field::Body,
                vec![chance.pick(&cut).clone(), insert("a", json!({}))],
            ));
        }
    };
    Some((Field::Body, after(skip, op)))
}

const KINDS: usize = 32;

fn after(skip: usize, op: Op) -> Vec<Op> {
    let skip = (skip > 0).then(|| Op::Retain {
        retain: skip,
        attributes: Attributes::new(),
    });
    skip.into_iter().chain([op]).collect()
}

#[test]
fn every_malformed_edit_is_refused_and_leaves_the_story_untouched() {
    let (mut refused, mut number) = ([0; KINDS], 0);
    while refused.iter().sum::<usize>() < cases() as usize {
        let seed = seed().wrapping_add(number);
        number += 1;
        let mut chance = Chance::from(seed);
        let mut desk = Desk::new(1, number);
        (0..12).for_each(|_| drop(desk.edit(&mut chance)));
        for (kind, refused) in refused.iter_mut().enumerate() {
            let Some((field, ops)) = malformed(kind, &desk.window, &mut chance) else {
                continue;
            };
            let sound = Batch([(Field::Dateline, vec![super::insert("sound")])].into());
            let broken =
                Batch([(Field::Kicker, vec![super::insert("sound")]), (field, ops)].into());
            let batches = if chance.one_in(2) {
                vec![sound, broken]
            } else {
                vec![broken]
            };
            let (text, moment) = (desk.manuscript.text(), desk.manuscript.frontier());
            let answer = desk
                .manuscript
                .apply(&batches)
                .map_err(|error| error.code());
            assert_eq!(
                answer,
                Err("malformed"),
                "STET_SEED={seed} kind {kind}: {batches:?}"
            );
            assert_eq!(
                desk.manuscript.text(),
                text,
                "a refused edit changed the text"
            );
            assert_eq!(
                desk.manuscript.frontier(),
                moment,
                "a refused edit left a trace"
            );
            *refused += 1;
        }
        desk.edit(&mut chance);
        desk.assert_window_shows_the_document();
    }
    assert!(
        refused.iter().all(|count| *count > 0),
        "a kind of fault was never tried: {refused:?}"
    );
}

#[test]
fn a_refused_edit_is_no_step_of_undo() {
    let mut story = Manuscript::empty(1);
    story
        .apply(&[super::body(json!([{"insert": "a"}]))])
        .expect("sound");
    story
        .apply(&[super::body(json!([{"delete": 2}]))])
        .expect_err("past the end");
    story.undo().expect("undo").expect("the one step");
    assert!(story.undo().expect("undo").is_none());
}
