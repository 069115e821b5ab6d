//! Ranks: whole numbers by which the entries of a map stand in an order that two desks can change at once.
//!
//! The order of a list is never stored as a list, of which one desk's would win: each entry carries where it stands.

/// The space that a new list leaves between two entries.
const STEP: i64 = 1 << 20;

/// Ranks in rising order that keep the present ones; all anew when they do not rise or leave no room.
pub(crate) fn fill(present: &[Option<i64>]) -> Vec<i64> {
    let anew = || {
        (1..)
            .map(|place| place * STEP)
            .take(present.len())
            .collect()
    };
    let mut ranks: Vec<i64> = Vec::with_capacity(present.len());
    let mut at = 0;
    while at < present.len() {
        let missing = present[at..]
            .iter()
            .take_while(|rank| rank.is_none())
            .count();
        let low = ranks.last().copied();
        let high = present.get(at + missing).copied().flatten();
        let step = match (low, high) {
            (Some(low), Some(high)) => (i128::from(high) - i128::from(low)) / (missing as i128 + 1),
            _ => i128::from(STEP),
        };
        let room = i64::try_from(step).ok().filter(|step| *step > 0);
        let Some(filled) = room.and_then(|step| spread(low, high, step, missing)) else {
            return anew();
        };
        ranks.extend(filled);
        ranks.extend(high);
        at += missing + 1;
    }
    ranks
}

fn spread(low: Option<i64>, high: Option<i64>, step: i64, count: usize) -> Option<Vec<i64>> {
    let count = i64::try_from(count).ok()?;
    let first = match (low, high) {
        (None, Some(high)) => high.checked_sub(step.checked_mul(count)?)?,
        (low, _) => low.unwrap_or(0).checked_add(step)?,
    };
    (0..count)
        .map(|place| first.checked_add(place.checked_mul(step)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::fill;

    fn check(present: &[Option<i64>], expected: &[i64]) {
        assert_eq!(fill(present), expected);
    }

    #[test]
    fn ranks_stay_where_the_order_allows_it() {
        check(&[], &[]);
        check(&[None, None], &[1 << 20, 2 << 20]);
        check(&[Some(10), None, Some(20)], &[10, 15, 20]);
        check(&[None, Some(0)], &[-(1 << 20), 0]);
        check(&[Some(5), None], &[5, 5 + (1 << 20)]);
        check(&[Some(5), Some(4)], &[1 << 20, 2 << 20]);
        check(&[Some(5), None, Some(6)], &[1 << 20, 2 << 20, 3 << 20]);
        check(&[None, Some(i64::MIN)], &[1 << 20, 2 << 20]);
    }
}
