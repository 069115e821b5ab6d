// Pictures in the text: how one comes in, how the keys go through its words, and that none of them loses it.

import { NodeSelection, type Command, type EditorState } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { backspace, COMMANDS, enter, insertFigure } from './commands';
import { localEdit } from './edit';
import { flatten } from './flatten';
import { idsOf } from './ids';
import { project } from './project';
import { PICTURE, draw, stateOf } from './testing/pictures';

const FIGURE = ['1-1 | fig at work', 'fig:1-1:alt = nine people', 'fig:1-1:credit = a hand'];

/** The state after a command, repaired as every local edit is. */
function after(state: EditorState, command: Command, newId = idsOf('9')): EditorState {
  let next = state;
  command(state, (tr) => {
    if (localEdit(tr, newId)) next = state.apply(tr);
  });
  return next;
}

const fieldOf = ({ selection: { $from } }: EditorState) => `${$from.parent.type.name} ${$from.parentOffset}`;

test('a picture comes in behind the block of the caret, with the caret in its caption', () => {
  const check = (before: string[], expected: string[]) => {
    const state = after(stateOf(before), insertFigure(PICTURE));
    expect(draw(state.doc)).toEqual(expected);
    expect(fieldOf(state)).toBe('figure 0');
  };
  check(['1-1 | p o_ne', '1-2 | p two'], ['1-1 | p one', '9-1 | fig', '1-2 | p two']);
  check(['_'], ['9-1 | fig']);
  check(['1-1 | pull said_', 'pull:1-1:by = somebody'], ['1-1 | pull said', '9-1 | fig', 'pull:1-1:by = somebody']);
  check(['1-1 | pull said', 'pull:1-1:by = some_body'], ['1-1 | pull said', '9-1 | fig', 'pull:1-1:by = somebody']);
  check(['1-1 | p one{2-1}', '1-2 | p two', 'note:2-1 = wh_y'], ['1-1 | p one{2-1}', '1-2 | p two', '9-1 | fig', 'note:2-1 = why']);
  check(['1-1 | ul:a li:b p on_e'], ['1-1 | ul:a li:b p one', '9-1 | ul:a li:b fig']);
});

test('Enter leads from the caption through the words of the picture to a new paragraph', () => {
  let state = stateOf(['1-1 | fig at_ work', ...FIGURE.slice(1)]);
  const places = [];
  for (let i = 0; i < 3; i++) {
    state = after(state, enter);
    places.push(fieldOf(state));
  }
  expect(places).toEqual(['alt 11', 'credit 6', 'paragraph 0']);
  expect(draw(state.doc)).toEqual([FIGURE[0], '9-1 | p', ...FIGURE.slice(1)]);
});

test('Backspace leaves empty words backwards and takes no picture away', () => {
  const state = after(stateOf(['1-1 | fig at work', 'fig:1-1:alt = _']), backspace);
  expect(fieldOf(state)).toBe('figure 7');
  const same = (before: string[]) => expect(draw(after(stateOf(before), backspace).doc)).toEqual(before.map((line) => line.replace('_', '')));
  same(['1-1 | fig _at work', ...FIGURE.slice(1)]);
  same(['1-0 | p one', '1-1 | fig _at work']);
  same(['1-1 | fig at work', '1-2 | p _two', ...FIGURE.slice(1)]);
});

test('Backspace at the start of a caption selects the figure, and the next one takes it away', () => {
  const selected = after(stateOf(['1-0 | p one', '1-1 | fig _at work', ...FIGURE.slice(1)]), backspace);
  expect(selected.selection).toBeInstanceOf(NodeSelection);
  expect(draw(after(selected, backspace).doc)).toEqual(['1-0 | p one', '(fig:1-1:alt = nine people)', '(fig:1-1:credit = a hand)']);
});

test('no style makes anything else of a caption', () => {
  const before = ['1-1 | fig a_t work', ...FIGURE.slice(1)];
  for (const name of ['paragraph', 'heading2', 'pull'] as const) {
    expect(draw(after(stateOf(before), COMMANDS[name]).doc), name).toEqual(FIGURE);
  }
});

test('a picture is deleted as one, and its words are there when it comes back', () => {
  const state = stateOf(['1-0 | p one', ...FIGURE]);
  const place = state.doc.content.size - [...state.doc.children].slice(3).reduce((size, node) => size + node.nodeSize, 0);
  const gone = after(state.apply(state.tr.setSelection(NodeSelection.create(state.doc, place))), backspace);
  expect(draw(gone.doc)).toEqual(['1-0 | p one', '(fig:1-1:alt = nine people)', '(fig:1-1:credit = a hand)']);
});

test('a figure without a picture is a paragraph that keeps its words', () => {
  for (const asset of [undefined, '', '0F'.repeat(32), 7]) {
    const attributes = { 'b:id': '1-1', 'b:type': 'figure', ...(asset === undefined ? {} : { 'b:asset': asset }) };
    const doc = project({ body: [{ insert: '\uFFFC', attributes }, { insert: 'words' }], 'fig:1-1:alt': [{ insert: 'alt' }] });
    expect(draw(doc)).toEqual(['1-1 | p words', '(fig:1-1:alt = alt)']);
  }
  expect(flatten(stateOf(FIGURE).doc).body![0]).toEqual({ insert: '\uFFFC', attributes: { 'b:id': '1-1', 'b:type': 'figure', 'b:asset': PICTURE } });
});
