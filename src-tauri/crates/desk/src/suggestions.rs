//! Suggestions: which are open in a story, and deciding on them.
//!
//! Whoever may change the text decides; what is accepted is then their edit. Whose words they were stays beside the text.

use manuscript::{Decision, Manuscript};

use crate::border::{DecideRequest, Decided, Someone, SuggestionView};
use crate::opening::roles_of;
use crate::room::Room;
use crate::view::{initials, story_id};
use crate::{Error, Result};

impl Room {
    /// The open suggestions of a story, in the order of its text.
    pub(crate) fn suggestions(&mut self, story: &str) -> Result<Vec<SuggestionView>> {
        let story = story_id(story)?;
        let list = match self.open.get(&story) {
            Some(open) => open.manuscript.suggestions(),
            None => self
                .load(story, self.fresh_peer())?
                .manuscript
                .suggestions(),
        };
        let (people, roster) = (self.all_people()?, self.roster()?);
        let someone = |id: &str| {
            let known = people.iter().find(|person| person.id.to_string() == id);
            let name = known.map_or_else(String::new, |person| person.name.clone());
            Someone {
                id: id.to_owned(),
                initials: initials(&name),
                roles: roles_of(&roster, id),
                name,
            }
        };
        let view = |suggestion: manuscript::Suggestion| SuggestionView {
            by: someone(&suggestion.by),
            kind: word(&suggestion.kind),
            field: word(&suggestion.field),
            sid: suggestion.sid,
            at: suggestion.at,
            inserted: suggestion.inserted,
            struck: suggestion.struck,
            set: suggestion.set,
        };
        Ok(list.into_iter().map(view).collect())
    }

    /// Decides on suggestions in the text that a window has open.
    pub(crate) fn decide_suggestions(&mut self, request: &DecideRequest) -> Result<Decided> {
        let decision = decision(&request.how)?;
        let story = story_id(&request.story)?;
        self.refresh_standing(story)?;
        let open = self.open.get(&story).ok_or(Error::TextNotOpen)?;
        open.must_type()?;
        let sids: Vec<&str> = request.sids.iter().map(String::as_str).collect();
        let mut kept = Vec::new();
        let changed = self.take_back(&request.story, &request.version, |manuscript| {
            let decided = manuscript.decide(&sids, None, decision)?;
            kept = decided.kept.into_iter().map(|words| words.words).collect();
            Ok((!decided.step.update.is_empty()).then_some(decided.step))
        })?;
        Ok(Decided { changed, kept })
    }

    /// The same without a window: every suggestion of a story when none is named.
    pub(crate) fn decide_in_story(
        &mut self,
        story: &str,
        sids: Vec<String>,
        how: &str,
    ) -> Result<Decided> {
        let open = self.open_text(story)?;
        let all = || -> Result<Vec<String>> {
            let list = self
                .open
                .get(&story_id(story)?)
                .map(|open| &open.manuscript);
            let list = list.map(Manuscript::suggestions).unwrap_or_default();
            Ok(list.into_iter().map(|suggestion| suggestion.sid).collect())
        };
        let decided = all().and_then(|open_ones| {
            let unknown = sids.iter().find(|sid| !open_ones.contains(sid));
            if let Some(sid) = unknown {
                return Err(Error::NoSuchSuggestion { sid: sid.clone() });
            }
            self.decide_suggestions(&DecideRequest {
                story: story.to_owned(),
                version: open.version,
                sids: if sids.is_empty() { open_ones } else { sids },
                how: how.to_owned(),
            })
        });
        self.close_text(story)?;
        decided
    }
}

fn decision(how: &str) -> Result<Decision> {
    match how {
        "accept" => Ok(Decision::Accept),
        "stand" => Ok(Decision::Stand),
        other => Err(Error::UnknownDecision {
            how: other.to_owned(),
        }),
    }
}

/// A value by the word that it has on the wire.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
