//! Killed while a picture comes in: it is there whole or not at all, and no story shows one that is not there.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use tests::command_line::fixture;

use super::{Dice, kill_after};
use crate::newsrooms::{EDITOR, REPORTER, by_command};

const KILLS: u64 = 12;

#[test]
fn a_picture_is_there_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let room = by_command(folder.path());
    let story = room.draft("Bridge opens");
    let mut dice = Dice::thrown();
    let drawn = fs::read(fixture("pictures/harbour.png")).unwrap();
    let file = folder.path().join("picture.png");
    let name = file.display().to_string();
    let mut killed = 0;
    for number in 0..KILLS {
        // Each is another picture: one pixel's part of the file stands for a retouched one.
        let mut picture = drawn.clone();
        let at = picture.len() - 100;
        picture[at] = u8::try_from(number).unwrap();
        fs::write(&file, &picture).unwrap();
        let add = ["--as", REPORTER, "picture", "add", &story, &name];
        let child = room
            .stet
            .command(&add)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        killed += u64::from(kill_after(child, Duration::from_millis(dice.below(60))));
        let verified = room.stet.done(EDITOR, &["verify"]);
        assert_eq!(verified["flaws"], serde_json::json!([]), "after {number}");
    }
    assert!(killed > 0, "it was killed at least once");
    let kept = fs::read_dir(room.stet.folder.join("media")).into_iter();
    let whole = kept.flatten().flatten().filter(|file| {
        let name = file.file_name();
        !name.to_string_lossy().ends_with(".part")
    });
    println!(
        "{killed} of {KILLS} killed, {} pictures kept",
        whole.count()
    );
    room.stet.done(REPORTER, &["picture", "add", &story, &name]);
    let page = room
        .stet
        .run(&["--as", REPORTER, "export", &story, "--draft"]);
    let page = String::from_utf8_lossy(&page.stdout).into_owned();
    assert!(page.contains(".png)"), "the next try works: {page}");
}
