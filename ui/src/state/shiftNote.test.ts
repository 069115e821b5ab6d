import { expect, test } from 'vitest';
import type { ShiftLine } from '../bridge';
import { headed, plainNote } from './shiftNote';

const line = (over: Partial<ShiftLine>): ShiftLine => ({
  heading: 'filed', story: 'a', slugline: 'FERRY', headline: 'Ferry late', with: null, at: '2026-11-24T14:05:00Z', reason: null, void_revision: null, ...over,
});
const note = {
  at: '2026-11-24T23:00:00Z', zone: 'Europe/London',
  lines: [line({}), line({ slugline: 'WHEAT', headline: 'Wheat', with: 'Desk editor' }), line({ heading: 'blocked', reason: 'The lawyer reads it' })],
};

test('stories stand under their headings, with when, who and why not', () => {
  expect(headed(note, 'Europe/London').map(({ lines }) => lines.length)).toEqual([2, 1]);
  expect(headed(note, 'Europe/London')[1]?.lines[0]?.more).toBe('Tue 14:05 · The lawyer reads it');
});

test('what is copied is plain lines that a message can hold', () => {
  const text = plainNote(note, 'Europe/London');
  expect(text).toContain('- WHEAT  Wheat  Tue 14:05 · Desk editor');
  expect(text.split('\n\n')).toHaveLength(3);
});
