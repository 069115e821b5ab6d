//! The newslist of a day: what the newsroom means to run, with who writes it, how long it is and when it is wanted.
//!
//! It is made from the same rows that the desk shows. Not here: its words, and how it is laid out.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use crate::border::{Newslist, NewslistHeading, NewslistLine, StoryRow};
use crate::room::Room;
use crate::view::rfc3339;
use crate::{Error, Result};

/// What a list is made for.
struct Wanted {
    day: NaiveDate,
    today: NaiveDate,
    zone: Tz,
    /// RFC 3339.
    now: String,
}

impl Room {
    /// Of today when no day is named.
    pub(crate) fn newslist(&mut self, date: Option<&str>) -> Result<Newslist> {
        let (rows, roster, now) = (self.desk_list()?.rows, self.roster()?, rfc3339(self.now()));
        let zone: Tz = roster.zone.parse().unwrap_or(Tz::UTC);
        let today = day_of(&now, zone).unwrap_or_default();
        let day = match date.map(str::trim).filter(|date| !date.is_empty()) {
            Some(date) => date.parse().map_err(|_| Error::NotADate {
                date: date.to_owned(),
            })?,
            None => today,
        };
        let wanted = Wanted {
            day,
            today,
            zone,
            now: now.clone(),
        };
        Ok(Newslist {
            newsroom: roster.name,
            zone: roster.zone,
            date: day.to_string(),
            at: now,
            lines: lines(&rows, &wanted),
        })
    }
}

/// Under each heading the earliest first; without a time by slugline.
fn lines(rows: &[StoryRow], wanted: &Wanted) -> Vec<NewslistLine> {
    let listed = rows
        .iter()
        .filter_map(|row| Some((heading(row, wanted)?, row)));
    let mut listed: Vec<(NewslistHeading, &StoryRow)> = listed.collect();
    listed.sort_by_cached_key(|(heading, row)| {
        (
            *heading,
            runs_at(row).map(str::to_owned),
            row.slugline.clone(),
        )
    });
    let line = |(heading, row)| line(heading, row, &wanted.now);
    listed.into_iter().map(line).collect()
}

fn heading(row: &StoryRow, wanted: &Wanted) -> Option<NewslistHeading> {
    let on = |at: Option<&str>| at.and_then(|at| day_of(at, wanted.zone));
    match row.desk_state.as_str() {
        "spiked" => None,
        "idle" => {
            (on(row.published_at.as_deref()) == Some(wanted.day)).then_some(NewslistHeading::Day)
        }
        _ => match on(runs_at(row)) {
            None => Some(NewslistHeading::Undated),
            Some(day) if day == wanted.day => Some(NewslistHeading::Day),
            Some(day) if day < wanted.today && wanted.day == wanted.today => {
                Some(NewslistHeading::Late)
            }
            Some(_) => None,
        },
    }
}

/// When it runs: the minute it is scheduled for, else when the desk means to run it, else when it is wanted; for one
/// that rests, when it went out.
fn runs_at(row: &StoryRow) -> Option<&str> {
    let scheduled = row
        .scheduled_for
        .as_deref()
        .filter(|_| row.desk_state == "scheduled");
    let published = row
        .published_at
        .as_deref()
        .filter(|_| row.desk_state == "idle");
    published
        .or(scheduled)
        .or(row.planned_at.as_deref())
        .or(row.due_at.as_deref())
}

fn line(heading: NewslistHeading, row: &StoryRow, now: &str) -> NewslistLine {
    let title = if row.headline.is_empty() {
        &row.pitch
    } else {
        &row.headline
    };
    let with = row.with.as_ref().map(|someone| someone.name.clone());
    NewslistLine {
        heading,
        story: row.id.clone(),
        slugline: row.slugline.clone(),
        title: title.clone(),
        section: row.section.clone(),
        reporter: match row.authors.is_empty() {
            true => with.unwrap_or_default(),
            false => row.authors.join(", "),
        },
        words: row.words,
        words_commissioned: row.words_commissioned,
        state: state(row).to_owned(),
        due_at: row.due_at.clone(),
        planned_at: row.planned_at.clone(),
        scheduled_for: row.scheduled_for.clone(),
        published_at: row.published_at.clone(),
        hold: row.on_hold.as_ref().map(|hold| hold.reason.clone()),
        embargo_until: row
            .embargo_until
            .clone()
            .filter(|until| until.as_str() > now),
        void_revision: row.void_revision,
        to_be_read: row.to_be_read,
    }
}

fn state(row: &StoryRow) -> &str {
    match (row.desk_state.as_str(), row.live_state.as_str()) {
        ("draft", _) if row.sent_back => "sent_back",
        ("idle", "withdrawn") => "withdrawn",
        ("idle", _) => "live",
        (state, _) => state,
    }
}

fn day_of(at: &str, zone: Tz) -> Option<NaiveDate> {
    let at = DateTime::parse_from_rfc3339(at).ok()?;
    Some(at.with_timezone(&zone).date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;
    use NewslistHeading::{Day, Late, Undated};

    fn row(slugline: &str, desk_state: &str) -> StoryRow {
        StoryRow {
            slugline: slugline.to_owned(),
            desk_state: desk_state.to_owned(),
            ..StoryRow::default()
        }
    }

    fn due(slugline: &str, at: &str) -> StoryRow {
        StoryRow {
            due_at: Some(at.to_owned()),
            ..row(slugline, "draft")
        }
    }

    fn check(rows: &[StoryRow], zone: &str, day: &str, expected: &[(NewslistHeading, &str)]) {
        let zone = zone.parse().expect("a zone");
        let now = "2026-11-24T12:00:00+00:00";
        let wanted = Wanted {
            day: day.parse().expect("a date"),
            today: day_of(now, zone).expect("a time"),
            zone,
            now: now.to_owned(),
        };
        let lines = lines(rows, &wanted);
        let said: Vec<(NewslistHeading, &str)> = lines
            .iter()
            .map(|line| (line.heading, line.slugline.as_str()))
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn a_day_has_what_is_wanted_then_and_what_is_still_owed() {
        let out = StoryRow {
            published_at: Some("2026-11-24T06:00:00+00:00".to_owned()),
            ..row("OUT", "idle")
        };
        let rows = [
            row("IDEA", "pitch"),
            due("EVENING", "2026-11-24T18:00:00+00:00"),
            due("OWED", "2026-11-23T18:00:00+00:00"),
            due("TOMORROW", "2026-11-25T18:00:00+00:00"),
            out,
            row("SPIKED", "spiked"),
        ];
        let today = [
            (Day, "OUT"),
            (Day, "EVENING"),
            (Late, "OWED"),
            (Undated, "IDEA"),
        ];
        check(&rows, "Europe/London", "2026-11-24", &today);
        let tomorrow = [(Day, "TOMORROW"), (Undated, "IDEA")];
        check(&rows, "Europe/London", "2026-11-25", &tomorrow);
    }

    #[test]
    fn the_day_is_the_newsrooms() {
        let rows = [due("LATE-SHIFT", "2026-11-24T20:00:00+00:00")];
        check(&rows, "Asia/Seoul", "2026-11-25", &[(Day, "LATE-SHIFT")]);
        check(&rows, "Asia/Seoul", "2026-11-24", &[]);
    }

    #[test]
    fn a_story_runs_when_it_is_planned_and_not_when_it_is_wanted() {
        let planned = StoryRow {
            planned_at: Some("2026-11-25T06:00:00+00:00".to_owned()),
            ..due("PLANNED", "2026-11-24T18:00:00+00:00")
        };
        check(
            &[planned],
            "Europe/London",
            "2026-11-25",
            &[(Day, "PLANNED")],
        );
    }
}
