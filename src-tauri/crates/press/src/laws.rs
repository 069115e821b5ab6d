//! How many cases a law is tried with, and which: `STET_LONG` times as many as every day or `STET_CASES` exactly, and
//! `STET_SEED`, all with fixed defaults, so that a run can be repeated.

use proptest::test_runner::{Config, RngSeed};

pub(crate) fn cases(every_day: u32) -> Config {
    let number = |name| std::env::var(name).ok()?.parse::<u64>().ok();
    let long = || u64::from(every_day) * number("STET_LONG").unwrap_or(1);
    let cases = number("STET_CASES").unwrap_or_else(long);
    Config {
        cases: u32::try_from(cases).unwrap_or(u32::MAX),
        rng_seed: RngSeed::Fixed(number("STET_SEED").unwrap_or(1)),
        ..Config::default()
    }
}
