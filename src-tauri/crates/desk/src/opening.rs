//! First run, and who is at this desk.
//!
//! A newsroom is made whole or not at all: its file, its roster, its founder's key. Sitting down opens the file with
//! that person's passphrase; changing places closes the working spell of whoever sat here before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ed25519_dalek::SigningKey;
use newsroom::{Kind, Member, NewsroomId, Person, PersonId, Role, RoleRange, Roster, SecondReader};
use store::{FileKey, KeyFile, SealChance, Secrets, Store};

use crate::border::{CreateNewsroomRequest, NewsroomHere, Opening, SitDownRequest, Someone};
use crate::desk::State;
use crate::room::{Room, Seat, device_of};
use crate::signing::Pen;
use crate::{Error, Result, Surroundings};

/// Sections that a new newsroom starts with; its admin changes them.
const FIRST_SECTIONS: [&str; 6] = ["World", "City", "Money", "Sport", "Culture", "Opinion"];

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
        State::Shut(folder) => found.newsroom = Some(shut(folder)?),
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
    let kept = surroundings
        .last_newsroom
        .as_deref()
        .and_then(|file| std::fs::read_to_string(file).ok());
    let last = kept.map(|folder| PathBuf::from(folder.trim()));
    let known = last
        .into_iter()
        .chain([surroundings.default_folder.clone()]);
    known
        .into_iter()
        .find(|folder| folder.join(store::FILE_NAME).exists())
}

/// Keeps which newsroom is open. Losing this costs a click, so a disk that refuses it stops nobody.
fn keep_as_last(surroundings: &Surroundings, folder: &Path) {
    if let Some(file) = &surroundings.last_newsroom {
        let _ = file.parent().map(std::fs::create_dir_all);
        let _ = std::fs::write(file, folder.display().to_string());
    }
}

/// Makes a newsroom and seats its founder, who is chief and admin.
pub(crate) fn create_newsroom(
    state: &mut State,
    surroundings: &Arc<Surroundings>,
    request: &CreateNewsroomRequest,
) -> Result<Opening> {
    let name = required(&request.name, "newsroom")?;
    let founder = required(&request.person, "person")?;
    if request.passphrase.is_empty() {
        return Err(Error::PassphraseNeeded);
    }
    let rule = request.second_reader.as_str();
    let second_reader = SecondReader::from_name(rule).ok_or_else(|| Error::UnknownRule {
        rule: rule.to_owned(),
    })?;
    let zone = if request.zone.trim().is_empty() {
        surroundings.laptop_zone.clone()
    } else {
        request.zone.trim().to_owned()
    };
    if !newsroom::is_zone(&zone) {
        return Err(newsroom::Error::UnknownZone { zone }.into());
    }
    let folder = if request.folder.trim().is_empty() {
        surroundings.default_folder.clone()
    } else {
        PathBuf::from(request.folder.trim())
    };

    let dice = |_: &str| -> [u8; 32] {
        let mut bytes = [0; 32];
        (surroundings.chance)(&mut bytes);
        bytes
    };
    let (owner, publisher) = (
        SigningKey::from_bytes(&dice("owner")),
        SigningKey::from_bytes(&dice("publisher")),
    );
    let key = SigningKey::from_bytes(&dice("founder"));
    let file_key = FileKey::from_bytes(dice("file"));
    let person = Person::named(PersonId::from_bytes(sixteen(&dice("person"))), &founder);
    let newsroom = NewsroomId::from_bytes(sixteen(&dice("newsroom")));
    let now = (surroundings.clock)();

    // The founder's key file comes first: a file that nobody could open again would be worse than a key to nothing.
    std::fs::create_dir_all(&folder).map_err(|source| Error::folder(&folder, source))?;
    if folder.join(store::FILE_NAME).exists() {
        return Err(store::Error::NewsroomAlreadyHere { path: folder }.into());
    }
    let secrets = Secrets {
        device_seed: key.to_bytes(),
        file_key: file_key.clone(),
        owner_seed: Some(owner.to_bytes()),
    };
    store::write_key_file(
        &folder,
        &sealed(surroundings, &person, &secrets, &request.passphrase)?,
    )?;

    let mut store = Store::create(&folder, &file_key)?;
    let roster = Roster {
        number: 1,
        prev: None,
        name: name.clone(),
        zone,
        owner: owner.verifying_key().to_bytes(),
        second_reader,
        sections: FIRST_SECTIONS.map(str::to_owned).to_vec(),
        outlet: name,
        language: "en-GB".to_owned(),
        members: vec![Member {
            person: person.id,
            device: device_of(&key),
            roles: vec![
                RoleRange::lasting(Role::Chief, 1),
                RoleRange::lasting(Role::Admin, 1),
            ],
            may_approve: true,
        }],
        publishers: vec![device_of(&publisher)],
    };
    store.write(|writer| -> Result<()> {
        let entry = Pen {
            newsroom,
            key: &owner,
            now,
        }
        .sign(writer, Kind::Roster, None, roster.to_bytes())?;
        writer.rosters_mut().put(&entry)?;
        let entry = Pen {
            newsroom,
            key: &key,
            now,
        }
        .sign(writer, Kind::Person, None, person.to_bytes())?;
        writer.people_mut().put(&entry)?;
        writer.local_mut().set("newsroom", newsroom.as_bytes())?;
        writer
            .local_mut()
            .set("publisher-seed", &publisher.to_bytes())?;
        Ok(())
    })?;
    keep_as_last(surroundings, &folder);
    let mut room = enter(surroundings, &folder, store, file_key)?;
    room.seat = Some(Seat {
        person: person.id,
        name: founder,
        key,
        owner: Some(owner),
    });
    *state = State::Open(Box::new(room));
    opening(state, surroundings)
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
    keep_as_last(surroundings, folder);
    if let State::Open(room) = state {
        let key = SigningKey::from_bytes(&secrets.device_seed);
        let owner = secrets.owner_seed.map(|seed| SigningKey::from_bytes(&seed));
        let name = room.name_of(&room.all_people()?, person);
        room.seat = Some(Seat {
            person,
            name,
            key,
            owner,
        });
        room.finish_publishing()?;
    }
    Ok(())
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

fn leave(state: &mut State) -> Result<()> {
    if let State::Open(room) = state {
        room.close_every_text()?;
        room.seat = None;
    }
    Ok(())
}

fn enter(
    surroundings: &Arc<Surroundings>,
    folder: &Path,
    store: Store,
    file_key: FileKey,
) -> Result<Room> {
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
    Ok(Room {
        surroundings: Arc::clone(surroundings),
        folder: folder.to_owned(),
        store,
        file_key,
        newsroom: NewsroomId::from_bytes(newsroom),
        publisher: SigningKey::from_bytes(&publisher),
        seat: None,
        open: BTreeMap::new(),
        trouble: BTreeMap::new(),
        seen_version,
        shift: 0,
    })
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

fn shut(folder: &Path) -> Result<NewsroomHere> {
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
    Ok(NewsroomHere {
        folder: folder.display().to_string(),
        people_here,
        sample: crate::sample::is_sample(folder),
        ..NewsroomHere::default()
    })
}

fn here(room: &Room) -> Result<NewsroomHere> {
    let roster = room.roster()?;
    let mut shut = shut(&room.folder)?;
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
        ..shut
    })
}

/// The names of the roles that a person holds on any device.
pub(crate) fn roles_of(roster: &Roster, person: &str) -> Vec<String> {
    let members = roster
        .members
        .iter()
        .filter(|member| member.person.to_string() == person);
    members
        .flat_map(|member| &member.roles)
        .filter(|range| range.to_seq.is_none())
        .map(|range| range.role.name().to_owned())
        .collect()
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

fn required(text: &str, field: &'static str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        Err(Error::NameNeeded { field })
    } else {
        Ok(text.to_owned())
    }
}

fn sixteen(bytes: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&bytes[..16]);
    half
}
