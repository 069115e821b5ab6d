//! What stands above the body: section, headline, standfirst, byline, and the dates that a page prints there.
//!
//! Each is told from running text by one sign, the full stop: a headline and a standfirst rarely end in one.
//!
//! Not here: what stands after the body (`page`).

use super::KnownNames;
use super::lines::Line;
use super::names::byline_names;

const LONGEST_SECTION: usize = 30;
const LONGEST_HEADLINE: usize = 200;
const LONGEST_STANDFIRST: usize = 320;
const LONGEST_DATE: usize = 60;
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const DATE_BEGINNINGS: [&str; 5] = [
    "published",
    "updated",
    "last updated",
    "first published",
    "posted",
];

/// The lines above the body, each as it stood there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    /// As the newsroom spells it, when it knows it.
    pub(super) section: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) standfirst: Option<String>,
    pub(super) byline: Option<String>,
    /// The people that the byline names.
    pub(super) authors: Vec<String>,
    pub(super) dates: Vec<String>,
}

/// Takes the front off the start of the lines; the rest is body.
pub(super) fn take(lines: &mut Vec<Line>, known: &KnownNames) -> Front {
    let mut front = Front::default();
    let mut at = 0;
    if let Some(section) = section(lines, known) {
        front.section = Some(section);
        at = 1;
    }
    if lines
        .get(at)
        .is_some_and(|line| is_headline(&line.text, lines.len() == at + 1, front.section.is_some()))
    {
        front.headline = Some(lines[at].text.clone());
        at += 1;
    }
    while let Some(line) = lines.get(at) {
        if !front.take(line, lines.get(at + 1)) {
            break;
        }
        at += 1;
    }
    lines.drain(..at);
    front
}

impl Front {
    /// Whether this line under the headline belongs to the front too.
    fn take(&mut self, line: &Line, next: Option<&Line>) -> bool {
        let text = line.text.as_str();
        let by = byline_names(text).filter(|_| self.byline.is_none());
        if let Some(names) = by {
            self.authors = names;
            self.byline = Some(text.into());
        } else if is_date(text) {
            self.dates.push(text.into());
        } else if self.headline.is_some() && self.standfirst.is_none() && is_standfirst(text, next)
        {
            self.standfirst = Some(text.into());
        } else {
            return false;
        }
        true
    }
}

/// The section on the first line: one that is known, or one or two words alone above a headline.
fn section(lines: &[Line], known: &KnownNames) -> Option<String> {
    let first = lines.first()?;
    let name = first.text.trim_end_matches(':');
    let spelled = known
        .sections
        .iter()
        .find(|section| section.to_lowercase() == name.to_lowercase());
    if let Some(section) = spelled.filter(|_| lines.len() > 1) {
        return Some(section.clone());
    }
    let words = name
        .split_whitespace()
        .filter(|word| !matches!(*word, "&" | "and" | "/" | ">"))
        .count();
    let short = (1..=2).contains(&words) && name.len() <= LONGEST_SECTION && !ends_sentence(name);
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let above_headline = lines.len() > 2
        && is_headline(&lines[1].text, false, false)
        && byline_names(&lines[1].text).is_none();
    (short && capital && first.ends_group && above_headline).then(|| name.into())
}

/// `only`: nothing else is in the text. Under a section a headline may end in a full stop.
fn is_headline(text: &str, only: bool, under_section: bool) -> bool {
    let stops = text.ends_with(['.', ':', ';']) && !text.ends_with("...");
    let longest = if only {
        LONGEST_HEADLINE / 2
    } else {
        LONGEST_HEADLINE
    };
    text.len() <= longest
        && (!stops || (under_section && !only))
        && !is_date(text)
        && byline_names(text).is_none()
}

/// A standfirst is followed by something, and does not end like running text unless the byline follows.
fn is_standfirst(text: &str, next: Option<&Line>) -> bool {
    let Some(next) = next else { return false };
    let before_byline = byline_names(&next.text).is_some() || is_date(&next.text);
    text.len() <= LONGEST_STANDFIRST
        && (before_byline || !ends_sentence(text))
        && super::bullet(text).is_none()
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', '\'', ')', '»'])
        .ends_with(['.', '!', '?', ':', '…'])
}

/// Whether this is the line of a page that says when it appeared or how long it takes to read.
fn is_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let number = lower.contains(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let month = words
        .iter()
        .any(|word| MONTHS.iter().any(|month| word.starts_with(month)));
    let dated = month && words.len() <= 6 && words.iter().all(|word| is_date_word(word));
    let led = DATE_BEGINNINGS
        .iter()
        .any(|beginning| lower.starts_with(beginning));
    text.len() <= LONGEST_DATE && number && (led || dated || lower.ends_with(" read"))
}

fn is_date_word(word: &str) -> bool {
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    let zone = matches!(
        word,
        "at" | "am" | "pm" | "gmt" | "utc" | "bst" | "est" | "et"
    );
    let name = MONTHS.iter().any(|month| word.starts_with(month)) || word.ends_with("day");
    number || zone || name
}
