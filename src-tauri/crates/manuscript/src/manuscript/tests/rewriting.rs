//! Edits by difference.

use proptest::prelude::*;
use serde_json::json;

use super::{blocks, body, characters};
use crate::manuscript::Manuscript;
use crate::reading::{Block, Reading, Run};
use crate::testing::{arbitrary_reading, hold};
use crate::units::units;
use crate::wire::Field;

#[test]
fn a_rewritten_story_reads_as_it_was_wanted() {
    hold(
        &(arbitrary_reading(), arbitrary_reading()),
        |(first, mut second)| {
            let mut story = Manuscript::empty(1);
            story.rewrite(&first).expect("a reading");
            story.rewrite(&second).expect("a reading");
            let reads = story.reading().expect("plain");
            if second.web_address.is_empty() {
                second.web_address.clone_from(&reads.web_address);
            }
            prop_assert_eq!(&reads, &second);
            prop_assert_eq!(
                story.rewrite(&second),
                Ok(None),
                "what reads so already is left alone"
            );
            Ok(())
        },
    );
}

fn paragraphs(texts: &[&str]) -> Reading {
    let paragraph = |text: &&str| {
        Block::Paragraph(vec![Run {
            text: (*text).to_owned(),
            marks: vec![],
        }])
    };
    Reading {
        body: texts.iter().map(paragraph).collect(),
        ..Reading::default()
    }
}

fn ids(story: &Manuscript) -> Vec<String> {
    let text = units(&story.text());
    let ids = text
        .field(&Field::Body)
        .iter()
        .filter_map(|unit| Some(unit.attributes.get("b:id")?.as_str()?.to_owned()));
    ids.collect()
}

#[test]
fn blocks_that_stay_alike_keep_their_identity() {
    let mut story = Manuscript::empty(1);
    story
        .rewrite(&paragraphs(&[
            "The head block.",
            "One two three four.",
            "Something else.",
            "The end of it.",
        ]))
        .expect("a reading");
    let before = ids(&story);
    assert_eq!(
        before.len(),
        3,
        "the first paragraph is the head block, without a marker"
    );
    let after = paragraphs(&[
        "The head block.",
        "New in between.",
        "One two 3 four.",
        "The end of it.",
    ]);
    story.rewrite(&after).expect("a reading").expect("a change");
    assert_eq!(
        blocks(&story),
        "p(The head block.) p(New in between.) p(One two 3 four.) p(The end of it.)"
    );
    let now = ids(&story);
    assert_eq!(
        (&now[1], &now[2]),
        (&before[0], &before[2]),
        "alike or equal blocks are the same blocks"
    );
    assert!(!before.contains(&now[0]));
}

#[test]
fn words_that_another_desk_types_meanwhile_stay_in_their_place() {
    let mut mine = Manuscript::empty(1);
    mine.rewrite(&paragraphs(&["First words here.", "Second words here."]))
        .expect("a reading");
    let (mut theirs, _) = Manuscript::load(2, Some(&mine.checkpoint()), []).expect("sound");
    let typed = theirs
        .apply(&[body(json!([{"retain": 24}, {"insert": " ZEBRA"}]))])
        .expect("sound");
    assert_eq!(
        blocks(&theirs),
        "p(First words here.) p(Second ZEBRA words here.)"
    );
    mine.rewrite(&paragraphs(&[
        "First phrases here.",
        "Added.",
        "Second words there.",
    ]))
    .expect("a reading");
    mine.accept(&[&typed.0]).expect("sound");
    assert_eq!(
        blocks(&mine),
        "p(First phrases here.) p(Added.) p(Second ZEBRA words there.)"
    );
}

#[test]
fn a_rewrite_touches_only_the_words_that_differ() {
    let mut story = Manuscript::empty(1);
    let long: Vec<String> = (0..400)
        .map(|n| format!("Paragraph {n} has words that are its own, number {n}."))
        .collect();
    let mut texts: Vec<&str> = long.iter().map(String::as_str).collect();
    story.rewrite(&paragraphs(&texts)).expect("a reading");
    texts[200] = "Paragraph 200 has other words that are its own, number 200.";
    let update = story
        .rewrite(&paragraphs(&texts))
        .expect("a reading")
        .expect("a change");
    assert!(
        update.0.len() < 200,
        "one new word is one small update: {} bytes",
        update.0.len()
    );
}

#[test]
fn a_web_address_that_the_headline_makes_is_not_fixed_and_another_is() {
    let run = |text: &str| {
        vec![Run {
            text: text.to_owned(),
            marks: vec![],
        }]
    };
    let reading = |address: &str| Reading {
        headline: run("Council votes"),
        web_address: address.to_owned(),
        ..Reading::default()
    };
    let mut story = Manuscript::empty(1);
    story.rewrite(&reading("council-votes")).expect("a reading");
    assert!(!story.furniture().web_address_fixed);
    story
        .rewrite(&reading("vote"))
        .expect("a reading")
        .expect("a change");
    assert!(story.furniture().web_address_fixed);
    assert_eq!(
        story.rewrite(&reading("")),
        Ok(None),
        "no address says nothing about it"
    );
}

#[test]
fn characters_that_mean_structure_cannot_be_smuggled_in() {
    let mut story = Manuscript::empty(1);
    story
        .rewrite(&paragraphs(&["a\u{FFFC}b\u{FFF9}c"]))
        .expect("a reading");
    assert_eq!(characters(&story, &Field::Body), "abc");
}

#[test]
fn a_story_with_blocks_of_a_newer_stet_is_not_overwritten() {
    let mut story = Manuscript::empty(1);
    story
        .apply(&[body(
            json!([{"insert": "\u{FFFC}", "attributes": {"b:id": "1-1"}}, {"insert": "caption"}]),
        )])
        .expect("sound");
    story
        .doc
        .get_map("blocks")
        .insert("1-1/b:type", "poll")
        .expect("stored");
    story.doc.commit();
    let before = story.text();
    assert_eq!(
        story
            .rewrite(&paragraphs(&["x"]))
            .expect_err("unknown")
            .code(),
        "unknown-block"
    );
    assert_eq!(story.text(), before);
}
