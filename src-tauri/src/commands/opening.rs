//! Opening a newsroom, and who is at this desk.

use desk::{CreateNewsroomRequest, Desk, Opening, Place, SitDownRequest};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn opening(desk: State<'_, Desk>) -> Result<Opening> {
    Ok(desk.opening()?)
}

#[tauri::command(async)]
pub(crate) fn create_newsroom(
    desk: State<'_, Desk>,
    request: CreateNewsroomRequest,
) -> Result<Opening> {
    Ok(desk.create_newsroom(request)?)
}

#[tauri::command(async)]
pub(crate) fn open_sample(desk: State<'_, Desk>) -> Result<Opening> {
    Ok(desk.open_sample()?)
}

#[tauri::command(async)]
pub(crate) fn open_folder(desk: State<'_, Desk>, folder: String) -> Result<Opening> {
    Ok(desk.open_folder(&folder)?)
}

#[tauri::command(async)]
pub(crate) fn sit_down(desk: State<'_, Desk>, request: SitDownRequest) -> Result<Opening> {
    Ok(desk.sit_down(request)?)
}

#[tauri::command(async)]
pub(crate) fn leave_desk(desk: State<'_, Desk>) -> Result<Opening> {
    Ok(desk.leave_desk()?)
}

#[tauri::command(async)]
pub(crate) fn remember_place(desk: State<'_, Desk>, place: Place) -> Result<()> {
    Ok(desk.remember_place(place)?)
}
