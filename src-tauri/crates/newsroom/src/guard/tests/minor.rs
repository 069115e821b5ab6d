//! Minor approvals, and breaking the glass.

use super::*;
use crate::{
    BareFigure, CheckKind, FigureLack, Touched,
    UpdateClass::{self, Correction, MinorFix},
    play::{approve_minor, break_glass, clear, confirm, require},
};

/// How the words differ from version 2, which was approved.
fn touched(extras: bool, spelling: bool) -> Touched {
    Touched {
        since: [2; 32],
        extras,
        spelling,
        more: false,
        facts: false,
    }
}

fn void(touched: Touched) -> Scene {
    let mut scene = Scene::void(TwoPeople);
    scene.facts.touched = vec![touched];
    scene
}

#[test]
fn production_approves_extras_and_a_copy_editor_spelling() {
    for who in EVERYONE {
        let answers = [
            touched(true, false),
            touched(false, true),
            touched(true, true),
        ]
        .map(|touched| void(touched).tries(who, approve_minor()).is_ok());
        let expected = match who {
            Production => [true, false, false],
            Copy | JuniorCopy => [false, true, false],
            _ => [false; 3],
        };
        assert_eq!(answers, expected, "{who:?} approves a minor change");
    }
    let mut scene = void(touched(true, false));
    scene.does(Production, approve_minor());
    assert_eq!(scene.desk(), InApproved);
    assert_eq!(
        scene.state().approval.map(|approval| approval.content_hash),
        Some([3; 32])
    );
}

#[test]
fn a_minor_approval_covers_no_more_than_it_says() {
    let more = Touched {
        more: true,
        ..touched(false, true)
    };
    check(void(more), Copy, approve_minor(), Err("not-minor"));
    let facts = Touched {
        facts: true,
        ..touched(false, true)
    };
    check(void(facts), Copy, approve_minor(), Err("facts-touched"));
    let other = Touched {
        since: [9; 32],
        ..touched(false, true)
    };
    check(void(other), Copy, approve_minor(), Err("not-minor"));
    let unknown = Scene::void(TwoPeople);
    check(unknown, Copy, approve_minor(), Err("not-minor"));
    check(
        Scene::editing(TwoPeople),
        Copy,
        approve_minor(),
        Err("not-approved"),
    );
    check(
        Scene::draft(TwoPeople),
        Copy,
        approve_minor(),
        Err("wrong-state"),
    );
    let mut open = void(touched(false, true));
    open.facts.open_suggestions = 1;
    check(open, Copy, approve_minor(), Err("suggestions-open"));
}

#[test]
fn a_minor_approval_needs_a_second_reader_too() {
    let mut scene = void(touched(false, true));
    scene.facts.credited.push(Copy.id());
    check(scene, Copy, approve_minor(), Err("author-cannot-approve"));
}

#[test]
fn who_breaks_the_glass_says_why() {
    let silent = Step::BreakGlass {
        reason: String::new(),
        let_stand: Vec::new(),
    };
    check(Scene::filed(TwoPeople), Chief, silent, Err("needs-reason"));
}

/// What the glass is broken past, and what it is not.
#[test]
fn breaking_the_glass_skips_suggestions_captions_and_the_checklist_and_nothing_else() {
    let lacking = |lacks| {
        let mut scene = Scene::editing(TwoPeople);
        scene.facts.bare_figures = vec![BareFigure { number: 1, lacks }];
        scene
    };
    let mut suggested = Scene::editing(TwoPeople);
    suggested.facts.open_suggestions = 2;
    let mut unlisted = Scene::editing(TwoPeople);
    unlisted.does(Editor, require(CheckKind::Checklist));
    for skipped in [suggested, lacking(FigureLack::Caption), unlisted.clone()] {
        check(skipped, Chief, break_glass(), Ok(InApproved));
    }
    unlisted.does(Chief, break_glass());
    let publish = unlisted.publish("site");
    check(unlisted, Chief, publish, Ok(InIdle));

    check(
        lacking(FigureLack::Alt),
        Chief,
        break_glass(),
        Err("figure-needs-alt"),
    );
    check(
        lacking(FigureLack::Credit),
        Chief,
        break_glass(),
        Err("figure-needs-credit"),
    );
    let mut illegal = Scene::editing(TwoPeople);
    illegal.does(Editor, require(CheckKind::Legal));
    check(
        illegal.clone(),
        Chief,
        break_glass(),
        Err("legal-check-open"),
    );
    illegal.does(Legal, clear(CheckKind::Legal));
    check(illegal, Chief, break_glass(), Ok(InApproved));
    let mut held = Scene::editing(TwoPeople);
    held.does(Legal, hold());
    check(held, Chief, break_glass(), Err("on-hold"));
    let mut promised = Scene::editing(TwoPeople);
    promised.does(Editor, embargo(30));
    check(promised, Chief, break_glass(), Err("embargo-until"));
    let mut own = Scene::editing(TwoPeople);
    own.facts.credited.push(Chief.id());
    check(own, Chief, break_glass(), Err("author-cannot-approve"));
    let mut unfinished = Scene::editing(TwoPeople);
    unfinished.facts.tks = vec!["the TK of".into()];
    check(unfinished, Chief, break_glass(), Err("tk-open"));
}

#[test]
fn an_emergency_is_read_by_somebody_else_within_the_hour() {
    let mut scene = Scene::editing(TwoPeople);
    let broken = scene.does(Chief, break_glass());
    let publish = scene.publish("site");
    scene.does(Chief, publish);
    let unread = scene.state().to_be_read;
    assert_eq!(unread.len(), 1);
    assert_eq!(unread[0].until(), Some(at(60).instant));
    check(
        scene.clone(),
        Chief,
        confirm(broken),
        Err("read-by-another"),
    );
    check(
        scene.clone(),
        Reporter,
        confirm(broken),
        Err("not-your-role"),
    );
    scene.does(Editor, confirm(broken));
    assert_eq!(scene.state().to_be_read, []);
    check(
        scene,
        OtherEditor,
        confirm(broken),
        Err("nothing-to-confirm"),
    );
}

#[test]
fn an_author_who_approves_alone_is_read_by_somebody_else() {
    let mut scene = Scene::editing(SecondReader::Alone);
    scene.facts.credited.push(Editor.id());
    let approval = scene.does(Editor, approve());
    assert_eq!(scene.state().to_be_read.len(), 1);
    let mut revoked = scene.clone();
    revoked.does(OtherEditor, send_back());
    assert_eq!(
        revoked.state().to_be_read,
        [],
        "what is revoked needs no reading"
    );
    scene.does(Chief, confirm(approval));
    assert_eq!(scene.state().to_be_read, []);
}

/// A round that an editor opened, and wrote in.
fn written(class: UpdateClass, facts: bool) -> Scene {
    let mut scene = Scene::updating(TwoPeople, class);
    scene.types(Editor, 3);
    scene.facts.touched = vec![Touched {
        facts,
        ..touched(false, true)
    }];
    scene
}

#[test]
fn who_wrote_in_an_editors_round_approves_a_minor_fix_and_nothing_more() {
    check(written(MinorFix, false), Editor, approve(), Ok(InApproved));
    check(
        written(MinorFix, true),
        Editor,
        approve(),
        Err("wrote-in-update"),
    );
    check(
        written(Correction, false),
        Editor,
        approve(),
        Err("wrote-in-update"),
    );
    check(
        written(Correction, true),
        OtherEditor,
        approve(),
        Ok(InApproved),
    );
    let mut untold = written(MinorFix, false);
    untold.facts.touched.clear();
    check(untold, Editor, approve(), Err("wrote-in-update"));
}
