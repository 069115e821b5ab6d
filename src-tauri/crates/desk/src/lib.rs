//! The desk: every use case of Stet, and the only door to them.
//!
//! Why it exists: the window and the command line hold no rule of the newsroom; they ask here. The desk brings the
//! clock, chance, keys and the newsroom's file together with the pure rooms below it, one transaction for each write.
//!
//! Not here: rules (`newsroom`), text (`manuscript`), SQL (`store`), the bytes of a site (`press`), words for people.

mod aftermath;
mod approvers;
mod asked;
mod audit;
mod beginning;
mod border;
mod bring_in;
mod comments;
mod desk;
mod edits;
mod error;
mod facts;
mod files;
mod founding;
mod furniture;
mod head;
mod history;
mod inbox;
mod last_read;
mod length;
mod let_stand;
mod live_story;
mod newslist;
mod opening;
mod paste;
mod people;
mod pictures;
mod publisher;
mod restored;
mod revisions;
mod room;
mod sample;
mod seal;
mod search;
mod shapes;
mod shift;
mod signing;
mod standing;
mod steps;
mod stories;
mod suggestions;
mod surroundings;
mod targets;
mod telling;
mod text;
mod trail;
mod two_versions;
mod upkeep;
mod view;
mod views;
mod withdrawing;

pub use audit::check_audit;
pub use border::*;
pub use desk::{Desk, Elsewhere};
pub use error::{Error, Result, codes};
pub use surroundings::{Chance, Clock, Surroundings};
pub use view::wall_time;
