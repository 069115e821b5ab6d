//! Steps whose bytes are frozen beside one entry of each kind. New ones are added at the end.

use crate::{CheckKind, EntryId, LetStand, PersonId, Step, UpdateClass, ZonedTime};

pub(super) fn further() -> Vec<(&'static str, Step)> {
    let reason = || "a reason".to_owned();
    let at = || ZonedTime {
        local: "2026-11-24T17:00".into(),
        zone: "Europe/London".into(),
        instant: 1_795_539_600_000,
        zone_data: "2025b".into(),
    };
    let let_stand = || {
        vec![LetStand {
            what: "the TK of".into(),
            reason: "it is a quotation".into(),
        }]
    };
    let person = PersonId::from_bytes([2; 16]);
    vec![
        ("pitch", Step::Pitch { line: reason() }),
        (
            "commission",
            Step::Commission {
                person,
                due_at: at(),
                words: 600,
                brief: reason(),
            },
        ),
        (
            "assign",
            Step::Assign {
                person: Some(person),
                due_at: None,
                words: Some(700),
                planned_at: Some(at()),
            },
        ),
        ("to_copy", Step::ToCopy),
        ("to_desk", Step::ToDesk),
        (
            "approve_minor",
            Step::ApproveMinor {
                let_stand: let_stand(),
            },
        ),
        (
            "require_check",
            Step::RequireCheck {
                check: CheckKind::Legal,
            },
        ),
        (
            "clear_check",
            Step::ClearCheck {
                check: CheckKind::Checklist,
            },
        ),
        (
            "refuse_check",
            Step::RefuseCheck {
                check: CheckKind::Legal,
                reason: reason(),
            },
        ),
        (
            "open_update",
            Step::OpenUpdate {
                class: UpdateClass::MinorFix,
            },
        ),
        ("drop_update", Step::DropUpdate { reason: reason() }),
        (
            "withdraw",
            Step::Withdraw {
                reason: reason(),
                notice: "This story has been withdrawn.".into(),
            },
        ),
        (
            "reinstate",
            Step::Reinstate {
                content_hash: [8; 32],
            },
        ),
        (
            "confirm",
            Step::Confirm {
                entry: EntryId::from_bytes([4; 32]),
            },
        ),
        (
            "break_glass",
            Step::BreakGlass {
                reason: reason(),
                let_stand: let_stand(),
            },
        ),
    ]
}
