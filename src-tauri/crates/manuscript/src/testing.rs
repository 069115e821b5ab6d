//! Readings, cases and seeds for property tests of this crate and of others.
//!
//! `STET_LONG` says how many times as many cases as every day a law is tried with, `STET_CASES` instead how many exactly, and
//! `STET_SEED` which; all have fixed defaults, so a run can be repeated. A law that fails names its seed.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestError, TestRng, TestRunner};

use crate::flat::NOTE;
use crate::normal::normal;
use crate::picture::PictureHash;
use crate::reading::{Block, CorrectionNote, Credit, Inline, Mark, Reading, Related, Run};

const CASES: u32 = 10_000;
const SEED: u64 = 20_261_123;

/// How many cases a law is tried with.
pub fn cases() -> u32 {
    number("STET_CASES").unwrap_or_else(|| CASES * number("STET_LONG").unwrap_or(1))
}

/// Where chance begins.
pub fn seed() -> u64 {
    number("STET_SEED").unwrap_or(SEED)
}

fn number<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// Tries a law with [`cases`] values; the panic shows the smallest value found that breaks it, and the seed.
pub fn hold<S: Strategy>(strategy: &S, law: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config {
        cases: cases(),
        failure_persistence: None,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed().to_le_bytes());
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    match TestRunner::new_with_rng(config, chance).run(strategy, law) {
        Ok(()) => {}
        Err(TestError::Fail(reason, value)) => {
            panic!("STET_SEED={}: {reason}\nwith {value:?}", seed())
        }
        Err(TestError::Abort(reason)) => panic!("STET_SEED={}: gave up: {reason}", seed()),
    }
}

/// Any reading, in the form in which a document gives it back.
pub fn arbitrary_reading() -> impl Strategy<Value = Reading> {
    let lines = (inline(), inline(), inline(), inline());
    let lists = (
        vec(credit(), 0..3),
        vec(word(), 0..4),
        vec(related(), 0..3),
        vec(correction(), 0..2),
    );
    let values = (option::of(phrase()), word(), word(), word());
    (lines, vec(block(), 0..6), lists, values).prop_map(|(lines, body, lists, values)| {
        let (kicker, headline, standfirst, dateline) = lines;
        let (credits, tags, related, corrections) = lists;
        let (byline, section, language, web_address) = values;
        normal(&Reading {
            kicker,
            headline,
            standfirst,
            dateline,
            body,
            credits,
            byline,
            section,
            language,
            web_address,
            tags,
            related,
            corrections,
        })
    })
}

/// One line with marks.
pub fn inline() -> impl Strategy<Value = Inline> {
    vec(run(), 0..4)
}

/// One line of the body: with marks, now and then with a footnote.
pub fn text() -> impl Strategy<Value = Inline> {
    let note = inline().prop_map(Run::of_note);
    vec(prop_oneof![8 => run(), 1 => note], 0..4)
}

/// One block, up to three containers deep.
pub fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        4 => text().prop_map(Block::Paragraph),
        1 => (2..=4_u8, text()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => (text(), inline()).prop_map(|(text, by)| Block::PullQuote { text, by }),
        1 => figure(),
        1 => table(),
        1 => Just(Block::Rule),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let items = vec(vec(inner.clone(), 1..3), 1..3);
        prop_oneof![
            vec(inner, 1..3).prop_map(Block::Quote),
            items.clone().prop_map(Block::Bullets),
            (prop_oneof![Just(1), 0..9_u32], items)
                .prop_map(|(start, items)| Block::Numbers { start, items }),
        ]
    })
}

fn figure() -> impl Strategy<Value = Block> {
    let picture = (0..3_u8).prop_map(|number| PictureHash([number; 32]));
    (picture, text(), inline(), inline()).prop_map(|(picture, caption, alt, credit)| {
        Block::Figure {
            picture,
            caption,
            alt,
            credit,
        }
    })
}

fn table() -> impl Strategy<Value = Block> {
    let rows = (1..4_usize).prop_flat_map(|width| vec(vec(inline(), width), 1..4));
    rows.prop_map(|mut rows| Block::Table {
        head: rows.remove(0),
        rows,
    })
}

fn run() -> impl Strategy<Value = Run> {
    (phrase(), vec(mark(), 0..3)).prop_map(|(text, marks)| Run { text, marks })
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        Just(Mark::Code),
        Just(Mark::Em),
        Just(Mark::Strong),
        word().prop_map(|word| Mark::Link(format!("https://example.org/{word}"))),
    ]
}

/// Words as they come: Latin, combining, right to left, pictures, hard breaks, and what Markdown and YAML give a meaning.
pub fn phrase() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,6} ",
        1 => prop::sample::select(vec![
            "e\u{301}", "שלום ", "مرحبا ", "👩‍👩‍👧", "🇨🇭", "😀 ", "𝒳", "日本", "\n", "  ", "*a* ", "# ", "---", "{{x}}", "<b>", "\\", "\"", "'", "1. ",
            "- ", "> ", "`", "[a](b)", "&amp;", "\u{200d}", "\u{a0}", "TK ",
        ]).prop_map(str::to_owned),
    ];
    vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn word() -> impl Strategy<Value = String> {
    "[a-z]{0,3}"
}

fn credit() -> impl Strategy<Value = Credit> {
    let photo = option::weighted(0.2, any::<[u8; 32]>());
    (
        (phrase(), word(), phrase(), word()),
        (phrase(), word(), phrase()),
        photo,
    )
        .prop_map(|(who, what, photo)| {
            let (name, role, place, slug) = who;
            let (bio, outlet, title) = what;
            Credit {
                name,
                role,
                place,
                slug,
                bio,
                outlet,
                title,
                photo,
            }
        })
}

fn related() -> impl Strategy<Value = Related> {
    (phrase(), word()).prop_map(|(headline, web_address)| Related {
        headline,
        web_address,
    })
}

fn correction() -> impl Strategy<Value = CorrectionNote> {
    (word(), phrase()).prop_map(|(class, text)| CorrectionNote {
        class,
        text,
        at: "2026-11-23T06:00:00+01:00".to_owned(),
    })
}

/// Blocks as one readable line, for directed tests: `p(words)`, `h2(…)`, `ul(li(…))`, a footnote as `{words}`; emphasis is not
/// shown.
pub fn sketch(blocks: &[Block]) -> String {
    let each = |block: &Block| match block {
        Block::Paragraph(text) => format!("p({})", words(text)),
        Block::Heading { level, text } => format!("h{level}({})", words(text)),
        Block::PullQuote { text, by } if by.is_empty() => format!("pull({})", words(text)),
        Block::PullQuote { text, by } => format!("pull({} by {})", words(text), words(by)),
        Block::Figure {
            caption,
            alt,
            credit,
            ..
        } => format!(
            "fig({} alt {} credit {})",
            words(caption),
            words(alt),
            words(credit)
        ),
        Block::Table { head, rows } => {
            let rows = std::iter::once(head).chain(rows);
            let row = |row: &Vec<Inline>| {
                let cells: Vec<String> = row.iter().map(|cell| words(cell)).collect();
                cells.join("|")
            };
            format!("table({})", rows.map(row).collect::<Vec<_>>().join("/"))
        }
        Block::Rule => "hr".to_owned(),
        Block::Quote(inner) => format!("quote({})", sketch(inner)),
        Block::Bullets(items) => format!("ul({})", sketch_items(items)),
        Block::Numbers { start, items } => format!("ol{start}({})", sketch_items(items)),
    };
    blocks.iter().map(each).collect::<Vec<_>>().join(" ")
}

fn words(line: &[Run]) -> String {
    let words = |run: &Run| match run.note() {
        Some(note) => run.text.replace(NOTE, &format!("{{{}}}", words(note))),
        None => run.text.clone(),
    };
    line.iter().map(words).collect()
}

fn sketch_items(items: &[Vec<Block>]) -> String {
    let each = items.iter().map(|item| format!("li({})", sketch(item)));
    each.collect::<Vec<_>>().join(" ")
}
