//! What may leave the newsroom, and what is written when it does.

use desk::{ExportRequest, StepRequest};

use crate::newsrooms::{InProcess, files_in, in_process, step};

/// The code with which an export is refused.
#[track_caller]
fn export_refused(room: &InProcess, story: &str, draft: bool) -> String {
    let exported = room.desk.export(ExportRequest {
        story: story.to_owned(),
        profile: "hugo".to_owned(),
        draft,
    });
    match exported {
        Ok(bytes) => panic!("left: {}", String::from_utf8_lossy(&bytes)),
        Err(error) => error.refused().code,
    }
}

fn export(room: &InProcess, story: &str, draft: bool) -> Vec<u8> {
    let exported = room.desk.export(ExportRequest {
        story: story.to_owned(),
        profile: "hugo".to_owned(),
        draft,
    });
    exported.expect("nothing is in the way of this export")
}

#[test]
fn nothing_on_hold_is_exported_and_no_draft_of_it() {
    let room = in_process("two_people");
    let story = room.approved("Bridge opens");
    room.take(StepRequest {
        reason: "A call is out".to_owned(),
        ..step(&story, "hold")
    });
    assert_eq!(export_refused(&room, &story, false), "on-hold");
    assert_eq!(export_refused(&room, &story, true), "on-hold");
    room.desk.step(&story, "release");
    assert!(!export(&room, &story, false).is_empty());
}

#[test]
fn nothing_under_embargo_is_exported_and_no_draft_of_it() {
    let room = in_process("two_people");
    let story = room.approved("Figures");
    room.take(StepRequest {
        at: Some(room.at(60)),
        source: "The ministry".to_owned(),
        ..step(&story, "set_embargo")
    });
    assert_eq!(export_refused(&room, &story, false), "embargo-until");
    assert_eq!(export_refused(&room, &story, true), "embargo-until");
    assert_eq!(room.desk.refusal(step(&story, "publish")), "embargo-until");
    room.desk.pass_minutes(60);
    assert!(!export(&room, &story, false).is_empty());
}

#[test]
fn what_nobody_approved_leaves_only_as_a_draft() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    assert_eq!(export_refused(&room, &story, false), "nothing-approved");
    let draft = String::from_utf8(export(&room, &story, true)).unwrap();
    assert!(draft.contains("draft: true"), "marked as one: {draft}");
}

#[test]
fn publishing_twice_writes_nothing_the_second_time() {
    let room = in_process("two_people");
    let story = room.approved("Bridge opens");
    let exported = export(&room, &story, false);
    room.desk.step(&story, "publish");
    let files = files_in(&room.site);
    let (trail, entries) = (
        room.desk.story(&story).unwrap().trail.len(),
        room.desk.verify().unwrap().entries,
    );
    let page = files.iter().find(|(name, _)| name.ends_with(".md"));
    assert_eq!(
        page.expect("a page was written").1,
        &exported,
        "readers get the bytes that the export showed"
    );

    room.desk.pass_minutes(5);
    assert_eq!(room.desk.refusal(step(&story, "publish")), "already-live");
    assert!(room.desk.publish_due().unwrap().is_empty());
    assert_eq!(files_in(&room.site), files, "not a byte was written again");
    assert_eq!(room.desk.story(&story).unwrap().trail.len(), trail);
    assert_eq!(room.desk.verify().unwrap().entries, entries);
}
