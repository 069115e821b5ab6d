// The commonest edit: words changed within one line and nothing else. Whoever asks about it first need not walk the story.

import type { Node } from 'prosemirror-model';

/** A line before and after an edit that changed nothing else. */
export interface ChangedLine {
  before: Node;
  after: Node;
  /** The position before the line, in both documents. */
  pos: number;
}

/** The one line in which two documents differ; null when they differ in more, or in nothing. */
export function changedLine(before: Node, after: Node): ChangedLine | null {
  let [one, other, pos] = [before, after, -1];
  while (one.sameMarkup(other)) {
    if (other.isTextblock) return { before: one, after: other, pos };
    const place = changedChild(one, other);
    if (place === null) return null;
    pos += 1;
    for (let index = 0; index < place; index++) pos += other.child(index).nodeSize;
    [one, other] = [one.child(place), other.child(place)];
  }
  return null;
}

/** The index of the only child that differs. */
function changedChild(before: Node, after: Node): number | null {
  const { childCount } = after;
  if (before.childCount !== childCount) return null;
  let [first, last] = [0, childCount - 1];
  while (first < childCount && before.child(first) === after.child(first)) first += 1;
  while (last > first && before.child(last) === after.child(last)) last -= 1;
  return first === last ? first : null;
}
