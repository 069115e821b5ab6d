//! Where stories are published to: a folder and a profile, written by one laptop.

use std::path::{Path, PathBuf};

use newsroom::{Kind, Role, Target};
use press::Profile;

use crate::border::{AddTargetRequest, TargetView};
use crate::files::check_folder;
use crate::room::{Room, device_of};
use crate::signing::Pen;
use crate::{Error, Result};

/// Whoever publishes says where to.
const KEEPERS: &[Role] = &[Role::DeskEditor, Role::Production, Role::Admin];

impl Room {
    pub(crate) fn targets(&mut self) -> Result<Vec<TargetView>> {
        let here = device_of(&self.publisher);
        let targets = self
            .store
            .read(|reader| Ok::<_, Error>(reader.targets().list()?))?;
        Ok(targets
            .iter()
            .filter(|target| !target.retired)
            .map(|target| view(target, target.publisher == here))
            .collect())
    }

    /// Adds a target that this laptop publishes; the folder must be there and take a file.
    pub(crate) fn add_target(&mut self, request: &AddTargetRequest) -> Result<TargetView> {
        self.needs_role(KEEPERS)?;
        let name = request.name.trim().to_owned();
        if name.is_empty() {
            return Err(Error::NameNeeded { field: "target" });
        }
        let profile: Profile = request.profile.parse().map_err(|_| Error::UnknownProfile {
            profile: request.profile.clone(),
        })?;
        let folder = absolute(Path::new(request.folder.trim()))?;
        check_folder(&folder)?;
        let target = Target {
            name,
            profile: profile.name().to_owned(),
            folder: folder.display().to_string(),
            publisher: device_of(&self.publisher),
            settings: Vec::new(),
            retired: false,
        };
        let key = self.seat()?.key()?.clone();
        let pen = Pen {
            newsroom: self.newsroom,
            key: &key,
            now: self.now(),
        };
        self.store.write(|writer| -> Result<()> {
            let entry = pen.sign(writer, Kind::Target, None, target.to_bytes())?;
            Ok(writer.targets_mut().put(&entry)?)
        })?;
        Ok(view(&target, true))
    }

    /// The targets that a step names; every one of this laptop's when it names none.
    pub(crate) fn targets_named(&self, names: &[String]) -> Result<Vec<Target>> {
        let here = device_of(&self.publisher);
        let known = self
            .store
            .read(|reader| Ok::<_, Error>(reader.targets().list()?))?;
        let known: Vec<Target> = known.into_iter().filter(|target| !target.retired).collect();
        if names.is_empty() {
            let all: Vec<Target> = known
                .into_iter()
                .filter(|target| target.publisher == here)
                .collect();
            return if all.is_empty() {
                Err(Error::NoTargets)
            } else {
                Ok(all)
            };
        }
        names.iter().map(|name| named(&known, name, here)).collect()
    }
}

fn named(known: &[Target], name: &str, here: newsroom::DeviceId) -> Result<Target> {
    let target = known.iter().find(|target| target.name == name);
    let target = target.ok_or_else(|| Error::NoSuchTarget {
        target: name.to_owned(),
    })?;
    if target.publisher == here {
        Ok(target.clone())
    } else {
        Err(Error::OtherLaptopsTarget {
            target: name.to_owned(),
        })
    }
}

fn view(target: &Target, here: bool) -> TargetView {
    let trouble = if here {
        check_folder(Path::new(&target.folder))
            .err()
            .map(|error| error.refused().code)
    } else {
        None
    };
    TargetView {
        name: target.name.clone(),
        profile: target.profile.clone(),
        folder: target.folder.clone(),
        here,
        trouble,
    }
}

fn absolute(folder: &Path) -> Result<PathBuf> {
    if folder.as_os_str().is_empty() {
        return Err(Error::NameNeeded { field: "folder" });
    }
    std::path::absolute(folder).map_err(|source| Error::folder(folder, source))
}
