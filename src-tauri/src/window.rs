//! The one window: what happens when a person closes it, and the system's own dialogs for files and folders.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::events;

/// How long a page may take to bring its last words to the desk before the window goes without its answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the page has been asked to make an end.
#[derive(Default)]
pub(crate) struct Closing(AtomicBool);

/// Asks the page to bring its words to the desk; true when the window may go at once.
///
/// A second request does not wait: whoever closes twice means it, and the desk keeps what it has.
pub(crate) fn ask_to_close(window: &WebviewWindow) -> bool {
    let app = window.app_handle();
    if app.state::<Closing>().0.swap(true, Ordering::SeqCst) {
        return true;
    }
    events::closing(app);
    let window = window.clone();
    thread::spawn(move || {
        thread::sleep(PATIENCE);
        close(&window);
    });
    false
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
