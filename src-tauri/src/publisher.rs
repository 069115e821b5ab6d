//! Keeps time while the window is open: publishes what is due, tells what is new, and notices what other
//! processes wrote.
//!
//! What is due, and whether it may fire, is the desk's to say. The headless publisher is `stet publish-due`.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use desk::Desk;
use tauri::{AppHandle, Manager};

use crate::{events, telling};

/// How often the file is asked whether somebody else wrote to it.
const LOOK: Duration = Duration::from_millis(500);
/// How many looks go by between two questions for what is due: five seconds.
const LOOKS_PER_ROUND: u32 = 10;

/// A thread of its own, because each round waits for the disk.
pub(crate) struct Publisher {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Publisher {
    pub(crate) fn start(app: AppHandle) -> Self {
        let (stop, stopped) = channel();
        let thread = thread::spawn(move || keep_time(&app, &stopped));
        Self {
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A publisher that panicked has already said so on standard error.
            let _ = thread.join();
        }
    }
}

fn keep_time(app: &AppHandle, stopped: &Receiver<()>) {
    for look in (0..LOOKS_PER_ROUND).cycle() {
        if look == 0 {
            publish(app);
            telling::tell(app);
        }
        notice(app);
        if stopped.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

/// A publication that failed has left its reason with the desk, which shows it under what is due.
fn publish(app: &AppHandle) {
    if let Ok(receipts) = app.state::<Desk>().publish_due() {
        events::published(app, &receipts);
    }
}

/// A file that cannot be read just now is asked again at the next look.
fn notice(app: &AppHandle) {
    if let Ok(elsewhere) = app.state::<Desk>().elsewhere() {
        events::changed(app, &elsewhere.changes);
        events::text_waiting(app, elsewhere.text_waiting);
    }
}
