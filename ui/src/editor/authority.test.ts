// The editor against the real document: whatever people type, the desk's text is what the page shows.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { TextSelection } from 'prosemirror-state';
import { flatten } from './flatten';
import { project } from './project';
import { AuthorityProcess, AuthorityRefusal } from './testing/authority';
import { TestDesk } from './testing/desk';
import { EDITS_WITHOUT_MOVES, type Words } from './testing/edits';
import { garbage, malformed } from './testing/garbage';
import { projectionOf, type Json } from './testing/projection';
import { runSettings, withSeed, type Random } from './testing/random';
import { ATOM, isInsert, MARKER, type Batch } from './wire';

const { seed, cases } = runSettings(10_000);
let authority: AuthorityProcess;
let stories = 0;

beforeAll(() => {
  authority = new AuthorityProcess();
});
afterAll(() => authority?.end());

/** How many stories are under way at once, so that editor and document work at the same time. */
const ABREAST = 8;

async function abreast(firstSeed: number, more: () => boolean, run: (random: Random, story: string) => Promise<void>) {
  let next = firstSeed;
  const lane = async () => {
    while (more()) {
      const story = newStory();
      await withSeed(next++, (random) => run(random, story));
      await authority.call('close', { story });
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, lane));
}

const newStory = () => `story-${++stories}`;

test('random edits reach the document as they were made', async () => {
  const length = 50;
  let left = Math.ceil(cases / length);
  await abreast(seed, () => left-- > 0, (random, story) => writeAndCompare(random, story, length));
});

async function writeAndCompare(random: Random, story: string, length: number) {
  const desk = await TestDesk.open(authority, story, '7');
  const sent: Promise<unknown>[] = [];
  for (let count = 0; count < length; count++) {
    const edit = desk.randomEdit(random);
    if (edit) sent.push(desk.check(`after ${edit.kind}, edit ${count}`), edit.sent.catch((error: Error) => explain(error, edit.kind)));
    if (random.chance(0.05)) {
      await Promise.all(sent.splice(0));
      await desk.walk(random.chance(0.7) ? 'undo' : 'redo');
    }
  }
  await Promise.all(sent);
  await desk.check('at the end');
}

function explain(error: Error, kind: string): never {
  throw new Error(`${kind}: ${error.message}`, { cause: error });
}

test('any flat text is a valid story with the same words, and both sides read it alike', async () => {
  for (let start = 0; start < cases; start += 500) {
    const batch = Array.from({ length: Math.min(500, cases - start) }, (_, i) => readGarbage(seed + start + i));
    await Promise.all(batch);
  }
});

function readGarbage(caseSeed: number) {
  return withSeed(caseSeed, async (random) => {
    const fields = garbage(random);
    const doc = project(fields);
    doc.check();
    expect(textsOf(flatten(doc)), 'no word is lost').toEqual(textsOf(fields));
    expect(project(flatten(doc)).eq(project(flatten(project(flatten(doc))))), 'flattening keeps the words too').toBe(true);
    const { projection } = await authority.call<{ projection: Json }>('project', { fields });
    expect(projectionOf(doc)).toEqual(projection);
  });
}

/** The words of each field that has any. */
function textsOf(fields: Batch): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [field, ops] of Object.entries(fields)) {
    const text = (ops ?? []).filter(isInsert).map((op) => op.insert).join('').replaceAll(MARKER, '').replaceAll(ATOM, '');
    if (text !== '') texts.set(field, text);
  }
  return texts;
}

test('a malformed edit is refused and changes nothing', async () => {
  let left = cases;
  await abreast(seed + 4_000_000, () => left > 0, async (random, story) => {
    const desk = await TestDesk.open(authority, story, '7');
    for (let count = 0; count < 15; count++) await desk.randomEdit(random)?.sent;
    const before = await desk.read();
    const refused = Array.from({ length: 100 }, () => {
      const batches = [malformed(random, before.fields)];
      const sent = authority.call('apply', { story: desk.story, peer: '7', v: desk.sentVersion, batches });
      return expect(sent, JSON.stringify(batches)).rejects.toBeInstanceOf(AuthorityRefusal);
    });
    left -= refused.length;
    await Promise.all(refused);
    expect(await desk.read(), 'the story is as it was before them').toEqual(before);
    await desk.randomEdit(random)?.sent;
    await desk.check('and takes sound edits');
  });
});

interface Tally {
  merges: number;
  dropped: number;
  undos: number;
}

const MERGES = cases / 2;

test('three desks meet without a lost or doubled character', async () => {
  const tally: Tally = { merges: 0, dropped: 0, undos: 0 };
  const more = () => tally.merges < MERGES;
  await abreast(seed + 1_000_000, more, (random, story) => meet(random, story, tally, { moves: false, undo: false }));
  expect(tally.dropped, 'offers that came too late were dropped').toBeGreaterThan(0);
});

test('three desks meet with words moved and undone, and lose none', async () => {
  const tally: Tally = { merges: 0, dropped: 0, undos: 0 };
  const more = () => tally.merges < MERGES;
  await abreast(seed + 2_000_000, more, (random, story) => meet(random, story, tally, { moves: true, undo: true }));
  expect(tally.undos, 'something was undone').toBeGreaterThan(0);
});

/** Never the same character twice: Hangul, then characters outside the first plane. */
function uniqueWords(): Words {
  let next = 0xac00;
  return (random) => {
    let text = '';
    for (let count = random.between(1, 3); count > 0; count--) {
      text += String.fromCodePoint(next++);
      if (next === 0xd7a4) next = 0x20000;
    }
    return text;
  };
}

async function meet(random: Random, story: string, tally: Tally, { moves, undo }: { moves: boolean; undo: boolean }) {
  const desks: TestDesk[] = [];
  const typed = new Set<string>();
  const removed = new Set<string>();
  const moved = new Set<string>();
  const words = uniqueWords();
  for (const peer of ['11', '12', '13']) {
    const desk = await TestDesk.open(authority, story, peer);
    desk.onOwnChange = (before, after, inserted) => {
      const [old, fresh] = [new Set(before), new Set(after)];
      for (const character of inserted) if (old.has(character)) moved.add(character);
      for (const character of fresh) if (!old.has(character)) typed.add(character);
      // Of a character that two moves doubled, each desk may remove the other's: neither takes away the last on its page.
      for (const character of old) if (countOf(after, character) < countOf(before, character)) removed.add(character);
    };
    desks.push(desk);
  }
  const kinds = moves ? undefined : EDITS_WITHOUT_MOVES;
  for (let round = 0; round < 60; round++) {
    const desk = random.pick(desks);
    const action = random.next();
    if (action < 0.55) await desk.randomEdit(random, words, kinds)?.sent;
    else if (action < 0.75) await desk.deliver(random.pick(desks.filter((other) => other !== desk)), random.below(1000));
    else if (action < 0.95) await take(desk, random, tally, words, kinds);
    else if (undo && (await desk.walk(random.chance(0.7) ? 'undo' : 'redo'))) tally.undos += 1;
  }
  await settle(desks, tally);
  const first = projectionOf(desks[0]!.state.doc);
  for (const desk of desks) {
    await desk.check('the page shows the desk’s text');
    expect(projectionOf(desk.state.doc), 'all desks have the same text').toEqual(first);
  }
  // Breaks are typed by a key and all alike; in a headline they are spaces.
  const isBreak = (character: string) => character === '\n' || character === ' ';
  const present = [...desks[0]!.words].filter((character) => !isBreak(character));
  const lost = [...typed].filter((character) => !isBreak(character) && !removed.has(character) && !present.includes(character));
  expect(lost, 'a character that nobody removed is there').toEqual([]);
  const doubled = present.filter((character, index) => present.indexOf(character) !== index && !moved.has(character));
  expect(doubled, 'a character that no edit moved is there once').toEqual([]);
}

const countOf = (text: string, character: string) => text.split(character).length - 1;

async function take(desk: TestDesk, random: Random, tally: Tally, words: Words, kinds?: string[]) {
  let sent: Promise<unknown> | undefined;
  const outcome = await desk.takeOffer(() => {
    if (random.chance(0.9)) return false;
    sent = desk.randomEdit(random, words, kinds)?.sent;
    return sent !== undefined;
  });
  await sent;
  if (outcome === 'taken') tally.merges += 1;
  if (outcome === 'dropped') tally.dropped += 1;
}

async function settle(desks: TestDesk[], tally: Tally) {
  for (const desk of desks) {
    for (const other of desks) if (other !== desk) await desk.deliver(other);
    while ((await desk.takeOffer()) === 'taken') tally.merges += 1;
  }
  // What the last desk took from others the first ones still lack.
  for (const desk of desks) {
    for (const other of desks) if (other !== desk) await desk.deliver(other);
    while ((await desk.takeOffer()) === 'taken') tally.merges += 1;
  }
}

test('undo goes back step by step to the empty story, and redo to the end', async () => {
  let steps = 0;
  await abreast(seed + 3_000_000, () => steps < cases, async (random, story) => {
    const walked = await writeAndRetrace(random, story);
    steps += walked;
  });
});

/** How many steps it went back and forth. */
async function writeAndRetrace(random: Random, story: string): Promise<number> {
  const desk = await TestDesk.open(authority, story, '7');
  const pictures = [JSON.stringify(projectionOf(desk.state.doc))];
  for (let count = 0; count < 25; count++) {
    await desk.randomEdit(random)?.sent;
    const picture = JSON.stringify(projectionOf(desk.state.doc));
    if (picture !== pictures.at(-1)) pictures.push(picture);
  }
  await retrace(desk, 'undo', pictures.slice(0, -1).reverse());
  await retrace(desk, 'redo', pictures.slice(1));
  return 2 * (pictures.length - 1);
}

async function retrace(desk: TestDesk, way: 'undo' | 'redo', pictures: string[]) {
  for (const picture of pictures) {
    expect(await desk.walk(way), `${way} has a step left`).toBe(true);
    expect(projectionOf(desk.state.doc), way).toEqual(JSON.parse(picture));
  }
  expect(await desk.walk(way), `${way} is at its end`).toBe(false);
}

test('two people who begin an empty story both keep their words', async () => {
  const story = newStory();
  const [one, other] = [await TestDesk.open(authority, story, '1'), await TestDesk.open(authority, story, '2')];
  for (const [desk, words] of [[one, 'Wheat'], [other, 'Rain']] as const) {
    await desk.edit(desk.state, desk.state.tr.insertText(words, desk.state.doc.content.size - 1));
  }
  await settle([one, other], { merges: 0, dropped: 0, undos: 0 });
  expect(projectionOf(one.state.doc)).toEqual(projectionOf(other.state.doc));
  expect(one.state.doc.childCount, 'both wrote in the head block').toBe(3);
  expect(one.words.length).toBe('WheatRain'.length);
});

test('undo leaves what another typed inside my words', async () => {
  const story = newStory();
  const [me, other] = [await TestDesk.open(authority, story, '1'), await TestDesk.open(authority, story, '2')];
  const end = (desk: TestDesk) => desk.state.doc.content.size - 1;
  await me.edit(me.state, me.state.tr.insertText('base ', end(me)));
  await me.edit(me.state, me.state.tr.insertText('mine', end(me)));
  await other.deliver(me);
  await other.takeOffer();
  await other.edit(other.state, other.state.tr.insertText('REMOTE', end(other) - 2));
  await me.deliver(other);
  await me.takeOffer();
  expect(me.words).toBe('base miREMOTEne');
  await me.walk('undo');
  expect(me.words).toBe('base REMOTE');
});

test('the caret stays on its character while another retypes and splits the block', async () => {
  const story = newStory();
  const [me, other] = [await TestDesk.open(authority, story, '1'), await TestDesk.open(authority, story, '2')];
  await me.edit(me.state, me.state.tr.insertText('one two three', me.state.doc.content.size - 1));
  await other.deliver(me);
  await other.takeOffer();
  const caret = me.state.doc.content.size - 3;
  me.state = me.state.apply(me.state.tr.setSelection(TextSelection.create(me.state.doc, caret)));
  await other.edit(other.state, other.state.tr.split(other.state.doc.content.size - 10));
  await other.edit(other.state, other.state.tr.insertText('REMOTE ', 5));
  await me.deliver(other);
  await me.takeOffer();
  const { $from } = me.state.selection;
  expect($from.parent.textContent.slice(0, $from.parentOffset)).toBe('two thr'.slice(-$from.parentOffset));
  expect($from.nodeAfter?.text).toBe('ee');
});
