//! Which characters of running text a client would misread, and what to write instead.
//!
//! The judgement is local: a character, its neighbours, and where its line begins. Everything here was learned by
//! running the clients; `tests/hugo.rs` builds each case with the real one.

use manuscript::Inline;

use crate::profile::Habits;

/// What stands next to a character once the line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Near {
    /// Start or end of a line.
    Edge,
    /// A character of the text itself.
    Typed(char),
    /// The first or last character of Markdown's own.
    Markup(char),
}

/// One character in its place.
pub(super) struct Place<'a> {
    /// The typed characters of the whole line, Markdown's own left out.
    pub(super) line: &'a [char],
    pub(super) at: usize,
    pub(super) before: Near,
    pub(super) after: Near,
    pub(super) block: &'a Surroundings,
    pub(super) first_line: bool,
    pub(super) in_link: bool,
}

/// What the line is part of: a heading and a cell are one line, and nothing begins a block in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    Paragraph,
    Heading,
    Cell,
}

/// What matters about the block that the line is part of; taken once, for a line can be long.
pub(super) struct Surroundings {
    setting: Setting,
    has_lines: bool,
    has_at: bool,
    defines: bool,
    tildes: usize,
}

impl Surroundings {
    pub(super) fn of(text: &Inline, setting: Setting) -> Self {
        let text: String = text.iter().map(|run| run.text.as_str()).collect();
        Surroundings {
            setting,
            has_lines: text.contains('\n'),
            has_at: text.contains('@'),
            defines: text.contains("]:"),
            tildes: text.matches('~').count(),
        }
    }
}

impl Place<'_> {
    /// Writes the character as it has to be written here.
    pub(super) fn write(&self, habits: Habits, out: &mut String) {
        let c = self.line[self.at];
        // A backslash would leave `<!--more-->` whole for Hugo to find.
        if habits.shortcodes && c == '<' && self.after == Near::Typed('!') {
            out.push_str("&lt;");
            return;
        }
        // After a footnote a bracket would make a link of it, for some readers behind a backslash too.
        if matches!(c, '(' | '[') && self.before == Near::Markup(']') {
            out.push_str(&format!("&#{};", u32::from(c)));
            return;
        }
        // Readers of tables differ about a bar behind two backslashes.
        if c == '|' && self.block.setting == Setting::Cell && self.before == Near::Typed('\\') {
            out.push_str("&#124;");
            return;
        }
        // A heading that ends with a brace is searched for attributes, by some clients past any backslash.
        if self.block.setting == Setting::Heading && c == '}' && self.after == Near::Edge {
            out.push_str("&#125;");
            return;
        }
        // Goldmark counts the backslash of a hard break together with those before it.
        if c == '\\' && self.after == Near::Edge && self.block.has_lines {
            out.push_str("&#92;");
            return;
        }
        if self.is_misread(c, habits) {
            out.push('\\');
        }
        out.push(c);
    }

    fn is_misread(&self, c: char, habits: Habits) -> bool {
        match c {
            // A link must not look like a footnote.
            '^' if self.before == Near::Markup('[') => true,
            // After a footnote it would make a definition of it.
            ':' if self.before == Near::Markup(']') => true,
            '`' => true,
            '\\' => !matches!(self.after, Near::Typed(next) if !next.is_ascii_punctuation()),
            '*' => !self.stands_between_spaces(),
            '_' => !self.stands_between_spaces() && !self.stands_between_letters(),
            '[' => {
                self.in_link
                    || self.after == Near::Typed('^')
                    || self.opens_a_definition()
                    || self.opens_a_task()
            }
            ']' => self.in_link || matches!(self.after, Near::Typed('(' | '[') | Near::Markup('[')),
            '!' => self.after == Near::Markup('['),
            '<' => self.opens_a_tag() || habits.typographer && self.after == Near::Typed('<'),
            '>' => self.begins_the_line() || habits.typographer && self.after == Near::Typed('>'),
            '&' => self.opens_a_reference(),
            '#' => self.begins_a_heading() || self.closes_a_heading(),
            '{' => habits.shortcodes && matches!(self.after, Near::Typed('<' | '%')),
            '~' => self.block.tildes > 1,
            '|' => self.block.has_lines || self.block.setting == Setting::Cell,
            // Some clients take a colon for a definition without the space that others ask for.
            ':' if self.begins_the_line() => true,
            '+' | '-' | '=' if self.begins_the_line() && self.begins_a_block(c) => true,
            '-' => habits.typographer && self.after == Near::Typed('-'),
            ':' => habits.linkifies && !self.in_link && self.ends_a_scheme(),
            '.' => {
                self.ends_a_list_number()
                    || habits.typographer && self.follows("..")
                    || habits.linkifies && !self.in_link && self.ends_with("www")
            }
            ')' => self.ends_a_list_number(),
            '\'' | '"' => habits.typographer,
            '@' => habits.linkifies && !self.in_link && self.joins_an_address(),
            _ => false,
        }
    }

    fn stands_between_spaces(&self) -> bool {
        self.before == Near::Typed(' ') && self.after == Near::Typed(' ')
    }

    fn stands_between_letters(&self) -> bool {
        let is_letter = |near| matches!(near, Near::Typed(c) if c.is_ascii_alphanumeric());
        is_letter(self.before) && is_letter(self.after)
    }

    fn begins_the_line(&self) -> bool {
        self.at == 0 && self.before == Near::Edge && self.block.setting == Setting::Paragraph
    }

    fn ends_here(&self) -> bool {
        matches!(self.after, Near::Edge | Near::Typed(' '))
    }

    fn rest(&self) -> &[char] {
        &self.line[self.at + 1..]
    }

    fn follows(&self, text: &str) -> bool {
        let rest = self.rest();
        text.chars()
            .enumerate()
            .all(|(at, c)| rest.get(at) == Some(&c))
    }

    /// `[label]: x` at the start of a block defines a link.
    fn opens_a_definition(&self) -> bool {
        self.begins_the_line() && self.first_line && self.block.defines
    }

    /// `[x]` is a task in a list item; Goldmark finds it behind other characters too.
    fn opens_a_task(&self) -> bool {
        matches!(self.rest(), [' ' | 'x' | 'X', ']', ..])
    }

    fn opens_a_tag(&self) -> bool {
        match self.after {
            Near::Edge | Near::Typed(' ') => false,
            // An address in angle brackets may begin with a digit.
            Near::Typed(c) if c.is_ascii_digit() => self.block.has_at,
            Near::Typed(_) | Near::Markup(_) => true,
        }
    }

    /// `&word;` or `&#`.
    fn opens_a_reference(&self) -> bool {
        let rest = self.rest();
        let word = rest
            .iter()
            .take_while(|c| c.is_ascii_alphanumeric())
            .count();
        rest.first() == Some(&'#') || word > 0 && rest.get(word) == Some(&';')
    }

    fn begins_a_heading(&self) -> bool {
        let hashes = self.line.iter().take_while(|&&c| c == '#').count();
        let ends = matches!(self.line.get(hashes), None | Some(' '));
        self.begins_the_line() && hashes <= 6 && ends
    }

    /// Hashes at the end of a heading after a space are taken for its closing.
    fn closes_a_heading(&self) -> bool {
        let opens_the_run = matches!(self.before, Near::Edge | Near::Typed(' ') | Near::Markup(_));
        let all_hashes = self.rest().iter().all(|&c| c == '#' || c == ' ');
        self.block.setting == Setting::Heading && opens_the_run && all_hashes
    }

    /// A list, a rule, or a line that would make the line above a heading or a table.
    fn begins_a_block(&self, c: char) -> bool {
        let marker = c != '=' && self.ends_here();
        let drawn = self.line.iter().all(|c| "-=:| ".contains(*c));
        marker || drawn && (c == '-' || !self.first_line)
    }

    fn ends_a_list_number(&self) -> bool {
        let digits = &self.line[..self.at];
        let number = !digits.is_empty() && digits.iter().all(char::is_ascii_digit);
        number && digits.len() <= 9 && self.ends_here() && self.block.setting == Setting::Paragraph
    }

    fn ends_with(&self, word: &str) -> bool {
        let length = word.chars().count();
        self.at >= length && {
            let before = self.line[self.at - length..self.at].iter();
            before
                .zip(word.chars())
                .all(|(c, expected)| c.eq_ignore_ascii_case(&expected))
        }
    }

    fn ends_a_scheme(&self) -> bool {
        self.follows("//")
            && ["http", "https", "ftp"]
                .iter()
                .any(|scheme| self.ends_with(scheme))
    }

    fn joins_an_address(&self) -> bool {
        let before = matches!(self.before, Near::Typed(c) if c.is_ascii_graphic());
        before && matches!(self.after, Near::Typed(c) if c.is_ascii_alphanumeric())
    }
}
