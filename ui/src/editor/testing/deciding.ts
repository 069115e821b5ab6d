// What it means to accept every suggestion of a text, or to let all of it stand. The desk decides in earnest, with a guard
// for words that others typed meanwhile; this is the plain rule that the editor's suggestions are held against.

import { idsIn, withoutSuggestions } from '../suggest/attributes';
import { readChanges, type Changes } from '../suggest/format';
import { changed } from '../units';
import { allOps, isInsert, type Attributes, type Batch, type Field, type Op } from '../wire';

export type Decision = 'accept' | 'stand';

/** The text once everything is decided. `order` lists the suggestions, oldest first. */
export function decided(fields: Batch, decision: Decision, order: string[]): Batch {
  const done: Batch = {};
  for (const [field, ops] of Object.entries(fields) as [Field, Op[]][]) {
    done[field] = ops.filter(isInsert).flatMap((op): Op[] => {
      const unit = op.attributes ?? {};
      if (idsIn(unit, decision === 'accept' ? 'del' : 'ins').length > 0) return [];
      const look = decision === 'accept' ? {} : oldLook(unit, order);
      return [{ insert: op.insert, attributes: changed(withoutSuggestions(unit), look) }];
    });
  }
  return done;
}

/** Each key as it was before the oldest suggestion that changed it. */
function oldLook(unit: Attributes, order: string[]): Attributes {
  const old: Attributes = {};
  const chain: Changes[] = idsIn(unit, 'fmt')
    .sort((one, other) => order.indexOf(one) - order.indexOf(other))
    .map((id) => readChanges(unit[`fmt:${id}`]));
  for (const changes of chain) {
    for (const [key, [value]] of Object.entries(changes)) if (!(key in old)) old[key] = value;
  }
  return old;
}

/** The suggestions that a batch brings for the first time go to the end of the order. */
export function inOrder(order: string[], batch: Batch): string[] {
  const seen = new Set(order);
  for (const op of allOps(batch)) {
    const attributes = 'attributes' in op ? (op.attributes ?? {}) : {};
    for (const kind of ['ins', 'del', 'fmt'] as const) for (const id of idsIn(attributes, kind)) seen.add(id);
  }
  return [...seen];
}
