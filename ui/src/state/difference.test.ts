import { expect, test } from 'vitest';
import type { BlockDifference, DiffRun, Difference, Shape } from '../bridge/difference';
import { numbered, side } from './compared';
import { changedWords, readDifference } from './difference';

const run = (change: DiffRun['change'], text: string): DiffRun => ({ change, text, marks: {} });
const paragraph: Shape = { kind: 'paragraph', within: [] };
const block = (change: BlockDifference['change'], from: Shape | null, to: Shape | null, ...runs: DiffRun[]): BlockDifference => ({
  change, from, to, runs, moved: change.startsWith('moved') ? 0 : null,
});
const difference = (...blocks: BlockDifference[]): Difference => ({
  fields: [{ field: 'headline', runs: [run('same', 'Ferry')] }], blocks, furniture: [], words_added: 2, words_deleted: 1,
});
const read = (...blocks: BlockDifference[]) => readDifference(difference(...blocks)).blocks;

test('the lines above the text come first', () => {
  expect(read().map(({ as, state }) => [as, state])).toEqual([['headline', 'same']]);
});

test('insertions and deletions are what readers get and got', () => {
  const blocks = read(block('changed', paragraph, paragraph, run('delete', 'much'), run('insert', 'very'), run('same', ' good')));
  const text = (which: 'from' | 'to') => side(blocks, which)[1]?.pieces.map((piece) => piece.text).join('');
  expect(text('from')).toBe('much good');
  expect(text('to')).toBe('very good');
});

test('a moved block stands once on each side and says where it was', () => {
  const blocks = read(
    block('same', paragraph, paragraph, run('same', 'one')),
    block('moved_away', paragraph, null, run('same', 'two')),
    block('same', paragraph, paragraph, run('same', 'three')),
    block('moved_here', null, paragraph, run('same', 'two')),
  );
  const words = (which: 'from' | 'to') => side(blocks, which).map((each) => each.pieces.map((piece) => piece.text).join(''));
  expect(words('from')).toEqual(['Ferry', 'one', 'two', 'three']);
  expect(words('to')).toEqual(['Ferry', 'one', 'three', 'two']);
  expect(blocks.at(-1)?.from).toBe(2);
  expect(numbered(blocks).changes).toHaveLength(1);
});

test('a paragraph that became a heading is a change though its words stayed', () => {
  const heading: Shape = { kind: 'heading', level: 2, within: [] };
  const blocks = read(block('changed', paragraph, heading, run('same', 'Ports')));
  expect(blocks[1]).toMatchObject({ as: 'h2', was: 'paragraph' });
  expect(numbered(blocks).changes).toEqual([{ out: '', in: '', set: 'Ports', block: 1, nth: null }]);
});

test('items of a list carry their mark where they begin', () => {
  const item = (begins_item: boolean, number?: number): Shape => ({
    kind: 'paragraph', within: [{ container: number === undefined ? 'bullets' : 'numbers', opens: false, begins_item, number }],
  });
  const marker = (shape: Shape) => read(block('same', shape, shape, run('same', 'x')))[1]?.marker;
  expect(marker(item(true))).toBe('•');
  expect(marker(item(true, 3))).toBe('3.');
  expect(marker(item(false))).toBeNull();
});

test('words are counted by the desk', () => {
  expect(changedWords(difference())).toEqual({ added: 2, removed: 1 });
});
