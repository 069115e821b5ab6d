//! What the entries of a story say to one person: what became of their copy, what was said to them, what waits for them.
//!
//! Nothing of it is stored. The same entries, the same words and the same moment give the same lines, so a line has an
//! identity: its kind and the entry that it comes from. What somebody has seen of them is kept elsewhere, by that.
//!
//! Not here: which stories are asked, what a line is called for people, and telling it.

use crate::{
    Check, CheckKind, DeskState, EntryId, PersonId, Role, Roster, Step, StepName, StoryState,
    TrailLine,
};

/// Something that concerns one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxLine {
    pub kind: InboxKind,
    /// The entry that it comes from.
    pub entry: EntryId,
    /// None when the publisher did it, or nobody.
    pub by: Option<PersonId>,
    /// In milliseconds since 1970.
    pub at: i64,
    /// What was said with it; may be empty.
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InboxKind {
    /// An emergency publication that nobody has read within its hour.
    Unread,
    /// Its time has passed, and readers have not got it.
    Missed,
    /// It is due, and could not be written.
    Failed,
    Void,
    /// A later embargo has overtaken the schedule.
    Asleep,
    SentBack,
    Approved,
    Published,
    Withdrawn,
    Spiked,
    Held,
    /// Somebody else has it now.
    Taken,
    /// A comment that has to be settled.
    Query,
    Mention,
    Reply,
    /// Somebody asks for a story.
    Asked,
    Pitched,
    Filed,
    InCopy,
    /// A check that is asked for.
    Check,
    /// One person did something alone.
    ToRead,
}

/// Who asks, and what the entries alone do not say.
#[derive(Debug, Clone, Copy)]
pub struct InboxFacts<'a> {
    pub person: PersonId,
    pub roster: &'a Roster,
    pub section: &'a str,
    pub head_hash: Option<[u8; 32]>,
    /// Who wrote in it last, and when its words last changed.
    pub changed: (Option<PersonId>, i64),
    /// The publisher has tried and could not.
    pub failed: bool,
    pub now: i64,
}

/// What concerns one person about one story, in the order of the story.
pub fn inbox(state: &StoryState, facts: &InboxFacts<'_>) -> Vec<InboxLine> {
    let asked = Asked { state, facts };
    let mut lines = asked.happened();
    lines.extend(asked.said());
    lines.extend(asked.changed());
    lines.extend(asked.late());
    lines.extend(asked.waits());
    lines
}

impl InboxKind {
    pub const ALL: [Self; 21] = [
        Self::Unread,
        Self::Missed,
        Self::Failed,
        Self::Void,
        Self::Asleep,
        Self::SentBack,
        Self::Approved,
        Self::Published,
        Self::Withdrawn,
        Self::Spiked,
        Self::Held,
        Self::Taken,
        Self::Query,
        Self::Mention,
        Self::Reply,
        Self::Asked,
        Self::Pitched,
        Self::Filed,
        Self::InCopy,
        Self::Check,
        Self::ToRead,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Missed => "missed",
            Self::Failed => "failed",
            Self::Void => "void",
            Self::Asleep => "asleep",
            Self::SentBack => "sent_back",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
            Self::Spiked => "spiked",
            Self::Held => "held",
            Self::Taken => "taken",
            Self::Query => "query",
            Self::Mention => "mention",
            Self::Reply => "reply",
            Self::Asked => "asked",
            Self::Pitched => "pitched",
            Self::Filed => "filed",
            Self::InCopy => "in_copy",
            Self::Check => "check",
            Self::ToRead => "to_read",
        }
    }
}

struct Asked<'a> {
    state: &'a StoryState,
    facts: &'a InboxFacts<'a>,
}

impl Asked<'_> {
    /// Whose copy it is: whoever is to write it, wrote it or is credited in a revision.
    fn is_mine(&self) -> bool {
        let me = self.facts.person;
        self.state.draft_by == Some(me) || self.state.authors.contains(&me)
    }

    /// Mine, or one that I approved, gave its time, or have.
    fn concerns_me(&self) -> bool {
        let state = self.state;
        let approval = state.approval.as_ref().map(|approval| approval.by);
        let schedule = state.schedule.as_ref().map(|schedule| schedule.by);
        self.is_mine() || [approval, schedule, state.holder].contains(&Some(self.facts.person))
    }

    fn is_one_of(&self, roles: &[Role]) -> bool {
        let section = Some(self.facts.section).filter(|section| !section.is_empty());
        let has = |role: &Role| self.facts.roster.has(self.facts.person, *role, section);
        roles.iter().any(has)
    }

    fn is_me(&self, person: Option<PersonId>) -> bool {
        person == Some(self.facts.person)
    }

    /// What others did with a story of mine.
    fn happened(&self) -> Vec<InboxLine> {
        let mut had = None;
        let mut lines = Vec::new();
        for line in self.state.trail.iter().filter(|line| line.is_done()) {
            let kind = self.kind_of(line, had);
            if let Some(kind) = kind.filter(|_| !self.is_me(line.person)) {
                lines.push(of_step(kind, line));
            }
            match &line.step {
                Step::Take => had = line.person,
                Step::PutBack
                | Step::SendBack { .. }
                | Step::Publish { .. }
                | Step::Spike { .. } => had = None,
                _ => {}
            }
        }
        lines
    }

    /// What a step means to whoever asks. `had`: who had the story until then.
    fn kind_of(&self, line: &TrailLine, had: Option<PersonId>) -> Option<InboxKind> {
        let (mine, concerns) = (self.is_mine(), self.concerns_me());
        match &line.step {
            Step::SendBack { .. } if mine => Some(InboxKind::SentBack),
            Step::Approve { .. } | Step::ApproveMinor { .. } | Step::BreakGlass { .. } if mine => {
                Some(InboxKind::Approved)
            }
            Step::Publish { .. } if concerns => Some(InboxKind::Published),
            Step::Withdraw { .. } if concerns => Some(InboxKind::Withdrawn),
            Step::Spike { .. } if mine => Some(InboxKind::Spiked),
            Step::Hold { .. } if concerns => Some(InboxKind::Held),
            Step::Take if mine || self.is_me(had) => Some(InboxKind::Taken),
            Step::Commission { person, .. } if self.is_me(Some(*person)) => Some(InboxKind::Asked),
            Step::Assign { person, .. } if self.is_me(*person) => Some(InboxKind::Asked),
            _ => None,
        }
    }

    /// What others said to me. A name in it goes before all else; a query before an answer.
    fn said(&self) -> Vec<InboxLine> {
        let me = self.facts.person;
        let mut lines = Vec::new();
        for thread in &self.state.comments {
            let to_me = thread.mentions.contains(&me);
            let kind = match thread.blocking {
                _ if to_me => Some(InboxKind::Mention),
                true if self.is_mine() && thread.resolved.is_none() => Some(InboxKind::Query),
                _ => None,
            };
            let mut remarks = vec![(kind, thread.entry, thread.by, thread.at, thread.asks())];
            let mut in_it = thread.by == me;
            for reply in &thread.replies {
                let kind = match reply.mentions.contains(&me) {
                    true => Some(InboxKind::Mention),
                    false => in_it.then_some(InboxKind::Reply),
                };
                remarks.push((kind, reply.entry, reply.by, reply.at, &reply.text));
                in_it |= reply.by == me;
            }
            let by_others = remarks.into_iter().filter(|(_, _, by, _, _)| *by != me);
            lines.extend(by_others.filter_map(|(kind, entry, by, at, words)| {
                Some(InboxLine {
                    kind: kind?,
                    entry,
                    by: Some(by),
                    at,
                    words: words.to_owned(),
                })
            }));
        }
        lines
    }

    /// An approval that no longer holds, and a schedule that an embargo has overtaken.
    fn changed(&self) -> Vec<InboxLine> {
        let mut lines = Vec::new();
        if !self.concerns_me() {
            return lines;
        }
        let (by, at) = self.facts.changed;
        let void = self.state.is_void(self.facts.head_hash) && !self.is_me(by);
        if let Some(approval) = self.state.approval.as_ref().filter(|_| void) {
            lines.push(silent(InboxKind::Void, approval.entry, by, at));
        }
        let asleep = self.state.schedule.as_ref().filter(|it| it.asleep);
        let embargo = self.state.embargo.as_ref();
        let embargo = embargo.filter(|embargo| !self.is_me(Some(embargo.by)));
        if let (Some(_), Some(embargo), None) = (asleep, embargo, &self.state.withdrawn) {
            let mut set = self.state.trail.iter();
            let at = set.find(|line| line.entry == embargo.entry);
            let at = at.map_or(self.facts.now, |line| line.at);
            let by = Some(embargo.by);
            lines.push(silent(InboxKind::Asleep, embargo.entry, by, at));
        }
        lines
    }

    /// A time that has passed without its publication: for those whom it concerns, and those who can publish it.
    fn late(&self) -> Vec<InboxLine> {
        let Some(schedule) = self.state.open_schedule() else {
            return Vec::new();
        };
        let late = self.facts.now - schedule.at.instant;
        let sleeps = !self.state.schedule_counts(self.facts.head_hash);
        let kind = match late {
            ..0 => None,
            _ if sleeps || late > crate::Scheduled::GRACE => Some(InboxKind::Missed),
            _ => self.facts.failed.then_some(InboxKind::Failed),
        };
        let told = self.concerns_me() || self.is_one_of(&[Role::DeskEditor, Role::Production]);
        let line = |kind| silent(kind, schedule.entry, None, schedule.at.instant);
        kind.filter(|_| told).map(line).into_iter().collect()
    }

    /// What the next person has to do, when that may be whoever asks.
    fn waits(&self) -> Vec<InboxLine> {
        let state = self.state;
        let editor = self.is_one_of(&[Role::DeskEditor]);
        let nobody_has_it = state.holder.is_none();
        let waits = match state.desk {
            DeskState::Pitch if editor => Some((InboxKind::Pitched, StepName::Pitch)),
            DeskState::Filed if editor && nobody_has_it => Some((InboxKind::Filed, StepName::File)),
            DeskState::Copy if nobody_has_it && self.is_one_of(&[Role::CopyEditor]) => {
                Some((InboxKind::InCopy, StepName::ToCopy))
            }
            _ => None,
        };
        let found = waits.and_then(|(kind, step)| {
            let mut newest = state.trail.iter().rev().filter(|line| line.is_done());
            let line = newest.find(|line| line.step.step_name() == step)?;
            (!self.is_me(line.person)).then(|| of_step(kind, line))
        });
        let mut lines: Vec<InboxLine> = found.into_iter().collect();
        lines.extend(self.checks());
        lines.extend(self.to_read());
        lines
    }

    fn checks(&self) -> Vec<InboxLine> {
        let mut lines = Vec::new();
        for kind in CheckKind::ALL {
            let checkers: &[Role] = match kind {
                CheckKind::Legal => &[Role::Legal],
                CheckKind::Checklist => &[Role::DeskEditor, Role::CopyEditor],
            };
            let Check::Required(asked) = self.state.checks.of(kind) else {
                continue;
            };
            let mut trail = self.state.trail.iter();
            let line = trail.find(|line| line.entry == asked.entry);
            if let Some(line) =
                line.filter(|_| self.is_one_of(checkers) && !self.is_me(Some(asked.by)))
            {
                lines.push(of_step(InboxKind::Check, line));
            }
        }
        lines
    }

    /// What somebody did alone; an emergency that nobody has read in its hour is an alarm.
    fn to_read(&self) -> Vec<InboxLine> {
        let may_read = self.is_one_of(&[Role::DeskEditor, Role::Legal]);
        let unread = self.state.to_be_read.iter();
        let others = unread.filter(|unread| may_read && unread.by != self.facts.person);
        let line = |unread: &crate::ToBeRead| {
            let late = unread.until().filter(|_| unread.is_overdue(self.facts.now));
            let (kind, at) = match late {
                Some(until) => (InboxKind::Unread, until),
                None => (InboxKind::ToRead, unread.at),
            };
            let mut trail = self.state.trail.iter();
            let step = trail.find(|line| line.entry == unread.entry);
            let words = step.map_or("", |line| line.step.words());
            InboxLine {
                words: words.to_owned(),
                ..silent(kind, unread.entry, Some(unread.by), at)
            }
        };
        others.map(line).collect()
    }
}

fn of_step(kind: InboxKind, line: &TrailLine) -> InboxLine {
    InboxLine {
        words: line.step.words().to_owned(),
        ..silent(kind, line.entry, line.person, line.at)
    }
}

fn silent(kind: InboxKind, entry: EntryId, by: Option<PersonId>, at: i64) -> InboxLine {
    InboxLine {
        kind,
        entry,
        by,
        at,
        words: String::new(),
    }
}

#[cfg(test)]
mod tests;
