//! Who is at this desk.
//!
//! Sitting down opens the file with that person's passphrase; changing places closes the working spell of whoever sat
//! here before. Not here: how a newsroom begins (`founding`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ed25519_dalek::SigningKey;
use newsroom::{NewsroomId, Person, PersonId, Roster};
use store::{FileKey, KeyFile, SealChance, Secrets, Store};

use crate::border::{NewsroomHere, Opening, SitDownRequest, Someone};
use crate::desk::State;
use crate::restored;
use crate::room::{Room, Seat, device_of};
use crate::{Error, Result, Surroundings};

pub(crate) fn opening(state: &mut State, surroundings: &Arc<Surroundings>) -> Result<Opening> {
    if matches!(state, State::Nowhere)
        && let Some(folder) = last_newsroom(surroundings)
    {
        *state = State::Shut(folder);
    }
    let mut found = Opening {
        newsroom: None,
        who: None,
        place: None,
        laptop_zone: surroundings.laptop_zone.clone(),
        default_folder: surroundings.default_folder.display().to_string(),
    };
    match state {
        State::Nowhere => {}
        State::Shut(folder) => found.newsroom = Some(shut(surroundings, folder)?),
        State::Open(room) => {
            found.newsroom = Some(here(room)?);
            found.who = room.at_the_desk()?;
            found.place = room.place()?;
        }
    }
    Ok(found)
}

/// The newsroom that was open last, else one in the usual folder.
fn last_newsroom(surroundings: &Surroundings) -> Option<PathBuf> {
    let last = LastSeat::kept(surroundings).map(|last| last.folder);
    let known = last
        .into_iter()
        .chain([surroundings.default_folder.clone()]);
    known
        .into_iter()
        .find(|folder| folder.join(store::FILE_NAME).exists())
}

/// Where the last person sat down on this laptop, and who it was: two lines of a file.
struct LastSeat {
    folder: PathBuf,
    person: Option<PersonId>,
}

impl LastSeat {
    fn kept(surroundings: &Surroundings) -> Option<Self> {
        let kept = std::fs::read_to_string(surroundings.last_newsroom.as_deref()?).ok()?;
        let mut lines = kept.lines().map(str::trim);
        Some(Self {
            folder: lines.next().map(PathBuf::from)?,
            person: lines.next().and_then(|person| person.parse().ok()),
        })
    }

    /// Losing this costs a click, so a disk that refuses it stops nobody.
    fn keep(&self, surroundings: &Surroundings) {
        if let Some(file) = &surroundings.last_newsroom {
            let person = self.person.map(|person| person.to_string());
            let lines = [
                self.folder.display().to_string(),
                person.unwrap_or_default(),
            ];
            let _ = file.parent().map(std::fs::create_dir_all);
            let _ = std::fs::write(file, lines.join("\n"));
        }
    }
}

/// Points the desk at an existing newsroom, which stays shut until somebody sits down.
pub(crate) fn open_folder(
    state: &mut State,
    surroundings: &Arc<Surroundings>,
    folder: &Path,
) -> Result<Opening> {
    if !folder.join(store::FILE_NAME).exists() {
        return Err(store::Error::NoNewsroomHere {
            path: folder.to_owned(),
        }
        .into());
    }
    leave(state)?;
    *state = State::Shut(folder.to_owned());
    opening(state, surroundings)
}

/// Seats a person, named by id or name, whose key lies on this laptop.
pub(crate) fn sit_down(
    state: &mut State,
    surroundings: &Arc<Surroundings>,
    request: &SitDownRequest,
) -> Result<Opening> {
    let folder = folder_of(state)?;
    let file = key_file_of(&folder, &request.person)?;
    let holder = file.holder()?;
    let secrets = store::open_secrets(&file, &request.passphrase)?;
    take_seat(state, surroundings, &folder, holder.person, &secrets)?;
    if let State::Open(room) = state {
        room.renew_seat(&request.passphrase)?;
    }
    opening(state, surroundings)
}

/// Seats the owner of secrets that have been opened already.
pub(crate) fn take_seat(
    state: &mut State,
    surroundings: &Arc<Surroundings>,
    folder: &Path,
    person: PersonId,
    secrets: &Secrets,
) -> Result<()> {
    if let State::Open(room) = state {
        room.close_every_text()?;
    } else {
        let store = Store::open(folder, &secrets.file_key)?;
        *state = State::Open(Box::new(enter(
            surroundings,
            folder,
            store,
            secrets.file_key.clone(),
        )?));
    }
    if let State::Open(room) = state {
        seat(room, person, secrets)?;
        LastSeat {
            folder: folder.to_owned(),
            person: Some(person),
        }
        .keep(surroundings);
    }
    Ok(())
}

/// Seats a person in an open room.
pub(crate) fn seat(room: &mut Room, person: PersonId, secrets: &Secrets) -> Result<()> {
    room.settle_keys()?;
    let key = SigningKey::from_bytes(&secrets.device_seed);
    let owner = secrets.owner_seed.map(|seed| SigningKey::from_bytes(&seed));
    let name = room.name_of(&room.all_people()?, person);
    let left = |reader: &store::Reader<'_>| restored::is_left(reader, device_of(&key));
    let may_sign = !room.store.read(left)?;
    room.seat = Some(Seat::new(person, name, key, owner, may_sign));
    room.finish_publishing()
}

/// Opens the newsroom with anybody's passphrase; nobody is seated.
pub(crate) fn unlock(
    state: &mut State,
    surroundings: &Arc<Surroundings>,
    passphrase: &str,
) -> Result<()> {
    let folder = folder_of(state)?;
    let mut last = Error::NobodyHere {
        folder: folder.display().to_string(),
    };
    for file in store::key_files(&folder)?.files {
        match store::open_secrets(&file, passphrase) {
            Ok(secrets) => {
                let store = Store::open(&folder, &secrets.file_key)?;
                *state = State::Open(Box::new(enter(
                    surroundings,
                    &folder,
                    store,
                    secrets.file_key.clone(),
                )?));
                if let State::Open(room) = state {
                    room.finish_publishing()?;
                }
                return Ok(());
            }
            Err(error) => last = error.into(),
        }
    }
    Err(last)
}

/// Closes the working spell and leaves the desk empty; the publisher goes on.
pub(crate) fn leave_desk(state: &mut State, surroundings: &Arc<Surroundings>) -> Result<Opening> {
    leave(state)?;
    opening(state, surroundings)
}

pub(crate) fn leave(state: &mut State) -> Result<()> {
    if let State::Open(room) = state {
        room.close_every_text()?;
        room.seat = None;
    }
    Ok(())
}

pub(crate) fn enter(
    surroundings: &Arc<Surroundings>,
    folder: &Path,
    mut store: Store,
    file_key: FileKey,
) -> Result<Room> {
    restored::leave_devices(&mut store, folder)?;
    let (newsroom, publisher) = store
        .read(|reader| {
            Ok((
                reader.local().get("newsroom")?,
                reader.local().get("publisher-seed")?,
            ))
        })
        .map_err(|error| store.naming_the_page(error))?;
    let newsroom: [u8; 16] = newsroom
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(Error::NoRoster)?;
    let publisher: [u8; 32] = publisher
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(Error::NoRoster)?;
    let seen_version = store.data_version()?;
    let mut room = Room {
        surroundings: Arc::clone(surroundings),
        folder: folder.to_owned(),
        store,
        file_key,
        newsroom: NewsroomId::from_bytes(newsroom),
        publisher: SigningKey::from_bytes(&publisher),
        seat: None,
        open: BTreeMap::new(),
        trouble: BTreeMap::new(),
        looked: None,
        seen_version,
        shift: 0,
    };
    room.settle_keys()?;
    Ok(room)
}

/// A person's secrets, sealed under that person's passphrase.
pub(crate) fn sealed(
    surroundings: &Surroundings,
    person: &Person,
    secrets: &Secrets,
    passphrase: &str,
) -> Result<KeyFile> {
    let mut chance = SealChance {
        salt: [0; 16],
        nonce: [0; 24],
    };
    (surroundings.chance)(&mut chance.salt);
    (surroundings.chance)(&mut chance.nonce);
    let holder = store::KeyHolder {
        person: person.id,
        name: person.name.clone(),
        initials: crate::view::initials(&person.name),
    };
    Ok(store::seal_secrets(
        secrets,
        &holder,
        passphrase,
        &chance,
        surroundings.key_cost,
    )?)
}

fn folder_of(state: &State) -> Result<PathBuf> {
    match state {
        State::Nowhere => Err(Error::NoNewsroomOpen),
        State::Shut(folder) => Ok(folder.clone()),
        State::Open(room) => Ok(room.folder.clone()),
    }
}

fn key_file_of(folder: &Path, person: &str) -> Result<KeyFile> {
    let wanted = person.trim();
    for file in store::key_files(folder)?.files {
        let holder = file.holder()?;
        if holder.person.to_string() == wanted || holder.name.eq_ignore_ascii_case(wanted) {
            return Ok(file);
        }
    }
    Err(Error::NoKeyHere {
        person: person.to_owned(),
    })
}

fn shut(surroundings: &Surroundings, folder: &Path) -> Result<NewsroomHere> {
    let mut people_here = Vec::new();
    for file in store::key_files(folder)?.files {
        let holder = file.holder()?;
        people_here.push(Someone {
            id: holder.person.to_string(),
            name: holder.name.clone(),
            initials: holder.initials.clone(),
            roles: Vec::new(),
        });
    }
    let last = LastSeat::kept(surroundings).filter(|last| last.folder == folder);
    Ok(NewsroomHere {
        folder: folder.display().to_string(),
        people_here,
        last_here: last
            .and_then(|last| last.person)
            .map(|person| person.to_string()),
        read_only: store::restored_mark(folder)?.map(|_| restored::CODE.to_owned()),
        sample: crate::sample::is_sample(folder),
        ..NewsroomHere::default()
    })
}

fn here(room: &Room) -> Result<NewsroomHere> {
    let roster = room.roster()?;
    let mut shut = shut(&room.surroundings, &room.folder)?;
    for someone in &mut shut.people_here {
        someone.roles = roles_of(&roster, &someone.id);
    }
    Ok(NewsroomHere {
        name: roster.name,
        zone: roster.zone,
        outlet: roster.outlet,
        language: roster.language,
        sections: roster.sections,
        second_reader: roster.second_reader.name().to_owned(),
        publisher_paused: room.publisher_paused()?,
        read_only: room.read_only(),
        ..shut
    })
}

/// The names of the roles that a person holds on any device.
pub(crate) fn roles_of(roster: &Roster, person: &str) -> Vec<String> {
    let members = roster
        .members
        .iter()
        .filter(|member| member.person.to_string() == person);
    let lasting = members
        .flat_map(|member| &member.roles)
        .filter(|range| range.to_seq.is_none());
    let mut names: Vec<String> = Vec::new();
    for role in lasting.map(|range| range.role.name()) {
        if !names.iter().any(|name| name == role) {
            names.push(role.to_owned());
        }
    }
    names
}

impl Room {
    fn at_the_desk(&self) -> Result<Option<Someone>> {
        let Some(seat) = &self.seat else {
            return Ok(None);
        };
        Ok(Some(Someone {
            id: seat.person.to_string(),
            name: seat.name.clone(),
            initials: crate::view::initials(&seat.name),
            roles: roles_of(&self.roster()?, &seat.person.to_string()),
        }))
    }
}
