//! A target's folder: files written whole, the manifest last, everything read back.

use std::path::Path;

use manuscript::{PictureHash, Reading};
use newsroom::Target;
use press::{
    FileContent, MANIFEST_PATH, Manifest, ManifestFile, ManifestStory, PlannedFile, Profile,
    PublicationRecord, TargetSettings, compare, plan, read_back,
};

use crate::files::{read_inside, remove_inside, sweep, write_whole};
use crate::{Error, Result};

/// What goes out, the same for every target.
pub(crate) struct Printed {
    pub(crate) reading: Reading,
    pub(crate) record: PublicationRecord,
    pub(crate) slugline: String,
    pub(crate) pictures: Vec<(PictureHash, Vec<u8>)>,
}

impl Printed {
    fn bytes<'a>(&'a self, file: &'a PlannedFile) -> Result<&'a [u8]> {
        let hash = match &file.content {
            FileContent::Inline(bytes) => return Ok(bytes),
            FileContent::Media(hash) => hash,
        };
        let mut pictures = self.pictures.iter();
        let found = pictures.find(|(picture, _)| picture.0 == *hash);
        found
            .map(|(_, bytes)| bytes.as_slice())
            .ok_or_else(|| Error::MediaMissing {
                path: file.path.clone(),
            })
    }
}

/// What a target has now.
pub(crate) struct Written {
    pub(crate) story: ManifestStory,
    /// The manifest held exactly this before, so nothing was written.
    pub(crate) already_there: bool,
}

/// Writes a story into a target; once it returns, readers have it.
pub(crate) fn write(target: &Target, printed: &Printed) -> Result<Written> {
    let folder = Path::new(&target.folder);
    let (profile, files) = planned(target, printed)?;
    let record = &printed.record;
    let story = ManifestStory::new(profile, record, &files);
    let manifest = manifest(folder)?;
    if manifest.holds(&record.story, &record.content_hash) && whole(folder, &story)? {
        return Ok(Written {
            story,
            already_there: true,
        });
    }
    let left_behind: Vec<String> = manifest
        .left_behind(&record.story, &story)
        .into_iter()
        .map(str::to_owned)
        .collect();
    let next = manifest.with(&record.story, story.clone())?;
    let wrote = write_files(folder, profile, printed, &files)
        .and_then(|()| write_whole(folder, MANIFEST_PATH, &next.to_bytes()));
    if let Err(error) = wrote {
        if manifest.story(&record.story).is_none() {
            // The first error is the one to tell; a page that cannot be removed is overwritten by the next try.
            let _ = take_away(folder, printed, &files);
        }
        return Err(error);
    }
    left_behind
        .iter()
        .try_for_each(|path| remove_inside(folder, path))?;
    Ok(Written {
        story,
        already_there: false,
    })
}

/// Whether a target's manifest says that readers have these words.
pub(crate) fn holds(target: &Target, story: &str, content_hash: &str) -> bool {
    manifest(Path::new(&target.folder)).is_ok_and(|manifest| manifest.holds(story, content_hash))
}

/// Takes away whole files of a publication whose manifest never came.
pub(crate) fn withdraw_unfinished(target: &Target, printed: &Printed) -> Result<()> {
    let folder = Path::new(&target.folder);
    if !folder.is_dir() {
        return Ok(());
    }
    let (_, files) = planned(target, printed)?;
    sweep(folder, MANIFEST_PATH)?;
    for file in &files {
        sweep(folder, &file.path)?;
    }
    if manifest(folder)?.story(&printed.record.story).is_some() {
        return Ok(());
    }
    take_away(folder, printed, &files)
}

fn planned(target: &Target, printed: &Printed) -> Result<(Profile, Vec<PlannedFile>)> {
    let profile: Profile = target.profile.parse()?;
    let settings = TargetSettings {
        name: target.name.clone(),
        profile,
    };
    Ok((profile, plan(&printed.reading, &printed.record, &settings)?))
}

fn manifest(folder: &Path) -> Result<Manifest> {
    match read_inside(folder, MANIFEST_PATH)? {
        Some(bytes) => Ok(Manifest::from_bytes(&bytes)?),
        None => Ok(Manifest::default()),
    }
}

fn write_files(
    folder: &Path,
    profile: Profile,
    printed: &Printed,
    files: &[PlannedFile],
) -> Result<()> {
    for file in files {
        let bytes = printed.bytes(file)?;
        write_whole(folder, &file.path, bytes)?;
        let written = read_inside(folder, &file.path)?.unwrap_or_default();
        match &file.content {
            FileContent::Inline(_) => compare(
                &printed.reading,
                &printed.record,
                &read_back(profile, &written)?,
            )?,
            FileContent::Media(_) => same_picture(file, &written)?,
        }
    }
    Ok(())
}

/// A picture that was read back is the one that was approved.
fn same_picture(file: &PlannedFile, written: &[u8]) -> Result<()> {
    let expected = ManifestFile::of(file);
    if expected.is(written) {
        return Ok(());
    }
    Err(press::Error::ReadBackDiffers {
        field: "picture",
        expected: expected.blake3,
        found: PictureHash::of(written).to_string(),
    }
    .into())
}

/// Whether every file that the manifest names is there, byte for byte.
fn whole(folder: &Path, story: &ManifestStory) -> Result<bool> {
    for file in &story.files {
        match read_inside(folder, &file.path)? {
            Some(bytes) if file.is(&bytes) => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// Removes files that hold exactly the planned bytes; anybody else's are left alone.
fn take_away(folder: &Path, printed: &Printed, files: &[PlannedFile]) -> Result<()> {
    for file in files {
        if read_inside(folder, &file.path)?.as_deref() == Some(printed.bytes(file)?) {
            remove_inside(folder, &file.path)?;
        }
    }
    Ok(())
}
