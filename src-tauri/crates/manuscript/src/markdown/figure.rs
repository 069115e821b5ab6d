//! A figure in Markdown: its picture by hash, what it shows as the alternative text, the credit line as the title, and the
//! caption on the lines after it.
//!
//! Only a picture that is named by its hash is one of a story; any other would have to be fetched. Not here: how a site names
//! its files (`press`).

use crate::{Inline, PictureHash, Run, plain};

/// What stands before the hash.
const FOLDER: &str = "media/";

/// A picture that begins a paragraph while that is being read.
pub(super) struct Picture {
    pub(super) picture: PictureHash,
    pub(super) alt: String,
    pub(super) credit: String,
}

/// The picture that an address names: a hash, in any folder of the site, with any ending.
pub(super) fn named(address: &str) -> Option<PictureHash> {
    let name = address.rsplit('/').next()?;
    let name = name.split('.').next()?;
    name.parse().ok().filter(|_| !address.contains(':'))
}

/// A figure's source lines but for its caption.
pub(super) fn picture(picture: PictureHash, alt: &Inline, credit: &Inline) -> String {
    let alt = quoted(&plain(alt), "\\`*_[]<&!~^$|");
    let title = quoted(&plain(credit), "\\\"<&`");
    let title = match title.as_str() {
        "" => title,
        _ => format!(" \"{title}\""),
    };
    format!("![{alt}]({FOLDER}{picture}{title})")
}

/// Plain words where only these characters mean something; what ends a line is a numeric reference.
fn quoted(text: &str, special: &str) -> String {
    let mut out = String::new();
    let last = text.chars().count().saturating_sub(1);
    for (at, c) in text.chars().enumerate() {
        let at_edge = c == ' ' && (at == 0 || at == last);
        match c {
            c if c.is_control() || c == '\u{feff}' || at_edge => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c if special.contains(c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// A line without looks.
pub(super) fn plain_line(text: &str) -> Inline {
    let text = text.replace('\0', "\u{fffd}");
    let run = Run {
        text,
        marks: Vec::new(),
    };
    (!run.text.is_empty()).then_some(run).into_iter().collect()
}
