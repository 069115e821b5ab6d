//! What the screen offers is what the rules allow.

use super::{EVERYONE, PLACES, Place};
use crate::{
    Actor, EntryId,
    SecondReader::TwoPeople,
    Step, StepName, UpdateClass, allowed,
    play::{
        Scene, Who, approve, approve_minor, assign, break_glass, commission, confirm, drop_update,
        embargo, file, hold, lift, pitch, send_back, spike, unspike, withdraw,
    },
};

#[test]
fn the_buttons_agree_with_the_rules() {
    let further: [Place; 2] = [Scene::void, Scene::withdrawn];
    for place in PLACES.map(|(_, place)| place).into_iter().chain(further) {
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
                    StepName::Pitch => pitch(),
                    StepName::Commission => commission(Who::Reporter),
                    StepName::Assign => assign(Who::Reporter),
                    StepName::ToCopy => Step::ToCopy,
                    StepName::ToDesk => Step::ToDesk,
                    StepName::ApproveMinor => approve_minor(),
                    StepName::OpenUpdate => Step::OpenUpdate {
                        class: UpdateClass::Update,
                    },
                    StepName::DropUpdate => drop_update(),
                    StepName::Withdraw => withdraw(),
                    StepName::Reinstate => Step::Reinstate {
                        content_hash: state
                            .reinstatable(scene.facts.head_hash)
                            .unwrap_or_default(),
                    },
                    StepName::Confirm => confirm(
                        state
                            .to_be_read
                            .first()
                            .map_or(EntryId::from_bytes([0; 32]), |unread| unread.entry),
                    ),
                    StepName::BreakGlass => break_glass(),
                    // About either check; a test of their own looks at these.
                    StepName::RequireCheck | StepName::ClearCheck | StepName::RefuseCheck => {
                        continue;
                    }
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
