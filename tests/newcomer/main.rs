//! Opens the sample newsroom without a window, and says how many stories are on its desk.
//!
//! Why it exists: only the window offers the sample, and a test kills whoever makes it at random moments.
//!
//! `newcomer` finds the sample in `HOME`, as the window does.

#![expect(clippy::print_stdout, reason = "its answer goes to standard output")]

use desk::{Desk, Surroundings};

fn main() {
    let desk = Desk::new(Surroundings::real());
    desk.open_sample().expect("the sample opens");
    let stories = desk.desk_list().expect("its stories are listed").rows;
    let flaws = desk.verify().expect("its file can be read").flaws;
    assert!(flaws.is_empty(), "its log is sound: {flaws:?}");
    println!("{}", stories.len());
}
