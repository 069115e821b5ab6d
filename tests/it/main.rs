//! Stories across crates: what no single crate can show by itself.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets what it did not expect has failed there"
)]
#![expect(
    clippy::print_stdout,
    reason = "a seed and a count are worth reading when a long test fails"
)]

mod auditing;
mod border;
mod closed;
mod command_line_day;
mod comparing;
mod editing;
mod faults;
mod figures;
mod history;
mod house_rules;
mod inbox;
mod kills;
mod limits;
mod newslist;
mod newsrooms;
mod opening;
mod rebuild;
mod restoring;
mod rules;
mod shapes;
mod stash;
mod telling;
mod undo;
