//! Stories as the desk lists them and as one is shown.

use manuscript::{Difference, FactChange};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CommentView, Refused, Someone, StepOffer};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeskView {
    pub rows: Vec<StoryRow>,
}

/// One line of the desk list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryRow {
    pub id: String,
    pub slugline: String,
    pub headline: String,
    pub section: String,
    /// The line that it was pitched with.
    pub pitch: String,
    /// `pitch`, `assigned`, `draft`, `filed`, `editing`, `approved`, `scheduled`, `idle`, `spiked`, …
    pub desk_state: String,
    /// `unpublished`, `live`, `withdrawn`.
    pub live_state: String,
    /// A draft whose last step was send_back.
    pub sent_back: bool,
    /// The number of the revision whose approval no longer holds.
    pub void_revision: Option<u32>,
    /// Who works on it.
    pub with: Option<Someone>,
    pub authors: Vec<String>,
    pub words: u32,
    pub words_commissioned: Option<u32>,
    pub due_at: Option<String>,
    /// When the desk means to run it.
    pub planned_at: Option<String>,
    pub scheduled_for: Option<String>,
    pub embargo_until: Option<String>,
    pub on_hold: Option<HoldView>,
    /// The newest revision's number.
    pub revision: Option<u32>,
    /// When the story came into its present state.
    pub since: String,
    /// When its words last changed.
    pub edited_at: String,
    pub published_at: Option<String>,
    pub approved_by_author: bool,
    /// One person did something alone, and nobody else has read it.
    pub to_be_read: bool,
    /// Until when somebody should have read what was published in an emergency.
    pub read_until: Option<String>,
    /// Whether the next step is the reader's.
    pub waiting_for_me: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HoldView {
    pub reason: String,
    pub by: String,
    pub at: String,
}

/// One story with everything around its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryView {
    pub row: StoryRow,
    pub kicker: String,
    pub standfirst: String,
    /// What whoever commissioned it asked for.
    pub brief: String,
    pub dateline: String,
    pub language: String,
    pub web_address: String,
    pub web_address_fixed: bool,
    /// The sentence readers get, whether made or rewritten.
    pub byline: String,
    pub byline_rewritten: bool,
    pub credits: Vec<CreditView>,
    pub tags: Vec<String>,
    pub related: Vec<RelatedView>,
    /// The hash of the head, unsaved keys apart.
    pub head_hash: String,
    /// What a revision sealed now would be called, and whether it would be a new one.
    pub next_revision: u32,
    pub head_is_sealed: bool,
    pub revisions: Vec<RevisionView>,
    /// The revision that was filed last.
    pub filed_revision: Option<u32>,
    /// When whoever asks last read it, where its words are others now.
    pub read_at: Option<String>,
    pub approval: Option<ApprovalView>,
    pub embargo: Option<EmbargoView>,
    pub schedule: Option<ScheduleView>,
    pub live: Option<LiveView>,
    pub withdrawn: Option<WithdrawnView>,
    /// The round of work on a live story that is open.
    pub update: Option<UpdateView>,
    /// The checks that somebody asked for.
    pub checks: Vec<CheckView>,
    pub to_be_read: Vec<ToBeReadView>,
    /// The notes to readers, as they stand in the text.
    pub corrections: Vec<CorrectionView>,
    /// Whether whoever asks may type in it now.
    pub may_type: bool,
    /// Whether what they type instead is a suggestion.
    pub may_suggest: bool,
    /// How many suggestions nobody has decided on.
    pub open_suggestions: u32,
    /// Why not, when not.
    pub read_only: Option<Refused>,
    pub steps: Vec<StepOffer>,
    /// The words round each TK that is still in the text.
    pub tks: Vec<String>,
    /// The pictures that lack something readers need.
    pub bare_pictures: Vec<BarePictureView>,
    /// What the file sheet proposes where the story has none yet.
    pub proposed_slugline: String,
    pub proposed_section: String,
    pub trail: Vec<TrailView>,
    /// Oldest first.
    pub comments: Vec<CommentView>,
    /// Approved on a laptop that also holds an author's key.
    pub same_laptop: bool,
    /// Who else may approve it, once nothing in the text stands in the way.
    pub approvers: Vec<Someone>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CreditView {
    /// The person's id; None for a name that is not among the people.
    pub person: Option<String>,
    pub name: String,
    pub role: String,
    pub place: String,
    pub slug: String,
    pub bio: String,
    pub outlet: String,
    pub title: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RelatedView {
    pub headline: String,
    pub web_address: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BarePictureView {
    /// Counted from one in the text.
    pub number: u32,
    /// The first thing that it is without: `alt`, `caption`, `credit`.
    pub lacks: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RevisionView {
    pub number: u32,
    /// `r6`, or `r6·name` for a twin.
    pub label: String,
    /// The step that sealed it.
    pub step: String,
    pub name: Option<String>,
    pub by: String,
    pub at: String,
    pub content_hash: String,
    pub words: u32,
    pub note: Option<String>,
    /// `none`, `holds` or `void`.
    pub seal: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ApprovalView {
    pub revision: u32,
    pub content_hash: String,
    pub by: String,
    pub at: String,
    pub by_author: bool,
    pub holds: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmbargoView {
    pub until: String,
    pub local: String,
    pub zone: String,
    pub source: String,
    pub terms: String,
    pub passed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScheduleView {
    pub at: String,
    pub local: String,
    pub zone: String,
    pub targets: Vec<String>,
    pub counts: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LiveView {
    pub revision: u32,
    pub content_hash: String,
    pub first_published: String,
    pub at: String,
    pub targets: Vec<String>,
}

/// Readers have a notice in the story's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WithdrawnView {
    pub reason: String,
    pub notice: String,
    pub by: String,
    pub at: String,
    /// Who asked that it be live again, when somebody has.
    pub reinstatement_by: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UpdateView {
    /// `update`, `correction`, `clarification`, `minor_fix`.
    pub class: String,
    pub by: String,
    pub at: String,
    /// The note to readers that goes with it; empty while there is none.
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckView {
    /// `legal` or `checklist`.
    pub check: String,
    /// `required`, `cleared`, `outdated` (cleared for other words) or `refused`.
    pub state: String,
    pub by: String,
    pub at: String,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// What one person did alone and another has to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ToBeReadView {
    pub entry: String,
    pub step: String,
    pub by: String,
    pub at: String,
    /// An emergency is read within the hour.
    pub until: Option<String>,
    pub mine: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CorrectionView {
    pub class: String,
    pub text: String,
    pub at: String,
}

/// One line of the trail: who did what, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrailView {
    pub entry: String,
    pub step: String,
    pub by: String,
    pub at: String,
    pub note: Option<String>,
    /// Refused or overtaken lines stay, with the reason.
    pub without_effect: Option<String>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct DifferenceView {
    pub story: String,
    pub from: String,
    pub to: String,
    /// Who wrote words in between, as far as this laptop knows.
    pub by: Vec<String>,
    /// Numbers, names, quotations, links and dates that differ.
    #[ts(type = "unknown")]
    pub facts: Vec<FactChange>,
    /// The blocks, fields and furniture that differ, word by word.
    #[ts(type = "unknown")]
    pub difference: Difference,
}

/// An article read from text, before it becomes a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ArticleView {
    pub headline: String,
    pub parts: Vec<PartView>,
    pub losses: Vec<Refused>,
    /// A name met in the article that is not among the people.
    pub unknown_person: Option<CreditView>,
    pub words: u32,
}

/// What one part of the text became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PartView {
    /// `section`, `headline`, `standfirst`, `paragraph`, `author`, `bio`, `outlet`, `related`, …
    pub what: String,
    pub text: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BringInRequest {
    /// A file to read; or
    pub path: Option<String>,
    /// the text itself.
    pub text: Option<String>,
    /// `auto`, `article`, `markdown`, `html`.
    pub format: String,
    /// Makes guests of the names it meets.
    pub create_people: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BroughtIn {
    pub story: String,
    pub slugline: String,
    pub article: ArticleView,
}
