//! Pictures beside a page: each a file named by its own bytes, in the folder of the page that shows it.
//!
//! A page and its pictures are one folder, as Hugo's page bundles are, so a story never shares a file with another and
//! takes its pictures along when its address changes.
//!
//! Not here: the bytes.

use std::collections::BTreeMap;

use manuscript::PictureHash;

/// What a picture's bytes are; a browser goes by the ending that follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PictureKind {
    Jpeg,
    Png,
    Webp,
}

/// The pictures that are at hand.
pub type Pictures = BTreeMap<PictureHash, PictureKind>;

impl PictureKind {
    pub const ALL: [PictureKind; 3] = [PictureKind::Jpeg, PictureKind::Png, PictureKind::Webp];

    /// What a file's name ends with.
    pub fn ending(self) -> &'static str {
        match self {
            PictureKind::Jpeg => "jpg",
            PictureKind::Png => "png",
            PictureKind::Webp => "webp",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            PictureKind::Jpeg => "image/jpeg",
            PictureKind::Png => "image/png",
            PictureKind::Webp => "image/webp",
        }
    }
}

/// The name of a picture's file, which is also its address from the page.
pub(crate) fn file_name(picture: PictureHash, pictures: &Pictures) -> String {
    let ending = pictures.get(&picture).map_or("", |kind| kind.ending());
    format!("{picture}.{ending}")
}

/// The picture that a name of [`file_name`] is of; nothing for any other address.
pub(crate) fn named(name: &str) -> Option<PictureHash> {
    let (hash, ending) = name.split_once('.')?;
    let known = PictureKind::ALL.iter().any(|kind| kind.ending() == ending);
    hash.parse().ok().filter(|_| known)
}
