//! Keys: the file's raw key, and a person's secrets sealed under that person's passphrase.
//!
//! A key file says who it belongs to without a passphrase, so that the window can ask "who is at this desk". What it
//! seals is one small fixed record: the person's device seed, the raw key of the newsroom's file and, for the founder,
//! the owner's seed. argon2id makes a guess dear; XChaCha20-Poly1305 binds the record to everything else in the file.
//!
//! Not here: where key files lie (`key_folder`), and chance: salt and nonce are handed in.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use newsroom::PersonId;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::error::{Error, Result};
use crate::hex;

/// The version of key files that this Stet writes, and the newest that it reads.
pub const KEY_FILE_VERSION: u32 = 1;

/// The raw key of a newsroom's file: 32 random bytes, wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct FileKey([u8; 32]);

/// What a key file seals; wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secrets {
    /// The ed25519 seed of this person's device.
    pub device_seed: [u8; 32],
    pub file_key: FileKey,
    /// The founder alone holds the newsroom's owner key.
    pub owner_seed: Option<[u8; 32]>,
}

/// Whose key it is, readable without the passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHolder {
    pub person: PersonId,
    pub name: String,
    pub initials: String,
}

/// Random bytes for one sealing; never used twice.
#[derive(Debug, Clone, Copy)]
pub struct SealChance {
    pub salt: [u8; 16],
    pub nonce: [u8; 24],
}

/// What argon2id spends on one guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

/// A sealed key as it lies on disk, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    version: u32,
    person: String,
    name: String,
    initials: String,
    cost: Cost,
    salt: String,
    nonce: String,
    sealed: String,
    /// blake3 over the other fields: tells a damaged file from a wrong passphrase.
    sum: String,
}

/// The part of a key file that every version has.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Seals `secrets` for `holder`. [`Error::KeyCost`] when argon2 does not take `cost`.
pub fn seal_secrets(
    secrets: &Secrets,
    holder: &KeyHolder,
    passphrase: &str,
    chance: &SealChance,
    cost: Cost,
) -> Result<KeyFile> {
    let mut file = KeyFile {
        version: KEY_FILE_VERSION,
        person: holder.person.to_string(),
        name: holder.name.clone(),
        initials: holder.initials.clone(),
        cost,
        salt: hex::encode(&chance.salt),
        nonce: hex::encode(&chance.nonce),
        sealed: String::new(),
        sum: String::new(),
    };
    let cipher = cipher(passphrase, &chance.salt, cost)?;
    let record = secrets.to_record();
    let sealed = cipher
        .encrypt(
            XNonce::from_slice(&chance.nonce),
            Payload {
                msg: &record,
                aad: &file.bound(),
            },
        )
        .expect("the cipher refuses only records of gigabytes");
    file.sealed = hex::encode(&sealed);
    file.sum = file.expected_sum();
    Ok(file)
}

/// Opens a key file; [`Error::WrongPassphrase`] when the passphrase is not the one it was sealed with.
pub fn open_secrets(file: &KeyFile, passphrase: &str) -> Result<Secrets> {
    let holder = file.holder()?;
    let (salt, nonce, sealed) = file.parts().ok_or_else(damaged)?;
    let cipher = cipher(passphrase, &salt, file.cost)?;
    let record = cipher
        .decrypt(
            XNonce::from_slice(&nonce),
            Payload {
                msg: &sealed,
                aad: &file.bound(),
            },
        )
        .map(Zeroizing::new)
        .map_err(|_| Error::WrongPassphrase {
            person: holder.person,
            name: holder.name,
        })?;
    Secrets::from_record(&record).ok_or_else(damaged)
}

impl Cost {
    /// What every real key file is sealed with.
    pub const STANDARD: Cost = Cost {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// A file that asks for more than this was not written by Stet; opening it would only stop the machine.
    const MOST: Cost = Cost {
        memory_kib: 1024 * 1024,
        passes: 16,
        lanes: 16,
    };

    fn params(self) -> Result<Params> {
        let most = Cost::MOST;
        if self.memory_kib > most.memory_kib || self.passes > most.passes || self.lanes > most.lanes
        {
            return Err(Error::KeyCost);
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(|_| Error::KeyCost)
    }
}

impl FileKey {
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        FileKey(bytes)
    }

    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Drop for FileKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey(..)")
    }
}

impl Drop for Secrets {
    fn drop(&mut self) {
        self.device_seed.zeroize();
        self.owner_seed.zeroize();
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(..)")
    }
}

impl Secrets {
    /// device seed ‖ file key ‖ owner seed, when there is one.
    fn to_record(&self) -> Zeroizing<Vec<u8>> {
        let mut record = Zeroizing::new(Vec::with_capacity(96));
        record.extend_from_slice(&self.device_seed);
        record.extend_from_slice(self.file_key.as_bytes());
        record.extend_from_slice(self.owner_seed.as_ref().map_or(&[][..], |seed| &seed[..]));
        record
    }

    fn from_record(record: &[u8]) -> Option<Self> {
        let (device_seed, rest) = record.split_first_chunk::<32>()?;
        let (file_key, rest) = rest.split_first_chunk::<32>()?;
        let owner_seed = match rest {
            [] => None,
            seed => Some(seed.try_into().ok()?),
        };
        Some(Secrets {
            device_seed: *device_seed,
            file_key: FileKey(*file_key),
            owner_seed,
        })
    }
}

impl KeyFile {
    /// Whose key this is.
    pub fn holder(&self) -> Result<KeyHolder> {
        let person = self.person.parse().map_err(|_| damaged())?;
        Ok(KeyHolder {
            person,
            name: self.name.clone(),
            initials: self.initials.clone(),
        })
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a key file has only strings and numbers") + "\n"
    }

    /// Reads a key file, without its passphrase. The error's path is empty: who read the file knows it.
    pub fn from_json(json: &[u8]) -> Result<Self> {
        let Versioned { version } = serde_json::from_slice(json).map_err(|_| damaged())?;
        if version > KEY_FILE_VERSION {
            return Err(Error::KeyFileFromNewerStet { version });
        }
        let file: KeyFile = serde_json::from_slice(json).map_err(|_| damaged())?;
        if file.sum != file.expected_sum() || file.holder().is_err() || file.parts().is_none() {
            return Err(damaged());
        }
        Ok(file)
    }

    /// What the sealed record is bound to: swapping a name or lowering a cost breaks the seal.
    fn bound(&self) -> Vec<u8> {
        let Cost {
            memory_kib,
            passes,
            lanes,
        } = self.cost;
        let fields = [
            &self.person,
            &self.name,
            &self.initials,
            &self.salt,
            &self.nonce,
        ];
        let mut bound = format!(
            "stet-key-v{}\0{memory_kib} {passes} {lanes}\0",
            self.version
        )
        .into_bytes();
        for field in fields {
            bound.extend_from_slice(&(field.len() as u64).to_be_bytes());
            bound.extend_from_slice(field.as_bytes());
        }
        bound
    }

    fn expected_sum(&self) -> String {
        let mut sum = blake3::Hasher::new();
        sum.update(&self.bound()).update(self.sealed.as_bytes());
        sum.finalize().to_hex().to_string()
    }

    fn parts(&self) -> Option<([u8; 16], [u8; 24], Vec<u8>)> {
        let salt = hex::decode(&self.salt)?.try_into().ok()?;
        let nonce = hex::decode(&self.nonce)?.try_into().ok()?;
        Some((salt, nonce, hex::decode(&self.sealed)?))
    }
}

fn cipher(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Result<XChaCha20Poly1305> {
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| Error::KeyCost)?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}

fn damaged() -> Error {
    Error::KeyFileDamaged {
        path: std::path::PathBuf::new(),
    }
}

#[cfg(test)]
mod tests;
