//! What the page is told without asking.
//!
//! An event that cannot be delivered is lost on purpose: a page that is gone has nothing to bring up to date.

use desk::{Change, Changed, ReceiptView};
use serde::Serialize;
use tauri::{AppHandle, Emitter};

/// Something was written, so what is shown may be out of date.
const CHANGE: &str = "change";
/// Another process wrote to a story whose text is open.
const TEXT_WAITING: &str = "text-waiting";
/// The window has been asked to close; the page brings its text to the desk and answers `window_may_close`.
const CLOSING: &str = "closing";

#[derive(Clone, Serialize)]
struct TextWaiting {
    story: String,
}

pub(crate) fn changed(app: &AppHandle, changes: &[Change]) {
    if !changes.is_empty() {
        let _ = app.emit(CHANGE, changes);
    }
}

/// The publisher's own changes: it has no person, so every window hears of them.
pub(crate) fn published(app: &AppHandle, receipts: &[ReceiptView]) {
    let changes: Vec<Change> = receipts
        .iter()
        .map(|receipt| Change {
            what: Changed::Story,
            id: receipt.story.clone(),
            revision: Some(receipt.revision),
            by: String::new(),
            step: Some("publish".to_owned()),
        })
        .collect();
    changed(app, &changes);
}

pub(crate) fn text_waiting(app: &AppHandle, stories: Vec<String>) {
    for story in stories {
        let _ = app.emit(TEXT_WAITING, TextWaiting { story });
    }
}

pub(crate) fn closing(app: &AppHandle) {
    let _ = app.emit(CLOSING, ());
}
