//! The `keys` folder of a newsroom: one sealed key file for each person of this laptop.
//!
//! Not here: what is in them (`key`).

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use newsroom::PersonId;

use crate::error::{Error, Result};
use crate::key::KeyFile;
use crate::whole_file::write_whole;

/// The key files of a newsroom on this laptop.
#[derive(Debug, Default)]
pub struct KeyFolder {
    /// By name, then by person.
    pub files: Vec<KeyFile>,
    /// Files that end in `.key` and cannot be read, with why.
    pub unreadable: Vec<(PathBuf, Error)>,
}

/// Reads every key file of the newsroom in `newsroom`; one that is damaged does not hide the others.
pub fn key_files(newsroom: &Path) -> Result<KeyFolder> {
    let folder = newsroom.join("keys");
    let listing = match fs::read_dir(&folder) {
        Ok(listing) => listing,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(KeyFolder::default());
        }
        Err(error) => return Err(Error::disk(&folder, error)),
    };
    let mut found = KeyFolder::default();
    for item in listing {
        let path = item.map_err(|error| Error::disk(&folder, error))?.path();
        if path.extension().is_some_and(|extension| extension == "key") {
            match read_key_file(&path) {
                Ok(file) => found.files.push(file),
                Err(error) => found.unreadable.push((path, error)),
            }
        }
    }
    found.files.sort_by_key(|file| {
        file.holder()
            .ok()
            .map(|holder| (holder.name, holder.person))
    });
    found
        .unreadable
        .sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found)
}

/// Keeps `file` as its person's key of this newsroom, in place of an older one.
pub fn write_key_file(newsroom: &Path, file: &KeyFile) -> Result<()> {
    let folder = newsroom.join("keys");
    fs::create_dir_all(&folder).map_err(|error| Error::disk(&folder, error))?;
    let path = key_path(newsroom, file.holder()?.person);
    write_whole(&path, |out| {
        out.write_all(file.to_json().as_bytes())
            .map_err(|error| Error::disk(&path, error))
    })
}

/// Where a person's key lies.
pub fn key_path(newsroom: &Path, person: PersonId) -> PathBuf {
    newsroom.join("keys").join(format!("{person}.key"))
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
