//! Pages that the real Hugo built, compared with the stories they were written from.
//!
//! One site holds all stories of a test, for starting Hugo is what costs time. A machine without Hugo fails these
//! tests: nothing else can say what Hugo does.

mod html;
mod site;

use manuscript::{Block, CorrectionNote, Credit, Inline, Mark, Reading, Related, Run};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use self::site::{Site, published_at};
use crate::Profile;
use crate::compare::leaves;
use crate::laws::cases;
use crate::markdown::odd::odd_block;
use crate::printed::{one_line, printed};

fn line(text: &str) -> Inline {
    vec![Run {
        text: text.into(),
        marks: vec![],
    }]
}

/// The text before, after and in a footnote.
fn noted(text: &str) -> Inline {
    let words = || line(text).remove(0);
    vec![words(), Run::of_note(line(text)), words()]
}

fn story(number: usize) -> Reading {
    Reading {
        headline: line("Headline"),
        section: "World".into(),
        language: "en-GB".into(),
        web_address: format!("story-{number}"),
        body: vec![Block::Paragraph(line("Words."))],
        ..Reading::default()
    }
}

/// Texts that a client reads as something else unless they are quoted well; in every field at once.
const ODD_LINES: [&str; 86] = [
    "Rates: what next",
    "key: value: again",
    "ends with colon:",
    "@handle speaks",
    "%percent",
    "`ticks`",
    "[brackets]",
    "[a, b]",
    "{braces}",
    "{a: b}",
    "&anchor",
    "*alias",
    "- dash",
    "-",
    "--- rule",
    "---",
    "| pipe",
    "> fold",
    "? key",
    "! bang",
    "!!str tagged",
    "\"quoted\"",
    "'single'",
    "it's \"both\"",
    "\"",
    "'",
    "\"unbalanced",
    "No",
    "yes",
    "on",
    "off",
    "~",
    "null",
    "true",
    "0123",
    "0x1F",
    "1e3",
    ".5",
    "12:30:45",
    "2024-01-02",
    "2024-01-02T03:04:05Z",
    "1984",
    "cut # here",
    "#hash",
    "{{ x }}",
    "{{ .Site.Title }}",
    "{{< x >}}",
    "{{% x %}}",
    "{{</* x */>}}",
    "{% if x %}",
    "{% raw %}",
    "<script>alert(1)</script>",
    "<b>bold</b>",
    "<!--more-->",
    "<!-- x -->",
    "&amp; &lt; &#65;",
    "a & b",
    "a < b > c",
    "back\\slash",
    "\\n \\t \\u0041 \\x41",
    "ends with \\",
    "two\nlines",
    "a\ttab",
    "a\u{2028}b",
    "a\u{85}b",
    "nul\u{0}l",
    "bell\u{7}",
    "\u{feff}mark",
    "😀 smile",
    "👩‍👩‍👧 family",
    "🇬🇧",
    "e\u{301} accent",
    "שלום עולם",
    "مرحبا",
    "\u{202e}turned",
    "日本語の見出し",
    "Ünïcödé",
    "non\u{a0}breaking",
    "zero\u{200b}width",
    "**stars** and _lines_",
    "a  b   c",
    "...",
    "../../etc/passwd",
    "$(date) `date` %s",
    "\u{fffd} \u{fffe}",
    "..",
];

#[test]
fn odd_lines_come_out_as_typed_in_every_field() {
    // Hugo stops at such a tag or author, so a story with one is not planned; its other fields may say anything.
    let term = |text: &str| match text.split('/').any(|name| name == "..") {
        true => "term".to_string(),
        false => text.to_string(),
    };
    let odd = |number: usize, text: &str| Reading {
        kicker: line(text),
        headline: line(text),
        standfirst: line(text),
        dateline: line(text),
        byline: Some(text.into()),
        body: vec![Block::Paragraph(line(text))],
        credits: vec![Credit {
            name: text.into(),
            slug: term(text),
            bio: text.into(),
            outlet: text.into(),
            title: text.into(),
            ..Credit::default()
        }],
        tags: vec![term(text)],
        related: vec![Related {
            headline: text.into(),
            web_address: "story-0".into(),
        }],
        corrections: vec![CorrectionNote {
            class: text.into(),
            text: text.into(),
            at: published_at(1),
        }],
        ..story(number)
    };
    let site = Site::build(
        ODD_LINES
            .iter()
            .enumerate()
            .map(|(number, text)| odd(number, text)),
    );
    for (number, text) in ODD_LINES.iter().enumerate() {
        let page = site.page(number);
        let expected = one_line(text);
        let expect = |field: &str, selector: &str, expected: &str| {
            assert_eq!(page.text(selector), [expected], "{field} of {text:?}");
        };
        let check = |field: &str, selector: &str| expect(field, selector, &expected);
        check("kicker", ".kicker");
        check("headline", ".headline");
        check("standfirst", ".standfirst");
        check("byline", ".byline");
        check("dateline", ".dateline");
        expect("tags", ".tags li", &term(&expected));
        expect("authors", ".authors li", &term(&expected));
        check("name", ".author-card .name");
        check("bio", ".author-card .bio");
        check("outlet", ".author-card .outlet");
        check("related", ".related li");
        assert_eq!(page.published(), published_at(number), "date of {text:?}");
    }
}

/// Bodies that Markdown, Goldmark's extensions or Hugo itself would read as something else.
const ODD_BODIES: [&str; 89] = [
    "1986. A great year",
    "1986) A great year",
    "1. ",
    "- dash",
    "+ plus",
    "* star",
    "# hash",
    "####### seven",
    "#tag",
    "> quote",
    ">quote",
    ": definition",
    "= = =",
    "===",
    "---",
    "***",
    "___",
    "_ _ _",
    "- - -",
    "~~~",
    "```",
    "``` js",
    "`one`",
    "``two``",
    "a ` b",
    "*em*",
    "**strong**",
    "_em_",
    "__strong__",
    "snake_case_word",
    "a * b * c",
    "2*3*4",
    "~~gone~~",
    "~gone~",
    "~30 of ~40",
    "a\n===",
    "a\n---",
    "a\n- b",
    "a\n1. b",
    "a\n# b",
    "a\n> b",
    "a\n: b",
    "a | b\n--|--\nc | d",
    "| a |\n|---|",
    "a\n:-",
    "[link](https://x.org)",
    "[ref][ref]",
    "[ref]",
    "[ref]: https://x.org",
    "![image](x.png)",
    "[^1]",
    "[^1]: note",
    "[x] done",
    "[ ] open",
    "[sic] and [Ed: x]",
    "*[HTML]: abbr",
    "<script>alert(1)</script>",
    "<b>bold</b>",
    "<br>",
    "<!-- x -->",
    "<!--more-->",
    "a <!--more--> b",
    "<https://x.org>",
    "<a@b.org>",
    "a < b and c > d",
    "<3",
    "&copy; &#169; &nbsp;",
    "AT&T; R&D",
    "https://x.org/a_b_c",
    "www.x.org",
    "a@b.org",
    "ftp://x.org (http://y.org)",
    "don't \"quote\" 'this' 6' 2\" '90s",
    "a -- b --- c ---- d",
    "wait... what....",
    "<<a>>",
    "{{< ref \"x\" >}}",
    "{{% ref %}}",
    "{{</* x */>}}",
    "{{ .Title }}",
    "{% if %}",
    ":smile: $x$ H~2~O x^2^",
    "heading {#id}",
    "back\\slash \\* \\",
    "HUGOMORE42 HAHAHUGOSHORTCODE-1-HBHB",
    "a\\\nb",
    "a\\\\\nb\\",
    "\u{a0}indented",
    "\u{3000}日本語",
];

#[test]
fn odd_bodies_come_out_as_typed_in_every_kind_of_block() {
    let body = |text: &str| {
        let one = || Block::Paragraph(line(text));
        let code = Block::Paragraph(vec![Run {
            text: text.into(),
            marks: vec![Mark::Code],
        }]);
        let linked = vec![Run {
            text: text.into(),
            marks: vec![Mark::Link("https://example.org/".into())],
        }];
        let inside = |mark: Mark| {
            let marked = Run {
                text: text.into(),
                marks: vec![mark],
            };
            let run = |text: &str| Run {
                text: text.into(),
                marks: vec![],
            };
            Block::Paragraph(vec![run("x"), marked, run("y")])
        };
        vec![
            one(),
            one(),
            Block::Heading {
                level: 3,
                text: line(text),
            },
            Block::Bullets(vec![vec![one()], vec![one(), one()]]),
            Block::Numbers {
                start: 7,
                items: vec![vec![one(), Block::Bullets(vec![vec![one()]])]],
            },
            Block::Quote(vec![one(), one()]),
            Block::PullQuote {
                text: line(text),
                by: line(text),
            },
            Block::Paragraph(noted(text)),
            Block::Heading {
                level: 2,
                text: noted(text),
            },
            code,
            Block::Paragraph(linked),
            inside(Mark::Strong),
            inside(Mark::Em),
            Block::Rule,
            one(),
        ]
    };
    let readings = ODD_BODIES.iter().enumerate().map(|(number, text)| {
        let body = body(text);
        Reading {
            body,
            ..story(number)
        }
    });
    check_bodies(&readings.collect::<Vec<_>>());
}

#[test]
fn generated_bodies_come_out_as_typed() {
    let laws = cases(512);
    let stories = laws.cases as usize;
    let mut runner = TestRunner::new(laws);
    let bodies = proptest::collection::vec(odd_block(), 1..6);
    let generated = (0..stories).map(|number| {
        let body = bodies
            .new_tree(&mut runner)
            .expect("the strategy rejects nothing")
            .current();
        Reading {
            body,
            ..story(number)
        }
    });
    check_bodies(&generated.collect::<Vec<_>>());
}

fn check_bodies(readings: &[Reading]) {
    let site = Site::build(readings.iter().cloned());
    for (number, reading) in readings.iter().enumerate() {
        let meant = printed(&reading.body, Profile::Hugo.habits());
        let shown = site.page(number).body();
        let source = site.source(number);
        assert_eq!(
            leaves(&meant),
            leaves(&shown),
            "{:?}\nwas written as\n{source}",
            reading.body
        );
    }
}

#[test]
fn a_page_shows_everything_that_a_published_story_has() {
    let bio = "I cover global news and economic affairs for The Chief Observer.";
    let reading = Reading {
        kicker: line("Diplomacy"),
        headline: line("The Two Leaders Planning A Second Meeting"),
        standfirst: line("Kim has sent a positive letter to Trump"),
        body: vec![Block::Paragraph(line(
            "It seems the letter has finally reached Trump.",
        ))],
        credits: vec![Credit {
            name: "Caroline Finnegan".into(),
            slug: "caroline-finnegan".into(),
            bio: bio.into(),
            outlet: "The Chief Observer".into(),
            ..Credit::default()
        }],
        related: vec![
            Related {
                headline: "Another story".into(),
                web_address: "story-1".into(),
            },
            Related {
                headline: "Elsewhere".into(),
                web_address: "https://example.org/a".into(),
            },
            Related {
                headline: "Not on this site".into(),
                web_address: "story-9".into(),
            },
        ],
        ..story(0)
    };
    let site = Site::build([reading, story(1)]);
    let page = site.page(0);
    let check =
        |selector: &str, expected: &[&str]| assert_eq!(page.text(selector), expected, "{selector}");
    check(".section", &["World"]);
    check(".kicker", &["Diplomacy"]);
    check(".headline", &["The Two Leaders Planning A Second Meeting"]);
    check(".standfirst", &["Kim has sent a positive letter to Trump"]);
    check(".byline", &["By Caroline Finnegan"]);
    check(
        ".body p",
        &["It seems the letter has finally reached Trump."],
    );
    check(".author-card .name", &["Caroline Finnegan"]);
    check(".author-card .bio", &[bio]);
    check(".author-card .outlet", &["The Chief Observer"]);
    check(
        ".related li",
        &["Another story", "Elsewhere", "Not on this site"],
    );
    assert_eq!(
        page.links(".related a"),
        ["/world/story-1/", "https://example.org/a"]
    );
}

#[test]
fn a_picture_stands_in_its_page_and_its_file_beside_it() {
    let picture = manuscript::PictureHash([1; 32]);
    let figure = Block::Figure {
        picture,
        caption: line("The council at work."),
        alt: line("Nine people at a \"long\" [oak] table, don't you think?"),
        credit: line("A Photographer / The Paper"),
    };
    let site = Site::build([Reading {
        body: vec![figure],
        ..story(0)
    }]);
    let page = site.page(0);
    assert_eq!(
        page.text(".body p"),
        ["", "The council at work.\nA Photographer / The Paper"],
        "the picture, then its caption and who made it"
    );
    assert_eq!(
        page.alternatives(".body img"),
        ["Nine people at a “long” (oak) table, don’t you think?"]
    );
    assert!(
        site.publishes(&format!("story-0/{picture}.png")),
        "Hugo copies the picture with its page"
    );
}

#[test]
fn hugo_publishes_neither_the_manifest_nor_a_working_copy() {
    let site = Site::build_with_working_copy([story(0)], &story(1));
    assert!(site.has_page(0), "the approved story is there");
    assert!(!site.has_page(1), "a working copy says draft: true");
    assert!(
        !site.publishes("manifest.json"),
        "the manifest is nobody's page"
    );
}
