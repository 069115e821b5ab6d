// Where comments are anchored: the words that carry a comment's mark, and setting one on what is selected.
//
// An anchor is no suggestion and no edit of words, so it is set whatever typing does at the moment.

import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
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
  doc.descendants((node, pos) => {
    if (!node.isInline) return true;
    for (const mark of node.marks) {
      if (mark.type !== schema.marks.c) continue;
      const id = String(mark.attrs.id);
      const [to, words] = [pos + node.nodeSize, node.text ?? ''];
      const known = found.get(id);
      if (known) Object.assign(known, { to, words: known.words + words });
      else found.set(id, { id, from: pos, to, words });
    }
    return false;
  });
  return [...found.values()];
}

/** Puts an anchor on the selected words. */
export function anchorSelection(tr: Transaction, id: string): Transaction {
  const { from, to } = tr.selection;
  return tr.addMark(from, to, schema.marks.c!.create({ id }));
}
