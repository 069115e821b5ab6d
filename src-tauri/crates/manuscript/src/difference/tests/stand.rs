//! One change let stand leaves the others as they are.

use super::*;

fn check(
    before: &Reading,
    after: &Reading,
    place: &ChangedLine,
    change: usize,
    expected: &Reading,
) {
    assert_eq!(
        let_stand(before, after, place, change).as_ref(),
        Some(&normal(expected)),
        "change {change} of {place:?}"
    );
}

#[test]
fn one_change_is_taken_back_and_the_others_stay() {
    let (before, after) = (
        "It cost 12 pounds on Monday.",
        "It cost 14 pounds on Tuesday.",
    );
    let says = |text: &str| paragraphs(&["Nothing here.", text]);
    let at = || ChangedLine::Block(1);
    check(
        &says(before),
        &says(after),
        &at(),
        0,
        &says("It cost 12 pounds on Tuesday."),
    );
    check(
        &says(before),
        &says(after),
        &at(),
        1,
        &says("It cost 14 pounds on Monday."),
    );
    assert_eq!(
        let_stand(&says(before), &says(after), &at(), 2),
        None,
        "there are two"
    );
    let same = ChangedLine::Block(0);
    assert_eq!(let_stand(&says(before), &says(after), &same, 0), None);
    assert_eq!(
        let_stand(&says(before), &says(after), &ChangedLine::Block(9), 0),
        None
    );
}

#[test]
fn a_line_above_the_text_and_a_caption_are_mended_like_a_paragraph() {
    let headed = |headline: &str, caption: &str| Reading {
        headline: words(headline),
        body: vec![
            paragraph("First."),
            figure(1, caption, "people at a table"),
            paragraph("Last."),
        ],
        ..Reading::default()
    };
    let (before, after) = (
        headed("Bridge opens", "At work on Monday"),
        headed("Bridge shut", "At work on Tuesday"),
    );
    check(
        &before,
        &after,
        &ChangedLine::Field(Field::Headline),
        0,
        &headed("Bridge opens", "At work on Tuesday"),
    );
    check(
        &before,
        &after,
        &ChangedLine::Block(1),
        0,
        &headed("Bridge shut", "At work on Monday"),
    );
}

#[test]
fn a_block_that_came_or_went_as_a_whole_is_no_change_of_words() {
    let (before, after) = (
        paragraphs(&["One of them stayed."]),
        paragraphs(&["One of them stayed.", "Two are new here."]),
    );
    assert_eq!(let_stand(&before, &after, &ChangedLine::Block(1), 0), None);
    assert_eq!(let_stand(&after, &before, &ChangedLine::Block(1), 0), None);
}

#[test]
fn a_change_let_stand_is_no_change_any_more() {
    let readings = (arbitrary_reading(), arbitrary_reading());
    hold(&readings, |(before, after)| {
        let (before, after) = (normal(&before), normal(&after));
        let found = difference(&before, &after);
        for (at, field) in found.fields.iter().enumerate() {
            let place = ChangedLine::Field(field.field.clone());
            let Some(stands) = let_stand(&before, &after, &place, 0) else {
                prop_assert!(
                    all_same(&field.runs),
                    "a line that changed has a first change"
                );
                continue;
            };
            prop_assert_eq!(&stands.body, &after.body, "only that line is touched");
            let left = &difference(&before, &stands);
            let now = left.fields.iter().find(|each| each.field == field.field);
            let changes =
                |runs: &[DiffRun]| runs.iter().filter(|run| run.change != Change::Same).count();
            prop_assert!(
                now.map_or(0, |now| changes(&now.runs)) < changes(&field.runs),
                "line {}",
                at
            );
        }
        for (at, block) in found.blocks.iter().enumerate() {
            if let Some(stands) = let_stand(&before, &after, &ChangedLine::Block(at), 0) {
                prop_assert!(
                    stands != after,
                    "block {at} of {:?} is mended",
                    block.change
                );
                prop_assert_eq!(&stands.headline, &after.headline);
            }
        }
        Ok(())
    });
}
