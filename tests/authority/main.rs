//! The document as a program, for tests of the window's editor: JSON lines in, JSON lines out.
//!
//! A request is `{"id":1,"call":"apply", …}`, its answer `{"id":1,"ok":{…}}` or `{"id":1,"error":{"code":"…"}}`. Each pair of story
//! and peer is one desk's copy; `deliver` carries updates from one copy to another's inbox, out of order when asked. So a test in
//! JavaScript edits, merges and undoes with the very code that the app runs. Nothing is stored.
//!
//! Not here: any rule about text. This program only keeps copies and answers.

mod copies;
mod copy;

use std::io::{BufRead, Write};

use serde_json::{Value, json};

use copies::Copies;

fn main() -> std::io::Result<()> {
    let mut copies = Copies::default();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        writeln!(out, "{}", answer(&mut copies, &line?))?;
        out.flush()?;
    }
    Ok(())
}

fn answer(copies: &mut Copies, line: &str) -> Value {
    let Ok(request) = serde_json::from_str::<Value>(line) else {
        return json!({"id": null, "error": {"code": "malformed", "detail": "not JSON"}});
    };
    match copies.answer(&request) {
        Ok(ok) => json!({"id": request["id"], "ok": ok}),
        Err(refusal) => {
            json!({"id": request["id"], "error": {"code": refusal.code, "detail": refusal.detail}})
        }
    }
}

/// Why a request was not done.
struct Refusal {
    code: &'static str,
    detail: String,
}

impl Refusal {
    fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}

impl From<manuscript::Error> for Refusal {
    fn from(error: manuscript::Error) -> Self {
        Self::new(error.code(), error.to_string())
    }
}
