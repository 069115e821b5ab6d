//! Folders that cannot take a story: publishing fails with its sentence, readers get nothing, and the next try works.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::assert_refused;
use crate::newsrooms::{ByCommand, EDITOR, add_target, by_command, files_in};

/// A small disk of its own, taken away at the end.
struct SmallDisk {
    place: PathBuf,
}

impl SmallDisk {
    /// `None` where the tests may not mount anything; then the caller says what it leaves out.
    fn mounted(place: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(place).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", size, "none"])
            .arg(place)
            .output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self {
                place: place.to_owned(),
            }),
            _ => {
                println!(
                    "left out: nothing can be mounted here, so no disk is small enough to fill"
                );
                None
            }
        }
    }

    fn remount(&self, how: &str) {
        let done = Command::new("mount")
            .args(["-o", &format!("remount,{how}")])
            .arg(&self.place)
            .status();
        assert!(done.unwrap().success(), "a tmpfs can be remounted {how}");
    }

    /// Fills it until only so many bytes are left.
    fn fill(&self, name: &str, leave: usize) {
        let filler = self.place.join(name);
        let mut length = 0;
        while fs::write(&filler, vec![0; length + 4096]).is_ok() {
            length += 4096;
        }
        fs::write(&filler, vec![0; length.saturating_sub(leave)]).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.place).status();
    }
}

#[track_caller]
fn publish_fails(room: &ByCommand, story: &str, code: &str) {
    let before = room.entries();
    let answer = room.stet.run(&["--as", EDITOR, "publish", story]);
    assert_refused(&answer, 3, code);
    assert_eq!(room.live_state(story), "unpublished", "nothing is live");
    assert_eq!(room.entries(), before, "and nothing says that it was");
}

#[track_caller]
fn publishes(room: &ByCommand, story: &str) {
    let done = room.stet.done(EDITOR, &["publish", story]);
    assert_eq!(done["receipts"].as_array().map(Vec::len), Some(1));
    assert_eq!(room.live_state(story), "live");
    let files = files_in(&room.site);
    assert!(
        files.contains_key(press::MANIFEST_PATH),
        "the manifest names it"
    );
    assert!(
        files.keys().any(|name| name.ends_with(".md")),
        "and its page is there"
    );
}

#[test]
fn a_folder_that_was_moved_away() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.approved("Bridge opens");
    let elsewhere = folder.path().join("unplugged");
    fs::rename(&room.site, &elsewhere).unwrap();
    publish_fails(&room, &story, "folder-missing");
    assert!(
        !room.site.exists(),
        "a folder that vanished is not made anew"
    );
    fs::write(&room.site, "a file where the folder was").unwrap();
    publish_fails(&room, &story, "folder-missing");
    assert_eq!(
        fs::read_to_string(&room.site).unwrap(),
        "a file where the folder was"
    );
    fs::remove_file(&room.site).unwrap();
    fs::rename(&elsewhere, &room.site).unwrap();
    publishes(&room, &story);
}

#[test]
fn a_file_where_the_page_has_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.approved("Bridge opens");
    fs::write(room.site.join("content"), "in the way").unwrap();
    publish_fails(&room, &story, "folder-trouble");
    let files = files_in(&room.site);
    assert_eq!(files.len(), 1, "only what was there: {:?}", files.keys());
    fs::remove_file(room.site.join("content")).unwrap();
    publishes(&room, &story);
}

#[test]
fn a_folder_that_takes_no_file_is_not_added() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let before = room.entries();
    for nowhere in ["/proc/stet", "/sys", "/no/such/folder"] {
        let add = [
            "--as",
            EDITOR,
            "target",
            "add",
            "nowhere",
            "--profile",
            "hugo",
        ];
        let answer = room.stet.run(&[&add[..], &["--dir", nowhere]].concat());
        assert_eq!(answer.exit, 3, "{nowhere}: {}", answer.json);
        let code = answer.json["code"].as_str().unwrap_or_default().to_owned();
        assert!(
            ["folder-missing", "folder-read-only", "folder-trouble"].contains(&code.as_str()),
            "{nowhere}: {code}"
        );
        assert_refused(&answer, 3, &code);
    }
    assert_eq!(room.entries(), before);
}

#[test]
fn a_folder_that_is_read_only() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.approved("Bridge opens");
    let Some(disk) = SmallDisk::mounted(&room.site, "size=1m") else {
        return;
    };
    disk.remount("ro");
    publish_fails(&room, &story, "folder-read-only");
    assert!(files_in(&room.site).is_empty());
    disk.remount("rw");
    publishes(&room, &story);
}

#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let Some(disk) = SmallDisk::mounted(&room.site, "size=64k") else {
        return;
    };
    let story = room.approved(&format!("Bridge opens {}", "at last and late ".repeat(8)));
    let mut failures = 0;
    // From no room at all to room for the page, but not for the manifest beside it.
    for pages in 0..16 {
        disk.fill("filler", pages * 4096);
        let answer = room.stet.run(&["--as", EDITOR, "publish", &story]);
        if answer.exit == 0 {
            break;
        }
        failures += 1;
        assert_refused(&answer, 3, "target-disk-full");
        let files: Vec<String> = files_in(&room.site).into_keys().collect();
        assert_eq!(files, ["filler"], "with room for {pages} pages");
        assert_eq!(room.live_state(&story), "unpublished");
        fs::remove_file(room.site.join("filler")).unwrap();
    }
    assert!(
        failures >= 2,
        "the disk was full more than once: {failures}"
    );
    let _ = fs::remove_file(room.site.join("filler"));
    assert_eq!(room.live_state(&story), "live", "the next try works");
    assert!(room.site.join(press::MANIFEST_PATH).is_file());
}

#[test]
fn a_full_disk_under_the_newsroom_loses_nothing_that_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mounted(&folder.path().join("disk"), "size=2m") else {
        return;
    };
    let room = by_command(&disk.place);
    let story = room.draft("Bridge opens");
    let before = room.stet.done(EDITOR, &["show", &story]);
    let body = folder.path().join("long.md");
    fs::write(&body, "Many words about a bridge. ".repeat(4_000)).unwrap();
    let body = body.display().to_string();
    let edit = [
        "--as",
        crate::newsrooms::REPORTER,
        "edit",
        &story,
        "--body",
        &body,
    ];

    disk.fill("filler", 0);
    let answer = room.stet.run(&edit);
    assert_refused(&answer, 3, "disk-full");
    fs::remove_file(disk.place.join("filler")).unwrap();
    assert_eq!(
        room.stet.done(EDITOR, &["show", &story])["head_hash"],
        before["head_hash"],
        "the story is as it was"
    );
    room.entries();
    let answer = room.stet.run(&edit);
    assert_eq!(answer.exit, 0, "with room it works: {}", answer.stderr);
    room.entries();
}

#[test]
fn one_bad_target_does_not_take_the_good_one_back() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let second = folder.path().join("second");
    add_target(&room.stet, "tabloid", &second);
    let story = room.approved("Bridge opens");
    fs::remove_dir_all(&second).unwrap();
    publish_fails(&room, &story, "folder-missing");
    assert!(
        files_in(&room.site).is_empty(),
        "every folder is looked at before the first is written to"
    );
    fs::create_dir_all(&second).unwrap();
    let done = room.stet.done(EDITOR, &["publish", &story]);
    assert_eq!(done["receipts"].as_array().map(Vec::len), Some(2));
}
