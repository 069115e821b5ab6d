//! Tables: rows and columns that come and go on two desks, and what becomes of the words in them.

use serde_json::{Value, json};

use super::{blocks, opened};
use crate::error::{Error, Fault};
use crate::manuscript::{By, Decision, Manuscript, SuggestionKind};
use crate::versions::Parted;
use crate::wire::{Batch, Field};

const ANNA: By<'_> = By {
    person: "anna",
    at: "2026-11-23T06:00:00Z",
};

fn batch(fields: Value) -> Batch {
    serde_json::from_value(fields).expect("a batch")
}

/// `table(Ward|Votes/North|12)`, by peer 9: rows 9-2 and 9-3, columns 9-4 and 9-5.
fn base() -> Manuscript {
    let mut story = Manuscript::empty(9);
    let marker = json!({"insert": "\u{FFFC}", "attributes": {
        "b:id": "9-1", "b:type": "table",
        "b:row:9-2": 0, "b:row:9-3": 10, "b:col:9-4": 0, "b:col:9-5": 10,
    }});
    let table = batch(json!({
        "body": [{"insert": "Counted"}, marker],
        "cell:9-1:9-2:9-4": [{"insert": "Ward"}],
        "cell:9-1:9-2:9-5": [{"insert": "Votes"}],
        "cell:9-1:9-3:9-4": [{"insert": "North"}],
        "cell:9-1:9-3:9-5": [{"insert": "12"}],
    }));
    story.apply(&[table]).expect("sound");
    story
}

/// An edit of the table's marker.
fn lines(change: &Value) -> Batch {
    batch(json!({"body": [{"retain": 7}, {"retain": 1, "attributes": change}]}))
}

fn typed(cell: &str, words: &str) -> Batch {
    let name = format!("cell:9-1:{cell}");
    batch(json!({ name: [{"insert": words}] }))
}

#[test]
fn a_table_is_read_row_by_row_with_its_header_first() {
    assert_eq!(blocks(&base()), "p(Counted) table(Ward|Votes/North|12)");
    assert_eq!(opened(&base(), 1).text(), base().text());
}

#[test]
fn two_who_add_a_row_at_once_get_both_rows() {
    let (mut one, mut other) = (opened(&base(), 1), opened(&base(), 2));
    let mine = [lines(&json!({"b:row:1-1": 20})), typed("1-1:9-4", "South")];
    let theirs = [lines(&json!({"b:row:2-1": 20})), typed("2-1:9-4", "East")];
    let first = one.apply(&mine).expect("sound");
    let second = other.apply(&theirs).expect("sound");
    one.accept(&[&second.0]).expect("sound");
    other.accept(&[&first.0]).expect("sound");
    assert_eq!(one.text(), other.text());
    assert_eq!(
        blocks(&one),
        "p(Counted) table(Ward|Votes/North|12/South|/East|)"
    );
}

#[test]
fn a_row_that_is_taken_away_comes_back_with_its_words() {
    let mut story = opened(&base(), 1);
    story
        .apply(&[lines(&json!({"b:row:9-3": null}))])
        .expect("sound");
    assert_eq!(blocks(&story), "p(Counted) table(Ward|Votes)");
    story.undo().expect("undo").expect("a step");
    assert_eq!(blocks(&story), "p(Counted) table(Ward|Votes/North|12)");
}

#[test]
fn words_typed_in_a_row_that_another_took_away_are_told() {
    let (mut one, mut other) = (opened(&base(), 1), opened(&base(), 2));
    one.apply(&[lines(&json!({"b:row:9-3": null}))])
        .expect("sound");
    let theirs = other.apply(&[typed("9-3:9-4", "Far ")]).expect("sound");
    let merged = one.accept(&[&theirs.0]).expect("sound");
    let told: Vec<_> = merged
        .two_versions
        .iter()
        .map(|told| (told.how, told.field.clone(), told.words.as_str()))
        .collect();
    let field = Field::from_name("cell:9-1:9-3:9-4").expect("a cell");
    assert_eq!(told, [(Parted::Deleted, field, "Far")]);
    one.undo().expect("undo").expect("a step");
    assert_eq!(blocks(&one), "p(Counted) table(Ward|Votes/Far North|12)");
}

#[test]
fn a_moved_table_keeps_the_row_that_another_adds_meanwhile() {
    let (mut one, mut other) = (opened(&base(), 1), opened(&base(), 2));
    let text = one.text();
    let marker = text.0[&Field::Body][1].clone();
    let moved = Batch([(Field::Body, vec![marker])].into());
    let gone = batch(json!({"body": [{"retain": 8}, {"delete": 1}]}));
    let mut ops = moved.0[&Field::Body].clone();
    ops.extend(vec![
        crate::wire::Op::Retain {
            retain: 7,
            attributes: crate::wire::Attributes::new(),
        },
        gone.0[&Field::Body][1].clone(),
    ]);
    let mine = one
        .apply(&[Batch([(Field::Body, ops)].into())])
        .expect("a move");
    let theirs = [lines(&json!({"b:row:2-1": 20})), typed("2-1:9-5", "7")];
    let theirs = other.apply(&theirs).expect("sound");
    one.accept(&[&theirs.0]).expect("sound");
    other.accept(&[&mine.0]).expect("sound");
    assert_eq!(one.text(), other.text());
    assert_eq!(blocks(&one), "table(Ward|Votes/North|12/|7) p(Counted)");
}

#[test]
fn a_table_grows_no_further_than_a_page_can_show() {
    let mut story = opened(&base(), 1);
    let many: serde_json::Map<String, Value> = (0..29)
        .map(|at| (format!("b:col:1-{at}"), json!(100 + at)))
        .collect();
    let before = story.text();
    let refused = story.apply(&[lines(&Value::Object(many))]);
    assert!(
        matches!(
            &refused,
            Err(Error::Malformed {
                fault: Fault::TableTooLarge,
                ..
            })
        ),
        "31 columns: {refused:?}"
    );
    assert_eq!(story.text(), before);
}

#[test]
fn a_row_can_be_suggested_in_and_out_and_readers_have_the_old_ones_until_then() {
    let before = "p(Counted) table(Ward|Votes/North|12)";
    let check = |change: Value, decision: Decision, after: &str| {
        let mut story = opened(&base(), 1);
        let direct = lines(&change);
        let mut ids = (1..).map(|id| format!("s-{id}"));
        story
            .suggest(&direct, ANNA, None, &mut || ids.next().expect("ids go on"))
            .expect("it can be suggested");
        assert_eq!(blocks(&story), before, "nothing of it is read yet");
        let listed = story.suggestions();
        let kinds: Vec<_> = listed.iter().map(|listed| listed.kind).collect();
        assert_eq!(kinds, [SuggestionKind::Table]);
        story
            .decide(&[&listed[0].sid], None, decision)
            .expect("decided");
        assert_eq!(blocks(&story), after);
        assert_eq!(story.open_suggestions(), 0);
        story.undo().expect("undo").expect("a step");
        assert_eq!(blocks(&story), before, "a decision can be taken back");
    };
    let (add, take) = (json!({"b:row:1-1": 5}), json!({"b:row:9-3": null}));
    let grown = "p(Counted) table(Ward|Votes/|/North|12)";
    check(add.clone(), Decision::Accept, grown);
    check(add, Decision::Stand, before);
    check(
        take.clone(),
        Decision::Accept,
        "p(Counted) table(Ward|Votes)",
    );
    check(take, Decision::Stand, before);
}

#[test]
fn words_in_a_row_that_is_suggested_out_can_still_be_asked_about() {
    let mut story = opened(&base(), 1);
    let struck = json!({"b:row:9-3": null, "fmt:s": "{\"b:row:9-3\":[10,null]}"});
    story
        .apply_suggesting(&[lines(&struck)], ANNA)
        .expect("it is a suggestion");
    let word =
        batch(json!({"cell:9-1:9-3:9-4": [{"insert": "Far ", "attributes": {"ins:t": true}}]}));
    story.apply_suggesting(&[word], ANNA).expect("sound");
    assert_eq!(
        story.open_suggestions(),
        2,
        "the row shows while it is only struck"
    );
    story
        .decide(&["s"], None, Decision::Accept)
        .expect("decided");
    assert_eq!(story.open_suggestions(), 0, "nobody sees the row any more");
}

#[test]
fn a_table_that_is_suggested_elsewhere_stands_there_with_its_words() {
    let mut story = opened(&base(), 1);
    let text = story.text();
    let mut ops = vec![text.0[&Field::Body][1].clone()];
    ops.extend(batch(json!({"body": [{"retain": 7}, {"delete": 1}]})).0[&Field::Body].clone());
    let direct = Batch([(Field::Body, ops)].into());
    let mut ids = (1..).map(|id| format!("s-{id}"));
    story
        .suggest(&direct, ANNA, None, &mut || ids.next().expect("ids go on"))
        .expect("it can be suggested");
    let sids: Vec<String> = story.suggestions().into_iter().map(|one| one.sid).collect();
    let sids: Vec<&str> = sids.iter().map(String::as_str).collect();
    story
        .decide(&sids, None, Decision::Accept)
        .expect("decided");
    assert_eq!(blocks(&story), "table(Ward|Votes/North|12) p(Counted)");
}

#[test]
fn a_table_written_elsewhere_keeps_its_rows_and_columns() {
    let mut story = opened(&base(), 1);
    let check = |story: &mut Manuscript, from: &str, to: &str, fields: &[&str]| {
        let mut reading = story.reading().expect("plain");
        let markdown = crate::body_to_markdown(&reading.body).replace(from, to);
        reading.body = crate::from_markdown(&markdown).reading.body;
        let before = story.text();
        story.rewrite(&reading).expect("a reading");
        assert_eq!(story.reading().expect("plain").body, reading.body);
        let now = story.text();
        let changed = now
            .0
            .keys()
            .filter(|field| now.0.get(field) != before.0.get(field));
        let changed: Vec<String> = changed.map(ToString::to_string).collect();
        assert_eq!(changed, fields, "{to}");
    };
    check(&mut story, "| 12 |", "| 13 |", &["cell:9-1:9-3:9-5"]);
    check(
        &mut story,
        "| North",
        "| South | 4 |\n| North",
        &["body", "cell:9-1:1-r2-1:9-4", "cell:9-1:1-r2-1:9-5"],
    );
}
