//! Which client reads the files.
//!
//! A profile is a promise about one site generator with its default settings: where it looks for a page, and which
//! characters it would misread in running text. Each has a version; a change of the bytes it writes is a new one.

use std::fmt;
use std::str::FromStr;

use crate::{Error, Result};

/// A kind of site that Stet can write for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// Neutral Markdown for any reader: `<web address>/index.md`.
    Plain,
    /// Hugo page bundles: `content/<section>/<web address>/index.md`.
    Hugo,
}

impl Profile {
    pub const ALL: [Profile; 2] = [Profile::Plain, Profile::Hugo];

    pub fn name(self) -> &'static str {
        match self {
            Profile::Plain => "plain",
            Profile::Hugo => "hugo",
        }
    }

    /// Raised whenever the same reading would give other bytes.
    pub fn version(self) -> u32 {
        match self {
            Profile::Plain | Profile::Hugo => 1,
        }
    }

    /// What this client does to text beyond CommonMark and its usual extensions (tables, footnotes, strikethrough,
    /// definition lists, heading attributes), which every profile writes around.
    pub(crate) fn habits(self) -> Habits {
        match self {
            Profile::Plain => Habits {
                typographer: false,
                linkifies: false,
                shortcodes: false,
                raw_alternatives: false,
            },
            Profile::Hugo => Habits {
                typographer: true,
                linkifies: true,
                shortcodes: true,
                raw_alternatives: true,
            },
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Habits {
    /// Makes straight quotes, `--`, `...`, `<<` and `>>` typographic.
    pub(crate) typographer: bool,
    /// Makes links of bare addresses in text.
    pub(crate) linkifies: bool,
    /// Runs `{{<` and `{{%` and cuts at `<!--more-->`, in code too, before it reads any Markdown.
    pub(crate) shortcodes: bool,
    /// Shows the words for a picture as they stand in the source, escapes and all, and escapes what it made typographic.
    pub(crate) raw_alternatives: bool,
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Profile {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let known = Profile::ALL
            .into_iter()
            .find(|profile| profile.name() == name);
        known.ok_or_else(|| Error::UnknownProfile {
            name: name.to_string(),
        })
    }
}

/// What a newsroom decided about one target; part of what the bytes follow from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetSettings {
    pub name: String,
    pub profile: Profile,
}
