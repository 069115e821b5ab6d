//! What readers have at one target, in the target's own folder.
//!
//! The manifest is written last: a publication counts from the moment it is there, and after a crash the next run
//! goes on from it. It carries the signed approval and the roster of each story, so that anybody can check the site
//! offline. It lies in a folder whose name begins with a dot, which no site generator reads or publishes.

use std::collections::BTreeMap;

use crate::{Error, FileContent, PlannedFile, Profile, PublicationRecord, Result};

/// Relative to the target's folder.
pub const MANIFEST_PATH: &str = ".stet/manifest.json";

pub const MANIFEST_VERSION: u32 = 1;

/// Stories by id; equal manifests are equal bytes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Manifest {
    version: u32,
    stories: BTreeMap<String, ManifestStory>,
}

/// What readers have of one story.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ManifestStory {
    pub revision: u32,
    /// Lower-case hex.
    pub content_hash: String,
    pub canonical_version: u32,
    pub profile: String,
    pub profile_version: u32,
    /// RFC 3339 with offset.
    pub first_published: String,
    /// RFC 3339 with offset.
    pub published_at: String,
    pub approved_by: String,
    pub approved_by_author: bool,
    /// The whole signed approval entry, lower-case hex.
    pub approval: String,
    /// The whole signed roster entry that the approval names, lower-case hex.
    pub roster: String,
    /// Readers have a notice in the story's place; the approval is the entry that withdrew it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// By path.
    pub files: Vec<ManifestFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct ManifestFile {
    /// Relative to the target's folder, `/` between names.
    pub path: String,
    /// Lower-case hex of the file's bytes.
    pub blake3: String,
    /// Length in bytes; absent for media, which are known by hash alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
}

impl Default for Manifest {
    fn default() -> Self {
        Manifest {
            version: MANIFEST_VERSION,
            stories: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// # Errors
    /// [`Error::DamagedManifest`], or [`Error::NewerManifest`] when a newer Stet wrote it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Manifest> {
        #[derive(serde::Deserialize)]
        struct Version {
            version: u32,
        }
        let damaged = |error: serde_json::Error| Error::DamagedManifest {
            reason: error.to_string(),
        };
        let Version { version } = serde_json::from_slice(bytes).map_err(damaged)?;
        if version > MANIFEST_VERSION {
            return Err(Error::NewerManifest { version });
        }
        serde_json::from_slice(bytes).map_err(damaged)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a manifest has only string keys");
        bytes.push(b'\n');
        bytes
    }

    pub fn stories(&self) -> impl Iterator<Item = (&str, &ManifestStory)> {
        self.stories.iter().map(|(id, story)| (id.as_str(), story))
    }

    pub fn story(&self, id: &str) -> Option<&ManifestStory> {
        self.stories.get(id)
    }

    /// Whether readers already have exactly this: what keeps anything from being published twice.
    pub fn holds(&self, story: &str, content_hash: &str) -> bool {
        let held = self.story(story);
        held.is_some_and(|held| held.content_hash == content_hash)
    }

    /// The manifest once this story is published as well.
    ///
    /// # Errors
    /// [`Error::PlaceTaken`] when another story already has one of its paths, in any case of letters.
    pub fn with(&self, id: &str, story: ManifestStory) -> Result<Manifest> {
        for file in &story.files {
            if let Some(other) = self.holder_of(&file.path).filter(|&other| other != id) {
                return Err(Error::PlaceTaken {
                    path: file.path.clone(),
                    story: other.to_string(),
                });
            }
        }
        let mut with = self.clone();
        with.stories.insert(id.to_string(), story);
        Ok(with)
    }

    /// The manifest once readers no longer have this story.
    pub fn without(&self, id: &str) -> Manifest {
        let mut without = self.clone();
        without.stories.remove(id);
        without
    }

    /// The story that a path belongs to.
    pub fn holder_of(&self, path: &str) -> Option<&str> {
        let path = path.to_lowercase();
        let holds = |story: &ManifestStory| {
            let mut files = story.files.iter();
            files.any(|file| file.path.to_lowercase() == path)
        };
        let found = self.stories.iter().find(|(_, story)| holds(story));
        found.map(|(id, _)| id.as_str())
    }

    /// Files of the story's last publication that the new one no longer has, because its address or section changed.
    pub fn left_behind(&self, id: &str, new: &ManifestStory) -> Vec<&str> {
        let old = self.story(id).map_or(&[][..], |story| &story.files);
        let kept = |path: &str| new.files.iter().any(|file| file.path == path);
        let paths = old.iter().map(|file| file.path.as_str());
        paths.filter(|path| !kept(path)).collect()
    }
}

impl ManifestStory {
    pub fn new(profile: Profile, record: &PublicationRecord, files: &[PlannedFile]) -> Self {
        let mut files: Vec<ManifestFile> = files.iter().map(ManifestFile::of).collect();
        files.sort();
        ManifestStory {
            revision: record.revision,
            content_hash: record.content_hash.clone(),
            canonical_version: record.canonical_version,
            profile: profile.name().to_string(),
            profile_version: profile.version(),
            first_published: record.first_published.clone(),
            published_at: record.published_at.clone(),
            approved_by: record.approved_by.clone(),
            approved_by_author: record.approved_by_author,
            approval: record.approval_entry.clone(),
            roster: record.roster_entry.clone(),
            withdrawn: record.withdrawn,
            files,
        }
    }
}

impl ManifestFile {
    pub fn of(file: &PlannedFile) -> Self {
        let path = file.path.clone();
        match &file.content {
            FileContent::Inline(bytes) => ManifestFile {
                path,
                blake3: blake3::hash(bytes).to_string(),
                length: Some(bytes.len() as u64),
            },
            FileContent::Media(hash) => ManifestFile {
                path,
                blake3: blake3::Hash::from_bytes(*hash).to_string(),
                length: None,
            },
        }
    }

    /// Whether these are the bytes that were published.
    pub fn is(&self, bytes: &[u8]) -> bool {
        blake3::hash(bytes).to_string() == self.blake3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(path: &str, content_hash: &str) -> ManifestStory {
        let record = PublicationRecord {
            revision: 3,
            content_hash: content_hash.into(),
            ..PublicationRecord::default()
        };
        let content = FileContent::Inline(b"words".to_vec());
        let file = PlannedFile {
            path: path.into(),
            content,
        };
        ManifestStory::new(Profile::Hugo, &record, &[file])
    }

    fn published(id: &str, story: ManifestStory) -> Manifest {
        Manifest::default()
            .with(id, story)
            .expect("an empty site has room")
    }

    #[test]
    fn a_manifest_survives_its_bytes_and_the_order_of_publishing_does_not_show() {
        let (a, b) = (story("a/index.md", "aa"), story("b/index.md", "bb"));
        let one = published("1", a.clone())
            .with("2", b.clone())
            .expect("room");
        let other = published("2", b).with("1", a).expect("room");
        assert_eq!(one.to_bytes(), other.to_bytes());
        assert_eq!(Manifest::from_bytes(&one.to_bytes()), Ok(one));
    }

    #[test]
    fn two_stories_cannot_be_one_page() {
        let manifest = published("1", story("content/world/summit/index.md", "aa"));
        let taken = manifest.with("2", story("content/World/summit/index.md", "bb"));
        let path = "content/World/summit/index.md".to_string();
        assert_eq!(
            taken,
            Err(Error::PlaceTaken {
                path,
                story: "1".into()
            })
        );
        assert!(
            manifest
                .with("1", story("content/world/summit/index.md", "cc"))
                .is_ok()
        );
    }

    #[test]
    fn a_story_that_moved_leaves_its_old_page_to_be_removed() {
        let manifest = published("1", story("old/index.md", "aa"));
        assert_eq!(
            manifest.left_behind("1", &story("new/index.md", "bb")),
            ["old/index.md"]
        );
        assert!(
            manifest
                .left_behind("1", &story("old/index.md", "bb"))
                .is_empty()
        );
        assert!(
            manifest
                .left_behind("2", &story("old/index.md", "bb"))
                .is_empty()
        );
    }

    #[test]
    fn what_is_live_is_known_by_its_hash() {
        let manifest = published("1", story("a/index.md", "aa"));
        assert!(manifest.holds("1", "aa"));
        assert!(!manifest.holds("1", "bb"));
        assert!(!manifest.without("1").holds("1", "aa"));
    }

    #[test]
    fn files_are_known_by_hash_and_length() {
        let story = story("a/index.md", "aa");
        let [file] = story.files.as_slice() else {
            panic!("one file was planned")
        };
        assert_eq!(file.length, Some(5));
        assert!(file.is(b"words") && !file.is(b"other"));
    }

    #[test]
    fn a_newer_or_damaged_manifest_is_refused() {
        let newer = Manifest::from_bytes(br#"{"version": 2, "sites": []}"#);
        assert_eq!(newer, Err(Error::NewerManifest { version: 2 }));
        let damaged = Manifest::from_bytes(b"{");
        assert!(matches!(damaged, Err(Error::DamagedManifest { .. })));
    }
}
