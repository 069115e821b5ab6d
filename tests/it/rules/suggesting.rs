//! Whoever does not have a story suggests: nothing that readers get changes before somebody accepts it.

use desk::DecideRequest;
use tests::command_line::CommandLine;

use crate::newsrooms::{EDITOR, REPORTER, in_process, step};

fn decide(story: &str, version: &str, sids: &[&str], how: &str) -> DecideRequest {
    DecideRequest {
        story: story.to_owned(),
        version: version.to_owned(),
        sids: sids.iter().map(|sid| (*sid).to_owned()).collect(),
        how: how.to_owned(),
    }
}

#[test]
fn a_reporters_late_typing_never_stops_a_scheduled_story() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    room.desk.step(&story, "approve");
    let approved = room.desk.story(&story).unwrap();

    room.sit(REPORTER);
    let open = room.desk.open_text(&story).unwrap();
    assert!(!open.may_type && open.may_suggest, "the desk has it");
    let kept = room.suggest_at_end(&open, " At last.", "7-1").unwrap();
    assert_eq!(kept.voided, None);
    room.desk.close_text(&story).unwrap();
    let after = room.desk.story(&story).unwrap();
    assert_eq!(after.head_hash, approved.head_hash, "readers get the same");
    assert_eq!(after.row.desk_state, "approved");
    assert_eq!(after.open_suggestions, 1);
    let listed = room.desk.suggestions(&story).unwrap();
    assert_eq!(listed[0].by.name, REPORTER);
    assert_eq!(listed[0].inserted, " At last.");

    room.sit(EDITOR);
    let open = room.desk.open_text(&story).unwrap();
    let request = decide(&story, &open.version, &["7-1"], "accept");
    let decided = room.desk.decide_suggestions(request).unwrap();
    let changed = decided.changed.expect("there was one to accept");
    assert_eq!(
        changed.voided,
        approved.approval.as_ref().map(|approval| approval.revision),
        "an accepted suggestion is an edit like any other"
    );
    let undone = room.desk.undo_text(&story, &changed.version).unwrap();
    let undone = undone.expect("one key takes the acceptance back");
    assert_eq!(undone.counts_again, changed.voided);
}

#[test]
fn who_only_suggests_changes_no_word_in_any_other_way() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    room.sit(REPORTER);
    let open = room.desk.open_text(&story).unwrap();
    let refused = room
        .type_at_end(&open, " Words.")
        .expect_err("these words are no suggestion");
    assert_eq!(refused.code(), "may-not-type");
    let kept = room.suggest_at_end(&open, " Words.", "7-1").unwrap();
    let refused = room
        .desk
        .decide_suggestions(decide(&story, &kept.version, &["7-1"], "accept"))
        .expect_err("one does not accept one's own");
    assert_eq!(refused.code(), "may-not-type");
    let undone = room.desk.undo_text(&story, &kept.version).unwrap();
    assert!(undone.is_some(), "but one takes it back");
    assert_eq!(room.desk.suggestions(&story).unwrap(), []);
}

#[test]
fn what_was_typed_before_filing_is_no_longer_taken_back_after_it() {
    let room = in_process("two_people");
    room.sit(REPORTER);
    let story = room.draft_by(REPORTER, "Bridge opens", "Words of it.");
    let open = room.desk.open_text(&story).unwrap();
    let kept = room.type_at_end(&open, " More.").unwrap();
    room.desk.step(&story, "file");
    let filed = room.desk.story(&story).unwrap().head_hash;
    let undone = room.desk.undo_text(&story, &kept.version).unwrap();
    assert_eq!(undone, None, "filed words are the desk's");
    assert_eq!(room.desk.story(&story).unwrap().head_hash, filed);
}

#[test]
fn a_suggestion_that_was_accepted_is_no_longer_its_makers_to_take_back() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    room.sit(REPORTER);
    let mut open = room.desk.open_text(&story).unwrap();
    let kept = room.suggest_at_end(&open, " At last.", "7-1").unwrap();
    open.version = kept.version;
    room.desk.seal_text(&story).unwrap();

    // The editor decides on the same newsroom's file, in a program of their own.
    let other = room.desk.second_process();
    other.sit(room.person(EDITOR));
    other.decide_in_story(&story, Vec::new(), "accept").unwrap();
    other.step(&story, "approve");
    let approved = room.desk.story(&story).unwrap();
    assert_eq!(approved.row.desk_state, "approved");

    let offer = room.desk.peek_text(&story, &open.version).unwrap().offer;
    let offer = offer.expect("the decision waits for the open text");
    let taken = room
        .desk
        .accept_text(&story, &open.version, &offer)
        .unwrap();
    let undone = room.desk.undo_text(&story, &taken.version).unwrap();
    assert_eq!(undone, None, "the words are the story's now");
    room.desk.close_text(&story).unwrap();
    let after = room.desk.story(&story).unwrap();
    assert_eq!(
        after.head_hash, approved.head_hash,
        "readers get what was approved"
    );
}

#[test]
fn who_suggests_in_a_draft_does_not_become_its_author() {
    let room = in_process("two_people");
    room.sit(REPORTER);
    let story = room.draft_by(REPORTER, "Bridge opens", "Words of it.");
    room.sit(EDITOR);
    let open = room.desk.open_text(&story).unwrap();
    assert!(open.may_suggest && !open.may_type);
    room.suggest_at_end(&open, " At last.", "7-1").unwrap();
    room.desk.close_text(&story).unwrap();
    let open = room.desk.open_text(&story).unwrap();
    assert!(!open.may_type, "a suggestion opens nobody else's draft");
    room.desk.close_text(&story).unwrap();

    room.sit(REPORTER);
    room.desk
        .decide_in_story(&story, Vec::new(), "accept")
        .unwrap();
    room.desk.step(&story, "file");
    room.sit(EDITOR);
    room.desk.step(&story, "take");
    room.desk.step(&story, "approve");
}

#[test]
fn a_story_with_an_open_suggestion_is_not_approved() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    room.sit(REPORTER);
    let open = room.desk.open_text(&story).unwrap();
    room.suggest_at_end(&open, " At last.", "7-1").unwrap();
    room.desk.close_text(&story).unwrap();
    room.sit(EDITOR);
    assert_eq!(
        room.desk.refusal(step(&story, "approve")),
        "suggestions-open"
    );
    let before = room.desk.story(&story).unwrap().head_hash;
    room.desk
        .decide_in_story(&story, Vec::new(), "stand")
        .unwrap();
    let stood = room.desk.story(&story).unwrap();
    assert_eq!(stood.head_hash, before, "letting stand changes no word");
    assert_eq!(stood.open_suggestions, 0);
    room.desk.step(&story, "approve");
}

#[test]
fn suggestions_outlive_a_rebuild_and_are_decided_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let stet = CommandLine::new(&folder.path().join("newsroom"));
    let made = stet.run(&["init", "--name", "The Example", "--person", EDITOR]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    let add = ["person", "add", REPORTER, "--role", "reporter"];
    stet.done(EDITOR, &add);
    let article = folder.path().join("story.md");
    std::fs::write(&article, "# Bridge opens\n\nThe bridge opened on Monday.\n").unwrap();
    let brought = stet.done(REPORTER, &["import", article.to_str().unwrap()]);
    let story = brought[0]["story"].as_str().unwrap();
    stet.done(
        REPORTER,
        &["edit", story, "--set", &format!("credits={REPORTER}")],
    );
    stet.done(REPORTER, &["step", story, "file"]);
    stet.done(EDITOR, &["step", story, "take"]);
    let before = stet.done(EDITOR, &["show", story])["head_hash"].clone();
    let body = folder.path().join("body.md");
    std::fs::write(&body, "The bridge opened on Tuesday.\n").unwrap();
    let edited = stet.done(REPORTER, &["edit", story, "--body", body.to_str().unwrap()]);
    assert_eq!(edited["head_hash"], before, "it was suggested, not edited");
    stet.done(EDITOR, &["rebuild"]);
    let listed = stet.done(EDITOR, &["suggestions", story]);
    assert_eq!(listed[0]["struck"], "Mon", "{listed}");
    assert_eq!(listed[0]["inserted"], "Tues", "what stays is not struck");
    stet.done(EDITOR, &["decide", story, "accept"]);
    let shown = stet.done(EDITOR, &["show", story]);
    assert_ne!(shown["head_hash"], before);
    assert_eq!(shown["open_suggestions"], 0);
}
