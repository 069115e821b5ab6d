//! WebKit's driver as a process: started for one window, asked for its program, gone with it.
//!
//! Not here: what a person does in the window.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{BETWEEN_LOOKS, PATIENCE};
use crate::fixtures;
use crate::laptop::Laptop;

/// WebKit's driver, which starts the program and speaks for its page.
pub(super) struct Driver {
    pub(super) process: Child,
    pub(super) port: u16,
}

impl Driver {
    pub(super) fn start(laptop: &Laptop) -> Self {
        let port = free_port();
        let process = laptop
            .command("WebKitWebDriver".as_ref())
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed: \"make system\" does that");
        let driver = Self { process, port };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "WebKitWebDriver does not answer");
            std::thread::park_timeout(BETWEEN_LOOKS);
        }
        driver
    }

    pub(super) async fn connect(&self) -> Client {
        let capabilities = json!({
            "browserName": "wry",
            "webkitgtk:browserOptions": { "binary": fixtures::program("stet-app"), "args": [] },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("written as an object")
        };
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .unwrap_or_else(|error| panic!("the window does not open: {error}"))
    }

    /// The program that the driver started: its only child that still lives.
    pub(super) fn app(&self) -> Option<u32> {
        let driver = self.process.id();
        let threads = std::fs::read_dir(format!("/proc/{driver}/task")).ok()?;
        let children = threads
            .flatten()
            .filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok())
            .collect::<String>();
        children
            .split_whitespace()
            .find(|child| lives(child))?
            .parse()
            .ok()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(app) = self.app() {
            kill(app);
        }
        // A driver that has gone already is what was wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Whether a process runs: one that has ended and was not yet asked how is still listed.
fn lives(process: &str) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let state = status.rsplit(") ").next().unwrap_or_default();
    !state.is_empty() && !state.starts_with('Z')
}

pub(super) fn kill(process: u32) -> bool {
    let killed = Command::new("sh")
        .arg("-c")
        .arg(format!("kill -KILL {process}"))
        .status();
    killed.is_ok_and(|status| status.success())
}

/// A port that nobody has just now.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("this machine has a free port");
    listener
        .local_addr()
        .expect("a bound port has a number")
        .port()
}
