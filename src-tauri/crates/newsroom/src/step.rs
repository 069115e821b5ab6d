//! The steps of a story, as a device signs them.
//!
//! Each variant is a row of the table in the product description. Who may take a step is `guard`'s; what it does is
//! `state`'s. A step of a newer Stet is kept as [`Step::Unknown`] and has no effect here.

mod name;

use minicbor::{Decode, Decoder, Encode, decode};

pub use name::StepName;

use crate::{CheckKind, EntryId, PersonId, UpdateClass, ZonedTime};

/// One step with everything its author said.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub enum Step {
    #[n(0)]
    Start,
    /// Save: seals a revision and moves nothing.
    #[n(1)]
    Seal {
        #[n(0)]
        name: Option<String>,
    },
    #[n(2)]
    File {
        /// A note to the desk; may be empty.
        #[n(0)]
        note: String,
    },
    #[n(3)]
    PullBack,
    #[n(4)]
    Take,
    #[n(5)]
    PutBack,
    #[n(6)]
    SendBack {
        #[n(0)]
        note: String,
    },
    #[n(7)]
    Approve {
        #[n(0)]
        let_stand: Vec<LetStand>,
    },
    #[n(8)]
    Schedule {
        #[n(0)]
        at: ZonedTime,
        #[n(1)]
        approval: EntryId,
        /// Names of targets; empty means all of them.
        #[n(2)]
        targets: Vec<String>,
    },
    #[n(9)]
    Reschedule {
        #[n(0)]
        at: ZonedTime,
        #[n(1)]
        approval: EntryId,
        #[n(2)]
        targets: Vec<String>,
    },
    #[n(10)]
    Unschedule,
    #[n(11)]
    Publish {
        #[n(0)]
        approval: EntryId,
        /// The schedule that it fires, if any; a publisher device must name one.
        #[n(1)]
        schedule: Option<EntryId>,
        #[cbor(n(2), with = "minicbor::bytes")]
        content_hash: [u8; 32],
        /// Names of the targets written; never empty.
        #[n(3)]
        targets: Vec<String>,
        /// When it was due, in milliseconds since 1970, if it was scheduled.
        #[n(4)]
        due: Option<i64>,
        /// When it went out, in milliseconds since 1970.
        #[n(5)]
        fired_at: i64,
        /// RFC 3339 in the newsroom's zone.
        #[n(6)]
        first_published: String,
    },
    #[n(12)]
    Hold {
        #[n(0)]
        reason: String,
    },
    #[n(13)]
    Release,
    #[n(14)]
    SetEmbargo {
        #[n(0)]
        at: ZonedTime,
        /// Whom the promise was given to.
        #[n(1)]
        source: String,
        #[n(2)]
        terms: String,
    },
    #[n(15)]
    LiftEmbargo {
        #[n(0)]
        reason: String,
    },
    #[n(16)]
    Spike {
        #[n(0)]
        reason: String,
    },
    #[n(17)]
    Unspike {
        #[n(0)]
        reason: String,
    },
    /// An idea for a story, in one line; nobody has begun it.
    #[n(18)]
    Pitch {
        #[n(0)]
        line: String,
    },
    /// Asks somebody for a story.
    #[n(19)]
    Commission {
        #[n(0)]
        person: PersonId,
        #[n(1)]
        due_at: ZonedTime,
        /// How many words it should have.
        #[n(2)]
        words: u32,
        /// What it should say; may be empty.
        #[n(3)]
        brief: String,
    },
    /// Changes what was agreed about a story; what is left out stays.
    #[n(20)]
    Assign {
        #[n(0)]
        person: Option<PersonId>,
        #[n(1)]
        due_at: Option<ZonedTime>,
        #[n(2)]
        words: Option<u32>,
        /// When the desk means to run it; it never fires.
        #[n(3)]
        planned_at: Option<ZonedTime>,
    },
    /// From the desk to the copy desk.
    #[n(21)]
    ToCopy,
    #[n(22)]
    ToDesk,
    /// Approves words that differ from the last approved ones only in what needs no second reading.
    #[n(23)]
    ApproveMinor {
        #[n(0)]
        let_stand: Vec<LetStand>,
    },
    #[n(24)]
    RequireCheck {
        #[n(0)]
        check: CheckKind,
    },
    /// For the words that its author saw and no others.
    #[n(25)]
    ClearCheck {
        #[n(0)]
        check: CheckKind,
    },
    #[n(26)]
    RefuseCheck {
        #[n(0)]
        check: CheckKind,
        #[n(1)]
        reason: String,
    },
    #[n(27)]
    OpenUpdate {
        #[n(0)]
        class: UpdateClass,
    },
    #[n(28)]
    DropUpdate {
        #[n(0)]
        reason: String,
    },
    #[n(29)]
    Withdraw {
        #[n(0)]
        reason: String,
        /// What readers find in its place.
        #[n(1)]
        notice: String,
    },
    #[n(30)]
    Reinstate {
        #[cbor(n(0), with = "minicbor::bytes")]
        content_hash: [u8; 32],
    },
    /// A second person has read what the entry did.
    #[n(31)]
    Confirm {
        #[n(0)]
        entry: EntryId,
    },
    /// An emergency approval.
    #[n(32)]
    BreakGlass {
        #[n(0)]
        reason: String,
        #[n(1)]
        let_stand: Vec<LetStand>,
    },
    /// A step of a newer Stet, known here by its number only; never signed by this one, so its own number is out of the
    /// way of every step to come.
    #[n(65535)]
    Unknown {
        #[n(0)]
        number: u32,
    },
}

/// An open `TK` that the approver lets stand.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct LetStand {
    /// As the facts name it.
    #[n(0)]
    pub what: String,
    #[n(1)]
    pub reason: String,
}

impl Step {
    pub const fn step_name(&self) -> StepName {
        match self {
            Self::Start => StepName::Start,
            Self::Seal { .. } => StepName::Seal,
            Self::File { .. } => StepName::File,
            Self::PullBack => StepName::PullBack,
            Self::Take => StepName::Take,
            Self::PutBack => StepName::PutBack,
            Self::SendBack { .. } => StepName::SendBack,
            Self::Approve { .. } => StepName::Approve,
            Self::Schedule { .. } => StepName::Schedule,
            Self::Reschedule { .. } => StepName::Reschedule,
            Self::Unschedule => StepName::Unschedule,
            Self::Publish { .. } => StepName::Publish,
            Self::Hold { .. } => StepName::Hold,
            Self::Release => StepName::Release,
            Self::SetEmbargo { .. } => StepName::SetEmbargo,
            Self::LiftEmbargo { .. } => StepName::LiftEmbargo,
            Self::Spike { .. } => StepName::Spike,
            Self::Unspike { .. } => StepName::Unspike,
            Self::Pitch { .. } => StepName::Pitch,
            Self::Commission { .. } => StepName::Commission,
            Self::Assign { .. } => StepName::Assign,
            Self::ToCopy => StepName::ToCopy,
            Self::ToDesk => StepName::ToDesk,
            Self::ApproveMinor { .. } => StepName::ApproveMinor,
            Self::RequireCheck { .. } => StepName::RequireCheck,
            Self::ClearCheck { .. } => StepName::ClearCheck,
            Self::RefuseCheck { .. } => StepName::RefuseCheck,
            Self::OpenUpdate { .. } => StepName::OpenUpdate,
            Self::DropUpdate { .. } => StepName::DropUpdate,
            Self::Withdraw { .. } => StepName::Withdraw,
            Self::Reinstate { .. } => StepName::Reinstate,
            Self::Confirm { .. } => StepName::Confirm,
            Self::BreakGlass { .. } => StepName::BreakGlass,
            Self::Unknown { .. } => StepName::Unknown,
        }
    }

    pub const fn name(&self) -> &'static str {
        self.step_name().name()
    }

    /// What its author wrote for people: a note, a reason or a name; empty when the step has none.
    pub fn words(&self) -> &str {
        match self {
            Self::File { note } | Self::SendBack { note } => note,
            Self::Hold { reason }
            | Self::LiftEmbargo { reason }
            | Self::Spike { reason }
            | Self::Unspike { reason }
            | Self::RefuseCheck { reason, .. }
            | Self::DropUpdate { reason }
            | Self::Withdraw { reason, .. }
            | Self::BreakGlass { reason, .. } => reason,
            Self::SetEmbargo { terms, .. } => terms,
            Self::Pitch { line } => line,
            Self::Commission { brief, .. } => brief,
            Self::Seal { name: Some(name) } => name,
            _ => "",
        }
    }
}

/// Reads a step, and one that this Stet does not know as [`Step::Unknown`].
pub(crate) fn decode_step<'b, C>(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Step, decode::Error> {
    const KNOWN: u32 = StepName::ALL.len() as u32;
    let mut probe = d.probe();
    probe.array()?;
    let number = probe.u32()?;
    if number < KNOWN {
        return Step::decode(d, ctx);
    }
    d.skip()?;
    Ok(Step::Unknown { number })
}
