// The story on the screen: headline, standfirst and body in one ProseMirror view.
//
// Every local edit is repaired and handed out as a batch; batches of the desk are shown without touching the caret.
// Not here: when batches are sent (`outbox`), any word that people read, and the look beyond what editing needs.

import { EditorState, NodeSelection, Plugin, TextSelection, type Transaction } from 'prosemirror-state';
import type { Node, Slice } from 'prosemirror-model';
import { EditorView } from 'prosemirror-view';
import { anchorsOf, anchorSelection, type Anchor } from './anchors';
import { clearAcrossFields, clickFigure, COMMANDS, fieldOf, insertFigure, openNote, setLink, settingOf, spansFields, type CommandName, type PageField, type Setting } from './commands';
import { localEdit } from './edit';
import './editor.css';
import { fieldDecorations, rootAttributes, type Labels, type Mode, type Placeholders } from './fields';
import { FigureView, type FigureWords, type PictureSource } from './figure';
import { bodyEnd, bodyStart, headlineOf } from './flatten';
import type { NewId } from './ids';
import { storyKeys, type KeyCalls } from './keys';
import { pressLate } from './late';
import { normalise } from './normalise';
import type { Page } from './outbox';
import { cleanSlice, copySerializer, pasteParser, readPlainText } from './paste';
import { caretAt, foreignOf, placed, sliceOf, takePictures, type Foreign } from './pasting';
import { toFlat, toPos } from './positions';
import { project } from './project';
import { receive, replaceDifference } from './receive';
import { bodyCaret, fromStash, toStash } from './stash';
import { withoutStruck } from './suggest/clipboard';
import { suggestionsOf, type Suggestion } from './suggest/list';
import { suggestedTransaction } from './suggest/suggest';
import { Suggester } from './suggest/suggester';
import { takeTyped } from './typed';
import { isEmpty, type Batch } from './wire';

export interface StoryOptions extends KeyCalls {
  /** The whole text, as the desk opens it. */
  fields: Batch;
  newId: NewId;
  /** The names of the fields for people who hear the page. */
  labels: Labels;
  /** What an empty field shows. */
  placeholders: Placeholders;
  mode: Mode;
  /** Whether a suggestion of an earlier sitting is this person's own. */
  isMine?: (sid: string) => boolean;
  /** The language of the story, as in HTML's `lang`. */
  language?: string;
  /** Where a figure's picture comes from, and what stands for one that is not here. */
  pictures: PictureSource;
  missingPicture: string;
  /** What lies over the text without being part of it. */
  plugins?: Plugin[];
  /** The id of an element that describes the body, such as the word count. */
  describedBy?: string;
  /** A local edit, already shown. */
  onBatch: (batch: Batch) => void;
  /** After the selection or the words under it changed. */
  onSetting?: (setting: Setting) => void;
  /** Something from another program was pasted or dropped; without this the page reads it itself. */
  onForeign?: (foreign: Foreign) => void;
  /** Pictures were pasted or dropped. */
  onPictures?: (files: File[]) => void;
  /** Before the selection goes where the window says: that may be out of sight. */
  beforeCaret?: () => void;
  onFocus?: () => void;
  onBlur?: () => void;
}

/** Whether what a newer Stet made is selected as one thing: a letter is no reason to take it away. */
const isClosed = ({ selection }: EditorState) => selection instanceof NodeSelection && selection.node.type.name === 'closed';

/** Milliseconds after which what an input method left behind is in the state. */
const COMPOSED_AFTER = 60;

/** Milliseconds after a text came from the desk in which it is looked over. */
const LOOKS_OVER_AFTER = 200;

type HeldKey = KeyboardEvent | string;

export class StoryPage implements Page {
  readonly view: EditorView;
  private mode: Mode;
  private held: HeldKey[] | null = null;
  /** How many wait for keys to be let in again. */
  private holds = 0;
  private pastesPlainly = false;
  private readonly suggester: Suggester;
  /** What the desk has, while the page shows words that an input method is still composing. */
  private base: Node | null = null;
  private lookingOver: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement, private readonly options: StoryOptions) {
    this.mode = options.mode;
    this.suggester = new Suggester(options.newId, options.isMine);
    this.view = new EditorView(place, {
      state: this.stateOf(options.fields),
      attributes: (state) => rootAttributes(state, this.mode, this.options),
      nodeViews: { figure: (node) => new FigureView(node, options.pictures, this.figureWords()) },
      dispatchTransaction: (tr) => this.dispatch(tr),
      clipboardParser: pasteParser(),
      clipboardSerializer: copySerializer(),
      clipboardTextParser: (text, $context) => readPlainText(text, $context.marks()),
      transformPasted: (slice) => cleanSlice(slice),
      transformCopied: (slice) => withoutStruck(slice),
    });
    this.lookOverSoon();
  }

  doc(): Node {
    return this.base ?? this.view.state.doc;
  }

  isComposing(): boolean {
    return this.view.composing || this.base !== null;
  }

  receive(batch: Batch, why: 'offer' | 'undo' | 'redo') {
    const tr = receive(this.view.state, batch, why === 'offer' ? 'stay' : 'follow');
    if (why !== 'offer') tr.scrollIntoView();
    this.show(tr);
    this.lookOverSoon();
  }

  /** Shows another text, as after opening the story anew. The caret stays where it can. */
  reset(fields: Batch) {
    const { anchor } = this.view.state.selection;
    const caret = toFlat(this.doc(), anchor);
    this.base = null;
    const state = this.stateOf(fields);
    const selection = TextSelection.near(state.doc.resolve(toPos(state.doc, caret)));
    this.view.updateState(state.apply(state.tr.setSelection(selection)));
    this.tellSetting();
  }

  hold(on: boolean) {
    this.holds = Math.max(0, this.holds + (on ? 1 : -1));
    if (on) {
      this.held ??= [];
      return;
    }
    if (this.holds > 0) return;
    const keys = this.held ?? [];
    this.held = null;
    for (const key of keys) this.replay(key);
  }

  /** Puts what was read of a paste in place of the selection, as one edit, also while keys are held for it. */
  putIn(fields: Batch, text: string) {
    this.place(sliceOf(fields, text));
  }

  /** Puts plain words in place of the selection. */
  putInPlainly(text: string) {
    this.place(readPlainText(text, this.view.state.selection.$from.marks()));
  }

  /** Puts a picture behind the block of the caret. */
  putInPicture(asset: string) {
    if (this.mode === 'read') return;
    insertFigure(asset)(this.view.state, (tr) => this.view.dispatch(tr), this.view);
    this.view.focus();
  }

  private figureWords(): FigureWords {
    const { labels, placeholders, missingPicture } = this.options;
    return { caption: labels.caption, placeholder: placeholders.caption ?? '', missing: missingPicture };
  }

  private place(slice: Slice) {
    const keys = this.held;
    this.held = null;
    clearAcrossFields(this.view.state, (tr) => this.edit(tr));
    this.view.dispatch(placed(this.view.state, slice));
    this.held = keys;
  }

  setMode(mode: Mode) {
    if (mode === this.mode) return;
    this.endComposition();
    this.mode = mode;
    this.view.setProps({});
  }

  /** Everything suggested in the text as it is shown, in the order in which it is read. */
  suggestions(): Suggestion[] {
    return suggestionsOf(this.doc());
  }

  /** Selects a suggestion's first place and scrolls to it. */
  showSuggestion({ ranges: [range] }: Suggestion) {
    const { doc, tr } = this.view.state;
    if (!range || range.to > doc.content.size) return;
    this.options.beforeCaret?.();
    this.view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(range.from), doc.resolve(range.to))).scrollIntoView());
  }

  /** The comments' anchors, in the order in which they are read. */
  anchors(): Anchor[] {
    return anchorsOf(this.doc());
  }

  /** The selected words, without struck ones being left out: what a comment is about. */
  selectedWords(): string {
    const { from, to } = this.view.state.selection;
    return this.doc().textBetween(from, Math.min(to, this.doc().content.size), ' ');
  }

  /** Anchors a comment to the selected words, in every mode. False when none are selected or somebody composes. */
  anchor(id: string): boolean {
    if (this.isComposing() || this.view.state.selection.empty) return false;
    const tr = anchorSelection(this.view.state.tr, id);
    const batch = localEdit(tr, this.options.newId);
    if (!batch || isEmpty(batch)) return false;
    this.show(tr);
    this.options.onBatch(batch);
    return true;
  }

  /** Selects the words of an anchor and scrolls to them. */
  showAnchor(id: string) {
    const anchor = this.anchors().find((each) => each.id === id);
    if (!anchor) return;
    this.options.beforeCaret?.();
    const { doc, tr } = this.view.state;
    this.view.dispatch(tr.setSelection(TextSelection.create(doc, anchor.from, anchor.to)).scrollIntoView());
  }

  /** Selects the first words that read so; nothing where there are none. */
  showWords(words: string) {
    const { doc, tr } = this.view.state;
    let found: number | null = null;
    doc.descendants((node, pos) => {
      if (found !== null || !node.isTextblock) return found === null;
      const at = node.textBetween(0, node.content.size, undefined, '\u{FFF9}').indexOf(words);
      if (at >= 0) found = pos + 1 + at;
      return false;
    });
    if (found === null) return;
    this.options.beforeCaret?.();
    this.view.dispatch(tr.setSelection(TextSelection.create(doc, found, found + words.length)).scrollIntoView());
  }

  setLanguage(language: string) {
    if (language === this.options.language) return;
    this.options.language = language;
    this.view.setProps({});
  }

  setting(): Setting {
    return settingOf(this.view.state);
  }

  /** Does what a toolbar button says and returns to the text. False when it does not apply here. */
  run(name: CommandName): boolean {
    if (this.mode === 'read') return false;
    const done = COMMANDS[name](this.view.state, (tr) => this.view.dispatch(tr), this.view);
    this.view.focus();
    return done;
  }

  /** Moves the selected words to the stash, or words of it back. Nothing of the stash is a suggestion. False when it does not apply. */
  stash(way: 'to' | 'from'): boolean {
    if (this.mode !== 'edit' || this.held || this.isComposing()) return false;
    const command = way === 'to' ? toStash : fromStash;
    const done = command(this.view.state, (tr) => this.view.dispatch(tr), this.view);
    this.view.focus();
    return done;
  }

  /** Links the selected words; null takes the link away. */
  link(href: string | null): boolean {
    if (this.mode === 'read') return false;
    const done = setLink(href)(this.view.state, (tr) => this.view.dispatch(tr), this.view);
    this.view.focus();
    return done;
  }

  /** Puts the caret at the end of a field, or back to where it was. */
  focus(field?: PageField) {
    if (field) {
      const { doc } = this.view.state;
      const ends = { headline: headlineOf(doc).nodeSize, standfirst: bodyStart(doc), body: bodyEnd(doc) };
      const selection = TextSelection.near(doc.resolve(ends[field] - 1), -1);
      if (field === 'body') this.options.beforeCaret?.();
      this.view.dispatch(this.view.state.tr.setSelection(selection).scrollIntoView());
    }
    this.view.focus();
  }

  /** Where the caret stands in the body, as a flat offset; null in another field. */
  caret(): number | null {
    const place = toFlat(this.doc(), this.view.state.selection.head);
    return place.field === 'body' ? place.offset : null;
  }

  setCaret(offset: number) {
    const { doc, tr } = this.view.state;
    const selection = TextSelection.near(doc.resolve(toPos(doc, { field: 'body', offset })));
    this.options.beforeCaret?.();
    this.view.dispatch(tr.setSelection(selection).scrollIntoView());
    this.showLine(selection.head);
  }

  /** Puts the selection there and shows it. */
  select(from: number, to: number) {
    this.options.beforeCaret?.();
    this.view.focus();
    const { doc, tr } = this.view.state;
    this.view.dispatch(tr.setSelection(TextSelection.create(doc, from, to)).scrollIntoView());
    this.showLine(from);
  }

  /** With a few lines round it, as far as the look of what stands there asks for; also when the text has no focus. */
  private showLine(pos: number) {
    const { node } = this.view.domAtPos(pos, 1);
    const line = node instanceof HTMLElement ? node : node.parentElement;
    if (line !== this.view.dom) line?.scrollIntoView({ block: 'nearest' });
  }

  /** The first letter in a text takes no longer than the next when it is known that there is nothing to repair. */
  private lookOverSoon() {
    clearTimeout(this.lookingOver);
    this.lookingOver = setTimeout(() => void normalise(this.view.state.tr, this.options.newId), LOOKS_OVER_AFTER);
  }

  destroy() {
    clearTimeout(this.lookingOver);
    this.endComposition();
    this.view.destroy();
  }

  private stateOf(fields: Batch): EditorState {
    return EditorState.create({ doc: project(fields), plugins: [this.input(), bodyCaret(), ...(this.options.plugins ?? []), ...storyKeys(this.calls())] });
  }

  /** What keys ask of the window, which a text that may only be read does not. */
  private calls(): KeyCalls {
    const unlessRead =
      <Args extends unknown[]>(call: (...args: Args) => void) =>
      (...args: Args) => {
        if (this.mode !== 'read') call(...args);
      };
    const { onUndo, onRedo, onLink } = this.options;
    return { onUndo: unlessRead(onUndo), onRedo: unlessRead(onRedo), onLink: unlessRead(onLink) };
  }

  private dispatch(tr: Transaction) {
    if (!tr.docChanged) return this.show(tr);
    if (tr.getMeta('uiEvent') === 'cut' && spansFields(this.view.state)) {
      clearAcrossFields(this.view.state, (clearing) => this.edit(clearing));
      return;
    }
    this.edit(tr);
  }

  private edit(tr: Transaction) {
    if (this.mode === 'suggest') return this.suggest(tr);
    const batch = this.held || this.mode === 'read' ? null : localEdit(tr, this.options.newId);
    if (!batch) return this.redraw();
    this.show(tr);
    this.options.onBatch(batch);
  }

  /**
   * Shows what a transaction suggests in its place. What an input method composes is shown as it comes, since it would
   * lose the words that it is at work on; the whole becomes a suggestion when it is done.
   */
  private suggest(tr: Transaction) {
    const { state } = this.view;
    if (this.view.composing && !this.held && normalise(tr, this.options.newId)) {
      this.base ??= state.doc;
      return this.show(tr);
    }
    const edit = this.held ? null : suggestedTransaction(state, tr, this.suggester, this.options.newId, this.base ?? state.doc);
    if (!edit) return this.redraw();
    this.base = null;
    this.show(edit.tr);
    if (!isEmpty(edit.batch)) this.options.onBatch(edit.batch);
  }

  private endComposition() {
    if (!this.base) return;
    const { base } = this;
    const edit = suggestedTransaction(this.view.state, this.view.state.tr, this.suggester, this.options.newId, base);
    this.base = null;
    // What may not be suggested was only shown.
    if (!edit) return this.show(replaceDifference(this.view.state.tr, base));
    this.show(edit.tr);
    if (!isEmpty(edit.batch)) this.options.onBatch(edit.batch);
  }

  /** The browser may already show what cannot be; drawing the state again takes it back. */
  private redraw() {
    this.view.updateState(this.view.state);
  }

  private show(tr: Transaction) {
    this.view.updateState(this.view.state.apply(tr));
    this.tellSetting();
  }

  private tellSetting() {
    this.options.onSetting?.(this.setting());
  }

  /** Everything that must come before the keymap. */
  private input(): Plugin {
    return new Plugin({
      props: {
        decorations: ({ doc }) => fieldDecorations(doc, this.options.labels, this.options.placeholders),
        handleKeyDown: (_view, event) => this.holdKey(event),
        handleTextInput: (view, _from, _to, text) => {
          if (this.held) return this.held.push(text) > 0;
          if (isClosed(view.state)) return true;
          if (!clearAcrossFields(view.state, (tr) => this.edit(tr))) return false;
          view.dispatch(view.state.tr.insertText(text).scrollIntoView());
          return true;
        },
        handlePaste: (view, _event, slice) => {
          clearAcrossFields(view.state, (tr) => this.edit(tr));
          if (fieldOf(view.state, view.state.selection.from) === 'body') return false;
          view.dispatch(placed(view.state, slice));
          return true;
        },
        handleClickOn: (view, _pos, node, at, { target }) =>
          [openNote(node), clickFigure(node, at, target)].some((command) => command(view.state, view.dispatch, view)),
        handleDOMEvents: {
          paste: (_view, event) => this.takeForeign(event, event.clipboardData),
          drop: (view, event) => !view.dragging && this.takeForeign(event, event.dataTransfer),
          beforeinput: (view, event) => this.refuseInput(event) || this.takeHistoryInput(event) || takeTyped(view, event as InputEvent),
          compositionend: (view) => void setTimeout(() => !view.composing && !view.isDestroyed && this.endComposition(), COMPOSED_AFTER),
          focus: () => void this.options.onFocus?.(),
          blur: () => {
            if (!this.view.composing) this.endComposition();
            this.options.onBlur?.();
          },
        },
      },
    });
  }

  /** The text that may only be read has a caret, but no key changes it. */
  private refuseInput(event: Event): boolean {
    if (this.mode !== 'read') return false;
    event.preventDefault();
    return true;
  }

  /** What comes from another program is read elsewhere; the browser does nothing with it. */
  private takeForeign(event: ClipboardEvent | DragEvent, data: DataTransfer | null): boolean {
    if (this.mode !== 'read' && takePictures(this.view, event, data, this.options.onPictures)) return true;
    const foreign = foreignOf(data, this.pastesPlainly);
    this.pastesPlainly = false;
    if (!foreign || !this.options.onForeign || this.mode === 'read' || this.view.composing) return false;
    event.preventDefault();
    if (event instanceof DragEvent && !caretAt(this.view, event)) return true;
    this.options.onForeign(foreign);
    return true;
  }

  /** Undo from a menu or by gesture is the desk's too. */
  private takeHistoryInput(event: Event): boolean {
    const { inputType } = event as InputEvent;
    if (inputType !== 'historyUndo' && inputType !== 'historyRedo') return false;
    event.preventDefault();
    if (inputType === 'historyUndo') this.options.onUndo();
    else this.options.onRedo();
    return true;
  }

  private holdKey(event: KeyboardEvent): boolean {
    this.pastesPlainly = event.shiftKey && (event.ctrlKey || event.metaKey) && event.code === 'KeyV';
    const isModifier = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(event.key);
    if (!this.held || event.isComposing || event.keyCode === 229 || isModifier) return false;
    return this.held.push(event) > 0;
  }

  private replay(key: HeldKey) {
    const isText = typeof key === 'string' || (key.key.length === 1 && !key.ctrlKey && !key.metaKey);
    if (typeof key !== 'string' && this.view.someProp('handleKeyDown', (handle) => handle(this.view, key))) return;
    if (typeof key !== 'string' && pressLate(this.view, key)) return;
    if (!isText) return;
    const text = typeof key === 'string' ? key : key.key;
    const { from, to } = this.view.state.selection;
    const insert = () => this.view.state.tr.insertText(text, from, to);
    if (!this.view.someProp('handleTextInput', (handle) => handle(this.view, from, to, text, insert))) this.view.dispatch(insert());
  }
}
