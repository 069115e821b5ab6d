//! What each construct of Markdown becomes.

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
fn a_table_is_its_header_and_its_rows() {
    let cells = |row: &[&str]| row.iter().map(|cell| plain_line(cell)).collect::<Vec<_>>();
    check(
        "One\n\n| Ward | Votes |\n|:--|--:|\n| North | 1 \\| 2 |\n| South<br>east |\n\nTwo",
        &[
            paragraph("One"),
            Block::Table {
                head: cells(&["Ward", "Votes"]),
                rows: vec![cells(&["North", "1 | 2"]), cells(&["South\neast", ""])],
            },
            paragraph("Two"),
        ],
    );
    let wide = format!("|{}\n|{}\n", "a|".repeat(31), "-|".repeat(31));
    let read = from_markdown(&wide);
    assert_eq!(
        read.reading.body,
        [paragraph(&vec!["a"; 31].join(" | "))],
        "more columns than a table has become words"
    );
    assert_eq!(read.losses, [Loss::TableAsText { rows: 1 }]);
}

#[test]
fn only_a_picture_that_is_named_by_its_hash_is_a_figure() {
    let hash = "0f".repeat(32);
    let figure = |alt: &str, credit: &str, caption: &str| Block::Figure {
        picture: hash.parse().expect("a hash"),
        caption: plain_line(caption),
        alt: plain_line(alt),
        credit: plain_line(credit),
    };
    let named = |place: &str| format!("![what it *shows*]({place}{hash}.jpg 'who')\nCaption");
    let expected = [figure("what it shows", "who", "Caption")];
    check(&named(""), &expected);
    check(&named("/a/media/"), &expected);
    check(
        &format!("One\n\n![a]({hash})\n\nTwo"),
        &[paragraph("One"), figure("a", "", ""), paragraph("Two")],
    );
    check(&format!("One ![a]({hash})"), &[paragraph("One a")]);
    check(
        &format!("![a](https://x.org/{hash}.jpg)"),
        &[paragraph("a")],
    );
    check(
        &format!("[![a]({hash})](/b)").replace("[!", "x [!"),
        &[Block::Paragraph(vec![
            run("x ", &[]),
            run("a", &[Mark::Link("/b".into())]),
        ])],
    );
    check("![a](picture.jpg)", &[paragraph("a")]);
    let read = from_markdown(&format!("# ![a]({hash}) Title\n\nText"));
    assert_eq!(
        read.reading.headline,
        Inline::new(),
        "a picture is no headline"
    );
    assert_eq!(
        read.reading.body,
        [figure("a", "", "Title"), paragraph("Text")],
        "and its words are kept"
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
        "See this.\n\n[^1]: The note.\n",
        &["See this.", "[1] The note."],
        &["footnote-as-text"],
    );
    check(
        "[^1]: The note.\n[^1]: Another.\n",
        &["[1] The note.", "[1] Another."],
        &["footnote-as-text", "footnote-as-text"],
    );
    check("~~old~~ new", &["old new"], &["strikethrough-dropped"]);
    check("##### Deep", &["Deep"], &["heading-level"]);
    check("[a](/b \"tip\")", &["a"], &["link-title-dropped"]);
}

#[test]
fn a_footnote_stands_where_it_is_referred_to() {
    let check = |markdown: &str, note: Inline, loss: &[&str]| {
        let expected = vec![run("See", &[]), Run::of_note(note), run(" this.", &[])];
        assert_eq!(read(markdown), [Block::Paragraph(expected)], "{markdown}");
        assert_eq!(codes(markdown), loss, "{markdown}");
    };
    check(
        "See[^1] this.\n\n[^1]: The note.\n",
        words("The note."),
        &[],
    );
    check(
        "[^a-b]: The note.\n\nSee[^a-b] this.\n",
        words("The note."),
        &[],
    );
    check(
        "See[^1] this.\n\n[^1]: One\n    line.\n\n    And *two*.\n",
        vec![
            run("One line.\nAnd ", &[]),
            run("two", &[Mark::Em]),
            run(".", &[]),
        ],
        &[],
    );
    check(
        "See[^1] this.\n\n[^1]: - a\n    - b\n",
        words("a\nb"),
        &["footnote-as-text"],
    );
    check(
        "See[^A] this.\n\n[^a]: The note.\n",
        words("The note."),
        &[],
    );
    assert_eq!(read("See[^1] this."), [paragraph("See[^1] this.")]);
    let twice = read("a[^1]b[^1]\n\n[^1]: n");
    let note = || Run::of_note(words("n"));
    assert_eq!(
        twice,
        [Block::Paragraph(vec![
            run("a", &[]),
            note(),
            run("b", &[]),
            note()
        ])],
        "a note that two places refer to stands at both"
    );
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
