//! The text of a story while it is open.

use desk::{ApplyTextRequest, Desk, OpenText, TextChanged, TextKept, TextOffer};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn open_text(desk: State<'_, Desk>, story: String) -> Result<OpenText> {
    Ok(desk.open_text(&story)?)
}

#[tauri::command(async)]
pub(crate) fn apply_text(desk: State<'_, Desk>, request: ApplyTextRequest) -> Result<TextKept> {
    Ok(desk.apply_text(request)?)
}

#[tauri::command(async)]
pub(crate) fn peek_text(
    desk: State<'_, Desk>,
    story: String,
    version: String,
) -> Result<TextOffer> {
    Ok(desk.peek_text(&story, &version)?)
}

#[tauri::command(async)]
pub(crate) fn accept_text(
    desk: State<'_, Desk>,
    story: String,
    version: String,
    offer: String,
) -> Result<TextChanged> {
    Ok(desk.accept_text(&story, &version, &offer)?)
}

#[tauri::command(async)]
pub(crate) fn undo_text(
    desk: State<'_, Desk>,
    story: String,
    version: String,
) -> Result<Option<TextChanged>> {
    Ok(desk.undo_text(&story, &version)?)
}

#[tauri::command(async)]
pub(crate) fn redo_text(
    desk: State<'_, Desk>,
    story: String,
    version: String,
) -> Result<Option<TextChanged>> {
    Ok(desk.redo_text(&story, &version)?)
}

#[tauri::command(async)]
pub(crate) fn close_text(desk: State<'_, Desk>, story: String) -> Result<()> {
    Ok(desk.close_text(&story)?)
}

#[tauri::command(async)]
pub(crate) fn seal_text(desk: State<'_, Desk>, story: String) -> Result<()> {
    Ok(desk.seal_text(&story)?)
}

#[tauri::command(async)]
pub(crate) fn revision_text(
    desk: State<'_, Desk>,
    story: String,
    revision: u32,
) -> Result<OpenText> {
    Ok(desk.revision_text(&story, revision)?)
}
