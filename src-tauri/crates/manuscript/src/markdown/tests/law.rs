//! What is written reads back as the same, for any story and any text.

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
    let run =
        (text(), prop_oneof![Just(vec![]), marks()]).prop_map(|(text, marks)| Run { text, marks });
    vec(run, 1..6)
}

/// A line of the body, now and then with footnotes.
fn noted() -> impl Strategy<Value = Inline> {
    (
        inline(),
        vec((any::<prop::sample::Index>(), inline()), 0..3),
    )
        .prop_map(|(mut line, notes)| {
            for (at, note) in notes {
                line.insert(at.index(line.len() + 1), Run::of_note(note));
            }
            line
        })
}

fn table() -> impl Strategy<Value = Block> {
    let cell = || prop_oneof![4 => inline(), 1 => Just(Inline::new())];
    let rows = (1..4_usize).prop_flat_map(move |width| vec(vec(cell(), width), 1..4));
    rows.prop_map(|mut rows| Block::Table {
        head: rows.remove(0),
        rows,
    })
}

fn body() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        6 => inline().prop_map(Block::Paragraph),
        2 => noted().prop_map(Block::Paragraph),
        1 => (2u8..=4, noted()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => table(),
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

/// A carriage return inside code becomes a space.
fn without_returns(run: &Run) -> Run {
    if let Some(note) = run.note() {
        return Run::of_note(note.iter().map(without_returns).collect());
    }
    match run.marks.contains(&Mark::Code) {
        true => Run {
            text: run.text.replace('\r', " "),
            marks: run.marks.clone(),
        },
        false => run.clone(),
    }
}

fn settle(blocks: &[Block]) -> Vec<Block> {
    let line = |text: &Inline| {
        let text: Inline = text.iter().map(without_returns).collect();
        let one = Reading {
            body: vec![Block::Paragraph(text)],
            ..Reading::default()
        };
        let settled = match normal(&one).body.pop() {
            Some(Block::Paragraph(text)) => settle_breaks(&text),
            _ => Inline::new(),
        };
        let note = |run: &Run| match run.note() {
            Some(note) => Run::of_note(settle_breaks(note)),
            None => run.clone(),
        };
        settled.iter().map(note).collect()
    };
    let items = |items: &[Vec<Block>]| items.iter().map(|item| settle(item)).collect();
    let one = |block: &Block| match block {
        Block::Paragraph(text) => Block::Paragraph(line(text)),
        Block::Heading { level, text } => Block::Heading {
            level: *level,
            text: line(text),
        },
        Block::PullQuote { text, by } => {
            let by = match by.is_empty() {
                true => Inline::new(),
                false => line(&attributed(by)),
            };
            Block::Quote(vec![Block::Paragraph(line(text)), Block::Paragraph(by)])
        }
        Block::Figure {
            picture,
            caption,
            alt,
            credit,
        } => Block::Figure {
            picture: *picture,
            caption: line(caption),
            alt: plain_line(&plain(alt)),
            credit: plain_line(&plain(credit)),
        },
        Block::Quote(blocks) => Block::Quote(settle(blocks)),
        Block::Bullets(list) => Block::Bullets(items(list)),
        Block::Numbers { start, items: list } => Block::Numbers {
            start: *start,
            items: items(list),
        },
        Block::Table { head, rows } => {
            let row = |cells: &Vec<Inline>| cells.iter().map(|text| settled(&line(text))).collect();
            Block::Table {
                head: row(head),
                rows: rows.iter().map(row).collect(),
            }
        }
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
