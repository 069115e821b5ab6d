//! Killed at any moment: what was acknowledged is there, and nothing is there twice.
//!
//! Programs are killed with SIGKILL, which asks nobody. When it comes is drawn from a seed that is printed;
//! `STET_SEED` repeats a run.

mod founding;
mod pictures;
mod publishing;
mod together;
mod typing;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use tests::command_line::program;

use crate::newsrooms::{ByCommand, EDITOR};

/// Chance that can be repeated.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn thrown() -> Self {
        let seed = std::env::var("STET_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok())
            .unwrap_or(20_261_123);
        println!("STET_SEED={seed}");
        Self(seed)
    }

    /// From 0 up to, but not, `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// The typist of `tests/typist`, with what it has acknowledged.
pub(crate) struct Typist {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Typist {
    pub(crate) fn start(room: &ByCommand, story: &str, from: u64, count: u64) -> Self {
        let mut child = Command::new(program("typist"))
            .args([EDITOR, story, &from.to_string(), &count.to_string()])
            .env("STET_NEWSROOM", &room.stet.folder)
            .env("STET_PASSPHRASE", "correct horse")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the typist is built before the tests run");
        let said = BufReader::new(child.stdout.take().expect("it is piped"));
        Self { child, said }
    }

    /// The next line it says; `None` when it has gone.
    pub(crate) fn hear(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.said.read_line(&mut line).expect("a pipe can be read");
        (read > 0 && line.ends_with('\n')).then(|| line.trim_end().to_owned())
    }

    /// Kills it, and gives back what it had still said.
    pub(crate) fn kill(mut self) -> Vec<String> {
        self.child.kill().expect("one's own child can be killed");
        let mut rest = String::new();
        let _ = self.said.read_to_string(&mut rest);
        let _ = self.child.wait();
        // A line without its end was not said.
        let whole = rest.rfind('\n').map_or("", |end| &rest[..end]);
        whole.lines().map(str::to_owned).collect()
    }

    pub(crate) fn finished(mut self) -> bool {
        self.child.wait().is_ok_and(|status| status.success())
    }
}

/// Kills a program so long after its start, unless it has ended by then.
pub(crate) fn kill_after(child: Child, delay: Duration) -> bool {
    let start = Instant::now();
    kill_when(child, || start.elapsed() >= delay)
}

/// Kills a program as soon as something is to be seen, unless it has ended by then.
pub(crate) fn kill_when(mut child: Child, seen: impl Fn() -> bool) -> bool {
    while !seen() {
        if let Ok(Some(_)) = child.try_wait() {
            return false;
        }
        std::thread::yield_now();
    }
    let killed = child.kill().is_ok();
    let _ = child.wait();
    killed
}
