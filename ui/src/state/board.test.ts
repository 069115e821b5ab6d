import { expect, test } from 'vitest';
import type { StoryRow } from '../bridge';
import { columnOf, columns, neighbour, stepTo, type Column } from './board';

const row = (id: string, desk_state: string, over: Partial<StoryRow> = {}) =>
  ({ id, desk_state, due_at: null, scheduled_for: null, edited_at: '2026-11-24T12:00:00Z', ...over }) as StoryRow;

test('a story stands in the column of its state', () => {
  expect(columnOf(row('a', 'pitch'))).toBe('asked');
  expect(columnOf(row('a', 'editing'))).toBe('editing');
  expect(columnOf(row('a', 'idle')), 'what is out is not on the board').toBeNull();
  expect(columnOf(row('a', 'spiked'))).toBeNull();
});

test('a move asks for the step that leads there, and for none where none does', () => {
  const check = (from: string, to: Column, step: string | null, isAuthor = false) =>
    expect(stepTo(row('a', from), to, { isAuthor })).toBe(step);
  check('assigned', 'draft', 'start');
  check('draft', 'filed', 'file');
  check('filed', 'editing', 'take');
  check('filed', 'draft', 'send_back');
  check('filed', 'draft', 'pull_back', true);
  check('editing', 'copy', 'to_copy');
  check('editing', 'approved', 'approve');
  check('approved', 'scheduled', 'schedule');
  check('scheduled', 'approved', 'unschedule');
  check('draft', 'approved', null);
  check('draft', 'draft', null);
  check('approved', 'filed', null);
});

test('what is wanted soonest comes first, and empty columns of the way stay', () => {
  const late = row('late', 'filed', { due_at: '2026-11-25T12:00:00Z' });
  const soon = row('soon', 'filed', { due_at: '2026-11-24T15:00:00Z' });
  const board = columns([late, row('never', 'filed'), soon]);
  expect(board.map(({ column }) => column)).toEqual(['draft', 'filed', 'editing', 'approved', 'scheduled']);
  expect(board[1]?.rows.map(({ id }) => id)).toEqual(['soon', 'late', 'never']);
});

test('arrows go from story to story and the edges hold', () => {
  const board = columns([row('a', 'draft', { due_at: '2026-11-24T15:00:00Z' }), row('b', 'draft'), row('c', 'approved')]);
  const check = (from: string | null, across: number, down: number, to: string) => expect(neighbour(board, from, { across, down })).toBe(to);
  check(null, 0, 1, 'a');
  check('a', 0, 1, 'b');
  check('b', 0, 1, 'b');
  check('b', 1, 0, 'c');
  check('c', 1, 0, 'c');
  check('c', -1, 0, 'a');
  expect(neighbour([], null, { across: 1, down: 0 })).toBeNull();
});
