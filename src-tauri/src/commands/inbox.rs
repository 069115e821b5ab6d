//! What concerns whoever sits here.

use desk::{Desk, InboxView, SeenRequest, TellingChoice};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn inbox(desk: State<'_, Desk>) -> Result<InboxView> {
    Ok(desk.inbox()?)
}

#[tauri::command(async)]
pub(crate) fn mark_seen(desk: State<'_, Desk>, request: SeenRequest) -> Result<InboxView> {
    Ok(desk.mark_seen(request)?)
}

#[tauri::command(async)]
pub(crate) fn telling(desk: State<'_, Desk>) -> Result<TellingChoice> {
    Ok(desk.telling()?)
}

#[tauri::command(async)]
pub(crate) fn choose_telling(
    desk: State<'_, Desk>,
    request: TellingChoice,
) -> Result<TellingChoice> {
    Ok(desk.choose_telling(request)?)
}
