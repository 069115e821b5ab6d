//! The system's own dialogs, and the page's leave to close the window.
//!
//! The page gets no permission of the dialog's plugin: it may ask for one path at a time and nothing more.

use tauri::{AppHandle, WebviewWindow};

use crate::window;

#[tauri::command(async)]
pub(crate) fn choose_file(app: AppHandle, title: String) -> Option<String> {
    window::choose_file(&app, &title)
}

#[tauri::command(async)]
pub(crate) fn choose_folder(app: AppHandle, title: String) -> Option<String> {
    window::choose_folder(&app, &title)
}

/// The page's answer to `closing`: whether its words are safe.
#[tauri::command(async)]
pub(crate) fn window_may_close(window: WebviewWindow, safe: bool) {
    if safe {
        window::close(&window)
    } else {
        window::stay(&window)
    }
}
