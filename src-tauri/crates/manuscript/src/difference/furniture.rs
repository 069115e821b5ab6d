//! What changed outside the text: credits, tags, section, related stories and the like.
//!
//! Lists are compared item by item, an item being known by its name or address, so that one new tag is one line and a
//! rewritten bio is that bio.
//!
//! Not here: the lines that are text (`compare`).

use serde::Serialize;

use crate::{CorrectionNote, Credit, Reading, Related};

/// One change; `from` is absent for what is new, `to` for what is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FurnitureChange {
    pub what: FurnitureKind,
    /// Whose: the credit's name, the related story's headline, the time of a correction.
    pub of: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureKind {
    Byline,
    Section,
    Language,
    WebAddress,
    Tag,
    /// A whole credit, by its name.
    Credit,
    CreditOrder,
    CreditRole,
    CreditPlace,
    CreditSlug,
    CreditBio,
    CreditOutlet,
    CreditTitle,
    /// As hexadecimal hash.
    CreditPhoto,
    /// A whole related story, by its headline.
    Related,
    RelatedOrder,
    RelatedHeadline,
    /// A whole correction, by its text.
    Correction,
    CorrectionOrder,
    CorrectionClass,
    CorrectionText,
}

pub(super) fn changes(from: &Reading, to: &Reading) -> Vec<FurnitureChange> {
    let mut out = Changes(Vec::new());
    let byline = |reading: &Reading| reading.byline.clone().unwrap_or_default();
    out.text(FurnitureKind::Byline, None, &byline(from), &byline(to));
    out.text(FurnitureKind::Section, None, &from.section, &to.section);
    out.text(FurnitureKind::Language, None, &from.language, &to.language);
    out.text(
        FurnitureKind::WebAddress,
        None,
        &from.web_address,
        &to.web_address,
    );
    let tag: Item<String> = Item {
        whole: FurnitureKind::Tag,
        order: FurnitureKind::Tag,
        key: |tag| tag,
        name: |tag| tag,
        parts: &[],
    };
    out.items(&tag, &from.tags, &to.tags);
    out.items(&CREDIT, &from.credits, &to.credits);
    out.items(&RELATED, &from.related, &to.related);
    out.items(&CORRECTION, &from.corrections, &to.corrections);
    out.0
}

/// A part of an item: what a change of it is called, and its words.
type ItemPart<T> = (FurnitureKind, fn(&T) -> String);

/// How one kind of list is compared.
struct Item<T: 'static> {
    whole: FurnitureKind,
    order: FurnitureKind,
    /// What makes two items the same one.
    key: fn(&T) -> &str,
    /// What people call it.
    name: fn(&T) -> &str,
    parts: &'static [ItemPart<T>],
}

const CREDIT: Item<Credit> = Item {
    whole: FurnitureKind::Credit,
    order: FurnitureKind::CreditOrder,
    key: |credit| &credit.name,
    name: |credit| &credit.name,
    parts: &[
        (FurnitureKind::CreditRole, |credit| credit.role.clone()),
        (FurnitureKind::CreditPlace, |credit| credit.place.clone()),
        (FurnitureKind::CreditSlug, |credit| credit.slug.clone()),
        (FurnitureKind::CreditBio, |credit| credit.bio.clone()),
        (FurnitureKind::CreditOutlet, |credit| credit.outlet.clone()),
        (FurnitureKind::CreditTitle, |credit| credit.title.clone()),
        (FurnitureKind::CreditPhoto, |credit| {
            hex(credit.photo.as_ref())
        }),
    ],
};

const RELATED: Item<Related> = Item {
    whole: FurnitureKind::Related,
    order: FurnitureKind::RelatedOrder,
    key: |related| &related.web_address,
    name: |related| &related.headline,
    parts: &[(FurnitureKind::RelatedHeadline, |related| {
        related.headline.clone()
    })],
};

const CORRECTION: Item<CorrectionNote> = Item {
    whole: FurnitureKind::Correction,
    order: FurnitureKind::CorrectionOrder,
    key: |note| &note.at,
    name: |note| &note.text,
    parts: &[
        (FurnitureKind::CorrectionClass, |note| note.class.clone()),
        (FurnitureKind::CorrectionText, |note| note.text.clone()),
    ],
};

fn hex(hash: Option<&[u8; 32]>) -> String {
    hash.into_iter()
        .flatten()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

struct Changes(Vec<FurnitureChange>);

impl Changes {
    fn text(&mut self, what: FurnitureKind, of: Option<&str>, from: &str, to: &str) {
        if from != to {
            let some = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
            self.0.push(FurnitureChange {
                what,
                of: of.map(str::to_string),
                from: some(from),
                to: some(to),
            });
        }
    }

    /// An item that came or went, also when its name is empty.
    fn whole(&mut self, what: FurnitureKind, from: Option<&str>, to: Option<&str>) {
        let (from, to) = (from.map(str::to_string), to.map(str::to_string));
        self.0.push(FurnitureChange {
            what,
            of: None,
            from,
            to,
        });
    }

    fn items<T>(&mut self, item: &Item<T>, from: &[T], to: &[T]) {
        let mut left: Vec<usize> = (0..from.len()).collect();
        let mut kept: Vec<(usize, usize)> = Vec::new();
        let mut new = Vec::new();
        for (at, after) in to.iter().enumerate() {
            match left
                .iter()
                .position(|&before| (item.key)(&from[before]) == (item.key)(after))
            {
                Some(found) => kept.push((left.remove(found), at)),
                None => new.push(after),
            }
        }
        for gone in left {
            self.whole(item.whole, Some((item.name)(&from[gone])), None);
        }
        for after in new {
            self.whole(item.whole, None, Some((item.name)(after)));
        }
        for &(before, after) in &kept {
            for (what, part) in item.parts {
                self.text(
                    *what,
                    Some((item.key)(&to[after])),
                    &part(&from[before]),
                    &part(&to[after]),
                );
            }
        }
        if !kept.is_sorted() {
            let names = |order: Vec<&T>| {
                order
                    .into_iter()
                    .map(item.name)
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let after = names(kept.iter().map(|pair| &to[pair.1]).collect());
            kept.sort_unstable();
            let before = names(kept.iter().map(|pair| &from[pair.0]).collect());
            self.whole(item.order, Some(&before), Some(&after));
        }
    }
}
