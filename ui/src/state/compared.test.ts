import { expect, test } from 'vitest';
import { folded, numbered, side, type Change, type ComparedBlock, type Piece } from './compared';

const piece = (change: Change, text: string): Piece => ({ text, change, strong: false, em: false, code: false, link: null, note: false, at: null });
const block = (...pieces: Piece[]): ComparedBlock => ({
  as: 'paragraph', state: pieces.some(({ change }) => change !== 'same') ? 'changed' : 'same', pieces, from: null,
  was: null, picture: null, pictureWas: null, quoted: false, depth: 0, marker: null, at: null,
});
const sample = [
  block(piece('same', 'On Friday. '), piece('out', 'Well, it seems the'), piece('in', 'The'), piece('same', ' letter '), piece('in', 'has')),
  block(piece('same', 'Nothing here.')),
];

test('a deletion and the insertion beside it are one change', () => {
  expect(numbered(sample).changes).toEqual([
    { out: 'Well, it seems the', in: 'The', set: '', block: 0, nth: 0 },
    { out: '', in: 'has', set: '', block: 0, nth: 1 },
  ]);
  expect(numbered(sample).blocks[0]?.pieces.map(({ at }) => at)).toEqual([null, 0, 0, null, 1]);
});

test('each side reads as its own revision', () => {
  const text = (which: 'from' | 'to') => side(sample, which)[0]?.pieces.map((each) => each.text).join('');
  expect(text('from')).toBe('On Friday. Well, it seems the letter ');
  expect(text('to')).toBe('On Friday. The letter has');
});

test('three unchanged paragraphs fold and two do not', () => {
  const plain = block(piece('same', 'x'));
  const kinds = (...blocks: ComparedBlock[]) => folded(blocks, new Set()).map(({ kind }) => kind);
  expect(kinds(plain, plain)).toEqual(['block', 'block']);
  expect(kinds(sample[0]!, plain, plain, plain)).toEqual(['block', 'fold']);
});

test('a fold that was opened stays open', () => {
  const plain = block(piece('same', 'x'));
  expect(folded([plain, plain, plain], new Set([0])).map(({ kind }) => kind)).toEqual(['block', 'block', 'block']);
});
