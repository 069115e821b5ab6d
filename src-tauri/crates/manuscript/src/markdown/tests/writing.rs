//! What a careful person would write for each block.

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
    let pull = |text: Inline, by: Inline| body_to_markdown(&[Block::PullQuote { text, by }]);
    let markdown = pull(words("Said"), vec![]);
    assert_eq!(markdown, "> Said\n");
    assert_eq!(read(&markdown), [Block::Quote(vec![paragraph("Said")])]);
    let by = [run("An editor, ", &[]), run("then", &[Mark::Em])];
    assert_eq!(
        pull(words("Said"), by.to_vec()),
        "> Said\n>\n> — An editor, *then*\n"
    );
    assert_eq!(pull(vec![], words("An editor")), "> — An editor\n");
}

#[test]
fn a_table_is_written_between_bars_and_comes_back() {
    check(
        &[Block::Table {
            head: vec![words("Ward"), words("Votes | all")],
            rows: vec![
                vec![vec![run("North", &[Mark::Strong])], words("a\nb")],
                vec![vec![], vec![run("x|y", &[Mark::Code])]],
            ],
        }],
        "| Ward | Votes \\| all |\n| --- | --- |\n| **North** | a&#10;b |\n|  | `x\\|y` |\n",
    );
}

#[test]
fn a_figure_is_its_picture_with_its_words_and_comes_back() {
    let picture = PictureHash([0xab; 32]);
    let figure = |caption: Inline, alt: &str, credit: &str| Block::Figure {
        picture,
        caption,
        alt: plain_line(alt),
        credit: plain_line(credit),
    };
    let hash = "ab".repeat(32);
    check(
        &[figure(
            vec![run("At ", &[]), run("work", &[Mark::Em])],
            "Nine [of] them",
            "\"A\" <hand>",
        )],
        &format!("![Nine \\[of\\] them](media/{hash} \"\\\"A\\\" \\<hand>\")\\\nAt *work*\n"),
    );
    check(&[figure(vec![], "", "")], &format!("![](media/{hash})\n"));
    let item = vec![figure(words("a\nb"), "", ""), paragraph("c")];
    check(
        &[Block::Bullets(vec![item])],
        &format!("- ![](media/{hash})\\\n  a\\\n  b\n\n  c\n"),
    );
}

#[test]
fn footnotes_are_numbered_as_they_come_and_stand_at_the_end() {
    let note = |text: &str| Run::of_note(words(text));
    let heading = Block::Heading {
        level: 2,
        text: vec![run("Two", &[]), note("Second")],
    };
    let item = vec![Block::Paragraph(vec![note("Third\nline"), run(": x", &[])])];
    check(
        &[
            Block::Paragraph(vec![
                run("One", &[Mark::Em]),
                note("First"),
                run("(a)", &[]),
            ]),
            heading,
            Block::Bullets(vec![item]),
            Block::Paragraph(vec![run("Four!", &[]), Run::of_note(vec![])]),
        ],
        "*One*[^1]&#40;a)\n\n## Two[^2]\n\n- [^3]\\: x\n\nFour\\![^4]\n\n[^1]: First\n\n[^2]: Second\n\n[^3]: Third\\\n    line\n\n[^4]: <!-- -->\n",
    );
}
