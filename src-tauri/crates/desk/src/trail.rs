//! What happened to a story, as its screens list it: the sealed revisions, and every step with what was said.
//!
//! Not here: the entries themselves (`newsroom`), and a story's text over time (`history`).

use std::collections::BTreeMap;

use newsroom::{EntryId, PersonId, StoryState};

use crate::border::{RevisionView, TrailView};
use crate::head::Head;
use crate::publisher;
use crate::view::rfc3339;

/// Sealed revisions, newest first.
pub(crate) fn revisions(head: &Head, name: &impl Fn(PersonId) -> String) -> Vec<RevisionView> {
    let state = &head.state;
    let approval = state.approval.as_ref();
    let mut twins: BTreeMap<u32, usize> = BTreeMap::new();
    for sealed in &state.revisions {
        *twins.entry(sealed.revision.number).or_default() += 1;
    }
    let noted = state.trail.iter();
    let notes: BTreeMap<EntryId, String> = noted
        .filter_map(|line| Some((line.entry, words_of(&line.step)?)))
        .collect();
    let view = |sealed: &newsroom::SealedRevision| {
        let by = sealed.by.map(name).unwrap_or_default();
        let approved =
            approval.is_some_and(|approval| approval.content_hash == sealed.revision.content_hash);
        let holds = head.hash.0 == sealed.revision.content_hash;
        RevisionView {
            number: sealed.revision.number,
            label: if twins[&sealed.revision.number] > 1 {
                format!("r{}·{by}", sealed.revision.number)
            } else {
                format!("r{}", sealed.revision.number)
            },
            step: sealed.step.name().to_owned(),
            name: sealed.name.clone(),
            by,
            at: rfc3339(sealed.at),
            content_hash: manuscript::ContentHash(sealed.revision.content_hash).to_string(),
            words: sealed.revision.words,
            note: notes.get(&sealed.entry).cloned(),
            seal: match (approved, holds) {
                (false, _) => "none",
                (true, true) => "holds",
                (true, false) => "void",
            }
            .to_owned(),
        }
    };
    state.revisions.iter().rev().map(view).collect()
}

pub(crate) fn trail(state: &StoryState, name: &impl Fn(PersonId) -> String) -> Vec<TrailView> {
    let view = |line: &newsroom::TrailLine| TrailView {
        entry: line.entry.to_string(),
        step: line.step.step_name().name().to_owned(),
        by: line.person.map_or_else(|| publisher::NAME.to_owned(), name),
        at: rfc3339(line.at),
        note: words_of(&line.step),
        without_effect: line.refusal().map(|refusal| refusal.code().to_owned()),
    };
    state.trail.iter().map(view).collect()
}

/// What somebody wrote with a step.
fn words_of(step: &newsroom::Step) -> Option<String> {
    use newsroom::Step;
    let words = match step {
        Step::File { note } | Step::SendBack { note } => note,
        Step::Hold { reason }
        | Step::Spike { reason }
        | Step::Unspike { reason }
        | Step::LiftEmbargo { reason } => reason,
        Step::SetEmbargo { source, .. } => source,
        Step::RefuseCheck { reason, .. }
        | Step::DropUpdate { reason }
        | Step::Withdraw { reason, .. }
        | Step::BreakGlass { reason, .. } => reason,
        Step::Pitch { line } => line,
        Step::Commission { brief, .. } => brief,
        _ => return None,
    };
    Some(words.clone()).filter(|words| !words.is_empty())
}
