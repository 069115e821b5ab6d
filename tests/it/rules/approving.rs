//! Who may approve, what makes an approval void, and what makes it count again.

use desk::StepRequest;

use crate::newsrooms::{EDITOR, REPORTER, in_process, step};

const CHIEF: &str = "Second Chief";

#[test]
fn the_author_cannot_approve() {
    let room = in_process("two_people");
    room.sit(EDITOR);
    let mine = room.draft_by(EDITOR, "Mine", "Words of mine.");
    room.desk.step(&mine, "file");
    assert_eq!(
        room.desk.refusal(step(&mine, "approve")),
        "author-cannot-approve"
    );
}

#[test]
fn taking_the_name_off_the_byline_does_not_help() {
    let mut room = in_process("two_people");
    room.hire(CHIEF, &["chief"]);
    room.sit(EDITOR);
    let mine = room.draft_by(EDITOR, "Mine", "Words of mine.");
    room.desk.step(&mine, "file");
    room.desk.step(&mine, "take");
    room.set(&mine, "credits", REPORTER)
        .expect("the holder may change the credits");
    assert_eq!(
        room.desk.refusal(step(&mine, "approve")),
        "author-cannot-approve",
        "who was credited in an earlier revision is an author for ever"
    );
    room.sit(CHIEF);
    room.desk.step(&mine, "approve");
    assert_eq!(room.desk_state(&mine), "approved", "somebody else may");
}

#[test]
fn who_wrote_the_draft_is_an_author_without_a_credit() {
    let room = in_process("two_people");
    room.sit(EDITOR);
    let ghost = room.draft_by(REPORTER, "Ghost", "Written by the editor.");
    room.desk.step(&ghost, "file");
    assert_eq!(
        room.desk.refusal(step(&ghost, "approve")),
        "author-cannot-approve"
    );
}

#[test]
fn a_holders_key_voids_and_undo_makes_it_count_again() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    room.desk.step(&story, "approve");
    let approved = room.desk.story(&story).unwrap();
    let open = room.desk.open_text(&story).unwrap();
    let kept = room
        .type_at_end(&open, ",")
        .expect("the holder may type in an approved story");
    assert_eq!(
        kept.voided,
        approved.approval.as_ref().map(|approval| approval.revision),
        "the answer says which approval the comma made void"
    );
    assert_eq!(room.desk_state(&story), "editing");
    assert_eq!(room.desk.refusal(step(&story, "publish")), "approval-void");

    let undone = room.desk.undo_text(&story, &kept.version).unwrap();
    let undone = undone.expect("there is a comma to take back");
    assert_eq!(undone.counts_again, kept.voided);
    room.desk.close_text(&story).unwrap();
    assert_eq!(room.desk_state(&story), "approved");
    assert_eq!(
        room.desk.story(&story).unwrap().head_hash,
        approved.head_hash,
        "the very words that were approved"
    );
    room.desk.step(&story, "publish");
    assert_eq!(room.live_state(&story), "live");
}

#[test]
fn a_reporters_comma_cannot_void_the_story_that_runs_at_six() {
    let room = in_process("two_people");
    let story = room.scheduled("Bridge opens", 30);
    room.sit(REPORTER);
    let open = room.desk.open_text(&story).unwrap();
    assert!(!open.may_type, "from filed on its holder types");
    let refused = room.type_at_end(&open, ",").unwrap_err();
    assert_eq!(refused.code(), "may-not-type", "only a suggestion is kept");
    let kept = room.suggest_at_end(&open, ",", "7-1").unwrap();
    assert_eq!(kept.voided, None);
    room.desk.close_text(&story).unwrap();
    assert_eq!(room.desk_state(&story), "scheduled");
}

#[test]
fn the_web_address_is_fixed_after_the_first_approval() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    assert!(!room.desk.story(&story).unwrap().web_address_fixed);
    room.desk.step(&story, "approve");
    let approved = room.desk.story(&story).unwrap().web_address;
    room.set(&story, "headline", "Bridge opens at last, and late")
        .expect("the holder may change the headline");
    let changed = room.desk.story(&story).unwrap();
    assert_eq!(changed.row.headline, "Bridge opens at last, and late");
    assert_eq!(
        changed.web_address, approved,
        "the address that was approved stays"
    );
}

#[test]
fn tk_blocks_approval() {
    let room = in_process("two_people");
    room.sit(REPORTER);
    let story = room.draft_by(REPORTER, "Bridge opens", "It cost TK million.");
    room.desk.step(&story, "file");
    room.sit(EDITOR);
    assert_eq!(room.desk.refusal(step(&story, "approve")), "tk-open");
    assert_eq!(room.desk_state(&story), "filed");
    room.take(StepRequest {
        let_stand: true,
        reason: "It is the name of a company".to_owned(),
        ..step(&story, "approve")
    });
    assert_eq!(
        room.desk_state(&story),
        "approved",
        "with a reason it may stand"
    );
}

#[test]
fn a_story_that_nobody_holds_can_be_pulled_back_by_its_author() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    room.sit(REPORTER);
    let refused = room.desk.refusal(step(&story, "pull_back"));
    assert!(
        ["already-held", "wrong-state"].contains(&refused.as_str()),
        "somebody works on it: {refused}"
    );
    room.sit(EDITOR);
    room.desk.step(&story, "put_back");
    assert_eq!(room.desk_state(&story), "filed");
    room.sit(REPORTER);
    room.desk.step(&story, "pull_back");
    assert_eq!(room.desk_state(&story), "draft");
    assert!(room.desk.story(&story).unwrap().may_type);
}
