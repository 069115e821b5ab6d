//! The day's work by command line alone: from plain text to a page that Hugo built.

use std::fs;
use std::process::Command;

use tests::command_line::{CommandLine, fixture};

const EDITOR: &str = "Desk editor";
const REPORTER: &str = "City reporter";

/// A newsroom with an editor, a reporter and a Hugo folder.
fn newsroom(folder: &std::path::Path, rule: &str) -> CommandLine {
    let stet = CommandLine::new(&folder.join("newsroom"));
    let made = stet.run(&[
        "init",
        "--name",
        "The Chief Observer",
        "--person",
        EDITOR,
        "--rule",
        rule,
        "--zone",
        "Europe/London",
    ]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    stet.done(EDITOR, &["person", "add", REPORTER, "--role", "reporter"]);
    let site = folder.join("site");
    copy_folder(&fixture("hugo-site"), &site);
    stet.done(
        EDITOR,
        &[
            "target",
            "add",
            "site",
            "--profile",
            "hugo",
            "--dir",
            &site.display().to_string(),
        ],
    );
    stet
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target)
        } else {
            fs::copy(entry.path(), target).map(|_| ()).unwrap()
        }
    }
}

fn import_sample(stet: &CommandLine) -> serde_json::Value {
    let article = fixture("article.txt").display().to_string();
    stet.done(REPORTER, &["import", &article, "--create-people"])[0].clone()
}

#[test]
fn the_sample_fills_every_field() {
    let folder = tempfile::tempdir().unwrap();
    let stet = newsroom(folder.path(), "two_people");
    let brought = import_sample(&stet);
    let losses: Vec<String> = brought["article"]["losses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|loss| loss.to_string())
        .collect();
    assert!(
        losses.iter().any(|loss| loss.contains("Close")),
        "what was dropped is named: {losses:?}"
    );
    let story = stet.done(REPORTER, &["show", brought["story"].as_str().unwrap()]);
    assert_eq!(story["row"]["section"], "World");
    assert_eq!(
        story["row"]["headline"],
        "Donald Trump, Kim Jong Un: The Two Leaders Planning A Second Meeting"
    );
    assert_eq!(
        story["standfirst"],
        "Kim has sent a positive letter to Trump seeking a follow-up meeting"
    );
    let credit = &story["credits"][0];
    assert_eq!(credit["name"], "Caroline Finnegan");
    assert_eq!(credit["outlet"], "The Chief Observer");
    assert!(
        credit["bio"]
            .as_str()
            .unwrap()
            .starts_with("A professionnal journalist"),
        "the bio is kept as it was written"
    );
    assert!(credit["person"].is_string(), "the guest was made");
    let people = stet.done(EDITOR, &["person", "list"]);
    assert!(
        people
            .as_array()
            .unwrap()
            .iter()
            .any(|person| person["name"] == "Caroline Finnegan")
    );
}

#[test]
fn a_day_from_plain_text_to_a_built_page() {
    let folder = tempfile::tempdir().unwrap();
    let stet = newsroom(folder.path(), "two_people");

    // A first story is live, so that the second can be related to it.
    let parade = folder.path().join("parade.md");
    fs::write(&parade, "---\ntitle: \"Parade goes ahead\"\ncategories: [\"World\"]\nauthors: [\"City reporter\"]\n---\n\nA parade went ahead.\n").unwrap();
    let parade = stet.done(REPORTER, &["import", &parade.display().to_string()])[0]["story"]
        .as_str()
        .unwrap()
        .to_owned();
    stet.done(REPORTER, &["step", &parade, "file"]);
    stet.done(EDITOR, &["step", &parade, "approve"]);
    stet.done(EDITOR, &["publish", &parade]);

    let story = import_sample(&stet)["story"].as_str().unwrap().to_owned();
    stet.done(
        REPORTER,
        &[
            "edit",
            &story,
            "--set",
            "headline=Trump and Kim plan a second meeting",
            "--set",
            &format!("related={parade}"),
        ],
    );
    assert_eq!(
        stet.refused(EDITOR, &["step", &story, "approve"]),
        "wrong-state",
        "a draft cannot be approved"
    );
    stet.done(
        REPORTER,
        &["step", &story, "file", "--note", "For the six o'clock"],
    );
    assert_eq!(
        stet.refused(REPORTER, &["step", &story, "approve"]),
        "not-your-role"
    );

    stet.done(EDITOR, &["step", &story, "take"]);
    stet.done(
        EDITOR,
        &[
            "edit",
            &story,
            "--set",
            "standfirst=Kim has sent a letter seeking a follow-up meeting",
        ],
    );
    let revisions = stet.done(EDITOR, &["revisions", &story]);
    assert_eq!(
        revisions.as_array().unwrap().len(),
        1,
        "filing sealed one revision"
    );
    let approved = stet.done(EDITOR, &["step", &story, "approve"]);
    assert_eq!(approved["story"]["row"]["desk_state"], "approved");
    let hash = approved["story"]["head_hash"].as_str().unwrap().to_owned();
    let difference = stet.done(EDITOR, &["diff", &story, "1", "2"]);
    assert!(
        difference["difference"].to_string().contains("positive"),
        "the struck word is in the difference"
    );

    let exported = stet
        .run(&["--as", EDITOR, "export", &story, "--profile", "hugo"])
        .stdout;
    assert_eq!(
        exported,
        stet.run(&["--as", EDITOR, "export", &story, "--profile", "hugo"])
            .stdout,
        "same revision, same bytes"
    );

    // A comma by the holder voids; publishing is refused; taking it back makes the approval count again.
    stet.done(
        EDITOR,
        &[
            "edit",
            &story,
            "--set",
            "standfirst=Kim has sent a letter, seeking a follow-up meeting",
        ],
    );
    assert_eq!(stet.refused(EDITOR, &["publish", &story]), "approval-void");
    stet.done(
        EDITOR,
        &[
            "edit",
            &story,
            "--set",
            "standfirst=Kim has sent a letter seeking a follow-up meeting",
        ],
    );
    assert_eq!(
        stet.done(EDITOR, &["show", &story])["head_hash"],
        hash.as_str()
    );

    let published = stet.done(EDITOR, &["publish", &story]);
    assert_eq!(published["story"]["row"]["live_state"], "live");
    assert_eq!(published["receipts"][0]["content_hash"], hash.as_str());
    assert_eq!(
        stet.done(EDITOR, &["publish-due"])
            .as_array()
            .unwrap()
            .len(),
        0,
        "nothing is published twice"
    );

    let site = folder.path().join("site");
    let built = Command::new("hugo")
        .arg("--source")
        .arg(&site)
        .output()
        .expect("hugo is installed by make test");
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stdout)
    );
    let page = find_page(&site.join("public"), "second meeting").expect("the story has a page");
    for words in [
        "Trump and Kim plan a second meeting",
        "Kim has sent a letter seeking a follow-up meeting",
        "Caroline Finnegan",
        "The primary purpose of the letter was to schedule another meeting",
        "A professionnal journalist for the past ten years",
        "Parade goes ahead",
    ] {
        assert!(page.contains(words), "the page should hold {words:?}");
    }
    assert_eq!(
        stet.done(EDITOR, &["verify"])["flaws"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

fn find_page(folder: &std::path::Path, words: &str) -> Option<String> {
    fs::read_dir(folder).ok()?.flatten().find_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return find_page(&path, words);
        }
        let html = fs::read_to_string(&path).ok()?;
        (path
            .parent()?
            .file_name()?
            .to_string_lossy()
            .contains("trump")
            && html.contains(words))
        .then_some(html)
    })
}

#[test]
fn the_author_cannot_approve_unless_the_newsroom_works_alone() {
    let folder = tempfile::tempdir().unwrap();
    let stet = newsroom(folder.path(), "two_people");
    let note = folder.path().join("note.md");
    fs::write(
        &note,
        "---\ntitle: \"Mine\"\nauthors: [\"Desk editor\"]\n---\n\nWords of mine.\n",
    )
    .unwrap();
    let note = note.display().to_string();
    let mine = stet.done(EDITOR, &["import", &note])[0]["story"]
        .as_str()
        .unwrap()
        .to_owned();
    stet.done(EDITOR, &["step", &mine, "file"]);
    assert_eq!(
        stet.refused(EDITOR, &["step", &mine, "approve"]),
        "author-cannot-approve"
    );

    let alone_folder = tempfile::tempdir().unwrap();
    let alone = newsroom(alone_folder.path(), "alone");
    let mine = alone.done(EDITOR, &["import", &note])[0]["story"]
        .as_str()
        .unwrap()
        .to_owned();
    alone.done(EDITOR, &["step", &mine, "file"]);
    let approved = alone.done(EDITOR, &["step", &mine, "approve"]);
    assert_eq!(
        approved["story"]["approval"]["by_author"], true,
        "an author's own approval is marked as such"
    );
}
