//! Atoms as CommonMark source: each character plain where it is safe, escaped or as a numeric reference where it is not.
//!
//! Three things can go wrong with a character. It may mean something where it stands (`#` at the start of a line, `*`
//! anywhere): a backslash helps. It may be lost (a space at the end of a line): a numeric reference keeps it. Or it may keep a
//! delimiter beside it from opening or closing (a letter before `_`): as a reference it ends in `;`, which does not.
//! What is unsure counts as the worse case.
//!
//! Not here: which delimiters there are and how they nest (`marks`).

use super::marks::Atom;

/// What nobody sees. After a footnote it keeps the bracket of a link from being read together with that.
pub(super) const NOTHING: &str = "<!-- -->";

/// Where the line stands: a heading and a cell are one source line and cannot break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    /// Between the bars of a table.
    Cell,
}

/// The source of one line of words; each hard break but the outermost ends a source line.
pub(super) fn render(atoms: &[Atom], place: Place) -> String {
    let mut source = Source {
        atoms,
        place,
        referenced: vec![false; atoms.len()],
    };
    source.refer_at_edges();
    while source.refer_beside_delimiters() {}
    let mut out = String::new();
    (0..atoms.len()).for_each(|at| source.write(at, &mut out));
    out
}

/// What a character is to a delimiter beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Punctuation,
    /// Readers of Markdown differ about it.
    Unsure,
}

fn class(c: char) -> Class {
    match c {
        c if c.is_whitespace() => Class::Space,
        c if c.is_ascii_alphanumeric() => Class::Letter,
        c if c.is_ascii_punctuation() => Class::Punctuation,
        '«'
        | '»'
        | '¡'
        | '¿'
        | '·'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{2043}'
        | '、'
        | '。' => Class::Punctuation,
        // Circled letters are symbols that count as alphabetic.
        '\u{2460}'..='\u{24ff}' | '\u{1f100}'..='\u{1f1ff}' => Class::Unsure,
        c if c.is_alphanumeric() => Class::Letter,
        _ => Class::Unsure,
    }
}

struct Source<'a> {
    atoms: &'a [Atom],
    place: Place,
    /// Which atoms are written as a numeric reference.
    referenced: Vec<bool>,
}

impl Source<'_> {
    /// Spaces at the ends of a source line and breaks at the ends of the whole or of a mark would be lost.
    fn refer_at_edges(&mut self) {
        for at in 0..self.atoms.len() {
            let edge = |beside: Option<&Atom>| matches!(beside, None | Some(Atom::Break));
            let outermost = matches!(self.before(at), None | Some(Atom::Open(_) | Atom::LinkOpen))
                || matches!(
                    self.atoms.get(at + 1),
                    None | Some(Atom::Close(_) | Atom::LinkClose(_))
                );
            self.referenced[at] = match &self.atoms[at] {
                Atom::Break => outermost || self.place != Place::Paragraph,
                Atom::Char { c: ' ' | '\t', .. } => {
                    edge(self.before(at)) || edge(self.atoms.get(at + 1))
                }
                Atom::Char { c, .. } => c.is_control() || *c == '\u{feff}',
                _ => false,
            };
        }
    }

    /// One pass over the delimiters; whether anything had to change, which may matter to another delimiter.
    fn refer_beside_delimiters(&mut self) -> bool {
        let mut changed = false;
        for at in 0..self.atoms.len() {
            let (delimiter, inside, outside) = match self.atoms[at] {
                Atom::Open(delimiter) => (delimiter, at.checked_add(1), at.checked_sub(1)),
                Atom::Close(delimiter) => (delimiter, at.checked_sub(1), at.checked_add(1)),
                _ => continue,
            };
            let opens = matches!(self.atoms[at], Atom::Open(_));
            if self.class_at(inside, opens) == Class::Space {
                changed |= self.refer(inside);
            }
            let alone = delimiter.starts_with('*') && self.class_at(inside, opens) == Class::Letter;
            let free = matches!(
                self.class_at(outside, !opens),
                Class::Space | Class::Punctuation
            );
            if !alone && !free {
                changed |= self.refer(outside);
            }
        }
        changed
    }

    fn refer(&mut self, at: Option<usize>) -> bool {
        let atom = at.and_then(|at| self.referenced.get_mut(at));
        atom.is_some_and(|referenced| !std::mem::replace(referenced, true))
    }

    /// The class of the first or last character that the atom there is written as; the ends of a line are space.
    fn class_at(&self, at: Option<usize>, first: bool) -> Class {
        let Some((at, atom)) = at.and_then(|at| Some((at, self.atoms.get(at)?))) else {
            return Class::Space;
        };
        match atom {
            _ if self.referenced[at] => Class::Punctuation,
            Atom::Char { c, .. } => class(*c),
            Atom::Break if first => Class::Punctuation,
            Atom::Break => Class::Space,
            _ => Class::Punctuation,
        }
    }

    fn before(&self, at: usize) -> Option<&Atom> {
        at.checked_sub(1).map(|before| &self.atoms[before])
    }

    fn write(&self, at: usize, out: &mut String) {
        match &self.atoms[at] {
            Atom::Break if self.referenced[at] => out.push_str("&#10;"),
            Atom::Break => out.push_str("\\\n"),
            Atom::Char { c, .. } if self.referenced[at] => {
                out.push_str(&format!("&#{};", u32::from(*c)))
            }
            // A bracket would make a link of the footnote, and some readers take it for one behind a backslash too.
            Atom::Char {
                c: c @ ('(' | '['), ..
            } if self.is_after_note(at) => out.push_str(&format!("&#{};", u32::from(*c))),
            Atom::Char { c: '`', .. } if self.is_beside_code(at) => out.push_str("&#96;"),
            // Readers differ about a bar behind two backslashes.
            Atom::Char { c: '|', .. }
                if self.place == Place::Cell && self.plain_at(at.checked_sub(1)) == Some('\\') =>
            {
                out.push_str("&#124;");
            }
            Atom::Char { c, in_link } => {
                if c.is_ascii_punctuation() && self.is_misread(at, *c, *in_link) {
                    out.push('\\');
                }
                out.push(*c);
            }
            Atom::Code(text) => out.push_str(&self.code_span(text)),
            Atom::Open(delimiter) | Atom::Close(delimiter) => out.push_str(delimiter),
            // A link to nowhere round nothing is not seen; a definition may not come after it.
            Atom::LinkOpen if self.is_after_note(at) => {
                out.push_str(NOTHING);
                out.push('[');
            }
            Atom::LinkOpen if at == 0 && self.is_like_definition() => out.push_str("[](<>)["),
            Atom::LinkOpen => out.push('['),
            Atom::LinkClose(address) => {
                let address = super::address::destination(address);
                out.push_str(&format!("]({})", self.between_bars(address)))
            }
            Atom::Address(address) => {
                out.push_str(&format!("<{}>", self.between_bars(address.clone())))
            }
            Atom::Note(number) => out.push_str(&format!("[^{number}]")),
        }
    }

    /// In a table every bar ends a cell but for one behind a backslash, in code and in addresses too.
    fn between_bars(&self, source: String) -> String {
        match self.place {
            Place::Cell => source.replace('|', "\\|"),
            Place::Paragraph | Place::Heading => source,
        }
    }

    fn code_span(&self, text: &str) -> String {
        self.between_bars(code_span(text))
    }

    /// The character that is written as itself there.
    fn plain_at(&self, at: Option<usize>) -> Option<char> {
        let at = at?;
        match self.atoms.get(at)? {
            Atom::Char { c, .. } if !self.referenced[at] => Some(*c),
            _ => None,
        }
    }

    /// Whether a link at the start of the whole has code in it that would end the label of a link definition.
    fn is_like_definition(&self) -> bool {
        let linked = self
            .atoms
            .iter()
            .take_while(|atom| !matches!(atom, Atom::LinkClose(_)));
        linked
            .into_iter()
            .any(|atom| matches!(atom, Atom::Code(text) if text.contains("]:")))
    }

    /// The characters from here to the end of the source line, up to the first atom that is not one.
    fn line_from(&self, at: usize) -> impl Iterator<Item = char> {
        self.atoms[at..].iter().map_while(|atom| match atom {
            Atom::Char { c, .. } => Some(*c),
            _ => None,
        })
    }

    fn is_after_note(&self, at: usize) -> bool {
        matches!(self.before(at), Some(Atom::Note(_)))
    }

    fn is_beside_code(&self, at: usize) -> bool {
        let code = |atom: Option<&Atom>| matches!(atom, Some(Atom::Code(_)));
        code(self.before(at)) || code(self.atoms.get(at + 1))
    }

    fn starts_line(&self, at: usize) -> bool {
        match self.before(at) {
            None => true,
            Some(Atom::Break) => !self.referenced[at - 1],
            _ => false,
        }
    }

    /// Whether a space or the end of the source line follows.
    fn ends_word(&self, at: usize) -> bool {
        match self.atoms.get(at + 1) {
            None | Some(Atom::Break) => true,
            Some(Atom::Char { c, .. }) => matches!(c, ' ' | '\t'),
            Some(_) => false,
        }
    }

    fn is_misread(&self, at: usize, c: char, in_link: bool) -> bool {
        let before = self.plain_at(at.checked_sub(1));
        let after = self.plain_at(Some(at + 1));
        let after_atom = self.atoms.get(at + 1);
        let is = |beside: Option<char>, wanted: Class| beside.is_some_and(|c| class(c) == wanted);
        let between = |wanted: Class| is(before, wanted) && is(after, wanted);
        // It would make a definition of the footnote.
        if c == ':' && self.is_after_note(at) {
            return true;
        }
        match c {
            '\\' => !is(after, Class::Letter) && !is(after, Class::Space),
            '`' => true,
            '*' => !between(Class::Space),
            '_' => !between(Class::Letter) && !between(Class::Space),
            '[' => in_link || self.starts_line(at),
            ']' => {
                in_link
                    || matches!(after, Some('(' | '[' | ':'))
                    || after_atom == Some(&Atom::LinkOpen)
            }
            '^' => before == Some('[') || self.before(at) == Some(&Atom::LinkOpen),
            '!' => after == Some('[') || matches!(after_atom, Some(Atom::LinkOpen | Atom::Note(_))),
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => self.begins_reference(at),
            '~' => after == Some('~') || !(is(before, Class::Space) || self.starts_line(at)),
            '#' if self.place == Place::Heading => {
                self.line_from(at).all(|c| c == '#') && self.ends_line(at)
            }
            '|' if self.place == Place::Cell => true,
            _ if self.place != Place::Paragraph => false,
            '.' | ')' => self.ends_list_number(at),
            _ => self.starts_line(at) && self.starts_block(at, c),
        }
    }

    /// Whether nothing but characters follows up to the end of the line.
    fn ends_line(&self, at: usize) -> bool {
        let end = at + self.line_from(at).count();
        match self.atoms.get(end) {
            None => true,
            Some(Atom::Break) => !self.referenced[end],
            Some(_) => false,
        }
    }

    /// Whether `&` here would be read as a character reference.
    fn begins_reference(&self, at: usize) -> bool {
        let mut name = self
            .line_from(at + 1)
            .skip_while(|c| *c == '#')
            .skip_while(char::is_ascii_alphanumeric);
        name.next() == Some(';')
    }

    /// Whether this is the point or bracket of a list number at the start of a line.
    fn ends_list_number(&self, at: usize) -> bool {
        let digits = self.atoms[..at].iter().rev().take_while(|atom| match atom {
            Atom::Char { c, .. } => c.is_ascii_digit(),
            _ => false,
        });
        let digits = digits.take(10).count();
        (1..=9).contains(&digits) && self.starts_line(at - digits) && self.ends_word(at)
    }

    /// Whether a line that begins with this character is read as a block or a part of one.
    fn starts_block(&self, at: usize, c: char) -> bool {
        let of = |set: &str| self.line_from(at).all(|c| set.contains(c)) && self.ends_line(at);
        match c {
            '#' => {
                let level = self.line_from(at).take_while(|c| *c == '#').count();
                level <= 6 && self.ends_word(at + level - 1)
            }
            '>' => true,
            '+' => self.ends_word(at) || self.plain_at(Some(at + 1)) == Some('+'),
            '-' => self.ends_word(at) || of("-:| \t"),
            '|' | ':' => of("-:| \t"),
            '=' => of("= \t"),
            _ => false,
        }
    }
}

/// A code span whose fence does not occur in it.
fn code_span(text: &str) -> String {
    let runs: Vec<usize> = text.split(|c| c != '`').map(str::len).collect();
    let length = (1..).find(|length| !runs.contains(length)).unwrap_or(1);
    let fence = "`".repeat(length);
    let at_edge = |c: char| text.starts_with(c) || text.ends_with(c);
    let stripped =
        text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
    let pad = if at_edge('`') || stripped { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", text.replace('\r', " "))
}
