//! Comments: saying something about a story, answering, settling it; and the threads as they are shown.
//!
//! A remark is an entry of its own and moves no word of the text. Its anchor is a mark that the window puts on the
//! words as it types; a crash between the two leaves a mark that nothing names, which nobody sees.

use newsroom::{
    Comment, EntryId, KeptBoth, Person, PersonId, Refusal, Remark, Reply, Resolve, Said, Thread,
    may_remark,
};

use crate::border::{
    CommentRequest, CommentView, KeptBothView, ReplyRequest, ReplyView, ResolveRequest,
    ResolvedView, Someone, StoryView,
};
use crate::facts;
use crate::head::{self, Head};
use crate::opening::roles_of;
use crate::room::Room;
use crate::signing::Pen;
use crate::view::{initials, is_named, rfc3339, story_id};
use crate::{Error, Result};

/// What a remark carries of the moment in which it is made.
pub(crate) struct Moment {
    pub(crate) seen: Vec<EntryId>,
    pub(crate) roster: u64,
    pub(crate) at: i64,
}

impl Room {
    pub(crate) fn comment(&mut self, request: &CommentRequest) -> Result<StoryView> {
        let mentions = self.mentioned(&request.mentions)?;
        self.remark(&request.story, |moment| {
            Remark::Comment(Comment {
                seen: moment.seen,
                roster: moment.roster,
                at: moment.at,
                anchor: request.anchor.clone(),
                about: request.about.clone(),
                text: request.text.trim().to_owned(),
                blocking: request.blocking,
                mentions,
                kept_both: None,
            })
        })
    }

    pub(crate) fn reply(&mut self, request: &ReplyRequest) -> Result<StoryView> {
        let mentions = self.mentioned(&request.mentions)?;
        let comment = self.comment_named(&request.story, &request.comment)?;
        self.remark(&request.story, |moment| {
            Remark::Reply(Reply {
                seen: moment.seen,
                roster: moment.roster,
                at: moment.at,
                comment,
                text: request.text.trim().to_owned(),
                mentions,
            })
        })
    }

    pub(crate) fn resolve_comment(&mut self, request: &ResolveRequest) -> Result<StoryView> {
        let comment = self.comment_named(&request.story, &request.comment)?;
        self.remark(&request.story, |moment| {
            Remark::Resolve(Resolve {
                seen: moment.seen,
                roster: moment.roster,
                at: moment.at,
                comment,
                resolved: request.resolved,
            })
        })
    }

    pub(crate) fn remark(
        &mut self,
        story: &str,
        make: impl FnOnce(Moment) -> Remark,
    ) -> Result<StoryView> {
        let story = story_id(story)?;
        let peer = self.fresh_peer();
        let now = self.now();
        let seat = self.seat.as_ref().ok_or(Error::NobodyAtTheDesk)?;
        let pen = Pen {
            newsroom: self.newsroom,
            key: seat.key()?,
            now,
        };
        let person = seat.person;
        let head = self.store.write(|writer| -> Result<Head> {
            let mut head = head::load(writer, pen.newsroom, story, peer)?;
            let actor = facts::actor_in(writer, pen, person)?;
            let roster = head.rosters.latest().ok_or(Error::NoRoster)?;
            let remark = make(Moment {
                seen: head.state.heads.clone(),
                roster: roster.number,
                at: now,
            });
            may_remark(&remark, &actor, &head.state, roster)?;
            let (kind, payload) = remark.encode();
            pen.sign(writer, kind, Some(story), payload)?;
            head.follow(writer)?;
            head::put_rows(writer, &head)?;
            Ok(head)
        })?;
        self.stands_as(&head)?;
        self.view(&head)
    }

    /// A comment of a story by its id, or by the beginning of it that the command line shows.
    fn comment_named(&self, story: &str, named: &str) -> Result<EntryId> {
        if let Ok(id) = named.parse() {
            return Ok(id);
        }
        let head = self.load(story_id(story)?, self.fresh_peer())?;
        let threads = head.state.comments.iter().map(|thread| thread.entry);
        let mut found = threads.filter(|entry| is_named(entry, named));
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(Refusal::NoSuchComment.into()),
        }
    }

    fn mentioned(&self, names: &[String]) -> Result<Vec<PersonId>> {
        let people = self.all_people()?;
        names
            .iter()
            .map(|name| {
                let known = people.iter().find(|known| {
                    known.id.to_string() == *name || known.name.eq_ignore_ascii_case(name)
                });
                known
                    .map(|known| known.id)
                    .ok_or_else(|| Error::NoSuchPerson {
                        person: name.clone(),
                    })
            })
            .collect()
    }

    /// The story's comments, oldest first.
    pub(crate) fn comments(&self, head: &Head, people: &[Person]) -> Result<Vec<CommentView>> {
        let roster = self.roster()?;
        let someone = |person: PersonId| {
            let name = self.name_of(people, person);
            Someone {
                id: person.to_string(),
                initials: initials(&name),
                roles: roles_of(&roster, &person.to_string()),
                name,
            }
        };
        let everyone = |ids: &[PersonId]| ids.iter().copied().map(someone).collect();
        let reply = |said: &Said| ReplyView {
            id: said.entry.to_string(),
            text: said.text.clone(),
            by: someone(said.by),
            at: rfc3339(said.at),
            mentions: everyone(&said.mentions),
        };
        let thread = |thread: &Thread| -> Result<CommentView> {
            Ok(CommentView {
                id: thread.entry.to_string(),
                anchor: thread.anchor.clone(),
                about: thread.about.clone(),
                text: thread.text.clone(),
                blocking: thread.blocking,
                kept_both: thread.kept_both.as_ref().map(kept_both),
                by: someone(thread.by),
                at: rfc3339(thread.at),
                mentions: everyone(&thread.mentions),
                replies: thread.replies.iter().map(reply).collect(),
                resolved: thread.resolved.as_ref().map(|resolved| ResolvedView {
                    by: someone(resolved.by),
                    at: rfc3339(resolved.at),
                }),
                may_resolve: self.may_resolve(head, thread.entry)?,
            })
        };
        head.state.comments.iter().map(thread).collect()
    }

    fn may_resolve(&self, head: &Head, comment: EntryId) -> Result<bool> {
        let Some(seat) = &self.seat else {
            return Ok(false);
        };
        let roster = head.rosters.latest().ok_or(Error::NoRoster)?;
        let remark = Remark::Resolve(Resolve {
            seen: Vec::new(),
            roster: roster.number,
            at: 0,
            comment,
            resolved: true,
        });
        Ok(may_remark(&remark, &facts::actor(self, seat)?, &head.state, roster).is_ok())
    }
}

fn kept_both(kept: &KeptBoth) -> KeptBothView {
    KeptBothView {
        field: kept.field.clone(),
        paragraph: kept.paragraph,
        how: kept.how.clone(),
    }
}
