//! Taking a step: what was typed is signed, the guard is asked, the step is signed, the rows follow; one transaction.
//!
//! Nothing of a refused step stays. Publishing goes on where this module stops, because it writes outside the file.

use newsroom::{Kind, Revision, StepEntry, StepName, ZonedTime};
use store::Writer;

use crate::aftermath;
use crate::asked;
use crate::beginning;
use crate::border::{Change, Changed, NextWaiting, StepRequest, StepTaken, TypedTime};
use crate::facts;
use crate::head::{self, Head};
use crate::room::Room;
use crate::seal::{seal_journal, seal_recovered};
use crate::signing::Pen;
use crate::stories::next_revision;
use crate::view::story_id;
use crate::withdrawing;
use crate::{Error, Result};

impl Room {
    pub(crate) fn take_step(&mut self, request: &StepRequest) -> Result<StepTaken> {
        let (story, receipts) = match request.step.as_str() {
            "pitch" | "commission" if request.story.is_empty() => {
                let story = self.begin(request)?;
                (self.story(&story)?, Vec::new())
            }
            "withdraw" => (self.withdraw(request)?, Vec::new()),
            "break_glass" | "confirm" => {
                let head = self.sign_step(request)?;
                let receipts = self.publish_what_follows(request, &head)?;
                (self.story(&request.story)?, receipts)
            }
            "publish" => {
                let receipts = self.publish_by_hand(request)?;
                (self.story(&request.story)?, receipts)
            }
            _ => {
                let head = self.sign_step(request)?;
                (self.view(&head)?, Vec::new())
            }
        };
        let next_waiting = if request.step == "approve" {
            self.next_waiting(&request.story)?
        } else {
            None
        };
        let change = Change {
            what: Changed::Story,
            id: story.row.id.clone(),
            revision: story.row.revision,
            by: self.seat()?.person.to_string(),
            step: Some(request.step.clone()),
        };
        Ok(StepTaken {
            story,
            receipts,
            changes: vec![change],
            next_waiting,
        })
    }

    /// Gives back the story as it stands after the step.
    pub(crate) fn sign_step(&mut self, request: &StepRequest) -> Result<Head> {
        let story = story_id(&request.story)?;
        let asked = self.asked(request)?;
        let furnishing = self.furnishing(&asked)?;
        let peer = self.fresh_peer();
        let (own, later) = (self.fresh_peer(), (self.fresh_peer(), self.fresh_peer()));
        let zone = self.roster()?.zone;
        let seat = self.seat.as_ref().ok_or(Error::NobodyAtTheDesk)?;
        let pen = Pen {
            newsroom: self.newsroom,
            key: seat.key()?,
            now: (self.surroundings.clock)() + self.shift,
        };
        let person = seat.person;
        let head = self.store.write(|writer| -> Result<Head> {
            beginning::furnish(writer, pen, story, own, &furnishing)?;
            let mut head = sealed_head(writer, pen, story, peer)?;
            if request
                .seen_hash
                .as_ref()
                .is_some_and(|seen| *seen != head.hash.to_string())
            {
                return Err(Error::ChangedSince);
            }
            let facts = facts::facts(writer, &head, pen.now)?;
            let step = asked::step(&asked, &head.state, &facts)?;
            let actor = facts::actor_in(writer, pen, person)?;
            let roster = head.rosters.latest().ok_or(Error::NoRoster)?;
            newsroom::may(&step, &actor, &head.state, roster, &facts)?;
            if vouches(step.step_name()) {
                head.whole()?;
            }
            let revision = if seals(step.step_name()) {
                Some(revision_of(&head))
            } else {
                None
            };
            let entry = StepEntry {
                seen: head.state.heads.clone(),
                roster: roster.number,
                frontier: head.manuscript.frontier().0,
                revision: revision.clone(),
                facts: facts.signed(),
                step,
            };
            let entry = pen.sign(writer, Kind::Step, Some(story), entry.to_bytes())?;
            let known = head.state.revisions.iter().any(|sealed| {
                Some(sealed.revision.number) == revision.as_ref().map(|new| new.number)
            });
            if let Some(revision) = revision.filter(|_| !known) {
                head::keep_revision(writer, &head, entry.id, revision.number)?;
            }
            head.follow(writer)?;
            if request.step == "withdraw" {
                withdrawing::owe_notice(writer, story)?;
            }
            let head = aftermath::write(writer, pen, head, later, request, &zone)?;
            head::put_rows(writer, &head)?;
            Ok(head)
        })?;
        if let Some(open) = self.open.get_mut(&story) {
            open.first_key = None;
        }
        self.stands_as(&head)?;
        Ok(head)
    }

    /// A wall time as typed becomes an instant; `06:00` is the next time that it is six.
    pub(crate) fn resolve(&self, typed: &TypedTime) -> Result<ZonedTime> {
        let roster_zone = self.roster()?.zone;
        let zone = if typed.zone.trim().is_empty() {
            roster_zone
        } else {
            typed.zone.trim().to_owned()
        };
        let local = typed.local.trim();
        let dated = if local.len() <= 5 {
            next_time_of_day(local, &zone, self.now())?
        } else {
            local.to_owned()
        };
        match (newsroom::resolve(&dated, &zone), typed.which.as_deref()) {
            (Err(newsroom::Error::Repeated { earlier, .. }), Some("earlier")) => Ok(*earlier),
            (Err(newsroom::Error::Repeated { later, .. }), Some("later")) => Ok(*later),
            (resolved, _) => Ok(resolved?),
        }
    }

    /// The story that waits longest for whoever sits here, apart from the one just done.
    fn next_waiting(&mut self, done: &str) -> Result<Option<NextWaiting>> {
        let rows = self.desk_list()?.rows;
        let waiting = rows
            .into_iter()
            .filter(|row| row.desk_state == "filed" && row.waiting_for_me && row.id != done);
        let next = waiting.min_by(|one, other| one.since.cmp(&other.since));
        Ok(next.map(|row| NextWaiting {
            story: row.id,
            slugline: row.slugline,
        }))
    }
}

/// The story with everything that was typed in it signed, as far as this signer may sign it.
pub(crate) fn sealed_head(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    story: newsroom::StoryId,
    peer: u64,
) -> Result<Head> {
    let mut head = head::load(writer, pen.newsroom, story, peer)?;
    if writer.journal().position(story)? > 0 {
        let seen = head.state.heads.clone();
        let seen = seal_journal(writer, pen, story, &head.manuscript, seen)?;
        seal_recovered(writer, pen, story, &head.manuscript, seen)?;
        head.follow(writer)?;
    }
    Ok(head)
}

/// Filing, sending back, approving, saving and dropping an update seal a revision.
fn seals(step: StepName) -> bool {
    matches!(
        step,
        StepName::Seal
            | StepName::File
            | StepName::SendBack
            | StepName::Approve
            | StepName::ApproveMinor
            | StepName::BreakGlass
            | StepName::DropUpdate
    )
}

/// Whether a step says something of the words: whoever takes it must have all of them.
pub(crate) fn vouches(step: StepName) -> bool {
    seals(step) || step == StepName::ClearCheck
}

fn revision_of(head: &Head) -> Revision {
    let furniture = &head.furniture;
    Revision {
        number: next_revision(head),
        content_hash: head.hash.0,
        canonical_version: manuscript::CANONICAL_VERSION,
        frontier: head.manuscript.frontier().0,
        credited: facts::credited(furniture),
        words: head.words,
        headline: manuscript::plain(&head.reading.headline),
        slugline: furniture.slugline.clone(),
    }
}

/// `06:00` as a date and time: today's when it is still to come, else tomorrow's.
fn next_time_of_day(time: &str, zone: &str, now: i64) -> Result<String> {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let on = |instant: i64| -> Result<String> {
        let local = newsroom::in_zone(instant, zone)?.local;
        let date = local.get(..10).unwrap_or_default();
        Ok(format!("{date}T{time:0>5}"))
    };
    let today = on(now)?;
    match newsroom::resolve(&today, zone) {
        Ok(at) if at.instant <= now => on(now + DAY),
        _ => Ok(today),
    }
}
