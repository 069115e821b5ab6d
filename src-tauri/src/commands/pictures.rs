//! Pictures, whose bytes travel raw.

use desk::{Desk, PictureView};
use tauri::State;
use tauri::ipc::{InvokeBody, Request, Response};

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn add_picture(desk: State<'_, Desk>, request: Request<'_>) -> Result<PictureView> {
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(desk.add_picture(bytes)?),
        InvokeBody::Json(_) => Ok(desk.add_picture(&[])?),
    }
}

#[tauri::command(async)]
pub(crate) fn picture(desk: State<'_, Desk>, picture: String) -> Result<Response> {
    Ok(Response::new(desk.picture(&picture)?))
}
