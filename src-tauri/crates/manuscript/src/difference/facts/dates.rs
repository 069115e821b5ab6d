//! Dates and times of day: written out, in figures, as weekdays, and by words such as `yesterday`.
//!
//! `12 June 2018`, `June 12, 2018`, `12th of June 2018` and `2018-06-12` are one date. A month alone counts where a word
//! before it says so, for May and April are people too.

use super::tokens::{Kind, Token};

const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];
/// Months that nobody is called, and no other word is.
const ONLY_MONTHS: [&str; 6] = [
    "january",
    "february",
    "july",
    "september",
    "october",
    "november",
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const RELATIVE: [&str; 7] = [
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "noon",
    "midnight",
    "midday",
];
const SPANS: [&str; 16] = [
    "morning",
    "afternoon",
    "evening",
    "night",
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "spring",
    "summer",
    "autumn",
    "winter",
];
/// Before these words a month or a year is meant.
const BEFORE_A_DATE: [&str; 22] = [
    "in", "since", "by", "until", "till", "before", "after", "from", "during", "late", "early",
    "mid", "last", "next", "this", "of", "spring", "summer", "autumn", "fall", "winter", "on",
];

/// The date that begins at this token: where it ends, and its value.
pub(super) fn date_at(tokens: &[Token<'_>], at: usize) -> Option<(usize, String)> {
    in_figures(tokens, at)
        .or_else(|| time(tokens, at))
        .or_else(|| written_out(tokens, at))
        .or_else(|| relative(tokens, at))
        .or_else(|| year_alone(tokens, at))
}

#[derive(Default)]
struct Date {
    weekday: Option<usize>,
    day: Option<u32>,
    month: Option<usize>,
    year: Option<u32>,
}

impl Date {
    fn value(&self) -> String {
        let part = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let weekday = self.weekday.map(|at| WEEKDAYS[at][..3].to_owned());
        let figures = [
            part(self.year.map(|year| year.to_string())),
            part(self.month.map(|month| (month + 1).to_string())),
            part(self.day.map(|day| day.to_string())),
        ];
        let date = figures.join("/");
        match weekday {
            Some(day) if date == "-/-/-" => day,
            Some(day) => format!("{day} {date}"),
            None => date,
        }
    }
}

/// `2018-06-12`, `12/06/2018`, `12.6.2018`.
fn in_figures(tokens: &[Token<'_>], at: usize) -> Option<(usize, String)> {
    let figures = |at: usize| tokens.get(at).filter(|token| token.kind == Kind::Figures);
    let first = figures(at)?;
    if let Some(found) = dotted(first.text) {
        return Some((at + 1, found));
    }
    let sign = tokens
        .get(at + 1)
        .filter(|sign| sign.glued && sign.is_sign("-/‑"))?;
    let (second, third) = (figures(at + 2)?, figures(at + 4)?);
    let same =
        tokens[at + 3].text == sign.text && tokens[at + 2..=at + 4].iter().all(|token| token.glued);
    if !same {
        return None;
    }
    let number = |token: &Token<'_>| token.text.parse::<u32>().ok();
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    if first.text.len() == 4 && (1..=12).contains(&b) && (1..=31).contains(&c) {
        let date = Date {
            year: Some(a),
            month: usize::try_from(b - 1).ok(),
            day: Some(c),
            ..Date::default()
        };
        return Some((at + 5, date.value()));
    }
    let is_date = third.text.len() == 4 || third.text.len() == 2;
    (is_date && a <= 31 && b <= 31).then(|| (at + 5, format!("{a}.{b}.{c}")))
}

fn dotted(text: &str) -> Option<String> {
    let parts: Vec<u32> = text
        .split('.')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match parts[..] {
        [day, month, year] if day <= 31 && month <= 12 && !(100..1000).contains(&year) => {
            Some(format!("{day}.{month}.{year}"))
        }
        _ => None,
    }
}

/// `14:05`, `6.30pm`, `6 a.m.`
fn time(tokens: &[Token<'_>], at: usize) -> Option<(usize, String)> {
    let first = tokens.get(at).filter(|token| token.kind == Kind::Figures)?;
    let mut end = at + 1;
    let (mut hour, mut minute) = (first.text.to_owned(), None);
    if let [colon, minutes, ..] = &tokens[end..]
        && colon.text == ":"
        && colon.glued
        && minutes.glued
        && minutes.kind == Kind::Figures
        && minutes.text.len() == 2
    {
        minute = Some(minutes.text.to_owned());
        end += 2;
    } else if let Some((whole, part)) = first.text.split_once('.')
        && part.len() == 2
    {
        (hour, minute) = (whole.to_owned(), Some(part.to_owned()));
    }
    let (half, after) = half_of_day(tokens, end);
    if half.is_empty() && (minute.is_none() || end == at + 1) {
        return None;
    }
    let hour: u32 = hour.parse().ok().filter(|hour| *hour < 25)?;
    let minute = minute.unwrap_or_else(|| "00".to_owned());
    Some((after, format!("{hour}:{minute}{half}")))
}

fn half_of_day(tokens: &[Token<'_>], at: usize) -> (&'static str, usize) {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text).to_lowercase();
    match (
        text(at).as_str(),
        text(at + 1).as_str(),
        text(at + 2).as_str(),
    ) {
        ("am", ..) => ("am", at + 1),
        ("pm", ..) => ("pm", at + 1),
        ("a", ".", "m") => ("am", at + 3),
        ("p", ".", "m") => ("pm", at + 3),
        _ => ("", at),
    }
}

/// `Monday 12 June 2018`, `June 12, 2018`, `in May`, `Monday`.
fn written_out(tokens: &[Token<'_>], first: usize) -> Option<(usize, String)> {
    let mut date = Date::default();
    let mut at = first;
    if let Some(weekday) = weekday(tokens.get(at)?) {
        date.weekday = Some(weekday);
        at += 1;
        let comma = at + usize::from(tokens.get(at).is_some_and(|token| token.text == ","));
        let Some(end) = day_and_month(tokens, comma, &mut date) else {
            return Some((at, date.value()));
        };
        return Some((end, date.value()));
    }
    at = day_and_month(tokens, at, &mut date)?;
    let alone = date.day.is_none() && date.year.is_none();
    if alone && !is_meant_as_month(tokens, first) {
        return None;
    }
    Some((at, date.value()))
}

fn day_and_month(tokens: &[Token<'_>], first: usize, date: &mut Date) -> Option<usize> {
    let mut at = first;
    let begins_with_day = day(tokens, at);
    if let Some((day, end)) = begins_with_day {
        let of = end + usize::from(tokens.get(end).is_some_and(|token| token.text == "of"));
        date.day = Some(day);
        date.month = Some(month(tokens.get(of)?).or_else(|| {
            date.day = None;
            None
        })?);
        at = of + 1;
    } else {
        date.month = Some(month(tokens.get(at)?)?);
        at += 1;
        // `Sept. 12`
        at += usize::from(
            tokens
                .get(at)
                .is_some_and(|token| token.text == "." && token.glued)
                && day(tokens, at + 1).is_some(),
        );
        if let Some((day, end)) = day(tokens, at) {
            date.day = Some(day);
            at = end;
        }
    }
    let comma = at
        + usize::from(date.day.is_some() && tokens.get(at).is_some_and(|token| token.text == ","));
    if let Some(year) = tokens.get(comma).and_then(year) {
        date.year = Some(year);
        at = comma + 1;
    }
    Some(at)
}

fn day(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize)> {
    let token = tokens
        .get(at)
        .filter(|token| token.kind == Kind::Figures && token.text.len() <= 2)?;
    let day = token
        .text
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let ending = tokens.get(at + 1).filter(|next| next.glued);
    let ordinal = ending.is_some_and(|next| matches!(next.text, "st" | "nd" | "rd" | "th"));
    Some((day, at + 1 + usize::from(ordinal)))
}

fn weekday(token: &Token<'_>) -> Option<usize> {
    let lower = token.is_capital().then(|| token.lower())?;
    WEEKDAYS
        .iter()
        .position(|day| *day == lower || lower.strip_suffix('s') == Some(day))
}

fn month(token: &Token<'_>) -> Option<usize> {
    let lower = token.is_capital().then(|| token.lower())?;
    let is = |(long, short): &(&str, &str)| {
        lower == *long || lower == *short || (lower == "sept" && *short == "sep")
    };
    MONTHS.iter().position(is)
}

fn is_meant_as_month(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at + 1);
    let is_named = next.is_some_and(|next| next.is_capital() && weekday(next).is_none());
    let before = at.checked_sub(1).map(|at| tokens[at].lower());
    let said = before.is_some_and(|word| BEFORE_A_DATE.contains(&word.as_str()));
    let only = ONLY_MONTHS.contains(&tokens[at].lower().as_str());
    !is_named && (said || only)
}

fn year(token: &Token<'_>) -> Option<u32> {
    let four = token.kind == Kind::Figures && token.text.len() == 4;
    four.then(|| token.text.parse().ok())
        .flatten()
        .filter(|year| (1000..2200).contains(year))
}

/// `in 2018`, `the 1990s`.
fn year_alone(tokens: &[Token<'_>], at: usize) -> Option<(usize, String)> {
    let token = tokens.get(at)?;
    let found = year(token)?;
    let next = tokens.get(at + 1);
    if next.is_some_and(|next| next.glued && next.text == "s") {
        return Some((at + 2, format!("{found}s")));
    }
    let counts = next.is_some_and(|next| {
        (next.is_word() && !next.is_capital() && next.text.ends_with('s') && next.text.len() > 3)
            || next.is_sign("%°")
    });
    let before = at.checked_sub(1).map(|at| tokens[at].lower());
    let said = before.is_some_and(|word| BEFORE_A_DATE.contains(&word.as_str()));
    let date = Date {
        year: Some(found),
        ..Date::default()
    };
    (said && !counts).then(|| (at + 1, date.value()))
}

/// `yesterday`, `last week`, `this morning`, `tomorrow night`.
fn relative(tokens: &[Token<'_>], at: usize) -> Option<(usize, String)> {
    let word = tokens.get(at).filter(|token| token.is_word())?.lower();
    let span = |at: usize| {
        let next = tokens.get(at).filter(|token| token.is_word())?.lower();
        SPANS.contains(&next.as_str()).then_some(next)
    };
    if RELATIVE.contains(&word.as_str()) {
        let part = span(at + 1)
            .filter(|next| matches!(next.as_str(), "morning" | "afternoon" | "evening" | "night"));
        return Some(match part {
            Some(part) => (at + 2, format!("{word} {part}")),
            None => (at + 1, word),
        });
    }
    if !matches!(word.as_str(), "last" | "next" | "this") {
        return None;
    }
    span(at + 1).map(|span| (at + 2, format!("{word} {span}")))
}
