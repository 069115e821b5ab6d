//! The laws of suggestions, for random edits by two authors: accepting everything is the direct edit, letting everything
//! stand is the original, all at once and one by one in any order.

use super::chance::Chance;
use super::desk::Desk;
use crate::flat::notes::{Note, is_note_like, notes};
use crate::manuscript::{Decision, Manuscript};
use crate::testing::{cases, seed};
use crate::units::{Unit, Units};
use crate::wire::{Batch, Op};

/// The text when all is accepted.
fn accepted(units: &Units) -> Units {
    units.mapped(|mut unit| {
        let is_struck = notes(&unit.attributes, Note::Struck).next().is_some();
        unit.attributes.retain(|key, _| !is_note_like(key));
        (!is_struck).then_some(unit)
    })
}

/// A direct edit of a text with suggestions, as one of the text when all is accepted.
fn accepted_edit(units: &Units, direct: &Batch) -> Batch {
    let mut edit = Batch::default();
    for (field, ops) in &direct.0 {
        let mut rest = units.field(field).iter();
        let mut standing = |length: usize| {
            let (mut seen, mut standing) = (0, 0);
            while seen < length {
                let unit: &Unit = rest.next().expect("an operation within the text");
                seen += unit.character.len_utf16();
                if notes(&unit.attributes, Note::Struck).next().is_none() {
                    standing += unit.character.len_utf16();
                }
            }
            standing
        };
        let ops = ops.iter().map(|op| match op {
            Op::Insert { .. } => op.clone(),
            Op::Delete { delete } => Op::Delete {
                delete: standing(*delete),
            },
            Op::Retain { retain, attributes } => Op::Retain {
                retain: standing(*retain),
                attributes: attributes.clone(),
            },
        });
        edit.0.insert(field.clone(), ops.collect());
    }
    edit
}

struct Case {
    original: Units,
    direct: Units,
    desk: Desk,
}

fn case(number: u64) -> Case {
    let mut chance = Chance::from(number);
    let mut desk = Desk::new(1, number);
    for _ in 0..4 {
        desk.edit(&mut chance);
    }
    let original = desk.window.clone();
    for _ in 0..5 {
        let direct = desk.edits.for_readers(&desk.window, &mut chance);
        let person = *chance.pick(&["anna", "ben"]);
        let mut expected = accepted(&desk.window);
        expected.apply(&accepted_edit(&desk.window, &direct));
        desk.suggest_as(person, &direct);
        assert_eq!(
            accepted(&desk.window),
            expected,
            "STET_SEED={number}: {person} suggested something else than {direct:?}"
        );
    }
    desk.assert_window_shows_the_document();
    let direct = accepted(&desk.window);
    Case {
        original,
        direct,
        desk,
    }
}

fn check(decision: Decision) {
    for number in (seed()..).take(cases() as usize) {
        let Case {
            original,
            direct,
            desk: mut at_once,
        } = case(number);
        let expected = match decision {
            Decision::Accept => direct,
            Decision::Stand => original,
        };
        let mut one_by_one = at_once.copy();
        let mut sids = at_once.sids();
        at_once.decide(&sids, decision);
        Chance::from(number).shuffle(&mut sids);
        for sid in &sids {
            one_by_one.decide(std::slice::from_ref(sid), decision);
        }
        for desk in [at_once, one_by_one] {
            desk.assert_window_shows_the_document();
            assert_eq!(desk.window, expected, "STET_SEED={number}: {decision:?}");
            assert_eq!(desk.manuscript.open_suggestions(), 0);
        }
    }
}

#[test]
fn accepting_all_at_once_or_one_by_one_in_any_order_is_the_direct_edit() {
    check(Decision::Accept);
}

#[test]
fn letting_all_stand_at_once_or_one_by_one_in_any_order_is_the_original() {
    check(Decision::Stand);
}

#[test]
fn a_decision_is_one_step_of_undo() {
    for number in 0..u64::from(cases() / 10) {
        let mut chance = Chance::from(seed() + number);
        let Case { mut desk, .. } = case(seed() + number);
        let mut sids = desk.sids();
        chance.shuffle(&mut sids);
        sids.truncate(3);
        let before = desk.window.clone();
        let decision = *chance.pick(&[Decision::Accept, Decision::Stand]);
        desk.decide(&sids, decision);
        let after = desk.window.clone();
        if before == after {
            continue;
        }
        for _ in 0..2 {
            let step = desk.manuscript.undo().expect("undo").expect("a step");
            desk.window.apply(&step.batch);
            assert_eq!(desk.window, before, "STET_SEED={}", seed() + number);
            let step = desk.manuscript.redo().expect("redo").expect("a step");
            desk.window.apply(&step.batch);
            assert_eq!(desk.window, after, "STET_SEED={}", seed() + number);
        }
        let copy = Manuscript::load(7, Some(&desk.manuscript.checkpoint()), [])
            .expect("sound")
            .0;
        assert_eq!(copy.suggestions(), desk.manuscript.suggestions());
    }
}
