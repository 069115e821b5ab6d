//! Story shapes: what a kind of story usually has, for whoever begins one in a hurry.
//!
//! Four come with Stet; a newsroom states its own, also under the same names, or takes one off the list. A shape's text
//! is put into a story by the window as an edit like any other, and its blanks are `TK`s, so that none is published by
//! mistake. Not here: who may state one, once it is signed (`newsroom`).

use std::collections::BTreeMap;

use newsroom::{Kind, Role, StoryShape};

use crate::border::{PastedView, PutShapeRequest, ShapeView};
use crate::paste;
use crate::room::Room;
use crate::signing::Pen;
use crate::{Error, Result};

/// Those that come with Stet.
const OWN: [(&str, &str); 4] = [
    ("court", include_str!("shapes/court.md")),
    ("council", include_str!("shapes/council.md")),
    ("match", include_str!("shapes/match.md")),
    ("obituary", include_str!("shapes/obituary.md")),
];

/// Bytes of Markdown; a shape is a page at most.
const LONGEST_SHAPE: usize = 20_000;

/// Whoever edits stories says what they usually look like.
const KEEPERS: &[Role] = &[Role::DeskEditor];

impl Room {
    /// Every shape that is offered: Stet's own first, then the newsroom's by name.
    pub(crate) fn shapes(&mut self) -> Result<Vec<ShapeView>> {
        let mut stated = self.stated()?;
        let mut shapes = Vec::new();
        for (name, text) in OWN {
            match stated.remove(name) {
                Some(ours) if ours.retired => {}
                Some(ours) => shapes.push(view(&ours.name, &ours.text, true)),
                None => shapes.push(view(name, text, false)),
            }
        }
        let ours = stated.values().filter(|shape| !shape.retired);
        shapes.extend(ours.map(|shape| view(&shape.name, &shape.text, true)));
        Ok(shapes)
    }

    pub(crate) fn shape(&mut self, name: &str) -> Result<ShapeView> {
        let wanted = name_of(name);
        let mut known = self.shapes()?.into_iter();
        known
            .find(|shape| shape.name == wanted)
            .ok_or(Error::NoSuchShape { shape: wanted })
    }

    /// A shape as blocks, for the window to put in.
    pub(crate) fn read_shape(&mut self, name: &str) -> Result<PastedView> {
        let shape = self.shape(name)?;
        let read = manuscript::from_markdown(&shape.text);
        paste::view(read.reading.body, &read.losses)
    }

    /// States a shape, or states it anew.
    pub(crate) fn put_shape(&mut self, request: &PutShapeRequest) -> Result<ShapeView> {
        let name = name_of(&request.name);
        if name.is_empty() || request.text.trim().is_empty() {
            return Err(Error::NameNeeded { field: "shape" });
        }
        if request.text.len() > LONGEST_SHAPE {
            return Err(Error::ShapeTooLong);
        }
        self.state_shape(&StoryShape {
            name: name.clone(),
            text: request.text.clone(),
            retired: false,
        })?;
        Ok(view(&name, &request.text, true))
    }

    /// Takes a shape off the list; what was made from it stays as it is.
    pub(crate) fn retire_shape(&mut self, name: &str) -> Result<Vec<ShapeView>> {
        let shape = self.shape(name)?;
        self.state_shape(&StoryShape {
            name: shape.name,
            text: shape.text,
            retired: true,
        })?;
        self.shapes()
    }

    fn state_shape(&mut self, shape: &StoryShape) -> Result<()> {
        self.needs_role(KEEPERS)?;
        let key = self.seat()?.key()?.clone();
        let pen = Pen {
            newsroom: self.newsroom,
            key: &key,
            now: self.now(),
        };
        self.store.write(|writer| -> Result<()> {
            pen.sign(writer, Kind::Shape, None, shape.to_bytes())?;
            Ok(())
        })
    }

    fn stated(&self) -> Result<BTreeMap<String, StoryShape>> {
        self.store.read(|reader| {
            let Some(rosters) = reader.roster_chain()? else {
                return Ok(BTreeMap::new());
            };
            let said = reader.log().of_kind(&Kind::Shape)?;
            let entries = said.iter().map(|logged| &logged.entry);
            Ok::<_, Error>(newsroom::shapes(&rosters, entries))
        })
    }
}

/// Names are told apart by their words alone.
fn name_of(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn view(name: &str, text: &str, ours: bool) -> ShapeView {
    ShapeView {
        name: name.to_owned(),
        text: text.to_owned(),
        ours,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape_that_comes_with_stet_is_headings_and_blanks_and_loses_nothing() {
        for (name, text) in OWN {
            let read = manuscript::from_markdown(text);
            assert_eq!(read.losses, [], "{name} reads as it is written");
            let body = &read.reading.body;
            let headings = |block: &&manuscript::Block| {
                matches!(block, manuscript::Block::Heading { level: 2, .. })
            };
            assert!(body.iter().filter(headings).count() >= 3, "{name}");
            assert!(
                !manuscript::tks(&read.reading).is_empty(),
                "{name} has blanks that keep it from being approved unread"
            );
            assert_eq!(name_of(name), name, "it is found under its own name");
        }
    }

    #[test]
    fn a_shape_is_called_by_its_words() {
        assert_eq!(name_of("  Coroner’s   Court "), "coroner’s court");
    }
}
