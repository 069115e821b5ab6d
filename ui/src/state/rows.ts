// What a story's row says: its state as a person reads it, its filter, its group. Pure, so that the desk, the
// palette and the bars agree.
import type { StoryRow } from '../bridge';
import { sameDay, urgency } from './times';

/** The states that have a glyph and a colour. */
export type Shown =
  | 'pitch' | 'assigned' | 'draft' | 'sent_back' | 'filed' | 'editing' | 'copy'
  | 'approved' | 'scheduled' | 'live' | 'withdrawn' | 'spiked';

export function shown(row: StoryRow): Shown {
  if (row.desk_state === 'draft' && row.sent_back) return 'sent_back';
  if (row.desk_state === 'idle') return row.live_state === 'withdrawn' ? 'withdrawn' : 'live';
  return row.desk_state as Shown;
}

export const FILTERS = ['open', 'waiting', 'drafts', 'filed', 'editing', 'approved', 'scheduled'] as const;
/** Further ways to look at the desk, beside the filters of the bar. */
export const VIEWS = ['waiting', 'today', 'embargo'] as const;
export type Filter = (typeof FILTERS)[number] | (typeof VIEWS)[number];

export function isOpen(row: StoryRow): boolean {
  return row.desk_state !== 'idle' && row.desk_state !== 'spiked';
}

export function passes(row: StoryRow, filter: Filter, now: number, zone: string): boolean {
  switch (filter) {
    case 'open':
      return isOpen(row);
    case 'waiting':
      return isOpen(row) && row.waiting_for_me;
    case 'drafts':
      return row.desk_state === 'draft' || row.desk_state === 'pitch' || row.desk_state === 'assigned';
    case 'editing':
      return row.desk_state === 'editing' || row.desk_state === 'copy';
    case 'today':
      return isOpen(row) && ['overdue', 'soon', 'today'].includes(groupOf(row, now, zone) ?? '');
    case 'embargo':
      return isOpen(row) && row.embargo_until !== null && Date.parse(row.embargo_until) > now;
    default:
      return row.desk_state === filter;
  }
}

export const GROUPS = ['overdue', 'soon', 'today', 'later', 'undated', 'done', 'spiked'] as const;
export type Group = (typeof GROUPS)[number];

/** When the story is wanted: its due time, else the minute it is scheduled for. */
export function wantedAt(row: StoryRow): number | null {
  const at = row.due_at ?? (row.desk_state === 'scheduled' ? row.scheduled_for : null);
  return at === null ? null : Date.parse(at);
}

/** As long as a shift lasts: for a night desk the day does not end at midnight. */
const SHIFT = 8 * 60 * 60 * 1000;

const isOfThisDay = (at: number, now: number, zone: string) => sameDay(at, now, zone) || (at <= now && now - at < SHIFT);

/** Null for a story that is no longer this day's business. */
export function groupOf(row: StoryRow, now: number, zone: string): Group | null {
  if (row.desk_state === 'spiked') return isOfThisDay(Date.parse(row.since), now, zone) ? 'spiked' : null;
  if (row.desk_state === 'idle') {
    return row.published_at !== null && isOfThisDay(Date.parse(row.published_at), now, zone) ? 'done' : null;
  }
  const at = wantedAt(row);
  if (at === null) return 'undated';
  const urgent = urgency(at, now);
  if (urgent === 'past') return 'overdue';
  if (urgent !== 'later') return 'soon';
  return sameDay(at, now, zone) ? 'today' : 'later';
}

/** Published in an emergency, and nobody has read it in its hour. */
export function isUnread(row: StoryRow, now: number): boolean {
  return row.read_until !== null && Date.parse(row.read_until) <= now;
}

export interface Grouped {
  group: Group;
  rows: StoryRow[];
}

/** The rows that pass, by group, the most urgent first; without a due time the newest words first. */
export function grouped(rows: StoryRow[], filter: Filter, now: number, zone: string): Grouped[] {
  const kept = filter === 'open' ? rows : rows.filter((row) => passes(row, filter, now, zone));
  const byGroup = new Map<Group, StoryRow[]>();
  for (const row of kept) {
    const group = groupOf(row, now, zone);
    if (group) byGroup.set(group, [...(byGroup.get(group) ?? []), row]);
  }
  return GROUPS.flatMap((group) => {
    const found = byGroup.get(group);
    return found ? [{ group, rows: found.toSorted(byUrgency) }] : [];
  });
}

function byUrgency(a: StoryRow, b: StoryRow): number {
  const difference = (wantedAt(a) ?? 0) - (wantedAt(b) ?? 0);
  return difference || Date.parse(b.edited_at) - Date.parse(a.edited_at) || (a.id < b.id ? -1 : 1);
}

/** What a list calls the story: its headline, else the line it was pitched with, else its slugline; empty when it has none. */
export function titleOf(row: StoryRow): string {
  return row.headline || row.pitch || row.slugline;
}
