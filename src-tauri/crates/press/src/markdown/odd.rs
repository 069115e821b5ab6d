//! Stories full of what Markdown and its clients take for their own; for tests.

use manuscript::{Block, Inline, Mark, PictureHash, Run};
use proptest::prelude::*;

use crate::printed::append;
use crate::{PictureKind, Pictures};

/// Text full of what Markdown takes for its own.
pub(crate) fn odd_text() -> impl Strategy<Value = String> {
    let pieces = [
        "a", "B", "é", "1", " ", " ", "\n", "*", "**", "_", "`", "~", "~~", "[", "]", "(", ")",
        "<", ">", "&", "&amp;", "#", "## ", "-", "--", "---", "- ", "+ ", "1. ", "2) ", ": ", "|",
        "|-|", "=", "===", "\\", "!", "{", "}", "{{<", "{{%", "'", "\"", "...", "“", "”", "😀",
        "€", "\u{a0}", "\u{3000}", "www.", "http://", "@", "[^1]", "[^1]:", "]:", "<b>", "<!--",
        "-->", "$", "^", ".", ",", "[x] ", "\t", "\u{200b}",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    proptest::collection::vec(piece, 1..9).prop_map(|pieces| pieces.concat())
}

fn odd_inline() -> impl Strategy<Value = Inline> {
    let all = [
        Mark::Code,
        Mark::Em,
        Mark::Link("/a".into()),
        Mark::Link("https://b.c/d".into()),
        Mark::Strong,
    ];
    let marks = proptest::sample::subsequence(all.to_vec(), 0..=5).prop_map(|mut marks| {
        let mut links = 0;
        marks.retain(|mark| {
            links += usize::from(matches!(mark, Mark::Link(_)));
            !matches!(mark, Mark::Link(_)) || links < 2
        });
        marks
    });
    let plain = Just(Vec::new());
    let run = (odd_text(), prop_oneof![2 => plain, 1 => marks]);
    proptest::collection::vec(run, 1..5).prop_map(|runs| {
        let mut inline = Inline::new();
        runs.iter()
            .for_each(|(text, marks)| append(&mut inline, text, marks));
        inline
    })
}

/// The pictures of odd blocks.
pub(crate) fn odd_pictures() -> Pictures {
    let kinds = PictureKind::ALL.into_iter().enumerate();
    kinds
        .map(|(number, kind)| (PictureHash([number as u8; 32]), kind))
        .collect()
}

/// A line of the body, now and then with footnotes.
fn noted() -> impl Strategy<Value = Inline> {
    let notes = proptest::collection::vec((any::<prop::sample::Index>(), odd_inline()), 0..3);
    (odd_inline(), notes).prop_map(|(mut line, notes)| {
        for (at, note) in notes {
            line.insert(at.index(line.len() + 1), Run::of_note(note));
        }
        line
    })
}

fn odd_table() -> impl Strategy<Value = Block> {
    let cell = || prop_oneof![4 => odd_inline(), 1 => Just(Inline::new())];
    let rows = (1..4_usize).prop_flat_map(move |width| {
        proptest::collection::vec(proptest::collection::vec(cell(), width), 1..4)
    });
    rows.prop_map(|mut rows| Block::Table {
        head: rows.remove(0),
        rows,
    })
}

pub(crate) fn odd_block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        6 => odd_inline().prop_map(Block::Paragraph),
        2 => noted().prop_map(Block::Paragraph),
        2 => (2u8..5, noted()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => (noted(), odd_inline()).prop_map(|(text, by)| Block::PullQuote { text, by }),
        1 => (0..3_u8, noted(), odd_inline(), odd_inline()).prop_map(|(picture, caption, alt, credit)| {
            Block::Figure {
                picture: PictureHash([picture; 32]),
                caption,
                alt,
                credit,
            }
        }),
        1 => odd_table(),
        1 => Just(Block::Rule),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let blocks = || proptest::collection::vec(inner.clone(), 1..3);
        let items = || proptest::collection::vec(blocks(), 1..3);
        prop_oneof![
            items().prop_map(Block::Bullets),
            (0u32..20, items()).prop_map(|(start, items)| Block::Numbers { start, items }),
            blocks().prop_map(Block::Quote),
        ]
    })
}
