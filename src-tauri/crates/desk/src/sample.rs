//! The sample newsroom: stories at every stage, so that a newcomer sees a working desk in one step.
//!
//! It is an ordinary newsroom in a folder of its own, made through the same use cases as any other; nothing in it is
//! sent anywhere. Its past is told by the clock's shift, oldest first, so that times read as they would on a real day.

use std::path::Path;
use std::sync::Arc;

use ed25519_dalek::SigningKey;

use crate::border::{
    AddTargetRequest, BringInRequest, CreateNewsroomRequest, EditRequest, Opening,
    SavePersonRequest, StepRequest, TypedTime,
};
use crate::desk::State;
use crate::founding;
use crate::opening;
use crate::room::{Room, Seat};
use crate::{Error, Result, Surroundings};

/// The passphrase of everybody in the sample; it guards nothing.
const PASSPHRASE: &str = "sample";
const FOLDER: &str = "Sample newsroom";
const SITE: &str = "Sample site";
const EDITOR: &str = "Desk editor";
const REPORTERS: [(&str, &str); 3] = [
    ("Caroline Finnegan", "World"),
    ("City reporter", "City"),
    ("Money reporter", "Money"),
];
const BIO: &str = "A professionnal journalist for the past ten years, I cover global news and economic affairs for The Chief Observer.";
const MINUTE: i64 = 60_000;

/// A story of the sample: who wrote it, when it came in, and what happened to it since.
struct Told {
    slugline: &'static str,
    text: &'static str,
    by: &'static str,
    minutes_ago: i64,
    then: &'static [Then],
}

/// A step of the sample's past: by whom, how many minutes ago, and what.
struct Then(&'static str, i64, What);

enum What {
    Step(&'static str, &'static str),
    Standfirst(&'static str),
    Publish,
    EmbargoInHours(i64),
    ScheduleInMinutes(i64),
}

use What::{EmbargoInHours, Publish, ScheduleInMinutes, Standfirst, Step};

const CITY: &str = "City reporter";
const MONEY: &str = "Money reporter";
const WORLD: &str = "Caroline Finnegan";

const STORIES: [Told; 10] = [
    Told {
        slugline: "PYONGYANG-PARADE",
        text: include_str!("sample/pyongyang-parade.md"),
        by: WORLD,
        minutes_ago: 400,
        then: &[
            Then(WORLD, 380, Step("file", "For the morning page")),
            Then(EDITOR, 350, Step("approve", "")),
            Then(EDITOR, 320, Publish),
        ],
    },
    Told {
        slugline: "BRIDGE-CLOSED",
        text: include_str!("sample/bridge-closed.md"),
        by: CITY,
        minutes_ago: 310,
        then: &[
            Then(CITY, 300, Step("file", "")),
            Then(EDITOR, 172, Step("spike", "Overtaken by events")),
        ],
    },
    Told {
        slugline: "POST-OFFICE-HOURS",
        text: include_str!("sample/post-office-hours.md"),
        by: CITY,
        minutes_ago: 170,
        then: &[Then(
            CITY,
            160,
            Step("file", "Figures checked with the press office"),
        )],
    },
    Told {
        slugline: "NIGHT-BUSES",
        text: include_str!("sample/night-buses.md"),
        by: CITY,
        minutes_ago: 150,
        then: &[
            Then(CITY, 130, Step("file", "")),
            Then(EDITOR, 90, Step("take", "")),
            Then(
                EDITOR,
                60,
                Standfirst("Six lines become four, and each waits for the last train"),
            ),
        ],
    },
    Told {
        slugline: "HARVEST-FIGURES",
        text: include_str!("sample/harvest-figures.md"),
        by: MONEY,
        minutes_ago: 125,
        then: &[
            Then(MONEY, 118, Step("file", "")),
            Then(EDITOR, 110, EmbargoInHours(3)),
            Then(EDITOR, 100, Step("approve", "")),
        ],
    },
    Told {
        slugline: "RAIN-WARNING",
        text: include_str!("sample/rain-warning.md"),
        by: CITY,
        minutes_ago: 95,
        then: &[
            Then(CITY, 85, Step("file", "")),
            Then(EDITOR, 50, Step("approve", "")),
        ],
    },
    Told {
        slugline: "FERRY-TIMETABLE",
        text: include_str!("sample/ferry-timetable.md"),
        by: CITY,
        minutes_ago: 80,
        then: &[
            Then(CITY, 70, Step("file", "")),
            Then(
                EDITOR,
                40,
                Step(
                    "send_back",
                    "Which crossing on Sundays? One TK is still open.",
                ),
            ),
        ],
    },
    Told {
        slugline: "WHEAT-PRICES",
        text: include_str!("sample/wheat-prices.md"),
        by: MONEY,
        minutes_ago: 65,
        then: &[Then(
            MONEY,
            27,
            Step("file", "Export figures follow on Friday"),
        )],
    },
    Told {
        slugline: "SCHOOL-MEALS",
        text: include_str!("sample/school-meals.md"),
        by: CITY,
        minutes_ago: 45,
        then: &[
            Then(CITY, 35, Step("file", "")),
            Then(EDITOR, 20, Step("approve", "")),
            Then(EDITOR, 10, ScheduleInMinutes(3)),
        ],
    },
    Told {
        slugline: "MARKET-CLOSE",
        text: include_str!("sample/market-close.md"),
        by: MONEY,
        minutes_ago: 8,
        then: &[],
    },
];

pub(crate) fn is_sample(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name == FOLDER)
}

/// Opens the sample, making it the first time; whoever opens it is its desk editor.
pub(crate) fn open_sample(state: &mut State, surroundings: &Arc<Surroundings>) -> Result<Opening> {
    let folder = surroundings.default_folder.join(FOLDER);
    if folder.join(store::FILE_NAME).exists() {
        opening::open_folder(state, surroundings, &folder)?;
        let request = crate::border::SitDownRequest {
            person: EDITOR.to_owned(),
            passphrase: PASSPHRASE.to_owned(),
        };
        return opening::sit_down(state, surroundings, &request);
    }
    let site = folder.join(SITE);
    let founded = founding::found(surroundings, &request(&folder, surroundings))?;
    let told = founded.furnished(surroundings, |room| room.tell(&site))?;
    told.open(state, surroundings)
}

fn request(folder: &Path, surroundings: &Surroundings) -> CreateNewsroomRequest {
    CreateNewsroomRequest {
        folder: folder.display().to_string(),
        name: "The Chief Observer".to_owned(),
        person: EDITOR.to_owned(),
        second_reader: "two_people".to_owned(),
        zone: surroundings.laptop_zone.clone(),
        passphrase: PASSPHRASE.to_owned(),
    }
}

/// The folder that the sample publishes into, empty whatever an interrupted attempt has left there.
fn make_site(site: &Path) -> Result<()> {
    let made = std::fs::remove_dir_all(site)
        .or_else(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })
        .and_then(|()| std::fs::create_dir_all(site));
    made.map_err(|source| Error::folder(site, source))
}

impl Room {
    fn tell(&mut self, site: &Path) -> Result<()> {
        make_site(site)?;
        let request = AddTargetRequest {
            name: "Sample site".to_owned(),
            profile: "hugo".to_owned(),
            folder: site.display().to_string(),
        };
        self.add_target(&request)?;
        let mut seats = self.hire()?;
        let told = STORIES
            .iter()
            .try_for_each(|story| self.tell_one(story, &mut seats));
        self.shift = 0;
        self.change_to(EDITOR, &mut seats)?;
        told
    }

    /// Everybody of the sample with a key, so that each signs their own past.
    fn hire(&mut self) -> Result<Vec<Seat>> {
        for (name, section) in REPORTERS {
            self.save_person(SavePersonRequest {
                name: name.to_owned(),
                bio: if name == WORLD {
                    BIO.to_owned()
                } else {
                    String::new()
                },
                outlet: "The Chief Observer".to_owned(),
                section: section.to_owned(),
                roles: vec!["reporter".to_owned()],
                passphrase: PASSPHRASE.to_owned(),
                ..SavePersonRequest::default()
            })?;
        }
        let mut seats = Vec::new();
        for file in store::key_files(&self.folder)?.files {
            let holder = file.holder()?;
            if holder.name != EDITOR {
                let secrets = store::open_secrets(&file, PASSPHRASE)?;
                let key = SigningKey::from_bytes(&secrets.device_seed);
                seats.push(Seat::new(
                    holder.person,
                    holder.name.clone(),
                    key,
                    None,
                    true,
                ));
            }
        }
        Ok(seats)
    }

    fn tell_one(&mut self, told: &Told, seats: &mut Vec<Seat>) -> Result<()> {
        self.change_to(told.by, seats)?;
        self.shift = -told.minutes_ago * MINUTE;
        let text = BringInRequest {
            text: Some(told.text.to_owned()),
            format: "markdown".to_owned(),
            ..BringInRequest::default()
        };
        let story = self.bring_in(&text)?.story;
        let set = vec![("slugline".to_owned(), told.slugline.to_owned())];
        self.edit_story(&EditRequest {
            story: story.clone(),
            set,
            ..EditRequest::default()
        })?;
        for Then(by, minutes_ago, what) in told.then {
            self.change_to(by, seats)?;
            self.shift = -minutes_ago * MINUTE;
            self.tell_step(&story, what)?;
        }
        Ok(())
    }

    fn tell_step(&mut self, story: &str, what: &What) -> Result<()> {
        let step = |step: &str| StepRequest {
            story: story.to_owned(),
            step: step.to_owned(),
            ..StepRequest::default()
        };
        let request = match what {
            Step(name, words) => StepRequest {
                note: (*words).to_owned(),
                reason: (*words).to_owned(),
                ..step(name)
            },
            Standfirst(words) => {
                let set = vec![("standfirst".to_owned(), (*words).to_owned())];
                self.edit_story(&EditRequest {
                    story: story.to_owned(),
                    set,
                    ..EditRequest::default()
                })?;
                return Ok(());
            }
            Publish => step("publish"),
            EmbargoInHours(hours) => StepRequest {
                at: Some(self.typed_in(hours * 60)?),
                source: "the ministry".to_owned(),
                terms: "Not before the farmers have been told".to_owned(),
                ..step("set_embargo")
            },
            ScheduleInMinutes(minutes) => StepRequest {
                at: Some(self.typed_in(*minutes)?),
                ..step("schedule")
            },
        };
        self.take_step(&request).map(|_| ())
    }

    /// A wall time this many minutes from the real now.
    fn typed_in(&self, minutes: i64) -> Result<TypedTime> {
        let zone = self.roster()?.zone;
        let at = newsroom::in_zone((self.surroundings.clock)() + minutes * MINUTE, &zone)?;
        Ok(TypedTime {
            local: at.local,
            zone,
            which: Some("earlier".to_owned()),
        })
    }

    fn change_to(&mut self, name: &str, seats: &mut Vec<Seat>) -> Result<()> {
        if self.seat.as_ref().is_some_and(|seat| seat.name == name) {
            return Ok(());
        }
        self.close_every_text()?;
        let index = seats.iter().position(|seat| seat.name == name);
        let next = index
            .map(|index| seats.swap_remove(index))
            .ok_or_else(|| Error::NoKeyHere {
                person: name.to_owned(),
            })?;
        seats.extend(self.seat.replace(next));
        Ok(())
    }
}
