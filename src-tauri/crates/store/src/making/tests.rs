use std::fs;
use std::path::Path;

use super::*;
use crate::key::FileKey;
use crate::store::Store;

/// Everything that lies in a folder and below, by its path inside.
fn holds(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for item in fs::read_dir(next).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(folder).unwrap();
                found.push(inside.display().to_string());
            }
        }
    }
    found.sort();
    found
}

fn key() -> FileKey {
    FileKey::from_bytes([7; 32])
}

/// A newsroom with one key, made and not yet settled.
fn made(folder: &Path) -> Making {
    let making = Making::begin(folder).unwrap();
    Store::create(making.side(), &key())
        .unwrap()
        .close()
        .unwrap();
    fs::create_dir(making.side().join("keys")).unwrap();
    fs::write(making.side().join("keys/one.key"), "sealed").unwrap();
    making
}

#[test]
fn a_newsroom_appears_whole_among_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), "mine").unwrap();
    let making = made(folder.path());
    assert!(
        !folder.path().join(FILE_NAME).exists(),
        "not before its end"
    );
    making.settle().unwrap();
    assert_eq!(
        holds(folder.path()),
        ["keys/one.key", "letter.txt", "newsroom.open", FILE_NAME]
    );
    Store::open(folder.path(), &key()).unwrap();
}

#[test]
fn what_is_not_settled_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(made(folder.path()));
    assert_eq!(holds(folder.path()), ["newsroom.open"]);
}

#[test]
fn a_kill_between_the_keys_and_the_file_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    for keys in ["newsroom.making/keys", "keys"] {
        fs::create_dir_all(folder.path().join(keys)).unwrap();
        fs::write(folder.path().join(keys).join("one.key"), "sealed").unwrap();
    }
    fs::write(folder.path().join("newsroom.making/newsroom.stet"), "whole").unwrap();
    let second = Making::begin(folder.path()).unwrap();
    assert_eq!(
        holds(folder.path()),
        ["newsroom.open"],
        "the key to nothing is gone"
    );
    drop(second);
}

#[test]
fn a_kill_after_the_file_came_keeps_its_keys() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path()).settle().unwrap();
    fs::create_dir_all(folder.path().join("newsroom.making/keys")).unwrap();
    fs::write(folder.path().join("newsroom.making/keys/one.key"), "sealed").unwrap();
    sweep_left_behind(folder.path()).unwrap();
    assert_eq!(holds(folder.path()), ["keys/one.key", FILE_NAME]);
}

#[test]
fn two_cannot_make_a_newsroom_in_one_folder_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let first = made(folder.path());
    assert!(matches!(Making::begin(folder.path()), Err(Error::Busy)));
    first.settle().unwrap();
    assert!(matches!(
        Making::begin(folder.path()),
        Err(Error::NewsroomAlreadyHere { .. })
    ));
}

#[test]
fn keys_whose_newsroom_is_gone_are_not_mixed_with_new_ones() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("keys")).unwrap();
    fs::write(folder.path().join("keys/old.key"), "sealed").unwrap();
    assert!(matches!(
        Making::begin(folder.path()),
        Err(Error::KeysWithoutNewsroom { .. })
    ));
    assert!(folder.path().join("keys/old.key").exists(), "and they stay");
}

#[test]
fn a_file_that_somebody_still_has_open_is_not_moved_away_from_them() {
    let folder = tempfile::tempdir().unwrap();
    let making = made(folder.path());
    let mut store = Store::open(making.side(), &key()).unwrap();
    store
        .write(|writer| writer.local_mut().set("a", b"1"))
        .unwrap();
    assert!(matches!(making.settle(), Err(Error::Busy)));
}
