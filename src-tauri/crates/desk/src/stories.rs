//! Stories as the desk lists them and as one is shown.
//!
//! The list reads rows where the row says enough and folds only what is on the desk; the archive may be large.

use std::collections::BTreeMap;

use manuscript::{Furniture, plain, tks};
use newsroom::{
    BareFigure, DeskState, FigureLack, Person, PersonId, Roster, StoryState, ZonedTime,
};
use store::StoryFilter;

use crate::Result;
use crate::border::*;
use crate::error::refusal;
use crate::facts;
use crate::head::Head;
use crate::live_story;
use crate::opening::roles_of;
use crate::pictures::bare_figures;
use crate::revisions::last_filed;
use crate::room::Room;
use crate::steps::vouches;
use crate::trail::{revisions, trail};
use crate::view::{initials, proposed_slugline, rfc3339, story_id};

/// How many finished stories the desk still lists, newest first.
const DONE: u32 = 60;
const ON_THE_DESK: [&str; 8] = [
    "pitch",
    "assigned",
    "draft",
    "filed",
    "editing",
    "copy",
    "approved",
    "scheduled",
];
const DONE_STATES: [&str; 2] = ["idle", "spiked"];

impl Room {
    pub(crate) fn desk_list(&mut self) -> Result<DeskView> {
        let people = self.all_people()?;
        let roster = self.roster()?;
        let mut rows = Vec::new();
        for listed in self.listed()? {
            let head = self.load(listed.id, self.fresh_peer())?;
            rows.push(self.row(&head, &people, &roster));
        }
        Ok(DeskView { rows })
    }

    /// The rows of what is on the desk, and of what left it last.
    pub(crate) fn listed(&self) -> Result<Vec<store::StoryRow>> {
        let mut rows = self.rows_in(&ON_THE_DESK, None)?;
        rows.extend(self.rows_in(&DONE_STATES, Some(DONE))?);
        Ok(rows)
    }

    fn rows_in(&self, states: &[&str], limit: Option<u32>) -> Result<Vec<store::StoryRow>> {
        let states = states.iter().map(|state| (*state).to_owned()).collect();
        let filter = StoryFilter {
            states,
            limit,
            ..StoryFilter::default()
        };
        self.store
            .read(|reader| Ok::<_, crate::Error>(reader.stories().list(&filter)?))
    }

    pub(crate) fn story(&mut self, story: &str) -> Result<StoryView> {
        let head = self.load(story_id(story)?, self.fresh_peer())?;
        self.view(&head)
    }

    pub(crate) fn stash(&mut self, story: &str) -> Result<String> {
        let head = self.load(story_id(story)?, self.fresh_peer())?;
        Ok(head.manuscript.stash())
    }

    /// Everything around one story's text.
    pub(crate) fn view(&self, head: &Head) -> Result<StoryView> {
        let people = self.all_people()?;
        let roster = self.roster()?;
        let furniture = &head.furniture;
        let state = &head.state;
        let row = self.row(head, &people, &roster);
        let name = |person: PersonId| self.name_of(&people, person);
        let me = self.seat.as_ref().map(|seat| seat.person);
        let may_type = self.read_only().is_none()
            && me.is_some_and(|me| state.may_type(me, &facts::credited(furniture)));
        let facts = self
            .store
            .read(|reader| facts::facts(reader, head, self.now()))?;
        let headline = plain(&head.reading.headline);
        let last = state.last_revision();
        let my_section = me
            .and_then(|me| people.iter().find(|person| person.id == me))
            .and_then(|me| me.section.clone());
        Ok(StoryView {
            kicker: plain(&head.reading.kicker),
            standfirst: plain(&head.reading.standfirst),
            brief: state.assignment.brief.clone(),
            dateline: plain(&head.reading.dateline),
            language: furniture.language.clone(),
            web_address: head.reading.web_address.clone(),
            web_address_fixed: furniture.web_address_fixed,
            byline: press::byline(&head.reading),
            byline_rewritten: furniture.byline.is_some(),
            credits: furniture.credits.iter().map(credit_view).collect(),
            tags: furniture.tags.clone(),
            related: furniture.related.iter().map(related_view).collect(),
            head_hash: head.hash.to_string(),
            next_revision: next_revision(head),
            head_is_sealed: last.is_some_and(|last| last.revision.content_hash == head.hash.0),
            revisions: revisions(head, &name),
            filed_revision: last_filed(state),
            read_at: self.read_before_it_changed(head)?.map(rfc3339),
            approval: state.approval.as_ref().map(|approval| ApprovalView {
                revision: approval.revision,
                content_hash: manuscript::ContentHash(approval.content_hash).to_string(),
                by: name(approval.by),
                at: rfc3339(approval.at),
                by_author: approval.by_author,
                holds: approval.content_hash == head.hash.0,
            }),
            embargo: state.embargo.as_ref().map(|embargo| EmbargoView {
                until: rfc3339(embargo.at.instant),
                local: embargo.at.local.clone(),
                zone: embargo.at.zone.clone(),
                source: embargo.source.clone(),
                terms: embargo.terms.clone(),
                passed: embargo.at.instant <= self.now(),
            }),
            schedule: state.schedule.as_ref().map(|schedule| ScheduleView {
                at: rfc3339(schedule.at.instant),
                local: schedule.at.local.clone(),
                zone: schedule.at.zone.clone(),
                targets: schedule.targets.clone(),
                counts: state.schedule_counts(head.hash_bytes()),
            }),
            live: state.live.as_ref().map(|live| LiveView {
                revision: live.revision,
                content_hash: manuscript::ContentHash(live.content_hash).to_string(),
                first_published: live.first_published.clone(),
                at: rfc3339(live.at),
                targets: live.targets.iter().cloned().collect(),
            }),
            withdrawn: live_story::withdrawn(state, &name),
            update: self.update(head, &name)?,
            checks: live_story::checks(head, &name),
            to_be_read: live_story::to_be_read(state, me, &name),
            corrections: live_story::corrections(head),
            may_type,
            may_suggest: match &self.seat {
                Some(seat) if !may_type && self.read_only().is_none() => {
                    self.may_suggest(head, seat)?
                }
                _ => false,
            },
            open_suggestions: u32::try_from(head.manuscript.open_suggestions()).unwrap_or(u32::MAX),
            read_only: if may_type {
                None
            } else {
                Some(self.why_read_only(&row))
            },
            steps: self.offers(head, &people, &facts)?,
            tks: tks(&head.reading),
            bare_pictures: bare_figures(&head.reading)
                .into_iter()
                .map(bare_picture_view)
                .collect(),
            proposed_slugline: if furniture.slugline.is_empty() {
                proposed_slugline(&headline)
            } else {
                furniture.slugline.clone()
            },
            proposed_section: if furniture.section.is_empty() {
                my_section.unwrap_or_default()
            } else {
                furniture.section.clone()
            },
            trail: trail(state, &name),
            comments: self.comments(head, &people)?,
            same_laptop: self.holds_an_authors_key(state)?,
            approvers: self.approvers(head, &people, &facts)?,
            row,
        })
    }

    fn row(&self, head: &Head, people: &[Person], roster: &Roster) -> StoryRow {
        let state = &head.state;
        let furniture = &head.furniture;
        let desk_state = state.desk_state(head.hash_bytes());
        let someone = |person: PersonId| Someone {
            id: person.to_string(),
            name: self.name_of(people, person),
            initials: initials(&self.name_of(people, person)),
            roles: roles_of(roster, &person.to_string()),
        };
        let void = state.is_void(head.hash_bytes());
        let hold = state.hold();
        let time = |at: &Option<ZonedTime>| at.as_ref().map(|at| rfc3339(at.instant));
        StoryRow {
            id: head.story.to_string(),
            slugline: furniture.slugline.clone(),
            headline: plain(&head.reading.headline),
            pitch: state.assignment.line.clone(),
            section: furniture.section.clone(),
            desk_state: desk_state.name().to_owned(),
            live_state: state.live_state().name().to_owned(),
            sent_back: state.is_sent_back(),
            void_revision: state
                .approval
                .as_ref()
                .filter(|_| void)
                .map(|approval| approval.revision),
            with: with(state, desk_state).map(someone),
            authors: furniture
                .credits
                .iter()
                .map(|credit| credit.printed.name.clone())
                .collect(),
            words: head.words,
            words_commissioned: state.assignment.words,
            due_at: time(&state.assignment.due_at),
            planned_at: time(&state.assignment.planned_at),
            scheduled_for: state
                .schedule
                .as_ref()
                .map(|schedule| rfc3339(schedule.at.instant)),
            embargo_until: state
                .embargo
                .as_ref()
                .map(|embargo| rfc3339(embargo.at.instant)),
            on_hold: hold.map(|hold| HoldView {
                reason: hold.reason.clone(),
                by: self.name_of(people, hold.by),
                at: step_time(state, hold.entry),
            }),
            revision: state.last_revision().map(|last| last.revision.number),
            since: state
                .last_step
                .as_ref()
                .map_or_else(String::new, |last| step_time(state, last.entry)),
            edited_at: rfc3339(head.edited_at),
            published_at: state.live.as_ref().map(|live| rfc3339(live.at)),
            approved_by_author: state
                .approval
                .as_ref()
                .is_some_and(|approval| approval.by_author),
            to_be_read: !state.to_be_read.is_empty(),
            read_until: state
                .to_be_read
                .iter()
                .filter_map(newsroom::ToBeRead::until)
                .min()
                .map(rfc3339),
            waiting_for_me: self.waits_for_me(head, desk_state, roster),
        }
    }

    /// Whether the next step is that of whoever sits at the desk.
    fn waits_for_me(&self, head: &Head, desk_state: DeskState, roster: &Roster) -> bool {
        let Some(seat) = &self.seat else { return false };
        let roles = roles_of(roster, &seat.person.to_string());
        let edits = roles
            .iter()
            .any(|role| matches!(role.as_str(), "desk_editor" | "chief"));
        let credited = facts::credited(&head.furniture);
        let unread = head.state.to_be_read.iter();
        let to_read = edits && unread.clone().any(|unread| unread.by != seat.person);
        match desk_state {
            _ if to_read => true,
            DeskState::Copy => match head.state.holder {
                Some(holder) => holder == seat.person,
                None => roles.iter().any(|role| role == "copy_editor"),
            },
            DeskState::Pitch => edits,
            DeskState::Assigned => head.state.draft_by == Some(seat.person),
            DeskState::Draft => {
                head.state.is_sent_back() && head.state.may_type(seat.person, &credited)
            }
            DeskState::Filed => edits && head.state.holder.is_none(),
            DeskState::Editing => head.state.holder == Some(seat.person),
            DeskState::Approved => edits,
            _ => false,
        }
    }

    fn why_read_only(&self, row: &StoryRow) -> Refused {
        match self.read_only() {
            Some(code) => Refused {
                code,
                params: BTreeMap::new(),
            },
            None => not_ones_turn(row),
        }
    }

    /// Each step of a story with the reason when it cannot be taken now.
    fn offers(
        &self,
        head: &Head,
        people: &[Person],
        facts: &newsroom::Facts,
    ) -> Result<Vec<StepOffer>> {
        let Some(seat) = &self.seat else {
            return Ok(Vec::new());
        };
        let actor = facts::actor(self, seat)?;
        let roster = head.rosters.latest().ok_or(crate::Error::NoRoster)?;
        let allowed = newsroom::allowed(&head.state, &actor, roster, facts);
        let offer = |(step, may): (
            newsroom::StepName,
            std::result::Result<(), newsroom::Refusal>,
        )| StepOffer {
            step: step.name().to_owned(),
            refused: match seat.key() {
                Ok(_) => match may {
                    Err(reason) => {
                        let by = crate::error::person_of(&reason)
                            .map(|person| self.name_of(people, person));
                        Some(refusal(&reason, by.as_deref()))
                    }
                    Ok(()) if vouches(step) => head.whole().err().map(|unread| unread.refused()),
                    Ok(()) => None,
                },
                Err(restored) => Some(restored.refused()),
            },
        };
        Ok(allowed.into_iter().map(offer).collect())
    }

    /// Whether an author's key lies on this laptop beside the reader's own.
    fn holds_an_authors_key(&self, state: &StoryState) -> Result<bool> {
        let me = self.seat.as_ref().map(|seat| seat.person);
        for file in store::key_files(&self.folder)?.files {
            let person = file.holder()?.person;
            if Some(person) != me && state.authors.contains(&person) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts the name of the person whom a refusal is about into it, and that of a damaged page.
    pub(crate) fn naming(&self, error: crate::Error) -> crate::Error {
        let refusal = match error {
            crate::Error::Refused { refusal, by: None } => refusal,
            crate::Error::Store(error) => return self.store.naming_the_page(error).into(),
            other => return other,
        };
        let named = crate::error::person_of(&refusal).zip(self.all_people().ok());
        let by = named.map(|(person, people)| self.name_of(&people, person));
        crate::Error::Refused { refusal, by }
    }
}

/// What a revision sealed now would be called: the last one's number again when nothing has changed.
pub(crate) fn next_revision(head: &Head) -> u32 {
    match head.state.last_revision() {
        Some(last) if last.revision.content_hash == head.hash.0 => last.revision.number,
        _ => head.state.next_revision(),
    }
}

/// Who works on it: who took it, else the one who drafts it.
fn with(story: &StoryState, desk_state: DeskState) -> Option<PersonId> {
    match desk_state {
        state if state.is_before_filing() => story.draft_by,
        DeskState::Idle | DeskState::Spiked => None,
        _ => story.holder,
    }
}

fn not_ones_turn(row: &StoryRow) -> Refused {
    let with = row
        .with
        .as_ref()
        .map_or_else(String::new, |someone| someone.name.clone());
    Refused {
        code: "may-not-type".to_owned(),
        params: [
            ("state".to_owned(), row.desk_state.clone()),
            ("with".to_owned(), with),
        ]
        .into(),
    }
}

pub(crate) fn step_time(state: &StoryState, entry: newsroom::EntryId) -> String {
    state
        .trail
        .iter()
        .find(|line| line.entry == entry)
        .map_or_else(String::new, |line| rfc3339(line.at))
}

pub(crate) fn credit_view(credit: &manuscript::CreditLine) -> CreditView {
    CreditView {
        person: credit.person.clone(),
        name: credit.printed.name.clone(),
        role: credit.printed.role.clone(),
        place: credit.printed.place.clone(),
        slug: credit.printed.slug.clone(),
        bio: credit.printed.bio.clone(),
        outlet: credit.printed.outlet.clone(),
        title: credit.printed.title.clone(),
    }
}

fn related_view(related: &manuscript::Related) -> RelatedView {
    RelatedView {
        headline: related.headline.clone(),
        web_address: related.web_address.clone(),
    }
}

fn bare_picture_view(figure: BareFigure) -> BarePictureView {
    let lacks = match figure.lacks {
        FigureLack::Alt => "alt",
        FigureLack::Caption => "caption",
        FigureLack::Credit => "credit",
    };
    BarePictureView {
        number: figure.number,
        lacks: lacks.to_owned(),
    }
}

/// A credit as the story keeps it; what the screen does not show stays as it was.
pub(crate) fn credit_line(view: &CreditView, kept: &Furniture) -> manuscript::CreditLine {
    let before = kept
        .credits
        .iter()
        .find(|credit| credit.person == view.person && credit.printed.name == view.name);
    manuscript::CreditLine {
        person: view.person.clone(),
        printed: manuscript::Credit {
            name: view.name.clone(),
            role: view.role.clone(),
            place: view.place.clone(),
            slug: view.slug.clone(),
            bio: view.bio.clone(),
            outlet: view.outlet.clone(),
            title: view.title.clone(),
            photo: before.and_then(|credit| credit.printed.photo),
        },
    }
}
