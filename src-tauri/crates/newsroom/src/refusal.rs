//! What the rules of a newsroom refuse, as a code with the facts that a sentence about it needs.
//!
//! The sentences are not here.

use crate::{BareFigure, CheckKind, DeskState, FigureLack, PersonId, Role, ZonedTime};

/// Why a person, or a publisher device, may not take a step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// None of the roles that may; empty when only particular people may.
    #[error("this step belongs to another role")]
    NotYourRole { roles: &'static [Role] },
    #[error("the device is not on the roster that the step names")]
    NotOnRoster,
    #[error("roster {number} is not known here")]
    UnknownRoster { number: u64 },
    #[error("the step names roster {number}, but its author had seen a later one")]
    OldRoster { number: u64 },
    #[error("step {number} is from a newer Stet")]
    UnknownStep { number: u32 },
    #[error("the step does not carry the revision that it seals")]
    RevisionMissing,
    #[error("the story is {}", state.name())]
    WrongState { state: DeskState },
    #[error("the story is spiked")]
    Spiked,
    #[error("the slugline is missing")]
    NeedsSlugline,
    #[error("the headline is missing")]
    NeedsHeadline,
    #[error("nobody is credited")]
    NeedsCredit,
    #[error("there is no text")]
    NeedsBody,
    #[error("a note is missing")]
    NeedsNote,
    #[error("a reason is missing")]
    NeedsReason,
    #[error("the source is missing")]
    NeedsSource,
    /// Somebody asked for a check that nobody has cleared for these words.
    #[error("the {} check is not cleared for these words", check.name())]
    CheckOpen { check: CheckKind },
    #[error("the {} check is refused: {reason}", check.name())]
    CheckRefused {
        check: CheckKind,
        reason: String,
        by: PersonId,
    },
    #[error("nobody asked for a {} check", check.name())]
    CheckNotRequired { check: CheckKind },
    /// Somebody required, cleared or refused it whose step the author had not seen.
    #[error("the {} check is another one by now", check.name())]
    CheckChanged { check: CheckKind },
    #[error("the words have not changed since they were approved")]
    NotVoid,
    #[error("more than that differs from the words approved last")]
    NotMinor,
    #[error("a number, name, quotation, link or date differs")]
    FactsTouched,
    /// In a round that a desk editor opened on a live story.
    #[error("the approver wrote in this update")]
    WroteInUpdate,
    #[error("readers have never had it")]
    NotLive,
    #[error("the story is withdrawn")]
    Withdrawn,
    #[error("the story is not withdrawn")]
    NotWithdrawn,
    #[error("the notice to readers is missing")]
    NeedsNotice,
    #[error("these are not the words that can be reinstated")]
    OtherWords,
    #[error("there is nothing to confirm")]
    NothingToConfirm,
    #[error("somebody else reads what one did alone")]
    ReadByAnother,
    /// A pitch says nothing.
    #[error("the line of the pitch is missing")]
    NeedsLine,
    #[error("the number of words is missing")]
    NeedsLength,
    #[error("nothing is assigned")]
    NothingAssigned,
    #[error("an author may not approve")]
    AuthorCannotApprove,
    #[error("the approver typed in it")]
    TypedInIt,
    #[error("there are no words")]
    NeedsWords,
    #[error("there is no such comment")]
    NoSuchComment,
    #[error("{} queries open", about.len())]
    QueryOpen { about: Vec<String> },
    #[error("{count} suggestions open")]
    SuggestionsOpen { count: usize },
    #[error("{} TK open", words.len())]
    TkOpen { words: Vec<String> },
    #[error("figure {} has no {:?}", figure.number, figure.lacks)]
    FigureBare { figure: BareFigure },
    #[error("a related story may not be shown yet")]
    RelatedBlocked { stories: Vec<String> },
    #[error("nobody has approved these words")]
    NotApproved,
    #[error("the text has changed since revision {revision} was approved")]
    ApprovalVoid { revision: u32 },
    #[error("on hold: {reason}")]
    OnHold { reason: String, by: PersonId },
    #[error("not on hold")]
    NotOnHold,
    #[error("under embargo until {} {}", at.local, at.zone)]
    EmbargoUntil { at: ZonedTime },
    /// Earlier than agreed is for a chief only.
    #[error("agreed for {} {}", at.local, at.zone)]
    EmbargoAgreed { at: ZonedTime },
    #[error("there is no embargo")]
    NoEmbargo,
    /// The embargo has been changed by somebody whose step the author had not seen.
    #[error("the embargo is another one by now")]
    EmbargoChanged,
    #[error("the wall time and the instant do not belong together")]
    NotATime,
    #[error("only who has the story puts it back")]
    NotHolder,
    #[error("somebody has the story")]
    AlreadyHeld { by: PersonId },
    #[error("readers have it already")]
    AlreadyLive,
    #[error("no target is named")]
    NoTargets,
    #[error("{target} is not in the schedule")]
    TargetNotScheduled { target: String },
    /// There is no such schedule, it names another approval, or a later embargo put it to sleep.
    #[error("the schedule does not count")]
    NotScheduled,
    #[error("due at {} {}", at.local, at.zone)]
    NotDue { at: ZonedTime },
    #[error("a publisher publishes and does nothing else")]
    PublisherOnlyPublishes,
}

impl Refusal {
    /// A stable name for the wire and for the list of sentences.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotYourRole { .. } => "not-your-role",
            Self::NotOnRoster => "not-on-roster",
            Self::UnknownRoster { .. } => "unknown-roster",
            Self::OldRoster { .. } => "old-roster",
            Self::UnknownStep { .. } => "unknown-step",
            Self::RevisionMissing => "revision-missing",
            Self::WrongState { .. } => "wrong-state",
            Self::Spiked => "spiked",
            Self::NeedsSlugline => "needs-slugline",
            Self::NeedsHeadline => "needs-headline",
            Self::NeedsCredit => "needs-credit",
            Self::NeedsBody => "needs-body",
            Self::NeedsNote => "needs-note",
            Self::NeedsReason => "needs-reason",
            Self::NeedsSource => "needs-source",
            Self::CheckOpen { check } => match check {
                CheckKind::Legal => "legal-check-open",
                CheckKind::Checklist => "checklist-open",
            },
            Self::CheckRefused { check, .. } => match check {
                CheckKind::Legal => "legal-check-refused",
                CheckKind::Checklist => "checklist-refused",
            },
            Self::CheckNotRequired { .. } => "check-not-required",
            Self::CheckChanged { .. } => "check-changed",
            Self::NotVoid => "not-void",
            Self::NotMinor => "not-minor",
            Self::FactsTouched => "facts-touched",
            Self::WroteInUpdate => "wrote-in-update",
            Self::NotLive => "not-live",
            Self::Withdrawn => "withdrawn",
            Self::NotWithdrawn => "not-withdrawn",
            Self::NeedsNotice => "needs-notice",
            Self::OtherWords => "other-words",
            Self::NothingToConfirm => "nothing-to-confirm",
            Self::ReadByAnother => "read-by-another",
            Self::NeedsLine => "needs-line",
            Self::NeedsLength => "needs-length",
            Self::NothingAssigned => "nothing-assigned",
            Self::AuthorCannotApprove => "author-cannot-approve",
            Self::TypedInIt => "typed-in-it",
            Self::NeedsWords => "needs-words",
            Self::NoSuchComment => "no-such-comment",
            Self::QueryOpen { .. } => "query-open",
            Self::SuggestionsOpen { .. } => "suggestions-open",
            Self::TkOpen { .. } => "tk-open",
            Self::FigureBare { figure } => match figure.lacks {
                FigureLack::Alt => "figure-needs-alt",
                FigureLack::Caption => "figure-needs-caption",
                FigureLack::Credit => "figure-needs-credit",
            },
            Self::RelatedBlocked { .. } => "related-blocked",
            Self::NotApproved => "not-approved",
            Self::ApprovalVoid { .. } => "approval-void",
            Self::OnHold { .. } => "on-hold",
            Self::NotOnHold => "not-on-hold",
            Self::EmbargoUntil { .. } => "embargo-until",
            Self::EmbargoAgreed { .. } => "embargo-agreed",
            Self::NoEmbargo => "no-embargo",
            Self::EmbargoChanged => "embargo-changed",
            Self::NotATime => "not-a-time",
            Self::NotHolder => "not-holder",
            Self::AlreadyHeld { .. } => "already-held",
            Self::AlreadyLive => "already-live",
            Self::NoTargets => "no-targets",
            Self::TargetNotScheduled { .. } => "target-not-scheduled",
            Self::NotScheduled => "not-scheduled",
            Self::NotDue { .. } => "not-due",
            Self::PublisherOnlyPublishes => "publisher-only-publishes",
        }
    }
}
