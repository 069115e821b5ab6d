// An edit of words as the person made it: exactly the selected words go, exactly the typed ones come.
//
// The comparison of documents finds the smallest difference, which for the desk is the same. For somebody who reads what
// is struck it is not: of two letters alike the wrong one would be struck, and a word that begins like the one that it
// replaces would be cut up.

import type { Node } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';
import { OpList } from '../ops';
import { toFlat } from '../positions';
import { applied } from '../receive';
import { writeMarks } from '../units';
import type { Batch } from '../wire';

/** The batch of a transaction that replaces words by words, repaired or not; null for any other. */
export function literalEdit({ doc, selection }: EditorState, tr: Transaction): Batch | null {
  const [step] = tr.steps;
  if (tr.steps.length !== 1 || !(step instanceof ReplaceStep) || !isWords(step)) return null;
  const isWithin = !selection.empty && selection.from <= step.from && step.to <= selection.to;
  const [from, to] = isWithin ? [selection.from, selection.to] : [step.from, step.to];
  const [start, end] = [toFlat(doc, from), toFlat(doc, to)];
  const newTo = tr.mapping.map(to);
  if (start.field !== end.field || !inOneLine(tr.doc, from, newTo)) return null;
  const list = new OpList().retain(start.offset).delete(end.offset - start.offset);
  tr.doc.nodesBetween(from, newTo, (node, pos) => {
    if (node.isText) list.insert(node.text!.slice(Math.max(0, from - pos), newTo - pos), writeMarks(node.marks));
    return !node.isInline;
  });
  const batch: Batch = { [start.field]: list.done() };
  return inOneLine(doc, from, to) || applied(doc, batch).eq(tr.doc) ? batch : null;
}

function isWords({ slice }: ReplaceStep): boolean {
  return slice.openStart === 0 && slice.openEnd === 0 && slice.content.content.every((node) => node.isText);
}

function inOneLine(doc: Node, from: number, to: number): boolean {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
  return $from.parent.isTextblock && $from.sameParent($to);
}
