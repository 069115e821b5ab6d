// What keys and commands do to a table, and what of it travels.

import { TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { backspace, enter, insertTable } from './commands';
import { localEdit } from './edit';
import { flatten } from './flatten';
import { idsOf } from './ids';
import { project } from './project';
import { receive } from './receive';
import { shownSides } from './sides';
import { suggestionsOf } from './suggest/list';
import { suggestedTransaction } from './suggest/suggest';
import { Suggester } from './suggest/suggester';
import { addLine, arrow, enterCell, nextCell, previousCell, removeLine, removeTable } from './table';
import { stateOf } from './testing/pictures';
import type { Batch } from './wire';
import { EditorState as State } from 'prosemirror-state';

const LINES = { 'b:row:r': 0, 'b:row:s': 10, 'b:col:c': 0, 'b:col:d': 10 };
const TABLE: Batch = {
  body: [{ insert: 'one' }, { insert: '\uFFFC', attributes: { 'b:id': '1-1', 'b:type': 'table', ...LINES } }, { insert: '\uFFFC', attributes: { 'b:id': '1-2' } }, { insert: 'two' }],
  'cell:1-1:r:c': [{ insert: 'Ward' }],
  'cell:1-1:r:d': [{ insert: 'Votes' }],
  'cell:1-1:s:c': [{ insert: 'North' }],
};

/** A page with the table and the caret at the end of a cell. */
function inCell(name: string, fields: Batch = TABLE): EditorState {
  const state = State.create({ doc: project(fields) });
  const cell = shownSides(state.doc).find((side) => side.name === `cell:1-1:${name}`)!;
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, cell.pos + 1 + cell.node.content.size)));
}

function draw(state: EditorState): string[] {
  const rows: string[] = [];
  state.doc.descendants((node) => {
    if (node.type.name === 'row') rows.push(node.children.map((cell) => `${cell.attrs.said === null ? '' : `${cell.attrs.said}:`}${cell.textContent}`).join('|'));
    return node.type.name !== 'row';
  });
  return rows;
}

function done(state: EditorState, command: Command): { state: EditorState; batch: Batch } {
  let after = state;
  let batch: Batch = {};
  const applies = command(state, (tr) => {
    batch = localEdit(tr, idsOf('9')) ?? {};
    after = after.apply(tr);
  });
  expect(applies, 'the command applies here').toBe(true);
  return { state: after, batch };
}

const caretIn = (state: EditorState) => String(state.selection.$head.parent.attrs.of ?? state.selection.$head.parent.textContent);

test('a table reads with its header first, and comes from the page as it went in', () => {
  const state = inCell('r:c');
  expect(draw(state)).toEqual(['Ward|Votes', 'North|']);
  expect(flatten(state.doc)).toEqual({ headline: [], standfirst: [], ...TABLE });
  expect(state.doc.child(3).type.name + state.doc.child(4).type.name).toBe('tablegrid');
  expect(state.doc.child(4).firstChild!.firstChild!.attrs.head).toBe(true);
});

test('a new table has names of its own for each row and column', () => {
  const { state, batch } = done(stateOf(['1-1 | p one_']), insertTable(2, 2));
  expect(draw(state)).toEqual(['|', '|']);
  expect(batch.body).toEqual([
    { retain: 4 },
    { insert: '\uFFFC', attributes: { 'b:id': '9-1', 'b:type': 'table', 'b:row:9-2': 2 ** 20, 'b:row:9-3': 2 ** 21, 'b:col:9-4': 2 ** 20, 'b:col:9-5': 2 ** 21 } },
  ]);
});

test('a row is put between two by one key of the marker', () => {
  const { state, batch } = done(inCell('r:c'), addLine('row', 'after'));
  expect(draw(state)).toEqual(['Ward|Votes', '|', 'North|']);
  expect(batch).toEqual({ body: [{ retain: 3 }, { retain: 1, attributes: { 'b:row:9-1': 5 } }] });
});

test('a row that goes takes no word with it', () => {
  const { state, batch } = done(inCell('s:c'), removeLine('row'));
  expect(draw(state)).toEqual(['Ward|Votes']);
  expect(batch).toEqual({ body: [{ retain: 3 }, { retain: 1, attributes: { 'b:row:s': null } }] });
  const back = state.apply(receive(state, { body: [{ retain: 3 }, { retain: 1, attributes: { 'b:row:s': 10 } }] }));
  expect(draw(back), 'an undo finds them again').toEqual(['Ward|Votes', 'North|']);
});

test('a column goes, and the last one takes the table with it', () => {
  const { state } = done(inCell('r:d'), removeLine('col'));
  expect(draw(state)).toEqual(['Ward', 'North']);
  const cell = shownSides(state.doc)[0]!;
  const inside = state.apply(state.tr.setSelection(TextSelection.create(state.doc, cell.pos + 1)));
  expect(draw(done(inside, removeLine('col')).state)).toEqual([]);
  expect(done(inCell('r:d'), removeTable).batch).toEqual({ body: [{ retain: 3 }, { delete: 1 }] });
});

test('Tab leads from cell to cell, and from the last one to a new row', () => {
  expect(caretIn(done(inCell('r:c'), nextCell).state)).toBe('1-1:r:d');
  expect(caretIn(done(inCell('r:d'), nextCell).state)).toBe('1-1:s:c');
  expect(caretIn(done(inCell('s:c'), previousCell).state)).toBe('1-1:r:d');
  expect(draw(done(inCell('s:d'), nextCell).state)).toEqual(['Ward|Votes', 'North|', '|']);
});

test('Enter leads down, and out of the table into a new paragraph', () => {
  expect(caretIn(done(inCell('r:d'), enter).state)).toBe('1-1:s:d');
  const { state } = done(inCell('s:d'), enterCell);
  expect(state.selection.$head.parent.type.name).toBe('paragraph');
  expect(state.doc.child(5), 'right behind the table').toBe(state.selection.$head.parent);
});

test('arrows lead through the table and leave it', () => {
  expect(caretIn(done(inCell('r:c'), arrow('right')).state)).toBe('1-1:r:d');
  expect(caretIn(done(inCell('r:d'), arrow('down')).state)).toBe('1-1:s:d');
  expect(caretIn(done(inCell('s:d'), arrow('right')).state), 'past the end').toBe('two');
  expect(done(inCell('r:c'), arrow('up')).state.selection.toJSON().type, 'the table as a whole').toBe('node');
});

test('Backspace under a table selects it, and takes it away at the next press', () => {
  const state = State.create({ doc: project(TABLE) });
  const two = state.apply(state.tr.setSelection(TextSelection.near(state.doc.resolve(state.doc.content.size - 4))));
  const selected = done(two, backspace).state;
  expect(draw(selected)).toHaveLength(2);
  expect(draw(done(selected, backspace).state)).toEqual([]);
});

test('rows and columns are suggested in and out, and show as that', () => {
  const check = (name: string, command: Command, rows: string[]) => {
    const state = inCell(name);
    const suggester = new Suggester(idsOf('s'));
    let after = state;
    command(state, (tr) => {
      const edit = suggestedTransaction(state, tr, suggester, idsOf('9'))!;
      after = state.apply(edit.tr);
    });
    expect(draw(after)).toEqual(rows);
    expect(suggestionsOf(after.doc).map(({ kind }) => kind)).toEqual(['table']);
    expect(project(flatten(after.doc)).eq(after.doc)).toBe(true);
  };
  check('s:c', removeLine('row'), ['Ward|Votes', 'del:North|del:']);
  check('r:c', addLine('row', 'after'), ['Ward|Votes', 'ins:|ins:', 'North|']);
  check('r:d', removeLine('col'), ['Ward|del:Votes', 'North|del:']);
});
