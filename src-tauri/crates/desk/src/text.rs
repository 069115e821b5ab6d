//! The text of an open story: typing that is on the disk before it is acknowledged, offers of what others wrote, undo.
//!
//! One window has one story open once. Its document here changes only by what that window sends or accepts, so the
//! window's text and this one are the same at every version. What others write waits in the log and the journal until
//! the window asks.
//!
//! Not here: when a working spell becomes a signed entry (`seal`), who may type (`standing`), and what typing may do to an
//! approval (`head`).

use std::collections::BTreeSet;

use manuscript::{Batch, By, Fault, Manuscript, Merged, Setting, Shown, TwoVersions, Update};
use newsroom::{Brings, StoryId};
use store::Writer;

use crate::border::{ApplyTextRequest, OpenText, Place, TextChanged, TextKept, TextOffer};
use crate::edits::is_typing;
use crate::head::{self, Head};
use crate::length::Length;
use crate::room::{Room, put_place};
use crate::standing::{Standing, Typing};
use crate::view::{rfc3339, story_id};
use crate::{Error, Result};

/// Keys that follow one another within this time, in milliseconds, are one step for undo: longer than the gap between
/// two letters of somebody who types with two fingers, shorter than the pause for a thought.
const BURST: i64 = 700;

/// A story whose text a window has open.
pub(crate) struct OpenStory {
    pub(crate) manuscript: Manuscript,
    /// Counts up by one with every change that the window has.
    version: u64,
    /// The last typing that was kept, by its batch id, for a window that lost the answer.
    last: Option<(String, TextKept)>,
    /// What the document holds and the disk has not taken yet: whatever it takes next builds on that, so it goes first.
    unkept: Vec<Unkept>,
    /// The typing among it, by its batch id; the window sends that again.
    unkept_batch: Option<String>,
    length: Length,
    offer: Option<Offered>,
    /// How the story stood when its steps were last read, and up to which entry that was.
    standing: Standing,
    /// When the first and the last unsealed key was kept; milliseconds since 1970.
    pub(crate) first_key: Option<i64>,
    pub(crate) last_key: i64,
    /// Whether the last edit was keys; a paste is a step of its own.
    last_was_typing: bool,
    /// The revision whose approval the head holds now; `None` when none does.
    holds: Option<u32>,
    /// Places where a merge kept two versions and that nobody is asked about yet.
    pub(crate) unasked: Vec<TwoVersions>,
}

/// A change that the document holds and the disk does not.
struct Unkept {
    update: Update,
    brings: Brings,
}

struct Offered {
    number: u64,
    updates: Vec<Vec<u8>>,
}

impl Room {
    pub(crate) fn open_text(&mut self, story: &str) -> Result<OpenText> {
        let story = story_id(story)?;
        self.seat()?;
        if self.open.contains_key(&story) {
            self.close_story(story)?;
        }
        self.seal_left_behind(story)?;
        let peer = self.fresh_peer();
        let loaded = self.load(story, peer)?;
        let standing = self.standing(&loaded)?;
        let holds = standing.holds(loaded.hash);
        let answer = OpenText {
            story: story.to_string(),
            version: "0".to_owned(),
            peer: peer.to_string(),
            fields: loaded.manuscript.text(),
            may_type: standing.typing == Typing::Edits,
            may_suggest: standing.typing == Typing::Suggests,
            caret: self
                .place()?
                .filter(|place| place.story.as_deref() == Some(&story.to_string()))
                .and_then(|place| place.caret),
        };
        let open = OpenStory {
            length: Length::of(&loaded.manuscript),
            manuscript: loaded.manuscript,
            version: 0,
            last: None,
            unkept: Vec::new(),
            unkept_batch: None,
            offer: None,
            standing,
            first_key: None,
            last_key: self.now(),
            last_was_typing: false,
            holds,
            unasked: Vec::new(),
        };
        self.open.insert(story, open);
        Ok(answer)
    }

    pub(crate) fn apply_text(&mut self, request: &ApplyTextRequest) -> Result<TextKept> {
        let story = story_id(&request.story)?;
        self.seat()?.key()?;
        self.refresh_standing(story)?;
        let now = self.now();
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        if let Some((batch, kept)) = &open.last
            && *batch == request.batch
        {
            return Ok(kept.clone());
        }
        open.expect(&request.version)?;
        let typing = open.typing()?;
        open.offer = None;
        if open.unkept_batch.as_ref() != Some(&request.batch) {
            let edits = typing == Typing::Edits;
            let brings = typing.brings(&request.batches);
            open.length
                .has_room(&open.manuscript, &request.batches, edits)?;
            if brings == Brings::Words {
                self.fix_address(story)?;
            }
            let (person, at) = (self.seat()?.person.to_string(), rfc3339(now));
            let by = By {
                person: &person,
                at: &at,
            };
            let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
            let is_typing = brings != Brings::Anchors && is_typing(&request.batches);
            let joins = is_typing && open.last_was_typing && now - open.last_key < BURST;
            open.manuscript.join_steps(joins);
            open.last_was_typing = is_typing;
            let update = match typing {
                Typing::Edits => open.manuscript.apply_by(&request.batches, by)?,
                _ => open
                    .manuscript
                    .apply_suggesting(&request.batches, by)
                    .map_err(no_longer_theirs)?,
            };
            open.length.follow(&request.batches, edits);
            open.unkept.push(Unkept { update, brings });
            open.unkept_batch = Some(request.batch.clone());
        }
        let caret = Place {
            view: "write".to_owned(),
            story: Some(request.story.clone()),
            caret: request.caret,
        };
        let kept = self.keep_with(story, Some(&caret))?;
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        open.version += 1;
        let kept = TextKept {
            version: open.version.to_string(),
            ..kept
        };
        open.last = Some((request.batch.clone(), kept.clone()));
        Ok(kept)
    }

    pub(crate) fn peek_text(&mut self, story: &str, version: &str) -> Result<TextOffer> {
        let story = story_id(story)?;
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        open.expect(version)?;
        let waiting = self
            .store
            .read(|reader| head::updates_lacking(reader, story, &open.manuscript))?;
        let waiting: Vec<&[u8]> = waiting.iter().map(Vec::as_slice).collect();
        let nothing = TextOffer {
            offer: None,
            batch: Batch::default(),
        };
        if waiting.is_empty() {
            return Ok(nothing);
        }
        let offer = open.manuscript.peek(&waiting)?;
        if offer.taken.is_empty() {
            return Ok(nothing);
        }
        let number = open.offer.as_ref().map_or(1, |last| last.number + 1);
        let updates = offer
            .taken
            .iter()
            .filter_map(|taken| waiting.get(*taken))
            .map(|update| update.to_vec())
            .collect();
        open.offer = Some(Offered { number, updates });
        Ok(TextOffer {
            offer: Some(number.to_string()),
            batch: offer.batch,
        })
    }

    pub(crate) fn accept_text(
        &mut self,
        story: &str,
        version: &str,
        offer: &str,
    ) -> Result<TextChanged> {
        let story = story_id(story)?;
        let person = self.seat()?.person.to_string();
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        open.expect(version)?;
        let offered = open
            .offer
            .take()
            .filter(|last| last.number.to_string() == offer)
            .ok_or(Error::OfferGone)?;
        let updates: Vec<&[u8]> = offered.updates.iter().map(Vec::as_slice).collect();
        let before = open.own_suggestions(&person);
        let Merged {
            batch,
            two_versions,
        } = open.manuscript.accept(&updates)?;
        if !before.is_subset(&open.own_suggestions(&person)) {
            // Somebody has decided on one. What became of it is the story's now, and no suggestion of theirs to take back.
            open.manuscript.forget_steps();
        }
        open.length.follow(std::slice::from_ref(&batch), true);
        open.version += 1;
        let shown = open.manuscript.shown();
        let kept = open.weigh(&shown);
        open.holds = open.standing.held_by(&shown);
        let changed = open.changed(batch, &kept);
        open.unasked.extend(two_versions);
        Ok(TextChanged {
            // The words are merged whether or not the disk takes the question now.
            two_versions: self.ask_for_readers(story).unwrap_or(0),
            ..changed
        })
    }

    pub(crate) fn undo_text(&mut self, story: &str, version: &str) -> Result<Option<TextChanged>> {
        self.take_back(story, version, Manuscript::undo)
    }

    pub(crate) fn redo_text(&mut self, story: &str, version: &str) -> Result<Option<TextChanged>> {
        self.take_back(story, version, Manuscript::redo)
    }

    /// Lets the desk itself change the open text; in the hands of somebody who only suggests that is an undo of suggestions.
    pub(crate) fn take_back(
        &mut self,
        story: &str,
        version: &str,
        way: impl FnOnce(&mut Manuscript) -> Result<Option<manuscript::Step>, manuscript::Error>,
    ) -> Result<Option<TextChanged>> {
        let story = story_id(story)?;
        self.seat()?.key()?;
        self.refresh_standing(story)?;
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        open.expect(version)?;
        let typing = open.typing()?;
        open.offer = None;
        let Some(step) = way(&mut open.manuscript)? else {
            return Ok(None);
        };
        open.length.follow(std::slice::from_ref(&step.batch), true);
        open.unkept.push(Unkept {
            update: step.update,
            brings: typing.brings(std::slice::from_ref(&step.batch)),
        });
        // The window does not have it yet. Where the disk refuses, the window hears that it is behind and opens again.
        open.version += 1;
        let kept = self.keep(story)?;
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        Ok(Some(open.changed(step.batch, &kept)))
    }

    /// Once a story has been approved its web address no longer follows the headline: it is fixed by the next person
    /// who types, in the same breath.
    fn fix_address(&mut self, story: StoryId) -> Result<()> {
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        if open.standing.approved.is_none() {
            return Ok(());
        }
        let furniture = open.manuscript.furniture();
        if !furniture.web_address_fixed {
            let fixed = open
                .manuscript
                .set(&[Setting::WebAddress(furniture.web_address)])?;
            open.hold(fixed, Brings::Words);
        }
        Ok(())
    }

    /// Changes the open document by something else than typing, and puts that onto the disk.
    pub(crate) fn change_open(
        &mut self,
        story: StoryId,
        change: impl FnOnce(&mut Manuscript) -> Result<Option<Update>>,
    ) -> Result<()> {
        self.seat()?.key()?;
        self.refresh_standing(story)?;
        self.open
            .get(&story)
            .ok_or(Error::TextNotOpen)?
            .must_type()?;
        self.fix_address(story)?;
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        let update = change(&mut open.manuscript)?;
        if let Some(update) = update {
            open.hold(update, Brings::Words);
        }
        self.keep(story)?;
        Ok(())
    }

    /// Puts what the open document holds onto the disk, with what the desk list shows of it.
    pub(crate) fn keep(&mut self, story: StoryId) -> Result<TextKept> {
        self.keep_with(story, None)
    }

    /// Typing waits for the disk once, and there for as little as can be: the story's row follows at the
    /// first key of a spell and at its end, and with every key only where an approval hangs on the words.
    fn keep_with(&mut self, story: StoryId, caret: Option<&Place>) -> Result<TextKept> {
        let now = self.now();
        let (device, newsroom) = (self.seat()?.device(), self.newsroom);
        let open = self.open.get_mut(&story).ok_or(Error::TextNotOpen)?;
        let shown = open.manuscript.shown();
        let kept = open.weigh(&shown);
        let peer = open.manuscript.peer();
        let goes_on = caret.is_some() && open.first_key.is_some();
        let row_follows = !goes_on || open.standing.approved.is_some();
        self.store.write(|writer: &mut Writer<'_>| -> Result<()> {
            let mut journal = writer.journal_mut();
            for kept in open.unkept.iter().filter(|kept| !kept.update.is_empty()) {
                let Unkept { update, brings } = kept;
                journal.append(story, device, peer, &update.0, now, *brings)?;
            }
            if let Some(caret) = caret {
                put_place(writer, caret)?;
            }
            if row_follows {
                head::put_head(writer, newsroom, story, &shown, kept.words, now)?;
            }
            Ok(())
        })?;
        open.unkept.clear();
        open.unkept_batch = None;
        open.holds = open.standing.held_by(&shown);
        open.first_key.get_or_insert(now);
        open.last_key = now;
        Ok(kept)
    }

    /// Reads the story's steps again when another step has come since.
    pub(crate) fn refresh_standing(&mut self, story: StoryId) -> Result<()> {
        let Some(open) = self.open.get(&story) else {
            return Err(Error::TextNotOpen);
        };
        let position = self
            .store
            .read(|reader| Ok::<_, Error>(reader.log().story_position(story)?))?;
        if position != open.standing.log_position {
            let peer = self.fresh_peer();
            let loaded = self.load(story, peer)?;
            self.stands_as(&loaded)?;
        }
        Ok(())
    }

    /// What a story that was just read says to whoever has its text open.
    pub(crate) fn stands_as(&mut self, loaded: &Head) -> Result<()> {
        if self.open.contains_key(&loaded.story) {
            let standing = self.standing(loaded)?;
            if let Some(open) = self.open.get_mut(&loaded.story) {
                if open.standing.typing == Typing::Edits && standing.typing != Typing::Edits {
                    // What was edited before is no longer this person's to take back.
                    open.manuscript.forget_steps();
                }
                open.standing = standing;
                open.holds = match open.standing.approved {
                    Some(_) => open.standing.held_by(&open.manuscript.shown()),
                    None => None,
                };
            }
        }
        Ok(())
    }
}

/// Keys that are no suggestion come from a window that has not heard yet that its person only suggests by now.
fn no_longer_theirs(error: manuscript::Error) -> Error {
    match error {
        manuscript::Error::Malformed {
            fault: Fault::NotSuggested,
            ..
        } => Error::MayNotType,
        other => other.into(),
    }
}

impl OpenStory {
    /// An error when whoever has the story open may not change it directly now.
    pub(crate) fn must_type(&self) -> Result<()> {
        match self.standing.typing {
            Typing::Edits => Ok(()),
            Typing::Suggests | Typing::Nothing => Err(Error::MayNotType),
        }
    }

    /// Whether what is typed here is a suggestion.
    pub(crate) fn suggests(&self) -> bool {
        self.standing.typing == Typing::Suggests
    }

    /// What whoever has it open suggests here and nobody has decided on; nothing for those who edit.
    fn own_suggestions(&self, person: &str) -> BTreeSet<String> {
        if !self.suggests() {
            return BTreeSet::new();
        }
        let all = self.manuscript.suggestions().into_iter();
        all.filter(|suggestion| suggestion.by == person)
            .map(|suggestion| suggestion.sid)
            .collect()
    }

    /// Takes in what the document just became, for the disk to take next.
    pub(crate) fn hold(&mut self, update: Update, brings: Brings) {
        self.length = Length::of(&self.manuscript);
        self.unkept.push(Unkept { update, brings });
    }

    /// An error when whoever has the story open may only read it now.
    fn typing(&self) -> Result<Typing> {
        match self.standing.typing {
            Typing::Nothing => Err(Error::MayNotType),
            typing => Ok(typing),
        }
    }

    fn expect(&self, version: &str) -> Result<()> {
        if version == self.version.to_string() {
            return Ok(());
        }
        Err(Error::VersionBehind {
            window: version.to_owned(),
            desk: self.version.to_string(),
        })
    }

    /// Counts the words and says what the head means for an approval, compared with the last time.
    fn weigh(&self, shown: &Shown) -> TextKept {
        let (voided, counts_again) = match (self.holds, self.standing.held_by(shown)) {
            (Some(revision), None) => (Some(revision), None),
            (None, Some(revision)) => (None, Some(revision)),
            _ => (None, None),
        };
        TextKept {
            version: self.version.to_string(),
            words: head::count(&shown.reading),
            voided,
            counts_again,
        }
    }

    fn changed(&self, batch: Batch, kept: &TextKept) -> TextChanged {
        let TextKept {
            words,
            voided,
            counts_again,
            ..
        } = *kept;
        TextChanged {
            version: self.version.to_string(),
            batch,
            words,
            voided,
            counts_again,
            two_versions: 0,
        }
    }
}
