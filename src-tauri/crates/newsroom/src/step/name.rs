//! The names of the steps, as scripts, screens and the rows of a newsroom know them.

/// A step without what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepName {
    Start,
    Seal,
    File,
    PullBack,
    Take,
    PutBack,
    SendBack,
    Approve,
    Schedule,
    Reschedule,
    Unschedule,
    Publish,
    Hold,
    Release,
    SetEmbargo,
    LiftEmbargo,
    Spike,
    Unspike,
    Pitch,
    Commission,
    Assign,
    ToCopy,
    ToDesk,
    ApproveMinor,
    RequireCheck,
    ClearCheck,
    RefuseCheck,
    OpenUpdate,
    DropUpdate,
    Withdraw,
    Reinstate,
    Confirm,
    BreakGlass,
    Unknown,
}

impl StepName {
    /// Every step that this Stet can sign.
    pub const ALL: [Self; 33] = [
        Self::Start,
        Self::Seal,
        Self::File,
        Self::PullBack,
        Self::Take,
        Self::PutBack,
        Self::SendBack,
        Self::Approve,
        Self::Schedule,
        Self::Reschedule,
        Self::Unschedule,
        Self::Publish,
        Self::Hold,
        Self::Release,
        Self::SetEmbargo,
        Self::LiftEmbargo,
        Self::Spike,
        Self::Unspike,
        Self::Pitch,
        Self::Commission,
        Self::Assign,
        Self::ToCopy,
        Self::ToDesk,
        Self::ApproveMinor,
        Self::RequireCheck,
        Self::ClearCheck,
        Self::RefuseCheck,
        Self::OpenUpdate,
        Self::DropUpdate,
        Self::Withdraw,
        Self::Reinstate,
        Self::Confirm,
        Self::BreakGlass,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Seal => "seal",
            Self::File => "file",
            Self::PullBack => "pull_back",
            Self::Take => "take",
            Self::PutBack => "put_back",
            Self::SendBack => "send_back",
            Self::Approve => "approve",
            Self::Schedule => "schedule",
            Self::Reschedule => "reschedule",
            Self::Unschedule => "unschedule",
            Self::Publish => "publish",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::SetEmbargo => "set_embargo",
            Self::LiftEmbargo => "lift_embargo",
            Self::Spike => "spike",
            Self::Unspike => "unspike",
            Self::Pitch => "pitch",
            Self::Commission => "commission",
            Self::Assign => "assign",
            Self::ToCopy => "to_copy",
            Self::ToDesk => "to_desk",
            Self::ApproveMinor => "approve_minor",
            Self::RequireCheck => "require_check",
            Self::ClearCheck => "clear_check",
            Self::RefuseCheck => "refuse_check",
            Self::OpenUpdate => "open_update",
            Self::DropUpdate => "drop_update",
            Self::Withdraw => "withdraw",
            Self::Reinstate => "reinstate",
            Self::Confirm => "confirm",
            Self::BreakGlass => "break_glass",
            Self::Unknown => "unknown",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn step_names_are_read_back() {
        for step in StepName::ALL {
            assert_eq!(StepName::from_name(step.name()), Some(step));
        }
        assert_eq!(
            StepName::from_name("unknown"),
            None,
            "no one can ask for a step that this Stet does not know"
        );
    }
}
