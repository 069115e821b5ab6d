//! The table of steps, row by row: each step in every place, by everyone, allowed or refused with its code.
//!
//! Not here: what a step needs besides a role and a state (the files beside this one).

mod meanwhile;
mod places;
mod revoked;
mod rows;

use std::collections::BTreeSet;

use self::{places::PLACES, rows::rows};
use super::{EVERYONE, MakeStep};
use crate::{
    DeskState, Role, StepName,
    play::Who::{self, Publisher, Stranger},
};

/// A row of the table. What is said of a place holds for every place that has no line of its own.
struct Row {
    step: MakeStep,
    /// Where it may be taken, where it leads, and by whom.
    may: Vec<(&'static str, DeskState, &'static [Who])>,
    /// Whose role would do in the right place; everyone else is told that the step is not theirs.
    role: &'static [Who],
    /// What they are told in a place where it cannot be taken.
    elsewhere: &'static str,
    /// What is told in particular places, and to whom.
    told: Vec<(&'static [&'static str], &'static [Who], &'static str)>,
}

impl Row {
    fn expected(&self, place: &str, who: Who) -> Result<DeskState, &'static str> {
        let mut here = self.may.iter().filter(|(one, _, _)| *one == place);
        if let Some((_, to, _)) = here.find(|(_, _, people)| people.contains(&who)) {
            return Ok(*to);
        }
        let told = self
            .told
            .iter()
            .find(|(places, people, _)| places.contains(&place) && people.contains(&who));
        Err(match told {
            Some((_, _, code)) => code,
            None if who == Stranger => "not-on-roster",
            None if who == Publisher => "publisher-only-publishes",
            None if !self.role.contains(&who) => "not-your-role",
            None if self.may.iter().any(|(one, _, _)| *one == place) => "not-your-role",
            None if place == "spiked" && self.elsewhere == "wrong-state" => "spiked",
            None => self.elsewhere,
        })
    }
}

/// Tries every line of a step's rows in every place and as everyone.
fn check(name: StepName) {
    let mut wrong = Vec::new();
    for row in rows(name) {
        for (place, set) in &*PLACES {
            for who in EVERYONE.into_iter().chain([Publisher]) {
                let mut scene = set.clone();
                let step = (row.step)(&scene);
                assert_eq!(step.step_name(), name, "a row is about its own step");
                let answer = scene
                    .tries(who, step)
                    .map(|()| scene.desk())
                    .map_err(|refusal| refusal.code());
                let expected = row.expected(place, who);
                if answer != expected {
                    wrong.push(format!("{place}, {who:?}: {answer:?}, not {expected:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", name.name(), wrong.join("\n"));
}

/// One test for each row, by the step's name.
macro_rules! table {
    ($($step:ident: $test:ident,)*) => {
        const TESTED: &[StepName] = &[$(StepName::$step),*];
        $(#[test]
        fn $test() {
            check(StepName::$step);
        })*
    };
}

table! {
    Pitch: pitch_is_for_anyone_who_works_here,
    Commission: commission_is_a_desk_editors,
    Start: start_is_the_writers_and_any_reporters_for_a_new_story,
    File: file_is_for_who_wrote_it_and_the_desk,
    PullBack: pull_back_is_its_authors,
    Take: take_is_a_desk_editors_and_on_the_copy_desk_a_copy_editors_too,
    PutBack: put_back_is_the_holders,
    SendBack: send_back_is_the_desks_and_the_copy_desks,
    ToCopy: to_copy_is_the_desks_and_the_copy_desks,
    ToDesk: to_desk_is_the_desks_and_the_copy_desks,
    Approve: approve_is_a_desk_editors_and_a_copy_editors_who_may,
    ApproveMinor: approve_minor_is_for_spelling_a_copy_editors,
    Schedule: schedule_is_the_desks_and_productions,
    Reschedule: reschedule_is_the_desks_and_productions,
    Unschedule: unschedule_is_the_desks_and_productions,
    Publish: publish_is_the_desks_and_productions,
    Hold: hold_is_the_desks_legals_and_its_authors,
    Release: release_is_for_who_set_it_and_a_chief,
    SetEmbargo: set_embargo_is_for_who_has_the_story_and_the_desk,
    LiftEmbargo: lift_embargo_is_for_who_has_the_story_and_before_its_time_a_chief,
    RequireCheck: require_check_is_the_desks_and_legals_for_its_own,
    ClearCheck: clear_check_is_the_checkers,
    RefuseCheck: refuse_check_is_the_checkers,
    Assign: assign_is_a_desk_editors,
    Spike: spike_is_a_desk_editors,
    Unspike: unspike_is_a_desk_editors,
    OpenUpdate: open_update_is_an_authors_at_home_and_an_editors_at_the_desk,
    DropUpdate: drop_update_is_an_authors_and_the_desks,
    Withdraw: withdraw_is_the_desks_and_legals_at_once,
    Reinstate: reinstate_is_a_chiefs,
    Confirm: confirm_is_for_a_second_person,
    BreakGlass: break_glass_is_a_chiefs,
    Seal: seal_is_for_everyone_who_works_here,
}

#[test]
fn every_step_has_its_row_and_every_role_somebody() {
    let tested: BTreeSet<StepName> = TESTED.iter().copied().collect();
    assert_eq!(tested, StepName::ALL.into(), "each step once");
    let held: BTreeSet<Role> = Who::MEMBERS
        .iter()
        .filter(|(who, _)| EVERYONE.contains(who))
        .map(|(_, role)| *role)
        .collect();
    assert_eq!(held, Role::ALL.into(), "somebody tries in each role");
}
