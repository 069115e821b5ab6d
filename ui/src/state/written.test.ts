import { expect, test } from 'vitest';
import { hands, writtenBlocks } from './written';

const M = '\uFFFC';
const body = (text: string) => ({ body: [{ insert: text }] });

test('words are cut where the hand changes and where a block begins', () => {
  const blocks = writtenBlocks(body(`one${M}two three`), [{ units: 5, by: 'Reporter' }, { units: 8, by: 'Desk' }]);
  expect(blocks).toEqual([
    [{ text: 'one', by: 'Reporter' }],
    [{ text: 't', by: 'Reporter' }, { text: 'wo three', by: 'Desk' }],
  ]);
});

test('a block marked by one and filled by another belongs to its words', () => {
  const blocks = writtenBlocks(body(`${M}words`), [{ units: 1, by: 'Desk' }, { units: 5, by: 'Reporter' }]);
  expect(blocks).toEqual([[{ text: 'words', by: 'Reporter' }]]);
});

test('the rows of a table stand where it does, each cell by its hand', () => {
  const marker = { insert: M, attributes: { 'b:id': '1', 'b:type': 'table', 'b:row:r': 1, 'b:row:s': 2, 'b:col:c': 1, 'b:col:d': 2 } };
  const fields = { body: [{ insert: 'one' }, marker], 'cell:1:r:c': [{ insert: 'Ward' }], 'cell:1:r:d': [{ insert: 'Votes' }], 'cell:1:s:d': [{ insert: '12' }] };
  const beside = { 'cell:1:r:c': [{ units: 4, by: 'Desk' }], 'cell:1:r:d': [{ units: 5, by: 'Desk' }], 'cell:1:s:d': [{ units: 1, by: 'Desk' }, { units: 1, by: 'Reporter' }] };
  expect(writtenBlocks(fields, [{ units: 4, by: 'Desk' }], beside)).toEqual([
    [{ text: 'one', by: 'Desk' }],
    [{ text: 'Ward', by: 'Desk' }, { text: ' | ', by: 'Desk' }, { text: 'Votes', by: 'Desk' }],
    [{ text: '1', by: 'Desk' }, { text: '2', by: 'Reporter' }],
  ]);
});

test('an empty body has no hands', () => {
  expect(writtenBlocks({}, [])).toEqual([]);
  expect(hands([])).toEqual([]);
});

test('shares are of the words, most first', () => {
  const blocks = [[{ text: 'aaa', by: 'Desk' }, { text: 'b', by: 'Reporter' }], [{ text: 'bbbb', by: 'Reporter' }]];
  expect(hands(blocks)).toEqual([{ name: 'Reporter', share: 63 }, { name: 'Desk', share: 38 }]);
});
