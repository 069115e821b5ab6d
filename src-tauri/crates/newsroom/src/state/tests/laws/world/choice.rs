//! What people of the laws want to do, filled in from what their desk sees.

use crate::{
    CheckKind, DeskState, EntryId, Facts, LetStand, Step, StoryState, UpdateClass,
    play::{
        Who, approve_minor, assign, at, break_glass, clear, commission, confirm, drop_update,
        pitch, refuse, require, withdraw,
    },
};

/// A step to be filled in from what the desk sees.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Choice {
    Start,
    Pitch,
    Commission(Who),
    Assign(Who),
    Seal,
    File,
    PullBack,
    Take,
    PutBack,
    SendBack,
    Approve,
    Schedule(i64),
    Reschedule(i64),
    Unschedule,
    Publish,
    /// Names an approval of other words.
    Forge,
    Fire,
    Hold,
    Release,
    Embargo(i64),
    Lift,
    Spike,
    Unspike,
    ToCopy,
    ToDesk,
    ApproveMinor,
    Require(CheckKind),
    Clear(CheckKind),
    Refuse(CheckKind),
    OpenUpdate(UpdateClass),
    DropUpdate,
    Withdraw,
    Reinstate,
    Confirm,
    BreakGlass,
}

/// The same with words that nobody approved.
fn forged(mut step: Step) -> Step {
    if let Step::Publish { content_hash, .. } = &mut step {
        *content_hash = [7; 32];
    }
    step
}

pub(super) fn filled_in(choice: Choice, state: &StoryState, facts: &Facts) -> Step {
    let reason = || "a reason".to_owned();
    let current = state
        .approval
        .as_ref()
        .map(|approval| (approval.entry, approval.content_hash));
    let live = state
        .live
        .as_ref()
        .filter(|_| state.desk == DeskState::Idle);
    let named = live
        .map(|live| (live.approval, live.content_hash))
        .or(current);
    let (approval, content_hash) = named.unwrap_or((EntryId::from_bytes([0; 32]), facts.head_hash));
    let publish = |schedule, targets: &[&str]| Step::Publish {
        approval,
        schedule,
        content_hash,
        targets: targets.iter().map(|target| (*target).to_owned()).collect(),
        due: None,
        fired_at: facts.now,
        first_published: String::new(),
    };
    match choice {
        Choice::Start => Step::Start,
        Choice::Pitch => pitch(),
        Choice::Commission(who) => commission(who),
        Choice::Assign(who) => assign(who),
        Choice::Seal => Step::Seal { name: None },
        Choice::File => Step::File { note: reason() },
        Choice::PullBack => Step::PullBack,
        Choice::Take => Step::Take,
        Choice::PutBack => Step::PutBack,
        Choice::SendBack => Step::SendBack { note: reason() },
        Choice::Approve => Step::Approve {
            let_stand: Vec::<LetStand>::new(),
        },
        Choice::Schedule(minutes) => Step::Schedule {
            at: at(minutes),
            approval,
            targets: Vec::new(),
        },
        Choice::Reschedule(minutes) => Step::Reschedule {
            at: at(minutes),
            approval,
            targets: Vec::new(),
        },
        Choice::Unschedule => Step::Unschedule,
        Choice::Publish => publish(None, &["site"]),
        Choice::Forge => forged(publish(None, &["site"])),
        Choice::Fire => publish(
            state.schedule.as_ref().map(|schedule| schedule.entry),
            &["mirror"],
        ),
        Choice::Hold => Step::Hold { reason: reason() },
        Choice::Release => Step::Release,
        Choice::Embargo(minutes) => Step::SetEmbargo {
            at: at(minutes),
            source: reason(),
            terms: reason(),
        },
        Choice::Lift => Step::LiftEmbargo { reason: reason() },
        Choice::Spike => Step::Spike { reason: reason() },
        Choice::Unspike => Step::Unspike { reason: reason() },
        Choice::ToCopy => Step::ToCopy,
        Choice::ToDesk => Step::ToDesk,
        Choice::ApproveMinor => approve_minor(),
        Choice::Require(check) => require(check),
        Choice::Clear(check) => clear(check),
        Choice::Refuse(check) => refuse(check),
        Choice::OpenUpdate(class) => Step::OpenUpdate { class },
        Choice::DropUpdate => drop_update(),
        Choice::Withdraw => withdraw(),
        Choice::Reinstate => Step::Reinstate {
            content_hash: state
                .reinstatable(facts.head_hash)
                .unwrap_or(facts.head_hash),
        },
        Choice::Confirm => confirm(
            state
                .to_be_read
                .last()
                .map_or(EntryId::from_bytes([0; 32]), |unread| unread.entry),
        ),
        Choice::BreakGlass => break_glass(),
    }
}

/// The same by somebody who gives no line, note, reason, source or notice.
pub(super) fn without_words(step: Step) -> Step {
    let (note, reason, notice) = (String::new, || " ".to_owned(), String::new);
    match step {
        Step::Pitch { .. } => Step::Pitch { line: reason() },
        Step::SendBack { .. } => Step::SendBack { note: note() },
        Step::Hold { .. } => Step::Hold { reason: reason() },
        Step::LiftEmbargo { .. } => Step::LiftEmbargo { reason: reason() },
        Step::Spike { .. } => Step::Spike { reason: reason() },
        Step::Unspike { .. } => Step::Unspike { reason: reason() },
        Step::DropUpdate { .. } => Step::DropUpdate { reason: reason() },
        Step::RefuseCheck { check, .. } => Step::RefuseCheck {
            check,
            reason: reason(),
        },
        Step::SetEmbargo { at, terms, .. } => Step::SetEmbargo {
            at,
            source: reason(),
            terms,
        },
        Step::Withdraw { .. } => Step::Withdraw {
            reason: reason(),
            notice: notice(),
        },
        Step::BreakGlass { let_stand, .. } => Step::BreakGlass {
            reason: reason(),
            let_stand,
        },
        other => other,
    }
}
