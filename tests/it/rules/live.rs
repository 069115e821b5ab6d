//! Stories that readers have: corrections, minor fixes, withdrawal, and what a second person reads.

use std::fs;

use desk::{AddTargetRequest, EditRequest, StepRequest, StoryView};

use crate::newsrooms::{EDITOR, InProcess, REPORTER, by_command, files_in, in_process, step};

const CHIEF: &str = "Second Chief";
const COPY: &str = "Copy Editor";
const LEGAL: &str = "House Lawyer";

fn newsroom() -> InProcess {
    let mut room = in_process("two_people");
    room.hire(CHIEF, &["chief"]);
    room.hire(COPY, &["copy_editor"]);
    room.hire(LEGAL, &["legal"]);
    room
}

/// Written by the reporter, approved and published by the editor, who sits at the desk.
fn published(room: &InProcess) -> String {
    let story = room.approved("Bridge opens");
    room.desk.step(&story, "publish");
    story
}

fn opened(room: &InProcess, story: &str, class: &str, note: &str) -> StoryView {
    let taken = room.desk.take_step(StepRequest {
        class: class.to_owned(),
        note: note.to_owned(),
        ..step(story, "open_update")
    });
    taken.expect("an editor may open an update").story
}

fn rewrite(room: &InProcess, story: &str, body: &str) {
    let edited = room.desk.edit_story(EditRequest {
        story: story.to_owned(),
        set: Vec::new(),
        body: Some(body.to_owned()),
        ..EditRequest::default()
    });
    edited.expect("whoever has the story may type");
}

/// The one page that readers have.
fn page(room: &InProcess) -> String {
    let pages = files_in(&room.site);
    let mut pages = pages.iter().filter(|(path, _)| path.ends_with(".md"));
    let (_, bytes) = pages.next().expect("there is a page");
    assert!(pages.next().is_none(), "and only one");
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn a_correction_reaches_readers_with_its_note_and_its_first_day() {
    let room = newsroom();
    let story = published(&room);
    let before = page(&room);
    room.desk.pass_minutes(90);
    opened(
        &room,
        &story,
        "correction",
        "The council met on Tuesday, not on Monday.",
    );
    assert_eq!(page(&room), before, "readers keep the live copy");
    rewrite(&room, &story, "The council met on Tuesday.");
    assert_eq!(
        room.desk.refusal(step(&story, "approve")),
        "wrote-in-update",
        "more than a minor fix is read by somebody else"
    );
    room.sit(CHIEF);
    room.desk.step(&story, "approve");
    room.desk.step(&story, "publish");
    let (now, view) = (page(&room), room.desk.story(&story).unwrap());
    assert!(
        now.contains("met on Tuesday, not on Monday."),
        "the note is on the page: {now}"
    );
    let dated = |page: &str| {
        page.lines()
            .find(|line| line.starts_with("date:"))
            .map(str::to_owned)
    };
    assert_eq!(
        dated(&now),
        dated(&before),
        "the first publication stays the first"
    );
    assert_eq!(view.corrections.len(), 1);
    assert_eq!(view.corrections[0].class, "correction");
    assert_eq!((view.row.desk_state.as_str(), view.update), ("idle", None));
    room.desk.verify().expect("every signature holds");
}

#[test]
fn the_note_of_an_update_can_be_written_again_and_taken_away() {
    let room = newsroom();
    let story = published(&room);
    opened(&room, &story, "clarification", "First wording.");
    room.set(&story, "correction", "Second wording.").unwrap();
    let notes = room.desk.story(&story).unwrap().corrections;
    let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["Second wording."]);
    room.set(&story, "correction", "").unwrap();
    assert_eq!(room.desk.story(&story).unwrap().corrections, []);
}

#[test]
fn who_fixes_a_comma_approves_it_and_who_fixes_a_name_does_not() {
    let room = newsroom();
    let story = published(&room);
    opened(&room, &story, "minor_fix", "");
    rewrite(&room, &story, "The council, met on Tuesday.");
    assert_eq!(
        room.desk.refusal(step(&story, "approve")),
        "wrote-in-update"
    );
    rewrite(&room, &story, "The council, met on Monday.");
    room.desk.step(&story, "approve");
    room.desk.step(&story, "publish");
    assert!(page(&room).contains("The council, met on Monday."));
}

#[test]
fn a_dropped_update_leaves_the_live_words_and_keeps_its_own() {
    let room = newsroom();
    let story = published(&room);
    let live = room.desk.story(&story).unwrap().live.unwrap().content_hash;
    opened(&room, &story, "correction", "Never mind.");
    rewrite(&room, &story, "The council never met.");
    let dropped = room.desk.story(&story).unwrap().head_hash;
    room.take(StepRequest {
        reason: "It had met".to_owned(),
        ..step(&story, "drop_update")
    });
    let view = room.desk.story(&story).unwrap();
    assert_eq!(
        (view.row.desk_state.as_str(), &view.head_hash),
        ("idle", &live)
    );
    assert!(
        view.revisions
            .iter()
            .any(|revision| revision.content_hash == dropped),
        "the words that were dropped are a revision"
    );
    assert_eq!(view.corrections, []);
}

#[test]
fn a_copy_editor_approves_a_comma_in_words_that_were_approved() {
    let room = newsroom();
    let story = room.approved("Bridge opens");
    room.desk.step(&story, "take");
    rewrite(&room, &story, "The council met, on Monday.");
    room.sit(COPY);
    room.desk.step(&story, "approve_minor");
    assert_eq!(room.desk_state(&story), "approved");
    room.sit(EDITOR);
    rewrite(&room, &story, "The council met, on Tuesday.");
    room.sit(COPY);
    assert_eq!(
        room.desk.refusal(step(&story, "approve_minor")),
        "not-minor"
    );
}

#[test]
fn legals_check_holds_for_the_words_that_legal_read() {
    let room = newsroom();
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    let legal = |name: &str| StepRequest {
        check: "legal".to_owned(),
        ..step(&story, name)
    };
    room.take(legal("require_check"));
    assert_eq!(
        room.desk.refusal(step(&story, "approve")),
        "legal-check-open"
    );
    room.sit(LEGAL);
    room.take(legal("clear_check"));
    assert_eq!(room.desk.story(&story).unwrap().checks[0].state, "cleared");
    room.sit(EDITOR);
    rewrite(&room, &story, "The council never met.");
    assert_eq!(room.desk.story(&story).unwrap().checks[0].state, "outdated");
    assert_eq!(
        room.desk.refusal(step(&story, "approve")),
        "legal-check-open"
    );
}

fn withdraw(room: &InProcess, story: &str) -> Result<(), desk::Error> {
    let request = StepRequest {
        reason: "It was somebody else's bridge".to_owned(),
        notice: "This story has been withdrawn. It was wrong.".to_owned(),
        ..step(story, "withdraw")
    };
    room.desk.take_step(request).map(|_| ())
}

#[test]
fn a_withdrawn_story_leaves_a_notice_and_comes_back_by_two_people() {
    let room = newsroom();
    let story = published(&room);
    withdraw(&room, &story).unwrap();
    let notice = page(&room);
    assert!(notice.contains("It was wrong."), "{notice}");
    assert!(
        !notice.contains("council") && !notice.contains("Bridge opens"),
        "{notice}"
    );
    assert_eq!(room.live_state(&story), "withdrawn");
    assert_eq!(room.desk.refusal(step(&story, "publish")), "withdrawn");
    assert_eq!(
        room.desk.refusal(step(&story, "confirm")),
        "read-by-another"
    );
    room.sit(CHIEF);
    assert!(room.desk.story(&story).unwrap().row.waiting_for_me);
    room.desk.step(&story, "confirm");
    assert!(!room.desk.story(&story).unwrap().row.to_be_read);
    room.desk.step(&story, "reinstate");
    assert_eq!(
        room.desk.refusal(step(&story, "confirm")),
        "read-by-another"
    );
    room.sit(LEGAL);
    let back = room.desk.step(&story, "confirm");
    assert_eq!(back.receipts.len(), 1, "it is live when it is confirmed");
    assert!(page(&room).contains("The council met on Monday."));
    assert_eq!(room.live_state(&story), "live");
    room.desk.verify().expect("every signature holds");
}

#[test]
fn a_notice_that_cannot_be_written_now_is_written_later() {
    let room = newsroom();
    let story = published(&room);
    let away = room.site.with_file_name("away");
    fs::rename(&room.site, &away).unwrap();
    withdraw(&room, &story).expect_err("the target's folder is not there");
    assert_eq!(
        room.live_state(&story),
        "withdrawn",
        "it counts at once all the same"
    );
    fs::rename(&away, &room.site).unwrap();
    room.desk.publish_due().unwrap();
    assert!(page(&room).contains("It was wrong."));
}

#[test]
fn a_folder_that_has_gone_keeps_no_story_up_in_another() {
    let room = newsroom();
    let also = room.desk.folder("also");
    room.desk
        .add_target(AddTargetRequest {
            // Written before the other, which the names decide.
            name: "also".to_owned(),
            profile: "hugo".to_owned(),
            folder: also.display().to_string(),
        })
        .unwrap();
    let story = published(&room);
    fs::remove_dir_all(&also).unwrap();
    withdraw(&room, &story).expect_err("one folder is not there");
    assert!(page(&room).contains("It was wrong."));
}

#[test]
fn breaking_the_glass_puts_a_story_out_and_asks_for_a_reader() {
    let room = newsroom();
    let story = room.filed("Bridge collapses");
    room.sit(CHIEF);
    let taken = room.desk.take_step(StepRequest {
        reason: "People are on it".to_owned(),
        ..step(&story, "break_glass")
    });
    let taken = taken.expect("a chief may");
    assert_eq!(taken.receipts.len(), 1);
    assert_eq!(taken.story.row.live_state, "live");
    assert_eq!(taken.story.to_be_read.len(), 1);
    assert!(taken.story.to_be_read[0].until.is_some() && taken.story.to_be_read[0].mine);
    room.sit(EDITOR);
    room.desk.step(&story, "confirm");
    assert_eq!(room.desk.story(&story).unwrap().to_be_read, []);
}

#[test]
fn live_stories_are_changed_the_same_way_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.approved("Bridge opens");
    room.stet.done(EDITOR, &["publish", &story]);
    room.stet.done(
        EDITOR,
        &[
            "step",
            &story,
            "open_update",
            "--set",
            "class=correction",
            "--note",
            "It was Tuesday.",
        ],
    );
    let shown = room.stet.done(EDITOR, &["show", &story]);
    assert_eq!(shown["update"]["class"], "correction");
    assert_eq!(shown["corrections"][0]["text"], "It was Tuesday.");
    room.stet.done(
        EDITOR,
        &[
            "step",
            &story,
            "drop_update",
            "--set",
            "reason=It was Monday",
        ],
    );
    room.stet.done(
        EDITOR,
        &[
            "step",
            &story,
            "withdraw",
            "--set",
            "reason=Libel",
            "--set",
            "notice=Withdrawn.",
        ],
    );
    assert_eq!(room.live_state(&story), "withdrawn");
    assert_eq!(room.stet.refused(EDITOR, &["export", &story]), "withdrawn");
    room.stet.done(EDITOR, &["rebuild"]);
    let shown = room.stet.done(REPORTER, &["show", &story]);
    assert_eq!(shown["to_be_read"][0]["step"], "withdraw");
    room.entries();
}

#[test]
fn whoever_may_not_approve_a_fix_is_told_who_may_and_its_note_is_not_an_older_one() {
    let room = newsroom();
    let story = published(&room);
    opened(&room, &story, "correction", "It was on Tuesday.");
    room.sit(CHIEF);
    room.desk.step(&story, "approve");
    room.desk.step(&story, "publish");
    room.sit(EDITOR);
    let view = opened(&room, &story, "correction", "");
    assert_eq!(
        view.update.expect("a round is open").note,
        "",
        "the note that readers have belongs to the round before"
    );
    room.set(&story, "correction", "It was on Wednesday.")
        .unwrap();
    rewrite(&room, &story, "The council met on Wednesday.");
    let view = room.desk.story(&story).unwrap();
    assert_eq!(view.update.unwrap().note, "It was on Wednesday.");
    let names: Vec<&str> = view.approvers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, [CHIEF], "neither the reporter nor the house lawyer");
    rewrite(&room, &story, "The council met on TK.");
    let view = room.desk.story(&story).unwrap();
    assert_eq!(
        view.approvers.len(),
        1,
        "what stands in the text is settled by the one who reads it"
    );
    room.desk.step(&story, "put_back");
    room.sit(CHIEF);
    let view = room.desk.story(&story).unwrap();
    assert_eq!(
        view.approvers,
        [],
        "nobody but the one who reads it, since the other wrote it"
    );
}
