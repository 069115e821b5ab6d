//! What is due: fired at its minute, or listed with the reason why not.

use newsroom::{Scheduled, Step, StoryId, hlc_millis};
use store::StoryFilter;

use crate::border::{DueView, ReceiptView, Refused};
use crate::facts;
use crate::head::Head;
use crate::restored;
use crate::room::{Room, device_of};
use crate::view::rfc3339;
use crate::{Error, Result};

const MINUTE: i64 = 60_000;
/// A clock this far behind the log has been set back, and firing by it could be early.
const BEHIND: i64 = 2 * MINUTE;

impl Room {
    pub(crate) fn publish_due(&mut self) -> Result<Vec<ReceiptView>> {
        self.finish_publishing()?;
        if self.publisher_paused()?.is_some() {
            return Ok(Vec::new());
        }
        let now = self.now();
        let mut receipts = Vec::new();
        for story in self.scheduled()? {
            let head = self.load(story, self.fresh_peer())?;
            let Some(schedule) = &head.state.schedule else {
                continue;
            };
            let late = now - schedule.at.instant;
            if !head.state.schedule_counts(head.hash_bytes())
                || !(0..=Scheduled::GRACE).contains(&late)
            {
                continue;
            }
            let signer = self.publisher.clone();
            let published = self
                .targets_named(&schedule.targets)
                .and_then(|targets| self.publish(story, &targets, &signer, true));
            match published {
                Ok(published) => {
                    self.trouble.remove(&story);
                    receipts.extend(published);
                }
                // One story that cannot go out must not keep the others; the list of what is due says why.
                Err(error) => {
                    self.trouble.insert(story, error.refused());
                }
            }
        }
        Ok(receipts)
    }

    /// Every story with a time, earliest first.
    pub(crate) fn due(&mut self) -> Result<Vec<DueView>> {
        let now = self.now();
        let mut due = Vec::new();
        for story in self.scheduled()? {
            let head = self.load(story, self.fresh_peer())?;
            due.extend(self.due_view(&head, now)?);
        }
        due.sort_by(|one: &DueView, other| one.at.cmp(&other.at));
        Ok(due)
    }

    fn due_view(&self, head: &Head, now: i64) -> Result<Option<DueView>> {
        let Some(schedule) = head.state.open_schedule() else {
            return Ok(None);
        };
        let late = now - schedule.at.instant;
        Ok(Some(DueView {
            story: head.story.to_string(),
            slugline: head.furniture.slugline.clone(),
            headline: manuscript::plain(&head.reading.headline),
            revision: head
                .state
                .approval
                .as_ref()
                .map_or(0, |approval| approval.revision),
            at: rfc3339(schedule.at.instant),
            targets: schedule.targets.clone(),
            sleeping: match self.trouble.get(&head.story) {
                Some(trouble) => Some(trouble.clone()),
                None => self.sleeping(head)?,
            },
            late_minutes: if late > Scheduled::GRACE {
                u32::try_from(late / MINUTE).ok()
            } else {
                None
            },
        }))
    }

    /// Why a schedule would not fire at its time, asked of the guard as at that time.
    fn sleeping(&self, head: &Head) -> Result<Option<Refused>> {
        let (Some(schedule), Some(approval)) = (&head.state.schedule, &head.state.approval) else {
            return Ok(Some(crate::error::refusal(
                &newsroom::Refusal::NotApproved,
                None,
            )));
        };
        let at = self.now().max(schedule.at.instant);
        let step = Step::Publish {
            approval: approval.entry,
            schedule: Some(schedule.entry),
            content_hash: approval.content_hash,
            targets: schedule.targets.clone(),
            due: Some(schedule.at.instant),
            fired_at: at,
            first_published: newsroom::rfc3339(schedule.at.instant, &schedule.at.zone)?,
        };
        let pen = crate::signing::Pen {
            newsroom: self.newsroom,
            key: &self.publisher,
            now: at,
        };
        let may = self.store.read(|reader| -> Result<_> {
            let facts = facts::facts(reader, head, at)?;
            let actor = facts::publisher_in(reader, pen)?;
            let roster = head.rosters.latest().ok_or(Error::NoRoster)?;
            Ok(newsroom::may(&step, &actor, &head.state, roster, &facts))
        })?;
        let people = self.all_people()?;
        Ok(may.err().map(|reason| {
            let by = crate::error::person_of(&reason).map(|person| self.name_of(&people, person));
            crate::error::refusal(&reason, by.as_deref())
        }))
    }

    /// Why nothing fires just now, as a code.
    pub(crate) fn publisher_paused(&self) -> Result<Option<String>> {
        let here = device_of(&self.publisher);
        if self.store.read(|reader| restored::is_left(reader, here))? {
            return Ok(Some(restored::CODE.to_owned()));
        }
        let now = self.now();
        let devices = self
            .store
            .read(|reader| Ok::<_, Error>(reader.log().devices()?))?;
        let latest = devices
            .iter()
            .map(|(_, head)| hlc_millis(head.hlc))
            .max()
            .unwrap_or(0);
        Ok((latest > now + BEHIND).then(|| "clock-behind".to_owned()))
    }

    fn scheduled(&self) -> Result<Vec<StoryId>> {
        let filter = StoryFilter {
            scheduled: true,
            ..StoryFilter::default()
        };
        let rows = self
            .store
            .read(|reader| Ok::<_, Error>(reader.stories().list(&filter)?))?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }
}
