//! First run: a newsroom is made whole or not at all, its file, its roster, its founder's key.
//!
//! Everything is made aside and comes to its place at the end, so whoever is interrupted finds nothing and begins
//! again.

use std::path::PathBuf;
use std::sync::Arc;

use ed25519_dalek::SigningKey;
use newsroom::{Kind, Member, NewsroomId, Person, PersonId, Role, RoleRange, Roster, SecondReader};
use store::{FileKey, Making, Secrets, Store};

use crate::border::{CreateNewsroomRequest, Opening};
use crate::desk::State;
use crate::opening::{self, sealed};
use crate::room::{Room, device_of};
use crate::signing::Pen;
use crate::{Error, Result, Surroundings};

/// Sections that a new newsroom starts with; its admin changes them.
const FIRST_SECTIONS: [&str; 6] = ["World", "City", "Money", "Sport", "Culture", "Opinion"];

/// A newsroom that is made and has not come to its place.
pub(crate) struct Founded {
    /// Closed before what it lies in is swept or settled.
    store: Store,
    making: Making,
    folder: PathBuf,
    founder: PersonId,
    secrets: Secrets,
}

/// Makes a newsroom and seats its founder, who is chief and admin.
pub(crate) fn create_newsroom(
    state: &mut State,
    surroundings: &Arc<Surroundings>,
    request: &CreateNewsroomRequest,
) -> Result<Opening> {
    found(surroundings, request)?.open(state, surroundings)
}

/// Makes a newsroom with its founder, and nothing else in it.
pub(crate) fn found(
    surroundings: &Surroundings,
    request: &CreateNewsroomRequest,
) -> Result<Founded> {
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

    let dice = || -> [u8; 32] {
        let mut bytes = [0; 32];
        (surroundings.chance)(&mut bytes);
        bytes
    };
    let [owner, publisher, key] = [(); 3].map(|()| SigningKey::from_bytes(&dice()));
    let person = Person::named(PersonId::from_bytes(sixteen(&dice())), &founder);
    let newsroom = NewsroomId::from_bytes(sixteen(&dice()));
    let secrets = Secrets {
        device_seed: key.to_bytes(),
        file_key: FileKey::from_bytes(dice()),
        owner_seed: Some(owner.to_bytes()),
    };
    let key_file = sealed(surroundings, &person, &secrets, &request.passphrase)?;

    std::fs::create_dir_all(&folder).map_err(|source| Error::folder(&folder, source))?;
    let making = Making::begin(&folder)?;
    store::write_key_file(making.side(), &key_file)?;
    let mut store = Store::create(making.side(), &secrets.file_key)?;
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
        closed_publishers: Vec::new(),
    };
    let now = (surroundings.clock)();
    let pen = |key| Pen { newsroom, key, now };
    store.write(|writer| -> Result<()> {
        let entry = pen(&owner).sign(writer, Kind::Roster, None, roster.to_bytes())?;
        writer.rosters_mut().put(&entry)?;
        let entry = pen(&key).sign(writer, Kind::Person, None, person.to_bytes())?;
        writer.people_mut().put(&entry)?;
        let mut local = writer.local_mut();
        local.set("newsroom", newsroom.as_bytes())?;
        Ok(local.set("publisher-seed", &publisher.to_bytes())?)
    })?;
    Ok(Founded {
        store,
        making,
        folder,
        founder: person.id,
        secrets,
    })
}

impl Founded {
    /// Does work in the newsroom before anybody can see it; its founder sits there.
    pub(crate) fn furnished(
        self,
        surroundings: &Arc<Surroundings>,
        work: impl FnOnce(&mut Room) -> Result<()>,
    ) -> Result<Self> {
        let side = self.making.side().to_owned();
        let file_key = self.secrets.file_key.clone();
        let mut room = opening::enter(surroundings, &side, self.store, file_key)?;
        opening::seat(&mut room, self.founder, &self.secrets)?;
        work(&mut room)?;
        drop(room);
        let store = Store::open(&side, &self.secrets.file_key)?;
        Ok(Self { store, ..self })
    }

    /// Brings the newsroom to its place and seats its founder there.
    pub(crate) fn open(
        self,
        state: &mut State,
        surroundings: &Arc<Surroundings>,
    ) -> Result<Opening> {
        self.store.close()?;
        self.making.settle()?;
        opening::leave(state)?;
        *state = State::Shut(self.folder.clone());
        opening::take_seat(
            state,
            surroundings,
            &self.folder,
            self.founder,
            &self.secrets,
        )?;
        opening::opening(state, surroundings)
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
