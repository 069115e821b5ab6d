//! How a story of the laws begins, so that chance does not spend itself on beginnings.

use super::world::{Act, Choice};
use crate::{CheckKind, UpdateClass, play::Who};

/// How many there are.
pub(super) const OPENINGS: usize = 17;

/// The beginning of a story that every desk knows.
pub(super) fn opening(which: usize, length: usize) -> Vec<(usize, Act)> {
    use Choice::*;
    use Who::{Chief, Copy, Editor, Legal, OtherEditor, Production, Publisher, Reporter};
    let started = [
        Act::Try(Reporter, Start),
        Act::Type(Reporter),
        Act::Try(Reporter, File),
    ];
    let approved = [Act::Try(OtherEditor, Approve)];
    let live = [
        Act::Try(OtherEditor, Approve),
        Act::Try(Production, Publish),
    ];
    let correction = OpenUpdate(UpdateClass::Correction);
    let goes_on: Vec<Act> = match which {
        0 => [
            &approved[..],
            &[Act::Try(Production, Schedule(20)), Act::Try(Legal, Hold)],
        ]
        .concat(),
        // The same words, filed again.
        1 => [
            &approved[..],
            &[Act::Try(Editor, SendBack), Act::Try(Reporter, File)],
        ]
        .concat(),
        2 => vec![
            Act::Try(Editor, Embargo(30)),
            Act::Try(OtherEditor, Approve),
            Act::Try(Production, Schedule(30)),
        ],
        3 => vec![
            Act::Try(Editor, Take),
            Act::Try(Editor, ToCopy),
            Act::Try(Copy, Take),
            Act::Try(Editor, Require(CheckKind::Legal)),
            Act::Try(Legal, Clear(CheckKind::Legal)),
            Act::Try(OtherEditor, Approve),
        ],
        4 => [
            &approved[..],
            &[Act::Type(Editor), Act::Try(Copy, ApproveMinor)],
        ]
        .concat(),
        5 => [
            &live[..],
            &[Act::Try(Editor, correction), Act::Type(Editor)],
        ]
        .concat(),
        6 => [
            &live[..],
            &[
                Act::Try(Legal, Withdraw),
                Act::Try(Chief, Reinstate),
                Act::Try(Editor, Confirm),
                Act::Try(Production, Publish),
            ],
        ]
        .concat(),
        7 => [
            &live[..],
            &[
                Act::Try(Reporter, correction),
                Act::Type(Reporter),
                Act::Try(Reporter, File),
            ],
        ]
        .concat(),
        8 => vec![
            Act::Try(Chief, BreakGlass),
            Act::Try(Chief, Publish),
            Act::Try(Editor, Confirm),
        ],
        9 => vec![Act::Try(Editor, Spike)],
        10 => vec![
            Act::Try(OtherEditor, Approve),
            Act::Try(Editor, Hold),
            Act::Try(Legal, Hold),
            Act::Try(Editor, Release),
        ],
        11 => [
            &live[..],
            &[
                Act::Try(Editor, Embargo(30)),
                Act::Try(Legal, Hold),
                Act::Try(Legal, Withdraw),
                Act::Try(Editor, correction),
            ],
        ]
        .concat(),
        // Whoever confirmed is revoked before the story is back.
        12 => [
            &live[..],
            &[
                Act::Try(Editor, Withdraw),
                Act::Try(Chief, Reinstate),
                Act::Try(Legal, Confirm),
                Act::Revoke(Legal, 0),
            ],
        ]
        .concat(),
        // What is due fires no more on a laptop that is lost.
        13 => [
            &approved[..],
            &[
                Act::Try(Production, Schedule(5)),
                Act::Revoke(Publisher, 0),
                Act::Wait(10),
            ],
        ]
        .concat(),
        14 => {
            let mut play = known_to_all(started.into_iter().chain(approved));
            let promises = [(0, Embargo(10)), (1, Embargo(25)), (2, Embargo(5))];
            play.extend(promises.map(|(desk, promise)| (desk, Act::Try(Editor, promise))));
            play.extend([(0, Act::Meet(1)), (0, Act::Meet(2)), (0, Act::Wait(15))]);
            return play.into_iter().take(length + 6).collect();
        }
        // One desk withdraws what another has withdrawn and brings back meanwhile.
        15 => {
            let mut play = known_to_all(started.into_iter().chain(live));
            let back = [
                Act::Try(Legal, Withdraw),
                Act::Try(Chief, Reinstate),
                Act::Try(Editor, Confirm),
            ];
            play.push((1, Act::Try(OtherEditor, Withdraw)));
            play.extend(back.map(|act| (0, act)));
            play.extend([(0, Act::Try(Production, Publish)), (1, Act::Meet(0))]);
            return play.into_iter().take(length + 9).collect();
        }
        _ => {
            let pitched = [
                Act::Try(Reporter, Pitch),
                Act::Try(Editor, Commission(Reporter)),
                Act::Try(Reporter, Start),
                Act::Type(Reporter),
                Act::Try(Reporter, File),
                Act::Try(Editor, Approve),
            ];
            return known_to_all(pitched.into_iter().take(length));
        }
    };
    known_to_all(started.into_iter().chain(goes_on).take(length))
}

fn known_to_all(begun: impl Iterator<Item = Act>) -> Vec<(usize, Act)> {
    let all_meet = (1..4).map(|desk| (desk, Act::Meet(0)));
    begun.map(|act| (0, act)).chain(all_meet).collect()
}
