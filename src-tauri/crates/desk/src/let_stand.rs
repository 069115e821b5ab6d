//! Letting one change stand as it was, where two revisions are compared: an edit by difference, of that place alone.

use manuscript::{ChangedLine, Field, let_stand};

use crate::border::{LetStandRequest, StoryView};
use crate::room::Room;
use crate::view::story_id;
use crate::{Error, Result};

impl Room {
    /// Whoever may only suggest suggests it.
    pub(crate) fn let_stand(&mut self, request: &LetStandRequest) -> Result<StoryView> {
        let story = story_id(&request.story)?;
        let head = self.load(story, self.fresh_peer())?;
        if head.hash.to_string() != request.seen_hash {
            return Err(Error::ChangedSince);
        }
        let before = self.sealed_reading(story, request.from)?;
        let change = request.change as usize;
        let stands = let_stand(&before, &head.reading, &place(request)?, change);
        let stands = stands.ok_or(Error::ChangedSince)?;
        self.open_text(&request.story)?;
        let edited = self.edit_open(story, |now| *now = stands);
        self.close_story(story)?;
        edited?;
        self.story(&request.story)
    }
}

fn place(request: &LetStandRequest) -> Result<ChangedLine> {
    match (&request.field, request.block) {
        (Some(name), _) => Field::from_name(name)
            .map(ChangedLine::Field)
            .ok_or_else(|| Error::UnknownField {
                field: name.clone(),
            }),
        (None, block) => Ok(ChangedLine::Block(block.unwrap_or_default() as usize)),
    }
}
