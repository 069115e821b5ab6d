// The desk as columns: which column a story stands in, and the step that takes it from there to another. Pure.
//
// A column is a state of the working copy, not a place to drop things in: where no step leads, the board says so.
// Whether a person may take the step is the desk's to say, when it is asked for.
import type { StoryRow } from '../bridge';
import { wantedAt } from './rows';

export const COLUMNS = ['asked', 'draft', 'filed', 'editing', 'copy', 'approved', 'scheduled'] as const;
export type Column = (typeof COLUMNS)[number];

/** Null for a story that no longer is the desk's business. */
export function columnOf({ desk_state: state }: StoryRow): Column | null {
  if (state === 'pitch' || state === 'assigned') return 'asked';
  return COLUMNS.find((column) => column === state) ?? null;
}

/** Who looks: a reporter pulls a story back where the desk sends it back. */
export interface Mover {
  isAuthor: boolean;
}

const STEPS: Partial<Record<Column, Partial<Record<Column, string>>>> = {
  asked: { draft: 'start' },
  draft: { filed: 'file' },
  filed: { draft: 'send_back', editing: 'take', approved: 'approve' },
  editing: { draft: 'send_back', filed: 'put_back', copy: 'to_copy', approved: 'approve' },
  copy: { draft: 'send_back', editing: 'to_desk', approved: 'approve' },
  approved: { draft: 'send_back', scheduled: 'schedule' },
  scheduled: { draft: 'send_back', approved: 'unschedule' },
};

/** The step that moves a story to a column; null where no step leads. */
export function stepTo(row: StoryRow, to: Column, { isAuthor }: Mover): string | null {
  const from = columnOf(row);
  if (!from || from === to) return null;
  if (from === 'filed' && to === 'draft' && isAuthor) return 'pull_back';
  return STEPS[from]?.[to] ?? null;
}

export interface BoardColumn {
  column: Column;
  rows: StoryRow[];
}

/** Each column with its stories, what is wanted soonest first. The columns of what was asked for and of copy come only with stories in them. */
export function columns(rows: StoryRow[]): BoardColumn[] {
  const all = COLUMNS.map((column) => ({ column, rows: rows.filter((row) => columnOf(row) === column).toSorted(bySoonest) }));
  return all.filter(({ column, rows }) => rows.length > 0 || (column !== 'asked' && column !== 'copy'));
}

function bySoonest(a: StoryRow, b: StoryRow): number {
  const [one, other] = [wantedAt(a) ?? Infinity, wantedAt(b) ?? Infinity];
  if (one !== other) return one < other ? -1 : 1;
  return Date.parse(b.edited_at) - Date.parse(a.edited_at) || (a.id < b.id ? -1 : 1);
}

/** The story that an arrow leads to; at an edge the same one. Going aside keeps the height as far as it can. */
export function neighbour(board: BoardColumn[], id: string | null, by: { across: number; down: number }): string | null {
  const full = board.filter(({ rows }) => rows.length > 0);
  const at = full.findIndex(({ rows }) => rows.some((row) => row.id === id));
  if (at < 0) return full[0]?.rows[0]?.id ?? null;
  const place = full[at]!.rows.findIndex((row) => row.id === id);
  const { rows } = full[clamp(at + by.across, full.length - 1)]!;
  return rows[clamp(place + by.down, rows.length - 1)]!.id;
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most));
