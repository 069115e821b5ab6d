//! Stories: the list, one story, bringing one in, its furniture, its steps, its differences, finding one.

use desk::{
    ArticleView, BringInRequest, BroughtIn, Desk, DeskView, DifferenceView, Found, LetStandRequest,
    PasteRequest, PastedView, SearchRequest, SetFurnitureRequest, ShiftNote, StepRequest,
    StepTaken, StoryView,
};
use tauri::{AppHandle, State};

use crate::error::Result;
use crate::events;

#[tauri::command(async)]
pub(crate) fn desk_list(desk: State<'_, Desk>) -> Result<DeskView> {
    Ok(desk.desk_list()?)
}

#[tauri::command(async)]
pub(crate) fn shift_note(desk: State<'_, Desk>) -> Result<ShiftNote> {
    Ok(desk.shift_note()?)
}

#[tauri::command(async)]
pub(crate) fn story(desk: State<'_, Desk>, story: String) -> Result<StoryView> {
    Ok(desk.story(&story)?)
}

#[tauri::command(async)]
pub(crate) fn start_story(desk: State<'_, Desk>) -> Result<String> {
    Ok(desk.start_story()?)
}

#[tauri::command(async)]
pub(crate) fn read_paste(desk: State<'_, Desk>, request: PasteRequest) -> Result<PastedView> {
    Ok(desk.read_paste(request)?)
}

#[tauri::command(async)]
pub(crate) fn read_article(desk: State<'_, Desk>, request: BringInRequest) -> Result<ArticleView> {
    Ok(desk.read_article(request)?)
}

#[tauri::command(async)]
pub(crate) fn bring_in(desk: State<'_, Desk>, request: BringInRequest) -> Result<BroughtIn> {
    Ok(desk.bring_in(request)?)
}

#[tauri::command(async)]
pub(crate) fn set_furniture(
    desk: State<'_, Desk>,
    request: SetFurnitureRequest,
) -> Result<StoryView> {
    Ok(desk.set_furniture(request)?)
}

#[tauri::command(async)]
pub(crate) fn take_step(
    app: AppHandle,
    desk: State<'_, Desk>,
    request: StepRequest,
) -> Result<StepTaken> {
    let taken = desk.take_step(request)?;
    events::changed(&app, &taken.changes);
    Ok(taken)
}

#[tauri::command(async)]
pub(crate) fn difference(
    desk: State<'_, Desk>,
    story: String,
    from: Option<u32>,
    to: Option<u32>,
) -> Result<DifferenceView> {
    Ok(desk.difference(&story, from, to)?)
}

#[tauri::command(async)]
pub(crate) fn difference_since_read(
    desk: State<'_, Desk>,
    story: String,
) -> Result<DifferenceView> {
    Ok(desk.difference_since_read(&story)?)
}

#[tauri::command(async)]
pub(crate) fn let_stand(desk: State<'_, Desk>, request: LetStandRequest) -> Result<StoryView> {
    Ok(desk.let_stand(request)?)
}

#[tauri::command(async)]
pub(crate) fn mark_read(desk: State<'_, Desk>, story: String) -> Result<()> {
    Ok(desk.mark_read(&story)?)
}

#[tauri::command(async)]
pub(crate) fn search(desk: State<'_, Desk>, request: SearchRequest) -> Result<Vec<Found>> {
    Ok(desk.search(request)?)
}
