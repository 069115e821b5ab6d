//! People, targets and story shapes: full statements of which the latest wins.
//!
//! "Latest" is by clock and then by entry id, so every desk with the same entries shows the same one. Statements by
//! devices that the roster does not know, and those about targets or shapes by people who do not look after them, are
//! passed over.

use std::collections::BTreeMap;

use crate::{Entry, EntryId, Kind, Member, Person, PersonId, Role, Rosters, StoryShape, Target};

/// Everyone the newsroom knows.
pub fn people<'a>(
    rosters: &Rosters,
    entries: impl IntoIterator<Item = &'a Entry>,
) -> BTreeMap<PersonId, Person> {
    let read = |entry: &Entry| {
        Person::from_bytes(&entry.envelope.payload)
            .ok()
            .map(|person| (person.id, person))
    };
    latest(rosters, entries, &Kind::Person, |_, _| true, read)
}

/// Every target by name, retired ones included. Chiefs, desk editors, production and admins look after targets.
pub fn targets<'a>(
    rosters: &Rosters,
    entries: impl IntoIterator<Item = &'a Entry>,
) -> BTreeMap<String, Target> {
    const KEEPERS: [Role; 3] = [Role::DeskEditor, Role::Production, Role::Admin];
    let keeper = |member: &Member, seq| KEEPERS.iter().any(|role| member.has(*role, seq, None));
    let read = |entry: &Entry| {
        Target::from_bytes(&entry.envelope.payload)
            .ok()
            .map(|target| (target.name.clone(), target))
    };
    latest(rosters, entries, &Kind::Target, keeper, read)
}

/// Every shape that was ever stated, by name, retired ones included. Chiefs and desk editors look after them.
pub fn shapes<'a>(
    rosters: &Rosters,
    entries: impl IntoIterator<Item = &'a Entry>,
) -> BTreeMap<String, StoryShape> {
    let keeper = |member: &Member, seq| member.has(Role::DeskEditor, seq, None);
    let read = |entry: &Entry| {
        StoryShape::from_bytes(&entry.envelope.payload)
            .ok()
            .map(|shape| (shape.name.clone(), shape))
    };
    latest(rosters, entries, &Kind::Shape, keeper, read)
}

fn latest<'a, K: Ord, V>(
    rosters: &Rosters,
    entries: impl IntoIterator<Item = &'a Entry>,
    kind: &Kind,
    may_state: impl Fn(&Member, u64) -> bool,
    read: impl Fn(&Entry) -> Option<(K, V)>,
) -> BTreeMap<K, V> {
    let mut statements: BTreeMap<K, ((u64, EntryId), V)> = BTreeMap::new();
    let Some(roster) = rosters.latest() else {
        return BTreeMap::new();
    };
    for entry in entries {
        let envelope = &entry.envelope;
        if envelope.kind != *kind || envelope.newsroom != rosters.newsroom() {
            continue;
        }
        let stated = roster
            .member(envelope.device)
            .filter(|member| may_state(member, envelope.seq));
        let Some((key, value)) = stated.and_then(|_| read(entry)) else {
            continue;
        };
        let when = (envelope.hlc, entry.id);
        if statements
            .get(&key)
            .is_none_or(|(before, _)| *before < when)
        {
            statements.insert(key, (when, value));
        }
    }
    statements
        .into_iter()
        .map(|(key, (_, value))| (key, value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        DeviceId, Envelope, SecondReader,
        play::{NEWSROOM, Who, rosters},
        seal,
    };

    fn statement(who: Who, hlc: u64, kind: Kind, payload: Vec<u8>) -> Entry {
        let (device, seq, prev, story) = (who.device(), 1, None, None);
        let envelope = Envelope {
            newsroom: NEWSROOM,
            device,
            seq,
            prev,
            hlc,
            kind,
            story,
            payload,
        };
        seal(envelope, &who.key()).expect("a sound envelope")
    }

    fn person(who: Who, hlc: u64, bio: &str) -> Entry {
        let person = Person {
            bio: bio.into(),
            ..Person::named(Who::Reporter.id(), "A reporter")
        };
        statement(who, hlc, Kind::Person, person.to_bytes())
    }

    fn target(who: Who, hlc: u64, folder: &str) -> Entry {
        let target = Target {
            name: "site".into(),
            profile: "plain".into(),
            folder: folder.into(),
            publisher: DeviceId::from_bytes([1; 32]),
            settings: Vec::new(),
            retired: false,
        };
        statement(who, hlc, Kind::Target, target.to_bytes())
    }

    #[test]
    fn the_latest_statement_about_a_person_wins_in_any_order() {
        let rosters = rosters(SecondReader::TwoPeople);
        let (old, new) = (
            person(Who::Reporter, 1, "old"),
            person(Who::Admin, 2, "new"),
        );
        let stranger = person(Who::Stranger, 3, "a stranger's");
        for order in [[&old, &new, &stranger], [&stranger, &new, &old]] {
            let bios: Vec<_> = people(&rosters, order)
                .into_values()
                .map(|person| person.bio)
                .collect();
            assert_eq!(
                bios,
                ["new"],
                "a device that is not on the roster says nothing"
            );
        }
    }

    #[test]
    fn only_the_desk_changes_a_story_shape() {
        let rosters = rosters(SecondReader::TwoPeople);
        let shape = |who: Who, hlc, text: &str| {
            let shape = StoryShape {
                name: "court".into(),
                text: text.into(),
                retired: false,
            };
            statement(who, hlc, Kind::Shape, shape.to_bytes())
        };
        let (ours, theirs) = (
            shape(Who::Editor, 1, "## Charge"),
            shape(Who::Reporter, 2, ""),
        );
        let texts: Vec<_> = shapes(&rosters, [&ours, &theirs])
            .into_values()
            .map(|shape| shape.text)
            .collect();
        assert_eq!(texts, ["## Charge"]);
    }

    #[test]
    fn a_reporter_cannot_redirect_what_is_published() {
        let rosters = rosters(SecondReader::TwoPeople);
        let (ours, theirs) = (
            target(Who::Production, 1, "/site"),
            target(Who::Reporter, 2, "/elsewhere"),
        );
        let folders: Vec<_> = targets(&rosters, [&ours, &theirs])
            .into_values()
            .map(|target| target.folder)
            .collect();
        assert_eq!(folders, ["/site"]);
    }
}
