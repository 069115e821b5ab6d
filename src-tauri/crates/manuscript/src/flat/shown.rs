//! Which texts beside the body show.
//!
//! A text whose block or footnote is not in the body is kept and shows nowhere, so nobody can be asked to decide on what
//! is suggested in it. A block counts as what it shows as and as what readers have, where a suggestion makes it
//! something else: both are before whoever decides.

use std::collections::BTreeSet;

use super::chain::{Order, settled};
use super::grid::Grid;
use super::project::Kind;
use super::{Fields, Span, footnote_id, id_of};
use crate::side::{Side, SidePart};
use crate::wire::Field;

pub(crate) fn shown_sides(fields: &Fields, order: &Order) -> BTreeSet<Side> {
    let body = fields.get(&Field::Body).map_or(&[][..], Vec::as_slice);
    body.iter().flat_map(|span| beside(span, order)).collect()
}

/// What belongs to a block or a footnote.
fn beside(span: &Span, order: &Order) -> Vec<Side> {
    if let Some(of) = footnote_id(&span.attributes) {
        return vec![Side::new(of, SidePart::Note)];
    }
    let Some(of) = id_of(&span.attributes).filter(|_| span.is_marker()) else {
        return Vec::new();
    };
    let readers = settled(&span.attributes, order);
    let kinds = [Kind::read(&span.attributes), Kind::read(&readers)];
    let mut parts: Vec<SidePart> = kinds.into_iter().flat_map(Kind::beside).cloned().collect();
    if kinds.contains(&Kind::Table) {
        parts.extend(Grid::shown(&span.attributes).parts());
    }
    parts.into_iter().map(|part| Side::new(of, part)).collect()
}
