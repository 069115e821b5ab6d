//! Pictures: encrypted files beside the database, each named so that the name tells nothing.
//!
//! A picture is known by the blake3 of its bytes. Its file's name is a keyed blake3 of that, so nobody without the
//! newsroom's key can ask whether it holds a certain picture. The bytes are sealed with XChaCha20-Poly1305; the nonce follows
//! from key and bytes, so no nonce ever seals two contents, and a picture that comes twice is one file. A file is there whole or not at all,
//! and nothing here deletes one: revisions are kept for ever.
//!
//! Not here: which bytes are a picture, and which pictures a story needs.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use manuscript::PictureHash;
use zeroize::Zeroizing;

use crate::error::{Damage, Error, Result};
use crate::hex;
use crate::key::FileKey;
use crate::store::Store;
use crate::whole_file::{flush_folder, write_whole};

/// The folder of pictures inside a newsroom's.
pub(crate) const FOLDER: &str = "media";
/// What every sealed picture begins with, and is bound to.
const MAGIC: &[u8; 12] = b"StetMedia1\n\0";
const NONCE: usize = 24;

impl Store {
    /// Keeps a picture. When it returns, the picture is on the disk; one that is there already stays as it is.
    pub fn put_picture(&self, bytes: &[u8]) -> Result<PictureHash> {
        let picture = PictureHash::of(bytes);
        // One that lies there damaged is written anew: the bytes at hand are sound.
        if matches!(self.picture(picture), Ok(Some(_))) {
            return Ok(picture);
        }
        let folder = self.folder().join(FOLDER);
        if !folder.is_dir() {
            fs::create_dir_all(&folder).map_err(|error| Error::disk(&folder, error))?;
            flush_folder(&folder)?;
        }
        let keys = Keys::of(self.key());
        let nonce = keys.nonce(picture);
        let payload = Payload {
            msg: bytes,
            aad: MAGIC,
        };
        let sealed = keys
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), payload)
            .expect("the cipher refuses only files of gigabytes");
        let path = self.picture_path(picture);
        write_whole(&path, |out| {
            let parts = [&MAGIC[..], &nonce, &sealed];
            parts
                .iter()
                .try_for_each(|part| out.write_all(part))
                .map_err(|error| Error::disk(&path, error))
        })?;
        Ok(picture)
    }

    /// A picture's bytes, compared with its hash; nothing when it is not here.
    ///
    /// # Errors
    /// [`Damage::Picture`] when the file is not as it was written.
    pub fn picture(&self, picture: PictureHash) -> Result<Option<Vec<u8>>> {
        let path = self.picture_path(picture);
        let sealed = match fs::read(&path) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::disk(&path, error)),
        };
        let bytes = opened(&Keys::of(self.key()), &sealed);
        let sound = bytes.filter(|bytes| PictureHash::of(bytes) == picture);
        let damaged = || Error::Damaged(Damage::Picture(name_of(&path)));
        sound.map(Some).ok_or_else(damaged)
    }

    /// Whether a picture's file is there, sound or not.
    pub fn has_picture(&self, picture: PictureHash) -> bool {
        self.picture_path(picture).is_file()
    }

    /// The files that are not the pictures that their names promise.
    pub fn damaged_pictures(&self) -> Result<Vec<Damage>> {
        let keys = Keys::of(self.key());
        let mut damaged = Vec::new();
        for path in picture_files(self.folder())? {
            let sealed = fs::read(&path).map_err(|error| Error::disk(&path, error))?;
            let bytes = opened(&keys, &sealed);
            let name = bytes.map(|bytes| keys.name(PictureHash::of(&bytes)));
            if name.as_deref() != Some(name_of(&path).as_str()) {
                damaged.push(Damage::Picture(name_of(&path)));
            }
        }
        Ok(damaged)
    }

    fn picture_path(&self, picture: PictureHash) -> PathBuf {
        let name = Keys::of(self.key()).name(picture);
        self.folder().join(FOLDER).join(name)
    }
}

/// Every whole picture of the newsroom in `newsroom`, by name.
pub(crate) fn picture_files(newsroom: &Path) -> Result<Vec<PathBuf>> {
    let folder = newsroom.join(FOLDER);
    let listing = match fs::read_dir(&folder) {
        Ok(listing) => listing,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::disk(&folder, error)),
    };
    let paths: io::Result<Vec<PathBuf>> = listing.map(|item| Ok(item?.path())).collect();
    let mut paths = paths.map_err(|error| Error::disk(&folder, error))?;
    paths.retain(|path| is_name(&name_of(path)));
    paths.sort();
    Ok(paths)
}

/// What a picture's file may be called; what a killed process left half written is called otherwise.
pub(crate) fn is_name(name: &str) -> bool {
    name.len() == 64 && hex::decode(name).is_some()
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn opened(keys: &Keys, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.strip_prefix(MAGIC)?.split_first_chunk::<NONCE>()?;
    let payload = Payload {
        msg: sealed,
        aad: MAGIC,
    };
    keys.cipher()
        .decrypt(XNonce::from_slice(nonce), payload)
        .ok()
}

/// What names and seals pictures; each follows from the file's key, and none tells another.
struct Keys {
    naming: Zeroizing<[u8; 32]>,
    nonces: Zeroizing<[u8; 32]>,
    sealing: Zeroizing<[u8; 32]>,
}

impl Keys {
    fn of(key: &FileKey) -> Self {
        let derived = |what| Zeroizing::new(blake3::derive_key(what, key.as_bytes()));
        Self {
            naming: derived("stet 2026-11 names of media files"),
            nonces: derived("stet 2026-11 nonces of media files"),
            sealing: derived("stet 2026-11 seals of media files"),
        }
    }

    fn name(&self, picture: PictureHash) -> String {
        blake3::keyed_hash(&self.naming, &picture.0).to_string()
    }

    fn nonce(&self, picture: PictureHash) -> [u8; NONCE] {
        let mut nonce = [0; NONCE];
        let full = blake3::keyed_hash(&self.nonces, &picture.0);
        nonce.copy_from_slice(&full.as_bytes()[..NONCE]);
        nonce
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.sealing).into())
    }
}

#[cfg(test)]
mod tests;
