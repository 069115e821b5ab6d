//! What a difference shows, and the laws that hold for any two readings.

mod law;
mod stand;
mod whole;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::normal::normal;
use crate::testing::{arbitrary_reading, hold};
use crate::{Block, Credit, Inline, Related, Run, word_count};

fn words(text: &str) -> Inline {
    vec![Run {
        text: text.into(),
        marks: vec![],
    }]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(words(text))
}

fn figure(picture: u8, caption: &str, alt: &str) -> Block {
    let line = |text: &str| if text.is_empty() { vec![] } else { words(text) };
    Block::Figure {
        picture: crate::PictureHash([picture; 32]),
        caption: line(caption),
        alt: line(alt),
        credit: vec![],
    }
}

#[test]
fn a_figure_differs_in_its_picture_in_its_caption_and_in_what_stands_under_it() {
    let shown = |from: &[Block], to: &[Block]| {
        let difference = difference(&story(from), &story(to));
        let blocks = difference.blocks.iter();
        let blocks: Vec<(BlockChange, Option<LeafKind>)> = blocks
            .map(|block| (block.change, block.to.as_ref().map(|shape| shape.kind)))
            .collect();
        (blocks, difference.words_added)
    };
    let kind = |picture: u8| {
        Some(LeafKind::Figure {
            picture: crate::PictureHash([picture; 32]),
        })
    };
    use BlockChange::{Added, Changed, Same};
    let old = [figure(1, "At work on Monday", "")];
    assert_eq!(
        shown(&old, &[figure(2, "At work on Monday", "")]),
        (vec![(Changed, kind(2))], 0),
        "another picture"
    );
    assert_eq!(
        shown(&old, &[figure(1, "At work on Tuesday", "")]),
        (vec![(Changed, kind(1))], 1)
    );
    assert_eq!(
        shown(&old, &[figure(1, "At work on Monday", "nine people")]),
        (vec![(Same, kind(1)), (Added, Some(LeafKind::Alt))], 0),
        "what a picture shows is no word of the body"
    );
}

fn story(body: &[Block]) -> Reading {
    Reading {
        body: body.to_vec(),
        ..Reading::default()
    }
}

fn paragraphs(texts: &[&str]) -> Reading {
    story(&texts.iter().map(|text| paragraph(text)).collect::<Vec<_>>())
}

/// Runs as an editor marks them: `[-gone-]`, `{+new+}`, `<set otherwise>`.
fn shown(runs: &[DiffRun]) -> String {
    let one = |run: &DiffRun| match run.change {
        Change::Same => run.text.clone(),
        Change::Insert => format!("{{+{}+}}", run.text),
        Change::Delete => format!("[-{}-]", run.text),
        Change::Format => format!("<{}>", run.text),
    };
    runs.iter().map(one).collect()
}

fn blocks(from: &Reading, to: &Reading) -> Vec<(BlockChange, String)> {
    let difference = difference(from, to);
    difference
        .blocks
        .iter()
        .map(|block| (block.change, shown(&block.runs)))
        .collect()
}

const LONG: &str =
    "The White House said on Monday that the President has received a very positive letter.";
const OTHER: &str =
    "Sanders added that the message showed a continued commitment to focus on the talks.";
const THIRD: &str =
    "More details will be provided to the media once everything gets finalized by both sides.";
mod words_of_a_line {
    use super::*;

    fn check(from: &str, to: &str, expected: &str) {
        let compared = compare::lines(&words(from), &words(to));
        assert_eq!(shown(&compared.runs), expected);
    }

    #[test]
    fn an_edited_word_is_that_word() {
        check(
            "a very warm letter",
            "a very cold letter",
            "a very [-warm-]{+cold+} letter",
        );
        check(
            "a warm letter",
            "a very warm letter",
            "a {+very +}warm letter",
        );
        check(
            "They weren’t discussed",
            "They were discussed",
            "They [-weren’t-]{+were+} discussed",
        );
        check("It rained.", "It rained!", "It rained[-.-]{+!+}");
    }

    #[test]
    fn words_that_were_replaced_together_are_one_change() {
        check(
            "the two old men left",
            "the three young women left",
            "the [-two old men-]{+three young women+} left",
        );
    }

    #[test]
    fn setting_words_otherwise_is_a_change_of_format() {
        let bold = vec![Run {
            text: "one two".into(),
            marks: vec![Mark::Strong],
        }];
        let compared = compare::lines(&words("one two"), &bold);
        assert_eq!(shown(&compared.runs), "<one two>");
        assert_eq!(
            (compared.added, compared.deleted),
            (0, 0),
            "no word came or went"
        );
        assert_eq!(compared.runs[0].marks, [Mark::Strong]);
        assert_eq!(compared.runs[0].was, Some(vec![]));
    }

    #[test]
    fn a_link_with_another_address_is_a_change_of_format() {
        let link = |href: &str| {
            vec![Run {
                text: "here".into(),
                marks: vec![Mark::Link(href.into())],
            }]
        };
        assert_eq!(
            shown(&compare::lines(&link("/a"), &link("/b")).runs),
            "<here>"
        );
    }
}
mod blocks_of_a_body {
    use super::*;
    use BlockChange::{Added, Changed, Deleted, MovedAway, MovedHere, Same};

    #[test]
    fn an_edited_paragraph_is_compared_with_itself() {
        let (from, to) = (
            paragraphs(&[LONG, OTHER]),
            paragraphs(&[LONG, "New here.", &OTHER.replace("talks", "war")]),
        );
        assert_eq!(
            blocks(&from, &to),
            [
                (Same, LONG.into()),
                (Added, "{+New here.+}".into()),
                (Changed, OTHER.replace("talks", "[-talks-]{+war+}")),
            ]
        );
        let difference = difference(&from, &to);
        assert_eq!((difference.words_added, difference.words_deleted), (3, 1));
    }

    #[test]
    fn a_rewritten_paragraph_is_gone_and_another_is_new() {
        let found = blocks(&paragraphs(&[LONG]), &paragraphs(&["Nobody knows yet."]));
        let fates: Vec<BlockChange> = found.iter().map(|block| block.0).collect();
        assert_eq!(fates, [Deleted, Added]);
    }

    #[test]
    fn a_moved_paragraph_is_moved_and_not_new() {
        let (from, to) = (
            paragraphs(&[LONG, OTHER, THIRD]),
            paragraphs(&[THIRD, LONG, OTHER]),
        );
        let found = difference(&from, &to);
        let fates: Vec<BlockChange> = found.blocks.iter().map(|block| block.change).collect();
        assert_eq!(fates, [MovedHere, Same, Same, MovedAway]);
        assert_eq!(
            found.blocks[0].moved, found.blocks[3].moved,
            "both places have the same number"
        );
        assert_eq!((found.words_added, found.words_deleted), (0, 0));
    }

    #[test]
    fn a_paragraph_that_moved_and_was_edited_is_both() {
        let edited = LONG.replace("very positive", "warm");
        let found = blocks(
            &paragraphs(&[LONG, OTHER, THIRD]),
            &paragraphs(&[OTHER, THIRD, &edited]),
        );
        assert_eq!(found[0], (MovedAway, LONG.into()));
        assert_eq!(
            found[3],
            (
                MovedHere,
                LONG.replace("very positive", "[-very positive-]{+warm+}")
            )
        );
    }

    #[test]
    fn a_paragraph_that_became_a_heading_is_changed_without_a_word() {
        let heading = |level| {
            story(&[Block::Heading {
                level,
                text: words(LONG),
            }])
        };
        let found = difference(&paragraphs(&[LONG]), &heading(2));
        assert_eq!(found.blocks.len(), 1);
        assert_eq!(found.blocks[0].change, Changed);
        assert_eq!(
            found.blocks[0].to.as_ref().map(|shape| shape.kind),
            Some(LeafKind::Heading { level: 2 })
        );
        assert_eq!((found.words_added, found.words_deleted), (0, 0));
        assert_eq!(
            difference(&heading(2), &heading(3)).blocks[0].change,
            Changed
        );
    }

    #[test]
    fn a_new_first_item_leaves_the_others_as_they_were() {
        let list = |items: &[&str]| {
            story(&[Block::Bullets(
                items.iter().map(|item| vec![paragraph(item)]).collect(),
            )])
        };
        let fates = |from: &[&str], to: &[&str]| -> Vec<BlockChange> {
            blocks(&list(from), &list(to))
                .into_iter()
                .map(|block| block.0)
                .collect()
        };
        assert_eq!(
            fates(&[LONG, OTHER], &[THIRD, LONG, OTHER]),
            [Added, Same, Same]
        );
    }

    #[test]
    fn two_lists_that_were_joined_are_not_the_same() {
        let item = |text: &str| vec![paragraph(text)];
        let two = story(&[
            Block::Bullets(vec![item(LONG)]),
            Block::Bullets(vec![item(OTHER)]),
        ]);
        let one = story(&[Block::Bullets(vec![item(LONG), item(OTHER)])]);
        let fates: Vec<BlockChange> = blocks(&two, &one)
            .into_iter()
            .map(|block| block.0)
            .collect();
        assert_eq!(fates, [Same, Changed]);
    }
}
mod furniture_of_a_story {
    use super::*;
    use FurnitureKind::{CreditBio, CreditOrder, Section, Tag};

    fn check(
        from: &Reading,
        to: &Reading,
        expected: &[(FurnitureKind, Option<&str>, Option<&str>)],
    ) {
        let found = difference(from, to).furniture;
        let found: Vec<_> = found
            .iter()
            .map(|change| (change.what, change.from.as_deref(), change.to.as_deref()))
            .collect();
        assert_eq!(found, expected);
    }

    fn credit(name: &str, bio: &str) -> Credit {
        Credit {
            name: name.into(),
            bio: bio.into(),
            ..Credit::default()
        }
    }

    #[test]
    fn each_change_is_named_alone() {
        let from = Reading {
            section: "World".into(),
            tags: vec!["a".into(), "b".into()],
            credits: vec![credit("A", "old"), credit("B", "")],
            ..Reading::default()
        };
        let to = Reading {
            section: "Politics".into(),
            tags: vec!["b".into(), "c".into()],
            credits: vec![credit("B", ""), credit("A", "new")],
            ..Reading::default()
        };
        check(
            &from,
            &to,
            &[
                (Section, Some("World"), Some("Politics")),
                (Tag, Some("a"), None),
                (Tag, None, Some("c")),
                (CreditBio, Some("old"), Some("new")),
                (CreditOrder, Some("A, B"), Some("B, A")),
            ],
        );
    }

    #[test]
    fn a_related_story_with_another_headline_is_the_same_story() {
        let related = |headline: &str| Reading {
            related: vec![Related {
                headline: headline.into(),
                web_address: "/x".into(),
            }],
            ..Reading::default()
        };
        check(
            &related("Old"),
            &related("New"),
            &[(FurnitureKind::RelatedHeadline, Some("Old"), Some("New"))],
        );
    }
}
mod on_the_wire {
    use super::*;

    #[test]
    fn a_difference_is_plain_json() {
        let bold = story(&[Block::Paragraph(vec![Run {
            text: "one".into(),
            marks: vec![Mark::Strong],
        }])]);
        let wire = serde_json::to_value(difference(&paragraphs(&["one"]), &bold))
            .expect("it is only text and numbers");
        let expected = serde_json::json!({
            "change": "changed",
            "from": {"kind": "paragraph", "within": []},
            "to": {"kind": "paragraph", "within": []},
            "runs": [{"change": "format", "text": "one", "marks": {"strong": true}, "was": {}}],
            "moved": null,
        });
        assert_eq!(wire["blocks"][0], expected);
    }
}
