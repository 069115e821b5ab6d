//! What a story's view says about checks, updates, a withdrawal, and what a second person has to read.

use manuscript::{ContentHash, from_canonical};
use newsroom::{Check, CheckKind, PersonId, StoryState};

use crate::Result;
use crate::border::{CheckView, CorrectionView, ToBeReadView, UpdateView, WithdrawnView};
use crate::head::Head;
use crate::room::Room;
use crate::stories::step_time;
use crate::view::rfc3339;

pub(crate) fn withdrawn(
    state: &StoryState,
    name: &impl Fn(PersonId) -> String,
) -> Option<WithdrawnView> {
    let withdrawn = state.withdrawn.as_ref()?;
    Some(WithdrawnView {
        reason: withdrawn.reason.clone(),
        notice: withdrawn.notice.clone(),
        by: name(withdrawn.by),
        at: rfc3339(withdrawn.at),
        reinstatement_by: withdrawn.reinstatement.as_ref().map(|asked| name(asked.by)),
    })
}

impl Room {
    /// The open round of work, with its own note: the one that readers do not have yet.
    pub(crate) fn update(
        &self,
        head: &Head,
        name: &impl Fn(PersonId) -> String,
    ) -> Result<Option<UpdateView>> {
        let state = &head.state;
        let Some(update) = &state.update else {
            return Ok(None);
        };
        let live = state.live.as_ref().map(|live| live.content_hash);
        let bytes = self.store.read(|reader| -> Result<_> {
            Ok(match live {
                Some(hash) => reader
                    .revisions()
                    .bytes_of_hash(head.story, ContentHash(hash))?,
                None => None,
            })
        })?;
        let printed = match bytes {
            Some(bytes) => from_canonical(&bytes)?.corrections.len(),
            None => 0,
        };
        let note = head.reading.corrections.get(printed);
        Ok(Some(UpdateView {
            class: update.class.name().to_owned(),
            by: name(update.by),
            at: step_time(state, update.entry),
            note: note.map_or_else(String::new, |note| note.text.clone()),
        }))
    }
}

pub(crate) fn checks(head: &Head, name: &impl Fn(PersonId) -> String) -> Vec<CheckView> {
    let state = &head.state;
    let view = |kind: CheckKind| {
        let (said, by, reason) = match state.checks.of(kind) {
            Check::None => return None,
            Check::Required(by) => ("required", by, None),
            Check::Cleared { by, content_hash } if *content_hash == head.hash.0 => {
                ("cleared", by, None)
            }
            Check::Cleared { by, .. } => ("outdated", by, None),
            Check::Refused { by, reason } => ("refused", by, Some(reason.clone())),
        };
        Some(CheckView {
            check: kind.name().to_owned(),
            state: said.to_owned(),
            by: name(by.by),
            at: step_time(state, by.entry),
            reason,
        })
    };
    CheckKind::ALL.into_iter().filter_map(view).collect()
}

pub(crate) fn to_be_read(
    state: &StoryState,
    me: Option<PersonId>,
    name: &impl Fn(PersonId) -> String,
) -> Vec<ToBeReadView> {
    let view = |unread: &newsroom::ToBeRead| ToBeReadView {
        entry: unread.entry.to_string(),
        step: unread.step.name().to_owned(),
        by: name(unread.by),
        at: rfc3339(unread.at),
        until: unread.until().map(rfc3339),
        mine: Some(unread.by) == me,
    };
    state.to_be_read.iter().map(view).collect()
}

pub(crate) fn corrections(head: &Head) -> Vec<CorrectionView> {
    let view = |note: &manuscript::CorrectionNote| CorrectionView {
        class: note.class.clone(),
        text: note.text.clone(),
        at: note.at.clone(),
    };
    head.reading.corrections.iter().map(view).collect()
}
