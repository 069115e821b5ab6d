// A saved view: the filters of the desk under a name. Pure, so that rail, palette and sheet agree.
import type { SavedView, StoryRow } from '../bridge';
import { FILTERS, VIEWS, passes, type Filter } from './rows';

/** What a view holds, without its name. */
export type Sight = Omit<SavedView, 'name'>;

export function isFilter(name: string): name is Filter {
  return ([...FILTERS, ...VIEWS] as string[]).includes(name);
}

/** The rows that a view's section, person and words keep, whatever their state. */
export function matches(row: StoryRow, { section, with_whom, find }: Sight): boolean {
  const wanted = find.trim().toLowerCase();
  if (section && row.section !== section) return false;
  if (with_whom && row.with?.id !== with_whom) return false;
  return !wanted || [row.slugline, row.headline, row.section, ...row.authors].some((text) => text.toLowerCase().includes(wanted));
}

export function countOf(rows: StoryRow[], sight: Sight, now: number, zone: string): number {
  const filter = isFilter(sight.filter) ? sight.filter : 'open';
  return rows.filter((row) => matches(row, sight) && passes(row, filter, now, zone)).length;
}

export function isSame(one: Sight, other: Sight): boolean {
  return (['filter', 'section', 'with_whom', 'find', 'look'] as const).every((part) => one[part].trim() === other[part].trim());
}

/** The list with one more view; a name that is there already gets the new filters in its place. */
export function withView(views: SavedView[], view: SavedView): SavedView[] {
  const at = views.findIndex(({ name }) => name === view.name);
  return at < 0 ? [...views, view] : views.with(at, view);
}
