//! One paragraph, heading or cell as Markdown.
//!
//! A line is first a row of pieces, so that every character knows its neighbours as they will be written. Asterisks
//! beside letters are the hard part: a client reads `**“so,”**then` as plain asterisks, so the letter next to them is
//! written as a reference, which counts as punctuation and looks the same.

use manuscript::{Block, Inline, Mark, Run};

use super::escape::{Near, Place, Setting, Surroundings};
use super::spans::{Span, spans};
use crate::body::blocks_of;
use crate::printed::{append, notes, with_notes};
use crate::profile::Habits;

/// The lines of a paragraph; all but the last end with the backslash of a hard break. `first_note` is the number of its
/// first footnote.
pub(super) fn paragraph(text: &Inline, habits: Habits, first_note: usize) -> Vec<String> {
    let written = proven(text, habits, Setting::Paragraph, first_note);
    written.lines().map(str::to_string).collect()
}

/// A picture with the words for whoever does not see it.
pub(super) fn picture(alt: &Inline, name: &str, habits: Habits) -> String {
    let text: String = alt.iter().map(|run| run.text.as_str()).collect();
    let linked = Run {
        text: text.clone(),
        marks: vec![Mark::Link(name.to_string())],
    };
    // What a picture's words may be is what the words of a link may be.
    let written = match text.is_empty() || habits.raw_alternatives {
        true => format!("![{text}]({name})"),
        false => format!("!{}", written(&vec![linked], habits, Setting::Paragraph, 1)),
    };
    match blocks_of(&written, false).as_slice() {
        [Block::Figure { alt: read, .. }] if read == alt => written,
        _ => format!("![{}]({name})", referenced(&text)),
    }
}

/// Every mark of punctuation as a reference.
fn referenced(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c.is_ascii_punctuation() {
            true => out.push_str(&format!("&#{};", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

/// A heading without its hashes.
pub(super) fn heading(text: &Inline, habits: Habits, first_note: usize) -> String {
    proven(text, habits, Setting::Heading, first_note)
}

/// A cell of a table without the bars around it. It has no footnotes.
pub(super) fn cell(text: &Inline, habits: Habits) -> String {
    proven(text, habits, Setting::Cell, 1)
}

/// The first form that reads back as meant: with all marks, without emphasis inside strong, with links and code, with
/// links alone. Marks that cross each other inside a word have no form in Markdown, nor has every code in a link.
fn proven(text: &Inline, habits: Habits, setting: Setting, first_note: usize) -> String {
    type Drop = fn(&Run, &Mark) -> bool;
    let less: [Drop; 3] = [
        |_, _| false,
        |run, mark| *mark == Mark::Em && run.marks.contains(&Mark::Strong),
        |_, mark| matches!(mark, Mark::Em | Mark::Strong),
    ];
    for drop in less {
        let form = without(text, drop);
        let written = written(&form, habits, setting, first_note);
        if reads_as(&written, &form, setting, first_note) {
            return written;
        }
    }
    let links = without(text, |_, mark| {
        !matches!(mark, Mark::Link(_) | Mark::Note(_))
    });
    written(&links, habits, setting, first_note)
}

fn without(text: &Inline, drop: impl Fn(&Run, &Mark) -> bool) -> Inline {
    let mut plainer = Inline::new();
    for run in text {
        let kept = run.marks.iter().filter(|mark| !drop(run, mark));
        append(&mut plainer, &run.text, &kept.cloned().collect::<Vec<_>>());
    }
    plainer
}

/// Footnotes are read as such only with texts, for which their numbers do here.
fn reads_as(written: &str, meant: &Inline, setting: Setting, first_note: usize) -> bool {
    let mut page = match setting {
        Setting::Paragraph => format!("{written}\n"),
        Setting::Heading => format!("## {written}\n"),
        Setting::Cell => format!("| {written} |\n| --- |\n"),
    };
    for number in (first_note..).take(notes(meant).count()) {
        page.push_str(&format!("\n[^{number}]: x\n"));
    }
    let meant = with_notes(meant, |_| {
        vec![Run {
            text: "x".to_string(),
            marks: Vec::new(),
        }]
    });
    match blocks_of(&page, false).as_slice() {
        [Block::Paragraph(text) | Block::Heading { text, .. }] => shown(text).eq(shown(&meant)),
        [Block::Table { head, rows }] if rows.is_empty() => match head.as_slice() {
            [text] => shown(text).eq(shown(&meant)),
            _ => false,
        },
        _ => false,
    }
}

/// Every character with the marks that show on it: a space shows none, unless it is code.
fn shown(inline: &Inline) -> impl Iterator<Item = (char, Option<&[Mark]>)> {
    inline.iter().flat_map(|run| {
        let code = run.marks.contains(&Mark::Code);
        let visible = move |c: char| !c.is_whitespace() || code && c != '\n';
        let characters = run.text.chars();
        characters.map(move |c| (c, visible(c).then_some(run.marks.as_slice())))
    })
}

enum Piece {
    Typed {
        character: char,
        /// Counted from 0 within the block.
        line: usize,
        /// Where it stands among the typed characters of its line.
        at: usize,
        in_link: bool,
    },
    /// Asterisks that open or close a mark.
    Asterisks {
        count: usize,
        opens: bool,
    },
    /// Markdown's own characters, and code, as they stand.
    Set(String),
    Break,
}

/// A row of pieces and the typed characters of each of its lines.
struct Row {
    next_note: usize,
    pieces: Vec<Piece>,
    lines: Vec<Vec<char>>,
}

fn written(text: &Inline, habits: Habits, setting: Setting, first_note: usize) -> String {
    let mut row = Row {
        next_note: first_note,
        pieces: Vec::new(),
        lines: vec![Vec::new()],
    };
    row.lay(spans(text), false);
    let block = Surroundings::of(text, setting);
    let referenced = row.beside_asterisks();
    let mut out = String::new();
    for (index, piece) in row.pieces.iter().enumerate() {
        match piece {
            Piece::Typed { character, .. } if referenced[index] => {
                out.push_str(&format!("&#{};", u32::from(*character)));
            }
            &Piece::Typed {
                line, at, in_link, ..
            } => {
                let place = Place {
                    line: &row.lines[line],
                    at,
                    before: match index.checked_sub(1) {
                        Some(before) if referenced[before] => Near::Markup(';'),
                        _ => row.before(index),
                    },
                    after: match referenced.get(index + 1) {
                        Some(true) => Near::Markup('&'),
                        _ => row.after(index),
                    },
                    block: &block,
                    first_line: line == 0,
                    in_link,
                };
                place.write(habits, &mut out);
            }
            Piece::Asterisks { count, .. } => out.extend(std::iter::repeat_n('*', *count)),
            Piece::Set(set) => out.push_str(set),
            Piece::Break => out.push_str("\\\n"),
        }
    }
    out
}

impl Row {
    fn lay(&mut self, spans: Vec<Span>, in_link: bool) {
        for span in spans {
            match span {
                Span::Text(text) => self.lay_text(&text, in_link),
                Span::Break => {
                    self.pieces.push(Piece::Break);
                    self.lines.push(Vec::new());
                }
                Span::Code(code) => self.pieces.push(Piece::Set(fenced(&code))),
                Span::Note => {
                    let number = self.next_note;
                    self.next_note += 1;
                    self.pieces.push(Piece::Set(format!("[^{number}]")));
                }
                Span::Stressed {
                    asterisks: count,
                    inside,
                } => {
                    self.pieces.push(Piece::Asterisks { count, opens: true });
                    self.lay(inside, in_link);
                    self.pieces.push(Piece::Asterisks {
                        count,
                        opens: false,
                    });
                }
                Span::Link { href, inside } => {
                    let after_note =
                        matches!(self.pieces.last(), Some(Piece::Set(set)) if set.ends_with(']'));
                    if after_note {
                        // What nobody sees keeps the two brackets from being read together.
                        self.pieces.push(Piece::Set("<!-- -->".to_string()));
                    }
                    self.pieces.push(Piece::Set("[".to_string()));
                    self.lay(inside, true);
                    // An ampersand in an address could be read as a reference.
                    let href = href.replace('&', "&amp;");
                    self.pieces.push(Piece::Set(format!("]({href})")));
                }
            }
        }
    }

    fn lay_text(&mut self, text: &str, in_link: bool) {
        let line = self.lines.len() - 1;
        for character in text.chars() {
            let at = self.lines[line].len();
            self.lines[line].push(character);
            self.pieces.push(Piece::Typed {
                character,
                line,
                at,
                in_link,
            });
        }
    }

    /// What is written just before a piece.
    fn before(&self, index: usize) -> Near {
        match index.checked_sub(1).map(|before| &self.pieces[before]) {
            None | Some(Piece::Break) => Near::Edge,
            Some(Piece::Typed { character, .. }) => Near::Typed(*character),
            Some(Piece::Asterisks { .. }) => Near::Markup('*'),
            Some(Piece::Set(set)) => Near::Markup(set.chars().next_back().unwrap_or(' ')),
        }
    }

    /// What is written just after a piece.
    fn after(&self, index: usize) -> Near {
        match self.pieces.get(index + 1) {
            None | Some(Piece::Break) => Near::Edge,
            Some(Piece::Typed { character, .. }) => Near::Typed(*character),
            Some(Piece::Asterisks { .. }) => Near::Markup('*'),
            Some(Piece::Set(set)) => Near::Markup(set.chars().next().unwrap_or(' ')),
        }
    }

    /// Which typed characters have to be references for the asterisks beside them to count.
    fn beside_asterisks(&self) -> Vec<bool> {
        let mut referenced = vec![false; self.pieces.len()];
        let mut index = 0;
        while index < self.pieces.len() {
            let run = self.pieces[index..].iter();
            let run = run.map_while(|piece| match piece {
                Piece::Asterisks { opens, .. } => Some(*opens),
                _ => None,
            });
            let opens: Vec<bool> = run.collect();
            if opens.is_empty() {
                index += 1;
                continue;
            }
            let last = index + opens.len() - 1;
            let (left, right) = (self.before(index), self.after(last));
            let (opens, closes) = (opens.contains(&true), opens.contains(&false));
            let (mark_left, mark_right) = match (opens, closes) {
                (true, false) => (!is_letter(right) && !stands_apart(left), false),
                (false, true) => (false, !is_letter(left) && !stands_apart(right)),
                _ if is_letter(left) && is_letter(right) => (false, false),
                _ => (!stands_apart(left), !stands_apart(right)),
            };
            if mark_left && matches!(left, Near::Typed(_)) {
                referenced[index - 1] = true;
            }
            if mark_right && matches!(right, Near::Typed(_)) {
                referenced[last + 1] = true;
            }
            index = last + 1;
        }
        referenced
    }
}

/// No client takes a letter or digit for punctuation.
fn is_letter(near: Near) -> bool {
    matches!(near, Near::Typed(c) if c.is_alphanumeric())
}

/// Whether every client takes this for a space or for punctuation; they differ about symbols and emoji.
fn stands_apart(near: Near) -> bool {
    match near {
        Near::Edge => true,
        Near::Markup(c) | Near::Typed(c) => {
            c == ' ' || c.is_ascii_punctuation() || "“”‘’–—…«»‹›„‚¿¡".contains(c)
        }
    }
}

/// Code between back-ticks: one more than the code itself has in a row.
fn fenced(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let blank = code.chars().all(|c| c == ' ');
    let padded = code.starts_with('`')
        || code.ends_with('`')
        || code.starts_with(' ') && code.ends_with(' ') && !blank;
    match padded {
        true => format!("{ticks} {code} {ticks}"),
        false => format!("{ticks}{code}{ticks}"),
    }
}
