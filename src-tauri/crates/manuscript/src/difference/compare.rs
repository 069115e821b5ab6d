//! The words of two lines compared, and the marks of the words that stayed.
//!
//! Words are compared without their marks, so setting a sentence in bold is a change of format and not a rewriting. A
//! space alone between two changes is drawn into them: `old words` becomes `new ones` in one piece.
//!
//! Not here: which lines belong together (`align`).

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Token};

use super::{Change, DiffRun};
use crate::flat::{OBJECT, words};
use crate::words::{is_word, tokens, words_in};
use crate::{Inline, Mark};

/// The runs of one line, and how many words came and went in it.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub(super) runs: Vec<DiffRun>,
    pub(super) added: usize,
    pub(super) deleted: usize,
}

/// A line that has no other to be compared with.
pub(super) fn whole(line: &Inline, change: Change) -> Compared {
    let side = Side::new(line);
    let words = if change == Change::Same {
        0
    } else {
        words_in(&side.text).count()
    };
    let mut out = Compared::default();
    match change {
        Change::Insert => out.added = words,
        Change::Delete => out.deleted = words,
        Change::Same | Change::Format => {}
    }
    out.push_marked(&side, 0..side.text.len(), change);
    out
}

pub(super) fn lines(from: &Inline, to: &Inline) -> Compared {
    if from == to {
        return whole(to, Change::Same);
    }
    let (from, to) = (Side::new(from), Side::new(to));
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(parts(&from.text));
    input.update_after(parts(&to.text));
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let mut walk = Walk {
        input: &input,
        from: &from,
        to: &to,
        old: 0..0,
        new: 0..0,
        out: Compared::default(),
    };
    let (mut before, mut after) = (0, 0);
    for hunk in diff.hunks() {
        let stayed = &input.after[after..hunk.after.start as usize];
        match stayed {
            [space] if walk.has_changes() && input.interner[*space].trim().is_empty() => {
                walk.changed(&input.before[before..=before], stayed);
            }
            _ => walk.same(stayed),
        }
        let gone = &input.before[index(&hunk.before)];
        walk.changed(gone, &input.after[index(&hunk.after)]);
        (before, after) = (hunk.before.end as usize, hunk.after.end as usize);
    }
    walk.same(&input.after[after..]);
    walk.out
}

/// Words, spaces and signs, and each footnote as one part: Unicode would count it to the word before it.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(OBJECT).flat_map(|part| {
        let (words, note) = part.split_at(part.trim_end_matches(OBJECT).len());
        tokens(words).chain((!note.is_empty()).then_some(note))
    })
}

fn index(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// A line as one text, and where its marks end.
struct Side<'a> {
    text: String,
    spans: Vec<(usize, &'a [Mark])>,
}

impl<'a> Side<'a> {
    fn new(line: &'a Inline) -> Self {
        let mut end = 0;
        let span = |run: &'a crate::Run| {
            end += run.text.len();
            (end, run.marks.as_slice())
        };
        let spans = line.iter().map(span).collect();
        Side {
            text: words(line),
            spans,
        }
    }

    /// The marks at this byte, and where they end.
    fn marks_at(&self, at: usize) -> (usize, &'a [Mark]) {
        let span = self.spans.partition_point(|(end, _)| *end <= at);
        self.spans
            .get(span)
            .copied()
            .unwrap_or((self.text.len(), &[]))
    }
}

/// Both lines while they are walked; `old` and `new` are the bytes of the change that has not been written yet, or empty
/// where the walk stands.
struct Walk<'a> {
    input: &'a InternedInput<&'a str>,
    from: &'a Side<'a>,
    to: &'a Side<'a>,
    old: Range<usize>,
    new: Range<usize>,
    out: Compared,
}

impl Walk<'_> {
    fn has_changes(&self) -> bool {
        !self.old.is_empty() || !self.new.is_empty()
    }

    fn changed(&mut self, gone: &[Token], new: &[Token]) {
        self.old.end += self.length(gone);
        self.new.end += self.length(new);
        self.out.deleted += self.words(gone);
        self.out.added += self.words(new);
    }

    /// Writes the change before these words, what is gone first, and then the words.
    fn same(&mut self, tokens: &[Token]) {
        self.out
            .push_marked(self.from, self.old.clone(), Change::Delete);
        self.out
            .push_marked(self.to, self.new.clone(), Change::Insert);
        let length = self.length(tokens);
        self.push_same(length);
        self.old = self.old.end + length..self.old.end + length;
        self.new = self.new.end + length..self.new.end + length;
    }

    /// Writes the words that stayed, apart where either side changes its marks.
    fn push_same(&mut self, length: usize) {
        let mut done = 0;
        while done < length {
            let (old_end, was) = self.from.marks_at(self.old.end + done);
            let (new_end, marks) = self.to.marks_at(self.new.end + done);
            let end = length
                .min(old_end - self.old.end)
                .min(new_end - self.new.end);
            let text = &self.to.text[self.new.end + done..self.new.end + end];
            let (change, was) = if was == marks {
                (Change::Same, None)
            } else {
                (Change::Format, Some(was))
            };
            self.out.push(change, text, marks, was);
            done = end;
        }
    }

    fn length(&self, tokens: &[Token]) -> usize {
        tokens
            .iter()
            .map(|token| self.input.interner[*token].len())
            .sum()
    }

    fn words(&self, tokens: &[Token]) -> usize {
        let word = |token: &&Token| is_word(self.input.interner[**token]);
        tokens.iter().filter(word).count()
    }
}

impl Compared {
    fn push_marked(&mut self, side: &Side<'_>, range: Range<usize>, change: Change) {
        let mut at = range.start;
        while at < range.end {
            let (end, marks) = side.marks_at(at);
            let end = end.min(range.end);
            self.push(change, &side.text[at..end], marks, None);
            at = end;
        }
    }

    fn push(&mut self, change: Change, text: &str, marks: &[Mark], was: Option<&[Mark]>) {
        match self.runs.last_mut() {
            Some(last)
                if last.change == change && last.marks == marks && last.was.as_deref() == was =>
            {
                last.text.push_str(text);
            }
            _ => self.runs.push(DiffRun {
                change,
                text: text.into(),
                marks: marks.to_vec(),
                was: was.map(<[Mark]>::to_vec),
            }),
        }
    }
}
