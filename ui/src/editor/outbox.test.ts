// The protocol, spoken with the real document over a line that can be made to fail.

import { EditorState } from 'prosemirror-state';
import type { Node } from 'prosemirror-model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localEdit } from './edit';
import { idsOf } from './ids';
import { Outbox, type Authority, type Kept, type Page, type SaveState } from './outbox';
import { project } from './project';
import { receive } from './receive';
import { AuthorityProcess } from './testing/authority';
import { projectionOf, type Json } from './testing/projection';
import type { Batch } from './wire';

let authority: AuthorityProcess;
let stories = 0;

beforeAll(() => {
  authority = new AuthorityProcess();
});
afterAll(() => authority?.end());

/** Time that passes only when told to. */
class HandClock {
  private now = 0;
  private calls: { at: number; call: () => void }[] = [];

  after(milliseconds: number, call: () => void): () => void {
    const entry = { at: this.now + milliseconds, call };
    this.calls.push(entry);
    return () => void (this.calls = this.calls.filter((other) => other !== entry));
  }

  pass(milliseconds: number) {
    this.now += milliseconds;
    const due = this.calls.filter(({ at }) => at <= this.now);
    this.calls = this.calls.filter(({ at }) => at > this.now);
    for (const { call } of due) call();
  }
}

class TestPage implements Page {
  state: EditorState;
  composing = false;
  held = false;

  constructor(fields: Batch) {
    this.state = EditorState.create({ doc: project(fields) });
  }

  doc(): Node {
    return this.state.doc;
  }

  receive(batch: Batch) {
    this.state = this.state.apply(receive(this.state, batch));
  }

  isComposing() {
    return this.composing;
  }

  hold(on: boolean) {
    this.held = on;
  }
}

type LineFault = 'lose the request' | 'lose the answer';

/** The desk at the end of a line; like the app's, it knows the last batch id again. */
class Line implements Authority {
  faults: LineFault[] = [];
  calls: string[] = [];
  /** Called while an offer is on its way to the page. */
  onOffer: () => void = () => {};
  private last: { id: string; kept: Kept } | null = null;

  constructor(private readonly story: string, private readonly peer: string) {}

  async apply(version: string, batchId: string, batches: Batch[]): Promise<Kept> {
    this.calls.push(`apply ${batchId}`);
    return this.send(async () => {
      if (this.last?.id === batchId) return this.last.kept;
      const kept = await this.kept('apply', { v: Number(version), batches });
      this.last = { id: batchId, kept };
      return kept;
    });
  }

  async peek(version: string) {
    const { none, offer, batch } = await this.call<{ none?: true; offer: number; batch: Batch }>('peek', { v: Number(version) });
    this.onOffer();
    return none ? null : { offer: String(offer), batch };
  }

  accept(version: string, offer: string): Promise<Kept> {
    return this.send(() => this.kept('accept', { v: Number(version), offer: Number(offer) }));
  }

  undo = (version: string) => this.walk('undo', version);
  redo = (version: string) => this.walk('redo', version);

  async reopen() {
    const { v, fields } = await this.call<{ v: number; fields: Batch }>('open', {});
    return { version: String(v), fields };
  }

  read() {
    return this.call<{ projection: Json }>('read', {});
  }

  async deliver(from: string) {
    await this.call('deliver', { from_peer: from });
  }

  private async walk(way: string, version: string) {
    const { none, v, batch } = await this.call<{ none?: true; v: number; batch: Batch }>(way, { v: Number(version) });
    return none ? null : { version: String(v), batch };
  }

  private async send<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    const fault = this.faults.shift();
    if (fault === 'lose the request') throw new Error('the line is down');
    const answer = await call();
    if (fault === 'lose the answer') throw new Error('the line is down');
    return answer;
  }

  private async kept(call: string, params: object): Promise<Kept> {
    return { version: String((await this.call<{ v: number }>(call, params)).v) };
  }

  private async call<Answer>(call: string, params: object): Promise<Answer> {
    return authority.call<Answer>(call, { story: this.story, peer: this.peer, ...params });
  }
}

/** A writer at one desk. */
class Writer {
  readonly clock = new HandClock();
  readonly states: SaveState[] = [];
  readonly parted: Batch[][] = [];
  private readonly newId;

  private constructor(readonly line: Line, readonly page: TestPage, readonly outbox: Outbox, peer: string) {
    this.newId = idsOf(peer);
  }

  static async open(story: string, peer: string): Promise<Writer> {
    const line = new Line(story, peer);
    const { version, fields } = await line.reopen();
    const page = new TestPage(fields);
    let batches = 0;
    const writer: Writer = new Writer(
      line,
      page,
      new Outbox({
        authority: line,
        page,
        clock: { after: (milliseconds, call) => writer.clock.after(milliseconds, call) },
        version,
        newBatchId: () => `b${++batches}`,
        onState: (state) => writer.states.push(state),
        onParted: (unsent) => writer.parted.push(unsent),
      }),
      peer,
    );
    return writer;
  }

  type(words: string) {
    for (const letter of words) {
      const tr = this.page.state.tr.insertText(letter, this.page.state.doc.content.size - 1);
      const batch = localEdit(tr, this.newId)!;
      this.page.state = this.page.state.apply(tr);
      this.outbox.push(batch);
    }
  }

  get words(): string {
    return this.page.doc().textContent;
  }

  async agrees() {
    expect(projectionOf(this.page.doc()), 'the page shows the desk’s text').toEqual((await this.line.read()).projection);
  }

  /** Lets what is under way come to its end. */
  settled(): Promise<void> {
    return this.outbox.alone(async () => {});
  }
}

const newWriter = (story = `outbox-${++stories}`, peer = '7') => Writer.open(story, peer);

/** Waits for whatever is in the lane without sending anything more. */
async function until(condition: () => boolean) {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

test('quick keys travel as one batch, soon after the first', async () => {
  const writer = await newWriter();
  writer.type('Wheat');
  expect(writer.states).toEqual(['saving']);
  writer.clock.pass(300);
  await until(() => writer.states.at(-1) === 'saved');
  expect(writer.line.calls).toEqual(['apply b1']);
  await writer.agrees();
});

test('flush sends at once and answers when all is kept', async () => {
  const writer = await newWriter();
  writer.type('Wheat');
  await writer.outbox.flush();
  expect(writer.states).toEqual(['saving', 'saved']);
  expect(writer.outbox.isUnsent).toBe(false);
  await writer.agrees();
});

test('a lost request is sent again with the same id', async () => {
  const writer = await newWriter();
  writer.line.faults = ['lose the request'];
  writer.type('Wheat');
  await expect(writer.outbox.flush()).rejects.toThrow('the line is down');
  expect(writer.states).toEqual(['saving', 'failed']);
  writer.type(' up');
  writer.clock.pass(5_000);
  await until(() => writer.line.calls.length === 2);
  await writer.outbox.flush();
  expect(writer.line.calls).toEqual(['apply b1', 'apply b1', 'apply b2']);
  expect(writer.states.at(-1)).toBe('saved');
  await writer.agrees();
});

test('a lost answer does not double the words', async () => {
  const writer = await newWriter();
  writer.line.faults = ['lose the answer'];
  writer.type('Wheat');
  await expect(writer.outbox.flush()).rejects.toThrow('the line is down');
  await writer.outbox.flush();
  expect(writer.words).toBe('Wheat');
  await writer.agrees();
});

test('the words of others come in when the page is quiet', async () => {
  const [mine, theirs] = [await newWriter(), await newWriter(`outbox-${stories}`, '8')];
  theirs.type('Rain');
  await theirs.outbox.flush();
  await mine.line.deliver('8');
  mine.outbox.look();
  mine.clock.pass(1_000);
  await until(() => mine.words === 'Rain');
  mine.type(' and wind');
  await mine.outbox.flush();
  await mine.agrees();
});

test('an offer is dropped when something was typed since, and comes again', async () => {
  const [mine, theirs] = [await newWriter(), await newWriter(`outbox-${stories}`, '8')];
  theirs.type('Rain');
  await theirs.outbox.flush();
  await mine.line.deliver('8');
  let typed = 0;
  mine.line.onOffer = () => {
    if (typed++ < 2) mine.type('x');
  };
  mine.outbox.look();
  for (let round = 0; round < 4; round++) {
    mine.clock.pass(1_000);
    await mine.settled();
  }
  expect(typed).toBeGreaterThan(2);
  expect(mine.words).toContain('Rain');
  expect(mine.words).toContain('xx');
  await mine.agrees();
});

test('somebody who never stops typing is held for one round trip', async () => {
  const [mine, theirs] = [await newWriter(), await newWriter(`outbox-${stories}`, '8')];
  theirs.type('Rain');
  await theirs.outbox.flush();
  await mine.line.deliver('8');
  mine.line.onOffer = () => {
    if (!mine.page.held) mine.type('x');
  };
  mine.outbox.look();
  for (let round = 0; round < 8 && !mine.words.includes('Rain'); round++) {
    mine.clock.pass(1_000);
    await mine.settled();
  }
  expect(mine.words).toContain('Rain');
  expect(mine.page.held, 'the keys are free again').toBe(false);
  await mine.agrees();
});

test('nothing comes in while a composition is under way', async () => {
  const [mine, theirs] = [await newWriter(), await newWriter(`outbox-${stories}`, '8')];
  theirs.type('Rain');
  await theirs.outbox.flush();
  await mine.line.deliver('8');
  mine.page.composing = true;
  mine.outbox.look();
  mine.clock.pass(1_000);
  await mine.settled();
  expect(mine.words).toBe('');
  mine.page.composing = false;
  mine.clock.pass(1_000);
  await until(() => mine.words === 'Rain');
});

test('undo sends first what is typed and then takes it back', async () => {
  const writer = await newWriter();
  writer.type('Wheat');
  expect(await writer.outbox.undo()).toBe(true);
  expect(writer.words).toBe('');
  expect(await writer.outbox.redo()).toBe(true);
  expect(writer.words).toBe('Wheat');
  expect(await writer.outbox.redo()).toBe(false);
  await writer.agrees();
});

test('an acceptance whose answer was lost does not part the texts', async () => {
  const [mine, theirs] = [await newWriter(), await newWriter(`outbox-${stories}`, '8')];
  theirs.type('Rain');
  await theirs.outbox.flush();
  await mine.line.deliver('8');
  mine.line.faults = ['lose the answer'];
  mine.outbox.look();
  mine.clock.pass(200);
  await until(() => mine.states.includes('failed'));
  mine.type('!');
  await mine.outbox.flush();
  expect(mine.words).toBe('Rain!');
  expect(mine.parted).toEqual([]);
  await mine.agrees();
});

test('texts that have parted are told of, with what was not kept', async () => {
  const writer = await newWriter();
  const other = new Line(`outbox-${stories}`, '7');
  await other.apply('0', 'other', [{ headline: [{ insert: 'Wheat' }] }]);
  writer.type('Rain');
  await expect(writer.outbox.flush()).rejects.toMatchObject({ code: 'version' });
  expect(writer.parted).toEqual([[{ body: [{ insert: 'Rain' }] }]]);
  await expect(writer.outbox.flush()).rejects.toMatchObject({ code: 'parted' });
});

test('what is put in apart is a batch of its own, and keys wait for it', async () => {
  const writer = await newWriter();
  writer.type('Rain');
  const putIn = writer.outbox.apart(async () => {
    expect(writer.page.held, 'keys wait while something is read').toBe(true);
    writer.type(' and wind');
  });
  expect(writer.page.held, 'from the first moment').toBe(true);
  await putIn;
  expect(writer.page.held).toBe(false);
  expect(writer.line.calls, 'one step before it, one for it').toEqual(['apply b1', 'apply b2']);
  await writer.agrees();
});

test('what is put in apart is on the page while the desk does not answer', async () => {
  const writer = await newWriter();
  writer.type('Rain');
  writer.line.faults = ['lose the request', 'lose the request', 'lose the request'];
  await writer.outbox.apart(async () => writer.type(' and wind'));
  expect(writer.words).toBe('Rain and wind');
  await writer.outbox.flush().catch(() => undefined);
  await writer.outbox.flush();
  await writer.agrees();
});
