import { expect, test } from 'vitest';
import { inMargin, short } from './suggested';

test('long words are cut between words', () => {
  expect(short('  a  few\nwords ')).toBe('a few words');
  const cut = short('The council said on Monday that it would not comment further on the matter at all');
  expect(cut).toBe('The council said on Monday that it would not comment further…');
});

test('one word without an end is cut all the same', () => {
  expect(short('x'.repeat(200))).toBe(`${'x'.repeat(60)}…`);
});

test('notes stand in the order of their words, those without any last', () => {
  expect(inMargin([{ at: null }, { at: 7 }, { at: 2 }])).toEqual([{ at: 2 }, { at: 7 }, { at: null }]);
});
