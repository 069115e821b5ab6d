//! The facts list: numbers, names, quotations, links and dates that differ between two readings.
//!
//! What an editor checks first is not how many words changed but which of them can be wrong. Facts are found by their
//! written form, so `12` and `twelve`, or `12 June` and `June 12`, are the same one, and a fact whose words only stand
//! elsewhere is told as moved. English words are known; digits, ISO dates, links and the quotation marks of other languages
//! cost nothing and are known too.
//!
//! Not here: whether a fact is true, and what may be approved in short (`touched` answers what that asks).

mod dates;
mod found;
mod line;
mod names;
mod numbers;
mod pair;
mod quotations;
mod tokens;
mod touched;
mod words;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::{Difference, FurnitureKind};
use crate::Field;

pub use touched::{Touched, touched};

/// One fact that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactChange {
    pub kind: FactKind,
    pub change: FactFate,
    /// As it was written; absent for what is new.
    pub was: Option<String>,
    /// As it is written; absent for what is gone.
    pub is: Option<String>,
    /// The quotation whose attribution changed, or the words that the link is on.
    pub of: Option<String>,
    /// Where it stands, or where it stood when it is gone.
    pub place: FactPlace,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    Number,
    Name,
    Quotation,
    Link,
    Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactFate {
    Changed,
    Added,
    Gone,
    /// The same, elsewhere.
    Moved,
    /// The same words, said by somebody else: `was` and `is` are who.
    Attribution,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "in", rename_all = "snake_case")]
pub enum FactPlace {
    Line {
        field: Field,
    },
    Body {
        /// The index in [`Difference::blocks`].
        block: usize,
        /// Counted from one among the blocks of the newer reading, or of the older one where it is gone.
        paragraph: usize,
    },
    Beside {
        what: FurnitureKind,
    },
}

/// The facts that differ, in the order of the page.
pub fn facts(difference: &Difference) -> Vec<FactChange> {
    let units = line::units(difference);
    if units.is_empty() {
        return Vec::new();
    }
    let known = names::Known::of(difference);
    let found: Vec<pair::Compared> = units
        .iter()
        .map(|unit| pair::Compared {
            before: found::found_in(&unit.before, &known),
            after: found::found_in(&unit.after, &known),
        })
        .collect();
    pair::changes(&units, &found)
}
