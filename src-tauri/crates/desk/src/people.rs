//! Author profiles and the staff.
//!
//! A profile is one full statement, signed by whoever saved it; a guest needs no more. Somebody who gets roles also
//! gets a device of their own on this laptop and a line in a new roster, which only the owner key can sign.

use ed25519_dalek::SigningKey;
use newsroom::{Kind, Member, Person, PersonId, Role, RoleRange, Roster, Status};
use store::{Reader, Secrets, StoryFilter, Writer};

use crate::border::{PersonView, SavePersonRequest};
use crate::opening::{roles_of, sealed};
use crate::restored::fate;
use crate::room::{Room, device_of, roster_in_force};
use crate::signing::Pen;
use crate::view::{initials, web_word};
use crate::{Error, Result};

/// How many of a person's newest headlines a profile shows.
const RECENT: usize = 5;

impl Room {
    pub(crate) fn people(&mut self) -> Result<Vec<PersonView>> {
        let here = self.keys_here()?;
        self.store.read(|reader| {
            let roster = roster_in_force(reader)?;
            let stories = credited(reader)?;
            let mut people: Vec<PersonView> = reader
                .people()
                .list()?
                .iter()
                .map(|person| view(person, &roster, &here, &stories))
                .collect();
            people.sort_by_key(|person| person.name.to_lowercase());
            Ok(people)
        })
    }

    /// One profile, by id or name.
    pub(crate) fn person(&mut self, wanted: &str) -> Result<PersonView> {
        let wanted = wanted.trim();
        let people = self.people()?;
        let found = people
            .into_iter()
            .find(|person| person.id == wanted || person.name.eq_ignore_ascii_case(wanted));
        found.ok_or_else(|| Error::NoSuchPerson {
            person: wanted.to_owned(),
        })
    }

    pub(crate) fn save_person(&mut self, request: SavePersonRequest) -> Result<PersonView> {
        let name = request.name.trim().to_owned();
        if name.is_empty() {
            return Err(Error::NameNeeded { field: "person" });
        }
        let status = status(&request.status)?;
        let roles = request
            .roles
            .iter()
            .map(|role| role_named(role))
            .collect::<Result<Vec<_>>>()?;
        let known = self.all_people()?;
        let person = match known
            .iter()
            .find(|person| person.id.to_string() == request.id)
        {
            Some(person) => changed(person.clone(), &request, name, status),
            None if request.id.is_empty() => {
                let fresh = Person::named(PersonId::from_bytes(self.chance()), &name);
                let slug = free_slug(&web_word(&name), &known);
                changed(Person { slug, ..fresh }, &request, name, status)
            }
            None => return Err(Error::NoSuchPerson { person: request.id }),
        };
        let (key, owner) = (self.seat()?.key()?.clone(), self.seat()?.owner.clone());
        let pen = Pen {
            newsroom: self.newsroom,
            key: &key,
            now: self.now(),
        };
        let joins = if roles.is_empty() {
            None
        } else {
            Some(self.joining(&person, roles, &request)?)
        };
        let folder = self.folder.clone();
        let saved = self.store.write(|writer| -> Result<()> {
            let entry = pen.sign(writer, Kind::Person, None, person.to_bytes())?;
            writer.people_mut().put(&entry)?;
            if let (Some(joining), Some(owner)) = (&joins, &owner) {
                store::write_joining_key(&folder, &joining.file, joining.member.device)?;
                let mut roster = roster_in_force(writer)?;
                roster.members.push(joining.member.clone());
                sign_roster(writer, Pen { key: owner, ..pen }, roster)?;
            }
            Ok(())
        });
        let settled = self.settle_keys();
        saved.and(settled)?;
        self.person(&person.id.to_string())
    }

    /// Gives the key of somebody who joined its place, and takes away one whose roster never came.
    ///
    /// The key waits while the roster is written, so a kill leaves nobody without a key and no key of a stranger.
    pub(crate) fn settle_keys(&mut self) -> Result<()> {
        let folder = self.folder.clone();
        if store::joining_keys(&folder)?.is_empty() {
            return Ok(());
        }
        self.store.write(|writer| {
            let roster = roster_in_force(writer)?;
            store::settle_joining_keys(&folder, |key| fate(writer, &roster, key))
        })
    }

    /// Makes guests of names that are not among the people; gives back everybody.
    pub(crate) fn guest(&mut self, name: &str, bio: &str, outlet: &str) -> Result<Person> {
        let known = self.all_people()?;
        let mut person = Person::named(PersonId::from_bytes(self.chance()), name);
        person.slug = free_slug(&web_word(name), &known);
        person.bio = bio.to_owned();
        person.outlet = outlet.to_owned();
        let key = self.seat()?.key()?.clone();
        let pen = Pen {
            newsroom: self.newsroom,
            key: &key,
            now: self.now(),
        };
        self.store.write(|writer| -> Result<()> {
            let entry = pen.sign(writer, Kind::Person, None, person.to_bytes())?;
            Ok(writer.people_mut().put(&entry)?)
        })?;
        Ok(person)
    }

    fn joining(
        &self,
        person: &Person,
        roles: Vec<Role>,
        request: &SavePersonRequest,
    ) -> Result<Joining> {
        if self.seat()?.owner.is_none() {
            return Err(Error::OwnerKeyNeeded);
        }
        if request.passphrase.is_empty() {
            return Err(Error::PassphraseNeeded);
        }
        let key = SigningKey::from_bytes(&self.chance());
        let secrets = Secrets {
            device_seed: key.to_bytes(),
            file_key: self.file_key.clone(),
            owner_seed: None,
        };
        let member = Member {
            person: person.id,
            device: device_of(&key),
            roles: roles
                .into_iter()
                .map(|role| RoleRange::lasting(role, 1))
                .collect(),
            may_approve: request.may_approve,
        };
        Ok(Joining {
            member,
            file: sealed(&self.surroundings, person, &secrets, &request.passphrase)?,
        })
    }

    fn keys_here(&self) -> Result<Vec<PersonId>> {
        store::key_files(&self.folder)?
            .files
            .iter()
            .map(|file| Ok(file.holder()?.person))
            .collect()
    }
}

/// Somebody who gets a device on this laptop.
struct Joining {
    member: Member,
    file: store::KeyFile,
}

/// Signs the next roster with the owner key.
pub(crate) fn sign_roster(writer: &mut Writer<'_>, pen: Pen<'_>, roster: Roster) -> Result<()> {
    let last = writer
        .rosters()
        .list()?
        .into_iter()
        .max_by_key(|(_, roster)| roster.number);
    let next = Roster {
        number: last.as_ref().map_or(0, |(_, roster)| roster.number) + 1,
        prev: last.map(|(entry, _)| entry),
        ..roster
    };
    let entry = pen.sign(writer, Kind::Roster, None, next.to_bytes())?;
    Ok(writer.rosters_mut().put(&entry)?)
}

fn changed(person: Person, request: &SavePersonRequest, name: String, status: Status) -> Person {
    let trimmed = |text: &str| text.trim().to_owned();
    let section = Some(trimmed(&request.section)).filter(|section| !section.is_empty());
    Person {
        name,
        byline_name: trimmed(&request.byline_name),
        bio: trimmed(&request.bio),
        outlet: trimmed(&request.outlet),
        title: trimmed(&request.title),
        beats: request.beats.clone(),
        place: trimmed(&request.place),
        public_contact: trimmed(&request.public_contact),
        private_contact: trimmed(&request.private_contact),
        links: request.links.clone(),
        status,
        section,
        ..person
    }
}

fn status(name: &str) -> Result<Status> {
    match name {
        "" | "active" => Ok(Status::Active),
        "left" => Ok(Status::Left),
        "deceased" => Ok(Status::Deceased),
        "protected" => Ok(Status::Protected),
        _ => Err(Error::UnknownField {
            field: name.to_owned(),
        }),
    }
}

const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Left => "left",
        Status::Deceased => "deceased",
        Status::Protected => "protected",
    }
}

fn role_named(name: &str) -> Result<Role> {
    Role::from_name(name).ok_or_else(|| Error::UnknownRole {
        role: name.to_owned(),
    })
}

/// The address nobody else has: `anna-b`, then `anna-b-2`.
fn free_slug(wanted: &str, known: &[Person]) -> String {
    let taken = |slug: &str| known.iter().any(|person| person.slug == slug);
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|slug| !taken(slug))
        .unwrap_or_default()
}

/// A story that credits people, for the figures on their profiles.
struct Credited {
    names: String,
    headline: String,
    live: bool,
}

fn credited(reader: &Reader<'_>) -> Result<Vec<Credited>> {
    let rows = reader.stories().list(&StoryFilter::default())?;
    let of = |row: store::StoryRow| Credited {
        names: row.credits,
        headline: row.headline,
        live: row.live_state == "live",
    };
    Ok(rows.into_iter().map(of).collect())
}

fn view(person: &Person, roster: &Roster, here: &[PersonId], stories: &[Credited]) -> PersonView {
    let printed = if person.byline_name.is_empty() {
        &person.name
    } else {
        &person.byline_name
    };
    let mine: Vec<&Credited> = stories
        .iter()
        .filter(|story| story.names.split(", ").any(|name| name == printed))
        .collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    PersonView {
        id: person.id.to_string(),
        name: person.name.clone(),
        byline_name: person.byline_name.clone(),
        slug: person.slug.clone(),
        initials: initials(&person.name),
        bio: person.bio.clone(),
        outlet: person.outlet.clone(),
        title: person.title.clone(),
        beats: person.beats.clone(),
        place: person.place.clone(),
        public_contact: person.public_contact.clone(),
        private_contact: person.private_contact.clone(),
        links: person.links.clone(),
        status: status_name(person.status).to_owned(),
        section: person.section.clone().unwrap_or_default(),
        roles: roles_of(roster, &person.id.to_string()),
        here: here.contains(&person.id),
        stories: count(mine.len()),
        live_stories: count(mine.iter().filter(|story| story.live).count()),
        recent: mine
            .iter()
            .take(RECENT)
            .map(|story| story.headline.clone())
            .collect(),
        older_copies: 0,
    }
}
