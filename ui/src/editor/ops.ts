// Lists of operations: writing them tidily and putting two behind each other into one.

import { attributeChange, changed } from './units';
import { isDelete, isInsert, MARKER, type Attributes, type Op } from './wire';

/** Collects operations, joins neighbours that say the same and leaves out what says nothing. */
export class OpList {
  private readonly ops: Op[] = [];

  retain(length: number, attributes: Attributes = {}): this {
    const last = this.ops.at(-1);
    if (length === 0) return this;
    if (last && 'retain' in last && alike(last.attributes, attributes)) last.retain += length;
    else this.ops.push(isBlank(attributes) ? { retain: length } : { retain: length, attributes });
    return this;
  }

  insert(text: string, attributes: Attributes = {}): this {
    const last = this.ops.at(-1);
    if (text === '') return this;
    const joins = last && isInsert(last) && alike(last.attributes, attributes);
    if (joins && text !== MARKER && last.insert !== MARKER) last.insert += text;
    else this.ops.push(isBlank(attributes) ? { insert: text } : { insert: text, attributes });
    return this;
  }

  delete(length: number): this {
    const last = this.ops.at(-1);
    if (length === 0) return this;
    if (last && isDelete(last)) last.delete += length;
    else this.ops.push({ delete: length });
    return this;
  }

  push(op: Op): this {
    if (isInsert(op)) return this.insert(op.insert, op.attributes);
    return isDelete(op) ? this.delete(op.delete) : this.retain(op.retain, op.attributes);
  }

  /** The operations; a plain retain at the end says nothing. */
  done(): Op[] {
    const last = this.ops.at(-1);
    if (last && 'retain' in last && !last.attributes) this.ops.pop();
    return this.ops;
  }
}

function isBlank(attributes: Attributes): boolean {
  for (const _ in attributes) return false;
  return true;
}

function alike(one: Attributes = {}, other: Attributes = {}): boolean {
  return isBlank(attributeChange(one, other));
}

/** How much text operations take away and bring. */
export function cost(ops: Op[]): number {
  return ops.reduce((sum, op) => sum + (isInsert(op) ? op.insert.length : isDelete(op) ? op.delete : 0), 0);
}

/** The operations that do what `first` and then `second` do. */
export function compose(first: Op[], second: Op[]): Op[] {
  const list = new OpList();
  const source = new Reader(first);
  for (const op of second) {
    if (isInsert(op)) list.insert(op.insert, op.attributes);
    else source.through(isDelete(op) ? op.delete : op.retain, list, (part) => composePart(part, op, list));
  }
  source.rest(list);
  return list.done();
}

function composePart(part: Op, op: Op, list: OpList) {
  if (isDelete(op)) {
    if (!isInsert(part)) list.delete(lengthOf(part));
    return;
  }
  const change = isInsert(op) ? {} : (op.attributes ?? {});
  if (isInsert(part)) list.insert(part.insert, changed(part.attributes ?? {}, change));
  else list.retain(lengthOf(part), { ...(isDelete(part) ? {} : part.attributes), ...change });
}

function lengthOf(op: Op): number {
  return isInsert(op) ? op.insert.length : isDelete(op) ? op.delete : op.retain;
}

/** Walks over the result of operations, part by part. */
class Reader {
  private index = 0;
  private taken = 0;

  constructor(private readonly ops: Op[]) {}

  /** Hands on the next `length` units of the result; what was deleted goes straight to the list. */
  through(length: number, list: OpList, use: (part: Op) => void) {
    let left = length;
    while (left > 0) {
      const op = this.ops[this.index];
      if (!op) return use({ retain: left });
      if (isDelete(op)) {
        list.push(op);
        this.index += 1;
        continue;
      }
      const step = Math.min(left, lengthOf(op) - this.taken);
      use(this.part(op, this.taken, this.taken + step));
      this.advance(op, step);
      left -= step;
    }
  }

  rest(list: OpList) {
    for (let op = this.ops[this.index]; op; op = this.ops[this.index]) {
      list.push(isDelete(op) ? op : this.part(op, this.taken, lengthOf(op)));
      this.index += 1;
      this.taken = 0;
    }
  }

  private part(op: Op, from: number, to: number): Op {
    if (isInsert(op)) return { insert: op.insert.slice(from, to), attributes: op.attributes };
    return isDelete(op) ? op : { retain: to - from, attributes: op.attributes };
  }

  private advance(op: Op, step: number) {
    this.taken += step;
    if (this.taken < lengthOf(op)) return;
    this.index += 1;
    this.taken = 0;
  }
}
