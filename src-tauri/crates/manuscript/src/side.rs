//! Texts beside the body: each belongs to something in it and has a name that follows from that alone.
//!
//! A text that somebody types into must never be made by an edit: of two that two desks make under one key, one would
//! vanish. A root of the document exists by its name, so a footnote, an attribution, the words of a picture and each cell of a table are
//! roots whose names are computed from the id of what they belong to. When that is deleted its text stays where it is and shows nowhere;
//! whoever brings the block back brings the words back.
//!
//! Not here: which of them readers see (`flat`), and what may be written into them (`manuscript`).

use std::fmt;

/// One text beside the body: `note:<id>`, `pull:<id>:by`, `fig:<id>:alt`, `fig:<id>:credit`, `cell:<id>:<row>:<column>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Side {
    /// The id of the block or of the footnote that it belongs to.
    pub of: String,
    pub part: SidePart,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SidePart {
    /// The text of a footnote.
    Note,
    /// Who said what a pull quote says.
    By,
    /// What a picture shows, for whoever does not see it.
    Alt,
    /// Who made a picture, and who lets us print it.
    Credit,
    /// What stands where a row of a table crosses a column, by their ids.
    Cell { row: String, column: String },
}

const LONGEST_ID: usize = 64;

/// An id is part of names and keys, so it is made of few characters. `^`, the head block's, is never written.
pub(crate) fn is_id(id: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(allowed)
}

impl SidePart {
    /// Those of which a block or a footnote has one each.
    pub(crate) const SINGLE: [SidePart; 4] = [
        SidePart::Note,
        SidePart::By,
        SidePart::Alt,
        SidePart::Credit,
    ];

    pub(crate) fn cell(row: &str, column: &str) -> Self {
        SidePart::Cell {
            row: row.to_owned(),
            column: column.to_owned(),
        }
    }

    fn around(&self) -> (&'static str, String) {
        match self {
            SidePart::Note => ("note:", String::new()),
            SidePart::By => ("pull:", ":by".to_owned()),
            SidePart::Alt => ("fig:", ":alt".to_owned()),
            SidePart::Credit => ("fig:", ":credit".to_owned()),
            SidePart::Cell { row, column } => ("cell:", format!(":{row}:{column}")),
        }
    }
}

impl Side {
    pub fn new(of: impl Into<String>, part: SidePart) -> Self {
        Self {
            of: of.into(),
            part,
        }
    }

    /// Reads a name; nothing when it names no side text.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(place) = name.strip_prefix("cell:") {
            return cell(place);
        }
        SidePart::SINGLE.into_iter().find_map(|part| {
            let (before, after) = part.around();
            let of = name.strip_prefix(before)?.strip_suffix(&after)?;
            is_id(of).then(|| Side::new(of, part))
        })
    }
}

fn cell(place: &str) -> Option<Side> {
    let ids: Vec<&str> = place.split(':').collect();
    match ids.as_slice() {
        [of, row, column] if ids.iter().all(|id| is_id(id)) => {
            Some(Side::new(*of, SidePart::cell(row, column)))
        }
        _ => None,
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.part.around();
        write!(f, "{before}{}{after}", self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<Side>) {
        assert_eq!(Side::from_name(name), expected, "{name}");
        if let Some(side) = expected {
            assert_eq!(side.to_string(), name, "a name is written as it is read");
        }
    }

    #[test]
    fn a_name_says_what_its_text_belongs_to() {
        check("note:7-1", Some(Side::new("7-1", SidePart::Note)));
        check("pull:7-1:by", Some(Side::new("7-1", SidePart::By)));
        check("fig:7-1:alt", Some(Side::new("7-1", SidePart::Alt)));
        check("fig:7-1:credit", Some(Side::new("7-1", SidePart::Credit)));
        check(
            "cell:7-1:7-2:7-3",
            Some(Side::new("7-1", SidePart::cell("7-2", "7-3"))),
        );
        check("cell:7-1:7-2", None);
        check("cell:7-1:7-2:7-3:7-4", None);
        check("cell:7-1::7-3", None);
        check("fig:7-1:by", None);
        check("pull:7-1", None);
        check("note:", None);
        check("note:^", None);
        check("note:a:b", None);
        check("pull::by", None);
        check("body", None);
    }
}
