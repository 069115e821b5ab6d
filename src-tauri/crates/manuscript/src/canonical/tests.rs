use proptest::prelude::*;

use super::{canonical, content_hash, from_canonical};
use crate::reading::{Block, CorrectionNote, Credit, Mark, Reading, Related, Run};
use crate::testing::{arbitrary_reading, hold};

mod vectors;

fn run(text: &str, marks: &[Mark]) -> Run {
    Run {
        text: text.to_owned(),
        marks: marks.to_vec(),
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![run(text, &[])])
}

fn body(blocks: Vec<Block>) -> Reading {
    Reading {
        body: blocks,
        ..Reading::default()
    }
}

#[test]
fn reading_what_was_written_gives_the_same_story() {
    hold(&arbitrary_reading(), |reading| {
        let again = from_canonical(&canonical(&reading));
        prop_assert_eq!(again, Ok(reading));
        Ok(())
    });
}

#[test]
fn stories_that_differ_have_different_bytes() {
    hold(
        &(arbitrary_reading(), arbitrary_reading()),
        |(one, other)| {
            prop_assert_eq!(one == other, canonical(&one) == canonical(&other));
            Ok(())
        },
    );
}

/// Each of these changes one thing that readers see.
fn one_change(reading: &Reading) -> Vec<Reading> {
    let edit = |change: &dyn Fn(&mut Reading)| {
        let mut changed = reading.clone();
        change(&mut changed);
        changed
    };
    vec![
        edit(&|r| r.kicker.insert(0, run("x", &[]))),
        edit(&|r| r.headline.insert(0, run("x", &[Mark::Em]))),
        edit(&|r| r.standfirst.insert(0, run("é", &[]))),
        edit(&|r| r.dateline.insert(0, run("\n", &[]))),
        edit(&|r| r.body.insert(0, paragraph("x"))),
        edit(&|r| r.body.push(Block::Rule)),
        edit(&|r| r.credits.push(Credit::default())),
        edit(&|r| r.byline = Some(format!("{}x", r.byline.as_deref().unwrap_or_default()))),
        edit(&|r| r.section.push('x')),
        edit(&|r| r.language.push('x')),
        edit(&|r| r.web_address.push('x')),
        edit(&|r| r.tags.push("zzzz".to_owned())),
        edit(&|r| r.related.push(Related::default())),
        edit(&|r| r.corrections.push(CorrectionNote::default())),
    ]
}

#[test]
fn one_changed_thing_changes_the_hash() {
    hold(&arbitrary_reading(), |reading| {
        let mut hashes: Vec<_> = one_change(&reading).iter().map(content_hash).collect();
        hashes.push(content_hash(&reading));
        let count = hashes.len();
        hashes.sort();
        hashes.dedup();
        prop_assert_eq!(hashes.len(), count, "two different stories with one hash");
        Ok(())
    });
}

#[test]
fn how_runs_are_split_and_tags_ordered_changes_nothing() {
    hold(&arbitrary_reading(), |reading| {
        let mut same = reading.clone();
        same.headline = single_characters(&same.headline);
        same.standfirst = single_characters(&same.standfirst);
        same.tags.reverse();
        same.tags.extend(reading.tags.first().cloned());
        same.body.push(Block::Paragraph(Vec::new()));
        same.body
            .push(Block::Quote(vec![Block::Bullets(vec![vec![]])]));
        prop_assert_eq!(content_hash(&same), content_hash(&reading));
        Ok(())
    });
}

fn single_characters(line: &[Run]) -> Vec<Run> {
    let split = |part: &Run| {
        part.text
            .chars()
            .map(|c| run(&c.to_string(), &part.marks))
            .collect::<Vec<_>>()
    };
    line.iter().flat_map(split).collect()
}

#[test]
fn bytes_that_are_not_canonical_are_refused() {
    let damage = (
        arbitrary_reading(),
        any::<prop::sample::Index>(),
        any::<u8>(),
        any::<bool>(),
    );
    hold(&damage, |(reading, at, byte, cut)| {
        let mut bytes = canonical(&reading);
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        if let Ok(read) = from_canonical(&bytes) {
            prop_assert_eq!(
                canonical(&read),
                bytes,
                "only the canonical bytes of a story are accepted"
            );
        }
        Ok(())
    });
}

#[test]
fn a_thousand_nested_quotes_are_refused_and_not_followed() {
    let mut bytes = vec![0xa1, 0x64, b'b', b'o', b'd', b'y'];
    for _ in 0..100_000 {
        bytes.extend([0x81, 0xa1, 0x66, b'b', b'l', b'o', b'c', b'k', b's']);
    }
    assert!(from_canonical(&bytes).is_err());
}

#[test]
fn a_hash_reads_back_from_its_digits() {
    let hash = content_hash(&body(vec![paragraph("a")]));
    assert_eq!(hash.to_string().parse(), Ok(hash));
    assert!("a".parse::<super::ContentHash>().is_err());
}
