//! What the environment says at the start: which newsroom to open, and who sits down.
//!
//! A passphrase in the environment is for scripts and tests; people type theirs into the window.

use std::env;

use desk::{Desk, SitDownRequest};

/// Opens the newsroom named by `STET_NEWSROOM` and sits down as `STET_AS` with `STET_PASSPHRASE`.
///
/// What cannot be done is said on standard error, and the window shows first run or the lock screen instead.
pub(crate) fn come_in(desk: &Desk) {
    let Ok(folder) = env::var("STET_NEWSROOM") else {
        return;
    };
    if let Err(error) = desk.open_folder(&folder) {
        eprintln!("Stet could not open the newsroom in {folder}: {error}");
        return;
    }
    let (Ok(person), Ok(passphrase)) = (env::var("STET_AS"), env::var("STET_PASSPHRASE")) else {
        return;
    };
    if let Err(error) = desk.sit_down(SitDownRequest { person, passphrase }) {
        eprintln!("Stet could not unlock the newsroom: {error}");
    }
}

/// Whether somebody wants to drive the window from outside in a build that does not allow it.
///
/// The window's engine reads the variable itself and in every build, so a release refuses to start instead.
pub(crate) fn driven_from_outside() -> bool {
    let allowed = cfg!(any(debug_assertions, feature = "automation"));
    !allowed && env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}
