//! The `keys` folder of a newsroom: one sealed key file for each person of this laptop.
//!
//! The key of somebody who joins lies there under a name of its own until the roster that names their device is in the
//! log. So a kill leaves nobody without a key, and no key of somebody whom no roster knows.
//!
//! Not here: what is in them (`key`), and who stands in the roster (`desk`).

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use newsroom::{DeviceId, PersonId};

use crate::error::{Error, Result};
use crate::key::KeyFile;
use crate::whole_file::{flush_folder, remove_if_there, write_whole};

const JOINING: &str = "joining";

/// The key files of a newsroom on this laptop.
#[derive(Debug, Default)]
pub struct KeyFolder {
    /// By name, then by person.
    pub files: Vec<KeyFile>,
    /// Files that end in `.key` and cannot be read, with why.
    pub unreadable: Vec<(PathBuf, Error)>,
}

/// A key that waits for its person to stand in the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoiningKey {
    pub person: PersonId,
    pub device: DeviceId,
    path: PathBuf,
}

/// What becomes of a key that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFate {
    /// A roster names its device: it takes its place, instead of an older one.
    Joins,
    /// Its person has asked for it, and no roster has answered yet.
    Waits,
    /// Its roster never came.
    Goes,
}

/// Reads every key file of the newsroom in `newsroom`; one that is damaged does not hide the others.
pub fn key_files(newsroom: &Path) -> Result<KeyFolder> {
    let mut found = KeyFolder::default();
    for path in keys_in(newsroom)? {
        match read_key_file(&path) {
            Ok(file) => found.files.push(file),
            Err(error) => found.unreadable.push((path, error)),
        }
    }
    found.files.sort_by_key(|file| {
        file.holder()
            .ok()
            .map(|holder| (holder.name, holder.person))
    });
    Ok(found)
}

/// Keeps `file` as its person's key of this newsroom, in place of an older one.
pub fn write_key_file(newsroom: &Path, file: &KeyFile) -> Result<()> {
    write_to(&key_path(newsroom, file.holder()?.person), file)
}

/// Keeps `file` aside as the key of `device`, which a roster is about to name.
///
/// To be called inside the transaction that writes that roster, so that whoever settles keys sees both or neither.
pub fn write_joining_key(newsroom: &Path, file: &KeyFile, device: DeviceId) -> Result<()> {
    let name = format!("{}.{device}.{JOINING}", file.holder()?.person);
    write_to(&newsroom.join("keys").join(name), file)
}

/// The keys that wait: those of a transaction that is under way, and those that a kill left.
pub fn joining_keys(newsroom: &Path) -> Result<Vec<JoiningKey>> {
    let named = |path: PathBuf| {
        let name = path.file_stem()?.to_str()?;
        let (person, device) = name.split_once('.')?;
        let (person, device) = (person.parse().ok()?, device.parse().ok()?);
        Some(JoiningKey {
            person,
            device,
            path,
        })
    };
    let waiting = ending_with(newsroom, JOINING)?;
    Ok(waiting.into_iter().filter_map(named).collect())
}

/// Does with each waiting key as `fate` says. To be called inside a transaction that writes, so that no other is under
/// way.
pub fn settle_joining_keys<E: From<Error>>(
    newsroom: &Path,
    fate: impl Fn(&JoiningKey) -> Result<KeyFate, E>,
) -> Result<(), E> {
    for key in joining_keys(newsroom)? {
        let place = key_path(newsroom, key.person);
        let settled = match fate(&key)? {
            KeyFate::Joins => fs::rename(&key.path, &place),
            KeyFate::Waits => Ok(()),
            KeyFate::Goes => fs::remove_file(&key.path),
        };
        settled.map_err(|error| Error::disk(&key.path, error))?;
        flush_folder(&place)?;
    }
    // A kill may have cut one short.
    for path in ending_with(newsroom, "part")? {
        let whole = Path::new(path.file_stem().unwrap_or_default());
        if whole.extension() == Some(JOINING.as_ref()) {
            remove_if_there(&path)?;
        }
    }
    Ok(())
}

/// Where a person's key lies.
pub fn key_path(newsroom: &Path, person: PersonId) -> PathBuf {
    newsroom.join("keys").join(format!("{person}.key"))
}

/// Where every key file lies, in order of name.
pub(crate) fn keys_in(newsroom: &Path) -> Result<Vec<PathBuf>> {
    ending_with(newsroom, "key")
}

fn ending_with(newsroom: &Path, wanted: &str) -> Result<Vec<PathBuf>> {
    let folder = newsroom.join("keys");
    let listing = match fs::read_dir(&folder) {
        Ok(listing) => listing,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::disk(&folder, error)),
    };
    let mut found = Vec::new();
    for item in listing {
        let path = item.map_err(|error| Error::disk(&folder, error))?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == wanted)
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn write_to(path: &Path, file: &KeyFile) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Error::disk(folder, error))?;
    }
    write_whole(path, |out| {
        out.write_all(file.to_json().as_bytes())
            .map_err(|error| Error::disk(path, error))
    })
}

fn read_key_file(path: &Path) -> Result<KeyFile> {
    let json = fs::read(path).map_err(|error| Error::disk(path, error))?;
    KeyFile::from_json(&json).map_err(|error| match error {
        Error::KeyFileDamaged { .. } => Error::KeyFileDamaged {
            path: path.to_owned(),
        },
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::{Cost, FileKey, KeyHolder, SealChance, Secrets, seal_secrets};

    fn key_of(name: &str, person: u8) -> KeyFile {
        let secrets = Secrets {
            device_seed: [1; 32],
            file_key: FileKey::from_bytes([2; 32]),
            owner_seed: None,
        };
        let holder = KeyHolder {
            person: PersonId::from_bytes([person; 16]),
            name: name.into(),
            initials: "X".into(),
        };
        let chance = SealChance {
            salt: [5; 16],
            nonce: [6; 24],
        };
        seal_secrets(
            &secrets,
            &holder,
            "p",
            &chance,
            Cost {
                memory_kib: 8,
                passes: 1,
                lanes: 1,
            },
        )
        .unwrap()
    }

    #[test]
    fn keys_are_listed_by_name_and_a_damaged_one_hides_nobody() {
        let newsroom = tempfile::tempdir().unwrap();
        assert!(
            key_files(newsroom.path()).unwrap().files.is_empty(),
            "no folder yet, so nobody"
        );
        write_key_file(newsroom.path(), &key_of("Reporter", 1)).unwrap();
        write_key_file(newsroom.path(), &key_of("Desk Editor", 2)).unwrap();
        fs::write(newsroom.path().join("keys/broken.key"), "{").unwrap();
        fs::write(newsroom.path().join("keys/notes.txt"), "not a key").unwrap();

        let found = key_files(newsroom.path()).unwrap();
        let names: Vec<String> = found
            .files
            .iter()
            .map(|file| file.holder().unwrap().name)
            .collect();
        assert_eq!(names, ["Desk Editor", "Reporter"]);
        assert!(
            matches!(&found.unreadable[..], [(path, Error::KeyFileDamaged { .. })] if path.ends_with("broken.key"))
        );
    }

    #[test]
    fn a_waiting_key_takes_its_place_when_a_roster_names_its_device_and_goes_otherwise() {
        let newsroom = tempfile::tempdir().unwrap();
        let (old, new) = (key_of("Reporter", 1), key_of("Reporter again", 1));
        let devices = [7, 8].map(|byte| DeviceId::from_bytes([byte; 32]));
        write_key_file(newsroom.path(), &old).unwrap();
        write_joining_key(newsroom.path(), &new, devices[0]).unwrap();
        write_joining_key(newsroom.path(), &key_of("Nobody", 2), devices[1]).unwrap();
        fs::write(newsroom.path().join("keys/one.two.joining.part"), "{").unwrap();
        let names = || -> Vec<String> {
            let files = key_files(newsroom.path()).unwrap().files;
            files
                .iter()
                .map(|file| file.holder().unwrap().name)
                .collect()
        };
        assert_eq!(names(), ["Reporter"], "nobody who waits is offered a seat");

        settle_joining_keys(newsroom.path(), |key| {
            Ok::<_, Error>(match key.device {
                joined if joined == devices[0] => KeyFate::Joins,
                _ => KeyFate::Goes,
            })
        })
        .unwrap();
        assert_eq!(names(), ["Reporter again"]);
        assert_eq!(joining_keys(newsroom.path()).unwrap(), []);
        let left = fs::read_dir(newsroom.path().join("keys")).unwrap();
        assert_eq!(left.count(), 1, "what a kill cut short is gone too");
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let newsroom = tempfile::tempdir().unwrap();
        write_key_file(newsroom.path(), &key_of("Reporter", 1)).unwrap();
        let path = key_path(newsroom.path(), PersonId::from_bytes([1; 16]));
        assert_eq!(
            fs::metadata(path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
