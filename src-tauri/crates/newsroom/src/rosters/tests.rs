use super::*;
use crate::{
    ClosedPublisher, Refusal, Role, SecondReader, Standing, Step,
    play::{
        NEWSROOM, STORY, Scene, Who, approve, close_roles, file, owner, roster, roster_entry,
        send_back, story_entry,
    },
};

fn first() -> Entry {
    roster_entry(&roster(SecondReader::TwoPeople), &owner(), 1)
}

fn second(change: impl Fn(&mut Roster)) -> Entry {
    let mut next = Roster {
        number: 2,
        prev: Some(first().id),
        ..roster(SecondReader::TwoPeople)
    };
    change(&mut next);
    roster_entry(&next, &owner(), 2)
}

fn check(second: &Entry, fault: Option<RosterFault>) {
    let rosters = Rosters::read(NEWSROOM, None, [second, &first()]);
    assert_eq!(rosters.refused().get(&second.id).copied(), fault);
    let latest = rosters.latest().map(|roster| roster.number);
    assert_eq!(latest, Some(if fault.is_some() { 1 } else { 2 }));
}

#[test]
fn a_roster_follows_the_one_it_names() {
    check(&second(|_| ()), None);
    check(&second(|next| next.prev = None), Some(RosterFault::NotNext));
    check(
        &second(|next| next.zone = "Europe/Lundon".into()),
        Some(RosterFault::UnknownZone),
    );
}

#[test]
fn nobody_but_the_owner_key_signs_a_roster() {
    let granted = Roster {
        number: 2,
        prev: Some(first().id),
        ..roster(SecondReader::Alone)
    };
    check(
        &roster_entry(&granted, &Who::Admin.key(), 2),
        Some(RosterFault::NotOwner),
    );
}

#[test]
fn the_owner_key_can_be_changed() {
    let new_owner = Who::Stranger.key();
    let handed = second(|next| next.owner = new_owner.verifying_key().to_bytes());
    let third = Roster {
        number: 3,
        prev: Some(handed.id),
        owner: new_owner.verifying_key().to_bytes(),
        ..roster(SecondReader::TwoPeople)
    };
    let (by_old, by_new) = (
        roster_entry(&third, &owner(), 3),
        roster_entry(&third, &new_owner, 1),
    );
    let rosters = Rosters::read(NEWSROOM, None, [&by_old, &by_new, &handed, &first()]);
    assert_eq!(rosters.latest_entry(), Some(by_new.id));
    assert_eq!(
        rosters.refused().get(&by_old.id),
        Some(&RosterFault::NotOwner)
    );
}

#[test]
fn a_role_once_granted_may_be_closed_and_not_dropped() {
    check(
        &second(|next| next.members[2].roles[0].to_seq = Some(5)),
        None,
    );
    check(
        &second(|next| next.members[2].roles.clear()),
        Some(RosterFault::RoleDropped),
    );
    check(
        &second(|next| next.members[2].roles[0].from_seq = 2),
        Some(RosterFault::RoleDropped),
    );
    check(
        &second(|next| drop(next.members.remove(2))),
        Some(RosterFault::RoleDropped),
    );
    check(
        &second(|next| next.members[2].person = Who::Chief.id()),
        Some(RosterFault::RoleDropped),
    );
    check(
        &second(|next| {
            next.members[2]
                .roles
                .push(crate::RoleRange::lasting(Role::Legal, 9))
        }),
        None,
    );
}

/// The copy editor who may approve, and is to approve no more.
#[test]
fn who_may_approve_no_more_cannot_by_naming_an_old_roster() {
    let copy = |next: &mut Roster| {
        let found = next
            .members
            .iter()
            .position(|one| one.person == Who::Copy.id());
        found.expect("the play has its copy editor")
    };
    let take_back = |next: &mut Roster| {
        let at = copy(next);
        next.members[at].may_approve = false;
    };
    check(&second(take_back), Some(RosterFault::RoleDropped));
    let mut scene = Scene::filed(SecondReader::TwoPeople);
    let (named, last) = (scene.roster, scene.seq);
    scene.states(|next| {
        take_back(next);
        close_roles(next, Who::Copy, last);
        let at = copy(next);
        let again = crate::RoleRange::lasting(Role::CopyEditor, last + 1);
        next.members[at].roles.push(again);
    });
    for roster in [named, scene.roster] {
        let mut scene = scene.clone();
        scene.roster = roster;
        let refused = scene.tries(Who::Copy, approve());
        assert_eq!(
            refused.map_err(|refusal| refusal.code()),
            Err("not-your-role"),
            "by roster {roster}"
        );
    }
    assert_eq!(
        scene.tries(Who::Copy, send_back()),
        Ok(()),
        "a copy editor still"
    );
}

#[test]
fn a_publisher_once_named_may_be_closed_and_not_dropped() {
    check(
        &second(|next| next.publishers.clear()),
        Some(RosterFault::RoleDropped),
    );
    let closed = |last| {
        second(|next| {
            next.closed_publishers = vec![ClosedPublisher {
                device: Who::Publisher.device(),
                to_seq: last,
            }]
        })
    };
    check(&closed(5), None);
    let third = |to_seq: Option<u64>| {
        let next = Roster {
            number: 3,
            prev: Some(closed(5).id),
            closed_publishers: to_seq
                .map(|to_seq| ClosedPublisher {
                    device: Who::Publisher.device(),
                    to_seq,
                })
                .into_iter()
                .collect(),
            ..roster(SecondReader::TwoPeople)
        };
        let third = roster_entry(&next, &owner(), 3);
        let rosters = Rosters::read(NEWSROOM, None, [&third, &closed(5), &first()]);
        rosters.refused().get(&third.id).copied()
    };
    assert_eq!(third(Some(4)), None, "it may be closed earlier");
    for reopened in [None, Some(6)] {
        assert_eq!(third(reopened), Some(RosterFault::RoleDropped));
    }
}

#[test]
fn a_publisher_of_a_lost_laptop_fires_nothing_more_by_any_roster() {
    let mut scene = Scene::scheduled(SecondReader::TwoPeople);
    scene.wait(60);
    let (named, last) = (scene.roster, scene.seq);
    let close = |last| {
        move |next: &mut Roster| {
            next.closed_publishers = vec![ClosedPublisher {
                device: Who::Publisher.device(),
                to_seq: last,
            }];
        }
    };
    let fires = scene.fires("site");
    let mut fired = scene.clone();
    fired.does(Who::Publisher, fires.clone());
    let live = fired.state().live;
    fired.states(close(fired.seq));
    assert_eq!(fired.state().live, live, "what it fired before stands");

    scene.states(close(last));
    for roster in [named, scene.roster] {
        let mut scene = scene.clone();
        scene.roster = roster;
        let refused = scene.tries(Who::Publisher, fires.clone());
        assert_eq!(refused, Err(Refusal::NotOnRoster), "by roster {roster}");
    }
}

#[test]
fn one_device_stands_for_one_person() {
    check(
        &second(|next| next.members.push(next.members[0].clone())),
        Some(RosterFault::DeviceTwice),
    );
    check(
        &second(|next| next.publishers.push(Who::Editor.device())),
        Some(RosterFault::DeviceTwice),
    );
}

#[test]
fn two_rosters_for_one_number_are_an_alarm() {
    let (one, other) = (
        second(|_| ()),
        second(|next| next.second_reader = SecondReader::Alone),
    );
    for order in [[&one, &other], [&other, &one]] {
        let rosters = Rosters::read(NEWSROOM, None, order.into_iter().chain([&first()]));
        assert_eq!(
            (rosters.fork(), rosters.latest().map(|roster| roster.number)),
            (Some(2), Some(1))
        );
    }
}

#[test]
fn another_first_roster_is_not_trusted() {
    let stranger = Who::Stranger.key();
    let mut other = roster(SecondReader::Alone);
    other.owner = stranger.verifying_key().to_bytes();
    let other = roster_entry(&other, &stranger, 1);
    let rosters = Rosters::read(NEWSROOM, Some(first().id), [&other, &first()]);
    assert_eq!(
        (rosters.latest_entry(), rosters.fork()),
        (Some(first().id), None)
    );
    assert_eq!(
        rosters.refused().get(&other.id),
        Some(&RosterFault::OtherNewsroom)
    );
}

#[test]
fn a_step_that_names_an_unknown_roster_has_no_effect_until_it_comes() {
    let mut scene = Scene::draft(SecondReader::TwoPeople);
    let state = scene.state();
    scene.roster = 2;
    let said = scene.step_entry(&file(), &state);
    scene
        .entries
        .push(story_entry(Who::Reporter, 50, Kind::Step, said.to_bytes()));
    let standing = |scene: &Scene| scene.state().trail.last().map(|line| line.standing.clone());
    assert_eq!(
        standing(&scene),
        Some(Standing::Refused(Refusal::UnknownRoster { number: 2 }))
    );
    scene.rosters = Rosters::read(NEWSROOM, None, [&second(|_| ()), &first()]);
    assert_eq!(
        standing(&scene),
        Some(Standing::Done),
        "{STORY} is filed once the roster is here"
    );

    scene.roster = 1;
    let refused = scene.tries(Who::Editor, Step::Take);
    assert_eq!(
        refused,
        Err(Refusal::OldRoster { number: 1 }),
        "its author had seen a step by roster 2"
    );
}
