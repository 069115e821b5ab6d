//! Comments and queries: what they keep, whom they keep, and that they move no word.

use desk::{CommentRequest, ReplyRequest, ResolveRequest};
use tests::command_line::CommandLine;

use crate::newsrooms::{EDITOR, REPORTER, in_process, step};

fn query(story: &str, blocking: bool) -> CommentRequest {
    CommentRequest {
        story: story.to_owned(),
        anchor: "7-1".to_owned(),
        about: "a summit in June".to_owned(),
        text: "Which day?".to_owned(),
        blocking,
        mentions: vec![REPORTER.to_owned()],
    }
}

fn settle(story: &str, comment: &str, resolved: bool) -> ResolveRequest {
    ResolveRequest {
        story: story.to_owned(),
        comment: comment.to_owned(),
        resolved,
    }
}

#[test]
fn a_query_keeps_a_story_from_approval_until_it_is_settled() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    let before = room.desk.story(&story).unwrap().head_hash;
    let asked = room.desk.comment(query(&story, true)).unwrap();
    assert_eq!(asked.head_hash, before, "a comment moves no word");
    assert_eq!(room.desk.refusal(step(&story, "approve")), "query-open");

    let comment = &asked.comments[0];
    assert!(comment.may_resolve, "who asked may settle it");
    assert_eq!(comment.mentions[0].name, REPORTER);
    room.sit(REPORTER);
    let answered = room
        .desk
        .reply(ReplyRequest {
            story: story.clone(),
            comment: comment.id.clone(),
            text: "12 June.".to_owned(),
            mentions: Vec::new(),
        })
        .unwrap();
    assert_eq!(answered.comments[0].replies[0].text, "12 June.");
    assert!(!answered.comments[0].may_resolve, "it is the desk's query");
    let refused = room
        .desk
        .resolve_comment(settle(&story, &comment.id, true))
        .expect_err("a reporter does not settle the desk's query");
    assert_eq!(refused.code(), "not-your-role");

    room.sit(EDITOR);
    let settled = room
        .desk
        .resolve_comment(settle(&story, &comment.id, true))
        .unwrap();
    let by = settled.comments[0].resolved.as_ref().map(|by| &by.by.name);
    assert_eq!(by.map(String::as_str), Some(EDITOR));
    room.desk.step(&story, "approve");
    assert_eq!(room.desk_state(&story), "approved");
}

#[test]
fn a_late_query_does_not_stop_an_approved_story() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    room.desk.step(&story, "take");
    room.desk.step(&story, "approve");
    room.sit(REPORTER);
    room.desk.comment(query(&story, true)).unwrap();
    assert_eq!(
        room.desk_state(&story),
        "approved",
        "only a hold stops what is approved"
    );
}

#[test]
fn who_only_comments_on_a_draft_may_still_approve_it() {
    for rule in ["two_people", "always"] {
        let room = in_process(rule);
        room.sit(REPORTER);
        let story = room.draft_by(REPORTER, "Bridge opens", "The bridge opened on Monday.");
        room.sit(EDITOR);
        let open = room.desk.open_text(&story).unwrap();
        assert!(open.may_suggest, "the draft is its author's");
        room.anchor(&open, 10, "7-1").unwrap();
        room.desk.close_text(&story).unwrap();
        room.desk.comment(query(&story, false)).unwrap();
        room.sit(REPORTER);
        room.desk.step(&story, "file");
        room.sit(EDITOR);
        room.desk.step(&story, "approve");
        assert_eq!(room.desk_state(&story), "approved", "a remark is no word");
    }
}

#[test]
fn comments_are_the_same_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let stet = CommandLine::new(&folder.path().join("newsroom"));
    let made = stet.run(&["init", "--name", "The Example", "--person", EDITOR]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    let article = folder.path().join("story.md");
    std::fs::write(&article, "# Bridge opens\n\nWords of it.\n").unwrap();
    let brought = stet.done(EDITOR, &["import", article.to_str().unwrap()]);
    let story = brought[0]["story"].as_str().unwrap();
    let said = stet.done(
        EDITOR,
        &[
            "comment",
            story,
            "Which day?",
            "--about",
            "Words",
            "--blocking",
        ],
    );
    let comment = said["comments"][0]["id"].as_str().unwrap();
    assert_eq!(said["comments"][0]["blocking"], true);
    stet.done(EDITOR, &["reply", story, comment, "Today"]);
    // As much of its id as the list of comments shows names it too.
    let settled = stet.done(EDITOR, &["resolve", story, &comment[..10]]);
    assert_eq!(settled["comments"][0]["replies"][0]["text"], "Today");
    assert_eq!(settled["comments"][0]["resolved"]["by"]["name"], EDITOR);
    assert_eq!(
        stet.refused(EDITOR, &["comment", story, "  "]),
        "needs-words"
    );
    assert_eq!(
        stet.refused(EDITOR, &["resolve", story, "nothing"]),
        "no-such-comment"
    );
    stet.run(&["--as", EDITOR, "rebuild"]);
    let shown = stet.done(EDITOR, &["show", story]);
    assert_eq!(
        shown["comments"], settled["comments"],
        "comments come from the log alone"
    );
}
