// What a batch of the desk does to the page and to the caret.

import { expect, test } from 'vitest';
import { receive } from './receive';
import { draw, stateOf } from './testing/pictures';
import type { Op } from './wire';

/** `_` in the pictures is the caret. */
function check(before: string[], body: Op[], after: string[], caret: 'stay' | 'follow' = 'stay') {
  const state = stateOf(before);
  const next = state.apply(receive(state, { body }, caret));
  const { from } = next.selection;
  const drawn = draw(next.apply(next.tr.insertText('_', from)).doc);
  expect(drawn).toEqual(after);
}

const marker = (id: string, more = {}): Op => ({ insert: '\uFFFC', attributes: { 'b:id': id, ...more } });

test('words of others before the caret push it on', () => {
  check(['1-1 | p one_ two'], [{ retain: 1 }, { insert: 'no ' }], ['1-1 | p no one_ two']);
});

test('words of others at the caret come after it', () => {
  check(['1-1 | p one_ two'], [{ retain: 4 }, { insert: 'X' }], ['1-1 | p one_X two']);
});

test('a split by others leaves the caret with its words', () => {
  check(['1-1 | p one tw_o'], [{ retain: 5 }, marker('2-1')], ['1-1 | p one ', '2-1 | p tw_o']);
});

test('a join by others leaves the caret with its words', () => {
  check(['1-1 | p one', '1-2 | p t_wo'], [{ retain: 4 }, { delete: 1 }], ['1-1 | p onet_wo']);
});

test('a block that gets another marker keeps the caret at its start', () => {
  check(['1-1 | p one', '1-2 | p _two'], [{ retain: 4 }, { delete: 1 }, marker('2-1')], ['1-1 | p one', '2-1 | p _two']);
});

test('a retyped and nested block keeps its words', () => {
  const change = { 'b:type': 'heading', 'b:level': 4, 'b:p': '["quote:2-1"]' };
  check(['1-1 | p o_ne'], [{ retain: 1, attributes: change }], ['1-1 | quote:2-1 h4 o_ne']);
});

test('words whose block is deleted fall to the block before', () => {
  check(['1-1 | p one_', '1-2 | p two'], [{ retain: 4 }, { delete: 1 }, { retain: 3 }], ['1-1 | p one_two']);
});

test('an undo takes the caret to what it changed', () => {
  check(['1-1 | p _one two'], [{ retain: 4 }, { delete: 4 }], ['1-1 | p one_'], 'follow');
});

test('a block that nothing touches is the same node after it', () => {
  const state = stateOf(['1-1 | p one', '1-2 | ul:a li:b p two', '1-3 | p three']);
  const next = state.apply(receive(state, { body: [{ retain: 1 }, { insert: 'X' }] }));
  expect(next.doc.child(3)).toBe(state.doc.child(3));
  expect(next.doc.child(4)).toBe(state.doc.child(4));
});
