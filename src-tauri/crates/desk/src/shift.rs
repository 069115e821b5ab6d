//! The note at the end of a shift: what the desk did today, and what whoever comes next finds there.
//!
//! It is made from the same rows that the desk shows, so it says nothing that the screen does not. A story stands once
//! under each heading that is true of it. Not here: its words, and the list itself (`stories`).

use chrono::{DateTime, Days, NaiveDate};
use chrono_tz::Tz;

use crate::Result;
use crate::border::{ShiftHeading, ShiftLine, ShiftNote, StoryRow};
use crate::room::Room;
use crate::view::rfc3339;

impl Room {
    pub(crate) fn shift_note(&mut self) -> Result<ShiftNote> {
        let (rows, zone, now) = (self.desk_list()?.rows, self.roster()?.zone, self.now());
        Ok(note(&rows, &zone, &rfc3339(now)))
    }
}

/// `now` as RFC 3339; days are the newsroom's.
fn note(rows: &[StoryRow], name: &str, now: &str) -> ShiftNote {
    let zone: Tz = name.parse().unwrap_or(Tz::UTC);
    let today = day_of(now, zone);
    let tomorrow = today.and_then(|day| day.checked_add_days(Days::new(1)));
    let is_on = |at: Option<&str>, day: Option<NaiveDate>| {
        day.is_some() && at.and_then(|at| day_of(at, zone)) == day
    };
    let about = |heading: ShiftHeading, row: &StoryRow| match heading {
        ShiftHeading::Published => is_on(row.published_at.as_deref(), today),
        ShiftHeading::Filed => is_at_the_desk(row),
        ShiftHeading::Approved => row.desk_state == "approved",
        ShiftHeading::Scheduled => row.desk_state == "scheduled",
        ShiftHeading::Blocked => is_open(row) && is_blocked(row, now),
        ShiftHeading::ToBeRead => row.to_be_read,
        ShiftHeading::DueTomorrow => is_open(row) && is_on(row.due_at.as_deref(), tomorrow),
        ShiftHeading::Spiked => row.desk_state == "spiked" && is_on(Some(&row.since), today),
    };
    let lines = ShiftHeading::ALL.into_iter().flat_map(|heading| {
        let rows = rows.iter().filter(move |row| about(heading, row));
        rows.map(move |row| line(heading, row))
    });
    ShiftNote {
        at: now.to_owned(),
        zone: name.to_owned(),
        lines: lines.collect(),
    }
}

fn line(heading: ShiftHeading, row: &StoryRow) -> ShiftLine {
    let at = match heading {
        ShiftHeading::Published => row.published_at.clone(),
        ShiftHeading::Scheduled => row.scheduled_for.clone(),
        ShiftHeading::DueTomorrow => row.due_at.clone(),
        ShiftHeading::Blocked if row.on_hold.is_none() => row.embargo_until.clone(),
        _ => Some(row.since.clone()),
    };
    let hold = row
        .on_hold
        .as_ref()
        .filter(|_| heading == ShiftHeading::Blocked);
    ShiftLine {
        heading,
        story: row.id.clone(),
        slugline: row.slugline.clone(),
        headline: row.headline.clone(),
        with: row.with.as_ref().map(|someone| someone.name.clone()),
        at,
        reason: hold.map(|hold| hold.reason.clone()),
        void_revision: row
            .void_revision
            .filter(|_| heading == ShiftHeading::Blocked),
    }
}

fn is_open(row: &StoryRow) -> bool {
    !matches!(row.desk_state.as_str(), "idle" | "spiked")
}

/// Filed, and not yet approved.
fn is_at_the_desk(row: &StoryRow) -> bool {
    matches!(row.desk_state.as_str(), "filed" | "editing" | "copy")
}

/// What stands in the way of its going out, as far as its row says.
fn is_blocked(row: &StoryRow, now: &str) -> bool {
    let embargoed = row
        .embargo_until
        .as_deref()
        .is_some_and(|until| until > now);
    row.on_hold.is_some() || row.void_revision.is_some() || embargoed
}

fn day_of(at: &str, zone: Tz) -> Option<NaiveDate> {
    let at = DateTime::parse_from_rfc3339(at).ok()?;
    Some(at.with_timezone(&zone).date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::border::HoldView;

    const NOW: &str = "2026-11-24T23:30:00+00:00";

    fn row(slugline: &str, desk_state: &str) -> StoryRow {
        StoryRow {
            slugline: slugline.to_owned(),
            desk_state: desk_state.to_owned(),
            since: "2026-11-24T12:00:00+00:00".to_owned(),
            ..StoryRow::default()
        }
    }

    fn check(rows: &[StoryRow], zone: &str, expected: &[(ShiftHeading, &str)]) {
        let note = note(rows, zone, NOW);
        let said: Vec<(ShiftHeading, &str)> = note
            .lines
            .iter()
            .map(|line| (line.heading, line.slugline.as_str()))
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn each_story_stands_under_what_is_true_of_it() {
        let held = StoryRow {
            on_hold: Some(HoldView {
                reason: "The lawyer reads it".to_owned(),
                by: String::new(),
                at: String::new(),
            }),
            ..row("HELD", "editing")
        };
        let rows = [
            row("FILED", "filed"),
            held,
            row("READY", "approved"),
            row("DRAFT", "draft"),
        ];
        check(
            &rows,
            "Europe/London",
            &[
                (ShiftHeading::Filed, "FILED"),
                (ShiftHeading::Filed, "HELD"),
                (ShiftHeading::Approved, "READY"),
                (ShiftHeading::Blocked, "HELD"),
            ],
        );
    }

    #[test]
    fn today_and_tomorrow_are_the_newsrooms() {
        let due = StoryRow {
            due_at: Some("2026-11-25T09:00:00+00:00".to_owned()),
            ..row("DUE", "draft")
        };
        let live = StoryRow {
            published_at: Some("2026-11-24T15:30:00+00:00".to_owned()),
            ..row("LIVE", "idle")
        };
        let rows = [due, live];
        check(
            &rows,
            "Europe/London",
            &[
                (ShiftHeading::Published, "LIVE"),
                (ShiftHeading::DueTomorrow, "DUE"),
            ],
        );
        // In Seoul it is the 25th already: what went out at half past midnight is today's, and the due time today too.
        check(&rows, "Asia/Seoul", &[(ShiftHeading::Published, "LIVE")]);
    }

    #[test]
    fn a_quiet_desk_makes_an_empty_note() {
        check(&[row("IDEA", "pitch")], "Europe/London", &[]);
    }
}
