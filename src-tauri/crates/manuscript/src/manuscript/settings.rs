//! The furniture in the document: one map of single values, and a map for each list.
//!
//! An entry of a list is one value under a key that the entry itself makes, so two desks that add the same person add one
//! credit; its rank is part of the value.

mod lists;

use loro::{LoroDoc, LoroMap, LoroValue};

use super::{Manuscript, Update};
use crate::error::{Error, Result};
use crate::furniture::{Furniture, Setting, web_address};
use crate::reading::Reading;
use lists::{Entries, list, set_list};

/// Commits with this origin are no part of undo.
pub(super) const FURNITURE: &str = "furniture";

impl Manuscript {
    /// Changes furniture; what is so already is not written again.
    ///
    /// # Errors
    /// After `Engine` the story must be loaded again.
    pub fn set(&mut self, changes: &[Setting]) -> Result<Update> {
        let before = self.doc.oplog_vv();
        self.doc.set_next_commit_origin(FURNITURE);
        for change in changes {
            set(&self.doc, change).map_err(|_| Error::Engine {
                what: "change furniture",
            })?;
        }
        self.doc.commit();
        self.doc.clear_next_commit_options();
        self.added_since(&before)
    }
}

fn set(doc: &LoroDoc, change: &Setting) -> loro::LoroResult<()> {
    match change {
        Setting::Slugline(text) => set_value(doc, "slugline", text),
        Setting::Section(text) => set_value(doc, "section", text),
        Setting::Language(text) => set_value(doc, "language", text),
        Setting::WebAddress(text) => set_value(doc, "web_address", text),
        Setting::Byline(text) => set_value(doc, "byline", text.as_deref().unwrap_or_default()),
        Setting::Credits(credits) => set_list(doc, credits),
        Setting::Tags(tags) => set_tags(doc, tags),
        Setting::Related(related) => set_list(doc, related),
        Setting::Corrections(notes) => set_list(doc, notes),
    }
}

fn values(doc: &LoroDoc) -> LoroMap {
    doc.get_map("meta")
}

fn value(doc: &LoroDoc, key: &str) -> String {
    match values(doc).get(key).map(|value| value.get_deep_value()) {
        Some(LoroValue::String(text)) => text.to_string(),
        _ => String::new(),
    }
}

fn set_value(doc: &LoroDoc, key: &str, text: &str) -> loro::LoroResult<()> {
    match (value(doc, key) == text, text) {
        (true, _) => Ok(()),
        (false, "") => values(doc).delete(key),
        (false, _) => values(doc).insert(key, text),
    }
}

fn tags(doc: &LoroDoc) -> Vec<String> {
    let mut tags: Vec<String> = doc
        .get_map("tags")
        .keys()
        .map(|tag| tag.to_string())
        .collect();
    tags.sort();
    tags
}

fn set_tags(doc: &LoroDoc, wanted: &[String]) -> loro::LoroResult<()> {
    let (map, present) = (doc.get_map("tags"), tags(doc));
    for tag in present.iter().filter(|tag| !wanted.contains(tag)) {
        map.delete(tag)?;
    }
    for tag in wanted
        .iter()
        .filter(|tag| !tag.is_empty() && !present.contains(tag))
    {
        map.insert(tag, true)?;
    }
    Ok(())
}

/// What cannot be read is left out here; a reading refuses it.
pub(super) fn furniture(doc: &LoroDoc) -> Furniture {
    read(doc).0
}

/// Fills in what is not text, and names what of it cannot be read.
pub(super) fn complete(doc: &LoroDoc, reading: &mut Reading) -> Option<Error> {
    let (furniture, unreadable) = read(doc);
    reading.credits = furniture
        .credits
        .into_iter()
        .map(|line| line.printed)
        .collect();
    reading.byline = furniture.byline;
    reading.section = furniture.section;
    reading.language = furniture.language;
    reading.web_address = furniture.web_address;
    reading.tags = furniture.tags;
    reading.related = furniture.related;
    reading.corrections = furniture.corrections;
    unreadable.map(|field| Error::UnreadableFurniture { field })
}

fn read(doc: &LoroDoc) -> (Furniture, Option<&'static str>) {
    let (credits, related, notes) = (list(doc), list(doc), list(doc));
    let unreadable = [
        ("credits", credits.unreadable),
        ("related", related.unreadable),
        ("corrections", notes.unreadable),
    ];
    let fixed = value(doc, "web_address");
    let furniture = Furniture {
        slugline: value(doc, "slugline"),
        section: value(doc, "section"),
        language: value(doc, "language"),
        web_address_fixed: !fixed.is_empty(),
        web_address: if fixed.is_empty() {
            web_address(&headline(doc))
        } else {
            fixed
        },
        byline: Some(value(doc, "byline")).filter(|byline| !byline.is_empty()),
        credits: Entries::in_order(credits),
        tags: tags(doc),
        related: Entries::in_order(related),
        corrections: Entries::in_order(notes),
    };
    let unreadable = unreadable
        .into_iter()
        .find_map(|(field, bad)| bad.then_some(field));
    (furniture, unreadable)
}

fn headline(doc: &LoroDoc) -> String {
    super::layout::text(doc, &crate::wire::Field::Headline).to_string()
}
