//! Who else may approve a story as it is now, so that whoever may not knows whom it waits for.

use newsroom::{Actor, Facts, PersonId, Step};

use crate::border::Someone;
use crate::head::Head;
use crate::opening::roles_of;
use crate::room::Room;
use crate::view::initials;
use crate::{Error, Result};

impl Room {
    /// Everybody on the roster for whom the rules let this approval through, but whoever asks.
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
            if newsroom::may(&step, &actor, &head.state, roster, facts).is_ok() {
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
