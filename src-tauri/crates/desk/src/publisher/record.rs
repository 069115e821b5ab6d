//! The facts of a publication, from the entries alone, so that every laptop with the same entries prints the same bytes.

use manuscript::{ContentHash, Reading, from_canonical};
use newsroom::{Entry, EntryId, Payload, Standing, Step, StepEntry, StoryId, StoryState};
use press::{Profile, PublicationRecord, TargetSettings, plan, working_copy};
use store::Reader;

use super::UnderWay;
use super::site::Printed;
use crate::border::ExportRequest;
use crate::head::Head;
use crate::pictures::kinds;
use crate::room::Room;
use crate::view::{hex, story_id};
use crate::{Error, Result};

impl Room {
    /// The words and facts of a publication that is under way.
    pub(super) fn printed(&self, story: StoryId, under_way: &UnderWay) -> Result<Printed> {
        let head = self.load(story, self.fresh_peer())?;
        let hash: ContentHash = under_way.content_hash.parse()?;
        let again = head
            .state
            .live
            .as_ref()
            .is_some_and(|live| live.content_hash == hash.0);
        let published = if again {
            None
        } else {
            Some(under_way.fired_at)
        };
        self.print(
            &head,
            hash,
            under_way.approval.parse()?,
            &under_way.first_published,
            published,
        )
    }

    /// The approved or live revision as a page; with `draft`, the working copy.
    pub(crate) fn export(&mut self, request: &ExportRequest) -> Result<Vec<u8>> {
        let profile: Profile = request.profile.parse().map_err(|_| Error::UnknownProfile {
            profile: request.profile.clone(),
        })?;
        let settings = TargetSettings {
            name: String::new(),
            profile,
        };
        let head = self.load(story_id(&request.story)?, self.fresh_peer())?;
        let state = &head.state;
        self.may_leave(state)?;
        let files = if request.draft {
            let reading = head.whole()?;
            let pictures = kinds(&self.pictures_of(reading)?);
            working_copy(reading, &pictures, &settings)?
        } else {
            if state.withdrawn.is_some() {
                return Err(newsroom::Refusal::Withdrawn.into());
            }
            let approved = state
                .approval
                .as_ref()
                .filter(|approval| approval.content_hash == head.hash.0);
            let (hash, approval) = match (approved, &state.live) {
                (Some(approval), _) => (approval.content_hash, approval.entry),
                (None, Some(live)) => (live.content_hash, live.approval),
                (None, None) => {
                    return Err(Error::NothingApproved {
                        story: request.story.clone(),
                    });
                }
            };
            let first = self.first_published(state)?;
            let printed = self.print(&head, ContentHash(hash), approval, &first, None)?;
            plan(&printed.reading, &printed.record, &settings)?
        };
        let page = files.into_iter().find_map(|file| match file.content {
            press::FileContent::Inline(bytes) => Some(bytes),
            press::FileContent::Media(_) => None,
        });
        Ok(page.unwrap_or_default())
    }

    /// Nothing leaves on hold or before its embargo, drafts included.
    pub(crate) fn may_leave(&self, state: &StoryState) -> Result<()> {
        if let Some(hold) = state.hold() {
            return Err(newsroom::Refusal::OnHold {
                reason: hold.reason.clone(),
                by: hold.by,
            }
            .into());
        }
        match &state.embargo {
            Some(embargo) if embargo.at.instant > self.now() => {
                Err(newsroom::Refusal::EmbargoUntil {
                    at: embargo.at.clone(),
                }
                .into())
            }
            _ => Ok(()),
        }
    }

    /// When readers had it first, or would have it: its schedule, else when it was approved.
    fn first_published(&self, state: &StoryState) -> Result<String> {
        if let Some(live) = &state.live {
            return Ok(live.first_published.clone());
        }
        let scheduled = state.schedule.as_ref().map(|schedule| schedule.at.instant);
        let approved = state.approval.as_ref().map(|approval| approval.at);
        Ok(newsroom::rfc3339(
            scheduled.or(approved).unwrap_or(0),
            &self.roster()?.zone,
        )?)
    }

    pub(crate) fn words_of(&self, story: StoryId, hash: ContentHash) -> Result<Reading> {
        self.store.read(|reader| reading_of(reader, story, hash))
    }

    fn print(
        &self,
        head: &Head,
        hash: ContentHash,
        approval: EntryId,
        first_published: &str,
        published: Option<i64>,
    ) -> Result<Printed> {
        let reading = self.words_of(head.story, hash)?;
        self.print_with(head, reading, hash, approval, first_published, published)
    }

    /// A page of these words, which `approval` lets out.
    pub(crate) fn print_with(
        &self,
        head: &Head,
        reading: Reading,
        hash: ContentHash,
        approval: EntryId,
        first_published: &str,
        published: Option<i64>,
    ) -> Result<Printed> {
        let zone = self.roster()?.zone;
        let people = self.all_people()?;
        let signed = self.store.read(|reader| signed(reader, head, approval))?;
        // The first time out, the page has changed when it was published and not a second later.
        let last_modified = match (published, &head.state.live) {
            (Some(at), Some(_)) => newsroom::rfc3339(at, &zone)?,
            (None, Some(live)) if went_out_before(&head.state, live.content_hash) => {
                newsroom::rfc3339(live.at, &zone)?
            }
            _ => first_published.to_owned(),
        };
        let facts = head
            .state
            .approval
            .as_ref()
            .filter(|held| held.is_named_by(approval));
        let pictures = self.pictures_of(&reading)?;
        Ok(Printed {
            reading,
            record: PublicationRecord {
                story: head.story.to_string(),
                revision: signed.revision,
                content_hash: hash.to_string(),
                canonical_version: manuscript::CANONICAL_VERSION,
                approval_entry: hex(&signed.approval.bytes),
                roster_entry: hex(&signed.roster.bytes),
                approved_by: signed
                    .by
                    .map(|person| self.name_of(&people, person))
                    .unwrap_or_default(),
                approved_by_author: facts.is_some_and(|approval| approval.by_author),
                first_published: first_published.to_owned(),
                published_at: published.map_or_else(
                    || Ok(first_published.to_owned()),
                    |at| newsroom::rfc3339(at, &zone),
                )?,
                last_modified,
                zone,
                withdrawn: false,
                pictures: kinds(&pictures),
            },
            pictures,
            slugline: head.furniture.slugline.clone(),
        })
    }
}

/// An approval with the entries that prove it.
struct Signed {
    approval: Entry,
    roster: Entry,
    by: Option<newsroom::PersonId>,
    revision: u32,
}

fn signed(reader: &Reader<'_>, head: &Head, approval: EntryId) -> Result<Signed> {
    let entry = reader.log().entry(approval)?;
    let said: StepEntry = match newsroom::decode(&entry.envelope.kind, &entry.envelope.payload)? {
        Payload::Step(said) => *said,
        _ => return Err(newsroom::Refusal::NotApproved.into()),
    };
    let (roster, _) = head.rosters.stated(said.roster).ok_or(Error::NoRoster)?;
    Ok(Signed {
        roster: reader.log().entry(roster)?,
        by: head.rosters.person(entry.envelope.device),
        revision: said.revision.map_or(0, |revision| revision.number),
        approval: entry,
    })
}

/// The bytes that were approved, read back from the revision and checked against the hash.
fn reading_of(reader: &Reader<'_>, story: StoryId, hash: ContentHash) -> Result<Reading> {
    let bytes = reader.revisions().bytes_of_hash(story, hash)?;
    let bytes = bytes.ok_or_else(|| Error::NothingApproved {
        story: story.to_string(),
    })?;
    Ok(from_canonical(&bytes)?)
}

/// Whether other words of this story went out earlier.
fn went_out_before(state: &StoryState, live: [u8; 32]) -> bool {
    let other =
        |step: &Step| matches!(step, Step::Publish { content_hash, .. } if *content_hash != live);
    state
        .trail
        .iter()
        .any(|line| line.standing == Standing::Done && other(&line.step))
}
