//! Who wrote which words, after others wrote between them.

use super::super::*;
use crate::manuscript::writers::Written;
use crate::wire::Field;

fn typed(text: &str, at: usize) -> Batch {
    let insert = Op::Insert {
        insert: text.to_owned(),
        attributes: Default::default(),
    };
    let ops = match at {
        0 => vec![insert],
        retain => vec![
            Op::Retain {
                retain,
                attributes: Default::default(),
            },
            insert,
        ],
    };
    Batch([(Field::Body, ops)].into())
}

#[test]
fn each_run_of_words_keeps_its_writer_through_a_merge() {
    let mut reporter = Manuscript::empty(1);
    let first = reporter
        .apply(&[typed("A 🌍 of words", 0)])
        .expect("sound edits");
    let (mut editor, _) = Manuscript::load(2, None, [first.0.as_slice()]).expect("sound edits");
    let second = editor.apply(&[typed("few ", 5)]).expect("sound edits");
    reporter.accept(&[&second.0]).expect("sound edits");
    let runs = reporter.writers();
    let run = |units, peer| Written { units, peer };
    assert_eq!(
        runs[&Field::Body],
        [run(5, 1), run(4, 2), run(8, 1)],
        "an emoji is two units, and the editor's words stand between the reporter's"
    );
    assert_eq!(runs[&Field::Headline], []);
}
