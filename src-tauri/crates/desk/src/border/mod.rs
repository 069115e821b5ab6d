//! The border: plain values that cross from the desk to the window and to scripts.
//!
//! Every type here is written to `ui/src/bridge/generated` by a test. Instants travel as RFC 3339 in UTC, ids and
//! hashes as lower-case hex, versions as strings (JavaScript rounds 64-bit numbers). Words for people are not here:
//! a state or a refusal travels as a code with its parameters.

mod change;
mod comments;
mod history;
mod inbox;
mod newslist;
mod opening;
mod paste;
mod people;
mod pictures;
mod publishing;
mod shapes;
mod shift;
mod steps;
mod stories;
mod suggestions;
mod text;
mod typescript;
mod upkeep;
mod views;

pub use change::*;
pub use comments::*;
pub use history::*;
pub use inbox::*;
pub use newslist::*;
pub use opening::*;
pub use paste::*;
pub use people::*;
pub use pictures::*;
pub use publishing::*;
pub use shapes::*;
pub use shift::*;
pub use steps::*;
pub use stories::*;
pub use suggestions::*;
pub use text::*;
pub use typescript::typescript;
pub use upkeep::*;
pub use views::*;
