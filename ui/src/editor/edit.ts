// One local edit from transaction to batch.

import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { shortestDifference } from './delta';
import type { NewId } from './ids';
import { normalise } from './normalise';
import { toPos } from './positions';
import { ATOM, isDelete, isInsert, MARKER, type Batch, type Field } from './wire';

/**
 * Repairs a transaction within itself and gives the batch that says the same to the desk; null when the transaction must
 * not be dispatched.
 */
export function localEdit(tr: Transaction, newId: NewId): Batch | null {
  const ownStages = tr.docs.slice(0, tr.steps.length);
  for (;;) {
    if (!normalise(tr, newId)) return null;
    const batch = shortestDifference([...ownStages, tr.doc]);
    const stranded = strandedObjects(tr.doc, batch);
    if (stranded.length === 0) return batch;
    for (const pos of stranded.reverse()) tr.delete(pos, pos + 1);
  }
}

/** Where objects were copied or moved to. This version cannot write them, only keep them where they are. */
function strandedObjects(doc: Node, batch: Batch): number[] {
  const found: number[] = [];
  for (const field of ['headline', 'standfirst', 'body'] as const) {
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
      const isMarker = op.insert === MARKER && field === 'body' && op.attributes?.['b:id'] !== undefined;
      for (let i = 0; i < op.insert.length && !isMarker; i++) {
        if (op.insert[i] === ATOM || op.insert[i] === MARKER) offsets.push(offset + i);
      }
    }
    offset += isInsert(op) ? op.insert.length : op.retain;
  }
  return offsets;
}
