//! The second reader, open ends, and what becomes of an approval.

use super::{InApproved, InEditing, InFiled, InScheduled, check};
use crate::{
    Actor, BareFigure, Brings, DeskState, Facts, FigureLack, Kind, LetStand, Refusal, SecondReader,
    SecondReader::{Alone, Always, TwoPeople},
    Step, Text,
    guard::may,
    play::{
        Scene,
        Who::{Chief, Copy, Editor, OtherEditor, Publisher, Reporter},
        approve, file, send_back, story_entry,
    },
};

#[test]
fn an_author_may_not_approve() {
    let mut credited = Scene::filed(TwoPeople);
    credited.facts.credited.push(Editor.id());
    check(credited, Editor, approve(), Err("author-cannot-approve"));

    let mut drafted = Scene::draft(TwoPeople);
    drafted.types(Editor, 3);
    drafted.does(Reporter, file());
    check(drafted, Editor, approve(), Err("author-cannot-approve"));
}

#[test]
fn taking_ones_name_off_does_not_help() {
    let mut scene = Scene::draft(TwoPeople);
    scene.facts.credited = vec![Editor.id()];
    scene.does(Editor, file());
    scene.facts.credited = vec![Reporter.id()];
    check(scene, Editor, approve(), Err("author-cannot-approve"));
}

/// A draft in which the editor has signed text that brings this.
fn touched_by_the_editor(rule: SecondReader, brings: Brings) -> Scene {
    let mut scene = Scene::draft(rule);
    let text = Text {
        seen: scene.state().heads,
        peers: vec![1],
        update: vec![3],
        recovered: None,
        brings,
    };
    scene.seq += 1;
    let entry = story_entry(Editor, scene.seq, Kind::Text, text.to_bytes());
    scene.entries.push(entry);
    scene
}

#[test]
fn who_anchors_a_comment_in_a_draft_has_written_nothing() {
    for rule in [TwoPeople, Always] {
        let mut scene = touched_by_the_editor(rule, Brings::Anchors);
        assert!(!scene.state().typists.contains(&Editor.id()));
        scene.does(Reporter, file());
        check(scene, Editor, approve(), Ok(DeskState::Approved));
    }
}

#[test]
fn who_suggests_in_a_draft_has_typed_in_it_and_does_not_become_its_author() {
    for (rule, expected) in [(TwoPeople, Ok(InApproved)), (Always, Err("typed-in-it"))] {
        let mut scene = touched_by_the_editor(rule, Brings::Suggestions);
        assert!(
            !scene.state().may_type(Editor.id(), &[]),
            "a suggestion opens nobody else's draft to its maker"
        );
        scene.does(Reporter, file());
        check(scene, Editor, approve(), expected);
    }
    let written = touched_by_the_editor(TwoPeople, Brings::Words);
    assert!(written.state().authors.contains(&Editor.id()));
}

#[test]
fn text_that_a_crash_left_behind_makes_its_typist_an_author() {
    let mut scene = Scene::draft(TwoPeople);
    let text = Text {
        seen: scene.state().heads,
        peers: vec![1],
        update: vec![3],
        recovered: Some(Editor.device()),
        brings: Brings::Words,
    };
    scene.seq += 1;
    scene.entries.push(story_entry(
        Reporter,
        scene.seq,
        Kind::Text,
        text.to_bytes(),
    ));
    scene.does(Reporter, file());
    check(scene, Editor, approve(), Err("author-cannot-approve"));
}

#[test]
fn an_editor_who_rewrote_a_filed_story_may_approve_under_two_people_only() {
    for (rule, expected) in [
        (TwoPeople, Ok(InApproved)),
        (Always, Err("typed-in-it")),
        (Alone, Ok(InApproved)),
    ] {
        let mut scene = Scene::editing(rule);
        scene.types(Editor, 3);
        check(scene, Editor, approve(), expected);
    }
}

#[test]
fn unsealed_words_count_for_the_rule_always() {
    let scene = Scene::editing(Always);
    let actor = Actor {
        person: Some(Editor.id()),
        device: Editor.device(),
        seq: 9,
    };
    let facts = Facts {
        typists: [Editor.id()].into(),
        ..scene.facts.clone()
    };
    let roster = scene.rosters.latest().expect("the play has its roster");
    assert_eq!(
        may(&approve(), &actor, &scene.state(), roster, &facts),
        Err(Refusal::TypedInIt)
    );
}

#[test]
fn alone_an_author_approves_and_the_approval_says_so() {
    for (who, by_author) in [(Chief, true), (Editor, false)] {
        let mut scene = Scene::draft(Alone);
        scene.types(Chief, 3);
        scene.does(Chief, file());
        scene.does(who, approve());
        assert_eq!(
            scene.state().approval.map(|approval| approval.by_author),
            Some(by_author)
        );
    }
}

#[test]
fn a_tk_stands_only_by_name_and_with_a_reason() {
    let mut scene = Scene::editing(TwoPeople);
    scene.facts.tks = vec!["aged TK".into(), "in TK".into()];
    let stand = |what: &str, reason: &str| LetStand {
        what: what.into(),
        reason: reason.into(),
    };
    let refused = |words: &[&str]| {
        Err(Refusal::TkOpen {
            words: words.iter().map(|word| (*word).into()).collect(),
        })
    };
    let mut tries = |let_stand| scene.tries(Editor, Step::Approve { let_stand });
    assert_eq!(tries(vec![]), refused(&["aged TK", "in TK"]));
    assert_eq!(
        tries(vec![stand("in TK", "a place name")]),
        refused(&["aged TK"])
    );
    assert_eq!(
        tries(vec![stand("in TK", "a place name"), stand("aged TK", " ")]),
        refused(&["aged TK"])
    );
    assert_eq!(
        tries(vec![
            stand("in TK", "a place name"),
            stand("aged TK", "quoted")
        ]),
        Ok(())
    );
}

#[test]
fn a_related_story_that_may_not_be_shown_blocks() {
    let mut scene = Scene::editing(TwoPeople);
    scene.facts.related_blocked = vec!["OTHER-STORY".into()];
    check(scene, Editor, approve(), Err("related-blocked"));
    let mut scene = Scene::approved(TwoPeople);
    scene.facts.related_blocked = vec!["OTHER-STORY".into()];
    let publish = scene.publish("site");
    check(scene, Editor, publish, Err("related-blocked"));
}

#[test]
fn an_approval_counts_while_the_words_are_those() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.types(Editor, 3);
    assert_eq!(scene.desk(), InEditing, "void is a fact, not a step");
    assert!(scene.state().is_void(Some([3; 32])) && !scene.state().schedule_counts(Some([3; 32])));
    let (publish, fires, schedule) = (
        scene.publish("site"),
        scene.fires("site"),
        scene.schedule(90),
    );
    check(scene.clone(), Editor, publish, Err("approval-void"));
    check(scene.clone(), Editor, schedule, Err("approval-void"));
    let mut later = scene.clone();
    later.wait(60);
    check(later, Publisher, fires, Err("approval-void"));

    scene.types(Editor, 2);
    assert_eq!(
        scene.desk(),
        InScheduled,
        "the approved words are back, and both count again"
    );
    assert!(scene.state().schedule_counts(Some([2; 32])));
}

#[test]
fn a_new_approval_leaves_the_old_schedule_asleep() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.types(Editor, 3);
    scene.does(Editor, approve());
    assert_eq!(scene.desk(), InApproved);
    assert!(
        scene.state().schedule.is_some(),
        "its time can still be offered again"
    );
    let old = scene.fires("site");
    scene.wait(60);
    check(scene, Publisher, old, Err("not-scheduled"));
}

#[test]
fn putting_a_changed_story_back_files_it_and_undoing_approves_it_again() {
    let mut scene = Scene::approved(TwoPeople);
    scene.types(Editor, 3);
    scene.does(Editor, Step::PutBack);
    assert_eq!(scene.desk(), InFiled);
    scene.facts.head_hash = [2; 32];
    assert_eq!(scene.desk(), InApproved);
}

#[test]
fn sending_back_revokes_the_approval() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Copy, send_back());
    scene.does(Reporter, file());
    assert_eq!(scene.desk(), InFiled, "the same words need a new approval");
    assert_eq!(scene.state().filed_rounds, 2);
}

#[test]
fn a_story_with_an_open_suggestion_is_not_approved() {
    let mut scene = Scene::editing(TwoPeople);
    scene.facts.open_suggestions = 2;
    let refused = scene.tries(OtherEditor, approve());
    assert_eq!(refused, Err(Refusal::SuggestionsOpen { count: 2 }));
    scene.facts.open_suggestions = 0;
    scene.does(OtherEditor, approve());
}

#[test]
fn no_figure_is_approved_without_its_words() {
    let mut scene = Scene::editing(TwoPeople);
    for (lacks, code) in [
        (FigureLack::Alt, "figure-needs-alt"),
        (FigureLack::Caption, "figure-needs-caption"),
        (FigureLack::Credit, "figure-needs-credit"),
    ] {
        let figure = BareFigure { number: 2, lacks };
        scene.facts.bare_figures = vec![figure];
        let refused = scene.tries(OtherEditor, approve());
        assert_eq!(refused, Err(Refusal::FigureBare { figure }));
        assert_eq!(refused.map_err(|refusal| refusal.code()), Err(code));
    }
    scene.facts.bare_figures = Vec::new();
    scene.does(OtherEditor, approve());
}

#[test]
fn what_is_suggested_after_an_approval_does_not_stop_a_publication() {
    let mut scene = Scene::approved(TwoPeople);
    scene.facts.open_suggestions = 1;
    let publish = scene.publish("site");
    scene.does(Editor, publish);
    assert!(scene.state().live.is_some());
}
