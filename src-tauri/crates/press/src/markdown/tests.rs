use manuscript::{Mark, Run};
use proptest::prelude::*;

use super::odd::{odd_block, odd_pictures, odd_text};
use super::*;
use crate::Profile;
use crate::body::blocks_of;
use crate::compare::leaves;
use crate::printed::printed;

fn run(text: &str, marks: &[Mark]) -> Run {
    Run {
        text: text.into(),
        marks: marks.to_vec(),
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![run(text, &[])])
}

fn hugo(blocks: &[Block]) -> String {
    let habits = Profile::Hugo.habits();
    markdown(&printed(blocks, habits), habits, &odd_pictures())
}

fn plain(blocks: &[Block]) -> String {
    let habits = Profile::Plain.habits();
    markdown(&printed(blocks, habits), habits, &odd_pictures())
}

#[test]
fn ordinary_prose_is_written_as_typed() {
    for text in [
        "“So,” he said – and left … for £3.50 (about $4).",
        "AT&T grew 5% in Q3; see C:\\temp and snake_case, #1 and 2 * 3 < 7 > 6 = no.",
        "“We [the council] are not sure [sic],” it said.",
        "The ~30 people at 10:30 on 5-7 Oct. paid €5/kg + VAT | no tip!",
        "@handle said: e-mail {me} a ^ or a $ and {{ this }}.",
        "1986 was good. 3.14 is pi.",
        "-5 degrees and +3",
    ] {
        assert_eq!(hugo(&[paragraph(text)]), format!("{text}\n"));
        assert_eq!(plain(&[paragraph(text)]), format!("{text}\n"));
    }
}

#[test]
fn a_character_is_escaped_only_where_it_would_be_misread() {
    let check =
        |text: &str, expected: &str| assert_eq!(hugo(&[paragraph(text)]), format!("{expected}\n"));
    check("1986. A year", "1986\\. A year");
    check("12) twelve", "12\\) twelve");
    check("- dash", "\\- dash");
    check("# hash", "\\# hash");
    check("> quote", "\\> quote");
    check(": colon", "\\: colon");
    check("*starred*", "\\*starred\\*");
    check("_under_", "\\_under\\_");
    check("`code`", "\\`code\\`");
    check("<script>alert(1)</script>", "\\<script>alert(1)\\</script>");
    check("&copy; &#65; & co", "\\&copy; \\&#65; & co");
    check("[a](b) [a][b] [^1]", "[a\\](b) [a\\][b] \\[^1]");
    check("[a]: b", "\\[a]: b");
    check("don't \"quote\"", "don\\'t \\\"quote\\\"");
    check("a -- b --- c ... d", "a \\-- b \\-\\-- c \\... d");
    check(
        "{{< x >}} {{% y %}} {{ z }}",
        "{\\{< x >}} {\\{% y %}} {{ z }}",
    );
    check("<!--more-->", "&lt;!\\--more\\-->");
    check(
        "www.example.org http://a.b x@y.z",
        "www\\.example.org http\\://a.b x\\@y.z",
    );
    check("~~gone~~", "\\~\\~gone\\~\\~");
    check("a\n===", "a\\\n\\===");
    check("a|b\n-|-", "a\\|b\\\n\\-\\|-");
    check("back\\*slash\\", "back\\\\\\*slash\\\\");
}

#[test]
fn a_table_is_written_between_bars() {
    let cell = |text: &str| vec![run(text, &[])];
    let table = Block::Table {
        head: vec![cell("Ward"), cell("a | b")],
        rows: vec![
            vec![cell("two\nlines "), vec![]],
            vec![vec![run("x|y", &[Mark::Code])], cell("\\|")],
        ],
    };
    assert_eq!(
        hugo(&[table]),
        "| Ward | a \\| b |\n| --- | --- |\n| two lines |  |\n| x\\|y | \\\\&#124; |\n"
    );
}

#[test]
fn a_neutral_reader_keeps_straight_quotes_and_bare_addresses() {
    let text = "don't \"quote\" -- at www.example.org or x@y.z {{< x >}}";
    assert_eq!(plain(&[paragraph(text)]), format!("{text}\n"));
}

#[test]
fn marks_are_set_as_a_person_would() {
    let link = Mark::Link("https://example.org/a?b=1&c=2".into());
    let check = |runs: &[Run], expected: &str| {
        assert_eq!(
            hugo(&[Block::Paragraph(runs.to_vec())]),
            format!("{expected}\n")
        );
    };
    check(
        &[
            run("a ", &[]),
            run("strong", &[Mark::Strong]),
            run(" b", &[]),
        ],
        "a **strong** b",
    );
    check(&[run("two ", &[Mark::Em]), run("b", &[])], "*two* b");
    check(&[run("both", &[Mark::Em, Mark::Strong])], "***both***");
    check(
        &[
            run("a ", &[Mark::Em]),
            run("b", &[Mark::Em, Mark::Strong]),
            run(" c", &[Mark::Em]),
        ],
        "*a **b** c*",
    );
    check(
        &[run("“so,”", &[Mark::Strong]), run("then", &[])],
        "**“so,”**&#116;hen",
    );
    check(&[run("un", &[]), run("likely", &[Mark::Em])], "un*likely*");
    check(&[run("x", &[]), run("“y”", &[Mark::Em])], "&#120;*“y”*");
    check(
        &[run("a ` b", &[Mark::Code]), run("``", &[Mark::Code])],
        "``` a ` b`` ```",
    );
    check(
        &[
            run("see ", &[]),
            run("the [", std::slice::from_ref(&link)),
            run("site", &[link, Mark::Strong]),
        ],
        "see [the \\[**site**](https://example.org/a?b=1&amp;c=2)",
    );
    check(
        &[run("Hello!", &[]), run("x", &[Mark::Link("/x".into())])],
        "Hello\\![x](/x)",
    );
    check(&[run("x", &[Mark::Link("javascript:y".into())])], "x");
}

#[test]
fn blocks_are_set_as_a_person_would() {
    let item = |text: &str| vec![paragraph(text)];
    let note = |text: &str| Run::of_note(vec![run(text, &[])]);
    let nested = vec![
        paragraph("b"),
        Block::Numbers {
            start: 1,
            items: vec![item("c"), item("d")],
        },
    ];
    let blocks = [
        Block::Heading {
            level: 2,
            text: vec![run("What next? ## {#id}", &[])],
        },
        Block::Bullets(vec![item("a"), nested]),
        Block::Bullets(vec![item("other list")]),
        Block::Numbers {
            start: 5,
            items: vec![vec![paragraph("e"), paragraph("f")], item("g")],
        },
        Block::Rule,
        Block::Quote(vec![paragraph("one"), paragraph("two\nlines")]),
        Block::PullQuote {
            text: vec![run("pulled", &[]), note("one\ntwo")],
            by: vec![run("somebody", &[])],
        },
        Block::Heading {
            level: 3,
            text: vec![run("h", &[]), note("*"), run(": x", &[])],
        },
    ];
    let blocks = printed(&blocks, Profile::Hugo.habits());
    let expected = "\
## What next? ## {#id&#125;

- a
- b
  1. c
  2. d

+ other list

5. e

   f

6. g

***

> one
>
> two\\
> lines

> pulled[^1]
>
> — somebody

### h[^2]\\: x

[^1]: one\\
    two

[^2]: \\*
";
    assert_eq!(hugo(&blocks), expected);
}

proptest! {
    #![proptest_config(crate::laws::cases(1_024))]

    #[test]
    fn every_character_block_and_link_reads_back_as_meant(
        blocks in proptest::collection::vec(odd_block(), 1..4),
    ) {
        for profile in Profile::ALL {
            let habits = profile.habits();
            let meant = printed(&blocks, habits);
            let written = markdown(&meant, habits, &odd_pictures());
            let read = blocks_of(&written, habits.typographer);
            prop_assert_eq!(leaves(&meant), leaves(&read), "{}", written);
        }
    }

    #[test]
    fn one_mark_at_a_time_is_never_lost(text in odd_text(), before in odd_text(), after in odd_text(), strong: bool) {
        let mark = if strong { Mark::Strong } else { Mark::Em };
        let runs = vec![run(&before, &[]), run(&text, std::slice::from_ref(&mark)), run(&after, &[])];
        let habits = Profile::Hugo.habits();
        let meant = printed(&[Block::Paragraph(runs)], habits);
        let read = blocks_of(&markdown(&meant, habits, &odd_pictures()), true);
        prop_assert_eq!(marked(&meant, &mark), marked(&read, &mark), "{}", markdown(&meant, habits, &odd_pictures()));
    }
}

/// The characters that are marked, spaces left out.
fn marked(blocks: &[Block], mark: &Mark) -> String {
    let runs = blocks.iter().flat_map(|block| match block {
        Block::Paragraph(text) => text.as_slice(),
        _ => &[],
    });
    let marked = runs.filter(|run| run.marks.contains(mark));
    marked
        .flat_map(|run| run.text.chars())
        .filter(|c| !c.is_whitespace())
        .collect()
}
