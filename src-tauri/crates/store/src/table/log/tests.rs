use std::thread;

use ed25519_dalek::SigningKey;

use super::*;
use crate::testing::{FILE_KEY, device, empty_file, sign};
use crate::{Result, Store};

const STORY: StoryId = StoryId::from_bytes([9; 16]);

#[test]
fn two_handles_that_sign_at_once_make_one_chain() {
    let (folder, store) = empty_file();
    drop(store);
    let key = SigningKey::from_bytes(&[3; 32]);
    let write = || {
        let mut store = Store::open(folder.path(), &FILE_KEY).unwrap();
        for at in 0..500 {
            store
                .write(|writer| sign(writer, &key, at, Kind::Text, Some(STORY), vec![1]))
                .unwrap();
        }
    };
    thread::scope(|scope| {
        scope.spawn(write);
        scope.spawn(write);
    });
    let store = Store::open(folder.path(), &FILE_KEY).unwrap();
    assert_eq!(store.verify().unwrap(), [], "no gap, no fork");
    store
        .read(|reader| {
            assert_eq!(
                reader.log().head(device(&key))?.map(|head| head.seq),
                Some(1000)
            );
            assert_eq!(reader.log().count()?, 1000);
            Ok::<_, crate::Error>(())
        })
        .unwrap();
}

#[test]
fn an_entry_that_does_not_follow_is_refused() {
    let (_folder, mut store) = empty_file();
    let key = SigningKey::from_bytes(&[3; 32]);
    let entries = store
        .write(|writer| {
            let entries = (0..3).map(|at| sign(writer, &key, at, Kind::Text, Some(STORY), vec![1]));
            entries.collect::<Result<Vec<_>>>()
        })
        .unwrap();
    let again = store.write(|writer| writer.log_mut().append(&entries[2], 0));
    assert!(
        matches!(
            again,
            Err(Error::NotNext {
                seq: 3,
                last: 3,
                ..
            })
        ),
        "{again:?}"
    );

    let mut envelope = entries[2].envelope.clone();
    envelope.seq = 4;
    envelope.prev = Some(entries[1].id);
    let skipping = newsroom::seal(envelope, &key).unwrap();
    let forked = store.write(|writer| writer.log_mut().append(&skipping, 0));
    assert!(
        matches!(forked, Err(Error::OtherPrevious { seq: 4, .. })),
        "{forked:?}"
    );
}

#[test]
fn an_entry_from_elsewhere_is_kept_once_and_in_any_order() {
    let (_here, mut here) = empty_file();
    let (_there, mut there) = empty_file();
    let key = SigningKey::from_bytes(&[3; 32]);
    let entries = there
        .write(|writer| {
            let entries = (0..3).map(|at| sign(writer, &key, at, Kind::Text, Some(STORY), vec![1]));
            entries.collect::<Result<Vec<_>>>()
        })
        .unwrap();
    here.write(|writer| {
        assert_eq!(writer.log_mut().receive(&entries[2], 0)?, Some(1));
        assert_eq!(writer.log_mut().receive(&entries[0], 0)?, Some(2));
        assert_eq!(
            writer.log_mut().receive(&entries[2], 0)?,
            None,
            "it is here already"
        );
        assert_eq!(writer.log_mut().receive(&entries[1], 0)?, Some(3));
        let arrived: Vec<EntryId> = writer
            .log()
            .story_entries(STORY)?
            .iter()
            .map(|logged| logged.entry.id)
            .collect();
        assert_eq!(arrived, [entries[2].id, entries[0].id, entries[1].id]);
        let mut in_order = Vec::new();
        writer.log().each(|entry| {
            in_order.push(entry);
            Ok(())
        })?;
        assert_eq!(in_order, entries);
        Ok::<_, crate::Error>(())
    })
    .unwrap();
    assert_eq!(here.verify().unwrap(), []);
}
