//! The window of Stet: it shows the built interface, passes its calls to the desk, and tells it what has changed.
//!
//! Nothing of the newsroom is decided here. A rule belongs to `newsroom`, a use case to `desk`, a word to the
//! interface.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod error;
mod events;
mod publisher;
mod sentences;
mod start;
mod telling;
mod window;

use std::process::ExitCode;

use desk::{Desk, Surroundings};
use tauri::{Manager, RunEvent, WindowEvent};

fn main() -> ExitCode {
    if start::driven_from_outside() {
        eprintln!(
            "TAURI_WEBVIEW_AUTOMATION is set, and this build of Stet lets nobody drive its window."
        );
        return ExitCode::from(2);
    }
    let desk = Desk::new(Surroundings::real());
    start::come_in(&desk);
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(desk)
        .manage(window::Closing::default())
        .invoke_handler(commands::all())
        .build(tauri::generate_context!());
    match app {
        Ok(app) => run(app),
        Err(failure) => {
            eprintln!("Stet could not open its window: {failure}");
            ExitCode::from(3)
        }
    }
}

fn run(app: tauri::App) -> ExitCode {
    let mut publisher = Some(publisher::Publisher::start(app.handle().clone()));
    let code = app.run_return(move |app, event| match event {
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } => {
            if let Some(window) = app.get_webview_window(&label)
                && !window::ask_to_close(&window)
            {
                api.prevent_close();
            }
        }
        // A publication that is under way is brought to its end before the process goes.
        RunEvent::Exit => drop(publisher.take()),
        _ => {}
    });
    ExitCode::from(u8::try_from(code).unwrap_or(3))
}
