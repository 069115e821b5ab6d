//! Meetings that newsrooms have every day: what one desk does to a paragraph while another types in it.

use serde_json::{Value, json};

use super::{blocks, body, characters};
use crate::error::Error;
use crate::manuscript::{Manuscript, Update};
use crate::wire::Field;

/// `h2(Title) p(The first one.) p(The second one.) p(The third one.) quote(p(Said so.) p(Twice.))`, by peer 9.
fn base() -> Vec<u8> {
    let mut story = Manuscript::empty(9);
    let marker = |id: &str, more: Value| {
        let mut attributes = json!({ "b:id": id });
        for (key, value) in more.as_object().into_iter().flatten() {
            attributes[key] = value.clone();
        }
        json!({"insert": "\u{FFFC}", "attributes": attributes})
    };
    let quoted = || json!({"b:p": "[\"quote:9-q\"]"});
    let ops = json!([
        marker("9-1", json!({"b:type": "heading", "b:level": 2})), {"insert": "Title"},
        marker("9-2", json!({})), {"insert": "The first one."},
        marker("9-3", json!({})), {"insert": "The second one."},
        marker("9-4", json!({})), {"insert": "The third one."},
        marker("9-5", quoted()), {"insert": "Said so."},
        marker("9-6", quoted()), {"insert": "Twice."},
    ]);
    story.apply(&[body(ops)]).expect("sound");
    story.checkpoint()
}

// Where the blocks' markers stand.
const FIRST: usize = 6;
const SECOND: usize = 21;
const THIRD: usize = 37;
const SAID: usize = 52;
const TWICE: usize = 61;

/// Both desks edit from the same base and meet; returns what both show then.
fn met(a: Value, b: Value) -> String {
    let base = base();
    let open = |peer| Manuscript::load(peer, Some(&base), []).expect("sound").0;
    let (mut one, mut other) = (open(1), open(2));
    let first: Update = one.apply(&[body(a)]).expect("sound");
    let second: Update = other.apply(&[body(b)]).expect("sound");
    one.accept(&[&second.0]).expect("sound");
    other.accept(&[&first.0]).expect("sound");
    assert_eq!(one.text(), other.text());
    blocks(&one)
}

fn check(a: Value, b: Value, expected: &str) {
    assert_eq!(met(a, b), expected);
}

/// Types ZEBRA before the word `one` of the second paragraph.
fn zebra() -> Value {
    json!([{"retain": SECOND + 12}, {"insert": "ZEBRA "}])
}

fn at(place: usize, op: impl Into<Value>) -> Value {
    json!([{"retain": place}, op.into()])
}

#[test]
fn a_split_and_typing_in_the_tail_both_stand() {
    check(
        at(
            SECOND + 4,
            json!({"insert": "\u{FFFC}", "attributes": {"b:id": "1-1"}}),
        ),
        zebra(),
        "h2(Title) p(The first one.) p(The) p( second ZEBRA one.) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
}

#[test]
fn a_paragraph_joined_to_the_one_before_keeps_what_is_typed_in_it() {
    check(
        at(SECOND, json!({"delete": 1})),
        zebra(),
        "h2(Title) p(The first one.The second ZEBRA one.) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
}

#[test]
fn a_paragraph_made_a_heading_keeps_what_is_typed_in_it() {
    check(
        at(
            SECOND,
            json!({"retain": 1, "attributes": {"b:type": "heading", "b:level": 3}}),
        ),
        zebra(),
        "h2(Title) p(The first one.) h3(The second ZEBRA one.) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
}

#[test]
fn a_paragraph_put_into_a_quote_or_a_list_keeps_what_is_typed_in_it() {
    check(
        at(
            SECOND,
            json!({"retain": 1, "attributes": {"b:p": "[\"quote:1-9\"]"}}),
        ),
        zebra(),
        "h2(Title) p(The first one.) quote(p(The second ZEBRA one.)) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
    check(
        at(
            SECOND,
            json!({"retain": 1, "attributes": {"b:p": "[\"ul:1-9\",\"li:1-8\"]"}}),
        ),
        zebra(),
        "h2(Title) p(The first one.) ul(li(p(The second ZEBRA one.))) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
}

#[test]
fn bold_words_keep_what_is_typed_among_them() {
    let marked = at(
        SECOND + 5,
        json!({"retain": 10, "attributes": {"strong": true}}),
    );
    check(
        marked,
        zebra(),
        "h2(Title) p(The first one.) p(The second ZEBRA one.) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
}

#[test]
fn words_typed_in_a_deleted_paragraph_are_kept() {
    let deleted = at(SECOND, json!({"delete": THIRD - SECOND}));
    check(
        deleted,
        zebra(),
        "h2(Title) p(The first one.ZEBRA ) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
}

#[test]
fn words_typed_in_a_moved_paragraph_are_kept_where_it_was() {
    let moved = json!([
        {"retain": FIRST},
        {"insert": "\u{FFFC}", "attributes": {"b:id": "9-3"}}, {"insert": "The second one."},
        {"retain": SECOND - FIRST}, {"delete": THIRD - SECOND},
    ]);
    check(
        moved,
        zebra(),
        "h2(Title) p(The second one.) p(The first one.ZEBRA ) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
}

#[test]
fn a_rewritten_paragraph_keeps_what_is_typed_in_it() {
    let rewritten = json!([{"retain": SECOND + 1}, {"delete": 10}, {"insert": "Another"}]);
    check(
        rewritten,
        zebra(),
        "h2(Title) p(The first one.) p(Another ZEBRA one.) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
}

#[test]
fn two_splits_at_different_places_are_two_splits() {
    check(
        at(
            SECOND + 4,
            json!({"insert": "\u{FFFC}", "attributes": {"b:id": "1-1"}}),
        ),
        at(
            SECOND + 11,
            json!({"insert": "\u{FFFC}", "attributes": {"b:id": "2-1"}}),
        ),
        "h2(Title) p(The first one.) p(The) p( second) p( one.) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
}

#[test]
fn the_same_join_or_the_same_heading_by_both_happens_once() {
    let join = at(SECOND, json!({"delete": 1}));
    check(
        join.clone(),
        join,
        "h2(Title) p(The first one.The second one.) p(The third one.) quote(p(Said so.) p(Twice.))",
    );
    let heading = at(
        SECOND,
        json!({"retain": 1, "attributes": {"b:type": "heading", "b:level": 2}}),
    );
    let after = "h2(Title) p(The first one.) h2(The second one.) p(The third one.) quote(p(Said so.) p(Twice.))";
    check(heading.clone(), heading, after);
}

#[test]
fn when_each_deletes_one_paragraph_of_a_quote_the_quote_is_gone() {
    check(
        at(SAID, json!({"delete": TWICE - SAID})),
        at(TWICE, json!({"delete": 7})),
        "h2(Title) p(The first one.) p(The second one.) p(The third one.)",
    );
}

#[test]
fn two_who_begin_an_empty_story_at_once_merge_without_having_met() {
    let (mut one, mut other) = (Manuscript::empty(1), Manuscript::empty(2));
    let first = one
        .apply(&[body(json!([{"insert": "hello"}]))])
        .expect("sound");
    let second = other
        .apply(&[body(json!([{"insert": "goodbye"}]))])
        .expect("sound");
    one.accept(&[&second.0]).expect("sound");
    other.accept(&[&first.0]).expect("sound");
    assert_eq!(one.text(), other.text());
    let text = characters(&one, &Field::Body);
    assert!(
        ["hellogoodbye", "goodbyehello"].contains(&text.as_str()),
        "both in one head block: {text}"
    );
}

#[test]
fn a_peer_that_has_written_already_cannot_open_the_story_again() {
    let mut story = Manuscript::empty(1);
    let update = story
        .apply(&[body(json!([{"insert": "a"}]))])
        .expect("sound");
    let taken = |result: Result<(Manuscript, Vec<usize>), Error>| result.err();
    assert_eq!(
        taken(Manuscript::load(1, Some(&story.checkpoint()), [])),
        Some(Error::PeerTaken { peer: 1 })
    );
    assert_eq!(
        taken(Manuscript::load(1, None, [update.0.as_slice()])),
        Some(Error::PeerTaken { peer: 1 })
    );
}

#[test]
fn another_desk_that_writes_as_this_peer_is_refused() {
    let (mut mine, mut twin) = (Manuscript::empty(1), Manuscript::empty(1));
    mine.apply(&[body(json!([{"insert": "a"}]))])
        .expect("sound");
    let theirs = twin
        .apply(&[body(json!([{"insert": "another text"}]))])
        .expect("sound");
    let refused = Err(Error::PeerTaken { peer: 1 });
    assert_eq!(
        mine.peek(&[&theirs.0]).map(|_| ()),
        refused,
        "the engine would take these words for known ones and drop them"
    );
    assert_eq!(mine.accept(&[&theirs.0]).map(|_| ()), refused);
    assert_eq!(characters(&mine, &Field::Body), "a");
}

#[test]
fn an_update_that_builds_on_a_missing_one_waits_in_the_inbox_across_a_restart() {
    let mut theirs = Manuscript::empty(2);
    let first = theirs
        .apply(&[body(json!([{"insert": "1"}]))])
        .expect("sound")
        .0;
    let second = theirs
        .apply(&[body(json!([{"retain": 1}, {"insert": "2"}]))])
        .expect("sound")
        .0;

    let mut mine = Manuscript::empty(1);
    let offer = mine.peek(&[&second]).expect("sound");
    assert!(
        offer.taken.is_empty() && offer.batch.0.is_empty(),
        "it cannot be taken alone"
    );
    assert_eq!(
        mine.accept(&[&second]),
        Err(Error::Waiting { indexes: vec![0] })
    );
    assert_eq!(characters(&mine, &Field::Body), "");

    let (mut mine, pending) =
        Manuscript::load(3, Some(&mine.checkpoint()), [second.as_slice()]).expect("sound");
    assert_eq!(pending, [0], "after the restart it still waits");
    let offer = mine.peek(&[&second, &first, &second]).expect("sound");
    assert_eq!(offer.taken, [0, 1, 2]);
    mine.accept(&[&second, &first]).expect("sound");
    assert_eq!(characters(&mine, &Field::Body), "12");
}

fn peeked(story: &Manuscript, update: &[u8]) -> Option<crate::wire::Batch> {
    story.peek(&[update]).ok().map(|offer| offer.batch)
}

#[test]
fn damaged_updates_are_named_and_change_nothing() {
    let mut theirs = Manuscript::empty(2);
    let sound = theirs
        .apply(&[body(json!([{"insert": "words and more words"}]))])
        .expect("sound")
        .0;
    let mut mine = Manuscript::empty(1);
    mine.apply(&[body(json!([{"insert": "a"}]))])
        .expect("sound");
    for at in 0..sound.len() {
        let mut flipped = sound.clone();
        flipped[at] ^= 0x55;
        for damaged in [flipped, sound[..at].to_vec()] {
            if damaged.is_empty() {
                continue;
            }
            if at >= 4
                && damaged.len() == sound.len()
                && peeked(&mine, &damaged) == peeked(&mine, &sound)
            {
                // The engine leaves a few bytes of its header unused.
                assert!(at < 16, "byte {at} says something");
                continue;
            }
            assert_eq!(
                mine.peek(&[&sound, &damaged]).map(|_| ()),
                Err(Error::DamagedUpdate { index: 1 }),
                "byte {at}"
            );
            assert_eq!(
                mine.accept(&[&damaged]).map(|_| ()),
                Err(Error::DamagedUpdate { index: 0 }),
                "byte {at}"
            );
            let loaded = Manuscript::load(3, None, [damaged.as_slice()]).map(|_| ());
            assert_eq!(loaded, Err(Error::DamagedUpdate { index: 0 }), "byte {at}");
            assert_eq!(
                Manuscript::load(3, Some(&damaged), []).map(|_| ()),
                Err(Error::DamagedCheckpoint),
                "byte {at}"
            );
        }
    }
    assert_eq!(characters(&mine, &Field::Body), "a");
}
