use manuscript::{CorrectionNote, Credit, Inline, Mark, Related, Run};
use proptest::prelude::*;

use super::*;
use crate::{Profile, compare, read_back};

fn line(text: &str) -> Inline {
    vec![Run {
        text: text.into(),
        marks: vec![],
    }]
}

fn settings(profile: Profile) -> TargetSettings {
    TargetSettings {
        name: "site".into(),
        profile,
    }
}

fn record() -> PublicationRecord {
    PublicationRecord {
        first_published: "2018-09-11T09:00:00+01:00".into(),
        last_modified: "2018-09-11T10:30:00.250+01:00".into(),
        ..PublicationRecord::default()
    }
}

fn summit() -> Reading {
    let bio = "A professionnal journalist for the past ten years, I cover global news and economic affairs for The Chief Observer.";
    Reading {
        headline: line("Donald Trump, Kim Jong Un: The Two Leaders Planning A Second Meeting"),
        standfirst: line("Kim has sent a positive letter to Trump seeking a follow-up meeting"),
        section: "World".into(),
        language: "en-GB".into(),
        web_address: "donald-trump-kim-jong-un-the-two-leaders-planning-a-second-meeting".into(),
        body: vec![
            Block::Paragraph(line(
                "US President Donald Trump mentioned about a personal letter coming from North Korean leader Kim Jong Un on Friday. Well, it seems the letter has finally reached Trump.",
            )),
            Block::Paragraph(line(
                "“It was a very warm, very positive letter,” White House spokeswoman Sarah Sanders said. She added that the message showed Pyongyang’s “continued commitment to focus on denuclearization” on the Korean Peninsula.",
            )),
            Block::Paragraph(line(
                "The timing of a second Trump-Kim meeting currently remains unclear. However, it is possible that the two leaders will meet by year’s end.",
            )),
        ],
        credits: vec![Credit {
            name: "Caroline Finnegan".into(),
            role: "reporter".into(),
            slug: "caroline-finnegan".into(),
            bio: bio.into(),
            outlet: "The Chief Observer".into(),
            ..Credit::default()
        }],
        tags: vec!["diplomacy".into(), "north-korea".into()],
        related: vec![Related {
            headline: "Closehugo".into(),
            web_address: "close".into(),
        }],
        ..Reading::default()
    }
}

fn bytes(files: &[PlannedFile]) -> &[u8] {
    match files {
        [
            PlannedFile {
                content: FileContent::Inline(bytes),
                ..
            },
        ] => bytes,
        _ => panic!("a story without media is one page"),
    }
}

fn text(files: &[PlannedFile]) -> &str {
    std::str::from_utf8(bytes(files)).expect("a page is UTF-8")
}

const SUMMIT: &str = r#"---
title: "Donald Trump, Kim Jong Un: The Two Leaders Planning A Second Meeting"
slug: "donald-trump-kim-jong-un-the-two-leaders-planning-a-second-meeting"
description: "Kim has sent a positive letter to Trump seeking a follow-up meeting"
date: 2018-09-11T09:00:00+01:00
lastmod: 2018-09-11T10:30:00+01:00
draft: false
authors: ["caroline-finnegan"]
byline: "By Caroline Finnegan"
categories: ["World"]
tags: ["diplomacy", "north-korea"]
language: "en-GB"
people:
  - name: "Caroline Finnegan"
    slug: "caroline-finnegan"
    role: "reporter"
    bio: "A professionnal journalist for the past ten years, I cover global news and economic affairs for The Chief Observer."
    outlet: "The Chief Observer"
related:
  - title: "Closehugo"
    slug: "close"
---

US President Donald Trump mentioned about a personal letter coming from North Korean leader Kim Jong Un on Friday. Well, it seems the letter has finally reached Trump.

“It was a very warm, very positive letter,” White House spokeswoman Sarah Sanders said. She added that the message showed Pyongyang’s “continued commitment to focus on denuclearization” on the Korean Peninsula.

The timing of a second Trump-Kim meeting currently remains unclear. However, it is possible that the two leaders will meet by year’s end.
"#;

#[test]
fn the_sample_story_comes_out_as_a_person_would_write_it() {
    for profile in Profile::ALL {
        let files = plan(&summit(), &record(), &settings(profile)).expect("the story is sound");
        assert_eq!(text(&files), SUMMIT, "{profile}");
    }
}

#[test]
fn a_working_copy_says_draft_and_no_times() {
    let files = working_copy(&summit(), &Pictures::new(), &settings(Profile::Hugo))
        .expect("the story is sound");
    let page = text(&files);
    assert!(page.contains("\ndraft: true\n"));
    assert!(!page.contains("\ndate:") && !page.contains("\nlastmod:"));
}

#[test]
fn every_field_stands_in_its_place() {
    let reading = Reading {
        kicker: line("Diplomacy"),
        dateline: line("SINGAPORE"),
        byline: Some("Caroline Finnegan, \"our\" \\ writer".into()),
        corrections: vec![CorrectionNote {
            class: "correction".into(),
            text: "An earlier version\nmisnamed the city.".into(),
            at: "2018-09-12T08:00:00Z".into(),
        }],
        related: vec![Related {
            headline: "Elsewhere".into(),
            web_address: "https://example.org/a".into(),
        }],
        ..summit()
    };
    let files = plan(&reading, &record(), &settings(Profile::Hugo)).expect("the story is sound");
    let page = text(&files);
    let keys: Vec<&str> = page
        .lines()
        .skip(1)
        .take_while(|line| *line != "---")
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_once(':').map(|(key, _)| key))
        .collect();
    let order = "title kicker slug description date lastmod draft authors byline dateline categories tags language people related corrections";
    assert_eq!(keys.join(" "), order);
    assert!(page.contains("\nbyline: \"Caroline Finnegan, \\\"our\\\" \\\\ writer\"\n"));
    assert!(page.contains("  - title: \"Elsewhere\"\n    url: \"https://example.org/a\"\n"));
    let correction = "  - date: 2018-09-12T08:00:00+00:00\n    class: \"correction\"\n    text: \"An earlier version misnamed the city.\"\n";
    assert!(page.contains(correction));
}

#[test]
fn a_page_that_was_changed_after_it_was_planned_is_found_out() {
    let files = plan(&summit(), &record(), &settings(Profile::Hugo)).expect("the story is sound");
    let check = |from: &str, to: &str, expected: &str| {
        let changed = text(&files).replacen(from, to, 1);
        assert_ne!(changed, text(&files), "the change has to change something");
        let page =
            read_back(Profile::Hugo, changed.as_bytes()).expect("the page can still be read");
        match compare(&summit(), &record(), &page) {
            Err(Error::ReadBackDiffers { field, .. }) => assert_eq!(field, expected),
            other => panic!("{expected} was changed, and this came of it: {other:?}"),
        }
    };
    check("Second Meeting\"", "Third Meeting\"", "title");
    check("09:00:00+01:00", "09:00:00+02:00", "date");
    check("10:30:00", "10:31:00", "lastmod");
    check("[\"caroline-finnegan\"]", "[]", "authors");
    check("\"north-korea\"", "\"korea\"", "tags");
    check("Kim has sent", "Kim sent", "description");
    check("[\"World\"]", "[\"Home\"]", "categories");
    check("By Caroline", "Caroline", "byline");
    check("draft: false", "draft: true", "draft");
    check("very warm", "very  warm", "body");
    check("Peninsula.\n", "Peninsula.\n\n<b>more</b>\n", "body");
    check("“It was", "- “It was", "body");
    check("year’s end.", "year's end...", "body");
    let same = read_back(Profile::Hugo, bytes(&files)).expect("the page can be read");
    assert_eq!(compare(&summit(), &record(), &same), Ok(()));
}

#[test]
fn a_page_that_the_site_would_run_is_not_read_at_all() {
    let page = format!("{SUMMIT}\n{{{{< ref \"x\" >}}}}\n");
    let refused = read_back(Profile::Hugo, page.as_bytes());
    assert_eq!(refused, Err(Error::WouldRun { what: "{{<".into() }));
    assert!(read_back(Profile::Plain, page.as_bytes()).is_ok());
}

#[test]
fn bytes_that_are_no_page_are_refused_by_what_is_wrong() {
    let check = |bytes: &[u8], expected: &str| {
        let refused = read_back(Profile::Plain, bytes).expect_err("this is no page");
        assert!(format!("{refused:?}").starts_with(expected), "{refused:?}");
    };
    check(b"", "NoFrontMatter");
    check(b"---\ntitle: \"x\"\n", "NoFrontMatter");
    check(b"---\ntitle: \"x\n---\n", "UnreadableFrontMatter");
    check(b"---\nsurprise: 1\n---\n", "UnreadableFrontMatter");
    check(b"\xff", "NotText");
}

#[test]
fn what_cannot_be_planned_is_refused_and_never_a_panic() {
    let check = |reading: &Reading, record: &PublicationRecord, expected: &str| {
        let refused =
            plan(reading, record, &settings(Profile::Hugo)).expect_err("cannot be planned");
        assert!(format!("{refused:?}").starts_with(expected), "{refused:?}");
    };
    check(
        &Reading {
            web_address: String::new(),
            ..summit()
        },
        &record(),
        "Unplaceable",
    );
    check(
        &Reading {
            section: String::new(),
            ..summit()
        },
        &record(),
        "Unplaceable",
    );
    check(
        &Reading {
            tags: vec!["../../etc".into()],
            ..summit()
        },
        &record(),
        "Unplaceable",
    );
    let undated = PublicationRecord {
        first_published: "yesterday".into(),
        ..record()
    };
    check(&summit(), &undated, "NotATime");
    let mut deep = Block::Rule;
    for _ in 0..1000 {
        deep = Block::Quote(vec![deep]);
    }
    check(
        &Reading {
            body: vec![deep],
            ..summit()
        },
        &record(),
        "NestedTooDeep",
    );
}

fn any_story() -> impl Strategy<Value = Reading> {
    let word = || any::<String>();
    let credit = (word(), word(), word()).prop_map(|(name, slug, bio)| Credit {
        name,
        slug,
        bio,
        ..Credit::default()
    });
    let marks = proptest::sample::subsequence(
        vec![Mark::Code, Mark::Em, Mark::Link("/a".into()), Mark::Strong],
        0..=4,
    );
    let run = (word(), marks).prop_map(|(text, marks)| Run { text, marks });
    let paragraph = proptest::collection::vec(run, 0..4).prop_map(Block::Paragraph);
    let body = proptest::collection::vec(paragraph, 0..4);
    let tags = proptest::collection::vec(word(), 0..3);
    (
        word(),
        word(),
        proptest::collection::vec(credit, 0..3),
        tags,
        body,
    )
        .prop_map(|(headline, standfirst, credits, tags, body)| Reading {
            headline: line(&headline),
            standfirst: line(&standfirst),
            credits,
            tags,
            body,
            ..summit()
        })
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]

    #[test]
    fn the_same_values_give_the_same_bytes_and_any_story_reads_back_as_itself(reading in any_story()) {
        for profile in Profile::ALL {
            // Generated names seldom hold `..`, and that is refused as it should be.
            let Ok(files) = plan(&reading, &record(), &settings(profile)) else { continue };
            let again = plan(&reading.clone(), &record(), &settings(profile)).expect("its place is sound");
            prop_assert_eq!(&files, &again);
            let page = read_back(profile, bytes(&files)).expect("what was planned can be read");
            prop_assert_eq!(compare(&reading, &record(), &page), Ok(()), "{}", text(&files));
        }
    }
}
