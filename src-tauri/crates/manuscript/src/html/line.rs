//! A line of words while HTML is being read: white space collapses as on a page, and each character keeps its marks.
//!
//! A space that does not break is an ornament of office suites and web pages wherever a plain one would do, and becomes
//! a plain one. It stays where printers set one: inside « », before ; : ! ? % and after a digit that another follows.
//!
//! Not here: what the line becomes (`read`).

use super::dress::{Dress, Fate, Space};
use crate::{Inline, Mark, Run};

/// One character, the marks it bears, and whether it is a space that stays as it is.
#[derive(Clone, Copy)]
struct Letter {
    c: char,
    marks: usize,
    is_kept: bool,
}

#[derive(Default)]
pub(super) struct Line {
    letters: Vec<Letter>,
    marks: Vec<Vec<Mark>>,
}

impl Line {
    /// Adds words in this dress. `link` is the address when it may be one.
    pub(super) fn text(&mut self, text: &str, dress: &Dress, link: Option<&str>) {
        let marks = self.marks(dress, link);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let lines = dress.space != Space::Collapses;
            let c = match c {
                '\r' if lines && chars.peek() == Some(&'\n') => continue,
                '\r' | '\n' | '\u{c}' if lines => '\n',
                '\n' | '\r' | '\t' | '\u{c}' => ' ',
                c if is_no_word(c) => continue,
                c => c,
            };
            let is_kept = dress.space == Space::Kept && c == ' ';
            self.letters.push(Letter { c, marks, is_kept });
        }
    }

    pub(super) fn line_break(&mut self, dress: &Dress, link: Option<&str>) {
        let marks = self.marks(dress, link);
        self.letters.push(Letter {
            c: '\n',
            marks,
            is_kept: false,
        });
    }

    /// A space that collapses with others, where two stretches must not touch.
    pub(super) fn gap(&mut self) {
        self.text(" ", &Dress::default(), None);
    }

    pub(super) fn last(&self) -> Option<char> {
        self.letters.last().map(|letter| letter.c)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.letters.iter().all(|letter| letter.c.is_whitespace())
    }

    fn marks(&mut self, dress: &Dress, link: Option<&str>) -> usize {
        let mut marks = Vec::new();
        marks.extend(dress.code.then_some(Mark::Code));
        marks.extend(dress.em.then_some(Mark::Em));
        marks.extend(link.map(|link| Mark::Link(link.to_owned())));
        marks.extend(dress.strong.then_some(Mark::Strong));
        if self.marks.last() != Some(&marks) {
            self.marks.push(marks);
        }
        self.marks.len() - 1
    }

    /// The finished paragraphs; this line is empty again. Two breaks and more end a paragraph.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        let mut marks = std::mem::take(&mut self.marks);
        let letters = settled(&std::mem::take(&mut self.letters), &mut marks);
        let mut lines: Vec<Vec<Letter>> = vec![Vec::new()];
        let mut breaks = Vec::new();
        for letter in letters {
            if letter.c == '\n' {
                breaks.push(letter);
                continue;
            }
            match lines.last_mut() {
                Some(last) if last.is_empty() || breaks.len() < 2 => {
                    let kept = if last.is_empty() { 0 } else { breaks.len() };
                    last.extend(breaks.drain(..).take(kept));
                    last.push(letter);
                }
                _ => lines.push(vec![letter]),
            }
            breaks.clear();
        }
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        lines.map(|line| runs(&line, &marks)).collect()
    }
}

/// Characters that mean structure here, or nothing at all: hints where a word may be cut.
pub(super) fn is_no_word(c: char) -> bool {
    matches!(
        c,
        '\u{fffc}' | '\u{fff9}' | '\u{ad}' | '\u{200b}' | '\u{feff}' | '\0'
    ) || (c.is_control() && !c.is_whitespace())
}

fn is_space(letter: &Letter) -> bool {
    !letter.is_kept && matches!(letter.c, ' ' | '\u{a0}' | '\u{202f}')
}

/// Each stretch of spaces as the one space it shows, or none at the ends of a line. Between two dresses it bears what
/// they share: nobody sees a bold space.
fn settled(letters: &[Letter], marks: &mut Vec<Vec<Mark>>) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        if !is_space(&letters[at]) {
            out.push(letters[at]);
            at += 1;
            continue;
        }
        let stretch = letters[at..].iter().take_while(|letter| is_space(letter));
        let end = at + stretch.count();
        if let (Some(&before), Some(&after)) = (out.last(), letters.get(end))
            && before.c != '\n'
            && after.c != '\n'
        {
            let is_single = end - at == 1;
            let stays = is_single && letters[at].c != ' ' && is_set_tight(before.c, after.c);
            let shared = shared(marks, before.marks, after.marks);
            out.push(Letter {
                c: if stays { letters[at].c } else { ' ' },
                marks: shared,
                is_kept: false,
            });
        }
        at = end;
    }
    out
}

/// The marks that both have, by their place in the list; added there when they are new.
fn shared(marks: &mut Vec<Vec<Mark>>, one: usize, other: usize) -> usize {
    if one == other {
        return one;
    }
    let both = marks[one].iter().filter(|mark| marks[other].contains(mark));
    let both: Vec<Mark> = both.cloned().collect();
    if let Some(same) = [one, other].into_iter().find(|at| marks[*at] == both) {
        return same;
    }
    marks.push(both);
    marks.len() - 1
}

/// Whether a printer would keep the space between these from breaking.
fn is_set_tight(before: char, after: char) -> bool {
    matches!(before, '«' | '‹')
        || matches!(after, '»' | '›' | ';' | ':' | '!' | '?' | '%')
        || (before.is_ascii_digit() && after.is_ascii_digit())
}

fn runs(letters: &[Letter], marks: &[Vec<Mark>]) -> Inline {
    let mut runs = Inline::new();
    for letter in letters {
        let marks = &marks[letter.marks];
        match runs.last_mut() {
            Some(last) if last.marks == *marks => last.text.push(letter.c),
            _ => runs.push(Run {
                text: letter.c.into(),
                marks: marks.clone(),
            }),
        }
    }
    runs
}

/// Digits that stand raised, as characters that do: `10⁶` is not `106`. White space around them stays.
pub(super) fn raised(text: &str) -> Option<String> {
    let digits = text.trim();
    let each = digits.chars().map(|c| match c {
        '1' => Some('¹'),
        '2' => Some('²'),
        '3' => Some('³'),
        '0' | '4'..='9' => char::from_u32(u32::from('⁰') + u32::from(c) - u32::from('0')),
        '+' => Some('⁺'),
        '-' | '−' => Some('⁻'),
        _ => None,
    });
    let raised = each.collect::<Option<String>>()?;
    (!raised.is_empty()).then(|| text.replace(digits, &raised))
}

/// Whether words of this dress are in the story.
pub(super) fn is_shown(dress: &Dress) -> bool {
    dress.fate == Fate::Shown && !dress.marker
}
