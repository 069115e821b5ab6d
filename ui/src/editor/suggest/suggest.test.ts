// What single edits become when they are only suggested, and where the caret goes.

import { readFileSync, writeFileSync } from 'node:fs';
import { TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { backspace, COMMANDS, deleteForward, enter } from '../commands';
import { flatten } from '../flatten';
import { idsOf } from '../ids';
import { inOrder } from '../testing/deciding';
import { outcome } from '../testing/edits';
import { drawSuggested, stateOf } from '../testing/pictures';
import type { Batch, Op } from '../wire';
import { suggestedTransaction } from './suggest';
import { Suggester } from './suggester';

/** An edit and its suggestion, for both sides: `tests/fixtures/suggestions.json`. */
interface Case {
  name: string;
  before: Batch;
  direct: Batch;
  author: string;
  /** The suggestions in `before` that are the author's. */
  mine: string[];
  /** The one that the author made last. */
  newest: string | null;
  /** The ids that the suggestion asks for, in this order. */
  fresh: string[];
  suggested: Batch;
}

const cases: Case[] = [];
const FIXTURE = '../tests/fixtures/suggestions.json';

type Doing = (state: EditorState) => Transaction;

const by =
  (command: Command): Doing =>
  (state) => {
    const tr = outcome(state, command);
    if (!tr) throw new Error('the command does not apply');
    return tr;
  };

const type =
  (text: string): Doing =>
  ({ tr }) =>
    tr.insertText(text);

/** What the browser does for Backspace and Delete inside a line. */
const eraseBefore: Doing = ({ tr, selection: { from } }) => tr.delete(from - 1, from);
const eraseAfter: Doing = ({ tr, selection: { from } }) => tr.delete(from, from + 1);

/** Selects words of the text. */
const select =
  (words: string): Doing =>
  ({ doc, tr }) => {
    let from = -1;
    doc.descendants((node, pos) => {
      if (node.isText && node.text!.includes(words)) from = pos + node.text!.indexOf(words);
    });
    return tr.setSelection(TextSelection.create(doc, from, from + words.length));
  };

/** Puts the caret before words of the text. */
const at =
  (words: string): Doing =>
  (state) => {
    const selecting = select(words)(state);
    return selecting.setSelection(TextSelection.create(state.doc, selecting.selection.from));
  };

/** Somebody with the ids `7-…`, whose suggestions of before are `mine`. */
function suggesting(picture: string[], doings: Doing[]): { state: EditorState; body: Op[] } {
  const newId = idsOf('7');
  let fresh: string[] = [];
  const newFresh = () => {
    const id = newId();
    fresh.push(id);
    return id;
  };
  const suggester = new Suggester(newFresh, (sid) => sid.startsWith('mine'));
  let state = stateOf(picture);
  let body: Op[] = [];
  for (const doing of doings) {
    const tr = doing(state);
    if (!tr.docChanged) {
      state = state.apply(tr);
      continue;
    }
    const { newest } = suggester;
    const before = flatten(state.doc);
    const mine = inOrder([], before).filter((sid) => suggester.owns(sid));
    fresh = [];
    const edit = suggestedTransaction(state, tr, suggester, newId);
    if (!edit) throw new Error('the edit is refused');
    body = edit.batch.body ?? [];
    cases.push({ name: expect.getState().currentTestName ?? '', before, direct: edit.direct, author: '7', mine, newest, fresh, suggested: edit.batch });
    state = state.apply(edit.tr);
  }
  return { state, body };
}

/** `[+7-1:words]` comes in, `[-7-1:words]` goes, `[~7-1:words]` looks otherwise; `_` is the caret. */
function check(before: string[], doings: Doing | Doing[], after: string[], ops?: Op[]) {
  const { state, body } = suggesting(before, [doings].flat());
  expect(drawSuggested(state)).toEqual(after);
  if (ops) expect(body, 'the batch of the last edit').toEqual(ops);
}

test('a typed word is one suggestion, and the caret stays behind it', () => {
  check(['1-1 | p one_ two'], [type(' a'), type('n'), type('d')], ['1-1 | p one[+7-1: and]_ two'], [
    { retain: 7 },
    { insert: 'd', attributes: { 'ins:7-1': true } },
  ]);
});

test('words typed elsewhere are another suggestion', () => {
  check(['1-1 | p one two_'], [type('!'), at('one'), type('x')], ['1-1 | p [+7-2:x]_one two[+7-1:!]']);
});

test('words typed within my own insertion belong to it', () => {
  check(['1-1 | p a[+mine-1:b_c]d'], type('X'), ['1-1 | p a[+mine-1:bX]_[+mine-1:c]d']);
});

test('words typed within another’s insertion are mine', () => {
  check(['1-1 | p a[+2-1:b_c]d'], type('X'), ['1-1 | p a[+2-1:b][+7-1:X]_[+2-1:c]d']);
});

test('backspace strikes, goes left and goes on with its suggestion', () => {
  check(['1-1 | p one two_'], [eraseBefore, eraseBefore], ['1-1 | p one t_[-7-1:wo]'], [{ retain: 6 }, { retain: 1, attributes: { 'del:7-1': true } }]);
});

test('delete strikes, goes right and goes on with its suggestion', () => {
  check(['1-1 | p _one'], [eraseAfter, eraseAfter], ['1-1 | p [-7-1:on]_e']);
});

test('what I struck before is passed over', () => {
  check(['1-1 | p on[-mine-1:e_]'], eraseBefore, ['1-1 | p on_[-mine-1:e]'], []);
  check(['1-1 | p on[-mine-1:_e] two'], eraseAfter, ['1-1 | p on[-mine-1:e]_ two'], []);
});

test('my own suggested words are taken away', () => {
  check(['1-1 | p a[+mine-1:bc_]d'], eraseBefore, ['1-1 | p a[+mine-1:b]_d'], [{ retain: 3 }, { delete: 1 }]);
});

test('another’s suggested words are struck', () => {
  check(['1-1 | p a[+2-1:bc_]d'], eraseBefore, ['1-1 | p a[+2-1:b]_[+2-1-7-1:c]d']);
});

test('what another struck I may strike too', () => {
  check(['1-1 | p on[-2-1:e_]'], eraseBefore, ['1-1 | p on_[-2-1-7-1:e]']);
});

test('a replaced word is one suggestion, the new word behind the old', () => {
  check(['1-1 | p one two six'], [select('two'), type('f'), type('ive')], ['1-1 | p one [-7-1:two][+7-1:five]_ six']);
});

test('a word replaced by one that begins alike is replaced whole', () => {
  check(['1-1 | p one four six'], [select('four'), type('f'), type('ive')], ['1-1 | p one [-7-1:four][+7-1:five]_ six']);
});

test('of two letters alike the one at the caret is struck', () => {
  check(['1-1 | p hel_lo'], [eraseBefore, eraseBefore], ['1-1 | p h_[-7-1:el]lo']);
  check(['1-1 | p he_llo'], [eraseAfter, eraseAfter], ['1-1 | p he[-7-1:ll]_o']);
});

test('words over a boundary are replaced with it', () => {
  const over: Doing = ({ doc, tr }) => tr.setSelection(TextSelection.create(doc, 6, 11));
  check(['1-1 | p one', '1-2 | p two'], [over, type('X')], ['1-1 | p o[-7-1:ne]', '1-2-7-1 | p [-7-1:t][+7-1:X]_wo']);
});

test('words typed amid struck ones come after them', () => {
  check(['1-1 | p a[-2-1:b_c]d'], type('X'), ['1-1 | p a[-2-1:bc][+7-1:X]_d']);
});

test('enter is a suggested boundary, and what is typed behind it goes with it', () => {
  check(['1-1 | p one_two'], [by(enter), type('X')], ['1-1 | p one', '7-1+7-2 | p [+7-2:X]_two']);
});

test('enter at the start of a block leaves the words their identity', () => {
  check(['1-1 | p one', '1-2 | p _two'], by(enter), ['1-1 | p one', '7-1+7-2 | p', '1-2 | p _two']);
});

test('backspace at the start of a block strikes the boundary and goes left of it', () => {
  check(['1-1 | p one', '1-2 | p _two'], by(backspace), ['1-1 | p one_', '1-2-7-1 | p two'], [{ retain: 4 }, { retain: 1, attributes: { 'del:7-1': true } }]);
});

test('delete at the end of a block strikes the boundary and goes right of it', () => {
  check(['1-1 | p one_', '1-2 | p two'], by(deleteForward), ['1-1 | p one', '1-2-7-1 | p _two']);
});

test('my own boundary is taken away', () => {
  check(['1-1 | p one_two'], [by(enter), by(backspace)], ['1-1 | p one_two']);
});

test('a retyped block keeps beside it what it was', () => {
  check(['1-1 | p o_ne'], by(COMMANDS.heading3), ['1-1~7-1 | h3 o_ne'], [
    { retain: 1, attributes: { 'b:type': 'heading', 'b:level': 3, 'fmt:7-1': '{"b:level":[null,3],"b:type":[null,"heading"]}' } },
  ]);
});

test('a block retyped twice and back is as it was', () => {
  check(['1-1 | p o_ne'], [by(COMMANDS.heading3), by(COMMANDS.heading2)], ['1-1~7-1 | h2 o_ne'], [
    { retain: 1, attributes: { 'b:level': 2, 'fmt:7-1': '{"b:level":[null,2],"b:type":[null,"heading"]}' } },
  ]);
  check(['1-1 | p o_ne'], [by(COMMANDS.heading3), by(COMMANDS.paragraph)], ['1-1 | p o_ne']);
});

test('a list is a suggested change of its blocks', () => {
  check(['1-1 | p o_ne'], by(COMMANDS.bullets), ['1-1~7-3 | ul:7-1 li:7-2 p o_ne']);
  check(['1-1 | ul:a li:b p one', '1-2 | ul:a li:c p t_wo'], by(COMMANDS.sink), ['1-1 | ul:a li:b p one', '1-2~7-2 | ul:a li:b ul:7-1 li:c p t_wo']);
});

test('a word made strong looks so and remembers that it was not', () => {
  check(['1-1 | p one two'], [select('two'), by(COMMANDS.strong)], ['1-1 | p one [~7-1:*two*]_'], [
    { retain: 5 },
    { retain: 3, attributes: { strong: true, 'fmt:7-1': '{"strong":[null,true]}' } },
  ]);
});

test('a look changed and changed back is no suggestion', () => {
  check(['1-1 | p one two'], [select('two'), by(COMMANDS.strong), by(COMMANDS.strong)], ['1-1 | p one two_']);
});

test('my own words change their look without a word about it', () => {
  check(['1-1 | p one [+mine-1:two]'], [select('two'), by(COMMANDS.strong)], ['1-1 | p one [+mine-1:*two*]_']);
});

test('a look that another changed too is a further link', () => {
  const { body } = suggesting(['1-1 | p [~2-1:*one*]'], [select('one'), by(COMMANDS.strong)]);
  expect(body).toEqual([{ retain: 1 }, { retain: 3, attributes: { strong: null, 'fmt:7-1': '{"strong":[true,null]}' } }]);
});

test('all words of the first block struck leave no block behind', () => {
  check(['p o_', '1-1 | p two'], eraseBefore, ['p _[-7-1:o]', '1-1 | p two'], [{ retain: 1, attributes: { 'del:7-1': true } }]);
});

test('a moved block stands twice, under two identities', () => {
  const move: Doing = ({ doc, tr }) => {
    const node = doc.child(2);
    const pos = doc.child(0).nodeSize + doc.child(1).nodeSize;
    return tr.delete(pos, pos + node.nodeSize).insert(tr.doc.content.size, node);
  };
  const { state } = suggesting(['1-1 | p one', '1-2 | p two', '1-3 | p six'], [move]);
  expect(drawSuggested(state).map((line) => line.replace('_', ''))).toEqual([
    '1-1-7-1 | p [-7-1:one]', '1-2 | p two', '1-3 | p six', '7-2+7-1 | p [+7-1:one]',
  ]);
});

// Last, since it tells of all edits above.
test('the desk is held to the same cases', () => {
  const now = `[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;
  if (process.env.STET_WRITE_FIXTURES) writeFileSync(FIXTURE, now);
  expect(cases.length).toBeGreaterThan(20);
  expect(JSON.parse(readFileSync(FIXTURE, 'utf8')), 'STET_WRITE_FIXTURES=1 writes what the code says').toEqual(cases);
});
