//! Ordered lists as maps from a key to one text with a rank.

use std::collections::BTreeMap;

use loro::{LoroDoc, LoroMap, LoroResult, LoroValue};
use serde::{Deserialize, Serialize};

use crate::furniture::CreditLine;
use crate::rank::fill;
use crate::reading::{CorrectionNote, Credit, Related};

/// Something that stands in a list.
pub(super) trait Listed: Clone + PartialEq {
    const ROOT: &'static str;
    type Stored: From<Self> + Serialize + for<'a> Deserialize<'a>;

    /// The same for what two desks would call the same entry.
    fn key(&self) -> String;
    fn restore(stored: Self::Stored) -> Option<Self>;
}

#[derive(Serialize, Deserialize)]
struct Ranked<T> {
    rank: i64,
    #[serde(flatten)]
    entry: T,
}

/// The entries of a list, by key.
pub(super) struct Entries<T> {
    entries: BTreeMap<String, (i64, T)>,
    /// There is an entry that this Stet cannot read; it is kept.
    pub(super) unreadable: bool,
}

impl<T> Entries<T> {
    pub(super) fn in_order(self) -> Vec<T> {
        let ranked = self
            .entries
            .into_iter()
            .map(|(key, (rank, entry))| (rank, key, entry));
        let mut ranked: Vec<(i64, String, T)> = ranked.collect();
        ranked.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        ranked.into_iter().map(|(_, _, entry)| entry).collect()
    }
}

pub(super) fn list<T: Listed>(doc: &LoroDoc) -> Entries<T> {
    let mut list = Entries {
        entries: BTreeMap::new(),
        unreadable: false,
    };
    doc.get_map(T::ROOT)
        .for_each(|key, value| match restored(&value.get_deep_value()) {
            Some(entry) => {
                list.entries.insert(key.to_owned(), entry);
            }
            None => list.unreadable = true,
        });
    list
}

fn restored<T: Listed>(value: &LoroValue) -> Option<(i64, T)> {
    let ranked: Ranked<T::Stored> = serde_json::from_str(value.as_string()?).ok()?;
    Some((ranked.rank, T::restore(ranked.entry)?))
}

/// Makes the list this one. Entries that stay keep their rank where the order allows it.
pub(super) fn set_list<T: Listed>(doc: &LoroDoc, wanted: &[T]) -> LoroResult<()> {
    let (map, present) = (doc.get_map(T::ROOT), list::<T>(doc).entries);
    let keys = keys(wanted);
    for key in present.keys().filter(|key| !keys.contains(key)) {
        map.delete(key)?;
    }
    let ranks: Vec<Option<i64>> = keys.iter().map(|key| Some(present.get(key)?.0)).collect();
    for ((key, entry), rank) in keys.iter().zip(wanted).zip(fill(&ranks)) {
        if present.get(key) != Some(&(rank, entry.clone())) {
            put(&map, key, rank, entry)?;
        }
    }
    Ok(())
}

fn put<T: Listed>(map: &LoroMap, key: &str, rank: i64, entry: &T) -> LoroResult<()> {
    let entry = T::Stored::from(entry.clone());
    let text =
        serde_json::to_string(&Ranked { rank, entry }).expect("names and numbers are always JSON");
    map.insert(key, text)
}

/// A second entry with the same key gets a number.
fn keys<T: Listed>(wanted: &[T]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for entry in wanted {
        let key = entry.key();
        let numbered = (2..).map(|number| format!("{key}#{number}"));
        let mut free = std::iter::once(key.clone())
            .chain(numbered)
            .filter(|key| !keys.contains(key));
        let free = free.next().unwrap_or(key.clone());
        keys.push(free);
    }
    keys
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredCredit {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    slug: String,
    #[serde(default)]
    bio: String,
    #[serde(default)]
    outlet: String,
    #[serde(default)]
    title: String,
    /// Hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    photo: Option<String>,
}

impl From<CreditLine> for StoredCredit {
    fn from(line: CreditLine) -> Self {
        let Credit {
            name,
            role,
            place,
            slug,
            bio,
            outlet,
            title,
            photo,
        } = line.printed;
        let photo = photo.map(|photo| blake3::Hash::from_bytes(photo).to_hex().to_string());
        Self {
            person: line.person,
            name,
            role,
            place,
            slug,
            bio,
            outlet,
            title,
            photo,
        }
    }
}

impl Listed for CreditLine {
    const ROOT: &'static str = "credits";
    type Stored = StoredCredit;

    fn key(&self) -> String {
        let who = self.person.as_deref().unwrap_or(&self.printed.name);
        format!("{who}/{}", self.printed.role)
    }

    fn restore(stored: StoredCredit) -> Option<Self> {
        let StoredCredit {
            person,
            name,
            role,
            place,
            slug,
            bio,
            outlet,
            title,
            photo,
        } = stored;
        let photo = match photo {
            Some(hex) => Some(*blake3::Hash::from_hex(hex).ok()?.as_bytes()),
            None => None,
        };
        let printed = Credit {
            name,
            role,
            place,
            slug,
            bio,
            outlet,
            title,
            photo,
        };
        Some(CreditLine { person, printed })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredRelated {
    headline: String,
    web_address: String,
}

impl From<Related> for StoredRelated {
    fn from(
        Related {
            headline,
            web_address,
        }: Related,
    ) -> Self {
        Self {
            headline,
            web_address,
        }
    }
}

impl Listed for Related {
    const ROOT: &'static str = "related";
    type Stored = StoredRelated;

    fn key(&self) -> String {
        self.web_address.clone()
    }

    fn restore(
        StoredRelated {
            headline,
            web_address,
        }: StoredRelated,
    ) -> Option<Self> {
        Some(Related {
            headline,
            web_address,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredCorrection {
    class: String,
    text: String,
    at: String,
}

impl From<CorrectionNote> for StoredCorrection {
    fn from(CorrectionNote { class, text, at }: CorrectionNote) -> Self {
        Self { class, text, at }
    }
}

impl Listed for CorrectionNote {
    const ROOT: &'static str = "corrections";
    type Stored = StoredCorrection;

    fn key(&self) -> String {
        format!("{}/{}", self.at, self.class)
    }

    fn restore(StoredCorrection { class, text, at }: StoredCorrection) -> Option<Self> {
        Some(CorrectionNote { class, text, at })
    }
}
