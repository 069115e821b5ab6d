//! What changed as a whole is let stand, and everything beside it stays.

use super::super::leaves::leaves;
use super::super::row::{placed, tree};
use super::*;

/// The block of the difference, let stand, leaves this body.
fn check(before: &[Block], after: &[Block], at: usize, expected: &[Block]) {
    let (before, after) = (normal(&story(before)), normal(&story(after)));
    let stands = let_block_stand(&before, &after, at);
    assert_eq!(
        stands.map(|stands| stands.body),
        Some(normal(&story(expected)).body),
        "block {at} of {:#?}",
        difference(&before, &after).blocks
    );
}

fn item(text: &str) -> Vec<Block> {
    vec![paragraph(text)]
}

fn table(rows: &[&[&str]]) -> Block {
    let row = |cells: &[&str]| -> Vec<Inline> { cells.iter().map(|cell| words(cell)).collect() };
    Block::Table {
        head: row(rows[0]),
        rows: rows[1..].iter().map(|cells| row(cells)).collect(),
    }
}

#[test]
fn a_paragraph_that_came_goes_and_one_that_went_comes_back() {
    let (one, two, three) = (
        paragraph("One stayed here."),
        paragraph("Second words of another kind."),
        paragraph("Three stayed as well."),
    );
    let all = [one.clone(), two, three.clone()];
    let fewer = [one, three];
    check(&fewer, &all, 1, &fewer);
    check(&all, &fewer, 1, &all);
}

#[test]
fn a_paragraph_that_moved_goes_back_with_its_words() {
    let moved = paragraph("The mayor opened the new bridge over the river on Monday.");
    let (one, two) = (
        paragraph("One stayed here."),
        paragraph("Two stayed as well."),
    );
    let before = [moved.clone(), one.clone(), two.clone()];
    check(&before, &[one, two, moved], 3, &before);
}

#[test]
fn a_paragraph_that_became_a_heading_is_one_again() {
    let heading = Block::Heading {
        level: 2,
        text: words("What the council says"),
    };
    let (before, after) = (
        [paragraph("What the council says"), paragraph("Nothing.")],
        [heading, paragraph("Nothing.")],
    );
    check(&before, &after, 0, &before);
}

#[test]
fn an_item_comes_back_into_its_list() {
    let list = |texts: &[&str]| Block::Bullets(texts.iter().map(|text| item(text)).collect());
    let (all, fewer) = (
        [list(&["First of them", "In the middle", "Last one"])],
        [list(&["First of them", "Last one"])],
    );
    check(&all, &fewer, 1, &all);
    check(&fewer, &all, 1, &fewer);
    let first = [list(&["In the middle", "Last one"])];
    let whole = [list(&["Came before", "In the middle", "Last one"])];
    check(&whole, &first, 0, &whole);
}

#[test]
fn a_row_comes_back_and_a_table_goes_with_its_rows() {
    let (all, fewer) = (
        table(&[&["Bridge", "Cost"], &["Old one", "12"], &["New one", "14"]]),
        table(&[&["Bridge", "Cost"], &["New one", "14"]]),
    );
    let bare = [paragraph("Nothing else.")];
    let tabled = [paragraph("Nothing else."), all.clone()];
    let (all, fewer) = ([all], [fewer]);
    check(&all, &fewer, 1, &all);
    check(&fewer, &all, 1, &fewer);
    check(&bare, &tabled, 1, &bare);
    check(&tabled, &bare, 1, &tabled);
}

#[test]
fn a_picture_comes_and_goes_with_what_stands_under_it() {
    let bare = [paragraph("Nothing else.")];
    let pictured = [
        paragraph("Nothing else."),
        figure(1, "At work on Monday", "people at a table"),
    ];
    check(&bare, &pictured, 1, &bare);
    check(&pictured, &bare, 1, &pictured);
}

#[test]
fn words_in_a_cell_are_let_stand_and_the_other_cells_stay() {
    let (before, after) = (
        story(&[table(&[&["Bridge", "Cost"], &["Old one", "12"]])]),
        story(&[table(&[&["Bridge", "Cost"], &["New one", "14"]])]),
    );
    let stands = let_stand(&before, &after, &ChangedLine::Block(1), 1).expect("there are two");
    assert_eq!(
        stands.body,
        [table(&[&["Bridge", "Cost"], &["New one", "12"]])]
    );
}

#[test]
fn the_leaves_of_any_body_make_it_again() {
    hold(&arbitrary_reading(), |reading| {
        let reading = normal(&reading);
        let mut number = 0;
        let row = placed(&leaves(&reading.body), &mut || {
            number += 1;
            number
        });
        prop_assert_eq!(tree(&row), Some(reading.body));
        Ok(())
    });
}

#[test]
fn no_other_words_are_touched_by_a_block_that_is_let_stand() {
    let readings = (arbitrary_reading(), arbitrary_reading());
    hold(&readings, |(before, after)| {
        let (before, after) = (normal(&before), normal(&after));
        let found = difference(&before, &after);
        for (at, block) in found.blocks.iter().enumerate() {
            let Some(stands) = let_block_stand(&before, &after, at) else {
                continue;
            };
            let texts = |reading: &Reading| -> Vec<Inline> {
                let leaves = leaves(&reading.body);
                let mut texts: Vec<Inline> = leaves
                    .into_iter()
                    .map(|leaf| leaf.text.into_owned())
                    .collect();
                texts.sort();
                texts
            };
            let (now, then) = (texts(&stands), texts(&after));
            let left = |of: &[Inline], without: &[Inline]| {
                let mut rest = without.to_vec();
                let missing = of.iter().filter(|text| {
                    let there = rest.iter().position(|other| other == *text);
                    there.map(|there| rest.remove(there)).is_none()
                });
                missing.count()
            };
            match block.change {
                BlockChange::Deleted => prop_assert_eq!(left(&then, &now), 0, "nothing goes"),
                BlockChange::Added => prop_assert_eq!(left(&now, &then), 0, "nothing comes"),
                _ => prop_assert_eq!(now, then, "the words stay"),
            }
            prop_assert_eq!(&stands.headline, &after.headline);
        }
        Ok(())
    });
}

#[test]
fn what_changed_beside_the_text_is_let_stand_one_by_one_until_nothing_differs() {
    let readings = (arbitrary_reading(), arbitrary_reading());
    hold(&readings, |(before, after)| {
        let (before, mut after) = (normal(&before), normal(&after));
        loop {
            let left = difference(&before, &after).furniture.len();
            let Some(stands) = let_furniture_stand(&before, &after, 0) else {
                prop_assert_eq!(left, 0, "each change can be let stand");
                return Ok(());
            };
            let fewer = difference(&before, &stands).furniture.len();
            prop_assert!(fewer < left, "{} changes became {}", left, fewer);
            after = stands;
        }
    });
}
