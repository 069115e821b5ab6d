//! Shows what the desk wants told to somebody who looks elsewhere, by the system's own notifications.
//!
//! On Linux that is one call over the session's bus. A system without a bus, or with nobody on it who shows anything,
//! shows nothing: the inbox has it all the same. Elsewhere there is no way yet, and nothing is told.
//!
//! Not here: what is told, and when.

use desk::{Desk, Telling};
use tauri::{AppHandle, Manager};

use crate::sentences::words;

/// What the person reads: what happened, and the story's slugline.
struct Shown<'t> {
    title: String,
    body: &'t str,
}

/// Asks for what is new, and shows it from a thread of its own: a slow bus must not keep a publication waiting.
pub(crate) fn tell(app: &AppHandle) {
    let window = app.get_webview_window("main");
    let in_front = window.is_some_and(|window| window.is_focused().unwrap_or(false));
    // A file that cannot be read just now is asked again at the next round.
    let told = app.state::<Desk>().tell(in_front).unwrap_or_default();
    if !told.is_empty() {
        std::thread::spawn(move || told.iter().map(shown).for_each(|each| show(&each)));
    }
}

fn shown(telling: &Telling) -> Shown<'_> {
    Shown {
        title: words(&format!("inbox.kind.{}", telling.kind)).to_owned(),
        body: &telling.slugline,
    }
}

#[cfg(target_os = "linux")]
fn show(shown: &Shown<'_>) {
    use gio::glib::{ToVariant, Variant};
    use std::collections::HashMap;

    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    /// How long somebody who shows things may take to say that they do.
    const PATIENCE: i32 = 2_000;

    let Ok(bus) = gio::bus_get_sync(gio::BusType::Session, gio::Cancellable::NONE) else {
        return;
    };
    let hints = HashMap::from([("desktop-entry".to_owned(), "Stet".to_variant())]);
    let (replaces, icon, actions, lasts) = (0_u32, "stet-app", Vec::<String>::new(), -1_i32);
    let body = plain(shown.body);
    let said: Variant = (
        "Stet",
        replaces,
        icon,
        shown.title.as_str(),
        body.as_str(),
        actions,
        hints,
        lasts,
    )
        .to_variant();
    // Nobody may be there to show it, and the inbox has it all the same.
    let _ = bus.call_sync(
        Some(NAME),
        PATH,
        NAME,
        "Notify",
        Some(&said),
        None,
        gio::DBusCallFlags::NONE,
        PATIENCE,
        gio::Cancellable::NONE,
    );
}

#[cfg(not(target_os = "linux"))]
fn show(shown: &Shown<'_>) {
    let _ = (&shown.title, shown.body);
}

/// A body may hold marks like those of a page; what a story is called is never one of them.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_says_what_happened_and_no_more_than_the_slugline() {
        let check = |kind: &str, slugline: &str, expected: (&str, &str)| {
            let telling = Telling {
                kind: kind.to_owned(),
                slugline: slugline.to_owned(),
            };
            let shown = shown(&telling);
            assert_eq!((shown.title.as_str(), shown.body), expected);
        };
        check("sent_back", "WHEAT", ("Sent back", "WHEAT"));
        check("published", "", ("Published", ""));
    }

    #[test]
    fn a_slugline_is_never_a_mark() {
        assert_eq!(plain("A<B>&C"), "A&lt;B&gt;&amp;C");
    }
}
