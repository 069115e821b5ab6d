//! Laws of a difference, for any two readings.

use super::*;
use crate::flat::MARKER;

/// The lines and the body of one side, made from the difference alone.
fn side(difference: &Difference, newer: bool) -> Reading {
    use BlockChange::{Added, Changed, Deleted, MovedAway, MovedHere, Same};
    let mut reading = Reading::default();
    for FieldDifference { field, runs } in &difference.fields {
        let place = match field {
            Field::Kicker => &mut reading.kicker,
            Field::Headline => &mut reading.headline,
            Field::Standfirst => &mut reading.standfirst,
            Field::Dateline => &mut reading.dateline,
            Field::Body | Field::Stash | Field::Side(_) => panic!("it is no line of a reading"),
        };
        *place = text(runs, newer);
    }
    let here = |change| match newer {
        true => matches!(change, Same | Changed | Added | MovedHere),
        false => matches!(change, Same | Changed | Deleted | MovedAway),
    };
    let shape = |block: &BlockDifference| {
        if newer {
            block.to.clone()
        } else {
            block.from.clone()
        }
    };
    let there = difference.blocks.iter().filter(|block| here(block.change));
    let leaves: Vec<(Shape, Vec<Inline>)> = there
        .map(|block| {
            (
                shape(block).expect("it stands here"),
                cells(&block.runs, newer),
            )
        })
        .collect();
    reading.body = build(&leaves, 0);
    reading
}

/// The cells of a row; the one line of any other block.
fn cells(runs: &[DiffRun], newer: bool) -> Vec<Inline> {
    let mut cells = vec![Vec::new()];
    for run in side_of(runs, newer) {
        for (at, part) in run.text.split(MARKER).enumerate() {
            if at > 0 {
                cells.push(Vec::new());
            }
            if let (Some(cell), false) = (cells.last_mut(), part.is_empty()) {
                cell.push(Run {
                    text: part.to_owned(),
                    marks: run.marks.clone(),
                });
            }
        }
    }
    cells.into_iter().map(one_line).collect()
}

fn text(runs: &[DiffRun], newer: bool) -> Inline {
    one_line(side_of(runs, newer))
}

fn side_of(runs: &[DiffRun], newer: bool) -> Inline {
    let kept = runs.iter().filter(|run| {
        run.change
            != if newer {
                Change::Delete
            } else {
                Change::Insert
            }
    });
    let runs = kept.map(|run| {
        let marks = match &run.was {
            Some(was) if !newer => was,
            _ => &run.marks,
        };
        Run {
            text: run.text.clone(),
            marks: marks.clone(),
        }
    });
    runs.collect()
}

fn one_line(runs: Inline) -> Inline {
    let runs = vec![Block::Paragraph(runs)];
    let body = normal(&Reading {
        body: runs,
        ..Reading::default()
    })
    .body;
    match body.into_iter().next() {
        Some(Block::Paragraph(text)) => text,
        _ => Inline::new(),
    }
}

fn build(leaves: &[(Shape, Vec<Inline>)], depth: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = leaves;
    while let Some((shape, cells)) = rest.first() {
        let text = &cells[0];
        let Some(within) = shape.within.get(depth) else {
            if let (LeafKind::Attribution, Some(Block::PullQuote { by, .. })) =
                (shape.kind, blocks.last_mut())
            {
                by.clone_from(text);
                rest = &rest[1..];
                continue;
            }
            if let (LeafKind::Alt | LeafKind::CreditLine, Some(Block::Figure { alt, credit, .. })) =
                (shape.kind, blocks.last_mut())
            {
                let line = if shape.kind == LeafKind::Alt {
                    alt
                } else {
                    credit
                };
                line.clone_from(text);
                rest = &rest[1..];
                continue;
            }
            if let (LeafKind::Row { head: false }, Some(Block::Table { rows, .. })) =
                (shape.kind, blocks.last_mut())
            {
                rows.push(cells.clone());
                rest = &rest[1..];
                continue;
            }
            blocks.push(match shape.kind {
                LeafKind::Paragraph => Block::Paragraph(text.clone()),
                LeafKind::Heading { level } => Block::Heading {
                    level,
                    text: text.clone(),
                },
                LeafKind::PullQuote | LeafKind::Attribution => Block::PullQuote {
                    text: text.clone(),
                    by: Inline::new(),
                },
                LeafKind::Figure { picture } => Block::Figure {
                    picture,
                    caption: text.clone(),
                    alt: Inline::new(),
                    credit: Inline::new(),
                },
                LeafKind::Alt | LeafKind::CreditLine => panic!("it stands under a figure"),
                LeafKind::Row { head } => {
                    assert!(head, "a table begins with its header");
                    Block::Table {
                        head: cells.clone(),
                        rows: Vec::new(),
                    }
                }
                LeafKind::Rule => Block::Rule,
            });
            rest = &rest[1..];
            continue;
        };
        let goes_on = |leaf: &(Shape, Vec<Inline>)| {
            leaf.0.within.get(depth).is_some_and(|within| !within.opens)
        };
        let end = 1 + rest[1..].iter().take_while(|leaf| goes_on(leaf)).count();
        let (inside, after) = rest.split_at(end);
        let begins = |leaf: &(Shape, Vec<Inline>)| leaf.0.within[depth].begins_item;
        let items = || {
            inside
                .chunk_by(|_, next| !begins(next))
                .map(|item| build(item, depth + 1))
                .collect()
        };
        blocks.push(match within.container {
            Container::Quote => Block::Quote(build(inside, depth + 1)),
            Container::Bullets => Block::Bullets(items()),
            Container::Numbers { start } => Block::Numbers {
                start,
                items: items(),
            },
        });
        rest = after;
    }
    blocks
}

/// Two readings, the second often made from the first by a few changes.
fn two_readings() -> impl Strategy<Value = (Reading, Reading)> {
    let changes = vec(
        (
            0..6u8,
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
        ),
        0..5,
    );
    (
        arbitrary_reading(),
        arbitrary_reading(),
        changes,
        any::<bool>(),
    )
        .prop_map(|(one, other, changes, apart)| {
            let mut edited = one.clone();
            for (change, at, place) in changes {
                edit(&mut edited, &other, change, at, place);
            }
            let edited = if apart { other } else { normal(&edited) };
            (one, edited)
        })
}

fn edit(
    reading: &mut Reading,
    other: &Reading,
    change: u8,
    at: prop::sample::Index,
    place: prop::sample::Index,
) {
    let body = &mut reading.body;
    if body.is_empty() {
        reading.tags = other.tags.clone();
        return;
    }
    let (at, place) = (at.index(body.len()), place.index(body.len()));
    match change {
        0 => drop(body.remove(at)),
        1 => body.swap(at, place),
        2 => body.insert(at, body[place].clone()),
        3 => body[at] = Block::Quote(vec![body[at].clone()]),
        4 => body
            .splice(at..at, other.body.iter().cloned())
            .for_each(drop),
        _ => match &mut body[at] {
            Block::Paragraph(text)
            | Block::Heading { text, .. }
            | Block::PullQuote { text, .. }
            | Block::Figure { caption: text, .. } => {
                text.insert(
                    0,
                    Run {
                        text: "new ".into(),
                        marks: vec![Mark::Em],
                    },
                );
            }
            Block::Table { head, rows } => match place % 3 {
                0 => rows.insert(place.min(rows.len()), head.clone()),
                1 => drop(rows.pop()),
                _ => head.push(Vec::new()),
            },
            block => *block = Block::Rule,
        },
    }
}

#[test]
fn each_side_can_be_made_again_from_the_difference() {
    hold(&two_readings(), |(from, to)| {
        let difference = difference(&from, &to);
        let lines = |reading: &Reading| Reading {
            kicker: reading.kicker.clone(),
            headline: reading.headline.clone(),
            standfirst: reading.standfirst.clone(),
            dateline: reading.dateline.clone(),
            body: reading.body.clone(),
            ..Reading::default()
        };
        prop_assert_eq!(
            side(&difference, true),
            lines(&to),
            "what is the same and what is new"
        );
        prop_assert_eq!(
            side(&difference, false),
            lines(&from),
            "what is the same and what is gone"
        );
        Ok(())
    });
}

#[test]
fn a_difference_is_empty_exactly_when_both_are_equal() {
    hold(&two_readings(), |(from, to)| {
        prop_assert_eq!(difference(&from, &to).is_empty(), from == to);
        prop_assert!(difference(&from, &from).is_empty());
        Ok(())
    });
}

#[test]
fn words_that_came_and_went_explain_the_length() {
    hold(&two_readings(), |(from, to)| {
        let difference = difference(&from, &to);
        prop_assert_eq!(
            word_count(&from) + difference.words_added,
            word_count(&to) + difference.words_deleted
        );
        Ok(())
    });
}
