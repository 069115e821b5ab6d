//! A story that a newer Stet wrote in: it is opened, shown, typed in and kept here, and goes no further before all of it can
//! be read.

use desk::{ApplyTextRequest, EditRequest, ExportRequest};
use manuscript::{Attributes, Batch, Field, Op};
use tests::newer::{WORDS, writes_a_poll};
use tests::test_desk::PASSPHRASE;

use crate::newsrooms::{InProcess, REPORTER, in_process, step};

const UNREAD: &str = "unknown-block";

fn newer(room: &InProcess, story: &str) {
    writes_a_poll(&room.desk.newsroom_folder(), PASSPHRASE, story);
}

/// Where the poll stands in the body, in UTF-16 units, and how long it is.
fn poll(room: &InProcess, story: &str) -> (desk::OpenText, usize) {
    let open = room.desk.open_text(story).unwrap();
    let mut before = 0;
    for op in &open.fields.0[&Field::Body] {
        let Op::Insert { insert, attributes } = op else {
            continue;
        };
        if attributes.get("b:type").is_some_and(|kind| kind == "poll") {
            return (open, before);
        }
        before += insert.encode_utf16().count();
    }
    panic!("the poll is in the text");
}

fn take_out(room: &InProcess, story: &str) {
    let (open, before) = poll(room, story);
    let delete = Op::Delete {
        delete: 1 + WORDS.len(),
    };
    let mut ops = vec![delete];
    if before > 0 {
        let retain = Op::Retain {
            retain: before,
            attributes: Attributes::new(),
        };
        ops.insert(0, retain);
    }
    let taken = room.desk.apply_text(ApplyTextRequest {
        story: story.to_owned(),
        version: open.version,
        batch: "out".to_owned(),
        batches: vec![Batch([(Field::Body, ops)].into())],
        caret: None,
    });
    taken.unwrap();
    room.desk.close_text(story).unwrap();
}

#[test]
fn what_a_newer_stet_wrote_is_shown_and_typed_round() {
    let room = in_process("alone");
    room.sit(REPORTER);
    let story = room.draft_by(REPORTER, "Bridge opens", "The council met on Monday.");
    newer(&room, &story);

    let (open, _) = poll(&room, &story);
    assert!(open.may_type);
    let kept = room.type_at_end(&open, " It rained.").unwrap();
    assert_eq!(kept.words, 12, "its words are counted as they show");
    room.desk.close_text(&story).unwrap();
    poll(&room, &story);
    room.desk.close_text(&story).unwrap();
    let row = room.desk.story(&story).unwrap().row;
    assert_eq!((row.headline.as_str(), row.words), ("Bridge opens", 12));
}

#[test]
fn nobody_vouches_for_what_cannot_be_read_here() {
    let room = in_process("alone");
    room.sit(REPORTER);
    let story = room.draft_by(REPORTER, "Bridge opens", "The council met on Monday.");
    newer(&room, &story);
    for name in ["seal", "file"] {
        assert_eq!(room.desk.refusal(step(&story, name)), UNREAD, "{name}");
        let view = room.desk.story(&story).unwrap();
        let offer = view.steps.into_iter().find(|offer| offer.step == name);
        let refused = offer.and_then(|offer| offer.refused).unwrap();
        assert_eq!(refused.code, UNREAD, "{name} says so before it is tried");
    }
    let draft = room.desk.export(ExportRequest {
        story: story.clone(),
        profile: "hugo".to_owned(),
        draft: true,
    });
    assert_eq!(draft.unwrap_err().code(), UNREAD);
    let edited = room.desk.edit_story(EditRequest {
        story: story.clone(),
        set: vec![("headline".to_owned(), "Bridge shuts".to_owned())],
        ..EditRequest::default()
    });
    assert_eq!(
        edited.unwrap_err().code(),
        UNREAD,
        "an edit by difference would strike it"
    );
    poll(&room, &story);
    room.desk.close_text(&story).unwrap();

    take_out(&room, &story);
    room.desk.step(&story, "file");
}

#[test]
fn an_approval_never_covers_what_cannot_be_read_here() {
    let room = in_process("alone");
    let story = room.scheduled("Bridge opens", 30);
    let approved = room.desk.story(&story).unwrap();
    newer(&room, &story);

    let view = room.desk.story(&story).unwrap();
    assert_eq!(view.row.void_revision, Some(1), "{:?}", view.row);
    assert!(view.approval.is_some_and(|approval| !approval.holds));
    assert!(view.schedule.is_some_and(|schedule| !schedule.counts));
    assert_eq!(room.desk.refusal(step(&story, "approve")), UNREAD);
    room.desk.pass_minutes(31);
    assert_eq!(room.desk.publish_due().unwrap(), []);
    assert!(std::fs::read_dir(&room.site).map_or(true, |mut site| site.next().is_none()));

    take_out(&room, &story);
    let view = room.desk.story(&story).unwrap();
    assert_eq!(view.head_hash, approved.head_hash);
    assert!(
        view.approval.is_some_and(|approval| approval.holds),
        "the words are those that were approved again"
    );
}

#[test]
fn rows_made_again_say_the_same_of_what_a_newer_stet_wrote() {
    let room = in_process("alone");
    let story = room.filed("Bridge opens");
    newer(&room, &story);
    // A step signs what was typed and writes the rows.
    room.desk.step(&story, "take");
    let before = room.desk.desk_list().unwrap();
    room.desk.rebuild().unwrap();
    assert_eq!(room.desk.desk_list().unwrap(), before);
}
