//! Suggestions in a story's text.

use desk::{DecideRequest, Decided, Desk, SuggestionView};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn suggestions(desk: State<'_, Desk>, story: String) -> Result<Vec<SuggestionView>> {
    Ok(desk.suggestions(&story)?)
}

#[tauri::command(async)]
pub(crate) fn decide_suggestions(desk: State<'_, Desk>, request: DecideRequest) -> Result<Decided> {
    Ok(desk.decide_suggestions(request)?)
}
