//! A newsroom on disk: one encrypted SQLite file beside its people's sealed keys.
//!
//! The log of signed entries and the journal of typing are kept for ever; every table that a screen reads is made from
//! them by the folds of `newsroom` and `manuscript` and can be made again. One file for each table, one transaction for
//! each change, and no cached number that another process could make stale.
//!
//! Not here: a rule of the newsroom, a clock, chance, or words for people.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod backup;
mod cipher;
mod dump;
mod error;
mod hex;
mod key;
mod key_folder;
mod making;
mod migration;
mod phrase;
mod pictures;
mod presence;
mod project;
mod projection;
mod store;
mod table;
mod verify;
mod whole_file;

#[cfg(test)]
mod testing;

pub use backup::{Progress, forget_restored_mark, restore, restored_mark};
pub use error::{Damage, DiskFault, Error, Result};
pub use key::{
    Cost, FileKey, KEY_FILE_VERSION, KeyFile, KeyHolder, SealChance, Secrets, open_secrets,
    seal_secrets,
};
pub use key_folder::{
    JoiningKey, KeyFate, KeyFolder, joining_keys, key_files, key_path, settle_joining_keys,
    write_joining_key, write_key_file,
};
pub use making::Making;
pub use project::{
    Times, WorkingCopy, project_newsroom, project_story, search_text, story_row, times,
};
pub use store::{FILE_NAME, Reader, Store, Writer};
pub use table::*;
pub use verify::{EntryFlaw, Flaw};
