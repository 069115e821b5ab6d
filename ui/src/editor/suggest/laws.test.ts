// Laws of suggesting, for random edits of two people who suggest and one who writes.

import { EditorState } from 'prosemirror-state';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { localEdit } from '../edit';
import { flatten, leavesOf } from '../flatten';
import { idsOf } from '../ids';
import { project } from '../project';
import { applied } from '../receive';
import { decided, inOrder, type Decision } from '../testing/deciding';
import { randomEdit } from '../testing/edits';
import { Random, runSettings, withSeed } from '../testing/random';
import { allOps, ATOM, isDelete, isInsert, MARKER, type Batch, type Op } from '../wire';
import { gridOf, readLines } from '../grid';
import { besideOf, sideName } from '../sides';
import { noteAttribute, readNoteId } from '../units';
import { isSuggestionKey } from './attributes';
import { suggestedTransaction, type SuggestedEdit } from './suggest';
import { Suggester } from './suggester';

const { seed, cases } = runSettings(12_000);
const STORY = 40;

test('a suggestion changes nothing that is read, and accepted it is the edit', async () => {
  for (let story = 0; story * STORY < cases; story++) await withSeed(seed + 700_000 + story, writeStory);
});

function writeStory(random: Random) {
  const people = ['7', '8'].map((peer) => ({ newId: idsOf(peer), suggester: new Suggester(idsOf(`s${peer}`)) }));
  const writer = idsOf('9');
  let state = EditorState.create({ doc: project({}) });
  let order: string[] = [];
  for (let count = 0; count < STORY; count++) {
    const edit = randomEdit(state, random);
    // A story begins with words to suggest about.
    if (count < STORY / 4 || random.chance(0.1)) {
      state = writeDirectly(edit.state, edit.tr, edit.kind, writer) ?? state;
      continue;
    }
    const { newId, suggester } = random.pick(people);
    const suggested = suggestedTransaction(edit.state, edit.tr, suggester, newId);
    if (!suggested) continue;
    order = inOrder(order, suggested.batch);
    checkSuggestion(edit.state.doc, suggested, order, edit.kind);
    // What was repaired first, or drew words from one field into another, may be said in several ways.
    const isPlain = edit.tr.steps.length === 1 && Object.keys(suggested.direct).length === 1;
    if (edit.kind === 'type' && isPlain) checkCaret(suggested);
    state = edit.state.apply(suggested.tr);
  }
}

function writeDirectly(state: EditorState, tr: EditorState['tr'], kind: string, newId: () => string): EditorState | null {
  const batch = localEdit(tr, newId);
  if (!batch) return null;
  checkSame(applied(state.doc, batch), tr.doc, `${kind}: the batch does what the edit did`);
  const keys = allOps(batch).flatMap((op) => Object.keys('attributes' in op ? (op.attributes ?? {}) : {}));
  expect(keys.filter(isSuggestionKey), `${kind}: who writes directly suggests nothing`).toEqual([]);
  return state.apply(tr);
}

function checkSuggestion(before: Node, { tr, batch, direct }: SuggestedEdit, order: string[], kind: string) {
  const after = tr.doc;
  after.check();
  checkSame(applied(before, batch), after, `${kind}: the batch does what the page shows`);
  checkSame(project(flatten(after)), after, `${kind}: its flat text gives the document back`);
  const whole = (doc: Node, decision: Decision) => project(decided(flatten(doc), decision, order));
  checkSame(whole(after, 'stand'), whole(before, 'stand'), `${kind}: nothing of what is read changes`);
  const nameless = (doc: Node) => project(withoutIds(decided(flatten(doc), 'accept', order)));
  checkSame(nameless(after), nameless(applied(before, direct)), `${kind}: accepted, it is the edit`);
  checkReach(before, direct, batch, kind);
}

/** Whoever types stands behind what they typed. */
function checkCaret({ tr, direct }: SuggestedEdit) {
  const { $head } = tr.selection;
  const typed = allOps(direct).filter(isInsert).at(-1)?.insert ?? '';
  const words = $head.parent.textBetween(0, $head.parentOffset);
  if (typed && typed !== MARKER) expect(words.endsWith(typed), `“${words}” ends with “${typed}”`).toBe(true);
}

function checkSame(actual: Node, expected: Node, why: string) {
  if (!actual.eq(expected)) expect(actual.toJSON(), why).toEqual(expected.toJSON());
}

/**
 * A moved block or footnote is another one at its new place: each is called by where it stands, its texts likewise, and what shows
 * nowhere is left out.
 */
function withoutIds(fields: Batch): Batch {
  const done: Batch = { headline: fields.headline, standfirst: fields.standfirst };
  let [blocks, notes] = [0, 0];
  done.body = (fields.body ?? []).map((op) => {
    const { 'b:id': id, a, ...rest } = isInsert(op) ? (op.attributes ?? {}) : {};
    if (isInsert(op) && op.insert === MARKER) {
      const name = `b-${++blocks}`;
      const { rows, columns } = gridOf(rest['b:type'] === 'table' ? readLines(rest) : {}, null);
      const cells = rows.flatMap((row) => columns.map((column) => ['cell', `:${row.id}:${column.id}`] as const));
      const kinds = besideOf(String(rest['b:type'])).map((kind) => [kind, ''] as const);
      for (const [kind, place] of [...kinds, ...cells]) {
        const text = fields[sideName(kind, `${id}${place}`)];
        if (text) done[sideName(kind, `${name}${place}`)] = text;
      }
      return { insert: MARKER, attributes: { 'b:id': name, ...rest } };
    }
    const note = readNoteId(a);
    if (!isInsert(op) || op.insert !== ATOM || note === null) return op;
    const name = `n-${++notes}`;
    const text = fields[sideName('note', note)];
    if (text) done[sideName('note', name)] = text;
    return { insert: ATOM, attributes: { a: noteAttribute(name), ...rest } };
  });
  return done;
}

function checkReach(before: Node, direct: Batch, batch: Batch, kind: string) {
  const leaves = leavesOf(before);
  const blocks = (ops: Op[] = []) => {
    const found = new Set<number>();
    let old = 0;
    for (const op of ops) {
      const length = isInsert(op) ? 0 : isDelete(op) ? op.delete : op.retain;
      const speaks = isInsert(op) || isDelete(op) || op.attributes;
      leaves.forEach(({ flat, width, node }, index) => {
        const end = flat + width + node.content.size;
        const reaches = length > 0 ? flat < old + length && old < end : (flat < old && old <= end) || (index === 0 && old === 0);
        if (speaks && reaches) found.add(index);
      });
      old += length;
    }
    return found;
  };
  const touched = blocks(direct.body);
  expect([...blocks(batch.body)].filter((index) => !touched.has(index)), `${kind}: only touched blocks change`).toEqual([]);
}
