// A transaction of somebody who suggests. It is never shown: what it would do is found, turned into a suggestion, and
// that is shown instead.

import type { Mark, Node } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { directEdit } from '../edit';
import { leavesOf } from '../flatten';
import type { NewId } from '../ids';
import { toFlat, toPos, type FlatPosition } from '../positions';
import { applied, moveSelection, replaceDifference, showBatch } from '../receive';
import { schema } from '../schema';
import { STASH } from '../sides';
import { readMarker } from '../units';
import { allOps, isInsert, MARKER, type Batch } from '../wire';
import { literalEdit } from './literal';
import { moved, sideOf } from './places';
import { withoutNotes } from './rewrite';
import type { Suggester } from './suggester';

export interface SuggestedEdit {
  /** To be dispatched in place of the transaction; it changes no words when nothing is left to suggest. */
  tr: Transaction;
  batch: Batch;
  /** What the transaction would have done. */
  direct: Batch;
}

/**
 * Turns a transaction that starts from `state` into a suggestion; null when it must not be dispatched, as in the stash. `base` is the
 * document that the desk has, when the page already shows more (while an input method composes).
 */
export function suggestedTransaction(
  state: EditorState,
  transaction: Transaction,
  suggester: Suggester,
  newId: NewId,
  base: Node = state.doc,
): SuggestedEdit | null {
  const edit = directEdit(transaction, newId, base, headStays(base, suggester));
  if (!edit) return null;
  const direct = withoutNotes((base === state.doc && literalEdit(state, transaction)) || edit);
  if (direct[STASH]) return null;
  const suggested = suggester.suggest(base, direct);
  // What a newer Stet made cannot stand in two places until somebody decides.
  if (allOps(suggested.batch).some((op) => isInsert(op) && op.insert === MARKER && readMarker(op.attributes ?? {}).kind === 'closed')) return null;
  const isShown = base === state.doc;
  const tr = isShown ? showBatch(state.tr, suggested.batch) : replaceDifference(state.tr, applied(base, suggested.batch));
  const side = sideOf(direct, isShown ? caretOf(state) : null);
  const leaves = leavesOf(tr.doc);
  const move = (pos: number) => toPos(tr.doc, moved(toFlat(transaction.doc, pos), suggested, side), leaves);
  tr.setSelection(moveSelection(transaction.selection, tr.doc, move));
  if (transaction.storedMarksSet) tr.setStoredMarks(transaction.storedMarks);
  if (transaction.scrolledIntoView) tr.scrollIntoView();
  return { tr, batch: suggested.batch, direct };
}

/** Where a caret stands that selects nothing. */
function caretOf({ doc, selection }: EditorState): FlatPosition | null {
  return selection.empty ? toFlat(doc, selection.head) : null;
}

/** Whether the head block cannot become empty, since some of its words can only be struck. */
function headStays(doc: Node, suggester: Suggester): boolean {
  const head = leavesOf(doc)[0];
  const isOwn = ({ type, attrs }: Mark) => type === schema.marks.ins && suggester.owns(String(attrs.id));
  return head?.width === 0 && head.node.children.some(({ marks }) => !marks.some(isOwn));
}
