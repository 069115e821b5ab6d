//! What the steps of a story say to somebody who has its text open: what their typing does, and which words are approved.
//!
//! It is read again when another step has come, and not for every key. The rules themselves are `newsroom`'s.

use manuscript::{Batch, ContentHash, Shown};
use newsroom::{Brings, PersonId};

use crate::edits::anchors_only;
use crate::facts;
use crate::head::Head;
use crate::room::{Room, Seat};
use crate::{Error, Result};

/// What somebody's typing may do to a story.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typing {
    Edits,
    Suggests,
    Nothing,
}

/// What the steps of a story say to somebody who types in it.
#[derive(Clone)]
pub(crate) struct Standing {
    pub(crate) log_position: i64,
    pub(crate) typing: Typing,
    pub(crate) approved: Option<(ContentHash, u32)>,
}

impl Typing {
    /// What edits bring to the story from whoever may type so.
    pub(crate) fn brings(self, batches: &[Batch]) -> Brings {
        match self {
            _ if anchors_only(batches) => Brings::Anchors,
            Self::Edits => Brings::Words,
            Self::Suggests | Self::Nothing => Brings::Suggestions,
        }
    }
}

impl Room {
    fn typing(&self, loaded: &Head, seat: &Seat, credited: &[PersonId]) -> Result<Typing> {
        if seat.key().is_err() {
            return Ok(Typing::Nothing);
        }
        Ok(match loaded.state.may_type(seat.person, credited) {
            true => Typing::Edits,
            false if self.may_suggest(loaded, seat)? => Typing::Suggests,
            false => Typing::Nothing,
        })
    }

    pub(crate) fn may_suggest(&self, loaded: &Head, seat: &Seat) -> Result<bool> {
        let roster = loaded.rosters.latest().ok_or(Error::NoRoster)?;
        Ok(newsroom::may_suggest(&facts::actor(self, seat)?, roster))
    }

    pub(crate) fn standing(&self, loaded: &Head) -> Result<Standing> {
        let seat = self.seat()?;
        let credited = facts::credited(&loaded.furniture);
        Ok(Standing {
            log_position: loaded.log_position,
            typing: self.typing(loaded, seat, &credited)?,
            approved: loaded
                .state
                .approval
                .as_ref()
                .map(|approval| (ContentHash(approval.content_hash), approval.revision)),
        })
    }
}

impl Standing {
    /// The hash is taken only where an approval hangs on it.
    pub(crate) fn held_by(&self, shown: &Shown) -> Option<u32> {
        self.approved.and_then(|_| self.holds(shown.hash()))
    }

    pub(crate) fn holds(&self, head: ContentHash) -> Option<u32> {
        self.approved
            .filter(|(hash, _)| *hash == head)
            .map(|(_, revision)| revision)
    }
}
