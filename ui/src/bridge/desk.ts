// One function for each command of the desk, with the same name in camelCase.
import { call } from './call';
import type {
  AddTargetRequest,
  ApplyTextRequest,
  ArticleView,
  BringInRequest,
  BroughtIn,
  CommentRequest,
  CreateNewsroomRequest,
  DecideRequest,
  Decided,
  DeskView,
  DifferenceView,
  DueView,
  Found,
  HistoryView,
  InboxView,
  LetStandRequest,
  MomentText,
  Newslist,
  OpenText,
  Opening,
  PasteRequest,
  PastedView,
  PersonView,
  PutShapeRequest,
  PictureView,
  Place,
  ReceiptView,
  ReplyRequest,
  ResolveRequest,
  RestoreRequest,
  SavedView,
  SavePersonRequest,
  SearchRequest,
  SeenRequest,
  SetFurnitureRequest,
  SitDownRequest,
  ShapeView,
  ShiftNote,
  StepRequest,
  StepTaken,
  StoryView,
  SuggestionView,
  TargetView,
  TellingChoice,
  TextChanged,
  TextKept,
  TextOffer,
} from './generated/border';

export const opening = () => call<Opening>('opening');
export const createNewsroom = (request: CreateNewsroomRequest) => call<Opening>('create_newsroom', { request });
export const openSample = () => call<Opening>('open_sample');
export const openFolder = (folder: string) => call<Opening>('open_folder', { folder });
export const sitDown = (request: SitDownRequest) => call<Opening>('sit_down', { request });
export const leaveDesk = () => call<Opening>('leave_desk');
export const rememberPlace = (place: Place) => call<void>('remember_place', { place });

export const deskList = () => call<DeskView>('desk_list');
export const shiftNote = () => call<ShiftNote>('shift_note');
export const story = (story: string) => call<StoryView>('story', { story });
export const startStory = () => call<string>('start_story');
export const readArticle = (request: BringInRequest) => call<ArticleView>('read_article', { request });
export const readPaste = (request: PasteRequest) => call<PastedView>('read_paste', { request });
export const bringIn = (request: BringInRequest) => call<BroughtIn>('bring_in', { request });

export const openText = (story: string) => call<OpenText>('open_text', { story });
export const applyText = (request: ApplyTextRequest) => call<TextKept>('apply_text', { request });
export const peekText = (story: string, version: string) => call<TextOffer>('peek_text', { story, version });
export const acceptText = (story: string, version: string, offer: string) =>
  call<TextChanged>('accept_text', { story, version, offer });
export const undoText = (story: string, version: string) => call<TextChanged | null>('undo_text', { story, version });
export const redoText = (story: string, version: string) => call<TextChanged | null>('redo_text', { story, version });
export const closeText = (story: string) => call<void>('close_text', { story });
export const suggestions = (story: string) => call<SuggestionView[]>('suggestions', { story });
export const decideSuggestions = (request: DecideRequest) => call<Decided>('decide_suggestions', { request });
export const sealText = (story: string) => call<void>('seal_text', { story });
export const setFurniture = (request: SetFurnitureRequest) => call<StoryView>('set_furniture', { request });

export const comment = (request: CommentRequest) => call<StoryView>('comment', { request });
export const reply = (request: ReplyRequest) => call<StoryView>('reply', { request });
export const resolveComment = (request: ResolveRequest) => call<StoryView>('resolve_comment', { request });

export const takeStep = (request: StepRequest) => call<StepTaken>('take_step', { request });
export const revisionText = (story: string, revision: number) => call<OpenText>('revision_text', { story, revision });
/** Null stands for the words as they are now. */
export const difference = (story: string, from: number | null, to: number | null) =>
  call<DifferenceView>('difference', { story, from, to });
export const differenceSinceRead = (story: string) => call<DifferenceView>('difference_since_read', { story });
export const letStand = (request: LetStandRequest) => call<StoryView>('let_stand', { request });
export const markRead = (story: string) => call<void>('mark_read', { story });

export const history = (story: string) => call<HistoryView>('history', { story });
/** An empty entry stands for now. */
export const historyText = (story: string, entry: string) => call<MomentText>('history_text', { story, entry });
export const restoreText = (request: RestoreRequest) => call<StoryView>('restore_text', { request });

/** The bytes travel as they are. */
export const addPicture = (bytes: Uint8Array) => call<PictureView>('add_picture', bytes);
export const picture = (picture: string) => call<ArrayBuffer>('picture', { picture });

export const people = () => call<PersonView[]>('people');
export const savePerson = (request: SavePersonRequest) => call<PersonView>('save_person', { request });
/** Null stands for today in the newsroom. */
export const newslist = (date: string | null) => call<Newslist>('newslist', { date });
export const savedViews = () => call<SavedView[]>('saved_views');
/** Answers with the views as they are kept. */
export const keepViews = (views: SavedView[]) => call<SavedView[]>('keep_views', { views });
export const inbox = () => call<InboxView>('inbox');
/** Answers with the inbox as it is then. */
export const markSeen = (request: SeenRequest) => call<InboxView>('mark_seen', { request });
/** What this laptop tells while the window is not in front. */
export const telling = () => call<TellingChoice>('telling');
export const chooseTelling = (request: TellingChoice) => call<TellingChoice>('choose_telling', { request });
export const shapes = () => call<ShapeView[]>('shapes');
/** A shape's text as blocks. */
export const readShape = (name: string) => call<PastedView>('read_shape', { name });
export const putShape = (request: PutShapeRequest) => call<ShapeView>('put_shape', { request });
/** Answers with the shapes that are left. */
export const retireShape = (name: string) => call<ShapeView[]>('retire_shape', { name });
export const targets = () => call<TargetView[]>('targets');
export const addTarget = (request: AddTargetRequest) => call<TargetView>('add_target', { request });
export const due = () => call<DueView[]>('due');
export const publishDue = () => call<ReceiptView[]>('publish_due');
export const search = (request: SearchRequest) => call<Found[]>('search', { request });
export const chooseFile = (title: string) => call<string | null>('choose_file', { title });
export const chooseFolder = (title: string) => call<string | null>('choose_folder', { title });
/** The answer to `closing`: whether every typed word is safe. */
export const windowMayClose = (safe: boolean) => call<void>('window_may_close', { safe });
