//! Where a story can be when somebody takes a step.

use std::sync::LazyLock;

use crate::{
    CheckKind::{Checklist, Legal as LegalCheck},
    SecondReader::TwoPeople,
    Step, UpdateClass,
    play::{
        Scene,
        Who::{Chief, Editor, Legal, Reporter},
        embargo, hold, require, send_back,
    },
};

/// Each place by its name; where somebody has the story, it is the editor, and its author is the reporter.
pub(super) static PLACES: LazyLock<Vec<(&str, Scene)>> =
    LazyLock::new(|| SETS.map(|(place, set)| (place, set())).to_vec());

type Set = (&'static str, fn() -> Scene);

const SETS: [Set; 22] = [
    ("unstarted", || Scene::new(TwoPeople)),
    ("pitch", || Scene::pitched(TwoPeople)),
    ("assigned", || Scene::assigned(TwoPeople)),
    ("draft", || Scene::draft(TwoPeople)),
    ("sent back", || {
        let mut scene = Scene::filed(TwoPeople);
        scene.does(Editor, send_back());
        scene
    }),
    ("filed", || Scene::filed(TwoPeople)),
    ("editing", || Scene::editing(TwoPeople)),
    ("copy", || Scene::copy(TwoPeople)),
    ("approved", || Scene::approved(TwoPeople)),
    ("scheduled", || Scene::scheduled(TwoPeople)),
    ("void", || Scene::void_by_a_comma(TwoPeople)),
    ("idle", || Scene::live(TwoPeople)),
    ("updating", || {
        Scene::updating(TwoPeople, UpdateClass::Correction)
    }),
    ("withdrawn", || Scene::withdrawn(TwoPeople)),
    ("reinstatement asked", || {
        let mut scene = Scene::withdrawn(TwoPeople);
        let content_hash = scene.facts.head_hash;
        scene.does(Chief, Step::Reinstate { content_hash });
        scene
    }),
    ("spiked", || Scene::spiked(TwoPeople)),
    ("held by its author", || filed_and(Reporter, hold())),
    ("held by legal", || filed_and(Legal, hold())),
    ("under embargo", || filed_and(Editor, embargo(30))),
    ("past its embargo", || {
        let mut scene = filed_and(Editor, embargo(30));
        scene.wait(30);
        scene
    }),
    ("legal check asked", || {
        filed_and(Editor, require(LegalCheck))
    }),
    ("checklist asked", || filed_and(Editor, require(Checklist))),
];

fn filed_and(who: crate::play::Who, step: Step) -> Scene {
    let mut scene = Scene::filed(TwoPeople);
    scene.does(who, step);
    scene
}
