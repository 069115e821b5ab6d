//! Whether a person, or a publisher device, may take a step: asked before signing, and again by every reader.
//!
//! One implementation serves the buttons, the command line and the fold, so no desk can sign what another refuses.
//! Each file below holds the rows of the product's table that belong together. What a step does is not here.

mod approval;
mod beginning;
mod case;
mod checks;
mod desk;
mod flags;
mod live;
mod publishing;

use std::collections::BTreeSet;

pub(crate) use flags::releasable;

use self::case::Case;
use crate::{
    BareFigure, CheckKind, DeskState, DeviceId, EntryId, LetStand, PersonId, Refusal, Roster,
    SignedFacts, Step, StepName, StoryState, Touched, UpdateClass, in_zone,
};

/// Who wants to take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// None for a publisher device.
    pub person: Option<PersonId>,
    pub device: DeviceId,
    /// The number that the step's entry has, or will have, in the device's log.
    pub seq: u64,
}

/// What a guard needs to know and cannot derive from entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Milliseconds since 1970.
    pub now: i64,
    /// The content hash of the text as it is here, with every journal of this laptop.
    pub head_hash: [u8; 32],
    pub section: String,
    /// Whether there is a slugline.
    pub slugline: bool,
    /// Whether there is a headline.
    pub headline: bool,
    /// How many credits, free names included.
    pub credits: usize,
    pub credited: Vec<PersonId>,
    pub body_words: usize,
    /// Each open `TK`, with enough words around it to tell it from others.
    pub tks: Vec<String>,
    /// Related stories that are under embargo or on hold.
    pub related_blocked: Vec<String>,
    /// Suggestions that nobody has decided on.
    pub open_suggestions: usize,
    /// Figures that are without something that readers need, in the order of the page.
    pub bare_figures: Vec<BareFigure>,
    /// How the text differs from the words approved last, and from those that readers have.
    pub touched: Vec<Touched>,
    /// Who typed text that is not yet sealed in an entry; not signed, because a step seals it first.
    pub typists: BTreeSet<PersonId>,
    /// Those of them who typed more than suggestions.
    pub writers: BTreeSet<PersonId>,
}

impl Facts {
    /// What a step's entry carries of them.
    pub fn signed(&self) -> SignedFacts {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        SignedFacts {
            now: self.now,
            head_hash: self.head_hash,
            section: self.section.clone(),
            slugline: self.slugline,
            headline: self.headline,
            credits: count(self.credits),
            credited: self.credited.clone(),
            body_words: count(self.body_words),
            tks: self.tks.clone(),
            related_blocked: self.related_blocked.clone(),
            open_suggestions: count(self.open_suggestions),
            bare_figures: self.bare_figures.clone(),
            touched: self.touched.clone(),
        }
    }
}

impl From<&SignedFacts> for Facts {
    fn from(signed: &SignedFacts) -> Self {
        let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        Self {
            now: signed.now,
            head_hash: signed.head_hash,
            section: signed.section.clone(),
            slugline: signed.slugline,
            headline: signed.headline,
            credits: count(signed.credits),
            credited: signed.credited.clone(),
            body_words: count(signed.body_words),
            tks: signed.tks.clone(),
            related_blocked: signed.related_blocked.clone(),
            open_suggestions: count(signed.open_suggestions),
            bare_figures: signed.bare_figures.clone(),
            touched: signed.touched.clone(),
            typists: BTreeSet::new(),
            writers: BTreeSet::new(),
        }
    }
}

/// Whether `actor` may take `step` in `state`, by `roster`.
pub fn may(
    step: &Step,
    actor: &Actor,
    state: &StoryState,
    roster: &Roster,
    facts: &Facts,
) -> Result<(), Refusal> {
    if roster.number < state.roster {
        return Err(Refusal::OldRoster {
            number: roster.number,
        });
    }
    rules(step, actor, state, roster, facts)?;
    queries_settled(step, state)
}

/// No story is approved over a query that its approver could see. One that is asked meanwhile elsewhere does not take an
/// approval back, which is why [`rules`] does not ask: a hold is for that.
fn queries_settled(step: &Step, state: &StoryState) -> Result<(), Refusal> {
    let about = match step {
        Step::Approve { .. } | Step::ApproveMinor { .. } => state.open_queries(),
        _ => Vec::new(),
    };
    match about.is_empty() {
        true => Ok(()),
        false => Err(Refusal::QueryOpen { about }),
    }
}

/// [`may`], whichever rosters others named before and whatever they asked.
pub(crate) fn rules(
    step: &Step,
    actor: &Actor,
    state: &StoryState,
    roster: &Roster,
    facts: &Facts,
) -> Result<(), Refusal> {
    let desk = state.desk_state(Some(facts.head_hash));
    Case {
        actor,
        state,
        roster,
        facts,
        desk,
    }
    .check(step)
}

/// [`rules`] for an approval of words that somebody else approved meanwhile: as if nobody had.
pub(crate) fn rules_beside_an_approval(
    step: &Step,
    actor: &Actor,
    state: &StoryState,
    roster: &Roster,
    facts: &Facts,
) -> Result<(), Refusal> {
    Case {
        actor,
        state,
        roster,
        facts,
        desk: state.desk,
    }
    .check_beside_an_approval(step)
}

/// For each step, whether the actor may take it now with everything filled in that a person fills in: notes, reasons,
/// a time late enough, a target that does not have the words yet. An open `TK` still shows as a refusal of `approve`.
pub fn allowed(
    state: &StoryState,
    actor: &Actor,
    roster: &Roster,
    facts: &Facts,
) -> Vec<(StepName, Result<(), Refusal>)> {
    let asked = |name| {
        let answers = CheckKind::ALL.map(|check| {
            let step = filled_in(name, check, state, facts);
            may(&step, actor, state, roster, facts)
        });
        // A step about a check is offered when it can be taken for either; for all others both answers are the same.
        let [first, second] = answers;
        (
            name,
            first.or_else(|refusal| second.map_err(|other| plainer(refusal, other))),
        )
    };
    StepName::ALL.into_iter().map(asked).collect()
}

/// That nobody asked for one check says less than why another cannot be touched.
fn plainer(first: Refusal, second: Refusal) -> Refusal {
    match first {
        Refusal::CheckNotRequired { .. } | Refusal::NotYourRole { .. } => second,
        first => first,
    }
}

/// A step as a person would send it who wants it taken.
fn filled_in(name: StepName, check: CheckKind, state: &StoryState, facts: &Facts) -> Step {
    let words = || "…".to_owned();
    let live = state
        .live
        .as_ref()
        .filter(|_| state.desk == DeskState::Idle);
    let approved = state
        .approval
        .as_ref()
        .map(|approval| (approval.entry, approval.content_hash));
    let (approval, content_hash) = live
        .map(|live| (live.approval, live.content_hash))
        .or(approved)
        .unwrap_or((EntryId::from_bytes([0; 32]), facts.head_hash));
    let embargo = state
        .embargo
        .as_ref()
        .map_or(facts.now, |embargo| embargo.at.instant);
    let late = facts.now.max(embargo);
    let at = in_zone(late, "UTC").unwrap_or_else(|_| crate::ZonedTime {
        local: String::new(),
        zone: String::new(),
        instant: late,
        zone_data: String::new(),
    });
    match name {
        StepName::Start => Step::Start,
        StepName::Seal => Step::Seal { name: None },
        StepName::File => Step::File { note: words() },
        StepName::PullBack => Step::PullBack,
        StepName::Take => Step::Take,
        StepName::PutBack => Step::PutBack,
        StepName::SendBack => Step::SendBack { note: words() },
        StepName::Approve => Step::Approve {
            let_stand: Vec::<LetStand>::new(),
        },
        StepName::Schedule => Step::Schedule {
            at,
            approval,
            targets: Vec::new(),
        },
        StepName::Reschedule => Step::Reschedule {
            at,
            approval,
            targets: Vec::new(),
        },
        StepName::Unschedule => Step::Unschedule,
        StepName::Publish => Step::Publish {
            approval,
            schedule: None,
            content_hash,
            targets: vec![words()],
            due: None,
            fired_at: facts.now,
            first_published: String::new(),
        },
        StepName::Hold => Step::Hold { reason: words() },
        StepName::Release => Step::Release,
        StepName::SetEmbargo => Step::SetEmbargo {
            at,
            source: words(),
            terms: words(),
        },
        StepName::LiftEmbargo => Step::LiftEmbargo { reason: words() },
        StepName::Spike => Step::Spike { reason: words() },
        StepName::Unspike => Step::Unspike { reason: words() },
        StepName::Pitch => Step::Pitch { line: words() },
        StepName::Commission => Step::Commission {
            person: state.draft_by.unwrap_or(PersonId::from_bytes([0; 16])),
            due_at: at,
            words: 1,
            brief: String::new(),
        },
        StepName::Assign => Step::Assign {
            person: None,
            due_at: Some(at),
            words: None,
            planned_at: None,
        },
        StepName::ToCopy => Step::ToCopy,
        StepName::ToDesk => Step::ToDesk,
        StepName::ApproveMinor => Step::ApproveMinor {
            let_stand: Vec::new(),
        },
        StepName::RequireCheck => Step::RequireCheck { check },
        StepName::ClearCheck => Step::ClearCheck { check },
        StepName::RefuseCheck => Step::RefuseCheck {
            check,
            reason: words(),
        },
        StepName::OpenUpdate => Step::OpenUpdate {
            class: UpdateClass::Update,
        },
        StepName::DropUpdate => Step::DropUpdate { reason: words() },
        StepName::Withdraw => Step::Withdraw {
            reason: words(),
            notice: words(),
        },
        StepName::Reinstate => Step::Reinstate {
            content_hash: state.reinstatable(facts.head_hash).unwrap_or_default(),
        },
        StepName::Confirm => Step::Confirm {
            entry: state
                .to_be_read
                .first()
                .map_or(EntryId::from_bytes([0; 32]), |unread| unread.entry),
        },
        StepName::BreakGlass => Step::BreakGlass {
            reason: words(),
            let_stand: Vec::new(),
        },
        StepName::Unknown => Step::Unknown { number: 0 },
    }
}

#[cfg(test)]
mod tests;
