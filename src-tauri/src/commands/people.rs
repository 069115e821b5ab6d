//! People and their profiles.

use desk::{Desk, PersonView, SavePersonRequest};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn people(desk: State<'_, Desk>) -> Result<Vec<PersonView>> {
    Ok(desk.people()?)
}

#[tauri::command(async)]
pub(crate) fn save_person(desk: State<'_, Desk>, request: SavePersonRequest) -> Result<PersonView> {
    Ok(desk.save_person(request)?)
}
