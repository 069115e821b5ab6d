// What the outline lists, how a selection is counted, and where a commission ends.

import { TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { linesOf } from './lines';
import { headingsOf, selectedOf, tkAfter, tksOf } from './outline';
import { endOfCommission } from './overlays';
import { stateOf } from './testing/pictures';

test('the outline begins with the headline and follows the page', () => {
  const { doc } = stateOf(['1-1 | p a', '1-2 | h2 One', '1-3 | quote:q h3 Two', '1-4 | h2'], 'Head', 'Stand');
  expect(headingsOf(doc).map(({ level, text }) => [level, text])).toEqual([[1, 'Head'], [2, 'One'], [3, 'Two'], [2, '']]);
});

test('the outline leads to the end of a heading', () => {
  const { doc } = stateOf(['1-1 | h2 One', '1-2 | p x'], 'Head');
  const { from } = headingsOf(doc)[1]!;
  expect(doc.resolve(from).parent.textContent).toBe('One');
  expect(doc.resolve(from).parentOffset).toBe(3);
});

test('every TK is listed where it stands, across marks', () => {
  const { doc } = stateOf(['1-1 | p it was *T*K then', '1-2 | p TKs and tk'], 'The TK affair');
  const found = tksOf(doc);
  expect(found.map(({ text }) => text)).toEqual(['The TK affair', 'it was TK then']);
  expect(found.map(({ from, to }) => doc.textBetween(from, to))).toEqual(['TK', 'TK']);
});

test('the next TK is the first again after the last', () => {
  const { doc } = stateOf(['1-1 | p a TK b', '1-2 | p TK']);
  const [first, last] = tksOf(doc);
  expect(tkAfter(doc, 0)).toEqual(first);
  expect(tkAfter(doc, first!.to)).toEqual(last);
  expect(tkAfter(doc, last!.to)).toEqual(first);
  expect(tkAfter(stateOf(['p none']).doc, 0)).toBeNull();
});

test('a selection is counted over its blocks, in words and in characters of a reader', () => {
  const state = stateOf(['1-1 | p one two', '1-2 | p three 👩🏽 é']);
  const selected = (from: number, to: number) => selectedOf(state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to))));
  const [, , first, second] = linesOf(state.doc);
  expect(selected(first!.start, first!.start)).toBeNull();
  expect(selected(first!.start, first!.start + 5)).toEqual({ words: 2, characters: 5 });
  expect(selected(first!.start + 4, second!.start + second!.node.content.size)).toEqual({ words: 3, characters: 12 });
});

test('a commission ends at its last word, and only when more follow', () => {
  const { doc } = stateOf(['1-1 | p one two', '1-2 | hr', '1-3 | p three four'], 'not counted', 'nor this');
  const end = (words: number | null) => {
    const found = endOfCommission(linesOf(doc), words);
    return found && doc.textBetween(found.from, found.to);
  };
  expect(end(1)).toBe('one');
  expect(end(2)).toBe('two');
  expect(end(3)).toBe('three');
  expect(end(4)).toBeNull();
  expect(end(0)).toBeNull();
  expect(end(null)).toBeNull();
});
