//! A newsroom that was restored from a backup: nobody signs in it with a key that the original may go on using.
//!
//! Two copies that sign with one key would each write an entry of the same number. So every device that the backup
//! knows is left to the original. Whoever keeps the owner key is given a fresh device when they sit down, and the
//! laptop a fresh publisher. Anybody else may read until then: their fresh device waits, vouched for by their old key,
//! and the owner's next roster names it.
//!
//! Not here: unpacking the backup (`store`), and closing the devices of a laptop that was lost.

use std::collections::BTreeSet;
use std::path::Path;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use newsroom::{DeviceId, Member, NewsroomId, Person, PersonId, RoleRange, Roster};
use store::{JoiningKey, KeyFate, Reader, Secrets, Store};

use crate::opening::sealed;
use crate::people::sign_roster;
use crate::publisher::UNDER_WAY;
use crate::room::{Room, device_of, roster_in_force};
use crate::signing::Pen;
use crate::{Error, Result};

/// Why nobody can write in a restored copy yet, as it travels.
pub(crate) const CODE: &str = "restored-copy";
/// The backup that this file was made from, by its sum.
const RESTORED: &str = "restored";
/// The devices that the original goes on using, one id after another.
const LEFT: &str = "left-to-the-original";
/// A fresh device that waits for the owner, under its person: its id and the old device's signature.
const ASKED: &str = "asked/";
const VOUCHING: &[u8] = b"stet fresh device 1\0";

/// Leaves the devices of a newsroom that was only just restored to the original; once for each restoring.
pub(crate) fn leave_devices(store: &mut Store, folder: &Path) -> Result<()> {
    let Some(mark) = store::restored_mark(folder)? else {
        return Ok(());
    };
    store.write(|writer| {
        if writer.local().get(RESTORED)?.as_deref() == Some(mark.as_slice()) {
            return Ok(());
        }
        let roster = roster_in_force(writer)?;
        let members = roster.members.iter().map(|member| member.device);
        let devices = members.chain(roster.publishers.iter().copied());
        let left: Vec<u8> = devices.flat_map(|device| *device.as_bytes()).collect();
        writer.local_mut().set(LEFT, &left)?;
        // What was being published is finished by the original, whose files they are; who asked it for a device waits there.
        for left in [UNDER_WAY, ASKED] {
            for (key, _) in writer.local().under(left)? {
                writer.local_mut().remove(&key)?;
            }
        }
        Ok(writer.local_mut().set(RESTORED, &mark)?)
    })
}

/// Whether a device is the original's, so that nothing may be signed with it here.
pub(crate) fn is_left(reader: &Reader<'_>, device: DeviceId) -> Result<bool> {
    let left = reader.local().get(LEFT)?.unwrap_or_default();
    Ok(left
        .chunks_exact(DeviceId::LENGTH)
        .any(|one| one == device.as_bytes()))
}

/// Whether a waiting key belongs to somebody who asked for a fresh device.
pub(crate) fn has_asked(reader: &Reader<'_>, key: &JoiningKey) -> Result<bool> {
    let asked = reader.local().get(&format!("{ASKED}{}", key.person))?;
    Ok(asked.is_some_and(|asked| asked.starts_with(key.device.as_bytes())))
}

impl Room {
    /// Gives whoever has sat down a device that only this copy has, or asks for one in their name.
    pub(crate) fn renew_seat(&mut self, passphrase: &str) -> Result<()> {
        let Some(seat) = &self.seat else {
            return Ok(());
        };
        let owner = self.roster()?.owner;
        let owns = |key: &SigningKey| key.verifying_key().to_bytes() == owner;
        let owner = seat.owner.clone().filter(owns);
        match (seat.key().is_ok(), owner) {
            (true, None) => Ok(()),
            (true, Some(owner)) => self.let_in(&owner, None),
            (false, None) => self.ask(passphrase),
            (false, Some(owner)) => {
                let fresh = self.fresh_key(passphrase, Some(&owner))?;
                self.let_in(&owner, Some(fresh))
            }
        }
    }

    /// Names in a roster whoever asked, and the owner's own fresh device where there is one.
    fn let_in(&mut self, owner: &SigningKey, own: Option<Fresh>) -> Result<()> {
        let waiting = |reader: &Reader<'_>| Ok::<_, Error>(reader.local().under(ASKED)?);
        if own.is_none() && self.store.read(waiting)?.is_empty() {
            return Ok(());
        }
        let (newsroom, now, folder) = (self.newsroom, self.now(), self.folder.clone());
        let here = device_of(&self.publisher);
        let new_publisher = SigningKey::from_bytes(&self.chance());
        let left_publisher = self.store.write(|writer| -> Result<bool> {
            let mut roster = roster_in_force(writer)?;
            let mut joining = asked(writer, newsroom, &roster)?;
            joining.extend(own.as_ref().map(|fresh| (fresh.old, device_of(&fresh.key))));
            if let Some(fresh) = &own {
                store::write_joining_key(&folder, &fresh.file, device_of(&fresh.key))?;
            }
            for (key, _) in writer.local().under(ASKED)? {
                writer.local_mut().remove(&key)?;
            }
            let left_publisher = own.is_some() && is_left(writer, here)?;
            if left_publisher {
                roster.publishers.push(device_of(&new_publisher));
                writer
                    .local_mut()
                    .set("publisher-seed", &new_publisher.to_bytes())?;
            }
            if joining.is_empty() {
                return Ok(left_publisher);
            }
            for (old, new) in joining {
                let member = renewed(&roster, old, new)?;
                roster.members.push(member);
            }
            let pen = Pen {
                newsroom,
                key: owner,
                now,
            };
            sign_roster(writer, pen, roster)?;
            Ok(left_publisher)
        })?;
        self.settle_keys()?;
        if left_publisher {
            self.publisher = new_publisher;
        }
        if let (Some(seat), Some(fresh)) = (&mut self.seat, own) {
            seat.take_up(fresh.key);
        }
        Ok(store::forget_restored_mark(&self.folder)?)
    }

    /// Leaves a fresh device for the owner to let in.
    fn ask(&mut self, passphrase: &str) -> Result<()> {
        let person = self.seat()?.person;
        let waiting = store::joining_keys(&self.folder)?;
        let mine = waiting.iter().find(|key| key.person == person);
        if let Some(key) = mine
            && self.store.read(|reader| has_asked(reader, key))?
        {
            return Ok(());
        }
        let fresh = self.fresh_key(passphrase, None)?;
        let device = device_of(&fresh.key);
        let words = vouching(self.newsroom, person, device);
        let mut asked = device.as_bytes().to_vec();
        asked.extend(self.seat()?.old_key().sign(&words).to_bytes());
        let folder = self.folder.clone();
        self.store.write(|writer| {
            store::write_joining_key(&folder, &fresh.file, device)?;
            Ok(writer
                .local_mut()
                .set(&format!("{ASKED}{person}"), &asked)?)
        })
    }

    fn fresh_key(&self, passphrase: &str, owner: Option<&SigningKey>) -> Result<Fresh> {
        let seat = self.seat()?;
        let key = SigningKey::from_bytes(&self.chance());
        let known = self.all_people()?;
        let person = known.into_iter().find(|known| known.id == seat.person);
        let person = person.unwrap_or_else(|| Person::named(seat.person, &seat.name));
        let secrets = Secrets {
            device_seed: key.to_bytes(),
            file_key: self.file_key.clone(),
            owner_seed: owner.map(SigningKey::to_bytes),
        };
        Ok(Fresh {
            old: seat.device(),
            file: sealed(&self.surroundings, &person, &secrets, passphrase)?,
            key,
        })
    }

    /// Why whoever sits here can only read, as a code.
    pub(crate) fn read_only(&self) -> Option<String> {
        let cannot = |seat: &crate::room::Seat| seat.key().is_err();
        let cannot = self.seat.as_ref().is_some_and(cannot);
        cannot.then(|| CODE.to_owned())
    }
}

/// A device that nothing was signed with yet, and the one in whose place it comes.
struct Fresh {
    old: DeviceId,
    key: SigningKey,
    file: store::KeyFile,
}

/// What becomes of a key that waits.
pub(crate) fn fate(reader: &Reader<'_>, roster: &Roster, key: &JoiningKey) -> Result<KeyFate> {
    Ok(if roster.person(key.device) == Some(key.person) {
        KeyFate::Joins
    } else if has_asked(reader, key)? {
        KeyFate::Waits
    } else {
        KeyFate::Goes
    })
}

/// Old and fresh devices of those who asked; one for which its old device does not vouch is passed over.
fn asked(
    reader: &Reader<'_>,
    newsroom: NewsroomId,
    roster: &Roster,
) -> Result<Vec<(DeviceId, DeviceId)>> {
    let mut found = Vec::new();
    for (key, words) in reader.local().under(ASKED)? {
        let person = key.strip_prefix(ASKED).and_then(|name| name.parse().ok());
        let Some(person) = person else { continue };
        let fresh = words.split_first_chunk().and_then(|(device, signature)| {
            let fresh = DeviceId::from_bytes(*device);
            let signature = Signature::from_slice(signature).ok()?;
            let vouches = |member: &&Member| {
                let key = VerifyingKey::from_bytes(member.device.as_bytes());
                let words = vouching(newsroom, person, fresh);
                member.person == person
                    && key.is_ok_and(|key| key.verify_strict(&words, &signature).is_ok())
            };
            let old = roster.members.iter().find(vouches)?;
            Some((old.device, fresh))
        });
        found.extend(fresh);
    }
    let known: BTreeSet<DeviceId> = roster.members.iter().map(|member| member.device).collect();
    found.retain(|(_, fresh)| !known.contains(fresh));
    Ok(found)
}

/// The line of a fresh device: the roles that the old one still has, from its first entry on.
fn renewed(roster: &Roster, old: DeviceId, fresh: DeviceId) -> Result<Member> {
    let before = roster.member(old).ok_or(Error::NoRoster)?;
    let lasting = before.roles.iter().filter(|range| range.to_seq.is_none());
    Ok(Member {
        person: before.person,
        device: fresh,
        roles: lasting
            .map(|range| RoleRange {
                from_seq: 1,
                ..range.clone()
            })
            .collect(),
        may_approve: before.may_approve,
    })
}

/// What an old device signs to say that a fresh one is its person's too.
fn vouching(newsroom: NewsroomId, person: PersonId, fresh: DeviceId) -> Vec<u8> {
    [
        VOUCHING,
        newsroom.as_bytes(),
        person.as_bytes(),
        fresh.as_bytes(),
    ]
    .concat()
}
