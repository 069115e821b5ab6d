//! What differs between revisions, since a filing, and since somebody last read a story.

use desk::{DifferenceView, LetStandRequest};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::newsrooms::{EDITOR, InProcess, REPORTER, by_command, in_process};

/// Each fact as its kind, what it was and what it is.
fn facts(view: &DifferenceView) -> Vec<(String, Value, Value)> {
    let facts = serde_json::to_value(&view.facts).expect("facts are plain values");
    let one = |fact: &Value| {
        let kind = fact["kind"].as_str().expect("every fact has a kind");
        (kind.to_owned(), fact["was"].clone(), fact["is"].clone())
    };
    facts.as_array().into_iter().flatten().map(one).collect()
}

fn rewrite(room: &InProcess, story: &str, body: &str) {
    room.desk
        .edit_story(desk::EditRequest {
            story: story.to_owned(),
            body: Some(body.to_owned()),
            ..desk::EditRequest::default()
        })
        .expect("the holder may type");
}

#[test]
fn the_reporter_sees_what_the_desk_did_since_filing() {
    let room = in_process("two_people");
    room.sit(REPORTER);
    let story = room.draft_by(
        REPORTER,
        "Bridge opens",
        "It cost 12 million pounds, Anna Bell said.",
    );
    assert_eq!(
        room.desk
            .difference_since_filing(&story)
            .unwrap_err()
            .code(),
        "never-filed"
    );
    room.desk.step(&story, "file");
    room.sit(EDITOR);
    room.desk.step(&story, "take");
    rewrite(&room, &story, "It cost 14 million pounds, Anne Bell said.");
    room.sit(REPORTER);
    let view = room.desk.difference_since_filing(&story).unwrap();
    assert_eq!(
        facts(&view),
        [
            (
                "number".to_owned(),
                json!("12 million pounds"),
                json!("14 million pounds")
            ),
            ("name".to_owned(), json!("Anna Bell"), json!("Anne Bell")),
        ]
    );
    assert_eq!((view.from.as_str(), view.to.as_str()), ("r1", "head"));
    assert_eq!(view.by, [EDITOR], "whose hand it was");
    assert_eq!(room.desk.story(&story).unwrap().filed_revision, Some(1));
}

#[test]
fn a_change_is_let_stand_in_the_words_that_were_compared_and_in_no_others() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    let compared = room.desk.story(&story).unwrap().head_hash;
    rewrite(&room, &story, "The council met on Tuesday.");
    let request = |seen_hash: &str, change: u32| LetStandRequest {
        story: story.clone(),
        from: 1,
        seen_hash: seen_hash.to_owned(),
        block: Some(0),
        change: Some(change),
        ..LetStandRequest::default()
    };
    let refused = |request: LetStandRequest| room.desk.let_stand(request).unwrap_err().code();
    assert_eq!(refused(request(&compared, 0)), "changed-since");
    let now = room.desk.story(&story).unwrap().head_hash;
    assert_eq!(
        refused(request(&now, 1)),
        "changed-since",
        "there is one change"
    );
    let mended = room.desk.let_stand(request(&now, 0)).unwrap();
    assert_eq!(
        mended.head_hash, compared,
        "the words are as they were filed"
    );
    assert!(mended.head_is_sealed, "they are the first revision’s again");
}

#[test]
fn what_came_went_or_changed_beside_the_text_is_let_stand_by_whoever_has_the_story() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    let filed = room.desk.story(&story).unwrap().head_hash;
    rewrite(
        &room,
        &story,
        "A new one.\n\nThe council met on Monday.\n\n- One\n- Two",
    );
    room.set(&story, "tags", "bridges").unwrap();
    let request = |block: Option<u32>, furniture: Option<u32>| LetStandRequest {
        story: story.clone(),
        from: 1,
        seen_hash: room.desk.story(&story).unwrap().head_hash,
        block,
        furniture,
        ..LetStandRequest::default()
    };
    for block in [3, 2, 0] {
        room.desk.let_stand(request(Some(block), None)).unwrap();
    }
    assert_eq!(
        room.desk
            .let_stand(request(Some(0), None))
            .unwrap_err()
            .code(),
        "changed-since",
        "the paragraph that stayed is no change"
    );
    room.sit(REPORTER);
    assert_eq!(
        room.desk
            .let_stand(request(None, Some(0)))
            .unwrap_err()
            .code(),
        "may-not-type",
        "a tag cannot be suggested"
    );
    room.sit(EDITOR);
    let mended = room.desk.let_stand(request(None, Some(0))).unwrap();
    assert_eq!(mended.head_hash, filed, "everything is as it was filed");
}

#[test]
fn what_somebody_read_last_is_their_own_and_stays_on_the_laptop() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    let read_at = || room.desk.story(&story).expect("it is there").read_at;
    assert_eq!(
        room.desk.difference_since_read(&story).unwrap_err().code(),
        "never-read"
    );
    room.desk.step(&story, "take");
    room.desk.mark_read(&story).unwrap();
    assert_eq!(read_at(), None, "nothing has changed since");
    room.desk.pass_milliseconds(60_000);
    rewrite(&room, &story, "It opened on Tuesday.");
    assert!(read_at().is_some(), "it has changed since");
    let view = room.desk.difference_since_read(&story).unwrap();
    assert!(view.difference.words_added > 0, "the new words are shown");
    assert_eq!(view.by, [EDITOR]);
    room.sit(REPORTER);
    assert_eq!(read_at(), None, "somebody else has read nothing yet");
    assert_eq!(
        room.desk.difference_since_read(&story).unwrap_err().code(),
        "never-read"
    );
}

#[test]
fn scripts_ask_for_the_facts_alone_and_for_what_came_since_filing() {
    let folder = TempDir::with_prefix("stet-comparing-").expect("a folder for the test");
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    room.stet.done(REPORTER, &["step", &story, "file"]);
    room.stet.done(EDITOR, &["step", &story, "take"]);
    room.stet.done(
        EDITOR,
        &[
            "edit",
            &story,
            "--set",
            "standfirst=It took 3 years, Anna Bell said",
        ],
    );
    let facts = room
        .stet
        .done(EDITOR, &["diff", &story, "--since-filing", "--facts"]);
    let kinds: Vec<&str> = facts
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|fact| fact["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["number", "name"]);
    assert_eq!(facts[0]["place"]["field"], "standfirst");
    let whole = room.stet.done(EDITOR, &["diff", &story, "1"]);
    assert_eq!(whole["facts"], facts, "the whole answer has them too");
    assert_eq!(whole["to"], "head");
}
