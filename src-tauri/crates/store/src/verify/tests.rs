use newsroom::{EntryId, StoryId};
use rusqlite::{ToSql, params};

use super::*;
use crate::Error;
use crate::testing::TestNewsroom;

fn newsroom() -> (TestNewsroom, Vec<Entry>) {
    let mut newsroom = TestNewsroom::founded();
    let story = newsroom.story(1, "Politics", "Headline", "Body.");
    newsroom.rewrite(story, "Body, changed.");
    let entries = newsroom
        .store
        .read(|reader| reader.log().story_entries(StoryId::from_bytes([1; 16])))
        .unwrap();
    let entries: Vec<Entry> = entries.into_iter().map(|logged| logged.entry).collect();
    assert!(entries.len() >= 4);
    assert_eq!(
        newsroom.store.verify().unwrap(),
        [],
        "a sound newsroom has no flaw"
    );
    (newsroom, entries)
}

/// Changes a row behind everybody's back.
fn tamper(newsroom: &mut TestNewsroom, id: EntryId, sql: &str, value: impl ToSql) {
    newsroom
        .store
        .write(|writer| {
            writer
                .connection
                .execute(sql, params![value, id.as_bytes()])
                .map_err(Error::from)
        })
        .unwrap();
}

fn named(newsroom: &TestNewsroom) -> Vec<(EntryId, &'static str)> {
    let flaws = newsroom.store.verify().unwrap();
    let name = |flaw: &Flaw| match flaw {
        Flaw::Entry { entry, .. } => (*entry, flaw.code()),
        Flaw::File(damage) => panic!("the pages are whole: {damage}"),
    };
    flaws.iter().map(name).collect()
}

#[test]
fn an_entry_whose_words_were_changed_is_named_and_no_other() {
    let (mut newsroom, entries) = newsroom();
    let changed = &entries[1];
    let mut bytes = changed.bytes.clone();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    tamper(
        &mut newsroom,
        changed.id,
        "UPDATE log SET bytes = ?1 WHERE id = ?2",
        bytes,
    );
    assert_eq!(named(&newsroom), [(changed.id, "entry-signature")]);
}

#[test]
fn a_column_that_differs_from_what_was_signed_is_named() {
    for (sql, column) in [
        ("UPDATE log SET hlc = ?1 WHERE id = ?2", "hlc"),
        ("UPDATE log SET kind = ?1 WHERE id = ?2", "kind"),
        ("UPDATE log SET seq = ?1 WHERE id = ?2", "seq"),
    ] {
        let (mut newsroom, entries) = newsroom();
        let value: &dyn ToSql = if column == "kind" { &"person" } else { &77 };
        tamper(&mut newsroom, entries[2].id, sql, value);
        let flaws = newsroom.store.verify().unwrap();
        let [Flaw::Entry { entry, what, .. }] = &flaws[..] else {
            panic!("{flaws:?}")
        };
        assert_eq!(
            (*entry, what),
            (entries[2].id, &EntryFlaw::OtherColumn { column })
        );
    }
}

#[test]
fn an_entry_under_anothers_id_is_named() {
    let (mut newsroom, entries) = newsroom();
    tamper(
        &mut newsroom,
        entries[1].id,
        "UPDATE log SET id = ?1 WHERE id = ?2",
        [9_u8; 32],
    );
    assert_eq!(
        named(&newsroom),
        [(EntryId::from_bytes([9; 32]), "flaw-other-id")]
    );
}

#[test]
fn a_missing_entry_is_seen_by_the_one_after_it() {
    let (mut newsroom, entries) = newsroom();
    tamper(
        &mut newsroom,
        entries[1].id,
        "DELETE FROM log WHERE ?1 = 1 AND id = ?2",
        1,
    );
    assert_eq!(named(&newsroom), [(entries[2].id, "flaw-gap")]);
}

#[test]
fn a_forked_log_names_both_sides() {
    let (mut newsroom, entries) = newsroom();
    let mut envelope = entries[2].envelope.clone();
    envelope.hlc += 1;
    let twin = newsroom::seal(envelope, &newsroom.key).unwrap();
    newsroom
        .store
        .write(|writer| writer.log_mut().receive(&twin, 0))
        .unwrap();
    let mut expected = [(entries[2].id, "flaw-fork"), (twin.id, "flaw-fork")];
    expected.sort();
    let mut found = named(&newsroom);
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn an_entry_that_names_another_as_the_one_before_it_is_named() {
    let (mut newsroom, entries) = newsroom();
    let last = entries.last().unwrap();
    let mut envelope = last.envelope.clone();
    envelope.seq += 1;
    envelope.prev = Some(entries[0].id);
    let stray = newsroom::seal(envelope, &newsroom.key).unwrap();
    newsroom
        .store
        .write(|writer| writer.log_mut().receive(&stray, 0))
        .unwrap();
    assert_eq!(named(&newsroom), [(stray.id, "flaw-other-previous")]);
}
