//! Suggestions, one rule at a time: what each edit becomes, what is refused, what is listed.

use serde_json::{Value, json};

use super::{blocks, body, characters};
use crate::error::{Error, Fault};
use crate::manuscript::{By, Decision, Manuscript, SuggestionKind};
use crate::units::units;
use crate::wire::{Batch, Field};

const ANNA: By<'_> = By {
    person: "anna",
    at: "2026-11-23T06:00:00Z",
};
const BEN: By<'_> = By {
    person: "ben",
    at: "2026-11-23T07:00:00Z",
};

/// `p(one two) p(three)`, the first without a marker.
fn base(peer: u64) -> Manuscript {
    let mut story = Manuscript::empty(9);
    let ops = json!([{"insert": "one two"}, {"insert": "\u{FFFC}", "attributes": {"b:id": "9-1"}}, {"insert": "three"}]);
    story.apply(&[body(ops)]).expect("sound");
    Manuscript::load(peer, Some(&story.checkpoint()), [])
        .expect("sound")
        .0
}

/// Suggests a direct edit of the body; the id of the suggestion is `sid`.
fn suggest(story: &mut Manuscript, direct: impl Into<Value>, by: By<'_>, sid: &str) -> Batch {
    let before = story.reading();
    let step = story
        .suggest(&body(direct), by, None, &mut || sid.to_owned())
        .expect("a sound edit");
    assert_eq!(story.reading(), before, "readers have what they had");
    step.batch
}

fn check(direct: impl Into<Value>, expected: impl Into<Value>) {
    let mut story = base(1);
    assert_eq!(suggest(&mut story, direct, ANNA, "s"), body(expected));
}

#[test]
fn what_is_typed_is_marked_and_what_is_deleted_is_struck() {
    check(
        json!([{"retain": 3}, {"insert": "!"}]),
        json!([{"retain": 3}, {"insert": "!", "attributes": {"ins:s": true}}]),
    );
    check(
        json!([{"delete": 3}]),
        json!([{"retain": 3, "attributes": {"del:s": true}}]),
    );
    check(
        json!([{"delete": 3}, {"insert": "two"}]),
        json!([{"retain": 3, "attributes": {"del:s": true}}, {"insert": "two", "attributes": {"ins:s": true}}]),
    );
    check(
        json!([{"insert": "0", "attributes": {"strong": true, "ins:other": true, "del:other": true}}]),
        json!([{"insert": "0", "attributes": {"strong": true, "ins:s": true}}]),
    );
}

#[test]
fn a_split_is_a_marker_put_in_and_a_join_a_marker_struck() {
    check(
        json!([{"retain": 3}, {"insert": "\u{FFFC}", "attributes": {"b:id": "1-1"}}]),
        json!([{"retain": 3}, {"insert": "\u{FFFC}", "attributes": {"b:id": "1-1", "ins:s": true}}]),
    );
    check(
        json!([{"retain": 7}, {"delete": 1}]),
        json!([{"retain": 7}, {"retain": 1, "attributes": {"del:s": true}}]),
    );
}

#[test]
fn a_change_of_look_is_made_and_its_old_value_kept() {
    check(
        json!([{"retain": 3, "attributes": {"strong": true}}]),
        json!([{"retain": 3, "attributes": {"strong": true, "fmt:s": "{\"strong\":[null,true]}"}}]),
    );
    check(
        json!([{"retain": 7}, {"retain": 1, "attributes": {"b:type": "heading", "b:level": 3}}]),
        json!([{"retain": 7}, {"retain": 1, "attributes": {
            "b:type": "heading", "b:level": 3, "fmt:s": "{\"b:level\":[null,3],\"b:type\":[null,\"heading\"]}",
        }}]),
    );
    check(
        json!([{"retain": 3, "attributes": {"c:7": true}}]),
        json!([{"retain": 3, "attributes": {"c:7": true}}]),
    );
}

#[test]
fn a_moved_block_is_another_one_in_its_new_place() {
    check(
        json!([{"insert": "\u{FFFC}", "attributes": {"b:id": "9-1"}}, {"insert": "three"}, {"retain": 7}, {"delete": 6}]),
        json!([
            {"insert": "\u{FFFC}", "attributes": {"b:id": "s", "ins:s": true}}, {"insert": "three", "attributes": {"ins:s": true}},
            {"retain": 7}, {"retain": 6, "attributes": {"del:s": true}},
        ]),
    );
}

#[test]
fn one_s_own_suggested_words_are_edited_and_another_s_are_struck() {
    let mut story = base(1);
    suggest(&mut story, json!([{"insert": "zero "}]), ANNA, "a");
    let own = suggest(&mut story, json!([{"retain": 1}, {"delete": 1}]), ANNA, "x");
    assert_eq!(own, body(json!([{"retain": 1}, {"delete": 1}])));
    let own = json!([{"retain": 2, "attributes": {"em": true}}]);
    assert_eq!(suggest(&mut story, own.clone(), ANNA, "x"), body(own));
    let others = suggest(&mut story, json!([{"delete": 1}]), BEN, "b");
    assert_eq!(
        others,
        body(json!([{"retain": 1, "attributes": {"del:b": true}}]))
    );
    let again = suggest(&mut story, json!([{"delete": 1}]), BEN, "c");
    assert_eq!(again, Batch::default(), "it is struck already");
}

#[test]
fn a_look_suggested_and_taken_back_by_the_same_person_is_no_suggestion() {
    let mut story = base(1);
    let before = units(&story.text());
    suggest(
        &mut story,
        json!([{"retain": 3, "attributes": {"strong": true}}]),
        ANNA,
        "a",
    );
    suggest(
        &mut story,
        json!([{"retain": 3, "attributes": {"strong": null}}]),
        ANNA,
        "b",
    );
    assert_eq!(units(&story.text()), before);
    assert_eq!(story.open_suggestions(), 0);
}

#[test]
fn looks_of_two_people_form_a_chain() {
    let link = |to: Value| json!([{"retain": 3, "attributes": {"link": to}}]);
    let chain = || {
        let mut story = base(1);
        suggest(&mut story, link(json!("x")), ANNA, "a");
        suggest(&mut story, link(json!("y")), BEN, "b");
        story
    };
    let look = |sids: &[(&str, Decision)]| {
        let mut story = chain();
        for (sid, decision) in sids {
            story.decide(&[sid], None, *decision).expect("decided");
        }
        let first = units(&story.text()).field(&Field::Body)[0].clone();
        serde_json::to_value(&first.attributes).expect("JSON")
    };
    use Decision::{Accept, Stand};
    assert_eq!(
        look(&[("a", Stand)]),
        json!({"link": "y", "fmt:b": "{\"link\":[null,\"y\"]}"})
    );
    assert_eq!(
        look(&[("a", Accept)]),
        json!({"link": "y", "fmt:b": "{\"link\":[\"x\",\"y\"]}"})
    );
    assert_eq!(
        look(&[("b", Stand)]),
        json!({"link": "x", "fmt:a": "{\"link\":[null,\"x\"]}"})
    );
    assert_eq!(
        look(&[("b", Accept)]),
        json!({"link": "y"}),
        "what it was built on is no question any more"
    );
    assert_eq!(look(&[("a", Stand), ("b", Stand)]), json!({}));
    assert_eq!(look(&[("b", Stand), ("a", Stand)]), json!({}));
    assert_eq!(look(&[("a", Accept), ("b", Stand)]), json!({"link": "x"}));
    assert_eq!(look(&[("b", Stand), ("a", Accept)]), json!({"link": "x"}));
}

#[test]
fn a_look_suggested_over_an_overruled_one_leaves_readers_what_they_had_whatever_the_clocks_say() {
    let mut story = base(1);
    let retype = |to: &str| json!([{"retain": 7}, {"retain": 1, "attributes": {"b:type": to}}]);
    suggest(&mut story, retype("hr"), BEN, "b");
    let plain = body(retype("pull"));
    story.apply(&[plain]).expect("sound");
    // Ben's clock is an hour before Anna's, and both suggest the same.
    suggest(&mut story, retype("hr"), ANNA, "a");
    assert_eq!(blocks(&story), "p(one two) pull(three)");
}

#[test]
fn a_plain_change_overrules_a_suggested_look() {
    let mut story = base(1);
    let retyped =
        |kind: &str| json!([{"retain": 7}, {"retain": 1, "attributes": {"b:type": kind}}]);
    suggest(&mut story, retyped("pull"), ANNA, "a");
    story.apply(&[body(retyped("heading"))]).expect("sound");
    assert_eq!(
        blocks(&story),
        "p(one two) h2(three)",
        "readers have what the typist made of it"
    );
    story
        .decide(&["a"], None, Decision::Stand)
        .expect("decided");
    assert_eq!(blocks(&story), "p(one two) h2(three)");
}

fn refused(story: &mut Manuscript, ops: impl Into<Value>, by: By<'_>) {
    let ops = body(ops);
    let (text, moment) = (story.text(), story.frontier());
    let answer = story.apply_suggesting(std::slice::from_ref(&ops), by);
    let is_refused = matches!(
        &answer,
        Err(Error::Malformed {
            fault: Fault::NotSuggested,
            ..
        })
    );
    assert!(is_refused, "{ops:?} is no suggestion, but: {answer:?}");
    assert_eq!((story.text(), story.frontier()), (text, moment));
}

#[test]
fn whoever_only_suggests_cannot_do_anything_else() {
    let mut story = base(1);
    suggest(&mut story, json!([{"insert": "zero "}]), ANNA, "a");
    suggest(&mut story, json!([{"retain": 5}, {"delete": 3}]), ANNA, "d");
    suggest(
        &mut story,
        json!([{"retain": 9}, {"retain": 3, "attributes": {"em": true}}]),
        ANNA,
        "f",
    );
    for ops in [
        json!([{"insert": "x"}]),
        json!([{"insert": "x", "attributes": {"ins:a": true}}]),
        json!([{"insert": "\u{FFFC}", "attributes": {"b:id": "n"}}]),
        json!([{"delete": 1}]),
        json!([{"retain": 5}, {"delete": 1}]),
        json!([{"retain": 1, "attributes": {"ins:a": null}}]),
        json!([{"retain": 1, "attributes": {"strong": true}}]),
        json!([{"retain": 6, "attributes": {"ins:b": true}}]),
        json!([{"retain": 6, "attributes": {"del:a": true}}]),
        json!([{"retain": 5}, {"retain": 3, "attributes": {"del:d": null}}]),
        json!([{"retain": 9}, {"retain": 3, "attributes": {"em": null}}]),
        json!([{"retain": 9}, {"retain": 3, "attributes": {"em": null, "fmt:f": null}}]),
        json!([{"retain": 9}, {"retain": 3, "attributes": {"fmt:f": null}}]),
        json!([{"retain": 9}, {"retain": 3, "attributes": {"link": "x", "fmt:b": "{\"link\":[\"y\",\"x\"]}"}}]),
        json!([{"retain": 12}, {"retain": 1, "attributes": {"b:type": "pull"}}]),
    ] {
        refused(&mut story, ops, BEN);
    }
    refused(&mut story, json!([{"retain": 5}, {"delete": 1}]), ANNA);
    refused(
        &mut story,
        json!([{"retain": 1, "attributes": {"ins:a": null}}]),
        ANNA,
    );
    let back = body(json!([{"delete": 5}, {"retain": 3, "attributes": {"del:d": null}}]));
    story
        .apply_suggesting(&[back], ANNA)
        .expect("one's own may be taken back");
    assert_eq!(characters(&story, &Field::Body), "one two\u{FFFC}three");
}

#[test]
fn notes_that_make_no_sense_are_malformed() {
    for attributes in [
        json!({"ins:": true}),
        json!({"ins:a b": true}),
        json!({"del:a": 1}),
        json!({"fmt:a": true}),
        json!({"fmt:a": "{}"}),
        json!({"fmt:a": "{\"strong\":[null]}"}),
        json!({"fmt:a": "{\"strong\":[null,1]}"}),
        json!({"fmt:a": "{\"strong\":[true,true]}"}),
        json!({"fmt:a": "{\"b:id\":[null,\"x\"]}"}),
        json!({"fmt:a": "{\"b:type\":[null,\"heading\"]}"}),
        json!({"fmt:a": "{\"ins:a\":[null,true]}"}),
        json!({"c:a": null}),
    ] {
        let refused = base(1).apply(&[body(json!([{"insert": "x", "attributes": attributes}]))]);
        assert!(refused.is_err(), "{attributes}");
    }
}

#[test]
fn suggestions_are_listed_in_the_order_of_the_text() {
    let mut story = base(1);
    suggest(
        &mut story,
        json!([{"retain": 7}, {"retain": 1, "attributes": {"b:type": "pull"}}]),
        BEN,
        "retype",
    );
    suggest(
        &mut story,
        json!([{"retain": 4}, {"delete": 3}, {"insert": "2"}]),
        ANNA,
        "replace",
    );
    suggest(
        &mut story,
        json!([{"retain": 1}, {"insert": "\u{FFFC}", "attributes": {"b:id": "1-1"}}]),
        ANNA,
        "split",
    );
    suggest(
        &mut story,
        json!([{"retain": 10}, {"retain": 2, "attributes": {"em": true}}]),
        BEN,
        "format",
    );
    let listed: Vec<_> = story
        .suggestions()
        .into_iter()
        .map(|listed| {
            (
                listed.sid,
                listed.by,
                listed.kind,
                listed.block,
                listed.inserted,
                listed.struck,
            )
        })
        .collect();
    let row = |sid: &str, by: &str, kind, block: &str, inserted: &str, struck: &str| {
        (
            sid.to_owned(),
            by.to_owned(),
            kind,
            Some(block.to_owned()),
            inserted.to_owned(),
            struck.to_owned(),
        )
    };
    assert_eq!(
        listed,
        [
            row("split", "anna", SuggestionKind::Split, "1-1", "\n", ""),
            row(
                "replace",
                "anna",
                SuggestionKind::Replace,
                "1-1",
                "2",
                "two"
            ),
            row("retype", "ben", SuggestionKind::Retype, "9-1", "", ""),
            row("format", "ben", SuggestionKind::Format, "9-1", "", ""),
        ]
    );
}

#[test]
fn a_part_of_a_suggestion_may_be_left_for_later() {
    let mut story = base(1);
    suggest(&mut story, json!([{"retain": 4}, {"delete": 9}]), ANNA, "a");
    story
        .decide(&["a"], Some(&["^"]), Decision::Accept)
        .expect("decided");
    assert_eq!(characters(&story, &Field::Body), "one \u{FFFC}three");
    assert_eq!(story.suggestions()[0].struck, "\nthree");
    story
        .decide(&["a"], None, Decision::Stand)
        .expect("decided");
    assert_eq!(story.open_suggestions(), 0);
    assert_eq!(blocks(&story), "p(one ) p(three)");
}

#[test]
fn of_two_overlapping_deletions_each_takes_its_own_and_the_overlap_goes_once() {
    let mut story = base(1);
    suggest(&mut story, json!([{"delete": 5}]), ANNA, "a");
    suggest(&mut story, json!([{"retain": 3}, {"delete": 4}]), BEN, "b");
    story
        .decide(&["a"], None, Decision::Accept)
        .expect("decided");
    assert_eq!(characters(&story, &Field::Body), "wo\u{FFFC}three");
    story
        .decide(&["b"], None, Decision::Stand)
        .expect("decided");
    assert_eq!(blocks(&story), "p(wo) p(three)");
}

#[test]
fn typing_on_goes_on_with_the_newest_suggestion_and_a_moved_caret_begins_another() {
    let mut story = base(1);
    let mut number = 0;
    let mut fresh = || {
        number += 1;
        format!("s{number}")
    };
    let mut newest: Option<String> = None;
    let mut sids = Vec::new();
    for (at, op) in [
        (0, json!({"insert": "a"})),
        (1, json!({"insert": "b"})),
        (5, json!({"insert": "c"})),
        (1, json!({"insert": "d"})),
        (8, json!({"delete": 1})),
        (9, json!({"delete": 1})),
        (7, json!({"delete": 1})),
        (3, json!({"delete": 1})),
    ] {
        let ops = if at == 0 {
            json!([op])
        } else {
            json!([{"retain": at}, op])
        };
        let step = story
            .suggest(&body(ops), ANNA, newest.as_deref(), &mut fresh)
            .expect("sound");
        let sid = super::super::suggest::sids(&step.batch)
            .into_iter()
            .next()
            .map(str::to_owned);
        newest = sid.clone().or(newest);
        sids.extend(sid);
    }
    assert_eq!(sids, ["s1", "s1", "s2", "s1", "s3", "s3", "s3", "s4"]);
}

#[test]
fn an_edit_from_a_file_leaves_the_suggestions_of_others_alone() {
    let mut story = base(1);
    suggest(
        &mut story,
        json!([{"retain": 3}, {"insert": "!"}]),
        ANNA,
        "a",
    );
    suggest(&mut story, json!([{"retain": 9}, {"delete": 3}]), ANNA, "d");
    let mut to = story.reading().expect("plain");
    to.headline = vec![crate::Run {
        text: "New".to_owned(),
        marks: vec![],
    }];
    let text = crate::from_markdown("one too\n\nthree four").reading.body;
    to.body = text;
    story.rewrite(&to).expect("sound").expect("changed");
    assert_eq!(story.reading().expect("plain").body, to.body);
    assert_eq!(
        characters(&story, &Field::Body),
        "one! too\u{FFFC}three four"
    );
    let open: Vec<(String, String)> = story
        .suggestions()
        .into_iter()
        .map(|open| (open.inserted, open.struck))
        .collect();
    assert_eq!(
        open,
        [
            ("!".to_owned(), String::new()),
            (String::new(), "thr".to_owned())
        ]
    );
}

#[test]
fn an_edit_from_a_file_may_be_suggested_place_by_place() {
    let mut story = base(1);
    let mut number = 0;
    let mut to = story.reading().expect("plain");
    to.body = crate::from_markdown("One two\n\nthree **four**")
        .reading
        .body;
    let mut fresh = || {
        number += 1;
        format!("s{number}")
    };
    let before = story.reading();
    story
        .suggest_rewrite(&to, ANNA, &mut fresh)
        .expect("sound")
        .expect("changed");
    assert_eq!(story.reading(), before);
    let sids: Vec<String> = story
        .suggestions()
        .into_iter()
        .map(|open| open.sid)
        .collect();
    assert_eq!(sids.len(), 2, "each place is decided by itself: {sids:?}");
    let sids: Vec<&str> = sids.iter().map(String::as_str).collect();
    story
        .decide(&sids, None, Decision::Accept)
        .expect("decided");
    assert_eq!(story.reading().expect("plain").body, to.body);
}
