//! What Markdown becomes, and the law that what is written reads back as the same blocks.

use proptest::collection::vec;
use proptest::prelude::*;

use super::inline::settle_breaks;
use super::{body_to_markdown, from_markdown};
use crate::normal::normal;
use crate::testing::{arbitrary_reading, hold};
use crate::{Block, Inline, Loss, Mark, Reading, Run, plain};

fn run(text: &str, marks: &[Mark]) -> Run {
    Run {
        text: text.into(),
        marks: marks.to_vec(),
    }
}

fn words(text: &str) -> Inline {
    vec![run(text, &[])]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(words(text))
}

fn read(markdown: &str) -> Vec<Block> {
    from_markdown(markdown).reading.body
}

fn codes(markdown: &str) -> Vec<&'static str> {
    from_markdown(markdown)
        .losses
        .iter()
        .map(Loss::code)
        .collect()
}

mod reading {
    use super::*;

    fn check(markdown: &str, expected: &[Block]) {
        assert_eq!(read(markdown), expected, "{markdown}");
    }

    #[test]
    fn ordinary_markdown_becomes_blocks() {
        check(
            "One\ntwo  \nthree\\\nfour",
            &[paragraph("One two\nthree\nfour")],
        );
        check(
            "## Two\n\n### Three\n",
            &[
                Block::Heading {
                    level: 2,
                    text: words("Two"),
                },
                Block::Heading {
                    level: 3,
                    text: words("Three"),
                },
            ],
        );
        check(
            "> said\n\n***\n",
            &[Block::Quote(vec![paragraph("said")]), Block::Rule],
        );
        let items = vec![
            vec![paragraph("a")],
            vec![paragraph("b"), Block::Bullets(vec![vec![paragraph("c")]])],
        ];
        check(
            "3. a\n4. b\n   - c\n",
            &[Block::Numbers { start: 3, items }],
        );
    }

    #[test]
    fn marks_nest_in_any_order() {
        let link = Mark::Link("/x".into());
        check(
            "a *b **c*** [`d`](/x)",
            &[Block::Paragraph(vec![
                run("a ", &[]),
                run("b ", &[Mark::Em]),
                run("c", &[Mark::Em, Mark::Strong]),
                run(" ", &[]),
                run("d", &[Mark::Code, link]),
            ])],
        );
        let mail = Mark::Link("mailto:a@example.org".into());
        check(
            "<a@example.org>",
            &[Block::Paragraph(vec![run("a@example.org", &[mail])])],
        );
    }

    #[test]
    fn the_first_heading_of_level_1_is_the_headline_and_a_later_one_a_heading() {
        let read = from_markdown("# Head *line*\n\nText\n\n# Later\n");
        assert_eq!(plain(&read.reading.headline), "Head line");
        assert_eq!(
            read.reading.body,
            [
                paragraph("Text"),
                Block::Heading {
                    level: 2,
                    text: words("Later")
                }
            ]
        );
        assert_eq!(read.losses, [Loss::HeadingLevel { from: 1, to: 2 }]);
    }

    #[test]
    fn what_a_story_has_no_form_for_keeps_its_words_and_is_named() {
        let check = |markdown: &str, expected: &[&str], loss: &[&str]| {
            let texts: Vec<String> = read(markdown)
                .iter()
                .map(|block| match block {
                    Block::Paragraph(text) | Block::Heading { text, .. } => plain(text),
                    other => panic!("a paragraph was expected: {other:?}"),
                })
                .collect();
            assert_eq!(texts, expected, "{markdown}");
            assert_eq!(codes(markdown), loss, "{markdown}");
        };
        check(
            "A ![cat *on* mat](c.png) sat",
            &["A cat on mat sat"],
            &["picture-as-text"],
        );
        check(
            "<div>Seen <b>words</b></div>\n\nx",
            &["Seen words", "x"],
            &["html-as-text"],
        );
        check("a <b>c</b><br>d", &["a c\nd"], &["html-as-text"]);
        check(
            "| a | b |\n|---|---|\n| c | d |\n",
            &["a | b", "c | d"],
            &["table-as-text"],
        );
        check(
            "See[^1] this.\n\n[^1]: The note.\n",
            &["See[1] this.", "[1] The note."],
            &["footnote-as-text"],
        );
        check("~~old~~ new", &["old new"], &["strikethrough-dropped"]);
        check("##### Deep", &["Deep"], &["heading-level"]);
        check("[a](/b \"tip\")", &["a"], &["link-title-dropped"]);
    }

    #[test]
    fn a_code_block_is_a_paragraph_of_code_with_a_break_for_each_line() {
        check(
            "```rust\nlet a;\n\n  b\n```",
            &[Block::Paragraph(vec![run("let a;\n\n  b", &[Mark::Code])])],
        );
        assert_eq!(codes("```rust\nx\n```"), ["code-block-as-text"]);
    }

    #[test]
    fn hostile_nesting_has_an_end() {
        let depth = 20_000;
        let quotes = read(&format!("{} deep", ">".repeat(depth)));
        assert_eq!(
            body_to_markdown(&quotes).matches('>').count(),
            crate::flat::DEEPEST
        );
        read(&"- ".repeat(depth));
        read(&"[".repeat(depth));
        read(&"*a_ ".repeat(depth));
    }
}

mod front_matter {
    use super::*;

    #[test]
    fn every_field_finds_its_place() {
        let read = from_markdown(concat!(
            "---\n",
            "title: \"Rates: what next\"\n",
            "kicker: Money\n",
            "slug: \"rates-what-next\"\n",
            "description: 'A standfirst'\n",
            "date: 2026-11-23T06:00:00+00:00\n",
            "draft: false\n",
            "authors: [\"caroline-finnegan\"]\n",
            "categories: [\"World\", \"Money\"]\n",
            "tags:\n  - rates\n  - banks\n",
            "language: no\n",
            "---\n\n# Rates: what next\n\nText.\n",
        ));
        let Reading {
            credits,
            headline,
            standfirst,
            kicker,
            ..
        } = &read.reading;
        assert_eq!(
            [plain(headline), plain(kicker), plain(standfirst)],
            ["Rates: what next", "Money", "A standfirst"]
        );
        assert_eq!(read.reading.web_address, "rates-what-next");
        assert_eq!(
            (credits[0].name.as_str(), credits[0].slug.as_str()),
            ("Caroline Finnegan", "caroline-finnegan")
        );
        assert_eq!(credits[0].role, "reporter");
        assert_eq!(
            (
                read.reading.section.as_str(),
                read.reading.language.as_str()
            ),
            ("World", "no")
        );
        assert_eq!(read.reading.tags, ["banks", "rates"]);
        assert_eq!(
            read.reading.body,
            [paragraph("Text.")],
            "a heading that repeats the title is not text"
        );
        let dropped: Vec<&str> = read.losses.iter().map(Loss::code).collect();
        assert_eq!(
            dropped,
            ["field-dropped", "field-dropped"],
            "the date and the second category: {:?}",
            read.losses
        );
    }

    #[test]
    fn people_tell_more_than_authors() {
        let read = from_markdown(
            "---\nauthors: [\"a-b\"]\npeople:\n  - { slug: \"a-b\", name: \"A. B.\", role: \"translator\", bio: \"I do.\" }\n---\n",
        );
        let credit = &read.reading.credits[0];
        assert_eq!(
            [&credit.name, &credit.slug, &credit.role, &credit.bio],
            ["A. B.", "a-b", "translator", "I do."]
        );
        assert_eq!(read.reading.credits.len(), 1);
    }

    #[test]
    fn a_byline_alone_credits_its_people() {
        let read = from_markdown("---\nbyline: By Ann Lee and Bo van Dyk\n---\nText");
        let names: Vec<&str> = read
            .reading
            .credits
            .iter()
            .map(|credit| credit.name.as_str())
            .collect();
        assert_eq!(names, ["Ann Lee", "Bo van Dyk"]);
    }

    #[test]
    fn what_cannot_be_read_stays_as_text() {
        let read = from_markdown("---\ntitle: Rates: what next\n---\n\nText.\n");
        assert_eq!(
            read.reading.body,
            [paragraph("title: Rates: what next"), paragraph("Text.")]
        );
        assert_eq!(read.losses, [Loss::FrontMatterAsText { line: 2 }]);
        assert_eq!(
            codes("+++\ntitle = \"x\"\n+++\nText"),
            ["front-matter-as-text"]
        );
    }

    #[test]
    fn a_rule_at_the_top_is_not_front_matter() {
        let check = |markdown: &str| assert_eq!(codes(markdown), [] as [&str; 0], "{markdown}");
        check("---\n\nSome text.\n\n---\n");
        check("---\nnever closed: yes\n");
        check("\u{feff}Text");
    }
}

mod writing {
    use super::*;

    fn check(blocks: &[Block], expected: &str) {
        let markdown = body_to_markdown(blocks);
        assert_eq!(markdown, expected);
        assert_eq!(
            read(&markdown),
            blocks,
            "it reads back as the same: {markdown}"
        );
    }

    #[test]
    fn ordinary_words_stay_as_typed() {
        for text in [
            "“It was a very warm, very positive letter,” she said — twice.",
            "He paid $5 * 3 [sic] for A&T at 50% < 60% of snake_case, ~10 (or so)! No. 1? 1.5",
            "She said: C:\\dir is #1 & it's \"fine\" | ok = yes - no + maybe > all",
        ] {
            check(&[paragraph(text)], &format!("{text}\n"));
        }
    }

    #[test]
    fn what_would_be_misread_is_escaped() {
        let line = |text: &str, expected: &str| check(&[paragraph(text)], &format!("{expected}\n"));
        line("# Not a heading", r"\# Not a heading");
        line("1. Not a list", r"1\. Not a list");
        line("- Not a list", r"\- Not a list");
        line("---", r"\---");
        line(
            "*not* _em_ `code` [a](b) <b> &amp;",
            r"\*not\* \_em\_ \`code\` [a\](b) \<b> \&amp;",
        );
        line("  spaced ", "&#32; spaced&#32;");
        line("a\nb\n\n# c", "a\\\nb\\\n\\\n\\# c");
        check(
            &[Block::Heading {
                level: 2,
                text: words("C#\nnew #"),
            }],
            "## C#&#10;new \\#\n",
        );
    }

    #[test]
    fn marks_are_written_as_a_person_would() {
        let marked = |runs: &[Run], expected: &str| {
            check(&[Block::Paragraph(runs.to_vec())], &format!("{expected}\n"));
        };
        let link = Mark::Link("https://example.org/".into());
        marked(
            &[run("a ", &[]), run("b", &[Mark::Em]), run(" c", &[])],
            "a *b* c",
        );
        marked(&[run("un", &[]), run("likely", &[Mark::Em])], "un*likely*");
        marked(&[run("a", &[Mark::Em, Mark::Strong])], "**_a_**");
        marked(
            &[
                run("a", &[Mark::Strong]),
                run("b", &[Mark::Em, Mark::Strong]),
            ],
            "**&#97;_b_**",
        );
        marked(&[run("“a”", &[Mark::Em]), run(" — b", &[])], "*“a”* — b");
        marked(&[run("a ", &[Mark::Em]), run("b", &[])], "*a&#32;*&#98;");
        marked(
            &[run("a", std::slice::from_ref(&link)), run(" `b`", &[])],
            r"[a](https://example.org/) \`b\`",
        );
        marked(
            &[run("https://example.org/", &[link])],
            "<https://example.org/>",
        );
        marked(&[run("a`b\n c ", &[Mark::Code])], "``a`b``\\\n`  c  `");
    }

    #[test]
    fn lists_and_quotes_keep_their_shape() {
        let item = |text: &str| vec![paragraph(text)];
        let inner = Block::Numbers {
            start: 1,
            items: vec![item("b"), item("c")],
        };
        check(
            &[Block::Bullets(vec![vec![paragraph("a"), inner]])],
            "- a\n  1. b\n  2. c\n",
        );
        check(
            &[
                Block::Bullets(vec![item("a")]),
                Block::Bullets(vec![item("b")]),
            ],
            "- a\n\n+ b\n",
        );
        check(
            &[Block::Numbers {
                start: 9,
                items: vec![item("a"), item("b")],
            }],
            "9. a\n10. b\n",
        );
        let loose = vec![paragraph("a"), paragraph("b")];
        check(
            &[Block::Bullets(vec![loose.clone(), item("c")])],
            "- a\n\n  b\n\n- c\n",
        );
        check(
            &[Block::Quote(loose), Block::Quote(item("c"))],
            "> a\n>\n> b\n\n> c\n",
        );
    }

    #[test]
    fn a_pull_quote_leaves_as_a_blockquote() {
        let markdown = body_to_markdown(&[Block::PullQuote(words("Said"))]);
        assert_eq!(markdown, "> Said\n");
        assert_eq!(read(&markdown), [Block::Quote(vec![paragraph("Said")])]);
    }
}

mod law {
    use super::*;

    fn one_of(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
        proptest::sample::select(pieces).prop_map(str::to_string)
    }

    /// Mostly what Markdown makes something of.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            6 => "[a-cA 1.)(]",
            4 => one_of(&["*", "_", "**", "__", "`", "``", "[", "]", "<", ">", "#", "|", "~", "\\", "!", "&"]),
            3 => one_of(&["-", "+", "=", ":", "\n", " ", "\t", "---", "|-|", "1.", "&amp;", "](", "<b>", "[^1]", "]: "]),
            1 => one_of(&["“", "—", "é", "\u{a0}", "Ⓐ", "€", "\u{301}", "漢", "\u{feff}", "😀", "\u{c}", "$", "{{", "\r"]),
        ];
        vec(piece, 1..8).prop_map(|pieces| pieces.concat())
    }

    fn marks() -> impl Strategy<Value = Vec<Mark>> {
        let link = proptest::sample::select(vec![
            "",
            "/a",
            "http://a.b/",
            "x y",
            "a)(",
            "(a)",
            "<&gt;\\",
            "`*[",
            "a:b",
        ]);
        (any::<[bool; 3]>(), proptest::option::weighted(0.2, link)).prop_map(
            |([code, em, strong], link)| {
                let mut marks = Vec::new();
                marks.extend(code.then_some(Mark::Code));
                marks.extend(em.then_some(Mark::Em));
                marks.extend(link.map(|href| Mark::Link(href.into())));
                marks.extend(strong.then_some(Mark::Strong));
                marks
            },
        )
    }

    fn inline() -> impl Strategy<Value = Inline> {
        let run = (text(), prop_oneof![Just(vec![]), marks()])
            .prop_map(|(text, marks)| Run { text, marks });
        vec(run, 1..6)
    }

    fn body() -> impl Strategy<Value = Vec<Block>> {
        let leaf = prop_oneof![
            6 => inline().prop_map(Block::Paragraph),
            1 => (2u8..=4, inline()).prop_map(|(level, text)| Block::Heading { level, text }),
            1 => Just(Block::Rule),
        ];
        let block = leaf.prop_recursive(4, 24, 4, |inner| {
            let items = vec(vec(inner.clone(), 1..3), 1..4);
            prop_oneof![
                vec(inner, 1..3).prop_map(Block::Quote),
                items.clone().prop_map(Block::Bullets),
                (prop_oneof![Just(1), 0..1_000_000_000u32], items)
                    .prop_map(|(start, items)| Block::Numbers { start, items }),
            ]
        });
        vec(block, 1..5)
    }

    /// The form in which a story's body is compared: as a document gives it back, without what CommonMark cannot say.
    fn comparable(body: &[Block]) -> Vec<Block> {
        let settled = settle(body);
        normal(&Reading {
            body: settled,
            ..Reading::default()
        })
        .body
    }

    fn settle(blocks: &[Block]) -> Vec<Block> {
        let line = |text: &Inline| {
            let text: Inline = text
                .iter()
                .map(|run| match run.marks.contains(&Mark::Code) {
                    true => Run {
                        text: run.text.replace('\r', " "),
                        marks: run.marks.clone(),
                    },
                    false => run.clone(),
                })
                .collect();
            let one = Reading {
                headline: text,
                ..Reading::default()
            };
            settle_breaks(&normal(&one).headline)
        };
        let items = |items: &[Vec<Block>]| items.iter().map(|item| settle(item)).collect();
        let one = |block: &Block| match block {
            Block::Paragraph(text) => Block::Paragraph(line(text)),
            Block::Heading { level, text } => Block::Heading {
                level: *level,
                text: line(text),
            },
            Block::PullQuote(text) => Block::Quote(vec![Block::Paragraph(line(text))]),
            Block::Quote(blocks) => Block::Quote(settle(blocks)),
            Block::Bullets(list) => Block::Bullets(items(list)),
            Block::Numbers { start, items: list } => Block::Numbers {
                start: *start,
                items: items(list),
            },
            Block::Rule => Block::Rule,
        };
        blocks.iter().map(one).collect()
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_blocks() {
        hold(&body(), |body| {
            let body = comparable(&body);
            let markdown = body_to_markdown(&body);
            let back = from_markdown(&markdown);
            prop_assert_eq!(&back.reading.body, &body, "{}", markdown);
            prop_assert!(
                back.losses.is_empty(),
                "nothing was lost: {:?} {}",
                back.losses,
                markdown
            );
            Ok(())
        });
    }

    #[test]
    fn the_body_of_any_story_reads_back_as_the_same() {
        hold(&arbitrary_reading(), |story| {
            let body = comparable(&story.body);
            let markdown = body_to_markdown(&body);
            prop_assert_eq!(read(&markdown), body, "{}", markdown);
            Ok(())
        });
    }

    #[test]
    fn one_line_of_any_marks_reads_back_as_the_same() {
        hold(&inline(), |line| {
            let body = comparable(&[Block::Paragraph(line)]);
            let markdown = body_to_markdown(&body);
            prop_assert_eq!(read(&markdown), body, "{}", markdown);
            Ok(())
        });
    }

    #[test]
    fn any_text_is_read_without_harm_and_settles_at_once() {
        hold(&vec(text(), 0..12), |source| {
            let once = from_markdown(&source.join("\n")).reading.body;
            prop_assert_eq!(read(&body_to_markdown(&once)), once);
            Ok(())
        });
    }
}

mod commonmark {
    use super::*;

    /// The examples of the CommonMark specification, out of the text that the npm package `commonmark-spec` ships.
    fn examples() -> Vec<String> {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../ui/node_modules/commonmark-spec/spec.txt"
        );
        let spec = std::fs::read_to_string(path).unwrap_or_else(|error| {
            panic!("the CommonMark specification is missing (run `npm ci` in ui): {path}: {error}")
        });
        let fence = "`".repeat(32);
        let open = format!("{fence} example\n");
        let mut rest = spec.as_str();
        let mut examples = Vec::new();
        while let Some(at) = rest.find(&open) {
            rest = &rest[at + open.len()..];
            let source = if rest.starts_with(".\n") {
                ""
            } else {
                rest.split("\n.\n").next().unwrap_or("")
            };
            examples.push(source.replace('→', "\t"));
        }
        examples
    }

    #[test]
    fn every_example_of_the_specification_survives_export_and_import() {
        let examples = examples();
        assert!(
            examples.len() > 640,
            "the specification has about 650 examples, not {}",
            examples.len()
        );
        for (at, source) in examples.iter().enumerate() {
            let first = from_markdown(source).reading;
            let mut body = first.body.clone();
            if !first.headline.is_empty() {
                body.insert(
                    0,
                    Block::Heading {
                        level: 2,
                        text: first.headline.clone(),
                    },
                );
            }
            let markdown = body_to_markdown(&body);
            assert_eq!(
                read(&markdown),
                body,
                "example {}:\n{source}\nwritten as:\n{markdown}",
                at + 1
            );
        }
    }
}
