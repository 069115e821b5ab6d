//! Remarks about the words of a story: a comment, its replies, and that it is settled.
//!
//! A comment is an entry. Only its anchor lies in the text, as a mark with the comment's anchor id, so words and
//! remarks never wait for each other. A comment keeps the words it was about: when they are cut, it still says so.
//! One that blocks is a query: the story cannot be approved while it is open.
//!
//! Not here: where the anchor stands now (`manuscript`), and who has read what.

use minicbor::{Decode, Encode};

use crate::{Actor, EntryId, Error, Kind, PersonId, Refusal, Role, Roster, StoryState};

/// What somebody says about some words.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Comment {
    /// The story's heads ([`StoryState::heads`]) when this was signed.
    #[n(0)]
    pub seen: Vec<EntryId>,
    /// The number of the roster in force.
    #[n(1)]
    pub roster: u64,
    /// The author's clock, in milliseconds since 1970.
    #[n(2)]
    pub at: i64,
    /// The id of the mark on the words; empty for a comment on the whole story.
    #[n(3)]
    pub anchor: String,
    /// The words as they were.
    #[n(4)]
    pub about: String,
    #[n(5)]
    pub text: String,
    /// A query: nobody approves before it is settled.
    #[n(6)]
    pub blocking: bool,
    #[n(7)]
    pub mentions: Vec<PersonId>,
    /// It was not said by anybody: a merge left this to be read.
    #[n(8)]
    pub kept_both: Option<KeptBoth>,
}

/// Where a merge kept two versions. Somebody has to read both and settle it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct KeptBoth {
    /// The text, by its name in the document.
    #[n(0)]
    pub field: String,
    /// Which block of it, counted from 1.
    #[n(1)]
    pub paragraph: u32,
    /// How the two parted, as a word: what one desk cannot tell yet is kept all the same.
    #[n(2)]
    pub how: String,
}

/// An answer to a comment.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Reply {
    #[n(0)]
    pub seen: Vec<EntryId>,
    #[n(1)]
    pub roster: u64,
    #[n(2)]
    pub at: i64,
    #[n(3)]
    pub comment: EntryId,
    #[n(4)]
    pub text: String,
    #[n(5)]
    pub mentions: Vec<PersonId>,
}

/// That a comment is settled, or open again.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Resolve {
    #[n(0)]
    pub seen: Vec<EntryId>,
    #[n(1)]
    pub roster: u64,
    #[n(2)]
    pub at: i64,
    #[n(3)]
    pub comment: EntryId,
    /// False opens it again.
    #[n(4)]
    pub resolved: bool,
}

/// A comment with everything said under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// The comment's entry: its id.
    pub entry: EntryId,
    pub anchor: String,
    pub about: String,
    pub text: String,
    pub blocking: bool,
    pub mentions: Vec<PersonId>,
    pub kept_both: Option<KeptBoth>,
    pub by: PersonId,
    /// The author's clock, in milliseconds since 1970.
    pub at: i64,
    pub replies: Vec<Said>,
    /// Who settled it, if it is settled.
    pub resolved: Option<Resolved>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub entry: EntryId,
    pub text: String,
    pub mentions: Vec<PersonId>,
    pub by: PersonId,
    pub at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    pub by: PersonId,
    pub at: i64,
}

/// Any of the three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    Comment(Comment),
    Reply(Reply),
    Resolve(Resolve),
}

impl Thread {
    /// What somebody asks, or the words of which there are two versions.
    pub(crate) fn asks(&self) -> &str {
        match self.kept_both {
            Some(_) => &self.about,
            None => &self.text,
        }
    }

    /// Whether it keeps the story from being approved.
    pub fn is_open_query(&self) -> bool {
        self.blocking && self.resolved.is_none()
    }
}

impl Remark {
    /// The kind and the payload of the entry that says it.
    pub fn encode(&self) -> (Kind, Vec<u8>) {
        match self {
            Self::Comment(comment) => (Kind::Comment, comment.to_bytes()),
            Self::Reply(reply) => (Kind::Reply, reply.to_bytes()),
            Self::Resolve(resolve) => (Kind::Resolve, resolve.to_bytes()),
        }
    }

    pub(crate) fn seen(&self) -> &[EntryId] {
        match self {
            Self::Comment(comment) => &comment.seen,
            Self::Reply(reply) => &reply.seen,
            Self::Resolve(resolve) => &resolve.seen,
        }
    }

    pub(crate) fn roster(&self) -> u64 {
        match self {
            Self::Comment(comment) => comment.roster,
            Self::Reply(reply) => reply.roster,
            Self::Resolve(resolve) => resolve.roster,
        }
    }
}

/// Whether `actor` may make a remark: asked before signing, and again by every reader.
///
/// Whoever works here may comment and reply. A query is settled by who asked it, by who has the story, or by the desk.
///
/// # Errors
/// `NotOnRoster`, `NotYourRole`, `NeedsWords`, `NoSuchComment`.
pub fn may_remark(
    remark: &Remark,
    actor: &Actor,
    state: &StoryState,
    roster: &Roster,
) -> Result<PersonId, Refusal> {
    let person = actor
        .person
        .filter(|person| roster.person(actor.device) == Some(*person))
        .ok_or(Refusal::NotOnRoster)?;
    let has = |roles: &[Role]| {
        roster
            .member(actor.device)
            .is_some_and(|member| roles.iter().any(|role| member.has(*role, actor.seq, None)))
    };
    if !works_here(actor, roster) {
        return Err(Refusal::NotYourRole { roles: &ANYONE });
    }
    match remark {
        Remark::Comment(comment) if comment.kept_both.is_some() => {}
        Remark::Comment(comment) => needs_words(&comment.text)?,
        Remark::Reply(reply) => {
            thread(state, reply.comment)?;
            needs_words(&reply.text)?;
        }
        Remark::Resolve(resolve) => {
            let thread = thread(state, resolve.comment)?;
            let concerned = thread.by == person || state.holder == Some(person);
            if thread.blocking && !concerned && !has(&DESK) {
                return Err(Refusal::NotYourRole { roles: &DESK });
            }
        }
    }
    Ok(person)
}

const ANYONE: [Role; 5] = [
    Role::Reporter,
    Role::DeskEditor,
    Role::CopyEditor,
    Role::Legal,
    Role::Production,
];

const DESK: [Role; 2] = [Role::DeskEditor, Role::CopyEditor];

/// Whether `actor` may suggest changes to a text that others have: whoever may comment.
pub fn may_suggest(actor: &Actor, roster: &Roster) -> bool {
    let named = actor.person.is_some() && roster.person(actor.device) == actor.person;
    named && works_here(actor, roster)
}

fn works_here(actor: &Actor, roster: &Roster) -> bool {
    roster
        .member(actor.device)
        .is_some_and(|member| ANYONE.iter().any(|role| member.has(*role, actor.seq, None)))
}

fn needs_words(text: &str) -> Result<(), Refusal> {
    match text.trim().is_empty() {
        true => Err(Refusal::NeedsWords),
        false => Ok(()),
    }
}

fn thread(state: &StoryState, comment: EntryId) -> Result<&Thread, Refusal> {
    let found = state.comments.iter().find(|thread| thread.entry == comment);
    found.ok_or(Refusal::NoSuchComment)
}

impl StoryState {
    /// Takes a remark that was allowed when it was made.
    pub(crate) fn remark(&mut self, entry: EntryId, by: PersonId, remark: &Remark) {
        match remark {
            Remark::Comment(said) => self.comments.push(Thread {
                entry,
                anchor: said.anchor.clone(),
                about: said.about.clone(),
                text: said.text.clone(),
                blocking: said.blocking,
                mentions: said.mentions.clone(),
                kept_both: said.kept_both.clone(),
                by,
                at: said.at,
                replies: Vec::new(),
                resolved: None,
            }),
            Remark::Reply(said) => {
                if let Some(thread) = self.thread_mut(said.comment) {
                    thread.replies.push(Said {
                        entry,
                        text: said.text.clone(),
                        mentions: said.mentions.clone(),
                        by,
                        at: said.at,
                    });
                }
            }
            Remark::Resolve(said) => {
                if let Some(thread) = self.thread_mut(said.comment) {
                    thread.resolved = said.resolved.then_some(Resolved { by, at: said.at });
                }
            }
        }
    }

    fn thread_mut(&mut self, comment: EntryId) -> Option<&mut Thread> {
        self.comments
            .iter_mut()
            .find(|thread| thread.entry == comment)
    }

    /// The words of each query that nobody has settled.
    pub fn open_queries(&self) -> Vec<String> {
        self.comments
            .iter()
            .filter(|thread| thread.is_open_query())
            .map(|thread| thread.asks().to_owned())
            .collect()
    }
}

/// Reads a remark of any of the three kinds; nothing for other kinds.
pub(crate) fn read(kind: &Kind, payload: &[u8]) -> Option<Result<Remark, Error>> {
    let remark = match kind {
        Kind::Comment => Comment::from_bytes(payload).map(Remark::Comment),
        Kind::Reply => Reply::from_bytes(payload).map(Remark::Reply),
        Kind::Resolve => Resolve::from_bytes(payload).map(Remark::Resolve),
        _ => return None,
    };
    Some(remark)
}

#[cfg(test)]
mod tests;
