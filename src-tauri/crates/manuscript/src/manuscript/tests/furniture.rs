//! Furniture on one desk and on two.

use serde_json::json;

use super::body;
use crate::furniture::{CreditLine, Setting};
use crate::manuscript::Manuscript;
use crate::reading::{Credit, Related};

fn line(person: &str, bio: &str) -> CreditLine {
    let printed = Credit {
        name: person.to_uppercase(),
        role: "reporter".to_owned(),
        bio: bio.to_owned(),
        ..Credit::default()
    };
    CreditLine {
        person: Some(person.to_owned()),
        printed,
    }
}

fn names(story: &Manuscript) -> Vec<String> {
    story
        .furniture()
        .credits
        .into_iter()
        .map(|line| line.printed.name)
        .collect()
}

fn headline(text: &str) -> crate::wire::Batch {
    serde_json::from_value(json!({"headline": [{"insert": text}]})).expect("a batch")
}

#[test]
fn the_web_address_follows_the_headline_until_it_is_fixed() {
    let mut story = Manuscript::empty(1);
    assert_eq!(story.furniture().web_address, "");
    story.apply(&[headline("Council votes")]).expect("sound");
    assert_eq!(story.reading().expect("plain").web_address, "council-votes");
    story
        .set(&[Setting::WebAddress("council-votes".to_owned())])
        .expect("stored");
    story.apply(&[headline("Late: ")]).expect("sound");
    assert_eq!(story.furniture().web_address, "council-votes");
    assert!(story.furniture().web_address_fixed);
    story
        .set(&[Setting::WebAddress(String::new())])
        .expect("stored");
    assert_eq!(story.furniture().web_address, "late-council-votes");
}

#[test]
fn what_is_so_already_is_not_written_again() {
    let mut story = Manuscript::empty(1);
    let settings = [
        Setting::Slugline("COUNCIL".to_owned()),
        Setting::Section("News".to_owned()),
        Setting::Language("en-GB".to_owned()),
        Setting::Byline(Some("By our staff".to_owned())),
        Setting::Credits(vec![line("a", ""), line("b", "")]),
        Setting::Tags(vec!["b".to_owned(), "a".to_owned(), "b".to_owned()]),
        Setting::Related(vec![
            Related {
                headline: "x".to_owned(),
                web_address: "y".to_owned()
            };
            2
        ]),
    ];
    assert!(!story.set(&settings).expect("stored").is_empty());
    assert!(story.set(&settings).expect("stored").is_empty());
    let furniture = story.furniture();
    assert_eq!(furniture.slugline, "COUNCIL");
    assert_eq!(furniture.tags, ["a", "b"]);
    assert_eq!(furniture.related.len(), 2, "the same twice is kept twice");
    assert_eq!(names(&story), ["A", "B"]);
}

#[test]
fn two_desks_that_credit_different_people_credit_both_and_the_same_person_once() {
    let (mut one, mut other) = (Manuscript::empty(1), Manuscript::empty(2));
    let first = one
        .set(&[Setting::Credits(vec![line("a", ""), line("b", "")])])
        .expect("stored");
    let second = other
        .set(&[Setting::Credits(vec![line("b", "a bio"), line("c", "")])])
        .expect("stored");
    one.accept(&[&second.0]).expect("sound");
    other.accept(&[&first.0]).expect("sound");
    assert_eq!(one.furniture(), other.furniture());
    let mut credited = names(&one);
    credited.sort();
    assert_eq!(credited, ["A", "B", "C"]);
}

#[test]
fn credits_change_places() {
    let mut story = Manuscript::empty(1);
    let (a, b, c) = (line("a", ""), line("b", ""), line("c", ""));
    for order in [
        vec![&a, &b, &c],
        vec![&c, &a, &b],
        vec![&c, &b],
        vec![&c, &a, &b],
        vec![],
    ] {
        let lines: Vec<CreditLine> = order.into_iter().cloned().collect();
        story
            .set(&[Setting::Credits(lines.clone())])
            .expect("stored");
        assert_eq!(story.furniture().credits, lines);
    }
}

#[test]
fn undo_takes_back_words_and_never_furniture() {
    let mut story = Manuscript::empty(1);
    story
        .apply(&[body(json!([{"insert": "words"}]))])
        .expect("sound");
    story
        .set(&[Setting::Section("News".to_owned())])
        .expect("stored");
    story.undo().expect("undo").expect("the words");
    assert_eq!(super::blocks(&story), "");
    assert_eq!(story.furniture().section, "News");
    assert!(story.undo().expect("undo").is_none());
}

#[test]
fn furniture_that_a_newer_stet_wrote_is_kept_and_has_no_reading() {
    let mut story = Manuscript::empty(1);
    story
        .doc
        .get_map("credits")
        .insert("later", "{\"rank\":1,\"name\":[]}")
        .expect("stored");
    story.doc.commit();
    assert_eq!(
        story.reading().expect_err("unreadable").code(),
        "unreadable-furniture"
    );
    story
        .set(&[Setting::Section("News".to_owned())])
        .expect("stored");
    assert!(
        story.doc.get_map("credits").get("later").is_some(),
        "what cannot be read is kept"
    );
}
