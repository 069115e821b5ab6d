//! The one window: what happens when a person closes it, and the system's own dialogs for files and folders.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::events;

/// How long a page may take to bring its last words to the desk before the window goes without its answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the page has been asked to make an end: odd while it has and has not answered, one more at each turn.
#[derive(Default)]
pub(crate) struct Closing(AtomicU64);

/// Asks the page to bring its words to the desk; true when the window may go at once.
///
/// A second request does not wait: whoever closes twice means it, and the desk keeps what it has.
pub(crate) fn ask_to_close(window: &WebviewWindow) -> bool {
    let app = window.app_handle();
    let Some(turn) = app.state::<Closing>().ask() else {
        return true;
    };
    events::closing(app);
    let window = window.clone();
    thread::spawn(move || {
        thread::sleep(PATIENCE);
        if window.state::<Closing>().waits_since(turn) {
            close(&window);
        }
    });
    false
}

/// The page could not bring its words to safety and says so; the window stays.
pub(crate) fn stay(window: &WebviewWindow) {
    window.state::<Closing>().answered();
}

impl Closing {
    /// The turn of this question; `None` while an earlier one has no answer.
    fn ask(&self) -> Option<u64> {
        let asked = |turn: u64| turn.is_multiple_of(2).then_some(turn + 1);
        self.0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, asked)
            .ok()
            .map(|before| before + 1)
    }

    fn answered(&self) {
        let settled = |turn: u64| (!turn.is_multiple_of(2)).then_some(turn + 1);
        // Nothing was asked when this fails, so nothing is settled.
        let _ = self
            .0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, settled);
    }

    fn waits_since(&self, turn: u64) -> bool {
        self.0.load(Ordering::SeqCst) == turn
    }
}

/// Closes the window without asking again.
pub(crate) fn close(window: &WebviewWindow) {
    // A window that is gone already is closed.
    let _ = window.destroy();
}

/// The system's dialog for one file; `None` when the person thought better of it.
pub(crate) fn choose_file(app: &AppHandle, title: &str) -> Option<String> {
    spelled(app.dialog().file().set_title(title).blocking_pick_file())
}

/// The system's dialog for a folder.
pub(crate) fn choose_folder(app: &AppHandle, title: &str) -> Option<String> {
    spelled(app.dialog().file().set_title(title).blocking_pick_folder())
}

/// The page knows paths as text; one that is not text cannot be named to it.
fn spelled(chosen: Option<FilePath>) -> Option<String> {
    let path: PathBuf = chosen?.into_path().ok()?;
    path.into_os_string().into_string().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_does_not_answer_is_waited_for_once() {
        let closing = Closing::default();
        let turn = closing.ask().expect("nobody has asked before");
        assert!(closing.waits_since(turn), "no answer has come");
        assert_eq!(closing.ask(), None, "whoever closes twice means it");
    }

    #[test]
    fn a_page_that_stays_is_asked_anew_and_the_old_wait_is_over() {
        let closing = Closing::default();
        let turn = closing.ask().expect("nobody has asked before");
        closing.answered();
        assert!(
            !closing.waits_since(turn),
            "its words are not safe, so the window must not go"
        );
        assert!(closing.ask().is_some(), "closing again asks again");
    }
}
