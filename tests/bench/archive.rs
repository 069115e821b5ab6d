//! A newsroom with a large archive: real signed entries, filled through the store in few transactions.
//!
//! Its stories were started and spiked, so they are where an archive's stories are: off the desk, and found by search.

use std::path::PathBuf;
use std::time::Instant;

use desk::{CreateNewsroomRequest, Desk, SitDownRequest, Surroundings};
use ed25519_dalek::SigningKey;
use manuscript::{Manuscript, Reading, content_hash, plain, word_count};
use newsroom::{
    Brings, DeviceId, Entry, EntryId, Envelope, Kind, NewsroomId, Rosters, SignedFacts, Step,
    StepEntry, StoryId, Text, fold, next_hlc,
};
use store::{SearchText, Secrets, Store, WorkingCopy, Writer, search_text, story_row, times};
use tests::Laptop;

use crate::floor::Floor;
use crate::made_up::{self, Dice};

pub(crate) const PERSON: &str = "Desk Editor";
pub(crate) const PASSPHRASE: &str = "correct horse battery staple";
const IN_ONE_TRANSACTION: usize = 500;
const NOW: i64 = 1_795_424_400_000;

pub(crate) struct Archive {
    pub(crate) laptop: Laptop,
    pub(crate) desk: Desk,
    pub(crate) secrets: Secrets,
    pub(crate) stories: Vec<StoryId>,
    pub(crate) words: usize,
    pub(crate) seconds: f64,
    pub(crate) seed: u64,
    pub(crate) floor: std::cell::RefCell<Floor>,
}

/// Whoever signs the archive: the founder's device.
struct Signer {
    newsroom: NewsroomId,
    key: SigningKey,
    last: Option<(u64, EntryId, u64)>,
}

impl Archive {
    pub(crate) fn fill(count: u64, seed: u64) -> Self {
        let begun = Instant::now();
        let laptop = Laptop::new("bench");
        let desk = Desk::new(Surroundings {
            default_folder: laptop.newsroom(),
            last_newsroom: None,
            ..Surroundings::real()
        });
        desk.create_newsroom(CreateNewsroomRequest {
            folder: String::new(),
            name: "The Chief Observer".to_owned(),
            person: PERSON.to_owned(),
            second_reader: "alone".to_owned(),
            zone: "Europe/London".to_owned(),
            passphrase: PASSPHRASE.to_owned(),
        })
        .expect("a newsroom can be made in an empty folder");
        desk.leave_desk().expect("nothing is open");
        let keys = store::key_files(&laptop.newsroom()).expect("the founder has a key");
        let secrets = store::open_secrets(&keys.files[0], PASSPHRASE)
            .expect("it is the founder's passphrase");
        let mut floor = Floor::new(&laptop.newsroom().with_file_name("floor"));
        let mut dice = Dice::new(seed);
        let (mut stories, mut words) = (Vec::new(), 0);
        {
            let mut store =
                Store::open(&laptop.newsroom(), &secrets.file_key).expect("it was just made");
            let mut signer = Signer::of(&store, &secrets);
            let rosters = store
                .read(|reader| reader.roster_chain())
                .expect("the file is sound")
                .expect("it begins with a roster");
            let mut left = usize::try_from(count).expect("an archive that fits");
            while left > 0 {
                let batch = left.min(IN_ONE_TRANSACTION);
                left -= batch;
                let mut texts = Vec::new();
                store
                    .write(|writer| {
                        for _ in 0..batch {
                            let length = 250 + dice.below(500);
                            let reading = made_up::story(&mut dice, length);
                            let id = story_id(&mut dice);
                            words += word_count(&reading);
                            let text =
                                signer.bring_in(writer, &rosters, id, stories.len(), &reading)?;
                            stories.push(id);
                            texts.push((i64::try_from(stories.len()).unwrap_or(0), text));
                        }
                        Ok::<_, store::Error>(())
                    })
                    .expect("the archive can be filled");
                floor.index(&texts);
            }
        }
        desk.sit_down(SitDownRequest {
            person: PERSON.to_owned(),
            passphrase: PASSPHRASE.to_owned(),
        })
        .expect("the founder has a key here");
        Self {
            laptop,
            desk,
            secrets,
            stories,
            words,
            seconds: begun.elapsed().as_secs_f64(),
            seed,
            floor: std::cell::RefCell::new(floor),
        }
    }

    /// Another look at the newsroom's file.
    pub(crate) fn store(&self) -> Store {
        Store::open(&self.laptop.newsroom(), &self.secrets.file_key).expect("the file is sound")
    }

    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let folder = self.laptop.site().join(name);
        std::fs::create_dir_all(&folder).expect("the target folder can be written to");
        folder
    }
}

impl Signer {
    fn of(store: &Store, secrets: &Secrets) -> Self {
        let key = SigningKey::from_bytes(&secrets.device_seed);
        let device = device(&key);
        let (newsroom, head) = store
            .read(|reader| {
                Ok::<_, store::Error>((reader.log().newsroom()?, reader.log().head(device)?))
            })
            .expect("the file is sound");
        Self {
            newsroom: newsroom.expect("a newsroom begins with a roster"),
            key,
            last: head.map(|head| (head.seq, head.id, head.hlc)),
        }
    }

    /// A story that was started, written and spiked; gives back what can be found of it.
    fn bring_in(
        &mut self,
        writer: &mut Writer<'_>,
        rosters: &Rosters,
        story: StoryId,
        number: usize,
        reading: &Reading,
    ) -> store::Result<SearchText> {
        let peer = u64::try_from(number).unwrap_or(0) + 1;
        let mut manuscript = Manuscript::empty(peer);
        let mut updates = Vec::new();
        updates.extend(manuscript.rewrite(reading)?);
        updates.push(manuscript.set(&made_up::furniture(number, reading))?);
        let updates: Vec<&[u8]> = updates.iter().map(|update| update.0.as_slice()).collect();
        let reading = manuscript.reading()?;
        let roster = rosters.latest().expect("it begins with a roster").number;
        let step = |seen: &[Entry], step: Step| StepEntry {
            seen: seen.last().map(|entry| entry.id).into_iter().collect(),
            roster,
            frontier: manuscript.frontier().0,
            revision: None,
            facts: SignedFacts {
                now: NOW,
                head_hash: content_hash(&reading).0,
                section: reading.section.clone(),
                slugline: true,
                headline: !plain(&reading.headline).is_empty(),
                credits: 1,
                credited: Vec::new(),
                body_words: u32::try_from(word_count(&reading)).unwrap_or(u32::MAX),
                tks: Vec::new(),
                related_blocked: Vec::new(),
                open_suggestions: 0,
                bare_figures: Vec::new(),
                touched: Vec::new(),
            },
            step,
        };
        let mut entries = Vec::new();
        entries.push(self.sign(Kind::Step, story, step(&entries, Step::Start).to_bytes())?);
        for part in manuscript.merged(&updates, 180_000)? {
            let text = Text {
                seen: entries.last().map(|entry| entry.id).into_iter().collect(),
                peers: vec![peer],
                update: part.0,
                recovered: None,
                brings: Brings::Words,
            };
            entries.push(self.sign(Kind::Text, story, text.to_bytes())?);
        }
        let reason = "Ran long ago".to_owned();
        let spike = step(&entries, Step::Spike { reason });
        entries.push(self.sign(Kind::Step, story, spike.to_bytes())?);
        for entry in &entries {
            writer.log_mut().append(entry, NOW)?;
        }
        writer.claims_mut().put(peer, device(&self.key))?;
        let state = fold(rosters, story, &entries);
        assert_eq!(
            state.desk_state(None).name(),
            "spiked",
            "the rules accept what was signed"
        );
        let furniture = manuscript.furniture();
        let copy = WorkingCopy {
            reading: &reading,
            hash: content_hash(&reading),
            words: u32::try_from(word_count(&reading)).unwrap_or(u32::MAX),
            furniture: &furniture,
            times: times(&entries, &[]),
        };
        writer.stories_mut().put(&story_row(story, &state, &copy))?;
        let text = search_text(&reading, &furniture);
        writer.search_mut().put(story, &text)?;
        Ok(text)
    }

    fn sign(&mut self, kind: Kind, story: StoryId, payload: Vec<u8>) -> store::Result<Entry> {
        let (seq, hlc) = self.last.map_or((0, 0), |(seq, _, hlc)| (seq, hlc));
        let envelope = Envelope {
            newsroom: self.newsroom,
            device: device(&self.key),
            seq: seq + 1,
            prev: self.last.map(|(_, id, _)| id),
            hlc: next_hlc(hlc, NOW),
            kind,
            story: Some(story),
            payload,
        };
        let entry = newsroom::seal(envelope, &self.key).expect("the entry is small");
        self.last = Some((entry.envelope.seq, entry.id, entry.envelope.hlc));
        Ok(entry)
    }
}

fn device(key: &SigningKey) -> DeviceId {
    DeviceId::from_bytes(key.verifying_key().to_bytes())
}

fn story_id(dice: &mut Dice) -> StoryId {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&dice.throw().to_le_bytes());
    bytes[8..].copy_from_slice(&dice.throw().to_le_bytes());
    StoryId::from_bytes(bytes)
}
