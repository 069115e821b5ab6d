// One local edit from transaction to batch.

import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { shortestDifference } from './delta';
import type { NewId } from './ids';
import { normalise } from './normalise';
import { toPos } from './positions';
import { applied, replaceDifference } from './receive';
import { withoutNotes } from './suggest/rewrite';
import { ATOM, isDelete, isInsert, MARKER, type Batch, type Field } from './wire';

/**
 * Repairs a transaction within itself and gives the batch that says the same to the desk; null when the transaction must
 * not be dispatched.
 */
export function localEdit(tr: Transaction, newId: NewId): Batch | null {
  const batch = directEdit(tr, newId);
  return batch && withoutSuggesting(tr, batch);
}

/**
 * What a transaction does, once repaired. `base` is the document that the desk has, when it is not the one that the
 * transaction starts from; `emptyHead` as for `normalise`.
 */
export function directEdit(tr: Transaction, newId: NewId, base: Node = tr.before, emptyHead = false): Batch | null {
  const ownStages = base === tr.before ? tr.docs.slice(0, tr.steps.length) : [];
  for (;;) {
    if (!normalise(tr, newId, emptyHead)) return null;
    const batch = shortestDifference([...(ownStages.length ? ownStages : [base]), tr.doc]);
    const stranded = strandedObjects(tr.doc, batch);
    if (stranded.length === 0) return batch;
    for (const pos of stranded.reverse()) tr.delete(pos, pos + 1);
  }
}

/** An edit that does not suggest says nothing about suggestions: words typed amid suggested ones are plain words. */
function withoutSuggesting(tr: Transaction, batch: Batch): Batch {
  const plain = withoutNotes(batch);
  if (plain === batch) return batch;
  const { storedMarks } = tr;
  const place = tr.selection.getBookmark();
  replaceDifference(tr, applied(tr.before, plain)).setSelection(place.resolve(tr.doc)).setStoredMarks(storedMarks);
  return plain;
}

/** Where objects were copied or moved to. This version cannot write them, only keep them where they are. */
function strandedObjects(doc: Node, batch: Batch): number[] {
  const found: number[] = [];
  for (const field of Object.keys(batch) as Field[]) {
    for (const offset of insertedObjects(batch, field)) found.push(toPos(doc, { field, offset }));
  }
  return found;
}

function insertedObjects(batch: Batch, field: Field): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const op of batch[field] ?? []) {
    if (isDelete(op)) continue;
    if (isInsert(op)) {
      const isOwn = field === 'body' && (op.attributes?.['b:id'] !== undefined || op.attributes?.a !== undefined);
      for (let i = 0; i < op.insert.length && !isOwn; i++) {
        if (op.insert[i] === ATOM || op.insert[i] === MARKER) offsets.push(offset + i);
      }
    }
    offset += isInsert(op) ? op.insert.length : op.retain;
  }
  return offsets;
}
