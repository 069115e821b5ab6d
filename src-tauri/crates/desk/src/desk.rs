//! The door: every use case of Stet, by the name it has in the window and on the command line.
//!
//! A desk is one newsroom on one laptop and, while somebody sits there, one person. Each method takes a request,
//! does one thing in one transaction, and gives back plain values. What the methods do is in the modules beside this
//! one; here they are only listed.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::border::*;
use crate::room::Room;
use crate::{Error, Result, Surroundings};

/// One newsroom on one laptop.
pub struct Desk {
    pub(crate) surroundings: std::sync::Arc<Surroundings>,
    state: Mutex<State>,
}

pub(crate) enum State {
    /// First run.
    Nowhere,
    /// A folder is known; nobody has opened it yet.
    Shut(PathBuf),
    Open(Box<Room>),
}

/// What other processes wrote since it was last asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhere {
    pub changes: Vec<Change>,
    /// Open stories for which words of others wait.
    pub text_waiting: Vec<String>,
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a request is handed over whole to the use case that it asks for"
)]
impl Desk {
    pub fn new(surroundings: Surroundings) -> Self {
        Self {
            surroundings: std::sync::Arc::new(surroundings),
            state: Mutex::new(State::Nowhere),
        }
    }

    pub fn default_folder(&self) -> PathBuf {
        self.surroundings.default_folder.clone()
    }

    // Who is at this desk.

    pub fn opening(&self) -> Result<Opening> {
        let mut state = self.state();
        crate::opening::opening(&mut state, &self.surroundings)
    }

    pub fn create_newsroom(&self, request: CreateNewsroomRequest) -> Result<Opening> {
        let mut state = self.state();
        crate::founding::create_newsroom(&mut state, &self.surroundings, &request)
    }

    pub fn open_sample(&self) -> Result<Opening> {
        let mut state = self.state();
        crate::sample::open_sample(&mut state, &self.surroundings)
    }

    pub fn open_folder(&self, folder: &str) -> Result<Opening> {
        let mut state = self.state();
        crate::opening::open_folder(&mut state, &self.surroundings, Path::new(folder))
    }

    pub fn sit_down(&self, request: SitDownRequest) -> Result<Opening> {
        let mut state = self.state();
        let seated = crate::opening::sit_down(&mut state, &self.surroundings, &request);
        seated.map_err(|error| naming(&state, error))
    }

    /// Opens the newsroom with anybody's passphrase, for work that no person signs.
    pub fn unlock(&self, passphrase: &str) -> Result<()> {
        let mut state = self.state();
        let unlocked = crate::opening::unlock(&mut state, &self.surroundings, passphrase);
        unlocked.map_err(|error| naming(&state, error))
    }

    pub fn leave_desk(&self) -> Result<Opening> {
        let mut state = self.state();
        crate::opening::leave_desk(&mut state, &self.surroundings)
    }

    pub fn remember_place(&self, place: Place) -> Result<()> {
        self.open(|room| room.remember_place(&place))
    }

    // Stories.

    pub fn desk_list(&self) -> Result<DeskView> {
        self.open(Room::desk_list)
    }

    pub fn story(&self, story: &str) -> Result<StoryView> {
        self.open(|room| room.story(story))
    }

    /// The id of the one story that an id, the beginning of one, or a slugline names.
    pub fn find_story(&self, name: &str) -> Result<String> {
        self.open(|room| room.find_story(name))
    }

    pub fn start_story(&self) -> Result<String> {
        self.open(Room::start_story)
    }

    /// What the clipboard holds, as blocks. Writes nothing and needs no newsroom.
    pub fn read_paste(&self, request: PasteRequest) -> Result<PastedView> {
        crate::paste::read_paste(&request)
    }

    pub fn read_article(&self, request: BringInRequest) -> Result<ArticleView> {
        self.open(|room| room.read_article(&request))
    }

    pub fn bring_in(&self, request: BringInRequest) -> Result<BroughtIn> {
        self.open(|room| room.bring_in(&request))
    }

    /// The text of a file that somebody named.
    pub fn read_file(&self, path: &Path) -> Result<String> {
        crate::bring_in::read_text_file(path)
    }

    pub fn edit_story(&self, request: EditRequest) -> Result<StoryView> {
        self.open(|room| room.edit_story(&request))
    }

    pub fn set_furniture(&self, request: SetFurnitureRequest) -> Result<StoryView> {
        self.open(|room| room.set_furniture(request))
    }

    pub fn take_step(&self, request: StepRequest) -> Result<StepTaken> {
        self.open(|room| room.take_step(&request))
    }

    // Pictures.

    /// Keeps a picture; the caller puts it into a text.
    pub fn add_picture(&self, bytes: &[u8]) -> Result<PictureView> {
        self.open(|room| room.add_picture(bytes))
    }

    /// A picture's bytes, by its hash.
    pub fn picture(&self, picture: &str) -> Result<Vec<u8>> {
        self.open(|room| room.picture(picture))
    }

    /// Puts a picture from a file at the end of a story.
    pub fn add_figure(&self, request: AddFigureRequest) -> Result<StoryView> {
        self.open(|room| room.add_figure(&request))
    }

    // Comments.

    pub fn comment(&self, request: CommentRequest) -> Result<StoryView> {
        self.open(|room| room.comment(&request))
    }

    pub fn reply(&self, request: ReplyRequest) -> Result<StoryView> {
        self.open(|room| room.reply(&request))
    }

    pub fn resolve_comment(&self, request: ResolveRequest) -> Result<StoryView> {
        self.open(|room| room.resolve_comment(&request))
    }

    // The text of an open story.

    pub fn open_text(&self, story: &str) -> Result<OpenText> {
        self.open(|room| room.open_text(story))
    }

    pub fn apply_text(&self, request: ApplyTextRequest) -> Result<TextKept> {
        self.open(|room| room.apply_text(&request))
    }

    pub fn peek_text(&self, story: &str, version: &str) -> Result<TextOffer> {
        self.open(|room| room.peek_text(story, version))
    }

    pub fn accept_text(&self, story: &str, version: &str, offer: &str) -> Result<TextChanged> {
        self.open(|room| room.accept_text(story, version, offer))
    }

    pub fn undo_text(&self, story: &str, version: &str) -> Result<Option<TextChanged>> {
        self.open(|room| room.undo_text(story, version))
    }

    pub fn redo_text(&self, story: &str, version: &str) -> Result<Option<TextChanged>> {
        self.open(|room| room.redo_text(story, version))
    }

    /// What was cut from a story and is kept with it.
    pub fn stash(&self, story: &str) -> Result<String> {
        self.open(|room| room.stash(story))
    }

    pub fn suggestions(&self, story: &str) -> Result<Vec<SuggestionView>> {
        self.open(|room| room.suggestions(story))
    }

    pub fn decide_suggestions(&self, request: DecideRequest) -> Result<Decided> {
        self.open(|room| room.decide_suggestions(&request))
    }

    /// Decides on suggestions of a story that no window has open; on all when none is named.
    pub fn decide_in_story(&self, story: &str, sids: Vec<String>, how: &str) -> Result<Decided> {
        self.open(|room| room.decide_in_story(story, sids, how))
    }

    pub fn seal_text(&self, story: &str) -> Result<()> {
        self.open(|room| room.seal_text(story))
    }

    pub fn close_text(&self, story: &str) -> Result<()> {
        self.open(|room| room.close_text(story))
    }

    // Revisions.

    pub fn revision_text(&self, story: &str, revision: u32) -> Result<OpenText> {
        self.open(|room| room.revision_text(story, revision))
    }

    pub fn difference(
        &self,
        story: &str,
        from: Option<u32>,
        to: Option<u32>,
    ) -> Result<DifferenceView> {
        self.open(|room| room.difference(story, from, to))
    }

    /// What has changed since whoever sits here last read it.
    pub fn difference_since_read(&self, story: &str) -> Result<DifferenceView> {
        self.open(|room| room.difference_since_read(story))
    }

    /// What has changed since the story was filed.
    pub fn difference_since_filing(&self, story: &str) -> Result<DifferenceView> {
        self.open(|room| room.difference_since_filing(story))
    }

    /// Lets one change stand as it was.
    pub fn let_stand(&self, request: LetStandRequest) -> Result<StoryView> {
        self.open(|room| room.let_stand(&request))
    }

    pub fn mark_read(&self, story: &str) -> Result<()> {
        self.open(|room| room.mark_read(story))
    }

    /// Every moment of a story's text.
    pub fn history(&self, story: &str) -> Result<HistoryView> {
        self.open(|room| room.history(story))
    }

    pub fn history_text(&self, story: &str, entry: &str) -> Result<MomentText> {
        self.open(|room| room.history_text(story, entry))
    }

    pub fn restore_text(&self, request: RestoreRequest) -> Result<StoryView> {
        self.open(|room| room.restore_text(&request))
    }

    // People.

    pub fn people(&self) -> Result<Vec<PersonView>> {
        self.open(Room::people)
    }

    /// One profile, by id or name.
    pub fn person(&self, person: &str) -> Result<PersonView> {
        self.open(|room| room.person(person))
    }

    pub fn save_person(&self, request: SavePersonRequest) -> Result<PersonView> {
        self.open(|room| room.save_person(request))
    }

    // Publishing.

    pub fn targets(&self) -> Result<Vec<TargetView>> {
        self.open(Room::targets)
    }

    pub fn add_target(&self, request: AddTargetRequest) -> Result<TargetView> {
        self.open(|room| room.add_target(&request))
    }

    /// What happened today, and what the next shift finds.
    pub fn shift_note(&self) -> Result<ShiftNote> {
        self.open(Room::shift_note)
    }

    /// What a day's newslist holds; today's when no day is named.
    pub fn newslist(&self, date: Option<&str>) -> Result<Newslist> {
        self.open(|room| room.newslist(date))
    }

    // What concerns whoever sits here.

    pub fn inbox(&self) -> Result<InboxView> {
        self.open(Room::inbox)
    }

    pub fn mark_seen(&self, request: SeenRequest) -> Result<InboxView> {
        self.open(|room| room.mark_seen(&request))
    }

    pub fn saved_views(&self) -> Result<Vec<SavedView>> {
        self.open(|room| room.saved_views())
    }

    pub fn keep_views(&self, views: Vec<SavedView>) -> Result<Vec<SavedView>> {
        self.open(|room| room.keep_views(views))
    }

    /// What may be shown now to somebody who looks elsewhere; each once.
    pub fn tell(&self, in_front: bool) -> Result<Vec<Telling>> {
        match &mut *self.state() {
            State::Open(room) => room.tells(in_front),
            _ => Ok(Vec::new()),
        }
    }

    pub fn telling(&self) -> Result<TellingChoice> {
        self.open(|room| room.telling())
    }

    pub fn choose_telling(&self, request: TellingChoice) -> Result<TellingChoice> {
        self.open(|room| room.choose_telling(&request))
    }

    // Story shapes.

    pub fn shapes(&self) -> Result<Vec<ShapeView>> {
        self.open(Room::shapes)
    }

    pub fn shape(&self, name: &str) -> Result<ShapeView> {
        self.open(|room| room.shape(name))
    }

    /// A shape as blocks to put into a text.
    pub fn read_shape(&self, name: &str) -> Result<PastedView> {
        self.open(|room| room.read_shape(name))
    }

    pub fn put_shape(&self, request: PutShapeRequest) -> Result<ShapeView> {
        self.open(|room| room.put_shape(&request))
    }

    pub fn retire_shape(&self, name: &str) -> Result<Vec<ShapeView>> {
        self.open(|room| room.retire_shape(name))
    }

    pub fn due(&self) -> Result<Vec<DueView>> {
        self.open(Room::due)
    }

    /// Publishes every story whose time has come and whose guards all hold.
    pub fn publish_due(&self) -> Result<Vec<ReceiptView>> {
        self.open(Room::publish_due)
    }

    pub fn export(&self, request: ExportRequest) -> Result<Vec<u8>> {
        self.open(|room| room.export(&request))
    }

    // Finding, and the care of the file.

    pub fn search(&self, request: SearchRequest) -> Result<Vec<Found>> {
        self.open(|room| room.search(&request))
    }

    /// What other processes wrote; also closes a working spell when the keys have been quiet.
    pub fn elsewhere(&self) -> Result<Elsewhere> {
        match &mut *self.state() {
            State::Open(room) => room.elsewhere(),
            _ => Ok(Elsewhere::default()),
        }
    }

    pub fn verify(&self) -> Result<Verified> {
        self.open(Room::verify)
    }

    /// Everything that was signed about one story, as a file that anybody can check.
    pub fn audit(&self, story: &str) -> Result<Vec<u8>> {
        self.open(|room| room.audit(story))
    }

    pub fn rebuild(&self) -> Result<Rebuilt> {
        self.open(Room::rebuild)
    }

    pub fn backup(&self, to: &Path) -> Result<BackedUp> {
        self.open(|room| room.backup(to))
    }

    pub fn restore(&self, from: &Path, folder: &Path) -> Result<BackedUp> {
        crate::upkeep::restore(from, folder)
    }

    fn open<T>(&self, work: impl FnOnce(&mut Room) -> Result<T>) -> Result<T> {
        match &mut *self.state() {
            State::Open(room) => work(room).map_err(|error| room.naming(error)),
            State::Shut(_) => Err(Error::DeskShut),
            State::Nowhere => Err(Error::NoNewsroomOpen),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic in one use case leaves the room as its last transaction left the file; the next may go on.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An error with the names that only an open newsroom knows.
fn naming(state: &State, error: Error) -> Error {
    match state {
        State::Open(room) => room.naming(error),
        _ => error,
    }
}
