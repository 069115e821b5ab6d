//! What the system shows while the window is not in front: the plan, from what happened to what is told.

use std::fs;

use desk::{StepRequest, Telling, TellingChoice};

use crate::newsrooms::{EDITOR, InProcess, REPORTER, in_process, step};

const CHIEF: &str = "Second Chief";

fn told(room: &InProcess, in_front: bool) -> Vec<(String, String)> {
    let told = room.desk.tell(in_front).unwrap().into_iter();
    told.map(|Telling { kind, slugline }| (kind, slugline))
        .collect()
}

fn check(room: &InProcess, expected: &[(&str, &str)]) {
    let told = told(room, false);
    let told: Vec<(&str, &str)> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(told, expected);
}

/// The reporter looks once, so that what happens from now on is new.
fn looked(room: &InProcess) {
    room.sit(REPORTER);
    assert_eq!(told(room, true), [], "the window is in front");
}

fn sent_back(room: &InProcess, story: &str) {
    room.sit(EDITOR);
    room.take(StepRequest {
        note: "Who opened it?".to_owned(),
        ..step(story, "send_back")
    });
    room.sit(REPORTER);
}

#[test]
fn what_becomes_of_a_story_is_told_once_also_after_a_restart() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    looked(&room);
    sent_back(&room, &story);
    check(&room, &[("sent_back", "BRIDGE-OPENS")]);
    check(&room, &[]);
    let restarted = room.desk.second_process();
    restarted.sit(room.person(REPORTER));
    assert_eq!(
        restarted.tell(false).unwrap(),
        [],
        "the laptop remembers what it has told"
    );
    room.desk.step(&story, "file");
    room.sit(EDITOR);
    room.desk.step(&story, "approve");
    room.desk.pass_minutes(1);
    room.desk.step(&story, "publish");
    room.sit(REPORTER);
    check(
        &room,
        &[("published", "BRIDGE-OPENS"), ("approved", "BRIDGE-OPENS")],
    );
}

#[test]
fn whoever_has_the_window_before_them_is_told_nothing() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    looked(&room);
    sent_back(&room, &story);
    assert_eq!(told(&room, true), []);
    check(&room, &[]);
}

#[test]
fn whoever_comes_for_the_first_time_is_not_told_the_past() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    sent_back(&room, &story);
    check(&room, &[]);
}

#[test]
fn what_can_wait_until_somebody_looks_is_not_told() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    looked(&room);
    room.sit(EDITOR);
    room.desk.step(&story, "take");
    room.sit(REPORTER);
    check(&room, &[]);
}

#[test]
fn a_story_that_others_must_not_learn_of_is_told_without_its_slugline() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    looked(&room);
    room.sit(EDITOR);
    room.take(StepRequest {
        at: Some(room.at(600)),
        source: "A ministry".to_owned(),
        ..step(&story, "set_embargo")
    });
    sent_back(&room, &story);
    check(&room, &[("sent_back", "")]);
}

#[test]
fn what_is_switched_off_is_not_told_and_not_told_later() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    looked(&room);
    let quiet = TellingChoice {
        stories: false,
        alarms: true,
    };
    assert_eq!(room.desk.choose_telling(quiet.clone()).unwrap(), quiet);
    sent_back(&room, &story);
    check(&room, &[]);
    let loud = TellingChoice {
        stories: true,
        ..quiet
    };
    room.desk.choose_telling(loud).unwrap();
    check(&room, &[]);
}

#[test]
fn an_emergency_that_nobody_reads_is_told_when_its_hour_is_over() {
    let mut room = in_process("two_people");
    room.hire(CHIEF, &["chief"]);
    let story = room.filed("Bridge opens");
    assert_eq!(told(&room, true), []);
    room.sit(CHIEF);
    room.take(StepRequest {
        reason: "The dam is breaking".to_owned(),
        ..step(&story, "break_glass")
    });
    room.sit(EDITOR);
    check(&room, &[]);
    room.desk.pass_minutes(59);
    check(&room, &[]);
    room.desk.pass_minutes(1);
    check(&room, &[("unread", "BRIDGE-OPENS")]);
    let list = room.desk.inbox().unwrap().lines;
    assert!(list[0].alarm && list[0].kind == "unread");
    room.sit(CHIEF);
    let mine = room.desk.inbox().unwrap().lines;
    assert!(
        mine.iter().all(|line| line.kind != "unread"),
        "whoever broke the glass cannot be the one who reads it"
    );
}

#[test]
fn a_schedule_that_sleeps_at_its_time_is_told_to_whoever_set_it() {
    let room = in_process("two_people");
    let story = room.scheduled("Bridge opens", 60);
    assert_eq!(told(&room, true), []);
    room.take(StepRequest {
        reason: "The lawyer reads it".to_owned(),
        ..step(&story, "hold")
    });
    room.desk.pass_minutes(61);
    check(&room, &[("missed", "")]);
}

#[test]
fn a_publication_that_could_not_be_written_is_told_at_once() {
    let room = in_process("two_people");
    room.scheduled("Bridge opens", 60);
    assert_eq!(told(&room, true), []);
    fs::remove_dir_all(&room.site).unwrap();
    fs::write(&room.site, "a file where the folder was").unwrap();
    room.desk.pass_minutes(60);
    assert_eq!(room.desk.publish_due().unwrap(), []);
    check(&room, &[("failed", "BRIDGE-OPENS")]);
    room.desk.pass_minutes(16);
    check(&room, &[("missed", "BRIDGE-OPENS")]);
}

#[test]
fn a_locked_desk_tells_nobody_anything() {
    let room = in_process("two_people");
    let story = room.filed("Bridge opens");
    looked(&room);
    sent_back(&room, &story);
    room.desk.leave_desk().unwrap();
    check(&room, &[]);
}
