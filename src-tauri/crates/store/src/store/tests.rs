use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use newsroom::{Brings, DeviceId, StoryId};

use super::*;
use crate::error::{Damage, DiskFault};
use crate::testing::{FILE_KEY, TestNewsroom, empty_file};

const STORY: StoryId = StoryId::from_bytes([9; 16]);
const DEVICE: DeviceId = DeviceId::from_bytes([8; 32]);

fn file_in(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}

/// A newsroom large enough to have a middle.
fn closed_newsroom() -> tempfile::TempDir {
    let (folder, mut store) = empty_file();
    store
        .write(|writer| {
            for at in 0..200 {
                // Some fill a part of a page and some several.
                typed(
                    writer,
                    DEVICE,
                    1,
                    &vec![7; if at % 10 == 0 { 9_000 } else { 700 }],
                    at,
                )?;
            }
            Ok::<_, crate::Error>(())
        })
        .unwrap();
    folder
}

fn typed(
    writer: &mut Writer<'_>,
    device: DeviceId,
    peer: u64,
    update: &[u8],
    at: i64,
) -> Result<i64> {
    let mut journal = writer.journal_mut();
    journal.append(STORY, device, peer, update, at, Brings::Words)
}

#[test]
fn a_newsroom_is_made_once_and_opens_with_its_key() {
    let (folder, store) = empty_file();
    drop(store);
    let key = FILE_KEY;
    assert!(matches!(
        Store::create(folder.path(), &key),
        Err(Error::NewsroomAlreadyHere { .. })
    ));
    Store::open(folder.path(), &key).unwrap();
    let first = fs::read(file_in(folder.path())).unwrap();
    assert!(
        !first.windows(6).any(|bytes| bytes == b"SQLite"),
        "nothing in the file is plain"
    );
}

#[test]
fn a_folder_without_a_newsroom_is_said_to_have_none_and_stays_empty() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Store::open(folder.path(), &FILE_KEY),
        Err(Error::NoNewsroomHere { .. })
    ));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_wrong_key_is_told_from_a_foreign_and_from_an_empty_file() {
    let folder = closed_newsroom();
    let path = file_in(folder.path());
    let open = |key: &FileKey| Store::open(folder.path(), key).map(drop);
    assert!(matches!(
        open(&FileKey::from_bytes([8; 32])),
        Err(Error::WrongKey { .. })
    ));
    open(&FILE_KEY).expect("a wrong key did no harm");

    fs::write(
        &path,
        "SQLite format 3\0 or a letter to the editor ".repeat(300),
    )
    .unwrap();
    assert!(matches!(open(&FILE_KEY), Err(Error::NotAStetFile { .. })));
    fs::write(&path, "").unwrap();
    assert!(matches!(
        open(&FILE_KEY),
        Err(Error::Truncated { bytes: 0, .. })
    ));
    assert_eq!(
        fs::metadata(&path).unwrap().len(),
        0,
        "an empty file is not made into a newsroom"
    );
}

#[test]
fn a_file_that_ends_too_early_is_said_to_be_truncated() {
    let folder = closed_newsroom();
    let path = file_in(folder.path());
    let whole = fs::read(&path).unwrap();
    for length in [
        17,
        1000,
        4096,
        whole.len() / 2,
        whole.len() - 4096,
        whole.len() - 1,
    ] {
        fs::write(&path, &whole[..length]).unwrap();
        match Store::open(folder.path(), &FILE_KEY).map(drop) {
            Err(Error::Truncated { bytes, .. }) => assert_eq!(bytes, length as u64),
            other => panic!("cut at {length} of {}: {other:?}", whole.len()),
        }
        let left = fs::read(&path).unwrap();
        assert_eq!(
            left.len(),
            length,
            "what is left of the file is not touched"
        );
    }
    fs::write(&path, &whole).unwrap();
    Store::open(folder.path(), &FILE_KEY).unwrap();
}

#[test]
fn a_flipped_bit_is_never_read_as_text() {
    let folder = closed_newsroom();
    let path = file_in(folder.path());
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    for page in 0..pages {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2000] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let number = page as u32 + 1;
        let rows = match Store::open(folder.path(), &FILE_KEY) {
            Ok(store) => {
                let found = store.verify().unwrap();
                assert!(
                    found.contains(&crate::Flaw::File(Damage::Page(number))),
                    "page {number}: {found:?}"
                );
                drop(store);
                // A page that could not be read makes the connection useless, so the rows are read by a new one.
                Store::open(folder.path(), &FILE_KEY)
                    .and_then(|store| store.read(|reader| reader.journal().of(STORY)))
            }
            Err(error) => Err(error),
        };
        match rows {
            Ok(rows) => assert!(
                rows.len() == 200
                    && rows
                        .iter()
                        .all(|row| row.update.iter().all(|&byte| byte == 7)),
                "page {number} was read though damaged"
            ),
            Err(Error::Damaged(_)) => {}
            Err(other) => panic!("page {number}: {other}"),
        }
    }
}

#[test]
fn a_file_of_a_newer_stet_is_refused_unchanged() {
    let (folder, store) = empty_file();
    store
        .connection
        .pragma_update(None, "user_version", 12)
        .unwrap();
    drop(store);
    let before = fs::read(file_in(folder.path())).unwrap();
    let refused = Store::open(folder.path(), &FILE_KEY).map(drop);
    assert!(
        matches!(
            refused,
            Err(Error::FromNewerStet {
                version: 12,
                known: crate::migration::FILE_VERSION
            })
        ),
        "{refused:?}"
    );
    assert_eq!(fs::read(file_in(folder.path())).unwrap(), before);
}

#[test]
fn projections_of_a_newer_stet_are_refused_too() {
    let (folder, mut store) = empty_file();
    store
        .write(|writer| {
            writer
                .local_mut()
                .set("projection_version", &99_u32.to_be_bytes())
        })
        .unwrap();
    drop(store);
    assert!(matches!(
        Store::open(folder.path(), &FILE_KEY),
        Err(Error::FromNewerStet { version: 99, .. })
    ));
}

#[test]
fn projections_of_an_older_stet_are_made_again() {
    let mut newsroom = TestNewsroom::founded();
    newsroom.story(1, "Politics", "A warm letter", "Kim wrote to Trump.");
    let before = newsroom.store.dump().unwrap();
    newsroom
        .store
        .write(|writer| {
            writer
                .connection
                .execute_batch("DROP TABLE stories; DROP TABLE search;")?;
            writer
                .local_mut()
                .set("projection_version", &0_u32.to_be_bytes())
        })
        .unwrap();
    let TestNewsroom { folder, store, .. } = newsroom;
    drop(store);
    assert_eq!(
        Store::open(folder.path(), &FILE_KEY)
            .unwrap()
            .dump()
            .unwrap(),
        before
    );
}

#[test]
fn a_change_that_fails_leaves_no_trace() {
    let (_folder, mut store) = empty_file();
    let refused: Result<()> = store.write(|writer| {
        writer.local_mut().set("place", b"desk")?;
        typed(writer, DEVICE, 1, b"words", 0)?;
        Err(Error::Busy)
    });
    assert!(matches!(refused, Err(Error::Busy)));
    store
        .read(|reader| {
            assert_eq!(reader.local().get("place")?, None);
            assert_eq!(reader.journal().of(STORY)?, []);
            Ok::<_, crate::Error>(())
        })
        .unwrap();
}

#[test]
fn a_full_disk_is_named_and_what_was_there_stays() {
    let (_folder, mut store) = empty_file();
    let pages: i64 = store
        .connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    store
        .connection
        .pragma_update(None, "max_page_count", pages)
        .unwrap();
    let full = store.write(|writer| writer.local_mut().set("huge", &vec![1; 1 << 20]));
    assert!(
        matches!(
            full,
            Err(Error::Disk {
                fault: DiskFault::Full,
                ..
            })
        ),
        "{full:?}"
    );
    store
        .write(|writer| writer.local_mut().set("small", b"1"))
        .expect("a small change still fits");
}

#[test]
fn a_file_that_may_only_be_read_is_named() {
    let (_folder, mut store) = empty_file();
    store
        .connection
        .pragma_update(None, "query_only", true)
        .unwrap();
    let refused = store.write(|writer| writer.local_mut().set("a", b"1"));
    assert!(
        matches!(
            refused,
            Err(Error::Disk {
                fault: DiskFault::ReadOnly,
                ..
            })
        ),
        "{refused:?}"
    );
}

#[test]
fn every_commit_waits_for_the_disk() {
    let (_folder, store) = empty_file();
    let pragma = |name| {
        store
            .connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(pragma("synchronous"), 2, "FULL");
    assert_eq!(pragma("foreign_keys"), 1);
    assert_eq!(
        pragma("temp_store"),
        2,
        "nothing readable is left in a temporary folder"
    );
    let mode: String = store
        .connection
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_moment_that_is_read_does_not_change_while_others_write() {
    let (folder, mut store) = empty_file();
    let other = Store::open(folder.path(), &FILE_KEY).unwrap();
    let version = other.data_version().unwrap();
    other
        .read(|reader| {
            assert_eq!(reader.local().get("a")?, None);
            store.write(|writer| writer.local_mut().set("a", b"1"))?;
            assert_eq!(reader.local().get("a")?, None, "still the same moment");
            Ok::<_, crate::Error>(())
        })
        .unwrap();
    assert_ne!(
        other.data_version().unwrap(),
        version,
        "a window sees that somebody wrote"
    );
}

#[test]
fn two_handles_that_type_at_once_lose_nothing() {
    let (folder, store) = empty_file();
    drop(store);
    let write = |device: u8| {
        let mut store = Store::open(folder.path(), &FILE_KEY).unwrap();
        for at in 0..500_i64 {
            let device = DeviceId::from_bytes([device; 32]);
            store
                .write(|writer| typed(writer, device, 1, &at.to_be_bytes(), at))
                .unwrap();
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| write(1));
        scope.spawn(|| write(2));
    });
    let store = Store::open(folder.path(), &FILE_KEY).unwrap();
    let rows = store.read(|reader| reader.journal().of(STORY)).unwrap();
    assert_eq!(
        rows.iter().map(|row| row.n).collect::<Vec<_>>(),
        (1..=1000).collect::<Vec<i64>>()
    );
    for device in [1, 2] {
        let typed = rows
            .iter()
            .filter(|row| *row.device.as_bytes() == [device; 32]);
        assert_eq!(
            typed.map(|row| row.typed_at).collect::<Vec<_>>(),
            (0..500).collect::<Vec<i64>>()
        );
    }
}

#[test]
fn after_a_broken_end_the_file_is_checked_before_it_is_used() {
    let folder = closed_newsroom();
    let path = file_in(folder.path());
    let damage = || {
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
    };
    damage();
    Store::open(folder.path(), &FILE_KEY).expect("after a clean end nobody looks at every page");
    // What a killed process leaves behind; its content is not a write-ahead log and is thrown away by SQLite.
    fs::write(folder.path().join("newsroom.stet-wal"), [0; 64]).unwrap();
    let opened = Store::open(folder.path(), &FILE_KEY).map(drop);
    assert!(
        matches!(opened, Err(Error::Damaged(Damage::Page(_)))),
        "{opened:?}"
    );
    damage();
    Store::open(folder.path(), &FILE_KEY).expect("whole again");
}

#[test]
fn pages_that_were_never_used_are_not_called_damaged() {
    let (folder, mut store) = empty_file();
    store
        .write(|writer| {
            writer.local_mut().set("huge", &vec![1; 1 << 20])?;
            writer.local_mut().remove("huge")?;
            writer.local_mut().set("after", &vec![1; 5_000])
        })
        .unwrap();
    drop(store);
    let store = Store::open(folder.path(), &FILE_KEY).unwrap();
    assert_eq!(store.verify().unwrap(), []);
}

const ANOTHER: &str = "STET_TEST_NEWSROOM";

/// What the process that is killed does: it types, and says so once the words are on the disk.
#[test]
#[ignore = "run by a_process_that_is_killed_loses_nothing_that_it_acknowledged"]
fn another_process_that_types() {
    let folder = std::env::var_os(ANOTHER).expect("run by another test");
    let mut store = Store::open(Path::new(&folder), &FILE_KEY).unwrap();
    let device = DeviceId::from_bytes([1; 32]);
    for at in 0.. {
        store
            .write(|writer| typed(writer, device, 1, &[5; 3_000], at))
            .unwrap();
        writeln!(std::io::stderr(), "kept {at}").unwrap();
    }
}

#[test]
fn a_process_that_is_killed_loses_nothing_that_it_acknowledged() {
    let (folder, mut store) = empty_file();
    let mut other = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store::tests::another_process_that_types",
            "--ignored",
            "--nocapture",
        ])
        .env(ANOTHER, folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut acknowledged = -1;
    // Both write until the other has said three hundred times that its words are safe.
    for line in BufReader::new(other.stderr.take().unwrap()).lines() {
        if let Some(at) = line.unwrap().strip_prefix("kept ") {
            acknowledged = at.parse().unwrap();
            store
                .write(|writer| typed(writer, DEVICE, 2, &[6; 3_000], acknowledged))
                .unwrap();
        }
        if acknowledged == 300 {
            break;
        }
    }
    drop(store);
    other.kill().unwrap();
    other.wait().unwrap();
    assert!(
        cipher::has_write_ahead(&file_in(folder.path())),
        "it was killed in the middle of its work"
    );

    let store = Store::open(folder.path(), &FILE_KEY).unwrap();
    let rows = store.read(|reader| reader.journal().of(STORY)).unwrap();
    let typed = |device: [u8; 32]| -> Vec<i64> {
        rows.iter()
            .filter(|row| *row.device.as_bytes() == device)
            .map(|row| row.typed_at)
            .collect()
    };
    assert_eq!(typed(*DEVICE.as_bytes()), (0..=300).collect::<Vec<_>>());
    assert!(
        typed([1; 32]).starts_with(&(0..=acknowledged).collect::<Vec<_>>()),
        "what it acknowledged is there"
    );
    assert_eq!(
        rows.iter().map(|row| row.n).collect::<Vec<_>>(),
        (1..=rows.len() as i64).collect::<Vec<_>>()
    );
    assert_eq!(store.verify().unwrap(), []);
}
