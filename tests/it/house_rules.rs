//! What the architecture says about the house, held by reading its files.
//!
//! A rule that no machine holds is forgotten within a month. Each test names the rule; its message names the file.

mod crates;
mod interface;
mod shape;

/// Fails with every fault at once, so that one run shows all there is to put right.
fn check(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}
