//! From what somebody asks for, in the window or by command, to the step that is signed.
//!
//! Not here: whether they may (`newsroom`), and the signing (`steps`, `beginning`).

use newsroom::{
    CheckKind, EntryId, Facts, LetStand, PersonId, Step, StoryState, UpdateClass, ZonedTime,
};

use crate::border::{StepRequest, TypedTime};
use crate::room::Room;
use crate::view::is_named;
use crate::{Error, Result};

/// What was asked, with everything resolved that the rules cannot look up: people, times, targets.
pub(crate) struct Asked<'r> {
    pub(crate) request: &'r StepRequest,
    pub(crate) person: Option<PersonId>,
    pub(crate) at: Option<ZonedTime>,
    pub(crate) due: Option<ZonedTime>,
    pub(crate) planned: Option<ZonedTime>,
    pub(crate) targets: Vec<String>,
}

impl Room {
    pub(crate) fn asked<'r>(&self, request: &'r StepRequest) -> Result<Asked<'r>> {
        let time =
            |typed: &Option<TypedTime>| typed.as_ref().map(|typed| self.resolve(typed)).transpose();
        Ok(Asked {
            request,
            person: self.asked_for(&request.person)?,
            at: time(&request.at)?,
            due: time(&request.due)?,
            planned: time(&request.planned)?,
            targets: match request.step.as_str() {
                "schedule" | "reschedule" => self
                    .targets_named(&request.targets)?
                    .into_iter()
                    .map(|target| target.name)
                    .collect(),
                _ => Vec::new(),
            },
        })
    }

    /// Somebody by id or name; nobody when nobody is named.
    fn asked_for(&self, wanted: &str) -> Result<Option<PersonId>> {
        let wanted = wanted.trim();
        if wanted.is_empty() {
            return Ok(None);
        }
        let people = self.all_people()?;
        let found = people.iter().find(|person| {
            person.id.to_string() == wanted || person.name.eq_ignore_ascii_case(wanted)
        });
        let found = found.ok_or_else(|| Error::NoSuchPerson {
            person: wanted.to_owned(),
        })?;
        Ok(Some(found.id))
    }
}

/// The step that was asked for, as it will be signed.
pub(crate) fn step(asked: &Asked<'_>, state: &StoryState, facts: &Facts) -> Result<Step> {
    let request = asked.request;
    let time = || asked.at.clone().ok_or(Error::NameNeeded { field: "time" });
    let targets = || asked.targets.clone();
    let approval = || {
        state
            .approval
            .as_ref()
            .map(|approval| approval.entry)
            .ok_or(newsroom::Refusal::NotApproved)
    };
    let check =
        || CheckKind::from_name(&request.check).ok_or_else(|| unknown("check", &request.check));
    let (note, reason) = (request.note.clone(), request.reason.clone());
    Ok(match request.step.as_str() {
        "start" => Step::Start,
        "seal" => Step::Seal {
            name: Some(note).filter(|name| !name.is_empty()),
        },
        "file" => Step::File { note },
        "pull_back" => Step::PullBack,
        "take" => Step::Take,
        "put_back" => Step::PutBack,
        "send_back" => Step::SendBack { note },
        "approve" => Step::Approve {
            let_stand: let_stand(request, facts),
        },
        "schedule" => Step::Schedule {
            at: time()?,
            approval: approval()?,
            targets: targets(),
        },
        "reschedule" => Step::Reschedule {
            at: time()?,
            approval: approval()?,
            targets: targets(),
        },
        "unschedule" => Step::Unschedule,
        "hold" => Step::Hold { reason },
        "release" => Step::Release,
        "set_embargo" => Step::SetEmbargo {
            at: time()?,
            source: request.source.clone(),
            terms: request.terms.clone(),
        },
        "lift_embargo" => Step::LiftEmbargo { reason },
        "spike" => Step::Spike { reason },
        "unspike" => Step::Unspike { reason },
        "to_copy" => Step::ToCopy,
        "to_desk" => Step::ToDesk,
        "approve_minor" => Step::ApproveMinor {
            let_stand: let_stand(request, facts),
        },
        "require_check" => Step::RequireCheck { check: check()? },
        "clear_check" => Step::ClearCheck { check: check()? },
        "refuse_check" => Step::RefuseCheck {
            check: check()?,
            reason,
        },
        "open_update" => Step::OpenUpdate {
            class: UpdateClass::from_name(&request.class)
                .ok_or_else(|| unknown("class", &request.class))?,
        },
        "drop_update" => Step::DropUpdate { reason },
        "withdraw" => Step::Withdraw {
            reason,
            notice: request.notice.trim().to_owned(),
        },
        "reinstate" => Step::Reinstate {
            content_hash: state
                .reinstatable(facts.head_hash)
                .ok_or(newsroom::Refusal::NotWithdrawn)?,
        },
        "confirm" => Step::Confirm {
            entry: to_confirm(&request.entry, state)?,
        },
        "break_glass" => Step::BreakGlass {
            let_stand: let_stand(request, facts),
            reason,
        },
        "pitch" => Step::Pitch { line: note },
        "commission" => Step::Commission {
            person: asked.person.ok_or(Error::NameNeeded { field: "person" })?,
            due_at: asked
                .due
                .clone()
                .ok_or(Error::NameNeeded { field: "due" })?,
            words: request.words.unwrap_or(0),
            brief: request.brief.trim().to_owned(),
        },
        "assign" => Step::Assign {
            person: asked.person,
            due_at: asked.due.clone(),
            words: request.words,
            planned_at: asked.planned.clone(),
        },
        other => {
            return Err(Error::UnknownStep {
                step: other.to_owned(),
            });
        }
    })
}

/// The entry that is named, or the one that waits longest to be read.
fn to_confirm(named: &str, state: &StoryState) -> Result<EntryId> {
    let mut unread = state.to_be_read.iter();
    let found = match named.trim() {
        "" => unread.next(),
        named => unread.find(|unread| is_named(&unread.entry, named)),
    };
    let found = found.ok_or(newsroom::Refusal::NothingToConfirm)?;
    Ok(found.entry)
}

fn unknown(key: &str, value: &str) -> Error {
    Error::UnknownField {
        field: format!("{key}={value}"),
    }
}

/// Each open TK with the reason why it may stand.
fn let_stand(request: &StepRequest, facts: &Facts) -> Vec<LetStand> {
    if !request.let_stand {
        return Vec::new();
    }
    let stand = |what: &String| LetStand {
        what: what.clone(),
        reason: request.reason.clone(),
    };
    facts.tks.iter().map(stand).collect()
}
