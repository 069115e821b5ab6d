//! The audit of a story: what it says without the newsroom, and what it does not let pass.

use std::fs;
use std::path::Path;

use desk::SavePersonRequest;
use serde_json::Value;

use crate::newsrooms::{ByCommand, EDITOR, REPORTER, by_command, in_process};

/// Filed, approved and published, with the audit of it: its file.
fn audited(room: &ByCommand, folder: &Path) -> std::path::PathBuf {
    let story = room.approved("Bridge opens");
    room.stet.done(EDITOR, &["publish", &story]);
    let file = folder.join("bridge.audit");
    room.stet.done(
        EDITOR,
        &["audit", &story, "-o", &file.display().to_string()],
    );
    file
}

/// What `verify --file` says, in a folder where there is no newsroom.
fn verified(room: &ByCommand, file: &Path) -> (i32, Value) {
    let elsewhere = tempfile::tempdir().unwrap();
    let file = file.display().to_string();
    let mut command = room.stet.command(&["--json", "verify", "--file", &file]);
    command
        .env("STET_NEWSROOM", elsewhere.path())
        .env_remove("STET_PASSPHRASE");
    let answer = command.output().unwrap();
    let said = serde_json::from_slice(&answer.stdout).expect("one JSON value");
    (answer.status.code().unwrap_or(-1), said)
}

fn codes(said: &Value) -> Vec<&str> {
    let flaws = said["flaws"].as_array().into_iter().flatten();
    flaws.filter_map(|flaw| flaw["code"].as_str()).collect()
}

#[test]
fn an_audit_says_who_approved_what_without_the_newsroom() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let (exit, said) = verified(&room, &audited(&room, folder.path()));
    assert_eq!((exit, codes(&said)), (0, vec![]));
    assert_eq!(said["live_state"], "live");
    let steps: Vec<(&str, &str)> = said["trail"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["step"].as_str().unwrap(), line["by"].as_str().unwrap()))
        .collect();
    assert_eq!(
        steps,
        [
            ("start", REPORTER),
            ("file", REPORTER),
            ("approve", EDITOR),
            ("publish", EDITOR)
        ]
    );
    assert_eq!(
        said["revisions"][0]["holds"], true,
        "the words are those that were signed"
    );
    assert_eq!(said["revisions"][0]["content_hash"], said["live_hash"]);
}

#[test]
fn a_changed_byte_a_missing_entry_and_anothers_file_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let file = audited(&room, folder.path());
    let audit: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let check = |change: &dyn Fn(&mut Vec<Value>), expected: &str| {
        let mut changed = audit.clone();
        change(changed["entries"].as_array_mut().unwrap());
        fs::write(&file, changed.to_string()).unwrap();
        let (exit, said) = verified(&room, &file);
        assert_ne!(exit, 0);
        assert!(
            codes(&said).contains(&expected),
            "{expected} is among {:?}",
            codes(&said)
        );
    };
    let last = audit["entries"].as_array().unwrap().len() - 1;
    check(
        &|entries| {
            let text = entries[last].as_str().unwrap().to_owned();
            let flipped = if text.ends_with('0') { "1" } else { "0" };
            entries[last] = format!("{}{flipped}", &text[..text.len() - 1]).into();
        },
        "entry-signature",
    );
    check(&|entries| drop(entries.remove(last - 1)), "audit-missing");
    fs::write(&file, "{}").unwrap();
    let (exit, said) = verified(&room, &file);
    assert_eq!((exit, said["code"].as_str()), (1, Some("not-an-audit")));
}

#[test]
fn nobodys_private_contact_is_in_an_audit() {
    let room = in_process("two_people");
    let story = room.approved("Bridge opens");
    let reporter = room.desk.person(REPORTER).unwrap();
    room.desk
        .save_person(SavePersonRequest {
            id: reporter.id,
            name: REPORTER.to_owned(),
            private_contact: "the back door, after nine".to_owned(),
            ..SavePersonRequest::default()
        })
        .unwrap();
    let audit = room.desk.audit(&story).unwrap();
    let text = String::from_utf8(audit).unwrap();
    let signed: String = "the back door"
        .bytes()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(
        !text.contains("the back door") && !text.contains(&signed),
        "a profile is no part of what was signed about a story"
    );
    assert!(text.contains(REPORTER), "who took a step has a name");
}

#[test]
fn no_audit_leaves_on_hold() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.approved("Bridge opens");
    room.stet.done(
        EDITOR,
        &["step", &story, "hold", "--set", "reason=A call is out"],
    );
    let file = folder.path().join("held.audit").display().to_string();
    assert_eq!(
        room.stet.refused(EDITOR, &["audit", &story, "-o", &file]),
        "on-hold"
    );
}
