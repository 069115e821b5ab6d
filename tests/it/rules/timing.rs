//! When a story goes out by itself: at its minute, a little late, or not before somebody has been asked.

use desk::StepRequest;

use crate::newsrooms::{EDITOR, files_in, in_process, step};

#[test]
fn a_schedule_fires_at_its_minute_and_not_before() {
    let room = in_process("two_people");
    let story = room.scheduled("Bridge opens", 30);
    room.desk.pass_minutes(29);
    assert!(
        room.desk.publish_due().unwrap().is_empty(),
        "a minute early"
    );
    assert!(
        files_in(&room.site).is_empty(),
        "nothing is written before its minute"
    );
    room.desk.pass_minutes(1);
    let receipts = room.desk.publish_due().unwrap();
    assert_eq!(receipts.len(), 1, "at its minute it goes out");
    assert_eq!(receipts[0].late_minutes, 0);
    assert_eq!(room.live_state(&story), "live");
    assert!(
        room.desk.publish_due().unwrap().is_empty(),
        "and it goes out once"
    );
}

#[test]
fn ten_minutes_late_it_publishes_and_says_so() {
    let room = in_process("two_people");
    let story = room.scheduled("Bridge opens", 30);
    room.desk.pass_minutes(40);
    let receipts = room.desk.publish_due().unwrap();
    assert_eq!(receipts.len(), 1);
    assert_eq!(receipts[0].late_minutes, 10, "the receipt says how late");
    assert_eq!(room.live_state(&story), "live");
}

#[test]
fn twenty_minutes_late_it_asks_and_does_not_fire() {
    let room = in_process("two_people");
    let story = room.scheduled("Bridge opens", 30);
    room.desk.pass_minutes(50);
    assert!(room.desk.publish_due().unwrap().is_empty(), "too late");
    assert_eq!(room.live_state(&story), "unpublished");
    let due = room.desk.due().unwrap();
    assert_eq!(due.len(), 1, "it stands on the list of what is due");
    assert_eq!(due[0].late_minutes, Some(20), "with how late it is");

    let published = room.desk.step(&story, "publish");
    assert_eq!(
        published.receipts.len(),
        1,
        "a person who was asked may publish"
    );
    assert_eq!(room.live_state(&story), "live");
    assert!(room.desk.due().unwrap().is_empty());
}

#[test]
fn an_embargo_set_later_overtakes_the_schedule() {
    let room = in_process("two_people");
    let story = room.scheduled("Figures", 30);
    room.take(StepRequest {
        at: Some(room.at(60)),
        source: "The ministry".to_owned(),
        ..step(&story, "set_embargo")
    });
    let due = room.desk.due().unwrap();
    let sleeping = due[0]
        .sleeping
        .as_ref()
        .expect("the list says that it sleeps");
    assert!(!sleeping.code.is_empty());
    room.desk.pass_minutes(30);
    assert!(
        room.desk.publish_due().unwrap().is_empty(),
        "an embargo beats a schedule"
    );
    room.desk.pass_minutes(30);
    assert!(
        room.desk.publish_due().unwrap().is_empty(),
        "a schedule that an embargo has overtaken does not fire when the embargo ends"
    );
    assert_eq!(room.live_state(&story), "unpublished");
    assert!(files_in(&room.site).is_empty());
    room.desk.step(&story, "publish");
    assert_eq!(
        room.live_state(&story),
        "live",
        "after the embargo a person may publish"
    );
}

#[test]
fn hold_beats_a_schedule() {
    let room = in_process("two_people");
    let story = room.scheduled("Bridge opens", 30);
    room.take(StepRequest {
        reason: "A call is out".to_owned(),
        ..step(&story, "hold")
    });
    let due = room.desk.due().unwrap();
    let sleeping = due[0]
        .sleeping
        .as_ref()
        .expect("the list says that it sleeps");
    assert_eq!(sleeping.code, "on-hold");
    assert_eq!(sleeping.params["by"], EDITOR, "and who holds it");
    room.desk.pass_minutes(30);
    assert!(room.desk.publish_due().unwrap().is_empty());
    assert_eq!(room.desk.refusal(step(&story, "publish")), "on-hold");

    room.desk.step(&story, "release");
    assert_eq!(
        room.desk.publish_due().unwrap().len(),
        1,
        "released within its quarter of an hour, it goes out"
    );
}

#[test]
fn a_clock_behind_the_log_pauses_the_publisher() {
    let room = in_process("two_people");
    let story = room.scheduled("Bridge opens", 30);
    room.desk.pass_minutes(60);
    room.filed("Another story");
    room.desk.pass_minutes(-30);
    assert!(
        room.desk.publish_due().unwrap().is_empty(),
        "by a clock that was set back nothing fires"
    );
    let paused = room.desk.opening().unwrap().newsroom.unwrap();
    assert_eq!(paused.publisher_paused.as_deref(), Some("clock-behind"));
    assert_eq!(room.live_state(&story), "unpublished");
    room.desk.pass_minutes(30);
    let there = room.desk.opening().unwrap().newsroom.unwrap();
    assert_eq!(there.publisher_paused, None, "a clock set right goes on");
}
