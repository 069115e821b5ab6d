// Written by the border test from the desk's Rust types; change those, not this file.

export type Op =
  | { retain: number; attributes?: Record<string, unknown> }
  | { insert: string; attributes?: Record<string, unknown> }
  | { delete: number };

export type Batch = Partial<Record<"kicker" | "headline" | "standfirst" | "dateline" | "body" | "stash", Op[]>>;

export type Opening = { 
/**
 * None on first run.
 */
newsroom: NewsroomHere | null, 
/**
 * Who is at this desk; None while it is locked.
 */
who: Someone | null, 
/**
 * Where the window was when it was last open.
 */
place: Place | null, 
/**
 * The zone of this laptop, for the clock beside the newsroom's.
 */
laptop_zone: string, 
/**
 * The folder a new newsroom would be made in.
 */
default_folder: string, };

export type NewsroomHere = { name: string, zone: string, folder: string, outlet: string, language: string, sections: Array<string>, 
/**
 * `two_people`, `always` or `alone`.
 */
second_reader: string, 
/**
 * People whose keys lie on this laptop.
 */
people_here: Array<Someone>, 
/**
 * Who of them sat here last, as an id; offered first while the desk is locked.
 */
last_here: string | null, 
/**
 * A sample that sends nothing anywhere; its people share one known passphrase.
 */
sample: boolean, 
/**
 * Why whoever sits here can only read, as a code; None where they can write.
 */
read_only: string | null, 
/**
 * Why the publisher does not run unattended, as a code; None when it does.
 */
publisher_paused: string | null, };

export type Someone = { id: string, name: string, initials: string, 
/**
 * Role names as in the roster; empty for a guest.
 */
roles: Array<string>, };

export type Place = { 
/**
 * `desk`, `write`, `review`, `people`, `due`, `settings`.
 */
view: string, story: string | null, 
/**
 * Flat offset of the caret in the body, where writing was under way.
 */
caret: number | null, };

export type CreateNewsroomRequest = { 
/**
 * A folder; the default one when empty.
 */
folder: string, name: string, person: string, 
/**
 * `two_people`, `always` or `alone`.
 */
second_reader: string, 
/**
 * An IANA zone; the laptop's when empty.
 */
zone: string, passphrase: string, };

export type SitDownRequest = { person: string, passphrase: string, };

export type DeskView = { rows: Array<StoryRow>, };

export type StoryRow = { id: string, slugline: string, headline: string, section: string, 
/**
 * The line that it was pitched with.
 */
pitch: string, 
/**
 * `pitch`, `assigned`, `draft`, `filed`, `editing`, `approved`, `scheduled`, `idle`, `spiked`, …
 */
desk_state: string, 
/**
 * `unpublished`, `live`, `withdrawn`.
 */
live_state: string, 
/**
 * A draft whose last step was send_back.
 */
sent_back: boolean, 
/**
 * The number of the revision whose approval no longer holds.
 */
void_revision: number | null, 
/**
 * Who works on it.
 */
with: Someone | null, authors: Array<string>, words: number, words_commissioned: number | null, due_at: string | null, 
/**
 * When the desk means to run it.
 */
planned_at: string | null, scheduled_for: string | null, embargo_until: string | null, on_hold: HoldView | null, 
/**
 * The newest revision's number.
 */
revision: number | null, 
/**
 * When the story came into its present state.
 */
since: string, 
/**
 * When its words last changed.
 */
edited_at: string, published_at: string | null, approved_by_author: boolean, 
/**
 * One person did something alone, and nobody else has read it.
 */
to_be_read: boolean, 
/**
 * Until when somebody should have read what was published in an emergency.
 */
read_until: string | null, 
/**
 * Whether the next step is the reader's.
 */
waiting_for_me: boolean, };

export type HoldView = { reason: string, by: string, at: string, };

export type StoryView = { row: StoryRow, kicker: string, standfirst: string, 
/**
 * What whoever commissioned it asked for.
 */
brief: string, dateline: string, language: string, web_address: string, web_address_fixed: boolean, 
/**
 * The sentence readers get, whether made or rewritten.
 */
byline: string, byline_rewritten: boolean, credits: Array<CreditView>, tags: Array<string>, related: Array<RelatedView>, 
/**
 * The hash of the head, unsaved keys apart.
 */
head_hash: string, 
/**
 * What a revision sealed now would be called, and whether it would be a new one.
 */
next_revision: number, head_is_sealed: boolean, revisions: Array<RevisionView>, 
/**
 * The revision that was filed last.
 */
filed_revision: number | null, 
/**
 * When whoever asks last read it, where its words are others now.
 */
read_at: string | null, approval: ApprovalView | null, embargo: EmbargoView | null, schedule: ScheduleView | null, live: LiveView | null, withdrawn: WithdrawnView | null, 
/**
 * The round of work on a live story that is open.
 */
update: UpdateView | null, 
/**
 * The checks that somebody asked for.
 */
checks: Array<CheckView>, to_be_read: Array<ToBeReadView>, 
/**
 * The notes to readers, as they stand in the text.
 */
corrections: Array<CorrectionView>, 
/**
 * Whether whoever asks may type in it now.
 */
may_type: boolean, 
/**
 * Whether what they type instead is a suggestion.
 */
may_suggest: boolean, 
/**
 * How many suggestions nobody has decided on.
 */
open_suggestions: number, 
/**
 * Why not, when not.
 */
read_only: Refused | null, steps: Array<StepOffer>, 
/**
 * The words round each TK that is still in the text.
 */
tks: Array<string>, 
/**
 * The pictures that lack something readers need.
 */
bare_pictures: Array<BarePictureView>, 
/**
 * What the file sheet proposes where the story has none yet.
 */
proposed_slugline: string, proposed_section: string, trail: Array<TrailView>, 
/**
 * Oldest first.
 */
comments: Array<CommentView>, 
/**
 * Approved on a laptop that also holds an author's key.
 */
same_laptop: boolean, 
/**
 * Who else may approve it, once nothing in the text stands in the way.
 */
approvers: Array<Someone>, };

export type CreditView = { 
/**
 * The person's id; None for a name that is not among the people.
 */
person: string | null, name: string, role: string, place: string, slug: string, bio: string, outlet: string, title: string, };

export type RelatedView = { headline: string, web_address: string, };

export type RevisionView = { number: number, 
/**
 * `r6`, or `r6·name` for a twin.
 */
label: string, 
/**
 * The step that sealed it.
 */
step: string, name: string | null, by: string, at: string, content_hash: string, words: number, note: string | null, 
/**
 * `none`, `holds` or `void`.
 */
seal: string, };

export type BarePictureView = { 
/**
 * Counted from one in the text.
 */
number: number, 
/**
 * The first thing that it is without: `alt`, `caption`, `credit`.
 */
lacks: string, };

export type ApprovalView = { revision: number, content_hash: string, by: string, at: string, by_author: boolean, holds: boolean, };

export type EmbargoView = { until: string, local: string, zone: string, source: string, terms: string, passed: boolean, };

export type ScheduleView = { at: string, local: string, zone: string, targets: Array<string>, counts: boolean, };

export type LiveView = { revision: number, content_hash: string, first_published: string, at: string, targets: Array<string>, };

export type WithdrawnView = { reason: string, notice: string, by: string, at: string, 
/**
 * Who asked that it be live again, when somebody has.
 */
reinstatement_by: string | null, };

export type UpdateView = { 
/**
 * `update`, `correction`, `clarification`, `minor_fix`.
 */
class: string, by: string, at: string, 
/**
 * The note to readers that goes with it; empty while there is none.
 */
note: string, };

export type CheckView = { 
/**
 * `legal` or `checklist`.
 */
check: string, 
/**
 * `required`, `cleared`, `outdated` (cleared for other words) or `refused`.
 */
state: string, by: string, at: string, 
/**
 * Why it was refused.
 */
reason: string | null, };

export type ToBeReadView = { entry: string, step: string, by: string, at: string, 
/**
 * An emergency is read within the hour.
 */
until: string | null, mine: boolean, };

export type CorrectionView = { class: string, text: string, at: string, };

export type TrailView = { entry: string, step: string, by: string, at: string, note: string | null, 
/**
 * Refused or overtaken lines stay, with the reason.
 */
without_effect: string | null, };

export type CommentView = { id: string, 
/**
 * The id of the mark on the words that it is about; empty for one on the whole story.
 */
anchor: string, 
/**
 * The words as they were when it was made.
 */
about: string, text: string, 
/**
 * A query: the story is not approved while it is open.
 */
blocking: boolean, 
/**
 * Set where nobody asks: a merge left two versions to be read.
 */
kept_both: KeptBothView | null, by: Someone, at: string, mentions: Array<Someone>, replies: Array<ReplyView>, resolved: ResolvedView | null, 
/**
 * Whether whoever asks may settle it, or open it again.
 */
may_resolve: boolean, };

export type KeptBothView = { 
/**
 * The text, by its name in the document.
 */
field: string, 
/**
 * Which block of it, counted from 1.
 */
paragraph: number, 
/**
 * `deleted`, `moved`, `doubled` or `replaced`.
 */
how: string, };

export type ReplyView = { id: string, text: string, by: Someone, at: string, mentions: Array<Someone>, };

export type ResolvedView = { by: Someone, at: string, };

export type CommentRequest = { story: string, anchor: string, about: string, text: string, blocking: boolean, 
/**
 * People by id or name.
 */
mentions: Array<string>, };

export type ReplyRequest = { story: string, comment: string, text: string, mentions: Array<string>, };

export type ResolveRequest = { story: string, comment: string, 
/**
 * False opens it again.
 */
resolved: boolean, };

export type DifferenceView = { story: string, from: string, to: string, 
/**
 * Who wrote words in between, as far as this laptop knows.
 */
by: Array<string>, 
/**
 * Numbers, names, quotations, links and dates that differ.
 */
facts: unknown, 
/**
 * The blocks, fields and furniture that differ, word by word.
 */
difference: unknown, };

export type HistoryView = { story: string, moments: Array<MomentView>, };

export type MomentView = { 
/**
 * The entry that made it; empty for now, with what no entry holds yet.
 */
entry: string, at: string, by: string, 
/**
 * The step that was taken, where it was one; else somebody typed.
 */
step: string | null, 
/**
 * The revision that the step sealed.
 */
revision: number | null, };

export type MomentText = { fields: Batch, words: number, 
/**
 * The body cut where the hand changes.
 */
writers: Array<WriterRun>, 
/**
 * The same of each text beside the body, by its name.
 */
writers_beside: { [key in string]: Array<WriterRun> }, 
/**
 * From this moment to the story as it is now.
 */
to_now: unknown, };

export type WriterRun = { 
/**
 * UTF-16 units of the flat text, markers included.
 */
units: number, 
/**
 * Empty for a hand that nobody claims.
 */
by: string, };

export type RestoreRequest = { story: string, 
/**
 * A moment's entry; or
 */
entry: string | null, 
/**
 * a revision's number.
 */
revision: number | null, 
/**
 * The name of the revision that this seals.
 */
name: string, };

export type LetStandRequest = { story: string, 
/**
 * The older revision's number.
 */
from: number, 
/**
 * The hash of the story that was compared.
 */
seen_hash: string, 
/**
 * The line above the text that it is in; or
 */
field: string | null, 
/**
 * the index of its block in the difference; or
 */
block: number | null, 
/**
 * its index among the changes beside the text.
 */
furniture: number | null, 
/**
 * Counted from zero in its line or block; runs beside each other that differ are one change. None is the block as a
 * whole, which came, went, moved or was set otherwise.
 */
change: number | null, };

export type ArticleView = { headline: string, parts: Array<PartView>, losses: Array<Refused>, 
/**
 * A name met in the article that is not among the people.
 */
unknown_person: CreditView | null, words: number, };

export type PartView = { 
/**
 * `section`, `headline`, `standfirst`, `paragraph`, `author`, `bio`, `outlet`, `related`, …
 */
what: string, text: string, };

export type BringInRequest = { 
/**
 * A file to read; or
 */
path: string | null, 
/**
 * the text itself.
 */
text: string | null, 
/**
 * `auto`, `article`, `markdown`, `html`.
 */
format: string, 
/**
 * Makes guests of the names it meets.
 */
create_people: boolean, };

export type BroughtIn = { story: string, slugline: string, article: ArticleView, };

export type OpenText = { story: string, 
/**
 * Counts up by one with every accepted change.
 */
version: string, 
/**
 * The peer whose ids new blocks take: `<peer>-<counter>`.
 */
peer: string, fields: Batch, may_type: boolean, 
/**
 * Whether what they type instead is a suggestion.
 */
may_suggest: boolean, 
/**
 * The caret that a crash or a closed window left, as a flat offset of the body.
 */
caret: number | null, };

export type ApplyTextRequest = { story: string, version: string, 
/**
 * The same id for the same typing, so that an answer that was lost can be asked for again.
 */
batch: string, batches: Batch[], 
/**
 * Where the caret stands after it, as a flat offset of the body.
 */
caret: number | null, };

export type TextKept = { version: string, words: number, 
/**
 * The number of the revision whose approval this typing has made void.
 */
voided: number | null, 
/**
 * The revision whose approval counts again, after an undo.
 */
counts_again: number | null, };

export type TextOffer = { 
/**
 * None when nothing waits.
 */
offer: string | null, batch: Batch, };

export type TextChanged = { version: string, batch: Batch, words: number, voided: number | null, counts_again: number | null, 
/**
 * How many places have two versions now that somebody has to read.
 */
two_versions: number, };

export type SuggestionView = { sid: string, by: Someone, at: string, 
/**
 * `insert`, `delete`, `replace`, `format`, `split`, `join`, `retype`, `nest`.
 */
kind: string, 
/**
 * The field in which it begins.
 */
field: string, inserted: string, struck: string, set: string, };

export type DecideRequest = { story: string, 
/**
 * The version of the open text.
 */
version: string, sids: Array<string>, 
/**
 * `accept` or `stand`.
 */
how: string, };

export type Decided = { 
/**
 * None when nothing was left to decide.
 */
changed: TextChanged | null, 
/**
 * Words of others that would have gone with it, and were kept.
 */
kept: Array<string>, };

export type PasteRequest = { 
/**
 * None when there is none, or when the words are wanted plain.
 */
html: string | null, text: string, };

export type PastedView = { 
/**
 * A text of its own whose body is what was pasted.
 */
fields: Batch, 
/**
 * What was left out or became plainer, each code once with its `count`.
 */
report: Array<Refused>, words: number, };

export type PictureView = { 
/**
 * The hash of its bytes, by which texts name it.
 */
picture: string, media_type: string, 
/**
 * In pixels.
 */
width: number, height: number, bytes: number, };

export type FurnitureChange = { "what": "slugline", "to": string } | { "what": "section", "to": string } | { "what": "language", "to": string } | { "what": "web_address", "to": string } | { "what": "byline", "to": string | null } | { "what": "kicker", "to": string } | { "what": "dateline", "to": string } | { "what": "credits", "to": Array<CreditView> } | { "what": "tags", "to": Array<string> } | { "what": "related", "to": Array<RelatedView> } | { "what": "correction", "to": string };

export type SetFurnitureRequest = { story: string, changes: Array<FurnitureChange>, };

export type StepRequest = { 
/**
 * Empty for a pitch or a commission of something new.
 */
story: string, 
/**
 * The step's name: `file`, `take`, `send_back`, `approve`, `schedule`, …
 */
step: string, 
/**
 * A note to the desk or to the reporter; also the name of a saved revision, and the line of a pitch.
 */
note: string, 
/**
 * Why: for hold, spike, lift_embargo and the like.
 */
reason: string, 
/**
 * For schedule, reschedule and set_embargo.
 */
at: TypedTime | null, 
/**
 * Who asked for an embargo.
 */
source: string, 
/**
 * What was promised about it.
 */
terms: string, 
/**
 * Targets for schedule and publish; all when empty.
 */
targets: Array<string>, 
/**
 * The hash that the person saw on the sheet; the step is refused when the story has changed since.
 */
seen_hash: string | null, 
/**
 * TK marks that may stand, with the reason in `reason`.
 */
let_stand: boolean, 
/**
 * Whom a story is commissioned from or assigned to: a person's id or name.
 */
person: string, 
/**
 * For commission and assign.
 */
due: TypedTime | null, words: number | null, 
/**
 * What a commissioned story should say.
 */
brief: string, 
/**
 * When the desk means to run it.
 */
planned: TypedTime | null, 
/**
 * For a pitch and a commission: the section that it is for, when it is known already.
 */
section: string, 
/**
 * For a pitch and a commission; proposed from its words when empty.
 */
slugline: string, 
/**
 * `legal` or `checklist`, for the steps about a check.
 */
check: string, 
/**
 * `update`, `correction`, `clarification` or `minor_fix`: why a live story is changed. The note to readers that goes
 * with it is in `note`, and may be empty.
 */
class: string, 
/**
 * What readers find in place of a withdrawn story.
 */
notice: string, 
/**
 * The entry to confirm; what waits longest to be read when empty.
 */
entry: string, };

export type TypedTime = { 
/**
 * `2026-11-24T06:00`, `2026-11-24 06:00`, or `06:00` for the next time it is six.
 */
local: string, 
/**
 * An IANA zone; the newsroom's when empty.
 */
zone: string, 
/**
 * `earlier` or `later`, when the clock repeats that hour.
 */
which: string | null, };

export type StepTaken = { story: StoryView, receipts: Array<ReceiptView>, changes: Array<Change>, 
/**
 * The next story that waits for this person, after an approval.
 */
next_waiting: NextWaiting | null, };

export type NextWaiting = { story: string, slugline: string, };

export type StepOffer = { step: string, refused: Refused | null, };

export type PersonView = { id: string, name: string, 
/**
 * The name as printed.
 */
byline_name: string, 
/**
 * The person's public web address.
 */
slug: string, initials: string, bio: string, outlet: string, title: string, beats: Array<string>, place: string, public_contact: string, 
/**
 * Never shown to readers and never exported.
 */
private_contact: string, links: Array<string>, 
/**
 * `active`, `left`, `deceased`, `protected`.
 */
status: string, 
/**
 * Where this person's stories usually run.
 */
section: string, roles: Array<string>, 
/**
 * Whether this person's key lies on this laptop.
 */
here: boolean, 
/**
 * How many stories credit this person, and how many of those are live.
 */
stories: number, live_stories: number, 
/**
 * The newest headlines that credit this person.
 */
recent: Array<string>, 
/**
 * Live stories whose printed bio differs from this one.
 */
older_copies: number, };

export type SavePersonRequest = { 
/**
 * Empty for a new person.
 */
id: string, name: string, byline_name: string, bio: string, outlet: string, title: string, beats: Array<string>, place: string, public_contact: string, private_contact: string, links: Array<string>, status: string, section: string, 
/**
 * Roles for somebody who gets a key on this laptop; empty for a guest.
 */
roles: Array<string>, may_approve: boolean, 
/**
 * The new person's own passphrase, when roles are given.
 */
passphrase: string, };

export type TargetView = { name: string, 
/**
 * `plain` or `hugo`.
 */
profile: string, folder: string, 
/**
 * Whether this laptop is the one that publishes it.
 */
here: boolean, 
/**
 * Why it cannot be written to just now, as a code; None when it can.
 */
trouble: string | null, };

export type ShiftHeading = "published" | "filed" | "approved" | "scheduled" | "blocked" | "to_be_read" | "due_tomorrow" | "spiked";

export type ShiftLine = { heading: ShiftHeading, story: string, slugline: string, headline: string, 
/**
 * Who works on it.
 */
with: string | null, 
/**
 * The time that the heading is about.
 */
at: string | null, 
/**
 * Why it is on hold.
 */
reason: string | null, void_revision: number | null, };

export type ShiftNote = { at: string, 
/**
 * The newsroom's, in which its times are told.
 */
zone: string, lines: Array<ShiftLine>, };

export type Newslist = { newsroom: string, 
/**
 * The newsroom's, in which its times are told.
 */
zone: string, 
/**
 * `2026-11-24`
 */
date: string, 
/**
 * When it was made.
 */
at: string, lines: Array<NewslistLine>, };

export type NewslistLine = { heading: NewslistHeading, story: string, slugline: string, 
/**
 * Its headline, else the line that it was pitched with.
 */
title: string, section: string, 
/**
 * Who writes it: the credited, else whoever works on it.
 */
reporter: string, words: number, words_commissioned: number | null, 
/**
 * As a person reads it: `sent_back`, `live`, …
 */
state: string, due_at: string | null, planned_at: string | null, scheduled_for: string | null, published_at: string | null, 
/**
 * What stands in its way.
 */
hold: string | null, embargo_until: string | null, void_revision: number | null, to_be_read: boolean, };

export type NewslistHeading = "day" | "late" | "undated";

export type InboxView = { 
/**
 * The newsroom's zone, in which its times are told.
 */
zone: string, lines: Array<InboxLineView>, };

export type InboxLineView = { 
/**
 * Names the line: the same for as long as it says the same.
 */
id: string, 
/**
 * `sent_back`, `approved`, `void`, `query`, `filed`, …
 */
kind: string, story: string, slugline: string, 
/**
 * What a list calls the story.
 */
title: string, 
/**
 * Who did or said it; empty where nobody did.
 */
by: string, at: string, 
/**
 * What was said with it; may be empty.
 */
words: string, seen: boolean, 
/**
 * Something did not happen that should have: it stays until somebody has put it right.
 */
alarm: boolean, };

export type SeenRequest = { 
/**
 * Ids of lines; every line when there is none.
 */
lines: Array<string>, 
/**
 * False takes it back.
 */
seen: boolean, };

export type TellingChoice = { 
/**
 * What became of one's own stories.
 */
stories: boolean, 
/**
 * What should have happened and did not.
 */
alarms: boolean, };

export type SavedView = { name: string, 
/**
 * `open`, `waiting`, `drafts`, …
 */
filter: string, 
/**
 * Every section when empty.
 */
section: string, 
/**
 * A person's id; anyone when empty.
 */
with_whom: string, 
/**
 * Words that a story has; every story when empty.
 */
find: string, 
/**
 * `list` or `board`.
 */
look: string, };

export type ShapeView = { name: string, 
/**
 * Markdown.
 */
text: string, 
/**
 * Whether this newsroom stated it; the others come with Stet.
 */
ours: boolean, };

export type PutShapeRequest = { name: string, 
/**
 * Markdown.
 */
text: string, };

export type AddTargetRequest = { name: string, profile: string, folder: string, };

export type DueView = { story: string, slugline: string, headline: string, revision: number, at: string, targets: Array<string>, 
/**
 * Why it will not fire, as a refusal; None when it will.
 */
sleeping: Refused | null, 
/**
 * How many minutes past its time it is, when it needs an answer.
 */
late_minutes: number | null, };

export type ReceiptView = { story: string, slugline: string, target: string, revision: number, content_hash: string, due: string | null, fired: string, late_minutes: number, approved_by: string, approved_by_author: boolean, 
/**
 * Paths inside the target's folder.
 */
files: Array<string>, folder: string, 
/**
 * True when the target already held exactly this revision and nothing was written.
 */
already_there: boolean, };

export type Found = { story: string, slugline: string, headline: string, section: string, state: string, updated: string, 
/**
 * Text with the hits apart from the rest.
 */
snippet: Array<SnippetPart>, };

export type SnippetPart = { text: string, hit: boolean, };

export type SearchRequest = { query: string, section: string | null, by: string | null, state: string | null, };

export type Change = { what: Changed, 
/**
 * The story's or person's id; empty for the newsroom as a whole.
 */
id: string, 
/**
 * The story's head revision after the write, where there is one.
 */
revision: number | null, 
/**
 * The id of the person who wrote; empty for the publisher.
 */
by: string, 
/**
 * The step that was taken, where one was.
 */
step: string | null, };

export type Changed = "newsroom" | "person" | "story" | "text" | "target";

export type Refused = { code: string, params: { [key in string]: string }, };
