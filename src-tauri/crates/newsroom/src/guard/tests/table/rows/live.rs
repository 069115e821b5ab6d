//! The rows of what readers have, or had.

use super::{EDITORS, EDITORS_AND_AUTHOR, EDITORS_AND_LEGAL, May, Row, row};
use crate::{
    DeskState::{Draft, Editing, Idle},
    EntryId, Step, StepName, UpdateClass,
    play::{
        Scene,
        Who::{Chief, Editor, Legal, OtherEditor, Reporter},
        confirm, drop_update, withdraw,
    },
};

pub(super) fn rows(step: StepName) -> Vec<Row> {
    const WITHDRAWN: [&str; 2] = ["withdrawn", "reinstatement asked"];
    match step {
        StepName::OpenUpdate => {
            let places = ["idle", "withdrawn", "reinstatement asked"];
            let mut may: Vec<May> = places.map(|place| (place, Editing, EDITORS)).to_vec();
            may.extend(places.map(|place| -> May { (place, Draft, &[Reporter]) }));
            let row = row(
                |_| Step::OpenUpdate {
                    class: UpdateClass::Correction,
                },
                EDITORS_AND_AUTHOR,
                may,
            );
            vec![
                row.elsewhere("not-live")
                    .told(&["updating"], EDITORS_AND_AUTHOR, "wrong-state"),
            ]
        }
        StepName::DropUpdate => {
            let may = vec![("updating", Idle, EDITORS_AND_AUTHOR)];
            let nothing = &["idle", "withdrawn", "reinstatement asked"];
            vec![
                row(|_| drop_update(), EDITORS_AND_AUTHOR, may)
                    .elsewhere("not-live")
                    .told(nothing, EDITORS_AND_AUTHOR, "wrong-state"),
            ]
        }
        StepName::Withdraw => {
            let may = vec![
                ("idle", Idle, EDITORS_AND_LEGAL),
                ("updating", Editing, EDITORS_AND_LEGAL),
            ];
            let again = &["withdrawn", "reinstatement asked"];
            vec![
                row(|_| withdraw(), EDITORS_AND_LEGAL, may)
                    .elsewhere("not-live")
                    .told(again, EDITORS_AND_LEGAL, "withdrawn"),
            ]
        }
        StepName::Reinstate => {
            let may = WITHDRAWN.map(|place| -> May { (place, Idle, &[Chief]) });
            vec![row(reinstate, &[Chief], may.to_vec()).elsewhere("not-withdrawn")]
        }
        StepName::Confirm => {
            let may: Vec<May> = vec![
                ("withdrawn", Idle, &[OtherEditor, Chief, Legal]),
                ("reinstatement asked", Idle, &[Editor, OtherEditor, Legal]),
            ];
            vec![
                row(|scene| confirm(unread(scene)), EDITORS_AND_LEGAL, may)
                    .elsewhere("nothing-to-confirm")
                    .told(&WITHDRAWN, EDITORS_AND_LEGAL, "read-by-another"),
            ]
        }
        _ => Vec::new(),
    }
}

fn reinstate(scene: &Scene) -> Step {
    let content_hash = scene.state().reinstatable(scene.facts.head_hash);
    Step::Reinstate {
        content_hash: content_hash.unwrap_or_default(),
    }
}

/// What was done last by one person alone.
fn unread(scene: &Scene) -> EntryId {
    let unread = scene.state().to_be_read;
    unread
        .last()
        .map_or(EntryId::from_bytes([0; 32]), |unread| unread.entry)
}
