//! What concerns each person, across a day with several of them, and what they have seen of it.

use desk::{CommentRequest, InboxLineView, ReplyRequest, SeenRequest, StepRequest};

use crate::newsrooms::{EDITOR, InProcess, REPORTER, by_command, in_process, step};

const CHIEF: &str = "Second Chief";

/// What somebody finds: each line's kind, with a mark on what they have seen.
fn kinds(room: &InProcess, person: &str) -> Vec<String> {
    room.sit(person);
    let lines = room.desk.inbox().unwrap().lines;
    let said = |line: InboxLineView| {
        let mark = if line.seen { " seen" } else { "" };
        format!("{}{mark}", line.kind)
    };
    lines.into_iter().map(said).collect()
}

fn see(room: &InProcess, lines: &[String], seen: bool) {
    let marked = room.desk.mark_seen(SeenRequest {
        lines: lines.to_vec(),
        seen,
    });
    marked.expect("whoever sits here may mark what they have seen");
}

#[test]
fn each_person_finds_what_others_did_with_their_story_newest_first() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    assert_eq!(kinds(&room, EDITOR), ["filed"]);
    room.desk.pass_minutes(5);
    room.desk.step(&story, "take");
    assert_eq!(kinds(&room, EDITOR), [""; 0], "nothing waits any more");
    room.desk.pass_minutes(5);
    room.take(StepRequest {
        note: "Who opened it?".to_owned(),
        ..step(&story, "send_back")
    });
    assert_eq!(kinds(&room, REPORTER), ["sent_back", "taken"]);
    let newest = &room.desk.inbox().unwrap().lines[0];
    assert_eq!(newest.words, "Who opened it?");
    assert_eq!(newest.by, EDITOR);
    assert_eq!(newest.slugline, "BRIDGE-OPENS");
    room.desk.pass_minutes(5);
    room.desk.step(&story, "file");
    room.sit(EDITOR);
    room.desk.step(&story, "approve");
    room.desk.pass_minutes(5);
    room.desk.step(&story, "publish");
    assert_eq!(
        kinds(&room, REPORTER),
        ["published", "approved", "sent_back", "taken"]
    );
    assert_eq!(
        kinds(&room, EDITOR),
        [""; 0],
        "nobody is told what they did"
    );
}

#[test]
fn what_has_been_seen_stays_seen_for_that_person_alone() {
    let mut room = in_process("two_people");
    room.hire(CHIEF, &["chief"]);
    let (first, second) = (room.filed("Bridge opens"), room.filed("Night buses"));
    assert_eq!(kinds(&room, EDITOR), ["filed", "filed"]);
    let id = room.desk.inbox().unwrap().lines[0].id.clone();
    see(&room, std::slice::from_ref(&id), true);
    assert_eq!(kinds(&room, EDITOR), ["filed seen", "filed"]);
    assert_eq!(kinds(&room, CHIEF), ["filed", "filed"]);
    let other = room.desk.second_process();
    other.sit(room.person(EDITOR));
    let seen = other
        .inbox()
        .unwrap()
        .lines
        .iter()
        .filter(|line| line.seen)
        .count();
    assert_eq!(seen, 1, "it is kept in the newsroom's file");
    room.sit(EDITOR);
    see(&room, &[id], false);
    assert_eq!(kinds(&room, EDITOR), ["filed", "filed"]);
    see(&room, &[], true);
    assert_eq!(kinds(&room, EDITOR), ["filed seen", "filed seen"]);
    // A line that comes back says something new.
    room.desk.step(&first, "take");
    see(&room, &[], true);
    room.desk.step(&first, "put_back");
    assert_eq!(kinds(&room, EDITOR), ["filed", "filed seen"]);
    assert_ne!(first, second);
}

#[test]
fn a_key_typed_after_the_approval_is_told_to_those_who_stood_for_it() {
    let mut room = in_process("two_people");
    room.hire(CHIEF, &["chief"]);
    let story = room.scheduled("Bridge opens", 60);
    room.sit(CHIEF);
    room.desk.step(&story, "take");
    let open = room.desk.open_text(&story).unwrap();
    room.type_at_end(&open, " Again.").unwrap();
    room.desk.close_text(&story).unwrap();
    assert!(
        kinds(&room, EDITOR).contains(&"void".to_owned()),
        "the editor approved other words than these"
    );
    let void = room.desk.inbox().unwrap().lines;
    let void = void.iter().find(|line| line.kind == "void").unwrap();
    assert_eq!(void.by, CHIEF, "and is told who changed them");
    assert!(!kinds(&room, CHIEF).contains(&"void".to_owned()));
    room.desk.pass_minutes(61);
    let alarms = kinds(&room, EDITOR);
    assert_eq!(alarms[0], "missed", "an alarm stands before all else");
}

#[test]
fn what_is_said_to_somebody_reaches_them() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    let view = room.desk.comment(CommentRequest {
        story: story.clone(),
        text: "Who says so?".to_owned(),
        blocking: true,
        ..CommentRequest::default()
    });
    let comment = view.unwrap().comments[0].id.clone();
    assert_eq!(kinds(&room, REPORTER), ["query", "taken"]);
    room.desk.pass_minutes(1);
    let answer = room.desk.reply(ReplyRequest {
        story,
        comment,
        text: "The minister.".to_owned(),
        mentions: Vec::new(),
    });
    answer.expect("the reporter may answer");
    assert_eq!(kinds(&room, EDITOR), ["reply"]);
}

#[test]
fn a_script_reads_the_inbox_and_the_time_is_the_newsrooms() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    room.stet
        .done(REPORTER, &["step", &story, "file", "--note", "One source."]);
    let inbox = room.stet.done(EDITOR, &["inbox"]);
    assert_eq!(inbox["zone"], "Europe/London");
    assert_eq!(inbox["lines"][0]["kind"], "filed");
    assert_eq!(inbox["lines"][0]["words"], "One source.");
    assert_eq!(inbox["lines"][0]["seen"], false);
    let before = room.stet.done(EDITOR, &["inbox", "--seen"]);
    assert_eq!(before, inbox, "it is shown as it was");
    let after = room.stet.done(EDITOR, &["inbox"]);
    assert_eq!(after["lines"][0]["seen"], true);
    assert_eq!(
        room.stet.run(&["inbox"]).exit,
        1,
        "nobody's inbox is nothing"
    );
}
