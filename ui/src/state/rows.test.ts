import { expect, test } from 'vitest';
import type { StoryRow } from '../bridge';
import { groupOf, grouped, isUnread, passes, shown, type Filter, type Group } from './rows';

const now = Date.parse('2026-11-24T14:32:00Z');
const row = (over: Partial<StoryRow> = {}): StoryRow => ({
  id: 'a', slugline: 'FERRY', headline: 'Ferry', pitch: '', section: 'City', desk_state: 'draft', live_state: 'unpublished',
  sent_back: false, void_revision: null, with: null, authors: [], words: 10, words_commissioned: null, due_at: null, planned_at: null,
  scheduled_for: null, embargo_until: null, on_hold: null, revision: null, since: '2026-11-24T12:00:00Z',
  edited_at: '2026-11-24T12:00:00Z', published_at: null, approved_by_author: false, to_be_read: false, read_until: null, waiting_for_me: false, ...over,
});

test('a draft that the desk sent back says so', () => {
  expect(shown(row({ sent_back: true }))).toBe('sent_back');
  expect(shown(row())).toBe('draft');
});

test('a story that rests is live or withdrawn to its reader', () => {
  expect(shown(row({ desk_state: 'idle', live_state: 'live' }))).toBe('live');
  expect(shown(row({ desk_state: 'idle', live_state: 'withdrawn' }))).toBe('withdrawn');
});

test('a story stands under the time it is wanted', () => {
  const at = (due_at: string | null, group: Group | null) =>
    expect(groupOf(row({ due_at }), now, 'Europe/London')).toBe(group);
  at('2026-11-24T14:20:00Z', 'overdue');
  at('2026-11-24T15:30:00Z', 'soon');
  at('2026-11-24T18:00:00Z', 'today');
  at('2026-11-25T10:00:00Z', 'later');
  at(null, 'undated');
});

test('a scheduled story is wanted at its minute', () => {
  const scheduled = row({ desk_state: 'scheduled', scheduled_for: '2026-11-24T15:00:00Z' });
  expect(groupOf(scheduled, now, 'Europe/London')).toBe('soon');
});

test('what went out yesterday or was spiked yesterday is off the desk', () => {
  const live = row({ desk_state: 'idle', live_state: 'live', published_at: '2026-11-23T09:20:00Z' });
  expect(groupOf(live, now, 'Europe/London')).toBeNull();
  expect(groupOf(row({ desk_state: 'spiked', since: '2026-11-22T09:20:00Z' }), now, 'Europe/London')).toBeNull();
});

test('for a night desk the day does not end at midnight', () => {
  const night = Date.parse('2026-11-25T00:40:00Z');
  const done = (state: Partial<StoryRow>) => groupOf(row(state), night, 'Europe/London');
  expect(done({ desk_state: 'idle', live_state: 'live', published_at: '2026-11-24T19:20:00Z' })).toBe('done');
  expect(done({ desk_state: 'spiked', since: '2026-11-24T22:00:00Z' })).toBe('spiked');
  expect(done({ desk_state: 'spiked', since: '2026-11-24T15:00:00Z' })).toBeNull();
});

test('a filter keeps its own state and no other', () => {
  const kept = (state: string, filter: Filter) => passes(row({ desk_state: state }), filter, now, 'UTC');
  expect(kept('copy', 'editing')).toBe(true);
  expect(kept('filed', 'editing')).toBe(false);
  expect(kept('spiked', 'open')).toBe(false);
  expect(passes(row({ waiting_for_me: true }), 'waiting', now, 'UTC')).toBe(true);
});

test('within a group the most urgent comes first', () => {
  const rows = [row({ id: 'b', due_at: '2026-11-24T16:00:00Z' }), row({ id: 'a', due_at: '2026-11-24T15:00:00Z' })];
  expect(grouped(rows, 'open', now, 'Europe/London').map((g) => g.rows.map((r) => r.id))).toEqual([['a', 'b']]);
});

test('a passed embargo no longer holds a story back', () => {
  const under = (embargo_until: string) => passes(row({ embargo_until }), 'embargo', now, 'UTC');
  expect(under('2026-11-24T18:00:00Z')).toBe(true);
  expect(under('2026-11-24T14:00:00Z')).toBe(false);
});

test('an emergency is an alarm from the minute in which its hour is over', () => {
  const until = '2026-11-24T14:32:00Z';
  expect(isUnread(row({ to_be_read: true, read_until: until }), now - 1)).toBe(false);
  expect(isUnread(row({ to_be_read: true, read_until: until }), now)).toBe(true);
  expect(isUnread(row({ to_be_read: true }), now)).toBe(false);
});
