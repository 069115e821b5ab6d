//! The rows for somebody whose roles the owner has closed, wherever the news of it comes first.

use super::{super::EVERYONE, Row, places::PLACES, rows::rows};
use crate::{
    Refusal, Role, RoleRange, Rosters, Standing, StepName, StoryState, fold,
    play::{
        NEWSROOM, STORY, Scene,
        Who::{self, Chief, Copy, Legal, OtherEditor, OtherReporter, Production},
        close_roles,
    },
};

/// Everything that the table allows: each step, in each place, by each person who may.
pub(super) fn allowed(mut each: impl FnMut(&Row, &str, &Scene, Who)) {
    for row in StepName::ALL.into_iter().flat_map(rows) {
        for (place, set) in &*PLACES {
            for who in EVERYONE {
                if row.expected(place, who).is_ok() {
                    each(&row, place, set, who);
                }
            }
        }
    }
}

/// What the story is, apart from the step that was tried last.
pub(super) fn without_last(mut state: StoryState) -> StoryState {
    state.trail.pop();
    state.heads.clear();
    state
}

#[test]
fn a_revoked_device_takes_no_step_by_the_new_roster_or_by_an_old_one() {
    allowed(|row, place, set, who| {
        for by_old in [false, true] {
            let mut scene = set.clone();
            let named = scene.roster;
            scene.close_roles(who);
            if by_old {
                scene.roster = named;
            }
            let step = (row.step)(&scene);
            let name = step.name();
            let answer = scene.tries(who, step).map_err(|refusal| refusal.code());
            assert_eq!(answer, Err("not-your-role"), "{place}: {who:?} {name}");
        }
    });
}

#[test]
fn a_revocation_that_comes_after_the_step_refuses_it_and_keeps_it_in_the_trail() {
    allowed(|row, place, set, who| {
        let mut scene = set.clone();
        let before = StoryState {
            heads: Vec::new(),
            ..scene.state()
        };
        let step = (row.step)(&scene);
        let name = step.name();
        let last = scene.seq;
        let entry = scene.does(who, step);
        scene.states(|next| close_roles(next, who, last));
        let rosters = Rosters::read(NEWSROOM, None, scene.stated.iter().rev());
        for after in [
            scene.state(),
            fold(&rosters, STORY, scene.entries.iter().rev()),
        ] {
            let line = after.trail.last().expect("it stays in the trail").clone();
            assert_eq!(line.entry, entry);
            let code = line.refusal().map(Refusal::code);
            assert_eq!(code, Some("not-your-role"), "{place}: {who:?} {name}");
            assert!(matches!(line.standing, Standing::Refused(_)));
            assert_eq!(
                without_last(after),
                before,
                "{place}: {who:?} {name} changed nothing"
            );
        }
    });
}

#[test]
fn a_step_signed_before_the_revocation_stands() {
    allowed(|row, place, set, who| {
        let mut scene = set.clone();
        let step = (row.step)(&scene);
        let name = step.name();
        scene.does(who, step);
        let before = scene.state();
        scene.close_roles(who);
        assert_eq!(scene.state(), before, "{place}: {who:?} {name}");
    });
}

/// Not the holder, not an author: what is left is the new role.
#[test]
fn whoever_is_a_reporter_from_now_on_may_what_any_reporter_may() {
    for who in [OtherEditor, Copy, Production, Legal, Chief] {
        for row in StepName::ALL.into_iter().flat_map(rows) {
            for (place, set) in &*PLACES {
                let mut scene = set.clone();
                let last = scene.seq;
                scene.states(|next| {
                    close_roles(next, who, last);
                    let own = next.members.iter_mut();
                    own.filter(|one| one.device == who.device())
                        .for_each(|member| {
                            let reporter = RoleRange::lasting(Role::Reporter, last + 1);
                            member.roles.push(reporter);
                        });
                });
                let step = (row.step)(&scene);
                let name = step.name();
                let answer = scene
                    .tries(who, step)
                    .map(|()| scene.desk())
                    .map_err(|refusal| refusal.code());
                let expected = row.expected(place, OtherReporter);
                assert_eq!(answer, expected, "{place}: {who:?} {name}");
            }
        }
    }
}
