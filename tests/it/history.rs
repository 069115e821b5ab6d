//! The life of a story: every moment can be read again, and bringing one back adds to it.

use desk::RestoreRequest;

use crate::newsrooms::{EDITOR, REPORTER, in_process, step};

#[test]
fn every_moment_is_there_with_who_and_when_and_its_words() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.sit(EDITOR);
    room.desk.step(&story, "take");
    let open = room.desk.open_text(&story).unwrap();
    room.type_at_end(&open, " Added by the desk.").unwrap();
    room.desk.close_text(&story).unwrap();
    let history = room.desk.history(&story).unwrap();
    let filed = history
        .moments
        .iter()
        .find(|moment| moment.step.as_deref() == Some("file"))
        .expect("the filing is a moment");
    assert_eq!(filed.by, REPORTER);
    let then = room.desk.history_text(&story, &filed.entry).unwrap();
    let now = room.desk.history_text(&story, "").unwrap();
    assert!(then.words < now.words, "the desk's words came later");
    let hands: Vec<&str> = now.writers.iter().map(|run| run.by.as_str()).collect();
    assert_eq!(
        hands,
        [REPORTER, EDITOR],
        "each run of words has its writer"
    );
    let typed = history
        .moments
        .iter()
        .filter(|moment| moment.step.is_none());
    assert!(
        typed.count() >= 2,
        "typing is a moment of its own, and now is the last"
    );
}

#[test]
fn bringing_back_adds_a_revision_and_loses_nothing() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    let filed = room.desk.story(&story).unwrap();
    let open = room.desk.open_text(&story).unwrap();
    room.type_at_end(&open, " A word too many.").unwrap();
    room.desk.close_text(&story).unwrap();
    room.desk.step(&story, "seal");
    let restored = room
        .desk
        .restore_text(RestoreRequest {
            story,
            revision: filed.row.revision,
            name: "as filed".to_owned(),
            ..RestoreRequest::default()
        })
        .unwrap();
    assert_eq!(restored.head_hash, filed.head_hash, "the very words again");
    assert_eq!(
        restored.revisions.len(),
        filed.revisions.len() + 2,
        "what was there in between is still there"
    );
    assert_eq!(restored.revisions[0].name.as_deref(), Some("as filed"));
}

#[test]
fn who_may_not_type_may_not_bring_back() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    let entry = room.desk.history(&story).unwrap().moments[0].entry.clone();
    room.sit(REPORTER);
    let refused = room
        .desk
        .restore_text(RestoreRequest {
            story: story.clone(),
            entry: Some(entry),
            ..RestoreRequest::default()
        })
        .expect_err("the desk has it");
    assert_eq!(refused.code(), "may-not-type");
    let nowhere = room.desk.history_text(&story, "nothing").unwrap_err();
    assert_eq!(nowhere.code(), "no-such-moment");
    assert_eq!(room.desk.refusal(step(&story, "approve")), "not-your-role");
}
