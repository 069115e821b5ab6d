//! What the screen offers is what the rules allow.

use super::{EVERYONE, PLACES};
use crate::{
    Actor,
    SecondReader::TwoPeople,
    Step, StepName, allowed,
    play::{
        Who, approve, assign, commission, embargo, file, hold, lift, pitch, send_back, spike,
        unspike,
    },
};

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
                    StepName::Pitch => pitch(),
                    StepName::Commission => commission(Who::Reporter),
                    StepName::Assign => assign(Who::Reporter),
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
