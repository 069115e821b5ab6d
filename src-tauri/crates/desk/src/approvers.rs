//! Who else may approve a story, so that whoever may not knows whom it waits for.

use newsroom::{Actor, Facts, PersonId, Refusal, Step};

use crate::border::Someone;
use crate::head::Head;
use crate::opening::roles_of;
use crate::room::Room;
use crate::view::initials;
use crate::{Error, Result};

impl Room {
    /// Everybody on the roster, but whoever asks, in whose way only the text stands, if anything.
    pub(crate) fn approvers(
        &self,
        head: &Head,
        people: &[newsroom::Person],
        facts: &Facts,
    ) -> Result<Vec<Someone>> {
        let roster = head.rosters.latest().ok_or(Error::NoRoster)?;
        let me = self.seat.as_ref().map(|seat| seat.person);
        let step = Step::Approve {
            let_stand: Vec::new(),
        };
        let mut found: Vec<PersonId> = Vec::new();
        for member in &roster.members {
            if Some(member.person) == me || found.contains(&member.person) {
                continue;
            }
            let actor = self.next_of(member.device, member.person)?;
            let may = newsroom::may(&step, &actor, &head.state, roster, facts);
            if may.as_ref().err().is_none_or(is_about_the_text) {
                found.push(member.person);
            }
        }
        let view = |person: PersonId| {
            let name = self.name_of(people, person);
            Someone {
                id: person.to_string(),
                initials: initials(&name),
                roles: roles_of(roster, &person.to_string()),
                name,
            }
        };
        Ok(found.into_iter().map(view).collect())
    }

    /// Somebody as the author of the next entry of their own log.
    fn next_of(&self, device: newsroom::DeviceId, person: PersonId) -> Result<Actor> {
        self.store
            .read(|reader| crate::facts::next_author(reader, device, Some(person)))
    }
}

/// What is asked of the text once whoever approves may.
fn is_about_the_text(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::SuggestionsOpen { .. }
            | Refusal::TkOpen { .. }
            | Refusal::QueryOpen { .. }
            | Refusal::CheckOpen { .. }
            | Refusal::CheckRefused { .. }
            | Refusal::FigureBare { .. }
            | Refusal::RelatedBlocked { .. }
    )
}
