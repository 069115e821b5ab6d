use proptest::prelude::*;

use super::*;
use crate::{
    Brings, Comment, Member, Person, PersonId, Role, RoleRange, Roster, SecondReader, SignedFacts,
    Step, StepEntry, Text,
};

mod steps;

const VECTORS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../tests/fixtures/entries/v1.json"
);

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn envelope(kind: Kind, payload: Vec<u8>) -> Envelope {
    let story = matches!(kind, Kind::Text | Kind::Step | Kind::Comment)
        .then(|| StoryId::from_bytes([3; 16]));
    Envelope {
        newsroom: NewsroomId::from_bytes([1; 16]),
        device: DeviceId::from_bytes(key().verifying_key().to_bytes()),
        seq: 1,
        prev: None,
        hlc: 0x0001_a2b3_c4d5_0001,
        kind,
        story,
        payload,
    }
}

/// One entry of each kind, from fixed values, and one of each step that was added since.
fn samples() -> Vec<(&'static str, Entry)> {
    let device = DeviceId::from_bytes(key().verifying_key().to_bytes());
    let person = PersonId::from_bytes([2; 16]);
    let roster = Roster {
        number: 1,
        prev: None,
        name: "The Example".into(),
        zone: "Europe/London".into(),
        owner: *device.as_bytes(),
        second_reader: SecondReader::TwoPeople,
        sections: vec!["news".into()],
        outlet: "The Example".into(),
        language: "en-GB".into(),
        members: vec![Member {
            person,
            device,
            roles: vec![RoleRange::lasting(Role::Chief, 1)],
            may_approve: true,
        }],
        publishers: Vec::new(),
        closed_publishers: Vec::new(),
    };
    let step = StepEntry {
        seen: vec![EntryId::from_bytes([4; 32])],
        roster: 1,
        frontier: vec![5, 6],
        revision: None,
        facts: SignedFacts {
            now: 1_800_000_000_000,
            head_hash: [8; 32],
            section: "news".into(),
            slugline: true,
            headline: true,
            credits: 1,
            credited: vec![person],
            body_words: 12,
            tks: Vec::new(),
            related_blocked: Vec::new(),
            open_suggestions: 0,
            bare_figures: Vec::new(),
            touched: Vec::new(),
        },
        step: Step::Hold {
            reason: "the minister denies it".into(),
        },
    };
    let text = Text {
        seen: Vec::new(),
        peers: vec![42],
        update: vec![1, 2, 3],
        recovered: None,
        brings: Brings::Words,
    };
    let comment = Comment {
        seen: vec![EntryId::from_bytes([4; 32])],
        roster: 1,
        at: 1_800_000_000_000,
        anchor: "7-1".into(),
        about: "a summit in June".into(),
        text: "Which day?".into(),
        blocking: true,
        mentions: vec![person],
        kept_both: None,
    };
    let mut later = envelope(Kind::Step, step.to_bytes());
    later.seq = 2;
    later.prev = Some(EntryId::from_bytes([9; 32]));
    let sealed = |envelope| seal(envelope, &key()).expect("a sound envelope");
    let steps = steps::further().into_iter().map(|(name, further)| {
        let said = StepEntry {
            step: further,
            ..step.clone()
        };
        (name, sealed(envelope(Kind::Step, said.to_bytes())))
    });
    let kinds = vec![
        ("roster", sealed(envelope(Kind::Roster, roster.to_bytes()))),
        (
            "person",
            sealed(envelope(
                Kind::Person,
                Person::named(person, "Caroline Finnegan").to_bytes(),
            )),
        ),
        ("text", sealed(envelope(Kind::Text, text.to_bytes()))),
        ("step", sealed(later)),
        (
            "comment",
            sealed(envelope(Kind::Comment, comment.to_bytes())),
        ),
        (
            "unknown",
            sealed(envelope(Kind::from_name("of_tomorrow"), vec![0xa0])),
        ),
    ];
    kinds.into_iter().chain(steps).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn written(samples: &[(&str, Entry)]) -> String {
    let line = |(name, entry): &(&str, Entry)| {
        format!(
            "  {{\"name\": \"{name}\", \"id\": \"{}\", \"bytes\": \"{}\"}}",
            entry.id,
            hex(&entry.bytes)
        )
    };
    format!(
        "[\n{}\n]\n",
        samples.iter().map(line).collect::<Vec<_>>().join(",\n")
    )
}

/// Laptops keep entries for years: what was signed once must be signed and read the same for ever.
#[test]
fn entries_are_written_as_they_always_were() {
    let frozen =
        std::fs::read_to_string(VECTORS).expect("the frozen entries are in tests/fixtures");
    assert_eq!(
        written(&samples()),
        frozen,
        "a change here makes every newsroom's log unreadable"
    );
}

/// Writes the frozen entries anew; only for a new version of the format.
#[test]
#[ignore = "rewrites the frozen entries"]
fn freeze_entries() {
    std::fs::write(VECTORS, written(&samples())).expect("tests/fixtures can be written");
}

#[test]
fn an_entry_opens_as_it_was_sealed() {
    for (name, entry) in samples() {
        assert_eq!(open(&entry.bytes), Ok(entry.clone()), "{name}");
        assert_eq!(reopen(&entry.bytes), Ok(entry), "{name}");
    }
}

#[test]
fn an_entry_has_a_largest_size() {
    let roomy = |payload| seal(envelope(Kind::Text, vec![0; payload]), &key());
    let around = roomy(1_000).expect("a small entry").bytes.len() - 1_000 + 2;
    assert!(roomy(MAX_ENTRY - around).is_ok(), "the last byte fits");
    assert_eq!(
        roomy(MAX_ENTRY - around + 1),
        Err(Error::TooLarge {
            bytes: MAX_ENTRY + 1
        })
    );
    assert_eq!(
        open(&vec![0; MAX_ENTRY + 1]),
        Err(Error::TooLarge {
            bytes: MAX_ENTRY + 1
        })
    );
}

#[test]
fn only_the_device_itself_signs() {
    let other = SigningKey::from_bytes(&[8; 32]);
    assert_eq!(
        seal(envelope(Kind::Text, Vec::new()), &other),
        Err(Error::WrongKey)
    );
}

#[test]
fn an_envelope_that_cannot_be_is_not_sealed() {
    let check = |change: fn(&mut Envelope), refused: Error| {
        let mut envelope = envelope(Kind::Text, Vec::new());
        change(&mut envelope);
        assert_eq!(seal(envelope, &key()), Err(refused));
    };
    check(|e| e.seq = 0, Error::Chain { seq: 0 });
    check(|e| e.seq = 2, Error::Chain { seq: 2 });
    check(
        |e| e.prev = Some(EntryId::from_bytes([0; 32])),
        Error::Chain { seq: 1 },
    );
    check(|e| e.story = None, Error::StoryMissing { kind: "text" });
    check(
        |e| e.kind = Kind::Roster,
        Error::StoryUnexpected { kind: "roster" },
    );
    check(
        |e| e.kind = Kind::Unknown("text".into()),
        Error::KindName {
            kind: "text".into(),
        },
    );
    check(
        |e| e.kind = Kind::Unknown("Comment".into()),
        Error::KindName {
            kind: "Comment".into(),
        },
    );
    check(
        |e| e.kind = Kind::Unknown(String::new()),
        Error::KindName {
            kind: String::new(),
        },
    );
}

#[test]
fn an_entry_has_one_form_only() {
    let (_, entry) = samples().swap_remove(2);
    let mut long = entry.bytes.clone();
    // The version, 1, spelt in two bytes.
    assert_eq!(long[SIGNATURE + 1], 1);
    long.splice(SIGNATURE + 1..SIGNATURE + 2, [0x18, 1]);
    assert_eq!(open(&long), Err(Error::NotCanonical));

    let mut tail = entry.bytes.clone();
    tail.push(0);
    assert_eq!(
        open(&tail),
        Err(Error::Malformed),
        "nothing follows an entry"
    );

    let mut newer = entry.bytes;
    newer[SIGNATURE + 1] = 2;
    assert_eq!(open(&newer), Err(Error::Version { version: 2 }));
}

#[test]
fn a_cut_entry_is_refused() {
    for (_, entry) in samples() {
        for length in 0..entry.bytes.len() {
            assert!(
                open(&entry.bytes[..length]).is_err(),
                "{length} bytes are not the entry"
            );
        }
    }
}

proptest! {
    #[test]
    fn a_changed_bit_is_noticed(which in 0usize..5, bit in any::<proptest::sample::Index>()) {
        let (_, entry) = samples().swap_remove(which);
        let mut bytes = entry.bytes;
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(open(&bytes).is_err(), "a signature covers every bit");
    }

    #[test]
    fn rubbish_never_opens(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(open(&bytes).is_err());
    }
}
