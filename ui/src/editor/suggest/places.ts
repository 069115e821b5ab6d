// Where the caret goes when an edit is only suggested. What the edit took away still stands, so a place in the direct
// outcome may have two sides in the suggested one.

import type { Batch } from '../wire';
import { isDelete, isInsert } from '../wire';
import type { FlatPosition } from '../positions';
import type { Stay, Suggested } from './rewrite';

/** On which side of struck words the caret comes to stand. */
export type Side = 'before' | 'after';

/** Delete moves on past what it strikes, everything else stays before it. */
export function sideOf(direct: Batch, caret: FlatPosition | null): Side {
  if (!caret) return 'before';
  let old = 0;
  for (const op of direct[caret.field] ?? []) {
    if (isInsert(op)) return 'before';
    if (isDelete(op)) return old >= caret.offset ? 'after' : 'before';
    old += op.retain;
  }
  return 'before';
}

/** A place of the direct outcome in the suggested one. */
export function moved(place: FlatPosition, { stays }: Suggested, side: Side): FlatPosition {
  const kept = stays[place.field];
  if (!kept) return place;
  const { field, offset } = place;
  return { field, offset: side === 'after' ? beforeNext(kept, offset) : behindLast(kept, offset) };
}

function behindLast(stays: Stay[], offset: number): number {
  const stay = stays.find(({ from, length }) => from < offset && offset <= from + length);
  return stay ? stay.to + offset - stay.from : 0;
}

function beforeNext(stays: Stay[], offset: number): number {
  const stay = stays.find(({ from, length }) => from <= offset && offset < from + length);
  return stay ? stay.to + offset - stay.from : Infinity;
}
