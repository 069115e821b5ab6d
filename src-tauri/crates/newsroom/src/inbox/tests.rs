//! Each kind of line comes to those whom it concerns, and to nobody else.

use super::*;
use crate::{
    CheckKind, Comment, Kind, Reply,
    SecondReader::TwoPeople,
    play::{
        Scene,
        Who::{self, *},
        approve, at, break_glass, commission, confirm, embargo, file, hold, require, send_back,
        spike, story_entry, withdraw,
    },
};

const MINUTE: i64 = 60_000;

/// What `who` finds, `minutes` after the play begins, by name and by whom.
fn found(scene: &Scene, who: Who, minutes: i64) -> Vec<InboxLine> {
    let state = scene.state();
    let facts = InboxFacts {
        person: who.id(),
        roster: scene.rosters.latest().expect("the play has its roster"),
        section: "news",
        head_hash: Some(scene.facts.head_hash),
        changed: (Some(Editor.id()), at(0).instant),
        failed: false,
        now: at(minutes).instant,
    };
    inbox(&state, &facts)
}

fn check(scene: &Scene, who: Who, expected: &[(&str, Option<Who>)]) {
    let found = found(scene, who, 0);
    let found: Vec<(&str, Option<PersonId>)> = found
        .iter()
        .map(|line| (line.kind.name(), line.by))
        .collect();
    let expected: Vec<(&str, Option<PersonId>)> = expected
        .iter()
        .map(|(kind, by)| (*kind, by.and_then(Who::person)))
        .collect();
    assert_eq!(found, expected, "in the inbox of {who:?}");
}

fn remarked(scene: &mut Scene, who: Who, kind: Kind, payload: Vec<u8>) -> EntryId {
    scene.seq += 1;
    let entry = story_entry(who, scene.seq, kind, payload);
    let id = entry.id;
    scene.entries.push(entry);
    id
}

fn comment(scene: &mut Scene, who: Who, blocking: bool, mentions: &[Who]) -> EntryId {
    let comment = Comment {
        seen: scene.state().heads,
        roster: 1,
        at: scene.facts.now,
        anchor: String::new(),
        about: String::new(),
        text: "Who says so?".into(),
        blocking,
        mentions: mentions.iter().map(|who| who.id()).collect(),
        kept_both: None,
    };
    remarked(scene, who, Kind::Comment, comment.to_bytes())
}

fn reply(scene: &mut Scene, who: Who, comment: EntryId) {
    let reply = Reply {
        seen: scene.state().heads,
        roster: 1,
        at: scene.facts.now,
        comment,
        text: "The minister.".into(),
        mentions: Vec::new(),
    };
    remarked(scene, who, Kind::Reply, reply.to_bytes());
}

#[test]
fn what_is_filed_waits_for_a_desk_editor_until_somebody_takes_it() {
    let mut scene = Scene::filed(TwoPeople);
    for editor in [Editor, OtherEditor, Chief] {
        check(&scene, editor, &[("filed", Some(Reporter))]);
    }
    check(&scene, SportEditor, &[]);
    check(&scene, Reporter, &[]);
    scene.does(Editor, Step::Take);
    check(&scene, OtherEditor, &[]);
    check(&scene, Reporter, &[("taken", Some(Editor))]);
}

#[test]
fn a_story_that_is_sent_back_comes_with_what_was_said() {
    let mut scene = Scene::editing(TwoPeople);
    scene.does(Editor, send_back());
    check(
        &scene,
        Reporter,
        &[("taken", Some(Editor)), ("sent_back", Some(Editor))],
    );
    let last = found(&scene, Reporter, 0).pop().expect("two lines");
    assert_eq!(last.words, "a reason", "the note is what a reporter needs");
    check(&scene, OtherReporter, &[]);
}

#[test]
fn whoever_had_a_story_hears_that_another_took_it() {
    let mut scene = Scene::editing(TwoPeople);
    scene.does(OtherEditor, Step::Take);
    check(&scene, Editor, &[("taken", Some(OtherEditor))]);
    scene.does(OtherEditor, Step::PutBack);
    scene.does(Chief, Step::Take);
    check(&scene, Editor, &[("taken", Some(OtherEditor))]);
}

#[test]
fn a_void_approval_comes_to_those_who_signed_for_it_and_not_to_who_typed() {
    let mut scene = Scene::approved(TwoPeople);
    let step = scene.schedule(60);
    scene.does(Production, step);
    scene.types(Editor, 3);
    check(&scene, Production, &[("void", Some(Editor))]);
    check(&scene, Editor, &[]);
    let before = [("taken", Some(Editor)), ("approved", Some(Editor))];
    check(
        &scene,
        Reporter,
        &[before[0], before[1], ("void", Some(Editor))],
    );
    scene.facts.head_hash = [2; 32];
    check(&scene, Reporter, &before);
}

#[test]
fn publishing_is_told_to_its_authors_and_those_who_stood_for_it() {
    let mut scene = Scene::live(TwoPeople);
    check(&scene, Production, &[]);
    check(&scene, Editor, &[("published", Some(Production))]);
    scene.does(Editor, withdraw());
    let told = found(&scene, Reporter, 0);
    let kinds: Vec<&str> = told.iter().map(|line| line.kind.name()).collect();
    assert_eq!(kinds, ["taken", "approved", "published", "withdrawn"]);
}

#[test]
fn a_story_of_mine_that_is_spiked_or_held_is_told() {
    let mut scene = Scene::filed(TwoPeople);
    scene.does(Legal, hold());
    scene.does(Editor, spike());
    check(
        &scene,
        Reporter,
        &[("held", Some(Legal)), ("spiked", Some(Editor))],
    );
}

#[test]
fn a_time_that_passes_in_silence_is_missed_after_its_grace() {
    let late = |scene: &Scene, who, minutes| -> Vec<&str> {
        let found = found(scene, who, minutes);
        let late = found.iter().map(|line| line.kind.name());
        late.filter(|kind| ["missed", "failed"].contains(kind))
            .collect()
    };
    let scene = Scene::scheduled(TwoPeople);
    for who in [Editor, OtherEditor, Production, Reporter] {
        assert_eq!(late(&scene, who, 75), [""; 0], "it is fifteen minutes late");
        assert_eq!(
            late(&scene, who, 76),
            ["missed"],
            "{who:?} can act, or owns it"
        );
    }
    assert_eq!(late(&scene, OtherReporter, 76), [""; 0]);
    let mut void = scene.clone();
    void.types(Editor, 3);
    assert_eq!(late(&void, Production, 59), [""; 0]);
    assert_eq!(
        late(&void, Production, 60),
        ["missed"],
        "a schedule that sleeps at its time will not fire at all"
    );
    let mut out = scene;
    out.wait(60);
    let step = out.fires("site");
    out.does(Publisher, step);
    assert_eq!(late(&out, Production, 500), [""; 0], "readers have it");
}

#[test]
fn what_could_not_be_written_is_said_at_once() {
    let scene = Scene::scheduled(TwoPeople);
    let state = scene.state();
    let facts = InboxFacts {
        person: Production.id(),
        roster: scene.rosters.latest().expect("the play has its roster"),
        section: "news",
        head_hash: Some(scene.facts.head_hash),
        changed: (None, 0),
        failed: true,
        now: at(61).instant,
    };
    let kinds: Vec<InboxKind> = inbox(&state, &facts).iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [InboxKind::Failed]);
}

#[test]
fn an_embargo_that_overtakes_a_schedule_is_told_to_who_set_the_time() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Editor, embargo(120));
    check(&scene, Production, &[("asleep", Some(Editor))]);
    check(&scene, Editor, &[]);
}

#[test]
fn a_query_waits_for_the_author_and_a_name_is_called() {
    let mut scene = Scene::editing(TwoPeople);
    comment(&mut scene, Editor, false, &[]);
    let query = comment(&mut scene, Editor, true, &[Copy]);
    check(
        &scene,
        Reporter,
        &[("taken", Some(Editor)), ("query", Some(Editor))],
    );
    check(&scene, Copy, &[("mention", Some(Editor))]);
    check(&scene, Editor, &[]);
    reply(&mut scene, Reporter, query);
    check(&scene, Editor, &[("reply", Some(Reporter))]);
    reply(&mut scene, Editor, query);
    let mine = found(&scene, Reporter, 0);
    let last = mine.last().map(|line| (line.kind, line.words.as_str()));
    assert_eq!(
        last,
        Some((InboxKind::Reply, "The minister.")),
        "whoever answered in a thread hears how it goes on"
    );
}

#[test]
fn what_was_done_alone_waits_for_a_second_person_and_is_an_alarm_after_an_hour() {
    let mut scene = Scene::editing(TwoPeople);
    let broken = scene.does(Chief, break_glass());
    let step = scene.publish("site");
    scene.does(Chief, step);
    let kinds = |scene: &Scene, who, minutes| -> Vec<(InboxKind, i64)> {
        let found = found(scene, who, minutes);
        let unread = found.iter().filter(|line| line.entry == broken);
        unread.map(|line| (line.kind, line.at)).collect()
    };
    let (begun, hour) = (at(0).instant, at(60).instant);
    for reader in [Editor, OtherEditor, Legal] {
        assert_eq!(kinds(&scene, reader, 59), [(InboxKind::ToRead, begun)]);
        assert_eq!(
            kinds(&scene, reader, 60),
            [(InboxKind::Unread, hour)],
            "an hour is over, and {reader:?} may read it"
        );
    }
    assert_eq!(
        kinds(&scene, Chief, 60),
        [],
        "whoever broke the glass is no second reader"
    );
    scene.does(Legal, confirm(broken));
    assert_eq!(kinds(&scene, Editor, 500), [], "it has been read");
    assert_eq!(hour - begun, 60 * MINUTE);
}

#[test]
fn work_that_is_asked_for_comes_to_whoever_is_asked() {
    let mut scene = Scene::new(TwoPeople);
    scene.does(Editor, commission(Reporter));
    check(&scene, Reporter, &[("asked", Some(Editor))]);
    check(
        &Scene::pitched(TwoPeople),
        Editor,
        &[("pitched", Some(Reporter))],
    );
    let mut copy = Scene::copy(TwoPeople);
    check(&copy, Copy, &[]);
    copy.does(Editor, Step::PutBack);
    check(&copy, Copy, &[("in_copy", Some(Editor))]);
    let mut checked = Scene::editing(TwoPeople);
    checked.does(Editor, require(CheckKind::Legal));
    check(&checked, Legal, &[("check", Some(Editor))]);
}

#[test]
fn a_step_without_effect_is_told_to_nobody() {
    let mut scene = Scene::filed(TwoPeople);
    assert!(scene.tries(Reporter, approve()).is_err());
    check(&scene, Reporter, &[]);
    scene.does(Editor, send_back());
    scene.does(Reporter, file());
    check(&scene, Reporter, &[("sent_back", Some(Editor))]);
}
