// The text that is open for writing: the page on the screen, its outbox, and what the desk said about both.
import {
  asRefusal, desk as bridge, onChange, onTextWaiting, type Change, type CommentView, type OpenText, type Refused, type TextChanged, type TextKept,
} from '../bridge';
import {
  headingsOf, idsOf, Outbox, overlays, redrawOverlays, selectedOf, spokenOf, StoryPage, tkAfter, tksOf,
  type Authority, type CommandName, type EndWords, type Entry, type Labels, type Mode, type NewId, type PartedWhy, type Selected, type Setting, type PageField,
} from '../editor';
import { finding } from './finding.svelte';
import { focusMode } from './focusMode.svelte';
import { beforeLeaving } from './leaving';
import { comments } from './comments.svelte';
import { margin } from './margin.svelte';
import { openStory } from './openStory.svelte';
import { paragraphAtCaret, paragraphWith } from './paragraphs';
import { paste } from './pasting';
import { keepPicture, pictureAddress } from './pictures';
import { readAloud } from './readAloud.svelte';
import { saving } from './saving.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';
import { typing } from './typing.svelte';

export type Command = CommandName | 'undo' | 'redo';

/** What the desk lets this person do with the text. */
type May = Pick<OpenText, 'may_type' | 'may_suggest'>;

/** What typing may do, the freest first: whoever may edit may also choose to suggest, or only to read. */
const modesOf = ({ may_type, may_suggest }: May): [Mode, ...Mode[]] =>
  may_type ? ['edit', 'suggest', 'read'] : may_suggest ? ['suggest', 'read'] : ['read'];

export interface PageWords {
  labels: Labels;
  /** The stash is never empty where it shows. */
  placeholders: Omit<Labels, 'stash' | 'cell' | 'closed'>;
  language: string;
  describedBy: string;
  /** Before the caret goes where the window says. */
  beforeCaret: () => void;
  missingPicture: string;
  /** What is heard where suggested words begin and end. */
  ends: EndWords;
}

const PLAIN: Setting = {
  field: 'body', strong: false, em: false, code: false, link: null, block: 'paragraph', level: null, quote: false, list: null,
};
/** A pause this long, or typing for this long, makes one signed entry of what was typed. */
const PAUSE = 5_000;
const SPELL = 15_000;

class Writing {
  ready = $state(false);
  /** What this person may choose for typing to do. */
  modes = $state.raw<[Mode, ...Mode[]]>(['read']);
  /** Whether this person may change the text directly. */
  readonly mayType = $derived(this.modes.includes('edit'));
  /** What typing does now. */
  mode = $state<Mode>('read');
  set = $state.raw<Setting>(PLAIN);
  /** How much is selected; null when nothing is. */
  selected = $state.raw<Selected | null>(null);
  /** Whether the outline is open over the page. */
  outlined = $state(false);
  /** The revision whose approval typing here has made void. */
  voided = $state<number | null>(null);
  trouble = $state<Refused | null>(null);
  /** Ctrl K in the text. */
  onLink: (() => void) | null = null;
  /** Asks for the file of a picture. */
  onPicture: (() => void) | null = null;
  private newId: NewId | null = null;
  private story = '';
  private page: StoryPage | null = null;
  private outbox: Outbox | null = null;
  private endings: (() => void)[] = [];
  private opening = 0;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private spellBegan: number | null = null;

  async open(story: string, place: HTMLElement, words: PageWords) {
    const mine = ++this.opening;
    this.story = story;
    this.voided = null;
    this.trouble = null;
    this.ready = false;
    try {
      const text = await bridge.openText(story);
      if (mine !== this.opening) return void bridge.closeText(story).catch(() => undefined);
      this.show(text, place, words);
    } catch (thrown) {
      if (mine === this.opening) this.trouble = asRefusal(thrown);
    }
  }

  private show(text: OpenText, place: HTMLElement, words: PageWords) {
    this.newId = idsOf(text.peer);
    const page = new StoryPage(place, {
      ...words,
      fields: text.fields as never,
      newId: this.newId,
      mode: modesOf(text)[0],
      isMine: (sid) => margin.isMine(sid),
      plugins: [finding.plugin(), overlays({ commissioned: () => openStory.view?.row.words_commissioned ?? null, focuses: () => focusMode.on, says: () => (typing.saysEnds ? words.ends : null) })],
      typesets: () => typing.typesets,
      onBatch: (batch) => this.outbox?.push(batch),
      onForeign: (foreign) => this.outbox && void paste(foreign, page, this.outbox, () => this.run('undo')),
      pictures: pictureAddress,
      onPictures: (files) => void this.addPictures(files),
      onSetting: (setting) => {
        this.set = setting;
        this.selected = this.page && selectedOf(this.page.view.state);
        margin.soon();
      },
      onBlur: () => void this.settle(),
      onUndo: () => this.run('undo'),
      onRedo: () => this.run('redo'),
      onLink: () => this.onLink?.(),
    });
    this.page = page;
    finding.attach(page);
    this.modes = modesOf(text);
    this.mode = this.modes[0];
    this.outbox = this.newOutbox(page, text.version);
    this.endings = [beforeLeaving(() => this.flushed()), this.listen(), this.onHidden()];
    this.ready = true;
    margin.attach(this.story, page);
    const fresh = session.fresh === this.story;
    if (fresh) session.fresh = null;
    if (fresh) page.focus('headline');
    else if (text.caret !== null) page.setCaret(text.caret);
    if (this.mode !== 'read') page.focus();
  }

  /** Sends what is left and gives the story back. */
  close() {
    this.opening++;
    const { story, outbox, page } = this;
    finding.attach(null);
    for (const end of this.endings) end();
    this.endings = [];
    clearTimeout(this.pause);
    margin.detach();
    comments.cancel();
    readAloud.stop();
    this.spellBegan = null;
    this.page = null;
    this.outbox = null;
    this.ready = false;
    this.modes = ['read'];
    this.mode = 'read';
    this.set = PLAIN;
    this.selected = null;
    this.outlined = false;
    if (!outbox) return;
    page?.destroy();
    // Leaving waited for the flush, so nothing is left here but the journal to be made an entry.
    outbox
      .close()
      .then(() => bridge.closeText(story))
      .catch((thrown) => toasts.refuse(asRefusal(thrown)));
  }

  /** What this person's typing may do now, as the story's state decides. */
  allow(may: May) {
    const modes = modesOf(may);
    if (!this.page || modes[0] === this.modes[0]) return;
    this.modes = modes;
    this.mode = modes[0];
    this.page.setMode(this.mode);
    if (this.mode !== 'read') this.page.focus();
  }

  run(command: Command) {
    if (command === 'undo' || command === 'redo') {
      this.outbox?.[command]().catch((thrown) => toasts.refuse(asRefusal(thrown)));
      this.page?.focus();
    } else this.page?.run(command);
  }

  askForPicture() {
    if (this.mode !== 'read') this.onPicture?.();
  }

  /** Keeps pictures and puts each into the text, where the caret stands by then. */
  async addPictures(files: Iterable<File>) {
    const { page } = this;
    for (const file of files) {
      const picture = await keepPicture(file);
      if (picture !== null && page && page === this.page) page.putInPicture(picture);
    }
  }

  /** Moves what is selected to the stash, or words of the stash back to the text, and says what became of it. */
  stash(way: 'to' | 'from') {
    if (!this.page) return;
    if (this.mode !== 'edit') return toasts.say('stash.editing_only');
    const done = this.page.stash(way);
    if (way === 'to') toasts.say(done ? 'stash.moved' : 'stash.nothing_selected');
    else toasts.say(done ? 'stash.taken' : 'stash.empty');
  }

  /** Puts a story shape into the body, where the caret stands or at its end, as one edit. */
  async beginFrom(shape: string) {
    const { page, outbox } = this;
    if (!page || !outbox || this.mode === 'read') return;
    try {
      await outbox.apart(async () => {
        const { fields } = await bridge.readShape(shape);
        if (this.set.field !== 'body') page.focus('body');
        page.putIn(fields as never, '');
      });
      page.focus();
      toasts.say('shape.put', { shape }, { key: 'paste.undo', run: () => this.run('undo') });
    } catch (thrown) {
      toasts.refuse(asRefusal(thrown));
    }
  }

  link(address: string | null) {
    this.page?.link(address);
  }

  /** Reads aloud what is selected, or from the caret on; or stops. */
  readAloud() {
    const view = this.page?.view;
    if (readAloud.reading || !view) return readAloud.stop();
    const language = openStory.view?.language ?? '';
    readAloud.read(spokenOf(view.state, language), language);
  }

  /** From now on it is said, or no longer, where suggested words begin and end. */
  sayEnds() {
    typing.sayEnds(!typing.saysEnds);
    toasts.say(typing.saysEnds ? 'says_ends.on' : 'says_ends.off');
  }

  /** The language in which signs are typeset and words are read out. */
  speak(language: string) {
    this.page?.setLanguage(language);
  }

  /** Draws what lies over the text anew, after something that it depends on has changed. */
  redraw() {
    const view = this.page?.view;
    view?.dispatch(redrawOverlays(view.state));
  }

  /** Where the caret's line ends on the screen. */
  caretBottom(): number | null {
    const view = this.page?.view;
    return view?.hasFocus() ? view.coordsAtPos(view.state.selection.head).bottom : null;
  }

  headings(): Entry[] {
    return this.page ? headingsOf(this.page.doc()) : [];
  }

  tks(): Entry[] {
    return this.page ? tksOf(this.page.doc()) : [];
  }

  goTo({ from, to }: Pick<Entry, 'from' | 'to'>) {
    this.page?.select(from, to);
  }

  /** The caret into the paragraph with these words, after so many letters; false where none has them. */
  goToWords(words: string, letters: number): boolean {
    const at = this.page && paragraphWith(this.page.view, words);
    if (typeof at !== 'number') return false;
    this.goTo({ from: at + letters, to: at + letters });
    return true;
  }

  readonly paragraph = () => this.page && paragraphAtCaret(this.page.view);

  /** The caret into a picture's caption; pictures are counted from one. */
  goToFigure(number: number) {
    const captions: number[] = [];
    this.page?.doc().descendants((node, at) => void (node.type.name === 'figure' && captions.push(at + 1)));
    const from = captions[number - 1];
    if (from !== undefined) this.goTo({ from, to: from });
  }

  nextTk() {
    const view = this.page?.view;
    const tk = view && tkAfter(view.state.doc, view.state.selection.to);
    if (tk) this.goTo(tk);
    else toasts.say('outline.no_tk');
  }

  focus(field?: PageField) {
    this.page?.focus(field);
  }

  /** Begins a comment on the selected words, or on the whole story when none are. */
  beginComment() {
    comments.begin(this.page?.selectedWords().trim() ?? '');
  }

  /** Says a comment: first the anchor is on the disk, then the words that are said. */
  async comment(text: string, blocking: boolean): Promise<boolean> {
    const about = comments.about ?? '';
    const id = about && this.newId ? this.newId() : '';
    const anchor = id && this.page?.anchor(id) ? id : '';
    if (anchor && !(await this.flushed())) return false;
    const done = await comments.add({ anchor, about, text, blocking });
    margin.read();
    if (done) this.focus();
    return done;
  }

  /** The words that a comment is about: by its mark, or as they read where a merge left two versions of them. */
  showComment({ anchor, about, kept_both: kept }: CommentView) {
    if (kept) this.page?.showWords(about.split('\n', 1)[0] ?? '');
    else this.page?.showAnchor(anchor);
  }

  /** Accepts suggestions, or lets the text stand without them. Words of others that would have gone with them are kept, and said. */
  async decide(sids: string[], how: 'accept' | 'stand') {
    const { story, outbox } = this;
    if (!outbox || !sids.length) return;
    const next = margin.suggestions.find(({ sid }) => !sids.includes(sid) && sid !== margin.current);
    try {
      await outbox.change(async (version) => {
        const decided = await bridge.decideSuggestions({ story, version, sids, how });
        if (decided.kept.length) toasts.say('suggestion.kept', { count: decided.kept.length, words: decided.kept.join(' · ') });
        return this.heardStep(decided.changed);
      }, 'offer');
      margin.read();
      margin.current = next?.sid ?? null;
    } catch (thrown) {
      toasts.refuse(asRefusal(thrown));
    }
  }

  /** What typing does from now on, as far as this person may choose it. */
  choose(mode: Mode) {
    if (!this.page || !this.modes.includes(mode)) return;
    this.mode = mode;
    this.page.setMode(mode);
    this.page.focus();
  }

  /** Into a mode, or out of it to the freest one. */
  toggle(mode: Mode) {
    this.choose(this.mode === mode ? this.modes[0] : mode);
  }

  /** Whether the page shows every word that the desk has, once what is typed is kept; words of others that wait are shown next. */
  async isWhole(): Promise<boolean> {
    const { story, outbox } = this;
    if (!outbox) return false;
    let waits = true;
    const asks = outbox.change(async (version) => {
      const { offer, batch } = await bridge.peekText(story, version);
      waits = offer !== null && Object.values(batch).some((ops) => ops.some((op) => !('retain' in op) || op.attributes));
      return null;
    }, 'offer');
    await asks.catch(() => undefined);
    if (waits) outbox.look();
    return !waits;
  }

  /** Everything typed is on disk; false, and said, when it is not. */
  private async flushed(): Promise<boolean> {
    try {
      await this.outbox?.flush();
      return true;
    } catch (thrown) {
      toasts.refuse(asRefusal(thrown));
      return false;
    }
  }

  private newOutbox(page: StoryPage, version: string): Outbox {
    return new Outbox({
      authority: this.authority(),
      page,
      version,
      clock: { after: (milliseconds, call) => { const timer = setTimeout(call, milliseconds); return () => clearTimeout(timer); } },
      newBatchId: () => crypto.randomUUID(),
      onState: (state, error) => {
        if (state === 'saving') saving.began();
        else if (state === 'saved') this.kept();
        else saving.failed(asRefusal(error));
      },
      onParted: (unsent, why) => void this.parted(unsent, why),
    });
  }

  private authority(): Authority {
    const story = this.story;
    return {
      apply: async (version, batch, batches) => {
        const caret = this.page?.caret() ?? null;
        return this.heard(await bridge.applyText({ story, version, batch, batches: batches as never, caret }));
      },
      peek: async (version) => {
        const { offer, batch } = await bridge.peekText(story, version);
        return offer === null ? null : { offer, batch: batch as never };
      },
      accept: async (version, offer) => {
        const taken = this.heard(await bridge.acceptText(story, version, offer));
        if (taken.two_versions) {
          toasts.say('two_versions.found', { count: taken.two_versions });
          void openStory.reload();
        }
        return taken;
      },
      undo: async (version) => this.heardStep(await bridge.undoText(story, version)),
      redo: async (version) => this.heardStep(await bridge.redoText(story, version)),
      reopen: async () => {
        const { version, fields } = await bridge.openText(story);
        return { version, fields: fields as never };
      },
    };
  }

  private heardStep(step: TextChanged | null) {
    return step && { ...this.heard(step), batch: step.batch as never };
  }

  /** Words, and whether an approval fell or stands again. */
  private heard<Answer extends TextKept>(answer: Answer): Answer {
    openStory.words = answer.words;
    if (answer.voided !== null) {
      this.voided = answer.voided;
      void openStory.reload();
    }
    if (answer.counts_again !== null) {
      this.voided = null;
      toasts.say('done.counts_again', { revision: answer.counts_again });
      void openStory.reload();
    }
    return answer;
  }

  private kept() {
    const now = Date.now();
    saving.done(now);
    this.spellBegan ??= now;
    clearTimeout(this.pause);
    const left = Math.max(0, this.spellBegan + SPELL - now);
    this.pause = setTimeout(() => void this.settle(), Math.min(PAUSE, left));
  }

  /** Makes one entry of what was typed, and reads what it changed beside the text. */
  private async settle() {
    clearTimeout(this.pause);
    const { story, outbox } = this;
    if (!outbox || (this.spellBegan === null && !outbox.isUnsent)) return;
    this.spellBegan = null;
    // A failure is said by the save state, and the words stay in the journal until the next pause.
    await outbox.alone(() => bridge.sealText(story)).catch(() => undefined);
    if (story === this.story) await openStory.reload();
  }

  /** The desk's text and the page's have parted: the desk's is shown, and what was not kept is handed back in words. */
  private async parted(unsent: readonly unknown[], code: PartedWhy) {
    const words = unsent.flatMap((batch) => Object.values(batch as Record<string, { insert?: string }[]>).flat().map((op) => op.insert ?? '')).join('').replace(/\uFFFC/g, '\n').trim();
    this.trouble = { code, params: { words } };
    const { page } = this;
    const text = await bridge.openText(this.story).catch(() => null);
    if (!text || !page || page !== this.page) return;
    page.reset(text.fields as never);
    this.outbox = this.newOutbox(page, text.version);
    // Who may type here may have changed with it.
    await openStory.reload();
  }

  private listen(): () => void {
    const look = (story: string) => story === this.story && this.outbox?.look();
    const waiting = onTextWaiting(look);
    const changed = onChange((changes: Change[]) => {
      for (const change of changes) if (change.what === 'text' && change.by !== session.who?.id) look(change.id);
    });
    return () => {
      void waiting.then((stop) => stop());
      void changed.then((stop) => stop());
    };
  }

  /** A window that goes out of sight may not come back. */
  private onHidden(): () => void {
    const hidden = () => document.visibilityState === 'hidden' && void this.settle();
    document.addEventListener('visibilitychange', hidden);
    return () => document.removeEventListener('visibilitychange', hidden);
  }
}

export const writing = new Writing();
