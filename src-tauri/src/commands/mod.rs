//! The page's calls, one for each use case of the desk and under the same name.
//!
//! Each is at most five lines: take the desk, ask it, pass on its answer. `build.rs` and `capabilities/main.json`
//! list them again, because a command nobody granted cannot be called.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a command owns its arguments: they come out of a message"
)]

mod comments;
mod files;
mod history;
mod inbox;
mod newslist;
mod opening;
mod people;
mod pictures;
mod publishing;
mod shapes;
mod stories;
mod suggestions;
mod text;
mod views;

use tauri::Wry;
use tauri::ipc::Invoke;

pub(crate) fn all() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        opening::opening,
        opening::create_newsroom,
        opening::open_sample,
        opening::open_folder,
        opening::sit_down,
        opening::leave_desk,
        opening::remember_place,
        stories::desk_list,
        stories::shift_note,
        stories::story,
        stories::start_story,
        stories::read_article,
        stories::read_paste,
        stories::bring_in,
        stories::set_furniture,
        stories::take_step,
        stories::difference,
        stories::difference_since_read,
        stories::let_stand,
        stories::mark_read,
        stories::search,
        comments::comment,
        comments::reply,
        comments::resolve_comment,
        history::history,
        history::history_text,
        history::restore_text,
        text::open_text,
        text::apply_text,
        text::peek_text,
        text::accept_text,
        text::undo_text,
        text::redo_text,
        text::close_text,
        suggestions::suggestions,
        suggestions::decide_suggestions,
        text::seal_text,
        text::revision_text,
        pictures::add_picture,
        pictures::picture,
        people::people,
        people::save_person,
        shapes::shapes,
        shapes::read_shape,
        shapes::put_shape,
        shapes::retire_shape,
        newslist::newslist,
        inbox::inbox,
        inbox::mark_seen,
        inbox::telling,
        views::saved_views,
        views::keep_views,
        inbox::choose_telling,
        publishing::targets,
        publishing::add_target,
        publishing::due,
        publishing::publish_due,
        files::choose_file,
        files::choose_folder,
        files::window_may_close,
    ]
}
