//! How a stretch of words is dressed, and whether anybody sees it: what the elements round it say in their names,
//! attributes and styles.
//!
//! Word writes what it means in properties that begin with `mso-`; Google Docs writes bold and italic as styles of
//! spans, inside a `<b>` that is not bold.
//!
//! Not here: the order of elements (`tree`), and lists (`word`).

use std::rc::Rc;

/// What becomes of words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Fate {
    #[default]
    Shown,
    /// Nobody sees them on the page either: scripts, styles, hidden elements, generated marks.
    Unseen,
    /// They work the page round the text: navigation, buttons, fields.
    OfThePage,
    /// They belong to a picture or a film.
    OfAPicture,
    /// A comment of an office suite.
    Comment,
    /// Deleted under tracked changes.
    Deleted,
}

/// What white space means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Space {
    #[default]
    Collapses,
    /// New lines count, other space collapses.
    BreaksLines,
    /// All of it counts.
    Kept,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dress {
    pub(super) strong: bool,
    pub(super) em: bool,
    pub(super) code: bool,
    /// Where it leads, as it is written.
    pub(super) link: Option<Rc<str>>,
    pub(super) struck: bool,
    pub(super) raised: bool,
    /// A reference to a footnote.
    pub(super) note: bool,
    /// The bullet or number that Word wrote as words.
    pub(super) marker: bool,
    /// In the notes at the end of a document.
    pub(super) among_notes: bool,
    pub(super) coloured: bool,
    pub(super) space: Space,
    pub(super) fate: Fate,
}

/// The attributes of an element that say something here.
#[derive(Debug, Clone, Default)]
pub(super) struct Attributes {
    pub(super) style: String,
    pub(super) class: String,
    pub(super) href: Option<String>,
    pub(super) src: String,
    pub(super) start: Option<u32>,
    pub(super) value: Option<u32>,
    /// It stands where several cells of a table would.
    pub(super) spans: bool,
    pub(super) hidden: bool,
    /// `<ins>` and `<del>` of tracked changes say when.
    pub(super) tracked: bool,
}

impl Attributes {
    pub(super) fn set(&mut self, name: &str, value: &str) {
        match name {
            "style" => self.style = value.to_owned(),
            "class" => self.class = value.to_owned(),
            "href" => self.href = Some(value.to_owned()),
            "src" => self.src = value.chars().take(LONGEST_ADDRESS).collect(),
            "start" => self.start = value.trim().parse().ok(),
            "value" => self.value = value.trim().parse().ok(),
            "colspan" | "rowspan" => {
                let spanned = value.trim().parse::<u32>();
                self.spans |= spanned.is_ok_and(|cells| cells != 1);
            }
            "hidden" => self.hidden = true,
            "datetime" => self.tracked = true,
            _ => {}
        }
    }

    /// The declarations of the style in lower case, each with its name.
    pub(super) fn declarations(&self) -> impl Iterator<Item = (String, String)> {
        self.style.split(';').filter_map(|declaration| {
            let (name, value) = declaration.split_once(':')?;
            let lower = |text: &str| text.trim().to_ascii_lowercase();
            Some((lower(name), lower(value.trim_end_matches("!important"))))
        })
    }

    pub(super) fn has_class(&self, name: &str) -> bool {
        let mut classes = self.class.split_ascii_whitespace();
        classes.any(|class| class.eq_ignore_ascii_case(name))
    }
}

/// A picture may carry its whole bytes in its address.
const LONGEST_ADDRESS: usize = 200;

impl Dress {
    /// The dress of words in this element, which stands in this dress.
    pub(super) fn with(&self, name: &str, attributes: &Attributes) -> Self {
        let mut dress = self.clone();
        dress.name(name, attributes);
        dress.class(attributes);
        for (property, value) in attributes.declarations() {
            dress.style(&property, &value);
        }
        if attributes.hidden {
            dress.leave(Fate::Unseen);
        }
        dress
    }

    /// Once words are not shown they stay so; a hidden button is hidden.
    fn leave(&mut self, fate: Fate) {
        if self.fate == Fate::Shown || fate == Fate::Unseen {
            self.fate = fate;
        }
    }

    fn name(&mut self, name: &str, attributes: &Attributes) {
        match name {
            "b" | "strong" => self.strong = true,
            "i" | "em" => self.em = true,
            "code" => self.code = true,
            "a" => self.link = attributes.href.as_deref().map(Rc::from),
            "sup" => self.raised = true,
            "s" | "strike" => self.struck = true,
            "del" if attributes.tracked => self.leave(Fate::Deleted),
            "del" => self.struck = true,
            "pre" | "listing" | "xmp" => {
                self.space = Space::Kept;
                self.code = true;
            }
            "script" | "style" | "template" | "noscript" | "title" | "xml" | "datalist"
            | "noembed" | "noframes" => self.leave(Fate::Unseen),
            "nav" | "button" | "select" | "textarea" | "option" => self.leave(Fate::OfThePage),
            "svg" | "video" | "audio" | "canvas" | "iframe" | "object" | "applet" | "map" => {
                self.leave(Fate::OfAPicture)
            }
            _ => {}
        }
    }

    fn class(&mut self, attributes: &Attributes) {
        if attributes.has_class("msocomanchor") || attributes.has_class("MsoCommentReference") {
            self.leave(Fate::Unseen);
        }
        if attributes.has_class("msoDel") {
            self.leave(Fate::Deleted);
        }
        if attributes.has_class("MsoFootnoteReference")
            || attributes.has_class("MsoEndnoteReference")
        {
            self.note = true;
        }
    }

    fn style(&mut self, property: &str, value: &str) {
        match property {
            "font-weight" => self.strong = is_bold(value),
            "font-style" => self.em = value.starts_with("italic") || value.starts_with("oblique"),
            "font" => {
                self.strong |= value.split(' ').any(|word| word == "bold");
                self.em |= value.split(' ').any(|word| word == "italic");
            }
            "text-decoration" | "text-decoration-line" => {
                self.struck |= value.contains("line-through")
            }
            "vertical-align" => self.raised = value == "super",
            "display" if value == "none" => self.leave(Fate::Unseen),
            "visibility" if value == "hidden" || value == "collapse" => self.leave(Fate::Unseen),
            "mso-hide" if value == "all" => self.leave(Fate::Unseen),
            "white-space" => {
                self.space = match value {
                    "pre" | "pre-wrap" | "pre-line" | "break-spaces" => self.space.max_lines(),
                    _ => Space::Collapses,
                }
            }
            "color" | "background" | "background-color" | "mso-highlight" => {
                self.coloured |= is_colour(value)
            }
            "mso-list" if value == "ignore" => self.marker = true,
            "mso-footnote-id" | "mso-endnote-id" => self.note = true,
            "mso-special-character" if value == "comment" => self.leave(Fate::Unseen),
            "mso-element" => match value {
                "comment-list" => self.leave(Fate::Comment),
                "footnote-list" | "endnote-list" => self.among_notes = true,
                _ => {}
            },
            _ => {}
        }
    }
}

impl Space {
    fn max_lines(self) -> Self {
        if self == Self::Kept {
            Self::Kept
        } else {
            Self::BreaksLines
        }
    }
}

fn is_bold(value: &str) -> bool {
    match value {
        "bold" | "bolder" => true,
        _ => value.parse::<u32>().is_ok_and(|weight| weight >= 600),
    }
}

/// Whether a colour is one that somebody chose to be seen: greys, black and white are how every page is printed.
fn is_colour(value: &str) -> bool {
    let value = value.trim();
    let parts: Option<Vec<u32>> = if let Some(hex) = value.strip_prefix('#') {
        let wide = match hex.len() {
            3 | 4 => 1,
            6 | 8 => 2,
            _ => return false,
        };
        let digits = hex.as_bytes().chunks(wide).take(3);
        digits
            .map(|part| u32::from_str_radix(std::str::from_utf8(part).ok()?, 16).ok())
            .collect()
    } else if let Some(inner) = value.strip_prefix("rgb").and_then(|v| v.split('(').nth(1)) {
        let numbers: Vec<&str> = inner
            .trim_end_matches(')')
            .split([',', ' ', '/'])
            .filter(|part| !part.is_empty())
            .collect();
        if numbers.get(3).is_some_and(|alpha| *alpha == "0") {
            return false;
        }
        numbers
            .iter()
            .take(3)
            .map(|part| part.parse().ok())
            .collect()
    } else {
        return matches!(
            value,
            "red"
                | "yellow"
                | "lime"
                | "aqua"
                | "cyan"
                | "fuchsia"
                | "magenta"
                | "blue"
                | "green"
                | "orange"
                | "purple"
                | "teal"
                | "olive"
                | "maroon"
                | "navy"
                | "pink"
        );
    };
    parts.is_some_and(|parts| {
        let (low, high) = (parts.iter().min(), parts.iter().max());
        low.zip(high).is_some_and(|(low, high)| high - low > 24)
    })
}
