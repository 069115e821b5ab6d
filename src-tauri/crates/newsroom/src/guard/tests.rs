//! The table of steps, row by row.

use crate::{
    Actor, DeskState, Facts, LetStand, Refusal,
    SecondReader::{self, Alone, Always, TwoPeople},
    Step, StepName, allowed,
    play::{
        Scene,
        Who::{self, *},
        approve, at, embargo, file, hold, lift, reason, send_back, spike, unspike,
    },
};

type Place = fn(SecondReader) -> Scene;
type MakeStep = fn(&Scene) -> Step;

const PLACES: [(DeskState, Place); 8] = [
    (DeskState::Unstarted, Scene::new),
    (DeskState::Draft, Scene::draft),
    (DeskState::Filed, Scene::filed),
    (DeskState::Editing, Scene::editing),
    (DeskState::Approved, Scene::approved),
    (DeskState::Scheduled, Scene::scheduled),
    (DeskState::Idle, Scene::live),
    (DeskState::Spiked, Scene::spiked),
];

const EVERYONE: [Who; 12] = [
    Reporter,
    OtherReporter,
    Editor,
    OtherEditor,
    Copy,
    JuniorCopy,
    Legal,
    Production,
    Chief,
    Admin,
    SportEditor,
    Stranger,
];

fn check(mut scene: Scene, who: Who, step: Step, expected: Result<DeskState, &str>) {
    let name = step.name();
    let answer = scene
        .tries(who, step)
        .map(|()| scene.desk())
        .map_err(|refusal| refusal.code());
    assert_eq!(answer, expected, "{who:?} takes {name}");
}

/// Tries a step in every state and as everyone: it goes from `from` only, and only `who` may take it there.
fn check_row(step: MakeStep, from: &[(DeskState, DeskState)], who: &[Who]) {
    let rows: Vec<_> = from.iter().map(|(from, to)| (*from, *to, who)).collect();
    check_rows(step, &rows);
}

fn check_rows(step: MakeStep, rows: &[(DeskState, DeskState, &[Who])]) {
    for (state, place) in PLACES {
        let row = rows.iter().find(|(from, _, _)| *from == state);
        let set = place(TwoPeople);
        assert_eq!(set.desk(), state, "the scene is set");
        for one in EVERYONE {
            let mut scene = set.clone();
            let step = step(&scene);
            let name = step.name();
            let answer = scene.tries(one, step);
            let here = state.name();
            match row.filter(|(_, _, who)| who.contains(&one)) {
                Some((_, to, _)) => {
                    assert_eq!(answer, Ok(()), "{one:?} may {name} a story that is {here}");
                    assert_eq!(scene.desk(), *to, "{name} leads from {here} to there");
                }
                None => assert!(
                    answer.is_err(),
                    "{one:?} may not {name} a story that is {here}"
                ),
            }
        }
    }
}

use DeskState::{
    Approved as InApproved, Draft as InDraft, Editing as InEditing, Filed as InFiled,
    Idle as InIdle, Scheduled as InScheduled, Spiked as InSpiked, Unstarted as InUnstarted,
};

#[test]
fn a_reporter_starts_a_story() {
    check_row(
        |_| Step::Start,
        &[(InUnstarted, InDraft)],
        &[
            Reporter,
            OtherReporter,
            Editor,
            OtherEditor,
            Chief,
            SportEditor,
        ],
    );
}

#[test]
fn its_author_or_a_desk_editor_files_a_draft() {
    check_row(
        |_| file(),
        &[(InDraft, InFiled)],
        &[Reporter, Editor, OtherEditor, Chief],
    );
}

#[test]
fn whoever_wrote_its_text_files_a_draft() {
    let mut scene = Scene::draft(TwoPeople);
    scene.types(OtherReporter, 3);
    check(scene, OtherReporter, file(), Ok(InFiled));
}

#[test]
fn a_role_in_another_section_does_not_count() {
    check(
        Scene::draft(TwoPeople),
        SportEditor,
        file(),
        Err("not-your-role"),
    );
    let mut sport = Scene::draft(TwoPeople);
    sport.facts.section = "sport".into();
    check(sport, SportEditor, file(), Ok(InFiled));
}

#[test]
fn a_story_without_its_parts_is_neither_filed_nor_approved() {
    let lacks: [(fn(&mut Facts), &str); 4] = [
        (|facts| facts.slugline = false, "needs-slugline"),
        (|facts| facts.headline = false, "needs-headline"),
        (|facts| facts.credits = 0, "needs-credit"),
        (|facts| facts.body_words = 0, "needs-body"),
    ];
    for (lack, code) in lacks {
        let mut draft = Scene::draft(TwoPeople);
        lack(&mut draft.facts);
        check(draft, Reporter, file(), Err(code));
        let mut editing = Scene::editing(TwoPeople);
        lack(&mut editing.facts);
        check(editing, Editor, approve(), Err(code));
        let mut approved = Scene::approved(TwoPeople);
        lack(&mut approved.facts);
        let publish = approved.publish("site");
        check(approved, Production, publish, Err(code));
    }
}

#[test]
fn its_author_pulls_a_filed_story_back() {
    check_row(|_| Step::PullBack, &[(InFiled, InDraft)], &[Reporter]);
}

#[test]
fn a_desk_editor_takes_a_story() {
    let from = [
        (InFiled, InEditing),
        (InEditing, InEditing),
        (InApproved, InApproved),
        (InScheduled, InScheduled),
    ];
    check_row(|_| Step::Take, &from, &[Editor, OtherEditor, Chief]);
}

#[test]
fn a_draft_that_was_filed_before_can_be_taken() {
    let mut scene = Scene::filed(TwoPeople);
    scene.does(Editor, send_back());
    assert!(scene.state().is_sent_back());
    check(scene, OtherEditor, Step::Take, Ok(InEditing));
}

#[test]
fn the_holder_puts_a_story_back() {
    let from = [
        (InEditing, InFiled),
        (InApproved, InApproved),
        (InScheduled, InScheduled),
    ];
    check_row(|_| Step::PutBack, &from, &[Editor]);
    check(
        Scene::editing(TwoPeople),
        OtherEditor,
        Step::PutBack,
        Err("not-holder"),
    );
}

#[test]
fn an_editor_or_copy_editor_sends_a_story_back() {
    let from = [
        (InFiled, InDraft),
        (InEditing, InDraft),
        (InApproved, InDraft),
        (InScheduled, InDraft),
    ];
    check_row(
        |_| send_back(),
        &from,
        &[Editor, OtherEditor, Chief, Copy, JuniorCopy],
    );
    check(
        Scene::filed(TwoPeople),
        Editor,
        Step::SendBack { note: " ".into() },
        Err("needs-note"),
    );
}

#[test]
fn who_may_approve_approves() {
    check_row(
        |_| approve(),
        &[(InFiled, InApproved), (InEditing, InApproved)],
        &[Editor, OtherEditor, Chief, Copy],
    );
}

#[test]
fn schedule_and_its_changes_belong_to_editors_and_production() {
    let who = [Editor, OtherEditor, Chief, Production];
    check_row(
        |scene| scene.schedule(60),
        &[(InApproved, InScheduled)],
        &who,
    );
    check_row(
        |scene| scene.reschedule(90),
        &[(InScheduled, InScheduled)],
        &who,
    );
    check_row(|_| Step::Unschedule, &[(InScheduled, InApproved)], &who);
}

#[test]
fn editors_and_production_publish() {
    let from = [
        (InApproved, InIdle),
        (InScheduled, InIdle),
        (InIdle, InIdle),
    ];
    check_row(
        |scene| scene.publish("second site"),
        &from,
        &[Editor, OtherEditor, Chief, Production],
    );
}

#[test]
fn a_hold_may_be_set_in_any_state() {
    let stays = PLACES.map(|(state, _)| (state, state));
    check_row(
        |_| hold(),
        &stays[1..],
        &[Editor, OtherEditor, Chief, Legal, Reporter],
    );
    check(
        Scene::draft(TwoPeople),
        Editor,
        Step::Hold {
            reason: String::new(),
        },
        Err("needs-reason"),
    );
}

#[test]
fn an_embargo_may_be_set_in_any_state() {
    let editors: &[Who] = &[Editor, OtherEditor, Chief];
    let drafting: &[Who] = &[Reporter, Editor, OtherEditor, Chief];
    let who = |state| if state == InDraft { drafting } else { editors };
    let stays = PLACES.map(|(state, _)| (state, state, who(state)));
    check_rows(|_| embargo(-5), &stays[1..]);
    check(Scene::draft(TwoPeople), Reporter, embargo(5), Ok(InDraft));
    check(
        Scene::filed(TwoPeople),
        Reporter,
        embargo(5),
        Err("not-your-role"),
    );
    let nameless = Step::SetEmbargo {
        at: at(5),
        source: String::new(),
        terms: reason(),
    };
    check(
        Scene::draft(TwoPeople),
        Editor,
        nameless,
        Err("needs-source"),
    );
}

#[test]
fn a_desk_editor_spikes_what_is_not_published() {
    let from =
        [InDraft, InFiled, InEditing, InApproved, InScheduled].map(|state| (state, InSpiked));
    check_row(|_| spike(), &from, &[Editor, OtherEditor, Chief]);
    check(Scene::live(TwoPeople), Editor, spike(), Err("already-live"));
    check(
        Scene::filed(TwoPeople),
        Editor,
        Step::Spike {
            reason: String::new(),
        },
        Err("needs-reason"),
    );
}

#[test]
fn a_spiked_story_comes_back_as_a_draft() {
    check_row(
        |_| unspike(),
        &[(InSpiked, InDraft)],
        &[Editor, OtherEditor, Chief],
    );
}

#[test]
fn a_spiked_story_cannot_be_filed() {
    check(Scene::spiked(TwoPeople), Reporter, file(), Err("spiked"));
}

#[test]
fn spiking_loses_nothing_but_the_approval() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Legal, hold());
    scene.does(Editor, embargo(30));
    let before = scene.state();
    scene.does(Editor, spike());
    scene.does(Editor, unspike());
    let after = scene.state();
    assert_eq!(
        (after.revisions, after.holds, after.embargo),
        (before.revisions, before.holds, before.embargo)
    );
    assert_eq!(after.trail[..before.trail.len()], before.trail);
    assert_eq!(
        (after.approval, after.schedule),
        (None, None),
        "it starts again as a draft"
    );
    assert_eq!(after.authors, before.authors);
}

#[test]
fn everyone_who_works_here_saves() {
    let stays = PLACES.map(|(state, _)| (state, state));
    let everyone = [
        SportEditor,
        Reporter,
        OtherReporter,
        Editor,
        OtherEditor,
        Chief,
        Copy,
        JuniorCopy,
        Legal,
        Production,
    ];
    check_row(|_| Step::Seal { name: None }, &stays[1..], &everyone);
}

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

#[test]
fn text_that_a_crash_left_behind_makes_its_typist_an_author() {
    let mut scene = Scene::draft(TwoPeople);
    let text = crate::Text {
        seen: scene.state().heads,
        peers: vec![1],
        update: vec![3],
        recovered: Some(Editor.device()),
    };
    scene.seq += 1;
    scene.entries.push(crate::play::story_entry(
        Reporter,
        scene.seq,
        crate::Kind::Text,
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
        super::may(&approve(), &actor, &scene.state(), roster, &facts),
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
fn nothing_goes_out_on_hold() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Reporter, hold());
    assert!(
        !scene.state().schedule_counts(Some([2; 32])),
        "hold beats a schedule"
    );
    let publish = scene.publish("site");
    check(scene.clone(), Chief, publish, Err("on-hold"));
    scene.wait(60);
    let fires = scene.fires("site");
    check(scene, Publisher, fires, Err("on-hold"));
}

#[test]
fn a_hold_is_released_by_who_set_it_or_a_chief_and_legals_by_legal_or_a_chief() {
    for (set_by, releases) in [
        (Editor, &[Editor, Chief][..]),
        (Reporter, &[Reporter, Chief]),
        (Legal, &[Legal, Chief]),
    ] {
        for who in EVERYONE {
            let mut scene = Scene::filed(TwoPeople);
            scene.does(set_by, hold());
            let answer = scene.tries(who, Step::Release);
            assert_eq!(
                answer.is_ok(),
                releases.contains(&who),
                "{who:?} releases a hold of {set_by:?}"
            );
            assert_eq!(scene.state().holds.is_empty(), answer.is_ok());
        }
    }
    check(
        Scene::filed(TwoPeople),
        Chief,
        Step::Release,
        Err("not-on-hold"),
    );
}

#[test]
fn releasing_ones_own_hold_leaves_legals() {
    let mut scene = Scene::approved(TwoPeople);
    scene.does(Legal, hold());
    scene.does(Editor, hold());
    scene.does(Editor, Step::Release);
    assert_eq!(scene.state().hold().map(|hold| hold.by), Some(Legal.id()));
}

#[test]
fn nothing_goes_out_before_its_embargo() {
    let mut scene = Scene::approved(TwoPeople);
    scene.does(Editor, embargo(30));
    let early = scene.publish("site");
    check(scene.clone(), Chief, early, Err("embargo-until"));
    let before = scene.schedule(29);
    check(scene.clone(), Editor, before, Err("embargo-until"));
    let on_time = scene.schedule(30);
    check(scene.clone(), Editor, on_time, Ok(InScheduled));
    scene.wait(30);
    let mut backdated = scene.publish("site");
    if let Step::Publish { fired_at, .. } = &mut backdated {
        *fired_at -= 1;
    }
    check(scene.clone(), Chief, backdated, Err("embargo-until"));
    let publish = scene.publish("site");
    check(scene, Production, publish, Ok(InIdle));
}

#[test]
fn only_a_chief_makes_an_embargo_earlier_than_agreed() {
    let mut scene = Scene::filed(TwoPeople);
    scene.does(Editor, embargo(30));
    check(scene.clone(), Editor, embargo(29), Err("embargo-agreed"));
    check(scene.clone(), Editor, embargo(31), Ok(InFiled));
    check(scene.clone(), Chief, embargo(29), Ok(InFiled));
    check(scene.clone(), Editor, lift(), Err("embargo-agreed"));
    check(scene.clone(), Chief, lift(), Ok(InFiled));
    scene.wait(30);
    check(scene.clone(), Editor, lift(), Ok(InFiled));
    scene.does(Editor, lift());
    check(scene, Editor, lift(), Err("no-embargo"));
}

#[test]
fn a_schedule_that_a_later_embargo_overtook_does_not_fire_when_it_ends() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Editor, embargo(90));
    assert_eq!(scene.desk(), InApproved);
    let fires = scene.fires("site");
    scene.does(Chief, lift());
    scene.wait(100);
    check(scene, Publisher, fires, Err("not-scheduled"));
}

#[test]
fn an_embargo_before_the_schedule_leaves_it() {
    let mut scene = Scene::scheduled(TwoPeople);
    scene.does(Editor, embargo(60));
    assert_eq!(scene.desk(), InScheduled);
}

#[test]
fn a_time_whose_instant_is_elsewhere_is_refused() {
    let mut far = at(0);
    far.local = "2026-01-01T00:00".into();
    let scene = Scene::approved(TwoPeople);
    let step = Step::Schedule {
        at: far,
        approval: scene.approval(),
        targets: Vec::new(),
    };
    check(scene, Editor, step, Err("not-a-time"));
}

#[test]
fn a_publisher_fires_a_schedule_that_is_due_and_does_nothing_else() {
    let mut scene = Scene::scheduled(TwoPeople);
    let early = scene.fires("site");
    check(scene.clone(), Publisher, early, Err("not-due"));
    scene.wait(60);
    let (unnamed, elsewhere, fires) = (
        scene.publish("site"),
        scene.fires("mirror"),
        scene.fires("site"),
    );
    check(scene.clone(), Publisher, unnamed, Err("not-scheduled"));
    check(
        scene.clone(),
        Publisher,
        elsewhere,
        Err("target-not-scheduled"),
    );
    for step in [
        Step::Take,
        send_back(),
        hold(),
        file(),
        approve(),
        Step::Unschedule,
    ] {
        check(
            scene.clone(),
            Publisher,
            step,
            Err("publisher-only-publishes"),
        );
    }
    scene.does(Publisher, fires.clone());
    assert_eq!(scene.state().live.map(|live| live.by), Some(None));
    check(scene, Publisher, fires, Err("already-live"));
}

#[test]
fn one_schedule_fires_on_two_laptops_for_two_targets() {
    let mut scene = Scene::approved(TwoPeople);
    let step = Step::Schedule {
        at: at(60),
        approval: scene.approval(),
        targets: vec!["site".into(), "mirror".into()],
    };
    scene.does(Editor, step);
    scene.wait(60);
    for target in ["site", "mirror"] {
        let fires = scene.fires(target);
        scene.does(Publisher, fires);
    }
    let live = scene.state().live.expect("readers have it");
    assert_eq!(
        live.targets,
        ["mirror".to_owned(), "site".to_owned()].into()
    );
}

#[test]
fn a_person_may_publish_before_the_scheduled_minute() {
    let scene = Scene::scheduled(TwoPeople);
    let early = scene.fires("site");
    check(scene, Production, early, Ok(InIdle));
}

#[test]
fn only_the_approved_words_go_out() {
    let mut scene = Scene::approved(TwoPeople);
    let mut other = scene.publish("site");
    if let Step::Publish { content_hash, .. } = &mut other {
        *content_hash = [9; 32];
    }
    check(scene.clone(), Editor, other, Err("not-approved"));
    let mut unnamed = scene.publish("site");
    if let Step::Publish { approval, .. } = &mut unnamed {
        *approval = scene.entries[0].id;
    }
    check(scene.clone(), Editor, unnamed, Err("not-approved"));
    let mut nowhere = scene.publish("site");
    if let Step::Publish { targets, .. } = &mut nowhere {
        targets.clear();
    }
    check(scene.clone(), Editor, nowhere, Err("no-targets"));
    let publish = scene.publish("site");
    scene.does(Editor, publish);
    let again = scene.publish("site");
    check(scene, Editor, again, Err("already-live"));
}

#[test]
fn who_types_follows_the_holding() {
    let types = |scene: &Scene| {
        let state = scene.state();
        EVERYONE
            .into_iter()
            .filter(|who| state.may_type(who.id(), &scene.facts.credited))
            .collect::<Vec<_>>()
    };
    let mut scene = Scene::draft(TwoPeople);
    assert_eq!(types(&scene), [Reporter]);
    scene.does(Reporter, file());
    assert_eq!(types(&scene), [], "who filed it waits for the desk");
    scene.does(Editor, Step::Take);
    scene.does(OtherEditor, Step::Take);
    assert_eq!(types(&scene), [OtherEditor], "the last to take it has it");
    scene.does(Editor, approve());
    assert_eq!(
        types(&scene),
        [OtherEditor],
        "the holder keeps it when another approves"
    );
    scene.does(OtherEditor, Step::PutBack);
    assert_eq!(types(&scene), []);
    let publish = scene.publish("site");
    scene.does(Editor, publish);
    assert_eq!(types(&scene), []);

    let mut unheld = Scene::filed(TwoPeople);
    unheld.does(Copy, approve());
    assert_eq!(
        types(&unheld),
        [Copy],
        "who approved it has it when nobody took it"
    );
    unheld.does(Editor, send_back());
    assert_eq!(types(&unheld), [Reporter]);
}

#[test]
fn the_buttons_agree_with_the_rules() {
    for (_, place) in PLACES {
        let scene = place(TwoPeople);
        let state = scene.state();
        let roster = scene.rosters.latest().expect("the play has its roster");
        for who in EVERYONE {
            let actor = Actor {
                person: who.person(),
                device: who.device(),
                seq: scene.seq + 1,
            };
            for (name, answer) in allowed(&state, &actor, roster, &scene.facts) {
                let step = match name {
                    StepName::File => file(),
                    StepName::Approve => approve(),
                    StepName::SendBack => send_back(),
                    StepName::Schedule => scene.schedule(60),
                    StepName::Reschedule => scene.reschedule(60),
                    StepName::Publish => scene.publish("second site"),
                    StepName::Hold => hold(),
                    StepName::SetEmbargo => embargo(60),
                    StepName::LiftEmbargo => lift(),
                    StepName::Spike => spike(),
                    StepName::Unspike => unspike(),
                    StepName::Start => Step::Start,
                    StepName::Seal => Step::Seal { name: None },
                    StepName::PullBack => Step::PullBack,
                    StepName::Take => Step::Take,
                    StepName::PutBack => Step::PutBack,
                    StepName::Unschedule => Step::Unschedule,
                    StepName::Release => Step::Release,
                    StepName::Unknown => continue,
                };
                assert_eq!(
                    scene.clone().tries(who, step),
                    answer,
                    "{who:?} and the button {}",
                    name.name()
                );
            }
        }
    }
}
