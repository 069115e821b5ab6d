//! Targets, what is due, and publishing what a person says may still go.

use desk::{AddTargetRequest, Desk, DueView, ReceiptView, TargetView};
use tauri::{AppHandle, State};

use crate::error::Result;
use crate::events;

#[tauri::command(async)]
pub(crate) fn targets(desk: State<'_, Desk>) -> Result<Vec<TargetView>> {
    Ok(desk.targets()?)
}

#[tauri::command(async)]
pub(crate) fn add_target(desk: State<'_, Desk>, request: AddTargetRequest) -> Result<TargetView> {
    Ok(desk.add_target(request)?)
}

#[tauri::command(async)]
pub(crate) fn due(desk: State<'_, Desk>) -> Result<Vec<DueView>> {
    Ok(desk.due()?)
}

#[tauri::command(async)]
pub(crate) fn publish_due(app: AppHandle, desk: State<'_, Desk>) -> Result<Vec<ReceiptView>> {
    let receipts = desk.publish_due()?;
    events::published(&app, &receipts);
    Ok(receipts)
}
