//! Notifications of the system, heard on the session's real bus while the window is not in front.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tests::{Laptop, Window};

use crate::newsroom::{AtTheDesk, EDITOR, REPORTER, by, draft, laptop};

/// Writes down every notification that anybody on the bus asks for.
struct Listener {
    process: Child,
    heard: PathBuf,
}

impl Listener {
    fn start(laptop: &Laptop) -> Self {
        let heard = laptop.home().join("heard.txt");
        let file = File::create(&heard).expect("the laptop's home can be written to");
        let process = Command::new("dbus-monitor")
            .args(["--session", "interface='org.freedesktop.Notifications'"])
            .stdin(Stdio::null())
            .stdout(file)
            .spawn()
            .expect("dbus-monitor comes with the bus");
        Self { process, heard }
    }

    fn heard(&self) -> String {
        fs::read_to_string(&self.heard).unwrap_or_default()
    }

    fn wait(&self, window: &Window, words: &str) {
        window.wait(&format!("{words:?} to be told"), || {
            self.heard().contains(words)
        });
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // A listener that has gone already is what was wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_story_that_is_sent_back_is_told_by_the_system_and_by_its_slugline_alone() {
    let laptop = laptop("telling", "two_people", REPORTER);
    let listener = Listener::start(&laptop);
    // A connection that begins to listen is itself heard, so nothing is missed from here on.
    let story = draft(
        &laptop,
        REPORTER,
        "Bridge opens",
        "The bridge opened on Monday.",
    );
    by(&laptop, REPORTER, &["step", &story, "file"]);
    let window = laptop.open();
    window.wait_row("BRIDGE-OPENS", "filed");
    window.put_aside();
    window.wait("the listener to listen", || !listener.heard().is_empty());
    by(
        &laptop,
        EDITOR,
        &["step", &story, "send_back", "--note", "Who opened it?"],
    );
    listener.wait(&window, "string \"Sent back\"");
    listener.wait(&window, "string \"BRIDGE-OPENS\"");
    assert!(
        !listener.heard().contains("Who opened it?") && !listener.heard().contains("Bridge opens"),
        "a notification stands where anybody may read it"
    );

    window.click("rail-settings");
    window.click("telling-stories");
    window.screenshot("settings");
    window.check_access("what is told");
    window.click("rail-desk");
    window.find("desk-list");
    window.click("rail-settings");
    window.wait("the choice to be kept", || {
        window.ask("return document.querySelector('[data-testid=telling-stories]')?.checked")
            == false
    });
}
