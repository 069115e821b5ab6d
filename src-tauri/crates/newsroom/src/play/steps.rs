//! Steps as people of the play take them.

use super::{Who, at};
use crate::{CheckKind, EntryId, LetStand, Step};

pub(crate) fn reason() -> String {
    "a reason".into()
}

pub(crate) fn pitch() -> Step {
    Step::Pitch {
        line: "an idea".into(),
    }
}

/// 600 words for an hour after the play begins.
pub(crate) fn commission(who: Who) -> Step {
    Step::Commission {
        person: who.id(),
        due_at: at(60),
        words: 600,
        brief: "what it should say".into(),
    }
}

pub(crate) fn assign(who: Who) -> Step {
    Step::Assign {
        person: Some(who.id()),
        due_at: None,
        words: None,
        planned_at: None,
    }
}

pub(crate) fn file() -> Step {
    Step::File {
        note: String::new(),
    }
}

pub(crate) fn approve() -> Step {
    Step::Approve {
        let_stand: Vec::<LetStand>::new(),
    }
}

pub(crate) fn send_back() -> Step {
    Step::SendBack { note: reason() }
}

pub(crate) fn hold() -> Step {
    Step::Hold { reason: reason() }
}

pub(crate) fn embargo(minutes: i64) -> Step {
    Step::SetEmbargo {
        at: at(minutes),
        source: "a ministry".into(),
        terms: String::new(),
    }
}

pub(crate) fn lift() -> Step {
    Step::LiftEmbargo { reason: reason() }
}

pub(crate) fn spike() -> Step {
    Step::Spike { reason: reason() }
}

pub(crate) fn unspike() -> Step {
    Step::Unspike { reason: reason() }
}

pub(crate) fn approve_minor() -> Step {
    Step::ApproveMinor {
        let_stand: Vec::new(),
    }
}

pub(crate) fn break_glass() -> Step {
    Step::BreakGlass {
        reason: reason(),
        let_stand: Vec::new(),
    }
}

pub(crate) fn require(check: CheckKind) -> Step {
    Step::RequireCheck { check }
}

pub(crate) fn clear(check: CheckKind) -> Step {
    Step::ClearCheck { check }
}

pub(crate) fn refuse(check: CheckKind) -> Step {
    Step::RefuseCheck {
        check,
        reason: reason(),
    }
}

pub(crate) fn drop_update() -> Step {
    Step::DropUpdate { reason: reason() }
}

pub(crate) fn withdraw() -> Step {
    Step::Withdraw {
        reason: reason(),
        notice: "This story was taken down.".into(),
    }
}

pub(crate) fn confirm(entry: EntryId) -> Step {
    Step::Confirm { entry }
}
