//! The frozen vectors, `tests/fixtures/canonical/v1.json`. Approvals in the world name these hashes: a vector is never edited,
//! and what fails here is wrong in the code.

use serde::Deserialize;

use super::{body, paragraph, run};
use crate::canonical::{canonical, content_hash, from_canonical};
use crate::picture::PictureHash;
use crate::reading::{Block, CorrectionNote, Credit, Mark, Reading, Related, Run};

#[derive(Deserialize)]
struct Vector {
    name: String,
    cbor_hex: String,
    hash: String,
}

fn link(href: &str) -> Mark {
    Mark::Link(href.to_owned())
}

fn story(name: &str) -> Reading {
    let line = |text: &str| vec![run(text, &[])];
    match name {
        "an empty story" => Reading::default(),
        "the four lines" => Reading {
            kicker: line("Budget"),
            headline: line("Council votes"),
            standfirst: line("A long night"),
            dateline: line("LONDON"),
            ..Reading::default()
        },
        "a paragraph" => body(vec![paragraph("One sentence.")]),
        "headings of each level" => body(
            (2..=4)
                .map(|level| Block::Heading {
                    level,
                    text: line("Next"),
                })
                .collect(),
        ),
        "bullets" => body(vec![Block::Bullets(vec![
            vec![paragraph("a")],
            vec![paragraph("b"), paragraph("c")],
        ])]),
        "numbers from one" => body(vec![Block::Numbers {
            start: 1,
            items: vec![vec![paragraph("a")]],
        }]),
        "numbers from five" => body(vec![Block::Numbers {
            start: 5,
            items: vec![vec![paragraph("a")]],
        }]),
        "a quote" => body(vec![Block::Quote(vec![paragraph("a"), paragraph("b")])]),
        "a pull quote" => body(vec![Block::PullQuote {
            text: line("Let it stand"),
            by: vec![],
        }]),
        "a pull quote with its attribution" => body(vec![Block::PullQuote {
            text: line("Let it stand"),
            by: vec![run("An editor, ", &[]), run("1987", &[Mark::Em])],
        }]),
        "an attribution alone" => body(vec![Block::PullQuote {
            text: vec![],
            by: line("An editor"),
        }]),
        "a figure" => body(vec![Block::Figure {
            picture: PictureHash([0xab; 32]),
            caption: line("The council at work"),
            alt: line("Nine people at a long table"),
            credit: vec![
                run("A Photographer / ", &[]),
                run("The Paper", &[link("/p")]),
            ],
        }]),
        "a picture alone" => body(vec![Block::Figure {
            picture: PictureHash([1; 32]),
            caption: vec![],
            alt: vec![],
            credit: vec![],
        }]),
        "footnotes" => body(vec![
            Block::Paragraph(vec![
                run("One", &[]),
                Run::of_note(vec![run("See ", &[]), run("there", &[link("/a")])]),
                run(" and two", &[Mark::Em]),
                Run::of_note(line("Both")),
                Run::of_note(line("Both")),
            ]),
            Block::Heading {
                level: 2,
                text: vec![Run::of_note(vec![])],
            },
        ]),
        "footnotes where there are none" => Reading {
            headline: vec![run("a", &[]), Run::of_note(line("x")), run("b", &[])],
            body: vec![Block::Paragraph(vec![Run::of_note(vec![
                run("c", &[]),
                Run::of_note(line("x")),
            ])])],
            ..Reading::default()
        },
        "a table" => body(vec![Block::Table {
            head: vec![line("Ward"), line("Votes")],
            rows: vec![
                vec![line("North"), vec![run("1,204", &[Mark::Strong])]],
                vec![line("South"), vec![]],
            ],
        }]),
        "a table of one row, shorter rows filled up" => body(vec![
            Block::Table {
                head: vec![line("Ward")],
                rows: vec![],
            },
            Block::Table {
                head: vec![vec![]],
                rows: vec![vec![line("a"), line("b")], vec![]],
            },
        ]),
        "a rule" => body(vec![Block::Rule]),
        "a list in a quote in a list" => body(vec![Block::Bullets(vec![vec![
            paragraph("outer"),
            Block::Quote(vec![Block::Numbers {
                start: 3,
                items: vec![vec![paragraph("inner")], vec![Block::Rule]],
            }]),
        ]])]),
        "each mark" => body(vec![Block::Paragraph(vec![
            run("a", &[Mark::Code]),
            run("b", &[Mark::Em]),
            run("c", &[link("https://example.org/?a=1&b=é")]),
            run("d", &[Mark::Strong]),
            run("e", &[]),
        ])]),
        "all marks at once" => body(vec![Block::Paragraph(vec![run(
            "x",
            &[Mark::Strong, link("/a"), Mark::Em, Mark::Code],
        )])]),
        "credits" => Reading {
            credits: credits(),
            ..Reading::default()
        },
        "a rewritten byline" => Reading {
            byline: Some("By our staff".to_owned()),
            ..Reading::default()
        },
        "section, language and web address" => Reading {
            section: "News".to_owned(),
            language: "en-GB".to_owned(),
            web_address: "council-votes".to_owned(),
            ..Reading::default()
        },
        "tags in another order, with a double" => Reading {
            tags: ["b", "a", "Z", "é", "aa", "b"].map(str::to_owned).to_vec(),
            ..Reading::default()
        },
        "related stories" => Reading {
            related: vec![
                Related {
                    headline: "Earlier".to_owned(),
                    web_address: "earlier".to_owned(),
                },
                Related {
                    headline: String::new(),
                    web_address: "no-headline".to_owned(),
                },
            ],
            ..Reading::default()
        },
        "corrections" => Reading {
            corrections: vec![CorrectionNote {
                class: "correction".to_owned(),
                text: "The vote was 7 to 2.".to_owned(),
                at: "2026-11-23T06:00:00+01:00".to_owned(),
            }],
            ..Reading::default()
        },
        "pictures, combining marks and flags" => {
            body(vec![paragraph("👩‍👩‍👧 e\u{301} é 🇨🇭 𝒳 \u{a0}end")])
        }
        "right to left" => body(vec![paragraph("שלום, عالم")]),
        "hard breaks and spaces" => body(vec![paragraph(" a\n\nb  c\n")]),
        "a text longer than 23 and than 255 bytes" => body(vec![
            paragraph(&"word ".repeat(100)),
            paragraph(&"x".repeat(24)),
        ]),
        "runs and blocks that say nothing" => body(vec![
            Block::Paragraph(vec![run("a", &[]), run("", &[Mark::Em]), run("b", &[])]),
            Block::Paragraph(vec![]),
            Block::Quote(vec![Block::Paragraph(vec![])]),
        ]),
        other => panic!("a vector without a story: {other}"),
    }
}

fn credits() -> Vec<Credit> {
    let text = str::to_owned;
    vec![
        Credit {
            name: text("A Reporter"),
            role: text("reporter"),
            place: text("Geneva"),
            slug: text("a-reporter"),
            bio: text("Writes about councils."),
            outlet: text("The Paper"),
            title: text("Staff writer"),
            photo: Some([7; 32]),
        },
        Credit {
            name: text("A Photographer"),
            role: text("photographer"),
            ..Credit::default()
        },
    ]
}

fn vectors() -> Vec<Vector> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/fixtures/canonical/v1.json"
    );
    let text = std::fs::read_to_string(path).expect("the vectors are part of the repository");
    serde_json::from_str(&text).expect("the vectors are a list of objects")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = (0..hex.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("pairs of digits"))
        .collect()
}

#[test]
fn the_frozen_vectors_are_what_this_code_writes() {
    let vectors = vectors();
    assert!(vectors.len() >= 30, "vectors are added, never taken away");
    for Vector {
        name,
        cbor_hex,
        hash,
    } in vectors
    {
        let story = story(&name);
        assert_eq!(hex(&canonical(&story)), cbor_hex, "{name}");
        assert_eq!(content_hash(&story).to_string(), hash, "{name}");
        let read = from_canonical(&bytes(&cbor_hex)).expect("a frozen vector can always be read");
        assert_eq!(content_hash(&read).to_string(), hash, "{name}");
    }
}
