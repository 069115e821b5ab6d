// Where comments are anchored: the words that carry a comment's mark, and setting one on what is selected.
//
// An anchor is no suggestion and no edit of words, so it is set whatever typing does at the moment.

import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { linesOf } from './lines';
import { schema } from './schema';

export interface Anchor {
  id: string;
  from: number;
  to: number;
  words: string;
}

/** Every anchor in reading order; words between two parts of one belong to it. */
export function anchorsOf(doc: Node): Anchor[] {
  const found = new Map<string, Anchor>();
  for (const { start, node } of linesOf(doc)) {
    for (const { id, from, to, words } of partsIn(node)) {
      const anchor = found.get(id);
      if (anchor) Object.assign(anchor, { to: start + to, words: anchor.words + words });
      else found.set(id, { id, from: start + from, to: start + to, words });
    }
  }
  return [...found.values()];
}

/** What was found in lines that are still about: most stay as they are from one key to the next. */
const known = new WeakMap<Node, readonly Anchor[]>();

/** The parts of anchors in one line, at places counted from its first word. */
function partsIn(line: Node): readonly Anchor[] {
  let parts = known.get(line);
  if (parts) return parts;
  const found: Anchor[] = [];
  line.forEach((node, from) => {
    for (const mark of node.marks) {
      if (mark.type === schema.marks.c) found.push({ id: String(mark.attrs.id), from, to: from + node.nodeSize, words: node.text ?? '' });
    }
  });
  known.set(line, (parts = found));
  return parts;
}

/** Puts an anchor on the selected words. */
export function anchorSelection(tr: Transaction, id: string): Transaction {
  const { from, to } = tr.selection;
  return tr.addMark(from, to, schema.marks.c!.create({ id }));
}
