//! Writing: a batch of typing on the disk, a step, and what two hundred revisions weigh.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::time::Duration;

use desk::{ApplyTextRequest, BringInRequest, StepRequest};
use manuscript::{Batch, Field, Furniture, Op};
use newsroom::{Kind, StoryId};
use store::search_text;

use crate::archive::Archive;
use crate::floor::Outcome;
use crate::made_up::{self, Dice};
use crate::measure::{Figure, Limit, Table, Times, by_turns, quiet, timed};

const WORDS: usize = 1_000;
const SAVES: usize = 300;
const REVISIONS: usize = 200;
const WARM: usize = 20;
/// What a quick typist writes in the 300 ms between two batches, and between two presses of Save.
const BATCH: &str = " letters";
const SENTENCE: &str = " A sentence that somebody adds before pressing Save again.";

/// A story that the desk has open, with somebody typing at its end.
struct Typist<'a> {
    archive: &'a Archive,
    story: String,
    version: Cell<u64>,
    length: Cell<usize>,
}

pub(crate) fn measure(archive: &Archive, table: &mut Table) {
    save(archive, table);
    seal(archive, table);
}

fn save(archive: &Archive, table: &mut Table) {
    let typist = Typist::at_a_story(archive);
    typist.types(BATCH);
    let bytes = typist.last_update();
    let (saves, floors) = by_turns(
        WARM,
        SAVES,
        |_| typist.types(BATCH),
        |_| timed(|| archive.floor.borrow_mut().keep(bytes)).0,
    );
    typist.leaves();
    table.add(Figure {
        name: "save",
        value: saves.median(),
        unit: "ms",
        floor: Some(floors.median()),
        limit: Limit::TimesFloor(2.0),
        note: format!(
            "{} letters typed into {WORDS} words, until they are on the disk (p95 {:.2} ms); floor: one commit of the same {bytes} bytes; {}",
            BATCH.len(),
            saves.at(0.95),
            quiet(&saves, &floors)
        ),
    });
}

fn seal(archive: &Archive, table: &mut Table) {
    let typist = Typist::at_a_story(archive);
    let step = || {
        typist.types(SENTENCE);
        let request = StepRequest {
            story: typist.story.clone(),
            step: "seal".to_owned(),
            ..StepRequest::default()
        };
        timed(|| archive.desk.take_step(request).expect("an author may save")).0
    };
    step();
    let entries = typist.last_entries();
    let found = search_text(
        &made_up::story(&mut Dice::new(archive.seed), WORDS),
        &Furniture::default(),
    );
    let outcome = Outcome {
        entries: &entries,
        revision: 100,
        found: &found,
    };
    let row = i64::try_from(archive.stories.len()).expect("an archive that fits");
    let (steps, floors) = by_turns(
        3,
        REVISIONS - 4,
        |_| step(),
        |_| timed(|| archive.floor.borrow_mut().settle(row, &outcome)).0,
    );
    let early = Times(steps.0.iter().take(40).copied().collect());
    table.add(Figure {
        name: "seal",
        value: steps.median(),
        unit: "ms",
        floor: Some(floors.median()),
        limit: Limit::TimesFloor(2.0),
        note: format!(
            "Save after a typed sentence in {WORDS} words, the answer to the window included, over a story's {REVISIONS} revisions \
             (the first forty {:.2} ms); floor: one commit of {} + {} bytes, a row and its words in FTS5; {}",
            early.median(),
            entries[0],
            entries[1],
            quiet(&steps, &floors)
        ),
    });
    let weight = archive
        .store()
        .read(|reader| reader.revisions().weight(typist.id()))
        .expect("the file is sound");
    table.add(Figure {
        name: "revisions_200",
        value: weight as f64 / 1000.0,
        unit: "kB",
        floor: None,
        limit: Limit::AtMost(30.0),
        note: format!(
            "canonical bytes of {REVISIONS} revisions of {WORDS} words as kept, a sentence apart; the frontier lies in the entry"
        ),
    });
    typist.leaves();
}

impl<'a> Typist<'a> {
    fn at_a_story(archive: &'a Archive) -> Self {
        let reading = made_up::story(&mut Dice::new(archive.seed), WORDS);
        let brought = archive.desk.bring_in(BringInRequest {
            text: Some(made_up::markdown(&reading)),
            format: "markdown".to_owned(),
            ..BringInRequest::default()
        });
        let story = brought.expect("Markdown can be brought in").story;
        let open = archive.desk.open_text(&story).expect("it is there");
        assert!(open.may_type, "whoever brings a story in may write in it");
        let body = open.fields.0.get(&Field::Body).expect("it has a body");
        let length = body.iter().map(|op| match op {
            Op::Insert { insert, .. } => insert.encode_utf16().count(),
            _ => 0,
        });
        Self {
            archive,
            length: Cell::new(length.sum()),
            story,
            version: Cell::new(0),
        }
    }

    /// Types at the end; how long it took until it was on the disk.
    fn types(&self, text: &str) -> Duration {
        let (version, length) = (self.version.get(), self.length.get());
        let ops = vec![
            Op::Retain {
                retain: length,
                attributes: BTreeMap::new(),
            },
            Op::Insert {
                insert: text.to_owned(),
                attributes: BTreeMap::new(),
            },
        ];
        let request = ApplyTextRequest {
            story: self.story.clone(),
            version: version.to_string(),
            batch: format!("batch-{version}"),
            batches: vec![Batch([(Field::Body, ops)].into())],
            caret: None,
        };
        let (took, kept) = timed(|| self.archive.desk.apply_text(request));
        kept.expect("typing is accepted");
        self.version.set(version + 1);
        self.length.set(length + text.len());
        took
    }

    fn last_update(&self) -> usize {
        let rows = self
            .archive
            .store()
            .read(|reader| reader.journal().of(self.id()))
            .expect("the file is sound");
        rows.last().expect("it was just typed").update.len()
    }

    /// The sizes of the newest text and step.
    fn last_entries(&self) -> [usize; 2] {
        let entries = self
            .archive
            .store()
            .read(|reader| reader.log().story_entries(self.id()))
            .expect("the file is sound");
        [Kind::Text, Kind::Step].map(|kind| {
            let newest = entries
                .iter()
                .rev()
                .find(|logged| logged.entry.envelope.kind == kind);
            newest.expect("a step signs both").entry.bytes.len()
        })
    }

    fn id(&self) -> StoryId {
        self.story.parse().expect("the desk names it by its id")
    }

    fn leaves(&self) {
        self.archive
            .desk
            .close_text(&self.story)
            .expect("it is open");
        let request = StepRequest {
            story: self.story.clone(),
            step: "spike".to_owned(),
            reason: "It was only for measuring".to_owned(),
            ..StepRequest::default()
        };
        self.archive
            .desk
            .take_step(request)
            .expect("a chief may spike");
    }
}
