//! Story shapes.

use desk::{Desk, PastedView, PutShapeRequest, ShapeView};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn shapes(desk: State<'_, Desk>) -> Result<Vec<ShapeView>> {
    Ok(desk.shapes()?)
}

#[tauri::command(async)]
pub(crate) fn read_shape(desk: State<'_, Desk>, name: String) -> Result<PastedView> {
    Ok(desk.read_shape(&name)?)
}

#[tauri::command(async)]
pub(crate) fn put_shape(desk: State<'_, Desk>, request: PutShapeRequest) -> Result<ShapeView> {
    Ok(desk.put_shape(request)?)
}

#[tauri::command(async)]
pub(crate) fn retire_shape(desk: State<'_, Desk>, name: String) -> Result<Vec<ShapeView>> {
    Ok(desk.retire_shape(&name)?)
}
