//! Comments on a story.

use desk::{CommentRequest, Desk, ReplyRequest, ResolveRequest, StoryView};
use tauri::State;

use crate::error::Result;

#[tauri::command(async)]
pub(crate) fn comment(desk: State<'_, Desk>, request: CommentRequest) -> Result<StoryView> {
    Ok(desk.comment(request)?)
}

#[tauri::command(async)]
pub(crate) fn reply(desk: State<'_, Desk>, request: ReplyRequest) -> Result<StoryView> {
    Ok(desk.reply(request)?)
}

#[tauri::command(async)]
pub(crate) fn resolve_comment(desk: State<'_, Desk>, request: ResolveRequest) -> Result<StoryView> {
    Ok(desk.resolve_comment(request)?)
}
