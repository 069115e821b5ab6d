//! Grants the window's own commands one by one: a command that is not listed here and in `capabilities/main.json`
//! cannot be called, whatever the page tries. `tests/it/border.rs` holds both lists to `src/commands`.

use tauri_build::{AppManifest, Attributes};

const COMMANDS: &[&str] = &[
    "opening",
    "create_newsroom",
    "open_sample",
    "open_folder",
    "sit_down",
    "leave_desk",
    "remember_place",
    "desk_list",
    "shift_note",
    "story",
    "start_story",
    "read_article",
    "read_paste",
    "bring_in",
    "set_furniture",
    "take_step",
    "difference",
    "difference_since_read",
    "let_stand",
    "mark_read",
    "search",
    "comment",
    "reply",
    "resolve_comment",
    "history",
    "history_text",
    "restore_text",
    "open_text",
    "apply_text",
    "peek_text",
    "accept_text",
    "undo_text",
    "redo_text",
    "close_text",
    "suggestions",
    "decide_suggestions",
    "seal_text",
    "revision_text",
    "add_picture",
    "picture",
    "people",
    "save_person",
    "shapes",
    "read_shape",
    "put_shape",
    "retire_shape",
    "inbox",
    "mark_seen",
    "targets",
    "add_target",
    "due",
    "publish_due",
    "choose_file",
    "choose_folder",
    "window_may_close",
];

fn main() {
    let manifest = AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json and the capabilities hold together");
}
