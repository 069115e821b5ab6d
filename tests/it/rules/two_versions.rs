//! Two people at one paragraph: both versions are kept, somebody is asked, and nobody approves before they have read.

use desk::{ApplyTextRequest, OpenText, ResolveRequest};
use manuscript::{Attributes, Batch, Field, Op};
use tests::TestDesk;

use crate::newsrooms::{EDITOR, InProcess, REPORTER, in_process, step};

fn edit(desk: &TestDesk, open: &mut OpenText, ops: Vec<Op>) {
    let request = ApplyTextRequest {
        story: open.story.clone(),
        version: open.version.clone(),
        batch: format!("{}-{}", open.peer, open.version),
        batches: vec![Batch([(Field::Body, ops)].into())],
        caret: None,
    };
    open.version = desk.apply_text(request).unwrap().version;
}

fn retain(units: usize) -> Op {
    Op::Retain {
        retain: units,
        attributes: Attributes::new(),
    }
}

fn insert(words: &str) -> Op {
    Op::Insert {
        insert: words.to_owned(),
        attributes: Attributes::new(),
    }
}

/// Takes in what the other window wrote, and says how many places have two versions.
fn take_in(desk: &TestDesk, open: &mut OpenText) -> u32 {
    let offer = desk.peek_text(&open.story, &open.version).unwrap().offer;
    let offer = offer.expect("the other window wrote");
    let taken = desk
        .accept_text(&open.story, &open.version, &offer)
        .unwrap();
    open.version = taken.version;
    taken.two_versions
}

/// A draft of three paragraphs whose second one window extends while another deletes it.
fn parted(room: &InProcess) -> String {
    room.sit(REPORTER);
    let story = room.draft_by(REPORTER, "Bridge opens", "One.\n\nTwo three.\n\nFour.");
    let other = room.desk.second_process();
    other.sit(room.person(REPORTER));
    let (mut here, mut there) = (
        room.desk.open_text(&story).unwrap(),
        other.open_text(&story).unwrap(),
    );
    // `One.`, a marker, `Two three.`, a marker, `Four.`
    edit(
        &room.desk,
        &mut here,
        vec![retain(8), insert(" and a half")],
    );
    let deletes = vec![retain(4), Op::Delete { delete: 11 }];
    edit(&other, &mut there, deletes);
    assert_eq!(take_in(&room.desk, &mut here), 1, "one place to read");
    assert_eq!(
        take_in(&other, &mut there),
        0,
        "which somebody is asked about already"
    );
    room.desk.close_text(&story).unwrap();
    other.close_text(&story).unwrap();
    story
}

#[test]
fn words_typed_in_a_paragraph_that_another_window_deleted_are_kept_and_told() {
    let room = in_process("two_people");
    let story = parted(&room);
    let shown = room.desk.story(&story).unwrap();
    let asked = &shown.comments[0];
    assert_eq!(shown.comments.len(), 1);
    assert_eq!(asked.about, "and a half");
    let kept = asked.kept_both.as_ref().expect("nobody said it");
    assert_eq!(
        (kept.field.as_str(), kept.paragraph, kept.how.as_str()),
        ("body", 1, "deleted")
    );
    let exported = room.desk.export(desk::ExportRequest {
        story,
        profile: "plain".to_owned(),
        draft: true,
    });
    let exported = String::from_utf8(exported.unwrap()).unwrap();
    assert!(
        exported.contains("and a half"),
        "no word is lost: {exported}"
    );
}

#[test]
fn two_versions_are_settled_by_a_person_before_anybody_approves() {
    let room = in_process("two_people");
    let story = parted(&room);
    room.desk.step(&story, "file");
    room.sit(EDITOR);
    room.desk.step(&story, "take");
    assert_eq!(room.desk.refusal(step(&story, "approve")), "query-open");
    let comment = room.desk.story(&story).unwrap().comments[0].id.clone();
    room.desk
        .resolve_comment(ResolveRequest {
            story: story.clone(),
            comment,
            resolved: true,
        })
        .unwrap();
    room.desk.step(&story, "approve");
}
