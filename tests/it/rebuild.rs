//! Everything a screen reads is made from the log: made anew it is the same, and so is what a backup brings back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use desk::{CommentRequest, ExportRequest, SearchRequest, StepRequest};
use store::Store;
use tests::TestDesk;

use crate::newsrooms::{
    EDITOR, InProcess, REPORTER, by_command, database, file_key, in_process, step,
};

/// A day in which everything happens that can happen.
fn rich_day() -> InProcess {
    let mut room = in_process("two_people");
    room.hire("Copy Desk", &["copy_editor"]);

    let live = room.approved("Bridge opens");
    room.desk.step(&live, "publish");

    room.scheduled("Council votes", 30);
    room.desk.pass_minutes(30);
    assert_eq!(room.desk.publish_due().unwrap().len(), 1);

    let voided = room.approved("Ferry runs late");
    let open = room.desk.open_text(&voided).unwrap();
    let kept = room.type_at_end(&open, " Twice.").unwrap();
    room.desk.undo_text(&voided, &kept.version).unwrap();
    room.desk.close_text(&voided).unwrap();
    let again = room.desk.open_text(&voided).unwrap();
    room.type_at_end(&again, " Thrice.").unwrap();
    room.desk.close_text(&voided).unwrap();

    let held = room.approved("Mayor resigns");
    room.take(StepRequest {
        reason: "A call is out".to_owned(),
        ..step(&held, "hold")
    });
    let embargoed = room.approved("Harvest figures");
    room.take(StepRequest {
        at: Some(room.at(90)),
        source: "The ministry".to_owned(),
        ..step(&embargoed, "set_embargo")
    });
    let sent_back = room.filed("Night buses");
    room.take(StepRequest {
        note: "Which line?".to_owned(),
        ..step(&sent_back, "send_back")
    });
    let spiked = room.filed("Nothing happened");
    room.take(StepRequest {
        reason: "Nothing did".to_owned(),
        ..step(&spiked, "spike")
    });
    room.sit(REPORTER);
    let draft = room.draft_by(REPORTER, "Work in progress", "A draft about ferries.");
    room.set(&draft, "tags", "ferries, water").unwrap();
    room.set(&draft, "standfirst", "It goes on").unwrap();
    room.sit(EDITOR);
    let remarked = room.filed("Harbour wall");
    room.desk.pass_minutes(1);
    room.sit(REPORTER);
    let open = room.desk.open_text(&remarked).unwrap();
    room.suggest_at_end(&open, " At last.", "7-1").unwrap();
    room.desk.close_text(&remarked).unwrap();
    room.sit(EDITOR);
    room.desk.pass_minutes(1);
    let asked = room.desk.comment(CommentRequest {
        story: remarked,
        anchor: "7-2".to_owned(),
        about: "met on Monday".to_owned(),
        text: "Which day?".to_owned(),
        blocking: true,
        mentions: vec![REPORTER.to_owned()],
    });
    assert_eq!(asked.unwrap().comments.len(), 1);
    let later = room.scheduled("Tomorrow's weather", 600);
    room.take(StepRequest {
        at: Some(room.at(700)),
        ..step(&later, "reschedule")
    });
    room
}

const QUERIES: [&str; 6] = [
    "bridge",
    "council",
    "ferr*",
    "\"met on Monday\"",
    "thrice",
    "TK",
];

fn found(desk: &TestDesk) -> Vec<String> {
    let mut found = Vec::new();
    for query in QUERIES {
        let hits = desk.search(SearchRequest {
            query: query.to_owned(),
            ..SearchRequest::default()
        });
        let hits = hits.expect("each of these can be searched for");
        found.push(format!("{query}: {hits:?}"));
    }
    found
}

fn dump(folder: &Path) -> Vec<String> {
    Store::open(folder, &file_key(folder))
        .unwrap()
        .dump()
        .unwrap()
}

fn exports(desk: &TestDesk) -> BTreeMap<String, Vec<u8>> {
    let mut exports = BTreeMap::new();
    for row in desk.desk_list().unwrap().rows {
        for profile in ["hugo", "plain"] {
            let exported = desk.export(ExportRequest {
                story: row.id.clone(),
                profile: profile.to_owned(),
                draft: false,
            });
            let bytes = match exported {
                Ok(bytes) => bytes,
                Err(error) => error.refused().code.into_bytes(),
            };
            exports.insert(format!("{} {profile}", row.slugline), bytes);
        }
    }
    exports
}

#[test]
fn rebuilt_rows_and_searches_are_the_same() {
    let room = rich_day();
    let folder = room.desk.newsroom_folder();
    let (rows, searches) = (dump(&folder), found(&room.desk));
    assert!(rows.len() > 30, "the day left rows: {}", rows.len());
    assert!(
        searches
            .iter()
            .filter(|line| line.contains("story:"))
            .count()
            >= 4,
        "and words to find: {searches:?}"
    );
    let rebuilt = room.desk.rebuild().unwrap();
    assert_eq!(rebuilt.stories, 10);
    assert_same(&rows, &dump(&folder));
    assert_eq!(searches, found(&room.desk));
}

#[track_caller]
fn assert_same(before: &[String], after: &[String]) {
    let differ: Vec<_> = before
        .iter()
        .filter(|line| !after.contains(line))
        .map(|line| format!("- {line}"))
        .chain(
            after
                .iter()
                .filter(|line| !before.contains(line))
                .map(|line| format!("+ {line}")),
        )
        .collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn rows_that_were_lost_come_back() {
    let room = rich_day();
    let folder = room.desk.newsroom_folder();
    let before = dump(&folder);
    let connection = database(&folder);
    connection
        .execute_batch("DELETE FROM stories; DELETE FROM revisions; DELETE FROM people;")
        .unwrap();
    drop(connection);
    assert!(dump(&folder).len() < before.len());
    room.desk.rebuild().unwrap();
    assert_same(&before, &dump(&folder));
}

#[test]
fn a_backup_brings_back_the_same_rows_and_the_same_exports() {
    let room = rich_day();
    let folder = room.desk.newsroom_folder();
    let (rows, exported) = (dump(&folder), exports(&room.desk));
    assert_eq!(exported, exports(&room.desk), "the same on a second run");
    assert!(exported.values().filter(|bytes| bytes.len() > 100).count() >= 6);
    let file = room.desk.laptop().join("night.backup");
    room.desk.backup(&file).unwrap();
    let second = room.desk.laptop().join("second");
    room.desk.restore(&file, &second).unwrap();
    assert_same(&rows, &dump(&second));

    let other = room.desk.second_process();
    other.open_folder(&second.display().to_string()).unwrap();
    other.unlock(tests::test_desk::PASSPHRASE).unwrap();
    assert_eq!(
        exported,
        exports(&other),
        "a second file with the same entries exports the same bytes"
    );
    other.rebuild().unwrap();
    assert_same(&rows, &dump(&second));
    assert_eq!(exported, exports(&other), "made anew, too");
}

#[test]
fn an_entry_changed_behind_everybodys_back_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    room.approved("Bridge opens");
    let connection = database(&room.stet.folder);
    let (n, id, mut bytes): (i64, Vec<u8>, Vec<u8>) = connection
        .query_row(
            "SELECT rowid, id, bytes FROM log WHERE kind = 'step' ORDER BY rowid LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    connection
        .execute("UPDATE log SET bytes = ?1 WHERE rowid = ?2", (bytes, n))
        .unwrap();
    drop(connection);
    let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();

    let answer = room.stet.run(&["--as", EDITOR, "verify"]);
    assert_eq!(answer.exit, 3, "{}", answer.stderr);
    let flaws = answer.json["flaws"].as_array().expect("one JSON value");
    assert!(
        flaws
            .iter()
            .any(|flaw| flaw["params"]["entry"] == id.as_str()),
        "{id} is named in {flaws:?}"
    );
    assert!(
        flaws
            .iter()
            .all(|flaw| flaw["params"]["entry"] == id.as_str()),
        "and no other entry is blamed: {flaws:?}"
    );
    assert!(answer.stderr.contains("flaws"), "{}", answer.stderr);
}

#[test]
fn a_damaged_page_has_its_own_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    for number in 0..4 {
        room.draft(&format!("Story {number}"));
    }
    let path = room.stet.folder.join(store::FILE_NAME);
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 2000;
    bytes[last] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let answer = room.stet.run(&["--as", EDITOR, "verify"]);
    assert_eq!(answer.exit, 3);
    let said = answer.json["code"]
        .as_str()
        .or(answer.json["flaws"][0]["code"].as_str());
    assert!(
        matches!(said, Some("damaged-page" | "flaw-page")),
        "{}",
        answer.json
    );
    let page = format!("page {}", bytes.len() / 4096);
    assert!(
        answer.json.to_string().contains(&page),
        "{page} is named: {}",
        answer.json
    );
}
