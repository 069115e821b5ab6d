//! Laws for any steps of anybody on any number of desks that meet whenever they like.

mod openings;
mod record;
mod world;

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;

use self::{
    openings::{OPENINGS, opening},
    record::{Record, hold_to_the_invariants, is_refused},
    world::{Act, ByRoster, Choice, World},
};
use crate::{
    CheckKind, Entry, Role, Rosters,
    SecondReader::{self, Alone, Always, TwoPeople},
    UpdateClass, fold,
    play::{NEWSROOM, STORY, Who},
};

/// What happens, under which rule, and the seed of the order in which its entries come to somebody at last.
type Play = (SecondReader, Vec<(usize, Act)>, u64);

fn check(desks: usize, (rule, acts, order): &Play) {
    let mut world = World::new(*rule, desks);
    for (desk, act) in acts {
        world.act(*desk, act);
    }
    let mut all = BTreeMap::new();
    world
        .desks
        .iter()
        .for_each(|desk| all.extend(desk.known.clone()));
    let rosters = Rosters::read(NEWSROOM, None, all.values());
    let state = fold(&rosters, STORY, all.values());

    let mut shuffled: Vec<&Entry> = all.values().collect();
    shuffled.sort_by_cached_key(|entry| {
        let seeded = [&order.to_be_bytes()[..], entry.id.as_bytes()].concat();
        *blake3::hash(&seeded).as_bytes()
    });
    let doubled: Vec<&Entry> = [&shuffled[..], &shuffled[..shuffled.len().min(3)]].concat();
    assert_eq!(
        Rosters::read(NEWSROOM, None, doubled.iter().copied()),
        rosters,
        "(5) desks with the same entries follow the same rosters"
    );
    assert_eq!(
        fold(&rosters, STORY, doubled),
        state,
        "(5) desks with the same entries show the same state"
    );

    hold_to_the_invariants(&state, &Record::of(&world, &all));

    // What one desk concludes about a step from what its author saw, every desk concludes.
    for desk in &world.desks {
        for line in &fold(&rosters, STORY, desk.known.values()).trail {
            let ours = state
                .trail
                .iter()
                .find(|other| other.entry == line.entry)
                .expect("nothing leaves the trail");
            assert_eq!(
                is_refused(line),
                is_refused(ours),
                "(5) a step is right or wrong in its own past"
            );
        }
    }
}

fn anyone() -> impl Strategy<Value = Who> {
    use Who::*;
    prop_oneof![
        4 => Just(Reporter), 4 => Just(Editor), 3 => Just(OtherEditor), 2 => Just(Copy), 2 => Just(Chief),
        2 => Just(Legal), 2 => Just(Production), 2 => Just(Publisher), 1 => Just(Admin), 1 => Just(Stranger),
        1 => Just(SportEditor),
    ]
}

fn any_choice() -> impl Strategy<Value = Choice> {
    use Choice::*;
    prop_oneof![
        1 => Just(Start), 1 => Just(Pitch), 1 => anyone().prop_map(Commission), 1 => anyone().prop_map(Assign), 1 => Just(Seal), 3 => Just(File), 1 => Just(PullBack), 3 => Just(Take), 1 => Just(PutBack),
        1 => Just(SendBack), 6 => Just(Approve), 3 => (0..40_i64).prop_map(Schedule),
        1 => (0..40_i64).prop_map(Reschedule), 1 => Just(Unschedule), 4 => Just(Publish), 1 => Just(Forge), 3 => Just(Fire),
        2 => Just(Hold), 2 => Just(Release), 2 => (-10..40_i64).prop_map(Embargo), 1 => Just(Lift), 1 => Just(Spike),
        1 => Just(Unspike),
        1 => Just(ToCopy), 1 => Just(ToDesk), 3 => Just(ApproveMinor), 2 => any_check().prop_map(Require),
        2 => any_check().prop_map(Clear), 1 => any_check().prop_map(Refuse), 3 => any_class().prop_map(OpenUpdate),
        1 => Just(DropUpdate), 2 => Just(Withdraw), 2 => Just(Reinstate), 3 => Just(Confirm), 2 => Just(BreakGlass),
    ]
}

fn any_check() -> impl Strategy<Value = CheckKind> {
    prop_oneof![2 => Just(CheckKind::Legal), 1 => Just(CheckKind::Checklist)]
}

fn any_class() -> impl Strategy<Value = UpdateClass> {
    prop_oneof![2 => Just(UpdateClass::Correction), 1 => Just(UpdateClass::MinorFix)]
}

fn any_role() -> impl Strategy<Value = Role> {
    prop::sample::select(&Role::ALL[..])
}

fn any_rule() -> impl Strategy<Value = SecondReader> {
    prop_oneof![2 => Just(TwoPeople), 1 => Just(Always), 1 => Just(Alone)]
}

fn any_roster() -> impl Strategy<Value = ByRoster> {
    prop_oneof![Just(ByRoster::InForce), Just(ByRoster::First)]
}

fn any_act() -> impl Strategy<Value = (usize, Act)> {
    let act = prop_oneof![
        6 => anyone().prop_map(Act::Type),
        36 => (anyone(), any_choice()).prop_map(|(who, choice)| Act::Try(who, choice)),
        6 => (anyone(), any_choice(), any_roster())
            .prop_map(|(who, choice, by)| Act::Force(who, choice, by)),
        2 => (anyone(), any_choice()).prop_map(|(who, choice)| Act::Mute(who, choice)),
        3 => (anyone(), any_choice(), any::<Index>())
            .prop_map(|(who, choice, earlier)| Act::Stale(who, choice, earlier)),
        2 => (anyone(), any::<Index>()).prop_map(|(who, which)| Act::Replay(who, which)),
        12 => (0..4_usize).prop_map(Act::Meet),
        6 => (1..30_i64).prop_map(Act::Wait),
        2 => (anyone(), 0..3_usize).prop_map(|(who, back)| Act::Revoke(who, back)),
        1 => (anyone(), any_role()).prop_map(|(who, role)| Act::Become(who, role)),
        1 => any_rule().prop_map(Act::Rule),
        1 => anyone().prop_map(Act::Crown),
    ];
    (0..4_usize, act)
}

/// `STET_LONG` times as many cases as every day, or `STET_CASES`; `STET_SEED` says which.
fn cases() -> ProptestConfig {
    let number = |name| std::env::var(name).ok()?.parse::<u64>().ok();
    let cases = number("STET_CASES").unwrap_or_else(|| 3_500 * number("STET_LONG").unwrap_or(1));
    ProptestConfig {
        cases: u32::try_from(cases).unwrap_or(u32::MAX),
        rng_seed: RngSeed::Fixed(number("STET_SEED").unwrap_or(1)),
        ..ProptestConfig::default()
    }
}

fn any_play() -> impl Strategy<Value = Play> {
    let acts = prop::collection::vec(any_act(), 1..24);
    (any_rule(), 0..OPENINGS, 0..10_usize, acts, any::<u64>()).prop_map(
        |(rule, which, length, acts, order)| {
            let mut play = opening(which, length);
            play.extend(acts);
            (rule, play, order)
        },
    )
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn two_desks_that_meet_agree_and_break_no_law(play in any_play()) {
        check(2, &play);
    }

    #[test]
    fn three_desks_that_meet_agree_and_break_no_law(play in any_play()) {
        check(3, &play);
    }

    #[test]
    fn four_desks_that_meet_agree_and_break_no_law(play in any_play()) {
        check(4, &play);
    }
}
