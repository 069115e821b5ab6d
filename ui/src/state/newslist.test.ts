import { expect, test } from 'vitest';
import type { Newslist, NewslistLine } from '../bridge';
import { dayFrom, parts, plainList } from './newslist';

const line = (over: Partial<NewslistLine>): NewslistLine => ({
  heading: 'day', story: 'a', slugline: 'WHEAT', title: 'Wheat', section: 'World', reporter: 'City reporter', words: 380, words_commissioned: 600,
  state: 'sent_back', due_at: '2026-07-01T17:00:00Z', planned_at: null, scheduled_for: null, published_at: null, hold: null, embargo_until: null,
  void_revision: null, to_be_read: false, ...over,
});
const list = (lines: NewslistLine[]): Newslist => ({
  newsroom: 'The Chief Observer', zone: 'Europe/London', date: '2026-07-01', at: '2026-07-01T08:00:00Z', lines,
});

test('a row says what a newsroom asks, in its own time', () => {
  const [part] = parts(list([line({ planned_at: '2026-07-02T05:00:00Z', hold: 'The lawyer reads it' })]));
  expect(part?.heading).toBe('Wed 1 Jul');
  expect(part?.rows[0]).toMatchObject({ runs: 'Thu 2 Jul, 06:00', words: '380 of 600', state: 'Sent back', due: '18:00', note: 'On hold. The lawyer reads it' });
});

test('what is owed and what has no day stand apart', () => {
  const headings = parts(list([line({}), line({ heading: 'late' }), line({ heading: 'undated', due_at: null })])).map(({ heading }) => heading);
  expect(headings).toEqual(['Wed 1 Jul', 'Still owed', 'Without a day']);
});

test('the days go on over the end of a month', () => {
  expect(dayFrom('2026-11-30', 1)).toBe('2026-12-01');
  expect(dayFrom('2026-03-01', -1)).toBe('2026-02-28');
});

test('what is copied keeps each story on its line and each fact in its column', () => {
  const rows = plainList(list([line({ title: 'Two\nlines\tand a tab' })])).split('\n');
  const story = rows.at(-1)!.split('\t');
  expect(story).toHaveLength(9);
  expect(story[2]).toBe('Two lines and a tab');
  expect(plainList(list([]))).toContain('Nothing is wanted that day.');
});
