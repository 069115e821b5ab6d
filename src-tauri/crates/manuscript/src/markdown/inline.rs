//! A line of words while it is being read from Markdown: text arrives in pieces, marks open and close round it.
//!
//! Not here: blocks (`read`), and how a line is written (`marks`, `escape`).

use crate::{Inline, Mark, Run};

/// The line so far and the marks that are open at its end.
#[derive(Default)]
pub(super) struct Line {
    runs: Inline,
    em: usize,
    strong: usize,
    link: Option<String>,
}

impl Line {
    pub(super) fn open(&mut self, mark: Mark) {
        match mark {
            Mark::Em => self.em += 1,
            Mark::Strong => self.strong += 1,
            Mark::Link(href) => self.link = Some(href),
            Mark::Code | Mark::Note(_) => {}
        }
    }

    pub(super) fn close(&mut self, mark: &Mark) {
        match mark {
            Mark::Em => self.em = self.em.saturating_sub(1),
            Mark::Strong => self.strong = self.strong.saturating_sub(1),
            Mark::Link(_) => self.link = None,
            Mark::Code | Mark::Note(_) => {}
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.push(text, false);
    }

    /// A footnote, with its label in place of its text.
    pub(super) fn note(&mut self, label: &str) {
        self.runs.push(Run::of_note(vec![Run {
            text: label.to_owned(),
            marks: Vec::new(),
        }]));
    }

    pub(super) fn code(&mut self, text: &str) {
        self.push(text, true);
    }

    fn push(&mut self, text: &str, code: bool) {
        if text.is_empty() {
            return;
        }
        let mut marks = Vec::new();
        marks.extend(code.then_some(Mark::Code));
        marks.extend((self.em > 0).then_some(Mark::Em));
        marks.extend(self.link.clone().map(Mark::Link));
        marks.extend((self.strong > 0).then_some(Mark::Strong));
        let text = text.replace('\0', "\u{fffd}");
        match self.runs.last_mut() {
            Some(last) if last.marks == marks => last.text.push_str(&text),
            _ => self.runs.push(Run { text, marks }),
        }
    }

    pub(super) fn has_notes(&self) -> bool {
        self.runs.iter().any(|run| run.note().is_some())
    }

    /// Whether nothing stands in the line and no mark is open.
    pub(super) fn is_fresh(&self) -> bool {
        self.runs.is_empty() && self.em + self.strong == 0 && self.link.is_none()
    }

    /// Takes away the break that parts a picture from its caption.
    pub(super) fn begin_after_break(&mut self) {
        let Some(first) = self.runs.first_mut() else {
            return;
        };
        if let Some(rest) = first.text.strip_prefix(['\n', ' ']) {
            first.text = rest.to_owned();
        }
        if first.text.is_empty() {
            self.runs.remove(0);
        }
    }

    /// The finished line; this one is empty again, its marks as they were.
    pub(super) fn take(&mut self) -> Inline {
        settle_breaks(&std::mem::take(&mut self.runs))
    }
}

/// A code span cannot hold a hard break, so a break counts as code exactly when there is code on both sides of it.
/// Readers see no difference; a code block keeps being one run this way.
pub(super) fn settle_breaks(line: &[Run]) -> Inline {
    let pieces: Vec<Run> = line.iter().flat_map(split_breaks).collect();
    let is_break = |piece: &Run| piece.text.starts_with('\n');
    let is_code =
        |piece: Option<&Run>| piece.is_some_and(|piece| piece.marks.contains(&Mark::Code));
    let mut settled = Inline::new();
    for (at, piece) in pieces.iter().enumerate() {
        let mut piece = piece.clone();
        if is_break(&piece) {
            let before = pieces[..at].iter().rfind(|piece| !is_break(piece));
            let after = pieces[at..].iter().find(|piece| !is_break(piece));
            piece.marks.retain(|mark| *mark != Mark::Code);
            if is_code(before) && is_code(after) {
                piece.marks.insert(0, Mark::Code);
            }
        }
        match settled.last_mut() {
            Some(last) if last.marks == piece.marks && piece.note().is_none() => {
                last.text.push_str(&piece.text);
            }
            _ => settled.push(piece),
        }
    }
    settled
}

/// The run as pieces that are either breaks only or hold none.
fn split_breaks(run: &Run) -> Vec<Run> {
    let mut pieces: Vec<Run> = Vec::new();
    for part in run.text.split_inclusive('\n') {
        let (words, broken) = match part.strip_suffix('\n') {
            Some(words) => (words, true),
            None => (part, false),
        };
        if !words.is_empty() {
            pieces.push(Run {
                text: words.into(),
                marks: run.marks.clone(),
            });
        }
        match pieces.last_mut() {
            Some(last) if broken && last.text.starts_with('\n') => last.text.push('\n'),
            _ if broken => pieces.push(Run {
                text: "\n".into(),
                marks: run.marks.clone(),
            }),
            _ => {}
        }
    }
    pieces
}
