//! The window's cases: an edit, and what its suggestion is. `tests/fixtures/suggestions.json` is written by the window's tests,
//! so both sides turn an edit into the same suggestion.

use serde::Deserialize;

use crate::manuscript::{By, Manuscript};
use crate::units::units;
use crate::wire::{Batch, Field, Op};

const CASES: &str = include_str!("../../../../../../tests/fixtures/suggestions.json");

#[derive(Deserialize)]
struct Case {
    name: String,
    before: Batch,
    direct: Batch,
    author: String,
    /// The suggestions in `before` that are the author's.
    mine: Vec<String>,
    newest: Option<String>,
    fresh: Vec<String>,
    suggested: Batch,
}

/// A story with suggestions of the author and of somebody else.
fn story(case: &Case) -> Manuscript {
    let mut story = Manuscript::empty(1);
    let mut before = case.before.clone();
    before.0.retain(|_, ops| !ops.is_empty());
    let at = "2026-11-23T06:00:00Z";
    // Ids are registered with the first edit that says them, so a line with the author's comes first and goes again.
    let mine = case.mine.iter().map(|sid| Op::Insert {
        insert: "x".to_owned(),
        attributes: [(format!("ins:{sid}"), true.into())].into(),
    });
    let mine: Vec<Op> = mine.collect();
    if !mine.is_empty() {
        let length = mine.len();
        let signed = Batch([(Field::Dateline, mine)].into());
        let by = By {
            person: &case.author,
            at,
        };
        story.apply_by(&[signed], by).expect("sound");
        let gone = Batch([(Field::Dateline, vec![Op::Delete { delete: length }])].into());
        story.apply(&[gone]).expect("sound");
    }
    let by = By {
        person: "somebody else",
        at,
    };
    story.apply_by(&[before], by).expect("sound");
    story
}

#[test]
fn an_edit_becomes_the_same_suggestion_here_as_in_the_window() {
    let cases: Vec<Case> = serde_json::from_str(CASES).expect("the window's cases");
    assert!(cases.len() > 20, "the window writes its cases");
    for case in cases {
        let mut story = story(&case);
        let mut fresh = case.fresh.iter();
        let mut next = || fresh.next().cloned().unwrap_or_else(|| "spent".to_owned());
        let by = By {
            person: &case.author,
            at: "2026-11-23T07:00:00Z",
        };
        let step = story
            .suggest(&case.direct, by, case.newest.as_deref(), &mut next)
            .unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let outcome = |suggested: &Batch| {
            let mut text = units(&case.before);
            text.apply(suggested);
            text
        };
        assert_eq!(
            outcome(&step.batch),
            outcome(&case.suggested),
            "{}",
            case.name
        );
        assert_eq!(units(&story.text()), outcome(&step.batch), "{}", case.name);
        assert!(
            fresh.next().is_none(),
            "{}: as many ids are taken",
            case.name
        );
    }
}
