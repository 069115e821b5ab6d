//! What a reader sees changed between two readings of a story, word by word.
//!
//! Paragraphs are paired first, those that stayed, those that were edited and those that moved, and words are compared
//! inside a pair only; so a moved paragraph is shown as moved and an edited sentence as that sentence. Formatting, furniture,
//! credits, tags and related stories count too: the difference is empty exactly when the two readings are equal.
//!
//! Not here: who typed what (the document knows). Which numbers and names differ is asked of a difference (`facts`).

mod align;
mod compare;
mod facts;
mod furniture;
mod leaves;
mod row;
mod stand;
mod whole;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::{Field, Mark, Reading, plain};
use align::Pairing;

pub use facts::{FactChange, FactFate, FactKind, FactPlace, Touched, facts, touched};
pub use furniture::{FurnitureChange, FurnitureKind, let_furniture_stand};
pub use leaves::{Container, LeafKind, Shape, Within};
pub use stand::{ChangedLine, let_stand};
pub use whole::let_block_stand;

/// The difference of two readings, made to be shown: in the text, side by side, or clean.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The lines above the text that are not empty on both sides, unchanged ones included.
    pub fields: Vec<FieldDifference>,
    /// The whole body in the order of the newer reading; what is gone stands where it stood.
    pub blocks: Vec<BlockDifference>,
    pub furniture: Vec<FurnitureChange>,
    /// Words of the body.
    pub words_added: usize,
    pub words_deleted: usize,
}

/// `kicker`, `headline`, `standfirst` or `dateline`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldDifference {
    pub field: Field,
    pub runs: Vec<DiffRun>,
}

/// One paragraph, heading, pull quote, attribution, figure, alt text, credit line, row of a table or rule.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BlockDifference {
    pub change: BlockChange,
    /// What it was; absent when it is new or stands here only now.
    pub from: Option<Shape>,
    /// What it is; absent when it is gone or stood here only before.
    pub to: Option<Shape>,
    pub runs: Vec<DiffRun>,
    /// The same number on both places of a moved block.
    pub moved: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockChange {
    Same,
    /// In its words, its formatting, its kind or the list or quote round it.
    Changed,
    Added,
    Deleted,
    /// The old place of a moved block, with its old words as `Same`.
    MovedAway,
    /// The new place of a moved block, with what changed in it.
    MovedHere,
}

/// Words with one fate and one set of marks. A footnote is the character [`NOTE`](crate::NOTE) with its text as a mark, so a
/// footnote whose text changed is a change of format.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DiffRun {
    pub change: Change,
    pub text: String,
    /// As they are; for deleted words, as they were.
    #[serde(serialize_with = "marks_as_attributes")]
    pub marks: Vec<Mark>,
    /// The marks before a change of format.
    #[serde(
        serialize_with = "old_marks_as_attributes",
        skip_serializing_if = "Option::is_none"
    )]
    pub was: Option<Vec<Mark>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Same,
    Insert,
    Delete,
    /// The same words with other marks.
    Format,
}

/// What changed from one reading to another; both in the form that a document gives back.
pub fn difference(from: &Reading, to: &Reading) -> Difference {
    let lines = [
        (Field::Kicker, &from.kicker, &to.kicker),
        (Field::Headline, &from.headline, &to.headline),
        (Field::Standfirst, &from.standfirst, &to.standfirst),
        (Field::Dateline, &from.dateline, &to.dateline),
    ];
    let field = |(field, from, to)| FieldDifference {
        field,
        runs: compare::lines(from, to).runs,
    };
    let fields = lines
        .into_iter()
        .map(field)
        .filter(|field| !field.runs.is_empty())
        .collect();
    let mut difference = Difference {
        fields,
        furniture: furniture::changes(from, to),
        ..Difference::default()
    };
    let (from, to) = (leaves::leaves(&from.body), leaves::leaves(&to.body));
    let pairing = align::align(&from, &to);
    let numbered = || pairing.moved.iter().enumerate();
    let mut body = Body {
        from: &from,
        to: &to,
        pairing: &pairing,
        moved_away: numbered().map(|(number, pair)| (pair.0, number)).collect(),
        moved_here: numbered().map(|(number, pair)| (pair.1, number)).collect(),
        difference: &mut difference,
    };
    body.fill();
    difference
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.furniture.is_empty()
            && self.fields.iter().all(|field| all_same(&field.runs))
            && self
                .blocks
                .iter()
                .all(|block| block.change == BlockChange::Same)
    }
}

fn all_same(runs: &[DiffRun]) -> bool {
    runs.iter().all(|run| run.change == Change::Same)
}

/// The blocks of a difference while they are put in order.
struct Body<'a> {
    from: &'a [leaves::Leaf<'a>],
    to: &'a [leaves::Leaf<'a>],
    pairing: &'a Pairing,
    /// The number of a move by the block's old and by its new place.
    moved_away: HashMap<usize, usize>,
    moved_here: HashMap<usize, usize>,
    difference: &'a mut Difference,
}

impl Body<'_> {
    /// Between two pairs that kept their order, what is gone comes before what is new.
    fn fill(&mut self) {
        let (mut gone, mut new) = (0, 0);
        for &(from, to) in &self.pairing.in_order {
            self.gap(gone..from, new..to);
            self.pair(from, to, None);
            (gone, new) = (from + 1, to + 1);
        }
        self.gap(gone..self.from.len(), new..self.to.len());
    }

    fn gap(&mut self, gone: std::ops::Range<usize>, new: std::ops::Range<usize>) {
        for from in gone {
            let leaf = &self.from[from];
            let moved = self.moved_away.get(&from).copied();
            let (change, fate) = match moved {
                Some(_) => (BlockChange::MovedAway, Change::Same),
                None => (BlockChange::Deleted, Change::Delete),
            };
            let compared = compare::whole(&leaf.text, fate);
            if leaf.shape.kind.counts() {
                self.difference.words_deleted += compared.deleted;
            }
            let from = Some(leaf.shape.clone());
            self.difference.blocks.push(BlockDifference {
                change,
                from,
                to: None,
                runs: compared.runs,
                moved,
            });
        }
        for to in new {
            match self.moved_here.get(&to).copied() {
                Some(moved) => self.pair(self.pairing.moved[moved].0, to, Some(moved)),
                None => self.added(to),
            }
        }
    }

    fn added(&mut self, to: usize) {
        let compared = compare::whole(&self.to[to].text, Change::Insert);
        if self.to[to].shape.kind.counts() {
            self.difference.words_added += compared.added;
        }
        self.difference.blocks.push(BlockDifference {
            change: BlockChange::Added,
            from: None,
            to: Some(self.to[to].shape.clone()),
            runs: compared.runs,
            moved: None,
        });
    }

    fn pair(&mut self, from: usize, to: usize, moved: Option<usize>) {
        let (before, after) = (&self.from[from], &self.to[to]);
        let compared = compare::lines(&before.text, &after.text);
        self.count(before, after, &compared);
        let same_shape = before.shape.looks_like(&after.shape)
            && (before.shape.opens_like(&after.shape) || !self.stand_after_a_pair(from, to));
        let change = match moved {
            Some(_) => BlockChange::MovedHere,
            None if same_shape && all_same(&compared.runs) => BlockChange::Same,
            None => BlockChange::Changed,
        };
        let from = moved.is_none().then(|| before.shape.clone());
        let to = Some(after.shape.clone());
        self.difference.blocks.push(BlockDifference {
            change,
            from,
            to,
            runs: compared.runs,
            moved,
        });
    }

    /// Words that became words of the body came, and those that are none any more went.
    fn count(&mut self, before: &leaves::Leaf, after: &leaves::Leaf, compared: &compare::Compared) {
        let (added, deleted) = match (before.shape.kind.counts(), after.shape.kind.counts()) {
            (true, true) => (compared.added, compared.deleted),
            (true, false) => (0, compare::whole(&before.text, Change::Delete).deleted),
            (false, true) => (compare::whole(&after.text, Change::Insert).added, 0),
            (false, false) => (0, 0),
        };
        self.difference.words_added += added;
        self.difference.words_deleted += deleted;
    }

    /// Whether the blocks before these two are a pair as well, or there are none: only then does a list that begins
    /// with one and not with the other mean that it was joined or parted here.
    fn stand_after_a_pair(&self, from: usize, to: usize) -> bool {
        match (from.checked_sub(1), to.checked_sub(1)) {
            (None, None) => true,
            (Some(from), Some(to)) => self.pairing.in_order.binary_search(&(from, to)).is_ok(),
            _ => false,
        }
    }
}

/// Marks as the window knows them: `{"em": true, "link": "…"}`; of a footnote its words, `{"note": "…"}`.
fn marks_as_attributes<S: Serializer>(marks: &[Mark], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(marks.len()))?;
    for mark in marks {
        match mark {
            Mark::Link(href) => map.serialize_entry(mark.name(), href)?,
            Mark::Note(text) => map.serialize_entry(mark.name(), &plain(text))?,
            Mark::Code | Mark::Em | Mark::Strong => map.serialize_entry(mark.name(), &true)?,
        }
    }
    map.end()
}

fn old_marks_as_attributes<S: Serializer>(
    marks: &Option<Vec<Mark>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    struct Attributes<'a>(&'a [Mark]);
    impl Serialize for Attributes<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            marks_as_attributes(self.0, serializer)
        }
    }
    marks.as_deref().map(Attributes).serialize(serializer)
}
