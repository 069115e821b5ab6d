//! A journalist's work in the real window: every key and click goes through the system to the built program.
//!
//! Everything a test leaves lies in `target/e2e/<test>`: the home folder, the site, the screenshots.

mod access;
mod alongside;
mod approval;
mod beside_the_text;
mod board;
mod closed;
mod comparing;
mod composing;
mod counted;
mod figures;
mod first_run;
mod fixing;
mod idle;
mod in_place;
mod in_the_text;
mod inbox;
mod keyboard;
mod listing;
mod margin;
mod newsroom;
mod pasting;
mod reopening;
mod shapes;
mod stash;
mod story_menu;
mod suggesting;
mod tables;
mod telling;
mod the_days_work;
mod to_and_fro;
mod two_versions;
mod whole_way;
