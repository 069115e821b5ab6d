//! The care of a newsroom's file: checking, making tables anew, backups.

use std::path::Path;

use crate::border::{Audited, BackedUp, Rebuilt, Refused, Verified};
use crate::room::Room;
use crate::{Error, Result};

impl Room {
    /// Checks every signature, every device's chain, every page and every picture.
    pub(crate) fn verify(&mut self) -> Result<Verified> {
        let found = self.store.verify()?;
        let mut flaws: Vec<Refused> = found.iter().map(flaw).collect();
        // Stories are read only from pages that are sound.
        if found.iter().all(|found| found.code() == "flaw-picture") {
            flaws.extend(self.missing_pictures()?);
        }
        let entries = self
            .store
            .read(|reader| Ok::<_, Error>(reader.log().count()?))?;
        Ok(Verified { entries, flaws })
    }

    /// Makes every projection anew from the log. What is typed and not yet signed is signed first.
    pub(crate) fn rebuild(&mut self) -> Result<Rebuilt> {
        self.close_every_text()?;
        if self.seat.is_some() {
            let unsealed = self
                .store
                .read(|reader| Ok::<_, Error>(reader.journal().unsealed()?))?;
            for (story, _) in unsealed {
                self.seal_left_behind(story)?;
            }
        }
        self.store.rebuild()?;
        self.store.read(|reader| {
            Ok(Rebuilt {
                entries: reader.log().count()?,
                stories: reader.log().stories()?.len() as u64,
            })
        })
    }

    pub(crate) fn backup(&mut self, to: &Path) -> Result<BackedUp> {
        self.store.backup(to, |_| {})?;
        backed_up(to)
    }
}

/// Makes a newsroom's folder from a backup; a folder that holds anything is refused.
pub(crate) fn restore(from: &Path, folder: &Path) -> Result<BackedUp> {
    store::restore(from, folder)?;
    Ok(BackedUp {
        path: folder.to_owned(),
        bytes: size(from)?,
    })
}

impl Audited {
    /// An error when anything is wrong, so that a script notices.
    pub fn sound(&self) -> Result<()> {
        match self.flaws.len() {
            0 => Ok(()),
            count => Err(Error::FlawsFound { count }),
        }
    }
}

impl Verified {
    /// An error when anything is wrong, so that a script notices.
    pub fn sound(&self) -> Result<()> {
        if self.flaws.is_empty() {
            Ok(())
        } else {
            Err(Error::FlawsFound {
                count: self.flaws.len(),
            })
        }
    }
}

fn backed_up(path: &Path) -> Result<BackedUp> {
    Ok(BackedUp {
        path: path.to_owned(),
        bytes: size(path)?,
    })
}

fn size(path: &Path) -> Result<u64> {
    let length = std::fs::metadata(path).map(|file| file.len());
    length.map_err(|source| Error::FileUnreadable {
        path: path.display().to_string(),
        source,
    })
}

fn flaw(flaw: &store::Flaw) -> Refused {
    let detail = match flaw {
        store::Flaw::Entry {
            entry,
            device,
            seq,
            what,
        } => {
            return Refused {
                code: flaw.code().to_owned(),
                params: [
                    ("entry".to_owned(), entry.to_string()),
                    ("device".to_owned(), device.to_string()),
                    ("seq".to_owned(), seq.to_string()),
                    ("detail".to_owned(), what.to_string()),
                ]
                .into(),
            };
        }
        store::Flaw::File(damage) => damage.to_string(),
    };
    Refused {
        code: flaw.code().to_owned(),
        params: [("detail".to_owned(), detail)].into(),
    }
}
