//! Stories across crates: what no single crate can show by itself.

mod border;
mod house_rules;
