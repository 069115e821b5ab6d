//! The rows themselves.

mod live;

use super::Row;
use crate::{
    CheckKind::{Checklist, Legal as LegalCheck},
    DeskState::{self, *},
    Step, StepName,
    play::{
        Who::{
            self, Admin, Chief, Copy as CopyEditor, Editor, JuniorCopy, Legal, OtherEditor,
            OtherReporter, Production, Publisher, Reporter, SportEditor,
        },
        approve, approve_minor, assign, break_glass, clear, commission, embargo, file, hold, lift,
        pitch, refuse, require, send_back, spike, unspike,
    },
};

const ANYONE: &[Who] = &[
    Reporter,
    OtherReporter,
    Editor,
    OtherEditor,
    CopyEditor,
    JuniorCopy,
    Legal,
    Production,
    Chief,
    SportEditor,
];
const EDITORS: &[Who] = &[Editor, OtherEditor, Chief];
const EDITORS_AND_AUTHOR: &[Who] = &[Reporter, Editor, OtherEditor, Chief];
const EDITORS_AND_LEGAL: &[Who] = &[Editor, OtherEditor, Chief, Legal];
const DESKS: &[Who] = &[Editor, OtherEditor, Chief, CopyEditor, JuniorCopy];
const OUTGOING: &[Who] = &[Editor, OtherEditor, Chief, Production];
const REPORTERS: &[Who] = &[
    Reporter,
    OtherReporter,
    Editor,
    OtherEditor,
    Chief,
    SportEditor,
];

/// Filed, with something on top of it.
const LIKE_FILED: [&str; 7] = [
    "filed",
    "held by its author",
    "held by legal",
    "under embargo",
    "past its embargo",
    "legal check asked",
    "checklist asked",
];
const BEFORE_FILING: [&str; 4] = ["pitch", "assigned", "draft", "sent back"];
/// On the desk, readers never had it.
const ON_DESK: [(&str, DeskState); 5] = [
    ("editing", Editing),
    ("copy", Copy),
    ("approved", Approved),
    ("scheduled", Scheduled),
    ("void", Editing),
];
/// Readers have it, or had it.
const OUT: [(&str, DeskState); 4] = [
    ("idle", Idle),
    ("updating", Editing),
    ("withdrawn", Idle),
    ("reinstatement asked", Idle),
];

type May = (&'static str, DeskState, &'static [Who]);

/// Every place with a story in it; the step leaves it where it is.
fn wherever(who: &'static [Who]) -> Vec<May> {
    let early = [
        ("pitch", Pitch),
        ("assigned", Assigned),
        ("draft", Draft),
        ("sent back", Draft),
        ("spiked", Spiked),
    ];
    let places = early.into_iter().chain(ON_DESK).chain(OUT);
    let filed = LIKE_FILED.map(|place| (place, Filed));
    places
        .chain(filed)
        .map(|(place, state)| (place, state, who))
        .collect()
}

fn filed_to(to: DeskState, who: &'static [Who]) -> Vec<May> {
    LIKE_FILED.map(|place| (place, to, who)).to_vec()
}

fn row(step: super::MakeStep, role: &'static [Who], may: Vec<May>) -> Row {
    Row {
        step,
        may,
        role,
        elsewhere: "wrong-state",
        told: Vec::new(),
    }
}

impl Row {
    fn elsewhere(self, code: &'static str) -> Self {
        Self {
            elsewhere: code,
            ..self
        }
    }

    fn told(
        mut self,
        places: &'static [&'static str],
        who: &'static [Who],
        code: &'static str,
    ) -> Self {
        self.told.push((places, who, code));
        self
    }
}

/// A step's rows; one about a check has a row for each.
pub(super) fn rows(step: StepName) -> Vec<Row> {
    match step {
        StepName::Pitch => vec![row(|_| pitch(), ANYONE, vec![("unstarted", Pitch, ANYONE)])],
        StepName::Commission => vec![row(
            |_| commission(OtherReporter),
            EDITORS,
            vec![
                ("unstarted", Assigned, EDITORS),
                ("pitch", Assigned, EDITORS),
            ],
        )],
        StepName::Start => vec![start()],
        StepName::File => vec![row(
            |_| file(),
            EDITORS_AND_AUTHOR,
            vec![
                ("draft", Filed, EDITORS_AND_AUTHOR),
                ("sent back", Filed, EDITORS_AND_AUTHOR),
            ],
        )],
        _ => rows_of_the_desk(step),
    }
}

/// Where it is says more than whose it is, when nobody could start it there.
fn start() -> Row {
    const BEGUN: &[&str] = &[
        "draft",
        "sent back",
        "filed",
        "editing",
        "copy",
        "approved",
        "scheduled",
        "void",
        "idle",
        "updating",
        "withdrawn",
        "reinstatement asked",
        "held by its author",
        "held by legal",
        "under embargo",
        "past its embargo",
        "legal check asked",
        "checklist asked",
    ];
    const OTHERS: &[Who] = &[CopyEditor, JuniorCopy, Legal, Production, Admin];
    row(
        |_| Step::Start,
        REPORTERS,
        vec![
            ("unstarted", Draft, REPORTERS),
            ("pitch", Draft, &[Reporter]),
            ("assigned", Draft, &[Reporter]),
        ],
    )
    .told(BEGUN, OTHERS, "wrong-state")
    .told(&["spiked"], OTHERS, "spiked")
}

fn rows_of_the_desk(step: StepName) -> Vec<Row> {
    match step {
        StepName::PullBack => vec![row(
            |_| Step::PullBack,
            ANYONE,
            filed_to(Draft, &[Reporter]),
        )],
        StepName::Take => {
            let mut may = filed_to(Editing, EDITORS);
            may.extend(ON_DESK.map(|(place, to)| (place, to, EDITORS)));
            may.push(("copy", Copy, DESKS));
            may.push(("updating", Editing, EDITORS));
            may.push(("sent back", Editing, EDITORS));
            vec![row(|_| Step::Take, EDITORS, may).told(&["spiked"], DESKS, "spiked")]
        }
        StepName::PutBack => {
            const HELD: &[&str] = &[
                "editing",
                "copy",
                "approved",
                "scheduled",
                "void",
                "updating",
            ];
            let holder: &[Who] = &[Editor];
            let may = vec![
                ("editing", Filed, holder),
                ("copy", Copy, holder),
                ("approved", Approved, holder),
                ("scheduled", Scheduled, holder),
                ("void", Filed, holder),
                ("updating", Filed, holder),
            ];
            let held = row(|_| Step::PutBack, ANYONE, may).told(HELD, ANYONE, "not-holder");
            vec![held.told(&LIKE_FILED, ANYONE, "not-holder")]
        }
        StepName::SendBack => vec![row(|_| send_back(), DESKS, on_desk_to(Draft, DESKS))],
        StepName::ToCopy => vec![row(
            |_| Step::ToCopy,
            DESKS,
            vec![
                ("editing", Copy, DESKS),
                ("void", Copy, DESKS),
                ("updating", Copy, DESKS),
            ],
        )],
        StepName::ToDesk => vec![row(|_| Step::ToDesk, DESKS, vec![("copy", Editing, DESKS)])],
        StepName::Spike => {
            let mut may = filed_to(Spiked, EDITORS);
            may.extend(BEFORE_FILING.map(|place| (place, Spiked, EDITORS)));
            may.extend(ON_DESK.map(|(place, _)| (place, Spiked, EDITORS)));
            let out = &["idle", "updating", "withdrawn", "reinstatement asked"];
            vec![row(|_| spike(), EDITORS, may).told(out, EDITORS, "already-live")]
        }
        StepName::Unspike => {
            let row = row(|_| unspike(), EDITORS, vec![("spiked", Draft, EDITORS)]);
            vec![row]
        }
        StepName::Seal => vec![row(|_| Step::Seal { name: None }, ANYONE, wherever(ANYONE))],
        StepName::Assign => vec![row(|_| assign(OtherReporter), EDITORS, wherever(EDITORS))],
        _ => rows_of_going_out(step),
    }
}

/// From the desk, whether filed, in work, approved, or again after readers had it.
fn on_desk_to(to: DeskState, who: &'static [Who]) -> Vec<May> {
    let mut may = filed_to(to, who);
    may.extend(ON_DESK.map(|(place, _)| (place, to, who)));
    may.push(("updating", to, who));
    may
}

const UNAPPROVED: &[&str] = &[
    "unstarted",
    "pitch",
    "assigned",
    "draft",
    "sent back",
    "filed",
    "editing",
    "copy",
    "updating",
    "held by its author",
    "held by legal",
    "under embargo",
    "past its embargo",
    "legal check asked",
    "checklist asked",
];

/// What nobody approved, and what was changed since, is told so.
fn approved_row(step: super::MakeStep, may: Vec<May>) -> Row {
    row(step, OUTGOING, may)
        .told(UNAPPROVED, OUTGOING, "not-approved")
        .told(&["void"], OUTGOING, "approval-void")
}

fn rows_of_going_out(step: StepName) -> Vec<Row> {
    match step {
        StepName::Approve => {
            const MAY: &[Who] = &[Editor, OtherEditor, Chief, CopyEditor];
            let mut may = to_be_approved(MAY);
            let held = ["held by its author", "held by legal", "under embargo"];
            may.extend(held.map(|place| (place, Approved, MAY)));
            vec![
                row(|_| approve(), MAY, may)
                    .told(&["legal check asked"], MAY, "legal-check-open")
                    .told(&["checklist asked"], MAY, "checklist-open"),
            ]
        }
        StepName::ApproveMinor => {
            const ROLE: &[Who] = &[Production, CopyEditor, JuniorCopy];
            let may: Vec<May> = vec![("void", Approved, &[CopyEditor, JuniorCopy])];
            let row = row(|_| approve_minor(), ROLE, may);
            vec![
                row.told(&["void"], &[Production], "not-minor")
                    .told(&["updating"], ROLE, "not-void")
                    .told(&LIKE_FILED, ROLE, "not-approved")
                    .told(&["editing", "copy"], ROLE, "not-approved"),
            ]
        }
        StepName::BreakGlass => {
            const CHIEF: &[Who] = &[Chief];
            let mut may = to_be_approved(CHIEF);
            may.push(("checklist asked", Approved, CHIEF));
            vec![
                row(|_| break_glass(), CHIEF, may)
                    .told(&["held by its author", "held by legal"], CHIEF, "on-hold")
                    .told(&["under embargo"], CHIEF, "embargo-until")
                    .told(&["legal check asked"], CHIEF, "legal-check-open"),
            ]
        }
        StepName::Schedule => vec![approved_row(
            |scene| scene.schedule(60),
            vec![("approved", Scheduled, OUTGOING)],
        )],
        StepName::Reschedule => vec![approved_row(
            |scene| scene.reschedule(90),
            vec![("scheduled", Scheduled, OUTGOING)],
        )],
        StepName::Unschedule => vec![approved_row(
            |_| Step::Unschedule,
            vec![("scheduled", Approved, OUTGOING)],
        )],
        StepName::Publish => {
            const TO_PUBLISHER: &[Who] = &[Publisher];
            let may = vec![
                ("approved", Idle, OUTGOING),
                ("scheduled", Idle, OUTGOING),
                ("idle", Idle, OUTGOING),
            ];
            let withdrawn = &["withdrawn", "reinstatement asked"];
            let row = approved_row(|scene| scene.publish("second site"), may)
                .told(withdrawn, OUTGOING, "withdrawn")
                .told(withdrawn, TO_PUBLISHER, "withdrawn")
                .told(UNAPPROVED, TO_PUBLISHER, "not-approved")
                .told(&["void"], TO_PUBLISHER, "approval-void")
                .told(&["spiked"], TO_PUBLISHER, "spiked")
                .told(
                    &["approved", "scheduled", "idle"],
                    TO_PUBLISHER,
                    "not-scheduled",
                );
            vec![row]
        }
        _ => rows_on_top(step),
    }
}

/// Filed, on the desk, void, or a round of its own with nothing written in it.
fn to_be_approved(who: &'static [Who]) -> Vec<May> {
    [
        "filed",
        "editing",
        "copy",
        "void",
        "updating",
        "past its embargo",
    ]
    .map(|place| (place, Approved, who))
    .to_vec()
}

fn rows_on_top(step: StepName) -> Vec<Row> {
    match step {
        StepName::Hold => {
            const MAY: &[Who] = &[Reporter, Editor, OtherEditor, Chief, Legal];
            vec![row(|_| hold(), MAY, wherever(MAY))]
        }
        StepName::Release => {
            let may: Vec<May> = vec![
                ("held by its author", Filed, &[Reporter, Chief]),
                ("held by legal", Filed, &[Legal, Chief]),
            ];
            vec![row(|_| Step::Release, ANYONE, may).elsewhere("not-on-hold")]
        }
        StepName::SetEmbargo => {
            let mut may = wherever(EDITORS);
            may.extend(BEFORE_FILING.map(|place| {
                let state = if place == "pitch" {
                    Pitch
                } else if place == "assigned" {
                    Assigned
                } else {
                    Draft
                };
                (place, state, EDITORS_AND_AUTHOR)
            }));
            vec![row(|_| embargo(30), EDITORS_AND_AUTHOR, may)]
        }
        StepName::LiftEmbargo => {
            let may: Vec<May> = vec![
                ("under embargo", Filed, &[Chief]),
                ("past its embargo", Filed, EDITORS),
            ];
            let row = row(|_| lift(), EDITORS, may).elsewhere("no-embargo");
            let early = &["unstarted", "pitch", "assigned", "draft", "sent back"];
            vec![
                row.told(&["under embargo"], EDITORS, "embargo-agreed")
                    .told(early, &[Reporter], "no-embargo"),
            ]
        }
        StepName::RequireCheck => vec![
            row(
                |_| require(LegalCheck),
                EDITORS_AND_LEGAL,
                wherever(EDITORS_AND_LEGAL),
            ),
            row(|_| require(Checklist), EDITORS, wherever(EDITORS)),
        ],
        StepName::ClearCheck => vec![
            checked(|_| clear(LegalCheck), "legal check asked", &[Legal]),
            checked(|_| clear(Checklist), "checklist asked", DESKS),
        ],
        StepName::RefuseCheck => vec![
            checked(|_| refuse(LegalCheck), "legal check asked", &[Legal]),
            checked(|_| refuse(Checklist), "checklist asked", DESKS),
        ],
        _ => live::rows(step),
    }
}

fn checked(step: super::MakeStep, asked: &'static str, who: &'static [Who]) -> Row {
    row(step, who, vec![(asked, Filed, who)])
        .elsewhere("check-not-required")
        .told(&["unstarted"], who, "wrong-state")
}
