use std::fs;

use super::*;
use crate::key::{Cost, KeyHolder, SealChance, Secrets, open_secrets, seal_secrets};
use crate::key_folder::{key_files, write_key_file};
use crate::testing::{FILE_KEY, REPORTER, TestNewsroom};

fn newsroom() -> TestNewsroom {
    let mut newsroom = TestNewsroom::founded();
    for id in 1..=5 {
        let story = newsroom.story(id, "Politics", "Headline", "Body of a story.");
        newsroom.rewrite(story, "Body of a story, changed.");
        newsroom.type_over(story, "Typed and not sealed.");
    }
    let secrets = Secrets {
        device_seed: [3; 32],
        file_key: FILE_KEY,
        owner_seed: None,
    };
    let holder = KeyHolder {
        person: REPORTER,
        name: "Reporter".into(),
        initials: "R".into(),
    };
    let cost = Cost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    let sealed = seal_secrets(
        &secrets,
        &holder,
        "p",
        &SealChance {
            salt: [1; 16],
            nonce: [2; 24],
        },
        cost,
    )
    .unwrap();
    write_key_file(newsroom.path(), &sealed).unwrap();
    newsroom
}

#[test]
fn what_was_backed_up_is_restored_and_opens_with_the_same_passphrase() {
    let newsroom = newsroom();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("observer.stetbackup");
    let mut last = None;
    newsroom
        .store
        .backup(&file, |progress| last = Some(progress))
        .unwrap();
    let last = last.expect("progress is told");
    assert_eq!(last.done, last.all);
    assert_eq!(
        fs::read_dir(place.path()).unwrap().count(),
        1,
        "nothing is left beside the backup"
    );

    let folder = place.path().join("restored");
    restore(&file, &folder).unwrap();
    let keys = key_files(&folder).unwrap();
    let secrets = open_secrets(&keys.files[0], "p").unwrap();
    let restored = Store::open(&folder, &secrets.file_key).unwrap();
    assert_eq!(restored.dump().unwrap(), newsroom.store.dump().unwrap());
    assert_eq!(restored.verify().unwrap(), []);
    let unsealed = |store: &Store| store.read(|reader| reader.journal().unsealed()).unwrap();
    assert_eq!(
        unsealed(&restored),
        unsealed(&newsroom.store),
        "typing that no entry holds is there too"
    );
    assert_eq!(unsealed(&restored).len(), 5);
}

#[test]
fn a_folder_that_holds_anything_is_left_alone() {
    let newsroom = newsroom();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("backup");
    newsroom.store.backup(&file, |_| {}).unwrap();
    assert!(matches!(
        restore(&file, newsroom.path()),
        Err(Error::FolderNotEmpty { .. })
    ));
    let empty = place.path().join("empty");
    fs::create_dir(&empty).unwrap();
    restore(&file, &empty).expect("an empty folder will do");
}

#[test]
fn a_damaged_backup_restores_nothing() {
    let newsroom = newsroom();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("backup");
    newsroom.store.backup(&file, |_| {}).unwrap();
    let whole = fs::read(&file).unwrap();
    let folder = place.path().join("restored");
    let step = whole.len() / 60;
    for at in (0..whole.len()).step_by(step).chain([whole.len() - 1]) {
        let mut bytes = whole.clone();
        bytes[at] ^= 4;
        fs::write(&file, bytes).unwrap();
        restore(&file, &folder).expect_err("one bit is another backup");
        fs::write(&file, &whole[..at]).unwrap();
        let cut = restore(&file, &folder);
        assert!(
            matches!(cut, Err(Error::Truncated { .. })),
            "cut at {at}: {cut:?}"
        );
        assert_eq!(
            fs::read_dir(place.path()).unwrap().count(),
            1,
            "nothing is left of the attempt"
        );
    }
    fs::write(&file, "a letter to the editor").unwrap();
    assert!(matches!(
        restore(&file, &folder),
        Err(Error::NotABackup { .. })
    ));
}

#[test]
fn no_name_in_a_backup_leads_out_of_the_folder() {
    for name in [
        "../newsroom.stet",
        "/etc/passwd",
        "keys/../../a.key",
        "keys/a/b.key",
        "keys/",
        "notes.txt",
        "",
        "keys\\a.key",
    ] {
        assert!(!may_be_restored(name), "{name}");
    }
    assert!(may_be_restored("newsroom.stet") && may_be_restored("keys/00ff.key"));
}
