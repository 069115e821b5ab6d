//! What is wrong with a story for a site, found before anything is written.

use manuscript::{Block, Inline, Mark, Reading, Run};

use crate::byline::author_slugs;
use crate::place::{section_folder, term, web_address};
use crate::plan::check_depth;
use crate::printed::{is_lost_as_code, safe_link, words};
use crate::{Error, Flaw, Profile};

/// In characters; longer ones are cut by search engines, feeds and other systems.
const LONGEST_HEADLINE: usize = 255;
const LONGEST_STANDFIRST: usize = 1000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    HeadlineMissing,
    HeadlineTooLong {
        characters: usize,
        limit: usize,
    },
    StandfirstTooLong {
        characters: usize,
        limit: usize,
    },
    BodyMissing,
    WebAddress(Flaw),
    Section(Flaw),
    /// A tag or an author's address that no page could list stories under.
    Term {
        text: String,
        flaw: Flaw,
    },
    /// A correction says no time that anybody could read.
    CorrectionTime {
        text: String,
    },
    NestedTooDeep {
        limit: usize,
    },
    /// Readers get the words without the link: it goes neither to the web, to a mailbox, nor to this site.
    LinkDropped {
        href: String,
    },
    /// Readers get the words without the look of code: the site would run or lose them otherwise.
    CodeAsText {
        text: String,
    },
}

impl Problem {
    /// Whether `plan` refuses the story because of it.
    pub fn stops(&self) -> bool {
        use Problem::*;
        matches!(
            self,
            WebAddress(_) | Section(_) | Term { .. } | CorrectionTime { .. } | NestedTooDeep { .. }
        )
    }

    pub fn code(&self) -> &'static str {
        match self {
            Problem::HeadlineMissing => "headline-missing",
            Problem::HeadlineTooLong { .. } => "headline-too-long",
            Problem::StandfirstTooLong { .. } => "standfirst-too-long",
            Problem::BodyMissing => "body-missing",
            Problem::WebAddress(_) => "web-address",
            Problem::Section(_) => "section",
            Problem::Term { .. } => "term",
            Problem::CorrectionTime { .. } => "correction-time",
            Problem::NestedTooDeep { .. } => "nested-too-deep",
            Problem::LinkDropped { .. } => "link-dropped",
            Problem::CodeAsText { .. } => "code-as-text",
        }
    }
}

/// Everything that this profile cannot print as it stands; empty for a story that comes out exactly as approved.
pub fn validate(reading: &Reading, profile: Profile) -> Vec<Problem> {
    let mut problems = Vec::new();
    problems.extend(furniture(reading));
    if let Err(Error::Unplaceable { flaw, .. }) = web_address(&reading.web_address) {
        problems.push(Problem::WebAddress(flaw));
    }
    let section = match profile {
        Profile::Plain => term("section", &reading.section),
        Profile::Hugo => section_folder(&reading.section).map(|_| ()),
    };
    if let Err(Error::Unplaceable { flaw, .. }) = section {
        problems.push(Problem::Section(flaw));
    }
    for text in reading.tags.iter().chain(&author_slugs(reading)) {
        if let Err(Error::Unplaceable { text, flaw, .. }) = term("tags", text) {
            problems.push(Problem::Term { text, flaw });
        }
    }
    for note in &reading.corrections {
        if chrono::DateTime::parse_from_rfc3339(&note.at).is_err() {
            let text = note.at.clone();
            problems.push(Problem::CorrectionTime { text });
        }
    }
    match check_depth(&reading.body) {
        Err(Error::NestedTooDeep { limit }) => problems.push(Problem::NestedTooDeep { limit }),
        // Only a body that is known to be shallow is walked.
        _ => in_blocks(&reading.body, profile, &mut problems),
    }
    problems
}

fn furniture(reading: &Reading) -> Vec<Problem> {
    let mut problems = Vec::new();
    let headline = words(&reading.headline);
    let characters = headline.chars().count();
    if headline.trim().is_empty() {
        problems.push(Problem::HeadlineMissing);
    }
    if characters > LONGEST_HEADLINE {
        let limit = LONGEST_HEADLINE;
        problems.push(Problem::HeadlineTooLong { characters, limit });
    }
    let characters = words(&reading.standfirst).chars().count();
    if characters > LONGEST_STANDFIRST {
        let limit = LONGEST_STANDFIRST;
        problems.push(Problem::StandfirstTooLong { characters, limit });
    }
    if reading.body.is_empty() {
        problems.push(Problem::BodyMissing);
    }
    problems
}

fn in_blocks(blocks: &[Block], profile: Profile, problems: &mut Vec<Problem>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => {
                in_line(text, profile, problems);
            }
            Block::PullQuote { text, by } => {
                in_line(text, profile, problems);
                in_line(by, profile, problems);
            }
            Block::Figure {
                caption, credit, ..
            } => {
                in_line(caption, profile, problems);
                in_line(credit, profile, problems);
            }
            Block::Bullets(items) | Block::Numbers { items, .. } => {
                items
                    .iter()
                    .for_each(|item| in_blocks(item, profile, problems));
            }
            Block::Table { head, rows } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    in_line(cell, profile, problems);
                    problems.extend(cell.iter().filter_map(bars_in_code));
                }
            }
            Block::Quote(blocks) => in_blocks(blocks, profile, problems),
            Block::Rule => {}
        }
    }
}

/// Code in a cell that has bars.
fn bars_in_code(run: &Run) -> Option<Problem> {
    let is_code = run.marks.contains(&Mark::Code);
    (is_code && run.text.contains('|')).then(|| Problem::CodeAsText {
        text: run.text.clone(),
    })
}

fn in_line(text: &Inline, profile: Profile, problems: &mut Vec<Problem>) {
    for run in text {
        for mark in &run.marks {
            match mark {
                Mark::Link(href) if safe_link(href).is_none() => {
                    let href = href.clone();
                    problems.push(Problem::LinkDropped { href });
                }
                Mark::Note(note) => in_line(note, profile, problems),
                Mark::Code if is_lost_as_code(run, profile.habits()) => {
                    let text = run.text.clone();
                    problems.push(Problem::CodeAsText { text });
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, marks: &[Mark]) -> Inline {
        vec![Run {
            text: text.into(),
            marks: marks.to_vec(),
        }]
    }

    fn good() -> Reading {
        Reading {
            headline: line("Second summit", &[]),
            section: "World".into(),
            web_address: "second-summit".into(),
            body: vec![Block::Paragraph(line("Words.", &[]))],
            ..Reading::default()
        }
    }

    fn check(reading: &Reading, expected: &[Problem]) {
        assert_eq!(validate(reading, Profile::Hugo), expected);
    }

    #[test]
    fn a_sound_story_has_no_problem() {
        check(&good(), &[]);
    }

    #[test]
    fn furniture_that_is_missing_or_too_long_is_named() {
        check(
            &Reading {
                headline: vec![],
                ..good()
            },
            &[Problem::HeadlineMissing],
        );
        check(
            &Reading {
                body: vec![],
                ..good()
            },
            &[Problem::BodyMissing],
        );
        let (characters, limit) = (300, 255);
        let long = Reading {
            headline: line(&"é".repeat(300), &[]),
            ..good()
        };
        check(&long, &[Problem::HeadlineTooLong { characters, limit }]);
    }

    #[test]
    fn a_story_without_a_place_is_stopped() {
        let nowhere = Reading {
            section: "🎉".into(),
            web_address: String::new(),
            ..good()
        };
        let expected = [
            Problem::WebAddress(Flaw::Empty),
            Problem::Section(Flaw::Empty),
        ];
        check(&nowhere, &expected);
        assert!(expected.iter().all(Problem::stops));
        assert_eq!(
            validate(&nowhere, Profile::Plain),
            [Problem::WebAddress(Flaw::Empty)]
        );
    }

    #[test]
    fn a_tag_that_would_stop_the_site_is_stopped() {
        let text = "../../etc".to_string();
        let reading = Reading {
            tags: vec![text.clone()],
            ..good()
        };
        check(
            &reading,
            &[Problem::Term {
                text,
                flaw: Flaw::Climbs,
            }],
        );
    }

    #[test]
    fn what_readers_get_otherwise_is_said_beforehand() {
        let href = "javascript:alert(1)".to_string();
        let mut body = line("here", &[Mark::Link(href.clone())]);
        body.extend(line("{{< x >}}", &[Mark::Code]));
        let text = "{{< x >}}".to_string();
        let reading = Reading {
            body: vec![Block::Quote(vec![Block::Paragraph(body)])],
            ..good()
        };
        let expected = [Problem::LinkDropped { href }, Problem::CodeAsText { text }];
        check(&reading, &expected);
        assert!(!expected.iter().any(Problem::stops));
    }
}
