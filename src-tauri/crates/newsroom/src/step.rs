//! The steps of a story, as a device signs them.
//!
//! Each variant is a row of the table in the product description. Who may take a step is `guard`'s; what it does is
//! `state`'s. A step of a newer Stet is kept as [`Step::Unknown`] and has no effect here.

use minicbor::{Decode, Decoder, Encode, decode};

use crate::{EntryId, PersonId, ZonedTime};

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
    Unknown,
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
            | Self::Unspike { reason } => reason,
            Self::SetEmbargo { terms, .. } => terms,
            Self::Pitch { line } => line,
            Self::Commission { brief, .. } => brief,
            Self::Seal { name: Some(name) } => name,
            _ => "",
        }
    }
}

impl StepName {
    /// Every step that this Stet can sign.
    pub const ALL: [Self; 21] = [
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
            Self::Unknown => "unknown",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
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
