//! A desk for a test: the real one on a real file, with the clock and the dice in the test's hand.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use desk::{
    CreateNewsroomRequest, Desk, SavePersonRequest, SitDownRequest, StepRequest, StepTaken,
    Surroundings,
};
use store::Cost;
use tempfile::TempDir;

/// Everybody's passphrase in tests.
pub const PASSPHRASE: &str = "correct horse battery staple";
/// Monday 23 November 2026, 09:00 in London.
pub const MORNING: i64 = 1_795_424_400_000;
const MINUTE: i64 = 60_000;

/// One process's desk. Several may stand on one folder, as the window and the command line do.
pub struct TestDesk {
    desk: Desk,
    clock: Arc<AtomicI64>,
    dice: Arc<AtomicU64>,
    folder: Arc<TempDir>,
}

impl TestDesk {
    /// A laptop on which nothing has been made yet.
    pub fn empty() -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a temporary folder can be made"));
        Self::at(
            folder,
            Arc::new(AtomicI64::new(MORNING)),
            Arc::new(AtomicU64::new(1)),
        )
    }

    /// A newsroom under this second-reader rule, with its founder at the desk: "Desk Editor", chief and admin.
    pub fn newsroom(second_reader: &str) -> Self {
        let desk = Self::empty();
        desk.create_newsroom(CreateNewsroomRequest {
            folder: String::new(),
            name: "The Chief Observer".to_owned(),
            person: "Desk Editor".to_owned(),
            second_reader: second_reader.to_owned(),
            zone: "Europe/London".to_owned(),
            passphrase: PASSPHRASE.to_owned(),
        })
        .expect("a newsroom can be made in an empty folder");
        desk
    }

    /// Another process on the same laptop, where nobody sits yet.
    pub fn second_process(&self) -> Self {
        let second = Self::at(
            Arc::clone(&self.folder),
            Arc::clone(&self.clock),
            Arc::clone(&self.dice),
        );
        second
            .open_folder(&self.newsroom_folder().display().to_string())
            .expect("the newsroom is there");
        second
    }

    fn at(folder: Arc<TempDir>, clock: Arc<AtomicI64>, dice: Arc<AtomicU64>) -> Self {
        let (time, chance) = (Arc::clone(&clock), Arc::clone(&dice));
        let desk = Desk::new(Surroundings {
            clock: Box::new(move || time.load(Ordering::SeqCst)),
            chance: Box::new(move |bytes| throw(&chance, bytes)),
            laptop_zone: "Europe/London".to_owned(),
            default_folder: folder.path().join("Stet"),
            last_newsroom: None,
            key_cost: Cost {
                memory_kib: 8,
                passes: 1,
                lanes: 1,
            },
        });
        Self {
            desk,
            clock,
            dice,
            folder,
        }
    }

    pub fn newsroom_folder(&self) -> PathBuf {
        self.folder.path().join("Stet")
    }

    /// A folder of this name beside the newsroom, made when it is not there.
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        std::fs::create_dir_all(&folder).expect("a temporary folder can be written to");
        folder
    }

    pub fn laptop(&self) -> &Path {
        self.folder.path()
    }

    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub fn pass_minutes(&self, minutes: i64) {
        self.clock.fetch_add(minutes * MINUTE, Ordering::SeqCst);
    }

    pub fn pass_milliseconds(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Gives somebody a key on this laptop; the founder must sit there.
    pub fn hire(&self, name: &str, roles: &[&str]) -> String {
        let person = self.save_person(SavePersonRequest {
            name: name.to_owned(),
            roles: roles.iter().map(|&role| role.to_owned()).collect(),
            passphrase: PASSPHRASE.to_owned(),
            ..SavePersonRequest::default()
        });
        person.expect("an admin may hire").id
    }

    pub fn sit(&self, person: &str) {
        let request = SitDownRequest {
            person: person.to_owned(),
            passphrase: PASSPHRASE.to_owned(),
        };
        self.sit_down(request)
            .expect("whoever has a key here may sit down");
    }

    /// Takes a step that needs no more than its name; it must succeed.
    #[track_caller]
    pub fn step(&self, story: &str, step: &str) -> StepTaken {
        let request = StepRequest {
            story: story.to_owned(),
            step: step.to_owned(),
            ..StepRequest::default()
        };
        self.take_step(request)
            .unwrap_or_else(|error| panic!("{step} was refused: {error}"))
    }

    /// The code with which a step is refused.
    #[track_caller]
    pub fn refusal(&self, request: StepRequest) -> String {
        let step = request.step.clone();
        match self.take_step(request) {
            Ok(_) => panic!("{step} was taken, and should have been refused"),
            Err(error) => error.refused().code,
        }
    }
}

impl Deref for TestDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

/// Bytes that look random, differ at every throw, and are the same in every run.
fn throw(dice: &AtomicU64, bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(8) {
        let count = dice.fetch_add(1, Ordering::SeqCst);
        // splitmix64: neighbouring counts give unlike bytes.
        let mut mixed = count.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
    }
}
