// Laws that hold inside the window, for random edits and random flat text.

import { EditorState } from 'prosemirror-state';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { localEdit } from './edit';
import { flatten, leavesOf } from './flatten';
import { idsOf } from './ids';
import { toFlat, toPos } from './positions';
import { project } from './project';
import { applied } from './receive';
import { randomEdit } from './testing/edits';
import { Random, runSettings, withSeed } from './testing/random';
import { allOps, ATOM, HEAD, isInsert, MARKER, type Batch } from './wire';

const { seed, cases } = runSettings(20_000);
const STORY = 60;

export function textOf(doc: Node): string {
  return doc.textBetween(0, doc.content.size, '\u0000');
}

function checkSame(actual: Node, expected: Node, why: string) {
  if (!actual.eq(expected)) expect(actual.toJSON(), why).toEqual(expected.toJSON());
}

test('a local edit leaves a valid document that its own flat text gives back', async () => {
  const refused = { count: 0 };
  const done = new Map<string, number>();
  for (let story = 0; story * STORY < cases; story++) {
    await withSeed(seed + story, (random) => writeStory(random, done, refused));
  }
  expect(refused.count, 'almost every edit can be repaired').toBeLessThan(cases / 1000);
  expect(Math.min(...done.values()), 'every kind of edit happens').toBeGreaterThan(0);
});

function writeStory(random: Random, done: Map<string, number>, refused: { count: number }) {
  const newId = idsOf('7');
  let state = EditorState.create({ doc: project(random.chance(0.3) ? WITH_CLOSED : {}) });
  for (let count = 0; count < STORY; count++) {
    const edit = randomEdit(state, random);
    const batch = localEdit(edit.tr, newId);
    if (!batch) {
      refused.count += 1;
      continue;
    }
    done.set(edit.kind, (done.get(edit.kind) ?? 0) + 1);
    const doc = edit.tr.doc;
    doc.check();
    checkSame(project(flatten(doc)), doc, `${edit.kind}: its flat text gives the document back`);
    checkSame(applied(edit.state.doc, batch), doc, `${edit.kind}: the batch does what the edit did`);
    checkBatch(batch, edit.kind);
    checkClosed(edit.state.doc, doc, edit.kind);
    state = edit.state.apply(edit.tr);
  }
}

/** A story with what a newer Stet made. */
const WITH_CLOSED: Batch = {
  body: [
    { insert: 'one' },
    { insert: MARKER, attributes: { 'b:id': '1-1', 'b:type': 'poll', 'b:ends': 2.5 } },
    { insert: 'Yes or no?' },
    { insert: MARKER, attributes: { 'b:id': '1-2' } },
    { insert: 'two' },
    { insert: MARKER, attributes: { 'b:id': '1-3', 'b:type': 'table', 'b:row:r': 1, 'b:col:c': 1, 'b:caption': 'Votes' } },
  ],
};

/** What a newer Stet made stays as it is, goes, or is moved; nothing else becomes such. */
function checkClosed(before: Node, after: Node, kind: string) {
  const closed = (doc: Node) => new Map(leavesOf(doc).filter(({ node }) => node.type.name === 'closed').map(({ node }) => [node.attrs.id, node.attrs.kept]));
  const old = closed(before);
  for (const [id, kept] of closed(after)) expect(kept, `${kind}: it is kept as it is`).toEqual(old.get(id));
}

function checkBatch(batch: Batch, kind: string) {
  for (const op of allOps(batch)) {
    if (!('insert' in op)) continue;
    expect([MARKER, ATOM].includes(op.insert) || !/[\uFFFC\uFFF9]/.test(op.insert), `${kind}: a marker is inserted alone`).toBe(true);
    if (op.insert === ATOM) expect(op.attributes?.a, `${kind}: a footnote has an id`).toBeDefined();
    if (op.insert === MARKER) expect(op.attributes?.['b:id'] ?? HEAD, `${kind}: a marker has an id`).not.toBe(HEAD);
  }
}

test('a position goes to its flat offset and back', async () => {
  let positions = 0;
  for (let story = 0; positions < cases; story++) {
    await withSeed(seed + 500_000 + story, (random) => {
      const newId = idsOf('7');
      let state = EditorState.create({ doc: project({}) });
      for (let count = 0; count < 40; count++) {
        const edit = randomEdit(state, random);
        if (localEdit(edit.tr, newId)) state = edit.state.apply(edit.tr);
      }
      positions += checkPositions(state.doc);
    });
  }
});

/** How many positions it tried. */
function checkPositions(doc: Node): number {
  let tried = 0;
  const flat = flatten(doc);
  const texts = Object.fromEntries(
    Object.entries(flat).map(([field, ops]) => [field, (ops ?? []).filter(isInsert).map((op) => op.insert).join('')]),
  );
  doc.descendants((node, pos) => {
    if (node.isTextblock) {
      const end = pos + 1 + node.content.size;
      expect(toPos(doc, toFlat(doc, end)), 'the end of a block').toBe(end);
      tried += 1;
    }
    if (!node.isText) return;
    for (let i = 0; i < node.nodeSize; i++) {
      const place = toFlat(doc, pos + i);
      expect(toPos(doc, place)).toBe(pos + i);
      expect(texts[place.field]?.[place.offset], 'the unit at the offset is the one at the position').toBe(node.text![i]);
      tried += 1;
    }
  });
  for (const leaf of leavesOf(doc)) {
    if (leaf.width) expect(texts.body?.[leaf.flat], 'a block begins with its marker').toBe(MARKER);
  }
  return tried;
}
