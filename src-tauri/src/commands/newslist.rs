//! The newslist of a day.

use desk::{Desk, Newslist};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn newslist(desk: State<'_, Desk>, date: Option<String>) -> Result<Newslist> {
    Ok(desk.newslist(date.as_deref())?)
}
