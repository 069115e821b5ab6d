import { expect, test } from 'vitest';
import type { BlockKind, Change, ComparedBlock, Piece } from './compared';
import { readFacts } from './facts';
import { FILTERS, filtered, type Filter } from './filtered';

const piece = (change: Change, text: string): Piece => ({ text, change, strong: false, em: false, code: false, link: null, note: false, at: null });
const block = (as: BlockKind, ...pieces: Piece[]): ComparedBlock => ({
  as, state: pieces.some(({ change }) => change !== 'same') ? 'changed' : 'same', pieces, from: null,
  was: null, picture: null, pictureWas: null, quoted: false, depth: 0, marker: null, at: null,
});
const blocks = [
  block('headline', piece('out', 'Old'), piece('in', 'New'), piece('same', ' head')),
  block('paragraph', piece('same', 'All '), piece('out', '12'), piece('in', '14'), piece('same', ' were '), piece('set', 'there')),
  block('figure', piece('in', 'A caption')),
];
const facts = readFacts([{ kind: 'number', change: 'changed', was: '12', is: '14', of: null, place: { in: 'body', block: 1, paragraph: 1 } }], []);

test('each change passes one filter beside facts, and all of them pass none', () => {
  const count = (filter: Filter) => filtered(blocks, filter, facts).changes.length;
  expect(FILTERS.map(count)).toEqual([4, 1, 1, 1, 1, 1]);
});

test('what does not pass reads as it is now', () => {
  const words = (at: number, filter: Filter) => filtered(blocks, filter, facts).blocks[at]?.pieces.map(({ change, text }) => `${change} ${text}`);
  expect(words(1, 'furniture')).toEqual(['same All ', 'same 14', 'same  were ', 'same there']);
  expect(words(1, 'facts')).toEqual(['same All ', 'out 12', 'in 14', 'same  were ', 'same there']);
  expect(filtered(blocks, 'facts', facts).blocks[0]?.state).toBe('same');
});

test('a place in the comparison stays that place', () => {
  expect(filtered(blocks, 'media', facts).blocks).toHaveLength(blocks.length);
});
