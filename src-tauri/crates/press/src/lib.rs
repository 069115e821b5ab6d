//! The press: an approved story becomes the files of a site, and nothing else.
//!
//! `plan` turns a reading, the record of its publication and a target's settings into a list of files. The same
//! values give the same bytes, on every laptop, for ever; that is what makes an approval mean something. `read_back`
//! parses what was written as a site generator would and `compare` says which field came out otherwise, before
//! anybody trusts the copy. `Manifest` is the target's own memory of what readers have; `Receipt` is the desk's.
//!
//! Not here: writing files, clocks, and the rules that decide whether a story may be published (`newsroom`). Media
//! are named by hash only; whoever writes the files streams them.

mod body;
mod byline;
mod compare;
mod error;
mod front_matter;
#[cfg(test)]
mod laws;
mod manifest;
mod markdown;
mod picture;
mod place;
mod plan;
mod printed;
mod problem;
mod profile;
mod read_back;
#[cfg(test)]
mod real_hugo;
mod receipt;
mod record;

pub use byline::byline;
pub use compare::compare;
pub use error::{Error, Flaw, Result};
pub use front_matter::{FrontMatter, PrintedCorrection, PrintedPerson, PrintedRelated};
pub use manifest::{MANIFEST_PATH, MANIFEST_VERSION, Manifest, ManifestFile, ManifestStory};
pub use picture::{PictureKind, Pictures};
pub use place::page_path;
pub use plan::{FileContent, PlannedFile, plan, working_copy};
pub use problem::{Problem, validate};
pub use profile::{Profile, TargetSettings};
pub use read_back::{ReadBack, read_back};
pub use receipt::{Receipt, ReceiptFacts};
pub use record::PublicationRecord;
