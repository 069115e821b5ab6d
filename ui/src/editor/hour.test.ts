// An hour of typing through the real editor into the real document: no key is lost, and the history stays small.

import { EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localEdit } from './edit';
import { bodyEnd, bodyStart } from './flatten';
import { idsOf, type NewId } from './ids';
import { storyKeys } from './keys';
import { lastLetter } from './letters';
import { Outbox, type Authority, type Clock, type Page } from './outbox';
import { readPlainText } from './paste';
import { placed } from './pasting';
import { project } from './project';
import { receive } from './receive';
import { AuthorityProcess, type Texts } from './testing/authority';
import { doings, HOUR, type Doing } from './testing/hour';
import { projectionOf } from './testing/projection';
import { Random, runSettings } from './testing/random';
import type { Batch } from './wire';

/** The whole history weighs at most so many times the words that are left; as `make bench` holds it for a longer life. */
const HISTORY = 3;

/** Milliseconds without a key after which everything is sent. */
const PAUSE = 250;

const { seed } = runSettings(1);
let process: AuthorityProcess;

beforeAll(() => {
  process = new AuthorityProcess();
});
afterAll(() => process?.end());

/** A clock that goes when somebody does something. */
class TurnedClock implements Clock {
  private now = 0;
  private due: { at: number; call: () => void }[] = [];

  after(milliseconds: number, call: () => void) {
    const entry = { at: this.now + milliseconds, call };
    this.due.push(entry);
    return () => {
      this.due = this.due.filter((other) => other !== entry);
    };
  }

  turn(milliseconds: number) {
    this.now += milliseconds;
    const ready = this.due.filter(({ at }) => at <= this.now).toSorted((a, b) => a.at - b.at);
    this.due = this.due.filter((entry) => !ready.includes(entry));
    for (const { call } of ready) call();
  }
}

/** The page without a window: every key goes through the plugins of the text. */
class Writer implements Page {
  readonly composing = false;
  state: EditorState;
  /** What the keys say should stand in the body, kept without the editor. */
  expected = '';
  keys = 0;
  readonly clock = new TurnedClock();
  readonly outbox: Outbox;
  private readonly newId: NewId = idsOf('7');

  constructor(fields: Batch, authority: Authority) {
    const plugins = storyKeys({ onUndo() {}, onRedo() {}, onLink() {}, typesets: () => false });
    this.state = EditorState.create({ doc: project(fields), plugins });
    this.place(bodyEnd(this.state.doc) - 1);
    const [clock, page] = [this.clock, this];
    this.outbox = new Outbox({ authority, page, clock, version: '0', newBatchId: () => '', onState() {}, onParted: () => expect.unreachable('they parted') });
  }

  dispatch = (tr: Transaction) => {
    const batch = tr.docChanged ? localEdit(tr, this.newId) : null;
    if (tr.docChanged && !batch) throw new Error('the edit is refused');
    this.state = this.state.apply(tr);
    if (batch) this.outbox.push(batch);
  };

  doc = () => this.state.doc;
  isComposing = () => false;
  hold() {}
  endOfTextblock = () => this.state.selection.$from.parentOffset === 0;

  receive(batch: Batch) {
    this.state = this.state.apply(receive(this.state, batch, 'follow'));
  }

  words(from = bodyStart(this.state.doc), to = bodyEnd(this.state.doc)): string {
    return this.state.doc.textBetween(from, to, '\n');
  }

  async pauses() {
    this.clock.turn(PAUSE);
    await this.outbox.flush();
  }

  async does(doing: Doing) {
    this.clock.turn(doing.after);
    this.keys += 1;
    switch (doing.what) {
      case 'type':
        return this.put(doing.text, () => this.type(doing.text));
      case 'enter':
        return this.put('\n', () => this.press('Enter'));
      case 'paste':
        return this.put(doing.text.replaceAll('\n\n', '\n'), () => this.dispatch(placed(this.state, readPlainText(doing.text, []))));
      case 'rub':
        for (let time = 0; time < doing.times; time++) this.rub();
        return;
      case 'jump':
        return this.place(this.somewhere(doing.to));
      case 'select':
        return this.place(this.somewhere(doing.to), doing.letters);
      case 'bold':
        return void this.press('b', true);
      default:
        if (await this.outbox[doing.what]()) this.expected = this.words();
    }
  }

  /** Does something that puts a text in place of the selection, and expects it there. */
  private put(text: string, how: () => void) {
    const { from, to } = this.state.selection;
    const [before, after] = [this.words(bodyStart(this.state.doc), from).length, this.words(bodyStart(this.state.doc), to).length];
    this.expected = this.expected.slice(0, before) + text + this.expected.slice(after);
    how();
  }

  private rub() {
    const { empty, $from, from, to } = this.state.selection;
    // At the start of a line Backspace joins or changes it, which other tests hold.
    if (empty && $from.parentOffset === 0) return;
    const start = empty ? from - lastLetter($from.parent.textContent.slice(0, $from.parentOffset)) : from;
    const [before, after] = [this.words(bodyStart(this.state.doc), start).length, this.words(bodyStart(this.state.doc), to).length];
    this.expected = this.expected.slice(0, before) + this.expected.slice(after);
    this.press('Backspace');
  }

  private type(text: string) {
    const { from, to } = this.state.selection;
    const insert = () => this.state.tr.insertText(text, from, to);
    const taken = this.state.plugins.some((plugin) => plugin.props.handleTextInput?.call(plugin, this as never, from, to, text, insert));
    if (!taken) this.dispatch(insert());
  }

  private press(key: string, ctrlKey = false) {
    const event = { key, keyCode: 0, ctrlKey, metaKey: false, altKey: false, shiftKey: false };
    this.state.plugins.some((plugin) => plugin.props.handleKeyDown?.call(plugin, this as never, event as never));
  }

  /** A place between two letters, that part of the way through the body. */
  private somewhere(part: number): number {
    const { doc } = this.state;
    const pos = Math.round(bodyStart(doc) + part * (bodyEnd(doc) - bodyStart(doc)));
    const $pos = TextSelection.near(doc.resolve(pos), -1).$from;
    const before = $pos.parent.textContent.slice(0, $pos.parentOffset);
    // Never in the middle of a letter: no pointer gets there.
    const whole = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment($pos.parent.textContent)];
    const start = whole.findLast(({ index }) => index <= before.length)?.index ?? 0;
    return $pos.start() + (before.length === $pos.parent.textContent.length ? before.length : start);
  }

  private place(pos: number, letters = 0) {
    const { doc, tr } = this.state;
    const $pos = doc.resolve(pos);
    const rest = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment($pos.parent.textContent.slice($pos.parentOffset))];
    const length = rest.slice(0, letters).reduce((sum, { segment }) => sum + segment.length, 0);
    this.state = this.state.apply(tr.setSelection(TextSelection.create(doc, pos, pos + length)));
  }
}

function authorityOf(story: string, peer: string): Authority {
  const call = <Answer>(name: string, params: object) => process.call<Answer>(name, { story, peer, ...params });
  const kept = ({ v }: { v: number }) => ({ version: String(v) });
  const walk = async (name: string, version: string) => {
    const step = await call<{ none?: true; v: number; batch: Batch }>(name, { v: Number(version) });
    return step.none ? null : { ...kept(step), batch: step.batch };
  };
  return {
    apply: async (version, _id, batches) => kept(await call('apply', { v: Number(version), batches })),
    peek: async () => null,
    accept: () => Promise.reject(new Error('nothing is offered')),
    undo: (version) => walk('undo', version),
    redo: (version) => walk('redo', version),
    reopen: () => Promise.reject(new Error('they agree')),
  };
}

test('an hour of typing arrives letter by letter, and its history stays small', async () => {
  const story = 'an hour';
  const { fields } = await process.call<{ fields: Batch }>('open', { story, peer: '7' });
  const writer = new Writer(fields, authorityOf(story, '7'));
  let done = 0;
  for (const doing of doings(new Random(seed), HOUR)) {
    // The desk answers within a pause, as it does in life; in a burst keys go on while it works.
    if (doing.after > PAUSE) await writer.pauses();
    await writer.does(doing);
    if (++done % 50 === 0) expect(writer.words(), `after ${done} keys, at ${doing.what}`).toBe(writer.expected);
  }
  await writer.outbox.flush();
  const page = projectionOf(writer.state.doc);
  const { projection } = await process.call<Texts>('read', { story, peer: '7' });
  expect(projection, 'the desk has what the page shows').toEqual(page);
  await process.call('open', { story, peer: '8', from_peer: '7' });
  const again = await process.call<Texts>('read', { story, peer: '8' });
  expect(again.projection, 'and so has who opens it from its history').toEqual(page);

  const { checkpoint, updates, log } = await process.call<{ checkpoint: number; updates: number; log: number }>('weigh', { story, peer: '7' });
  const text = new TextEncoder().encode(writer.words()).length;
  const ratio = checkpoint / text;
  console.info(
    `seed ${seed}: ${writer.keys} doings in an hour leave ${text} bytes of text; ` +
      `with their whole history ${checkpoint} bytes, ${ratio.toFixed(2)} times as many (at most ${HISTORY}); ` +
      `${updates} batches as they came have ${log} bytes`,
  );
  expect(ratio).toBeLessThanOrEqual(HISTORY);
});
