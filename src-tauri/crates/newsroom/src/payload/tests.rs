use std::collections::BTreeSet;

use minicbor::Encoder;

use super::*;
use crate::{Brings, CheckKind, LetStand, StepName, UpdateClass, resolve};

fn step_entry(step: Step) -> StepEntry {
    StepEntry {
        seen: vec![EntryId::from_bytes([9; 32])],
        roster: 1,
        frontier: vec![1, 2],
        revision: Some(Revision {
            number: 3,
            content_hash: [4; 32],
            canonical_version: 1,
            frontier: vec![1, 2],
            credited: vec![PersonId::from_bytes([5; 16])],
            words: 400,
            headline: "Headline".into(),
            slugline: "SLUGLINE".into(),
        }),
        facts: SignedFacts {
            now: 1,
            head_hash: [4; 32],
            section: "news".into(),
            slugline: true,
            headline: true,
            credits: 1,
            credited: vec![PersonId::from_bytes([5; 16])],
            body_words: 400,
            tks: vec!["the TK of".into()],
            related_blocked: Vec::new(),
            open_suggestions: 0,
            bare_figures: Vec::new(),
            touched: Vec::new(),
        },
        step,
    }
}

#[test]
fn every_step_is_read_as_it_was_written() {
    let at = resolve("2026-11-24 06:00", "Europe/London").expect("an ordinary morning");
    let due_at = at.clone();
    let approval = EntryId::from_bytes([7; 32]);
    let reason = || "a reason".to_owned();
    let steps = [
        Step::Start,
        Step::Seal { name: None },
        Step::Seal {
            name: Some("before the cut".into()),
        },
        Step::File { note: reason() },
        Step::PullBack,
        Step::Take,
        Step::PutBack,
        Step::SendBack { note: reason() },
        Step::Approve {
            let_stand: vec![LetStand {
                what: "the TK of".into(),
                reason: reason(),
            }],
        },
        Step::Schedule {
            at: at.clone(),
            approval,
            targets: vec!["site".into()],
        },
        Step::Reschedule {
            at: at.clone(),
            approval,
            targets: Vec::new(),
        },
        Step::Unschedule,
        Step::Publish {
            approval,
            schedule: Some(approval),
            content_hash: [4; 32],
            targets: vec!["site".into()],
            due: Some(-1),
            fired_at: 2,
            first_published: "2026-11-24T06:00:00+00:00".into(),
        },
        Step::Hold { reason: reason() },
        Step::Release,
        Step::SetEmbargo {
            at,
            source: "a ministry".into(),
            terms: reason(),
        },
        Step::LiftEmbargo { reason: reason() },
        Step::Spike { reason: reason() },
        Step::Unspike { reason: reason() },
        Step::Pitch { line: reason() },
        Step::Commission {
            person: PersonId::from_bytes([5; 16]),
            due_at: due_at.clone(),
            words: 600,
            brief: reason(),
        },
        Step::Assign {
            person: Some(PersonId::from_bytes([5; 16])),
            due_at: None,
            words: Some(600),
            planned_at: Some(due_at),
        },
        Step::ToCopy,
        Step::ToDesk,
        Step::ApproveMinor {
            let_stand: Vec::new(),
        },
        Step::RequireCheck {
            check: CheckKind::Legal,
        },
        Step::ClearCheck {
            check: CheckKind::Checklist,
        },
        Step::RefuseCheck {
            check: CheckKind::Legal,
            reason: reason(),
        },
        Step::OpenUpdate {
            class: UpdateClass::MinorFix,
        },
        Step::DropUpdate { reason: reason() },
        Step::Withdraw {
            reason: reason(),
            notice: reason(),
        },
        Step::Reinstate {
            content_hash: [4; 32],
        },
        Step::Confirm { entry: approval },
        Step::BreakGlass {
            reason: reason(),
            let_stand: Vec::new(),
        },
    ];
    let named: BTreeSet<_> = steps.iter().map(Step::step_name).collect();
    assert_eq!(named, StepName::ALL.into(), "no step is forgotten here");
    for step in steps {
        let payload = Payload::Step(Box::new(step_entry(step)));
        assert_eq!(decode(&Kind::Step, &payload.encode()), Ok(payload));
    }
}

#[test]
fn a_step_of_a_newer_stet_is_kept_without_effect() {
    let written = step_entry(Step::Start);
    let mut bytes = Vec::new();
    let mut e = Encoder::new(&mut bytes);
    e.map(6)
        .and_then(|e| e.u8(0))
        .expect("a Vec takes every byte");
    e.encode(&written.seen)
        .and_then(|e| e.u8(1)?.u64(1))
        .expect("a Vec takes every byte");
    e.u8(2)
        .and_then(|e| e.bytes(&[1, 2]))
        .expect("a Vec takes every byte");
    e.u8(3)
        .and_then(|e| e.encode(&written.revision))
        .expect("a Vec takes every byte");
    e.u8(4)
        .and_then(|e| e.encode(&written.facts))
        .expect("a Vec takes every byte");
    e.u8(5)
        .and_then(|e| e.array(2)?.u32(77)?.map(1)?.u8(0)?.str("later"))
        .expect("a Vec takes every byte");

    let read = StepEntry::from_bytes(&bytes).expect("the rest of the step is readable");
    assert_eq!(read.step, Step::Unknown { number: 77 });
    assert_eq!(
        read.seen, written.seen,
        "the order of entries does not depend on knowing the step"
    );
}

#[test]
fn a_field_of_a_newer_stet_is_passed_over() {
    let mut bytes = Text {
        seen: Vec::new(),
        peers: vec![1],
        update: vec![2],
        recovered: None,
        brings: Brings::Words,
    }
    .to_bytes();
    // A map of up to 23 fields has its length in the first byte; one more field follows at the end.
    bytes[0] += 1;
    bytes.extend_from_slice(&[9, 0x61, b'x']);
    assert_eq!(
        Text::from_bytes(&bytes).map(|text| text.update),
        Ok(vec![2])
    );
}

#[test]
fn an_unknown_kind_is_kept_as_bytes() {
    let payload = decode(&Kind::from_name("of_tomorrow"), &[1, 2, 3]);
    assert_eq!(payload, Ok(Payload::Unknown(vec![1, 2, 3])));
}

#[test]
fn rubbish_is_refused_by_kind() {
    for kind in [
        Kind::Roster,
        Kind::Person,
        Kind::Target,
        Kind::Shape,
        Kind::Text,
        Kind::Step,
    ] {
        let refused = Err(Error::Payload {
            kind: kind.name().to_owned(),
        });
        for bytes in [
            &b""[..],
            &[0xff; 40],
            &[0xbf, 0xff],
            &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ] {
            assert_eq!(decode(&kind, bytes), refused);
        }
    }
}
