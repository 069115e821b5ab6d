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

test('an empty body has no hands', () => {
  expect(writtenBlocks({}, [])).toEqual([]);
  expect(hands([])).toEqual([]);
});

test('shares are of the words, most first', () => {
  const blocks = [[{ text: 'aaa', by: 'Desk' }, { text: 'b', by: 'Reporter' }], [{ text: 'bbbb', by: 'Reporter' }]];
  expect(hands(blocks)).toEqual([{ name: 'Reporter', share: 63 }, { name: 'Desk', share: 38 }]);
});
