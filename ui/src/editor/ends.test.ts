import { expect, test } from 'vitest';
import { stretches } from './ends';
import { project } from './project';
import type { Op } from './wire';

const check = (body: Op[], expected: [string, number, number][]) => {
  const line = project({ body }).child(2);
  expect(stretches(line).map(({ what, from, to }) => [what, from, to])).toEqual(expected);
};

test('each insertion and each deletion has two ends', () => {
  check(
    [{ insert: 'The ' }, { insert: 'very ', attributes: { 'ins:1-1': true } }, { insert: 'old ' }, { insert: 'man', attributes: { 'del:1-2': true } }],
    [['ins', 4, 9], ['del', 13, 16]],
  );
});

test('suggestions that touch are heard as one, whoever made them', () => {
  check(
    [{ insert: 'a', attributes: { 'ins:1-1': true } }, { insert: 'b', attributes: { 'ins:2-1': true } }, { insert: 'c' }],
    [['ins', 0, 2]],
  );
});

test('words that one adds and another strikes are both', () => {
  check([{ insert: 'ab', attributes: { 'ins:1-1': true, 'del:2-1': true } }], [['ins', 0, 2], ['del', 0, 2]]);
});

test('words without suggestions have no ends', () => check([{ insert: 'plain' }], []));
