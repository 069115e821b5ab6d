//! The facts list, pair by pair, and what may be approved in short.

mod pairs;

use super::*;
use crate::testing::{arbitrary_reading, hold};
use crate::{Block, Credit, Inline, Mark, Reading, Related, Run, difference};
use proptest::prelude::*;

fn words(text: &str) -> Inline {
    let run = Run {
        text: text.into(),
        marks: vec![],
    };
    if text.is_empty() { vec![] } else { vec![run] }
}

fn story(paragraphs: &[&str]) -> Reading {
    let block = |text: &&str| Block::Paragraph(words(text));
    Reading {
        body: paragraphs.iter().map(block).collect(),
        ..Reading::default()
    }
}

/// `number 12 > 14`, `name + Kim`, `quotation - …`, `date ~ Monday`, `said “…”: Trump > Kim`.
fn shown(change: &FactChange) -> String {
    let kind = format!("{:?}", change.kind).to_lowercase();
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "nobody".to_owned());
    let (was, is) = (text(&change.was), text(&change.is));
    match change.change {
        FactFate::Changed => format!("{kind} {was} > {is}"),
        FactFate::Added => format!("{kind} + {is}"),
        FactFate::Gone => format!("{kind} - {was}"),
        FactFate::Moved => format!("{kind} ~ {is}"),
        FactFate::Attribution => format!("said {}: {was} > {is}", text(&change.of)),
    }
}

fn changed(before: &Reading, after: &Reading) -> Vec<String> {
    facts(&difference(before, after))
        .iter()
        .map(shown)
        .collect()
}

#[test]
fn a_link_is_told_by_its_address_and_a_credit_by_its_name() {
    let linked = |href: &str| {
        let run = Run {
            text: "the letter".into(),
            marks: vec![Mark::Link(href.into())],
        };
        Reading {
            body: vec![Block::Paragraph(vec![run])],
            ..Reading::default()
        }
    };
    assert_eq!(
        changed(&linked("https://a.test/1"), &linked("https://a.test/2")),
        ["link https://a.test/1 > https://a.test/2"]
    );
    let credited = |name: &str| Reading {
        credits: vec![Credit {
            name: name.into(),
            ..Credit::default()
        }],
        ..Reading::default()
    };
    assert_eq!(
        changed(
            &credited("Caroline Finnegan"),
            &credited("Carolin Finnegan")
        ),
        ["name - Caroline Finnegan", "name + Carolin Finnegan"]
    );
}

#[test]
fn a_pull_quote_that_somebody_else_said_is_another_quotation() {
    let pulled = |by: &str| Reading {
        body: vec![Block::PullQuote {
            text: words("We are ready for it"),
            by: words(by),
        }],
        ..Reading::default()
    };
    assert_eq!(
        changed(&pulled("Kim Jong Un"), &pulled("Moon Jae-in")),
        [
            "said We are ready for it: Kim Jong Un > Moon Jae-in",
            "name - Kim Jong Un",
            "name + Moon Jae-in"
        ]
    );
}

#[test]
fn a_footnote_states_facts_too() {
    let noted = |note: &str| Reading {
        body: vec![Block::Paragraph(vec![
            words("Said so.")[0].clone(),
            Run::of_note(words(note)),
        ])],
        ..Reading::default()
    };
    assert_eq!(
        changed(&noted("Paid 40 euros."), &noted("Paid 50 euros.")),
        ["number 40 euros > 50 euros"]
    );
}

#[test]
fn a_fact_says_where_it_stands() {
    let before = Reading {
        headline: words("Kim writes 2 letters"),
        ..story(&["Nothing here.", "It was 12 of them."])
    };
    let after = Reading {
        headline: words("Kim writes 3 letters"),
        ..story(&[
            "Something new was put here by hand.",
            "Nothing here.",
            "It was 13 of them.",
        ])
    };
    let places: Vec<FactPlace> = facts(&difference(&before, &after))
        .into_iter()
        .map(|fact| fact.place)
        .collect();
    let headline = FactPlace::Line {
        field: crate::Field::Headline,
    };
    let third = FactPlace::Body {
        block: 2,
        paragraph: 3,
    };
    assert_eq!(places, [headline, third]);
}

#[test]
fn what_may_be_approved_in_short_is_only_that() {
    use FactKind::{Date, Name, Number, Quotation};
    let check = |before: &str, after: &str, facts: &[FactKind], short: bool| {
        let touched = touched(&difference(&story(&[before]), &story(&[after])));
        assert_eq!(
            (
                touched.facts.iter().copied().collect::<Vec<_>>(),
                touched.only_punctuation_or_spelling()
            ),
            (facts.to_vec(), short),
            "from {before:?} to {after:?}"
        );
    };
    check("It was, well, over", "It was well over.", &[], true);
    check("It occured there", "It occurred there", &[], true);
    check("The goverment fell", "The government fell", &[], true);
    check("They recieved it", "They received it", &[], true);
    check("They organise it", "They organize it", &[], true);
    check(
        "It was \"fine\", he said",
        "It was “fine”, he said",
        &[],
        true,
    );
    check("The county voted", "The country voted", &[], false);
    check("They did now vote", "They did not vote", &[], false);
    check("They faced charges", "They faced changes", &[], false);
    check("They could vote", "They couldn’t vote", &[], false);
    check("She voted today", "today She voted", &[], false);
    check("It was 12 of them", "It was 13 of them", &[Number], false);
    check("It was 12 of them", "It was twelve of them", &[], false);
    check(
        "They met Pompeo there",
        "They met Pompoe there",
        &[Name],
        false,
    );
    check("They met on Monday", "They met on Tuesday", &[Date], false);
    check(
        "He said “it is well”",
        "He said “it was well”",
        &[Quotation],
        false,
    );
    check(
        "He said “well, yes”",
        "He said “well yes”",
        &[Quotation],
        false,
    );
    check("It was over", "It was over, and done", &[], false);
    check("It was over", "It was over", &[], false);
}

#[test]
fn tags_related_stories_and_alt_text_are_productions() {
    let old = story(&["It was over."]);
    let tagged = Reading {
        tags: vec!["Kim".into()],
        related: vec![Related {
            headline: "Kim writes 3 letters".into(),
            web_address: "kim".into(),
        }],
        ..old.clone()
    };
    let beside = touched(&difference(&old, &tagged));
    assert!(beside.only_tags_related_alt(), "{beside:?}");
    assert!(!beside.only_punctuation_or_spelling());
    let figure = |alt: &str, caption: &str| Reading {
        body: vec![Block::Figure {
            picture: crate::PictureHash([1; 32]),
            caption: words(caption),
            alt: words(alt),
            credit: vec![],
        }],
        ..Reading::default()
    };
    let check = |before: (&str, &str), after: (&str, &str), expected: bool| {
        let touched = touched(&difference(
            &figure(before.0, before.1),
            &figure(after.0, after.1),
        ));
        assert_eq!(
            touched.only_tags_related_alt(),
            expected,
            "{before:?} {after:?}"
        );
    };
    check(("", "At work"), ("people at a table", "At work"), true);
    check(("", "At work"), ("12 people at a table", "At work"), false);
    check(("", "At work"), ("people at a table", "At the work"), false);
    let moved = Reading {
        section: "World".into(),
        ..tagged
    };
    assert!(
        !touched(&difference(&old, &moved)).only_tags_related_alt(),
        "a section is the desk’s"
    );
}

#[test]
fn readings_that_are_equal_differ_in_no_fact_and_any_two_can_be_asked() {
    hold(
        &(arbitrary_reading(), arbitrary_reading()),
        |(before, after)| {
            let none = difference(&before, &before);
            prop_assert!(facts(&none).is_empty(), "nothing differs from itself");
            prop_assert_eq!(touched(&none), Touched::default());
            let difference = difference(&before, &after);
            let touched = touched(&difference);
            let kinds = facts(&difference).into_iter().map(|fact| fact.kind);
            prop_assert_eq!(
                kinds.collect::<std::collections::BTreeSet<_>>(),
                touched.facts
            );
            let said = touched.more || touched.tags_related_alt || touched.punctuation_or_spelling;
            prop_assert_eq!(
                said,
                !difference.is_empty(),
                "whatever differs is of some kind"
            );
            Ok(())
        },
    );
}

#[test]
fn a_word_in_another_cell_is_no_spelling() {
    let row = |cells: &[&str]| cells.iter().map(|cell| words(cell)).collect::<Vec<_>>();
    let table = |cells: &[&str]| Reading {
        body: vec![Block::Table {
            head: row(&["Ward", "Won", "Lost"]),
            rows: vec![row(cells)],
        }],
        ..Reading::default()
    };
    let check = |before: &[&str], after: &[&str], only_spelling: bool| {
        let touched = touched(&difference(&table(before), &table(after)));
        assert_eq!(
            touched.only_punctuation_or_spelling(),
            only_spelling,
            "{before:?} {after:?}: {touched:?}"
        );
    };
    check(&["North", "yes", ""], &["North", "yes.", ""], true);
    check(&["North", "yes", ""], &["North", "", "yes"], false);
    check(&["North", "yes", ""], &["North", "yes", "", ""], false);
}
