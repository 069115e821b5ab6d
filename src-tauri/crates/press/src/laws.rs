//! How many cases a law is tried with, and which: `PROPTEST_CASES` and `STET_SEED`, both with fixed defaults, so that
//! a run can be repeated.

use proptest::test_runner::{Config, RngSeed};

pub(crate) fn cases(per_default_case: u32) -> Config {
    let seed = std::env::var("STET_SEED").ok();
    let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let config = Config::default();
    Config {
        cases: config.cases * per_default_case,
        rng_seed: RngSeed::Fixed(seed),
        ..config
    }
}
