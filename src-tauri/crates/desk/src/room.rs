//! An open newsroom: its file, its publisher's key, who sits at the desk, and the stories whose text is open.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use ed25519_dalek::SigningKey;
use newsroom::{DeviceId, NewsroomId, Person, PersonId, Refusal, Role, Roster, StoryId};
use store::{FileKey, Reader, Store, Writer};

use crate::border::{Change, Changed, Place};
use crate::head;
use crate::telling::Looked;
use crate::text::OpenStory;
use crate::{Elsewhere, Error, Result, Surroundings};

pub(crate) struct Room {
    pub(crate) surroundings: Arc<Surroundings>,
    pub(crate) folder: PathBuf,
    pub(crate) store: Store,
    pub(crate) file_key: FileKey,
    pub(crate) newsroom: NewsroomId,
    /// The device that may sign nothing but what fires unattended.
    pub(crate) publisher: SigningKey,
    pub(crate) seat: Option<Seat>,
    pub(crate) open: BTreeMap<StoryId, OpenStory>,
    /// Why a due story could not go out when it was last tried.
    pub(crate) trouble: BTreeMap<StoryId, crate::Refused>,
    /// What `elsewhere` compares with, to see whether another process wrote.
    pub(crate) seen_version: i64,
    /// At what the inbox was last looked through for something to tell.
    pub(crate) looked: Option<Looked>,
    /// Added to the clock while the sample newsroom tells its past; zero otherwise.
    pub(crate) shift: i64,
}

/// Who is at this desk, with the key that signs for them.
pub(crate) struct Seat {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    key: SigningKey,
    /// False in a restored copy as long as the key is one that the original goes on using.
    may_sign: bool,
    /// The newsroom's owner key, where this person keeps it.
    pub(crate) owner: Option<SigningKey>,
}

impl Seat {
    pub(crate) fn new(
        person: PersonId,
        name: String,
        key: SigningKey,
        owner: Option<SigningKey>,
        may_sign: bool,
    ) -> Self {
        Self {
            person,
            name,
            key,
            may_sign,
            owner,
        }
    }

    /// The key that signs for this person; an error where they can only read.
    pub(crate) fn key(&self) -> Result<&SigningKey> {
        if self.may_sign {
            Ok(&self.key)
        } else {
            Err(Error::RestoredCopy)
        }
    }

    /// The key that the original goes on using: it may vouch for a fresh one, and sign no entry.
    pub(crate) fn old_key(&self) -> &SigningKey {
        &self.key
    }

    /// Goes on with a key that only this copy has.
    pub(crate) fn take_up(&mut self, key: SigningKey) {
        self.key = key;
        self.may_sign = true;
    }

    pub(crate) fn device(&self) -> DeviceId {
        device_of(&self.key)
    }
}

pub(crate) fn device_of(key: &SigningKey) -> DeviceId {
    DeviceId::from_bytes(key.verifying_key().to_bytes())
}

impl Room {
    /// Milliseconds since 1970, UTC.
    pub(crate) fn now(&self) -> i64 {
        (self.surroundings.clock)() + self.shift
    }

    pub(crate) fn chance<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.surroundings.chance)(&mut bytes);
        bytes
    }

    /// A document peer that nothing has used before.
    pub(crate) fn fresh_peer(&self) -> u64 {
        // Loro keeps the largest number for itself, and zero reads as "nobody" in logs.
        u64::from_le_bytes(self.chance()).clamp(1, u64::MAX - 1)
    }

    /// Whoever is at the desk; an error when nobody is.
    pub(crate) fn seat(&self) -> Result<&Seat> {
        self.seat.as_ref().ok_or(Error::NobodyAtTheDesk)
    }

    pub(crate) fn roster(&self) -> Result<Roster> {
        self.store.read(roster_in_force)
    }

    /// An error when whoever is at the desk has none of these roles, whatever the section.
    pub(crate) fn needs_role(&self, roles: &'static [Role]) -> Result<()> {
        let (roster, device) = (self.roster()?, self.seat()?.device());
        let head = self
            .store
            .read(|reader| Ok::<_, Error>(reader.log().head(device)?))?;
        let seq = head.map_or(0, |head| head.seq) + 1;
        let has = |role: &Role| {
            let member = roster.member(device);
            member.is_some_and(|member| member.has(*role, seq, None))
        };
        match roles.iter().any(has) {
            true => Ok(()),
            false => Err(Refusal::NotYourRole { roles }.into()),
        }
    }

    pub(crate) fn all_people(&self) -> Result<Vec<Person>> {
        self.store.read(|reader| Ok(reader.people().list()?))
    }

    /// The name by which people know a person; the id's beginning for one that no entry describes.
    pub(crate) fn name_of(&self, people: &[Person], person: PersonId) -> String {
        people.iter().find(|known| known.id == person).map_or_else(
            || person.to_string().chars().take(8).collect(),
            |known| known.name.clone(),
        )
    }

    pub(crate) fn remember_place(&mut self, place: &Place) -> Result<()> {
        self.store.write(|writer| put_place(writer, place))
    }

    pub(crate) fn place(&self) -> Result<Option<Place>> {
        let json = self
            .store
            .read(|reader| Ok::<_, Error>(reader.local().get("place")?))?;
        Ok(json.and_then(|json| serde_json::from_slice(&json).ok()))
    }

    /// Closes working spells that have gone quiet, and reports what other processes wrote.
    pub(crate) fn elsewhere(&mut self) -> Result<Elsewhere> {
        self.close_quiet_spells()?;
        let version = self.store.data_version()?;
        if version == self.seen_version {
            return Ok(Elsewhere::default());
        }
        self.seen_version = version;
        self.what_others_wrote()
    }

    /// Another process wrote something: which rows it touched is not known, so everything on show is stale.
    fn what_others_wrote(&self) -> Result<Elsewhere> {
        let mut text_waiting = Vec::new();
        for (story, open) in &self.open {
            let lacking = self
                .store
                .read(|reader| head::updates_lacking(reader, *story, &open.manuscript))?;
            if !lacking.is_empty() {
                text_waiting.push(story.to_string());
            }
        }
        let change = Change {
            what: Changed::Newsroom,
            id: String::new(),
            revision: None,
            by: String::new(),
            step: None,
        };
        Ok(Elsewhere {
            changes: vec![change],
            text_waiting,
        })
    }
}

/// The newest roster that the owner signed.
pub(crate) fn roster_in_force(reader: &Reader<'_>) -> Result<Roster> {
    let newest = reader
        .rosters()
        .list()?
        .into_iter()
        .max_by_key(|(_, roster)| roster.number);
    newest.map(|(_, roster)| roster).ok_or(Error::NoRoster)
}

/// Where the window is, for whoever opens it next on this laptop.
pub(crate) fn put_place(writer: &mut Writer<'_>, place: &Place) -> Result<()> {
    let json = serde_json::to_vec(place).expect("a place is plain values");
    Ok(writer.local_mut().set("place", &json)?)
}
