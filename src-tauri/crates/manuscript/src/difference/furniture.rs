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
    out.items(&TAG, &from.tags, &to.tags);
    out.items(&CREDIT, &from.credits, &to.credits);
    out.items(&RELATED, &from.related, &to.related);
    out.items(&CORRECTION, &from.corrections, &to.corrections);
    out.0
}

/// The newer reading in which one of these changes, counted from zero, was never made. `None` where there is no such change.
pub fn let_furniture_stand(from: &Reading, to: &Reading, at: usize) -> Option<Reading> {
    use FurnitureKind as Kind;
    let change = changes(from, to).into_iter().nth(at)?;
    let mut stands = to.clone();
    match change.what {
        Kind::Byline => stands.byline = from.byline.clone(),
        Kind::Section => stands.section = from.section.clone(),
        Kind::Language => stands.language = from.language.clone(),
        Kind::WebAddress => stands.web_address = from.web_address.clone(),
        Kind::Tag => whole_again(&TAG, &change, &from.tags, &mut stands.tags)?,
        Kind::Credit => whole_again(&CREDIT, &change, &from.credits, &mut stands.credits)?,
        Kind::Related => whole_again(&RELATED, &change, &from.related, &mut stands.related)?,
        Kind::Correction => {
            whole_again(
                &CORRECTION,
                &change,
                &from.corrections,
                &mut stands.corrections,
            )?;
        }
        Kind::CreditOrder => order_again(&CREDIT, &from.credits, &mut stands.credits),
        Kind::RelatedOrder => order_again(&RELATED, &from.related, &mut stands.related),
        Kind::CorrectionOrder => {
            order_again(&CORRECTION, &from.corrections, &mut stands.corrections);
        }
        Kind::RelatedHeadline => {
            let (was, is) = same(&RELATED, &change, &from.related, &mut stands.related)?;
            is.headline.clone_from(&was.headline);
        }
        Kind::CorrectionClass | Kind::CorrectionText => {
            let notes = &mut stands.corrections;
            let (was, is) = same(&CORRECTION, &change, &from.corrections, notes)?;
            match change.what {
                Kind::CorrectionClass => is.class.clone_from(&was.class),
                _ => is.text.clone_from(&was.text),
            }
        }
        part => {
            let (was, is) = same(&CREDIT, &change, &from.credits, &mut stands.credits)?;
            match part {
                Kind::CreditRole => is.role.clone_from(&was.role),
                Kind::CreditPlace => is.place.clone_from(&was.place),
                Kind::CreditSlug => is.slug.clone_from(&was.slug),
                Kind::CreditBio => is.bio.clone_from(&was.bio),
                Kind::CreditOutlet => is.outlet.clone_from(&was.outlet),
                Kind::CreditTitle => is.title.clone_from(&was.title),
                _ => is.photo = was.photo,
            }
        }
    }
    Some(stands)
}

/// Takes an item away that came, or puts one back that went, where it stood.
fn whole_again<T: Clone>(
    item: &Item<T>,
    change: &FurnitureChange,
    from: &[T],
    stands: &mut Vec<T>,
) -> Option<()> {
    let Paired { gone, kept, new } = paired(item, from, stands);
    if let Some(name) = &change.from {
        let was = gone
            .into_iter()
            .find(|at| (item.name)(&from[*at]) == name)?;
        let before = kept.iter().filter(|(earlier, _)| *earlier < was);
        let place = before.map(|(_, is)| is + 1).max();
        stands.insert(place.unwrap_or_default(), from[was].clone());
    } else {
        let name = change.to.as_ref()?;
        let is = new
            .into_iter()
            .find(|at| (item.name)(&stands[*at]) == name)?;
        stands.remove(is);
    }
    Some(())
}

/// Puts the items that both have into their old order; those that came keep their places.
fn order_again<T: Clone>(item: &Item<T>, from: &[T], stands: &mut [T]) {
    let mut kept = paired(item, from, stands).kept;
    let places: Vec<usize> = kept.iter().map(|(_, is)| *is).collect();
    kept.sort_unstable();
    let ordered: Vec<T> = kept.iter().map(|(_, is)| stands[*is].clone()).collect();
    for (at, one) in places.into_iter().zip(ordered) {
        stands[at] = one;
    }
}

/// The item that a change is about, as it was and as it is.
fn same<'a, T>(
    item: &Item<T>,
    change: &FurnitureChange,
    from: &'a [T],
    stands: &'a mut [T],
) -> Option<(&'a T, &'a mut T)> {
    let key = change.of.as_deref()?;
    let part = item.parts.iter().find(|(what, _)| *what == change.what)?.1;
    let differs = |(was, is): &(usize, usize)| {
        (item.key)(&stands[*is]) == key && part(&from[*was]) != part(&stands[*is])
    };
    let kept = paired(item, from, stands).kept;
    let (was, is) = kept.into_iter().find(differs)?;
    Some((&from[was], &mut stands[is]))
}

/// The items of two lists by their places: those that went, those that both have, those that came.
struct Paired {
    gone: Vec<usize>,
    kept: Vec<(usize, usize)>,
    new: Vec<usize>,
}

fn paired<T>(item: &Item<T>, from: &[T], to: &[T]) -> Paired {
    let mut gone: Vec<usize> = (0..from.len()).collect();
    let (mut kept, mut new) = (Vec::new(), Vec::new());
    for (at, after) in to.iter().enumerate() {
        let same = |before: &usize| (item.key)(&from[*before]) == (item.key)(after);
        match gone.iter().position(same) {
            Some(found) => kept.push((gone.remove(found), at)),
            None => new.push(at),
        }
    }
    Paired { gone, kept, new }
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

const TAG: Item<String> = Item {
    whole: FurnitureKind::Tag,
    order: FurnitureKind::Tag,
    key: |tag| tag,
    name: |tag| tag,
    parts: &[],
};

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
        let Paired {
            gone,
            mut kept,
            new,
        } = paired(item, from, to);
        for gone in gone {
            self.whole(item.whole, Some((item.name)(&from[gone])), None);
        }
        for new in new {
            self.whole(item.whole, None, Some((item.name)(&to[new])));
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
