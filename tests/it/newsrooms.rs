//! What several tests set up: a newsroom with an editor, a reporter and a site, by command line or in process.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use desk::{
    AddTargetRequest, ApplyTextRequest, BringInRequest, CreateNewsroomRequest, Desk, EditRequest,
    Error, OpenText, SavePersonRequest, StepRequest, Surroundings, TextKept, TypedTime,
};
use manuscript::{Attributes, Batch, Field, Op};
use store::{Cost, FileKey};
use tests::TestDesk;
use tests::command_line::CommandLine;

pub(crate) const EDITOR: &str = "Desk Editor";
/// What `CommandLine` types.
const PASSPHRASE: &str = "correct horse";
pub(crate) const REPORTER: &str = "City Reporter";

/// A newsroom spoken to by `stet`, with the folder of a plain target beside it.
pub(crate) struct ByCommand {
    pub(crate) stet: CommandLine,
    pub(crate) site: PathBuf,
}

/// Makes it in `folder`: an editor, a reporter, a target called "site".
pub(crate) fn by_command(folder: &Path) -> ByCommand {
    let stet = CommandLine::new(&folder.join("newsroom"));
    // The keys cost next to nothing to open, because these tests start hundreds of programs.
    let desk = Desk::new(Surroundings {
        key_cost: Cost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        },
        ..Surroundings::real()
    });
    desk.create_newsroom(CreateNewsroomRequest {
        folder: stet.folder.display().to_string(),
        name: "The Chief Observer".to_owned(),
        person: EDITOR.to_owned(),
        second_reader: "two_people".to_owned(),
        zone: "Europe/London".to_owned(),
        passphrase: PASSPHRASE.to_owned(),
    })
    .expect("a newsroom can be made in an empty folder");
    desk.save_person(SavePersonRequest {
        name: REPORTER.to_owned(),
        roles: vec!["reporter".to_owned()],
        passphrase: PASSPHRASE.to_owned(),
        ..SavePersonRequest::default()
    })
    .expect("an admin may hire");
    drop(desk);
    let site = folder.join("site");
    add_target(&stet, "site", &site);
    ByCommand { stet, site }
}

pub(crate) fn add_target(stet: &CommandLine, name: &str, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let folder = folder.display().to_string();
    stet.done(
        EDITOR,
        &["target", "add", name, "--profile", "hugo", "--dir", &folder],
    );
}

/// The Markdown of a short story by the reporter.
pub(crate) fn markdown(headline: &str) -> String {
    format!(
        "---\ntitle: \"{headline}\"\ncategories: [\"City\"]\nauthors: [\"{REPORTER}\"]\n---\n\nThe council met on Monday.\n"
    )
}

impl ByCommand {
    /// A draft by the reporter.
    pub(crate) fn draft(&self, headline: &str) -> String {
        self.brought_in(REPORTER, headline)
    }

    /// The same, brought in by whoever founded the newsroom.
    pub(crate) fn draft_by_founder(&self, headline: &str) -> String {
        self.brought_in(EDITOR, headline)
    }

    fn brought_in(&self, person: &str, headline: &str) -> String {
        let file = self.stet.folder.with_file_name("draft.md");
        fs::write(&file, markdown(headline)).unwrap();
        let brought = self
            .stet
            .done(person, &["import", &file.display().to_string()]);
        brought[0]["story"]
            .as_str()
            .expect("an import names its story")
            .to_owned()
    }

    /// A story that only waits to be published.
    pub(crate) fn approved(&self, headline: &str) -> String {
        let story = self.draft(headline);
        self.stet.done(REPORTER, &["step", &story, "file"]);
        self.stet.done(EDITOR, &["step", &story, "approve"]);
        story
    }

    /// How many entries the log has, having found nothing wrong with them.
    pub(crate) fn entries(&self) -> u64 {
        self.entries_by(EDITOR)
    }

    /// The same, counted by somebody else.
    pub(crate) fn entries_by(&self, person: &str) -> u64 {
        let verified = self.stet.done(person, &["verify"]);
        verified["entries"]
            .as_u64()
            .expect("verify counts the entries")
    }

    pub(crate) fn live_state(&self, story: &str) -> String {
        self.stet.done(EDITOR, &["show", story])["row"]["live_state"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

/// The key of a newsroom's file, by way of any of its people's keys.
pub(crate) fn file_key(folder: &Path) -> FileKey {
    let keys = store::key_files(folder).expect("the newsroom has keys");
    let phrases = [PASSPHRASE, tests::test_desk::PASSPHRASE];
    let opened = keys.files.iter().find_map(|file| {
        phrases
            .iter()
            .find_map(|phrase| store::open_secrets(file, phrase).ok())
    });
    let secrets = opened.expect("the tests' passphrases open every key");
    secrets.file_key.clone()
}

/// The newsroom's encrypted file, opened past every rule: for tests that do what nobody should.
pub(crate) fn database(folder: &Path) -> rusqlite::Connection {
    let key = file_key(folder);
    let key: String = key
        .as_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let connection = rusqlite::Connection::open(folder.join(store::FILE_NAME)).unwrap();
    connection
        .pragma_update(None, "key", format!("x'{key}'"))
        .unwrap();
    connection
}

/// Every file below a folder, by its path inside it.
pub(crate) fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(folder).unwrap().to_owned();
                found.insert(name.display().to_string(), fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// A newsroom in process, with people by name and a target called "site".
pub(crate) struct InProcess {
    pub(crate) desk: TestDesk,
    people: BTreeMap<String, String>,
    pub(crate) site: PathBuf,
}

/// Two people, the second-reader rule as named.
pub(crate) fn in_process(second_reader: &str) -> InProcess {
    let desk = TestDesk::newsroom(second_reader);
    let founder = desk.opening().unwrap().who.expect("the founder sits").id;
    let reporter = desk.hire(REPORTER, &["reporter"]);
    let site = desk.folder("site");
    desk.add_target(AddTargetRequest {
        name: "site".to_owned(),
        profile: "hugo".to_owned(),
        folder: site.display().to_string(),
    })
    .expect("an admin may add a target");
    InProcess {
        desk,
        people: [
            (EDITOR.to_owned(), founder),
            (REPORTER.to_owned(), reporter),
        ]
        .into(),
        site,
    }
}

impl InProcess {
    /// Gives somebody else a key; the founder sits afterwards.
    pub(crate) fn hire(&mut self, name: &str, roles: &[&str]) {
        self.sit(EDITOR);
        let person = self.desk.hire(name, roles);
        self.people.insert(name.to_owned(), person);
    }

    pub(crate) fn sit(&self, name: &str) {
        self.desk.sit(&self.people[name]);
    }

    /// The id of somebody with a key here.
    pub(crate) fn person(&self, name: &str) -> &str {
        &self.people[name]
    }

    /// A draft by whoever sits at the desk, credited to `author`.
    pub(crate) fn draft_by(&self, author: &str, headline: &str, body: &str) -> String {
        let text = format!(
            "---\ntitle: \"{headline}\"\ncategories: [\"City\"]\nauthors: [\"{author}\"]\n---\n\n{body}\n"
        );
        let brought = self.desk.bring_in(BringInRequest {
            text: Some(text),
            format: "markdown".to_owned(),
            ..BringInRequest::default()
        });
        brought.expect("Markdown can be brought in").story
    }

    pub(crate) fn filed(&self, headline: &str) -> String {
        self.sit(REPORTER);
        let story = self.draft_by(REPORTER, headline, "The council met on Monday.");
        self.desk.step(&story, "file");
        self.sit(EDITOR);
        story
    }

    /// Filed by the reporter, approved by the editor, who sits at the desk.
    pub(crate) fn approved(&self, headline: &str) -> String {
        let story = self.filed(headline);
        self.desk.step(&story, "approve");
        story
    }

    /// Approved, and scheduled for so many minutes from now.
    pub(crate) fn scheduled(&self, headline: &str, minutes: i64) -> String {
        let story = self.approved(headline);
        self.take(StepRequest {
            at: Some(self.at(minutes)),
            ..step(&story, "schedule")
        });
        story
    }

    #[track_caller]
    pub(crate) fn take(&self, request: StepRequest) {
        let name = request.step.clone();
        if let Err(error) = self.desk.take_step(request) {
            panic!("{name} was refused: {error}");
        }
    }

    pub(crate) fn set(&self, story: &str, field: &str, value: &str) -> Result<(), Error> {
        let edited = self.desk.edit_story(EditRequest {
            story: story.to_owned(),
            set: vec![(field.to_owned(), value.to_owned())],
            ..EditRequest::default()
        });
        edited.map(|_| ())
    }

    /// So many minutes from now, as a person in London would type it.
    pub(crate) fn at(&self, minutes: i64) -> TypedTime {
        let zoned = newsroom::in_zone(self.desk.now() + minutes * 60_000, "Europe/London");
        TypedTime {
            local: zoned.expect("a time of this century").local,
            zone: "Europe/London".to_owned(),
            which: None,
        }
    }

    pub(crate) fn desk_state(&self, story: &str) -> String {
        self.desk.story(story).unwrap().row.desk_state
    }

    pub(crate) fn live_state(&self, story: &str) -> String {
        self.desk.story(story).unwrap().row.live_state
    }

    /// Types words at the end of an open body.
    pub(crate) fn type_at_end(&self, open: &OpenText, words: &str) -> Result<TextKept, Error> {
        self.insert_at_end(open, words, Attributes::new())
    }

    /// Types as somebody who only suggests: the words come marked as a suggestion of that id.
    pub(crate) fn suggest_at_end(
        &self,
        open: &OpenText,
        words: &str,
        sid: &str,
    ) -> Result<TextKept, Error> {
        let marks = Attributes::from([(format!("ins:{sid}"), true.into())]);
        self.insert_at_end(open, words, marks)
    }

    /// Anchors a comment to the first words of the body.
    pub(crate) fn anchor(
        &self,
        open: &OpenText,
        units: usize,
        id: &str,
    ) -> Result<TextKept, Error> {
        let attributes = Attributes::from([(format!("c:{id}"), true.into())]);
        let retain = Op::Retain {
            retain: units,
            attributes,
        };
        self.desk.apply_text(ApplyTextRequest {
            story: open.story.clone(),
            version: open.version.clone(),
            batch: id.to_owned(),
            batches: vec![Batch([(Field::Body, vec![retain])].into())],
            caret: None,
        })
    }

    fn insert_at_end(
        &self,
        open: &OpenText,
        words: &str,
        attributes: Attributes,
    ) -> Result<TextKept, Error> {
        let body = open
            .fields
            .0
            .get(&Field::Body)
            .map_or(&[][..], Vec::as_slice);
        let length = body.iter().map(|op| match op {
            Op::Insert { insert, .. } => insert.encode_utf16().count(),
            _ => 0,
        });
        let retain = Op::Retain {
            retain: length.sum(),
            attributes: Attributes::new(),
        };
        let insert = Op::Insert {
            insert: words.to_owned(),
            attributes,
        };
        self.desk.apply_text(ApplyTextRequest {
            story: open.story.clone(),
            version: open.version.clone(),
            batch: words.to_owned(),
            batches: vec![Batch([(Field::Body, vec![retain, insert])].into())],
            caret: None,
        })
    }
}

/// A request that needs no more than its name.
pub(crate) fn step(story: &str, name: &str) -> StepRequest {
    StepRequest {
        story: story.to_owned(),
        step: name.to_owned(),
        ..StepRequest::default()
    }
}
