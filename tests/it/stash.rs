//! What is cut and kept: it stays with the story through everything, and nothing of it goes out.

use std::collections::BTreeMap;

use desk::{ApplyTextRequest, ExportRequest, SearchRequest};
use manuscript::{Attributes, Batch, Field, Op};

use crate::newsrooms::{InProcess, in_process};

const KEPT: &str = "halyard\nTK kept aside";

fn keep_aside(room: &InProcess, story: &str) {
    let open = room.desk.open_text(story).unwrap();
    let insert = Op::Insert {
        insert: KEPT.to_owned(),
        attributes: Attributes::new(),
    };
    let kept = room.desk.apply_text(ApplyTextRequest {
        story: story.to_owned(),
        version: open.version,
        batch: "1".to_owned(),
        batches: vec![Batch(BTreeMap::from([(Field::Stash, vec![insert])]))],
        caret: None,
    });
    assert_eq!(
        kept.unwrap().voided,
        None,
        "what was approved is still what goes out"
    );
    room.desk.close_text(story).unwrap();
}

#[test]
fn what_is_kept_in_the_stash_leaves_an_approval_and_goes_nowhere() {
    let room = in_process("two_people");
    let story = room.approved("Bridge opens");
    let before = room.desk.story(&story).unwrap();
    keep_aside(&room, &story);
    let after = room.desk.story(&story).unwrap();
    assert_eq!(after.head_hash, before.head_hash);
    assert_eq!(after.row.words, before.row.words);
    assert_eq!(after.tks, before.tks);
    assert!(after.approval.is_some_and(|approval| approval.holds));
    for profile in ["hugo", "plain"] {
        let exported = room.desk.export(ExportRequest {
            story: story.clone(),
            profile: profile.to_owned(),
            draft: false,
        });
        let page = String::from_utf8(exported.unwrap()).unwrap();
        assert!(!page.contains("halyard"), "{page}");
    }
    let hits = room.desk.search(SearchRequest {
        query: "halyard".to_owned(),
        ..SearchRequest::default()
    });
    assert!(
        !format!("{hits:?}").contains(&story),
        "no screen shows words of a stash: {hits:?}"
    );
}

#[test]
fn the_stash_is_there_after_a_rebuild_and_in_what_a_backup_brings_back() {
    let room = in_process("two_people");
    let story = room.approved("Bridge opens");
    keep_aside(&room, &story);
    room.desk.rebuild().unwrap();
    assert_eq!(room.desk.stash(&story).unwrap(), KEPT);

    let file = room.desk.laptop().join("night.backup");
    room.desk.backup(&file).unwrap();
    let second = room.desk.laptop().join("second");
    room.desk.restore(&file, &second).unwrap();
    let other = room.desk.second_process();
    other.open_folder(&second.display().to_string()).unwrap();
    other.unlock(tests::test_desk::PASSPHRASE).unwrap();
    assert_eq!(other.stash(&story).unwrap(), KEPT);
}
