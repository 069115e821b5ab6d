import { expect, test } from 'vitest';
import type { SavedView, StoryRow } from '../bridge';
import { countOf, isSame, matches, withView, type Sight } from './views';

const all: Sight = { filter: 'open', section: '', with_whom: '', find: '', look: 'list' };
const row = { slugline: 'FERRY', headline: 'Ferry late', section: 'City', authors: ['City reporter'], with: { id: 'p1' }, desk_state: 'filed' } as StoryRow;

test('a view keeps what its section, its person and its words keep', () => {
  const kept = (over: Partial<Sight>, expected: boolean) => expect(matches(row, { ...all, ...over })).toBe(expected);
  kept({}, true);
  kept({ section: 'City', with_whom: 'p1', find: 'ferry' }, true);
  kept({ section: 'Sport' }, false);
  kept({ with_whom: 'p2' }, false);
  kept({ find: 'wheat' }, false);
});

test('a view whose filter a newer Stet knows shows the open stories', () => {
  expect(countOf([row], { ...all, filter: 'weekend' }, 0, 'UTC')).toBe(1);
  expect(countOf([row], { ...all, filter: 'drafts' }, 0, 'UTC')).toBe(0);
});

test('a name stands once, with its newest filters', () => {
  const mine: SavedView = { name: 'Mine', ...all };
  const city = { ...mine, section: 'City' };
  expect(withView([mine], city)).toEqual([city]);
  expect(withView([mine], { ...city, name: 'City' }).map(({ name }) => name)).toEqual(['Mine', 'City']);
  expect(isSame(mine, city)).toBe(false);
  expect(isSame(city, { ...city, find: ' ' })).toBe(true);
});
