//! The hybrid logical clock: 48 bits of milliseconds and a 16-bit count.
//!
//! It orders what people see and decides nothing, so it never rejects a reading: a clock that jumped, or another
//! laptop's from the far future, is followed or counted on from. The wall clock itself is not here.

const COUNT_BITS: u32 = 16;
const LATEST_MS: i64 = (1 << 48) - 1;

/// The clock's next value after `last` (the greatest one seen, 0 at first) at wall time `now_ms`, always greater than
/// `last` until the very end of the range.
pub fn next_hlc(last: u64, now_ms: i64) -> u64 {
    let wall = now_ms.clamp(0, LATEST_MS).unsigned_abs() << COUNT_BITS;
    wall.max(last.saturating_add(1))
}

/// The milliseconds since 1970 in a clock value, for display.
pub const fn hlc_millis(hlc: u64) -> i64 {
    (hlc >> COUNT_BITS).cast_signed()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn time_passes_with_the_wall_clock() {
        assert_eq!(
            hlc_millis(next_hlc(0, 1_800_000_000_000)),
            1_800_000_000_000
        );
    }

    #[test]
    fn the_same_millisecond_counts_on() {
        let first = next_hlc(0, 1_000);
        assert_eq!(next_hlc(first, 1_000), first + 1);
    }

    #[test]
    fn a_clock_set_back_counts_on() {
        let late = next_hlc(0, 2_000);
        assert_eq!(next_hlc(late, 1_000), late + 1);
    }

    proptest! {
        #[test]
        fn the_clock_never_goes_back(last in any::<u64>(), now in any::<i64>()) {
            let next = next_hlc(last, now);
            prop_assert!(next > last || last == u64::MAX, "an entry must sort after what its author had seen");
        }
    }
}
