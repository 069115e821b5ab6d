//! Moments of a story: naming them, going back to them, what came since.

use serde_json::json;

use super::chance::Chance;
use super::desk::Desk;
use super::{blocks, body};
use crate::error::Error;
use crate::manuscript::{Frontier, Manuscript, Peer};
use crate::testing::{cases, seed};

#[test]
fn a_story_reads_at_each_moment_as_it_read_then() {
    for number in 0..u64::from(cases() / 50) {
        let seed = seed().wrapping_add(number);
        let mut chance = Chance::from(seed);
        let mut desk = Desk::new(1, seed);
        let mut moments = Vec::new();
        for _ in 0..10 {
            desk.edit(&mut chance);
            moments.push((desk.manuscript.frontier(), desk.manuscript.reading()));
        }
        for (moment, reading) in moments {
            assert_eq!(
                desk.manuscript.reading_at(&moment),
                reading,
                "STET_SEED={seed}"
            );
        }
    }
}

#[test]
fn what_came_since_a_moment_brings_another_desk_from_there_to_here() {
    let mut story = Manuscript::empty(1);
    let first = story
        .apply(&[body(json!([{"insert": "one"}]))])
        .expect("sound");
    let moment = story.frontier();
    assert!(story.update_since(&moment).expect("known").is_empty());
    story
        .apply(&[body(json!([{"retain": 3}, {"insert": " two"}]))])
        .expect("sound");
    let (mut other, _) = Manuscript::load(2, None, [first.0.as_slice()]).expect("sound");
    other
        .accept(&[&story.update_since(&moment).expect("known").0])
        .expect("sound");
    assert_eq!(blocks(&other), "p(one two)");
}

#[test]
fn a_moment_of_another_story_is_unknown_and_garbage_names_none() {
    let mut other = Manuscript::empty(2);
    other
        .apply(&[body(json!([{"insert": "one"}]))])
        .expect("sound");
    let story = Manuscript::empty(1);
    assert_eq!(
        story.reading_at(&other.frontier()),
        Err(Error::UnknownFrontier)
    );
    assert_eq!(
        story.update_since(&other.frontier()),
        Err(Error::UnknownFrontier)
    );
    assert_eq!(
        story.reading_at(&Frontier(vec![0xff; 7])),
        Err(Error::DamagedFrontier)
    );
}

#[test]
fn an_update_names_who_wrote_in_it() {
    let mut one = Manuscript::empty(1);
    let first = one
        .apply(&[body(json!([{"insert": "one"}]))])
        .expect("sound");
    let (mut other, _) = Manuscript::load(2, None, [first.0.as_slice()]).expect("sound");
    let second = other
        .apply(&[body(json!([{"insert": "two"}]))])
        .expect("sound");
    let check = |update: &[u8], peers: &[Peer]| {
        let named = Manuscript::peers_in(update).expect("sound");
        assert_eq!(named.into_iter().collect::<Vec<_>>(), peers);
    };
    check(&first.0, &[1]);
    check(&second.0, &[2]);
    check(
        &other
            .update_since(&Manuscript::empty(3).frontier())
            .expect("known")
            .0,
        &[1, 2],
    );
    check(&[], &[]);
    assert_eq!(
        Manuscript::peers_in(&[1, 2, 3]),
        Err(Error::DamagedUpdate { index: 0 })
    );
}

#[test]
fn a_manuscript_can_go_to_another_thread() {
    fn send<T: Send>(_: T) {}
    send(Manuscript::empty(1));
}
