//! A line's runs as a row of atoms: characters and the delimiters that open and close marks round them.
//!
//! CommonMark cannot say every overlap of marks directly. Marks nest here by how far they reach, and one that ends while
//! a shorter one is open closes both and opens the shorter one again, which reads as the same runs. Delimiters that
//! touch are never of one character: strong is `**` always, emphasis is `*` alone and `_` beside or inside strong.
//!
//! Not here: which characters must be escaped (`escape`).

use crate::{Mark, Run};

/// One piece of a line in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Atom {
    /// A character of the text; within a link's text brackets mean more.
    Char {
        c: char,
        in_link: bool,
    },
    /// The text of a code span, without breaks.
    Code(String),
    Break,
    Open(&'static str),
    Close(&'static str),
    LinkOpen,
    /// With the address.
    LinkClose(String),
    /// An address that is its own text.
    Address(String),
    /// A footnote by its number.
    Note(usize),
}

/// `notes` counts the footnotes of the whole text.
pub(super) fn atoms(line: &[Run], notes: &mut usize) -> Vec<Atom> {
    let mut row = Row {
        line,
        open: Vec::new(),
        atoms: Vec::new(),
    };
    for (at, run) in line.iter().enumerate() {
        row.close_down_to(at);
        if run.note().is_some() {
            *notes += 1;
            row.atoms.push(Atom::Note(*notes));
        } else if is_own_address(run) && !row.link_goes_on(at) {
            row.open_marks(at, true);
            row.atoms.push(Atom::Address(run.text.clone()));
        } else {
            row.open_marks(at, false);
            row.words(run);
        }
    }
    row.close_from(0);
    row.atoms
}

/// An open mark, and the delimiter it was opened with.
type OpenMark<'a> = (&'a Mark, &'static str);

struct Row<'a> {
    line: &'a [Run],
    open: Vec<OpenMark<'a>>,
    atoms: Vec<Atom>,
}

impl<'a> Row<'a> {
    /// Closes every mark that this run does not have, and those that were opened inside it.
    fn close_down_to(&mut self, at: usize) {
        let run = &self.line[at];
        let kept = self
            .open
            .iter()
            .take_while(|(mark, _)| run.marks.contains(mark))
            .count();
        self.close_from(kept);
    }

    fn close_from(&mut self, kept: usize) {
        for (mark, delimiter) in self.open.drain(kept..).rev() {
            self.atoms.push(match mark {
                Mark::Link(href) => Atom::LinkClose(href.clone()),
                _ => Atom::Close(delimiter),
            });
        }
    }

    fn open_marks(&mut self, at: usize, address: bool) {
        let mut new: Vec<&Mark> = self.line[at]
            .marks
            .iter()
            .filter(|mark| !self.is_open(mark))
            .collect();
        new.retain(|mark| **mark != Mark::Code && !(address && matches!(mark, Mark::Link(_))));
        // The longest outermost; of equals the link, then strong.
        let rank = |mark: &Mark| match mark {
            Mark::Link(_) => 0,
            Mark::Strong => 1,
            Mark::Em | Mark::Code | Mark::Note(_) => 2,
        };
        new.sort_by_key(|mark| (std::cmp::Reverse(self.reach(at, mark)), rank(mark)));
        for mark in new {
            let delimiter = match mark {
                Mark::Strong => "**",
                Mark::Em if self.meets_strong(at) => "_",
                _ => "*",
            };
            self.open.push((mark, delimiter));
            self.atoms.push(match mark {
                Mark::Link(_) => Atom::LinkOpen,
                _ => Atom::Open(delimiter),
            });
        }
    }

    fn is_open(&self, mark: &Mark) -> bool {
        self.open.iter().any(|(open, _)| *open == mark)
    }

    /// The end of the stretch of runs from here that have this mark.
    fn reach(&self, at: usize, mark: &Mark) -> usize {
        let beyond = self.line[at..]
            .iter()
            .position(|run| !run.marks.contains(mark));
        beyond.map_or(self.line.len(), |length| at + length)
    }

    /// Whether the whole stretch of emphasis round this run holds or touches strong words.
    fn meets_strong(&self, at: usize) -> bool {
        let before = self.line[..at]
            .iter()
            .rposition(|run| !run.marks.contains(&Mark::Em));
        let after = self.reach(at, &Mark::Em);
        let stretch = &self.line[before.unwrap_or(0)..(after + 1).min(self.line.len())];
        stretch.iter().any(|run| run.marks.contains(&Mark::Strong))
    }

    /// Whether the link of this run began before it or goes on after it.
    fn link_goes_on(&self, at: usize) -> bool {
        let link = self.line[at]
            .marks
            .iter()
            .find(|mark| matches!(mark, Mark::Link(_)));
        let next = self.line.get(at + 1);
        link.is_some_and(|link| {
            self.is_open(link) || next.is_some_and(|next| next.marks.contains(link))
        })
    }

    fn words(&mut self, run: &Run) {
        if run.marks.contains(&Mark::Code) {
            for (at, part) in run.text.split('\n').enumerate() {
                self.atoms.extend((at > 0).then_some(Atom::Break));
                self.atoms
                    .extend((!part.is_empty()).then(|| Atom::Code(part.into())));
            }
            return;
        }
        let in_link = self
            .open
            .iter()
            .any(|(mark, _)| matches!(mark, Mark::Link(_)));
        self.atoms.extend(run.text.chars().map(|c| match c {
            '\n' => Atom::Break,
            c => Atom::Char { c, in_link },
        }));
    }
}

/// Whether this run is a link to the very address that it shows, so that `<address>` says both.
fn is_own_address(run: &Run) -> bool {
    let own = run
        .marks
        .iter()
        .any(|mark| matches!(mark, Mark::Link(href) if *href == run.text));
    let (scheme, rest) = run.text.split_once(':').unwrap_or_default();
    own && !run.marks.contains(&Mark::Code)
        && (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c))
        && !rest.chars().any(|c| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\' | '&' | '`')
        })
}
