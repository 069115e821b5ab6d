//! Stories across crates: what no single crate can show by itself.

mod border;
mod command_line_day;
mod faults;
mod house_rules;
mod kills;
mod newsrooms;
mod rebuild;
mod rules;
mod undo;
