//! A small newsroom in a folder of its own, for tests: one person, signed entries, real files.

use std::path::Path;

use ed25519_dalek::SigningKey;
use manuscript::{
    Block, Credit, CreditLine, Inline, Manuscript, Reading, Run, Setting, canonical, content_hash,
    word_count,
};
use newsroom::{
    Brings, DeviceId, Entry, Envelope, Kind, Member, NewsroomId, Person, PersonId, Revision, Role,
    RoleRange, Roster, SecondReader, SignedFacts, Step, StepEntry, StoryId, Text, fold,
};
use tempfile::TempDir;

use crate::{
    FileKey, NewRevision, Result, RevisionRow, Store, WorkingCopy, Writer, search_text, story_row,
    times,
};

pub(crate) const FILE_KEY: FileKey = FileKey::from_bytes([7; 32]);
const NEWSROOM: NewsroomId = NewsroomId::from_bytes([1; 16]);
pub(crate) const REPORTER: PersonId = PersonId::from_bytes([2; 16]);
const START_OF_TIME: i64 = 1_795_000_000_000;

pub(crate) struct TestNewsroom {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
    pub(crate) key: SigningKey,
    now: i64,
    next_peer: u64,
}

/// An empty newsroom's file in a folder that goes away with it.
pub(crate) fn empty_file() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path(), &FILE_KEY).unwrap();
    (folder, store)
}

pub(crate) fn device(key: &SigningKey) -> DeviceId {
    DeviceId::from_bytes(key.verifying_key().to_bytes())
}

/// Signs the next entry of `key`'s log and appends it.
pub(crate) fn sign(
    writer: &mut Writer<'_>,
    key: &SigningKey,
    now: i64,
    kind: Kind,
    story: Option<StoryId>,
    payload: Vec<u8>,
) -> Result<Entry> {
    let device = device(key);
    let head = writer.log().head(device)?;
    let entry = newsroom::seal(
        Envelope {
            newsroom: NEWSROOM,
            device,
            seq: head.map_or(1, |head| head.seq + 1),
            prev: head.map(|head| head.id),
            hlc: newsroom::next_hlc(head.map_or(0, |head| head.hlc), now),
            kind,
            story,
            payload,
        },
        key,
    )?;
    writer.log_mut().append(&entry, now)?;
    Ok(entry)
}

pub(crate) fn line(text: &str) -> Inline {
    if text.is_empty() {
        Vec::new()
    } else {
        vec![Run {
            text: text.to_owned(),
            marks: Vec::new(),
        }]
    }
}

impl TestNewsroom {
    /// A newsroom whose only person reports, and whose second-reader rule lets authors approve.
    pub(crate) fn founded() -> Self {
        let (folder, store) = empty_file();
        let key = SigningKey::from_bytes(&[3; 32]);
        let owner = SigningKey::from_bytes(&[4; 32]);
        let mut newsroom = Self {
            folder,
            store,
            key,
            now: START_OF_TIME,
            next_peer: 1_000,
        };
        let roles = [Role::Chief, Role::Admin]
            .map(|role| RoleRange::lasting(role, 1))
            .to_vec();
        let roster = Roster {
            number: 1,
            prev: None,
            name: "The Chief Observer".into(),
            zone: "Europe/London".into(),
            owner: owner.verifying_key().to_bytes(),
            second_reader: SecondReader::Alone,
            sections: vec!["Politics".into(), "Sport".into()],
            outlet: String::new(),
            language: "en-GB".into(),
            members: vec![Member {
                person: REPORTER,
                device: device(&newsroom.key),
                roles,
                may_approve: false,
            }],
            publishers: Vec::new(),
            closed_publishers: Vec::new(),
        };
        let person = Person::named(REPORTER, "Reporter");
        let (now, key) = (newsroom.tick(), newsroom.key.clone());
        newsroom
            .store
            .write(|writer| {
                let entry = sign(writer, &owner, now, Kind::Roster, None, roster.to_bytes())?;
                writer.rosters_mut().put(&entry)?;
                let entry = sign(writer, &key, now, Kind::Person, None, person.to_bytes())?;
                writer.people_mut().put(&entry)
            })
            .unwrap();
        newsroom
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A second passes.
    pub(crate) fn tick(&mut self) -> i64 {
        self.now += 1_000;
        self.now
    }

    fn peer(&mut self) -> u64 {
        self.next_peer += 1;
        self.next_peer
    }

    /// Writes and saves a story of one paragraph, as a desk does: typing, journal, signed text, step, rows.
    pub(crate) fn story(&mut self, id: u8, section: &str, headline: &str, body: &str) -> StoryId {
        let story = StoryId::from_bytes([id; 16]);
        let mut document = Manuscript::empty(self.peer());
        let credit = Credit {
            name: "Caroline Finnegan".into(),
            role: "reporter".into(),
            ..Credit::default()
        };
        let furniture = [
            Setting::Slugline(headline.to_uppercase().replace(' ', "-")),
            Setting::Section(section.to_owned()),
            Setting::Credits(vec![CreditLine {
                person: None,
                printed: credit,
            }]),
        ];
        let empty = document.frontier();
        document.set(&furniture).unwrap();
        let mut reading = document.reading().unwrap();
        reading.headline = line(headline);
        reading.body = vec![Block::Paragraph(line(body))];
        document.rewrite(&reading).unwrap();
        let update = document.update_since(&empty).unwrap();
        self.typed(story, &document, &update.0);
        self.save(story, &document, Step::Start);
        self.save(story, &document, Step::Seal { name: None });
        story
    }

    /// Opens a story, gives its body another text, and saves.
    pub(crate) fn rewrite(&mut self, story: StoryId, body: &str) {
        let document = self.type_over(story, body);
        self.save(story, &document, Step::Seal { name: None });
    }

    /// Opens a story and gives its body another text, which stays in the journal.
    pub(crate) fn type_over(&mut self, story: StoryId, body: &str) -> Manuscript {
        let mut document = self.open(story);
        let before = document.frontier();
        let reading = Reading {
            body: vec![Block::Paragraph(line(body))],
            ..document.reading().unwrap()
        };
        document.rewrite(&reading).unwrap();
        let update = document.update_since(&before).unwrap();
        self.typed(story, &document, &update.0);
        let now = self.now;
        let rows = |writer: &mut Writer<'_>| put_rows(writer, story, &document, now, false);
        self.store.write(rows).unwrap();
        document
    }

    fn open(&mut self, story: StoryId) -> Manuscript {
        let peer = self.peer();
        let updates: Vec<Vec<u8>> = self
            .store
            .read(|reader| {
                let signed = reader
                    .log()
                    .story_entries(story)?
                    .into_iter()
                    .filter(|l| l.entry.envelope.kind == Kind::Text);
                let signed =
                    signed.map(|l| Text::from_bytes(&l.entry.envelope.payload).unwrap().update);
                let typed = reader
                    .journal()
                    .of(story)?
                    .into_iter()
                    .map(|row| row.update);
                Ok::<_, crate::Error>(signed.chain(typed).collect())
            })
            .unwrap();
        Manuscript::load(peer, None, updates.iter().map(Vec::as_slice))
            .unwrap()
            .0
    }

    fn typed(&mut self, story: StoryId, document: &Manuscript, update: &[u8]) {
        let (now, device) = (self.tick(), device(&self.key));
        self.store
            .write(|writer| {
                writer.journal_mut().append(
                    story,
                    device,
                    document.peer(),
                    update,
                    now,
                    Brings::Words,
                )
            })
            .unwrap();
    }

    /// One step: the journal becomes a text entry, the step seals a revision, and the rows follow.
    pub(crate) fn save(&mut self, story: StoryId, document: &Manuscript, step: Step) {
        let (now, key) = (self.tick(), self.key.clone());
        let reading = document.reading().unwrap();
        let hash = content_hash(&reading);
        let write = |writer: &mut Writer<'_>| -> Result<()> {
            let rosters = writer.roster_chain()?.unwrap();
            let entries = |writer: &Writer<'_>| -> Result<Vec<Entry>> {
                Ok(writer
                    .log()
                    .story_entries(story)?
                    .into_iter()
                    .map(|logged| logged.entry)
                    .collect())
            };
            let mut state = fold(&rosters, story, &entries(writer)?);
            let typed = writer.journal_mut().take(story, device(&key))?;
            // One update after another: each builds on those before it.
            for row in typed {
                let text = Text {
                    seen: state.heads.clone(),
                    peers: vec![row.peer],
                    update: row.update,
                    recovered: None,
                    brings: Brings::Words,
                };
                sign(writer, &key, now, Kind::Text, Some(story), text.to_bytes())?;
                writer.claims_mut().put(row.peer, device(&key))?;
                state = fold(&rosters, story, &entries(writer)?);
            }
            let revision = (step != Step::Start).then(|| Revision {
                number: state.next_revision(),
                content_hash: hash.0,
                canonical_version: manuscript::CANONICAL_VERSION,
                frontier: document.frontier().0,
                credited: Vec::new(),
                words: 0,
                headline: String::new(),
                slugline: String::new(),
            });
            let facts = SignedFacts {
                now,
                head_hash: hash.0,
                section: reading.section.clone(),
                slugline: true,
                headline: true,
                credits: 1,
                credited: Vec::new(),
                body_words: 10,
                tks: Vec::new(),
                related_blocked: Vec::new(),
                open_suggestions: 0,
                bare_figures: Vec::new(),
                touched: Vec::new(),
            };
            let number = revision.as_ref().map(|revision| revision.number);
            let said = StepEntry {
                seen: state.heads,
                roster: 1,
                frontier: document.frontier().0,
                revision,
                facts,
                step,
            };
            let entry = sign(writer, &key, now, Kind::Step, Some(story), said.to_bytes())?;
            if let Some(number) = number {
                let row = RevisionRow {
                    number,
                    entry: entry.id,
                    content_hash: hash,
                    canonical_version: 1,
                };
                writer.revisions_mut().put(
                    story,
                    &NewRevision {
                        row,
                        canonical: &canonical(&reading),
                    },
                )?;
            }
            put_rows(writer, story, document, now, true)
        };
        self.store.write(write).unwrap();
    }
}

/// What a desk writes after a change, from what it holds already.
fn put_rows(
    writer: &mut Writer<'_>,
    story: StoryId,
    document: &Manuscript,
    now: i64,
    sealed: bool,
) -> Result<()> {
    let rosters = writer.roster_chain()?.unwrap();
    let entries: Vec<Entry> = writer
        .log()
        .story_entries(story)?
        .into_iter()
        .map(|logged| logged.entry)
        .collect();
    let state = fold(&rosters, story, &entries);
    let reading = document.reading()?;
    let furniture = document.furniture();
    let times = times(&entries, &writer.journal().of(story)?);
    assert!(times.updated_at <= now, "nothing here is from the future");
    let copy = WorkingCopy {
        reading: &reading,
        hash: content_hash(&reading),
        words: u32::try_from(word_count(&reading)).unwrap_or(u32::MAX),
        furniture: &furniture,
        times,
    };
    writer.stories_mut().put(&story_row(story, &state, &copy))?;
    if sealed {
        writer
            .search_mut()
            .put(story, &search_text(&reading, &furniture))?;
    }
    Ok(())
}
