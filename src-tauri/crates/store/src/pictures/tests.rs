use tempfile::TempDir;

use super::*;
use crate::backup::restore;

const KEY: FileKey = FileKey::from_bytes([7; 32]);

fn newsroom() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path(), &KEY).unwrap();
    (folder, store)
}

fn files(store: &Store) -> Vec<PathBuf> {
    picture_files(store.folder()).unwrap()
}

#[test]
fn a_picture_reads_back_as_it_came() {
    let (_folder, store) = newsroom();
    for bytes in [&b""[..], b"a picture", &[0; 100_000]] {
        let hash = store.put_picture(bytes).unwrap();
        assert_eq!(hash, PictureHash::of(bytes));
        assert_eq!(store.picture(hash).unwrap().as_deref(), Some(bytes));
        assert!(store.has_picture(hash));
    }
    let other = PictureHash([3; 32]);
    assert_eq!(store.picture(other).unwrap(), None);
    assert!(!store.has_picture(other));
}

#[test]
fn a_picture_that_comes_twice_is_one_file() {
    let (_folder, store) = newsroom();
    store.put_picture(b"a picture").unwrap();
    let once = fs::read(&files(&store)[0]).unwrap();
    store.put_picture(b"a picture").unwrap();
    assert_eq!(files(&store).len(), 1);
    assert_eq!(fs::read(&files(&store)[0]).unwrap(), once);
}

#[test]
fn neither_name_nor_file_tells_what_the_picture_is() {
    let (_folder, store) = newsroom();
    let picture = b"a picture that somebody is looking for";
    let hash = store.put_picture(picture).unwrap();
    let file = &files(&store)[0];
    assert_ne!(name_of(file), hash.to_string());
    let sealed = fs::read(file).unwrap();
    let holds = |words: &[u8]| sealed.windows(words.len()).any(|part| part == words);
    assert!(!holds(&picture[2..9]), "no word of it can be read");

    let other = tempfile::tempdir().unwrap();
    let other = Store::create(other.path(), &FileKey::from_bytes([8; 32])).unwrap();
    other.put_picture(picture).unwrap();
    assert_ne!(
        name_of(&files(&other)[0]),
        name_of(file),
        "two newsrooms share no name"
    );
}

#[test]
fn a_changed_byte_is_found_and_mended_by_the_picture_itself() {
    let (_folder, store) = newsroom();
    let hash = store.put_picture(b"a picture").unwrap();
    let path = files(&store).remove(0);
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        fs::write(&path, &damaged).unwrap();
        let named = Damage::Picture(name_of(&path));
        let read = store.picture(hash);
        assert!(matches!(read, Err(Error::Damaged(found)) if found == named));
        assert_eq!(store.damaged_pictures().unwrap(), [named]);
    }
    store.put_picture(b"a picture").unwrap();
    assert_eq!(store.damaged_pictures().unwrap(), []);
    assert_eq!(fs::read(&path).unwrap(), whole);
}

#[test]
fn a_file_under_another_name_is_found() {
    let (_folder, store) = newsroom();
    store.put_picture(b"one").unwrap();
    let path = files(&store).remove(0);
    let other = path.with_file_name("0f".repeat(32));
    fs::rename(&path, &other).unwrap();
    let named = Damage::Picture("0f".repeat(32));
    assert_eq!(store.damaged_pictures().unwrap(), [named]);
}

#[test]
fn what_a_kill_left_half_written_is_no_picture_and_hinders_none() {
    let (_folder, store) = newsroom();
    let hash = store.put_picture(b"a picture").unwrap();
    let path = files(&store).remove(0);
    let half = fs::read(&path).unwrap()[..9].to_vec();
    fs::remove_file(&path).unwrap();
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    fs::write(&part, half).unwrap();
    assert_eq!(store.picture(hash).unwrap(), None, "it was never whole");
    assert_eq!(store.damaged_pictures().unwrap(), []);
    store.put_picture(b"a picture").unwrap();
    assert_eq!(
        store.picture(hash).unwrap().as_deref(),
        Some(&b"a picture"[..])
    );
}

#[test]
fn a_backup_takes_the_pictures_along() {
    let (folder, store) = newsroom();
    let hashes: Vec<PictureHash> = (0..3_u8)
        .map(|n| store.put_picture(&[n; 70_000]).unwrap())
        .collect();
    fs::write(folder.path().join("media/half.part"), b"half").unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("backup");
    store.backup(&file, |_| {}).unwrap();

    let restored = elsewhere.path().join("restored");
    restore(&file, &restored).unwrap();
    let restored = Store::open(&restored, &KEY).unwrap();
    for (n, hash) in (0..3_u8).zip(hashes) {
        assert_eq!(restored.picture(hash).unwrap(), Some(vec![n; 70_000]));
    }
    assert_eq!(files(&restored).len(), 3, "and nothing else");
    assert_eq!(restored.damaged_pictures().unwrap(), []);
}
