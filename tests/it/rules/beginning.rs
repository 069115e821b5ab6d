//! Stories that are pitched or commissioned before anybody writes them.

use desk::{EditRequest, StepRequest, TypedTime};

use crate::newsrooms::{EDITOR, InProcess, REPORTER, by_command, in_process, step};

/// A commission from the reporter, by the editor, who sits at the desk afterwards.
fn commissioned(room: &InProcess) -> String {
    room.sit(EDITOR);
    let taken = room.desk.take_step(StepRequest {
        person: REPORTER.to_owned(),
        due: Some(room.at(120)),
        words: Some(600),
        brief: "How the bridge got so dear".to_owned(),
        section: "City".to_owned(),
        ..step("", "commission")
    });
    taken.expect("a desk editor may commission").story.row.id
}

#[test]
fn a_commission_is_on_the_desk_before_it_has_a_word() {
    let room = in_process("two_people");
    let story = commissioned(&room);
    let view = room.desk.story(&story).unwrap();
    assert_eq!(view.row.desk_state, "assigned");
    assert_eq!(view.brief, "How the bridge got so dear");
    assert_eq!(
        (view.row.words, view.row.words_commissioned),
        (0, Some(600))
    );
    assert!(view.row.due_at.is_some());
    assert_eq!(view.row.section, "City");
    assert_eq!(
        view.row.slugline, "BRIDGE-DEAR",
        "a row needs a name to be found by"
    );
    assert_eq!(
        view.row.with.map(|with| with.name),
        Some(REPORTER.to_owned())
    );
    let listed = room.desk.desk_list().unwrap().rows;
    assert!(listed.iter().any(|row| row.id == story));
}

#[test]
fn a_commission_goes_its_whole_way_and_its_editor_may_approve_it() {
    let room = in_process("two_people");
    let story = commissioned(&room);
    assert!(
        !room.desk.story(&story).unwrap().may_type,
        "it is the reporter's to write"
    );
    room.sit(REPORTER);
    assert!(room.desk.story(&story).unwrap().row.waiting_for_me);
    room.desk.step(&story, "start");
    let started = room.desk.story(&story).unwrap();
    assert_eq!(
        started.row.authors,
        [REPORTER],
        "whoever starts it is credited"
    );
    let written = room.desk.edit_story(EditRequest {
        story: story.clone(),
        set: vec![("headline".to_owned(), "A dear bridge".to_owned())],
        body: Some("It cost four million.".to_owned()),
        ..EditRequest::default()
    });
    written.expect("whoever starts it writes it");
    room.desk.step(&story, "file");
    room.sit(EDITOR);
    room.desk.step(&story, "approve");
    let approved = room.desk.story(&story).unwrap();
    assert_eq!(approved.row.desk_state, "approved");
    assert_eq!(
        approved.row.words_commissioned,
        Some(600),
        "it is known to the end"
    );
}

#[test]
fn a_pitch_is_commissioned_and_changed_by_assigning() {
    let mut room = in_process("two_people");
    room.hire("Second reporter", &["reporter"]);
    room.sit(REPORTER);
    let pitched = room.desk.take_step(StepRequest {
        note: "Why the ferry stopped".to_owned(),
        ..step("", "pitch")
    });
    let story = pitched.expect("anyone may pitch").story.row;
    assert_eq!(
        (story.desk_state.as_str(), story.pitch.as_str()),
        ("pitch", "Why the ferry stopped")
    );
    let story = story.id;
    assert_eq!(
        room.desk.refusal(StepRequest {
            person: REPORTER.to_owned(),
            due: Some(room.at(60)),
            words: Some(300),
            ..step(&story, "commission")
        }),
        "not-your-role"
    );
    room.sit(EDITOR);
    room.take(StepRequest {
        person: REPORTER.to_owned(),
        due: Some(room.at(60)),
        words: Some(300),
        section: "Sea".to_owned(),
        ..step(&story, "commission")
    });
    room.take(StepRequest {
        person: "Second reporter".to_owned(),
        planned: Some(TypedTime {
            local: "18:00".to_owned(),
            ..TypedTime::default()
        }),
        ..step(&story, "assign")
    });
    let view = room.desk.story(&story).unwrap();
    assert_eq!(view.row.section, "Sea");
    assert_eq!(
        view.row.with.map(|with| with.name).as_deref(),
        Some("Second reporter")
    );
    assert_eq!(view.row.words_commissioned, Some(300));
    assert!(view.row.planned_at.is_some());
    room.sit(REPORTER);
    assert_eq!(room.desk.refusal(step(&story, "start")), "not-your-role");
    assert_eq!(
        room.desk.refusal(StepRequest {
            note: " ".to_owned(),
            ..step("", "pitch")
        }),
        "needs-line"
    );
}

#[test]
fn pitching_and_commissioning_are_the_same_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let pitched = room
        .stet
        .done(REPORTER, &["pitch", "Why the ferry stopped"]);
    let story = pitched["story"]["row"]["id"].as_str().unwrap().to_owned();
    room.stet.done(
        EDITOR,
        &[
            "step",
            &story,
            "commission",
            "--set",
            &format!("person={REPORTER}"),
            "--set",
            "words=600",
            "--set",
            "due=2099-11-24 17:00",
            "--set",
            "brief=Ask the harbour master",
        ],
    );
    room.stet.done(EDITOR, &["rebuild"]);
    let shown = room.stet.done(EDITOR, &["show", &story]);
    assert_eq!(shown["row"]["desk_state"], "assigned");
    assert_eq!(shown["row"]["words_commissioned"], 600);
    assert_eq!(shown["row"]["due_at"], "2099-11-24T17:00:00+00:00");
    assert_eq!(shown["brief"], "Ask the harbour master");
    let commission = [
        "commission",
        REPORTER,
        "--due",
        "2099-11-25 17:00",
        "--words",
        "400",
        "--brief",
        "The bridge",
    ];
    let commissioned = room.stet.done(EDITOR, &commission);
    assert_eq!(commissioned["story"]["row"]["desk_state"], "assigned");
    let listed = room.stet.done(EDITOR, &["list", "--state", "assigned"]);
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
}
