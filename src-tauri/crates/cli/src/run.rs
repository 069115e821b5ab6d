//! Each command: arguments in, one use case of the desk, an answer out.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use desk::{
    AddFigureRequest, AddTargetRequest, BringInRequest, BroughtIn, CommentRequest,
    CreateNewsroomRequest, Desk, EditRequest, Error, ExportRequest, Opening, Refused, ReplyRequest,
    ResolveRequest, RestoreRequest, SavePersonRequest, SearchRequest, SitDownRequest, StepRequest,
    Surroundings,
};

use crate::arguments::{
    AddPerson, AddPicture, Arguments, Command, Comment, Diff, Edit, Import, Init, Person, Picture,
    Target,
};
use crate::difference;
use crate::passphrase::{founders_passphrase, new_passphrase, passphrase};
use crate::print;
use crate::sentences::sentence;

pub(crate) fn run(arguments: Arguments) -> Result<(), Error> {
    let Arguments {
        newsroom,
        who,
        json,
        command,
    } = arguments;
    // A script that looks at another newsroom must not change which one the window opens next.
    let desk = Desk::new(Surroundings {
        last_newsroom: None,
        ..Surroundings::real()
    });
    let folder = newsroom.unwrap_or_else(|| desk.default_folder());
    let session = Session { desk, json };
    match command {
        Command::Init(init) => session.init(&folder, init),
        Command::Restore { file } => session.restore(&file, &folder),
        Command::Verify { file: Some(file) } => session.check_audit(&file),
        command => {
            session.sit_down(&folder, who.as_deref())?;
            session.command(command)
        }
    }
}

pub(crate) struct Session {
    pub(crate) desk: Desk,
    pub(crate) json: bool,
}

impl Session {
    fn init(&self, folder: &Path, init: Init) -> Result<(), Error> {
        let passphrase = founders_passphrase(&init.person).map_err(|_| Error::PassphraseNeeded)?;
        let opening = self.desk.create_newsroom(CreateNewsroomRequest {
            folder: folder.display().to_string(),
            name: init.name,
            person: init.person,
            second_reader: init.rule,
            zone: init.zone,
            passphrase,
        })?;
        print::answer(&opening, self.json, |_| folder.display().to_string());
        Ok(())
    }

    fn restore(&self, file: &Path, folder: &Path) -> Result<(), Error> {
        let restored = self.desk.restore(file, folder)?;
        print::answer(&restored, self.json, |_| folder.display().to_string());
        self.note_why_it_waits(&self.desk.open_folder(&folder.display().to_string())?);
        Ok(())
    }

    /// Says why nobody can write here yet, or why nothing fires by itself.
    fn note_why_it_waits(&self, opening: &Opening) {
        let here = opening.newsroom.as_ref();
        let why = here.and_then(|here| here.read_only.clone().or(here.publisher_paused.clone()));
        if let Some(code) = why {
            let params = BTreeMap::new();
            print::note(&sentence(&Refused { code, params }));
        }
    }

    /// With `--as`, that person sits down; without, any key that the passphrase opens will do, and nobody acts.
    fn sit_down(&self, folder: &Path, who: Option<&str>) -> Result<(), Error> {
        self.desk.open_folder(&folder.display().to_string())?;
        let passphrase =
            passphrase(who.unwrap_or("this newsroom")).map_err(|_| Error::PassphraseNeeded)?;
        match who {
            Some(person) => self
                .desk
                .sit_down(SitDownRequest {
                    person: person.to_owned(),
                    passphrase,
                })
                .map(|_| ()),
            None => self.desk.unlock(&passphrase),
        }
    }

    fn command(&self, command: Command) -> Result<(), Error> {
        let (desk, json) = (&self.desk, self.json);
        match command {
            Command::Init(_) | Command::Restore { .. } => Ok(()),
            Command::Person(person) => self.person(person),
            Command::Import(import) => self.import(import),
            Command::List { state } => {
                let mut rows = desk.desk_list()?.rows;
                rows.retain(|row| state.as_ref().is_none_or(|state| *state == row.desk_state));
                print::answer(&rows, json, |rows| print::lines(rows, print::row));
                Ok(())
            }
            Command::Show { story, stash: true } => {
                let stash = desk.stash(&desk.find_story(&story)?)?;
                print::answer(&stash, json, String::clone);
                Ok(())
            }
            Command::Show { story, .. } => {
                let story = desk.story(&desk.find_story(&story)?)?;
                print::answer(&story, json, print::story);
                Ok(())
            }
            Command::Edit(edit) => self.edit(edit),
            Command::Step(step) => self.step(step),
            Command::Pitch(pitch) => self.pitch(pitch),
            Command::Commission(commission) => self.commission(commission),
            Command::Suggestions { story } => {
                let list = desk.suggestions(&desk.find_story(&story)?)?;
                print::answer(&list, json, |list| print::lines(list, print::suggestion));
                Ok(())
            }
            Command::Decide {
                story,
                how,
                suggestions,
            } => {
                let decided = desk.decide_in_story(&desk.find_story(&story)?, suggestions, &how)?;
                print::answer(&decided, json, |decided| decided.kept.join("\n"));
                Ok(())
            }
            Command::Picture(Picture::Add(add)) => self.add_picture(add),
            Command::Comment(comment) => self.comment(comment),
            Command::Reply {
                story,
                comment,
                text,
            } => self.reply(&story, comment, text),
            Command::Resolve {
                story,
                comment,
                reopen,
            } => self.resolve(&story, comment, !reopen),
            Command::Revisions { story } => {
                let revisions = desk.story(&desk.find_story(&story)?)?.revisions;
                print::answer(&revisions, json, |revisions| {
                    print::lines(revisions, print::revision)
                });
                Ok(())
            }
            Command::History { story } => {
                let moments = desk.history(&desk.find_story(&story)?)?.moments;
                print::answer(&moments, json, |moments| {
                    print::lines(moments, print::moment)
                });
                Ok(())
            }
            Command::Revert {
                story,
                revision,
                moment,
            } => {
                let story = desk.restore_text(RestoreRequest {
                    story: desk.find_story(&story)?,
                    entry: moment,
                    revision,
                    name: String::new(),
                })?;
                print::answer(&story, json, print::story);
                Ok(())
            }
            Command::Diff(diff) => self.diff(&diff),
            Command::ShiftNote => self.shift_note(),
            Command::Newslist { date, html, output } => {
                self.newslist(date.as_deref(), html, output)
            }
            Command::Inbox { seen } => self.inbox(seen),
            Command::Shape(shape) => self.shape(shape),
            Command::Target(target) => self.target(target),
            Command::Publish { story, target } => self.take(StepRequest {
                story: desk.find_story(&story)?,
                step: "publish".to_owned(),
                targets: target,
                ..StepRequest::default()
            }),
            Command::PublishDue { watch } => self.publish_due(watch),
            Command::Export {
                story,
                profile,
                draft,
            } => {
                let story = desk.find_story(&story)?;
                print::bytes(&desk.export(ExportRequest {
                    story,
                    profile,
                    draft,
                })?);
                Ok(())
            }
            Command::Search {
                query,
                section,
                by,
                state,
            } => {
                let found = desk.search(SearchRequest {
                    query,
                    section,
                    by,
                    state,
                })?;
                print::answer(&found, json, |found| {
                    print::lines(found, |hit| {
                        format!("{}  {:<24} {}", hit.story, hit.slugline, hit.headline)
                    })
                });
                Ok(())
            }
            Command::Audit { story, output } => self.audit(&story, &output),
            Command::Verify { .. } => {
                let verified = desk.verify()?;
                print::answer(&verified, json, |verified| {
                    let flaws = print::lines(&verified.flaws, print::flaw);
                    format!("{} entries read\n{flaws}", verified.entries)
                });
                verified.sound()
            }
            Command::Rebuild => {
                let rebuilt = desk.rebuild()?;
                print::answer(&rebuilt, json, |rebuilt| {
                    format!("{} stories made anew", rebuilt.stories)
                });
                Ok(())
            }
            Command::Backup { file } => {
                let written = desk.backup(&file)?;
                print::answer(&written, json, |_| file.display().to_string());
                Ok(())
            }
        }
    }

    fn person(&self, person: Person) -> Result<(), Error> {
        match person {
            Person::Add(add) => {
                let added = self.desk.save_person(added(add)?)?;
                print::answer(&added, self.json, print::person);
            }
            Person::List => {
                print::answer(&self.desk.people()?, self.json, |people| {
                    print::lines(people, print::person)
                });
            }
            Person::Show { person } => {
                let shown = self.desk.person(&person)?;
                print::answer(&shown, self.json, |shown| {
                    format!("{}\n{}", print::person(shown), shown.bio)
                });
            }
        }
        Ok(())
    }

    fn import(&self, import: Import) -> Result<(), Error> {
        let hold = import.files.len() > 1;
        let mut brought = Vec::new();
        for file in import.files {
            let story = self.desk.bring_in(BringInRequest {
                path: Some(file.display().to_string()),
                text: None,
                format: import.format.clone(),
                create_people: import.create_people,
            })?;
            if hold {
                self.desk.take_step(StepRequest {
                    story: story.story.clone(),
                    step: "hold".to_owned(),
                    reason: "imported".to_owned(),
                    ..StepRequest::default()
                })?;
            }
            brought.push(story);
        }
        print::answer(&brought, self.json, |brought| {
            print::lines(brought, imported)
        });
        Ok(())
    }

    fn edit(&self, edit: Edit) -> Result<(), Error> {
        let set = edit
            .set
            .iter()
            .map(|pair| split(pair))
            .collect::<Result<Vec<_>, Error>>()?;
        let body = edit
            .body
            .map(|path| self.desk.read_file(&path))
            .transpose()?;
        let story = self.desk.find_story(&edit.story)?;
        let edited = self.desk.edit_story(EditRequest {
            story,
            set,
            body,
            seen_hash: edit.seen,
        })?;
        print::answer(&edited, self.json, print::story);
        Ok(())
    }

    fn add_picture(&self, add: AddPicture) -> Result<(), Error> {
        let story = self.desk.add_figure(AddFigureRequest {
            story: self.desk.find_story(&add.story)?,
            path: add.file,
            alt: add.alt,
            caption: add.caption,
            credit: add.credit,
        })?;
        print::answer(&story, self.json, print::story);
        Ok(())
    }

    fn comment(&self, comment: Comment) -> Result<(), Error> {
        let story = self.desk.comment(CommentRequest {
            story: self.desk.find_story(&comment.story)?,
            anchor: String::new(),
            about: comment.about,
            text: comment.text,
            blocking: comment.blocking,
            mentions: comment.mention,
        })?;
        print::answer(&story, self.json, print::comments);
        Ok(())
    }

    fn reply(&self, story: &str, comment: String, text: String) -> Result<(), Error> {
        let story = self.desk.reply(ReplyRequest {
            story: self.desk.find_story(story)?,
            comment,
            text,
            mentions: Vec::new(),
        })?;
        print::answer(&story, self.json, print::comments);
        Ok(())
    }

    fn resolve(&self, story: &str, comment: String, resolved: bool) -> Result<(), Error> {
        let story = self.desk.resolve_comment(ResolveRequest {
            story: self.desk.find_story(story)?,
            comment,
            resolved,
        })?;
        print::answer(&story, self.json, print::comments);
        Ok(())
    }

    fn diff(&self, diff: &Diff) -> Result<(), Error> {
        let story = self.desk.find_story(&diff.story)?;
        let view = if diff.since_filing {
            self.desk.difference_since_filing(&story)?
        } else {
            self.desk.difference(&story, diff.from, diff.to)?
        };
        match (diff.facts, self.json) {
            (true, true) => print::answer(&view.facts, true, |_| String::new()),
            (true, false) => print::answer(&view, false, difference::facts),
            (false, json) => print::answer(&view, json, difference::lines),
        }
        Ok(())
    }

    fn target(&self, target: Target) -> Result<(), Error> {
        match target {
            Target::Add { name, profile, dir } => {
                let folder = dir.display().to_string();
                let added = self.desk.add_target(AddTargetRequest {
                    name,
                    profile,
                    folder,
                })?;
                print::answer(&added, self.json, |target| {
                    format!("{} → {}", target.name, target.folder)
                });
            }
            Target::List => print::answer(&self.desk.targets()?, self.json, |targets| {
                print::lines(targets, |target| {
                    format!("{} ({}) → {}", target.name, target.profile, target.folder)
                })
            }),
        }
        Ok(())
    }

    fn publish_due(&self, watch: bool) -> Result<(), Error> {
        loop {
            let receipts = self.desk.publish_due()?;
            if !watch {
                print::answer(&receipts, self.json, |receipts| {
                    print::lines(receipts, print::receipt)
                });
                for waiting in self
                    .desk
                    .due()?
                    .iter()
                    .filter(|due| due.late_minutes.is_some())
                {
                    print::note(&print::due(waiting));
                }
                self.note_why_it_waits(&self.desk.opening()?);
                return Ok(());
            }
            for receipt in &receipts {
                print::answer(receipt, self.json, print::receipt);
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    }
}

fn added(add: AddPerson) -> Result<SavePersonRequest, Error> {
    let passphrase = if add.role.is_empty() {
        String::new()
    } else {
        new_passphrase(&add.name).map_err(|_| Error::PassphraseNeeded)?
    };
    Ok(SavePersonRequest {
        name: add.name,
        bio: add.bio,
        outlet: add.outlet,
        title: add.title,
        section: add.section,
        place: add.place,
        roles: add.role,
        may_approve: add.may_approve,
        passphrase,
        ..SavePersonRequest::default()
    })
}

fn imported(brought: &BroughtIn) -> String {
    let parts = print::lines(&brought.article.parts, |part| {
        format!("  {:<12} {}", part.what, part.text)
    });
    let losses = print::lines(&brought.article.losses, |loss| {
        format!("  {}", sentence(loss))
    });
    format!("{}  {}\n{parts}\n{losses}", brought.story, brought.slugline)
}

pub(crate) fn split(pair: &str) -> Result<(String, String), Error> {
    pair.split_once('=')
        .map(|(key, value)| (key.trim().to_owned(), value.to_owned()))
        .ok_or_else(|| Error::UnknownField {
            field: pair.to_owned(),
        })
}
