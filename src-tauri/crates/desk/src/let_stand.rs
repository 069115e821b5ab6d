//! Letting one change stand as it was, where two revisions are compared: an edit by difference, of that place alone.

use manuscript::{ChangedLine, Field, Reading, let_block_stand, let_furniture_stand, let_stand};

use crate::border::{LetStandRequest, StoryView};
use crate::room::Room;
use crate::view::story_id;
use crate::{Error, Result};

impl Room {
    /// Whoever may only suggest suggests it; what stands beside the text cannot be suggested.
    pub(crate) fn let_stand(&mut self, request: &LetStandRequest) -> Result<StoryView> {
        let story = story_id(&request.story)?;
        let head = self.load(story, self.fresh_peer())?;
        if head.hash.to_string() != request.seen_hash {
            return Err(Error::ChangedSince);
        }
        let before = self.sealed_reading(story, request.from)?;
        let stands = stands(&before, &head.reading, request)?.ok_or(Error::ChangedSince)?;
        self.open_text(&request.story)?;
        let open = self.open.get(&story).ok_or(Error::TextNotOpen)?;
        let may = match request.furniture {
            Some(_) => open.must_type(),
            None => Ok(()),
        };
        let edited = may.and_then(|()| self.edit_open(story, |now| *now = stands));
        self.close_story(story)?;
        edited?;
        self.story(&request.story)
    }
}

/// The newer reading without the change that was asked for; None where there is no such change.
fn stands(before: &Reading, now: &Reading, request: &LetStandRequest) -> Result<Option<Reading>> {
    let change = request.change.map(|change| change as usize);
    Ok(
        match (request.furniture, &request.field, request.block, change) {
            (Some(at), ..) => let_furniture_stand(before, now, at as usize),
            (None, Some(name), _, Some(change)) => {
                let field = Field::from_name(name).ok_or_else(|| Error::UnknownField {
                    field: name.clone(),
                })?;
                let_stand(before, now, &ChangedLine::Field(field), change)
            }
            (None, None, Some(at), Some(change)) => {
                let_stand(before, now, &ChangedLine::Block(at as usize), change)
            }
            (None, None, Some(at), None) => let_block_stand(before, now, at as usize),
            _ => None,
        },
    )
}
