use proptest::prelude::*;

use super::*;
use crate::Store;
use crate::testing::empty_file;

const STORY: StoryId = StoryId::from_bytes([9; 16]);

/// About a thousand words, as canonical bytes are: text with a little structure.
fn first_draft() -> Vec<u8> {
    let mut seed = 1_u32;
    let mut next = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed >> 16
    };
    let words = (0..1000).map(|_| {
        let length = 2 + next() % 8;
        (0..length)
            .map(|_| char::from(b'a' + (next() % 26) as u8))
            .collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ").into_bytes()
}

fn keep(store: &mut Store, number: u32, bytes: &[u8]) -> EntryId {
    let mut entry = [0; 32];
    entry[..4].copy_from_slice(&number.to_be_bytes());
    let entry = EntryId::from_bytes(entry);
    let row = RevisionRow {
        number,
        entry,
        content_hash: hash_of(bytes, 1),
        canonical_version: 1,
    };
    store
        .write(|writer| {
            writer.revisions_mut().put(
                STORY,
                &NewRevision {
                    row,
                    canonical: bytes,
                },
            )
        })
        .unwrap();
    entry
}

#[test]
fn two_hundred_revisions_read_back_and_stay_small() {
    let (_folder, mut store) = empty_file();
    let mut bytes = first_draft();
    let mut kept = Vec::new();
    for number in 1..=200_u32 {
        // Somebody rewrites a sentence and cuts a word.
        let at = (number as usize * 397) % (bytes.len() - 200);
        let sentence =
            format!("The council said on day {number} that it would not comment further. ");
        bytes.splice(at..at + 40, sentence.into_bytes());
        bytes.drain(at / 2..at / 2 + 5);
        kept.push((keep(&mut store, number, &bytes), bytes.clone()));
    }
    store
        .read(|reader| {
            for (entry, expected) in &kept {
                assert!(
                    reader.revisions().bytes(STORY, *entry)? == *expected,
                    "{entry} reads back as it was"
                );
            }
            let weight = reader.revisions().weight(STORY)?;
            assert!(
                weight <= 30_000,
                "200 revisions of a thousand random words take {weight} bytes"
            );
            assert_eq!(reader.revisions().of(STORY)?.len(), 200);
            Ok::<_, crate::Error>(())
        })
        .unwrap();
}

#[test]
fn a_revision_is_found_by_its_words() {
    let (_folder, mut store) = empty_file();
    keep(&mut store, 1, b"one");
    keep(&mut store, 2, b"two");
    store
        .read(|reader| {
            assert_eq!(
                reader
                    .revisions()
                    .bytes_of_hash(STORY, hash_of(b"one", 1))?
                    .as_deref(),
                Some(&b"one"[..])
            );
            assert_eq!(
                reader
                    .revisions()
                    .bytes_of_hash(STORY, hash_of(b"three", 1))?,
                None
            );
            Ok::<_, crate::Error>(())
        })
        .unwrap();
}

#[test]
fn keeping_a_revision_twice_keeps_it_once() {
    let (_folder, mut store) = empty_file();
    keep(&mut store, 1, b"one");
    keep(&mut store, 1, b"one");
    assert_eq!(
        store
            .read(|reader| reader.revisions().of(STORY))
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn bytes_that_are_not_those_that_were_hashed_are_never_given_back() {
    let (_folder, mut store) = empty_file();
    keep(&mut store, 1, b"the words that were approved");
    let second = keep(&mut store, 2, b"the words that were approved, and more");
    store
        .write(|writer| {
            let other = pack(b"the words that were improved", &[], 3);
            let sql = "UPDATE revisions SET packed = ?1 WHERE n = 0";
            writer.connection.execute(sql, [other]).map_err(Error::from)
        })
        .unwrap();
    let read = store.read(|reader| reader.revisions().bytes(STORY, second));
    assert!(
        matches!(
            read,
            Err(Error::Damaged(Damage::Revision { number: 2, .. }))
        ),
        "{read:?}"
    );
}

#[test]
fn a_revision_that_is_not_here_is_named() {
    let (_folder, store) = empty_file();
    let entry = EntryId::from_bytes([5; 32]);
    let read = store.read(|reader| reader.revisions().bytes(STORY, entry));
    assert!(
        matches!(read, Err(Error::NoSuchRevision { .. })),
        "{read:?}"
    );
}

proptest! {
    // Each case makes an encrypted file: a part of the cases that `PROPTEST_CASES` asks for.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 16, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_bytes_are_they_read_back(
        revisions in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 1..60)
    ) {
        let (_folder, mut store) = empty_file();
        let kept: Vec<EntryId> =
            revisions.iter().enumerate().map(|(at, bytes)| keep(&mut store, at as u32, bytes)).collect();
        for (entry, bytes) in kept.iter().zip(&revisions) {
            prop_assert_eq!(&store.read(|reader| reader.revisions().bytes(STORY, *entry)).unwrap(), bytes);
        }
    }
}
