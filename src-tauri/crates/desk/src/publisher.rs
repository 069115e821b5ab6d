//! Publishing: an approved revision becomes files in a target's folder, once.
//!
//! The order is the safety: guards inside a transaction, a row that says what is about to happen, each file whole by
//! rename, the manifest last (that is the moment it counts), everything read back and compared, the signed entry. What
//! a crash interrupts is finished from the manifest by whoever opens the newsroom next.
//!
//! Not here: the bytes (`press`), the guards (`newsroom`), and when the app or the timer asks (`shell`, `cli`).

mod due;
mod record;
pub(crate) mod site;
mod turn;

use newsroom::{Kind, Refusal, Step, StepEntry, StoryId, Target};
use press::{Receipt, ReceiptFacts};
use serde::{Deserialize, Serialize};
use store::{ReceiptRow, Writer};

use crate::border::{ReceiptView, StepRequest};
use crate::facts;
use crate::head::{self, Head};
use crate::room::{Room, device_of};
use crate::signing::Pen;
use crate::steps::sealed_head;
use crate::view::{rfc3339, story_id};
use crate::{Error, Result};

use turn::Turn;

/// Who acted, where no person did.
pub(crate) const NAME: &str = "publisher";
/// Rows of publications that are under way, by story.
pub(crate) const UNDER_WAY: &str = "publishing/";

/// A publication whose guards have held: everything that its files and its entry need.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct UnderWay {
    story: String,
    /// The device that signs it.
    device: String,
    /// The story's heads in whose past the guard was judged.
    seen: Vec<String>,
    targets: Vec<String>,
    approval: String,
    schedule: Option<String>,
    content_hash: String,
    due: Option<i64>,
    fired_at: i64,
    first_published: String,
}

impl Room {
    /// Nobody else publishes while it is held.
    pub(crate) fn turn_to_publish(&self) -> Result<impl Sized + use<>> {
        Turn::wait(&self.folder)
    }

    pub(crate) fn publish_by_hand(&mut self, request: &StepRequest) -> Result<Vec<ReceiptView>> {
        let story = story_id(&request.story)?;
        let named = if request.targets.is_empty() {
            self.scheduled_targets(story)?
        } else {
            request.targets.clone()
        };
        let targets = self.targets_named(&named)?;
        let signer = self.seat()?.key()?.clone();
        self.publish(story, &targets, &signer, false)
    }

    /// Publishes one story to targets; `unattended` fires its schedule.
    pub(crate) fn publish(
        &mut self,
        story: StoryId,
        targets: &[Target],
        signer: &ed25519_dalek::SigningKey,
        unattended: bool,
    ) -> Result<Vec<ReceiptView>> {
        let _turn = Turn::wait(&self.folder)?;
        self.finish_interrupted()?;
        for target in targets {
            crate::files::check_folder(std::path::Path::new(&target.folder))?;
        }
        let pen = Pen {
            newsroom: self.newsroom,
            key: signer,
            now: self.now(),
        };
        let (peer, person) = (
            self.fresh_peer(),
            self.seat
                .as_ref()
                .map(|seat| seat.person)
                .filter(|_| !unattended),
        );
        let zone = self.roster()?.zone;
        let under_way = self.store.write(|writer| -> Result<UnderWay> {
            let head = if unattended {
                head::load(writer, pen.newsroom, story, peer)?
            } else {
                sealed_head(writer, pen, story, peer)?
            };
            let under_way = prepare(&head, targets, pen, unattended, &zone)?;
            let actor = match person {
                Some(person) => facts::actor_in(writer, pen, person)?,
                None => facts::publisher_in(writer, pen)?,
            };
            let facts = facts::facts(writer, &head, pen.now)?;
            let roster = head.rosters.latest().ok_or(Error::NoRoster)?;
            newsroom::may(&under_way.step()?, &actor, &head.state, roster, &facts)?;
            let row = serde_json::to_vec(&under_way).expect("plain values");
            writer
                .local_mut()
                .set(&format!("{UNDER_WAY}{story}"), &row)?;
            Ok(under_way)
        })?;
        self.carry_out(story, &under_way, targets, pen.now, signer)
    }

    /// Writes the files of a publication and signs it for the targets that have it.
    fn carry_out(
        &mut self,
        story: StoryId,
        under_way: &UnderWay,
        targets: &[Target],
        now: i64,
        signer: &ed25519_dalek::SigningKey,
    ) -> Result<Vec<ReceiptView>> {
        let printed = self.printed(story, under_way)?;
        let mut done = Vec::new();
        let mut failed = None;
        for target in targets {
            match site::write(target, &printed) {
                Ok(written) => done.push((target, written)),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        let names: Vec<String> = done.iter().map(|(target, _)| target.name.clone()).collect();
        let pen = Pen {
            newsroom: self.newsroom,
            key: signer,
            now,
        };
        let peer = self.fresh_peer();
        let receipts: Vec<(Receipt, bool)> = done
            .iter()
            .map(|(target, written)| {
                let facts = ReceiptFacts {
                    target: target.name.clone(),
                    due: under_way.due,
                    fired: under_way.fired_at,
                };
                (
                    Receipt::new(facts, &printed.record, &written.story),
                    written.already_there,
                )
            })
            .collect();
        self.store.write(|writer| -> Result<()> {
            if !names.is_empty() {
                sign_publication(
                    writer,
                    pen,
                    story,
                    peer,
                    &UnderWay {
                        targets: names,
                        ..under_way.clone()
                    },
                    &receipts,
                )?;
            }
            Ok(writer.local_mut().remove(&format!("{UNDER_WAY}{story}"))?)
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        let slugline = &printed.slugline;
        Ok(done
            .iter()
            .zip(&receipts)
            .map(|((target, _), (receipt, there))| view(receipt, slugline, target, *there))
            .collect())
    }

    /// Finishes or forgets what a crash interrupted; what another process is about to finish is left to it.
    pub(crate) fn finish_publishing(&mut self) -> Result<()> {
        self.put_up_notices()?;
        if self.interrupted()?.is_empty() {
            return Ok(());
        }
        match Turn::if_free(&self.folder)? {
            Some(_turn) => self.finish_interrupted(),
            None => Ok(()),
        }
    }

    fn interrupted(&self) -> Result<Vec<(String, Vec<u8>)>> {
        self.store
            .read(|reader| Ok::<_, Error>(reader.local().under(UNDER_WAY)?))
    }

    fn finish_interrupted(&mut self) -> Result<()> {
        for (key, row) in self.interrupted()? {
            let Ok(under_way) = serde_json::from_slice::<UnderWay>(&row) else {
                self.forget(&key)?;
                continue;
            };
            // A folder that cannot be written to keeps nobody from the desk: the row waits and is tried again.
            if let Err(error) = self.finish(&key, &under_way) {
                self.trouble
                    .insert(story_id(&under_way.story)?, error.refused());
            }
        }
        Ok(())
    }

    fn finish(&mut self, key: &str, under_way: &UnderWay) -> Result<()> {
        let signer = match &self.seat {
            Some(seat) if seat.device().to_string() == under_way.device => seat.key()?.clone(),
            _ if device_of(&self.publisher).to_string() == under_way.device => {
                self.publisher.clone()
            }
            // Only the person who published by hand can sign it; the row waits until they sit down.
            _ => return Ok(()),
        };
        let story = story_id(&under_way.story)?;
        let known = self
            .store
            .read(|reader| Ok::<_, Error>(reader.targets().list()?))?;
        let named = |target: &&Target| under_way.targets.contains(&target.name);
        let holding =
            |target: &&Target| site::holds(target, &under_way.story, &under_way.content_hash);
        let targets: Vec<Target> = known
            .iter()
            .filter(named)
            .filter(holding)
            .cloned()
            .collect();
        if targets.is_empty() {
            // The manifest never came, so readers have nothing: whole files without it are taken away again.
            let printed = self.printed(story, under_way)?;
            for target in known.iter().filter(named) {
                site::withdraw_unfinished(target, &printed)?;
            }
            return self.forget(key);
        }
        self.carry_out(story, under_way, &targets, under_way.fired_at, &signer)
            .map(|_| ())
    }

    fn forget(&mut self, key: &str) -> Result<()> {
        self.store
            .write(|writer| Ok(writer.local_mut().remove(key)?))
    }

    fn scheduled_targets(&self, story: StoryId) -> Result<Vec<String>> {
        let head = self.load(story, self.fresh_peer())?;
        Ok(head
            .state
            .schedule
            .map(|schedule| schedule.targets)
            .unwrap_or_default())
    }
}

/// What a publication would say, judged by nobody yet.
fn prepare(
    head: &Head,
    targets: &[Target],
    pen: Pen<'_>,
    unattended: bool,
    zone: &str,
) -> Result<UnderWay> {
    let state = &head.state;
    let now = pen.now;
    let back = state
        .withdrawn
        .as_ref()
        .and_then(|withdrawn| withdrawn.reinstatement.as_ref());
    let back = back.map(|asked| asked.content_hash);
    let (approval, content_hash) = match (&state.approval, &state.live) {
        (_, Some(live)) if back == Some(live.content_hash) => (live.approval, live.content_hash),
        (Some(approval), _) if state.desk != newsroom::DeskState::Idle => {
            (approval.entry, approval.content_hash)
        }
        (_, Some(live)) => (live.approval, live.content_hash),
        (Some(approval), None) => (approval.entry, approval.content_hash),
        (None, None) => return Err(Refusal::NotApproved.into()),
    };
    let schedule = state
        .schedule
        .as_ref()
        .filter(|schedule| unattended || schedule.at.instant <= now);
    let schedule = schedule.filter(|_| state.schedule_counts(head.hash_bytes()));
    if unattended && schedule.is_none() {
        return Err(Refusal::NotScheduled.into());
    }
    let first = schedule.map_or(now, |schedule| schedule.at.instant);
    let first_published = match &state.live {
        Some(live) => live.first_published.clone(),
        None => newsroom::rfc3339(first, zone)?,
    };
    Ok(UnderWay {
        story: head.story.to_string(),
        device: device_of(pen.key).to_string(),
        seen: state.heads.iter().map(ToString::to_string).collect(),
        targets: targets.iter().map(|target| target.name.clone()).collect(),
        approval: approval.to_string(),
        schedule: schedule.map(|schedule| schedule.entry.to_string()),
        content_hash: manuscript::ContentHash(content_hash).to_string(),
        due: schedule.map(|schedule| schedule.at.instant),
        fired_at: now,
        first_published,
    })
}

impl UnderWay {
    fn step(&self) -> Result<Step> {
        let content_hash: manuscript::ContentHash = self.content_hash.parse()?;
        Ok(Step::Publish {
            approval: self.approval.parse()?,
            schedule: self.schedule.as_deref().map(str::parse).transpose()?,
            content_hash: content_hash.0,
            targets: self.targets.clone(),
            due: self.due,
            fired_at: self.fired_at,
            first_published: self.first_published.clone(),
        })
    }
}

fn sign_publication(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    story: StoryId,
    peer: u64,
    under_way: &UnderWay,
    receipts: &[(Receipt, bool)],
) -> Result<()> {
    let head = head::load(writer, pen.newsroom, story, peer)?;
    let seen = under_way
        .seen
        .iter()
        .map(|entry| entry.parse())
        .collect::<Result<Vec<_>, newsroom::Error>>()?;
    let facts = facts::facts(writer, &head, under_way.fired_at)?;
    let entry = StepEntry {
        seen,
        roster: head.rosters.latest().ok_or(Error::NoRoster)?.number,
        frontier: head.manuscript.frontier().0,
        revision: None,
        facts: facts.signed(),
        step: under_way.step()?,
    };
    let entry = pen.sign(writer, Kind::Step, Some(story), entry.to_bytes())?;
    for (receipt, _) in receipts {
        let body = serde_json::to_vec(receipt).expect("a receipt is plain values");
        let row = ReceiptRow {
            entry: entry.id,
            target: receipt.target.clone(),
            story,
            fired_at: receipt.fired,
            body,
        };
        writer.receipts_mut().put(&row)?;
    }
    head::project(writer, pen.newsroom, story, peer)
}

fn view(receipt: &Receipt, slugline: &str, target: &Target, already_there: bool) -> ReceiptView {
    ReceiptView {
        story: receipt.story.clone(),
        slugline: slugline.to_owned(),
        target: receipt.target.clone(),
        revision: receipt.revision,
        content_hash: receipt.content_hash.clone(),
        due: receipt.due.map(rfc3339),
        fired: rfc3339(receipt.fired),
        late_minutes: u32::try_from(receipt.late_minutes).unwrap_or(u32::MAX),
        approved_by: receipt.approved_by.clone(),
        approved_by_author: receipt.approved_by_author,
        files: receipt.files.iter().map(|file| file.path.clone()).collect(),
        folder: target.folder.clone(),
        already_there,
    }
}
