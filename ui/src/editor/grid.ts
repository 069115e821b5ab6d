// The rows and the columns of a table, as the attributes of its marker name them.
//
// Each has a key of its own with its rank, so that of two people who put in a row at the same time both get theirs. A row
// that is only suggested out still shows. The rules are those of `manuscript::flat::grid` in Rust.
//
// Not here: what a cell says; it is a text beside the body (`sides`).

import { idsIn } from './suggest/attributes';
import { readChanges } from './suggest/format';
import type { Attributes, AttributeValue } from './wire';

/** The keys of rows and columns, each with its rank. */
export type Lines = Record<string, number>;

export type Way = 'row' | 'col';

/** A row or a column. */
export interface GridLine {
  id: string;
  /** Whether somebody suggests it in or out, and which suggestion that is. */
  said: 'ins' | 'del' | null;
  sid: string | null;
}

export interface Grid {
  /** The first is the header. */
  rows: GridLine[];
  columns: GridLine[];
}

/** How many of each an edit may make. */
export const MOST: Record<Way, number> = { row: 500, col: 30 };

/** The space that a new list leaves between two entries. */
const STEP = 2 ** 20;

const KEY = /^b:(row|col):([A-Za-z0-9_-]{1,64})$/;

export function lineKey(way: Way, id: string): string {
  return `b:${way}:${id}`;
}

export function isLineKey(key: string): boolean {
  return KEY.test(key);
}

/** The rows and columns among the attributes of a marker. */
export function readLines(attributes: Attributes): Lines {
  const keys = Object.keys(attributes).filter((key) => KEY.test(key) && isRank(attributes[key])).sort();
  return Object.fromEntries(keys.map((key) => [key, attributes[key] as number]));
}

function isRank(value: AttributeValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

/** The table of a block; `bm` says what of it is suggested. */
export function gridOf(lines: Lines, bm: Attributes | null): Grid {
  return { rows: linesOf('row', lines, bm), columns: linesOf('col', lines, bm) };
}

interface Ranked extends GridLine {
  rank: number;
}

function linesOf(way: Way, lines: Lines, bm: Attributes | null): GridLine[] {
  const found = new Map<string, Ranked>();
  for (const [key, rank] of Object.entries(lines)) {
    const id = idOf(way, key);
    if (id !== null) found.set(id, { id, rank, said: null, sid: null });
  }
  for (const sid of idsIn(bm ?? {}, 'fmt')) {
    for (const [key, [old, now]] of Object.entries(readChanges(bm?.[`fmt:${sid}`]))) {
      const id = idOf(way, key);
      if (id === null) continue;
      const line = found.get(id);
      if (line && old === null && now === line.rank && line.said === null) Object.assign(line, { said: 'ins', sid });
      else if (!line && isRank(old)) found.set(id, { id, rank: old, said: 'del', sid });
    }
  }
  const ranked = [...found.values()].sort((one, other) => one.rank - other.rank || (one.id < other.id ? -1 : 1));
  return ranked.map(({ id, said, sid }) => ({ id, said, sid }));
}

function idOf(way: Way, key: string): string | null {
  const [, found, id] = KEY.exec(key) ?? [];
  return found === way && id !== undefined ? id : null;
}

/** The lines with a new one before the place `at` of the grid; the same where no more may be. */
export function withLine(lines: Lines, grid: Grid, way: Way, id: string, at: number): Lines | null {
  const all = way === 'row' ? grid.rows : grid.columns;
  const standing = all.filter(({ said }) => said !== 'del');
  if (standing.length >= MOST[way]) return null;
  const index = all.slice(0, at).filter(({ said }) => said !== 'del').length;
  const ids: (string | null)[] = standing.map((line) => line.id);
  ids.splice(index, 0, null);
  const ranks = fill(ids.map((known) => (known === null ? null : lines[lineKey(way, known)]!)));
  const next = { ...lines };
  ids.forEach((known, place) => (next[lineKey(way, known ?? id)] = ranks[place]!));
  return next;
}

/** The lines without one. */
export function withoutLine(lines: Lines, way: Way, id: string): Lines {
  const { [lineKey(way, id)]: _, ...rest } = lines;
  return rest;
}

/** Those of a new table. */
export function newLines(rows: number, columns: number, newId: () => string): Lines {
  const lines: Lines = {};
  for (let at = 1; at <= rows; at++) lines[lineKey('row', newId())] = at * STEP;
  for (let at = 1; at <= columns; at++) lines[lineKey('col', newId())] = at * STEP;
  return lines;
}

/** Ranks in rising order that keep the present ones; all anew when they do not rise or leave no room. At most one is asked for. */
function fill(present: (number | null)[]): number[] {
  const at = present.indexOf(null);
  const [low, high] = [present[at - 1], present[at + 1]];
  let rank: number;
  if (low === undefined || low === null) rank = (high ?? STEP * 2) - STEP;
  else rank = high === undefined || high === null ? low + STEP : Math.floor((low + high) / 2);
  const ranks = present.map((known) => known ?? rank);
  const rises = ranks.every((value, place) => Number.isSafeInteger(value) && (place === 0 || value > ranks[place - 1]!));
  return rises ? ranks : ranks.map((_, place) => (place + 1) * STEP);
}
