//! Saved views of the desk.

use desk::{Desk, SavedView};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn saved_views(desk: State<'_, Desk>) -> Result<Vec<SavedView>> {
    Ok(desk.saved_views()?)
}

#[tauri::command(async)]
pub(crate) fn keep_views(desk: State<'_, Desk>, views: Vec<SavedView>) -> Result<Vec<SavedView>> {
    Ok(desk.keep_views(views)?)
}
