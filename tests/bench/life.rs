//! A long life: what every key of a long story weighs, beside the words that are left.

use std::collections::BTreeMap;

use manuscript::{Batch, Field, Manuscript, Op, plain_text};

use crate::made_up::{self, Dice};
use crate::measure::{Figure, Limit, Table, timed};

const KEYS: usize = 260_000;
/// Keys between two breaths, and in a spell that becomes one entry.
const BREATH: usize = 5;
const SPELL: usize = 75;
/// What an entry has besides its update: signature, device, numbers, hashes.
const ENVELOPE: usize = 250;

pub(crate) fn measure(seed: u64, table: &mut Table) {
    let mut dice = Dice::new(seed ^ 0x11FE);
    let mut manuscript = Manuscript::empty(1);
    let (mut length, mut at, mut keys, mut log) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut signed = manuscript.frontier();
    let mut words = String::new();
    let (took, ()) = timed(|| {
        while keys < KEYS {
            // Mostly on from where one is; now and then somewhere else, and one key in ten takes a letter back.
            if dice.below(40) == 0 {
                at = dice.below(length + 1);
            }
            let ops = if dice.below(10) == 0 && at >= BREATH {
                at -= BREATH;
                length -= BREATH;
                vec![retain(at), Op::Delete { delete: BREATH }]
            } else {
                while words.len() < BREATH {
                    words.push_str(&made_up::common(&mut dice));
                    words.push(' ');
                }
                let insert: String = words.drain(..BREATH).collect();
                let ops = vec![retain(at), plain(insert)];
                at += BREATH;
                length += BREATH;
                ops
            };
            let ops = ops.into_iter().filter(|op| !is_nothing(op)).collect();
            manuscript
                .apply(&[Batch([(Field::Body, ops)].into())])
                .expect("plain typing is accepted");
            keys += BREATH;
            if keys % SPELL == 0 {
                let update = manuscript
                    .update_since(&signed)
                    .expect("a moment of its own");
                log += update.0.len() + ENVELOPE;
                signed = manuscript.frontier();
            }
        }
    });
    let text = plain_text(&manuscript.reading().expect("plain words")).len();
    table.add(Figure {
        name: "history_260k",
        value: manuscript.checkpoint().len() as f64 / 1000.0,
        unit: "kB",
        floor: Some(text as f64 / 1000.0),
        limit: Limit::TimesFloor(3.0),
        note: format!(
            "a checkpoint with the full history of {KEYS} keystrokes, one in ten of them taking a letter back; floor: the text that is left; \
             signed every {SPELL} keys the log has {} kB; typed in {:.0} s",
            log / 1000,
            took.as_secs_f64()
        ),
    });
}

fn retain(retain: usize) -> Op {
    Op::Retain {
        retain,
        attributes: BTreeMap::new(),
    }
}

fn plain(insert: String) -> Op {
    Op::Insert {
        insert,
        attributes: BTreeMap::new(),
    }
}

/// Staying at the beginning is no edit.
fn is_nothing(op: &Op) -> bool {
    matches!(op, Op::Retain { retain: 0, .. })
}
