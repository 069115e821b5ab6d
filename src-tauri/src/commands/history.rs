//! The life of a story's text.

use desk::{Desk, HistoryView, MomentText, RestoreRequest, StoryView};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn history(desk: State<'_, Desk>, story: String) -> Result<HistoryView> {
    Ok(desk.history(&story)?)
}

#[tauri::command(async)]
pub(crate) fn history_text(
    desk: State<'_, Desk>,
    story: String,
    entry: String,
) -> Result<MomentText> {
    Ok(desk.history_text(&story, &entry)?)
}

#[tauri::command(async)]
pub(crate) fn restore_text(desk: State<'_, Desk>, request: RestoreRequest) -> Result<StoryView> {
    Ok(desk.restore_text(request)?)
}
