//! A site in a folder of its own, built by the Hugo that is installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use manuscript::Reading;

use super::html::Page;
use crate::markdown::odd::odd_pictures;
use crate::{
    FileContent, MANIFEST_PATH, Manifest, ManifestStory, PlannedFile, Profile, PublicationRecord,
    TargetSettings, compare, plan, read_back, working_copy,
};

/// A built site; its folder goes when the value does.
pub(super) struct Site(tempfile::TempDir);

/// Each story's own minute, in zones on both sides of Greenwich and across midnight.
pub(super) fn published_at(number: usize) -> String {
    let zone = ["+00:00", "-05:00", "+05:45", "+14:00"][number % 4];
    format!("2018-09-11T23:{:02}:00{zone}", number % 60)
}

impl Site {
    pub(super) fn build(readings: impl IntoIterator<Item = Reading>) -> Site {
        let site = Site::prepare(readings);
        site.run_hugo();
        site
    }

    pub(super) fn build_with_working_copy(
        readings: impl IntoIterator<Item = Reading>,
        unfinished: &Reading,
    ) -> Site {
        let site = Site::prepare(readings);
        for file in
            working_copy(unfinished, &odd_pictures(), &settings()).expect("the place is sound")
        {
            site.write(&file);
        }
        site.run_hugo();
        site
    }

    pub(super) fn page(&self, number: usize) -> Page {
        let path = self.built(number);
        let html = fs::read_to_string(&path);
        Page::of(&html.unwrap_or_else(|error| panic!("Hugo built no {}: {error}", path.display())))
    }

    pub(super) fn has_page(&self, number: usize) -> bool {
        self.built(number).exists()
    }

    /// The Markdown that a page was built from.
    pub(super) fn source(&self, number: usize) -> String {
        let path = format!("content/world/story-{number}/index.md");
        fs::read_to_string(self.0.path().join(path)).expect("the page was written")
    }

    pub(super) fn publishes(&self, name: &str) -> bool {
        let mut folders = vec![self.0.path().join("public")];
        while let Some(folder) = folders.pop() {
            for entry in entries(&folder) {
                match entry.is_dir() {
                    true => folders.push(entry),
                    false if entry.ends_with(name) => return true,
                    false => {}
                }
            }
        }
        false
    }

    /// Writes every story, proves that each reads back as itself, and the manifest last.
    fn prepare(readings: impl IntoIterator<Item = Reading>) -> Site {
        let site = Site(tempfile::tempdir().expect("a folder for the site"));
        let fixture =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/hugo-site");
        copy(&fixture, site.0.path());
        let mut manifest = Manifest::default();
        for (number, reading) in readings.into_iter().enumerate() {
            let record = PublicationRecord {
                first_published: published_at(number),
                last_modified: published_at(number),
                pictures: odd_pictures(),
                ..PublicationRecord::default()
            };
            let files = plan(&reading, &record, &settings()).expect("the place is sound");
            for file in &files {
                let bytes = site.write(file);
                if matches!(file.content, FileContent::Media(_)) {
                    continue;
                }
                let page = read_back(Profile::Hugo, &bytes).expect("what was planned can be read");
                assert_eq!(compare(&reading, &record, &page), Ok(()));
            }
            let story = ManifestStory::new(Profile::Hugo, &record, &files);
            let with = manifest.with(&number.to_string(), story);
            manifest = with.expect("every story has its own place");
        }
        let content = FileContent::Inline(manifest.to_bytes());
        site.write(&PlannedFile {
            path: MANIFEST_PATH.into(),
            content,
        });
        site
    }

    fn write(&self, file: &PlannedFile) -> Vec<u8> {
        let bytes = match &file.content {
            FileContent::Inline(bytes) => bytes,
            FileContent::Media(_) => &pixel(),
        };
        let path = self.0.path().join(&file.path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        bytes.clone()
    }

    fn run_hugo(&self) {
        let hugo = Command::new("hugo")
            .arg("--source")
            .arg(self.0.path())
            .arg("--cacheDir")
            .arg(self.0.path().join("cache"))
            .output()
            .expect("these tests need Hugo: install the package hugo");
        let said = [hugo.stdout, hugo.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(hugo.status.success(), "Hugo stopped: {said}");
    }

    fn built(&self, number: usize) -> PathBuf {
        let path = format!("public/world/story-{number}/index.html");
        self.0.path().join(path)
    }
}

/// A whole picture, of one pixel; Hugo copies what it is given.
fn pixel() -> Vec<u8> {
    let parts: [&[u8]; 4] = [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55",
        b"\0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01",
        b"\x48\xaf\xa4\x71",
        b"\0\0\0\0IEND\xaeB`\x82",
    ];
    parts.concat()
}

fn settings() -> TargetSettings {
    TargetSettings {
        name: "site".into(),
        profile: Profile::Hugo,
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in entries(from) {
        let target = to.join(entry.file_name().expect("an entry has a name"));
        match entry.is_dir() {
            true => copy(&entry, &target),
            false => {
                fs::copy(&entry, &target).expect("the fixture can be read");
            }
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    entries
        .map(|entry| entry.expect("the entry can be read").path())
        .collect()
}
